"""The phone in the car: pairing by BlueZ, calls by oFono, contacts and recents by PBAP."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Slot

from hmi.bus.bluetooth import (
    ADAPTER,
    AGENT_PATH,
    BLUEZ,
    DEVICE,
    Device,
    PairingAgent,
    PairingRequest,
    device,
)
from hmi.bus.obex import hand_over
from hmi.bus.peer_client import PeerClient
from hmi.bus.peers import PROPERTIES, PeerError, Peers
from hmi.bus.phonebook import Contact, Names, RecentCall
from hmi.bus.reading import flag, listing, number, text
from hmi.bus.thread import BusThread
from hmi.bus.wire import Arguments

_OFONO = "org.ofono"
_CALLS = "org.ofono.VoiceCallManager"
_CALL = "org.ofono.VoiceCall"
_NETWORK = "org.ofono.NetworkRegistration"
_VOLUME = "org.ofono.CallVolume"
_OBJECTS = "org.freedesktop.DBus.ObjectManager"
SETTLE_S = 0.03
"""Signals come in swarms; the services are asked once after each."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call. `id` is what the slots take."""

    id: str
    number: str
    name: str
    state: str
    """incoming, dialing, alerting, active, held, waiting"""
    started_s: float
    """monotonic time at which it became active, else at which it began"""


@dataclass(frozen=True, slots=True)
class PhoneState:
    """Everything the phone screen shows."""

    bluetooth: str = "absent"
    """absent (no daemon or no adapter), off, on"""
    discoverable: bool = False
    discovering: bool = False
    devices: tuple[Device, ...] = ()
    pairing: PairingRequest | None = None
    calling: bool = False
    """a modem that can call is there"""
    calls: tuple[Call, ...] = ()
    operator: str = ""
    signal_percent: int | None = None
    muted: bool = False
    contacts: tuple[Contact, ...] = ()
    recents: tuple[RecentCall, ...] = ()
    syncing: bool = False

    @property
    def connected(self) -> Device | None:
        return next((found for found in self.devices if found.connected), None)

    @property
    def incoming(self) -> Call | None:
        return next((call for call in self.calls if call.state in ("incoming", "waiting")), None)


