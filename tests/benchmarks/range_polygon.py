"""Range on the map: is the area's edge where the car gets, and what lies a tenth further where it does not?

Areas by energy from random places. Each is checked by full routing of its own: Dijkstra's algorithm (scipy)
over every turn of the region from the same place. A point of the area's edge counts as reachable when the
road nearest to it is reached with the energy. Points a tenth further from the start count by the same rule,
where they lie outside (half of that tenth from the area on every side: from the shore of a bay they do not)
and on a road. JSON on the last line.

python -m tests.benchmarks.range_polygon [--extract heidelberg] [--places 20] [--seed 1]
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from maps.geometry import LatLon
from maps.models import RoutingProfile, Waypoint
from maps.region.reader import Region
from maps.route.contraction import FORBIDDEN
from maps.route.engine import RouteEngine
from maps.route.reach import Reach
from tests.benchmarks.route_regions import extract, parser, random_pairs, region_of

WITHIN_WH = (400.0, 700.0, 1_000.0)
RING_STEP_M = 100.0
ON_A_ROAD_M = 250.0
"""a point further from every road is in a wood or a lake: nobody asks whether it is reached"""
FURTHER = 1.10
AWAY = 0.5
BEYOND_MAP_M = 300.0
M_PER_DEG = 111_195.0


class Exhaustive:
    """Least energy from a place to every point of every road, by an algorithm that shares nothing."""

    def __init__(self, engine: RouteEngine) -> None:
        (self.network,) = engine.networks
        self.engine = engine
        self.profile = RoutingProfile()
        self.metric = self.network.metric(self.profile, datetime.now(UTC), for_energy=True)
        arc = self.metric.costs.arc.astype(np.float64)
        arc[arc >= FORBIDDEN] = np.inf
        begin = self.network.turn_begin.astype(np.int64)
        states = len(self.network.state_edge)
        tails = np.repeat(np.arange(states), np.diff(begin))
        heads = self.network.turn_to.astype(np.int64)
        usable = np.isfinite(arc)
        # Two turns between the same states: the cheaper counts (a matrix would add them up).
        order = np.lexsort((arc[usable], heads[usable], tails[usable]))
        t, h, a = tails[usable][order], heads[usable][order], arc[usable][order]
        first = np.ones(len(t), dtype=bool)
        first[1:] = (t[1:] != t[:-1]) | (h[1:] != h[:-1])
        self.graph = csr_matrix((a[first] + 1e-9, (t[first], h[first])), shape=(states, states))
        self.points, self.edges, self.along = road_points(self.network.region, self.metric.usable)
        lat0 = float(self.points[:, 0].mean())
        self.shrink = np.cos(np.radians(lat0))
        self.tree = cKDTree(self.flat(self.points))

    def flat(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.stack((points[:, 0] * M_PER_DEG, points[:, 1] * M_PER_DEG * self.shrink), axis=1)

    def costs_from(self, origin: LatLon) -> NDArray[np.float64]:
        """[P] watt-hours at each point of the roads, infinite where no way leads."""
        ends = self.engine._ends([self.metric], Waypoint(origin))
        edge = ends.edge.astype(np.int64)
        rest = ends.rest_cost.astype(np.float64)
        best = np.full(len(self.network.state_edge), np.inf)
        for source, cost in zip(edge.tolist(), rest.tolist(), strict=True):
            found = dijkstra(self.graph, indices=source) + cost
            best = np.minimum(best, found)
        edge_cost = self.metric.costs.edge.astype(np.float64)
        at_end = np.full(self.network.edge_count, np.inf)
        np.minimum.at(at_end, self.network.state_edge.astype(np.int64), best)
        costs = at_end[self.edges] - edge_cost[self.edges] * (1.0 - self.along)
        # On the street one stands on, only what lies ahead is reached at once.
        for e, f, r in zip(edge.tolist(), ends.fraction.tolist(), rest.tolist(), strict=True):
            mine = (self.edges == e) & (self.along >= f)
            costs[mine] = np.minimum(costs[mine], r - edge_cost[e] * (1.0 - self.along[mine]))
        return np.asarray(costs / self.metric.costs.unit_per_s)


def road_points(
    region: Region, usable: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.float64]]:
    """Points every 25 m on the roads a car may use: position, directed edge, share of its length."""
    shape = region.array("edge_shape").astype(np.int64)
    begin = region.array("shape_begin").astype(np.int64)
    lat, lon = region.array("shape_lat_e7") / 1e7, region.array("shape_lon_e7") / 1e7
    forward = region.array("edge_forward") != 0
    length = region.array("edge_length_m")
    positions, edges, along = [], [], []
    for edge in np.flatnonzero(usable).tolist():
        part = slice(begin[shape[edge]], begin[shape[edge] + 1])
        la, lo = lat[part], lon[part]
        if not forward[edge]:
            la, lo = la[::-1], lo[::-1]
        step = np.hypot(np.diff(la), np.diff(lo) * np.cos(np.radians(la[0])))
        way = np.concatenate(([0.0], np.cumsum(step)))
        share = np.linspace(0, 1, max(2, int(length[edge] // 25) + 1))
        at = share * way[-1]
        positions.append(np.stack((np.interp(at, way, la), np.interp(at, way, lo)), axis=1))
        edges.append(np.full(len(share), edge))
        along.append(share)
    return np.concatenate(positions), np.concatenate(edges), np.concatenate(along)


def ring_points(area: Reach) -> NDArray[np.float64]:
    """[n, 2] points every RING_STEP_M on the area's outer edges."""
    found = []
    for ring in area.outer:
        shrink = np.cos(np.radians(ring[0, 0]))
        step = np.hypot(np.diff(ring[:, 0]), np.diff(ring[:, 1]) * shrink) * M_PER_DEG
        way = np.concatenate(([0.0], np.cumsum(step)))
        at = np.arange(0.0, way[-1], RING_STEP_M)
        found.append(np.stack((np.interp(at, way, ring[:, 0]), np.interp(at, way, ring[:, 1])), axis=1))
    return np.concatenate(found)


