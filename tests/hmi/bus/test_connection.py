"""The connection to the agent: opened and closed many times, used in any order, spoken to by an impostor."""

from __future__ import annotations

import asyncio
import gc
import os
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from hmi.bus import contract
from hmi.bus.addresses import open_bus
from hmi.bus.client import AgentClient
from hmi.bus.connection import NO_ANSWER, AgentConnection
from hmi.bus.thread import BusThread
from tests.hmi.buses import AgentProcess, Bus, descriptors_of

CONNECTIONS = 500
StartAgent = Callable[..., AgentProcess]


def test_five_hundred_connections_opened_and_closed_leave_nothing_behind(
    qtbot: QtBot, bus: Bus, start_agent: StartAgent
) -> None:
    start_agent("--start", "43.73,7.42")
    heard = AgentClient(bus.address)
    try:
        qtbot.waitUntil(lambda: heard.connected, timeout=10_000)
        descriptors, threads = descriptors_of(os.getpid()), threading.active_count()
        for number in range(CONNECTIONS // 2):
            AgentClient(bus.address).close()
            other = AgentClient(bus.address)
            qtbot.wait(number % 3)
            other.close()
        gc.collect()
        assert descriptors_of(os.getpid()) <= descriptors + 2
        assert threading.active_count() <= threads
        batches = heard.batches
        qtbot.waitUntil(lambda: heard.batches > batches + 10, timeout=2000)
    finally:
        heard.close()


def test_a_call_fails_in_words_whatever_the_reason(qtbot: QtBot, bus: Bus) -> None:
    told: list[str] = []
    opened: list[bool] = []
    connection = AgentConnection(bus.address)
    connection.opened.connect(lambda: opened.append(True))
    connection.call(contract.VEHICLE, "List", on_error=told.append)
    qtbot.waitUntil(lambda: told == [NO_ANSWER] and bool(opened), timeout=3000)  # no connection yet
    connection.call(contract.VEHICLE, "List", on_error=told.append)
    qtbot.waitUntil(lambda: told == [NO_ANSWER] * 2, timeout=1000)  # nobody of that name
    connection.call(contract.VEHICLE, "Get", ["not a list of texts", 7], on_error=told.append)
    qtbot.waitUntil(lambda: len(told) == 3, timeout=1000)
    connection.close()
    connection.call(contract.VEHICLE, "List", on_error=told.append)  # for good: nobody is told any more
    qtbot.wait(50)
    assert len(told) == 3


def test_what_is_posted_comes_in_order_and_not_to_the_dead(qtbot: QtBot) -> None:
    thread = BusThread()
    living, dead = (
        AgentConnection("unix:path=/nowhere", thread),
        AgentConnection("unix:path=/nowhere", thread),
    )
    came: list[int] = []

    def fill() -> None:
        for number in range(1000):
            thread.post(living, came.append, number)
            thread.post(dead, came.append, -1)

    try:
        thread.soon(fill)
        dead.deleteLater()
        qtbot.waitUntil(lambda: len(came) >= 1000 and came[-1] == 999, timeout=3000)
        assert [number for number in came if number >= 0] == list(range(1000))
        with qtbot.captureExceptions() as raised:
            thread.post(living, lambda: 1 // 0)
            thread.post(living, came.append, 1000)
            qtbot.waitUntil(lambda: came[-1] == 1000, timeout=1000)
        assert [kind for kind, _, _ in raised] == [ZeroDivisionError]
    finally:
        thread.stop()


@pytest.fixture
def impostor(bus: Bus) -> Iterator[Callable[..., None]]:
    """Owns the agent's name and sends whatever signals it is told to."""
    loop = asyncio.new_event_loop()
    running = threading.Thread(target=loop.run_forever)
    running.start()
    connection = asyncio.run_coroutine_threadsafe(_own(bus.address), loop).result(5)

    def send(interface: str, member: str, signature: str, *arguments: object) -> None:
        async def emit() -> None:
            message = connection.new_signal_message(contract.OBJECT_PATH, interface, member)
            if signature:
                message.append_data(signature, *arguments)
            message.send()

        asyncio.run_coroutine_threadsafe(emit(), loop).result(5)

    yield send
    asyncio.run_coroutine_threadsafe(asyncio.sleep(0), loop).result(5)
    loop.call_soon_threadsafe(loop.stop)
    running.join()
    connection.close()
    loop.close()


async def _own(address: str):  # type: ignore[no-untyped-def]
    bus = open_bus(address)
    await bus.request_name_async(contract.BUS_NAME, 0)
    return bus


def test_signals_that_do_not_fit_the_contract_are_not_heard(
    qtbot: QtBot, bus: Bus, impostor: Callable[..., None]
) -> None:
    client = AgentClient(bus.address)
    try:
        with qtbot.waitSignal(client.connection.opened, timeout=3000):
            pass
        qtbot.wait(100)
        impostor(contract.VEHICLE, "Changed", "")
        impostor(contract.VEHICLE, "Changed", "s", "speed")
        impostor(contract.VEHICLE, "Changed", "xa{ss}a{sv}", 1, {"Vehicle.Speed": "fast"}, {})
        impostor(contract.VEHICLE, "Nonsense", "x", 1)
        impostor("org.headunit.Vehicle9", "Changed", "x", 1)
        impostor(contract.VEHICLE, "Lost", "a(ii)", [(1, 2)])
        impostor(contract.VEHICLE, "Changed", "xa{sv}a{sv}", 7, {"Vehicle.Speed": ("s", "fast")}, {})
        impostor(
            contract.VEHICLE, "Changed", "xa{sv}a{sv}", 8,
            {"Vehicle.Speed": ("d", 50.0)}, {"Vehicle.Speed": ("s", "old")},
        )  # fmt: skip
        impostor(contract.VEHICLE, "Changed", "xa{sv}a{sv}", 9, {"Vehicle.Speed": ("d", 36.0)}, {})
        qtbot.waitUntil(lambda: client.state.number("Vehicle.Speed", time.monotonic()) == 36.0, timeout=2000)
    finally:
        client.close()
