"""Where on its route the car is, how far off it, and what that means for the driver: pure functions of a fix.

`RouteLine` is a route laid out as one line of P points and K edges, made once a route. `follow` moves a
`Progress` along it fix by fix; `ahead` reads off what lies before the car. Nothing here decides anything:
`Deviation` is a fact, rerouting is hmi.navigation.policy's decision.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from maps.geometry import EARTH_RADIUS_M, LatLon, bearing_deg, wrapped_lon_deg
from maps.guide.spoken.announced import only_goes_on
from maps.models import Fix, Maneuver, Route
from maps.region.format import UNKNOWN_LIMIT_KMH, EdgeFlag

SEARCH_BACK_M = 60.0
"""GNSS noise and a stop at the lights move a fix this far back without the car going back."""
SEARCH_AHEAD_M = 250.0
"""The car is looked for this far ahead first, and farther when it is fast or the fixes are rare."""
LOST_M = 45.0
"""Farther from the stretch ahead than this, all the rest is searched: the car may have cut a corner."""
REJOIN_M = 25.0
WRONG_WAY_PENALTY_M = 35.0
"""How much farther a stretch against the course seems; tells the sides of a dual carriageway apart."""


@dataclass(frozen=True)
class RouteLine:
    """A route's legs end to end. P points, K edges, L legs; `segment` s joins points s and s+1."""

    lat_deg: NDArray[np.float64]
    """[P]"""
    lon_deg: NDArray[np.float64]
    """[P]"""
    along_m: NDArray[np.float64]
    """[P] from the start of the route"""
    course_deg: NDArray[np.float64]
    """[P-1] of each segment"""
    edge_begin_m: NDArray[np.float64]
    """[K] along the route"""
    edge_length_m: NDArray[np.float64]
    """[K]"""
    edge_begin_s: NDArray[np.float64]
    """[K+1] free of the car's own pace: expected time from the start"""
    edge_duration_s: NDArray[np.float64]
    """[K] without the turn at its end"""
    edge_begin_wh: NDArray[np.float64]
    """[K+1]"""
    edge_limit_kmh: NDArray[np.uint8]
    """[K] 0 unknown, 255 none"""
    edge_speed_mps: NDArray[np.float64]
    """[K]"""
    edge_flags: NDArray[np.uint32]
    """[K]"""
    edge_road: tuple[str, ...]
    """[K] name, or ref where there is no name"""
    leg_end_m: NDArray[np.float64]
    """[L]"""
    edge_leg: NDArray[np.int32]
    """[K]"""
    edge_key: tuple[tuple[str, int], ...]
    """[K] (region, edge)"""

    @property
    def length_m(self) -> float:
        return float(self.along_m[-1])

    @classmethod
    def of(cls, route: Route) -> RouteLine:
        """Lay a route out; a leg without edges (start and end in one place) adds only its points."""
        starts = np.concatenate(([0.0], np.cumsum([leg.distance_along_m[-1] for leg in route.legs])))
        lat = np.concatenate([leg.lat_deg for leg in route.legs])
        # Counted on across the date line.
        lon = np.unwrap(np.concatenate([leg.lon_deg for leg in route.legs]), period=360.0)
        duration = np.concatenate([leg.edge_duration_s for leg in route.legs])
        turn = np.concatenate([leg.turn_duration_s for leg in route.legs])
        energy = np.concatenate([leg.edge_energy_wh for leg in route.legs])
        return cls(
            lat_deg=lat,
            lon_deg=lon,
            along_m=np.concatenate([leg.distance_along_m + starts[i] for i, leg in enumerate(route.legs)]),
            course_deg=bearing_deg(lat[:-1], lon[:-1], lat[1:], lon[1:]),
            edge_begin_m=np.concatenate(
                [leg.distance_along_m[leg.point_begin[:-1]] + starts[i] for i, leg in enumerate(route.legs)]
            ),
            edge_length_m=np.concatenate([leg.edge_length_m for leg in route.legs]),
            edge_begin_s=np.concatenate(([0.0], np.cumsum(duration + turn))),
            edge_duration_s=duration,
            edge_begin_wh=np.concatenate(([0.0], np.cumsum(energy))),
            edge_limit_kmh=np.concatenate([leg.edge_limit_kmh for leg in route.legs]),
            edge_speed_mps=np.concatenate([leg.edge_speed_mps for leg in route.legs]),
            edge_flags=np.concatenate([leg.edge_flags for leg in route.legs]),
            edge_road=tuple(
                leg.strings[name] or leg.strings[ref]
                for leg in route.legs
                for name, ref in zip(leg.edge_name.tolist(), leg.edge_ref.tolist(), strict=True)
            ),
            leg_end_m=starts[1:],
            edge_leg=np.repeat(
                np.arange(len(route.legs), dtype=np.int32), [len(leg.edge) for leg in route.legs]
            ),
            edge_key=tuple(
                (region, edge)
                for leg in route.legs
                for region, edge in zip(leg.region, leg.edge.tolist(), strict=True)
            ),
        )

    def edge_at(self, along_m: float) -> int:
        """The edge that covers a distance along the route."""
        return max(0, int(np.searchsorted(self.edge_begin_m, along_m, side="right")) - 1)

    def position_at(self, along_m: float) -> LatLon:
        """The point of the line a distance along it, clamped to its ends."""
        s = self._segment_at(along_m)
        span = float(self.along_m[s + 1] - self.along_m[s])
        t = min(1.0, max(0.0, (along_m - float(self.along_m[s])) / span)) if span > 0 else 0.0
        return LatLon(
            float(self.lat_deg[s] + t * (self.lat_deg[s + 1] - self.lat_deg[s])),
            wrapped_lon_deg(float(self.lon_deg[s] + t * (self.lon_deg[s + 1] - self.lon_deg[s]))),
        )

    def course_at(self, along_m: float) -> float:
        return float(self.course_deg[self._segment_at(along_m)])

    def seconds_at(self, along_m: float) -> float:
        """Expected driving time from the start of the route to here."""
        k = self.edge_at(along_m)
        length = float(self.edge_length_m[k])
        part = min(1.0, (along_m - float(self.edge_begin_m[k])) / length) if length > 0 else 1.0
        return float(self.edge_begin_s[k] + part * self.edge_duration_s[k])

    def energy_at(self, along_m: float) -> float:
        """Estimated energy (Wh) from the start of the route to here."""
        k = self.edge_at(along_m)
        length = float(self.edge_length_m[k])
        part = min(1.0, (along_m - float(self.edge_begin_m[k])) / length) if length > 0 else 1.0
        return float(self.edge_begin_wh[k] + part * (self.edge_begin_wh[k + 1] - self.edge_begin_wh[k]))

    def _segment_at(self, along_m: float) -> int:
        s = int(np.searchsorted(self.along_m, along_m, side="right")) - 1
        return min(max(s, 0), len(self.course_deg) - 1)


