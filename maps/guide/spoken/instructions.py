"""Sentences for maneuvers, to be read on a card or spoken, in every language that has a table in `phrases`.

Pure text: no clock, no position. Languages are ISO 639-1 codes; an unknown one falls back to English, because
a sentence in the wrong language is worth more to a driver than none.
"""

from __future__ import annotations

from enum import StrEnum

from maps.guide.spoken.phrases import Phrases, phrases
from maps.models import Maneuver

METRES_PER_FOOT = 0.3048
METRES_PER_MILE = 1609.344


class Units(StrEnum):
    METRIC = "metric"
    IMPERIAL = "imperial"


def say(
    maneuver: Maneuver,
    language: str,
    units: str = Units.METRIC,
    *,
    distance_m: float | None = None,
    then: Maneuver | None = None,
    last_leg: bool = True,
) -> str:
    """The spoken sentence for a maneuver, "In 200 metres, turn left onto Rue Grimaldi, then turn right."

    Without `distance_m` the sentence is for now. `then` adds what follows at once, without its road.
    `last_leg` false makes an arrival one at a stop on the way.
    """
    table = phrases(language)
    sentence = _action(maneuver, table)
    if maneuver.type == "arrive":
        if distance_m is not None:
            sentence = table.arriving["near" if maneuver.ends_short else "" if last_leg else "stop"]
        elif maneuver.ends_short:
            sentence = table.arrive["near"]
        elif not last_leg:
            sentence = table.arrive["stop"]
    elif maneuver.destinations:
        sentence = f"{sentence} {_toward(maneuver.destinations, table)}"
    elif road := road_after(maneuver):
        sentence = table.with_road.format(action=sentence, road=road)
    if then is not None:
        sentence = table.then.format(first=sentence, second=_lower_first(_action(then, table)))
    if distance_m is not None:
        sentence = table.in_distance.format(
            distance=spoken_distance(distance_m, language, units), action=_lower_first(sentence)
        )
    return sentence + table.full_stop


def follow_for(distance_m: float, language: str, units: str = Units.METRIC) -> str:
    """How far the road is followed before anything has to be done: "Follow this road for 5 kilometres." """
    table = phrases(language)
    return table.follow_for.format(distance=spoken_distance(distance_m, language, units)) + table.full_stop


def short(maneuver: Maneuver, language: str) -> str:
    """What to do, without the road: "Turn left", "Take exit 57", "Take the second exit"."""
    return _action(maneuver, phrases(language))


def road_after(maneuver: Maneuver) -> str:
    """What the sign after the maneuver says: destinations, or name and ref; empty when the road has none."""
    if maneuver.destinations:
        return maneuver.destinations
    if maneuver.name and maneuver.ref and maneuver.ref not in maneuver.name:
        return f"{maneuver.name} ({maneuver.ref})"
    return maneuver.name or maneuver.ref


def spoken_distance(distance_m: float, language: str, units: str = Units.METRIC) -> str:
    """A distance rounded the way people say it, with the unit in words: "200 metres", "half a mile"."""
    table = phrases(language)
    if units == Units.IMPERIAL:
        return _imperial(distance_m, table)
    if distance_m < 975.0:
        step = 10.0 if distance_m < 95.0 else 50.0 if distance_m < 475.0 else 100.0
        count = max(10, round(distance_m / step) * int(step))
        return f"{count} {table.counted('metre', count)}"
    return _decimal(distance_m / 1000.0, "kilometre", table)


def _imperial(distance_m: float, table: Phrases) -> str:
    feet = distance_m / METRES_PER_FOOT
    if feet < 925.0:
        step = 10 if feet < 95.0 else 50 if feet < 475.0 else 100
        count = max(10, round(feet / step) * step)
        return f"{count} {table.counted('foot', count)}"
    miles = distance_m / METRES_PER_MILE
    if miles < 0.375:
        return table.quarter_mile
    if miles < 0.75:
        return table.half_mile
    return _decimal(miles, "mile", table)


def _decimal(count: float, unit: str, table: Phrases) -> str:
    rounded = round(count * 2.0) / 2.0 if count < 9.75 else float(round(count))
    if rounded == int(rounded):
        return f"{int(rounded)} {table.counted(unit, int(rounded))}"
    text = f"{rounded:.1f}".replace(".", table.decimal_separator)
    return f"{text} {table.counted(unit, rounded)}"


def _action(maneuver: Maneuver, table: Phrases) -> str:
    kind, modifier = maneuver.type, maneuver.modifier or "straight"
    if kind == "depart":
        octant = round(maneuver.bearing_after_deg / 45.0) % 8
        return table.depart.format(compass=table.compass[octant])
    if kind == "arrive":
        return table.arrive.get(maneuver.modifier, table.arrive[""])
    if kind in ("roundabout", "rotary"):
        circle = maneuver.rotary_name or table.roundabout
        if not maneuver.roundabout_exit:
            return table.enter_circle.format(circle=circle)
        return table.circle_exit.format(circle=circle, ordinal=_ordinal(maneuver.roundabout_exit, table))
    if kind in ("exit roundabout", "exit rotary"):
        return table.exit_circle
    if kind == "off ramp" and maneuver.exit_ref:
        return table.numbered_exit.format(exit=maneuver.exit_ref)
    if modifier == "uturn":
        return table.turn["uturn"]
    if kind == "off ramp":
        return table.off_ramp[_side(modifier)]
    if kind == "on ramp":
        return table.on_ramp[_side(modifier)]
    if kind == "merge":
        return table.merge[_side(modifier)]
    if kind == "fork":
        return table.fork[_side(modifier)]
    if kind == "end of road":
        return table.end_of_road.format(action=_lower_first(table.turn[modifier]))
    if kind == "roundabout turn":
        return table.roundabout_turn.format(action=_lower_first(table.turn[modifier]))
    bends = modifier not in ("straight", "slight left", "slight right")
    if (kind in ("new name", "notification") and not bends) or (
        kind == "continue" and modifier == "straight"
    ):
        return table.proceed
    return table.turn[modifier]


def _toward(destinations: str, table: Phrases) -> str:
    """ "A8: Nice, Menton, Genova" as one says it; two towns are all that a driver keeps in mind."""
    ref, colon, towns = destinations.rpartition(":")
    named = ", ".join(town.strip() for town in towns.split(",")[:2])
    toward = table.toward.format(destination=named)
    return f"({ref.strip()}) {toward}" if colon else toward


def _side(modifier: str) -> str:
    return "left" if "left" in modifier else "right" if "right" in modifier else "straight"


def _ordinal(number: int, table: Phrases) -> str:
    return table.ordinals[number - 1] if number <= len(table.ordinals) else str(number)


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
