#version 440
// Roads and other lines: an instance is a segment drawn as a capsule. Two packed coordinates, look, distance along.
layout(location = 0) in uvec4 segment;
layout(location = 0) out vec4 v_color;
layout(location = 1) out vec4 v_at;          // along and across the segment, its length, half width, in dp
layout(std140, binding = 0) uniform Frame {
    mat4 clip;          // (east, south, up, 1) in dp from the centre -> clip space
    vec4 view;          // width and height in dp, device pixels per dp, tilt share 0..1
    vec4 fog;           // colour, opacity
    vec4 haze;          // 1 - 1/w where fog begins and where it is full, height share, highest in dp
    vec4 lights;        // east, south of the light; unused; dp per metre
} frame;
layout(std140, binding = 1) uniform Tile {
    vec4 origin;        // east, south of the tile's corner in dp, dp per tile unit, opacity
    vec4 pass;          // 1 for casings, 0 for fills
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
    uint layer = min(segment.z & 0xffu, 47u);
    bool in_tunnel = (segment.z >> 8 & 1u) != 0u;
    vec2 a = origin.xy + (vec2(segment.x & 0xffffu, segment.x >> 16) - 8192.0) * origin.z;
    vec2 b = origin.xy + (vec2(segment.y & 0xffffu, segment.y >> 16) - 8192.0) * origin.z;
    vec4 look = width[layer];
    bool casings = pass.x > 0.5;
    float half_width = look.x + (casings ? look.y : 0.0);
    vec4 ink = casings ? casing[layer] : fill[layer];
    if (in_tunnel && look.y > 0.0)
        ink = (casings ? tunnel[1] : tunnel[0]) * ink.a;
    if (look.x <= 0.0 || ink.a <= 0.0) {
        gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
        return;
    }
    vec4 clip_a = frame.clip * vec4(a, 0.0, 1.0);
    vec4 clip_b = frame.clip * vec4(b, 0.0, 1.0);
    float end = float(gl_VertexIndex & 1);
    float side = float(gl_VertexIndex >> 1) * 2.0 - 1.0;
    float w = max(mix(clip_a.w, clip_b.w, end), 0.02);
    vec2 step = b - a;
    float len = max(length(step), 1e-4);
    vec2 dir = step / len;
    // a pixel across the line, measured on the ground: when tilted it depends on the line's direction
    vec4 here = mix(clip_a, clip_b, end);
    vec4 across = frame.clip * vec4(-dir.y, dir.x, 0.0, 0.0);
    vec2 on_screen = (across.xy * w - here.xy * across.w) / (w * w) * frame.view.xy * 0.5 * frame.view.z;
    float pixel = min(1.0 / max(length(on_screen), 1e-6), 12.0 * w / frame.view.z);
    // never thinner than a pixel: thin lines fade instead of breaking up
    float least = pixel * 0.5;
    float thin = min(1.0, half_width / least);
    half_width = max(half_width, least);
    float reach = half_width + pixel;
    vec2 at = mix(a - dir * reach, b + dir * reach, end) + vec2(-dir.y, dir.x) * side * reach;
    gl_Position = frame.clip * vec4(at, 0.0, 1.0);
    v_at = vec4(end > 0.5 ? len + reach : -reach, side * reach, len, half_width);
    v_color = fogged(ink * (thin * origin.w), w);
}
