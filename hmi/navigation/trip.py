"""One guided trip as a value: a fix goes in, the next trip and what to say come out. No clock, no pipe."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

from hmi.navigation.announcements import Announcement, Said, announce, announce_arrival
from hmi.navigation.arrival import STANDING_MPS, has_reached
from hmi.navigation.policy import OffRouteEvidence, weigh
from hmi.navigation.state import Guidance
from maps.guide.progress import Ahead, Progress, RouteLine, ahead, follow
from maps.guide.spoken.announced import only_goes_on
from maps.models import Fix, Lane, Maneuver, MatchedPosition, Place, Route

SCATTER_FIXES, MOST_SCATTER_M = 60.0, 40.0
BESIDE_M = 4.0
"""Beside the route by more than this, on a road that is not its: whatever the match's confidence."""
CONFIRMED_S = 9.0
SURELY_TAKEN = 0.6
"""So long after a turn the next words wait for a map match that is so sure that it was taken."""
TURNING_MPS = 2.5
ASKEW_DEG = 50.0
"""Who moves so far off the route's course has not turned into its road, or not yet."""
ON_ROAD_CONFIDENCE, SURE_CONFIDENCE = 0.5, 0.7
LANES_WITHIN_M = 400.0
"""Lanes of a junction that is only passed are shown from here on."""


@dataclass(frozen=True)
class Trip:
    """A route being driven. `stops` are the places still to come, the destination last, one for each leg."""

    route: Route
    line: RouteLine
    maneuvers: tuple[Maneuver, ...]
    stops: tuple[Place, ...]
    progress: Progress | None = None
    said: Said = field(default_factory=Said)
    evidence: OffRouteEvidence = field(default_factory=OffRouteEvidence)
    evidence_before: OffRouteEvidence = field(default_factory=OffRouteEvidence)
    """as it was before the latest fix"""
    scatter_m: float = 0.0
    """how far the fixes lie beside the route, as a mean square over a minute"""
    next_maneuver: int = -1
    turned_s: float = -math.inf
    """when the maneuver before that was passed, in the time of the fixes"""
    arrived: bool = False
    reached: int = 0
    """stops of this route that are behind the car"""
    standing_since_s: float | None = None
    under_way: bool = False
    """the route took the place of another while the car was moving: nobody sets off"""

    @classmethod
    def along(
        cls,
        route: Route,
        maneuvers: tuple[Maneuver, ...],
        stops: tuple[Place, ...],
        *,
        under_way: bool = False,
    ) -> Trip:
        return cls(route, RouteLine.of(route), maneuvers, stops, under_way=under_way)

    @property
    def edges_near(self) -> frozenset[tuple[str, int]]:
        """(region, edge) of the route around the car; a map match prefers them."""
        at = self.progress.edge if self.progress is not None else 0
        return frozenset(self.line.edge_key[max(0, at - 3) : at + 12])

    @property
    def stops_to_come(self) -> tuple[Place, ...]:
        return self.stops[self.reached :]


