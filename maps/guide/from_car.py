"""Routes for a car that is moving: what its driver can still follow, and where to turn round.

A route is asked for from where the car is, but what lies in the next seconds is decided already: a turn that
near cannot be told in time, and a car does not turn round on the spot. Such a route is asked for again from a
little further on along the road, and the way to there is put before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from maps.errors import MapsError
from maps.guide.maneuvers import Guide
from maps.guide.spoken.announced import only_goes_on
from maps.models import Maneuver, Route, RouteLeg, RouteRequest, Waypoint
from maps.region.format import TurnFlag
from maps.route.energy import turn_energy_wh
from maps.route.engine import RouteEngine
from maps.route.leg import Stretch, build_leg
from maps.route.network import Metric, Network

MOVING_MPS = 2.0
TOLD_AHEAD_S = 4.5
"""A new order comes at least so long before its turn."""
TURN_ROUND_S, TURN_ROUND_LEAST_M = 17.0, 80.0
"""Where to turn round is so far ahead: time to hear it, to look for a place, and for no more than three new
routes a minute where the driver finds none."""
COMMITTED_S = 7.0
"""So far ahead the road straight on is taken for driven, where a turn comes too soon."""
AGAINST_DEG = 120.0
STRAIGHT_DEG = 45.0
NEAR_M = 60.0

Answer = tuple[tuple[Route, ...], tuple[tuple[Maneuver, ...], ...]]


@dataclass(frozen=True)
class _Ahead:
    """The road that the car is on, some way ahead."""

    network: Network
    edges: NDArray[np.int64]
    turns: NDArray[np.int64]
    begin: float
    """fraction of the first edge"""
    end: float
    """fraction of the last edge"""


def routes_from_car(
    engine: RouteEngine, guide: Guide, request: RouteRequest, speed_mps: float | None
) -> Answer:
    """Routes and their maneuvers, the first of which a driver at this speed can follow from the present
    course."""
    routes = engine.route(request)
    maneuvers = tuple(guide.maneuvers(route) for route in routes)
    heading_deg, speed = request.waypoints[0].heading_deg, speed_mps or 0.0
    if heading_deg is None or speed < MOVING_MPS or not len(routes[0].legs[0].edge):
        return routes, maneuvers
    if begins_against(routes[0], heading_deg):
        ahead_m = max(TURN_ROUND_S * speed, TURN_ROUND_LEAST_M)
    elif (first_m := _first_order_m(maneuvers[0])) is not None and first_m < TOLD_AHEAD_S * speed:
        ahead_m = max(COMMITTED_S * speed, first_m + 10.0)
    else:
        return routes, maneuvers
    later = _from_further_on(engine, request, routes[0], heading_deg, ahead_m)
    if later is None:
        return routes, maneuvers
    return (later, *routes[1:]), (guide.maneuvers(later), *maneuvers[1:])


def begins_against(route: Route, heading_deg: float) -> bool:
    """Whether the car would have to turn round to begin."""
    return _off_deg(_course_deg(route.legs[0], 0), heading_deg) > AGAINST_DEG


def _first_order_m(maneuvers: Sequence[Maneuver]) -> float | None:
    """How far away the first thing is that the driver has to do; None where that is only to arrive."""
    first = next((m for m in maneuvers if m.type != "depart" and not only_goes_on(m)), None)
    return None if first is None or first.type == "arrive" else first.distance_along_m


def _from_further_on(
    engine: RouteEngine, request: RouteRequest, route: Route, heading_deg: float, ahead_m: float
) -> Route | None:
    """The route from `ahead_m` further along the car's road, with the way to there before it."""
    origin = request.waypoints[0]
    found = _road_of_car(engine, route.legs[0], origin, heading_deg)
    if found is None:
        return None
    ahead = _straight_on(*found, ahead_m)
    metric = engine.metrics_of(request)[engine.networks.index(ahead.network)]
    stretch = _stretch(ahead, metric)
    before = build_leg([stretch], ahead.begin, ahead.end, origin, origin, "")
    if before.distance_m < 5.0:
        return None
    start = Waypoint(
        before.destination.position,
        heading_deg=_course_deg(before, len(before.lat_deg) - 2),
        road=(ahead.network.name, int(ahead.edges[-1])),
    )
    later = replace(request, waypoints=(start, *request.waypoints[1:]), alternatives=0)
    try:
        rest = engine.route(later)[0]
    except MapsError:
        return None
    joined = _one_after_another(before, rest.legs[0])
    if joined is None:
        return None
    return replace(rest, legs=(joined, *rest.legs[1:]))


def _road_of_car(
    engine: RouteEngine, leg: RouteLeg, origin: Waypoint, heading_deg: float
) -> tuple[Network, int, float] | None:
    """The network, the edge that the car is on, in its direction, and the fraction of it driven."""
    for network in engine.networks:
        if network.name != leg.region[0]:
            continue
        first = int(leg.edge[0])
        shape = network.region.array("edge_shape")
        near = network.snapper.near(origin.position, NEAR_M, shape_limit=32)
        for row, edge in enumerate(near.edge.tolist()):
            same_road = shape[edge] == shape[first]
            if same_road and _off_deg(float(near.course_deg[row]), heading_deg) < 90.0:
                length_m = max(float(network.region.array("edge_length_m")[edge]), 1e-3)
                return network, edge, min(float(near.offset_m[row]) / length_m, 1.0)
    return None


