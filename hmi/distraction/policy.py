"""What is locked while the car moves: one table, one decision. Pure.

The limits follow the NHTSA driver distraction guidelines (2013): nothing that needs more than glances of
two seconds. Not knowing whether the car moves counts as moving.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hmi.vehicle.motion import SPEED as SPEED
from hmi.vehicle.motion import is_moving
from hmi.vehicle.state import VehicleState

MOVING_ABOVE_KMH = 5.0
ROWS_WHILE_MOVING = 6
DEPTH_WHILE_MOVING = 2
TEXT_WHILE_MOVING = 60
"""characters of a message or a name"""
UNLIMITED = 10_000

PASSENGER_OCCUPANCY = "Vehicle.Cabin.Seat.Row1.PassengerSide.OccupancyStatus"
PASSENGER_BELT = "Vehicle.Cabin.Seat.Row1.PassengerSide.IsBelted"


class Activity(StrEnum):
    """What may take a driver's eyes or hands for long."""

    KEYBOARD = "keyboard"
    VIDEO = "video"
    SET_UP = "set_up"
    """pairing, profiles, map regions, privacy, units: what can wait until the car stands"""
    LONG_LIST = "long_list"
    """more rows than `ROWS_WHILE_MOVING`"""
    DEEP_LIST = "deep_list"
    """more levels than `DEPTH_WHILE_MOVING`"""
    LONG_TEXT = "long_text"
    LEISURE = "leisure"
    """what passes the time of a stop: places to walk to, the drive in figures"""
    ADJUST = "adjust"
    """brightness, volume, day and night, climate: one touch, needed while driving"""


@dataclass(frozen=True, slots=True)
class Rule:
    """Whether an activity is open while moving, and whether a passenger may open it."""

    moving: bool
    passenger: bool


RULES: dict[Activity, Rule] = {
    Activity.KEYBOARD: Rule(moving=False, passenger=True),
    # The driver sees the screen whoever asked for the film.
    Activity.VIDEO: Rule(moving=False, passenger=False),
    Activity.SET_UP: Rule(moving=False, passenger=True),
    Activity.LONG_LIST: Rule(moving=False, passenger=True),
    Activity.DEEP_LIST: Rule(moving=False, passenger=True),
    Activity.LONG_TEXT: Rule(moving=False, passenger=True),
    Activity.LEISURE: Rule(moving=False, passenger=True),
    Activity.ADJUST: Rule(moving=True, passenger=True),
}


@dataclass(frozen=True, slots=True)
class Situation:
    """What the decision rests on."""

    moving: bool = True
    passenger_evident: bool = False
    """the seat says occupied and the belt says fastened, both of them now"""
    passenger_unlocked: bool = False
    """somebody has said that the passenger operates the screen"""


@dataclass(frozen=True, slots=True)
class Limits:
    """The decision, as a screen needs it."""

    allowed: frozenset[Activity]
    maximum_rows: int
    maximum_depth: int
    maximum_text: int

    def allows(self, activity: Activity) -> bool:
        return activity in self.allowed


def situation(state: VehicleState, now_s: float, *, passenger_unlocked: bool) -> Situation:
    """What the car says about it. An unlock falls with its evidence, and does not come back by itself."""
    moving = is_moving(lambda path: state.get(path, now_s), MOVING_ABOVE_KMH)
    evident = state.get(PASSENGER_OCCUPANCY, now_s) == "OCCUPIED" and state.get(PASSENGER_BELT, now_s) is True
    return Situation(
        moving=moving is not False,
        passenger_evident=evident,
        passenger_unlocked=passenger_unlocked and evident,
    )


def decide(now: Situation) -> Limits:
    """What is open in this situation."""
    by_passenger = now.passenger_unlocked and now.passenger_evident
    allowed = frozenset(
        activity
        for activity, rule in RULES.items()
        if not now.moving or rule.moving or (rule.passenger and by_passenger)
    )
    return Limits(
        allowed,
        UNLIMITED if Activity.LONG_LIST in allowed else ROWS_WHILE_MOVING,
        UNLIMITED if Activity.DEEP_LIST in allowed else DEPTH_WHILE_MOVING,
        UNLIMITED if Activity.LONG_TEXT in allowed else TEXT_WHILE_MOVING,
    )


def cut(text: str, limits: Limits) -> str:
    """`text` as far as it may be read now."""
    if len(text) <= limits.maximum_text:
        return text
    return text[: limits.maximum_text - 1].rstrip() + "…"
