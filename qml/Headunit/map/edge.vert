#version 440
// Outlines of areas and houses, most of all that is drawn: thin, plain, as wide everywhere on the screen.
layout(location = 0) in uvec4 segment;       // two packed coordinates, look
layout(location = 0) out vec4 v_color;
layout(location = 1) out vec2 v_at;          // device pixels off the middle, where it ends
layout(std140, binding = 0) uniform Frame {
    mat4 clip;          // (east, south, up, 1) in dp from the centre -> clip space
    vec4 view;          // width and height in dp, device pixels per dp, tilt share 0..1
    vec4 fog;           // colour, opacity
    vec4 haze;          // 1 - 1/w where fog begins and where it is full, height share, highest in dp
    vec4 lights;        // east, south of the light; unused; dp per metre
} frame;
layout(std140, binding = 1) uniform Tile {
    vec4 origin;        // east, south of the tile's corner in dp, dp per tile unit, opacity
    vec4 pass;          // 1 for outlines of houses, of which a segment is a wall
};
layout(std140, binding = 2) uniform Lines {
    vec4 area[32];
    vec4 fill[48];
    vec4 casing[48];
    vec4 width[48];     // half width, casing, dash on, dash off, in dp
    vec4 tunnel[2];     // fill, casing
    vec4 arrow;         // one-way arrows: colour, opacity
    vec4 arrow_size;    // every so many dp, length, least half width of a road that gets them
};
vec4 fogged(vec4 ink, float w) {
    float f = smoothstep(frame.haze.x, frame.haze.y, 1.0 - 1.0 / max(w, 0.02)) * frame.fog.a;
    return vec4(mix(ink.rgb, frame.fog.rgb * ink.a, f), ink.a);
}
void main() {
    bool house = pass.x > 0.5;
    uint layer = house ? 7u : min(segment.z & 0xffu, 47u);
    vec2 a = origin.xy + (vec2(segment.x & 0xffffu, segment.x >> 16) - 8192.0) * origin.z;
    vec2 b = origin.xy + (vec2(segment.y & 0xffffu, segment.y >> 16) - 8192.0) * origin.z;
    vec4 clip_a = frame.clip * vec4(a, 0.0, 1.0);
    vec4 clip_b = frame.clip * vec4(b, 0.0, 1.0);
    vec4 ink = house ? fill[layer] : area[min(segment.z >> 16, 31u)];
    if (min(clip_a.w, clip_b.w) < 0.02 || ink.a <= 0.0) {
        gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
        return;
    }
    vec2 step = (clip_b.xy / clip_b.w - clip_a.xy / clip_a.w) * frame.view.xy;
    vec2 dir = step / max(length(step), 1e-6);
    float side = float(gl_VertexIndex >> 1) * 2.0 - 1.0;
    vec4 here = (gl_VertexIndex & 1) == 1 ? clip_b : clip_a;
    float half_pixels = width[layer].x * frame.view.z;
    float reach = max(half_pixels, 0.5) + 0.5;
    here.xy += vec2(-dir.y, dir.x) * (side * reach * 2.0 / frame.view.z * here.w) / frame.view.xy;
    gl_Position = here;
    v_at = vec2(side * reach, reach);
    // never thinner than a pixel: thin lines fade instead of breaking up
    v_color = fogged(ink * (origin.w * min(1.0, half_pixels * 2.0)), here.w);
}
