"""Who may use a way or pass a node: the access hierarchy, one-ways, dimensions, barriers, times."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from maps.build.quantities import parse_metres, parse_weight_kg
from maps.region.format import NodeFlag
from maps.route.conditions import conditional_values as parse_conditional


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

PASSABLE_BARRIERS = word_set(
    "cattle_grid border_control toll_booth sally_port gate lift_gate swing_gate sliding_gate wire_gate no "
    "entrance height_restrictor arch sump_buster"
)
GATES = word_set("gate lift_gate swing_gate sliding_gate wire_gate sally_port")

_DECIDABLE = re.compile(
    r"\d:\d\d|24/7|sunrise|sunset|dawn|dusk|weight|height|length|width|"
    r"\b(?:mo|tu|we|th|fr|sa|su|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\b"
)
"""What a condition says that can be known: not wet, not snow, not "after ball park events"."""

_NOT_BARRED = word_set("crossing traffic_signals bus_stop stop give_way street_lamp")


@dataclass(frozen=True, slots=True)
class NodeRules:
    """What a node does to a car that passes it."""

    flags: int
    """NodeFlag"""
    blocked: bool
    """no car may pass"""
    direction: int
    """which travel along its way sees the signal, stop or give-way sign: 0 unstated, 1 forward, 2 backward,
    3 both"""
    minor: bool
    """a stop sign for the less important roads of its junction only"""


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


def is_forbidden(value: str) -> bool:
    """Whether an access value, or every one of several, keeps cars out."""
    if ";" in value:
        return all(part.strip() in FORBIDDING for part in value.split(";"))
    return value in FORBIDDING


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
    return not 0 < weight < CAR_WEIGHT_KG


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
            if value in ENDS_ONLY:
                found.append(("destination", condition))
            elif is_forbidden(value):
                found.append(("closed", condition))
            elif value in INVITING:
                found.append(("open", condition))
        break
    return found


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
        if _DECIDABLE.search(pair.condition.lower())
    ]


def node_rules(tags: Mapping[str, str]) -> NodeRules | None:
    """What a node with these tags does to a car; None when nothing."""
    flags = 0
    blocked = False
    highway = tags.get("highway", "")
    barrier = tags.get("barrier", "")
    access, key = next(((tags[key], key) for key in ACCESS_KEYS if tags.get(key)), ("", ""))
    if access:
        # access=no on a crossing or stop speaks of those who cross, not of the road it lies on.
        speaks_of_others = not barrier and key == "access" and highway in _NOT_BARRED
        blocked = is_forbidden(access) and not speaks_of_others
        if not blocked and (barrier in GATES or barrier == "bollard"):
            flags |= NodeFlag.BARRIER
    elif barrier:
        blocked = not _is_passable(barrier, tags, highway)
        if not blocked and barrier in GATES:
            flags |= NodeFlag.BARRIER
    if barrier == "toll_booth" or highway == "toll_gantry":
        flags |= NodeFlag.TOLL_BOOTH
    if highway == "traffic_signals" or tags.get("crossing") == "traffic_signals":
        flags |= NodeFlag.TRAFFIC_SIGNAL
    flags |= {
        "stop": NodeFlag.STOP,
        "give_way": NodeFlag.GIVE_WAY,
        "crossing": NodeFlag.CROSSING,
        "mini_roundabout": NodeFlag.MINI_ROUNDABOUT,
        "turning_circle": NodeFlag.TURNING_CIRCLE,
        "turning_loop": NodeFlag.TURNING_CIRCLE,
        "speed_camera": NodeFlag.SPEED_CAMERA,
        "motorway_junction": NodeFlag.MOTORWAY_JUNCTION,
    }.get(highway, 0)
    if not flags and not blocked:
        return None
    side = tags.get("direction", "")
    if highway == "traffic_signals":
        side = tags.get("traffic_signals:direction", side)
    direction = {"forward": 1, "backward": 2, "both": 3}.get(side, 0)
    return NodeRules(int(flags), blocked, direction, highway == "stop" and tags.get("stop") == "minor")


def _is_passable(barrier: str, tags: Mapping[str, str], highway: str) -> bool:
    if barrier == "height_restrictor":
        return not 0 < parse_metres(tags.get("maxheight", "")) < CAR_HEIGHT_M
    if barrier in PASSABLE_BARRIERS:
        return True
    if barrier == "bollard":
        return tags.get("bollard") == "rising"
    if barrier == "kerb":
        return highway == "crossing" or tags.get("kerb") in ("lowered", "flush", "no")
    return barrier == "fence" and tags.get("sensory") in ("audible", "audio")
