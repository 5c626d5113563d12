#version 440
// Flat areas: land cover, water, parks. One uvec2 a corner: packed coordinate, layer.
layout(location = 0) in uvec2 corner;
layout(location = 0) out vec4 v_color;
layout(location = 1) out float v_w;
layout(std140, binding = 0) uniform Frame {
    mat4 clip;          // (east, south, up, 1) in dp from the centre -> clip space
    vec4 view;          // width and height in dp, device pixels per dp, tilt share 0..1
    vec4 fog;           // colour, opacity
    vec4 haze;          // 1 - 1/w where fog begins and where it is full, height share, highest in dp
    vec4 lights;        // east, south of the light; unused; dp per metre
} frame;
layout(std140, binding = 1) uniform Tile {
    vec4 origin;        // east, south of the tile's corner in dp, dp per tile unit, opacity
    vec4 pass;
};
layout(std140, binding = 2) uniform Areas {
    vec4 color[32];
};
void main() {
    vec2 at = origin.xy + (vec2(corner.x & 0xffffu, corner.x >> 16) - 8192.0) * origin.z;
    gl_Position = frame.clip * vec4(at, 0.0, 1.0);
    v_w = gl_Position.w;
    v_color = color[min(corner.y, 31u)] * origin.w;
    if (v_color.a <= 0.0)
        gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
}
