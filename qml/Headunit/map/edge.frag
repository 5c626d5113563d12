#version 440
layout(location = 0) in vec4 v_color;
layout(location = 1) in vec2 v_at;
layout(location = 0) out vec4 color;
void main() {
    color = v_color * clamp(v_at.y - abs(v_at.x), 0.0, 1.0);
}
