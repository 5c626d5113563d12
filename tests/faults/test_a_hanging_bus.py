"""A bus or an agent that hangs, which no socket tells of: noticed within 2 s, and nobody cries wolf."""

from __future__ import annotations

import asyncio
import multiprocessing
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hmi.bus import contract
from hmi.bus.addresses import open_bus
from hmi.bus.client import AgentClient
from hmi.bus.liveness import until_gone
from hmi.bus.power import PowerClient, PowerState
from hmi.bus.thread import BusThread
from tests.hmi.buses import AgentProcess, Bus, stopped, wait_until

NOTICED_WITHIN_S = 2.0
COMES_BACK_WITHIN_MS = 5000


@pytest.fixture
def bus() -> Iterator[Bus]:
    bus = Bus()
    yield bus
    bus.close()


def test_the_head_unit_notices_a_stopped_agent_or_bus_and_goes_on_with_it(
    qtbot: QtBot, bus: Bus, tmp_path: Path
) -> None:
    client = AgentClient(bus.address)
    agent = AgentProcess(bus.address, tmp_path, "--start", "43.73,7.42")
    try:
        for hanging in (lambda: stopped(agent.pid), bus.hanging, lambda: stopped(agent.pid), bus.hanging):
            qtbot.waitUntil(lambda: client.connected, timeout=COMES_BACK_WITHIN_MS)
            qtbot.wait(300)
            with hanging():
                began = time.monotonic()
                qtbot.waitUntil(lambda: not client.connected, timeout=1000)
                assert client.state.number("Vehicle.Speed", time.monotonic()) is None
                # The GUI thread itself is never held up, also while a connection is asked for in vain.
                while time.monotonic() - began < 4.0:
                    turn = time.monotonic()
                    qtbot.wait(20)
                    assert time.monotonic() - turn < 0.5
        qtbot.waitUntil(lambda: client.connected, timeout=COMES_BACK_WITHIN_MS)
    finally:
        agent.kill()
        client.close()


def test_the_agent_notices_a_stopped_bus_and_serves_again(bus: Bus, tmp_path: Path) -> None:
    log = tmp_path / "agent.log"
    agent = AgentProcess(bus.address, tmp_path / "state", "--start", "43.73,7.42", log=log)
    try:
        wait_until(lambda: f"serving {contract.BUS_NAME}" in log.read_text(), 10, "no agent")
        time.sleep(1.0)
        with bus.hanging():
            began = time.monotonic()
            wait_until(lambda: "trying again" in log.read_text(), NOTICED_WITHIN_S, "not noticed")
            assert time.monotonic() - began < NOTICED_WITHIN_S
        wait_until(lambda: log.read_text().count("serving") == 2, COMES_BACK_WITHIN_MS / 1000, "not again")
    finally:
        agent.kill()


def test_the_clients_of_other_services_notice_a_stopped_bus(qtbot: QtBot, bus: Bus) -> None:
    thread = BusThread()
    client = PowerClient(thread, bus.address)
    heard: list[PowerState] = []
    client.stateChanged.connect(lambda: heard.append(client.state))
    try:
        client.inhibit("a test")
        qtbot.waitUntil(lambda: client.state != PowerState(), timeout=5000)
        with bus.hanging():
            qtbot.waitUntil(lambda: client.state == PowerState(), timeout=int(NOTICED_WITHIN_S * 1000))
    finally:
        thread.stop()


def test_a_bus_that_is_only_slow_is_not_given_up(bus: Bus) -> None:
    """Stopped for 0.7 s of every second, all cores busy, and the one who watches is held up as well."""

    async def watch() -> BaseException | None:
        connection = open_bus(bus.address)
        watching = asyncio.create_task(until_gone(connection, quiet_s=0.2))
        try:
            for _ in range(6):
                with bus.hanging():
                    await asyncio.sleep(0.7)
                await asyncio.sleep(0.3)
            with bus.hanging():
                time.sleep(1.5)  # the loop itself stands still
            await asyncio.sleep(0.5)
            return watching.exception() if watching.done() else None
        finally:
            watching.cancel()
            connection.close()

    busy = [multiprocessing.get_context("fork").Process(target=_spin, daemon=True) for _ in range(4)]
    for process in busy:
        process.start()
    try:
        assert asyncio.run(watch()) is None
    finally:
        for process in busy:
            process.kill()
            process.join()


def _spin() -> None:
    while True:
        pass
