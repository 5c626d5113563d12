#version 440
layout(location = 0) in vec2 v_uv;
layout(location = 1) in vec4 v_tint;
layout(location = 0) out vec4 color;
layout(binding = 2) uniform sampler2D atlas;
void main() {
    color = texture(atlas, v_uv) * v_tint;
}
