"""org.headunit.Vehicle1: the signals of the car, read, described and set."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from sdbus import dbus_method_async, dbus_property_async, dbus_signal_async
from sdbus.sd_bus_internals import DbusPropertyEmitsChangeFlag

from hmi.agent.service.gated import Gate, GatedInterface, Variants, variants
from hmi.bus import contract
from hmi.vehicle.signals import Value


class Agent(Protocol):
    """What the bus offers of the agent; refusals are errors of `hmi.agent.service.refusals`."""

    def list_paths(self) -> list[str]: ...
    def describe(self, path: str) -> Mapping[str, Value]: ...
    def get(self, paths: list[str]) -> tuple[Variants, Variants]: ...
    def holds(self) -> Mapping[str, float]: ...
    def actuate(self, identifier: str, targets: Variants, deadline_s: float) -> None: ...
    def on_road(self, lat_deg: float, lon_deg: float, course_deg: float) -> None: ...
    def source_names(self) -> list[str]: ...


class VehicleInterface(GatedInterface, interface_name=contract.VEHICLE):
    """Signals of the car: read, described, set."""

    def __init__(self, agent: Agent, gate: Gate) -> None:
        super().__init__(gate, contract.VEHICLE)
        self._agent = agent

    @dbus_method_async("", "as", method_name="List")
    async def list_paths(self) -> list[str]:
        await self.admit("List")
        return self._agent.list_paths()

    @dbus_method_async("s", "a{sv}")
    async def describe(self, path: str) -> Variants:
        await self.admit("Describe")
        return variants(self._agent.describe(path))

    @dbus_method_async("as", "a{sv}a{sv}")
    async def get(self, paths: list[str]) -> tuple[Variants, Variants]:
        await self.admit("Get")
        return self._agent.get(paths)

    @dbus_method_async("", "a{sv}")
    async def holds(self) -> Variants:
        await self.admit("Holds")
        return variants(self._agent.holds())

    @dbus_method_async("sa{sv}d", "")
    async def actuate(self, identifier: str, targets: Variants, deadline_s: float) -> None:
        await self.admit("Actuate")
        self._agent.actuate(identifier, targets, deadline_s)

    @dbus_method_async("ddd", "")
    async def on_road(self, lat_deg: float, lon_deg: float, course_deg: float) -> None:
        await self.admit("OnRoad")
        self._agent.on_road(lat_deg, lon_deg, course_deg)

    @dbus_signal_async("xa{sv}a{sv}")
    def changed(self) -> tuple[int, Variants, Variants]:
        raise NotImplementedError

    @dbus_signal_async("sss")
    def command_changed(self) -> tuple[str, str, str]:
        raise NotImplementedError

    @dbus_signal_async("a{sv}")
    def holds_changed(self) -> Variants:
        raise NotImplementedError

    @dbus_signal_async("as")
    def lost(self) -> list[str]:
        raise NotImplementedError

    @dbus_property_async("i", flags=DbusPropertyEmitsChangeFlag)
    def version(self) -> int:
        return 1

    @dbus_property_async("as", flags=DbusPropertyEmitsChangeFlag)
    def sources(self) -> list[str]:
        return self._agent.source_names()
