"""Routes between waypoints: choose the roads at the ends, ask the hierarchy, write the answer out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from maps.errors import RouteNotFoundError, SnapError
from maps.geometry import turn_angle_deg
from maps.models import Route, RouteLeg, RouteRequest, RoutingProfile, Waypoint
from maps.region.format import EdgeFlag, RoadClass
from maps.region.snap import HEADING_TOLERANCE_DEG, SnappedEdges
from maps.route.costing import FORBIDDEN
from maps.route.leg import Stretch, build_leg
from maps.route.network import Metric, Network, StatePath

if TYPE_CHECKING:
    from maps.region.reader import Region

SNAP_RADIUS_M = 500.0
"""A point further than this from every road is not a place one can drive to."""
NEARLY_AS_NEAR_M = 4.0
"""Streets that are hardly further than the nearest are tried as well: a point at a junction is on all of
them."""
WALK_COST_S_PER_M = 1.5
"""What a metre between the asked point and the road counts, so that a further road must be worth it."""
WRONG_SIDE_S = 8.0
"""Arriving with the destination across the street."""
WRONG_SIDE_MAJOR_S = 40.0
"""The same on a road one does not stroll across."""
AGAINST_HEADING_S = 120.0
"""Turning the car round at the start, where no road runs the way it points."""
END_CLEARANCE_M = 0.2
"""Ends are moved this far off an edge's ends, so that every edge of a leg is driven for some way."""


@dataclass(frozen=True)
class _Ends:
    """C candidate places on the roads for one waypoint."""

    found: SnappedEdges
    fraction: NDArray[np.float64]
    """[C] along the edge"""
    leave_cost: NDArray[np.int64]
    """[C] for starting here"""
    arrive_cost: NDArray[np.int64]
    """[C] for ending here"""
    rest_cost: NDArray[np.int64]
    """[C] of the part of the edge after it"""


class RouteEngine:
    """Answers for one or more regions. Every method may be called from any thread."""

    def __init__(self, regions: Sequence[Region]) -> None:
        self.networks = tuple(Network(region) for region in regions)

    def route(self, request: RouteRequest) -> tuple[Route, ...]:
        """The best route and, if asked for, alternatives; best first.

        Raises SnapError when a waypoint is far from every road that the profile may use, RouteNotFoundError
        when
        two neighbouring waypoints are not joined.
        """
        if len(request.waypoints) < 2:
            raise ValueError("a route needs at least two waypoints")
        network = self._network(request.waypoints)
        metric = network.metric(request.profile)
        legs = self._legs(network, metric, request.waypoints)
        return (_route(legs, request.profile),)

    def _network(self, waypoints: Sequence[Waypoint]) -> Network:
        """The region that has a road near every waypoint."""
        for network in self.networks:
            if all(len(network.snapper.near(w.position, SNAP_RADIUS_M).edge) for w in waypoints):
                return network
        for waypoint in waypoints:
            if not any(len(n.snapper.near(waypoint.position, SNAP_RADIUS_M).edge) for n in self.networks):
                raise SnapError(waypoint.position, SNAP_RADIUS_M)
        raise RouteNotFoundError(waypoints[0].position, waypoints[-1].position)

    def _legs(self, network: Network, metric: Metric, waypoints: Sequence[Waypoint]) -> tuple[RouteLeg, ...]:
        """Best chain of legs: the road chosen at a stop is the same for the leg that ends and the one that
        starts."""
        for thorough in (False, True):
            ends = [_ends(network, metric, w, thorough=thorough) for w in waypoints]
            chosen = _best_chain(network, metric, ends)
            if chosen is not None:
                break
        else:
            broken = _first_broken(network, metric, ends)
            raise RouteNotFoundError(waypoints[broken].position, waypoints[broken + 1].position)
        legs = []
        for k in range(len(waypoints) - 1):
            path = _path(network, metric, ends[k], chosen[k], ends[k + 1], chosen[k + 1])
            if path is None:
                raise RouteNotFoundError(waypoints[k].position, waypoints[k + 1].position)
            legs.append(
                build_leg(
                    [_stretch(network, metric, path)],
                    float(ends[k].fraction[chosen[k]]),
                    float(ends[k + 1].fraction[chosen[k + 1]]),
                    waypoints[k],
                    waypoints[k + 1],
                    _side(ends[k + 1].found, chosen[k + 1]),
                )
            )
        return tuple(legs)


