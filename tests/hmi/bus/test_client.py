"""The head unit's client against a real agent on a real bus."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from hmi.bus.client import AgentClient
from tests.hmi.buses import AgentProcess, Bus

START = "43.73,7.42"
ROUTE = ([43.73, 43.735, 43.735, 43.74], [7.42, 7.42, 7.43, 7.43], [50 / 3.6] * 4)
TEMPERATURE = "Vehicle.Cabin.HVAC.Station.Row1.Driver.Temperature"
StartAgent = Callable[..., AgentProcess]


@pytest.fixture
def client(qtbot: QtBot, bus: Bus) -> Iterator[AgentClient]:
    client = AgentClient(bus.address)
    yield client
    client.close()


def test_the_car_is_heard_and_a_lost_agent_shows_as_nothing_within_a_second(
    qtbot: QtBot, client: AgentClient, start_agent: StartAgent
) -> None:
    agent = start_agent("--start", START)
    qtbot.waitUntil(lambda: client.connected, timeout=5000)
    qtbot.waitUntil(lambda: speed(client) == 0.0, timeout=2000)
    assert len(client.state.readings) >= 120

    agent.kill()
    lost = time.monotonic()
    qtbot.waitUntil(lambda: not client.connected, timeout=1000)
    assert speed(client) is None and time.monotonic() - lost < 1.0

    agent.start()
    qtbot.waitUntil(lambda: client.connected and speed(client) is not None, timeout=5000)


def test_a_silent_agent_counts_as_lost(qtbot: QtBot, client: AgentClient, start_agent: StartAgent) -> None:
    import os
    import signal

    agent = start_agent("--start", START)
    qtbot.waitUntil(lambda: client.connected, timeout=5000)
    os.kill(agent.pid, signal.SIGSTOP)
    try:
        qtbot.waitUntil(lambda: not client.connected, timeout=1000)
    finally:
        os.kill(agent.pid, signal.SIGCONT)
    qtbot.waitUntil(lambda: client.connected, timeout=2000)


def test_a_command_is_asked_accepted_and_done_or_refused_with_why(
    qtbot: QtBot, client: AgentClient, start_agent: StartAgent
) -> None:
    told: list[tuple[str, str, str]] = []
    client.commandChanged.connect(lambda *what: told.append(what))
    refused = client.actuate(TEMPERATURE, 22.0)
    qtbot.waitUntil(lambda: told == [(refused, "refused", "the car does not answer")], timeout=500)
    told.clear()

    start_agent("--start", START)
    qtbot.waitUntil(lambda: client.connected, timeout=5000)
    done = client.actuate(TEMPERATURE, 23.5)
    assert client.asked(TEMPERATURE) == 23.5
    qtbot.waitUntil(lambda: bool(told) and told[-1][1] == "done", timeout=4000)
    assert [outcome for _, outcome, _ in told] == ["asked", "accepted", "done"]
    assert client.state.get(TEMPERATURE, time.monotonic()) == 23.5
    assert client.asked(TEMPERATURE) is None
    command = client.command(done)
    assert command is not None and command.outcome == "done"

    told.clear()
    client.actuate(TEMPERATURE, 90.0)
    qtbot.waitUntil(lambda: bool(told), timeout=1000)
    assert told[0][1] == "refused" and "between 14 and 32" in told[0][2]


def test_a_door_stays_shut_while_driving(qtbot: QtBot, client: AgentClient, start_agent: StartAgent) -> None:
    start_agent("--start", START)
    qtbot.waitUntil(lambda: client.connected, timeout=5000)
    client.follow_route(*ROUTE)
    qtbot.waitUntil(lambda: (speed(client) or 0) > 10, timeout=6000)
    told: list[tuple[str, str, str]] = []
    client.commandChanged.connect(lambda *what: told.append(what))
    client.actuate("Vehicle.Cabin.Door.Row1.DriverSide.IsOpen", True)
    qtbot.waitUntil(lambda: bool(told) and told[-1][1] == "refused", timeout=2000)
    assert told[-1][2] == "not while driving"


def test_the_drive_goes_on_after_the_agent_was_killed(
    qtbot: QtBot, client: AgentClient, start_agent: StartAgent
) -> None:
    agent = start_agent("--start", START)
    qtbot.waitUntil(lambda: client.connected, timeout=5000)
    client.set_time_factor(5)
    client.follow_route(*ROUTE)
    qtbot.waitUntil(lambda: driven(client) > 120, timeout=8000)
    before = driven(client)
    agent.kill()
    qtbot.waitUntil(lambda: not client.connected, timeout=1000)
    agent.start()
    qtbot.waitUntil(lambda: client.connected and driven(client) > before - 100, timeout=5000)
    # One save a second at five times the speed: at most about 75 m are driven again.
    qtbot.waitUntil(lambda: driven(client) > before + 100 and (speed(client) or 0) > 20, timeout=8000)


def test_a_car_that_is_put_elsewhere_on_purpose_keeps_its_position(
    qtbot: QtBot, client: AgentClient, start_agent: StartAgent
) -> None:
    start_agent("--start", START)
    qtbot.waitUntil(lambda: client.connected, timeout=5000)
    client.follow_route(*ROUTE)
    qtbot.waitUntil(lambda: (speed(client) or 0) > 10, timeout=6000)

    def latitude() -> float:
        return client.state.number("Vehicle.CurrentLocation.Latitude", time.monotonic()) or 0.0

    client.place(43.75, 7.45)
    qtbot.waitUntil(lambda: abs(latitude() - 43.75) < 0.001, timeout=2000)
    lost: list[float] = []
    client.stateChanged.connect(lambda: lost.append(latitude()) if abs(latitude() - 43.75) > 0.001 else None)
    qtbot.wait(1500)
    assert lost == []


def test_the_bus_may_go_and_come_back(
    qtbot: QtBot, bus: Bus, client: AgentClient, start_agent: StartAgent
) -> None:
    start_agent("--start", START)
    qtbot.waitUntil(lambda: client.connected, timeout=5000)
    bus.stop()
    qtbot.waitUntil(lambda: not client.connected, timeout=1000)
    bus.start()
    qtbot.waitUntil(lambda: client.connected and speed(client) is not None, timeout=6000)


def speed(client: AgentClient) -> float | None:
    return client.state.number("Vehicle.Speed", time.monotonic())


def driven(client: AgentClient) -> float:
    return client.state.number("Vehicle.TraveledDistanceSinceStart", time.monotonic()) or 0.0