def main() -> int:
    options = parser(__doc__ or "")
    options.add_argument("--extract", default="heidelberg")
    options.add_argument("--places", type=int, default=20)
    args = options.parse_args()
    region = region_of(extract(args.extract))
    engine = RouteEngine([region], timezone=UTC)
    exhaustive = Exhaustive(engine)
    rng = np.random.default_rng(args.seed)
    bbox = exhaustive.points.min(axis=0), exhaustive.points.max(axis=0)
    margin = BEYOND_MAP_M / M_PER_DEG
    edge_met, edge_all, beyond_met, beyond_all = 0, 0, 0, 0
    for number, (place, _) in enumerate(random_pairs(region, args.places, rng)):
        limit = WITHIN_WH[number % len(WITHIN_WH)]
        area = engine.reach(Waypoint(place), energy_wh=limit)
        costs = exhaustive.costs_from(place)
        # The least of all that lie as near: both directions of a street, and streets at a junction.
        ring = ring_points(area)
        origin = np.array([area.origin.lat_deg, area.origin.lon_deg])
        inner = np.all((ring > bbox[0] + margin) & (ring < bbox[1] - margin), axis=1)
        ring = ring[inner]
        near, cost = nearest_cost(exhaustive, ring, costs)
        on_road = near <= ON_A_ROAD_M
        edge_all += int(on_road.sum())
        edge_met += int((cost[on_road] <= limit).sum())
        outside = origin + (ring - origin) * FURTHER
        polygons = shapely.union_all([shapely.Polygon(exhaustive.flat(r)) for r in area.outer])
        away = shapely.distance(shapely.points(exhaustive.flat(outside)), polygons)
        radius = np.hypot(*(exhaustive.flat(ring) - exhaustive.flat(origin[None])).T)
        outside = outside[away >= AWAY * (FURTHER - 1) * radius]
        near, cost = nearest_cost(exhaustive, outside, costs)
        on_road = near <= ON_A_ROAD_M / 4
        beyond_all += int(on_road.sum())
        beyond_met += int((cost[on_road] > limit).sum())
    print(f"{args.extract}: {edge_all} points of edges, {beyond_all} a tenth further")
    report = {
        "edge_reachable": round(edge_met / max(1, edge_all), 4),
        "beyond_unreachable": round(beyond_met / max(1, beyond_all), 4),
    }
    print(json.dumps(report))
    return 0


def nearest_cost(
    exhaustive: Exhaustive, points: NDArray[np.float64], costs: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Distance to the nearest road and the least cost there."""
    if not len(points):
        return np.zeros(0), np.zeros(0)
    flat = exhaustive.flat(points)
    distance, _ = exhaustive.tree.query(flat)
    found = np.empty(len(points))
    for n, (at, near) in enumerate(zip(flat, distance.tolist(), strict=True)):
        found[n] = costs[exhaustive.tree.query_ball_point(at, near + 2.0)].min()
    return distance, found


if __name__ == "__main__":
    sys.exit(main())
