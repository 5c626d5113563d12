"""The shape of a language's table: every phrase that a maneuver's sentence is put together from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

TURNS = ("uturn", "sharp right", "right", "slight right", "straight", "slight left", "left", "sharp left")


def one_or_other(count: float) -> str:
    """CLDR's plural rule of English, German and Spanish."""
    return "one" if count == 1 else "other"


@dataclass(frozen=True, slots=True)
class Phrases:
    """Sentences start with a capital letter where the script has one; it is lowered inside a longer one."""

    turn: dict[str, str]
    """by modifier, all of TURNS"""
    fork: dict[str, str]
    """this and the three below by "left", "right", "straight" """
    merge: dict[str, str]
    on_ramp: dict[str, str]
    off_ramp: dict[str, str]
    numbered_exit: str
    """{exit}"""
    end_of_road: str
    """{action}"""
    roundabout: str
    """with the article it has after "at" """
    enter_circle: str
    """{circle}: `roundabout` or a rotary's name"""
    circle_exit: str
    """{circle} {ordinal}"""
    exit_circle: str
    roundabout_turn: str
    """{action}"""
    ordinals: tuple[str, ...]
    proceed: str
    depart: str
    """{compass}"""
    compass: tuple[str, ...]
    """N NE E SE S SW W NW"""
    arrive: dict[str, str]
    """by the side it is on: "left", "right", "straight", "", "stop" for a place on the way, and "near" where
    the road ends that leads nearest to it"""
    arriving: dict[str, str]
    """after a distance: "" for the destination, "stop" and "near" """
    with_road: str
    """{action} {road}"""
    toward: str
    """{destination}"""
    then: str
    """{first} {second}"""
    in_distance: str
    """{distance} {action}"""
    follow_for: str
    """{distance}"""
    units: dict[str, dict[str, str]]
    """unit -> plural category -> word"""
    quarter_mile: str
    half_mile: str
    decimal_separator: str = "."
    full_stop: str = "."
    plural: Callable[[float], str] = one_or_other
    """CLDR's plural category of a number"""

    def counted(self, unit: str, count: float) -> str:
        """The word of a unit beside a number of them."""
        words = self.units[unit]
        return words.get(self.plural(count), words["other"])