def _ends(network: Network, metric: Metric, waypoint: Waypoint, *, thorough: bool) -> _Ends:
    """Places on the roads for a waypoint: the nearest street's two directions, or every street near when
    thorough."""
    found = network.snapper.near(waypoint.position, SNAP_RADIUS_M, usable=metric.usable)
    if not len(found.edge):
        raise SnapError(waypoint.position, SNAP_RADIUS_M)
    if not thorough:
        found = _rows(found, found.distance_m <= found.distance_m[0] + NEARLY_AS_NEAR_M)
    region = network.region
    edge = found.edge
    length = np.maximum(region.array("edge_length_m")[edge].astype(np.float64), 1e-3)
    clearance = np.minimum(END_CLEARANCE_M / length, 0.5)
    fraction = np.clip(found.offset_m / length, clearance, 1.0 - clearance)
    walk = (found.distance_m - found.distance_m[0]) * WALK_COST_S_PER_M
    against = np.zeros(len(edge))
    if waypoint.heading_deg is not None:
        off = np.abs(turn_angle_deg(waypoint.heading_deg, found.course_deg))
        against = np.where(off > HEADING_TOLERANCE_DEG, AGAINST_HEADING_S, 0.0)
    left_hand = (region.array("edge_flags")[edge] & EdgeFlag.LEFT_HAND) != 0
    two_way = region.array("edge_reverse")[edge] != 0xFFFFFFFF
    across = two_way & (found.on_right == left_hand) & (found.distance_m > NEARLY_AS_NEAR_M)
    major = region.array("edge_class")[edge] <= RoadClass.SECONDARY
    crossing = np.where(across, np.where(major, WRONG_SIDE_MAJOR_S, WRONG_SIDE_S), 0.0)
    scale = 1_000.0
    return _Ends(
        found=found,
        fraction=fraction,
        leave_cost=np.rint((walk + against) * scale).astype(np.int64),
        arrive_cost=np.rint((walk + crossing) * scale).astype(np.int64),
        rest_cost=np.rint(metric.costs.edge[edge] * (1.0 - fraction)).astype(np.int64),
    )


def _rows(found: SnappedEdges, keep: NDArray[np.bool_]) -> SnappedEdges:
    return SnappedEdges(
        found.edge[keep],
        found.distance_m[keep],
        found.offset_m[keep],
        found.lat_deg[keep],
        found.lon_deg[keep],
        found.course_deg[keep],
        found.on_right[keep],
    )


def _best_chain(network: Network, metric: Metric, ends: list[_Ends]) -> list[int] | None:
    """One candidate a waypoint, so that the sum of all legs is least; None when no chain is joined."""
    best = ends[0].leave_cost.astype(np.float64)
    came_from = []
    for here, there in pairwise(ends):
        table = best[:, None] + _cost_table(network, metric, here, there) + there.arrive_cost[None, :]
        came_from.append(np.argmin(table, axis=0))
        best = np.min(table, axis=0)
        if not np.isfinite(best).any():
            return None
    chosen = [int(np.argmin(best))]
    for previous in reversed(came_from):
        chosen.append(int(previous[chosen[-1]]))
    return chosen[::-1]


def _first_broken(network: Network, metric: Metric, ends: list[_Ends]) -> int:
    """The first waypoint from which the next one cannot be reached."""
    for k, (here, there) in enumerate(pairwise(ends)):
        if not np.isfinite(_cost_table(network, metric, here, there)).any():
            return k
    return 0


