#version 440
// Walls of buildings: an instance is an upright quad. Two packed coordinates, top and bottom in dm, a seed.
layout(location = 0) in uvec4 wall;
layout(location = 0) out vec4 v_color;
layout(location = 1) out float v_w;
layout(std140, binding = 0) uniform Frame {
    mat4 clip;          // (east, south, up, 1) in dp from the centre -> clip space
    vec4 view;          // width and height in dp, device pixels per dp, tilt share 0..1
    vec4 fog;           // colour, opacity
    vec4 haze;          // 1 - 1/w where fog begins and where it is full, height share, highest in dp
    vec4 lights;        // east, south of the light; unused; dp per metre
} frame;
layout(std140, binding = 1) uniform Tile {
    vec4 origin;
    vec4 pass;
};
layout(std140, binding = 2) uniform Buildings {
    vec4 roof;
    vec4 lit;
    vec4 dark;
};
void main() {
    vec2 a = origin.xy + (vec2(wall.x & 0xffffu, wall.x >> 16) - 8192.0) * origin.z;
    vec2 b = origin.xy + (vec2(wall.y & 0xffffu, wall.y >> 16) - 8192.0) * origin.z;
    vec4 clip_a = frame.clip * vec4(a, 0.0, 1.0);
    vec4 clip_b = frame.clip * vec4(b, 0.0, 1.0);
    // walls run with their house on the same side: half of them face away and are hidden by it
    if (clip_b.x * clip_a.w > clip_a.x * clip_b.w) {
        gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
        return;
    }
    float end = float(gl_VertexIndex & 1);
    float top = min(float(wall.z & 0xffffu) * 0.1 * frame.lights.w * frame.haze.z, frame.haze.w);
    float bottom = min(float(wall.z >> 16) * 0.1 * frame.lights.w * frame.haze.z, frame.haze.w);
    float up = (gl_VertexIndex >> 1) == 1 ? top : bottom;
    vec2 dir = normalize(b - a + vec2(1e-6, 0.0));
    float facing = dot(vec2(-dir.y, dir.x), frame.lights.xy) * 0.5 + 0.5;
    gl_Position = frame.clip * vec4(mix(a, b, end), up, 1.0);
    v_w = gl_Position.w;
    v_color = mix(dark, lit, facing) * origin.w;
}
