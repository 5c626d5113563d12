"""The road graph: ways cut at junctions into directed edges, their geometry and attributes, as arrays.

Arrays are named and typed as in `maps.region.format.ARRAYS`. Nodes are sorted by OpenStreetMap id, edges by
tail.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from maps.build.doubles import drawn_twice
from maps.build.osm import RoadSource
from maps.build.strings import StringTable
from maps.build.tags import WayRules
from maps.geometry import E7, bearing_deg, haversine_m
from maps.region.format import ARRAYS, NodeFlag

NO_EDGE = 0xFFFFFFFF
_HALF_E7 = 180 * 10**7
_FAR_E7 = 90 * 10**7
"""A region that reaches so far on both sides may lie across the date line."""
LONGEST_SEGMENT_M = 1_000_000.0
"""No road or ferry runs that far without a node; a node there is misplaced."""
_CUTTING_FLAGS = (
    NodeFlag.TRAFFIC_SIGNAL
    | NodeFlag.STOP
    | NodeFlag.GIVE_WAY
    | NodeFlag.BARRIER
    | NodeFlag.TOLL_BOOTH
    | NodeFlag.MINI_ROUNDABOUT
    | NodeFlag.SPEED_CAMERA
    | NodeFlag.MOTORWAY_JUNCTION
    | NodeFlag.TURNING_CIRCLE
    | NodeFlag.RESTRICTED
)
"""A node inside a way becomes a graph node, and so can cost time or be told of, when it has one of these."""

_DTYPES = {spec.name: np.dtype(spec.dtype) for spec in ARRAYS}


@dataclass(frozen=True)
class StatedSpeeds:
    """What tags say about how fast one drives, for maps.build.speeds. All [E], km/h."""

    stated_kmh: NDArray[np.float64]
    """a limit or an advised speed; 0 none, 255 unlimited"""
    base_kmh: NDArray[np.float64]
    """usual where nothing is stated; 0 where the class says it"""
    most_kmh: NDArray[np.float64]
    """what the ground allows; 255 where nothing is said"""
    fixed_kmh: NDArray[np.float64]
    """of ferries and the like, a timetable's where there is one; 0 elsewhere"""


@dataclass
class Graph:
    """The arrays of a region under construction, by the names of `maps.region.format.ARRAYS`."""

    arrays: dict[str, NDArray[Any]]
    strings: StringTable
    node_blocked: NDArray[np.bool_]
    """[N] no car may pass through"""
    node_sign_direction: NDArray[np.uint8]
    """[N] who sees its sign or signal: 0 unstated, 1 travel forward along the way, 2 backward, 3 both"""
    node_minor_only: NDArray[np.bool_]
    """[N] a sign at this junction is for the less important roads only"""
    node_condition: NDArray[np.uint32]
    """[N] string: what passing it depends on, as `edge_condition` says it"""
    stated: StatedSpeeds

    def __getattr__(self, name: str) -> NDArray[Any]:
        try:
            return self.arrays[name]
        except KeyError:
            raise AttributeError(name) from None

    def put(self, name: str, values: NDArray[Any]) -> None:
        """Add an array, in its stored type."""
        self.arrays[name] = np.ascontiguousarray(values, dtype=_DTYPES[name])


@dataclass(frozen=True)
class _Pieces:
    """Ways cut at graph nodes: S pieces over Q placed references."""

    node: NDArray[np.int64]
    """[Q] row in ids"""
    lat: NDArray[np.int64]
    lon: NDArray[np.int64]
    ids: NDArray[np.int64]
    """unique node ids"""
    first_ref: NDArray[np.int64]
    """where in [Q] each id is met first"""
    begin: NDArray[np.int64]
    """[S] first reference of each piece"""
    end: NDArray[np.int64]
    """[S] last reference, included"""
    way: NDArray[np.int64]
    """[S]"""


