"""What OpenStreetMap's tags of a way mean for a car: may it drive there, how fast, when.

Pure functions of tags. Sources: the OSM wiki pages Key:access, Key:oneway, Key:maxspeed, Key:barrier and
Conditional_restrictions; what a surface, track grade and smoothness allow follows the car profile of Project
OSRM, whose acceptance tests this module is held to. How fast one drives is for maps.build.speeds to say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from maps.build.access import (
    INVITING,
    MODES,
    SIDES,
    Access,
    access_of,
    access_value,
    conditional_values,
    directed,
    fits,
    is_closed_to_all,
    oneway_direction,
    oneway_value,
    only_for_walkers,
    opening_condition,
    timed_access,
    timed_oneway,
    word_set,
)
from maps.build.limits import UNLIMITED, parse_maxspeed
from maps.build.quantities import (
    parse_count,
    parse_duration_s,
    parse_incline_percent,
    parse_metres,
    parse_weight_kg,
)
from maps.region.format import EdgeFlag, RoadClass

ROADS: dict[str, RoadClass] = {
    "motorway": RoadClass.MOTORWAY, "motorway_link": RoadClass.MOTORWAY,
    "trunk": RoadClass.TRUNK, "trunk_link": RoadClass.TRUNK,
    "primary": RoadClass.PRIMARY, "primary_link": RoadClass.PRIMARY,
    "secondary": RoadClass.SECONDARY, "secondary_link": RoadClass.SECONDARY,
    "tertiary": RoadClass.TERTIARY, "tertiary_link": RoadClass.TERTIARY,
    "unclassified": RoadClass.UNCLASSIFIED, "road": RoadClass.UNCLASSIFIED,
    "residential": RoadClass.RESIDENTIAL,
    "living_street": RoadClass.LIVING_STREET,
    "service": RoadClass.SERVICE,
    "winter_road": RoadClass.TRACK, "ice_road": RoadClass.TRACK,
}  # fmt: skip
"""What a car may use without being invited."""

ROUTE_SPEEDS_KMH = {"ferry": 5.0, "shuttle_train": 10.0}
MOVABLE_BRIDGE_SPEED_KMH = 5.0
INVITED_SPEED_KMH = 10.0
"""on a road of another kind (footway, pedestrian) whose access tags invite cars"""
SLOW_ROADS_KMH = {"road": 30.0, "winter_road": 20.0, "ice_road": 15.0}
TRACK_SPEED_KMH = 20.0
TRACK_SPEEDS_KMH = {"grade1": 40.0, "grade2": 30.0, "grade3": 20.0, "grade4": 15.0, "grade5": 10.0}
"""on a track; paved ones are narrow country roads"""
UNSURE_RATE = 0.75
"""highway=road: nobody has said yet what kind of road it is"""

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
UNPAVED_SURFACES = word_set(
    "unpaved compacted fine_gravel gravel grass ground dirt pebblestone clay earth rocky rock sand mud "
    "laterite ice snow woodchips salt"
)

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
FOR_WALKERS_RATE = 0.2
"""A footway or path with access=yes lets cars in by the letter, but hardly means them."""

_OTHER_RULE_KEYS = word_set(
    "highway route bridge service area junction toll tunnel surface tracktype smoothness lanes hov side_road "
    "priority motorroad impassable status construction duration driving_side incline living_street narrow "
    "est_width lane_markings opening_hours seasonal ice_road winter_road ford depth foot bicycle"
)
_RULE_PREFIXES = (
    "access", "vehicle", "motor_vehicle", "motorcar", "oneway", "maxspeed", "source:maxspeed",
    "zone:maxspeed", "zone:traffic", "maxheight", "maxwidth", "maxlength", "maxweight", "width",
    "maxweightrating", "toll", "lanes", "turn:lanes",
    "hov", "surface", "tracktype", "smoothness",
)  # fmt: skip


_CLAUSES = {
    "closed": "access:conditional=no",
    "destination": "access:conditional=destination",
    "open": "open:conditional=yes",
}
"""How an edge's condition says it: `open` edges may be driven only then."""


def is_rule_key(key: str) -> bool:
    """Whether a way's tag with this key may change how a car uses the way."""
    if key in _OTHER_RULE_KEYS:
        return True
    return any(key == prefix or key.startswith(prefix + ":") for prefix in _RULE_PREFIXES)


