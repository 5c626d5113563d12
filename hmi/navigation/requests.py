"""What the head unit asks of its map worker, and the answers: frozen, picklable, each naming its answer.

On the pipe, `Asked` and `Cancelled` go to the worker; `Answered` and `Failed` come back with the id of the
request, and unasked `Touching` and `Damaged`. Adding a kind of request is one class here and one row in
`MapService`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from hmi.navigation.problems import Problem
from maps.geometry import LatLon
from maps.models import Fix, Maneuver, Place, Route, RouteRequest, RoutingProfile
from maps.route.charging.task import StopPlan


@dataclass(frozen=True, slots=True)
class Request:
    """Base of all. Lower `priority` is answered first; a newer one of one `supersedes` drops the older."""

    priority: ClassVar[int] = 5
    supersedes: ClassVar[str] = ""
    limit_s: ClassVar[float] = 20.0
    """a worker that has not answered by then hangs and is replaced"""


@dataclass(frozen=True, slots=True)
class MatchFix(Request):
    """Answer: MatchedPosition or None where no road is near."""

    priority: ClassVar[int] = 1
    supersedes: ClassVar[str] = "match"
    limit_s: ClassVar[float] = 5.0
    fix: Fix
    route_edges: frozenset[tuple[str, int]] = frozenset()
    """(region, edge) of the route near the car, which are likelier than others"""


@dataclass(frozen=True, slots=True)
class FindPlaces(Request):
    """Answer: FoundPlaces."""

    priority: ClassVar[int] = 2
    supersedes: ClassVar[str] = "search"
    limit_s: ClassVar[float] = 10.0
    text: str
    near: LatLon | None = None
    limit: int = 12
    category: str = ""
    along: tuple[LatLon, ...] = ()
    """points of the route still to drive, in order: only places near it, the least detour first"""
    language: str = ""
    """what names are shown in, where they are tagged"""
    profile: RoutingProfile = field(default_factory=RoutingProfile)
    """how the detour to a place is reckoned"""


@dataclass(frozen=True, slots=True)
class FindNearby(FindPlaces):
    """What is around a parked car, asked beside what its driver searches for. Answer: FoundPlaces."""

    priority: ClassVar[int] = 5
    supersedes: ClassVar[str] = ""


@dataclass(frozen=True, slots=True)
class DescribePosition(Request):
    """Answer: Place, or None where nothing is near."""

    priority: ClassVar[int] = 3
    position: LatLon


@dataclass(frozen=True, slots=True)
class CalculateRoutes(Request):
    """Answer: CalculatedRoutes."""

    priority: ClassVar[int] = 4
    supersedes: ClassVar[str] = "routes"
    route: RouteRequest
    speed_mps: float | None = None
    """of the car that starts where the route does; None: nobody starts now"""


@dataclass(frozen=True, slots=True)
class CalculateReroute(CalculateRoutes):
    """The rest of the trip that is being driven. Answer: CalculatedRoutes."""

    priority: ClassVar[int] = 2
    supersedes: ClassVar[str] = "reroute"


@dataclass(frozen=True, slots=True)
class CalculateReach(Request):
    """Where the car can get to. Answer: maps.route.reach.Reach."""

    priority: ClassVar[int] = 6
    supersedes: ClassVar[str] = "reach"
    origin: LatLon
    within_s: float | None = None
    within_wh: float | None = None
    profile: RoutingProfile = field(default_factory=RoutingProfile)


@dataclass(frozen=True, slots=True)
class PlanTrip(Request):
    """Where a drive for show goes. Answer: PlannedTrip."""

    limit_s: ClassVar[float] = 60.0
    origin: str | None = None
    destination: str | None = None


@dataclass(frozen=True, slots=True)
class FindDetour(Request):
    """A way that leaves the route some `ahead_m` after `along_m`. Answer: Route, or None."""

    limit_s: ClassVar[float] = 60.0
    route: Route
    along_m: float
    ahead_m: float


@dataclass(frozen=True, slots=True)
class PlanCharging(Request):
    """Where to charge on a route. Answer: PlannedCharging."""

    priority: ClassVar[int] = 5
    supersedes: ClassVar[str] = "charging"
    limit_s: ClassVar[float] = 60.0
    route: Route
    level_percent: float
    capacity_kwh: float
    curve: tuple[tuple[float, float], ...]
    """(percent, kW) rising in percent from 0 to 100: the most that the battery takes"""
    arrival_percent: float = 10.0
    energy_scale: float = 1.0
    """what the car takes against the map's usual car"""
    systematic: float = 0.06
    """how sure that is, as a share (one deviation)"""
    avoid: frozenset[str] = frozenset()
    """ids of stations that failed or are not wanted"""


@dataclass(frozen=True, slots=True)
class PlannedCharging:
    best: StopPlan | None
    """None: no plan keeps the reserve"""
    others: tuple[StopPlan, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenRegions(Request):
    """Replace the opened regions. Answer: OpenedRegions."""

    priority: ClassVar[int] = 0
    limit_s: ClassVar[float] = 180.0
    paths: tuple[str, ...]
    suspect: bool = False
    """something went wrong: look at all of them before anything is asked of them"""
    seals: str = ""
    """folder in which is remembered which regions were found whole; empty: nowhere"""


@dataclass(frozen=True, slots=True)
class OpenedRegions:
    names: tuple[str, ...]
    damaged: tuple[Damaged, ...] = ()
    """those that were not opened"""


@dataclass(frozen=True, slots=True)
class FoundPlaces:
    places: tuple[Place, ...]
    next_letters: frozenset[str] | None
    total: int
    left_out: tuple[str, ...] = ()
    """words asked for that the first place does not answer"""
    added_s: tuple[float | None, ...] = ()
    """of each of `places` along a route, what going by way of it costs; None where it is not known"""


@dataclass(frozen=True, slots=True)
class CalculatedRoutes:
    routes: tuple[Route, ...]
    """best first"""
    maneuvers: tuple[tuple[Maneuver, ...], ...]
    """of each of `routes`"""


@dataclass(frozen=True, slots=True)
class Failure:
    problem: Problem
    detail: str
    """one sentence for the log"""


@dataclass(frozen=True, slots=True)
class Touching:
    """What is read from now on, said before it is: should the worker die, that is where."""

    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Damaged:
    """A region that is not what its compiler wrote."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Asked:
    id: int
    request: Request


@dataclass(frozen=True, slots=True)
class Cancelled:
    id: int


@dataclass(frozen=True, slots=True)
class Answered:
    id: int
    answer: Any


@dataclass(frozen=True, slots=True)
class Failed:
    id: int
    failure: Failure
