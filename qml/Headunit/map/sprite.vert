#version 440
// Labels, icons, markers: an instance is a piece of a picture, bent along the screen if it has to be.
layout(location = 0) in vec4 ends;           // x, y of the start and end of the piece's middle line, dp
layout(location = 1) in vec4 normals;        // half height vectors at start and end, dp
layout(location = 2) in vec4 cut;            // u0, v0, u1, v1 in the atlas
layout(location = 3) in vec4 tint;           // premultiplied factor
layout(location = 0) out vec2 v_uv;
layout(location = 1) out vec4 v_tint;
layout(std140, binding = 0) uniform Frame {
    mat4 clip;          // (east, south, up, 1) in dp from the centre -> clip space
    vec4 view;          // width and height in dp, device pixels per dp, tilt share 0..1
    vec4 fog;           // colour, opacity
    vec4 haze;          // 1 - 1/w where fog begins and where it is full, height share, highest in dp
    vec4 lights;        // east, south of the light; unused; dp per metre
} frame;
layout(std140, binding = 1) uniform Tile {
    vec4 origin;        // y direction of the clip space, shift x, shift y
    vec4 pass;
};
void main() {
    float end = float(gl_VertexIndex & 1);
    float side = float(gl_VertexIndex >> 1);
    vec2 at = mix(ends.xy, ends.zw, end) + mix(normals.xy, normals.zw, end) * (side * 2.0 - 1.0);
    gl_Position = vec4(at.x * 2.0 / frame.view.x - 1.0, (1.0 - at.y * 2.0 / frame.view.y) * origin.x, 0.0, 1.0);
    v_uv = vec2(mix(cut.x, cut.z, end), mix(cut.y, cut.w, side));
    v_tint = tint;
}
