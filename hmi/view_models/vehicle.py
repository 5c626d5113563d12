"""What every model of the car is made of: a link to it, a refresh, and intents that await an answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Protocol

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, SignalInstance, Slot

from hmi.vehicle.commands import Outcome
from hmi.vehicle.signals import Value
from hmi.vehicle.state import VehicleState

Clock = Callable[[], float]

ANSWER_WITHIN_S = 6.0
"""an intent that neither shows nor is refused for so long is given up, later than the bus gives up"""

_NO_REFUSAL = frozenset({Outcome.ASKED, Outcome.ACCEPTED, Outcome.DONE})


class CarLink(Protocol):
    """The end of the bus that view models see; `hmi.bus.client.AgentClient` is the real one."""

    @property
    def state(self) -> VehicleState: ...
    @property
    def connected(self) -> bool: ...
    @property
    def stateChanged(self) -> SignalInstance: ...
    @property
    def commandChanged(self) -> SignalInstance:
        """(command id, outcome, reason)"""
        ...

    @property
    def trips(self) -> Mapping[str, Mapping[str, Value]]:
        """by name: current, since charge, A, B, lifetime"""
        ...

    @property
    def tripChanged(self) -> SignalInstance:
        """(name of a trip)"""
        ...

    @property
    def alerts(self) -> tuple[str, ...]:
        """ids of `hmi.vehicle.alerts`, the most important first"""
        ...

    @property
    def alertsChanged(self) -> SignalInstance: ...
    @property
    def codes(self) -> tuple[str, ...]:
        """fault codes that the car has stored"""
        ...

    @property
    def codesChanged(self) -> SignalInstance: ...

    def actuate(self, path: str, value: Any) -> str: ...
    def resetTrip(self, name: str) -> None: ...
    def acknowledgeAlert(self, identifier: str) -> None: ...
    def clearCodes(self) -> None: ...
    def explain(self, code: str) -> Mapping[str, Value]:
        """A fault code in words: code system severity text advice known; empty for what is none."""
        ...


@dataclass(frozen=True, slots=True)
class Intent:
    """A value that was asked for and has not come back yet."""

    value: Value
    command: str
    asked_s: float


class Intents(QObject):
    """Values asked of the car, each until the car shows it, refuses it, or says nothing for too long."""

    changed = Signal()
    refused = Signal(str, str)
    """(path, reason); the reason is empty when there was no answer"""

    def __init__(self, link: CarLink, clock: Clock = time.monotonic, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._clock = clock
        self._waiting: Mapping[str, Intent] = MappingProxyType({})
        link.commandChanged.connect(self._on_command)
        link.stateChanged.connect(self.settle)
        self._timer = QTimer(self)
        self._timer.setInterval(250)
        self._timer.timeout.connect(self.settle)

    @property
    def waiting(self) -> Mapping[str, Intent]:
        return self._waiting

    def value(self, path: str) -> Value | None:
        """What the control shows: the value asked for, else the car's, else None."""
        intent = self._waiting.get(path)
        return intent.value if intent else self._link.state.get(path, self._clock())

    def number(self, path: str) -> float | None:
        value = self.value(path)
        return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None

    def asked(self, path: str) -> bool:
        return path in self._waiting

    def ask(self, path: str, value: Value) -> None:
        """Send the intent. A newer one for the same path replaces the older one."""
        intent = Intent(value, "", self._clock())
        self._waiting = MappingProxyType({**self._waiting, path: intent})
        command = str(self._link.actuate(path, value))
        if self._waiting.get(path) is intent:  # a refusal may have come at once
            self._waiting = MappingProxyType({**self._waiting, path: replace(intent, command=command)})
        self._timer.start()
        self.changed.emit()

    @Slot()
    def settle(self) -> None:
        """Drop what the car now shows, and give up what it never answered."""
        now_s = self._clock()
        late: list[str] = []
        for path, intent in self._waiting.items():
            if _same(self._link.state.get(path, now_s), intent.value):
                self._drop(path)
            elif now_s - intent.asked_s > ANSWER_WITHIN_S or not self._link.connected:
                late.append(path)
        for path in late:
            self._drop(path)
            self.refused.emit(path, "")
        if not self._waiting:
            self._timer.stop()

    @Slot(str, str, str)
    def _on_command(self, command: str, outcome: str, reason: str) -> None:
        for path, intent in self._waiting.items():
            if intent.command == str(command):
                if outcome in _NO_REFUSAL:
                    # Done is not yet shown: the value comes back as state, and `settle` sees it.
                    return
                self._drop(path)
                self.refused.emit(path, reason)
                return

    def _drop(self, path: str) -> None:
        self._waiting = MappingProxyType({key: row for key, row in self._waiting.items() if key != path})
        self.changed.emit()


class Refresher(QObject):
    """Calls `refresh` when the car's state changes (at most so often) and in between, so that age shows."""

    def __init__(
        self, link: CarLink, refresh: Callable[[], None], interval_ms: int, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._refresh = refresh
        self._timer = QTimer(self)
        self._timer.setInterval(interval_ms)
        self._timer.timeout.connect(refresh)
        self._timer.start()
        self._was_connected = link.connected
        self._link = link
        link.stateChanged.connect(self._on_state)
        self._patient = interval_ms >= 200
        """slow screens wait for the timer, unless the agent came or went"""

    @Slot()
    def _on_state(self) -> None:
        connected = self._link.connected
        if not self._patient or connected != self._was_connected:
            self._was_connected = connected
            self._refresh()


def refusal_words(reason: str) -> str:
    """Why an intent was not followed, for the driver; what only the car knows is told in its own words."""
    translate = QCoreApplication.translate
    if not reason or "does not answer" in reason:
        return translate("Refusals", "The car does not answer.")
    if "did not confirm" in reason:
        return translate("Refusals", "The car has not done it in time.")
    if "can be read but not set" in reason or "is no signal" in reason:
        return translate("Refusals", "This car cannot do that.")
    return reason


def _same(shown: Value | None, asked: Value) -> bool:
    if isinstance(shown, int | float) and isinstance(asked, int | float) and not isinstance(asked, bool):
        return abs(float(shown) - float(asked)) < 0.26
    return shown == asked
