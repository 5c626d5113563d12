"""A battery that gets low shows on the map how far it reaches, until it is charged or full enough."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from hmi.app.reach_on_map import AGAIN_S, ReachOnMap
from hmi.navigation.problems import Problem
from hmi.navigation.requests import CalculateReach, Failure
from hmi.vehicle.signals import Value
from hmi.view_models.map.content.scene import MapScene
from maps.models import RoutingProfile
from tests.hmi.fake_car import FakeCar
from tests.hmi.navigation.fake_maps import Clock, FakeMaps, asks

BATTERY = "Vehicle.Powertrain.TractionBattery."
HERE: dict[str, Value] = {
    "Vehicle.CurrentLocation.Latitude": 43.73,
    "Vehicle.CurrentLocation.Longitude": 7.42,
}
RING = np.array([[43.7, 7.4], [43.8, 7.4], [43.8, 7.5], [43.7, 7.4]])
AREA = SimpleNamespace(outer=(RING,), holes=())


def battery(percent: float, kwh: float, *, charging: bool = False) -> dict[str, Value]:
    return {
        **HERE,
        BATTERY + "StateOfCharge.Displayed": percent,
        BATTERY + "StateOfCharge.CurrentEnergy": kwh,
        BATTERY + "Charging.IsCharging": charging,
    }


class Stage:
    def __init__(self) -> None:
        self.clock, self.maps, self.scene = Clock(), FakeMaps(), MapScene()
        self.car = FakeCar(clock=self.clock)
        self.reach = ReachOnMap(self.car, self.maps, self.scene, RoutingProfile, self.clock)

    def answer(self, what: Any = AREA) -> CalculateReach:
        asked = self.maps.answer(CalculateReach, what)
        assert isinstance(asked, CalculateReach)
        return asked


@pytest.fixture
def stage(qtbot: object) -> Stage:
    return Stage()


def test_a_low_battery_shows_its_reach_and_asks_again_each_minute(stage: Stage) -> None:
    stage.car.say(battery(40.0, 25.0))
    assert asks(stage.maps, CalculateReach)() == 0
    stage.car.say(battery(15.0, 9.0))
    stage.car.say(battery(14.9, 8.9))
    assert asks(stage.maps, CalculateReach)() == 1
    asked = stage.answer()
    assert asked.within_wh == pytest.approx(8100.0) and asked.origin.lat_deg == 43.73
    assert len(stage.scene.state.range_outline) == 4
    stage.clock.now_s += AGAIN_S
    stage.car.say(battery(14.0, 8.4))
    assert stage.answer(Failure(Problem.MAP_LOST, "the worker died")).within_wh == pytest.approx(7560.0)
    assert stage.scene.state.range_outline == (), "an old reach is no reach"


@pytest.mark.parametrize("then", [battery(14.0, 8.0, charging=True), battery(60.0, 40.0)])
def test_who_charges_needs_no_reach(stage: Stage, then: dict[str, Value]) -> None:
    stage.car.say(battery(10.0, 6.0))
    stage.answer()
    assert stage.scene.state.range_outline
    stage.car.say(then)
    assert stage.scene.state.range_outline == ()


def test_what_is_not_known_is_not_drawn(stage: Stage) -> None:
    stage.car.say({**HERE, BATTERY + "StateOfCharge.Displayed": 9.0})
    stage.car.say({BATTERY + "StateOfCharge.CurrentEnergy": 5.0})
    assert asks(stage.maps, CalculateReach)() == 1
    stage.car.leave()
    assert stage.maps.cancelled, "a car that is gone reaches nowhere"