def drive(
    trip: Trip,
    fix: Fix,
    matched: MatchedPosition | None,
    *,
    language: str,
    units: str,
    parked: bool = False,
) -> tuple[Trip, tuple[Announcement, ...]]:
    """Take one fix in: progress, evidence of having left the route, arrival, and what is to be said."""
    progress = follow(trip.line, trip.progress, fix, until_leg=trip.reached)
    # Receivers say more of their accuracy than they keep: what the fixes scatter by is seen on the way.
    scatter_m = max(progress.deviation.accuracy_m, trip.scatter_m)
    progress = replace(progress, deviation=replace(progress.deviation, accuracy_m=scatter_m))
    on_route = _on_route_road(trip, matched)
    evidence = weigh(trip.evidence, progress.deviation, fix, on_route_road=on_route, surely=_is_sure(matched))
    trip = replace(trip, evidence_before=trip.evidence, scatter_m=_scattered(trip, progress, evidence))
    stands = fix.speed_mps is not None and fix.speed_mps < STANDING_MPS
    since_s = (trip.standing_since_s if trip.standing_since_s is not None else fix.time_s) if stands else None
    trip = replace(trip, progress=progress, evidence=evidence, standing_since_s=since_s)
    place = trip.stops[trip.reached] if trip.reached < len(trip.stops) else None
    facts = ahead(trip.line, trip.maneuvers, progress)
    if facts.maneuver != trip.next_maneuver:
        trip = replace(trip, next_maneuver=facts.maneuver, turned_s=fix.time_s)
    elsewhere = _elsewhere(trip, progress, fix, matched)
    if (stands or not elsewhere) and has_reached(
        trip.line, trip.maneuvers, trip.reached, progress, fix, place, matched,
        fix.time_s - since_s if since_s is not None else 0.0, parked=parked,
    ):  # fmt: skip
        return _reached(trip, fix, language=language, units=units)
    if evidence.fixes == 0 and not elsewhere and not _awaits_match(trip, fix, matched):
        said, announcement = announce(
            trip.said,
            trip.maneuvers,
            facts,
            now_s=fix.time_s,
            speed_mps=fix.speed_mps or 0.0,
            language=language,
            units=units,
            under_way=trip.under_way,
        )
        trip = replace(trip, said=said)
        return trip, (announcement,) if announcement else ()
    return trip, ()


def _reached(trip: Trip, fix: Fix, *, language: str, units: str) -> tuple[Trip, tuple[Announcement, ...]]:
    """The trip after the place that its leg leads to was reached, and the word about it."""
    said, arrival = announce_arrival(
        trip.said,
        trip.maneuvers,
        _arrival(trip, trip.reached),
        now_s=fix.time_s,
        language=language,
        units=units,
    )
    last = trip.reached == len(trip.route.legs) - 1
    trip = replace(
        trip,
        said=said,
        arrived=last,
        reached=trip.reached if last else trip.reached + 1,
        standing_since_s=None,
    )
    return trip, (arrival,) if arrival else ()


def _scattered(trip: Trip, progress: Progress, evidence: OffRouteEvidence) -> float:
    """How far the fixes of the last minute lay beside the route, while nothing spoke for having left it."""
    if evidence.fixes:
        return trip.scatter_m
    beside_m = min(progress.deviation.distance_m, MOST_SCATTER_M)
    return math.sqrt(trip.scatter_m**2 + (beside_m**2 - trip.scatter_m**2) / SCATTER_FIXES)


def reconsidered(trip: Trip, fix: Fix, matched: MatchedPosition | None) -> Trip:
    """The trip when the map match of its latest fix has come: what speaks for having left the route."""
    if trip.progress is None or trip.progress.time_s != fix.time_s:
        return trip
    on_route = _on_route_road(trip, matched)
    evidence = weigh(
        trip.evidence_before,
        trip.progress.deviation,
        fix,
        on_route_road=on_route,
        surely=_is_sure(matched),
    )
    return replace(trip, evidence=evidence)


def _elsewhere(trip: Trip, progress: Progress, fix: Fix, matched: MatchedPosition | None) -> bool:
    """Whether the car seems to be on another road than the one that the next words would be about."""
    if matched is not None and progress.deviation.distance_m > max(
        BESIDE_M, 0.8 * progress.deviation.accuracy_m
    ):
        road = (matched.candidate.region, matched.candidate.edge)
        if not matched.off_road and road not in trip.edges_near:
            return True
    turned = progress.deviation.course_difference_deg
    moving = (fix.speed_mps or 0.0) > TURNING_MPS
    return moving and turned is not None and turned > ASKEW_DEG


