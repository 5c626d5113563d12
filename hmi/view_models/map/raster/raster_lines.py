"""Routes and other lines of ours for the painter: capsules lying on the ground, as the shader draws them."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QPainter

from hmi.view_models.map.raster.raster_ground import path_of, rings, tinted
from hmi.view_models.map.view.camera import EYE_DP, Camera
from hmi.view_models.map.view.frame import Frame, OverlayPath
from hmi.view_models.map.view.style_uniforms import MANEUVER, STOPPED, FogRange, OverlayUniforms
from maps.display.style import Color

NEAR_W = 0.15
"""What comes nearer than this to the eye's plane is cut there."""
MARGIN_DP = 120.0
"""Beyond the screen's edge; as wide as half a route near the eye."""
PIECE = 1.3
"""How many times farther the one end of a piece may be than the other."""
HAZES = 12
LEAST_PX, LEAST_CASING_PX = 1.4, 2.2
"""Half of the least width on the screen."""
TICK_SHADE = 0.55
_HALF_TURN = np.linspace(-math.pi / 2, math.pi / 2, 6)
_FORE, _ASIDE = np.cos(_HALF_TURN), np.sin(_HALF_TURN)


@dataclass(frozen=True)
class _Pieces:
    """Of lines, on the ground round the camera's centre in dp: x to the right, y forward."""

    a: NDArray[np.float64]
    """[N, 2]"""
    b: NDArray[np.float64]
    along_m: NDArray[np.float64]
    """[N, 2] at both ends"""
    layer: NDArray[np.int64]
    driven: NDArray[np.bool_]
    tunnel: NDArray[np.bool_]
    w: NDArray[np.float64]
    """[N] of the middle"""


def paint_path(
    painter: QPainter, frame: Frame, path: OverlayPath, uniforms: OverlayUniforms, reach: FogRange, fog: Color
) -> None:
    """Casings first, the driven part under the rest."""
    pieces = _pieces(path, frame.camera, frame.driven_m)
    if not len(pieces.a):
        return
    haze = reach.share(pieces.w)
    haze[pieces.layer >= MANEUVER] = 0.0
    step = np.rint(haze * HAZES).astype(np.int64)
    look = ((~pieces.driven * 2 + pieces.tunnel) * 16 + pieces.layer) * (HAZES + 1) + step
    for casing in (True, False) if path.cased else (False,):
        shapes = rings(_capsules(pieces, frame.camera, uniforms, casing=casing))
        for value in np.unique(look):
            chosen = look == value
            first = int(np.argmax(chosen))
            color, share = _color(pieces, first, uniforms, casing=casing), int(step[first]) / HAZES
            red, green, blue = (c + (f - c) * share for c, f in zip(color[:3], fog[:3], strict=True))
            ink = (red, green, blue, color[3])
            painter.fillPath(path_of(shapes[chosen]), tinted(ink, ink[3]))
            if not casing and not pieces.driven[first] and uniforms.ticks[pieces.layer[first]] > 0:
                ticks = _ticks(pieces, np.flatnonzero(chosen), frame.camera, uniforms)
                painter.fillPath(path_of(rings(ticks)), tinted(ink, ink[3], TICK_SHADE))


def _color(pieces: _Pieces, row: int, uniforms: OverlayUniforms, *, casing: bool) -> list[float]:
    """Of all pieces of one look."""
    layer = pieces.layer[row]
    color = uniforms.casing[layer] if casing else uniforms.fill[layer]
    if pieces.driven[row]:
        color = uniforms.driven[1 if casing else 0]
    elif pieces.tunnel[row]:
        # the ground shows through
        color = uniforms.driven[2] + (color - uniforms.driven[2]) * np.float32(0.3)
    return [float(c) for c in color]


