"""Pairing a phone through BlueZ: the devices it knows, and the agent that it asks about passkeys."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sdbus import DbusInterfaceCommonAsync, dbus_method_async, get_current_message
from sdbus.dbus_exceptions import DbusFailedError

from hmi.bus.reading import flag, integer, text

BLUEZ = "org.bluez"
ADAPTER = "org.bluez.Adapter1"
DEVICE = "org.bluez.Device1"
BATTERY = "org.bluez.Battery1"
AGENT_PATH = "/org/headunit/pairing"
ANSWER_S = 30.0
"""BlueZ itself gives up after a minute."""


@dataclass(frozen=True, slots=True)
class Device:
    """A phone in reach or known from before."""

    path: str
    address: str
    name: str
    paired: bool
    connected: bool
    trusted: bool
    battery_percent: int | None


@dataclass(frozen=True, slots=True)
class PairingRequest:
    """What BlueZ wants to know before it pairs."""

    device: str
    """its name"""
    kind: str
    """confirm: do both show the same passkey? show: type this passkey on the phone; allow: may it connect?"""
    passkey: str = ""
    """six digits, or the PIN to type"""


class RejectedError(DbusFailedError):
    """The driver said no, or nothing."""

    dbus_error_name = "org.bluez.Error.Rejected"


class PairingAgent(DbusInterfaceCommonAsync, interface_name="org.bluez.Agent1"):
    """Answers BlueZ (its doc/agent-api.txt) with what the driver decides on the screen."""

    def __init__(
        self,
        show: Callable[[PairingRequest | None], None],
        device_name: Callable[[str], str],
        is_bluez: Callable[[str], bool],
    ) -> None:
        super().__init__()
        self._show = show
        self._device_name = device_name
        self._is_bluez = is_bluez
        self._answer: asyncio.Future[bool] | None = None

    def decide(self, yes: bool) -> None:
        """The driver's answer to the request on the screen."""
        if self._answer is not None and not self._answer.done():
            self._answer.set_result(yes)

    @dbus_method_async("", "")
    async def release(self) -> None:
        self._show(None)

    @dbus_method_async("o", "s")
    async def request_pin_code(self, device: str) -> str:
        # An old phone without SSP: it types what the car shows.
        await self._ask(PairingRequest(self._device_name(device), "show", "0000"))
        return "0000"

    @dbus_method_async("os", "")
    async def display_pin_code(self, device: str, code: str) -> None:
        self._check()
        self._show(PairingRequest(self._device_name(device), "show", code))

    @dbus_method_async("ouq", "")
    async def display_passkey(self, device: str, passkey: int, _entered: int) -> None:
        self._check()
        self._show(PairingRequest(self._device_name(device), "show", f"{passkey:06}"))

    @dbus_method_async("ou", "")
    async def request_confirmation(self, device: str, passkey: int) -> None:
        await self._ask(PairingRequest(self._device_name(device), "confirm", f"{passkey:06}"))

    @dbus_method_async("o", "")
    async def request_authorization(self, device: str) -> None:
        await self._ask(PairingRequest(self._device_name(device), "allow"))

    @dbus_method_async("os", "")
    async def authorize_service(self, device: str, _uuid: str) -> None:
        await self._ask(PairingRequest(self._device_name(device), "allow"))

    @dbus_method_async("", "")
    async def cancel(self) -> None:
        self._check()
        self.decide(False)
        self._show(None)

    def _check(self) -> None:
        # Anybody on the bus could ask the driver for a passkey; only BlueZ may.
        if not self._is_bluez(get_current_message().sender or ""):
            raise RejectedError("only BlueZ may ask")

    async def _ask(self, request: PairingRequest) -> None:
        self._check()
        self._answer = asyncio.get_running_loop().create_future()
        self._show(request)
        try:
            async with asyncio.timeout(ANSWER_S):
                agreed = await self._answer
        except TimeoutError:
            agreed = False
        finally:
            self._show(None)
        if not agreed:
            raise RejectedError("the driver did not agree")


def device(path: str, interfaces: dict[str, dict[str, Any]]) -> Device:
    """From the properties that BlueZ's object manager lists."""
    found = interfaces[DEVICE]
    return Device(
        path=path,
        address=text(found.get("Address")),
        name=text(found.get("Alias")) or text(found.get("Name")) or text(found.get("Address")),
        paired=flag(found.get("Paired")),
        connected=flag(found.get("Connected")),
        trusted=flag(found.get("Trusted")),
        battery_percent=integer(interfaces.get(BATTERY, {}).get("Percentage")),
    )
