"""What the rooms of maps hand to each other and to the head unit: fixes, routes, maneuvers, places.

Everything is frozen and pickles (it crosses the pipe of the map worker). Bulk data is NumPy, one array an
attribute, indexed alike.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from maps.geometry import LatLon


@dataclass(frozen=True, slots=True)
class Fix:
    """One position from the vehicle. `time_s` is monotonic seconds of whoever made it."""

    position: LatLon
    time_s: float
    speed_mps: float | None = None
    course_deg: float | None = None
    """course over ground, 0 is north, clockwise; None when standing or unknown"""
    accuracy_m: float | None = None
    """one-sigma horizontal accuracy"""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A point on a directed edge near an asked point."""

    region: str
    edge: int
    position: LatLon
    offset_m: float
    """metres along the edge from its tail"""
    distance_m: float
    """metres from the asked point"""


@dataclass(frozen=True, slots=True)
class MatchedRoad:
    """What is known of the road that the car is on."""

    name: str
    ref: str
    limit_kmh: int | None
    """None: unknown; 255: none"""
    flags: int
    """maps.region.format.EdgeFlag"""
    road_class: int
    """maps.region.format.RoadClass"""
    country: str = ""
    """ISO 3166 code where it is known"""


@dataclass(frozen=True, slots=True)
class MatchedPosition:
    """Where the car is on the road network."""

    candidate: Candidate
    course_deg: float
    """of the road there, in the direction of travel"""
    confidence: float
    """0..1"""
    off_road: bool
    """no road explains the fix (car park, private ground, missing road)"""
    road: MatchedRoad | None = None


class Objective(StrEnum):
    FASTEST = "fastest"
    SHORTEST = "shortest"
    ECO = "eco"


@dataclass(frozen=True, slots=True)
class RoutingProfile:
    """What the driver wants of a route; hashable, so that a customised metric is cached under it."""

    objective: Objective = Objective.FASTEST
    avoid_tolls: bool = False
    avoid_motorways: bool = False
    avoid_ferries: bool = False
    avoid_unpaved: bool = False
    vehicle_height_m: float | None = None
    vehicle_weight_kg: float | None = None


@dataclass(frozen=True, slots=True)
class Waypoint:
    """A place to start from, pass or end at."""

    position: LatLon
    name: str = ""
    heading_deg: float | None = None
    """the car's nose, if it matters which way it starts"""
    road: tuple[str, int] | None = None
    """(region, edge) that the car is known to be on"""


@dataclass(frozen=True, slots=True)
class RouteRequest:
    waypoints: tuple[Waypoint, ...]
    profile: RoutingProfile = field(default_factory=RoutingProfile)
    alternatives: int = 0
    departure_unix_s: float | None = None
    """decides time-dependent restrictions; None: now"""
    any_order: bool = False
    """visit the stops between start and destination in the best order"""
    closed: frozenset[tuple[str, int]] = frozenset()
    """(region, edge) that the driver does not want to use: a jam that he sees"""


@dataclass(frozen=True)
class RouteLeg:
    """From one waypoint to the next. K edges (first and last mostly driven in part), P geometry points."""

    region: tuple[str, ...]
    """[K] region of each edge"""
    edge: NDArray[np.uint32]
    """[K] edge index in its region"""
    point_begin: NDArray[np.int32]
    """[K+1] edge k covers points point_begin[k]:point_begin[k+1]+1 (neighbours share a point)"""
    lat_deg: NDArray[np.float64]
    """[P]"""
    lon_deg: NDArray[np.float64]
    """[P]"""
    distance_along_m: NDArray[np.float64]
    """[P] metres from the leg's start, 0 first"""
    edge_length_m: NDArray[np.float64]
    """[K] of the driven part"""
    edge_duration_s: NDArray[np.float64]
    """[K] of the driven part, without the turn at its end"""
    turn_duration_s: NDArray[np.float64]
    """[K] delay of the turn at the end of edge k; 0 for the last"""
    edge_speed_mps: NDArray[np.float64]
    """[K] expected speed, live traffic included"""
    edge_limit_kmh: NDArray[np.uint8]
    """[K] 0 unknown, 255 none"""
    edge_energy_wh: NDArray[np.float64]
    """[K] estimate for the profile's vehicle; negative where it recuperates"""
    edge_class: NDArray[np.uint8]
    """[K] maps.region.format.RoadClass"""
    edge_flags: NDArray[np.uint32]
    """[K] maps.region.format.EdgeFlag"""
    edge_name: NDArray[np.int32]
    """[K] row in `strings`"""
    edge_ref: NDArray[np.int32]
    """[K] row in `strings`"""
    edge_congestion: NDArray[np.uint8]
    """[K] 0 free or unknown, 1 slow, 2 heavy, 3 stopped"""
    strings: tuple[str, ...]
    origin: Waypoint
    """as snapped to the road"""
    destination: Waypoint
    """as snapped to the road"""
    destination_side: str
    """"left", "right" or "" """
    origin_off_m: float = 0.0
    """so much further away than the nearest road it begins, because no way leads out from there; else 0"""
    destination_off_m: float = 0.0
    """so much further away than the nearest road it ends, because no way leads there; else 0"""

    @property
    def distance_m(self) -> float:
        return float(self.edge_length_m.sum())

    @property
    def duration_s(self) -> float:
        return float(self.edge_duration_s.sum() + self.turn_duration_s.sum())

    @property
    def energy_wh(self) -> float:
        return float(self.edge_energy_wh.sum())


