"""The simulator's window: the unit drives itself there, and the panel disturbs and plots the car."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from hmi.app import processes
from hmi.app.plots import Recording
from hmi.app.simulated_car import Car
from hmi.app.simulated_driver import SimulatedDriver
from hmi.app.simulator_window import SimulatorWindow
from hmi.app.unit import HeadUnit
from hmi.navigation.places_book import PlacesFile
from hmi.settings import SettingsFile
from hmi.vehicle.state import Reading, VehicleState
from tests.app.planned import planned

SPEED = "Vehicle.Speed"


@pytest.fixture
def window(
    private_bus: str, tmp_path: Path, monaco_region: Path, qtbot: QtBot
) -> Iterator[tuple[SimulatorWindow, HeadUnit, processes.Child]]:
    agent = processes.agent(private_bus, start="43.74687,7.43292", state_folder=tmp_path / "state")
    agent.start()
    kept = SettingsFile(tmp_path / "settings.json"), PlacesFile(tmp_path / "places.json")
    unit = HeadUnit(private_bus, [monaco_region], *kept)
    driver = SimulatedDriver(unit.client, unit.navigator, unit)
    car = Car(private_bus, (agent,))
    window = SimulatorWindow(unit, driver, planned(monaco_region), car, 1280, 720)
    window.show()
    yield window, unit, agent
    window.close()
    unit.close()
    agent.stop()


def button(window: SimulatorWindow, text: str) -> QPushButton:
    return next(found for found in window.findChildren(QPushButton) if found.text().startswith(text))


def test_one_command_and_the_car_drives_guided(
    window: tuple[SimulatorWindow, HeadUnit, processes.Child], qtbot: QtBot
) -> None:
    _, unit, _ = window
    qtbot.waitUntil(lambda: unit.navigator.state.guidance is not None, timeout=40_000)
    qtbot.waitUntil(lambda: unit.navigator.state.guidance.distance_along_m > 20, timeout=30_000)  # type: ignore[union-attr]


def test_the_agent_can_be_killed_from_the_panel(
    window: tuple[SimulatorWindow, HeadUnit, processes.Child], qtbot: QtBot
) -> None:
    shown, unit, agent = window
    qtbot.waitUntil(lambda: unit.client.connected, timeout=20_000)
    button(shown, "Kill the agent").click()
    qtbot.waitUntil(lambda: not unit.client.connected, timeout=2_000)
    assert agent.pid is None


def test_a_recording_keeps_gaps_as_gaps(tmp_path: Path) -> None:
    recording = Recording((SPEED,), capacity=3)
    state = VehicleState().updated({SPEED: Reading(50.0, 1.0)})
    for now_s in (1.0, 1.1, 1.2):
        recording.add(state, now_s)
    recording.add(state.disconnected(), 1.3)
    times_s, values = recording.series(SPEED, 0.0)
    assert times_s.tolist() == [1.1, 1.2, 1.3], "the oldest sample makes room"
    assert values[:2].tolist() == [50.0, 50.0]
    assert math.isnan(values[2])
    recording.save(tmp_path / "signals.csv")
    rows = list(csv.reader((tmp_path / "signals.csv").read_text().splitlines()))
    assert rows == [["time_s", SPEED], ["1.100", "50"], ["1.200", "50"], ["1.300", ""]]