def _pieces(path: OverlayPath, camera: Camera, driven_m: float) -> _Pieces:
    """What is seen, in pieces that are about as far away at one end as at the other."""
    rows = _split_at(path.segments.astype(np.float64), driven_m)
    a, b = _on_ground(rows[:, 0:2], path, camera), _on_ground(rows[:, 2:4], path, camera)
    fall = math.sin(math.radians(camera.pitch_deg)) / EYE_DP
    wa, wb = 1.0 + a[:, 1] * fall, 1.0 + b[:, 1] * fall
    before = np.flatnonzero(np.maximum(wa, wb) > NEAR_W)
    rows, a, b, wa, wb = rows[before], a[before], b[before], wa[before], wb[before]
    # from where it comes before the eye, to where it goes behind
    steep = np.where(wa == wb, 1.0, wb - wa)
    cut = (NEAR_W - wa) / steep
    begin, end = np.where(wa < NEAR_W, cut, 0.0), np.where(wb < NEAR_W, cut, 1.0)
    a, b = a + (b - a) * begin[:, None], a + (b - a) * end[:, None]
    wa, wb = np.maximum(wa, NEAR_W), np.maximum(wb, NEAR_W)
    along = rows[:, 5:6] + (rows[:, 6:7] - rows[:, 5:6]) * np.stack([begin, end], axis=1)

    x, y = _to_screen(np.stack([a, b]), camera)
    seen = (x.max(axis=0) > -MARGIN_DP) & (x.min(axis=0) < camera.width + MARGIN_DP)
    seen &= (y.max(axis=0) > -MARGIN_DP) & (y.min(axis=0) < camera.height + MARGIN_DP)
    rows, a, b, wa, wb, along = (part[seen] for part in (rows, a, b, wa, wb, along))

    count = np.ceil(np.abs(np.log(wb / wa)) / math.log(PIECE) + 1e-9).astype(np.int64)
    count = np.maximum(count, 1)
    of = np.repeat(np.arange(len(rows)), count)
    number = np.arange(len(of)) - np.repeat(np.cumsum(count) - count, count)
    shares = []
    for i in (number, number + 1):
        # evenly in w's logarithm
        even, ratio = i / count[of], (wb / wa)[of]
        level = np.abs(ratio - 1.0) < 1e-6
        bent = np.where(level, even, (ratio**even - 1.0) / np.where(level, 1.0, ratio - 1.0))
        shares.append(bent[:, None])
    way, length = (b - a)[of], (along[:, 1] - along[:, 0])[of]
    begins, ends = a[of] + way * shares[0], a[of] + way * shares[1]
    layer = rows[of, 4].astype(np.int64)
    return _Pieces(
        begins,
        ends,
        along[of, :1] + length[:, None] * np.hstack(shares),
        layer,
        (rows[of, 6] <= driven_m) & (layer <= STOPPED),
        rows[of, 7] > 0.5,
        1.0 + (begins[:, 1] + ends[:, 1]) / 2 * fall,
    )


def _split_at(rows: NDArray[np.float64], driven_m: float) -> NDArray[np.float64]:
    """Segments of an OverlayPath, the one in which the driven part ends cut in two."""
    at = np.flatnonzero((rows[:, 5] < driven_m) & (driven_m < rows[:, 6]) & (rows[:, 4] <= STOPPED))
    if not len(at):
        return rows
    first = rows[at].copy()
    share = (driven_m - first[:, 5:6]) / (first[:, 6:7] - first[:, 5:6])
    first[:, 2:4] = first[:, 0:2] + (first[:, 2:4] - first[:, 0:2]) * share
    first[:, 6] = driven_m
    rest = rows.copy()
    rest[at, 0:2], rest[at, 5] = first[:, 2:4], driven_m
    return np.insert(rest, at, first, axis=0)


def _capsules(
    pieces: _Pieces, camera: Camera, uniforms: OverlayUniforms, *, casing: bool
) -> NDArray[np.float64]:
    """[N, C, 2] on the screen."""
    half = _half_widths(pieces, camera, uniforms, casing=casing)[:, None, None]
    way = pieces.b - pieces.a
    length = np.hypot(way[:, 0], way[:, 1])
    fore = np.where(length[:, None] > 1e-9, way / np.maximum(length, 1e-9)[:, None], [1.0, 0.0])[:, None]
    aside = np.stack([-fore[..., 1], fore[..., 0]], axis=-1)
    cap = fore * _FORE[:, None] + aside * _ASIDE[:, None]
    outline = np.concatenate([pieces.b[:, None] + cap * half, pieces.a[:, None] - cap * half], axis=1)
    return np.stack(_to_screen(outline, camera), axis=-1)


