"""The computer under the head unit: network (NetworkManager), battery (UPower), sleep (logind)."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from hmi.bus.peer_client import PeerClient
from hmi.bus.peers import PROPERTIES, PeerError, Peers
from hmi.bus.reading import flag, integer, number, text
from hmi.bus.thread import BusThread
from hmi.bus.wire import Arguments

_NETWORK = "org.freedesktop.NetworkManager"
_NETWORK_PATH = "/org/freedesktop/NetworkManager"
_UPOWER = "org.freedesktop.UPower"
_BATTERY_PATH = "/org/freedesktop/UPower/devices/DisplayDevice"
_BATTERY = "org.freedesktop.UPower.Device"
_LOGIND = "org.freedesktop.login1"
_LOGIND_PATH = "/org/freedesktop/login1"
_MANAGER = "org.freedesktop.login1.Manager"
SETTLE_S = 0.03


@dataclass(frozen=True, slots=True)
class PowerState:
    """None is unknown: the service is not there."""

    network: str | None = None
    """none, portal, limited or full (NMConnectivityState)"""
    network_kind: str = ""
    """wifi, cellular, ethernet or empty"""
    backup_percent: float | None = None
    """of the unit's own battery"""
    on_battery: bool | None = None
    can_suspend: bool = False
    can_power_off: bool = False
    going_down: str = ""
    """sleep or shutdown has been announced; empty otherwise"""
    inhibited: tuple[str, ...] = ()
    """why the unit must not go down just now"""


class PowerClient(PeerClient):
    """Tells when the unit is about to go down, and holds that up while something is being written."""

    goingDown = Signal(str)
    """sleep or shutdown: write what must last, then `release` what was inhibited"""

    def __init__(self, thread: BusThread, address: str = "system", parent: QObject | None = None) -> None:
        self._now = PowerState()
        self._locks: dict[str, int | None] = {}
        super().__init__(thread, address, PowerState(), parent)

    @property
    def state(self) -> PowerState:
        found: PowerState = self._state
        return found

    @Slot(str)
    def inhibit(self, why: str) -> None:
        """Keep the unit up until `release(why)`: a trip or an update is being written."""

        async def act(peers: Peers) -> None:
            if why in self._locks:
                return
            self._locks[why] = None
            try:
                self._locks[why] = await self._take_lock(peers, why)
            finally:
                self._tell(inhibited=tuple(self._locks))

        self.ask(act)

    @Slot(str)
    def release(self, why: str) -> None:
        async def act(_peers: Peers) -> None:
            lock = self._locks.pop(why, None)
            if lock is not None:
                os.close(lock)
            self._tell(inhibited=tuple(self._locks))

        self.ask(act)

    async def serve(self, peers: Peers, well: Callable[[], None]) -> None:
        self._now = PowerState(inhibited=tuple(self._locks))
        dirty = asyncio.Event()

        def stir(*_what: object) -> None:
            dirty.set()

        def announce(kind: str) -> Callable[[str, str, Arguments], None]:
            def heard(_sender: str, _path: str, arguments: Arguments) -> None:
                going = bool(arguments[0])
                self._tell(going_down=kind if going else "")
                if going:
                    self.tell(self.goingDown.emit, kind)

            return heard

        await peers.on_owner_change(
            lambda name, _old, _new: dirty.set() if name in (_NETWORK, _UPOWER, _LOGIND) else None
        )
        for service in (_NETWORK, _UPOWER):
            await peers.subscribe(service, None, f"{PROPERTIES}.PropertiesChanged", "sa{sv}as", stir)
        await peers.subscribe(_NETWORK, _NETWORK_PATH, f"{_NETWORK}.StateChanged", "u", stir)
        await peers.subscribe(_LOGIND, _LOGIND_PATH, f"{_MANAGER}.PrepareForSleep", "b", announce("sleep"))
        await peers.subscribe(
            _LOGIND, _LOGIND_PATH, f"{_MANAGER}.PrepareForShutdown", "b", announce("shutdown")
        )
        for why in self._locks:  # a new bus, or logind anew: the old locks are void
            with contextlib.suppress(PeerError):
                self._locks[why] = await self._take_lock(peers, why)
        well()
        while True:
            dirty.clear()
            self._tell(
                **await _read_network(peers), **await _read_battery(peers), **await _read_logind(peers)
            )
            await dirty.wait()
            await asyncio.sleep(SETTLE_S)

    async def _take_lock(self, peers: Peers, why: str) -> int:
        # "delay" lets logind wait for its InhibitDelayMaxSec; "block" would also defeat an emergency.
        lock = await peers.call(
            _LOGIND,
            _LOGIND_PATH,
            f"{_MANAGER}.Inhibit",
            "ssss",
            "shutdown:sleep",
            "headunit",
            why,
            "delay",
            reply="h",
        )
        return int(lock)  # sdbus hands over a duplicate: closing it is the release

    def _tell(self, **changes: Any) -> None:
        self._now = replace(self._now, **changes)
        self.publish(self._now)


async def _read_network(peers: Peers) -> dict[str, Any]:
    try:
        found = await peers.properties(_NETWORK, _NETWORK_PATH, _NETWORK)
    except PeerError:
        return {"network": None, "network_kind": ""}
    words = {1: "none", 2: "portal", 3: "limited", 4: "full"}
    kind = text(found.get("PrimaryConnectionType"))
    kinds = {"802-11-wireless": "wifi", "802-3-ethernet": "ethernet", "gsm": "cellular", "cdma": "cellular"}
    return {
        "network": words.get(integer(found.get("Connectivity")) or 0),
        "network_kind": kinds.get(kind, kind),
    }


async def _read_battery(peers: Peers) -> dict[str, Any]:
    try:
        found = await peers.properties(_UPOWER, "/org/freedesktop/UPower", _UPOWER)
        display = await peers.properties(_UPOWER, _BATTERY_PATH, _BATTERY)
    except PeerError:
        return {"backup_percent": None, "on_battery": None}
    there, on_battery = flag(display.get("IsPresent")), found.get("OnBattery")
    return {
        "on_battery": on_battery if isinstance(on_battery, bool) else None,
        "backup_percent": number(display.get("Percentage")) if there else None,
    }


async def _read_logind(peers: Peers) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for field, method in (("can_suspend", "CanSuspend"), ("can_power_off", "CanPowerOff")):
        try:
            said = await peers.call(_LOGIND, _LOGIND_PATH, f"{_MANAGER}.{method}", reply="s")
        except PeerError:
            said = "na"
        answers[field] = said == "yes"
    return answers
