"""The phone against python-dbusmock's BlueZ, oFono and obexd."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hmi.bus.addresses import open_bus
from hmi.bus.peers import PeerError, Peers
from hmi.bus.phone import PhoneClient, PhoneState
from hmi.bus.thread import BusThread
from tests.hmi.buses import Bus, mock_service, send

PHONE = "11:22:33:44:55:66"
ASKED = ("/org/headunit/pairing", "org.bluez.Agent1.RequestConfirmation")
PHONE_PATH = "/org/bluez/hci0/dev_11_22_33_44_55_66"


@pytest.fixture
def bluez(bus: Bus, tmp_path: Path) -> Iterator[None]:
    with mock_service(bus.address, "bluez5", tmp_path / "bluez.log"):
        _ready(bus, "org.bluez", "/org/bluez")
        _bluez(bus, "AddAdapter", "string:hci0", "string:car")
        _bluez(bus, "AddDevice", "string:hci0", f"string:{PHONE}", "string:Ada's phone")
        yield


@pytest.fixture
def ofono(bus: Bus, tmp_path: Path) -> Iterator[None]:
    with mock_service(bus.address, "ofono", tmp_path / "ofono.log"):
        _ready(bus, "org.ofono", "/")
        yield


@pytest.fixture
def modem(bus: Bus, ofono: None) -> str:
    """The mock's modem, taught what its template leaves out: calls that come in, and the microphone."""
    path = re.search(r"/\w+", send(bus.address, "org.ofono", "/", "org.ofono.Manager.GetModems"))
    assert path is not None
    for interface, name, takes, gives, code in TAUGHT:
        send(
            bus.address, "org.ofono", path[0], "org.freedesktop.DBus.Mock.AddMethod",
            *(f"string:{each}" for each in (interface, name, takes, gives, code)),
        )  # fmt: skip
    return path[0]


def test_nothing_is_pretended_where_there_is_no_bluetooth_and_no_modem(
    qtbot: QtBot, bus: Bus, bus_thread: BusThread
) -> None:
    phone = PhoneClient(bus_thread, bus.address, obex_address=bus.address)
    problems: list[str] = []
    phone.problem.connect(problems.append)
    qtbot.wait(400)
    assert phone.state == PhoneState()
    phone.dial("112")
    qtbot.waitUntil(lambda: problems == ["no phone is connected"], timeout=2000)


def test_a_phone_is_paired_connected_and_forgotten(
    qtbot: QtBot, bus: Bus, bus_thread: BusThread, bluez: None
) -> None:
    phone = PhoneClient(bus_thread, bus.address, obex_address=bus.address)
    qtbot.waitUntil(lambda: len(phone.state.devices) == 1, timeout=5000)
    assert phone.state.bluetooth == "on"
    found = phone.state.devices[0]
    assert (found.name, found.paired, found.connected) == ("Ada's phone", False, False)

    phone.setDiscoverable(True)
    qtbot.waitUntil(lambda: phone.state.discoverable, timeout=3000)
    phone.pair(found.path)
    qtbot.waitUntil(lambda: phone.state.connected is not None, timeout=5000)
    assert phone.state.devices[0].paired
    phone.forget(found.path)
    qtbot.waitUntil(lambda: phone.state.devices == (), timeout=3000)


