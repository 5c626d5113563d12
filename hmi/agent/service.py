"""The agent's end of the bus: the interfaces of `hmi.bus.contract` exported with sdbus, without logic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

from sdbus import (
    DbusInterfaceCommonAsync,
    dbus_method_async,
    dbus_property_async,
    dbus_signal_async,
    get_current_message,
)
from sdbus.sd_bus_internals import DbusPropertyEmitsChangeFlag

from hmi.agent.refusals import RefusedError
from hmi.bus import contract
from hmi.bus.contract import to_variant
from hmi.vehicle.signals import Value
from maps.geometry import LatLon

LONGEST_ROUTE = 500_000
Variant = tuple[str, Any]
Variants = dict[str, tuple[str, Any]]


class Agent(Protocol):
    """What the bus offers of the agent; refusals are errors of `hmi.agent.refusals`."""

    def list_paths(self) -> list[str]: ...
    def describe(self, path: str) -> Mapping[str, Value]: ...
    def get(self, paths: list[str]) -> tuple[Variants, Variants]: ...
    def actuate(self, identifier: str, targets: Variants, deadline_s: float) -> None: ...
    def source_names(self) -> list[str]: ...


class Simulator(Protocol):
    """What the bus offers of a simulated car."""

    def follow(
        self, lat_deg: Sequence[float], lon_deg: Sequence[float], limits_mps: Sequence[float]
    ) -> None: ...
    def stop_following(self) -> None: ...
    def place(self, position: LatLon, heading_deg: float) -> None: ...
    def set_time_factor(self, factor: float) -> None: ...
    @property
    def time_factor(self) -> float: ...
    @property
    def route_remaining_m(self) -> float: ...


class Gate(Protocol):
    """Decides whether a caller may do something now; raises NotAllowedError or TooManyError."""

    async def admit(self, sender: str, interface: str, member: str) -> None: ...


def variants(values: Mapping[str, Value]) -> Variants:
    return {key: to_variant(value) for key, value in values.items()}


class VehicleInterface(DbusInterfaceCommonAsync, interface_name=contract.VEHICLE):
    """Signals of the car: read, described, set."""

    def __init__(self, agent: Agent, gate: Gate) -> None:
        super().__init__()
        self._agent = agent
        self._gate = gate

    @dbus_method_async("", "as", method_name="List")
    async def list_paths(self) -> list[str]:
        await self._admit("List")
        return self._agent.list_paths()

    @dbus_method_async("s", "a{sv}")
    async def describe(self, path: str) -> Variants:
        await self._admit("Describe")
        return variants(self._agent.describe(path))

    @dbus_method_async("as", "a{sv}a{sv}")
    async def get(self, paths: list[str]) -> tuple[Variants, Variants]:
        await self._admit("Get")
        return self._agent.get(paths)

    @dbus_method_async("sa{sv}d", "")
    async def actuate(self, identifier: str, targets: Variants, deadline_s: float) -> None:
        await self._admit("Actuate")
        self._agent.actuate(identifier, targets, deadline_s)

    @dbus_signal_async("xa{sv}a{sv}")
    def changed(self) -> tuple[int, Variants, Variants]:
        raise NotImplementedError

    @dbus_signal_async("sss")
    def command_changed(self) -> tuple[str, str, str]:
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

    async def _admit(self, member: str) -> None:
        await self._gate.admit(get_current_message().sender or "", contract.VEHICLE, member)


class SimulatorInterface(DbusInterfaceCommonAsync, interface_name=contract.SIMULATOR):
    """The strings of the simulated car; exported only where there is one."""

    def __init__(self, simulator: Simulator, gate: Gate) -> None:
        super().__init__()
        self._simulator = simulator
        self._gate = gate

    @dbus_method_async("avavav", "")
    async def follow_route(self, lat: list[Variant], lon: list[Variant], limits: list[Variant]) -> None:
        await self._admit("FollowRoute")
        with refusing():
            self._simulator.follow(numbers(lat), numbers(lon), numbers(limits))

    @dbus_method_async("", "")
    async def stop_following(self) -> None:
        await self._admit("StopFollowing")
        self._simulator.stop_following()

    @dbus_method_async("ddd", "")
    async def place(self, lat_deg: float, lon_deg: float, heading_deg: float) -> None:
        await self._admit("Place")
        with refusing():
            self._simulator.place(LatLon(lat_deg, lon_deg), heading_deg)

    @dbus_method_async("d", "")
    async def set_time_factor(self, factor: float) -> None:
        await self._admit("SetTimeFactor")
        with refusing():
            self._simulator.set_time_factor(factor)

    @dbus_property_async("d", flags=DbusPropertyEmitsChangeFlag)
    def time_factor(self) -> float:
        return self._simulator.time_factor

    @dbus_property_async("d")
    def route_remaining(self) -> float:
        return self._simulator.route_remaining_m

    async def _admit(self, member: str) -> None:
        await self._gate.admit(get_current_message().sender or "", contract.SIMULATOR, member)


@contextmanager
def refusing() -> Iterator[None]:
    """Turns a ValueError into a refusal with its sentence."""
    try:
        yield
    except ValueError as error:
        raise RefusedError(str(error)) from None


def numbers(values: list[Variant]) -> list[float]:
    """Bare floats of an array of variants. Raises ValueError for anything else."""
    if len(values) > LONGEST_ROUTE:
        raise ValueError(f"a route has at most {LONGEST_ROUTE} points")
    if not all(signature in _NUMERIC for signature, _ in values):
        raise ValueError("a route holds numbers only")
    return [float(value) for _, value in values]


_NUMERIC = frozenset("dixnqutiy")
