"""Who may use a way: the access hierarchy, one-ways, dimensions, seasons, times."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

from maps.build.quantities import parse_metres, parse_weight_kg
from maps.route.conditions import conditional_values as parse_conditional
from maps.route.conditions import is_readable


def word_set(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


CAR_HEIGHT_M = 2.0
CAR_WIDTH_M = 1.9
CAR_LENGTH_M = 4.8
CAR_WEIGHT_KG = 2000.0

SIDES = ("forward", "backward")

MODES = ("motorcar", "motor_vehicle", "vehicle")
"""The car's modes of transport, most specific first; `access` stands for all."""

ACCESS_KEYS = (*MODES, "access")

INVITING = word_set("yes motorcar motor_vehicle vehicle permissive designated hov public")
FORBIDDING = word_set(
    "no agricultural forestry emergency psv bus taxi foot bicycle military official emergency_vehicle "
    "restricted use_sidepath hgv"
)
ENDS_ONLY = word_set("private delivery destination customers permit residents")
"""Access for those who start or end there."""

CLOSED_KINDS = word_set("steps construction proposed corridor elevator platform razed abandoned")
"""Values of `highway` that no access tag opens."""


class Access(IntEnum):
    """What an access value is to an ordinary car."""

    FORBIDDEN = 0
    ENDS_ONLY = 1
    OPEN = 2


FORD_DEPTH_M = 0.3
"""Deeper water than this an ordinary car does not drive through."""
CLOSED_FORDS = word_set("stepping_stones boat")

ICE_KEYS = ("ice_road", "winter_road")
FOOT_KEYS = ("foot", "bicycle")


def directed(tags: Mapping[str, str], key: str, side: str) -> str:
    """The value of `key` for "forward" or "backward" travel: the directed tag before the plain one."""
    return tags.get(f"{key}:{side}") or tags.get(key, "")


def access_value(tags: Mapping[str, str], side: str) -> tuple[str, str]:
    """The access tag that decides for a car, and its key: the most specific mode of transport wins."""
    for key in ACCESS_KEYS:
        value = directed(tags, key, side)
        if value:
            return value, key
    return "", ""


def access_of(value: str) -> Access:
    """What a value is to a car; of several values ("agricultural;destination") the one that lets it furthest.

    Words nobody agreed on forbid nothing, but beside known ones they count for nothing either.
    """
    parts = [part.strip() for part in value.split(";") if part.strip()]
    known = [part for part in parts if part in FORBIDDING or part in ENDS_ONLY or part in INVITING]
    if not known:
        return Access.OPEN
    return max(_ACCESS_OF.get(part, Access.OPEN) for part in known)


_ACCESS_OF = {
    **dict.fromkeys(FORBIDDING, Access.FORBIDDEN),
    **dict.fromkeys(ENDS_ONLY, Access.ENDS_ONLY),
}


def is_closed_to_all(tags: Mapping[str, str], highway: str) -> bool:
    """Whether no car drives there whatever the access tags say."""
    if highway in CLOSED_KINDS or tags.get("area") == "yes":
        return True
    if tags.get("construction", "no") not in ("no", "widening", "minor"):
        return True
    if tags.get("impassable") == "yes" or tags.get("status") == "impassable":
        return True
    return tags.get("smoothness") == "impassable" or tags.get("service") == "emergency_access"


def oneway_value(tags: Mapping[str, str]) -> str:
    """What `oneway` says to cars."""
    for mode in MODES:
        value = tags.get(f"oneway:{mode}")
        if value:
            return value
    return tags.get("oneway", "")


def oneway_direction(tags: Mapping[str, str], highway: str) -> int:
    """1: along the way only, -1: against it only, 2: both, 0: it changes with hours no sign tells ahead."""
    value = oneway_value(tags)
    if value in ("yes", "1", "true"):
        return 1
    if value in ("-1", "reverse"):
        return -1
    if value == "reversible":
        return 0
    if value in ("no", "0", "false"):
        return 2
    if tags.get("junction") in ("roundabout", "circular") or highway == "motorway":
        return 1
    return 2