@dataclass(frozen=True, slots=True)
class Deviation:
    """How far from its route the car is: a fact without a judgement."""

    distance_m: float
    """from the fix to the route"""
    course_difference_deg: float | None
    """0..180 between the car's course and the route's there; None when the course is unknown"""
    accuracy_m: float
    """of the fix, one sigma; a guess of 5 m where it is unknown"""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far along its route the car is. `along_m` never falls while the car follows the route."""

    along_m: float
    position: LatLon
    """on the route"""
    course_deg: float
    """of the route there"""
    edge: int
    leg: int
    deviation: Deviation
    time_s: float
    """of the fix"""


@dataclass(frozen=True, slots=True)
class Ahead:
    """What lies before the car on its route."""

    maneuver: int
    """index of the next one"""
    distance_to_maneuver_m: float
    maneuver_progress: float
    """0 when its card appears (or at the last maneuver), 1 at the turn"""
    then: int | None
    """index of the one after, when it follows so soon that both must be known"""
    road_name: str
    limit_kmh: int | None
    limit_ahead_kmh: int | None
    limit_ahead_m: float | None
    distance_remaining_m: float
    duration_remaining_s: float
    energy_remaining_wh: float
    in_tunnel: bool
    expected_speed_mps: float


def follow(line: RouteLine, before: Progress | None, fix: Fix, *, until_leg: int | None = None) -> Progress:
    """Move along the route to where a fix is. Pure; `before` is None at the start of a route.

    What comes after `until_leg` is out of the question: a stop that was driven past is still to come.

    The stretch around the last position is searched first, so that a route which crosses or repeats itself
    is followed in order; only when the car is far from that stretch does the rest come into question.
    """
    end = math.inf if until_leg is None else float(line.leg_end_m[until_leg])
    if before is None:
        along, distance = _closest(line, fix, 0.0, end, from_m=0.0)
    else:
        reach = SEARCH_AHEAD_M + 1.5 * (fix.speed_mps or 0.0) * max(1.0, fix.time_s - before.time_s)
        begin = before.along_m - SEARCH_BACK_M
        along, distance = _closest(line, fix, begin, min(before.along_m + reach, end), from_m=before.along_m)
        if distance > LOST_M + (fix.accuracy_m or 0.0):
            anywhere, nearer = _closest(line, fix, begin, end, from_m=before.along_m)
            if nearer <= REJOIN_M + (fix.accuracy_m or 0.0):
                along, distance = anywhere, nearer
        on_it = distance <= LOST_M + (fix.accuracy_m or 0.0)
        along = max(before.along_m, along) if on_it else before.along_m
    course = line.course_at(along)
    difference = None
    if fix.course_deg is not None:
        difference = abs((fix.course_deg - course + 180.0) % 360.0 - 180.0)
    edge = line.edge_at(along)
    return Progress(
        along_m=along,
        position=line.position_at(along),
        course_deg=course,
        edge=edge,
        leg=int(line.edge_leg[edge]) if until_leg is None else until_leg,
        deviation=Deviation(distance, difference, fix.accuracy_m if fix.accuracy_m is not None else 5.0),
        time_s=fix.time_s,
    )


def ahead(
    line: RouteLine,
    maneuvers: Sequence[Maneuver],
    progress: Progress,
    *,
    limit_ahead_within_m: float = 1000.0,
) -> Ahead:
    """What lies before the car; `maneuvers` are those of the same route, in order."""
    along = progress.along_m
    alongs = [maneuver.distance_along_m for maneuver in maneuvers]
    index = min(bisect_right(alongs, along), len(maneuvers) - 1)
    while index + 1 < len(maneuvers) and maneuvers[index].type == "depart":
        index += 1
    to_maneuver = max(0.0, alongs[index] - along)
    now_s = line.seconds_at(along)
    expected = max(3.0, float(line.edge_speed_mps[progress.edge]))
    span = min(alongs[index] - (alongs[index - 1] if index else 0.0), max(400.0, 30.0 * expected))
    then = None
    follows = maneuvers[index + 1] if index + 1 < len(maneuvers) else None
    if follows is not None and maneuvers[index].type != "arrive" and not only_goes_on(follows):
        gap_m = alongs[index + 1] - alongs[index]
        gap_s = line.seconds_at(alongs[index + 1]) - line.seconds_at(alongs[index])
        if gap_m < 150.0 or gap_s < 10.0:
            then = index + 1
    limit = int(line.edge_limit_kmh[progress.edge])
    later = line.edge_limit_kmh[progress.edge + 1 :]
    changes = np.flatnonzero((later != limit) & (later != UNKNOWN_LIMIT_KMH))
    limit_ahead_kmh = limit_ahead_m = None
    if changes.size:
        change = progress.edge + 1 + int(changes[0])
        gap = float(line.edge_begin_m[change]) - along
        if gap <= limit_ahead_within_m:
            limit_ahead_kmh, limit_ahead_m = int(line.edge_limit_kmh[change]), max(0.0, gap)
    return Ahead(
        maneuver=index,
        distance_to_maneuver_m=to_maneuver,
        maneuver_progress=1.0 - min(1.0, to_maneuver / span) if span > 0 else 1.0,
        then=then,
        road_name=line.edge_road[progress.edge],
        limit_kmh=limit if limit != UNKNOWN_LIMIT_KMH else None,
        limit_ahead_kmh=limit_ahead_kmh,
        limit_ahead_m=limit_ahead_m,
        distance_remaining_m=max(0.0, line.length_m - along),
        duration_remaining_s=max(0.0, float(line.edge_begin_s[-1]) - now_s),
        energy_remaining_wh=float(line.edge_begin_wh[-1]) - line.energy_at(along),
        in_tunnel=bool(line.edge_flags[progress.edge] & EdgeFlag.TUNNEL),
        expected_speed_mps=expected,
    )


def _closest(
    line: RouteLine, fix: Fix, begin_m: float, end_m: float, *, from_m: float
) -> tuple[float, float]:
    """Distance along the line of its point that best explains a fix, and the metres between the two."""
    first = max(0, int(np.searchsorted(line.along_m, begin_m, side="right")) - 1)
    last = min(len(line.course_deg), max(first + 1, int(np.searchsorted(line.along_m, end_m))))
    lat, lon = line.lat_deg[first : last + 1], line.lon_deg[first : last + 1]
    metres_per_degree = math.radians(1.0) * EARTH_RADIUS_M
    # Across the date line the line counts on.
    fix_lon = fix.position.lon_deg + 360.0 * round((float(lon[0]) - fix.position.lon_deg) / 360.0)
    x = (lon - fix_lon) * (metres_per_degree * math.cos(math.radians(fix.position.lat_deg)))
    y = (lat - fix.position.lat_deg) * metres_per_degree
    dx, dy = np.diff(x), np.diff(y)
    square = dx * dx + dy * dy
    t = np.clip(-(x[:-1] * dx + y[:-1] * dy) / np.where(square > 0.0, square, 1.0), 0.0, 1.0)
    distance = np.hypot(x[:-1] + t * dx, y[:-1] + t * dy)
    span = np.diff(line.along_m[first : last + 1])
    along = line.along_m[first:last] + t * span
    cost = distance.copy()
    if fix.course_deg is not None and (fix.speed_mps is None or fix.speed_mps > 1.5):
        turned = np.abs((line.course_deg[first:last] - fix.course_deg + 180.0) % 360.0 - 180.0)
        cost += WRONG_WAY_PENALTY_M * np.clip((turned - 45.0) / 90.0, 0.0, 1.0)
    # Among equals the nearest along the way wins: a loop's end lies where its start does.
    cost += 0.002 * np.minimum(np.abs(along - from_m), 5000.0)
    best = int(np.argmin(cost))
    return float(along[best]), float(distance[best])
