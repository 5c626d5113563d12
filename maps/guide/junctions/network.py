"""The roads around a junction, as a driver sees them: both directions of a street are one road.

A `Road` leads from one junction to the next; nodes in between where nothing changes for the driver (a way was
merely cut in two) are passed over. Roads and junctions are made on demand and kept, because a route passes
few of a region's nodes.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, Protocol

import numpy as np

from maps.geometry import E7, EARTH_RADIUS_M
from maps.guide.junctions.names import RoadName
from maps.region.format import EdgeFlag, NodeFlag, RoadClass

NONE = -1
"""no edge"""
_NO_REVERSE = 0xFFFFFFFF

PRIORITY = {
    RoadClass.MOTORWAY: 0,
    RoadClass.TRUNK: 2,
    RoadClass.PRIMARY: 4,
    RoadClass.SECONDARY: 6,
    RoadClass.TERTIARY: 8,
    RoadClass.LIVING_STREET: 10,
    RoadClass.UNCLASSIFIED: 11,
    RoadClass.RESIDENTIAL: 11,
    RoadClass.TRACK: 16,
    RoadClass.SERVICE: 31,
    RoadClass.FERRY: 31,
}
"""OSRM's scale of how much a road matters, 0 the most; a link is one less than its parent."""
SECONDARY_PRIORITY = 6
SIDE_RESIDENTIAL_PRIORITY = 11
_GROUPS = (0, 0, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6) + (7,) * 13
_MINOR = frozenset((RoadClass.SERVICE, RoadClass.TRACK, RoadClass.FERRY))
_STOPPING = int(
    NodeFlag.TRAFFIC_SIGNAL | NodeFlag.BARRIER | NodeFlag.TOLL_BOOTH | NodeFlag.STOP | NodeFlag.GIVE_WAY
)
_CLASS_FLAGS = int(EdgeFlag.TOLL | EdgeFlag.TUNNEL | EdgeFlag.DESTINATION_ONLY | EdgeFlag.FERRY)


def metres_per_degree(lat_deg: float) -> tuple[float, float]:
    """(east, north) at a latitude on the WGS 84 ellipsoid, by the formula of 47 CFR 73.208 that OSRM uses.

    Its thresholds (30 m, 200 m) are met to the metre in its own tests; a sphere is off by half a percent.
    """
    return _metres_per_degree(round(lat_deg * 100.0))


@lru_cache(maxsize=4096)
def _metres_per_degree(lat_hundredths: int) -> tuple[float, float]:
    cos = [math.cos(k * math.radians(lat_hundredths / 100.0)) for k in range(6)]
    north = 111.13209 - 0.56605 * cos[2] + 0.0012 * cos[4]
    east = 111.41513 * cos[1] - 0.09455 * cos[3] + 0.00012 * cos[5]
    return east * 1000.0, north * 1000.0


class RegionArrays(Protocol):
    """What guidance reads of a region; `maps.region.reader.Region` is one."""

    @property
    def manifest(self) -> Any: ...

    def array(self, name: str, /) -> Any: ...

    @property
    def string(self) -> Any: ...


@dataclass(frozen=True)
class RoadKind:
    """What a road is, apart from its name: roads of one kind can be one road. A region has few of them."""

    priority: int
    is_motorway_like: bool
    """motorway or trunk, ramps included"""
    is_link: bool
    is_minor: bool
    """service, track: only there to reach something; never the obvious way from a proper road"""
    is_roundabout: bool
    is_circular: bool
    is_restricted: bool
    """only for those who start or end there"""
    is_ferry: bool
    classes: int
    left_hand: bool

    @cached_property
    def is_motorway(self) -> bool:
        return self.is_motorway_like and not self.is_link

    @cached_property
    def is_ramp(self) -> bool:
        return self.is_motorway_like and self.is_link

    @cached_property
    def is_circle(self) -> bool:
        return self.is_roundabout or self.is_circular

    @cached_property
    def group(self) -> int:
        return _GROUPS[self.priority]

    @cached_property
    def rank(self) -> tuple[bool, bool, bool, int]:
        """Two roads with one rank are of the same class."""
        return (self.is_motorway_like, self.is_link, self.is_minor, self.priority)