def test_the_driver_compares_the_passkey_and_says_yes_or_no(
    qtbot: QtBot, bus: Bus, bus_thread: BusThread, tmp_path: Path
) -> None:
    """The mock never asks, so the test owns BlueZ's name and asks as BlueZ would."""
    import asyncio

    answers: list[str] = []

    async def ask(passkey: int) -> None:
        connection = open_bus(bus.address)
        await connection.request_name_async("org.bluez", 0)
        await asyncio.sleep(0.5)
        for name in await Peers(connection).names():
            if not name.startswith(":"):
                continue
            try:
                await Peers(connection).call(
                    name, *ASKED, "ou", PHONE_PATH, passkey,
                )  # fmt: skip
                answers.append("yes")
            except PeerError as error:
                if "Rejected" in error.name:
                    answers.append("no")
        connection.close()

    phone = PhoneClient(bus_thread, bus.address, obex_address=bus.address)
    qtbot.wait(400)
    for decision, expected in ((True, "yes"), (False, "no")):
        bus_thread.submit(ask(4711))
        qtbot.waitUntil(lambda: phone.state.pairing is not None, timeout=5000)
        request = phone.state.pairing
        assert request is not None and (request.kind, request.passkey) == ("confirm", "004711")
        phone.confirmPairing(decision)
        qtbot.waitUntil(lambda: phone.state.pairing is None and bool(answers), timeout=5000)
        assert answers == [expected]
        answers.clear()


def test_nobody_but_bluez_may_ask_for_a_passkey(
    qtbot: QtBot, bus: Bus, bus_thread: BusThread, bluez: None
) -> None:
    phone = PhoneClient(bus_thread, bus.address, obex_address=bus.address)
    qtbot.waitUntil(lambda: phone.state.bluetooth == "on", timeout=5000)
    refused: list[str] = []

    async def ask() -> None:
        connection = open_bus(bus.address)
        for name in await Peers(connection).names():
            if name.startswith(":"):
                try:
                    await Peers(connection).call(
                        name, *ASKED, "ou", PHONE_PATH, 1,
                        timeout_s=2.0,
                    )  # fmt: skip
                except PeerError as error:
                    refused.append(error.name)
        refused.append("end")
        connection.close()

    bus_thread.submit(ask())
    qtbot.waitUntil(lambda: "end" in refused, timeout=20000)
    assert phone.state.pairing is None
    assert any("Rejected" in name for name in refused)


def test_calls_come_go_and_are_muted(qtbot: QtBot, bus: Bus, bus_thread: BusThread, ofono: None) -> None:
    phone = PhoneClient(bus_thread, bus.address, obex_address=bus.address)
    qtbot.waitUntil(lambda: phone.state.calling, timeout=5000)
    assert phone.state.operator == "fake.tel"
    phone.dial("+3771234567")
    qtbot.waitUntil(lambda: len(phone.state.calls) == 1, timeout=3000)
    call = phone.state.calls[0]
    assert (call.number, call.state) == ("+3771234567", "dialing")
    phone.hangUp(call.id)
    qtbot.waitUntil(lambda: phone.state.calls == (), timeout=3000)


def test_a_call_comes_in_is_answered_muted_and_ended(
    qtbot: QtBot, bus: Bus, bus_thread: BusThread, modem: str
) -> None:
    phone = PhoneClient(bus_thread, bus.address, obex_address=bus.address)
    states: list[PhoneState] = []
    phone.stateChanged.connect(lambda: states.append(phone.state))
    qtbot.waitUntil(lambda: phone.state.calling, timeout=5000)
    ada = _ring(bus, modem, "+442079460000", "Ada Lovelace")
    qtbot.waitUntil(lambda: phone.state.incoming is not None, timeout=3000)
    ringing = phone.state.incoming
    assert ringing is not None
    assert (ringing.id, ringing.number, ringing.name) == (ada, "+442079460000", "Ada Lovelace")
    assert ringing.state == "incoming"

    phone.answer(ada)
    qtbot.waitUntil(lambda: _states(phone) == {ada: "active"}, timeout=3000)
    assert phone.state.incoming is None
    assert phone.state.calls[0].started_s >= ringing.started_s, "the time counts from the answer"

    phone.setMuted(True)
    qtbot.waitUntil(lambda: phone.state.muted, timeout=3000)
    assert "Muted variant boolean true" in _volume(bus, modem)
    phone.setMuted(False)
    qtbot.waitUntil(lambda: not phone.state.muted, timeout=3000)
    assert "Muted variant boolean false" in _volume(bus, modem)

    # A second one knocks: taking it puts the first on hold, and back.
    bob = _ring(bus, modem, "+33140000000", "", "waiting")
    qtbot.waitUntil(lambda: _states(phone) == {ada: "active", bob: "waiting"}, timeout=3000)
    phone.answer(bob)
    qtbot.waitUntil(lambda: _states(phone) == {ada: "held", bob: "active"}, timeout=3000)
    phone.swapCalls()
    qtbot.waitUntil(lambda: _states(phone) == {ada: "active", bob: "held"}, timeout=3000)
    phone.hangUp(bob)
    qtbot.waitUntil(lambda: _states(phone) == {ada: "active"}, timeout=3000)
    phone.hangUp(ada)
    qtbot.waitUntil(lambda: phone.state.calls == (), timeout=3000)
    assert any(state.incoming is not None for state in states), "the screens were told"


