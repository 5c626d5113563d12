"""Read the roads out of an OpenStreetMap file: ways a car may use, nodes that hinder it, turn restrictions.

One pyosmium pass; what the tags mean is decided once for each different set of tags.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import osmium
from numpy.typing import NDArray

from maps.build.access import MODES, SIDES, conditional_values, directed
from maps.build.barriers import NodeRules, node_rules
from maps.build.lanes import turn_lanes
from maps.build.losses import Losses
from maps.build.names import destinations_of, shown_name, shown_refs, values_of
from maps.build.sources import READ_ERRORS
from maps.build.tags import WayRules, is_rule_key, way_rules
from maps.errors import SourceError
from maps.route.conditions import is_readable

Progress = Callable[[str, float], None]
"""Called with a stage's name and how much of it is done, 0..1."""

NODE_KEYS = (
    "barrier", "highway", "access", "vehicle", "motor_vehicle", "motorcar", "crossing", "ford", "maxheight",
    "maxweight",
)  # fmt: skip
WAY_KEYS = ("highway", "route", "bridge")
RESTRICTION_KEYS = tuple(
    f"restriction{mode}{conditional}"
    for mode in ("", *(f":{mode}" for mode in MODES))
    for conditional in ("", ":conditional")
)

MANOEUVRE_KEYS = ("manoeuvre", "maneuver")
_MANOEUVRES = {
    "turn": "turn", "new_name": "new name", "continue": "continue", "merge": "merge", "on_ramp": "on ramp",
    "off_ramp": "off ramp", "fork": "fork", "end_of_road": "end of road", "notification": "notification",
    "suppress": "suppressed", "uturn": "turn",
}  # fmt: skip
_DIRECTIONS = frozenset(
    ("uturn", "sharp right", "right", "slight right", "straight", "slight left", "left", "sharp left")
)


@dataclass(frozen=True, slots=True)
class Labels:
    """What signs and people call a way; index 0 forward, 1 backward where it depends on the direction."""

    name: str
    ref: tuple[str, str]
    destination: tuple[str, str]
    destination_ref: tuple[str, str]
    turn_lanes: tuple[str, str]
    junction_ref: str


@dataclass(frozen=True, slots=True)
class Restriction:
    """One turn restriction that concerns cars."""

    relation_id: int
    kind: str
    """no_left_turn, only_straight_on, …"""
    from_ways: tuple[int, ...]
    via_node: int
    """0 when it runs via ways"""
    via_ways: tuple[int, ...]
    to_ways: tuple[int, ...]
    condition: str
    """times at which it holds, empty: always"""


@dataclass(frozen=True, slots=True)
class Manoeuvre:
    """What a turn should be called, by a relation."""

    relation_id: int
    from_way: int
    via_node: int
    """0 when none is named"""
    via_ways: tuple[int, ...]
    to_way: int
    words: str
    """type and direction in OSRM's words, "turn|sharp right"; either may be missing"""


@dataclass(frozen=True)
class RoadSource:
    """The roads of a file. W ways, R way-node references, M nodes with rules."""

    way_id: NDArray[np.int64]
    """[W] in the order of the file"""
    way_rules: NDArray[np.int32]
    """[W] row in rules"""
    way_labels: NDArray[np.int32]
    """[W] row in labels"""
    ref_begin: NDArray[np.int64]
    """[W+1]"""
    ref_id: NDArray[np.int64]
    """[R]"""
    ref_lat_e7: NDArray[np.int64]
    """[R] out of range where the file lacks the node"""
    ref_lon_e7: NDArray[np.int64]
    """[R]"""
    rules: tuple[WayRules, ...]
    labels: tuple[Labels, ...]
    node_id: NDArray[np.int64]
    """[M] sorted"""
    node_rules: tuple[NodeRules, ...]
    """[M]"""
    exits_to: Mapping[int, str]
    """node id to where an exit leads"""
    junction_refs: Mapping[int, str]
    """node id to exit number"""
    restrictions: tuple[Restriction, ...]
    manoeuvres: tuple[Manoeuvre, ...]


@dataclass
class _Collected:
    way_id: array[int] = field(default_factory=lambda: array("q"))
    way_rules: array[int] = field(default_factory=lambda: array("i"))
    way_labels: array[int] = field(default_factory=lambda: array("i"))
    ref_count: array[int] = field(default_factory=lambda: array("q"))
    ref_id: array[int] = field(default_factory=lambda: array("q"))
    ref_lat: array[int] = field(default_factory=lambda: array("i"))
    ref_lon: array[int] = field(default_factory=lambda: array("i"))
    rules: list[WayRules] = field(default_factory=list)
    rules_of: dict[tuple[tuple[str, str], ...], int] = field(default_factory=dict)
    labels: dict[Labels, int] = field(default_factory=dict)
    nodes: dict[int, NodeRules] = field(default_factory=dict)
    node_rules_of: dict[tuple[tuple[str, str], ...], NodeRules | None] = field(default_factory=dict)
    junction_refs: dict[int, str] = field(default_factory=dict)
    exits_to: dict[int, str] = field(default_factory=dict)
    restrictions: dict[tuple[int, int], Restriction] = field(default_factory=dict)
    manoeuvres: dict[int, Manoeuvre] = field(default_factory=dict)
    losses: Losses = field(default_factory=Losses)
    is_rule: dict[str, bool] = field(default_factory=dict)


