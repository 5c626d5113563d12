"""The charging stop: opens with the cable, says what is near and open, and is locked in a moving car."""

from __future__ import annotations

from datetime import datetime

import pytest

from hmi.navigation.problems import Problem
from hmi.navigation.requests import Failure
from hmi.view_models.energy.charging_stop import ChargingStop, said_hours, walk_s, within_a_walk
from hmi.view_models.energy.energy_view import BATTERY, CHARGE_LIMIT, PLUGGED
from hmi.view_models.settings.model import SettingsModel
from hmi.view_models.shell.distraction import DistractionModel
from maps.geometry import LatLon
from maps.models import Place
from tests.hmi.fake_car import FakeCar
from tests.hmi.view_models.conftest import Clock
from tests.screens.fakes import CASINO, FakeMaps

SATURDAY_NOON = datetime(2026, 11, 21, 12, 30)


class Desk:
    def __init__(self, car: FakeCar, settings: SettingsModel, clock: Clock, maps: FakeMaps) -> None:
        self.car, self.maps = car, maps
        self.stop = ChargingStop(car, settings, maps, clock, lambda: SATURDAY_NOON)
        self.stop.limit_by(DistractionModel(car, clock))

    def stand(self, **more: object) -> None:
        self.car.say(
            {
                "Vehicle.Speed": 0.0,
                "Vehicle.CurrentLocation.Latitude": CASINO.lat_deg,
                "Vehicle.CurrentLocation.Longitude": CASINO.lon_deg,
                "Vehicle.CurrentLocation.Heading": 90.0,
                **more,  # type: ignore[dict-item]
            }
        )
        self.stop.refresh()

    def plug_in(self) -> None:
        self.stand(
            **{
                PLUGGED: True,
                BATTERY + "Charging.IsCharging": True,
                BATTERY + "Charging.TimeToComplete": 1920,
                BATTERY + "CurrentPower": 50_000.0,
                CHARGE_LIMIT: 80,
            }
        )

    @property
    def names(self) -> list[str]:
        return [row.place for row in self.stop.places.rows]


@pytest.fixture
def desk(car: FakeCar, settings: SettingsModel, clock: Clock) -> Desk:
    return Desk(car, settings, clock, FakeMaps())


def plain(text: object) -> str:
    return str(text).replace("\u00a0", " ")


def test_it_opens_with_the_cable_and_closes_with_it(desk: Desk) -> None:
    desk.stand()
    assert desk.stop.shown is False
    desk.plug_in()
    assert desk.stop.shown is True
    desk.stand(**{PLUGGED: False})
    assert desk.stop.shown is False


def test_it_says_how_long_and_how_much(desk: Desk) -> None:
    desk.car.trips["since charge"] = {"charged_wh": 12_400.0}
    desk.plug_in()
    assert plain(desk.stop.title) == "32 min"
    assert plain(desk.stop.text) == "80 % at 13:02 · 50 kW · 12.4 kWh charged"


def test_the_nearest_come_first_with_the_walk_and_the_hours(desk: Desk) -> None:
    desk.plug_in()
    assert desk.names == ["Le Louis XV", "Salle Empire", "Le Grill", "Buddha-Bar Monte-Carlo", "SuperU Snack"]
    details = {row.place: plain(row.details) for row in desk.stop.places.rows}
    assert details["Le Louis XV"] == "1 min on foot · open until 13:45"
    assert details["Salle Empire"] == "1 min on foot"
    assert details["Buddha-Bar Monte-Carlo"] == "3 min on foot · open until 02:00"
    assert details["SuperU Snack"] == "5 min on foot · open until 19:30"


def test_the_arrow_points_as_seen_from_the_seat(desk: Desk) -> None:
    """All of them lie north of a car that looks east."""
    desk.plug_in()
    assert {round(row.turn_deg) for row in desk.stop.places.rows} == {270}


def test_what_is_too_far_is_not_offered() -> None:
    near, far = (Place("x", CASINO, "cafe", distance_m=away_m) for away_m in (900.0, 1000.0))
    assert walk_s(900.0) < 15 * 60 < walk_s(1000.0)
    assert within_a_walk([far, near]) == (near,)