def _awaits_match(trip: Trip, fix: Fix, matched: MatchedPosition | None) -> bool:
    """Whether it is not known yet that a turn just passed was taken."""
    if fix.time_s - trip.turned_s > CONFIRMED_S or trip.next_maneuver < 1 or matched is None:
        return False
    behind = trip.maneuvers[trip.next_maneuver - 1]
    if behind.type == "depart" or only_goes_on(behind):
        return False
    # Just after a turn, only the road that it leads into shows that it was taken.
    after = trip.line.edge_at(behind.distance_along_m + 0.5)
    taken = trip.line.edge_key[after : after + 12]
    return (
        matched.confidence < SURELY_TAKEN or (matched.candidate.region, matched.candidate.edge) not in taken
    )


def reckoned(trip: Trip, last: Fix, passed_s: float) -> Fix:
    """Where the car is after some seconds without a fix, if it follows the route at its last speed."""
    assert trip.progress is not None
    speed = last.speed_mps or 0.0
    along = trip.progress.along_m + speed * passed_s
    return Fix(
        trip.line.position_at(along),
        last.time_s + passed_s,
        speed,
        trip.line.course_at(along),
        (last.accuracy_m or 5.0) + 0.05 * speed * passed_s,
    )


def edges_ahead(trip: Trip, metres: float) -> frozenset[tuple[str, int]]:
    """(region, edge) of the route from the next junction on, for so long; never those of its very end."""
    assert trip.progress is not None
    begin, end = trip.progress.edge + 1, trip.line.edge_at(trip.progress.along_m + metres)
    return frozenset(trip.line.edge_key[begin : min(end + 1, len(trip.line.edge_key) - 1)])


def guidance(trip: Trip) -> Guidance | None:
    """What the guided driver sees; None before the first fix."""
    if trip.progress is None or not trip.maneuvers:
        return None
    facts: Ahead = ahead(trip.line, trip.maneuvers, trip.progress)
    return Guidance(
        maneuver=trip.maneuvers[facts.maneuver],
        distance_to_maneuver_m=facts.distance_to_maneuver_m,
        maneuver_progress=facts.maneuver_progress,
        then=trip.maneuvers[facts.then] if facts.then is not None else None,
        road_name=facts.road_name,
        limit_kmh=facts.limit_kmh,
        limit_ahead_kmh=facts.limit_ahead_kmh,
        limit_ahead_m=facts.limit_ahead_m,
        distance_remaining_m=facts.distance_remaining_m,
        duration_remaining_s=facts.duration_remaining_s,
        distance_along_m=trip.progress.along_m,
        leg=trip.reached,
        in_tunnel=facts.in_tunnel,
        energy_remaining_wh=facts.energy_remaining_wh,
        lanes_before=lanes_before(trip.maneuvers, facts.maneuver, trip.progress.along_m),
    )


def lanes_before(maneuvers: tuple[Maneuver, ...], upcoming: int, along_m: float) -> tuple[Lane, ...]:
    """Lanes at the next junction before a maneuver where the wrong ones lead elsewhere, when it is near."""
    for junction in maneuvers[upcoming - 1].passed if upcoming > 0 else ():
        ahead_m = junction.distance_along_m - along_m
        if ahead_m > LANES_WITHIN_M:
            break
        if ahead_m > 0.0 and not all(lane.valid for lane in junction.lanes):
            return junction.lanes
    return ()


def _arrival(trip: Trip, leg: int) -> int:
    """Index of a leg's `arrive`."""
    return max(i for i, maneuver in enumerate(trip.maneuvers) if maneuver.leg <= leg)


def _is_sure(matched: MatchedPosition | None) -> bool:
    return matched is not None and matched.confidence >= SURE_CONFIDENCE


def _on_route_road(trip: Trip, matched: MatchedPosition | None) -> bool | None:
    """Whether the matched edge is one of the route's near the car; None where the match knows nothing."""
    if matched is None or matched.off_road or matched.confidence < ON_ROAD_CONFIDENCE:
        return None
    return (matched.candidate.region, matched.candidate.edge) in trip.edges_near