@dataclass(frozen=True)
class Route:
    """A way to go, leg by leg."""

    legs: tuple[RouteLeg, ...]
    profile: RoutingProfile
    has_tolls: bool
    has_ferries: bool
    label: str
    """what tells it from its alternatives: the longest road name on it that they lack"""

    @property
    def distance_m(self) -> float:
        return sum(leg.distance_m for leg in self.legs)

    @property
    def duration_s(self) -> float:
        return sum(leg.duration_s for leg in self.legs)

    @property
    def energy_wh(self) -> float:
        return sum(leg.energy_wh for leg in self.legs)


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane before a maneuver. `indications` are OSRM's: left, slight left, straight, none, uturn, …"""

    indications: tuple[str, ...]
    valid: bool
    """may be used for the maneuver"""
    active: str = ""
    """the indication of this lane that the maneuver follows, empty when not valid"""


@dataclass(frozen=True, slots=True)
class PassedJunction:
    """A junction after a maneuver where the driver just goes on; lanes may still matter there."""

    point: int
    """index into the leg's geometry"""
    distance_along_m: float
    """from the start of the route"""
    lanes: tuple[Lane, ...] = ()


@dataclass(frozen=True, slots=True)
class Maneuver:
    """What the driver does at one point of the route. `type` and `modifier` are OSRM's v5 vocabulary."""

    type: str
    modifier: str
    leg: int
    point: int
    """index into the leg's geometry"""
    distance_along_m: float
    """from the start of the route"""
    duration_along_s: float
    position: LatLon
    bearing_before_deg: float
    bearing_after_deg: float
    name: str
    """of the road after it"""
    ref: str = ""
    destinations: str = ""
    """what the sign says, "A8: Nice, Menton" """
    exit_ref: str = ""
    """number of the motorway exit"""
    roundabout_exit: int = 0
    rotary_name: str = ""
    lanes: tuple[Lane, ...] = ()
    stubs_deg: tuple[float, ...] = ()
    """turn angles of the other roads at the junction, for the drawn arrow; right is positive"""
    enters_tunnel: bool = False
    left_hand: bool = False
    ends_short: bool = False
    """an arrival where the road that leads nearest ends, for none leads to the place itself"""
    passed: tuple[PassedJunction, ...] = ()
    """junctions between this maneuver and the next"""


@dataclass(frozen=True, slots=True)
class Place:
    """Something with a name or an address that one can drive to."""

    name: str
    position: LatLon
    category: str
    """maps.search category id, "restaurant", "street", "address", "city", "charging_station" … """
    context: str = ""
    """what tells it from its namesakes: suburb, city, street"""
    distance_m: float | None = None
    """from where the driver asked"""
    id: str = ""
    """"n123", "w123", "r123": OpenStreetMap type and id """
    match_begin: int = 0
    match_length: int = 0
    """the part of `name` that the query matched, to be shown in the accent colour"""
    attributes: tuple[tuple[str, str], ...] = ()
    """opening_hours, phone, website, socket types and power … as OSM has them"""