@dataclass(frozen=True, slots=True)
class DirectionRules:
    """What holds for one direction of travel along a way."""

    allowed: bool
    stated_kmh: float
    """the limit, or a lower speed that a sign advises; 0 none stated, 255 unlimited"""
    base_kmh: float
    """usual where nothing is stated; 0 where the class says it"""
    most_kmh: float
    """what surface, grade, smoothness or a mapper's experience allow; 255 where nothing is said"""
    fixed_kmh: float
    """of what no driver speeds up, a ferry or a movable bridge; 0 elsewhere"""
    rate: float
    """how willingly a route uses it, 1 is fully: narrow, alley, parking aisle are less than that"""
    limit_kmh: int
    """signed limit; 0 unknown, 255 none"""
    flags: int
    """EdgeFlag"""
    lanes: int
    condition: str
    """what changes with the time, as `edge_condition` stores it"""
    max_height_m: float = 0.0
    max_weight_kg: float = 0.0
    """0: none stated"""


@dataclass(frozen=True, slots=True)
class WayRules:
    """How a car may use a way."""

    road_class: RoadClass
    forward: DirectionRules
    backward: DirectionRules
    duration_s: float
    """for the whole way (a ferry's timetable); 0 when speeds decide"""
    incline_percent: float
    """signed, in the way's direction; 0 unknown"""
    zone: str
    """country and kind of the limit in force if the tags name it: "DE:urban" """


def way_rules(tags: Mapping[str, str]) -> WayRules | None:
    """How a car may use a way with these tags; None when not at all."""
    highway = tags.get("highway", "")
    ferry_speed = ROUTE_SPEEDS_KMH.get(tags.get("route", ""), 0.0)
    if not highway and not ferry_speed:
        return None
    if is_closed_to_all(tags, highway):
        return None

    road_class = RoadClass.FERRY if ferry_speed else ROADS.get(highway, RoadClass.TRACK)
    direction = oneway_direction(tags, highway)
    access = [_direction_access(tags, side, highway, ferry_speed, direction) for side in SIDES]
    if not any(allowed for allowed, _, _ in access):
        return None
    both = all(allowed for allowed, _, _ in access)
    forward, backward = (
        _direction_rules(tags, side, *access[i], _fixed_kmh(tags, ferry_speed), road_class, both)
        for i, side in enumerate(SIDES)
    )
    timed = ferry_speed > 0 or tags.get("bridge") == "movable"
    return WayRules(
        road_class=road_class,
        forward=forward,
        backward=backward,
        duration_s=parse_duration_s(tags.get("duration", "")) if timed else 0.0,
        incline_percent=parse_incline_percent(tags.get("incline", "")),
        zone=zone_of(tags),
    )


def zone_of(tags: Mapping[str, str]) -> str:
    """The country-prefixed kind of speed limit that the tags name, such as "FR:urban"; empty when none."""
    for key in ("maxspeed", "maxspeed:type", "source:maxspeed", "zone:traffic", "zone:maxspeed"):
        value = tags.get(key, "")
        if re.match(r"[A-Z]{2}(-[A-Z]+)?:", value):
            return value
    return ""


def _direction_access(
    tags: Mapping[str, str], side: str, highway: str, ferry_speed: float, direction: int
) -> tuple[bool, bool, tuple[str, ...]]:
    """Whether cars may go that way at some time, whether only to its ends, and the clauses that say when."""
    value, key = access_value(tags, side)
    access = access_of(value)
    is_road = highway in ROADS or ferry_speed > 0
    if ferry_speed > 0:
        # A private ferry carries its owner's cars, and one for walkers none.
        allowed = value != "private" and access is not Access.FORBIDDEN and not only_for_walkers(tags)
        ends_only = allowed and access is Access.ENDS_ONLY
    elif is_road or highway == "track":
        # A private street may still lead to its guests, and so may a track that no sign closes.
        allowed = access is not Access.FORBIDDEN
        ends_only = access is Access.ENDS_ONLY or (not is_road and not value)
    else:
        allowed = bool(value) and access is Access.OPEN
        if highway == "pedestrian":
            allowed = value in INVITING
        ends_only = allowed and key == "access"
    if not fits(tags, side):
        return False, False, ()

    clauses = []
    opens = False
    hours = opening_condition(tags)
    if hours and allowed:
        clauses.append(f"{_CLAUSES['open']} @ ({hours})")
    for what, condition in timed_access(tags, side):
        if allowed and what != "open":
            clauses.append(f"{_CLAUSES[what]} @ ({condition})")
        elif not allowed and what != "closed" and is_road:
            clauses.append(f"{_CLAUSES['open']} @ ({condition})")
            opens = True
    if not allowed and not opens:
        return False, False, ()

    wanted = 1 if side == "forward" else -1
    goes = direction in (wanted, 2)
    if not goes and opens:
        return False, False, ()  # two conditions at once are more than a clause can say
    for value, condition in timed_oneway(tags):
        goes_then = oneway_direction({"oneway": value}, "") in (wanted, 2)
        if goes_then and not goes:
            clauses.append(f"{_CLAUSES['open']} @ ({condition})")
            opens = True
        elif goes and not goes_then:
            clauses.append(f"{_CLAUSES['closed']} @ ({condition})")
    if not goes and not opens:
        return False, False, ()
    return True, ends_only, tuple(clauses)


