"""org.headunit.Upkeep1: what the car will need, and work that was done entered."""

from __future__ import annotations

from typing import Protocol

from sdbus import dbus_method_async, dbus_signal_async

from hmi.agent.service.gated import Gate, GatedInterface, refusing
from hmi.bus import contract


class Kept(Protocol):
    """Whoever keeps the maintenance book."""

    def upkeep(self) -> str:
        """All outlooks as a JSON list."""
        ...

    def done(self, part: str) -> None:
        """Raises ValueError for no such part."""
        ...

    def inspect_by(self, day: str) -> None:
        """Raises ValueError for no date."""
        ...

    def as_csv(self) -> str: ...


class UpkeepInterface(GatedInterface, interface_name=contract.UPKEEP):
    """Forecasts to draw; nobody makes another."""

    def __init__(self, kept: Kept, gate: Gate) -> None:
        super().__init__(gate, contract.UPKEEP)
        self._kept = kept

    @dbus_method_async("", "s")
    async def get(self) -> str:
        await self.admit("Get")
        return self._kept.upkeep()

    @dbus_method_async("s", "")
    async def done(self, part: str) -> None:
        await self.admit("Done")
        with refusing():
            self._kept.done(part)

    @dbus_method_async("s", "")
    async def inspect_by(self, day: str) -> None:
        await self.admit("InspectBy")
        with refusing():
            self._kept.inspect_by(day)

    @dbus_method_async("", "s")
    async def export(self) -> str:
        await self.admit("Export")
        return self._kept.as_csv()

    @dbus_signal_async("s")
    def told(self) -> str:
        raise NotImplementedError
