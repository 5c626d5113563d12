#version 440
layout(location = 0) in vec4 v_color;
layout(location = 1) in vec3 v_at;
layout(location = 2) in vec4 v_shape;
layout(location = 3) in float v_distance;
layout(location = 4) in vec4 v_arrow;
layout(location = 5) in vec3 v_arrow_size;
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
    vec4 ink = v_color;
    if (v_arrow.a > 0.0 && past.x == 0.0) {
        // a shaft, then a head that narrows to its tip
        float half_length = v_arrow_size.y * 0.5, head = v_arrow_size.z;
        float middle = (floor((v_distance + v_at.x) / v_arrow_size.x) + 0.5) * v_arrow_size.x - v_distance;
        float at = v_at.x - middle;
        float from_tip = half_length - at;
        float half_width = from_tip < head * 1.5 ? from_tip / 1.5 : head * 0.3;
        float inside_arrow = min(half_width - abs(v_at.y), min(from_tip, at + half_length));
        float shown = clamp(inside_arrow / pixel / steep + 0.5, 0.0, 1.0) * v_arrow.a;
        // whole or not at all: none bends round a corner or is cut by the road's end
        shown *= step(half_length, middle) * step(middle + half_length, v_at.z);
        ink.rgb = mix(ink.rgb, v_arrow.rgb / v_arrow.a * ink.a, shown);
    }
    float f = smoothstep(frame.haze.x, frame.haze.y, v_shape.y) * frame.fog.a;
    color = vec4(mix(ink.rgb, frame.fog.rgb * ink.a, f), ink.a) * cover;
}
