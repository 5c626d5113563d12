"""The area that can be reached within a time or an amount of energy, as a polygon."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from maps.geometry import E7, METRES_PER_DEGREE, LatLon
from maps.region.grid import ragged_arange
from maps.route.contraction import FORBIDDEN
from maps.route.ends import Ends
from maps.route.network import Metric, Network

CELL_LEAST_M = 20.0
CELLS_ACROSS = 400
"""The area is drawn on a grid of about so many cells a side: finer than a finger, and quick."""
GAP_CELLS = 8
"""Further than so many cells from every reached road is no part of the area."""
ORIGIN_CELLS = 2
"""around the start, which is reached whatever runs beside or below it"""
MARGIN_CELLS = 0.8
"""how much nearer a reached road is than any other, within the area"""


@dataclass(frozen=True)
class Reach:
    """An area. Rings are closed, [n, 2] latitude and longitude in degrees."""

    outer: tuple[NDArray[np.float64], ...]
    """the area's parts, largest first; which roads leave it is not lost: islands are parts of their own"""
    holes: tuple[NDArray[np.float64], ...]
    edges: NDArray[np.uint32]
    """edges of which at least a part is reached"""
    origin: LatLon

    def contains(self, point: LatLon) -> bool:
        """Whether a point lies in the area."""
        at = shapely.Point(point.lon_deg, point.lat_deg)
        inside = any(shapely.Polygon(ring[:, ::-1]).covers(at) for ring in self.outer)
        return inside and not any(shapely.Polygon(ring[:, ::-1]).contains(at) for ring in self.holes)


def reach_by_cost(
    network: Network, metric: Metric, ends: Ends, row: int, limit: float, *, for_energy: bool
) -> Reach:
    """The area around `ends` within `limit` seconds or watt-hours."""
    mine = np.flatnonzero(ends.network == row)
    edge_cost = metric.costs.edge.astype(np.int64)
    own = np.where(edge_cost >= FORBIDDEN, 0, edge_cost)[network.state_edge]
    budget = int(limit * metric.costs.unit_per_s)
    to_end = metric.costs_to_all(ends.edge[mine], ends.rest_cost[mine])
    # Cost at which each state's edge begins to be driven.
    least = np.where(to_end >= FORBIDDEN, FORBIDDEN, to_end - own)
    if for_energy and (heights := network.basis.heights).add_up:
        # The cost is shifted by height; undo it at the point from which the edge is left and at the start.
        tail_height = heights.node_m[network.region.array("edge_tail")]
        start_height = float(tail_height[ends.edge[mine[0]]])
        shift = (tail_height - start_height) * network.vehicle.recuperable_wh_per_m * metric.costs.unit_per_s
        least = least + np.rint(shift).astype(np.int64)[network.state_edge]
    by_edge = np.full(network.edge_count, FORBIDDEN, dtype=np.int64)
    np.minimum.at(by_edge, network.state_edge, least)
    reached = np.flatnonzero((by_edge < budget) & metric.usable)
    part = np.clip((budget - by_edge[reached]) / np.maximum(edge_cost[reached], 1), 0.0, 1.0)
    # The edges one starts on are reached from the start, not from their tail.
    origin = LatLon(*_point_on(network, int(ends.edge[mine[0]]), float(ends.fraction[mine[0]])))
    start = ends.edge[mine].astype(np.int64)
    start_part = np.minimum(1.0, ends.fraction[mine] + budget / np.maximum(edge_cost[start], 1))
    driven = np.zeros(network.edge_count, dtype=np.bool_)
    driven[reached] = driven[start] = True
    # One stands within the street of the start: its beginning lies behind.
    ahead = ~np.isin(reached, start)
    roads = _Roads(network, reached[ahead], part[ahead], metric.usable, start)
    at_start = roads.of_edges(start, ends.fraction[mine], start_part)
    outer, holes = _outline(roads, at_start, origin)
    return Reach(outer, holes, np.flatnonzero(driven).astype(np.uint32), origin)


