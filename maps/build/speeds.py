"""How fast cars drive on each edge when the road is free, signals and junctions not counted.

A limit is not a speed: on motorways cars keep close to it, on narrow streets they stay well below, on a bend
they slow down. The shares and plain speeds below are free-flow speeds of real cars, from

- "Vehicle speed compliance statistics, Great Britain" (Department for Transport, 2022): cars average 69 mph
  on motorways (limit 70), 50 mph on single carriageways (limit 60), 31 mph at 30, 26 mph at 20;
- Bundesanstalt für Straßenwesen, report on speeds of 2020/21: 125 km/h where no limit stands; ONISR, 2022:
  120 km/h on French motorways (limit 130);
- AASHTO's "Green Book" (2018), side friction on curves, for the acceleration that drivers accept sideways;
- taxi trips of evenings in Porto (ECML PKDD 2015), for streets in towns and ramps: a least-squares fit of 83
  trips matched to the map, each part of two minutes one row, checked by leaving out trip by trip.

What junctions take is in maps.route.costing.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from maps.build.graph import Graph
from maps.geometry import E7, haversine_m, turn_angle_deg
from maps.region.format import UNLIMITED_KMH, EdgeFlag, RoadClass
from maps.region.grid import ragged_arange

_CLASSES = len(RoadClass)

SHARE_IN_COUNTRY = {
    RoadClass.MOTORWAY: 0.98, RoadClass.TRUNK: 0.92, RoadClass.PRIMARY: 0.88, RoadClass.SECONDARY: 0.85,
    RoadClass.TERTIARY: 0.80, RoadClass.UNCLASSIFIED: 0.75, RoadClass.RESIDENTIAL: 0.75,
    RoadClass.LIVING_STREET: 0.75, RoadClass.SERVICE: 0.75, RoadClass.TRACK: 0.75,
}  # fmt: skip
"""of the limit, away from towns"""
SHARE_IN_TOWN = {
    RoadClass.MOTORWAY: 0.98, RoadClass.TRUNK: 0.95, RoadClass.PRIMARY: 1.0, RoadClass.SECONDARY: 0.96,
    RoadClass.TERTIARY: 0.88, RoadClass.UNCLASSIFIED: 0.84, RoadClass.RESIDENTIAL: 0.84,
    RoadClass.LIVING_STREET: 0.80, RoadClass.SERVICE: 0.80, RoadClass.TRACK: 0.80,
}  # fmt: skip
MOST_KMH = {
    RoadClass.MOTORWAY: 125.0, RoadClass.TRUNK: 112.0, RoadClass.PRIMARY: 92.0, RoadClass.SECONDARY: 85.0,
    RoadClass.TERTIARY: 76.0, RoadClass.UNCLASSIFIED: 62.0, RoadClass.RESIDENTIAL: 42.0,
    RoadClass.LIVING_STREET: 15.0, RoadClass.SERVICE: 20.0, RoadClass.TRACK: 40.0,
}  # fmt: skip
"""as wide and straight as such a road is built, whatever its limit"""
UNSTATED_KMH = {
    RoadClass.MOTORWAY: 105.0, RoadClass.TRUNK: 85.0, RoadClass.PRIMARY: 65.0, RoadClass.SECONDARY: 55.0,
    RoadClass.TERTIARY: 48.0, RoadClass.UNCLASSIFIED: 40.0, RoadClass.RESIDENTIAL: 32.0,
    RoadClass.LIVING_STREET: 15.0, RoadClass.SERVICE: 20.0, RoadClass.TRACK: 15.0,
}  # fmt: skip
"""where neither a sign nor the law of a known country sets a limit"""
RAMP_KMH = {
    RoadClass.MOTORWAY: 58.0, RoadClass.TRUNK: 50.0, RoadClass.PRIMARY: 45.0, RoadClass.SECONDARY: 40.0,
    RoadClass.TERTIARY: 35.0,
}  # fmt: skip
"""on a ramp without a sign"""
RAMP_SHARE = 0.9
TOWN_MOTORWAY_KMH = 87.0
"""on a motorway through a town whose limit no sign states: it is hardly ever the country's highest"""
FULL_SPEED_KMH = 120.0
"""Up to such a limit drivers follow it; of what is above they use three tenths."""
BEYOND_SHARE = 0.3
UNLIMITED_AS_KMH = 145.0
WALKING_LIMIT_KMH = 10.0
WALKING_SPEED_KMH = 12.0
"""where walking pace is ordered"""
SIDEWAYS_MPS2 = 2.2
"""accepted on a bend; 0.22 g is AASHTO's side friction at 35 km/h"""
TIGHTEST_MPS = 2.5
LONG_TANGENT_M = 25.0
GENTLE_DEG = 20.0
LEAST_MPS = 0.3
LEAST_TIMETABLE_MPS = 0.1

_LINK = np.uint32(EdgeFlag.LINK)
_URBAN = np.uint32(EdgeFlag.URBAN)


