#version 440
layout(location = 0) in vec4 v_color;
layout(location = 1) in vec4 v_at;
layout(location = 2) in vec3 v_dash;
layout(location = 0) out vec4 color;
void main() {
    vec2 past = vec2(max(max(-v_at.x, v_at.x - v_at.z), 0.0), v_at.y);
    float away = length(past);
    // the width of a pixel on the ground differs along and across the line when tilted
    float pixel = max(fwidth(away), 1e-4);
    float cover = clamp((v_at.w - away) / pixel + 0.5, 0.0, 1.0);
    float at = mod(v_dash.x + clamp(v_at.x, 0.0, v_at.z), v_dash.y + v_dash.z);
    cover *= clamp((v_dash.y - at) / pixel + 0.5, 0.0, 1.0);
    color = v_color * cover;
}
