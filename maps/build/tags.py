"""What OpenStreetMap's tags of a way or node mean for a car: may it drive there, how fast, when.

Pure functions of tags. Sources: the OSM wiki pages Key:access, Key:oneway, Key:maxspeed, Key:barrier and
Conditional_restrictions; average speeds by road type, surface, track grade and smoothness follow the car
profile of Project OSRM, whose acceptance tests this module is held to.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from maps.build.limits import SPEED_FACTOR, parse_maxspeed
from maps.region.format import EdgeFlag, NodeFlag, RoadClass

CAR_HEIGHT_M = 2.0
CAR_WIDTH_M = 1.9
CAR_LENGTH_M = 4.8
CAR_WEIGHT_KG = 2000.0

MODES = ("motorcar", "motor_vehicle", "vehicle")
"""The car's modes of transport, most specific first; `access` stands for all."""

ACCESS_KEYS = (*MODES, "access")

ROADS: dict[str, tuple[RoadClass, float]] = {
    "motorway": (RoadClass.MOTORWAY, 90.0),
    "motorway_link": (RoadClass.MOTORWAY, 45.0),
    "trunk": (RoadClass.TRUNK, 85.0),
    "trunk_link": (RoadClass.TRUNK, 40.0),
    "primary": (RoadClass.PRIMARY, 65.0),
    "primary_link": (RoadClass.PRIMARY, 30.0),
    "secondary": (RoadClass.SECONDARY, 55.0),
    "secondary_link": (RoadClass.SECONDARY, 25.0),
    "tertiary": (RoadClass.TERTIARY, 40.0),
    "tertiary_link": (RoadClass.TERTIARY, 20.0),
    "unclassified": (RoadClass.UNCLASSIFIED, 25.0),
    "residential": (RoadClass.RESIDENTIAL, 25.0),
    "living_street": (RoadClass.LIVING_STREET, 10.0),
    "service": (RoadClass.SERVICE, 15.0),
    "winter_road": (RoadClass.TRACK, 20.0),
    "ice_road": (RoadClass.TRACK, 15.0),
}
"""Class and average free-flow speed in km/h of what a car may use without being invited."""

ROUTE_SPEEDS_KMH = {"ferry": 5.0, "shuttle_train": 10.0}
MOVABLE_BRIDGE_SPEED_KMH = 5.0
INVITED_SPEED_KMH = 10.0
"""on a road of another kind (track, footway, pedestrian) whose access tags invite cars"""

SURFACE_SPEEDS_KMH = {
    "cement": 80, "compacted": 80, "fine_gravel": 80,
    "paving_stones": 60, "metal": 60, "bricks": 60,
    "grass": 40, "wood": 40, "sett": 40, "grass_paver": 40, "gravel": 40, "unpaved": 40, "ground": 40,
    "dirt": 40, "pebblestone": 40, "tartan": 40,
    "cobblestone": 30, "unhewn_cobblestone": 30, "clay": 30,
    "earth": 20, "stone": 20, "rocky": 20, "rock": 20, "sand": 20,
    "laterite": 15, "mud": 10, "ice": 15, "snow": 15,
}  # fmt: skip
TRACKTYPE_SPEEDS_KMH = {"grade1": 60, "grade2": 40, "grade3": 30, "grade4": 25, "grade5": 20}
SMOOTHNESS_SPEEDS_KMH = {
    "intermediate": 80, "bad": 40, "very_bad": 20, "horrible": 10, "very_horrible": 5, "impassable": 0,
}  # fmt: skip
UNPAVED_SURFACES = frozenset(
    [
        "unpaved",
        "compacted",
        "fine_gravel",
        "gravel",
        "grass",
        "ground",
        "dirt",
        "pebblestone",
        "clay",
        "earth",
        "rocky",
        "rock",
        "sand",
        "mud",
        "laterite",
        "ice",
        "snow",
        "woodchips",
        "salt",
    ]
)

