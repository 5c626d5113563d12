"""Charging on the way: asked for when the battery does not last, shown, added, planned anew without one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from hmi.energy.model import ConsumptionModel
from hmi.navigation.problems import Problem
from hmi.navigation.requests import Failure, OpenRegions, PlanCharging, PlannedCharging, Request
from hmi.navigation.service import MapService
from hmi.settings import SettingsFile
from hmi.view_models.navigation.charging_stops import BATTERY, drive_of
from hmi.view_models.navigation.preview import PreviewModel
from hmi.view_models.settings.model import SettingsModel
from maps.geometry import LatLon
from maps.models import Place, RouteRequest, Waypoint
from maps.route.charging.along import power_kw, stations_along, way_energy
from maps.route.charging.stops import plan_stops
from maps.route.charging.task import ChargeCurve, ChargeTask
from maps.search.index import SearchResult
from tests.hmi.fake_car import FakeCar
from tests.screens.fakes import ARMES, CAR, CASINO, DESTINATION, NOON, PREVIEW, SQUARE, STADIUM, FakeNavigator

ROUTE = PREVIEW.routes[0]
CHARGER = Place(
    "Armes", ARMES, "charging_station", id="n1", attributes=(("socket:type2_combo:output", "150 kW"),)
)


class FakeMaps:
    def __init__(self) -> None:
        self.asked: list[PlanCharging] = []
        self.reply: Callable[..., None] = lambda _answer: None
        self.cancelled = 0

    def submit(self, request: Request, reply: Callable[..., None]) -> int:
        assert isinstance(request, PlanCharging)
        self.asked.append(request)
        self.reply = reply
        return len(self.asked)

    def cancel(self, request_id: int) -> None:
        self.cancelled += 1

    def answer(self) -> None:
        """As the worker does, with the one charger there is."""
        request = self.asked[-1]
        curve = ChargeCurve(*(np.array(part) for part in zip(*request.curve, strict=True)))
        task = ChargeTask(
            way_energy(request.route, request.energy_scale, request.systematic),
            stations_along(request.route, [CHARGER], 3_000.0),
            curve,
            request.capacity_kwh,
            request.level_percent,
            request.arrival_percent,
            avoid=request.avoid,
        )
        self.reply(PlannedCharging(plan_stops(task)))


class Desk:
    def __init__(self, folder: Path, level: float, capacity_kwh: float = 2.0) -> None:
        self.car = FakeCar({**CAR, f"{BATTERY}StateOfCharge.Displayed": level})
        self.car.say({f"{BATTERY}NetCapacity": capacity_kwh})
        self.settings = SettingsModel(SettingsFile(folder / "settings.json"))
        self.navigator, self.maps = FakeNavigator(), FakeMaps()
        self.preview = PreviewModel(self.navigator, self.car, self.settings, lambda: NOON, maps=self.maps)
        self.charging = self.preview.charging
        self.navigator.become(PREVIEW)


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Callable[..., Desk]:
    return lambda level, **more: Desk(tmp_path, level, **more)


def test_a_full_battery_asks_for_nothing(desk: Callable[..., Desk]) -> None:
    made = desk(90.0)
    assert made.maps.asked == [] and made.charging.needed is False and made.charging.summary == ""


def test_stops_are_shown_and_added_where_the_way_passes_them(desk: Callable[..., Desk]) -> None:
    made = desk(34.0)
    assert made.charging.needed and made.charging.summary == "Looking for chargers on the way"
    made.maps.answer()
    assert made.charging.ready
    (row,) = made.charging.rows.rows
    assert row.place == "Armes" and "150" in row.details and "→" in row.details
    assert "on arrival" in made.charging.summary
    made.charging.add()
    asked = made.navigator.asked[-1]
    assert asked[0] == "preview" and asked[1] == (SQUARE.name, "Armes", DESTINATION.name)


def test_without_the_station_that_failed_there_is_another_or_a_sentence(desk: Callable[..., Desk]) -> None:
    made = desk(34.0)
    made.maps.answer()
    made.charging.replace(0)
    assert made.maps.asked[-1].avoid == frozenset({"n1"})
    made.maps.answer()
    assert made.charging.ready is False
    assert made.charging.summary == "Too far: no charger on the way is known"


def test_a_worker_that_fails_is_said(desk: Callable[..., Desk]) -> None:
    made = desk(34.0)
    made.maps.reply(Failure(Problem.MAP_LOST, "gone"))
    assert made.charging.needed and not made.charging.ready and made.charging.summary


def test_a_battery_that_is_not_known_is_not_too_small(desk: Callable[..., Desk]) -> None:
    made = desk(34.0, capacity_kwh=0.0)
    assert made.maps.asked == [] and made.charging.needed is False


def test_the_learned_car_is_what_the_preview_counts_with(desk: Callable[..., Desk]) -> None:
    made = desk(90.0)
    before = made.preview.choices.rows[0].battery
    thirsty = ConsumptionModel()
    thirsty = replace(thirsty, mean=3 * thirsty.mean, trips=12)
    made.preview.use_consumption(thirsty)
    assert made.preview.choices.rows[0].battery != before


def test_a_route_is_a_drive_of_its_length_and_time() -> None:
    drive = drive_of(ROUTE, 5.0)
    assert drive.distance_m == pytest.approx(ROUTE.distance_m)
    assert drive.duration_s == pytest.approx(ROUTE.duration_s, rel=0.02)
    energy = way_energy(ROUTE, 2.0)
    assert energy.kwh[-1] == pytest.approx(2 * ROUTE.energy_wh / 1000)


@pytest.mark.parametrize(
    ("attributes", "kilowatts"),
    [
        ({"socket:type2:output": "22 kW", "socket:type2_combo:output": "150 kW"}, 150),
        ({"socket:type2:output": "22000"}, 22),
        ({"socket:chademo:output": "50kW;22kW"}, 50),
        ({"charging_station:output": "11,5 kW"}, 11.5),
        ({"socket:type2:output": "yes"}, None),
        ({"socket:type2": "2"}, None),
        ({"socket:type2:output": "999999 kW"}, None),
    ],
)
def test_power_is_what_the_tags_say(attributes: dict[str, str], kilowatts: float | None) -> None:
    assert power_kw(attributes) == kilowatts


class OneCharger:
    """A search index with a single charger: Monaco's map has none."""

    def search(self, text: str, near: LatLon, limit: int, category: str) -> SearchResult:
        assert category == "charging_station" and text == ""
        return SearchResult((CHARGER,), "", 1)


def test_the_map_worker_plans_with_the_chargers_of_the_region(monaco_region: Path) -> None:
    service = MapService()
    service.answer(OpenRegions((str(monaco_region),)))
    route = service._engine.route(RouteRequest((Waypoint(CASINO), Waypoint(STADIUM))))[0]
    need_kwh = route.energy_wh / 1000

    def plan(level_percent: float) -> Any:
        curve = ((0.0, 100.0), (100.0, 20.0))
        # As thirsty as a lorry, so that a town is a journey.
        return service.answer(PlanCharging(route, level_percent, 40 * need_kwh, curve, energy_scale=20.0))

    assert plan(95.0).best.stops == ()
    assert plan(48.0).best is None, "no charger is invented where the map has none"
    service._indexes = (OneCharger(),)
    short = plan(48.0)
    assert short.best is not None and len(short.best.stops) == 1
    stop = short.best.stops[0]
    assert stop.leave_percent > stop.arrive_percent and short.best.arrival_percent >= 10
    assert plan(1.0).best is None
