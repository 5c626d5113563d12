"""How far a nearly empty battery still reaches, drawn on the map: what its driver has to know by then."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any, Protocol

from PySide6.QtCore import QObject, SignalInstance, Slot

from hmi.navigation.requests import CalculateReach, Failure
from hmi.navigation.worker import AsksMaps
from hmi.vehicle.state import VehicleState
from maps.geometry import LatLon
from maps.models import RoutingProfile

LOW_PERCENT = 15.0
AGAIN_S = 60.0
RESERVE = 0.1
"""of what is left, that nobody should count on"""
_BATTERY = "Vehicle.Powertrain.TractionBattery."


class Car(Protocol):
    """`hmi.bus.client.AgentClient` is the real one."""

    @property
    def state(self) -> VehicleState: ...
    @property
    def stateChanged(self) -> SignalInstance: ...


class DrawsRange(Protocol):
    def set_range(self, outline: Iterable[LatLon]) -> None: ...


class ReachOnMap(QObject):
    """Asks the map worker once a minute while the battery is low and nothing charges it."""

    def __init__(
        self,
        car: Car,
        maps: AsksMaps,
        scene: DrawsRange,
        profile: Callable[[], RoutingProfile],
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._car = car
        self._maps = maps
        self._scene = scene
        self._profile = profile
        self._clock = clock
        self._asked: int | None = None
        self._asked_s: float | None = None
        self._shown = False
        car.stateChanged.connect(self.look)

    @Slot()
    def look(self) -> None:
        state, now_s = self._car.state, self._clock()
        left_wh, position = left_wh_when_low(state, now_s), _position(state, now_s)
        if left_wh is None or position is None:
            self._forget()
        elif self._asked_s is None or now_s - self._asked_s >= AGAIN_S:
            self._asked_s = now_s
            request = CalculateReach(position, within_wh=(1.0 - RESERVE) * left_wh, profile=self._profile())
            self._asked = self._maps.submit(request, self._on_reach)

    def _on_reach(self, answer: Any) -> None:
        self._asked = None
        if isinstance(answer, Failure) or not answer.outer:
            self._show(())
            return
        self._show(LatLon(float(lat), float(lon)) for lat, lon in answer.outer[0])

    def _forget(self) -> None:
        self._asked_s = None
        if self._asked is not None:
            self._maps.cancel(self._asked)
            self._asked = None
        if self._shown:
            self._show(())

    def _show(self, outline: Iterable[LatLon]) -> None:
        points = tuple(outline)
        self._shown = bool(points)
        self._scene.set_range(points)


def left_wh_when_low(state: VehicleState, now_s: float) -> float | None:
    """What is left in a battery that is low and not charged; None also where the car says nothing."""
    percent = state.number(_BATTERY + "StateOfCharge.Displayed", now_s)
    if percent is None:
        percent = state.number(_BATTERY + "StateOfCharge.Current", now_s)
    left_kwh = state.number(_BATTERY + "StateOfCharge.CurrentEnergy", now_s)
    charging = state.get(_BATTERY + "Charging.IsCharging", now_s)
    if percent is None or percent > LOW_PERCENT or left_kwh is None or charging is True:
        return None
    return 1000.0 * left_kwh


def _position(state: VehicleState, now_s: float) -> LatLon | None:
    lat = state.number("Vehicle.CurrentLocation.Latitude", now_s)
    lon = state.number("Vehicle.CurrentLocation.Longitude", now_s)
    return None if lat is None or lon is None else LatLon(lat, lon)
