"""org.headunit.Simulator1: the strings of the simulated car; exported only where there is one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol, runtime_checkable

from sdbus import dbus_method_async, dbus_property_async, dbus_signal_async
from sdbus.sd_bus_internals import DbusPropertyEmitsChangeFlag

from hmi.agent.service.gated import Gate, GatedInterface, Variant, Variants, numbers, refusing, variants
from hmi.bus import contract
from hmi.vehicle.signals import Value
from maps.geometry import LatLon


@runtime_checkable
class Simulator(Protocol):
    """What the bus offers of a simulated car. Wrong arguments raise ValueError, unknown names KeyError."""

    def follow(
        self, lat_deg: Sequence[float], lon_deg: Sequence[float], limits_mps: Sequence[float]
    ) -> None: ...
    def stop_following(self) -> None: ...
    def place(self, position: LatLon, heading_deg: float) -> None: ...
    def set_time_factor(self, factor: float) -> None: ...
    def set_pedals(self, accelerator_percent: float, brake_percent: float) -> None: ...
    def set_world(self, name: str, value: float) -> None: ...
    def run_scenario(self, name: str) -> None: ...
    def set_fault(self, name: str, on: bool) -> None: ...
    def status(self) -> Mapping[str, Value]: ...
    @property
    def time_factor(self) -> float: ...
    @property
    def route_remaining_m(self) -> float: ...
    @property
    def scenario_names(self) -> list[str]: ...
    @property
    def fault_names(self) -> list[str]: ...


class Recording(Protocol):
    """Where the drive is written to. Raises ValueError when it cannot be."""

    def record(self, path: str) -> None: ...


class SimulatorInterface(GatedInterface, interface_name=contract.SIMULATOR):
    """Everything that the simulator window does."""

    def __init__(self, simulator: Simulator, recording: Recording, gate: Gate) -> None:
        super().__init__(gate, contract.SIMULATOR)
        self._simulator = simulator
        self._recording = recording

    @dbus_method_async("avavav", "")
    async def follow_route(self, lat: list[Variant], lon: list[Variant], limits: list[Variant]) -> None:
        await self.admit("FollowRoute")
        with refusing():
            self._simulator.follow(numbers(lat), numbers(lon), numbers(limits))

    @dbus_method_async("", "")
    async def stop_following(self) -> None:
        await self.admit("StopFollowing")
        self._simulator.stop_following()

    @dbus_method_async("ddd", "")
    async def place(self, lat_deg: float, lon_deg: float, heading_deg: float) -> None:
        await self.admit("Place")
        with refusing():
            self._simulator.place(LatLon(lat_deg, lon_deg), heading_deg)

    @dbus_method_async("d", "")
    async def set_time_factor(self, factor: float) -> None:
        await self.admit("SetTimeFactor")
        with refusing():
            self._simulator.set_time_factor(factor)
        self._tell()

    @dbus_method_async("dd", "")
    async def set_pedals(self, accelerator_percent: float, brake_percent: float) -> None:
        await self.admit("SetPedals")
        with refusing():
            self._simulator.set_pedals(accelerator_percent, brake_percent)

    @dbus_method_async("sd", "")
    async def set_world(self, name: str, value: float) -> None:
        await self.admit("SetWorld")
        with refusing():
            self._simulator.set_world(name, value)
        self._tell()

    @dbus_method_async("", "as")
    async def scenarios(self) -> list[str]:
        await self.admit("Scenarios")
        return self._simulator.scenario_names

    @dbus_method_async("s", "")
    async def run_scenario(self, name: str) -> None:
        await self.admit("RunScenario")
        with refusing():
            self._simulator.run_scenario(name)
        self._tell()

    @dbus_method_async("", "as")
    async def faults(self) -> list[str]:
        await self.admit("Faults")
        return self._simulator.fault_names

    @dbus_method_async("sb", "")
    async def set_fault(self, name: str, on: bool) -> None:
        await self.admit("SetFault")
        with refusing():
            self._simulator.set_fault(name, on)
        self._tell()

    @dbus_method_async("s", "")
    async def record(self, path: str) -> None:
        await self.admit("Record")
        with refusing():
            self._recording.record(path)
        self._tell()

    @dbus_method_async("", "a{sv}")
    async def status(self) -> Variants:
        await self.admit("Status")
        return variants(self._simulator.status())

    @dbus_signal_async("a{sv}")
    def status_changed(self) -> Variants:
        raise NotImplementedError

    @dbus_property_async("d", flags=DbusPropertyEmitsChangeFlag)
    def time_factor(self) -> float:
        return self._simulator.time_factor

    @dbus_property_async("d")
    def route_remaining(self) -> float:
        return self._simulator.route_remaining_m

    def _tell(self) -> None:
        self.status_changed.emit(variants(self._simulator.status()))
