"""The region folder: one immutable, checksummed folder a region, memory-mapped array by array.

    manifest.json     format version, name, bounding box, OSM timestamp, counts, SHA-256 and size of each file
    graph/NAME.npy    the arrays of ARRAYS below, each a plain .npy that opens with ``mmap_mode="r"``
    strings.bin       UTF-8 strings one after another; `string_begin` holds their byte offsets; string 0 is ""
    places/           what can be searched (arrays in maps/search/store.py)
    tiles/            what can be drawn (format in maps/display)

Dimensions: N nodes, E directed edges, S shapes (a two-way street's edges share one), P shape points, W ways,
X states (a state is an edge the car is on; states 0..E-1 are the edges themselves, the rest are copies that
remember the way a via-way restriction began), T turns (state to state), G entries of the snapping grid,
A arms of junctions as seen from the edges that arrive, L of them to which marked lanes lead, M those lanes,
H arcs of the contraction hierarchy, O turns with words of their own and Q edges of those, C and U edges and
turns that depend on the time, F ferries.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, IntFlag

FORMAT_VERSION = 6


class RoadClass(IntEnum):
    """Importance of a road, most important first; a `*_link` has its parent's class and the LINK flag."""

    MOTORWAY = 0
    TRUNK = 1
    PRIMARY = 2
    SECONDARY = 3
    TERTIARY = 4
    UNCLASSIFIED = 5
    RESIDENTIAL = 6
    LIVING_STREET = 7
    SERVICE = 8
    TRACK = 9
    FERRY = 10


class EdgeFlag(IntFlag):
    """What is true of a directed edge."""

    LINK = 1 << 0
    ONEWAY = 1 << 1
    ROUNDABOUT = 1 << 2
    """junction=roundabout"""
    CIRCULAR = 1 << 3
    """junction=circular, a rotary without priority"""
    TOLL = 1 << 4
    TUNNEL = 1 << 5
    BRIDGE = 1 << 6
    FERRY = 1 << 7
    UNPAVED = 1 << 8
    DESTINATION_ONLY = 1 << 9
    """access=destination, private, customers, delivery: only the ends of a route may use it"""
    LIVING_STREET = 1 << 10
    MOTORROAD = 1 << 11
    URBAN = 1 << 12
    PARKING_AISLE = 1 << 13
    DRIVEWAY = 1 << 14
    ALLEY = 1 << 15
    LEFT_HAND = 1 << 16
    """traffic drives on the left here"""
    CONDITIONAL = 1 << 17
    """access, speed or direction depends on the time; see `edge_condition`"""
    REVERSIBLE = 1 << 18
    LIMIT_IMPLIED = 1 << 19
    """edge_limit_kmh is the law's default here, no sign says so"""
    ISLAND = 1 << 20
    """not joined to the region's main network in both directions: a snap elsewhere is better"""
    NO_START = 1 << 21
    """a private service road or a track that no sign opens: one may end there, but as hardly any other"""

    HIGH_OCCUPANCY = 1 << 22
    """for cars with passengers"""
    LIMIT_BY_KIND = 1 << 23
    """edge_limit_kmh is that of a kind that the map names ("FR:rural"), no number of a sign; neither this nor
    LIMIT_IMPLIED: a sign says it"""


class NodeFlag(IntFlag):
    TRAFFIC_SIGNAL = 1 << 0
    STOP = 1 << 1
    GIVE_WAY = 1 << 2
    CROSSING = 1 << 3
    BARRIER = 1 << 4
    """passable for the right people: gate, lift_gate with access=destination"""
    TOLL_BOOTH = 1 << 5
    MINI_ROUNDABOUT = 1 << 6
    SPEED_CAMERA = 1 << 7
    MOTORWAY_JUNCTION = 1 << 8
    TURNING_CIRCLE = 1 << 9
    """turning_circle or turning_loop"""
    RESTRICTED = 1 << 10
    """a gate for residents, guests or those who have its key"""


class TurnFlag(IntFlag):
    U_TURN = 1 << 0
    SIGNAL = 1 << 1
    STOP = 1 << 2
    GIVE_WAY = 1 << 3
    CROSSES_TRAFFIC = 1 << 4
    BARRIER = 1 << 5
    TOLL_BOOTH = 1 << 6
    CONDITIONAL = 1 << 7
    """forbidden at some times; see `turn_condition`"""
    RESTRICTED = 1 << 8
    """through a gate for residents and guests only"""
    SIGNALLED = 1 << 9
    """inside a junction whose lights were waited for before"""


UNKNOWN_LIMIT_KMH = 0
UNLIMITED_KMH = 255