class PhoneClient(PeerClient):
    """BlueZ, oFono and obexd as one phone. `state` changes on the GUI thread; slots return at once."""

    def __init__(
        self,
        thread: BusThread,
        address: str = "system",
        parent: QObject | None = None,
        *,
        obex_address: str = "session",
    ) -> None:
        self._now = PhoneState()
        self._names = Names(())
        self._adapter = ""
        self._modem = ""
        self._bluez_owner = ""
        self._objects: dict[str, dict[str, dict[str, Any]]] | None = None
        """BlueZ's objects, kept by its signals; None before they were read"""
        self._dirty = asyncio.Event()
        self._agent: PairingAgent | None = None
        self._obex_address = obex_address
        super().__init__(thread, address, PhoneState(), parent)

    @property
    def state(self) -> PhoneState:
        found: PhoneState = self._state
        return found

    # Pairing.

    @Slot(bool)
    def setDiscoverable(self, on: bool) -> None:
        """Let phones find the car, and look for phones."""

        async def act(peers: Peers) -> None:
            for name in ("Discoverable", "Pairable"):
                await peers.set_property(BLUEZ, self._adapter, f"{ADAPTER}.{name}", "b", on)
            method = "StartDiscovery" if on else "StopDiscovery"
            with contextlib.suppress(PeerError):  # it says so when it already is
                await peers.call(BLUEZ, self._adapter, f"{ADAPTER}.{method}")

        self._on_adapter(act)

    @Slot(str)
    def pair(self, path: str) -> None:
        """Pair, trust and connect a device; the passkey is asked by `state.pairing`."""

        async def act(peers: Peers) -> None:
            await peers.call(BLUEZ, path, f"{DEVICE}.Pair", timeout_s=60.0)
            await peers.set_property(BLUEZ, path, f"{DEVICE}.Trusted", "b", True)
            await peers.call(BLUEZ, path, f"{DEVICE}.Connect", timeout_s=30.0)

        self.ask(act)

    @Slot(bool)
    def confirmPairing(self, yes: bool) -> None:
        async def act(_peers: Peers) -> None:
            if self._agent is not None:
                self._agent.decide(yes)

        self.ask(act)

    @Slot(str)
    def forget(self, path: str) -> None:
        self._on_adapter(lambda p: p.call(BLUEZ, self._adapter, f"{ADAPTER}.RemoveDevice", "o", path))

    @Slot(str)
    def connectDevice(self, path: str) -> None:
        self.ask(lambda peers: peers.call(BLUEZ, path, f"{DEVICE}.Connect", timeout_s=30.0))

    @Slot(str)
    def disconnectDevice(self, path: str) -> None:
        self.ask(lambda peers: peers.call(BLUEZ, path, f"{DEVICE}.Disconnect"))

    # Calls.

    @Slot(str)
    def dial(self, number: str) -> None:
        self._on_modem(lambda p: p.call(_OFONO, self._modem, f"{_CALLS}.Dial", "ss", number, ""))

    @Slot(str)
    def answer(self, call: str) -> None:
        """Take a call; one that is active is put on hold."""

        async def act(peers: Peers) -> None:
            if any(other.state == "active" for other in self._now.calls):
                await peers.call(_OFONO, self._modem, f"{_CALLS}.HoldAndAnswer")
            else:
                await peers.call(_OFONO, call, f"{_CALL}.Answer")

        self._on_modem(act)

    @Slot(str)
    def hangUp(self, call: str) -> None:
        self._on_modem(lambda p: p.call(_OFONO, call, f"{_CALL}.Hangup"))

    @Slot()
    def swapCalls(self) -> None:
        self._on_modem(lambda p: p.call(_OFONO, self._modem, f"{_CALLS}.SwapCalls"))

    @Slot(bool)
    def setMuted(self, muted: bool) -> None:
        async def act(peers: Peers) -> None:
            await peers.call(_OFONO, self._modem, f"{_VOLUME}.SetProperty", "sv", "Muted", ("b", muted))

        self._on_modem(act)

    @Slot()
    def syncContacts(self) -> None:
        """Read contacts and recent calls from the connected phone."""
        self.ask(lambda _peers: self._sync())

    # Inside, on the peers' thread.

    async def serve(self, peers: Peers, well: Callable[[], None]) -> None:
        self._now = PhoneState()
        dirty = self._dirty = asyncio.Event()

        def stir(*_what: object) -> None:
            dirty.set()

        def on_owner(name: str, _old: str, new: str) -> None:
            if name == BLUEZ:
                self._bluez_owner = new
                self._objects = None
            if name in (BLUEZ, _OFONO):
                dirty.set()

        def on_properties(_sender: str, path: str, arguments: Arguments) -> None:
            interface, changed, gone = arguments
            if self._objects is not None and path in self._objects:
                found = self._objects[path].setdefault(interface, {})
                found.update(changed)
                for name in gone:
                    found.pop(name, None)
                dirty.set()

        def on_added(_sender: str, _path: str, arguments: Arguments) -> None:
            if self._objects is not None:
                self._objects.setdefault(arguments[0], {}).update(arguments[1])
                dirty.set()

        def on_removed(_sender: str, _path: str, arguments: Arguments) -> None:
            if self._objects is not None:
                interfaces = self._objects.get(arguments[0], {})
                for name in arguments[1]:
                    interfaces.pop(name, None)
                dirty.set()

        await peers.on_owner_change(on_owner)
        self._agent = PairingAgent(
            lambda request: self._tell(pairing=request),
            lambda path: next((d.name for d in self._now.devices if d.path == path), path),
            lambda sender: bool(sender) and sender == self._bluez_owner,
        )
        self._agent.export_to_dbus(AGENT_PATH, peers.bus)
        await peers.subscribe(BLUEZ, None, f"{PROPERTIES}.PropertiesChanged", "sa{sv}as", on_properties)
        await peers.subscribe(BLUEZ, None, f"{_OBJECTS}.InterfacesAdded", "oa{sa{sv}}", on_added)
        await peers.subscribe(BLUEZ, None, f"{_OBJECTS}.InterfacesRemoved", "oas", on_removed)
        for member, signature in (
            ("org.ofono.Manager.ModemAdded", "oa{sv}"),
            ("org.ofono.Manager.ModemRemoved", "o"),
            ("org.ofono.Modem.PropertyChanged", "sv"),
            (f"{_CALLS}.CallAdded", "oa{sv}"),
            (f"{_CALLS}.CallRemoved", "o"),
            (f"{_CALL}.PropertyChanged", "sv"),
            (f"{_NETWORK}.PropertyChanged", "sv"),
            (f"{_VOLUME}.PropertyChanged", "sv"),
        ):
            await peers.subscribe(_OFONO, None, member, signature, stir)
        registered_with = ""
        well()
        while True:
            dirty.clear()
            await self._read_bluetooth(peers)
            if self._bluez_owner and self._bluez_owner != registered_with and self._adapter:
                await self._register_agent(peers)
                registered_with = self._bluez_owner
            await self._read_calls(peers)
            self._tell()
            await dirty.wait()
            await asyncio.sleep(SETTLE_S)

    async def _register_agent(self, peers: Peers) -> None:
        manager = "org.bluez.AgentManager1"
        with contextlib.suppress(PeerError):  # another agent is registered: pairing is done there
            await peers.call(
                BLUEZ, "/org/bluez", f"{manager}.RegisterAgent", "os", AGENT_PATH, "DisplayYesNo"
            )
            await peers.call(BLUEZ, "/org/bluez", f"{manager}.RequestDefaultAgent", "o", AGENT_PATH)

    async def _read_bluetooth(self, peers: Peers) -> None:
        absent: dict[str, Any] = {
            "bluetooth": "absent",
            "discoverable": False,
            "discovering": False,
            "devices": (),
        }
        self._adapter = ""
        try:
            if self._objects is None:
                self._bluez_owner = ""
                self._bluez_owner = await peers.owner(BLUEZ)
                self._objects = await peers.call(
                    BLUEZ, "/", f"{_OBJECTS}.GetManagedObjects", reply="a{oa{sa{sv}}}"
                )
        except PeerError:
            self._objects = None
        objects = self._objects or {}
        adapters = sorted(path for path, interfaces in objects.items() if ADAPTER in interfaces)
        if not adapters:
            self._now = replace(self._now, **absent)
            return
        self._adapter = adapters[0]
        found = objects[self._adapter][ADAPTER]
        devices = [device(path, each) for path, each in objects.items() if DEVICE in each]
        self._now = replace(
            self._now,
            bluetooth="on" if flag(found.get("Powered")) else "off",
            discoverable=flag(found.get("Discoverable")),
            discovering=flag(found.get("Discovering")),
            devices=tuple(sorted(devices, key=lambda d: (not d.connected, not d.paired, d.name))),
        )

    async def _read_calls(self, peers: Peers) -> None:
        self._modem = ""
        try:
            modems = await peers.call(_OFONO, "/", "org.ofono.Manager.GetModems", reply="a(oa{sv})")
            ready = [(path, found) for path, found in modems if _CALLS in listing(found.get("Interfaces"))]
            online = [entry for entry in ready if flag(entry[1].get("Online"), True)]
            if not online:
                raise PeerError("", "no modem")
            self._modem, found = online[0]
            calls = await peers.call(_OFONO, self._modem, f"{_CALLS}.GetCalls", reply="a(oa{sv})")
        except PeerError:
            self._now = replace(
                self._now, calling=False, calls=(), operator="", signal_percent=None, muted=False
            )
            return
        network = await self._ofono_properties(peers, _NETWORK, found)
        volume = await self._ofono_properties(peers, _VOLUME, found)
        strength = number(network.get("Strength"))
        self._now = replace(
            self._now,
            calling=True,
            calls=tuple(self._call(path, properties) for path, properties in calls),
            operator=text(network.get("Name")),
            signal_percent=None if strength is None else int(strength),
            muted=flag(volume.get("Muted")),
        )

    async def _ofono_properties(self, peers: Peers, interface: str, modem: dict[str, Any]) -> dict[str, Any]:
        if interface not in listing(modem.get("Interfaces")):
            return {}
        try:
            found = await peers.call(_OFONO, self._modem, f"{interface}.GetProperties", reply="a{sv}")
        except PeerError:
            return {}
        return dict(found)

    def _call(self, path: str, properties: dict[str, Any]) -> Call:
        dialled = text(properties.get("LineIdentification"))
        state = text(properties.get("State"))
        before = next((call for call in self._now.calls if call.id == path), None)
        name = text(properties.get("Name")) or self._names.name_of(dialled)
        kept = before is not None and before.state == state
        return Call(path, dialled, name, state, before.started_s if kept and before else time.monotonic())

    async def _sync(self) -> None:
        phone = self._now.connected
        if phone is None:
            self.tell(self.problem.emit, "no phone is connected")
            return
        self._tell(syncing=True)
        try:
            book, history = await hand_over(self._obex_address, phone.address)
            self._now = replace(self._now, contacts=book.contacts, recents=history)
            self._names = Names(book.contacts)
            if book.unreadable:
                self.tell(self.problem.emit, f"{book.unreadable} contacts cannot be read")
        except PeerError as error:
            self.tell(self.problem.emit, f"contacts: {error}")
        finally:
            self._tell(syncing=False)

    def _on_adapter(self, action: Callable[[Peers], Awaitable[None]]) -> None:
        self._on(lambda: self._adapter, "there is no Bluetooth adapter", action)

    def _on_modem(self, action: Callable[[Peers], Awaitable[None]]) -> None:
        self._on(lambda: self._modem, "no phone is connected", action)

    def _on(
        self, needed: Callable[[], str], missing: str, action: Callable[[Peers], Awaitable[None]]
    ) -> None:
        async def act(peers: Peers) -> None:
            if not needed():
                raise PeerError("", missing)
            await action(peers)
            self._dirty.set()

        self.ask(act)

    def _tell(self, **changes: Any) -> None:
        self._now = replace(self._now, **changes)
        self.publish(self._now)
