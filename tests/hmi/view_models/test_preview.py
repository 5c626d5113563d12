"""Choosing a way: what is offered, what changes it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hmi.settings import SettingsFile
from hmi.view_models.navigation.preview import PreviewModel
from hmi.view_models.settings.model import SettingsModel
from maps.models import RoutingProfile
from tests.hmi.fake_car import FakeCar
from tests.screens.fakes import CAR, DESTINATION, NOON, PREVIEW, SQUARE, FakeNavigator


class Desk:
    """The model with all it needs."""

    def __init__(self, folder: Path) -> None:
        self.car = FakeCar(CAR)
        self.settings = SettingsModel(SettingsFile(folder / "settings.json"))
        self.navigator = FakeNavigator()
        self.model = PreviewModel(self.navigator, self.car, self.settings, lambda: NOON)

    def asked(self, what: str) -> list[tuple[object, ...]]:
        return [call for call in self.navigator.asked if call[0] == what]


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Desk:
    return Desk(tmp_path)


def test_the_ways_are_told_apart(desk: Desk) -> None:
    desk.navigator.become(PREVIEW)
    rows = desk.model.choices.rows
    assert [row.duration.replace("\u00a0", " ") for row in rows] == ["9 min", "11 min", "12 min"]
    assert (rows[0].via, rows[0].distance.replace("\u00a0", " ")) == ("Rue Grimaldi", "2.9 km")
    assert [row.selected for row in rows] == [True, False, False]
    assert [row.delta.replace("\u00a0", " ") for row in rows] == ["", "+2 min", "+3 min"]
    assert rows[0].battery.replace("\u00a0", " ") == "71 %"
    assert [row.tolls for row in rows] == [False, False, True]


def test_stops_have_their_times(desk: Desk) -> None:
    desk.navigator.become(PREVIEW)
    assert [(row.kind, row.place, row.time) for row in desk.model.stops.rows] == [
        ("origin", "Place du Casino", ""),
        ("stop", "Place d’Armes", "14:36"),
        ("destination", "Stade Louis II", "14:41"),
    ]


def test_without_a_way_there_is_nothing_to_start(desk: Desk) -> None:
    desk.navigator.become(replace(PREVIEW, routes=(), problem="no_route"))
    assert desk.model.open is True
    assert desk.model.ready is False
    assert desk.model.problem == "no_route"
    assert desk.model.choices.rows == ()
    assert len(desk.model.stops.rows) == 3


def test_an_unknown_battery_is_not_shown(desk: Desk) -> None:
    desk.car.leave()
    desk.navigator.become(PREVIEW)
    assert desk.model.choices.rows[0].battery == ""


def test_selecting_moves_the_mark(desk: Desk) -> None:
    desk.navigator.become(PREVIEW)
    desk.model.select(2)
    assert [row.selected for row in desk.model.choices.rows] == [False, False, True]
    assert desk.model.choices.rows[0].delta.replace("\u00a0", " ") == "−3 min"


def test_stops_are_reordered_and_removed(desk: Desk) -> None:
    desk.navigator.become(PREVIEW)
    desk.model.move(0, 1)
    assert desk.asked("preview") == [("preview", ("Stade Louis II", "Place d’Armes"))]
    desk.model.remove(0)
    assert desk.asked("preview")[-1] == ("preview", ("Stade Louis II",))


@pytest.mark.parametrize(("index", "to"), [(0, 0), (0, 2), (-1, 0), (5, 0)])
def test_an_impossible_move_does_nothing(desk: Desk, index: int, to: int) -> None:
    desk.navigator.become(PREVIEW)
    desk.model.move(index, to)
    assert desk.asked("preview") == []


def test_the_last_stop_stays(desk: Desk) -> None:
    desk.navigator.become(replace(PREVIEW, stops=(DESTINATION,)))
    desk.model.remove(0)
    assert desk.asked("preview") == []
    desk.navigator.become(replace(PREVIEW, stops=(SQUARE, DESTINATION)))
    desk.model.remove(7)
    assert desk.asked("preview") == []


@pytest.mark.parametrize("what", ["tolls", "motorways", "ferries"])
def test_what_is_avoided_is_routed_by_and_remembered(desk: Desk, what: str) -> None:
    desk.model.avoid(what, True)
    expected = replace(RoutingProfile(), **{f"avoid_{what}": True})
    assert desk.asked("set_profile")[-1] == ("set_profile", expected)
    assert getattr(desk.settings.settings, f"avoid_{what}") is True


def test_nothing_unknown_can_be_avoided(desk: Desk) -> None:
    before = len(desk.navigator.asked)
    desk.model.avoid("traffic lights", True)
    assert len(desk.navigator.asked) == before


def test_leaving_the_preview_closes_it(desk: Desk) -> None:
    desk.navigator.become(PREVIEW)
    desk.model.cancel()
    assert desk.model.open is False
