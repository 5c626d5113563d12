"""Network, battery and sleep against python-dbusmock's NetworkManager, UPower and logind."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from hmi.bus.addresses import open_bus
from hmi.bus.peers import Peers
from hmi.bus.power import PowerClient, PowerState
from hmi.bus.thread import BusThread
from tests.hmi.buses import Bus, mock_service, send

LOGIND = ("org.freedesktop.login1", "/org/freedesktop/login1")


def test_what_is_not_there_is_unknown(qtbot: QtBot, bus: Bus, bus_thread: BusThread) -> None:
    power = PowerClient(bus_thread, bus.address)
    qtbot.wait(300)
    assert power.state == PowerState()


def test_the_network_comes_and_goes(qtbot: QtBot, bus: Bus, bus_thread: BusThread, tmp_path: Path) -> None:
    power = PowerClient(bus_thread, bus.address)
    with mock_service(bus.address, "networkmanager", tmp_path / "log"):
        qtbot.waitUntil(lambda: power.state.network == "full", timeout=5000)
        send(
            bus.address,
            "org.freedesktop.NetworkManager",
            "/org/freedesktop",
            "org.freedesktop.DBus.Mock.SetGlobalConnectionState",
            "uint32:20",
        )
        send(
            bus.address,
            "org.freedesktop.NetworkManager",
            "/org/freedesktop",
            "org.freedesktop.DBus.Mock.SetConnectivity",
            "uint32:1",
        )
        send(
            bus.address,
            "org.freedesktop.NetworkManager",
            "/org/freedesktop",
            "org.freedesktop.DBus.Mock.SetGlobalConnectionState",
            "uint32:20",
        )
        qtbot.waitUntil(lambda: power.state.network == "none", timeout=3000)
    qtbot.waitUntil(lambda: power.state.network is None, timeout=3000)


def test_the_battery_is_read(qtbot: QtBot, bus: Bus, bus_thread: BusThread, tmp_path: Path) -> None:
    power = PowerClient(bus_thread, bus.address)
    with mock_service(bus.address, "upower", tmp_path / "log"):
        qtbot.waitUntil(lambda: power.state.on_battery is False, timeout=5000)
        assert power.state.backup_percent is None
        send(
            bus.address, "org.freedesktop.UPower", "/org/freedesktop/UPower",
            "org.freedesktop.DBus.Mock.SetupDisplayDevice",
            "int32:2", "int32:2", "double:62", "double:60", "double:80", "double:1",
            "int64:1200", "int64:0", "boolean:true", "string:x", "int32:1",
        )  # fmt: skip
        qtbot.waitUntil(lambda: power.state.backup_percent == 62, timeout=3000)


def test_the_unit_stays_up_while_a_trip_is_written_and_hears_of_sleep(
    qtbot: QtBot, bus: Bus, bus_thread: BusThread, tmp_path: Path
) -> None:
    power = PowerClient(bus_thread, bus.address)
    heard: list[str] = []
    power.goingDown.connect(heard.append)
    with mock_service(bus.address, "logind", tmp_path / "log"):
        qtbot.waitUntil(lambda: power.state.can_suspend, timeout=5000)
        power.inhibit("writing the trip")
        qtbot.waitUntil(lambda: power.state.inhibited == ("writing the trip",), timeout=3000)
        listed = send(bus.address, *LOGIND, "org.freedesktop.login1.Manager.ListInhibitors")
        assert "writing the trip" in listed and "shutdown:sleep" in listed

        bus_thread.submit(announce_sleep(bus.address))
        qtbot.waitUntil(lambda: heard == ["sleep"], timeout=3000)
        assert power.state.going_down == "sleep"
        power.release("writing the trip")
        qtbot.waitUntil(lambda: power.state.inhibited == (), timeout=3000)

        def dropped() -> bool:
            return "writing" not in send(
                bus.address, *LOGIND, "org.freedesktop.login1.Manager.ListInhibitors"
            )

        qtbot.waitUntil(dropped, timeout=3000)


async def announce_sleep(address: str) -> None:
    connection = open_bus(address)
    await Peers(connection).call(
        *LOGIND,
        "org.freedesktop.DBus.Mock.EmitSignal",
        "sssav",
        "org.freedesktop.login1.Manager",
        "PrepareForSleep",
        "b",
        [("b", True)],
    )
    connection.close()
