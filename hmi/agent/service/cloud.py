"""org.headunit.Cloud1: the link to the owner's cloud, what leaves the car, and pairing a phone with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from sdbus import dbus_method_async, dbus_property_async, dbus_signal_async
from sdbus.sd_bus_internals import DbusPropertyEmitsChangeFlag

from hmi.agent.service.gated import Gate, GatedInterface, Variants, refusing, variants
from hmi.bus import contract


class Cloud(Protocol):
    """The link. Unknown kinds raise KeyError; without a cloud everything but reading raises ValueError."""

    @property
    def status(self) -> str: ...
    @property
    def unsent(self) -> int: ...
    @property
    def address(self) -> str: ...
    async def consents(self) -> Mapping[str, bool]: ...
    async def set_consent(self, kind: str, allowed: bool) -> None: ...
    async def sent_log(self) -> list[str]: ...
    async def export(self) -> str: ...
    async def erase(self) -> None: ...
    def offer_pairing(self, role: str) -> str: ...
    def answer_pairing(self, accepted: bool) -> None: ...
    def records(self) -> str: ...
    def write_record(self, kind: str, record: str, fields: str) -> None: ...


class CloudInterface(GatedInterface, interface_name=contract.CLOUD):
    """What the status line and the privacy screen need."""

    def __init__(self, cloud: Cloud, gate: Gate) -> None:
        super().__init__(gate, contract.CLOUD)
        self._cloud = cloud

    @dbus_method_async("", "si")
    async def get_state(self) -> tuple[str, int]:
        await self.admit("GetState")
        return self._cloud.status, self._cloud.unsent

    @dbus_method_async("", "s")
    async def address(self) -> str:
        await self.admit("Address")
        return self._cloud.address

    @dbus_method_async("", "a{sv}")
    async def consents(self) -> Variants:
        await self.admit("Consents")
        with refusing():
            return variants(await self._cloud.consents())
        raise AssertionError

    @dbus_method_async("sb", "")
    async def set_consent(self, kind: str, allowed: bool) -> None:
        await self.admit("SetConsent")
        with refusing():
            await self._cloud.set_consent(kind, allowed)

    @dbus_method_async("", "as")
    async def sent_log(self) -> list[str]:
        await self.admit("SentLog")
        with refusing():
            return await self._cloud.sent_log()
        raise AssertionError

    @dbus_method_async("", "s")
    async def export(self) -> str:
        await self.admit("Export")
        with refusing():
            return await self._cloud.export()
        raise AssertionError

    @dbus_method_async("", "")
    async def erase(self) -> None:
        await self.admit("Erase")
        with refusing():
            await self._cloud.erase()

    @dbus_method_async("s", "s")
    async def pair(self, role: str) -> str:
        await self.admit("Pair")
        with refusing():
            return self._cloud.offer_pairing(role)
        raise AssertionError

    @dbus_method_async("b", "")
    async def answer_pairing(self, accepted: bool) -> None:
        await self.admit("AnswerPairing")
        with refusing():
            self._cloud.answer_pairing(accepted)

    @dbus_method_async("", "s")
    async def records(self) -> str:
        await self.admit("Records")
        with refusing():
            return self._cloud.records()
        raise AssertionError

    @dbus_method_async("sss", "")
    async def write_record(self, kind: str, record: str, fields: str) -> None:
        await self.admit("WriteRecord")
        with refusing():
            self._cloud.write_record(kind, record, fields)

    @dbus_signal_async("si")
    def state_changed(self) -> tuple[str, int]:
        raise NotImplementedError

    @dbus_signal_async("s")
    def pairing_asked(self) -> str:
        raise NotImplementedError

    @dbus_signal_async("s")
    def records_changed(self) -> str:
        raise NotImplementedError

    @dbus_property_async("s", flags=DbusPropertyEmitsChangeFlag)
    def status(self) -> str:
        return self._cloud.status

    @dbus_property_async("i", flags=DbusPropertyEmitsChangeFlag)
    def unsent(self) -> int:
        return self._cloud.unsent
