"""The owner's charge plan and its prices on the screen, and the screen's edits in the plan."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal

from hmi.app.charge_plan_sync import ChargePlanSync
from hmi.settings import SettingsFile
from hmi.view_models.energy.screen import EnergyModel
from hmi.view_models.settings.model import SettingsModel
from tests.hmi.fake_car import MOVING_EV, FakeCar

NOW = datetime(2026, 1, 10, 18, 30)
PLAN = {"tariff": "typed", "ready_by": "06:45", "target_percent": 90, "cheap_from": 23, "cheap_to": 5}
MARKET = {
    "from_unix_s": NOW.replace(minute=0).timestamp(),
    "per_kwh": [0.3, 0.2, 0.1, 0.4],
    "currency": "GBP",
}


class FakeCloud(QObject):
    recordsRead = Signal(list)
    recordsChanged = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self.written: list[tuple[str, str, object]] = []

    def write_record(self, kind: str, record: str, fields: Mapping[str, Any] | None) -> None:
        self.written.append((kind, record, fields))


class Screen:
    def __init__(self, folder: Path) -> None:
        self.settings = SettingsModel(SettingsFile(folder / "settings.json"))
        self.cloud = FakeCloud()
        self.energy = EnergyModel(
            FakeCar(MOVING_EV, lambda: 1000.0), self.settings, lambda: 1000.0, now=lambda: NOW
        )
        self.sync = ChargePlanSync(self.cloud, self.energy, self.settings, now=lambda: NOW)

    @property
    def prices(self) -> list[float | None]:
        assert self.energy.plan is not None
        return [hour.price_per_kwh for hour in self.energy.plan.hours]


@pytest.fixture
def screen(tmp_path: Path, qapp: object) -> Screen:
    return Screen(tmp_path)


def test_the_owners_plan_is_shown_with_their_own_tariff(screen: Screen) -> None:
    screen.cloud.recordsRead.emit([["charge_schedule", "plan", PLAN], ["favourite", "f", {"name": "x"}]])
    chosen = screen.settings.settings
    assert (chosen.departure_minute, chosen.charge_target_percent) == (6 * 60 + 45, 90)
    # 18 h is dear, 23 h is cheap.
    assert screen.prices[0] == 0.3 and screen.prices[5] == 0.15
    assert screen.cloud.written == [], "what came from elsewhere is not written back"


def test_the_markets_prices_are_shown_where_they_are_known(screen: Screen) -> None:
    screen.cloud.recordsRead.emit(
        [["charge_schedule", "plan", {**PLAN, "tariff": "day_ahead"}], ["charge_schedule", "prices", MARKET]]
    )
    assert screen.prices[:5] == [0.3, 0.2, 0.1, 0.4, None]
    screen.cloud.recordsChanged.emit([["charge_schedule", "prices", None]])
    assert set(screen.prices) == {None}


def test_an_edit_on_the_screen_becomes_one_of_the_plan(screen: Screen) -> None:
    screen.cloud.recordsRead.emit([["charge_schedule", "plan", PLAN]])
    screen.settings.change(departure_minute=8 * 60)
    assert screen.cloud.written == [
        ("charge_schedule", "plan", {"ready_by": "08:00", "target_percent": 90.0})
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"ready_by": "nonsense", "target_percent": "full"},
        {"ready_by": 7, "target_percent": 1e9},
        {"tariff": "day_ahead", "ready_by": "06:45"},
        {"cheap_from": [], "price_cheap": {}},
    ],
)
def test_a_plan_that_anybody_may_have_written_breaks_nothing(screen: Screen, fields: dict[str, Any]) -> None:
    screen.cloud.recordsChanged.emit([["charge_schedule", "plan", fields]])
    assert 50 <= screen.settings.settings.charge_target_percent <= 100


def test_a_plan_that_is_gone_takes_its_prices_along(screen: Screen) -> None:
    screen.cloud.recordsRead.emit([["charge_schedule", "plan", PLAN]])
    screen.cloud.recordsRead.emit([])
    assert set(screen.prices) == {None}
