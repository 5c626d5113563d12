"""The driver of the simulated car: goes where the guidance leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Slot

from hmi.navigation.navigator import Navigator
from hmi.navigation.state import NavigationState, Phase
from maps.models import Route

SLOWEST_MPS = 2.0
"""a road with no expected speed is driven at walking pace rather than never left"""


class SimulatorControls(Protocol):
    """The part of `hmi.bus.client.AgentClient` that drives the simulated car."""

    connectedChanged: Any

    @property
    def connected(self) -> bool: ...

    def follow_route(
        self, latitudes: Sequence[float], longitudes: Sequence[float], speeds_mps: Sequence[float]
    ) -> None: ...

    def stop_following(self) -> None: ...


@dataclass(frozen=True)
class DriveLine:
    """What the simulated car is told to follow; all arrays [P]."""

    lat_deg: NDArray[np.float64]
    lon_deg: NDArray[np.float64]
    speed_mps: NDArray[np.float64]
    """wanted from this point on"""

    @classmethod
    def of(cls, route: Route) -> DriveLine:
        lat: list[NDArray[np.float64]] = []
        lon: list[NDArray[np.float64]] = []
        speed: list[NDArray[np.float64]] = []
        for leg in route.legs:
            # The last point ends the last edge and begins none.
            edge_of_point = np.append(
                np.repeat(np.arange(len(leg.edge)), np.diff(leg.point_begin)), len(leg.edge) - 1
            )
            new = slice(1 if lat else 0, None)  # a leg begins where the one before it ends
            lat.append(leg.lat_deg[new])
            lon.append(leg.lon_deg[new])
            speed.append(np.maximum(leg.edge_speed_mps[edge_of_point], SLOWEST_MPS)[new])
        return cls(np.concatenate(lat), np.concatenate(lon), np.concatenate(speed))


class SimulatedDriver(QObject):
    """Follows the navigator's route with the simulated car, unless `obedient` is off.

    A new agent goes on with the old one's drive by itself; only what it could not be told is told again.
    """

    def __init__(
        self, controls: SimulatorControls, navigator: Navigator, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.obedient = True
        """off: the car goes on where it was going, whatever the guidance says"""
        self._controls = controls
        self._driven: Route | None = None
        self._untold: DriveLine | None = None
        navigator.subscribe(self._navigation_changed)
        controls.connectedChanged.connect(self._connection_changed)

    def drive(self, line: DriveLine) -> None:
        """Go this way now, or when there is a car again."""
        if not self._controls.connected:
            self._untold = line
            return
        self._untold = None
        self._controls.follow_route(line.lat_deg.tolist(), line.lon_deg.tolist(), line.speed_mps.tolist())

    def _navigation_changed(self, state: NavigationState) -> None:
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

    @Slot()
    def _connection_changed(self) -> None:
        if self._untold is not None:
            self.drive(self._untold)