def build_graph(source: RoadSource) -> Graph:
    """Cut the ways into edges and gather their attributes."""
    node_columns = _node_columns(source)
    pieces = _cut(source, node_columns)
    way_rules = source.way_rules[pieces.way]
    columns = _rule_columns(source.rules)

    goes = [columns[f"{side}_allowed"][way_rules] for side in ("forward", "backward")]
    kept = (goes[0] | goes[1]) & ~drawn_twice(pieces.node, pieces.begin, pieces.end, goes)
    pieces = _Pieces(
        pieces.node, pieces.lat, pieces.lon, pieces.ids, pieces.first_ref,
        pieces.begin[kept], pieces.end[kept], pieces.way[kept],
    )  # fmt: skip
    goes = [side[kept] for side in goes]

    ends = np.concatenate((pieces.node[pieces.begin], pieces.node[pieces.end]))
    graph_nodes, rows = np.unique(ends, return_inverse=True)
    shape_count = len(pieces.begin)
    first, last = rows[:shape_count], rows[shape_count:]

    strings = StringTable()
    none = np.zeros(0, np.bool_)
    nothing = StatedSpeeds(*[np.zeros(0)] * 4)
    graph = Graph({}, strings, none, none.astype(np.uint8), none, none.astype(np.uint32), nothing)
    _put_nodes(graph, source, pieces, graph_nodes, node_columns)
    _put_shapes(graph, pieces)

    forward_shapes, backward_shapes = np.flatnonzero(goes[0]), np.flatnonzero(goes[1])
    shape = np.concatenate((forward_shapes, backward_shapes))
    is_forward = np.arange(len(shape)) < len(forward_shapes)
    tail = np.where(is_forward, first[shape], last[shape])
    head = np.where(is_forward, last[shape], first[shape])
    order = np.lexsort((~is_forward, shape, tail))
    shape, is_forward, tail, head = shape[order], is_forward[order], tail[order], head[order]
    edge_count = len(shape)
    node_count = len(graph_nodes)

    twin = np.full((2, shape_count), NO_EDGE, dtype=np.int64)
    twin[is_forward.astype(np.int64), shape] = np.arange(edge_count)
    graph.put("node_edge_begin", np.searchsorted(tail, np.arange(node_count + 1)))
    graph.put("edge_tail", tail)
    graph.put("edge_head", head)
    graph.put("edge_reverse", twin[1 - is_forward.astype(np.int64), shape])
    graph.put("edge_shape", shape)
    graph.put("edge_forward", is_forward)
    _put_attributes(graph, source, pieces, columns, shape, is_forward)
    return graph


@dataclass(frozen=True)
class _NodeColumns:
    """NodeRules as arrays [M], along `RoadSource.node_id`."""

    flags: NDArray[np.uint16]
    blocked: NDArray[np.bool_]
    direction: NDArray[np.uint8]
    minor: NDArray[np.bool_]
    conditional: NDArray[np.bool_]


def _node_columns(source: RoadSource) -> _NodeColumns:
    rules, count = source.node_rules, len(source.node_rules)
    return _NodeColumns(
        np.fromiter((row.flags for row in rules), np.uint16, count),
        np.fromiter((row.blocked for row in rules), np.bool_, count),
        np.fromiter((row.direction for row in rules), np.uint8, count),
        np.fromiter((row.minor for row in rules), np.bool_, count),
        np.fromiter((bool(row.condition) for row in rules), np.bool_, count),
    )


def _cut(source: RoadSource, nodes: _NodeColumns) -> _Pieces:
    lat, lon = source.ref_lat_e7, source.ref_lon_e7
    way = np.repeat(np.arange(len(source.way_id)), np.diff(source.ref_begin))
    placed = (np.abs(lat) <= 90 * 10**7) & (np.abs(lon) <= 180 * 10**7)
    # A reference repeated at once adds nothing but an edge of no length.
    again = np.zeros(len(way), dtype=np.bool_)
    again[1:] = (source.ref_id[1:] == source.ref_id[:-1]) & (way[1:] == way[:-1])
    lost_before = np.cumsum(~placed)
    keep = placed & ~again
    lat, lon, way, lost_before = lat[keep], lon[keep], way[keep], lost_before[keep]
    lon = _across_date_line(lon)
    linked = np.zeros(len(way), dtype=np.bool_)
    linked[:-1] = (way[1:] == way[:-1]) & (lost_before[1:] == lost_before[:-1])
    linked[:-1] &= haversine_m(lat[:-1] / E7, lon[:-1] / E7, lat[1:] / E7, lon[1:] / E7) < LONGEST_SEGMENT_M
    ref_id = _one_on_date_line(source.ref_id[keep], lat, lon)
    ids, first_ref, node = np.unique(ref_id, return_index=True, return_inverse=True)

    is_end = ~linked
    is_end[1:] |= ~linked[:-1]
    is_end[:1] = True
    cuts = np.bincount(node, minlength=len(ids)) > 1
    cuts[node[is_end]] = True
    cutting = (nodes.flags & int(_CUTTING_FLAGS)) != 0
    special = source.node_id[cutting | nodes.blocked | nodes.conditional]
    cuts |= np.isin(ids, special, assume_unique=True)

    at = np.flatnonzero(cuts[node])
    runs_on = linked[at]
    begin = at[runs_on]
    end = np.concatenate((at[1:], at[-1:]))[runs_on]
    return _Pieces(node, lat, lon, ids, first_ref, begin, end, way[begin])


