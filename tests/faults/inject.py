"""Puts a fault at every await of agent, cloud and the clients on the bus while they run, one after the other.

A process of its own: `python -m tests.faults.inject [SECONDS [PART OF A FILE'S NAME]]`. It prints JSON: how
many faults, at how many places, which supervised tasks ended, how long the car's data was silent at most.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from http.client import HTTPException
from pathlib import Path
from typing import Any

from tests.faults import sites
from tests.faults.sites import PLACES

ERRORS: tuple[Callable[[], BaseException], ...] = (
    lambda: RuntimeError("injected"),
    lambda: sqlite3.OperationalError("database is locked"),
    lambda: sqlite3.DatabaseError("database disk image is malformed"),
    lambda: HTTPException("injected"),
    lambda: OSError(28, "No space left on device"),
    lambda: ValueError("injected"),
)
TYPES: tuple[object, ...] = (
    True, 7, -1, 2**64 - 1, float("nan"), "text", b"bytes", [], ["x"], [7], {}, {"x": 1}, {7: "x"}, ("a", 1),
)  # fmt: skip
"""each wrong type of D-Bus, as sdbus delivers it"""
EXPECTED = {"the bus", "the journal", "what the owner is told", "tidying", "prices", "connections"}
"""somewhere in agent and cloud, the last that begin"""
AT_ONCE_S = 0.06
REACHED_WITHIN_S = 0.4
DATA_GOES_THROUGH = frozenset(
    {
        "hmi/agent/daemon.py", "hmi/agent/service/bus_link.py", "hmi/agent/sources/simulator/source.py",
        "hmi/bus/connection.py", "hmi/bus/liveness.py", "hmi/bus/peers.py",
    }
)  # fmt: skip
SETTLED_WITHIN_S = 5.0
FRESH_S = 0.15


def main() -> int:
    limit_s = float(sys.argv[1]) if len(sys.argv) > 1 else 30.0
    only = sys.argv[2] if len(sys.argv) > 2 else ""
    sites.install()
    from PySide6.QtCore import QCoreApplication

    application = QCoreApplication([])
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="headunit-inject-")))
        report = _run(application, folder, stack, limit_s, only)
    sys.stdout.write(json.dumps(report) + "\n")
    sys.stdout.flush()
    os._exit(0)  # threads that were hurt on purpose are not waited for


def _run(
    application: Any, folder: Path, stack: contextlib.ExitStack, limit_s: float, only: str
) -> dict[str, Any]:
    from hmi.bus import peer_client
    from hmi.bus.client import AgentClient
    from hmi.bus.media import MediaClient
    from hmi.bus.phone import PhoneClient
    from hmi.bus.power import PowerClient
    from hmi.bus.thread import BusThread
    from tests.hmi.buses import Bus, mock_service

    peer_client.RETRY_S = 0.05  # so that more fits into the time
    bus = Bus()
    stack.callback(bus.close)
    for name in ("networkmanager", "upower", "logind", "bluez5", "ofono"):
        stack.enter_context(mock_service(bus.address, name, folder / f"{name}.log"))
    loops = [_in_thread("agent", _agent(folder / "agent", bus.address)), _in_thread("cloud", _cloud(folder))]
    loops.append(_in_thread("player", _player(bus.address)))
    thread = BusThread()
    client = AgentClient(bus.address)
    others = (
        MediaClient(thread, bus.address),
        PowerClient(thread, bus.address),
        PhoneClient(thread, bus.address, obex_address=bus.address),
    )
    watch = _Watch(application, client)
    watch.until(lambda: watch.flows and PLACES.running.keys() >= EXPECTED, 60)
    watch.go_on(2.0)
    names = {name for name, count in PLACES.running.items() if count > 0}
    watch.longest_s = 0.0
    counts = _inject_all(watch, limit_s, only)
    watch.go_on(1.5)
    alive = {name for name, count in PLACES.running.items() if count > 0}
    assert others
    return {
        **counts,
        "tasks": sorted(names),
        "ended": sorted([*PLACES.ended, *(names - alive)]),
        "silent_s": round(watch.longest_s, 3),
        "silent_at": watch.longest_at,
        "held_up_s": round(watch.held_up_s, 3),
    }


def _inject_all(watch: _Watch, limit_s: float, only: str) -> dict[str, Any]:
    """Each kind at each place, several at once where they do not meet, until the time is over."""
    done: dict[str, int] = {}
    reached_never: set[str] = set()
    until_s = time.monotonic() + limit_s
    for turn in range(len(ERRORS) + len(TYPES)):
        for group in _groups(sorted(each for each in PLACES.visits if only in each)):
            if time.monotonic() > until_s:
                break
            put: list[str] = []
            for site in group:
                if turn < len(ERRORS):
                    PLACES.raise_at(site, ERRORS[(turn + len(done)) % len(ERRORS)]())
                elif site in PLACES.answers and site.startswith("hmi/bus/"):
                    PLACES.answer_at(site, TYPES[turn - len(ERRORS)])
                else:
                    continue
                put.append(site)
            watch.put = put
            for site in _happened(watch, put):
                done[site] = done.get(site, 0) + 1
            reached_never |= set(put)
            assert watch.until(lambda: watch.flows, SETTLED_WITHIN_S), f"no data after {put}"
    reached_never -= set(done)
    return {"injections": sum(done.values()), "places": len(done), "not_reached": sorted(reached_never)}


def _groups(places: list[str]) -> Iterator[list[str]]:
    """At most one place of each file at once, and one of all that the car's data goes through."""
    left: dict[str, list[str]] = {}
    for site in places:
        file = site.split(":")[0]
        left.setdefault("data" if file in DATA_GOES_THROUGH else file, []).append(site)
    while left:
        yield [sites.pop() for sites in left.values()]
        left = {file: sites for file, sites in left.items() if sites}