def test_every_question_is_asked_once_where_the_car_stands(desk: Desk) -> None:
    desk.plug_in()
    asked = len(desk.maps.asked)
    for _ in range(5):
        desk.stop.refresh()
    assert len(desk.maps.asked) == asked == 2
    desk.stop.choose("toilets")
    assert desk.maps.asked[-1].category == "toilets"
    assert "15-minute walk" in str(desk.stop.empty)


def test_an_answer_to_another_question_is_not_shown(
    car: FakeCar, settings: SettingsModel, clock: Clock
) -> None:
    desk = Desk(car, settings, clock, FakeMaps(answers_at_once=False))
    desk.plug_in()
    assert desk.stop.empty == "Looking around"
    late = desk.maps.replies[0]
    desk.stop.choose("toilets")
    late(Failure(Problem.MAP_ERROR, ""))
    desk.maps.answer(0)
    assert desk.names == []


def test_a_map_that_fails_leaves_a_sentence(car: FakeCar, settings: SettingsModel, clock: Clock) -> None:
    desk = Desk(car, settings, clock, FakeMaps(answers_at_once=False))
    desk.plug_in()
    for reply in list(desk.maps.replies):
        reply(Failure(Problem.NO_REGION, "no map region is open"))
    assert desk.names == []
    assert "Nothing like that" in str(desk.stop.empty)


def test_without_a_position_it_says_so(desk: Desk) -> None:
    desk.car.say({"Vehicle.Speed": 0.0, PLUGGED: True})
    desk.stop.refresh()
    assert desk.maps.asked == []
    assert "position is unknown" in str(desk.stop.empty)


def test_a_moving_car_locks_it(desk: Desk) -> None:
    desk.plug_in()
    desk.car.say({"Vehicle.Speed": 20.0})
    desk.stop.refresh()
    assert desk.stop.shown is False
    desk.stop.toggle()
    assert desk.stop.shown is False
    assert desk.stop.available is False


def test_a_place_is_looked_at_called_and_driven_to(desk: Desk) -> None:
    called: list[str] = []
    driven: list[Place] = []
    desk.stop.callWanted.connect(called.append)
    desk.stop.driveWanted.connect(driven.append)
    desk.plug_in()
    desk.stop.look(0)
    assert desk.stop.chosen == "Le Louis XV"
    assert desk.stop.chosenHours == "Sat,Sun 12:00-13:45, Thu-Mon 19:30-21:45 · Tue,Wed closed"
    desk.stop.call()
    desk.stop.drive()
    assert called == ["+377 98 06 88 64"]
    assert [place.name for place in driven] == ["Le Louis XV"]
    desk.stop.look(2)
    desk.stop.call()
    assert len(called) == 1, "it has no number"
    desk.stop.look(99)
    assert desk.stop.chosen == ""


def test_hours_are_told_in_the_drivers_days() -> None:
    assert said_hours("Mo-Sa 08:30-19:30; Su off", "fr") == "lun.-sam. 08:30-19:30 · dim. closed"
    assert said_hours("Mo-Sa 08:30-19:30", "ja") == "月-土 08:30-19:30"
    assert said_hours("24/7", "de") == "24/7"


def test_the_drive_in_figures(desk: Desk) -> None:
    desk.car.trips["current"] = {"distance_m": 184_000.0, "recovered_wh": 3900.0, "highest_mps": 36.1}
    desk.plug_in()
    desk.stop.choose("drive")
    figures = {row.label: plain(f"{row.number} {row.unit}") for row in desk.stop.figures.rows}
    assert figures["driven"] == "184.0 km"
    assert figures["recovered by braking"] == "3.9 kWh"
    assert figures["highest speed"] == "130 km/h"
    assert figures["on the road"].startswith("–")


def test_it_asks_again_where_it_stands_next(desk: Desk) -> None:
    desk.plug_in()
    asked = len(desk.maps.asked)
    desk.stand(**{"Vehicle.CurrentLocation.Latitude": CASINO.lat_deg + 0.01})
    assert len(desk.maps.asked) == 2 * asked
    assert desk.maps.asked[-1].near == LatLon(CASINO.lat_deg + 0.01, CASINO.lon_deg)
