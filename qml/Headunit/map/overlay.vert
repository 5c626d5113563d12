#version 440
// The route and other lines of ours: an instance is a capsule. Ends in metres from the path's own origin.
layout(location = 0) in vec4 segment;
layout(location = 1) in vec4 look;           // layer, distance along at both ends in metres, 1 in a tunnel
layout(location = 0) out vec4 v_color;
layout(location = 1) out vec3 v_at;
layout(location = 2) out vec4 v_shape;       // half width, w, tick spacing, tick length
layout(location = 3) out vec3 v_distance;    // along at the start and end in metres, driven up to
layout(location = 4) out vec4 v_driven;
layout(std140, binding = 0) uniform Frame {
    mat4 clip;          // (east, south, up, 1) in dp from the centre -> clip space
    vec4 view;          // width and height in dp, device pixels per dp, tilt share 0..1
    vec4 fog;           // colour, opacity
    vec4 haze;          // 1 - 1/w where fog begins and where it is full, height share, highest in dp
    vec4 lights;        // east, south of the light; unused; dp per metre
} frame;
layout(std140, binding = 1) uniform Tile {
    vec4 origin;        // east, south of the path's origin in dp, dp per unit, opacity
    vec4 pass;          // 1 for casings; driven metres
};
layout(std140, binding = 2) uniform Overlay {
    vec4 fill[16];
    vec4 casing[16];
    vec4 width[16];     // half width, casing, tick spacing, ticks' length, in dp
    vec4 driven[3];     // fill, casing; the ground that shows through in tunnels
};
void main() {
    uint layer = uint(look.x);
    vec2 a = origin.xy + segment.xy * origin.z;
    vec2 b = origin.xy + segment.zw * origin.z;
    bool casings = pass.x > 0.5;
    vec4 shape = width[layer];
    float half_width = (shape.x + (casings ? shape.y : 0.0)) * (look.w > 0.5 ? 0.5 : 1.0);
    vec4 ink = casings ? casing[layer] : fill[layer];
    if (shape.x <= 0.0 || ink.a <= 0.0) {
        gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
        return;
    }
    float end = float(gl_VertexIndex & 1);
    float side = float(gl_VertexIndex >> 1) * 2.0 - 1.0;
    vec4 clip_a = frame.clip * vec4(a, 0.0, 1.0);
    vec4 clip_b = frame.clip * vec4(b, 0.0, 1.0);
    float w = max(mix(clip_a.w, clip_b.w, end), 0.02);
    vec2 step = b - a;
    float len = max(length(step), 1e-4);
    vec2 dir = step / len;
    // a pixel across the line, measured on the ground: when tilted it depends on the line's direction
    vec4 here = mix(clip_a, clip_b, end);
    vec4 across = frame.clip * vec4(-dir.y, dir.x, 0.0, 0.0);
    vec2 on_screen = (across.xy * w - here.xy * across.w) / (w * w) * frame.view.xy * 0.5 * frame.view.z;
    float pixel = min(1.0 / max(length(on_screen), 1e-6), 12.0 * w / frame.view.z);
    if (layer >= 7u)    // the maneuver arrow and the disc's rim: same size at any distance
        half_width *= w;
    half_width = max(half_width, pixel * (casings ? 2.2 : 1.4));
    float reach = half_width + pixel;
    vec2 at = mix(a - dir * reach, b + dir * reach, end) + vec2(-dir.y, dir.x) * side * reach;
    gl_Position = frame.clip * vec4(at, 0.0, 1.0);
    v_at = vec3(end > 0.5 ? len + reach : -reach, side * reach, len);
    v_shape = vec4(half_width, w, casings ? 0.0 : shape.z, shape.w);
    v_distance = vec3(look.y, look.z, pass.y);
    if (look.w > 0.5) {     // in a tunnel: half as wide, faint
        ink = mix(driven[2], ink, 0.3);
    }
    v_color = ink * origin.w;
    v_driven = (layer <= 3u ? (casings ? driven[1] : driven[0]) : ink) * origin.w;
}
