"""The owner's charge and climate plans on the screen, and the screen's edits in the plans."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal

from hmi.app.plan_sync import FIELDS, PlanSync
from hmi.settings import SettingsFile
from hmi.view_models.settings.model import SettingsModel

PLAN = {"tariff": "typed", "ready_by": "06:45", "target_percent": 90}
CABIN = {"on": True, "ready_by": "06:30", "temperature_celsius": 22.5}


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
        self.sync = PlanSync(self.cloud, self.settings)


@pytest.fixture
def screen(tmp_path: Path, qapp: object) -> Screen:
    return Screen(tmp_path)


def test_the_owners_plans_are_shown_and_not_written_back(screen: Screen) -> None:
    screen.cloud.recordsRead.emit([["charge_schedule", "plan", PLAN], ["climate_schedule", "plan", CABIN]])
    chosen = screen.settings.settings
    assert (chosen.departure_minute, chosen.charge_target_percent) == (6 * 60 + 45, 90)
    assert (chosen.climate_schedule, chosen.climate_minute, chosen.climate_celsius) == (True, 390, 22.5)
    assert screen.cloud.written == []


def test_an_edit_on_the_screen_becomes_one_of_the_plan(screen: Screen) -> None:
    screen.cloud.recordsRead.emit([["charge_schedule", "plan", PLAN]])
    screen.settings.change(departure_minute=8 * 60)
    assert screen.cloud.written == [
        ("charge_schedule", "plan", {"ready_by": "08:00", "target_percent": 90.0})
    ]


def test_the_climate_switch_reaches_the_agent(screen: Screen) -> None:
    """It was read by nobody."""
    screen.cloud.recordsRead.emit([])
    screen.settings.change(climate_schedule=True)
    fields = {"on": True, "ready_by": "07:15", "temperature_celsius": 21.0}
    assert screen.cloud.written == [("climate_schedule", "plan", fields)]
    screen.settings.change(climate_schedule=False)
    assert screen.cloud.written[-1] == ("climate_schedule", "plan", {**fields, "on": False})


def test_a_switch_that_was_on_before_anybody_read_it_is_written_once(screen: Screen) -> None:
    screen.settings.change(climate_schedule=True)
    screen.cloud.written.clear()
    screen.cloud.recordsRead.emit([])
    assert [row[0] for row in screen.cloud.written] == ["climate_schedule"]


def test_a_climate_plan_that_is_gone_is_off(screen: Screen) -> None:
    screen.cloud.recordsRead.emit([["climate_schedule", "plan", CABIN]])
    screen.cloud.recordsChanged.emit([["climate_schedule", "plan", None]])
    assert screen.settings.settings.climate_schedule is False and screen.cloud.written == []


@pytest.mark.parametrize("kind", ["charge_schedule", "climate_schedule"])
@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"ready_by": "nonsense", "target_percent": "full", "temperature_celsius": []},
        {"ready_by": 7, "target_percent": 1e9, "temperature_celsius": -1e9, "on": "yes"},
        {"ready_by": None, "target_percent": float("nan"), "temperature_celsius": float("inf")},
    ],
)
def test_a_plan_that_anybody_may_have_written_breaks_nothing(
    screen: Screen, kind: str, fields: dict[str, Any]
) -> None:
    screen.cloud.recordsChanged.emit([[kind, "plan", fields]])
    chosen = screen.settings.settings
    assert 50 <= chosen.charge_target_percent <= 100 and 15 <= chosen.climate_celsius <= 30
    assert chosen.climate_schedule is False


def test_every_field_survives_the_way_there_and_back(screen: Screen) -> None:
    for field in FIELDS:
        value = getattr(screen.settings.settings, field.setting)
        assert field.read({field.name: field.write(value)}) == value
