"""Houses as prisms on a picture of the tilted ground, the far ones first: what the painter has for a depth
buffer."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath

from hmi.view_models.map.content.lowering import RouteCorridor
from hmi.view_models.map.content.overlay import RouteLine
from hmi.view_models.map.raster.raster_ground import path_of, rings
from hmi.view_models.map.view.camera import EYE_DP, Camera
from hmi.view_models.map.view.frame import OverlayPath
from hmi.view_models.map.view.style_uniforms import FogRange
from maps.display.reader import Tile
from maps.display.style import Style

LIGHT = np.array([0.55, -0.83])
"""East and south of where it comes from, as the shaders have it."""
SHADES = 8
"""Between the dark and the lit wall."""
ROOF = SHADES
"""Number of the roofs' shade."""
HAZES = 16
"""Steps of the fog's colour."""
BANDS = 160
"""Steps of distance; what is of one colour within one is filled at once."""
FINER = 2
"""Houses are drawn so many times larger and without smoothing, then reduced: that costs a third of smoothed
edges and leaves no seams between triangles."""
LARGE_DP = 60.0
CUTS = 6
"""Faces longer than this on the screen are halved so many times at most."""
NEAREST_W = 0.08
SMALLEST_DP = 0.7
LEAST_RAISED = 0.02
"""Share of their height below which houses lie flat."""


@dataclass(frozen=True)
class Houses:
    """Of several tiles side by side; world coordinates, metres."""

    a: NDArray[np.float64]
    """[W, 2] walls' ends, the house to the right of the way from a to b as the map is seen"""
    b: NDArray[np.float64]
    top: NDArray[np.float64]
    """[W]"""
    bottom: NDArray[np.float64]
    slabs: NDArray[np.float64]
    """[U, 3, 2] roofs' triangles"""
    height: NDArray[np.float64]
    """[U]"""

    @classmethod
    def of(cls, tiles: Iterable[Tile]) -> Houses:
        parts = [_house_arrays(tile) for tile in tiles if len(tile.walls)]
        if not parts:
            nothing = np.zeros((0, 2))
            return cls(nothing, nothing, np.zeros(0), np.zeros(0), np.zeros((0, 3, 2)), np.zeros(0))
        a, b, top, bottom, slabs, height = (np.concatenate(column) for column in zip(*parts, strict=True))
        return cls(a, b, top, bottom, slabs, height)


def beside(path: OverlayPath, style: Style) -> RouteCorridor:
    """The corridor along a route as it is drawn."""
    rows = path.segments.astype(np.float64)
    east, south = np.append(rows[:, 0], rows[-1, 2]), np.append(rows[:, 1], rows[-1, 3])
    steps = np.hypot(np.diff(east), np.diff(south))
    line = RouteLine(
        path.origin_x + east / path.metres_per_world,
        path.origin_y + south / path.metres_per_world,
        np.concatenate([[0.0], np.cumsum(steps)]),
        np.zeros(len(rows), dtype=np.uint8),
        np.zeros(len(rows), dtype=np.bool_),
    )
    return RouteCorridor(line, style.building.near_route_m, style.building.near_route_highest_m)


def raised_share(style: Style, camera: Camera) -> float:
    """Of their height, how much of the houses stands at a camera; less than LEAST_RAISED is none."""
    return camera.tilt_share * style.building.raised_share(camera.zoom)


def paint_houses(
    painter: QPainter,
    houses: Houses,
    style: Style,
    camera: Camera,
    reach: FogRange,
    scale: float,
    *,
    night: bool,
) -> None:
    """Draw them over what is there. `painter` paints in dp."""
    faces = _faces(houses, style, camera, reach)
    if not len(faces.x):
        return
    size = round(camera.width * scale * FINER), round(camera.height * scale * FINER)
    sheet = QImage(*size, QImage.Format.Format_ARGB32_Premultiplied)
    sheet.fill(0)
    fine = QPainter(sheet)
    fine.scale(scale * FINER, scale * FINER)
    colors = _colors(style, reach, night=night)
    for color, path in _paths(faces):
        fine.fillPath(path, colors[color])
    fine.end()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=True)
    painter.drawImage(QRectF(0, 0, camera.width, camera.height), sheet)


