"""Charging on the way, beside the routes to choose from: which stops, how long, what is left on arrival."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Protocol

import numpy as np
from PySide6.QtCore import Property, QCoreApplication, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from hmi.energy.model import ConsumptionModel, EnergyForecast
from hmi.energy.profile import COMFORT_CELSIUS, DriveProfile
from hmi.navigation.requests import Failure, PlanCharging, PlannedCharging, Request
from hmi.navigation.state import NavigationState, Phase
from hmi.view_models.navigation.context import Navigation, Preferences, Vehicle
from hmi.view_models.rows import Rows
from maps.models import Place, Route
from maps.route.charging.task import ChargeStop, StopPlan

QML_IMPORT_NAME = "Headunit.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

BATTERY = "Vehicle.Powertrain.TractionBattery."
ARRIVAL_PERCENT = 10.0
PIECE_M = 1000.0
USUAL_KW, LEAST_KW = 100.0, 30.0
"""of a car that does not say what its battery takes; a smaller number is the socket's, not the battery's"""
SHAPE = ((0.0, 1.0), (50.0, 1.0), (80.0, 0.42), (100.0, 0.08))
"""of a charge curve, as shares of the most"""
LEARNED_TRIPS = 3


class MapQuestions(Protocol):
    """`hmi.navigation.worker.MapWorker`, or a fake of it."""

    def submit(self, request: Request, reply: Callable[..., None]) -> int: ...
    def cancel(self, request_id: int) -> None: ...


@dataclass(frozen=True, slots=True)
class ChargeStopRow:
    """One stop to charge."""

    place: str
    details: str
    """27 → 80 % · 150 kW"""
    duration: str


def drive_of(route: Route, outside_celsius: float | None) -> DriveProfile:
    """A route as the consumption model wants it: length and mean speed by kilometre."""
    lengths = np.concatenate([leg.edge_length_m for leg in route.legs])
    seconds = np.concatenate([leg.edge_duration_s + leg.turn_duration_s for leg in route.legs])
    along, passed = np.concatenate(([0.0], np.cumsum(lengths))), np.concatenate(([0.0], np.cumsum(seconds)))
    marks = np.append(np.arange(0.0, max(along[-1] - PIECE_M / 2, 1.0), PIECE_M), along[-1])
    pieces, times = np.diff(marks), np.diff(np.interp(marks, along, passed))
    return DriveProfile(
        pieces,
        np.maximum(pieces, 0.1) / np.maximum(times, 0.1),
        outside_celsius=COMFORT_CELSIUS if outside_celsius is None else outside_celsius,
    )


@QmlElement
class ChargingStopsModel(QObject):
    """Asks for stops where a route takes more than the battery holds, and puts them into the trip."""

    changed = Signal()

    def __init__(
        self,
        navigator: Navigation,
        vehicle: Vehicle,
        preferences: Preferences,
        maps: MapQuestions | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._navigator, self._vehicle, self._preferences, self._maps = navigator, vehicle, preferences, maps
        self._model: ConsumptionModel | None = None
        self._rows: Rows[ChargeStopRow] = Rows(ChargeStopRow, self)
        self._route: Route | None = None
        self._asked: int | None = None
        self._needed = False
        self._plan: StopPlan | None = None
        self._impossible = False
        self._avoid: frozenset[str] = frozenset()
        navigator.subscribe(self._on_navigation)

    def use_model(self, model: ConsumptionModel | None) -> None:
        """What the car has learned of its consumption."""
        self._model = model

    def forecast(self, route: Route) -> EnergyForecast:
        """What the route takes: by the learned car, else by the map's usual car."""
        usual_kwh = route.energy_wh / 1000
        if self._model is None or self._model.trips < LEARNED_TRIPS or route.distance_m < PIECE_M:
            return EnergyForecast(usual_kwh, 0.08 * abs(usual_kwh))
        return self._model.forecast(drive_of(route, self._number("Vehicle.Exterior.AirTemperature")))

    def _on_navigation(self, state: NavigationState) -> None:
        if state.phase is not Phase.PREVIEW:
            self._avoid = frozenset()
        route = state.route if state.phase is Phase.PREVIEW else None
        if route is not self._route:
            self._route = route
            self._look()

    def _look(self) -> None:
        self._cancel()
        route, level, capacity = self._route, self._level(), self._number(BATTERY + "NetCapacity")
        self._needed = self._impossible = False
        self._plan = None
        charging = any(stop.category == "charging_station" for stop in self._navigator.state.stops)
        if route is not None and level is not None and capacity and self._maps is not None and not charging:
            told = self.forecast(route)
            left = level - 100 * told.careful_kwh / capacity
            self._needed = left < ARRIVAL_PERCENT
            if self._needed:
                scale = told.likely_kwh / max(1e-3, route.energy_wh / 1000)
                self._asked = self._maps.submit(
                    PlanCharging(
                        route,
                        level,
                        capacity,
                        self._curve(),
                        ARRIVAL_PERCENT,
                        energy_scale=min(3.0, max(0.3, scale)),
                        systematic=min(0.3, told.deviation_kwh / max(1e-3, abs(told.likely_kwh))),
                        avoid=self._avoid,
                    ),
                    self._on_planned,
                )
        self._show()

    def _on_planned(self, answer: PlannedCharging | Failure) -> None:
        self._asked = None
        self._plan = answer.best if isinstance(answer, PlannedCharging) else None
        self._impossible = self._plan is None
        self._show()

    def _show(self) -> None:
        stops = () if self._plan is None else self._plan.stops
        self._rows.show([self._row(stop) for stop in stops])
        self.changed.emit()

    def _row(self, stop: ChargeStop) -> ChargeStopRow:
        form = self._preferences.format
        parts = [
            f"{form.percent(stop.arrive_percent).number} → {form.percent(stop.leave_percent).text}",
            form.power(stop.station.power_kw * 1000).text,
        ]
        if stop.cost is not None:
            parts.append(form.money(stop.cost).text)
        return ChargeStopRow(stop.station.name, " · ".join(parts), form.duration(stop.charge_s))

    def _level(self) -> float | None:
        return self._number(BATTERY + "StateOfCharge.Displayed")

    def _curve(self) -> tuple[tuple[float, float], ...]:
        said = self._number(BATTERY + "Charging.MaxPower")
        most = said if said is not None and said >= LEAST_KW else USUAL_KW
        return tuple((percent, share * most) for percent, share in SHAPE)

    def _number(self, path: str) -> float | None:
        return self._vehicle.state.number(path, monotonic())

    def _cancel(self) -> None:
        if self._asked is not None and self._maps is not None:
            self._maps.cancel(self._asked)
        self._asked = None

    # Intents ------------------------------------------------------------------------------------

    @Slot()
    def add(self) -> None:
        """Put the stops into the trip, each where the way passes it."""
        route, plan = self._route, self._plan
        if route is None or plan is None or not plan.stops:
            return
        ends = np.cumsum([leg.distance_m for leg in route.legs]).tolist()
        trip = list(zip(ends, self._navigator.state.stops, strict=False))
        for stop in plan.stops:
            station = stop.station
            place = Place(station.name, station.position, "charging_station", id=station.id)
            trip.append((station.along_m, place))
        self._navigator.preview([place for _, place in sorted(trip, key=lambda row: row[0])])

    @Slot(int)
    def replace(self, index: int) -> None:
        """Plan anew without one of the stations: it failed, or is not wanted."""
        if self._plan is not None and 0 <= index < len(self._plan.stops):
            self._avoid |= {self._plan.stops[index].station.id}
            self._look()

    # Properties ---------------------------------------------------------------------------------

    def _get_rows(self) -> Rows[ChargeStopRow]:
        return self._rows

    @Property(bool, notify=changed)
    def needed(self) -> bool:
        """The route takes more than the battery holds."""
        return self._needed

    @Property(bool, notify=changed)
    def ready(self) -> bool:
        """There are stops to add."""
        return self._plan is not None and bool(self._plan.stops)

    @Property(str, notify=changed)
    def summary(self) -> str:
        """How long and how full; why there is nothing to offer."""
        translate, form = QCoreApplication.translate, self._preferences.format
        if not self._needed:
            return ""
        if self._impossible:
            return translate("ChargingStops", "Too far: no charger on the way is known")
        if self._plan is None:
            return translate("ChargingStops", "Looking for chargers on the way")
        charging_s = sum(stop.charge_s for stop in self._plan.stops)
        return translate("ChargingStops", "{duration} charging, {percent} on arrival").format(
            duration=form.duration(charging_s), percent=form.percent(self._plan.arrival_percent).text
        )

    rows = Property(Rows, _get_rows, notify=changed)
