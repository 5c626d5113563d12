"""A touch on the climate strip shows as asked until the car confirms it or refuses."""

from __future__ import annotations

import pytest

from hmi.vehicle.signals import BY_PATH
from hmi.view_models.car import climate as strip
from hmi.view_models.car.climate import DRIVER_SEAT, DRIVER_TEMPERATURE, FAN, ClimateModel
from hmi.view_models.settings.model import SettingsModel
from hmi.view_models.vehicle import ANSWER_WITHIN_S
from tests.hmi.fake_car import FakeCar

from .conftest import Clock


@pytest.fixture
def model(car: FakeCar, settings: SettingsModel, clock: Clock) -> ClimateModel:
    return ClimateModel(car, settings, clock)


def test_every_control_is_an_actuator_of_the_catalogue() -> None:
    paths = [
        value for value in vars(strip).values() if isinstance(value, str) and value.startswith("Vehicle.C")
    ]
    paths = [path for path in paths if not path.endswith(".")]
    assert len(paths) == 9
    for path in paths:
        assert BY_PATH[path].kind == "actuator", path


def test_what_is_asked_is_marked_until_the_car_shows_it(model: ClimateModel, car: FakeCar) -> None:
    car.obedient = False
    model.changeDriver(1)
    assert (model.driver, model.driverAsked) == ("22.0°", True)
    assert car.asked == [(DRIVER_TEMPERATURE, 22.0)]
    car.answer("accepted")
    car.answer("done")
    assert model.driverAsked, "done is not yet seen"
    car.say({DRIVER_TEMPERATURE: 22.0})
    assert (model.driver, model.driverAsked) == ("22.0°", False)


def test_quick_touches_add_up(model: ClimateModel, car: FakeCar) -> None:
    car.obedient = False
    for _ in range(3):
        model.changeDriver(1)
    assert model.driver == "23.0°"
    assert car.asked[-1] == (DRIVER_TEMPERATURE, 23.0)


def test_a_refusal_brings_the_old_value_back_and_says_why(model: ClimateModel, car: FakeCar) -> None:
    car.obedient = False
    reasons: list[str] = []
    model.refused.connect(reasons.append)
    model.changeFan(1)
    assert (model.fan, model.fanAsked) == (3, True)
    car.answer("refused", "battery too low")
    assert (model.fan, model.fanAsked) == (2, False)
    assert reasons == ["battery too low"]


def test_silence_is_a_refusal(model: ClimateModel, car: FakeCar, clock: Clock) -> None:
    car.obedient = False
    reasons: list[str] = []
    model.refused.connect(reasons.append)
    model.toggleFrontDefrost()
    assert model.frontDefrost == 1
    clock.now_s += ANSWER_WITHIN_S + 0.1
    car.say({"Vehicle.Cabin.HVAC.IsFrontDefrosterActive": False})
    assert model.frontDefrost == 0
    assert reasons == ["The car does not answer."]


def test_the_answer_to_an_older_touch_does_not_end_the_newer(model: ClimateModel, car: FakeCar) -> None:
    car.obedient = False
    model.changeFan(1)
    model.changeFan(1)
    car.commandChanged.emit("1", "refused", "too late")
    assert (model.fan, model.fanAsked) == (4, True)


def test_seat_heat_goes_round(model: ClimateModel, car: FakeCar) -> None:
    assert model.driverSeat == 2
    model.cycleDriverSeat()
    assert model.driverSeat == 3
    model.cycleDriverSeat()
    assert model.driverSeat == 0
    assert car.asked == [(DRIVER_SEAT, 100), (DRIVER_SEAT, 0)]


def test_the_ends_of_a_scale_ask_for_nothing(model: ClimateModel, car: FakeCar) -> None:
    car.say({FAN: 100, DRIVER_TEMPERATURE: 28.0})
    model.refresh()
    model.changeFan(1)
    model.changeDriver(1)
    assert car.asked == []


def test_an_unknown_value_cannot_be_changed(model: ClimateModel, car: FakeCar) -> None:
    car.leave()
    model.refresh()
    assert model.driver == "–°"
    assert model.fan == -1
    for touch in (model.cycleDriverSeat, model.toggleRecirculation, model.toggleAirConditioning):
        touch()
    model.changeFan(1)
    model.changeDriver(-1)
    assert car.asked == []
