#version 440
// Filled shapes of ours: the range, the accuracy disc. One vec2 a corner, in metres from the shape's origin.
layout(location = 0) in vec2 corner;
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
    vec4 origin;        // east, south of the shape's origin in dp, dp per metre, opacity
    vec4 color;
};
void main() {
    gl_Position = frame.clip * vec4(origin.xy + corner * origin.z, 0.0, 1.0);
    v_w = gl_Position.w;
    v_color = color * origin.w;
}
