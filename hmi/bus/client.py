"""The head unit's end of the bus: what the car says as a `VehicleState`, and what is asked of it."""

from __future__ import annotations

import itertools
import logging
import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from hmi.bus import contract
from hmi.bus.connection import NO_ANSWER, AgentConnection
from hmi.bus.thread import BusThread
from hmi.vehicle import faults
from hmi.vehicle.alerts import BY_ID
from hmi.vehicle.commands import Command, Outcome, refusal
from hmi.vehicle.signals import BY_PATH, Value
from hmi.vehicle.state import Reading, VehicleState

DEADLINE_S = 5.0
"""How long the car may take to confirm a command."""
WATCH_PERIOD_MS = 200
SILENT_S = contract.SILENCE_S - 1.5 * WATCH_PERIOD_MS / 1000
"""Silence at two looks in a row is a loss: noticed within SILENCE_S and one look, at most 1 s."""
REMEMBERED_COMMANDS = 200

_log = logging.getLogger(__name__)
_OUTCOMES = frozenset(Outcome)


class AgentClient(QObject):
    """The agent as the UI process sees it. Lives on the GUI thread; never blocks; reconnects by itself."""

    stateChanged = Signal()
    """A new `state` (at most 30 a second), or time passed and something may be stale (5 a second)."""
    connectedChanged = Signal()
    commandChanged = Signal(str, str, str)
    """id, outcome (hmi.vehicle.commands.Outcome), reason"""
    tripChanged = Signal(str)
    """name of a trip in `trips`"""
    alertsChanged = Signal()
    alertRaised = Signal(str, str)
    """id (hmi.vehicle.alerts.BY_ID), sound"""
    codesChanged = Signal()
    simulatorChanged = Signal()
    problem = Signal(str, str)
    """A call was refused: method, reason."""

    def __init__(
        self,
        address: str = "session",
        parent: QObject | None = None,
        clock: Callable[[], float] = time.monotonic,
        thread: BusThread | None = None,
    ) -> None:
        super().__init__(parent)
        self.state = VehicleState()
        self.batches = 0
        """how many batches were received, and"""
        self.signals = 0
        """how many signals were in them"""
        self.trips: Mapping[str, Mapping[str, Value]] = {}
        """by name: current, since charge, A, B, lifetime"""
        self.alerts: tuple[str, ...] = ()
        """ids of what the driver must be told, the most important first"""
        self.codes: tuple[str, ...] = ()
        """fault codes that the car has stored"""
        self.scenarios: tuple[str, ...] = ()
        self.simulator_faults: tuple[str, ...] = ()
        self.simulator: Mapping[str, Value] = {}
        """what the simulated car is up to; empty for a real one"""
        self._clock = clock
        self._holds_s: dict[str, float] = {}
        self._commands: dict[str, Command] = {}
        self._ids = itertools.count(1)
        self._heard_s = -1e9
        self._was_silent = False
        self.connection = AgentConnection(address, thread, self)
        self.connection.opened.connect(self._ask_for_everything)
        self.connection.closed.connect(self._on_closed)
        self.connection.ownerChanged.connect(self._on_owner)
        for interface, member, heard in (
            (contract.VEHICLE, "Changed", self._on_batch),
            (contract.VEHICLE, "CommandChanged", self._on_command),
            (contract.VEHICLE, "HoldsChanged", self._on_holds),
            (contract.VEHICLE, "Lost", self._on_lost),
            (contract.TRIP, "TripChanged", self._on_trip),
            (contract.ALERTS, "Raised", self._on_raised),
            (contract.ALERTS, "ActiveChanged", self._on_alerts),
            (contract.DIAGNOSTICS, "CodesChanged", self._on_codes),
            (contract.SIMULATOR, "StatusChanged", self._on_simulator),
        ):
            self.connection.subscribe(interface, member, heard)
        self._watch = QTimer(self)
        self._watch.setInterval(WATCH_PERIOD_MS)
        self._watch.timeout.connect(self._on_watch)
        self._watch.start()

    @property
    def connected(self) -> bool:
        return self.state.connected

    @property
    def signals_received(self) -> int:
        return self.signals

    def close(self) -> None:
        """Leave the bus for good; the state is empty from then on."""
        self._watch.stop()
        self.connection.close()
        self._lose("closed")

    def actuate(self, path: str, value: Value, deadline_s: float = DEADLINE_S) -> str:
        """Ask the car; returns the command's id. What becomes of it comes by `commandChanged`."""
        identifier = f"{os.getpid()}-{next(self._ids)}-{int(self._clock() * 1000)}"
        command = Command(identifier, path, value, time.monotonic() + deadline_s)
        self._commands[identifier] = command
        while len(self._commands) > REMEMBERED_COMMANDS:
            del self._commands[next(iter(self._commands))]
        reason = refusal(path, value)
        if not reason and not self.connected:
            reason = NO_ANSWER
        if reason:
            # Told after returning, so that the caller knows the id by then.
            QTimer.singleShot(0, self, lambda: self._settle(identifier, Outcome.REFUSED, reason))
            return identifier
        self.connection.call(
            contract.VEHICLE,
            "Actuate",
            [identifier, {path: BY_PATH[path].coerce(value)}, command.deadline_s],
            on_error=lambda text: self._settle(identifier, Outcome.REFUSED, text),
        )
        self.commandChanged.emit(identifier, str(Outcome.ASKED), "")
        return identifier

    def command(self, identifier: str) -> Command | None:
        """One of the last commands, with its outcome so far."""
        return self._commands.get(identifier)

    def asked(self, path: str) -> Value | None:
        """What was last asked of `path` and is neither confirmed nor refused yet."""
        for command in reversed(self._commands.values()):
            if command.path == path:
                return None if command.outcome.final else command.value
        return None

    def tell_road(self, lat_deg: float, lon_deg: float, course_deg: float) -> None:
        """The map match is sure of this road: it corrects what the car reckons of its place."""
        self._ask(contract.VEHICLE, "OnRoad", lat_deg, lon_deg, course_deg)

    def resetTrip(self, name: str) -> None:
        self._ask(contract.TRIP, "Reset", name)

    def acknowledgeAlert(self, identifier: str) -> None:
        """The driver has seen it: not shown again until it was cleared."""
        self._ask(contract.ALERTS, "Acknowledge", identifier)

    def clearCodes(self) -> None:
        self._ask(contract.DIAGNOSTICS, "Clear")

    def explain(self, code: str) -> Mapping[str, Value]:
        """A fault code in words: code system severity text advice known; empty for what is none."""
        fault = faults.explain(code)
        return {} if fault is None else asdict(fault)

    # The simulated car.

    def follow_route(
        self, latitudes: Sequence[float], longitudes: Sequence[float], speeds_mps: Sequence[float]
    ) -> None:
        """Let the simulated car drive along these points, `speeds_mps[i]` being the limit from point i on."""
        points = [[float(v) for v in array] for array in (latitudes, longitudes, speeds_mps)]
        self.simulate("FollowRoute", *points)

    def stop_following(self) -> None:
        self.simulate("StopFollowing")

    def place(self, lat_deg: float, lon_deg: float, heading_deg: float = 0.0) -> None:
        self.simulate("Place", float(lat_deg), float(lon_deg), float(heading_deg))

    def set_time_factor(self, factor: float) -> None:
        self.simulate("SetTimeFactor", float(factor))

    def run_scenario(self, name: str) -> None:
        """One of `scenarios`."""
        self.simulate("RunScenario", name)

    def set_fault(self, name: str, on: bool) -> None:
        """One of `simulator_faults`."""
        self.simulate("SetFault", name, on)

    def set_world(self, name: str, value: float) -> None:
        """outside_celsius grade_percent headwind_mps charge_percent charger_kw traffic traffic_lights
        tyre_kpa_1 … tyre_kpa_4"""
        self.simulate("SetWorld", name, float(value))

    def record(self, name: str) -> None:
        """Write the drive to a new file of that name among the agent's recordings; empty stops."""
        self.simulate("Record", name)

    def simulate(self, method: str, *arguments: Any) -> None:
        """Any method of `org.headunit.Simulator1`; a refusal comes by `problem`."""
        self._ask(contract.SIMULATOR, method, *arguments)

    # Inside.

    def _ask(self, interface: str, method: str, *arguments: Any) -> None:
        self.connection.call(
            interface, method, arguments, on_error=lambda text: self.problem.emit(method, text)
        )

    @Slot()
    def _ask_for_everything(self) -> None:
        """Values that change rarely are in no batch for a while: get them once."""
        ask = self.connection.call
        ask(contract.VEHICLE, "Holds", on_reply=self._on_holds)
        ask(contract.VEHICLE, "Get", [[]], on_reply=self._on_everything)
        ask(contract.ALERTS, "ListActive", on_reply=self._on_alerts)
        ask(contract.DIAGNOSTICS, "Codes", on_reply=self._on_codes)
        ask(contract.SIMULATOR, "Scenarios", on_reply=self._on_scenarios)
        ask(contract.SIMULATOR, "Faults", on_reply=self._on_faults)
        ask(contract.SIMULATOR, "Status", on_reply=self._on_simulator)

    def _on_batch(self, _sequence: int, values: dict[str, Any], ages_s: dict[str, float]) -> None:
        self._heard_s = self._clock()
        self.batches += 1
        self.signals += len(values)
        was_connected = self.connected
        self._take(values, ages_s)
        if not was_connected:
            _log.info("the agent is there")
            self.connectedChanged.emit()
            # Slow values may be from before the loss.
            self._ask_for_everything()

    def _on_everything(self, values: dict[str, Any], ages_s: dict[str, float]) -> None:
        self._heard_s = self._clock()
        was_connected = self.connected
        self._take(values, ages_s)
        if not was_connected:
            self.connectedChanged.emit()

    def _take(self, values: dict[str, Any], ages_s: dict[str, float]) -> None:
        now = self._clock()
        readings: dict[str, Reading] = {}
        for path, raw in values.items():
            spec = BY_PATH.get(path)
            # A value of the wrong type or an agent newer than this catalogue: not shown, never a crash.
            value = None if spec is None else spec.coerce(raw)
            age_s = ages_s.get(path, 0.0)
            if value is not None and isinstance(age_s, float):
                readings[path] = Reading(value, now - age_s, self._holds_s.get(path))
        self.state = self.state.updated(readings)
        self.stateChanged.emit()

    def _on_holds(self, holds_s: dict[str, Any]) -> None:
        for path, seconds in holds_s.items():
            if path in BY_PATH and isinstance(seconds, float) and seconds > 0:
                self._holds_s[path] = seconds
            else:
                self._holds_s.pop(path, None)

    def _on_lost(self, paths: list[str]) -> None:
        kept = {path: reading for path, reading in self.state.readings.items() if path not in paths}
        self.state = VehicleState(MappingProxyType(kept), connected=self.state.connected)
        self.stateChanged.emit()

    def _on_command(self, identifier: str, outcome: str, reason: str) -> None:
        if identifier in self._commands and outcome in _OUTCOMES:
            self._settle(identifier, Outcome(outcome), reason)

    def _on_trip(self, name: str, values: dict[str, Any]) -> None:
        self.trips = {**self.trips, name: values}
        self.tripChanged.emit(name)

    def _on_raised(self, identifier: str, _priority: int, _text: str, sound: str, _path: str) -> None:
        if identifier in BY_ID:
            self.alertRaised.emit(identifier, sound)

    def _on_alerts(self, active: list[str]) -> None:
        known = tuple(each for each in active if each in BY_ID)
        if known != self.alerts:
            self.alerts = known
            self.alertsChanged.emit()

    def _on_codes(self, codes: list[str]) -> None:
        if tuple(codes) != self.codes:
            self.codes = tuple(codes)
            self.codesChanged.emit()

    def _on_simulator(self, status: dict[str, Any]) -> None:
        self.simulator = status
        self.simulatorChanged.emit()

    def _on_scenarios(self, names: list[str]) -> None:
        self.scenarios = tuple(names)
        self.simulatorChanged.emit()

    def _on_faults(self, names: list[str]) -> None:
        self.simulator_faults = tuple(names)
        self.simulatorChanged.emit()

    @Slot(bool)
    def _on_owner(self, there: bool) -> None:
        if there:
            self._ask_for_everything()
        else:
            self._lose("it left the bus")

    @Slot()
    def _on_closed(self) -> None:
        self._lose("the bus is gone")

    def _lose(self, why: str) -> None:
        if not self.connected:
            return
        _log.warning("the agent is lost: %s", why)
        # Nothing that the old agent said may come back as fresh with the new one.
        self.state = VehicleState()
        self._holds_s.clear()
        self.trips = {}
        self.connectedChanged.emit()
        self.stateChanged.emit()
        self._on_alerts([])
        self._on_codes([])

    def _settle(self, identifier: str, outcome: Outcome, reason: str) -> None:
        command = self._commands.get(identifier)
        if command is None or command.outcome.final:
            return
        self._commands[identifier] = replace(command, outcome=outcome, reason=reason)
        self.commandChanged.emit(identifier, str(outcome), reason)

    @Slot()
    def _on_watch(self) -> None:
        for command in list(self._commands.values()):
            if not command.outcome.final and time.monotonic() > command.deadline_s + 0.5:
                self._settle(command.id, Outcome.EXPIRED, "the car did not confirm in time")
        if not self.connected:
            return
        # A busy GUI thread hears nothing either: what waits in the socket is read before the next look.
        silent = self._clock() - self._heard_s > SILENT_S
        if silent and self._was_silent:
            self._lose("it is silent")
        else:
            self.stateChanged.emit()
        self._was_silent = silent
