"""Locks, doors and what will need attention."""

from __future__ import annotations

import pytest

from hmi.upkeep.forecast import Confidence, Forecast, NotYet, Part
from hmi.view_models.car.screen import LIGHT_SWITCH, CarModel
from hmi.view_models.settings.model import SettingsModel
from hmi.view_models.shell.icons import glyphs
from tests.hmi.fake_car import FakeCar

from .conftest import Clock

LOCK = "Vehicle.Cabin.Door.Row{}.{}.IsLocked"


@pytest.fixture
def model(car: FakeCar, settings: SettingsModel, clock: Clock) -> CarModel:
    return CarModel(car, settings, clock)


def test_one_unlocked_door_is_named(model: CarModel) -> None:
    assert model.summary == "Rear right unlocked"
    assert not model.allLocked
    assert [door.door_lock for door in model.doors.rows] == ["locked", "locked", "locked", "unlocked"]


def test_locking_asks_only_the_doors_that_are_open_to_it(model: CarModel, car: FakeCar) -> None:
    car.obedient = False
    model.lockAll()
    assert car.asked == [(LOCK.format(2, "PassengerSide"), True)]
    assert model.locking
    assert model.allLocked, "shown as asked"
    car.say({LOCK.format(2, "PassengerSide"): True})
    model.refresh()
    assert not model.locking
    assert model.summary == "All locked"


def test_a_door_that_will_not_lock_shows_as_it_is(model: CarModel, car: FakeCar) -> None:
    car.obedient = False
    reasons: list[str] = []
    model.refused.connect(reasons.append)
    model.lockAll()
    car.answer("refused", "door is open")
    assert model.summary == "Rear right unlocked"
    assert reasons == ["door is open"]


def test_an_open_door_comes_before_an_unlocked_one(model: CarModel, car: FakeCar) -> None:
    car.say({"Vehicle.Cabin.Door.Row1.DriverSide.IsOpen": True})
    model.refresh()
    assert model.summary == "Front left open"
    assert model.frontLeftOpen
    car.say({"Vehicle.Cabin.Door.Row1.DriverSide.IsOpen": False, "Vehicle.Body.Trunk.Rear.IsOpen": True})
    model.refresh()
    assert model.summary == "Boot open"


def test_a_lost_car_has_no_locks_to_show(model: CarModel, car: FakeCar) -> None:
    car.leave()
    model.refresh()
    assert model.summary == "Lock status unknown"
    assert not model.locksKnown
    assert {door.door_lock for door in model.doors.rows} == {"unknown"}


def test_lights_are_asked_of_the_car(model: CarModel, car: FakeCar) -> None:
    model.chooseLights(2)
    assert car.asked == [], "a car that does not say its lights cannot be asked"
    car.say({LIGHT_SWITCH: "AUTO"})
    model.refresh()
    assert model.light == 0
    model.chooseLights(2)
    assert car.asked == [(LIGHT_SWITCH, "BEAM")]


def test_the_climate_schedule_is_a_setting(model: CarModel, settings: SettingsModel) -> None:
    assert not model.climateOn
    model.toggleClimateSchedule()
    assert model.climateOn


def due(part: Part, first: float, likely: float, last: float, otherwise: str = "discs_too") -> Forecast:
    return Forecast(part, first, likely, last, Confidence.HIGH, (), "%", 90.0, otherwise, "brake_pads")


@pytest.mark.parametrize(
    ("span", "when"),
    [
        ((0.0, 0.0, 5.0), "now"),
        ((4.0, 6.0, 9.0), "in 4 – 9 days"),
        ((9.0, 9.0, 9.0), "in 9 – 10 days"),
        ((122.0, 180.0, 243.0), "in 4 – 8 months"),
        ((122.0, 300.0, 900.0), "in 4 – 12+ months"),
        ((400.0, 500.0, 600.0), "after 12 months"),
    ],
)
def test_the_span_in_words(model: CarModel, span: tuple[float, float, float], when: str) -> None:
    model.show_outlooks([due(Part.FRONT_PADS, *span)])
    (row,) = model.maintenance.rows
    assert row.label == "Front brake pads"
    assert row.when == when
    assert 0 <= row.first <= row.likely <= row.last <= 1
    assert row.soon is (span[1] < 120)


@pytest.mark.parametrize("part", Part)
def test_every_part_has_a_name_and_a_sign(model: CarModel, part: Part) -> None:
    model.show_outlooks([due(part, 10, 20, 30)])
    (row,) = model.maintenance.rows
    assert row.label
    assert row.icon in glyphs()
    assert row.otherwise
    assert row.workshop


def test_what_waits_for_its_change_comes_last_and_topping_up_makes_one(model: CarModel) -> None:
    soft = [due(part, 200, 300, 400, "tyre_soft") for part in (Part.TYRE_FRONT_LEFT, Part.TYRE_REAR_LEFT)]
    model.show_outlooks(
        [
            due(Part.TYRE_FRONT_RIGHT, 3, 5, 8, "tyre_flat"),
            *soft,
            NotYet(Part.SERVICE, "service_interval"),
            NotYet(Part.OIL, "last_change"),
        ]
    )
    assert [row.label for row in model.maintenance.rows] == [
        "Front right tyre leaks",
        "Tyre pressure",
        "Engine oil",
    ]
    assert [row.known for row in model.maintenance.rows] == [True, True, False]


def test_work_is_entered_by_a_touch(model: CarModel) -> None:
    entered: list[str] = []
    model.workDone.connect(entered.append)
    model.enterDone("front_pads")
    assert entered == ["front_pads"]
