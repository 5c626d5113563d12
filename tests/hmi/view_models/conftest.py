"""A car, settings in a folder of their own, and a clock that stands still."""

from __future__ import annotations

from pathlib import Path

import pytest

from hmi.settings import SettingsFile
from hmi.view_models.settings.model import SettingsModel
from tests.hmi.fake_car import MOVING_EV, TRIP_A, FakeCar


class Clock:
    def __init__(self) -> None:
        self.now_s = 1000.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def car(qapp: object, clock: Clock) -> FakeCar:
    car = FakeCar(MOVING_EV, clock)
    car.trips["A"] = TRIP_A
    return car


@pytest.fixture
def settings(qapp: object, tmp_path: Path) -> SettingsModel:
    return SettingsModel(SettingsFile(tmp_path / "settings.json"))
