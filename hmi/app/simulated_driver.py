"""The driver of the simulated car: goes where the guidance leads, and on when the agent comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject

from hmi.navigation.navigator import Navigator
from hmi.navigation.state import NavigationState, Phase
from maps.models import Fix, Route

SLOWEST_MPS = 2.0
"""a road with no expected speed is driven at walking pace rather than never left"""


class SimulatorControls(Protocol):
    """The part of `hmi.bus.client.AgentClient` that drives the simulated car."""

    stateChanged: Any

    @property
    def connected(self) -> bool: ...

    def follow_route(
        self, latitudes: list[float], longitudes: list[float], speeds_mps: list[float]
    ) -> Any: ...

    def stop_following(self) -> Any: ...

    def place(self, latitude: float, longitude: float, heading_deg: float) -> Any: ...

    def set_time_factor(self, factor: float) -> Any: ...


@dataclass(frozen=True)
class DriveLine:
    """What the simulated car is told to follow; all arrays [P]."""

    lat_deg: NDArray[np.float64]
    lon_deg: NDArray[np.float64]
    speed_mps: NDArray[np.float64]
    """wanted from this point on"""

    @classmethod
    def of(cls, route: Route, from_m: float = 0.0) -> DriveLine:
        """The whole route, or what is left of it beyond `from_m` metres, cut at a geometry point."""
        lat: list[NDArray[np.float64]] = []
        lon: list[NDArray[np.float64]] = []
        speed: list[NDArray[np.float64]] = []
        along: list[NDArray[np.float64]] = []
        begin_m = 0.0
        for leg in route.legs:
            points_of_edge = np.diff(leg.point_begin)
            edge_of_point = np.repeat(np.arange(len(leg.edge)), points_of_edge)
            # The last point ends the last edge and begins none.
            edge_of_point = np.append(edge_of_point, len(leg.edge) - 1)
            new = slice(1 if lat else 0, None)  # a leg begins where the one before it ends
            lat.append(leg.lat_deg[new])
            lon.append(leg.lon_deg[new])
            speed.append(np.maximum(leg.edge_speed_mps[edge_of_point], SLOWEST_MPS)[new])
            along.append(begin_m + leg.distance_along_m[new])
            begin_m += float(leg.distance_along_m[-1])
        ahead = np.concatenate(along) >= min(from_m, begin_m)
        return cls(*(np.concatenate(part)[ahead] for part in (lat, lon, speed)))


class SimulatedDriver(QObject):
    """Follows the navigator's route with the simulated car, unless `obedient` is off."""

    def __init__(
        self, controls: SimulatorControls, navigator: Navigator, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.obedient = True
        """off: the car goes on where it was going, whatever the guidance says"""
        self._controls = controls
        self._navigator = navigator
        self._driven: Route | None = None
        self._time_factor = 1.0
        self._last_fix: Fix | None = None
        self._heading_deg = 0.0
        self._was_connected = controls.connected
        navigator.subscribe(self._navigation_changed)
        controls.stateChanged.connect(self._vehicle_changed)

    @property
    def time_factor(self) -> float:
        return self._time_factor

    def set_time_factor(self, factor: float) -> None:
        """How much faster than real time the simulated car lives; holds for the next agent too."""
        self._time_factor = factor
        self._controls.set_time_factor(factor)

    def drive(self, line: DriveLine) -> None:
        """Go this way now."""
        self._controls.follow_route(line.lat_deg.tolist(), line.lon_deg.tolist(), line.speed_mps.tolist())

    def _navigation_changed(self, state: NavigationState) -> None:
        if state.fix is not None:
            self._last_fix = state.fix
            self._heading_deg = (
                state.fix.course_deg if state.fix.course_deg is not None else self._heading_deg
            )
        if not self.obedient:
            return
        route = state.route if state.phase is Phase.GUIDING else None
        if route is self._driven:
            return
        was_driving, self._driven = self._driven is not None, route
        if route is not None:
            self.drive(DriveLine.of(route))
        elif was_driving and state.phase is not Phase.ARRIVED:
            self._controls.stop_following()

    def _vehicle_changed(self, *_ignored: object) -> None:
        was_connected, self._was_connected = self._was_connected, self._controls.connected
        if was_connected or not self._was_connected:
            return
        # A new agent knows neither the place nor the pace nor the way of the old one's car.
        self._controls.set_time_factor(self._time_factor)
        if self._last_fix is None:
            return
        position = self._last_fix.position
        self._controls.place(position.lat_deg, position.lon_deg, self._heading_deg)
        if self._driven is not None:
            guidance = self._navigator.state.guidance
            self.drive(DriveLine.of(self._driven, guidance.distance_along_m if guidance else 0.0))