INVITING = frozenset(
    [
        "yes",
        "motorcar",
        "motor_vehicle",
        "vehicle",
        "permissive",
        "designated",
        "hov",
        "public",
        "official_permit",
    ]
)
FORBIDDING = frozenset(
    [
        "no",
        "agricultural",
        "forestry",
        "emergency",
        "psv",
        "bus",
        "taxi",
        "foot",
        "bicycle",
        "military",
        "official",
        "emergency_vehicle",
        "restricted",
        "use_sidepath",
        "discouraged_no",
        "hgv",
    ]
)
ENDS_ONLY = frozenset(["private", "delivery", "destination", "customers", "permit", "residents"])
"""Access for those who start or end there."""
ENDS_ONLY_ROADS = frozenset(ROADS)
"""Elsewhere (a private footway, a customers' track) such access does not invite a stranger's car."""

SERVICE_RATES = {
    "alley": 0.5, "parking": 0.5, "parking_aisle": 0.5, "driveway": 0.5,
    "drive-through": 0.5, "drive-thru": 0.5,
}  # fmt: skip
NARROW_RATE = 0.5
UNMARKED_RATE = 0.75
"""lane_markings=no on a road that should have them"""
SIDE_ROAD_RATE = 0.8
ALTERNATING_RATE = 0.4
AGAINST_PRIORITY_RATE = 0.7

PASSABLE_BARRIERS = frozenset(
    [
        "cattle_grid",
        "border_control",
        "toll_booth",
        "sally_port",
        "gate",
        "lift_gate",
        "swing_gate",
        "sliding_gate",
        "no",
        "entrance",
        "height_restrictor",
        "arch",
        "sump_buster",
        "wire_gate",
    ]
)
GATES = frozenset(["gate", "lift_gate", "swing_gate", "sliding_gate", "wire_gate", "sally_port"])

RULE_KEYS = frozenset(
    [
        "highway",
        "route",
        "bridge",
        "service",
        "area",
        "access",
        "vehicle",
        "motor_vehicle",
        "motorcar",
        "oneway",
        "oneway:vehicle",
        "oneway:motor_vehicle",
        "oneway:motorcar",
        "junction",
        "toll",
        "toll:motorcar",
        "tunnel",
        "surface",
        "tracktype",
        "smoothness",
        "maxspeed",
        "maxspeed:advisory",
        "maxspeed:type",
        "source:maxspeed",
        "zone:maxspeed",
        "zone:traffic",
        "maxspeed:practical",
        "maxheight",
        "maxheight:physical",
        "maxwidth",
        "maxwidth:physical",
        "width",
        "est_width",
        "narrow",
        "maxlength",
        "maxweight",
        "maxweightrating",
        "lanes",
        "lanes:forward",
        "lanes:backward",
        "lanes:both_ways",
        "lane_markings",
        "hov",
        "hov:lanes",
        "side_road",
        "priority",
        "motorroad",
        "impassable",
        "status",
        "construction",
        "proposed",
        "duration",
        "capacity:car",
        "traffic_calming",
        "lit",
        "driving_side",
        "incline",
        "railway",
        "living_street",
        "embedded_rails",
        "turn:lanes",
        "turn:lanes:forward",
        "turn:lanes:backward",
    ]
)
"""Keys of a way that decide how a car may use it, with their directed and conditional forms."""

_RULE_SUFFIXES = (":forward", ":backward", ":conditional", ":lanes", ":lanes:forward", ":lanes:backward")


def is_rule_key(key: str) -> bool:
    """Whether a way's tag with this key may change how a car uses the way."""
    if key in RULE_KEYS:
        return True
    base = key.split(":", 1)[0]
    return base in RULE_KEYS and key.endswith(_RULE_SUFFIXES)


@dataclass(frozen=True, slots=True)
class DirectionRules:
    """What holds for one direction of travel along a way."""

    allowed: bool
    speed_kmh: float
    """average free-flow speed; 0 when `WayRules.duration_s` decides"""
    rate: float
    """how willingly a route uses it, 1 is fully: narrow, alley, parking aisle are less than that"""
    limit_kmh: int
    """signed limit; 0 unknown, 255 none"""
    flags: int
    """EdgeFlag"""
    lanes: int
    condition: str
    """OSM conditional values that change access or speed by time, `key=value @ times` joined by `; `"""


