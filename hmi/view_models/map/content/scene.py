"""What of ours lies on the map: routes, the car, the next turn, pins, the range. Fed by the app, drawn by
VectorMap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from hmi.navigation.state import NavigationState, Phase
from maps.geometry import LatLon, distance_m
from maps.models import Maneuver, MatchedPosition, Place, Route

CRUMB_M = 20.0
MOST_CRUMBS = 1500
"""About 30 km of the way come."""
JUMP_M = 500.0


@dataclass(frozen=True, slots=True)
class Vehicle:
    position: LatLon
    course_deg: float
    accuracy_m: float | None
    speed_mps: float | None


@dataclass(frozen=True, slots=True)
class Pin:
    """A marked place. `kind`: destination, stop, origin, favourite, result, charger, incident, car."""

    position: LatLon
    kind: str
    label: str = ""
    state: str = ""
    """chargers: free, busy, broken; incidents: accident, roadworks, closure, hazard"""


@dataclass(frozen=True, slots=True)
class SceneState:
    regions: tuple[Path, ...] = ()
    routes: tuple[Route, ...] = ()
    selected: int = 0
    preview: bool = False
    """routes are being chosen: the whole of them is shown"""
    vehicle: Vehicle | None = None
    maneuver: Maneuver | None = None
    maneuver_m: float | None = None
    """metres to it"""
    next_name: str = ""
    """street after the maneuver: its name is placed first"""
    driven_m: float = 0.0
    in_tunnel: bool = False
    pins: tuple[Pin, ...] = ()
    range_outline: tuple[LatLon, ...] = ()
    breadcrumb: tuple[LatLon, ...] = ()


class MapScene(QObject):
    """Holds a SceneState; every change is announced once."""

    changed = Signal()
    regionsChanged = Signal()
    vehicleMoved = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = SceneState()

    @property
    def state(self) -> SceneState:
        return self._state

    def set_regions(self, regions: Iterable[Path]) -> None:
        """Region folders to show."""
        regions = tuple(regions)
        if regions != self._state.regions:
            self._state = replace(self._state, regions=regions)
            self.regionsChanged.emit()

    def show(self, navigation: NavigationState) -> None:
        """Take everything that navigation knows: the car, routes, driven part, next maneuver, stops."""
        state = self._state
        guidance = navigation.guidance
        guiding = navigation.phase is Phase.GUIDING
        routes = navigation.routes
        selected = navigation.selected if routes else 0
        vehicle = _vehicle(navigation, state.vehicle)
        new = replace(
            state,
            routes=routes,
            selected=selected,
            preview=navigation.phase is Phase.PREVIEW and bool(routes),
            maneuver=guidance.maneuver if guiding and guidance else None,
            maneuver_m=guidance.distance_to_maneuver_m if guiding and guidance else None,
            next_name=guidance.maneuver.name if guiding and guidance else "",
            driven_m=_driven_m(navigation),
            in_tunnel=bool(guidance and guidance.in_tunnel),
            vehicle=vehicle,
        )
        pins = (*_found_pins(navigation), *_stop_pins(navigation.stops))
        if pins != state.pins:
            new = replace(new, pins=pins)
        moved = new.vehicle is not state.vehicle and new.vehicle != state.vehicle
        if moved and vehicle is not None:
            new = replace(new, breadcrumb=_with_crumb(state.breadcrumb, vehicle.position))
        if _looks_the_same(new, state):
            return  # a parked car's fixes come on, and nothing is to be drawn anew
        self._state = new
        if moved:
            self.vehicleMoved.emit()
        self.changed.emit()

    def set_range(self, outline: Iterable[LatLon]) -> None:
        """How far the battery reaches; empty to hide it."""
        self._update(range_outline=tuple(outline))

    def update_state(self, state: SceneState) -> None:
        """Replace everything at once (tests, static pictures)."""
        regions = state.regions != self._state.regions
        self._state = state
        if regions:
            self.regionsChanged.emit()
        self.vehicleMoved.emit()
        self.changed.emit()

    def _update(self, **changes: object) -> None:
        self._state = replace(self._state, **changes)  # type: ignore[arg-type]
        self.changed.emit()


def _looks_the_same(new: SceneState, before: SceneState) -> bool:
    """Whether two states draw the same picture. Routes and maneuvers are the same only as objects: they hold
    arrays."""
    for part in fields(SceneState):
        mine, its = getattr(new, part.name), getattr(before, part.name)
        if mine is not its and (part.name in ("routes", "maneuver") or mine != its):
            return False
    return True


def _vehicle(navigation: NavigationState, before: Vehicle | None) -> Vehicle | None:
    fix, matched = navigation.fix, navigation.matched
    if fix is None:
        return None
    on_road: MatchedPosition | None = matched if matched is not None and not matched.off_road else None
    position = on_road.candidate.position if on_road else fix.position
    course = on_road.course_deg if on_road else fix.course_deg
    if course is None:
        course = before.course_deg if before else 0.0
    return Vehicle(position, course, fix.accuracy_m, fix.speed_mps)


def _with_crumb(before: tuple[LatLon, ...], here: LatLon) -> tuple[LatLon, ...]:
    """The way come with `here` on its end: a crumb every CRUMB_M; after a jump it begins anew."""
    if not before:
        return (here,)
    step_m = distance_m(before[-1], here)
    if step_m < CRUMB_M:
        return before
    return (*before[-MOST_CRUMBS:], here) if step_m < JUMP_M else (here,)


def _driven_m(navigation: NavigationState) -> float:
    """Along the route; all of it once the driver has arrived."""
    if navigation.phase is Phase.ARRIVED and navigation.route is not None:
        return navigation.route.distance_m + 1.0
    if navigation.phase is Phase.GUIDING and navigation.guidance is not None:
        return navigation.guidance.distance_along_m
    return 0.0


def _found_pins(navigation: NavigationState) -> tuple[Pin, ...]:
    """What was searched for, until a way is chosen."""
    places = navigation.search.places if navigation.phase is Phase.BROWSE else ()
    return tuple(Pin(place.position, "result", place.name) for place in places)


def _stop_pins(stops: tuple[Place, ...]) -> tuple[Pin, ...]:
    last = len(stops) - 1
    return tuple(
        Pin(stop.position, "destination" if i == last else "stop", stop.name if i == last else str(i + 1))
        for i, stop in enumerate(stops)
    )