def read_roads(path: Path, progress: Progress, losses: Losses | None = None) -> RoadSource:
    """Read one sorted file (see maps.build.sources). Raises SourceError when it is torn or holds no road."""
    losses = losses or Losses()
    collected = _Collected(losses=losses)
    processor = osmium.FileProcessor(str(path)).with_locations("flex_mem")
    processor.with_filter(osmium.filter.KeyFilter(*NODE_KEYS, *WAY_KEYS, *RESTRICTION_KEYS, *MANOEUVRE_KEYS))
    progress("roads", 0.0)
    try:
        for item in processor:
            try:
                if isinstance(item, osmium.osm.Way):
                    _collect_way(item, collected)
                elif isinstance(item, osmium.osm.Node):
                    _collect_node(item, collected)
                elif isinstance(item, osmium.osm.Relation):
                    _collect_restriction(item, collected)
            except Exception as error:
                losses.add("roads", f"{item.type_str()}{item.id}", error)
    except READ_ERRORS as error:
        raise SourceError(path, f"is not a whole OpenStreetMap file ({error})") from error
    if not collected.way_id:
        raise SourceError(path, "holds no road that a car may use")
    progress("roads", 1.0)
    return _assemble(collected)


def _collect_way(way: osmium.osm.Way, collected: _Collected) -> None:
    tags = dict(way.tags)
    is_rule = collected.is_rule
    key = []
    for pair in tags.items():
        known = is_rule.get(pair[0])
        if known is None:
            known = is_rule[pair[0]] = is_rule_key(pair[0])
        if known:
            key.append(pair)
    signature = tuple(key)
    row = collected.rules_of.get(signature)
    if row is None:
        rules = way_rules(dict(signature))
        row = -1
        if rules is not None:
            row = len(collected.rules)
            collected.rules.append(rules)
        collected.rules_of[signature] = row
    if row < 0:
        return
    rules = collected.rules[row]
    labels = way_labels(tags, oneway=rules.forward.allowed != rules.backward.allowed)
    label_row = collected.labels.setdefault(labels, len(collected.labels))
    # All of it is read before any is kept.
    refs = [(node.ref, node.x, node.y) for node in way.nodes]
    for ref, x, y in refs:
        collected.ref_id.append(ref)
        collected.ref_lon.append(x)
        collected.ref_lat.append(y)
    collected.way_id.append(way.id)
    collected.way_rules.append(row)
    collected.way_labels.append(label_row)
    collected.ref_count.append(len(refs))


def way_labels(tags: Mapping[str, str], *, oneway: bool) -> Labels:
    """Names, numbers, destinations and lane arrows of a way, for each direction."""

    refs = [shown_refs(directed(tags, "ref", side)) for side in SIDES]
    signs = [destinations_of(tags, side, oneway=oneway) for side in SIDES]
    arrows = [turn_lanes(tags, side, oneway=oneway) for side in SIDES]
    return Labels(
        name=shown_name(tags.get("name", "")),
        ref=(refs[0], refs[1]),
        destination=(signs[0][0], signs[1][0]),
        destination_ref=(signs[0][1], signs[1][1]),
        turn_lanes=(arrows[0], arrows[1]),
        junction_ref=shown_refs(tags.get("junction:ref", "")),
    )


def _collect_node(node: osmium.osm.Node, collected: _Collected) -> None:
    tags = dict(node.tags)
    key = tuple(tags.items())
    try:
        rules = collected.node_rules_of[key]
    except KeyError:
        rules = collected.node_rules_of[key] = node_rules(tags)
    if rules is None:
        return
    collected.nodes[node.id] = rules
    if tags.get("highway") == "motorway_junction":
        if tags.get("ref"):
            collected.junction_refs[node.id] = shown_refs(tags["ref"])
        if tags.get("exit_to"):
            collected.exits_to[node.id] = ", ".join(values_of(tags["exit_to"]))


