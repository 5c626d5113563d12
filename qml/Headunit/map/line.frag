#version 440
layout(location = 0) in vec4 v_color;
layout(location = 1) in vec3 v_at;
layout(location = 2) in vec4 v_shape;
layout(location = 3) in float v_distance;
layout(location = 0) out vec4 color;
layout(std140, binding = 0) uniform Frame {
    mat4 clip;          // (east, south, up, 1) in dp from the centre -> clip space
    vec4 view;          // width and height in dp, device pixels per dp, tilt share 0..1
    vec4 fog;           // colour, opacity
    vec4 haze;          // w where fog begins, w where it is full, height share, highest in dp
    vec4 lights;        // east, south of the light; unused; dp per metre
} frame;
void main() {
    vec2 past = vec2(v_at.x - clamp(v_at.x, 0.0, v_at.z), v_at.y);
    float pixel = max(v_shape.y, 0.02) / frame.view.z;
    float inside = (v_shape.x - length(past)) / pixel;
    // the width of a pixel on the ground differs along and across it when tilted
    float steep = max(fwidth(length(past)) / pixel, 1e-3);
    float cover = clamp(inside / steep + 0.5, 0.0, 1.0);
    if (v_shape.w > 0.0) {
        float at = mod(v_distance + clamp(v_at.x, 0.0, v_at.z), v_shape.z + v_shape.w);
        cover *= clamp((v_shape.z - at) / pixel + 0.5, 0.0, 1.0);
    }
    if (cover <= 0.0)
        discard;
    float f = smoothstep(frame.haze.x, frame.haze.y, v_shape.y) * frame.fog.a;
    color = vec4(mix(v_color.rgb, frame.fog.rgb * v_color.a, f), v_color.a) * cover;
}