@dataclass(frozen=True)
class _Faces:
    """Walls and roofs' triangles that are seen, the far ones first."""

    x: NDArray[np.float64]
    """[F, 4] screen, corners in order; a triangle's first stands last once more"""
    y: NDArray[np.float64]
    color: NDArray[np.int64]
    """[F] rows of `_colors`"""


def _house_arrays(tile: Tile) -> tuple[NDArray[np.float64], ...]:
    top, bottom = tile.walls[:, 2] & np.uint32(0xFFFF), tile.walls[:, 2] >> np.uint32(16)
    roof_dm = tile.roofs[:, 1] & np.uint32(0xFFFF)
    return (
        tile.world(np.ascontiguousarray(tile.walls[:, 0])),
        tile.world(np.ascontiguousarray(tile.walls[:, 1])),
        top / 10.0,
        bottom / 10.0,
        tile.world(np.ascontiguousarray(tile.roofs[:, 0]))[tile.slabs],
        roof_dm[tile.slabs[:, 0]] / 10.0,
    )


def _faces(houses: Houses, style: Style, camera: Camera, reach: FogRange) -> _Faces:
    building, share = style.building, raised_share(style, camera)
    up = camera.dp_per_m * share
    highest = building.highest_m * up
    bearing, pitch = math.radians(camera.bearing_deg), math.radians(camera.pitch_deg)
    behind = EYE_DP * math.sin(pitch) / camera.dp_per_world
    eye = np.array([camera.x - math.sin(bearing) * behind, camera.y + math.cos(bearing) * behind])

    way = houses.b - houses.a
    inward = np.stack([-way[:, 1], way[:, 0]], axis=1)
    walls = np.flatnonzero(((eye - houses.a) * inward).sum(axis=1) < 0.0)
    a, b = houses.a[walls], houses.b[walls]
    top = np.minimum(houses.top[walls] * building.height_share * up, highest)
    bottom = np.minimum(houses.bottom[walls] * building.height_share * up, highest)
    roof = np.minimum(houses.height * building.height_share * up, highest)
    length = np.maximum(np.hypot(way[walls, 0], way[walls, 1]), 1e-20)
    facing = inward[walls] @ LIGHT / length * 0.5 + 0.5
    corners, heights, shade = _cut(
        # a triangle is a quadrangle whose last corner is its first
        np.concatenate([np.stack([a, b, b, a], axis=1), houses.slabs[:, [0, 1, 2, 0]]]),
        np.concatenate([np.stack([bottom, bottom, top, top], axis=1), np.repeat(roof[:, None], 4, axis=1)]),
        np.concatenate([np.rint(facing * (SHADES - 1)).astype(np.int64), np.full(len(roof), ROOF)]),
        camera,
    )
    x, y, w = _project(camera, corners, heights)
    low_x, high_x, low_y, high_y = x.min(axis=1), x.max(axis=1), y.min(axis=1), y.max(axis=1)
    nearest = w.min(axis=1)
    seen = (nearest > NEAREST_W) & (nearest < reach.full_w)
    seen &= (high_x > 0.0) & (low_x < camera.width) & (high_y > 0.0) & (low_y < camera.height)
    seen &= (high_x - low_x > SMALLEST_DP) & (high_y - low_y > SMALLEST_DP / 2)
    # a roof over the eye is seen from below: not at all
    seen &= (shade != ROOF) | (heights[:, 0] < EYE_DP * math.cos(pitch))
    rows = np.flatnonzero(seen)
    away = ((corners[rows].mean(axis=1) - eye) ** 2).sum(axis=1)
    rows = rows[np.argsort(-away, kind="stable")]
    depth = reach.depth(w[rows].mean(axis=1))
    step = np.rint(depth * depth * (3.0 - 2.0 * depth) * (HAZES - 1)).astype(np.int64)
    return _Faces(x[rows], y[rows], step * (SHADES + 1) + shade[rows])