@dataclass(slots=True, eq=False)
class Road:
    """A road from a node to the next junction. Edges are NONE where one may not drive that way."""

    node: int
    target: int
    out: int
    """the edge that leaves `node`"""
    inn: int
    """the edge that arrives at `node`"""
    far_out: int
    """the edge that arrives at `target`"""
    far_in: int
    """the edge that leaves `target` for here"""
    kind: RoadKind
    name: RoadName
    lanes: int
    """in both directions; 0 unknown"""
    length_m: float
    pieces: tuple[tuple[int, bool], ...]
    """(shape, forward) one after another, away from `node`"""
    turn_lanes_in: str
    """OSM's turn:lanes of those who arrive at `node`"""
    _xy: list[tuple[float, float]] = field(default_factory=list)
    _xy_limit_m: float = 0.0

    @property
    def enterable(self) -> bool:
        return self.out != NONE


class Network:
    """Roads and junctions of one region."""

    def __init__(self, region: RegionArrays) -> None:
        self.region = region
        # A memoryview gives plain Python numbers, several times faster than NumPy's scalars.
        self._tail = memoryview(region.array("edge_tail"))
        self._head = memoryview(region.array("edge_head"))
        self._reverse = memoryview(region.array("edge_reverse"))
        self._leave = memoryview(region.array("node_edge_begin"))
        self._flags = memoryview(region.array("edge_flags"))
        self._class = memoryview(region.array("edge_class"))
        self._lane_count = memoryview(region.array("edge_lane_count"))
        self._length = memoryview(region.array("edge_length_m"))
        self._shape = memoryview(region.array("edge_shape"))
        self._forward = memoryview(region.array("edge_forward"))
        self._name = memoryview(region.array("edge_name"))
        self._ref = memoryview(region.array("edge_ref"))
        self._destination = memoryview(region.array("edge_destination"))
        self._destination_ref = memoryview(region.array("edge_destination_ref"))
        self._junction_ref = memoryview(region.array("edge_junction_ref"))
        self._node_junction_ref = memoryview(region.array("node_junction_ref"))
        self._node_exit_to = memoryview(region.array("node_exit_to"))
        self._turn_lanes = memoryview(region.array("edge_turn_lanes"))
        self._node_flags = memoryview(region.array("node_flags"))
        self._node_lat = memoryview(region.array("node_lat_e7"))
        self._node_lon = memoryview(region.array("node_lon_e7"))
        self._shape_begin = memoryview(region.array("shape_begin"))
        self._shape_lat = region.array("shape_lat_e7")
        self._shape_lon = region.array("shape_lon_e7")
        self._turn_begin = memoryview(region.array("turn_begin"))
        self._turn_to = memoryview(region.array("turn_to"))
        self._state_edge = memoryview(region.array("state_edge"))
        self._short: dict[int, tuple[tuple[int, int], ...]] = {}
        self._roads: dict[int, tuple[Road, ...]] = {}
        self._kinds: dict[tuple[int, int], RoadKind] = {}
        self._names: dict[tuple[int, ...], RoadName] = {}
        self._passed: dict[int, bool] = {}
        self._turns: dict[int, frozenset[int]] = {}
        self.bearings: dict[tuple[int, bool], tuple[tuple[Road, float, float], ...]] = {}
        """(road, initial bearing, perceived bearing) at nodes seen so far; kept by junctions.junction"""

    def head(self, edge: int) -> int:
        return int(self._head[edge])

    def edge_flags(self, edge: int) -> int:
        return int(self._flags[edge])

    def kind(self, edge: int) -> RoadKind:
        road_class, flags = self._class[edge], self._flags[edge]
        key = (road_class, flags)
        found = self._kinds.get(key)
        if found is None:
            is_link = bool(flags & EdgeFlag.LINK)
            found = RoadKind(
                priority=PRIORITY[RoadClass(road_class)] + (1 if is_link else 0),
                is_motorway_like=road_class <= RoadClass.TRUNK,
                is_link=is_link,
                is_minor=road_class in _MINOR,
                is_roundabout=bool(flags & EdgeFlag.ROUNDABOUT),
                is_circular=bool(flags & EdgeFlag.CIRCULAR),
                is_restricted=bool(flags & EdgeFlag.DESTINATION_ONLY),
                is_ferry=bool(flags & EdgeFlag.FERRY),
                classes=(flags & _CLASS_FLAGS) | (1 << 31 if road_class == RoadClass.MOTORWAY else 0),
                left_hand=bool(flags & EdgeFlag.LEFT_HAND),
            )
            self._kinds[key] = found
        return found

    def name(self, edge: int) -> RoadName:
        key = (
            self._name[edge],
            self._ref[edge],
            self._destination[edge],
            self._destination_ref[edge],
            self._junction_ref[edge],
        )
        found = self._names.get(key)
        if found is None:
            name, ref, destination, destination_ref, exits = (self.region.string(row) for row in key)
            found = RoadName(name, ref, destinations(destination, destination_ref), exits)
            self._names[key] = found
        return found

    def turn_lanes(self, edge: int) -> str:
        row = self._turn_lanes[edge]
        return str(self.region.string(row)) if row else ""

    def exit_ref(self, node: int) -> str:
        """The number of the motorway exit at a node."""
        row = self._node_junction_ref[node]
        return str(self.region.string(row)) if row else ""

    def exit_to(self, node: int) -> str:
        """Where the motorway exit at a node leads."""
        row = self._node_exit_to[node]
        return str(self.region.string(row)) if row else ""

    def stops_at(self, node: int) -> bool:
        """Whether something at the node keeps it from being passed over: lights, a sign, a barrier."""
        return bool(self._node_flags[node] & _STOPPING)

    def allowed_after(self, edge: int) -> frozenset[int]:
        """Edges that may follow an edge; restrictions that begin on earlier ways are not looked at."""
        found = self._turns.get(edge)
        if found is None:
            begin, end = self._turn_begin[edge], self._turn_begin[edge + 1]
            found = frozenset(self._state_edge[state] for state in self._turn_to[begin:end])
            self._turns[edge] = found
        return found

    def is_passed_over(self, node: int) -> bool:
        """Whether the roads at a node are one road, so that nothing happens there."""
        found = self._passed.get(node)
        if found is None:
            found = self._passed[node] = self._is_passed_over(node)
        return found

    def degree(self, node: int) -> int:
        """How many streets meet at a node."""
        return len(self._pairs(node))

    def forget(self) -> None:
        """Let go of what was found so far."""
        for found in (self._short, self._roads, self._names, self._passed, self._turns, self.bearings):
            found.clear()

    def roads(self, node: int) -> tuple[Road, ...]:
        """The roads at a node, each to the next junction."""
        found = self._roads.get(node)
        if found is None:
            found = self._roads[node] = tuple(self._follow(node, out, inn) for out, inn in self._pairs(node))
        return found

    def back(self, road: Road) -> Road:
        """The same road seen from its other end."""
        for other in self.roads(road.target):
            if (road.far_out != NONE and other.inn == road.far_out) or (
                road.far_in != NONE and other.out == road.far_in
            ):
                return other
        raise LookupError(f"road at node {road.node} has no other end")

    def distance_m(self, a: int, b: int) -> float:
        """Metres between two nodes."""
        return math.hypot(*self.offset_m(a, b))

    def offset_m(self, origin: int, node: int) -> tuple[float, float]:
        """Metres east and north of one node that another lies."""
        lat, lon = self._node_lat[origin], self._node_lon[origin]
        east, north = metres_per_degree(lat / E7)
        return (self._node_lon[node] - lon) / E7 * east, (self._node_lat[node] - lat) / E7 * north

    def line(self, road: Road, limit_m: float = 120.0) -> list[tuple[float, float]]:
        """The road's course from its node, east and north in metres, up to the first point past a limit."""
        if road._xy and (road._xy_limit_m >= limit_m or road._xy_limit_m >= road.length_m):
            return road._xy
        lat0, lon0 = self._node_lat[road.node], self._node_lon[road.node]
        east, north = (metres / E7 for metres in metres_per_degree(lat0 / E7))
        points = [(0.0, 0.0)]
        length = x = y = 0.0
        for shape, forward in road.pieces:
            begin, end = self._shape_begin[shape], self._shape_begin[shape + 1]
            # Long shapes are read bit by bit: only their beginning counts.
            lats, lons = self._shape_lat[begin:end], self._shape_lon[begin:end]
            if not forward:
                lats, lons = lats[::-1], lons[::-1]
            for lat, lon in zip(lats[:256].tolist(), lons[:256].tolist(), strict=True):
                nx, ny = (lon - lon0) * east, (lat - lat0) * north
                if nx == x and ny == y:
                    continue
                length += math.hypot(nx - x, ny - y)
                x, y = nx, ny
                points.append((x, y))
                if length >= limit_m:
                    break
            if length >= limit_m:
                break
        if len(points) == 1:
            points.append((0.0, 0.0))
        road._xy, road._xy_limit_m = points, limit_m
        return points

    @cached_property
    def _arriving(self) -> tuple[memoryview, memoryview]:
        """One-way edges by the node they arrive at, and those nodes; other edges are found by their twins."""
        one_way = np.flatnonzero(self.region.array("edge_reverse") == _NO_REVERSE)
        heads = self.region.array("edge_head")[one_way]
        order = np.argsort(heads, kind="stable")
        return one_way[order].data, heads[order].data

    def _pairs(self, node: int) -> tuple[tuple[int, int], ...]:
        """(edge out, edge in) of each street at a node."""
        found = self._short.get(node)
        if found is None:
            pairs = []
            for out in range(self._leave[node], self._leave[node + 1]):
                twin = self._reverse[out]
                pairs.append((out, NONE if twin == _NO_REVERSE else twin))
            edges, heads = self._arriving
            low = bisect_left(heads, node)
            pairs += [(NONE, edges[row]) for row in range(low, bisect_left(heads, node + 1, low))]
            found = self._short[node] = tuple(pairs)
        return found

    def _is_passed_over(self, node: int) -> bool:
        pairs = self._pairs(node)
        if len(pairs) != 2 or self.stops_at(node):
            return False
        (out_a, in_a), (out_b, in_b) = pairs
        if (out_a == NONE) != (in_b == NONE) or (in_a == NONE) != (out_b == NONE):
            return False
        if self._end(out_a, in_a) == self._end(out_b, in_b):
            return False
        for arriving, leaving in ((in_a, out_b), (in_b, out_a)):
            if arriving == NONE:
                continue
            if self.kind(arriving) is not self.kind(leaving) and self.kind(arriving) != self.kind(leaving):
                return False
            if self.name(arriving) != self.name(leaving) or leaving not in self.allowed_after(arriving):
                return False
        return True

    def _stretch(self, a: int, b: int) -> float:
        """How much longer the way between two nodes is on the ellipsoid than on the region's sphere."""
        x, y = self.offset_m(a, b)
        east, north = metres_per_degree(self._node_lat[a] / E7)
        sphere = math.radians(1.0) * EARTH_RADIUS_M
        on_sphere = math.hypot(
            x / east * sphere * math.cos(math.radians(self._node_lat[a] / E7)), y / north * sphere
        )
        return math.hypot(x, y) / on_sphere if on_sphere > 0.0 else 1.0

    def _end(self, out: int, inn: int) -> int:
        return int(self._head[out] if out != NONE else self._tail[inn])

    def _follow(self, node: int, out: int, inn: int) -> Road:
        first = out if out != NONE else inn
        pieces: list[tuple[int, bool]] = []
        length = 0.0
        lanes_in = self.turn_lanes(inn) if inn != NONE else ""
        far_out, far_in = out, inn
        passed = 0
        while True:
            edge = far_out if far_out != NONE else far_in
            pieces.append((self._shape[edge], bool(self._forward[edge]) == (far_out != NONE)))
            length += self._length[edge]
            target = self._end(far_out, far_in)
            if far_in != NONE and not lanes_in:
                lanes_in = self.turn_lanes(far_in)
            if target == node or passed > 500 or not self.is_passed_over(target):
                break
            passed += 1
            far_out, far_in = next(
                (o, i)
                for o, i in self._pairs(target)
                if not ((far_out != NONE and i == far_out) or (far_in != NONE and o == far_in))
            )
        if len(pieces) == 1 and length < 400.0:
            length *= self._stretch(node, target)
        lanes = sum(self._lane_count[edge] for edge in (out, inn) if edge != NONE)
        return Road(
            node=node,
            target=target,
            out=out,
            inn=inn,
            far_out=far_out,
            far_in=far_in,
            kind=self.kind(first),
            name=self.name(first),
            lanes=lanes,
            length_m=length,
            pieces=tuple(pieces),
            turn_lanes_in=lanes_in,
        )


def destinations(destination: str, destination_ref: str) -> str:
    """What a sign says, as OSRM writes it: "A8: Nice, Menton"."""
    towns = ", ".join(part.strip() for part in destination.split(";") if part.strip())
    refs = ", ".join(part.strip() for part in destination_ref.split(";") if part.strip())
    return f"{refs}: {towns}" if refs and towns else refs or towns


def is_strictly_less(a: RoadKind, b: RoadKind) -> bool:
    """Whether a road belongs to a lower category of roads than another."""
    if a.is_minor != b.is_minor:
        return a.is_minor
    return a.group > b.group


def is_link_to(link: RoadKind, road: RoadKind) -> bool:
    """Whether `link` is the kind of link that connects roads of the kind `road`."""
    return link.is_link and not road.is_link and link.priority == road.priority + 1


def is_obvious_by_class(before: RoadKind, candidate: RoadKind, other: RoadKind) -> bool:
    """Whether staying on the candidate rather than the other goes without saying."""
    if 1.75 * candidate.priority < other.priority and before.rank == candidate.rank:
        return True
    return not candidate.is_minor and not before.is_minor and other.is_minor
