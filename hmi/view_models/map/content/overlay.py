"""Routes, arrow, range as lines and shapes for the renderers: built when they change, not each frame."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import mapbox_earcut
import numpy as np
from numpy.typing import NDArray

from hmi.view_models.map.content.scene import SceneState
from hmi.view_models.map.view.camera import Camera
from hmi.view_models.map.view.frame import OverlayArea, OverlayPath
from hmi.view_models.map.view.motion import VehicleTrack
from hmi.view_models.map.view.style_uniforms import (
    ALTERNATIVE,
    BREADCRUMB,
    DISC,
    HEAVY,
    MANEUVER,
    RANGE,
    ROUTE,
    SLOW,
    STOPPED,
    faded,
)
from maps.display.mercator import meters_per_world, project
from maps.display.style import Style
from maps.geometry import LatLon
from maps.models import Route
from maps.region.format import EdgeFlag

TRAFFIC_LAYERS = np.array([ROUTE, SLOW, HEAVY, STOPPED], dtype=np.float32)
"""Overlay layer by RouteLeg.edge_congestion."""
ARROW_FROM_M = 350.0
"""The maneuver arrow appears this far before the turn."""
ARROW_STEP_M = 4.0
ARROW_BEND_M = 9.0
"""The arrow rounds the route's corners off over this much each way, as a car does."""
DISC_DP = 42.0
"""Least radius of the accuracy disc at the car."""
_ANGLES = np.linspace(0.0, 2.0 * math.pi, 49)
_RIM = np.column_stack([np.cos(_ANGLES), np.sin(_ANGLES)])
_UNIT_OUTLINE = np.ascontiguousarray(_RIM[:-1].astype(np.float32))
_UNIT_DISC = np.ascontiguousarray(
    np.stack([np.zeros((48, 2)), _RIM[:-1], _RIM[1:]], axis=1).reshape(-1, 2).astype(np.float32)
)
_UNIT_RING = np.ascontiguousarray(
    np.column_stack([_RIM[:-1], _RIM[1:], np.full(48, DISC), np.zeros((48, 3))]).astype(np.float32)
)


