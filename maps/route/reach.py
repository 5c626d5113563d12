"""The area that can be reached within a time or an amount of energy, as a polygon."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from maps.geometry import E7, LatLon
from maps.region.grid import ragged_arange
from maps.route.contraction import FORBIDDEN
from maps.route.ends import Ends
from maps.route.network import Metric, Network

CELL_LEAST_M = 60.0
CELLS_ACROSS = 160
"""The area is drawn on a grid of about so many cells a side: finer than a finger, and quick."""
CLOSING_CELLS = 2
"""Gaps between reached roads up to twice as wide are part of the area."""
METRES_PER_DEGREE = 111_195.0


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
    start = ends.edge[mine]
    start_part = np.minimum(1.0, ends.fraction[mine] + budget / np.maximum(edge_cost[start], 1))
    whole = part >= 1.0
    lat, lon = _shape_points(network, reached[whole])
    cut_lat, cut_lon = _points(
        network,
        np.concatenate((reached[~whole], start)),
        np.concatenate((np.zeros(int((~whole).sum())), ends.fraction[mine])),
        np.concatenate((part[~whole], start_part)),
    )
    lat, lon = np.concatenate((lat, cut_lat)), np.concatenate((lon, cut_lon))
    outer, holes = _outline(np.append(lat, origin.lat_deg), np.append(lon, origin.lon_deg))
    driven = np.zeros(network.edge_count, dtype=np.bool_)
    driven[reached] = driven[start] = True
    return Reach(outer, holes, np.flatnonzero(driven).astype(np.uint32), origin)


def _point_on(network: Network, edge: int, fraction: float) -> tuple[float, float]:
    lat, lon = _points(network, np.array([edge]), np.array([fraction]), np.array([fraction]))
    return float(lat[-1]), float(lon[-1])


def _shape_points(
    network: Network, edges: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Latitudes and longitudes of whole edges, a street's two directions once."""
    region = network.region
    driven = np.zeros(len(region.array("shape_begin")) - 1, dtype=np.bool_)
    driven[region.array("edge_shape")[edges]] = True
    begin = region.array("shape_begin").astype(np.int64)
    counts = begin[1:] - begin[:-1]
    inside = np.repeat(driven, counts)
    return region.array("shape_lat_e7")[inside] / E7, region.array("shape_lon_e7")[inside] / E7


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
    lat: NDArray[np.float64], lon: NDArray[np.float64]
) -> tuple[tuple[NDArray[np.float64], ...], tuple[NDArray[np.float64], ...]]:
    """Outer rings and holes around points of roads, each point at most a few cells from the next."""
    shrink = float(np.cos(np.radians(lat.mean())))
    y, x = lat * METRES_PER_DEGREE, lon * METRES_PER_DEGREE * shrink
    extent_m = max(float(np.ptp(y)), float(np.ptp(x)))
    cell_m = max(CELL_LEAST_M, extent_m / CELLS_ACROSS)
    pad = CLOSING_CELLS + 2
    south, west = float(y.min()) - pad * cell_m, float(x.min()) - pad * cell_m
    rows = ((y - south) // cell_m).astype(np.int64)
    columns = ((x - west) // cell_m).astype(np.int64)
    filled = np.zeros((int(rows.max()) + pad + 1, int(columns.max()) + pad + 1), dtype=np.bool_)
    filled[rows, columns] = True
    for _ in range(CLOSING_CELLS):
        filled = _grown(filled)
    for _ in range(CLOSING_CELLS - 1):
        filled = ~_grown(~filled)
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
    area = shapely.simplify(shapely.buffer(area, 0.3 * cell_m, quad_segs=1), 0.71 * cell_m)
    parts = sorted(getattr(area, "geoms", [area]), key=lambda part: -part.area)

    def ring(line: shapely.LinearRing) -> NDArray[np.float64]:
        xy = shapely.get_coordinates(line)
        return np.stack((xy[:, 1] / METRES_PER_DEGREE, xy[:, 0] / METRES_PER_DEGREE / shrink), axis=1)

    outer = tuple(ring(part.exterior) for part in parts if not part.is_empty)
    holes = tuple(ring(hole) for part in parts for hole in getattr(part, "interiors", ()))
    return outer, holes


def _grown(filled: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """With the four neighbours of each cell."""
    grown = filled.copy()
    grown[1:] |= filled[:-1]
    grown[:-1] |= filled[1:]
    grown[:, 1:] |= filled[:, :-1]
    grown[:, :-1] |= filled[:, 1:]
    return grown
