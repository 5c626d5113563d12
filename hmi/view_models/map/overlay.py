"""Routes, arrow, range as lines and shapes for the renderers: built when they change, not each frame."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hmi.view_models.map.camera import Camera
from hmi.view_models.map.frame import OverlayArea, OverlayPath
from hmi.view_models.map.looks import ALTERNATIVE, HEAVY, ROUTE, SLOW, STOPPED
from hmi.view_models.map.scene import SceneState
from maps.display.mercator import meters_per_world, project, project_point
from maps.display.style import Style
from maps.models import Route

TRAFFIC_LAYERS = np.array([ROUTE, SLOW, HEAVY, STOPPED], dtype=np.float32)
"""Overlay layer by RouteLeg.edge_congestion."""


@dataclass(frozen=True)
class RouteLine:
    """A route's geometry in world coordinates with the distance along."""

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    along_m: NDArray[np.float64]
    congestion: NDArray[np.uint8]
    """[P-1]"""

    def slice(self, begin_m: float, end_m: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """World x, y of the part between two distances, its ends interpolated."""
        begin_m, end_m = max(begin_m, 0.0), min(end_m, float(self.along_m[-1]))
        inner = (self.along_m > begin_m) & (self.along_m < end_m)
        at = np.concatenate([[begin_m], self.along_m[inner], [end_m]])
        return np.interp(at, self.along_m, self.x), np.interp(at, self.along_m, self.y)


def route_line(route: Route) -> RouteLine:
    """All legs in a row."""
    xs, ys, along, jam = [], [], [], []
    so_far = 0.0
    for leg in route.legs:
        x, y = project(leg.lat_deg, leg.lon_deg)
        xs.append(x)
        ys.append(y)
        along.append(leg.distance_along_m + so_far)
        counts = np.diff(leg.point_begin)
        level = np.repeat(leg.edge_congestion, counts)[: len(x) - 1]
        level = np.concatenate([level, np.zeros(len(x) - len(level), dtype=np.uint8)])
        jam.append(level)
        so_far += float(leg.distance_along_m[-1])
    return RouteLine(np.concatenate(xs), np.concatenate(ys), np.concatenate(along), np.concatenate(jam)[:-1])


class OverlayBuilder:
    """Remembers what was built from which object, so that a frame costs nothing while nothing changed."""

    def __init__(self, style: Style) -> None:
        self._style = style
        self._lines: dict[int, tuple[Route, RouteLine]] = {}
        self._paths: dict[tuple[int, int], tuple[Route, OverlayPath]] = {}
        self._names: dict[int, tuple[Route, frozenset[str]]] = {}

    def line(self, route: Route) -> RouteLine:
        known = self._lines.get(id(route))
        if known is None or known[0] is not route:
            if len(self._lines) > 12:
                self._lines.clear()
                self._paths.clear()
            known = self._lines[id(route)] = (route, route_line(route))
        return known[1]

    def paths(self, state: SceneState) -> list[OverlayPath]:
        """Alternatives first, the chosen route last."""
        out = []
        if state.preview:
            out += [self._path(r, ALTERNATIVE) for i, r in enumerate(state.routes) if i != state.selected]
        if state.routes:
            out.append(self._path(state.routes[state.selected], ROUTE))
        return out

    def nearest_alternative(self, state: SceneState, camera: Camera, x: float, y: float) -> int | None:
        """Index of the route that is not chosen and passes within a finger's width of a screen point."""
        best, best_dp = None, 38.0
        for i, route in enumerate(state.routes):
            line = self.line(route)
            sx, sy, w = camera.to_screen(np.column_stack([line.x, line.y]))
            distance = _to_polyline_dp(sx, sy, w, x, y)
            if distance < best_dp - (6.0 if i == state.selected else 0.0):
                best, best_dp = i, distance
        return best if best != state.selected else None

    def ahead_on_screen(self, state: SceneState, camera: Camera) -> NDArray[np.float64] | None:
        """[P, 2] screen points about every 12 dp of the route ahead; names keep off them."""
        if not state.routes:
            return None
        line = self.line(state.routes[state.selected])
        end = min(float(line.along_m[-1]), state.driven_m + 6000.0 / camera.dp_per_m)
        count = int(min(600, max(2, (end - state.driven_m) * camera.dp_per_m / 10.0)))
        at = np.linspace(state.driven_m, end, count)
        world = np.column_stack([np.interp(at, line.along_m, line.x), np.interp(at, line.along_m, line.y)])
        x, y, w = camera.to_screen(world)
        seen = (w > 0.2) & (x > 0) & (x < camera.width) & (y > 0) & (y < camera.height)
        return np.column_stack([x[seen], y[seen]])

    def names(self, state: SceneState) -> frozenset[str]:
        """Names of the roads on the chosen route."""
        if not state.routes:
            return frozenset()
        route = state.routes[state.selected]
        known = self._names.get(id(route))
        if known is None or known[0] is not route:
            names = frozenset(
                leg.strings[int(row)] for leg in route.legs for row in np.unique(leg.edge_name) if row >= 0
            )
            self._names = {id(route): (route, names - {""})}
        return self._names[id(route)][1]

    def areas(self, state: SceneState, *, night: bool) -> list[OverlayArea]:
        return []

    def _path(self, route: Route, layer: int) -> OverlayPath:
        known = self._paths.get((id(route), layer))
        if known is None or known[0] is not route:
            line = self.line(route)
            levels = (
                TRAFFIC_LAYERS[np.minimum(line.congestion, 3)]
                if layer == ROUTE
                else np.full(len(line.congestion), layer, dtype=np.float32)
            )
            known = self._paths[(id(route), layer)] = (route, path_of(line, levels))
        return known[1]


def _to_polyline_dp(
    sx: NDArray[np.float64], sy: NDArray[np.float64], w: NDArray[np.float64], x: float, y: float
) -> float:
    dx, dy = np.diff(sx), np.diff(sy)
    length2 = np.maximum(dx * dx + dy * dy, 1e-12)
    along = np.clip(((x - sx[:-1]) * dx + (y - sy[:-1]) * dy) / length2, 0.0, 1.0)
    away = np.hypot(sx[:-1] + along * dx - x, sy[:-1] + along * dy - y)
    away[(w[:-1] < 0.1) | (w[1:] < 0.1)] = np.inf
    return float(away.min())


def path_of(line: RouteLine, layers: NDArray[np.float32]) -> OverlayPath:
    origin_x, origin_y = float(line.x[0]), float(line.y[0])
    lat = math.degrees(math.atan(math.sinh(math.pi * (1.0 - 2.0 * origin_y))))
    metres = meters_per_world(lat)
    east, south = (line.x - origin_x) * metres, (line.y - origin_y) * metres
    solid = (np.diff(east) != 0) | (np.diff(south) != 0)
    segments = np.column_stack(
        [
            east[:-1], south[:-1], east[1:], south[1:],
            layers, line.along_m[:-1], line.along_m[1:], np.zeros(len(layers)),
        ]
    ).astype(np.float32)[solid]  # fmt: skip
    return OverlayPath(origin_x, origin_y, metres, np.ascontiguousarray(segments))


__all__ = ["OverlayBuilder", "RouteLine", "path_of", "project_point", "route_line"]
