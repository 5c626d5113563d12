"""When the route is given up for a new one: a pure decision over facts gathered fix by fix."""

from __future__ import annotations

from dataclasses import dataclass, replace

from maps.geometry import distance_m
from maps.guide.progress import Deviation
from maps.models import Fix

AWAY_M = 22.0
"""A road is up to 15 m wide and GNSS in a street errs by 5 to 10 m: nearer than this is on the route."""
AWAY_SIGMAS = 4.5
"""In a thousand kilometres an error of three sigmas comes twenty times, one of this hardly ever."""
USUAL_ACCURACY_M = 4.0
"""With worse fixes than these, everything below asks for more."""
FAR_M = 60.0
"""Nothing but having left it explains this, however bad the fix calls itself, short of losing GNSS."""
WRONG_WAY_DEG = 120.0
ASKEW_DEG = 40.0
"""Off the route's course by more than this while some metres off it: on another road."""
ASKEW_M = 9.0
FIXES = 3
SURE_FIXES = 2
"""So many are enough where the map match holds the car on another road."""
DISTANCE_M = 30.0
SURE_DISTANCE_M = 7.0
BESIDE_M = 7.0
"""Beside the route by more than this while the match is sure of another road: it was left at a fork."""
DURATION_S = 4.0
"""A fix under a bridge jumps for a few seconds; rerouting on it sends the driver round the block."""
STANDING_MPS = 1.0
REPEAT_S = (5.0, 10.0, 20.0, 40.0)
"""Least time between two reroutes, longer after each that failed."""
MINUTE_S, MOST_A_MINUTE = 60.0, 3
"""More new routes than this nobody can follow."""


@dataclass(frozen=True, slots=True)
class OffRouteEvidence:
    """What speaks for having left the route, since when."""

    fixes: int = 0
    since_s: float = 0.0
    travelled_m: float = 0.0
    last: Fix | None = None
    on_other_road: int = 0
    """fixes in a row for which the map match is sure of another road"""
    accuracy_m: float = 5.0
    """the worst of the fixes that speak for it"""


def weigh(
    evidence: OffRouteEvidence,
    deviation: Deviation,
    fix: Fix,
    *,
    on_route_road: bool | None = None,
    surely: bool = False,
) -> OffRouteEvidence:
    """Add one fix. `on_route_road` says whether the road network match lies on the route; None: not known.

    `surely`: there is hardly another road that the match could mean.
    """
    if not _is_off(deviation, fix, on_route_road, surely):
        return OffRouteEvidence(last=fix)
    other = evidence.on_other_road + 1 if on_route_road is False else 0
    if evidence.fixes == 0:
        return OffRouteEvidence(1, fix.time_s, 0.0, fix, other, deviation.accuracy_m)
    moved = distance_m(evidence.last.position, fix.position) if evidence.last else 0.0
    return replace(
        evidence,
        fixes=evidence.fixes + 1,
        travelled_m=evidence.travelled_m + moved,
        last=fix,
        on_other_road=other,
        accuracy_m=max(evidence.accuracy_m, deviation.accuracy_m),
    )


def should_reroute(
    evidence: OffRouteEvidence,
    now_s: float,
    *,
    attempts_s: tuple[float, ...] = (),
    failures: int = 0,
    off_road: bool = False,
) -> bool:
    """Whether to ask for a new route now. `attempts_s` are the times of those before.

    Off the road network there is no way to be told: it waits until the car is on a road again.
    """
    if off_road or evidence.last is None or not _is_sure(evidence):
        return False
    if attempts_s and now_s - attempts_s[-1] < REPEAT_S[min(failures, len(REPEAT_S) - 1)]:
        return False
    return sum(now_s - attempt < MINUTE_S for attempt in attempts_s) < MOST_A_MINUTE


def _is_sure(evidence: OffRouteEvidence) -> bool:
    assert evidence.last is not None
    worse = max(1.0, evidence.accuracy_m / USUAL_ACCURACY_M)
    many, far = evidence.fixes >= SURE_FIXES * worse, evidence.travelled_m >= SURE_DISTANCE_M * worse**2
    if evidence.on_other_road and many and far:
        return True
    if evidence.fixes < FIXES:
        return False
    lasted_s = evidence.last.time_s - evidence.since_s
    return evidence.travelled_m >= DISTANCE_M * worse or (
        evidence.travelled_m >= DISTANCE_M / 3 * worse and lasted_s >= DURATION_S * worse
    )


def _is_off(deviation: Deviation, fix: Fix, on_route_road: bool | None, surely: bool) -> bool:
    worse = max(1.0, deviation.accuracy_m / USUAL_ACCURACY_M)
    away = max(AWAY_M, min(AWAY_SIGMAS * deviation.accuracy_m, FAR_M))
    if deviation.distance_m > away:
        return True
    if fix.speed_mps is not None and fix.speed_mps < STANDING_MPS:
        return False
    if on_route_road is False and surely and deviation.distance_m > min(BESIDE_M * worse**2, FAR_M):
        return True
    turned = deviation.course_difference_deg
    if turned is None:
        return False
    if turned > WRONG_WAY_DEG:
        # A match on the route's own road while driving against it is a turn that was missed.
        return True
    askew_m = min(ASKEW_M * worse**1.5, FAR_M)
    # While the match wavers, the course alone begins to speak; it takes the match to decide.
    return on_route_road is not True and turned > ASKEW_DEG and deviation.distance_m > askew_m
