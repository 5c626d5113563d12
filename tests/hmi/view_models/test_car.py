"""Locks, doors and what will need attention."""

from __future__ import annotations

from datetime import date

import pytest

from hmi.vehicle.signals import Value
from hmi.vehicle.state import Reading, VehicleState
from hmi.view_models.car.maintenance import Item, forecast, wear_forecast
from hmi.view_models.car.screen import LIGHT_SWITCH, CarModel
from hmi.view_models.settings.model import SettingsModel
from tests.hmi.fake_car import FakeCar

from .conftest import Clock

LOCK = "Vehicle.Cabin.Door.Row{}.{}.IsLocked"
PAD = "Vehicle.Chassis.Axle.Row1.Wheel.{}.Brake.PadWear"


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


def state(**values: Value) -> VehicleState:
    return VehicleState().updated({path: Reading(value, 0.0) for path, value in values.items()})


def test_pads_half_worn_in_forty_thousand_kilometres() -> None:
    due = wear_forecast(Item.FRONT_PADS, worn_percent=45, km=40_000, km_per_month=1000)
    assert due is not None
    assert due.likely_months == pytest.approx(40)
    assert due.first_months < 30 < 50 < due.last_months


def test_a_new_car_says_nothing_yet_and_worn_pads_say_now() -> None:
    assert wear_forecast(Item.FRONT_PADS, worn_percent=1, km=3000, km_per_month=1000) is None
    worn = wear_forecast(Item.FRONT_PADS, worn_percent=93, km=60_000, km_per_month=1000)
    assert worn is not None
    assert worn.last_months == 0


def test_more_wear_is_known_better() -> None:
    spans = []
    for worn in (5, 20, 60):
        due = wear_forecast(Item.FRONT_PADS, worn, km=1000.0 * worn, km_per_month=1000)
        assert due is not None
        spans.append(due.last_months / due.first_months)
    assert spans == sorted(spans, reverse=True)


def test_the_most_pressing_comes_first_and_unknown_parts_do_not_come() -> None:
    assert forecast(VehicleState(), 0.0) == ()
    rows = forecast(
        state(
            **{
                "Vehicle.TraveledDistance": 48_000_000,
                "Vehicle.VehicleIdentification.Year": 2022,
                PAD.format("Left"): 80,
                PAD.format("Right"): 78,
                "Vehicle.Service.DistanceToService": 9000.0,
            }
        ),
        0.0,
        date(2026, 7, 1),
    )
    assert [row.item for row in rows] == [Item.FRONT_PADS, Item.SERVICE, Item.BATTERY_12V]
    assert rows[0].likely_months == pytest.approx(6, rel=0.1)


def test_the_span_in_words(model: CarModel, car: FakeCar) -> None:
    car.say(
        {
            "Vehicle.TraveledDistance": 48_000_000,
            PAD.format("Left"): 80,
            PAD.format("Right"): 78,
        }
    )
    model.refresh()
    (row,) = model.maintenance.rows
    assert row.label == "Front brake pads"
    assert row.when == "in 4 – 8 months"
    assert 0 < row.first < row.likely < row.last < 1