@dataclass(frozen=True, slots=True)
class WayRules:
    """How a car may use a way."""

    road_class: RoadClass
    forward: DirectionRules
    backward: DirectionRules
    duration_s: float
    """for the whole way (a ferry's timetable); 0 when speeds decide"""
    max_height_m: float
    max_weight_kg: float
    """0: none stated"""
    incline_percent: float
    """signed, in the way's direction; 0 unknown"""
    zone: str
    """country and kind of the limit in force if the tags name it: "DE:urban" """
    speed_is_default: tuple[bool, bool]
    """forward and backward: no tag states the speed, so a legal default may bound it"""


@dataclass(frozen=True, slots=True)
class NodeRules:
    """What a node does to a car that passes it."""

    flags: int
    """NodeFlag"""
    blocked: bool
    """no car may pass"""
    direction: int
    """which travel along its way sees the signal, stop or give-way sign: 0 both, 1 forward, 2 backward"""


def way_rules(tags: Mapping[str, str]) -> WayRules | None:
    """How a car may use a way with these tags; None when not at all."""
    highway = tags.get("highway", "")
    ferry_speed = ROUTE_SPEEDS_KMH.get(tags.get("route", ""), 0.0)
    if not highway and not ferry_speed and tags.get("bridge") != "movable":
        return None
    if _is_closed_to_all(tags, highway):
        return None

    access = tuple(_access(tags, way) for way in ("forward", "backward"))
    speeds = _base_speeds(tags, highway, ferry_speed, access)
    allowed = [speed >= 0 for speed in speeds]
    restricted = [False, False]
    for i, value in enumerate(access):
        ends_only = value in ENDS_ONLY and (highway in ENDS_ONLY_ROADS or ferry_speed > 0)
        if ends_only:
            restricted[i] = True
        elif value in FORBIDDING or value in ENDS_ONLY or _only_forbidding(value):
            allowed[i] = False

    direction = _oneway(tags, highway)
    if direction == 0:
        return None
    if direction == 1:
        allowed[1] = False
    elif direction == -1:
        allowed[0] = False

    for i, side in enumerate(("forward", "backward")):
        if not _fits(tags, side):
            allowed[i] = False
    if not any(allowed):
        return None

    road_class = RoadClass.FERRY if ferry_speed else ROADS.get(highway, (RoadClass.TRACK, 0.0))[0]
    duration_s = 0.0
    if ferry_speed or tags.get("bridge") == "movable":
        duration_s = parse_duration_s(tags.get("duration", ""))
    both = allowed[0] and allowed[1]
    rules = tuple(
        _direction_rules(
            tags, side, allowed[i], restricted[i], speeds[i], road_class, direction, both, highway
        )
        for i, side in enumerate(("forward", "backward"))
    )
    return WayRules(
        road_class=road_class,
        forward=rules[0][0],
        backward=rules[1][0],
        duration_s=duration_s,
        max_height_m=_smallest_m(tags, ("maxheight", "maxheight:physical")),
        max_weight_kg=parse_weight_kg(tags.get("maxweight", tags.get("maxweightrating", ""))),
        incline_percent=parse_incline_percent(tags.get("incline", "")),
        zone=_zone(tags),
        speed_is_default=(rules[0][1], rules[1][1]),
    )