def _fixed_kmh(tags: Mapping[str, str], ferry_speed: float) -> float:
    if ferry_speed:
        return ferry_speed
    return MOVABLE_BRIDGE_SPEED_KMH if tags.get("bridge") == "movable" else 0.0


def _base_kmh(tags: Mapping[str, str], highway: str) -> float:
    """Of roads whose class does not tell how fast they are."""
    if highway == "track":
        return TRACK_SPEEDS_KMH.get(tags.get("tracktype", ""), TRACK_SPEED_KMH)
    return SLOW_ROADS_KMH.get(highway, 0.0 if highway in ROADS else INVITED_SPEED_KMH)


def _direction_rules(
    tags: Mapping[str, str],
    side: str,
    allowed: bool,
    ends_only: bool,
    clauses: tuple[str, ...],
    fixed_kmh: float,
    road_class: RoadClass,
    both: bool,
) -> DirectionRules:
    limit = _signed_limit(tags, side)
    stated = parse_maxspeed(directed(tags, "maxspeed:advisory", side)) or limit
    practical = parse_maxspeed(directed(tags, "maxspeed:practical", side))
    most = practical if practical > 0 else UNLIMITED
    for key, table in (
        ("surface", SURFACE_SPEEDS_KMH),
        ("tracktype", TRACKTYPE_SPEEDS_KMH),
        ("smoothness", SMOOTHNESS_SPEEDS_KMH),
    ):
        most = min(most, table.get(directed(tags, key, side), most))
    conditions = list(clauses)
    timed_limit = tags.get(f"maxspeed:{side}:conditional") or tags.get("maxspeed:conditional", "")
    for value, condition in conditional_values(timed_limit):
        kmh = parse_maxspeed(value)
        if kmh:
            conditions.append(f"maxspeed:conditional={kmh:g} @ ({condition})")
    flags = _flags(tags, side, ends_only, road_class, both)
    if limit and not _limit_is_stated(tags, side):
        flags |= EdgeFlag.LIMIT_BY_KIND
    if conditions:
        flags |= EdgeFlag.CONDITIONAL
    return DirectionRules(
        allowed=allowed,
        stated_kmh=stated,
        base_kmh=_base_kmh(tags, tags.get("highway", "")),
        most_kmh=max(most, 1.0),
        fixed_kmh=fixed_kmh,
        rate=_rate(tags, side, both),
        limit_kmh=min(round(limit), 255),
        flags=int(flags),
        lanes=_lane_count(tags, side, both),
        condition="; ".join(conditions),
        max_height_m=_smallest_m(tags, side, ("maxheight", "maxheight:physical")),
        max_weight_kg=parse_weight_kg(
            directed(tags, "maxweight", side) or directed(tags, "maxweightrating", side)
        ),
    )


def _signed_limit(tags: Mapping[str, str], side: str) -> float:
    """km/h that a sign or a named zone states; of several lanes the fastest."""
    limit = parse_maxspeed(directed(tags, "maxspeed", side))
    if limit:
        return limit
    lanes = [parse_maxspeed(part) for part in directed(tags, "maxspeed:lanes", side).split("|")]
    if any(lanes):
        return max(lanes)
    for key in ("maxspeed:type", "source:maxspeed", "zone:maxspeed", "zone:traffic"):
        limit = parse_maxspeed(directed(tags, key, side))
        if limit:
            return limit
    return 0.0


def _limit_is_stated(tags: Mapping[str, str], side: str) -> bool:
    """Whether a number, and not the name of a kind, is where the limit is from."""
    stated = directed(tags, "maxspeed", side) or directed(tags, "maxspeed:lanes", side)
    return stated in ("none", "walk") or stated[:1].isdigit() or "|" in stated