def _happened(watch: _Watch, put: list[str]) -> list[str]:
    """Those whose fault has happened."""
    if not watch.until(lambda: not any(map(PLACES.is_due, put)), AT_ONCE_S):
        for site in filter(PLACES.is_due, put):
            # What is awaited once a connection is awaited again when there is a new one.
            file = site.split(":")[0]
            others = [each for each in PLACES.waiting if each.startswith(file) and each != site]
            if not others:
                others = [each for each in PLACES.waiting if each.startswith(file.rpartition("/")[0])][:1]
            for other in others[:1]:
                PLACES.raise_at(other, RuntimeError("anew"))
        watch.until(lambda: not any(map(PLACES.is_due, put)), REACHED_WITHIN_S)
    found = [site for site in put if not PLACES.is_due(site)]
    PLACES.forget_all()
    return found


class _Watch:
    """Turns the GUI's loop, and notes the longest time in which no batch of the car's data came."""

    def __init__(self, application: Any, client: Any) -> None:
        self._application = application
        self._client = client
        self._batches = 0
        self._came_s = time.monotonic()
        self.longest_s = self.held_up_s = 0.0
        self.put: list[str] = []
        """where faults were put last, and"""
        self.longest_at: list[str] = []

    @property
    def flows(self) -> bool:
        return bool(self._client.connected) and time.monotonic() - self._came_s < FRESH_S

    def turn(self) -> None:
        before_s = time.monotonic()
        time.sleep(0.004)
        self._application.processEvents()
        now_s = time.monotonic()
        # What this machine itself took too long for is nobody's silence.
        self.held_up_s = max(self.held_up_s, now_s - before_s)
        if self._client.batches != self._batches:
            self._batches = self._client.batches
            self._came_s = now_s
        if now_s - self._came_s > self.longest_s:
            self.longest_s, self.longest_at = now_s - self._came_s, list(self.put)

    def until(self, ready: Callable[[], object], timeout_s: float) -> bool:
        limit_s = time.monotonic() + timeout_s
        while not ready():
            if time.monotonic() > limit_s:
                return False
            self.turn()
        return True

    def go_on(self, seconds: float) -> None:
        self.until(lambda: False, seconds)


def _in_thread(name: str, work: Any) -> threading.Thread:
    def run() -> None:
        try:
            asyncio.run(work)
        except BaseException as error:
            PLACES.ended.append(f"{name}: {error!r}")

    thread = threading.Thread(target=run, name=name, daemon=True)
    thread.start()
    return thread


async def _agent(folder: Path, bus: str) -> None:
    from hmi.agent.books.journal import Journal
    from hmi.agent.books.record_book import RecordBook
    from hmi.agent.daemon import Agent
    from hmi.agent.link.cloud_desk import CloudDesk
    from hmi.agent.sources.simulator.source import SimulatedCar
    from hmi.supervision import hear_the_rest
    from maps.geometry import LatLon

    hear_the_rest(asyncio.get_running_loop())
    journal = Journal(folder / "agent.sqlite")
    book = RecordBook(folder / "records.sqlite", "car-1")
    desk = CloudDesk(quiet_account(folder), book)
    agent = Agent([SimulatedCar(LatLon(43.73, 7.42))], journal, desk)
    await agent.run(bus)


def quiet_account(folder: Path) -> Any:
    """At a broker that takes everything."""
    from hmi.agent.link.cloud_desk import CloudAccount
    from hmi.agent.link.transport import BrokerAddress, Connected

    class Quiet:
        def start(self, on_event: Callable[[Any], None]) -> None:
            on_event(Connected())

        def publish(self, name: str, payload: bytes) -> None:
            pass

        def stop(self) -> None:
            pass

    class Account(CloudAccount):
        def transport(self, boot: str) -> Any:
            return Quiet()

    return Account("car-1", BrokerAddress("localhost", 1), folder)


async def _cloud(folder: Path) -> None:
    from hmi.cloud.configuration import Configuration
    from hmi.cloud.server import serve

    prices = folder / "prices.json"
    prices.write_text("{}")
    https, mqtt = _free_ports()
    data = folder / "cloud"
    await serve(Configuration(data, port=https, broker_port=mqtt, prices_file=prices))


async def _player(address: str) -> None:
    """Media player, as the specification has it."""
    from sdbus import DbusInterfaceCommonAsync, dbus_property_async

    from hmi.bus.addresses import open_bus

    class Root(DbusInterfaceCommonAsync, interface_name="org.mpris.MediaPlayer2"):
        @dbus_property_async("s")
        def identity(self) -> str:
            return "Player"

    class Tape(DbusInterfaceCommonAsync, interface_name="org.mpris.MediaPlayer2.Player"):
        @dbus_property_async("a{sv}")
        def metadata(self) -> Any:
            return {"xesam:title": ("s", "A song"), "mpris:length": ("x", 1_000_000)}

        @dbus_property_async("s")
        def playback_status(self) -> str:
            return "Playing"

    bus = open_bus(address)
    exported = [Root(), Tape()]
    for each in exported:
        each.export_to_dbus("/org/mpris/MediaPlayer2", bus)
    await bus.request_name_async("org.mpris.MediaPlayer2.tape", 0)
    await asyncio.Event().wait()


def _free_ports() -> Iterator[int]:
    import socket

    held = [socket.socket() for _ in range(2)]
    for each in held:
        each.bind(("127.0.0.1", 0))
    ports = [each.getsockname()[1] for each in held]
    for each in held:
        each.close()
    return iter(ports)


if __name__ == "__main__":
    sys.exit(main())