def _across_date_line(lon_e7: NDArray[np.int64]) -> NDArray[np.int64]:
    """Longitudes counted on beyond ±180° where the roads lie on both sides, so that all reckon as on a plane.

    Around the widest gap between them; as they are where that does not fit an int32 (±214°).
    """
    if not len(lon_e7) or int(lon_e7.min()) > -_FAR_E7 or int(lon_e7.max()) < _FAR_E7:
        return lon_e7
    known = np.unique(lon_e7)
    gaps = np.diff(known)
    widest = int(gaps.argmax())
    if int(gaps[widest]) <= known[0] + 2 * _HALF_E7 - known[-1]:
        return lon_e7
    east_of_gap = lon_e7 > known[widest]
    for counted in (
        np.where(east_of_gap, lon_e7, lon_e7 + 2 * _HALF_E7),
        lon_e7 - 2 * _HALF_E7 * east_of_gap,
    ):
        if int(counted.max()) < 2**31 and int(counted.min()) >= -(2**31):
            return np.asarray(counted, dtype=np.int64)
    return lon_e7


def _one_on_date_line(
    ids: NDArray[np.int64], lat_e7: NDArray[np.int64], lon_e7: NDArray[np.int64]
) -> NDArray[np.int64]:
    """The ids with one for two nodes at the same place of the date line: data are cut in two there."""
    on_line = np.flatnonzero(np.abs(lon_e7) == _HALF_E7)
    if not len(on_line):
        return ids
    ids = ids.copy()
    order = on_line[np.lexsort((ids[on_line], lat_e7[on_line]))]
    first = np.concatenate(([True], lat_e7[order][1:] != lat_e7[order][:-1]))
    ids[order] = ids[order][np.flatnonzero(first)[np.cumsum(first) - 1]]
    return ids


def _put_nodes(
    graph: Graph,
    source: RoadSource,
    pieces: _Pieces,
    graph_nodes: NDArray[np.int64],
    columns: _NodeColumns,
) -> None:
    ids = pieces.ids[graph_nodes]
    at = pieces.first_ref[graph_nodes]
    graph.put("node_lat_e7", pieces.lat[at])
    graph.put("node_lon_e7", pieces.lon[at])
    graph.put("node_osm_id", ids)
    node_flags = np.zeros(len(ids), dtype=np.uint16)
    graph.node_blocked = np.zeros(len(ids), dtype=np.bool_)
    graph.node_sign_direction = np.zeros(len(ids), dtype=np.uint8)
    graph.node_minor_only = np.zeros(len(ids), dtype=np.bool_)
    _, here, there = np.intersect1d(ids, source.node_id, assume_unique=True, return_indices=True)
    node_flags[here] = columns.flags[there]
    graph.node_blocked[here] = columns.blocked[there]
    graph.node_sign_direction[here] = columns.direction[there]
    graph.node_minor_only[here] = columns.minor[there]
    graph.put("node_flags", node_flags)
    graph.node_condition = np.zeros(len(ids), dtype=np.uint32)
    timed = columns.conditional[there]
    for row, rule in zip(here[timed].tolist(), there[timed].tolist(), strict=True):
        graph.node_condition[row] = graph.strings.add(source.node_rules[rule].condition)
    for name, texts in (("node_junction_ref", source.junction_refs), ("node_exit_to", source.exits_to)):
        rows = np.zeros(len(ids), dtype=np.uint32)
        for node_id, text in sorted(texts.items()):
            row = int(np.searchsorted(ids, node_id))
            if row < len(ids) and ids[row] == node_id:
                rows[row] = graph.strings.add(text)
        graph.put(name, rows)


def _put_shapes(graph: Graph, pieces: _Pieces) -> None:
    count = pieces.end - pieces.begin + 1
    shape_begin = np.concatenate(([0], np.cumsum(count)))
    take = np.repeat(pieces.begin - shape_begin[:-1], count) + np.arange(shape_begin[-1])
    graph.put("shape_begin", shape_begin)
    graph.put("shape_lat_e7", pieces.lat[take])
    graph.put("shape_lon_e7", pieces.lon[take])