def _cut(
    corners: NDArray[np.float64], heights: NDArray[np.float64], shade: NDArray[np.int64], camera: Camera
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int64]]:
    """Large faces in pieces: of two that are large, either may be the nearer one, depending on where."""
    done = []
    for _ in range(CUTS):
        x, y, w = _project(camera, corners, heights)
        # of the edges from each corner to the next; a wall is cut along the ground only
        long = np.hypot(np.diff(x, axis=1), np.diff(y, axis=1))
        long[(w.min(axis=1) < NEAREST_W) | (x.max(axis=1) < 0.0) | (x.min(axis=1) > camera.width)] = 0.0
        long[shade != ROOF, 1:] = 0.0
        large = long.max(axis=1) > LARGE_DP
        done.append((corners[~large], heights[~large], shade[~large]))
        if not large.any():
            return tuple(np.concatenate(column) for column in zip(*done, strict=True))  # type: ignore[return-value]
        corners, heights, shade = corners[large], heights[large], shade[large]
        roof = shade == ROOF
        rows = np.arange(len(roof))
        first = np.where(roof, long[large].argmax(axis=1), 0)
        # a triangle's corners are turned until its longest edge is the first
        turn = (first[:, None] + np.array([0, 1, 2, 0])) % 3
        turn = np.where(roof[:, None], turn, np.array([0, 1, 2, 3]))
        corners = corners[rows[:, None], turn]
        middle = (corners[:, 0] + corners[:, 1]) / 2
        one, other = corners.copy(), corners.copy()
        one[:, 1] = other[:, 0] = middle
        one[~roof, 2] = other[~roof, 3] = middle[~roof]
        other[roof, 3] = middle[roof]
        corners = np.concatenate([one, other])
        heights, shade = np.concatenate([heights, heights]), np.concatenate([shade, shade])
    done.append((corners, heights, shade))
    return tuple(np.concatenate(column) for column in zip(*done, strict=True))  # type: ignore[return-value]


def _project(
    camera: Camera, world: NDArray[np.float64], up: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Screen x, y and w of points [..., 2] that stand `up` dp over the ground."""
    scale = camera.dp_per_world
    east, south = (world[..., 0] - camera.x) * scale, (world[..., 1] - camera.y) * scale
    bearing, pitch = math.radians(camera.bearing_deg), math.radians(camera.pitch_deg)
    right = east * math.cos(bearing) + south * math.sin(bearing)
    forward = east * math.sin(bearing) - south * math.cos(bearing)
    w = 1.0 + (forward * math.sin(pitch) - up * math.cos(pitch)) / EYE_DP
    divisor = np.maximum(w, 1e-6)
    return (
        camera.anchor_x + right / divisor,
        camera.anchor_y - (forward * math.cos(pitch) + up * math.sin(pitch)) / divisor,
        w,
    )


def _paths(faces: _Faces) -> Iterable[tuple[int, QPainterPath]]:
    """Colour and path of all faces of one colour within a band of distance; in a band, roofs come last."""
    count = len(faces.x)
    band = np.arange(count) * BANDS // count
    order = np.argsort((band * 2 + (faces.color % (SHADES + 1) == ROOF)) * 1024 + faces.color, kind="stable")
    x, y, color, band = faces.x[order], faces.y[order], faces.color[order], band[order]
    elements = rings(np.stack([x, y], axis=-1))
    cuts = np.flatnonzero((np.diff(color) != 0) | (np.diff(band) != 0)) + 1
    for begin, end in zip([0, *cuts.tolist()], [*cuts.tolist(), count], strict=True):
        yield int(color[begin]), path_of(elements[begin:end])


def _colors(style: Style, reach: FogRange, *, night: bool) -> list[QColor]:
    """[HAZES * (SHADES + 1)]: the walls' shades and the roof, for each step into the fog."""
    which, building = 0 if night else 1, style.building
    lit, dark = np.array(building.lit[which][:3]), np.array(building.dark[which][:3])
    clear = [dark + (lit - dark) * i / (SHADES - 1) for i in range(SHADES)]
    clear.append(np.array(building.roof[which][:3]))
    fog = np.array(style.fog[which][:3])
    return [
        QColor.fromRgbF(*(c + (fog - c) * (reach.opacity * step / (HAZES - 1))).tolist())
        for step in range(HAZES)
        for c in clear
    ]
