"""The car, its accuracy, pins and the credit line as sprites, with the boxes that labels must leave free."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from hmi.view_models.map.content.scene import Pin, SceneState
from hmi.view_models.map.labels.label_sprites import turned, upright
from hmi.view_models.map.labels.labels import Box
from hmi.view_models.map.labels.sprite_painter import SpritePainter
from hmi.view_models.map.view.camera import Camera
from hmi.view_models.map.view.frame import SPRITE_FLOATS
from hmi.view_models.map.view.motion import VehicleTrack
from hmi.view_models.map.view.style_uniforms import FogRange, fog_range
from maps.display.mercator import project_point
from maps.display.style import Style, colors

WAYPOINTS = ("destination", "stop", "origin")
UNSEEN_DP = 12.0
"""A pin that lies this far under a card or over the upper edge is gone: none peeps out half."""


def marker_sprites(
    painter: SpritePainter,
    style: Style,
    state: SceneState,
    track: VehicleTrack | None,
    camera: Camera,
    arrow: NDArray[np.float64] | None = None,
    bottom_dp: float = 0.0,
    covers: tuple[Box, ...] = (),
) -> tuple[NDArray[np.float32], tuple[Box, ...]]:
    """[N, SPRITE_FLOATS] in drawing order, and boxes in dp."""
    rows: list[tuple[float, ...]] = []
    blocked: list[Box] = []
    credit = painter.credit()
    box = _credit_box(credit.width, camera, bottom_dp, covers)
    middle = camera.height - bottom_dp - credit.height / 2 - 3.0
    rows.append(upright(credit, (box[0] + box[2]) / 2, middle, 0.85, painter.scale))
    blocked.append(box)
    fog = fog_range(camera)
    for pin in sorted(state.pins, key=lambda pin: pin.kind in WAYPOINTS):  # where one drives lies on top
        _pin(painter, style, pin, camera, fog, covers, rows, blocked)
    if arrow is not None:
        _arrow_head(painter, arrow, camera, rows, blocked)
    if track is not None:
        x, y, w = camera.to_screen(np.array([[track.x, track.y]]))
        if w[0] > 0.1:
            sx, sy = float(x[0]), float(y[0])
            angle = math.radians(track.course_deg - camera.bearing_deg)
            squash = 1.0 - 0.18 * camera.tilt_share
            rows.append(turned(painter.position(), sx, sy, angle, squash, 1.0))
            blocked.append((sx - 46, sy - 40, sx + 46, sy + 40))
    return np.array(rows, dtype=np.float32).reshape(-1, SPRITE_FLOATS), tuple(blocked)


def _credit_box(width: float, camera: Camera, bottom_dp: float, covers: tuple[Box, ...]) -> Box:
    """At the right, or at the left where a card lies there: whose map it is must be seen."""
    top = camera.height - bottom_dp - 22.0
    right = (camera.width - 12.0 - width, top, camera.width - 12.0, camera.height)
    left = (12.0, top, 12.0 + width, camera.height)
    return left if _covered(right, covers) and not _covered(left, covers) else right


def _covered(box: Box, covers: tuple[Box, ...]) -> bool:
    return any(
        box[0] < right and left < box[2] and box[1] < bottom and top < box[3]
        for left, top, right, bottom in covers
    )


def _arrow_head(
    painter: SpritePainter,
    arrow: NDArray[np.float64],
    camera: Camera,
    rows: list[tuple[float, ...]],
    blocked: list[Box],
) -> None:
    """The head sits on the arrow's end and points where its last screen step goes."""
    x, y, w = camera.to_screen(arrow)
    if w[-1] < 0.15:
        return
    back = len(x) - 2
    while back > 0 and math.hypot(x[-1] - x[back], y[-1] - y[back]) < 8.0:
        back -= 1
    angle = math.atan2(y[-1] - y[back], x[-1] - x[back]) + math.pi / 2
    rows.append(turned(painter.arrow_head(), float(x[-1]), float(y[-1]), angle, 1.0, 1.0))
    seen = w > 0.2
    for px, py in zip(x[seen][::2], y[seen][::2], strict=True):
        blocked.append((float(px) - 18, float(py) - 18, float(px) + 18, float(py) + 18))


def _pin(
    painter: SpritePainter,
    style: Style,
    pin: Pin,
    camera: Camera,
    fog: FogRange,
    covers: tuple[Box, ...],
    rows: list[tuple[float, ...]],
    blocked: list[Box],
) -> None:
    x, y, w = camera.to_screen(np.array([project_point(pin.position)]))
    if w[0] < 0.2 or not (-60 < x[0] < camera.width + 60 and -60 < y[0] < camera.height + 60):
        return
    sx, sy = float(x[0]), float(y[0])
    if pin.kind == "destination":
        box = (sx - 26, sy - 56, sx + 26, sy + 6)
    elif pin.kind in WAYPOINTS:
        box = (sx - 22, sy - 22, sx + 22, sy + 22)
    else:
        box = (sx - 20, sy - 20, sx + 20, sy + 20)
    opacity = _visibility(box, float(w[0]), fog, covers)
    if opacity <= 0.0:
        return
    which = 0 if painter.night else 1
    accent = colors(style.rows["overlay"]["route"]["fill"])[which]
    white = colors(style.rows["overlay"]["position"]["fill"])[which]
    if pin.kind in WAYPOINTS:
        sprite = painter.pin(pin.kind, pin.label if pin.kind == "stop" else "", accent, white)
    else:
        sprite = painter.mark(pin.kind, pin.state)
    rows.append(upright(sprite, sx, sy, opacity))
    blocked.append(box)


def _visibility(box: Box, w: float, fog: FogRange, covers: tuple[Box, ...]) -> float:
    """1 in the open; less towards the fog, as for names, and where a card or the upper edge cuts a pin."""
    left, top, right, bottom = box
    opacity = float(fog.clear(np.array(w)))
    under = -top
    for cover in covers:
        under = max(
            under, min(min(right, cover[2]) - max(left, cover[0]), min(bottom, cover[3]) - max(top, cover[1]))
        )
    return opacity * min(1.0, max(0.0, 1.0 - under / UNSEEN_DP))
