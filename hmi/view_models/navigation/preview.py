"""Choosing a way before setting off: the stops, the alternatives, and what to avoid."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from time import monotonic

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from hmi.energy.model import ConsumptionModel
from hmi.navigation.arrival_clock import arrival_clock
from hmi.navigation.state import NavigationState, Phase
from hmi.navigation.wishes import profile_of
from hmi.settings import SPECS
from hmi.view_models.navigation.charging_stops import ChargingStopsModel, MapQuestions
from hmi.view_models.navigation.context import Navigation, Preferences, Vehicle
from hmi.view_models.navigation.guidance import battery_on_arrival_percent, clock_and_days
from hmi.view_models.rows import Rows
from maps.display.abbreviations import shortened
from maps.geometry import LatLon
from maps.models import Place, Route, RoutingProfile
from maps.route.pace import Pace

QML_IMPORT_NAME = "Headunit.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

SAMPLES = 400
AVOIDABLE: tuple[str, ...] = ("tolls", "motorways", "ferries", "unpaved")


@dataclass(frozen=True, slots=True)
class StopRow:
    """Origin, stop or destination, with the time of passing it."""

    kind: str
    place: str
    time: str
    number: int


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """One of the ways."""

    duration: str
    via: str
    via_short: str
    distance: str
    battery: str
    energy: str
    """what the way takes out of the battery; empty where the car has none"""
    tolls: bool
    ferries: bool
    selected: bool
    delta: str
    """how much longer than the selected one; empty for itself"""
    lat_deg: float
    lon_deg: float
    """where the way is furthest from the others, for its bubble on the map"""


def apart_from(route: Route, others: Sequence[Route]) -> LatLon:
    """The point of `route` that is furthest from every other route; its middle when there is none."""
    lat_deg, lon_deg = _points(route)
    if not len(lat_deg):
        return LatLon(0.0, 0.0)
    index = len(lat_deg) // 2
    if others:
        theirs = [_points(other) for other in others]
        their_lat = np.concatenate([points[0] for points in theirs])
        their_lon = np.concatenate([points[1] for points in theirs])
        east = np.cos(np.radians(lat_deg.mean()))
        squared = (lat_deg[:, None] - their_lat) ** 2 + ((lon_deg[:, None] - their_lon) * east) ** 2
        index = int(squared.min(axis=1).argmax())
    return LatLon(float(lat_deg[index]), float(lon_deg[index]))


@QmlElement
class PreviewModel(QObject):
    """The state of the preview, and the driver's changes to it."""

    stateChanged = Signal()
    avoidChanged = Signal()

    def __init__(
        self,
        navigator: Navigation,
        vehicle: Vehicle,
        preferences: Preferences,
        now: Callable[[], datetime] = datetime.now,
        parent: QObject | None = None,
        maps: MapQuestions | None = None,
        *,
        pace: Callable[[], Pace] = Pace,
    ) -> None:
        super().__init__(parent)
        self._pace = pace
        self._charging = ChargingStopsModel(navigator, vehicle, preferences, maps, self)
        self._navigator = navigator
        self._vehicle = vehicle
        self._preferences = preferences
        self._now = now
        self._profile = profile_of(preferences.settings)
        navigator.set_profile(self._profile)
        self._stops: Rows[StopRow] = Rows(StopRow, self)
        self._choices: Rows[ChoiceRow] = Rows(ChoiceRow, self)
        self._facts: tuple[bool, bool, bool, str, int] = (False, False, False, "", 0)
        navigator.subscribe(self._navigation_changed)
        preferences.changed.connect(self._preferences_changed)
        self._navigation_changed(navigator.state)

    def use_consumption(self, model: ConsumptionModel | None) -> None:
        """What the car has learned of its consumption."""
        self._charging.use_model(model)
        self._navigation_changed(self._navigator.state)

    @Slot()
    def _preferences_changed(self) -> None:
        self._set_profile(profile_of(self._preferences.settings, self._profile))
        self._navigation_changed(self._navigator.state)

    def _navigation_changed(self, state: NavigationState) -> None:
        if state.phase is not Phase.PREVIEW:
            if self._facts[0]:
                self._facts = (False, False, False, "", 0)
                self.stateChanged.emit()
            return
        self._stops.show(self._stop_rows(state))
        self._choices.show([self._choice_row(state, index) for index in range(len(state.routes))])
        facts = (True, state.busy, bool(state.routes), state.problem, state.selected)
        if facts != self._facts:
            self._facts = facts
            self.stateChanged.emit()

    def _stop_rows(self, state: NavigationState) -> list[StopRow]:
        form, start = self._preferences.format, self._now()
        route = state.route
        origin = route.legs[0].origin.name if route and route.legs else ""
        rows = [StopRow("origin", origin, "", 0)]
        elapsed_s = 0.0
        for number, stop in enumerate(state.stops):
            time = ""
            if route and number < len(route.legs):
                elapsed_s += route.legs[number].duration_s
                here = state.fix.position if state.fix is not None else None
                time = clock_and_days(
                    form, arrival_clock(start, elapsed_s, here, stop.position, self._pace())
                )
            last = number == len(state.stops) - 1
            rows.append(StopRow("destination" if last else "stop", stop.name, time, number + 1))
        return rows

    def _choice_row(self, state: NavigationState, index: int) -> ChoiceRow:
        form, route = self._preferences.format, state.routes[index]
        chosen = state.routes[state.selected]
        at = apart_from(route, [other for number, other in enumerate(state.routes) if number != index])
        factor = self._pace().factor
        delta_min = round((route.duration_s - chosen.duration_s) * factor / 60)
        return ChoiceRow(
            duration=form.duration(route.duration_s * factor),
            via=route.label,
            via_short=shortened(route.label),
            distance=form.distance(route.distance_m).text,
            battery=self._battery(route),
            energy=form.energy(1000 * self._charging.forecast(route).likely_kwh).text
            if self._battery(route)
            else "",
            tolls=route.has_tolls,
            ferries=route.has_ferries,
            selected=index == state.selected,
            delta="" if index == state.selected else _delta(delta_min, form.duration(abs(delta_min) * 60.0)),
            lat_deg=at.lat_deg,
            lon_deg=at.lon_deg,
        )

    def _battery(self, route: Route) -> str:
        state, time_s = self._vehicle.state, monotonic()
        percent = battery_on_arrival_percent(
            state.number("Vehicle.Powertrain.TractionBattery.StateOfCharge.Displayed", time_s),
            state.number("Vehicle.Powertrain.TractionBattery.NetCapacity", time_s),
            1000 * self._charging.forecast(route).likely_kwh,
        )
        return "" if percent is None else self._preferences.format.percent(percent).text

    # Intents ------------------------------------------------------------------------------------

    @Slot(int)
    def select(self, index: int) -> None:
        self._navigator.select(index)

    @Slot()
    def start(self) -> None:
        self._navigator.start()

    @Slot()
    def cancel(self) -> None:
        self._navigator.stop()

    @Slot(int)
    def remove(self, index: int) -> None:
        """Drop a stop, counted from 0 without the origin. The last one left stays."""
        stops = list(self._navigator.state.stops)
        if len(stops) > 1 and 0 <= index < len(stops):
            del stops[index]
            self._go(stops)

    @Slot(int, int)
    def move(self, index: int, to: int) -> None:
        """Put a stop elsewhere in the order, both counted without the origin."""
        stops = list(self._navigator.state.stops)
        if index != to and 0 <= index < len(stops) and 0 <= to < len(stops):
            stops.insert(to, stops.pop(index))
            self._go(stops)

    @Slot(str, bool)
    def avoid(self, what: str, avoided: bool) -> None:
        """`what` is a row of AVOIDABLE. Routes are computed anew."""
        if f"avoid_{what}" in SPECS:
            self._preferences.change(**{f"avoid_{what}": avoided})
        elif what in AVOIDABLE:
            self._set_profile(replace(self._profile, **{f"avoid_{what}": avoided}))  # type: ignore[arg-type]

    def _go(self, stops: list[Place]) -> None:
        self._navigator.preview(stops)

    def _set_profile(self, profile: RoutingProfile) -> None:
        if profile != self._profile:
            self._profile = profile
            self._navigator.set_profile(profile)
            self.avoidChanged.emit()

    # Properties ---------------------------------------------------------------------------------

    def _get_open(self) -> bool:
        return self._facts[0]

    def _get_busy(self) -> bool:
        return self._facts[1]

    def _get_ready(self) -> bool:
        return self._facts[2]

    def _get_problem(self) -> str:
        return self._facts[3]

    def _get_selected(self) -> int:
        return self._facts[4]

    def _get_stops(self) -> QObject:
        return self._stops

    def _get_choices(self) -> QObject:
        return self._choices

    def _get_avoid_tolls(self) -> bool:
        return self._profile.avoid_tolls

    def _get_avoid_motorways(self) -> bool:
        return self._profile.avoid_motorways

    def _get_avoid_ferries(self) -> bool:
        return self._profile.avoid_ferries

    def _get_avoid_unpaved(self) -> bool:
        return self._profile.avoid_unpaved

    @Property(ChargingStopsModel, notify=stateChanged)
    def charging(self) -> ChargingStopsModel:
        """Charging on the way."""
        return self._charging

    open = Property(bool, _get_open, notify=stateChanged)
    busy = Property(bool, _get_busy, notify=stateChanged)
    ready = Property(bool, _get_ready, notify=stateChanged)
    problem = Property(str, _get_problem, notify=stateChanged)
    selected = Property(int, _get_selected, notify=stateChanged)
    stops = Property(QObject, _get_stops, notify=stateChanged)
    choices = Property(QObject, _get_choices, notify=stateChanged)
    avoidTolls = Property(bool, _get_avoid_tolls, notify=avoidChanged)
    avoidMotorways = Property(bool, _get_avoid_motorways, notify=avoidChanged)
    avoidFerries = Property(bool, _get_avoid_ferries, notify=avoidChanged)
    avoidUnpaved = Property(bool, _get_avoid_unpaved, notify=avoidChanged)


def _points(route: Route) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """At most SAMPLES points, evenly picked: a bubble need not stand to the metre."""
    lat_deg = np.concatenate([leg.lat_deg for leg in route.legs]) if route.legs else np.empty(0)
    lon_deg = np.concatenate([leg.lon_deg for leg in route.legs]) if route.legs else np.empty(0)
    step = max(1, len(lat_deg) // SAMPLES)
    return lat_deg[::step], lon_deg[::step]


def _delta(minutes: int, words: str) -> str:
    if minutes == 0:
        return "±0"
    return ("+" if minutes > 0 else "−") + words