def test_a_call_that_is_refused_and_one_that_is_given_up(
    qtbot: QtBot, bus: Bus, bus_thread: BusThread, modem: str
) -> None:
    phone = PhoneClient(bus_thread, bus.address, obex_address=bus.address)
    problems: list[str] = []
    phone.problem.connect(problems.append)
    qtbot.waitUntil(lambda: phone.state.calling, timeout=5000)
    call = _ring(bus, modem, "+3771", "")
    qtbot.waitUntil(lambda: phone.state.incoming is not None, timeout=3000)
    phone.hangUp(call)
    qtbot.waitUntil(lambda: phone.state.calls == (), timeout=3000)
    call = _ring(bus, modem, "", "")  # a hidden number
    qtbot.waitUntil(lambda: phone.state.incoming is not None, timeout=3000)
    send(bus.address, "org.ofono", call, "org.ofono.VoiceCall.Hangup")  # the caller gives up
    phone.answer(call)  # and the driver is a moment late
    qtbot.waitUntil(lambda: phone.state.calls == () and bool(problems), timeout=3000)
    assert phone.state.incoming is None


def test_contacts_and_recents_are_read_from_the_connected_phone(
    qtbot: QtBot, bus: Bus, bus_thread: BusThread, bluez: None, tmp_path: Path
) -> None:
    with mock_service(bus.address, "bluez5-obex", tmp_path / "obex.log"):
        _ready(bus, "org.bluez.obex", "/")
        phone = PhoneClient(bus_thread, bus.address, obex_address=bus.address)
        qtbot.waitUntil(lambda: len(phone.state.devices) == 1, timeout=5000)
        phone.pair(PHONE_PATH)
        qtbot.waitUntil(lambda: phone.state.connected is not None, timeout=5000)
        phone.syncContacts()
        served = 0
        books = [CONTACTS, RECENTS]

        def serve() -> bool:
            nonlocal served
            if served < 2:
                try:
                    text = send(
                        bus.address, "org.bluez.obex",
                        f"/org/bluez/obex/client/session0/transfer{served}",
                        "org.freedesktop.DBus.Properties.Get",
                        "string:org.bluez.obex.Transfer1", "string:Filename",
                    )  # fmt: skip
                except Exception:
                    return False
                file = re.search(r"/\S+\.vcf", text)
                assert file is not None
                Path(file[0]).write_text(books[served])
                send(
                    bus.address, "org.bluez.obex",
                    f"/org/bluez/obex/client/session0/transfer{served}",
                    "org.bluez.obex.transfer1.Mock.UpdateStatus", "boolean:true",
                )  # fmt: skip
                served += 1
            return bool(phone.state.contacts)

        qtbot.waitUntil(serve, timeout=15000)
        assert [c.name for c in phone.state.contacts] == ["Ada Lovelace", "Müller"]
        assert phone.state.contacts[0].numbers == ("+44 20 7946 0000",)
        assert [(r.name, r.direction) for r in phone.state.recents] == [("Ada Lovelace", "missed")]
        assert not phone.state.syncing


