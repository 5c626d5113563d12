#version 440
layout(location = 0) in vec4 v_color;
layout(location = 1) in float v_w;
layout(location = 0) out vec4 color;
layout(std140, binding = 0) uniform Frame {
    mat4 clip;          // (east, south, up, 1) in dp from the centre -> clip space
    vec4 view;          // width and height in dp, device pixels per dp, tilt share 0..1
    vec4 fog;           // colour, opacity
    vec4 haze;          // 1 - 1/w where fog begins and where it is full, height share, highest in dp
    vec4 lights;        // east, south of the light; unused; dp per metre
} frame;
void main() {
    float f = smoothstep(frame.haze.x, frame.haze.y, 1.0 - 1.0 / max(v_w, 0.02)) * frame.fog.a;
    color = vec4(mix(v_color.rgb, frame.fog.rgb * v_color.a, f), v_color.a);
}