@dataclass(frozen=True, slots=True)
class ArraySpec:
    """One stored array: `length` names its dimension (a trailing ``+1`` marks CSR offsets)."""

    name: str
    dtype: str
    length: str
    meaning: str


ROAD_ARRAYS: tuple[ArraySpec, ...] = (
    ArraySpec("node_lat_e7", "i4", "N", "latitude, 1e-7 degree"),
    ArraySpec("node_lon_e7", "i4", "N", "longitude, 1e-7 degree"),
    ArraySpec("node_osm_id", "i8", "N", "OpenStreetMap node id"),
    ArraySpec("node_flags", "u2", "N", "NodeFlag"),
    ArraySpec("node_junction_ref", "u4", "N", "string: junction:ref / exit number of a motorway_junction"),
    ArraySpec("node_exit_to", "u4", "N", "string: exit_to of a motorway_junction, where its exit leads"),
    ArraySpec(
        "node_edge_begin", "u4", "N+1", "edges leaving node n are node_edge_begin[n]:node_edge_begin[n+1]"
    ),
    ArraySpec("edge_tail", "u4", "E", "node it leaves; edges are sorted by it"),
    ArraySpec("edge_head", "u4", "E", "node it enters"),
    ArraySpec("edge_reverse", "u4", "E", "the edge of the other direction, or 0xFFFFFFFF"),
    ArraySpec("edge_way", "u4", "E", "row in way_osm_id"),
    ArraySpec("edge_shape", "u4", "E", "row in shape_begin"),
    ArraySpec("edge_forward", "u1", "E", "1: travels the shape (and the way) forward, 0: backward"),
    ArraySpec("edge_length_m", "f4", "E", "metres along the shape"),
    ArraySpec("edge_speed_mps", "f4", "E", "free-flow speed, signals and turns not counted"),
    ArraySpec(
        "edge_rate",
        "u1",
        "E",
        "percent, 100: as good as its speed; less: narrow, alley, parking aisle; for costs",
    ),
    ArraySpec("edge_limit_kmh", "u1", "E", "signed or legal limit; 0 unknown, 255 none"),
    ArraySpec("edge_class", "u1", "E", "RoadClass"),
    ArraySpec("edge_flags", "u4", "E", "EdgeFlag"),
    ArraySpec("edge_name", "u4", "E", "string: name"),
    ArraySpec("edge_ref", "u4", "E", "string: ref, in this direction"),
    ArraySpec("edge_destination", "u4", "E", "string: places on its sign, in this direction, a;b"),
    ArraySpec("edge_destination_ref", "u4", "E", "string: roads on its sign, a;b"),
    ArraySpec("edge_junction_ref", "u4", "E", "string: junction:ref of the ramp"),
    ArraySpec("edge_lane_count", "u1", "E", "lanes in this direction; 0 unknown"),
    ArraySpec(
        "edge_turn_lanes", "u4", "E", "string: turn:lanes in this direction, left to right, OSM's words"
    ),
    ArraySpec(
        "edge_condition", "u4", "E", "string: `key:conditional=value @ (condition); …` of this direction"
    ),
    ArraySpec("edge_bearing_start_deg", "f4", "E", "course when leaving the tail"),
    ArraySpec("edge_bearing_end_deg", "f4", "E", "course when entering the head"),
    ArraySpec("edge_climb_m", "f4", "E", "sum of rises in travel direction; 0 without elevation"),
    ArraySpec("edge_descent_m", "f4", "E", "sum of falls in travel direction, positive"),
    ArraySpec("edge_max_height_cm", "u2", "E", "0: none stated"),
    ArraySpec("edge_max_weight_kg", "u4", "E", "0: none stated"),
    ArraySpec("way_osm_id", "i8", "W", "OpenStreetMap way id"),
    ArraySpec(
        "shape_begin", "u4", "S+1", "points of shape s are shape_begin[s]:shape_begin[s+1], ends included"
    ),
    ArraySpec("shape_lat_e7", "i4", "P", "latitude, 1e-7 degree"),
    ArraySpec("shape_lon_e7", "i4", "P", "longitude, 1e-7 degree"),
    ArraySpec("state_edge", "u4", "X", "the edge a state is on; state_edge[:E] == arange(E)"),
    ArraySpec("turn_begin", "u4", "X+1", "turns leaving state x are turn_begin[x]:turn_begin[x+1]"),
    ArraySpec("turn_from", "u4", "T", "state"),
    ArraySpec("turn_to", "u4", "T", "state"),
    ArraySpec("turn_angle_deg", "i2", "T", "-180..180, right is positive"),
    ArraySpec("turn_flags", "u2", "T", "TurnFlag"),
    ArraySpec("turn_condition", "u4", "T", "string: times at which this turn is forbidden, or empty"),
    ArraySpec("override_begin", "u4", "O+1", "edges of override o are override_begin[o]:override_begin[o+1]"),
    ArraySpec("override_edge", "u4", "Q", "edges driven one after another, of which it speaks"),
    ArraySpec("override_at", "u1", "O", "it is told after this one of its edges, 0 the first"),
    ArraySpec("override_words", "u4", "O", "string: type|direction of the maneuver, either may be empty"),
    ArraySpec("grid_cell", "i8", "G", "cells of the snapping grid, see maps.region.grid"),
    ArraySpec("grid_segment", "u4", "G", "first shape point of the segment in that cell"),
    ArraySpec("string_begin", "u4", "strings+1", "byte offsets into strings.bin"),
)
"""The arrays of graph/ that the compiler makes of the source.

`edge_condition` is read by maps.route.conditions. Its keys are `access` (no: closed then; destination: for a
route's ends then), `maxspeed` (km/h) and `open` (closed except then); one-way conditions are already told
apart by edge. `turn_condition` says the same of passing a node; a bare condition is that of a turn
restriction: the turn is forbidden while it holds.
"""