RING = """
path = "%s/voicecall%02d" % (self._object_path, len(self.calls) + 1)
texts = {"State": args[2], "LineIdentification": args[0], "Name": args[1]}
end = (
    "self.parent.calls.remove(self._object_path);"
    "self.parent.RemoveObject(self._object_path);"
    "self.parent.EmitSignal('org.ofono.VoiceCallManager', 'CallRemoved', 'o', [self._object_path])"
)
become = (
    "self.Set('org.ofono.VoiceCall', 'State', %s);"
    "self.EmitSignal('org.ofono.VoiceCall', 'PropertyChanged', 'sv', ['State', %s])"
)
self.AddObject(path, "org.ofono.VoiceCall", texts, [
    ("GetProperties", "", "a{sv}", "ret = self.GetAll('org.ofono.VoiceCall')"),
    ("Answer", "", "", become % ("'active'", "'active'")),
    ("Become", "s", "", become % ("args[0]", "args[0]")),
    ("Hangup", "", "", end),
])
objects[path].parent = self
self.calls.append(path)
self.EmitSignal(
    "org.ofono.VoiceCallManager", "CallAdded", "oa{sv}", [path, objects[path].GetAll("org.ofono.VoiceCall")]
)
ret = path
"""
SWAP = """
for path in self.calls:
    state = objects[path].Get("org.ofono.VoiceCall", "State")
    objects[path].Become({"active": "held", "waiting": "active", "held": "active"}[state])
"""
MUTE = """
if not hasattr(self, "volume"):
    self.volume = {"Muted": False}
self.volume[str(args[0])] = args[1]
self.EmitSignal("org.ofono.CallVolume", "PropertyChanged", "sv", [args[0], args[1]])
"""
TAUGHT = (
    ("org.headunit.Test", "Ring", "sss", "o", RING),
    ("org.ofono.VoiceCallManager", "HoldAndAnswer", "", "", SWAP),
    ("org.ofono.VoiceCallManager", "SwapCalls", "", "", SWAP),
    ("org.ofono.CallVolume", "SetProperty", "sv", "", MUTE),
    (
        "org.ofono.CallVolume", "GetProperties", "", "a{sv}",
        "ret = dbus.Dictionary(getattr(self, 'volume', {'Muted': False}), signature='sv')",
    ),
)  # fmt: skip
"""What oFono's documentation says of these methods, in the words of python-dbusmock."""

CONTACTS = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada Lovelace\r\nTEL;TYPE=CELL:+44 20\r\n  7946 0000\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;;;;\r\n"
    "TEL:0301234\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:No Number\r\nEND:VCARD\r\n"
)
RECENTS = (
    "BEGIN:VCARD\r\nVERSION:2.1\r\nN:Lovelace;Ada\r\nTEL:+442079460000\r\n"
    "X-IRMC-CALL-DATETIME;MISSED:20261120T081500\r\nEND:VCARD\r\n"
)


def _ring(bus: Bus, modem: str, number: str, name: str, state: str = "incoming") -> str:
    """A call comes in; its path."""
    texts = (f"string:{each}" for each in (number, name, state))
    return send(bus.address, "org.ofono", modem, "org.headunit.Test.Ring", *texts).strip()


def _states(phone: PhoneClient) -> dict[str, str]:
    return {call.id: call.state for call in phone.state.calls}


def _volume(bus: Bus, modem: str) -> str:
    answer = send(bus.address, "org.ofono", modem, "org.ofono.CallVolume.GetProperties")
    return " ".join(answer.split())


def _bluez(bus: Bus, method: str, *arguments: str) -> None:
    send(bus.address, "org.bluez", "/", f"org.bluez.Mock.{method}", *arguments)


def _ready(bus: Bus, name: str, path: str) -> None:
    from tests.hmi.buses import wait_until

    def there() -> bool:
        answer = send(
            bus.address, "org.freedesktop.DBus", "/", "org.freedesktop.DBus.NameHasOwner", f"string:{name}"
        )
        return "true" in answer

    wait_until(there, 10.0, f"{name} does not appear")
