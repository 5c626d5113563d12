"""The one shape of everything that knows something about the car: simulator, CAN, OBD-II, GNSS, replay."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol, runtime_checkable

from hmi.vehicle.signals import Value

Sink = Callable[[Mapping[str, object], float], None]
"""Called with values by VSS path and the monotonic time at which they were true."""


class Source(Protocol):
    """Runs on the agent's event loop until cancelled; survives the loss of its device by itself."""

    @property
    def name(self) -> str:
        """for people and for the recording: "simulator", "can:can0" …"""
        ...

    @property
    def priority(self) -> int:
        """of two sources that report the same signal the higher one is believed while it is fresh"""
        ...

    @property
    def actuators(self) -> frozenset[str]:
        """the paths that this source can set"""
        ...

    async def run(self, sink: Sink) -> None:
        """Feed `sink` until cancelled."""
        ...

    async def actuate(self, path: str, value: Value) -> None:
        """Ask the car. Raises CommandRefusedError with why it will not."""
        ...


@runtime_checkable
class Wakeable(Protocol):
    """A source that can wake a sleeping car's control units."""

    async def wake(self) -> None:
        """Ask once; that they speak again shows by itself. Raises CommandRefusedError."""
        ...


@runtime_checkable
class Played(Protocol):
    """A source that is no car but plays one: in a time of its own, and from where somebody puts it."""

    changed: Callable[[], None]
    """called when something that must survive a power loss was set"""
    lifted: Callable[[], None]
    """called when the car was put somewhere else, which is no mistake of its receiver"""
    time_factor: float
    """its seconds in one of the clock"""

    @property
    def name(self) -> str: ...

    def snapshot(self) -> dict[str, Any]:
        """What must survive a power loss, JSON-able; kept under `name`."""
        ...