GUIDE_ARRAYS: tuple[ArraySpec, ...] = (
    ArraySpec(
        "guide_begin", "u4", "E+1", "arms at the end of edge e are guide_begin[e]:guide_begin[e+1], clockwise"
    ),
    ArraySpec("guide_edge", "u4", "A", "the edge that begins there, or 0xFFFFFFFF"),
    ArraySpec("guide_bearing", "f4", "A", "degrees, as a driver perceives it"),
    ArraySpec("guide_turn", "u2", "A", "kind, modifier and more of turning into it, see maps.guide.baked"),
    ArraySpec("guide_lane_arm", "u4", "L", "row of the arm; sorted"),
    ArraySpec("guide_lane_count", "u1", "L", "how many lanes lead there"),
    ArraySpec("guide_lane_first", "u1", "L", "the first of them, counted from the right"),
    ArraySpec(
        "guide_lane_begin", "u4", "L+1", "all lanes of l are guide_lane_begin[l]:guide_lane_begin[l+1]"
    ),
    ArraySpec(
        "guide_lane_marks",
        "u2",
        "M",
        "a bit for each of guide.lanes.lane_marks.MARK_ORDER; from the left",
    ),
)
"""The arrays of graph/ in which maps.guide says what every turn is called."""

HIERARCHY_ARRAYS: tuple[ArraySpec, ...] = (
    ArraySpec("shape_forward_edge", "u4", "S", "the edge that travels the shape forward, or 0xFFFFFFFF"),
    ArraySpec("shape_backward_edge", "u4", "S", "the edge that travels it backward, or 0xFFFFFFFF"),
    ArraySpec("conditional_edge", "u4", "C", "edges with the CONDITIONAL flag, ascending"),
    ArraySpec("conditional_turn", "u4", "U", "turns with a turn_condition, ascending"),
    ArraySpec("ferry_edge", "u4", "F", "edges with the FERRY flag, ascending"),
    ArraySpec("state_rank", "i4", "X", "the vertex of each state: when it is eliminated"),
    ArraySpec("rank_state", "i4", "X", "the state of each vertex"),
    ArraySpec("up_begin", "i4", "X+1", "arcs from vertex x upward are up_begin[x]:up_begin[x+1]"),
    ArraySpec("up_head", "i4", "H", "vertex, ascending for each x; the first is x's parent"),
    ArraySpec("down_begin", "i4", "X+1", "arcs from below into x are down_begin[x]:down_begin[x+1]"),
    ArraySpec("down_tail", "i4", "H", "vertex, ascending for each x"),
    ArraySpec("down_arc", "i4", "H", "the same arc's number in up_head"),
    ArraySpec("turn_s", "f4", "T", "seconds that a turn takes beyond driving its edges at their speed"),
    ArraySpec("usual_edge_cost", "u4", "E", "of the usual profile without traffic and closures"),
    ArraySpec("usual_turn_cost", "u4", "T", "the same: of a turn and the whole edge after it"),
    ArraySpec("usual_forward", "i4", "H", "the same: cost of going up an arc"),
    ArraySpec("usual_backward", "i4", "H", "the same: cost of coming down"),
    ArraySpec("usual_forward_via", "i4", "H", "what costs that: the vertex that it leads over, or -1 - turn"),
    ArraySpec("usual_backward_via", "i4", "H", "the same, coming down"),
)
"""The arrays of graph/ that maps.route asks, see maps.route.contraction; made of the road arrays."""

ARRAYS = ROAD_ARRAYS + GUIDE_ARRAYS + HIERARCHY_ARRAYS
"""All arrays of graph/."""