def _straight_on(network: Network, edge: int, fraction: float, ahead_m: float) -> _Ahead:
    """The way straight on for so long, or to where the road ends or bends away."""
    region = network.region
    length, state_edge = region.array("edge_length_m"), network.state_edge
    angle, flags = region.array("turn_angle_deg"), region.array("turn_flags")
    state, edges, turns = edge, [edge], []
    left_m = ahead_m - (1.0 - fraction) * float(length[edge])
    while left_m > 0.0:
        rows = np.arange(int(network.turn_begin[state]), int(network.turn_begin[state + 1]))
        rows = rows[(flags[rows] & TurnFlag.U_TURN) == 0]
        if not len(rows):
            break
        best = rows[np.abs(angle[rows].astype(np.int32)).argmin()]
        if len(rows) > 1 and abs(int(angle[best])) > STRAIGHT_DEG:
            break
        state = int(network.turn_to[best])
        turns.append(int(best))
        edges.append(int(state_edge[state]))
        left_m -= float(length[edges[-1]])
    last_m = max(float(length[edges[-1]]), 1e-3)
    clearance = min(0.3 / last_m, 0.4)
    end = min(max(1.0 + left_m / last_m if left_m <= 0.0 else 1.0, clearance), 1.0 - clearance)
    begin = min(fraction, end) if len(edges) == 1 else fraction
    return _Ahead(network, np.array(edges, dtype=np.int64), np.array(turns, dtype=np.int64), begin, end)


def _stretch(ahead: _Ahead, metric: Metric) -> Stretch:
    delay_s = ahead.network.region.array("turn_s")[ahead.turns]
    energy = turn_energy_wh(
        ahead.network.region, delay_s, metric.durations.edge_speed_mps, ahead.turns, ahead.network.vehicle
    )
    return Stretch(
        ahead.network, metric, ahead.edges, np.append(delay_s, 0.0).astype(np.float64), np.append(energy, 0.0)
    )


_SUMMED = ("edge_length_m", "edge_duration_s", "edge_energy_wh")
_COLUMNS = (
    "edge", *_SUMMED, "turn_duration_s", "edge_speed_mps", "edge_limit_kmh", "edge_class", "edge_flags",
    "edge_congestion",
)  # fmt: skip


def _one_after_another(before: RouteLeg, after: RouteLeg) -> RouteLeg | None:
    """One leg of two where the second begins on the road on which the first ends: on along it, or back."""
    goes_on = (before.region[-1], int(before.edge[-1])) == (after.region[0], int(after.edge[0]))
    rows: dict[str, int] = {}
    renamed = [
        np.array([rows.setdefault(text, len(rows)) for text in leg.strings], dtype=np.int32)
        for leg in (before, after)
    ]
    columns: dict[str, Any] = {}
    for name in _COLUMNS:
        one, other = getattr(before, name), getattr(after, name)
        columns[name] = np.concatenate((one[:-1] if goes_on else one, other))
    at = len(before.edge) - 1
    if goes_on:
        for name in _SUMMED:
            columns[name][at] += getattr(before, name)[-1]
    for name in ("edge_name", "edge_ref"):
        one, other = renamed[0][getattr(before, name)], renamed[1][getattr(after, name)]
        columns[name] = np.concatenate((one[:-1] if goes_on else one, other))
    joint = len(before.lat_deg) - 1
    begins = after.point_begin + np.int32(joint)
    return replace(
        after,
        **columns,
        region=(before.region[:-1] if goes_on else before.region) + after.region,
        point_begin=np.concatenate((before.point_begin[:-1], begins[1:] if goes_on else begins)),
        lat_deg=np.concatenate((before.lat_deg[:-1], after.lat_deg)),
        lon_deg=np.concatenate((before.lon_deg[:-1], after.lon_deg)),
        distance_along_m=np.concatenate(
            (before.distance_along_m[:-1], after.distance_along_m + before.distance_along_m[-1])
        ),
        strings=tuple(rows),
        origin=before.origin,
    )


def _course_deg(leg: RouteLeg, point: int) -> float:
    """Of the line from a point of a leg on, the pieces too short to have one left out."""
    lat, lon = leg.lat_deg, leg.lon_deg
    step = 1 if point == 0 else -1
    i = point
    while 0 <= i < len(lat) - 1:
        east = ((lon[i + 1] - lon[i] + 180.0) % 360.0 - 180.0) * np.cos(np.radians(lat[i]))
        north = lat[i + 1] - lat[i]
        if abs(east) + abs(north) > 1e-6:
            return float(np.degrees(np.arctan2(east, north)) % 360.0)
        i += step
    return 0.0


def _off_deg(one: float, other: float) -> float:
    return abs((one - other + 180.0) % 360.0 - 180.0)