class _Roads:
    """Streets by their shapes: how much of each is reached from either of its ends, and what is not."""

    def __init__(
        self,
        network: Network,
        reached: NDArray[np.int64],
        part: NDArray[np.float64],
        usable: NDArray[np.bool_],
        start: NDArray[np.int64],
    ) -> None:
        region = network.region
        self._network = network
        self._shape_of = region.array("edge_shape").astype(np.int64)
        self._forward = region.array("edge_forward") != 0
        shapes = len(region.array("shape_begin")) - 1
        ahead, back = np.zeros(shapes), np.zeros(shapes)
        forward = self._forward[reached]
        np.maximum.at(ahead, self._shape_of[reached[forward]], part[forward])
        np.maximum.at(back, self._shape_of[reached[~forward]], part[~forward])
        self.ahead, self.back = ahead, back
        drivable = np.zeros(shapes, dtype=np.bool_)
        drivable[self._shape_of[usable]] = True
        drivable[self._shape_of[start]] = False
        self.beyond = np.flatnonzero(drivable & (ahead + back < 1.0 - 1e-6))

    def of_edges(
        self, edges: NDArray[np.int64], begin: NDArray[np.float64], end: NDArray[np.float64]
    ) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
        """Parts of edges as parts of their shapes."""
        forward = self._forward[edges]
        low, high = np.where(forward, begin, 1.0 - end), np.where(forward, end, 1.0 - begin)
        return self._shape_of[edges], low, high

    def vertex_counts(self, shapes: NDArray[np.int64]) -> NDArray[np.int64]:
        begin = self._network.region.array("shape_begin").astype(np.int64)
        return np.asarray(begin[shapes + 1] - begin[shapes], dtype=np.int64)

    def vertices(self, shapes: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Of whole shapes, for how far they extend."""
        begin = self._network.region.array("shape_begin").astype(np.int64)
        counts = begin[shapes + 1] - begin[shapes]
        index = np.repeat(begin[shapes], counts) + ragged_arange(counts)
        region = self._network.region
        return region.array("shape_lat_e7")[index] / E7, region.array("shape_lon_e7")[index] / E7

    def samples(
        self,
        shapes: NDArray[np.int64],
        low: NDArray[np.float64],
        high: NDArray[np.float64],
        step_m: float,
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Latitudes and longitudes at most `step_m` apart along parts of shapes, ends included."""
        if not len(shapes):
            return np.zeros(0), np.zeros(0)
        begin = self._network.region.array("shape_begin").astype(np.int64)
        counts = begin[shapes + 1] - begin[shapes]
        lat, lon = self.vertices(shapes)
        owner = np.repeat(np.arange(len(shapes)), counts)
        starts = np.cumsum(counts) - counts
        piece = np.zeros(len(lat))
        piece[1:] = np.hypot(np.diff(lat), np.diff(lon) * np.cos(np.radians(lat[1:])))
        piece[starts] = 0.0
        along = np.cumsum(piece)
        along -= along[starts][owner]
        total = along[starts + counts - 1]
        # One value a point, rising over all shapes, lets a single interpolation find every sample.
        position = owner * 2.0 + along / np.where(total > 0, total, 1.0)[owner]
        steps = 1 + np.ceil((high - low) * total * METRES_PER_DEGREE / step_m).astype(np.int64)
        each = np.repeat(np.arange(len(shapes)), steps + 1)
        share = ragged_arange(steps + 1) / np.repeat(steps, steps + 1)
        asked = each * 2.0 + low[each] + (high - low)[each] * share
        return np.interp(asked, position, lat), np.interp(asked, position, lon)


def _point_on(network: Network, edge: int, fraction: float) -> tuple[float, float]:
    lat, lon = _points(network, np.array([edge]), np.array([fraction]), np.array([fraction]))
    return float(lat[-1]), float(lon[-1])


def _points(
    network: Network, edges: NDArray[np.int64], begin: NDArray[np.float64], end: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Latitudes and longitudes of the shapes of `edges` between two fractions of their length, ends
    included."""
    region = network.region
    shape = region.array("edge_shape")[edges].astype(np.int64)
    shape_begin = region.array("shape_begin")
    first = shape_begin[shape].astype(np.int64)
    counts = shape_begin[shape + 1].astype(np.int64) - first
    forward = region.array("edge_forward")[edges] != 0
    step = np.repeat(np.where(forward, 1, -1), counts)
    index = np.repeat(np.where(forward, first, first + counts - 1), counts) + step * ragged_arange(counts)
    lat, lon = region.array("shape_lat_e7")[index] / E7, region.array("shape_lon_e7")[index] / E7
    owner = np.repeat(np.arange(len(edges)), counts)
    starts = np.cumsum(counts) - counts
    piece = np.zeros(len(lat))
    piece[1:] = np.hypot(np.diff(lat), np.diff(lon) * np.cos(np.radians(lat[1:])))
    piece[starts] = 0.0
    along = np.cumsum(piece)
    along -= along[starts][owner]
    total = along[starts + counts - 1]
    # One value a point, rising over all edges, lets a single interpolation find every cut.
    position = owner * 2.0 + along / np.where(total > 0, total, 1.0)[owner]
    inside = (position - owner * 2.0 >= begin[owner]) & (position - owner * 2.0 <= end[owner])
    cuts = np.concatenate((np.arange(len(edges)) * 2.0 + begin, np.arange(len(edges)) * 2.0 + end))
    return (
        np.concatenate((lat[inside], np.interp(cuts, position, lat))),
        np.concatenate((lon[inside], np.interp(cuts, position, lon))),
    )


def _outline(
    roads: _Roads, start: tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]], origin: LatLon
) -> tuple[tuple[NDArray[np.float64], ...], tuple[NDArray[np.float64], ...]]:
    """Outer rings and holes of where the nearest road is one that is reached."""
    reached = np.flatnonzero(np.maximum(roads.ahead, roads.back) > 0)
    lat, lon = roads.vertices(np.concatenate((reached, start[0])))
    shrink = float(np.cos(np.radians(origin.lat_deg)))
    extent_m = max(float(np.ptp(lat)), float(np.ptp(lon)) * shrink) * METRES_PER_DEGREE
    cell_m = max(CELL_LEAST_M, extent_m / CELLS_ACROSS)
    pad = (GAP_CELLS + 2) * cell_m
    south, north = float(lat.min()) * METRES_PER_DEGREE - pad, float(lat.max()) * METRES_PER_DEGREE + pad
    west = float(lon.min()) * METRES_PER_DEGREE * shrink - pad
    east = float(lon.max()) * METRES_PER_DEGREE * shrink + pad
    size = int((north - south) / cell_m) + 1, int((east - west) / cell_m) + 1

    def flat(points: tuple[NDArray[np.float64], NDArray[np.float64]]) -> NDArray[np.float64]:
        y = (points[0] * METRES_PER_DEGREE - south) / cell_m
        x = (points[1] * METRES_PER_DEGREE * shrink - west) / cell_m
        found = np.stack((y, x), axis=1)
        return found[(y >= 0) & (x >= 0) & (y < size[0]) & (x < size[1])]

    step_m = cell_m / 2
    zero, one = np.zeros(len(reached)), np.ones(len(reached))
    ahead, back = roads.ahead[reached], roads.back[reached]
    mine = [
        flat(roads.samples(shapes, low, high, step_m))
        for shapes, low, high in ((reached, zero, ahead), (reached, one - back, one), start)
        if len(shapes)
    ]
    mine.append(flat((np.array([origin.lat_deg]), np.array([origin.lon_deg]))))
    lat, lon = roads.vertices(roads.beyond)
    counts = roads.vertex_counts(roads.beyond)
    y, x = lat * METRES_PER_DEGREE, lon * METRES_PER_DEGREE * shrink
    near = (y > south) & (y < north) & (x > west) & (x < east)
    beyond = roads.beyond[np.unique(np.repeat(np.arange(len(roads.beyond)), counts)[near])]
    rest = [flat(roads.samples(beyond, roads.ahead[beyond], 1.0 - roads.back[beyond], step_m))]
    # Of the street one stands on, what lies before and behind the reached part of it.
    mine_of, low, high = start
    for shape in np.unique(mine_of).tolist():
        reached_low = max(float(roads.ahead[shape]), float(low[mine_of == shape].min()))
        reached_high = min(1.0 - float(roads.back[shape]), float(high[mine_of == shape].max()))
        for begin, end in ((float(roads.ahead[shape]), reached_low), (reached_high, 1.0 - roads.back[shape])):
            if end - begin > 1e-6:
                one_shape = np.array([shape])
                rest.append(flat(roads.samples(one_shape, np.array([begin]), np.array([end]), step_m)))
    others = np.concatenate(rest)
    to_mine, to_others = _distances(np.concatenate(mine), size), _distances(others, size)
    # A little on the reached side, so that a rounded corner does not lean over to the other.
    filled = to_mine < np.minimum(to_others - MARGIN_CELLS, GAP_CELLS)
    filled |= _distances(mine[-1], size) < ORIGIN_CELLS
    # Runs of filled cells along a row are one box each: a few hundred to unite instead of ten thousand.
    edge = np.diff(filled.astype(np.int8), axis=1, prepend=0, append=0)
    run_row, run_begin = np.nonzero(edge == 1)
    _, run_end = np.nonzero(edge == -1)
    boxes = shapely.box(
        west + run_begin * cell_m,
        south + run_row * cell_m,
        west + run_end * cell_m,
        south + (run_row + 1) * cell_m,
    )
    area = shapely.union_all(boxes)
    # Cut the stairs: half a cell off the corners.
    # Corners bevelled, not rounded: simplifying would undo the arcs that took most of the time.
    area = shapely.buffer(area, -0.3 * cell_m, quad_segs=1)
    area = shapely.simplify(shapely.buffer(area, 0.3 * cell_m, quad_segs=1), 0.3 * cell_m)
    parts = sorted(getattr(area, "geoms", [area]), key=lambda part: -part.area)

    def ring(line: shapely.LinearRing) -> NDArray[np.float64]:
        xy = shapely.get_coordinates(line)
        return np.stack((xy[:, 1] / METRES_PER_DEGREE, xy[:, 0] / METRES_PER_DEGREE / shrink), axis=1)

    outer = tuple(ring(part.exterior) for part in parts if not part.is_empty)
    holes = tuple(ring(hole) for part in parts for hole in getattr(part, "interiors", ()))
    return outer, holes


def _distances(points: NDArray[np.float64], size: tuple[int, int]) -> NDArray[np.float64]:
    """[size] from each cell's middle to the nearest of `points` (row and column), in cells.

    Jump flooding (Rong and Tan, 2006): each cell asks its neighbours at halving distances for theirs.
    """
    seeds = np.full((*size, 2), 1e9)
    row, column = points[:, 0].astype(np.int64), points[:, 1].astype(np.int64)
    off = np.hypot(points[:, 0] - row - 0.5, points[:, 1] - column - 0.5)
    order = np.argsort(-off, kind="stable")
    seeds[row[order], column[order]] = points[order]
    middle = np.stack(np.meshgrid(np.arange(size[0]) + 0.5, np.arange(size[1]) + 0.5, indexing="ij"), axis=-1)
    best: NDArray[np.float64] = np.hypot(*np.moveaxis(seeds - middle, -1, 0))
    jump = 2 ** int(np.log2(max(2.0, GAP_CELLS * 2.0)))
    for step in (*(int(jump / 2**n) for n in range(int(np.log2(jump)) + 1)), 1):
        for by in ((a, b) for a in (-step, 0, step) for b in (-step, 0, step) if a or b):
            to = tuple(slice(max(0, d), n + min(0, d)) for d, n in zip(by, size, strict=True))
            of = tuple(slice(max(0, -d), n + min(0, -d)) for d, n in zip(by, size, strict=True))
            distance = np.hypot(*np.moveaxis(seeds[of] - middle[to], -1, 0))
            nearer = distance < best[to]
            best[to] = np.where(nearer, distance, best[to])
            seeds[to] = np.where(nearer[..., None], seeds[of], seeds[to])
    return best