@dataclass(frozen=True)
class RouteLine:
    """A route's geometry in world coordinates with the distance along."""

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    along_m: NDArray[np.float64]
    congestion: NDArray[np.uint8]
    """[P-1]"""
    tunnel: NDArray[np.bool_]
    """[P-1]"""

    def rounded(self, begin_m: float, end_m: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """World x, y of the part between two distances, at even steps, its corners rounded off."""
        begin_m, end_m = max(begin_m, 0.0), min(end_m, float(self.along_m[-1]))
        at = np.linspace(begin_m, end_m, max(2, round((end_m - begin_m) / ARROW_STEP_M) + 1))
        # at its ends it lies on the route
        reach = np.minimum(ARROW_BEND_M, np.minimum(at - begin_m, end_m - at))
        around = at + reach * np.linspace(-1.0, 1.0, 7)[:, None]
        x, y = np.interp(around, self.along_m, self.x), np.interp(around, self.along_m, self.y)
        return x.mean(axis=0), y.mean(axis=0)


def route_line(route: Route) -> RouteLine:
    """All legs in a row."""
    xs, ys, along, jam, dark = [], [], [], [], []
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
        under = np.repeat((leg.edge_flags & EdgeFlag.TUNNEL) != 0, counts)[: len(x) - 1]
        dark.append(np.concatenate([under, np.zeros(len(x) - len(under), dtype=bool)]))
        so_far += float(leg.distance_along_m[-1])
    return RouteLine(
        np.concatenate(xs),
        np.concatenate(ys),
        np.concatenate(along),
        np.concatenate(jam)[:-1],
        np.concatenate(dark)[:-1],
    )


class OverlayBuilder:
    """Remembers what was built from which object, so that a frame costs nothing while nothing changed."""

    def __init__(self, style: Style) -> None:
        self._style = style
        self._lines: dict[int, tuple[Route, RouteLine]] = {}
        self._paths: dict[tuple[int, int, bool], tuple[Route, OverlayPath]] = {}
        self._arrow: tuple[tuple[int, float, int], OverlayPath, NDArray[np.float64]] | None = None
        self._range: tuple[tuple[LatLon, ...], OverlayArea, OverlayPath] | None = None
        self._crumbs: tuple[tuple[LatLon, ...], OverlayPath] | None = None
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
        """The range's rim and the way come, then alternatives, the chosen route last."""
        out = []
        if len(state.range_outline) > 2:
            out.append(self._range_of(state.range_outline)[1])
        if len(state.breadcrumb) > 1:
            if self._crumbs is None or self._crumbs[0] is not state.breadcrumb:
                self._crumbs = (state.breadcrumb, _crumb_path(state.breadcrumb))
            out.append(self._crumbs[1])
        if state.preview:
            out += [self._path(r, ALTERNATIVE) for i, r in enumerate(state.routes) if i != state.selected]
        if state.routes:
            out.append(self._path(state.routes[state.selected], ROUTE, whole=state.preview))
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

    def maneuver(self, state: SceneState) -> OverlayPath | None:
        """The arrow through the next turn, without its head; None while it is far."""
        if state.maneuver is None or state.maneuver_m is None or not state.routes:
            return None
        if state.maneuver_m > ARROW_FROM_M or state.maneuver.type == "arrive":
            return None
        route = state.routes[state.selected]
        at = state.maneuver.distance_along_m
        begin = max(at - self._style.arrow_before_m, min(state.driven_m + 6.0, at))
        key = (id(route), at, round(begin))
        if self._arrow is None or self._arrow[0] != key:
            line = self.line(route)
            x, y = line.rounded(begin, at + self._style.arrow_after_m)
            along = np.linspace(0.0, 1.0, len(x))
            part = RouteLine(x, y, along, np.zeros(len(x) - 1, np.uint8), np.zeros(len(x) - 1, np.bool_))
            path = path_of(part, np.full(len(x) - 1, MANEUVER, dtype=np.float32))
            self._arrow = (key, path, np.column_stack([x, y]))
        return self._arrow[1]

    def arrow_head(self) -> NDArray[np.float64] | None:
        """[P, 2] world points of the arrow, the head at the last one; None without an arrow."""
        return self._arrow[2] if self._arrow is not None else None

    def areas(self, state: SceneState, *, night: bool) -> list[OverlayArea]:
        """The range."""
        if len(state.range_outline) < 3:
            return []
        color = self._style.overlay["range"].fill[0 if night else 1]
        area, _rim = self._range_of(state.range_outline)
        return [replace(area, color=faded(color, self._style.range_opacity))]

    def disc(
        self, state: SceneState, track: VehicleTrack, camera: Camera, *, night: bool
    ) -> tuple[OverlayArea, OverlayPath]:
        """Where the car may be: never smaller than a finger's width, so that it is seen."""
        accuracy = state.vehicle.accuracy_m if state.vehicle and state.vehicle.accuracy_m else 0.0
        radius_m = max(accuracy, DISC_DP * max(camera.tilt_share, 0.6) / camera.dp_per_m)
        metres = camera.dp_per_world / camera.dp_per_m / radius_m
        color = self._style.position_disc[0 if night else 1]
        share = 0.22
        return (
            OverlayArea(track.x, track.y, metres, _UNIT_OUTLINE, _UNIT_DISC, faded(color, share), over=True),
            OverlayPath(track.x, track.y, metres, _UNIT_RING, cased=False),
        )

    def _range_of(self, outline: tuple[LatLon, ...]) -> tuple[OverlayArea, OverlayPath]:
        if self._range is None or self._range[0] is not outline:
            self._range = (outline, _range_area(outline), _range_rim(outline))
        return self._range[1:]

    def _path(self, route: Route, layer: int, *, whole: bool = True) -> OverlayPath:
        """`whole`: also where it runs through tunnels, as one chooses a route."""
        known = self._paths.get((id(route), layer, whole))
        if known is None or known[0] is not route:
            line = self.line(route)
            levels = (
                TRAFFIC_LAYERS[np.minimum(line.congestion, 3)]
                if layer == ROUTE
                else np.full(len(line.congestion), layer, dtype=np.float32)
            )
            if whole:
                line = replace(line, tunnel=np.zeros_like(line.tunnel))
            known = self._paths[(id(route), layer, whole)] = (route, path_of(line, levels))
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
            layers, line.along_m[:-1], line.along_m[1:], line.tunnel,
        ]
    ).astype(np.float32)[solid]  # fmt: skip
    return OverlayPath(origin_x, origin_y, metres, np.ascontiguousarray(segments))


def _crumb_path(points: tuple[LatLon, ...]) -> OverlayPath:
    return _plain_path(points, BREADCRUMB)


def _range_rim(outline: tuple[LatLon, ...]) -> OverlayPath:
    return _plain_path((*outline, outline[0]), RANGE)


def _plain_path(points: tuple[LatLon, ...], layer: int) -> OverlayPath:
    """A line without casing or traffic."""
    x, y = project([p.lat_deg for p in points], [p.lon_deg for p in points])
    steps = len(points) - 1
    line = RouteLine(x, y, np.arange(steps + 1.0), np.zeros(steps, np.uint8), np.zeros(steps, np.bool_))
    return replace(path_of(line, np.full(steps, layer, dtype=np.float32)), cased=False)


def _range_area(outline: tuple[LatLon, ...]) -> OverlayArea:
    """Triangles of any simple polygon, in either direction, its last corner also its first or not."""
    x, y = project([p.lat_deg for p in outline], [p.lon_deg for p in outline])
    origin_x, origin_y = float(x.mean()), float(y.mean())
    metres = meters_per_world(outline[0].lat_deg)
    rim = np.column_stack([(x - origin_x) * metres, (y - origin_y) * metres])
    corners = rim[mapbox_earcut.triangulate_float64(rim, np.array([len(rim)], dtype=np.uint32))]
    return OverlayArea(
        origin_x,
        origin_y,
        metres,
        rim.astype(np.float32),
        np.ascontiguousarray(corners.astype(np.float32)),
        (0.0, 0.0, 0.0, 0.0),
    )
