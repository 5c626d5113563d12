#version 440
layout(location = 0) in vec4 v_color;
layout(location = 1) in vec3 v_at;
layout(location = 2) in vec4 v_shape;
layout(location = 3) in vec3 v_distance;
layout(location = 4) in vec4 v_driven;
layout(location = 0) out vec4 color;
layout(std140, binding = 0) uniform Frame {
    mat4 clip;          // (east, south, up, 1) in dp from the centre -> clip space
    vec4 view;          // width and height in dp, device pixels per dp, tilt share 0..1
    vec4 fog;           // colour, opacity
    vec4 haze;          // 1 - 1/w where fog begins and where it is full, height share, highest in dp
    vec4 lights;        // east, south of the light; unused; dp per metre
} frame;
void main() {
    float along = clamp(v_at.x, 0.0, v_at.z);
    vec2 past = vec2(v_at.x - along, v_at.y);
    float pixel = max(v_shape.y, 0.02) / frame.view.z;
    float steep = max(fwidth(length(past)) / pixel, 1e-3);
    float cover = clamp((v_shape.x - length(past)) / pixel / steep + 0.5, 0.0, 1.0);
    if (cover <= 0.0)
        discard;
    float metres = mix(v_distance.x, v_distance.y, along / v_at.z);
    vec4 ink = metres < v_distance.z ? v_driven : v_color;
    if (v_shape.z > 0.0 && metres >= v_distance.z) {
        // ticks across the line repeat the traffic's level for those who do not see its colour
        float spacing = v_shape.z * exp2(floor(log2(max(v_shape.y, 0.25)) + 0.5));
        float at = mod(metres * frame.lights.w, spacing);
        ink.rgb *= at < spacing * v_shape.w ? 0.55 : 1.0;
    }
    float f = smoothstep(frame.haze.x, frame.haze.y, 1.0 - 1.0 / max(v_shape.y, 0.02)) * frame.fog.a;
    color = vec4(mix(ink.rgb, frame.fog.rgb * ink.a, f), ink.a) * cover;
}
