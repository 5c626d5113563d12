"""The screens of the car against the real agent with its simulated car, over a real bus."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hmi.bus import contract
from hmi.bus.client import AgentClient
from hmi.bus.upkeep import UpkeepClient
from hmi.view_models.car.climate import ClimateModel
from hmi.view_models.car.drive import DriveModel
from hmi.view_models.car.screen import CarModel
from hmi.view_models.energy.screen import EnergyModel
from hmi.view_models.settings.model import SettingsModel
from hmi.view_models.shell.alerts import AlertsModel
from tests.hmi.buses import AgentProcess, Bus


@pytest.fixture
def bus() -> Iterator[Bus]:
    bus = Bus()
    yield bus
    bus.close()


@pytest.fixture
def agent(bus: Bus, tmp_path: Path) -> Iterator[AgentProcess]:
    agent = AgentProcess(bus.address, tmp_path / "state")
    yield agent
    agent.kill()


@pytest.fixture
def client(bus: Bus, agent: AgentProcess, qtbot: QtBot) -> Iterator[AgentClient]:
    client = AgentClient(bus.address)
    qtbot.waitUntil(lambda: client.connected, timeout=15_000)
    yield client
    client.close()


def until(qtbot: QtBot, condition: Callable[[], bool], within_s: float = 8.0) -> float:
    """How long it took."""
    begin_s = time.monotonic()
    qtbot.waitUntil(condition, timeout=round(within_s * 1000))
    return time.monotonic() - begin_s


def test_the_gauges_live_and_a_dead_agent_leaves_dashes_within_a_second(
    client: AgentClient, agent: AgentProcess, settings: SettingsModel, qtbot: QtBot
) -> None:
    drive, energy, alerts = (
        DriveModel(client, settings),
        EnergyModel(client, settings),
        AlertsModel(client, settings),
    )
    until(qtbot, lambda: drive.speed == "0" and drive.gear == "P" and drive.levelKnown)
    until(qtbot, lambda: all(tyre.number != "–" for tyre in drive.tyres.rows))
    until(qtbot, lambda: "–" not in energy.battery)
    agent.kill()
    assert until(qtbot, lambda: drive.speed == "–" and not drive.levelKnown) < 1.0
    assert {tyre.number for tyre in drive.tyres.rows} == {"–"}
    assert alerts.title == "No data from the car"


def test_touches_are_asked_and_then_confirmed_by_the_car(
    client: AgentClient, settings: SettingsModel, qtbot: QtBot
) -> None:
    climate, car = ClimateModel(client, settings), CarModel(client, settings)
    refusals: list[str] = []
    climate.refused.connect(refusals.append)
    car.refused.connect(refusals.append)
    until(qtbot, lambda: climate.fan >= 0 and climate.driverSeat >= 0 and car.locksKnown)
    fan, seat, locked = climate.fan, climate.driverSeat, car.allLocked
    before = climate.driver
    climate.changeDriver(2)
    climate.changeFan(1)
    climate.cycleDriverSeat()
    (car.unlockAll if locked else car.lockAll)()
    assert climate.driver != before
    assert climate.driverAsked
    assert car.locking
    until(
        qtbot,
        lambda: not (climate.driverAsked or climate.fanAsked or climate.driverSeatAsked or car.locking),
    )
    assert climate.driver != before
    assert climate.fan == fan + 1
    assert climate.driverSeat == seat + 1
    assert car.allLocked is not locked
    assert refusals == []


def test_a_flat_tyre_is_told_and_shown(client: AgentClient, settings: SettingsModel, qtbot: QtBot) -> None:
    drive, alerts = DriveModel(client, settings), AlertsModel(client, settings)
    told: list[str] = []
    alerts.changed.connect(lambda: told.append(alerts.title))
    until(qtbot, lambda: drive.tyres.rows[0].number != "–")
    client.run_scenario("flat tyre")
    until(qtbot, lambda: any(tyre.low for tyre in drive.tyres.rows), 20)
    until(qtbot, lambda: any("is flat" in title for title in told), 20)


def test_the_agents_forecasts_are_the_maintenance_rows_and_done_work_is_kept(
    client: AgentClient, settings: SettingsModel, qtbot: QtBot
) -> None:
    upkeep, car = UpkeepClient(client.connection), CarModel(client, settings)
    upkeep.changed.connect(lambda: car.show_outlooks(upkeep.outlooks))
    car.workDone.connect(upkeep.done)
    until(qtbot, lambda: "Service" in {row.label for row in car.maintenance.rows})
    book: list[str] = []
    car.enterDone("battery_12v")
    client.connection.call(contract.UPKEEP, "Export", (), on_reply=book.append)
    until(qtbot, lambda: bool(book))
    assert "battery_12v" in book[0]
