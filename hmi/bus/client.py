"""The head unit's end of the bus: what the car says as a `VehicleState`, and what is asked of it."""

from __future__ import annotations

import itertools
import logging
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import SLOT, QObject, QTimer, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusError, QDBusMessage

from hmi.bus import contract
from hmi.vehicle.commands import Command, Outcome, refusal
from hmi.vehicle.signals import BY_PATH, Value
from hmi.vehicle.state import Reading, VehicleState

CALL_TIMEOUT_MS = 2_000
DEADLINE_S = 5.0
"""How long the car may take to confirm a command."""
WATCH_PERIOD_MS = 200
REMEMBERED_COMMANDS = 200

_log = logging.getLogger(__name__)
_ALL: list[str] = []
_OUTCOMES = frozenset(Outcome)


class AgentClient(QObject):
    """The agent as the UI process sees it. Lives on the GUI thread; never blocks; reconnects by itself."""

    stateChanged = Signal()
    """A new `state` (at most 30 a second), or time passed and something may be stale (5 a second)."""
    connectedChanged = Signal()
    commandChanged = Signal(str, str, str)
    """id, outcome (hmi.vehicle.commands.Outcome), reason"""
    problem = Signal(str, str)
    """A simulator call was refused: method, reason."""

    def __init__(
        self,
        address: str = "session",
        parent: QObject | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self.state = VehicleState()
        self.batches = 0
        """how many batches were received, and"""
        self.signals = 0
        """how many signals were in them"""
        self._address = address
        self._clock = clock
        self._commands: dict[str, Command] = {}
        self._ids = itertools.count(1)
        self._heard_s = -1e9
        self._asked_s = -1e9
        self._connection: QDBusConnection | None = None
        self._generation = 0
        self._watch = QTimer(self)
        self._watch.setInterval(WATCH_PERIOD_MS)
        self._watch.timeout.connect(self._on_watch)
        self._watch.start()
        self._connect()

    @property
    def connected(self) -> bool:
        return self.state.connected

    def actuate(self, path: str, value: Value, deadline_s: float = DEADLINE_S) -> str:
        """Ask the car; returns the command's id. What becomes of it comes by `commandChanged`."""
        identifier = f"{os.getpid()}-{next(self._ids)}-{int(self._clock() * 1000)}"
        command = Command(identifier, path, value, time.monotonic() + deadline_s)
        self._commands[identifier] = command
        self._forget_old_commands()
        reason = refusal(path, value)
        if not reason and not self.connected:
            reason = "the car does not answer"
        if reason:
            # Told after returning, so that the caller knows the id by then.
            QTimer.singleShot(0, self, lambda: self._settle(identifier, Outcome.REFUSED, reason))
            return identifier
        self._call(
            contract.VEHICLE,
            "Actuate",
            [identifier, {path: _to_qt(path, value)}, command.deadline_s],
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

    def simulate(self, method: str, *arguments: Any) -> None:
        """Any method of `org.headunit.Simulator1`; a refusal comes by `problem`."""
        self._call(
            contract.SIMULATOR,
            method,
            list(arguments),
            on_error=lambda text: self.problem.emit(method, text),
        )

    # Inside.

    def _connect(self) -> None:
        self._generation += 1
        name = f"headunit-{id(self)}-{self._generation}"
        if self._address == "system":
            kind = QDBusConnection.BusType.SystemBus
            connection = QDBusConnection.connectToBus(kind, name)
        elif self._address == "session":
            kind = QDBusConnection.BusType.SessionBus
            connection = QDBusConnection.connectToBus(kind, name)
        else:
            connection = QDBusConnection.connectToBus(self._address, name)
        if not connection.isConnected():
            QDBusConnection.disconnectFromBus(name)
            self._connection = None
            return
        self._connection = connection
        self._connection_name = name
        connection.connect(
            contract.BUS_NAME,
            contract.OBJECT_PATH,
            contract.VEHICLE,
            "Changed",
            self,
            _slot("_onBatch(qlonglong,QVariantMap,QVariantMap)"),
        )
        connection.connect(
            contract.BUS_NAME,
            contract.OBJECT_PATH,
            contract.VEHICLE,
            "CommandChanged",
            self,
            _slot("_onCommand(QString,QString,QString)"),
        )
        connection.connect(
            contract.BUS_NAME,
            contract.OBJECT_PATH,
            contract.VEHICLE,
            "Lost",
            self,
            _slot("_onLost(QStringList)"),
        )
        connection.connect(
            "org.freedesktop.DBus",
            "/org/freedesktop/DBus",
            "org.freedesktop.DBus",
            "NameOwnerChanged",
            [contract.BUS_NAME],
            "sss",
            self,
            _slot("_onOwner(QString,QString,QString)"),
        )
        self._ask_for_everything()

    def _ask_for_everything(self) -> None:
        """Values that change rarely are in no batch for a while: get them once."""
        self._asked_s = self._clock()
        if self._connection is None:
            return
        message = QDBusMessage.createMethodCall(
            contract.BUS_NAME, contract.OBJECT_PATH, contract.VEHICLE, "Get"
        )
        message.setAutoStartService(False)
        message.setArguments([_ALL])
        self._connection.callWithCallback(
            message,
            self,
            _slot("_onEverything(QVariantMap,QVariantMap)"),
            _slot("_onNoAnswer(QDBusError,QDBusMessage)"),
            CALL_TIMEOUT_MS,
        )

    def _call(
        self, interface: str, method: str, arguments: list[Any], on_error: Callable[[str], None]
    ) -> None:
        if self._connection is None:
            QTimer.singleShot(0, self, lambda: on_error("the car does not answer"))
            return
        message = QDBusMessage.createMethodCall(contract.BUS_NAME, contract.OBJECT_PATH, interface, method)
        message.setAutoStartService(False)
        message.setArguments(arguments)
        reply = _Reply(self, on_error)
        sent = self._connection.callWithCallback(
            message,
            reply,
            _slot("onReply()"),
            _slot("onError(QDBusError,QDBusMessage)"),
            CALL_TIMEOUT_MS,
        )
        if not sent:
            reply.deleteLater()
            QTimer.singleShot(0, self, lambda: on_error("the car does not answer"))

    @Slot("qlonglong", "QVariantMap", "QVariantMap")
    def _onBatch(self, _sequence: int, values: dict[str, Any], ages_s: dict[str, float]) -> None:
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

    @Slot("QVariantMap", "QVariantMap")
    def _onEverything(self, values: dict[str, Any], ages_s: dict[str, float]) -> None:
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
            if value is not None:
                readings[path] = Reading(value, now - ages_s.get(path, 0.0))
        self.state = self.state.updated(readings)
        self.stateChanged.emit()

    @Slot("QStringList")
    def _onLost(self, paths: list[str]) -> None:
        kept = {path: reading for path, reading in self.state.readings.items() if path not in paths}
        self.state = VehicleState(MappingProxyType(kept), connected=self.state.connected)
        self.stateChanged.emit()

    @Slot("QString", "QString", "QString")
    def _onCommand(self, identifier: str, outcome: str, reason: str) -> None:
        if identifier in self._commands and outcome in _OUTCOMES:
            self._settle(identifier, Outcome(outcome), reason)

    @Slot("QString", "QString", "QString")
    def _onOwner(self, _name: str, _old: str, new: str) -> None:
        if new:
            self._ask_for_everything()
        else:
            self._lose("it left the bus")

    @Slot("QDBusError", "QDBusMessage")
    def _onNoAnswer(self, _error: QDBusError, _message: QDBusMessage) -> None:
        """No agent yet; its arrival is announced by NameOwnerChanged."""

    def _lose(self, why: str) -> None:
        if not self.connected:
            return
        _log.warning("the agent is lost: %s", why)
        # Nothing that the old agent said may come back as fresh with the new one.
        self.state = VehicleState()
        self.connectedChanged.emit()
        self.stateChanged.emit()

    def _settle(self, identifier: str, outcome: Outcome, reason: str) -> None:
        command = self._commands[identifier]
        if command.outcome.final:
            return
        self._commands[identifier] = replace(command, outcome=outcome, reason=reason)
        self.commandChanged.emit(identifier, str(outcome), reason)

    def _forget_old_commands(self) -> None:
        while len(self._commands) > REMEMBERED_COMMANDS:
            del self._commands[next(iter(self._commands))]

    def _on_watch(self) -> None:
        now = self._clock()
        for command in list(self._commands.values()):
            if not command.outcome.final and time.monotonic() > command.deadline_s + 0.5:
                self._settle(command.id, Outcome.EXPIRED, "the car did not confirm in time")
        if self._connection is not None and not self._connection.isConnected():
            QDBusConnection.disconnectFromBus(self._connection_name)
            self._connection = None
            self._lose("the bus is gone")
        if self._connection is None:
            self._connect()
        elif self.connected and now - self._heard_s > contract.SILENCE_S - WATCH_PERIOD_MS / 1000:
            self._lose("it is silent")
        elif self.connected:
            self.stateChanged.emit()


class _Reply(QObject):
    """Waits for the end of one call."""

    def __init__(self, parent: QObject, on_error: Callable[[str], None]) -> None:
        super().__init__(parent)
        self._on_error = on_error

    @Slot()
    def onReply(self) -> None:
        self.deleteLater()

    @Slot("QDBusError", "QDBusMessage")
    def onError(self, error: QDBusError, _message: QDBusMessage) -> None:
        self.deleteLater()
        self._on_error(error.message())


def _to_qt(path: str, value: Value) -> object:
    """PySide sends a Python int as `i` and a float as `d`: which one is the signal's datatype to say."""
    coerced = BY_PATH[path].coerce(value)
    return list(coerced) if isinstance(coerced, tuple) else coerced


def _slot(signature: str) -> Any:
    """SLOT returns text, which is what the calls take; PySide's stubs ask for bytes."""
    return SLOT(signature)