def _half_widths(
    pieces: _Pieces, camera: Camera, uniforms: OverlayUniforms, *, casing: bool
) -> NDArray[np.float64]:
    """[N] on the ground, in dp."""
    half = uniforms.half_width[pieces.layer].astype(np.float64)
    if casing:
        half = half + uniforms.casing_width[pieces.layer]
    half = np.where(pieces.tunnel, half * 0.5, half)
    half = np.where(pieces.layer >= MANEUVER, half * pieces.w, half)
    # a pixel across the line, measured on the ground: when tilted it depends on the line's direction
    pitch = math.radians(camera.pitch_deg)
    way = pieces.b - pieces.a
    way = way / np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-9)[:, None]
    right = (pieces.a[:, 0] + pieces.b[:, 0]) / 2
    dx = -way[:, 1] / pieces.w - right * math.sin(pitch) / EYE_DP * way[:, 0] / pieces.w**2
    dy = math.cos(pitch) * way[:, 0] / pieces.w**2
    pixel = np.minimum(1.0 / np.maximum(np.hypot(dx, dy), 1e-6), 12.0 * pieces.w)
    return np.maximum(half, pixel * (LEAST_CASING_PX if casing else LEAST_PX))


def _ticks(
    pieces: _Pieces, rows: NDArray[np.int64], camera: Camera, uniforms: OverlayUniforms
) -> NDArray[np.float64]:
    """[T, 4, 2] on the screen: strips across the line that repeat the traffic's level for those who do not
    see its colour."""
    layer = int(pieces.layer[rows[0]])
    spacing = float(uniforms.ticks[layer]) / camera.dp_per_m
    spacing_m = spacing * 2.0 ** np.floor(np.log2(np.maximum(pieces.w[rows], 0.25)) + 0.5)
    long_m = spacing_m * float(uniforms.shape[layer, 3])
    begin, end = pieces.along_m[rows].T
    first = np.ceil((begin - long_m) / spacing_m).astype(np.int64)
    count = np.maximum(np.floor(end / spacing_m).astype(np.int64) - first + 1, 0)
    of = np.repeat(np.arange(len(rows)), count)
    number = np.arange(len(of)) - np.repeat(np.cumsum(count) - count, count)
    at = (first[of] + number) * spacing_m[of]
    length = np.maximum(end - begin, 1e-9)[of]
    near = np.clip((at - begin[of]) / length, 0.0, 1.0)[:, None]
    far = np.clip((at + long_m[of] - begin[of]) / length, 0.0, 1.0)[:, None]
    a, way = pieces.a[rows][of], (pieces.b - pieces.a)[rows][of]
    half = _half_widths(pieces, camera, uniforms, casing=False)[rows][of][:, None]
    aside = np.stack([-way[:, 1], way[:, 0]], axis=1)
    aside = aside / np.maximum(np.hypot(aside[:, 0], aside[:, 1]), 1e-9)[:, None] * half
    one, other = a + way * near, a + way * far
    corners = np.stack([one - aside, one + aside, other + aside, other - aside], axis=1)
    return np.stack(_to_screen(corners, camera), axis=-1)


def _on_ground(points: NDArray[np.float64], path: OverlayPath, camera: Camera) -> NDArray[np.float64]:
    """Right and forward of the camera's centre in dp, from metres east and south of the path's origin."""
    scale = camera.dp_per_world
    east = (path.origin_x - camera.x) * scale + points[:, 0] * (scale / path.metres_per_world)
    south = (path.origin_y - camera.y) * scale + points[:, 1] * (scale / path.metres_per_world)
    bearing = math.radians(camera.bearing_deg)
    cos_b, sin_b = math.cos(bearing), math.sin(bearing)
    return np.stack([east * cos_b + south * sin_b, east * sin_b - south * cos_b], axis=1)


def _to_screen(
    ground: NDArray[np.float64], camera: Camera
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    pitch = math.radians(camera.pitch_deg)
    w = np.maximum(1.0 + ground[..., 1] * (math.sin(pitch) / EYE_DP), NEAR_W / 3)
    return camera.anchor_x + ground[..., 0] / w, camera.anchor_y - ground[..., 1] * math.cos(pitch) / w