def _flags(tags: Mapping[str, str], side: str, ends_only: bool, road_class: RoadClass, both: bool) -> int:
    highway = tags.get("highway", "")
    service = tags.get("service", "")
    surface = directed(tags, "surface", side)
    track = tags.get("tracktype", "")
    truth = (
        (highway.endswith("_link"), EdgeFlag.LINK),
        (not both, EdgeFlag.ONEWAY),
        (tags.get("junction") == "roundabout", EdgeFlag.ROUNDABOUT),
        (tags.get("junction") == "circular", EdgeFlag.CIRCULAR),
        (_toll(tags, side) == "yes", EdgeFlag.TOLL),
        (tags.get("tunnel", "no") != "no", EdgeFlag.TUNNEL),
        (tags.get("bridge", "no") != "no", EdgeFlag.BRIDGE),
        (road_class == RoadClass.FERRY, EdgeFlag.FERRY),
        (surface in UNPAVED_SURFACES or track in ("grade2", "grade3", "grade4", "grade5"), EdgeFlag.UNPAVED),
        (highway == "track" and not surface and not track, EdgeFlag.UNPAVED),
        (ends_only, EdgeFlag.DESTINATION_ONLY),
        (highway == "service" and access_value(tags, side)[0] == "private", EdgeFlag.NO_START),
        (highway == "track" and ends_only, EdgeFlag.NO_START),
        (highway == "living_street" or tags.get("living_street") == "yes", EdgeFlag.LIVING_STREET),
        (tags.get("motorroad") == "yes", EdgeFlag.MOTORROAD),
        (zone_of(tags).endswith((":urban", ":zone30", ":zone:30", ":30")), EdgeFlag.URBAN),
        (service == "parking_aisle", EdgeFlag.PARKING_AISLE),
        (service == "driveway", EdgeFlag.DRIVEWAY),
        (service == "alley", EdgeFlag.ALLEY),
        (tags.get("driving_side") == "left", EdgeFlag.LEFT_HAND),
        (oneway_value(tags) in ("alternating", "reversible"), EdgeFlag.REVERSIBLE),
        (_is_for_high_occupancy(tags, side), EdgeFlag.HIGH_OCCUPANCY),
    )
    flags = 0
    for holds, flag in truth:
        if holds:
            flags |= int(flag)
    return flags


def _toll(tags: Mapping[str, str], side: str) -> str:
    return next(
        (tags[f"toll:{mode}"] for mode in MODES if tags.get(f"toll:{mode}")), directed(tags, "toll", side)
    )


def _is_for_high_occupancy(tags: Mapping[str, str], side: str) -> bool:
    lanes = directed(tags, "hov:lanes", side)
    return tags.get("hov") == "designated" or (
        bool(lanes) and all(lane == "designated" for lane in lanes.split("|"))
    )


def _rate(tags: Mapping[str, str], side: str, both: bool) -> float:
    highway = tags.get("highway", "")
    rates = [1.0, SERVICE_RATES.get(tags.get("service", ""), 1.0)]
    width = parse_metres(tags.get("width", ""))
    if 0 < width <= 3.0 or (both and parse_count(tags.get("lanes", "")) == 1):
        rates.append(NARROW_RATE)
    if tags.get("lane_markings") == "no":
        rates.append(UNMARKED_RATE)
    if tags.get("side_road") in ("yes", "rotary"):
        rates.append(SIDE_ROAD_RATE)
    if oneway_value(tags) == "alternating":
        rates.append(ALTERNATING_RATE)
    if highway == "road":
        rates.append(UNSURE_RATE)
    if highway and highway not in ROADS and highway != "track" and access_value(tags, side)[1] == "access":
        rates.append(FOR_WALKERS_RATE)
    priority = tags.get("priority", "")
    if priority in SIDES and priority != side:
        rates.append(AGAINST_PRIORITY_RATE)
    return min(rates)


def _lane_count(tags: Mapping[str, str], side: str, both: bool) -> int:
    """Lanes of one direction; 0 unknown."""
    own = parse_count(tags.get(f"lanes:{side}", ""))
    if own:
        return own
    arrows = tags.get(f"turn:lanes:{side}", "") or ("" if both else tags.get("turn:lanes", ""))
    total = parse_count(tags.get("lanes", ""))
    if not both and total:
        return total
    if arrows:
        return min(arrows.count("|") + 1, 255)
    if not both:
        return 0
    other = parse_count(tags.get("lanes:backward" if side == "forward" else "lanes:forward", ""))
    shared = parse_count(tags.get("lanes:both_ways", ""))
    if total and other:
        return max(total - other - shared, 0)
    return (total - shared) // 2 if total > 1 else total


def _smallest_m(tags: Mapping[str, str], side: str, keys: tuple[str, ...]) -> float:
    found = [value for value in (parse_metres(directed(tags, key, side)) for key in keys) if value > 0]
    return min(found, default=0.0)
