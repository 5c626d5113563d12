"""The trip as the driver knows it: browsing, choosing a route, being guided, arrived."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from maps.models import Fix, Lane, Maneuver, MatchedPosition, Place, Route


class Phase(StrEnum):
    BROWSE = "browse"
    PREVIEW = "preview"
    GUIDING = "guiding"
    ARRIVED = "arrived"


@dataclass(frozen=True, slots=True)
class Guidance:
    """What a guided driver needs now. Distances in metres, durations in seconds; None is unknown."""

    maneuver: Maneuver
    """the next one"""
    distance_to_maneuver_m: float
    maneuver_progress: float
    """0 when its card appears (or the last maneuver), 1 at the turn"""
    then: Maneuver | None
    """the one after, when it follows soon"""
    road_name: str
    """of the road the car is on"""
    limit_kmh: int | None
    """None: unknown; 255: none"""
    limit_ahead_kmh: int | None
    limit_ahead_m: float | None
    distance_remaining_m: float
    duration_remaining_s: float
    distance_along_m: float
    """driven so far along the route"""
    leg: int
    in_tunnel: bool
    energy_remaining_wh: float | None
    """estimate for the rest of the route"""
    lanes_before: tuple[Lane, ...] = ()
    """to keep to at a junction passed before the maneuver, left to right; empty: the maneuver's own count"""


@dataclass(frozen=True, slots=True)
class SearchState:
    """What was last asked of the search and what came of it."""

    text: str = ""
    category: str = ""
    busy: bool = False
    """an answer to exactly this text is still to come; `places` are of the text before"""
    places: tuple[Place, ...] = ()
    next_letters: frozenset[str] | None = None
    """keys that lead somewhere, upper case; None: not known, dim nothing"""
    total: int = 0
    """how many places match, shown or not"""
    left_out: tuple[str, ...] = ()
    """words that the first place does not answer"""
    added_s: tuple[float | None, ...] = ()
    """of each place along the route, what going by way of it costs"""


@dataclass(frozen=True, slots=True)
class NavigationState:
    """Everything the map screens show of navigation; replaced whole at every change."""

    phase: Phase = Phase.BROWSE
    fix: Fix | None = None
    matched: MatchedPosition | None = None
    stops: tuple[Place, ...] = ()
    """places to pass and, last, the destination"""
    routes: tuple[Route, ...] = ()
    """the choices in preview; the one driven while guiding"""
    selected: int = 0
    guidance: Guidance | None = None
    guided: bool = False
    """a trip is being driven, in preview too: it goes on behind the choice of another"""
    maneuvers: tuple[Maneuver, ...] = ()
    """of the selected route"""
    busy: bool = False
    """a route is being computed"""
    rerouting: bool = False
    problem: str = ""
    """an id of hmi.navigation.problems that the edge turns into words; empty when all is well"""
    search: SearchState = field(default_factory=lambda: SearchState())
    route_maneuvers: tuple[tuple[Maneuver, ...], ...] = ()
    """of each of `routes`"""

    @property
    def limit_kmh(self) -> int | None:
        """The limit where the car is, with a route or without; None: unknown, 255: none."""
        if self.fix is None:
            return None
        if self.guidance is not None:
            return self.guidance.limit_kmh
        road = self.matched.road if self.matched is not None and not self.matched.off_road else None
        return road.limit_kmh if road is not None else None

    @property
    def route(self) -> Route | None:
        return self.routes[self.selected] if self.routes else None