def _put_attributes(
    graph: Graph,
    source: RoadSource,
    pieces: _Pieces,
    columns: dict[str, NDArray[Any]],
    shape: NDArray[np.int64],
    is_forward: NDArray[np.bool_],
) -> None:
    way = pieces.way[shape]
    rule = source.way_rules[way]
    label = source.way_labels[way]
    graph.put("edge_way", way)
    graph.put("way_osm_id", source.way_id)

    length, bearing_start, bearing_end = _measure(graph)
    graph.put("edge_length_m", length[shape])
    graph.put(
        "edge_bearing_start_deg",
        np.where(is_forward, bearing_start[shape], (bearing_end[shape] + 180.0) % 360.0),
    )
    graph.put(
        "edge_bearing_end_deg",
        np.where(is_forward, bearing_end[shape], (bearing_start[shape] + 180.0) % 360.0),
    )

    def directed(name: str) -> NDArray[Any]:
        return np.where(is_forward, columns[f"forward_{name}"][rule], columns[f"backward_{name}"][rule])

    way_length = np.bincount(pieces.way, weights=length, minlength=len(source.way_id))
    duration = columns["duration_s"][rule]
    timed = duration > 0
    by_timetable = way_length[way] / np.maximum(duration, 1.0) * 3.6
    graph.stated = StatedSpeeds(
        directed("stated_kmh"),
        directed("base_kmh"),
        directed("most_kmh"),
        np.where(timed, by_timetable, directed("fixed_kmh")),
    )
    graph.put("edge_limit_kmh", directed("limit_kmh"))
    graph.put("edge_rate", np.round(directed("rate") * 100.0))
    graph.put("edge_class", columns["road_class"][rule])
    graph.put("edge_flags", directed("flags"))
    graph.put("edge_lane_count", directed("lanes"))
    graph.put("edge_max_height_cm", np.minimum(directed("max_height_m") * 100.0, 65535.0))
    graph.put("edge_max_weight_kg", directed("max_weight_kg"))
    sides = ("forward", "backward")
    condition = np.array(
        [[graph.strings.add(getattr(rules, side).condition) for side in sides] for rules in source.rules],
        dtype=np.uint32,
    )
    side_index = np.where(is_forward, 0, 1)
    graph.put("edge_condition", condition[rule, side_index])

    def labelled(values: Sequence[tuple[str, str]]) -> NDArray[np.uint32]:
        rows = np.array(
            [[graph.strings.add(pair[0]), graph.strings.add(pair[1])] for pair in values], dtype=np.uint32
        )
        return np.asarray(rows[label, side_index], dtype=np.uint32)

    labels = source.labels
    graph.put("edge_name", labelled([(row.name, row.name) for row in labels]))
    graph.put("edge_ref", labelled([row.ref for row in labels]))
    graph.put("edge_destination", labelled([row.destination for row in labels]))
    graph.put("edge_destination_ref", labelled([row.destination_ref for row in labels]))
    graph.put("edge_junction_ref", labelled([(row.junction_ref, row.junction_ref) for row in labels]))
    graph.put("edge_turn_lanes", labelled([row.turn_lanes for row in labels]))


def _measure(graph: Graph) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """[S] length in metres and the bearings with which each shape starts and ends, forward."""
    lat, lon = graph.shape_lat_e7 / E7, graph.shape_lon_e7 / E7
    begin = graph.shape_begin[:-1].astype(np.int64)
    last = graph.shape_begin[1:].astype(np.int64) - 1
    step = np.zeros(len(lat))
    step[1:] = haversine_m(lat[:-1], lon[:-1], lat[1:], lon[1:])
    step[begin] = 0.0
    length = np.add.reduceat(step, begin) if len(begin) else np.zeros(0)
    start = bearing_deg(lat[begin], lon[begin], lat[begin + 1], lon[begin + 1])
    end = bearing_deg(lat[last - 1], lon[last - 1], lat[last], lon[last])
    return length, start, end


def _rule_columns(rules: Sequence[WayRules]) -> dict[str, NDArray[Any]]:
    count = len(rules)
    columns: dict[str, NDArray[Any]] = {
        "road_class": np.fromiter((row.road_class for row in rules), np.uint8, count),
        "duration_s": np.fromiter((row.duration_s for row in rules), np.float64, count),
        "incline_percent": np.fromiter((row.incline_percent for row in rules), np.float64, count),
    }
    for side in ("forward", "backward"):
        for name, dtype in (
            ("allowed", np.bool_), ("rate", np.float64), ("limit_kmh", np.uint8), ("flags", np.uint32),
            ("lanes", np.uint8), ("stated_kmh", np.float64), ("base_kmh", np.float64),
            ("most_kmh", np.float64), ("fixed_kmh", np.float64),
            ("max_height_m", np.float64), ("max_weight_kg", np.float64),
        ):  # fmt: skip
            columns[f"{side}_{name}"] = np.fromiter(
                (getattr(getattr(row, side), name) for row in rules), dtype, count
            )
    return columns
