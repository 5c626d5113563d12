#version 440
layout(location = 0) in vec4 v_color;
layout(location = 1) in vec4 v_at;
layout(location = 0) out vec4 color;
void main() {
    vec2 past = vec2(max(max(-v_at.x, v_at.x - v_at.z), 0.0), v_at.y);
    float away = length(past);
    // the width of a pixel on the ground differs along and across the line when tilted
    float pixel = max(fwidth(away), 1e-4);
    float cover = clamp((v_at.w - away) / pixel + 0.5, 0.0, 1.0);
    color = v_color * cover;
}
