"""What the driver reads while guided, in every unit and in every lack of knowledge."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hmi.navigation.state import Guidance, NavigationState, Phase
from hmi.settings import SettingsFile
from hmi.view_models.navigation.guidance import (
    NavigationModel,
    battery_on_arrival_percent,
    overspeed,
    street_of,
    turn_of,
)
from hmi.view_models.settings.model import SettingsModel
from maps.models import Lane
from tests.hmi.fake_car import FakeCar
from tests.screens.fakes import CAR, GUIDANCE, GUIDING, NOON, FakeNavigator, maneuver


class Desk:
    """The model with all it needs."""

    def __init__(self, folder: Path, state: NavigationState = GUIDING) -> None:
        self.car = FakeCar(CAR)
        self.settings = SettingsModel(SettingsFile(folder / "settings.json"))
        self.navigator = FakeNavigator(state)
        self.model = NavigationModel(self.navigator, self.car, self.settings, lambda: NOON)


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Desk:
    return Desk(tmp_path)


def test_guidance_is_what_the_mockup_shows(desk: Desk) -> None:
    model = desk.model
    assert model.distance.replace("\u00a0", " ") == "180 m"
    assert model.turn["street"] == "Rue Grimaldi"
    assert [lane["valid"] for lane in model.turn["lanes"]] == [False, True, False]
    assert model.then["street"] == "Tunnel Aureglia"
    assert model.then["tunnel"] is True
    assert model.speed["number"] == "46"
    assert (model.speed["limit"], model.speed["ahead"]) == ("50", "30")
    assert model.trip["arrival"] == "14:38"
    assert model.trip["duration"].replace("\u00a0", " ") == "6 min"
    assert model.trip["battery"].replace("\u00a0", " ") == "71 %"
    assert model.road == "Av. d’Ostende"


def test_miles_reach_every_number(desk: Desk) -> None:
    desk.settings.change(distance_unit="mi_yd")
    assert "yd" in desk.model.distance
    assert desk.model.speed["unit"] == "mph"
    # The sign is the country's; what it comes to in the driver's unit stands beside it.
    assert desk.model.speed["limit"] == "50"
    assert desk.model.speed["ownLimit"].split() == ["31", "mph"]
    assert "mi" in desk.model.trip["distance"]


def test_a_lost_position_leaves_dashes_and_no_limit(desk: Desk) -> None:
    desk.navigator.become(replace(GUIDING, fix=None))
    model = desk.model
    assert model.distance.startswith("–")
    assert model.progress == 0
    assert model.speed["limit"] == ""
    assert model.speed["ahead"] == ""
    assert model.trip["arrival"] == "–"
    assert str(model.trip["distance"]).startswith("–")
    assert str(model.trip["duration"]).startswith("–")
    assert model.positioned is False


def test_a_silent_car_leaves_a_dash_for_the_speed_and_no_battery(desk: Desk) -> None:
    desk.car.leave()
    assert desk.model.speed["number"] == "–"
    assert desk.model.speed["over"] == 0
    assert desk.model.trip["battery"] == ""


def test_a_stale_speed_becomes_a_dash_without_any_news(desk: Desk, qtbot: QtBot) -> None:
    desk.car.say({"Vehicle.Speed": 46.0}, age_s=0.7)
    assert desk.model.speed["number"] == "46"
    qtbot.waitUntil(lambda: desk.model.speed["number"] == "–", timeout=900)


@pytest.mark.parametrize(
    ("speed_kmh", "limit_kmh", "level"),
    [
        (50.4, 50, 0),
        (50.6, 50, 1),
        (60.0, 50, 1),
        (61.0, 50, 2),
        (70.0, 50, 2),
        (71.0, 50, 3),
        (200.0, 255, 0),
        (200.0, None, 0),
        (None, 50, 0),
    ],
)
def test_overspeed_levels(speed_kmh: float | None, limit_kmh: int | None, level: int) -> None:
    assert overspeed(speed_kmh, limit_kmh, 10, 20) == level


def test_the_chime_sounds_once_at_the_second_step(desk: Desk) -> None:
    chimes: list[None] = []
    desk.model.chimed.connect(lambda: chimes.append(None))
    for speed_kmh in (60.0, 72.0, 75.0, 80.0):
        desk.car.say({"Vehicle.Speed": speed_kmh})
    assert len(chimes) == 1
    desk.car.say({"Vehicle.Speed": 49.0})
    desk.car.say({"Vehicle.Speed": 75.0})
    assert len(chimes) == 2


def test_the_steps_of_overspeed_are_the_drivers(desk: Desk) -> None:
    desk.settings.change(overspeed_first_kmh=0.0, overspeed_second_kmh=5.0)
    desk.car.say({"Vehicle.Speed": 56.0})
    assert desk.model.speed["over"] == 3


def test_no_limit_is_a_sign_of_its_own(desk: Desk) -> None:
    desk.navigator.become(replace(GUIDING, guidance=replace(GUIDANCE, limit_kmh=255)))
    assert desk.model.speed["unlimited"] is True
    assert desk.model.speed["limit"] == ""


def test_steps_begin_at_the_next_maneuver_and_count_from_the_car(desk: Desk) -> None:
    rows = desk.model.steps.rows
    assert [row.street for row in rows][:2] == ["Rue Grimaldi", "Tunnel Aureglia"]
    assert rows[0].distance.replace("\u00a0", " ") == "180 m"
    assert rows[-1].street == "Stade Louis II"


def test_passed_maneuvers_leave_the_list(desk: Desk) -> None:
    desk.navigator.become(replace(GUIDING, guidance=replace(GUIDANCE, distance_along_m=1000.0)))
    assert desk.model.steps.rows[0].street == "Tunnel Aureglia"


def test_the_destination_is_still_named_on_arrival(desk: Desk) -> None:
    desk.navigator.become(NavigationState(phase=Phase.ARRIVED, fix=GUIDING.fix))
    assert desk.model.destination == "Stade Louis II"
    desk.navigator.become(NavigationState())
    assert desk.model.destination == ""


def test_the_compass_goes_round_and_recentring_comes_back_to_it(desk: Desk) -> None:
    model = desk.model
    modes = []
    for _ in range(3):
        model.nextMode()
        modes.append(model.mapMode)
    assert modes == ["headingUp", "northUp", "perspective"]
    model.nextMode()
    model.mapMode = "free"
    model.recenter()
    assert model.mapMode == "headingUp"


def test_a_road_is_named_as_on_its_sign() -> None:
    assert street_of(maneuver("turn", name="Rue Grimaldi")) == "Rue Grimaldi"
    assert street_of(maneuver("turn", name="La Provençale", ref="A 8")) == "A 8 La Provençale"
    assert street_of(maneuver("turn", name="A 8", ref="A 8")) == "A 8"
    assert street_of(maneuver("off ramp", name="x", destinations="A8: Nice")) == "A8: Nice"
    assert street_of(maneuver("arrive"), "Home") == "Home"
    assert street_of(maneuver("rotary", rotary_name="Place du Canton")) == "Place du Canton"


def test_of_many_lanes_those_on_the_side_of_the_turn_are_kept() -> None:
    lanes = (*(Lane(("straight",), False) for _ in range(9)), Lane(("right",), True, "right"))
    kept = turn_of(maneuver("turn", "right", lanes=lanes)).lanes
    assert len(kept) == 8
    assert kept[-1] == (("right",), True, "right")


def test_the_card_shows_the_lanes_of_a_junction_before_the_turn_first(desk: Desk) -> None:
    own = desk_lanes(desk, GUIDANCE)
    keep_left = (Lane(("straight",), True, "straight"), Lane(("right",), False))
    assert desk_lanes(desk, replace(GUIDANCE, lanes_before=keep_left)) == [True, False]
    assert desk_lanes(desk, GUIDANCE) == own != [True, False]


def desk_lanes(desk: Desk, guidance: Guidance) -> list[bool]:
    desk.navigator.become(replace(GUIDING, guidance=guidance))
    return [lane["valid"] for lane in desk.model.turn["lanes"]]


@pytest.mark.parametrize(
    ("charge", "capacity", "energy", "left"),
    [(72.0, 60.0, 600.0, 71.0), (5.0, 60.0, 6000.0, 0.0), (99.0, 60.0, -3000.0, 100.0)],
)
def test_battery_on_arrival(charge: float, capacity: float, energy: float, left: float) -> None:
    assert battery_on_arrival_percent(charge, capacity, energy) == pytest.approx(left)


@pytest.mark.parametrize("unknown", range(3))
def test_an_unknown_battery_is_not_guessed(unknown: int) -> None:
    facts: list[float | None] = [72.0, 60.0, 600.0]
    facts[unknown] = None
    assert battery_on_arrival_percent(*facts) is None


def test_long_trips_fit_beside_the_clock(desk: Desk) -> None:
    desk.navigator.become(
        replace(GUIDING, guidance=replace(GUIDANCE, duration_remaining_s=4 * 3600 + 18 * 60))
    )
    assert desk.model.trip["duration"].replace("\u00a0", " ") == "4:18 h"
    assert desk.model.trip["arrival"] == datetime(2026, 11, 21, 18, 50).strftime("%H:%M")
