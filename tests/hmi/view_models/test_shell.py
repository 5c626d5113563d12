"""The frame: which screen, how far to trust the status line."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hmi.settings import SettingsFile
from hmi.view_models.settings.model import SettingsModel
from hmi.view_models.shell.frame import ShellModel
from tests.hmi.fake_car import FakeCar
from tests.screens.fakes import CAR, NOON


class Desk:
    """The model with all it needs."""

    def __init__(self, folder: Path) -> None:
        self.car = FakeCar(CAR)
        self.settings = SettingsModel(SettingsFile(folder / "settings.json"))
        self.model = ShellModel(self.car, self.settings, lambda: NOON)


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Desk:
    return Desk(tmp_path)


def test_the_status_line(desk: Desk) -> None:
    assert desk.model.clock == "14:32"
    assert desk.model.outside.replace("\u00a0", " ") == "18 °C"
    assert desk.model.accuracy.replace("\u00a0", " ") == "3 m"
    assert desk.model.positioned is True


def test_a_lost_car_leaves_dashes_within_a_second(desk: Desk, qtbot: QtBot) -> None:
    desk.car.leave()
    assert desk.model.outside.startswith("–")
    assert desk.model.positioned is False
    assert desk.model.connected is False


def test_losing_the_speed_counts_as_moving(desk: Desk) -> None:
    desk.car.say({"Vehicle.Speed": 0.0})
    assert desk.model.moving is False
    desk.car.say({"Vehicle.Speed": 5.0})
    assert desk.model.moving is False
    desk.car.say({"Vehicle.Speed": 5.1})
    assert desk.model.moving is True
    desk.car.say({"Vehicle.Speed": 0.0})
    desk.car.leave()
    assert desk.model.moving is True


def test_reverse_gear_is_seen_at_once_and_given_back(desk: Desk) -> None:
    desk.car.say({"Vehicle.Powertrain.Transmission.CurrentGear": -1})
    assert desk.model.reversing is True
    desk.car.say({"Vehicle.Powertrain.Transmission.CurrentGear": 1})
    assert desk.model.reversing is False


def test_only_the_screens_of_the_rail_can_be_shown(desk: Desk) -> None:
    desk.model.show("energy")
    desk.model.show("casino")
    assert desk.model.screen == "energy"


def test_the_place_of_the_map_touched_again_closes_the_search(desk: Desk) -> None:
    desk.model.searching = True
    desk.model.show("drive")
    assert desk.model.searching is True
    desk.model.show("map")
    assert desk.model.searching is True
    desk.model.show("map")
    assert desk.model.searching is False


def test_night_and_direction_follow_the_settings(desk: Desk) -> None:
    desk.settings.change(appearance="day", language="ar")
    assert (desk.model.night, desk.model.mirrored) == (False, True)
    desk.settings.change(appearance="night", language="ja")
    assert (desk.model.night, desk.model.mirrored) == (True, False)


def test_the_keyboard_is_for_who_stands_or_for_a_belted_passenger(desk: Desk) -> None:
    model = desk.model
    assert (model.moving, model.typing, model.rows) == (True, False, 6)
    # Nobody sits there: asking changes nothing.
    model.unlockForPassenger()
    assert model.typing is False
    seat = "Vehicle.Cabin.Seat.Row1.PassengerSide."
    desk.car.say({f"{seat}OccupancyStatus": "OCCUPIED", f"{seat}IsBelted": True})
    assert (model.passenger, model.typing) == (True, False)
    model.unlockForPassenger()
    assert (model.unlocked, model.typing) == (True, True)
    desk.car.say({f"{seat}IsBelted": False})
    assert model.typing is False
    # The unlock does not come back with the belt.
    desk.car.say({f"{seat}IsBelted": True})
    assert model.typing is False
