"""Stand-ins with fixed facts for all that the map screens show: a drive through Monaco, in one place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import numpy as np

from hmi.navigation.requests import FindNearby, FoundPlaces, Request
from hmi.navigation.state import Guidance, NavigationState, Phase, SearchState
from hmi.vehicle.signals import Value
from maps.geometry import LatLon
from maps.models import Fix, Lane, Maneuver, Place, Route, RouteLeg, RoutingProfile, Waypoint
from tests.hmi.fake_car import MOVING_EV

NOON = datetime(2026, 11, 21, 14, 32)
CASINO = LatLon(43.7392, 7.4277)
ARMES = LatLon(43.7316, 7.4195)
STADIUM = LatLon(43.7276, 7.4155)

CAR: dict[str, Value] = {
    **MOVING_EV,
    "Vehicle.CurrentLocation.HorizontalAccuracy": 3.0,
    "Vehicle.Powertrain.Transmission.CurrentGear": 1,
}


@dataclass
class FakeNavigator:
    """A navigator that stands in one state and writes down what it is asked."""

    state: NavigationState = field(default_factory=NavigationState)
    asked: list[tuple[object, ...]] = field(default_factory=list)
    callbacks: list[Callable[[NavigationState], None]] = field(default_factory=list)

    def subscribe(self, callback: Callable[[NavigationState], None]) -> Callable[[], None]:
        self.callbacks.append(callback)
        return lambda: self.callbacks.remove(callback)

    def become(self, state: NavigationState) -> None:
        self.state = state
        for callback in self.callbacks:
            callback(state)

    def search(self, text: str, *, category: str = "", limit: int = 12, along_route: bool = False) -> None:
        self.asked.append(("search", text, category, along_route))

    def preview(self, stops: Sequence[Place], profile: RoutingProfile | None = None) -> None:
        self.asked.append(("preview", tuple(stop.name for stop in stops)))

    def change_stops(self, stops: Sequence[Place]) -> None:
        self.asked.append(("change_stops", tuple(stop.name for stop in stops)))

    def set_profile(self, profile: RoutingProfile) -> None:
        self.asked.append(("set_profile", profile))

    def select(self, index: int) -> None:
        self.asked.append(("select", index))
        self.become(replace(self.state, selected=index))

    def start(self) -> None:
        self.asked.append(("start",))

    def stop(self) -> None:
        self.asked.append(("stop",))
        self.become(NavigationState())

    def repeat(self) -> None:
        self.asked.append(("repeat",))

    def avoid_ahead(self, metres: float) -> None:
        self.asked.append(("avoid_ahead", metres))

    def skip_stop(self) -> None:
        self.asked.append(("skip_stop",))


def maneuver(
    kind: str, modifier: str = "", name: str = "", along_m: float = 0.0, turn_deg: float = 0.0, **more: object
) -> Maneuver:
    return Maneuver(
        type=kind,
        modifier=modifier,
        leg=0,
        point=0,
        distance_along_m=along_m,
        duration_along_s=along_m / 8,
        position=ARMES,
        bearing_before_deg=0.0,
        bearing_after_deg=turn_deg % 360,
        name=name,
        **more,  # type: ignore[arg-type]
    )


LANES = (
    Lane(("left",), False),
    Lane(("slight left",), True, "slight left"),
    Lane(("right",), False),
)
FORK = maneuver("fork", "slight left", "Rue Grimaldi", 980, -40, lanes=LANES, stubs_deg=(35.0,))
TUNNEL = maneuver("continue", "straight", "Tunnel Aureglia", 1250, enters_tunnel=True)
STEPS = (
    maneuver("depart", "straight", "Avenue d’Ostende", 0),
    FORK,
    TUNNEL,
    maneuver("roundabout", "right", "Boulevard du Larvotto", 1800, 80, roundabout_exit=2),
    maneuver("turn", "left", "Avenue des Castelans", 2400, -90, stubs_deg=(0.0, 90.0)),
    maneuver("arrive", "right", "", 2800),
)
DESTINATION = Place("Stade Louis II", STADIUM, "stadium", "Fontvieille", 2900.0)
SQUARE = Place("Place d’Armes", ARMES, "square", "La Condamine", 900.0)

GUIDANCE = Guidance(
    maneuver=FORK,
    distance_to_maneuver_m=180,
    maneuver_progress=0.64,
    then=TUNNEL,
    road_name="Av. d’Ostende",
    limit_kmh=50,
    limit_ahead_kmh=30,
    limit_ahead_m=200,
    distance_remaining_m=2000,
    duration_remaining_s=360,
    distance_along_m=800,
    leg=0,
    in_tunnel=False,
    energy_remaining_wh=600,
)
GUIDING = NavigationState(
    phase=Phase.GUIDING,
    fix=Fix(CASINO, 0.0, 12.8, 220.0, 3.0),
    stops=(DESTINATION,),
    guidance=GUIDANCE,
    maneuvers=STEPS,
)

FOUND = (
    Place("Stade Louis II", STADIUM, "stadium", "Fontvieille", 2900.0, match_length=3),
    Place("Stade Nautique", ARMES, "swimming_pool", "La Condamine", 800.0, match_length=3),
    Place("Starbucks", STADIUM, "cafe", "Fontvieille", 2600.0, match_length=3),
    Place("Stars ’n’ Bars", ARMES, "restaurant", "Quai Antoine 1er", 1100.0, match_length=3),
    Place("Statue Fangio", ARMES, "museum", "La Condamine", 900.0, match_length=3),
    Place("Stanislas Fleuriste", CASINO, "florist", "Monte-Carlo", 400.0, match_length=3),
)
NEARBY = (
    (
        "restaurant",
        "Le Louis XV",
        31.0,
        "Sa,Su 12:00-13:45, Th-Mo 19:30-21:45; Tu,We off",
        "+377 98 06 88 64",
    ),
    ("restaurant", "Le Grill", 75.0, "12:00-14:00,19:30-21:45", ""),
    ("restaurant", "Salle Empire", 56.0, "", ""),
    ("restaurant", "Buddha-Bar Monte-Carlo", 210.0, "Tu-Sa 12:00-02:00", ""),
    ("fast_food", "SuperU Snack", 297.0, "Mo-Sa 08:30-19:30; Su off", ""),
    ("restaurant", "Too far to walk", 3000.0, "24/7", ""),
)


@dataclass
class FakeMaps:
    """Answers at once, or later, what is around the Casino."""

    answers_at_once: bool = True
    asked: list[FindNearby] = field(default_factory=list)
    replies: list[Callable[..., None]] = field(default_factory=list)

    def submit(self, request: Request, reply: Callable[..., None]) -> int:
        assert isinstance(request, FindNearby)
        self.asked.append(request)
        self.replies.append(reply)
        if self.answers_at_once:
            self.answer(len(self.asked) - 1)
        return len(self.asked)

    def cancel(self, request_id: int) -> None:
        self.replies[request_id - 1] = lambda _answer: None

    def answer(self, index: int) -> None:
        wanted = self.asked[index].category
        found = tuple(
            Place(
                name,
                LatLon(CASINO.lat_deg + away_m / 111_000, CASINO.lon_deg),
                category,
                "Monte-Carlo",
                away_m,
                attributes=(("opening_hours", hours), ("phone", number)),
            )
            for category, name, away_m, hours, number in NEARBY
            if category == wanted
        )
        self.replies[index](FoundPlaces(found, None, len(found)))


SEARCHING = NavigationState(
    fix=Fix(CASINO, 0.0, 0.0, 220.0, 3.0),
    search=SearchState("sta", "", False, FOUND, frozenset("RTDN"), 16),
)


def leg(distance_m: float, duration_s: float, energy_wh: float, origin: Waypoint, end: Waypoint) -> RouteLeg:
    zero = np.zeros(1)
    return RouteLeg(
        region=("monaco",),
        edge=np.zeros(1, np.uint32),
        point_begin=np.array([0, 1], np.int32),
        lat_deg=np.array([origin.position.lat_deg, end.position.lat_deg]),
        lon_deg=np.array([origin.position.lon_deg, end.position.lon_deg]),
        distance_along_m=np.array([0.0, distance_m]),
        edge_length_m=np.array([distance_m]),
        edge_duration_s=np.array([duration_s]),
        turn_duration_s=zero,
        edge_speed_mps=np.array([distance_m / duration_s]),
        edge_limit_kmh=np.array([50], np.uint8),
        edge_energy_wh=np.array([energy_wh]),
        edge_class=np.zeros(1, np.uint8),
        edge_flags=np.zeros(1, np.uint32),
        edge_name=np.zeros(1, np.int32),
        edge_ref=np.zeros(1, np.int32),
        edge_congestion=np.zeros(1, np.uint8),
        strings=("",),
        origin=origin,
        destination=end,
        destination_side="",
    )


def route(
    label: str, distance_m: float, duration_s: float, energy_wh: float, via: LatLon, tolls: bool = False
) -> Route:
    """From the Casino to the stadium by way of a point."""
    start, middle, end = (
        Waypoint(CASINO, "Place du Casino"),
        Waypoint(via, "Place d’Armes"),
        Waypoint(STADIUM, "Stade Louis II"),
    )
    legs = (
        leg(distance_m * 0.55, duration_s * 0.55, energy_wh * 0.55, start, middle),
        leg(distance_m * 0.45, duration_s * 0.45, energy_wh * 0.45, middle, end),
    )
    return Route(legs, RoutingProfile(), tolls, False, label)


PREVIEW = NavigationState(
    phase=Phase.PREVIEW,
    fix=Fix(CASINO, 0.0, 0.0, 220.0, 3.0),
    stops=(SQUARE, DESTINATION),
    routes=(
        route("Rue Grimaldi", 2900, 540, 600, ARMES),
        route("Bd Rainier III", 3600, 660, 1200, LatLon(43.7360, 7.4140)),
        route("Bd du Larvotto", 4000, 720, 1200, LatLon(43.7300, 7.4275), tolls=True),
    ),
)