def fits(tags: Mapping[str, str], side: str) -> bool:
    """Whether a car is low, narrow, short and light enough."""
    for base, need in (("maxheight", CAR_HEIGHT_M), ("maxlength", CAR_LENGTH_M)):
        for key in (f"{base}:physical", base):
            limit = parse_metres(directed(tags, key, side))
            if 0 < limit < need:
                return False
    for key in ("maxwidth:physical", "maxwidth", "width", "est_width"):
        text = directed(tags, key, side)
        if text:
            if 0 < parse_metres(text) <= CAR_WIDTH_M:
                return False
            break
    weight = parse_weight_kg(directed(tags, "maxweight", side))
    return not 0 < weight < CAR_WEIGHT_KG and fordable(tags)


def fordable(tags: Mapping[str, str]) -> bool:
    """Whether the water of a ford, if there is one, is shallow enough as far as its depth is known."""
    ford = tags.get("ford", "no")
    return ford == "no" or (ford not in CLOSED_FORDS and parse_metres(tags.get("depth", "")) <= FORD_DEPTH_M)


def only_for_walkers(tags: Mapping[str, str]) -> bool:
    """Whether a ferry names walkers or cyclists and no cars: it carries none then."""
    named = any(tags.get(key) in ("yes", "designated") for key in FOOT_KEYS)
    # A train that takes cars on board says so by its kind.
    return tags.get("route") == "ferry" and named and not any(tags.get(key) for key in ACCESS_KEYS)


def timed_access(tags: Mapping[str, str], side: str) -> list[tuple[str, str]]:
    """("closed" | "open" | "destination", condition) that conditional access tags give for a car."""
    found: list[tuple[str, str]] = []
    for key in ACCESS_KEYS:
        text = directed(tags, f"{key}:conditional", side) or tags.get(f"{key}:{side}:conditional", "")
        if not text:
            # A plain tag of a more specific mode overrules conditions of a more general one.
            if directed(tags, key, side):
                break
            continue
        for value, condition in conditional_values(text):
            access = access_of(value)
            if access is Access.ENDS_ONLY:
                found.append(("destination", condition))
            elif access is Access.FORBIDDEN:
                found.append(("closed", condition))
            elif any(part.strip() in INVITING for part in value.split(";")):
                found.append(("open", condition))
        break
    return found


def opening_condition(tags: Mapping[str, str]) -> str:
    """When alone something is open: its opening hours, or the season that makes it; "" when always."""
    hours = tags.get("opening_hours", "")
    parts = [hours] if hours and is_readable(hours) else []
    seasons = [word for word in tags.get("seasonal", "").replace(" ", "").split(";") if is_readable(word)]
    if not seasons and (tags.get("highway") in ICE_KEYS or any(tags.get(k, "no") != "no" for k in ICE_KEYS)):
        seasons = ["winter"]
    if len(seasons) == 1:
        parts.append(seasons[0])
    return " AND ".join(f"({part})" for part in parts) if len(parts) > 1 else "".join(parts)


def timed_oneway(tags: Mapping[str, str]) -> list[tuple[str, str]]:
    """(oneway value, condition) that conditional one-way tags give for a car."""
    for mode in (*MODES, ""):
        text = tags.get(f"oneway:{mode}:conditional" if mode else "oneway:conditional", "")
        if text:
            return conditional_values(text)
    return []


def conditional_values(text: str) -> list[tuple[str, str]]:
    """The (value, condition) pairs of a ``…:conditional`` tag that time or a car's measures decide."""
    return [
        (pair.value, pair.condition.removeprefix("(").removesuffix(")"))
        for pair in parse_conditional(f"x={text}")
        if is_readable(pair.condition)
    ]
