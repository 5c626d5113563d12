"""When to speak of the next maneuver, and how often: early on fast roads, once to prepare, once at the turn.

Pure: `announce` takes what was said and what lies ahead and returns both the sentence to say now, if any, and
the new record of what was said. Distances follow the car's pace so that a sentence of three seconds ends in
time; a stage that was missed is skipped, and nothing is ever said twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from maps.guide.progress import Ahead
from maps.guide.spoken.announced import only_goes_on
from maps.guide.spoken.instructions import say
from maps.models import Maneuver

FAST_MPS = 22.0
"""From about 80 km/h the early announcement is made."""
PREPARE_S, PREPARE_M = 18.0, (120.0, 800.0)
NOW_S, NOW_M = 5.0, (25.0, 160.0)
EARLY_M = 2000.0
APART_M = 60.0
"""Two stages nearer to each other than this are one: the later."""


class Stage(IntEnum):
    NOTHING = 0
    EARLY = 1
    PREPARE = 2
    NOW = 3


@dataclass(frozen=True, slots=True)
class Said:
    """What was said last; a later maneuver or stage is the only thing that may be said next."""

    maneuver: int = -1
    stage: Stage = Stage.NOTHING


@dataclass(frozen=True, slots=True)
class Announcement:
    text: str
    maneuver: int
    stage: Stage


def announce(
    said: Said,
    maneuvers: Sequence[Maneuver],
    ahead: Ahead,
    *,
    speed_mps: float,
    language: str,
    units: str,
) -> tuple[Said, Announcement | None]:
    """What to say now, or None; and what has been said then."""
    maneuver = maneuvers[ahead.maneuver]
    last_leg = maneuver.leg == maneuvers[-1].leg
    if said.maneuver < 0 and ahead.maneuver > 0 and maneuvers[0].type == "depart":
        text = say(maneuvers[0], language, units, then=None)
        first = _stage(ahead, speed_mps)
        if first < Stage.PREPARE:
            return Said(0, Stage.NOW), Announcement(text, 0, Stage.NOW)
    stage = _stage(ahead, speed_mps)
    done = said.stage if said.maneuver == ahead.maneuver else Stage.NOTHING
    if said.maneuver > ahead.maneuver or stage <= done:
        return said, None
    if stage is not Stage.PREPARE and only_goes_on(maneuver):
        # A new name on the same road is told once; it asks nothing of the driver.
        return said, None
    if maneuver.type == "arrive" and stage is Stage.NOW:
        # "You have arrived" is said on arrival, not before it.
        return said, None
    then = maneuvers[ahead.then] if ahead.then is not None and stage is not Stage.EARLY else None
    text = say(
        maneuver,
        language,
        units,
        distance_m=None if stage is Stage.NOW else ahead.distance_to_maneuver_m,
        then=None if then is None or then.type == "arrive" else then,
        last_leg=last_leg,
    )
    return Said(ahead.maneuver, stage), Announcement(text, ahead.maneuver, stage)


def announce_arrival(
    said: Said, maneuvers: Sequence[Maneuver], index: int, *, language: str, units: str
) -> tuple[Said, Announcement | None]:
    """ "You have arrived", once for the arrival at `index`."""
    if said.maneuver > index or (said.maneuver == index and said.stage is Stage.NOW):
        return said, None
    text = say(maneuvers[index], language, units, last_leg=maneuvers[index].leg == maneuvers[-1].leg)
    return Said(index, Stage.NOW), Announcement(text, index, Stage.NOW)


def _stage(ahead: Ahead, speed_mps: float) -> Stage:
    pace = max(speed_mps, 0.6 * ahead.expected_speed_mps, 4.0)
    distance = ahead.distance_to_maneuver_m
    if distance <= min(max(NOW_S * pace, NOW_M[0]), NOW_M[1]):
        return Stage.NOW
    if distance <= min(max(PREPARE_S * pace, PREPARE_M[0]), PREPARE_M[1]):
        return Stage.PREPARE
    if pace >= FAST_MPS and distance <= EARLY_M:
        return Stage.EARLY
    return Stage.NOTHING
