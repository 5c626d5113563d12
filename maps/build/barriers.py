"""What a node does to a car that passes it: gates, bollards, fords, low bars, signals and signs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from maps.build.access import (
    ACCESS_KEYS,
    CAR_HEIGHT_M,
    Access,
    access_of,
    fits,
    fordable,
    opening_condition,
    timed_access,
    word_set,
)
from maps.build.quantities import parse_metres, parse_weight_kg
from maps.region.format import NodeFlag

PASSABLE_BARRIERS = word_set(
    "cattle_grid border_control toll_booth sally_port gate lift_gate swing_gate sliding_gate wire_gate no "
    "entrance height_restrictor arch sump_buster bump_gate hampshire_gate coupure"
)
GATES = word_set(
    "gate lift_gate swing_gate sliding_gate wire_gate sally_port bump_gate hampshire_gate bollard"
)
"""Of those that may be passed, the ones that cost a stop."""

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
    """at a junction itself, the sign is for the less important roads only"""
    condition: str = ""
    """what changes with the time or the car, in the words of `edge_condition`"""


def node_rules(tags: Mapping[str, str]) -> NodeRules | None:
    """What a node with these tags does to a car; None when nothing."""
    highway = tags.get("highway", "")
    barrier = tags.get("barrier", "")
    flags, blocked = _passing(tags, barrier, highway)
    blocked, restricted, clauses = _at_times(tags, barrier, blocked, bool(flags & NodeFlag.RESTRICTED))
    flags = (flags & ~int(NodeFlag.RESTRICTED)) | (int(NodeFlag.RESTRICTED) if restricted else 0)
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
    if not flags and not blocked and not clauses:
        return None
    side = tags.get("traffic_signals:direction") or tags.get("direction", "")
    direction = {"forward": 1, "backward": 2, "both": 3}.get(side, 0)
    minor = highway == "give_way" or (highway == "stop" and tags.get("stop") != "all")
    return NodeRules(int(flags), blocked, direction, minor, "; ".join(clauses))


def _passing(tags: Mapping[str, str], barrier: str, highway: str) -> tuple[int, bool]:
    """Flags of the node as a hindrance, and whether no car passes it, whatever the time."""
    flags = 0
    access, key = next(((tags[key], key) for key in ACCESS_KEYS if tags.get(key)), ("", ""))
    # access=no on a crossing or stop speaks of those who cross, not of the road it lies on.
    if access and not barrier and key == "access" and highway in _NOT_BARRED:
        access = ""
    kind = access_of(access)
    if access:
        blocked = kind is Access.FORBIDDEN
    else:
        blocked = bool(barrier) and not _is_passable(barrier, tags, highway)
    blocked = blocked or not fordable(tags) or (bool(barrier) and not fits(tags, ""))
    if blocked:
        return flags, True
    if barrier in GATES or tags.get("ford", "no") != "no":
        flags |= NodeFlag.BARRIER
    # Who has the key passes a locked gate; it leads nobody else through.
    if kind is Access.ENDS_ONLY or (barrier in GATES and tags.get("locked") == "yes"):
        flags |= NodeFlag.RESTRICTED
    return flags, False


def _at_times(
    tags: Mapping[str, str], barrier: str, blocked: bool, restricted: bool
) -> tuple[bool, bool, list[str]]:
    """Whether it blocks at all times, whether it is for guests at all times, and what the clock changes."""
    clauses = []
    for what, condition in timed_access(tags, ""):
        if what == "open" and (blocked or restricted):
            clauses.append(f"open:conditional=yes @ ({condition})")
            blocked = restricted = False
        elif what != "open" and not blocked:
            value = "no" if what == "closed" else "destination"
            clauses.append(f"access:conditional={value} @ ({condition})")
    hours = opening_condition(tags) if barrier else ""
    if hours and not clauses and not (blocked and barrier not in GATES):
        clauses.append(f"open:conditional=yes @ ({hours})")
        blocked = restricted = False
    if not blocked and (barrier or tags.get("maxheight") or tags.get("maxweight")):
        height_m = parse_metres(tags.get("maxheight", ""))
        weight_kg = parse_weight_kg(tags.get("maxweight", ""))
        if height_m > 0:
            clauses.append(f"access:conditional=no @ (height > {height_m:g})")
        if weight_kg > 0:
            clauses.append(f"access:conditional=no @ (weight > {weight_kg / 1000.0:g})")
    return blocked, restricted, clauses


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
