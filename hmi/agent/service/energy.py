"""org.headunit.Energy1: charge and cabin plans as the agent made them, and what it learned of consumption."""

from __future__ import annotations

from typing import Protocol

from sdbus import dbus_method_async, dbus_signal_async

from hmi.agent.service.gated import Gate, GatedInterface
from hmi.bus import contract


class Planned(Protocol):
    """Whoever holds the plans."""

    def energy(self) -> str:
        """Everything told so far, a JSON object by name."""
        ...


class EnergyInterface(GatedInterface, interface_name=contract.ENERGY):
    """Plans to draw; nobody makes another."""

    def __init__(self, planned: Planned, gate: Gate) -> None:
        super().__init__(gate, contract.ENERGY)
        self._planned = planned

    @dbus_method_async("", "s")
    async def get(self) -> str:
        await self.admit("Get")
        return self._planned.energy()

    @dbus_signal_async("s")
    def told(self) -> str:
        raise NotImplementedError
