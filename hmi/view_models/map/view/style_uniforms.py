"""The style at one camera, laid out as the shaders' uniform blocks take it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from hmi.view_models.map.view.camera import EYE_DP, MAX_ZOOM, MIN_ZOOM, Camera
from maps.display.style import Color, LineColumn, Style

ZOOM_STEPS = 32
"""A level; widths follow the zoom in such steps, which nobody sees."""
AREA_BLOCK_FLOATS = 32 * 4
LINE_BLOCK_FLOATS = (32 + 3 * 48 + 4) * 4
LINE_WIDTHS = slice((32 + 2 * 48) * 4, (32 + 3 * 48) * 4)
"""Of a line block: half width, casing, dash on and off of each layer."""
ARROW_OPACITY = LINE_BLOCK_FLOATS - 5
"""Of a line block: of the one-way arrows."""
OVERLAY_BLOCK_FLOATS = (16 * 3 + 3) * 4

ROUTE, SLOW, HEAVY, STOPPED, ALTERNATIVE, BREADCRUMB, RANGE, MANEUVER, DISC = range(9)
"""Layers of the overlay; 0..3 are the route by its traffic; from MANEUVER on, widths are of the screen."""


@dataclass(frozen=True, slots=True)
class FogRange:
    """Distances as multiples of the centre's."""

    begin_w: float
    full_w: float
    opacity: float

    @property
    def heights(self) -> tuple[float, float]:
        """Where it begins and is full as ``1 - 1 / w``, which grows evenly up the screen: with the distance
        itself nearly all of the fog would lie in the last few dp before the horizon."""
        return 1.0 - 1.0 / self.begin_w, 1.0 - 1.0 / self.full_w

    def depth(self, w: NDArray[np.float64]) -> NDArray[np.float64]:
        """0 where it begins, 1 where it is full."""
        low, high = self.heights
        return np.clip((1.0 - 1.0 / np.maximum(w, 1e-6) - low) / (high - low), 0.0, 1.0)

    def share(self, w: NDArray[np.float64]) -> NDArray[np.float64]:
        """How much of the fog's colour something at a distance takes on."""
        depth = self.depth(w)
        return depth * depth * (3.0 - 2.0 * depth) * self.opacity

    def clear(self, w: NDArray[np.float64]) -> NDArray[np.float64]:
        """Opacity of names and pins, which stand out of the first of it: 0 where it is full and behind the
        eye."""
        return np.minimum((1.0 - self.depth(w)) * 1.6, 1.0) * (w >= 0.2)


def fog_range(camera: Camera) -> FogRange:
    """Fog takes the far third of what lies between the centre and the horizon; none seen from above."""
    if camera.pitch_deg < 8.0:
        return FogRange(1e6, 2e6, 0.0)
    # w at a screen height: the ground `rise` above the anchor lies at w = 1 / (1 - rise * tan(pitch) / eye)
    to_horizon = EYE_DP / math.tan(math.radians(camera.pitch_deg))
    to_top = max(camera.anchor_y, 1.0)
    reach = min(to_horizon * 0.93, max(to_top, to_horizon * 0.45))
    full_w = 1.0 / max(1.0 - reach / to_horizon, 0.05)
    begin_w = 1.0 / max(1.0 - 0.66 * reach / to_horizon, 0.05)
    return FogRange(begin_w, max(full_w, begin_w + 0.01), min(1.0, (camera.pitch_deg - 8.0) / 25.0))


class LineBlocks:
    """The block Lines for every step of the zoom, made once for the night and once for the day, so that a
    frame only copies one."""

    def __init__(self, style: Style, *, night: bool) -> None:
        self._style = style
        self._which = 0 if night else 1
        zooms = np.arange(MIN_ZOOM * ZOOM_STEPS, MAX_ZOOM * ZOOM_STEPS + 1) / ZOOM_STEPS
        tables = style.line_tables(zooms, night=night)
        columns = (LineColumn.FILL, LineColumn.CASING, LineColumn.HALF_WIDTH_DP)
        looks = (style.area_tables(zooms, night=night), *(tables[..., at : at + 4] for at in columns))
        flat = [part.reshape(len(zooms), -1) for part in looks]
        ends = np.array([*style.tunnel[self._which], *style.tunnel_casing[self._which], *[0.0] * 8])
        rows = np.hstack([*flat, np.broadcast_to(ends, (len(zooms), 16))])
        self._rows: NDArray[np.float32] = rows.astype(np.float32)
        widths = tables[..., LineColumn.HALF_WIDTH_DP], tables[..., LineColumn.CASING_DP]
        self._filled = widths[0] > 0.0
        self._cased = self._filled & (widths[1] > 0.0)

    def at(self, camera: Camera) -> NDArray[np.float32]:
        """[LINE_BLOCK_FLOATS], of which the first AREA_BLOCK_FLOATS are the block Areas."""
        block: NDArray[np.float32] = self._rows[_zoom_step(camera)].copy()
        tilt, dp_per_m = camera.tilt_share, camera.dp_per_m
        if tilt > 0.0:
            widths = block[LINE_WIDTHS].reshape(-1, 4)[:, :2]
            widths[:] = self._style.tilted(widths, tilt, dp_per_m)
        arrow = self._style.one_way.at(camera.zoom, tilt_share=tilt, dp_per_m=dp_per_m)
        block[-8:-4] = faded(self._style.one_way.color[self._which], arrow.opacity)
        block[-4:-1] = arrow.every_dp, arrow.length_dp, arrow.least_half_width_dp
        return block

    def seen(self, camera: Camera) -> tuple[tuple[bool, ...], tuple[bool, ...]]:
        """By LineLayer, whether it is drawn, and whether it has casings."""
        step = _zoom_step(camera)
        return tuple(self._filled[step].tolist()), tuple(self._cased[step].tolist())


