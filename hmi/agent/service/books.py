"""org.headunit.Trip1, Alerts1 and Diagnostics1: what the agent itself concludes from the signals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from sdbus import dbus_method_async, dbus_property_async, dbus_signal_async
from sdbus.sd_bus_internals import DbusPropertyEmitsChangeFlag

from hmi.agent.service.gated import Gate, GatedInterface, Variants, refusing, variants
from hmi.bus import contract
from hmi.vehicle.signals import Value


class Conclusions(Protocol):
    """Trips, alerts and faults. Unknown names raise KeyError, what cannot be done ValueError."""

    def trip_names(self) -> list[str]: ...
    def trip(self, name: str) -> Mapping[str, Value]: ...
    def reset_trip(self, name: str) -> None: ...
    def active_alerts(self) -> list[str]: ...
    def acknowledge(self, identifier: str) -> None: ...
    def codes(self) -> list[str]: ...
    def explain(self, code: str) -> Mapping[str, Value]: ...
    async def freeze_frame(self, code: str) -> Mapping[str, Value]: ...
    async def clear_codes(self) -> None: ...


class TripInterface(GatedInterface, interface_name=contract.TRIP):
    """The trip computer."""

    def __init__(self, conclusions: Conclusions, gate: Gate) -> None:
        super().__init__(gate, contract.TRIP)
        self._conclusions = conclusions

    @dbus_method_async("", "as")
    async def names(self) -> list[str]:
        await self.admit("Names")
        return self._conclusions.trip_names()

    @dbus_method_async("s", "a{sv}")
    async def get(self, name: str) -> Variants:
        await self.admit("Get")
        with refusing():
            return variants(self._conclusions.trip(name))
        raise AssertionError

    @dbus_method_async("s", "")
    async def reset(self, name: str) -> None:
        await self.admit("Reset")
        with refusing():
            self._conclusions.reset_trip(name)

    @dbus_signal_async("sa{sv}")
    def trip_changed(self) -> tuple[str, Variants]:
        raise NotImplementedError


class AlertsInterface(GatedInterface, interface_name=contract.ALERTS):
    """What the driver is told by itself."""

    def __init__(self, conclusions: Conclusions, gate: Gate) -> None:
        super().__init__(gate, contract.ALERTS)
        self._conclusions = conclusions

    @dbus_method_async("s", "")
    async def acknowledge(self, identifier: str) -> None:
        await self.admit("Acknowledge")
        with refusing():
            self._conclusions.acknowledge(identifier)

    @dbus_method_async("", "as")
    async def list_active(self) -> list[str]:
        await self.admit("ListActive")
        return self._conclusions.active_alerts()

    @dbus_signal_async("sisss")
    def raised(self) -> tuple[str, int, str, str, str]:
        raise NotImplementedError

    @dbus_signal_async("s")
    def cleared(self) -> str:
        raise NotImplementedError

    @dbus_signal_async("as")
    def active_changed(self) -> list[str]:
        raise NotImplementedError

    @dbus_property_async("as", flags=DbusPropertyEmitsChangeFlag)
    def active(self) -> list[str]:
        return self._conclusions.active_alerts()


class DiagnosticsInterface(GatedInterface, interface_name=contract.DIAGNOSTICS):
    """Fault codes in words."""

    def __init__(self, conclusions: Conclusions, gate: Gate) -> None:
        super().__init__(gate, contract.DIAGNOSTICS)
        self._conclusions = conclusions

    @dbus_method_async("", "as")
    async def codes(self) -> list[str]:
        await self.admit("Codes")
        return self._conclusions.codes()

    @dbus_method_async("s", "a{sv}")
    async def explain(self, code: str) -> Variants:
        await self.admit("Explain")
        with refusing():
            return variants(self._conclusions.explain(code))
        raise AssertionError

    @dbus_method_async("s", "a{sv}")
    async def freeze_frame(self, code: str) -> Variants:
        await self.admit("FreezeFrame")
        with refusing():
            return variants(await self._conclusions.freeze_frame(code))
        raise AssertionError

    @dbus_method_async("", "")
    async def clear(self) -> None:
        await self.admit("Clear")
        with refusing():
            await self._conclusions.clear_codes()

    @dbus_signal_async("as")
    def codes_changed(self) -> list[str]:
        raise NotImplementedError
