#version 440
// One-way arrows: an instance is a road's segment, of which only a strip as wide as an arrow is drawn.
layout(location = 0) in uvec4 segment;
layout(location = 0) out vec4 v_color;
layout(location = 1) out vec3 v_at;          // along and across the segment, its length, in dp
layout(location = 2) out vec4 v_size;        // of the start along its line, every so many, length, half width, in dp
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
    float half_width = width[layer].x;
    vec2 a = origin.xy + (vec2(segment.x & 0xffffu, segment.x >> 16) - 8192.0) * origin.z;
    vec2 b = origin.xy + (vec2(segment.y & 0xffffu, segment.y >> 16) - 8192.0) * origin.z;
    vec2 step = b - a;
    float len = length(step);
    // a thin road has no room, and an arrow is drawn whole or not at all: none bends round a corner
    if (half_width < arrow_size.z || len < arrow_size.y || arrow.a <= 0.0 || fill[layer].a <= 0.0) {
        gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
        return;
    }
    vec2 dir = step / len;
    float end = float(gl_VertexIndex & 1);
    float head = min(half_width * 0.62, arrow_size.y * 0.36);
    float across = (float(gl_VertexIndex >> 1) * 2.0 - 1.0) * (head + 1.0);
    gl_Position = frame.clip * vec4(mix(a, b, end) + vec2(-dir.y, dir.x) * across, 0.0, 1.0);
    v_at = vec3(end * len, across, len);
    v_size = vec4(float(segment.w) * origin.z, arrow_size.xy, head);
    v_color = fogged(arrow * origin.w, gl_Position.w);
}
