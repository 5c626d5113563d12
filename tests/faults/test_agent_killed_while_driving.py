"""The agent is killed in the middle of a drive: dashes within a second, it is back, the drive goes on.

Real processes throughout: dbus-daemon, agent, map worker, head unit.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hmi.app import processes
from hmi.app.simulated_driver import SimulatedDriver
from hmi.app.unit import HeadUnit
from hmi.navigation.places_book import PlacesFile
from hmi.navigation.state import Phase
from hmi.settings import SettingsFile
from tests.app.planned import planned

DASH_WITHIN_S = 1.0
LOSSES = 3


@pytest.fixture
def agent(private_bus: str, tmp_path: Path) -> Iterator[processes.Child]:
    child = processes.agent(
        private_bus, start="43.74687,7.43292", state_folder=tmp_path / "state", log=tmp_path / "agent.log"
    )
    child.start()
    yield child
    child.stop()


@pytest.fixture
def unit(private_bus: str, tmp_path: Path, monaco_region: Path, qtbot: QtBot) -> Iterator[HeadUnit]:
    kept = SettingsFile(tmp_path / "settings.json"), PlacesFile(tmp_path / "places.json")
    unit = HeadUnit(private_bus, [monaco_region], *kept)
    yield unit
    unit.close()


def test_a_killed_agent_shows_as_dashes_and_the_drive_goes_on(
    unit: HeadUnit, agent: processes.Child, monaco_region: Path, qtbot: QtBot
) -> None:
    def until(condition: Callable[[], object], timeout_s: float) -> None:
        qtbot.waitUntil(lambda: bool(condition()), timeout=round(timeout_s * 1000))

    driver = SimulatedDriver(unit.client, unit.navigator)
    trip = planned(monaco_region)
    until(lambda: unit.navigator.state.fix, 20)
    unit.navigator.preview([trip.destination])
    until(lambda: unit.navigator.state.routes, 20)
    unit.client.set_time_factor(3.0)
    unit.navigator.start()
    until(lambda: along_m(unit) > 50, 30)
    assert shown_speed(unit) != "–"

    for loss in range(1, LOSSES + 1):
        before_m = along_m(unit)
        assert agent.pid is not None
        os.kill(agent.pid, signal.SIGKILL)
        killed_s = time.monotonic()
        until(lambda: shown_speed(unit) == "–", 5)
        assert time.monotonic() - killed_s < DASH_WITHIN_S
        assert not unit.client.connected
        assert unit.navigator.state.fix is None, "an old position is no position"
        assert unit.navigator.state.phase is Phase.GUIDING, "the trip is not lost with the agent"

        # Whoever owns the children looks after them a few times a second.
        until(lambda: (agent.poll(), unit.client.connected)[1], 10)
        assert agent.starts == loss + 1
        until(lambda before_m=before_m: along_m(unit) > before_m + 40, 30)
        assert shown_speed(unit) != "–"
    assert driver.obedient


def shown_speed(unit: HeadUnit) -> str:
    """What the speed on the map screen reads."""
    speed = unit.navigation.property("speed")
    return str(speed["number"])


def along_m(unit: HeadUnit) -> float:
    guidance = unit.navigator.state.guidance
    return guidance.distance_along_m if guidance is not None else 0.0
