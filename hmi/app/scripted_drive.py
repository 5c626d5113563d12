"""The drive that shows the product: browse, search, choose, be guided, go astray, arrive, with pictures."""

from __future__ import annotations

import time
from collections.abc import Generator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QSize, Slot

from hmi.app.frames import FrameMeter
from hmi.app.positioning import SPEED
from hmi.app.script import Script, ScriptError, Wait, pause
from hmi.app.simulated_driver import DriveLine, SimulatedDriver
from hmi.app.unit import HeadUnit
from hmi.navigation.demo_trip import PlannedTrip
from hmi.navigation.requests import Failure, FindDetour
from hmi.navigation.state import NavigationState, Phase
from maps.models import Route
from maps.region.manifest import Manifest

SETTLE_S = 0.7
"""until screens have come in, labels are placed and the camera stands"""
TURN_SHOWN_FROM_M = 140.0
TYPED_LETTERS = 7
DETOUR_AHEAD_M = 350.0
"""how far ahead the car leaves the route"""


class ScriptedDrive(QObject):
    """Plays the trip on a unit and writes a picture of each scene into a folder."""

    def __init__(
        self,
        unit: HeadUnit,
        driver: SimulatedDriver,
        trip: PlannedTrip,
        pictures: Path | None,
        time_factor: float,
    ) -> None:
        super().__init__(unit)
        self._unit = unit
        self._driver = driver
        self._trip = trip
        self._pictures = pictures
        self._time_factor = time_factor
        self._frames = FrameMeter(unit.view)
        self._written: list[str] = []
        self._route: Route | None = None
        self._arrived_s: float | None = None
        self._started_s = time.monotonic()
        self._agent_was_lost = 0
        unit.client.connectedChanged.connect(self._connection_changed)

    def script(self) -> Script:
        """All scenes, in the order of a trip."""
        yield from self._browse()
        yield from self._choose()
        yield from self._be_guided()
        yield from self._go_astray()
        yield from self._arrive()

    def report(self) -> dict[str, Any]:
        """What happened, in figures."""
        navigator, frames = self._unit.navigator, self._frames.times()
        route = self._route
        return {
            "regions": [
                {"name": manifest.name, **manifest.counts, "road_km": manifest.road_km}
                for manifest in (Manifest.read(Path(folder)) for folder in self._unit.worker.regions)
            ],
            "origin": str(self._trip.origin),
            "destination": self._trip.destination.name,
            "route_m": round(route.distance_m, 1) if route else None,
            "route_s": round(route.duration_s, 1) if route else None,
            "maneuvers": len(self._unit.navigator.state.maneuvers),
            "maneuvers_announced": navigator.announced,
            "sentences": self._unit.voice.said,
            "reroutes": navigator.rerouted,
            "arrived": self._arrived_s is not None,
            "drive_s": round(self._arrived_s - self._started_s, 1) if self._arrived_s else None,
            "time_factor": self._time_factor,
            "signals_received": self._unit.client.signals,
            "batches_received": self._unit.client.batches,
            "agent_losses": self._agent_was_lost,
            "frames_drawn": frames.drawn,
            "frame_median_ms": frames.median_ms,
            "frame_p99_ms": frames.p99_ms,
            "graphics": str(self._unit.view.rendererInterface().graphicsApi().name),
            "screenshots": str(self._pictures) if self._pictures else None,
            "pictures": self._written,
        }

    def summary(self) -> str:
        """The same for people, in one sentence."""
        report = self.report()
        return (
            f"{'arrived' if report['arrived'] else 'not arrived'} at {report['destination']} after"
            f" {(report['route_m'] or 0) / 1000:.1f} km in {report['drive_s'] or 0:.0f} s"
            f" ({self._time_factor:g} times real time); said {report['maneuvers_announced']} sentences,"
            f" found a new way {report['reroutes']} times, drew {report['frames_drawn']} frames,"
            f" wrote {len(self._written)} pictures to {self._pictures}"
        )

    # Scenes -------------------------------------------------------------------------------------

    def _browse(self) -> Script:
        unit = self._unit
        unit.shell.show("map")
        self._look("day")
        unit.navigation.setProperty("mapMode", "northUp")
        yield Wait("the car's position", lambda: unit.navigator.state.fix is not None, 30)
        yield Wait("the road the car is on", lambda: unit.navigator.state.matched is not None, 30)
        yield pause(2 * SETTLE_S)
        yield from self._picture("map-day")
        self._look("night")
        yield from self._picture("map-night")
        self._look("day")

    def _choose(self) -> Script:
        unit, destination = self._unit, self._trip.destination
        unit.shell.setProperty("searching", True)
        unit.search.setProperty("text", destination.name[:TYPED_LETTERS])
        yield Wait("places that match", lambda: not self._state.search.busy, 15)
        yield from self._picture("search")
        unit.shell.setProperty("searching", False)
        unit.navigator.preview([destination])
        yield Wait("a route", lambda: bool(self._state.routes) or bool(self._state.problem), 30)
        if self._state.problem:
            raise ScriptError(f"no route to {destination.name}: {self._state.problem}")
        self._route = self._state.route
        yield from self._picture("route-preview")

    def _be_guided(self) -> Script:
        unit = self._unit
        unit.client.set_time_factor(self._time_factor)
        unit.navigation.setProperty("mapMode", "perspective")
        unit.navigator.start()
        yield Wait("guidance", lambda: self._state.guidance is not None)
        yield Wait("the car to drive", lambda: self._along_m > 60, 60)
        yield from self._picture("heading-up-3d")
        yield from self._before_a_turn("guidance-day")
        self._look("night")
        yield from self._before_a_turn("guidance-night")
        unit.shell.show("drive")
        yield from self._picture("drive-gauges")
        language = unit.settings.settings.language
        unit.settings.change(language="ar")
        yield from self._picture("drive-arabic")
        unit.shell.show("map")
        yield from self._before_a_turn("guidance-arabic")
        unit.settings.change(language=language)
        self._look("day")

    def _go_astray(self) -> Script:
        """The driver misses a turn; the guidance must notice and lead on from there."""
        rerouted = self._unit.navigator.rerouted
        route = self._state.route
        if route is None:
            return
        found: list[Route | Failure | None] = []
        self._unit.worker.submit(FindDetour(route, self._along_m, DETOUR_AHEAD_M), found.append)
        yield Wait("a way that leaves the route", lambda: bool(found), 60)
        if not isinstance(found[0], Route):
            return
        wrong_way = DriveLine.of(found[0])
        self._driver.obedient = False
        self._driver.drive(wrong_way)
        yield Wait(
            "a new route after the car left the old one", lambda: self._unit.navigator.rerouted > rerouted, 90
        )
        self._driver.obedient = True
        new_route = self._state.route
        if new_route is not None:
            self._driver.drive(DriveLine.of(new_route))
        yield from self._picture("rerouted")

    def _arrive(self) -> Script:
        remaining_s = self._state.guidance.duration_remaining_s if self._state.guidance else 0.0
        limit_s = 60 + 3 * remaining_s / self._time_factor
        yield Wait("the arrival", lambda: self._state.phase is Phase.ARRIVED, limit_s)
        self._arrived_s = time.monotonic()
        self._unit.client.set_time_factor(1.0)
        yield from self._picture("arrival")
        yield Wait("the car to stand", self._standing, 30)
        self._unit.shell.show("settings")
        yield from self._picture("settings")
        self._unit.shell.show("map")

    # Helpers of the scenes ----------------------------------------------------------------------

    @property
    def _state(self) -> NavigationState:
        return self._unit.navigator.state

    @property
    def _along_m(self) -> float:
        guidance = self._state.guidance
        return guidance.distance_along_m if guidance else 0.0

    def _standing(self) -> bool:
        speed_kmh = self._unit.client.state.number(SPEED, time.monotonic())
        return speed_kmh is not None and speed_kmh < 1.0

    def _look(self, appearance: str) -> None:
        self._unit.settings.change(appearance=appearance)

    def _before_a_turn(self, name: str) -> Script:
        def near() -> bool:
            guidance = self._state.guidance
            return guidance is None or 30 < guidance.distance_to_maneuver_m < TURN_SHOWN_FROM_M

        yield Wait("a turn", near, 120)
        # Real time while the picture is taken: the turn is still ahead when it is.
        self._unit.client.set_time_factor(1.0)
        yield from self._picture(name)
        self._unit.client.set_time_factor(self._time_factor)

    def _picture(self, name: str) -> Generator[Wait, None, None]:
        yield pause(SETTLE_S)
        if self._pictures is None:
            return
        yield Wait("a fresh position", lambda: self._state.fix is not None, 20)
        item = self._unit.view.contentItem()
        grabbed = item.grabToImage(QSize(self._unit.view.width(), self._unit.view.height()))
        yield Wait(f"the picture {name}", lambda: not grabbed.data().image().isNull())
        self._pictures.mkdir(parents=True, exist_ok=True)
        file = self._pictures / f"{len(self._written) + 1:02}-{name}.png"
        if not grabbed.data().saveToFile(str(file)):
            raise ScriptError(f"{file} cannot be written")
        self._written.append(file.name)

    @Slot()
    def _connection_changed(self) -> None:
        if not self._unit.client.connected:
            self._agent_was_lost += 1
