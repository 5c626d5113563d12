"""Which of a route's maneuvers a driver is told: the list without what another already says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from maps.models import Maneuver, PassedJunction

LONG_WAY_ROUND_M = 150.0
"""After so long in a roundabout its exit is told once more."""
_LEAVING = ("exit roundabout", "exit rotary")
_GOING_ON = ("new name", "continue", "notification")
_NO_BEND = ("straight", "slight left", "slight right")


def for_driver(maneuvers: Sequence[Maneuver]) -> tuple[Maneuver, ...]:
    """OSRM's list without leaving a roundabout just entered and without names that change on the way: where
    nothing is to be done, nothing is told."""
    told: list[Maneuver] = []
    for maneuver in maneuvers:
        if maneuver.type in _LEAVING and told and told[-1].type in ("roundabout", "rotary"):
            round_m = maneuver.distance_along_m - told[-1].distance_along_m
            if round_m <= LONG_WAY_ROUND_M:
                _pass(told, maneuver)
                continue
        if told and only_goes_on(maneuver):
            _pass(told, maneuver)
            continue
        told.append(maneuver)
    return tuple(told)


def _pass(told: list[Maneuver], maneuver: Maneuver) -> None:
    """Make an untold maneuver a junction that is passed after the last one told."""
    junction = PassedJunction(maneuver.point, maneuver.distance_along_m, maneuver.lanes)
    told[-1] = replace(told[-1], passed=(*told[-1].passed, junction, *maneuver.passed))


def only_goes_on(maneuver: Maneuver) -> bool:
    """Whether a maneuver asks nothing of the driver but to stay on the road, under whatever name."""
    if maneuver.type == "new name":
        return maneuver.modifier in _NO_BEND
    return maneuver.type in _GOING_ON and maneuver.modifier == "straight"