def _collect_restriction(relation: osmium.osm.Relation, collected: _Collected) -> None:
    tags = dict(relation.tags)
    if tags.get("type") in MANOEUVRE_KEYS:
        _collect_manoeuvre(relation, tags, collected)
        return
    if not tags.get("type", "").startswith("restriction"):
        return
    exempt = {part.strip() for part in tags.get("except", "").split(";")}
    if exempt.intersection(MODES):
        return
    kinds = restriction_kinds(tags)
    if not kinds:
        return
    members: dict[tuple[str, str], list[int]] = {}
    for member in relation.members:
        found = members.setdefault((member.role.strip().lower(), member.type), [])
        if member.ref not in found:
            found.append(member.ref)
    from_ways = tuple(members.get(("from", "w"), ()))
    to_ways = tuple(members.get(("to", "w"), ()))
    via_nodes = members.get(("via", "n"), [])
    via_ways = tuple(members.get(("via", "w"), ()))
    why = ""
    if not from_ways or not to_ways:
        why = "does not say from where or to where"
    elif bool(via_ways) == bool(via_nodes) or len(via_nodes) > 1:
        why = "does not say by way of what"
    if why:
        collected.losses.add("restrictions", f"r{relation.id}", why)
        return
    for index, (kind, condition) in enumerate(kinds):
        collected.restrictions[relation.id, index] = Restriction(
            relation.id, kind, from_ways, via_nodes[0] if via_nodes else 0, via_ways, to_ways, condition
        )


def _collect_manoeuvre(relation: osmium.osm.Relation, tags: Mapping[str, str], collected: _Collected) -> None:
    members: dict[tuple[str, str], list[int]] = {}
    for member in relation.members:
        members.setdefault((member.role, member.type), []).append(member.ref)
    from_ways, to_ways = members.get(("from", "w"), []), members.get(("to", "w"), [])
    nodes = members.get(("via", "n"), [])
    stated = tags.get("manoeuvre") or tags.get("maneuver", "")
    kind = _MANOEUVRES.get(stated, "")
    direction = tags.get("direction", "uturn" if stated == "uturn" else "").replace("_", " ")
    if direction not in _DIRECTIONS:
        direction = ""
    via_ways = tuple(members.get(("via", "w"), ()))
    if len(from_ways) != 1 or len(to_ways) != 1 or len(nodes) > 1 or not (nodes or via_ways):
        return
    if kind or direction:
        collected.manoeuvres[relation.id] = Manoeuvre(
            relation.id, from_ways[0], nodes[0] if nodes else 0, via_ways, to_ways[0], f"{kind}|{direction}"
        )


def restriction_kinds(tags: Mapping[str, str]) -> list[tuple[str, str]]:
    """The (kind, condition) pairs of a restriction relation that hold for cars, of the most specific mode."""
    kinds: list[tuple[str, str]] = []
    modes = (*(f":{mode}" for mode in MODES), "")
    plain = next((tags[f"restriction{mode}"] for mode in modes if tags.get(f"restriction{mode}")), "")
    if plain:
        kinds.append((plain, ""))
    timed = next(
        (tags[key] for mode in modes if tags.get(key := f"restriction{mode}:conditional")),
        "",
    )
    kinds += conditional_values(timed)
    hours = _hours_of_old(tags)
    if hours:
        kinds = [(kind, condition or hours) for kind, condition in kinds]
    each = [(one.strip().lower(), condition) for kind, condition in kinds for one in kind.split(";")]
    return [
        (kind, condition)
        for kind, condition in each
        if kind.startswith(("no_", "only_")) and not kind.endswith("_on_red")
    ]


def _hours_of_old(tags: Mapping[str, str]) -> str:
    """The times of day_on, day_off, hour_on and hour_off, in which restrictions gave theirs before 2012."""
    days = "-".join(tags[key].strip()[:2] for key in ("day_on", "day_off") if tags.get(key))
    hours = [tags[key].strip() for key in ("hour_on", "hour_off") if tags.get(key)]
    hours = [hour if ":" in hour else f"{hour.zfill(2)}:00" for hour in hours]
    text = f"{days} {'-'.join(hours) if len(hours) == 2 else ''}".strip()
    return text if text and is_readable(text) else ""


def _assemble(collected: _Collected) -> RoadSource:
    ref_count = np.frombuffer(collected.ref_count, dtype=np.int64)
    node_id = np.array(sorted(collected.nodes), dtype=np.int64)
    return RoadSource(
        way_id=np.frombuffer(collected.way_id, dtype=np.int64),
        way_rules=np.frombuffer(collected.way_rules, dtype=np.int32),
        way_labels=np.frombuffer(collected.way_labels, dtype=np.int32),
        ref_begin=np.concatenate(([0], np.cumsum(ref_count))),
        ref_id=np.frombuffer(collected.ref_id, dtype=np.int64),
        ref_lat_e7=np.frombuffer(collected.ref_lat, dtype=np.int32).astype(np.int64),
        ref_lon_e7=np.frombuffer(collected.ref_lon, dtype=np.int32).astype(np.int64),
        rules=tuple(collected.rules),
        labels=tuple(collected.labels),
        node_id=node_id,
        node_rules=tuple(collected.nodes[i] for i in node_id.tolist()),
        exits_to=collected.exits_to,
        junction_refs=collected.junction_refs,
        restrictions=tuple(collected.restrictions[key] for key in sorted(collected.restrictions)),
        manoeuvres=tuple(collected.manoeuvres[key] for key in sorted(collected.manoeuvres)),
    )
