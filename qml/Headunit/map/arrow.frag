#version 440
layout(location = 0) in vec4 v_color;
layout(location = 1) in vec3 v_at;
layout(location = 2) in vec4 v_size;
layout(location = 0) out vec4 color;
void main() {
    // a shaft, then a head that narrows to its tip
    float half_length = v_size.z * 0.5, head = v_size.w;
    float middle = (floor((v_size.x + v_at.x) / v_size.y) + 0.5) * v_size.y - v_size.x;
    float at = v_at.x - middle;
    float from_tip = half_length - at;
    float half_width = from_tip < head * 1.5 ? from_tip / 1.5 : head * 0.3;
    float inside = min(half_width - abs(v_at.y), min(from_tip, at + half_length));
    float pixel = max(length(vec2(dFdx(v_at.y), dFdy(v_at.y))), 1e-4);
    float shown = clamp(inside / pixel + 0.5, 0.0, 1.0);
    color = v_color * (shown * step(half_length, middle) * step(middle + half_length, v_at.z));
}