def apply_speeds(graph: Graph) -> None:
    """Put `edge_speed_mps`; limits and the flags of towns are there already."""
    stated = graph.stated
    speed = np.minimum(straight_kmh(graph), stated.most_kmh) / 3.6
    speed = _slowed_by_bends(graph, np.maximum(speed, LEAST_MPS))
    speed = np.where(stated.fixed_kmh > 0, stated.fixed_kmh / 3.6, speed)
    graph.put("edge_speed_mps", np.maximum(speed, LEAST_TIMETABLE_MPS))


def straight_kmh(graph: Graph) -> NDArray[np.float64]:
    """[E] on a straight and smooth piece of each road."""
    road_class = graph.edge_class.astype(np.int64)
    flags = graph.edge_flags
    town, link = (flags & _URBAN) != 0, (flags & _LINK) != 0
    implied = (flags & np.uint32(EdgeFlag.LIMIT_IMPLIED)) != 0
    signed = np.where(implied, 0.0, graph.stated.stated_kmh)
    limit = np.where(signed > 0, signed, graph.edge_limit_kmh.astype(np.float64))
    limit = np.where(limit >= UNLIMITED_KMH, UNLIMITED_AS_KMH, limit)

    share = np.where(town, _column(SHARE_IN_TOWN)[road_class], _column(SHARE_IN_COUNTRY)[road_class])
    followed = np.minimum(limit, FULL_SPEED_KMH)
    speed = share * followed + BEYOND_SHARE * (limit - followed)
    speed = np.minimum(speed, _column(MOST_KMH)[road_class])
    speed = np.where(limit > 0, speed, _column(UNSTATED_KMH)[road_class])
    usual = graph.stated.base_kmh
    speed = np.where((usual > 0) & (signed == 0), usual, speed)
    nameless_town_motorway = town & (road_class == RoadClass.MOTORWAY) & (signed == 0)
    speed = np.where(nameless_town_motorway, np.minimum(speed, TOWN_MOTORWAY_KMH), speed)

    ramp = _column(RAMP_KMH, default=30.0)[road_class]
    on_ramp = np.where(signed > 0, RAMP_SHARE * limit, ramp)
    speed = np.where(link, np.minimum(on_ramp, _column(MOST_KMH)[road_class]), speed)
    walking = (limit > 0) & (limit <= WALKING_LIMIT_KMH)
    return np.asarray(np.where(walking, np.maximum(speed, WALKING_SPEED_KMH), speed))


def _column(table: dict[RoadClass, float], default: float = 5.0) -> NDArray[np.float64]:
    column = np.full(_CLASSES, default)
    for road_class, value in table.items():
        column[road_class] = value
    return column


def _slowed_by_bends(graph: Graph, speed_mps: NDArray[np.float64]) -> NDArray[np.float64]:
    """[E] mean speed along each edge when every bend is driven no faster than is comfortable."""
    reach, bend_mps = bends(graph.shape_lat_e7 / E7, graph.shape_lon_e7 / E7)
    begin = graph.shape_begin.astype(np.int64)
    shape = graph.edge_shape.astype(np.int64)
    extra_s = np.zeros(len(speed_mps))
    # Edges with no inner point have no bend; the others are looked at point by point.
    count = begin[shape + 1] - begin[shape] - 2
    bent = np.flatnonzero(count > 0)
    point = np.repeat(begin[shape[bent]] + 1, count[bent]) + ragged_arange(count[bent])
    owner = np.repeat(bent, count[bent])
    slower = bend_mps[point] < speed_mps[owner]
    point, owner = point[slower], owner[slower]
    lost = 2.0 * reach[point] * (1.0 / bend_mps[point] - 1.0 / speed_mps[owner])
    extra_s += np.bincount(owner, weights=lost, minlength=len(extra_s))
    length = graph.edge_length_m.astype(np.float64)
    seconds = length / speed_mps + extra_s
    return np.asarray(np.where(length > 0, length / np.maximum(seconds, 1e-6), speed_mps))


def bends(
    lat: NDArray[np.float64], lon: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """[P] metres to either side over which a line bends at each point, and the speed that suits that bend.

    The bend is the arc that touches both segments; a line drawn with one point at a corner does not say how
    long the corner is, so that a sharp one reaches `LONG_TANGENT_M` at most. Ends of lines get one as well,
    which means nothing.
    """
    reach, speed = np.zeros(len(lat)), np.full(len(lat), np.inf)
    if len(lat) < 3:
        return reach, speed
    step = haversine_m(lat[:-1], lon[:-1], lat[1:], lon[1:])
    shrink = np.cos(np.radians(lat[:-1]))
    course = np.degrees(np.arctan2((lon[1:] - lon[:-1]) * shrink, lat[1:] - lat[:-1]))
    angle = np.abs(turn_angle_deg(course[:-1], course[1:]))
    tangent = np.minimum(step[:-1], step[1:]) / 2.0
    tangent = np.where(angle > GENTLE_DEG, np.minimum(tangent, LONG_TANGENT_M), tangent)
    radius = tangent / np.tan(np.radians(np.clip(angle, 0.05, 175.0)) / 2.0)
    reach[1:-1] = tangent
    speed[1:-1] = np.maximum(np.sqrt(SIDEWAYS_MPS2 * radius), TIGHTEST_MPS)
    return reach, speed
