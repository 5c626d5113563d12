"""One guided trip as a value: a fix goes in, the next trip and what to say come out. No clock, no pipe."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from hmi.navigation.announcements import Announcement, Said, announce, announce_arrival
from hmi.navigation.policy import OffRouteEvidence, weigh
from hmi.navigation.state import Guidance
from maps.guide.progress import Ahead, Progress, RouteLine, ahead, follow
from maps.models import Fix, Lane, Maneuver, MatchedPosition, Place, Route

ARRIVED_M = 20.0
ARRIVED_STANDING_M = 80.0
"""Who stops this near has arrived: the last metres are a car park that no map shows."""
STANDING_MPS = 0.7
ON_ROAD_CONFIDENCE = 0.5
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
    arrived: bool = False

    @classmethod
    def along(cls, route: Route, maneuvers: tuple[Maneuver, ...], stops: tuple[Place, ...]) -> Trip:
        return cls(route, RouteLine.of(route), maneuvers, stops)

    @property
    def edges_near(self) -> frozenset[tuple[str, int]]:
        """(region, edge) of the route around the car; a map match prefers them."""
        at = self.progress.edge if self.progress is not None else 0
        return frozenset(self.line.edge_key[max(0, at - 3) : at + 12])

    @property
    def stops_to_come(self) -> tuple[Place, ...]:
        return self.stops[self.progress.leg :] if self.progress is not None else self.stops


def drive(
    trip: Trip, fix: Fix, matched: MatchedPosition | None, *, language: str, units: str
) -> tuple[Trip, tuple[Announcement, ...]]:
    """Take one fix in: progress, evidence of having left the route, arrival, and what is to be said."""
    before = trip.progress
    progress = follow(trip.line, before, fix)
    evidence = weigh(trip.evidence, progress.deviation, fix, on_route_road=_on_route_road(trip, matched))
    trip = replace(trip, progress=progress, evidence=evidence)
    spoken: list[Announcement] = []
    said = trip.said
    if before is not None and progress.leg > before.leg:
        said, arrival = announce_arrival(
            said,
            trip.maneuvers,
            _arrival(trip, progress.leg - 1),
            now_s=fix.time_s,
            language=language,
            units=units,
        )
        spoken += [arrival] if arrival else []
    if _has_arrived(trip, progress, fix):
        said, arrival = announce_arrival(
            said,
            trip.maneuvers,
            len(trip.maneuvers) - 1,
            now_s=fix.time_s,
            language=language,
            units=units,
        )
        spoken += [arrival] if arrival else []
        return replace(trip, said=said, arrived=True), tuple(spoken)
    if evidence.fixes == 0:
        said, announcement = announce(
            said,
            trip.maneuvers,
            ahead(trip.line, trip.maneuvers, progress),
            now_s=fix.time_s,
            speed_mps=fix.speed_mps or 0.0,
            language=language,
            units=units,
        )
        spoken += [announcement] if announcement else []
    return replace(trip, said=said), tuple(spoken)


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
        leg=trip.progress.leg,
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


def _has_arrived(trip: Trip, progress: Progress, fix: Fix) -> bool:
    left_m = trip.line.length_m - progress.along_m
    if left_m <= ARRIVED_M and progress.deviation.distance_m <= ARRIVED_STANDING_M:
        return True
    standing = fix.speed_mps is not None and fix.speed_mps < STANDING_MPS
    return standing and left_m + progress.deviation.distance_m <= ARRIVED_STANDING_M and progress.along_m > 0


def _arrival(trip: Trip, leg: int) -> int:
    """Index of a leg's `arrive`."""
    return max(i for i, maneuver in enumerate(trip.maneuvers) if maneuver.leg <= leg)


def _on_route_road(trip: Trip, matched: MatchedPosition | None) -> bool | None:
    """Whether the matched edge is one of the route's near the car; None where the match knows nothing."""
    if matched is None or matched.off_road or matched.confidence < ON_ROAD_CONFIDENCE:
        return None
    return (matched.candidate.region, matched.candidate.edge) in trip.edges_near