def _cost_table(network: Network, metric: Metric, here: _Ends, there: _Ends) -> NDArray[np.float64]:
    """[C, D] cost from each candidate here to each there; infinity where there is no way."""
    states = [network.states_of(int(edge)) for edge in there.found.edge]
    owner = np.repeat(np.arange(len(states)), [len(s) for s in states])
    raw = metric.matrix(here.found.edge, np.concatenate(states)).astype(np.float64)
    raw[raw >= FORBIDDEN] = np.inf
    table = np.minimum.reduceat(raw, np.flatnonzero(np.diff(owner, prepend=-1)), axis=1)
    table += here.rest_cost[:, None] - there.rest_cost[None, :]
    for i, j in np.argwhere(here.found.edge[:, None] == there.found.edge[None, :]):
        if there.fraction[j] < here.fraction[i]:
            round_trip = _round_trip(network, metric, int(here.found.edge[i]))
            cost = np.inf if round_trip is None else round_trip.cost
            table[i, j] = cost + here.rest_cost[i] - there.rest_cost[j]
    return table


def _path(network: Network, metric: Metric, here: _Ends, i: int, there: _Ends, j: int) -> StatePath | None:
    """The cheapest way between two chosen candidates."""
    source, target = int(here.found.edge[i]), int(there.found.edge[j])
    if source == target and there.fraction[j] < here.fraction[i]:
        return _round_trip(network, metric, source)
    paths = [metric.path(source, int(state)) for state in network.states_of(target)]
    return min((p for p in paths if p is not None), key=lambda p: p.cost, default=None)


def _round_trip(network: Network, metric: Metric, edge: int) -> StatePath | None:
    """The cheapest way from the end of an edge back onto it."""
    best: StatePath | None = None
    for turn in range(int(network.turn_begin[edge]), int(network.turn_begin[edge + 1])):
        first = int(metric.costs.arc[turn])
        if first >= FORBIDDEN:
            continue
        for state in network.states_of(edge):
            rest = metric.path(int(network.turn_to[turn]), int(state))
            if rest is not None and (best is None or first + rest.cost < best.cost):
                best = StatePath(first + rest.cost, np.append(edge, rest.states), np.append(turn, rest.turns))
    return best


def _stretch(network: Network, metric: Metric, path: StatePath) -> Stretch:
    turns = path.turns
    return Stretch(
        network=network,
        metric=metric,
        edges=network.state_edge[path.states].astype(np.int64),
        turn_s=np.append(metric.durations.turn_s[turns], 0.0).astype(np.float64),
        turn_wh=np.append(metric.costs.turn_energy_wh[turns], 0.0).astype(np.float64),
    )


def _side(found: SnappedEdges, row: int) -> str:
    if found.distance_m[row] < NEARLY_AS_NEAR_M:
        return ""
    return "right" if found.on_right[row] else "left"


def _route(legs: tuple[RouteLeg, ...], profile: RoutingProfile) -> Route:
    flags = np.concatenate([leg.edge_flags for leg in legs])
    return Route(
        legs=legs,
        profile=profile,
        has_tolls=bool((flags & EdgeFlag.TOLL).any()),
        has_ferries=bool((flags & EdgeFlag.FERRY).any()),
        label=_longest_name(legs),
    )


def _longest_name(legs: tuple[RouteLeg, ...]) -> str:
    lengths: dict[str, float] = {}
    for leg in legs:
        by_name = np.bincount(leg.edge_name, weights=leg.edge_length_m, minlength=len(leg.strings))
        for row in np.flatnonzero(by_name):
            lengths[leg.strings[row]] = lengths.get(leg.strings[row], 0.0) + float(by_name[row])
    lengths.pop("", None)
    return max(lengths, key=lambda name: lengths[name], default="")