def node_rules(tags: Mapping[str, str]) -> NodeRules | None:
    """What a node with these tags does to a car; None when nothing."""
    flags = 0
    blocked = False
    highway = tags.get("highway", "")
    barrier = tags.get("barrier", "")
    access = next((tags[key] for key in ACCESS_KEYS if tags.get(key)), "")
    if access:
        blocked = access in FORBIDDING or _only_forbidding(access)
        if barrier and not blocked and (barrier in GATES or barrier == "bollard"):
            flags |= NodeFlag.BARRIER
        # A crossing, stop or signal whose access=no speaks of those who cross, not of the road it lies on.
        if blocked and not barrier and tags.get("access") == access and highway in (
            "crossing", "traffic_signals", "bus_stop", "stop", "give_way", "street_lamp",
        ):  # fmt: skip
            blocked = False
    elif barrier:
        blocked = not _is_passable(barrier, tags, highway)
        if not blocked and barrier in GATES:
            flags |= NodeFlag.BARRIER
    if barrier == "toll_booth" or highway == "toll_gantry":
        flags |= NodeFlag.TOLL_BOOTH
    if highway == "traffic_signals" or tags.get("crossing") == "traffic_signals":
        flags |= NodeFlag.TRAFFIC_SIGNAL
    if highway == "stop":
        flags |= NodeFlag.STOP
    if highway == "give_way":
        flags |= NodeFlag.GIVE_WAY
    if highway == "crossing":
        flags |= NodeFlag.CROSSING
    if highway == "mini_roundabout":
        flags |= NodeFlag.MINI_ROUNDABOUT
    if highway == "speed_camera":
        flags |= NodeFlag.SPEED_CAMERA
    if highway == "motorway_junction":
        flags |= NodeFlag.MOTORWAY_JUNCTION
    if not flags and not blocked:
        return None
    side = (
        tags.get("traffic_signals:direction", "")
        if highway == "traffic_signals"
        else tags.get("direction", "")
    )
    return NodeRules(int(flags), blocked, {"forward": 1, "backward": 2}.get(side, 0))