def _zoom_step(camera: Camera) -> int:
    return round((camera.zoom - MIN_ZOOM) * ZOOM_STEPS)


def building_block(style: Style, camera: Camera, *, night: bool) -> NDArray[np.float32]:
    which = 0 if night else 1
    building = style.building
    opacity = min(1.0, max(0.0, (camera.zoom - building.flat_from) * 2.0))
    return np.array(
        [faded(c[which], opacity) for c in (building.roof, building.lit, building.dark)], dtype=np.float32
    )


@dataclass(frozen=True)
class OverlayUniforms:
    """Our own lines at one camera, by overlay layer; widths in dp."""

    fill: NDArray[np.float32]
    """[16, 4]"""
    casing: NDArray[np.float32]
    shape: NDArray[np.float32]
    """[16, 4] half width, casing, spacing of ticks, their share of it"""
    driven: NDArray[np.float32]
    """[3, 4] fill, casing, the ground under a tunnel"""

    @property
    def half_width(self) -> NDArray[np.float32]:
        return self.shape[:, 0]

    @property
    def casing_width(self) -> NDArray[np.float32]:
        return self.shape[:, 1]

    @property
    def ticks(self) -> NDArray[np.float32]:
        return self.shape[:, 2]


def overlay_block(style: Style, camera: Camera, *, night: bool) -> NDArray[np.float32]:
    """The block Overlay."""
    looks = overlay_looks(style, camera, night=night)
    return np.concatenate([looks.fill, looks.casing, looks.shape, looks.driven]).reshape(-1)


def overlay_looks(style: Style, camera: Camera, *, night: bool) -> OverlayUniforms:
    """Fills, casings and widths of our own lines, and the driven part's colours."""
    over = style.overlay
    width = style.route_width.at(camera.zoom)
    width *= 2.0 ** max(0.0, camera.zoom - style.route_width.zooms[-1])
    casing = style.route_casing_dp
    tilt, dp_per_m = camera.tilt_share, camera.dp_per_m
    width += (style.route_ground_m * dp_per_m - width) * tilt
    casing += (style.route_casing_ground_m * dp_per_m - casing) * tilt
    fill, edge, driven = _overlay_colors(style, night=night)
    shape = np.zeros((16, 4), dtype=np.float32)
    # ticks keep their proportion to the line: near the car it is twice as wide as on the flat map
    stretch = max(1.0, width / 10.0)
    for layer, name in ((ROUTE, "route"), (SLOW, "slow"), (HEAVY, "heavy"), (STOPPED, "stopped")):
        shape[layer] = width / 2, casing, over[name].tick_dp * stretch, 0.16 if name == "slow" else 0.34
    thin = min(casing, 2.0) if tilt < 0.5 else casing
    shape[ALTERNATIVE] = width * over["alternative"].share / 2, thin, 0, 0
    shape[MANEUVER] = style.arrow_dp / 2, style.arrow_casing_dp, 0, 0
    shape[DISC] = 1.0, 0, 0, 0
    shape[BREADCRUMB] = shape[RANGE] = 1.5, 0, 0, 0
    return OverlayUniforms(fill, edge, shape, driven)


@cache
def _overlay_colors(
    style: Style, *, night: bool
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    """Fills and casings by overlay layer, and the driven part's."""
    which = 0 if night else 1
    over = style.overlay
    fill = np.zeros((16, 4), dtype=np.float32)
    edge = np.zeros((16, 4), dtype=np.float32)
    for layer, name in ((ROUTE, "route"), (SLOW, "slow"), (HEAVY, "heavy"), (STOPPED, "stopped")):
        fill[layer], edge[layer] = over[name].fill[which], over["route"].casing[which]
    for layer, name in ((ALTERNATIVE, "alternative"), (MANEUVER, "maneuver")):
        fill[layer], edge[layer] = over[name].fill[which], over[name].casing[which]
    fill[DISC] = style.position_disc[which]
    fill[BREADCRUMB], fill[RANGE] = over["breadcrumb"].fill[which], over["range"].fill[which]
    driven = np.array(
        [over["driven"].fill[which], over["driven"].casing[which], style.land[which]], dtype=np.float32
    )
    return fill, edge, driven


def faded(color: Color, opacity: float) -> Color:
    """Premultiplied by its own and another opacity."""
    alpha = color[3] * opacity
    return color[0] * alpha, color[1] * alpha, color[2] * alpha, alpha
