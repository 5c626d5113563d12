"""What of a map match is sure enough to correct the position with."""

from __future__ import annotations

import math

from maps.geometry import LatLon
from maps.models import MatchedPosition

SURE = 0.9


def road_of(matched: MatchedPosition | None) -> tuple[LatLon, float] | None:
    """The point on the road and the road's course (rad), where the match leaves no doubt; else None."""
    if matched is None or matched.off_road or matched.confidence < SURE:
        return None
    return matched.candidate.position, math.radians(matched.course_deg)
