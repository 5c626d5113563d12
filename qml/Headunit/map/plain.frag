#version 440
// Areas seen from above: there is no fog.
layout(location = 0) in vec4 v_color;
layout(location = 1) in float v_w;
layout(location = 0) out vec4 color;
void main() {
    color = v_color;
}
