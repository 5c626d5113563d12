"""When a stop or the destination is reached: parked near it with no turn left to make, or driven up to it."""

from __future__ import annotations

from collections.abc import Sequence

from maps.geometry import distance_m
from maps.guide.progress import Progress, RouteLine
from maps.guide.spoken.announced import only_goes_on
from maps.models import Fix, Maneuver, MatchedPosition, Place

AT_IT_M = 20.0
"""Who has so much of the way left and is on it has come to it …"""
BESIDE_IT_M = 40.0
"""… or so far beside it, in a forecourt."""
NEAR_M = 80.0
"""The last metres are a car park that no map shows: who stands this near has arrived …"""
OFF_IT_M = 12.0
"""… at once where he has left the road for it,"""
WAITED_S = 25.0
"""… on the road only after longer than most red lights last."""
AT_PLACE_M = 40.0
"""A car off the roads that stands so near to the place itself is there, however far the road is."""
STANDING_MPS = 0.7


def has_reached(
    line: RouteLine,
    maneuvers: Sequence[Maneuver],
    leg: int,
    progress: Progress,
    fix: Fix,
    place: Place | None,
    matched: MatchedPosition | None,
    standing_s: float,
    *,
    parked: bool = False,
) -> bool:
    """Whether the end of a leg is reached."""
    left_m = float(line.leg_end_m[leg]) - progress.along_m
    beside_m = progress.deviation.distance_m
    if left_m <= AT_IT_M and beside_m <= BESIDE_IT_M:
        return True
    if fix.speed_mps is None or fix.speed_mps >= STANDING_MPS:
        return False
    off_road = matched is not None and matched.off_road
    away_m = distance_m(fix.position, place.position) if place is not None else None
    if off_road and away_m is not None and away_m <= AT_PLACE_M:
        return True
    if left_m + beside_m > NEAR_M or progress.along_m <= 0.0:
        return False
    to_turn = any(
        m.leg == leg and m.distance_along_m > progress.along_m and m.type not in ("arrive", "depart")
        and not only_goes_on(m)
        for m in maneuvers
    )  # fmt: skip
    if to_turn:
        return False
    return parked or beside_m > OFF_IT_M or standing_s >= WAITED_S