def parse_metres(text: str) -> float:
    """A length such as ``3.5``, ``3,5 m``, ``12'``, ``11'6"``, ``350 cm`` in metres; 0 when it is none."""
    text = text.strip().replace(",", ".")
    feet = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(?:'|ft|feet|′)\s*(?:(\d+(?:\.\d+)?)\s*(?:\"|''|in|″)?)?", text)
    if feet:
        return float(feet[1]) * 0.3048 + float(feet[2] or 0) * 0.0254
    plain = re.match(r"(\d+(?:\.\d+)?)\s*(m|cm|km|in|\")?(?![a-z])", text)
    if not plain:
        return 0.0
    return float(plain[1]) * {"cm": 0.01, "km": 1000.0, "in": 0.0254, '"': 0.0254}.get(plain[2] or "m", 1.0)


def parse_weight_kg(text: str) -> float:
    """A weight such as ``7.5``, ``7,5 t``, ``3500 kg``, ``10 st``, ``8000 lbs`` in kilograms; 0 when none."""
    found = re.match(r"(\d+(?:[.,]\d+)?)\s*(t|kg|st|lt|lbs?|cwt)?(?![a-z])", text.strip())
    if not found:
        return 0.0
    value = float(found[1].replace(",", "."))
    return value * {
        "kg": 1.0, "st": 907.18474, "lt": 1016.0469, "lb": 0.45359237, "lbs": 0.45359237, "cwt": 50.802345,
    }.get(found[2] or "t", 1000.0)  # fmt: skip


def parse_duration_s(text: str) -> float:
    """A duration such as ``00:25``, ``1:30:00``, ``40``, ``PT1H30M`` in seconds; 0 when it is none."""
    text = text.strip()
    iso = re.fullmatch(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?", text)
    if iso and any(iso.groups()):
        days, hours, minutes, seconds = (int(part or 0) for part in iso.groups())
        return float(((days * 24 + hours) * 60 + minutes) * 60 + seconds)
    clock = re.fullmatch(r"(\d{1,3}):(\d{1,2})(?::(\d{1,2}))?", text)
    if clock:
        return int(clock[1]) * 3600.0 + int(clock[2]) * 60.0 + int(clock[3] or 0)
    return float(text) * 60.0 if re.fullmatch(r"\d{1,4}(\.\d+)?", text) else 0.0


def parse_incline_percent(text: str) -> float:
    """A slope such as ``8%``, ``-12 %``, ``5°``; 0 for ``up``, ``down`` and what cannot be read."""
    found = re.fullmatch(r"(-?\d+(?:[.,]\d+)?)\s*(%|°)?", text.strip())
    if not found:
        return 0.0
    value = float(found[1].replace(",", "."))
    if found[2] == "°":
        value *= 1.75  # near enough below 20°
    return value if abs(value) <= 45.0 else 0.0


def directed(tags: Mapping[str, str], key: str, side: str) -> str:
    """The value of `key` for "forward" or "backward" travel: the directed tag before the plain one."""
    return tags.get(f"{key}:{side}") or tags.get(key, "")


def _is_closed_to_all(tags: Mapping[str, str], highway: str) -> bool:
    if tags.get("area") == "yes":
        return True
    if highway in (
        "steps",
        "construction",
        "proposed",
        "corridor",
        "elevator",
        "platform",
        "razed",
        "abandoned",
    ):
        return True
    if tags.get("construction", "no") not in ("no", "widening", "minor"):
        return True
    if tags.get("impassable") == "yes" or tags.get("status") == "impassable":
        return True
    if tags.get("smoothness") == "impassable" or tags.get("service") == "emergency_access":
        return True
    return _mode_value(tags, "oneway", "") == "reversible"


def _access(tags: Mapping[str, str], side: str) -> str:
    for key in ACCESS_KEYS:
        value = directed(tags, key, side)
        if value:
            return value
    return ""


def _only_forbidding(value: str) -> bool:
    return ";" in value and all(part.strip() in FORBIDDING for part in value.split(";"))


def _mode_value(tags: Mapping[str, str], key: str, default: str) -> str:
    for mode in MODES:
        value = tags.get(f"{key}:{mode}")
        if value:
            return value
    return tags.get(key, default)


def _base_speeds(
    tags: Mapping[str, str], highway: str, ferry_speed: float, access: tuple[str, ...]
) -> list[float]:
    """km/h forward and backward before limits and surfaces; -1 where the kind of way is not for cars."""
    if ferry_speed:
        return [ferry_speed, ferry_speed]
    if tags.get("bridge") == "movable" and (highway in ROADS or not highway):
        return [MOVABLE_BRIDGE_SPEED_KMH, MOVABLE_BRIDGE_SPEED_KMH]
    if highway in ROADS:
        return [ROADS[highway][1]] * 2
    if highway == "pedestrian" and not any(value in INVITING for value in access):
        return [-1.0, -1.0]
    return [
        INVITED_SPEED_KMH if value and value not in FORBIDDING and value not in ENDS_ONLY else -1.0
        for value in access
    ]


def _oneway(tags: Mapping[str, str], highway: str) -> int:
    """1: along the way only, -1: against it only, 2 or more: both, 0: never at a time one could know."""
    value = _mode_value(tags, "oneway", "")
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


def _fits(tags: Mapping[str, str], side: str) -> bool:
    for base, need in (("maxheight", CAR_HEIGHT_M), ("maxlength", CAR_LENGTH_M)):
        for key in (f"{base}:physical", base):
            limit = parse_metres(directed(tags, key, side))
            if 0 < limit < need:
                return False
    for key in ("maxwidth:physical", "maxwidth", "width", "est_width"):
        text = directed(tags, key, side)
        if not text:
            continue
        limit = parse_metres(text)
        if 0 < limit <= CAR_WIDTH_M:
            return False
        break
    weight = parse_weight_kg(directed(tags, "maxweight", side))
    return not 0 < weight < CAR_WEIGHT_KG


def _direction_rules(
    tags: Mapping[str, str],
    side: str,
    allowed: bool,
    restricted: bool,
    speed_kmh: float,
    road_class: RoadClass,
    direction: int,
    both: bool,
    highway: str,
) -> tuple[DirectionRules, bool]:
    """The rules of one direction, and whether its speed is only the default of its kind."""
    limit = parse_maxspeed(directed(tags, "maxspeed", side), highway)
    lane_limits = [
        value
        for value in (
            parse_maxspeed(part, highway)
            for part in directed(tags, "maxspeed:lanes", side).split("|")
            if part
        )
        if value
    ]
    if not limit and lane_limits:
        limit = max(lane_limits)
    if not limit:
        limit = parse_maxspeed(
            directed(tags, "maxspeed:type", side)
            or directed(tags, "source:maxspeed", side)
            or directed(tags, "zone:maxspeed", side)
            or directed(tags, "zone:traffic", side),
            highway,
        )
    advisory = parse_maxspeed(directed(tags, "maxspeed:advisory", side), highway)
    if highway == "living_street" and not limit:
        limit = 0
    stated = advisory or limit
    is_default = not stated
    if stated and road_class != RoadClass.FERRY and speed_kmh != MOVABLE_BRIDGE_SPEED_KMH:
        speed_kmh = (130.0 if stated >= 255 else float(stated)) * SPEED_FACTOR
    practical = parse_maxspeed(directed(tags, "maxspeed:practical", side), highway)
    if 0 < practical < 255:
        speed_kmh = min(speed_kmh, float(practical)) if speed_kmh > 0 else float(practical)
    for key, table in (
        ("surface", SURFACE_SPEEDS_KMH),
        ("tracktype", TRACKTYPE_SPEEDS_KMH),
        ("smoothness", SMOOTHNESS_SPEEDS_KMH),
    ):
        cap = table.get(directed(tags, key, side))
        if cap is not None:
            speed_kmh = min(speed_kmh, float(cap))
    flags = _flags(tags, side, restricted, road_class, direction, both, highway)
    conditions = [
        f"{key}={value}"
        for key, value in sorted(tags.items())
        if key.endswith(":conditional") and _concerns_cars(key, side)
    ]
    if conditions:
        flags |= EdgeFlag.CONDITIONAL
    return (
        DirectionRules(
            allowed=allowed,
            speed_kmh=max(speed_kmh, 1.0) if allowed else 0.0,
            rate=_rate(tags, side, both),
            limit_kmh=min(round(limit), 255),
            flags=int(flags),
            lanes=_lane_count(tags, side, direction),
            condition="; ".join(conditions),
        ),
        is_default,
    )


def _concerns_cars(key: str, side: str) -> bool:
    """Whether a `…:conditional` key speaks of this direction of a car's access, one-way or speed."""
    parts = key.removesuffix(":conditional").split(":")
    if "forward" in parts and side == "backward":
        return False
    if "backward" in parts and side == "forward":
        return False
    base = [part for part in parts if part not in ("forward", "backward")]
    if base[0] in ACCESS_KEYS:
        return len(base) == 1
    return base[0] in ("oneway", "maxspeed") and (len(base) == 1 or (len(base) == 2 and base[1] in MODES))


def _flags(
    tags: Mapping[str, str],
    side: str,
    restricted: bool,
    road_class: RoadClass,
    direction: int,
    both: bool,
    highway: str,
) -> int:
    flags = EdgeFlag(0)
    service = tags.get("service", "")
    surface = directed(tags, "surface", side)
    truth = (
        (highway.endswith("_link"), EdgeFlag.LINK),
        (not both, EdgeFlag.ONEWAY),
        (tags.get("junction") == "roundabout", EdgeFlag.ROUNDABOUT),
        (tags.get("junction") == "circular", EdgeFlag.CIRCULAR),
        (directed(tags, "toll", side) == "yes" or tags.get("toll:motorcar") == "yes", EdgeFlag.TOLL),
        (tags.get("tunnel", "no") != "no", EdgeFlag.TUNNEL),
        (tags.get("bridge", "no") != "no", EdgeFlag.BRIDGE),
        (road_class == RoadClass.FERRY, EdgeFlag.FERRY),
        (
            surface in UNPAVED_SURFACES
            or tags.get("tracktype") in ("grade2", "grade3", "grade4", "grade5")
            or (road_class == RoadClass.TRACK and not surface and not tags.get("tracktype")),
            EdgeFlag.UNPAVED,
        ),
        (restricted, EdgeFlag.DESTINATION_ONLY),
        (highway == "service" and _access(tags, side) == "private", EdgeFlag.NO_START),
        (highway == "living_street" or tags.get("living_street") == "yes", EdgeFlag.LIVING_STREET),
        (tags.get("motorroad") == "yes", EdgeFlag.MOTORROAD),
        (_zone(tags).endswith((":urban", ":zone30", ":zone:30", ":30")), EdgeFlag.URBAN),
        (service == "parking_aisle", EdgeFlag.PARKING_AISLE),
        (service == "driveway", EdgeFlag.DRIVEWAY),
        (service == "alley", EdgeFlag.ALLEY),
        (tags.get("driving_side") == "left", EdgeFlag.LEFT_HAND),
        (tags.get("oneway") == "alternating", EdgeFlag.REVERSIBLE),
    )
    for holds, flag in truth:
        if holds:
            flags |= flag
    del direction
    return int(flags)


def _rate(tags: Mapping[str, str], side: str, both: bool) -> float:
    rates = [1.0, SERVICE_RATES.get(tags.get("service", ""), 1.0)]
    width = parse_metres(tags.get("width", ""))
    lanes = _whole(tags.get("lanes", ""))
    if 0 < width <= 3.0 or (both and lanes == 1):
        rates.append(NARROW_RATE)
    if tags.get("lane_markings") == "no":
        rates.append(UNMARKED_RATE)
    if tags.get("side_road") in ("yes", "rotary"):
        rates.append(SIDE_ROAD_RATE)
    if tags.get("oneway") == "alternating":
        rates.append(ALTERNATING_RATE)
    priority = tags.get("priority", "")
    if priority in ("forward", "backward") and priority != side:
        rates.append(AGAINST_PRIORITY_RATE)
    return min(rates)


def _lane_count(tags: Mapping[str, str], side: str, direction: int) -> int:
    """Lanes of one direction; 0 unknown."""
    turn_lanes = tags.get(f"turn:lanes:{side}", "")
    own = _whole(tags.get(f"lanes:{side}", ""))
    if own:
        return own
    if turn_lanes:
        return min(turn_lanes.count("|") + 1, 255)
    total = _whole(tags.get("lanes", ""))
    if direction in (1, -1):
        return total or (min(tags["turn:lanes"].count("|") + 1, 255) if tags.get("turn:lanes") else 0)
    other = _whole(tags.get("lanes:backward" if side == "forward" else "lanes:forward", ""))
    shared = _whole(tags.get("lanes:both_ways", ""))
    if total and other:
        return max(total - other - shared, 0)
    return (total - shared) // 2 if total > 1 else total


def _whole(text: str) -> int:
    return min(int(text), 255) if re.fullmatch(r"\d{1,4}", text.strip()) else 0


def _smallest_m(tags: Mapping[str, str], keys: tuple[str, ...]) -> float:
    found = [value for value in (parse_metres(tags.get(key, "")) for key in keys) if value > 0]
    return min(found, default=0.0)


def _zone(tags: Mapping[str, str]) -> str:
    for key in ("maxspeed", "maxspeed:type", "source:maxspeed", "zone:traffic", "zone:maxspeed"):
        value = tags.get(key, "")
        if re.match(r"[A-Z]{2}(-[A-Z]+)?:", value):
            return value
    return ""


def _is_passable(barrier: str, tags: Mapping[str, str], highway: str) -> bool:
    if barrier in PASSABLE_BARRIERS:
        return True
    if barrier == "bollard":
        return tags.get("bollard") == "rising"
    if barrier == "kerb":
        return highway == "crossing" or tags.get("kerb") in ("lowered", "flush", "no")
    return barrier == "fence" and tags.get("sensory") in ("audible", "audio")
