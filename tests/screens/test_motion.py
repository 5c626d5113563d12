"""Cards and screens come and go in their time, never hold up a finger, and stand still in a moving car."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.screens import scenes
from tests.screens.fakes import PREVIEW
from tests.screens.unit import Unit
from tests.screens.walk import Surface, every, kind_of

CARD_S, SCREEN_S = 0.2, 0.25
SLACK_S = 0.35
"""a software renderer on a busy machine draws the last frame late"""
ATTEMPTS = 3
"""and may miss all frames of one fade, but not of each"""


@pytest.fixture
def unit(qtbot: QtBot) -> Iterator[Unit]:
    unit = Unit(1280, 720, scenes.BROWSING, animations=True)
    scenes.park(unit)
    unit.settle()
    yield unit
    assert not unit.problems, unit.problems
    unit.close()


def item(unit: Unit, kind: str) -> QQuickItem:
    return next(one for one in every(unit.root) if kind_of(one) == kind)


def watch(unit: Unit, seen: Callable[[], float], for_s: float) -> list[float]:
    """A value as it is seen every few milliseconds."""
    values: list[float] = []
    loop = QEventLoop()
    timer = QTimer()
    # A car that falls silent counts as moving, and then nothing moves.
    timer.timeout.connect(unit.refresh)
    timer.timeout.connect(lambda: values.append(seen()))
    timer.start(10)
    QTimer.singleShot(int(for_s * 1000), loop.quit)
    loop.exec()
    timer.stop()
    return values


def test_a_card_fades_in_and_is_whole_in_time(unit: Unit) -> None:
    panel = item(unit, "RoutePreview")
    assert not panel.isVisible()
    unit.navigator.become(PREVIEW)
    values = watch(unit, panel.opacity, CARD_S + SLACK_S)
    assert any(0 < value < 1 for value in values), "it was there at once"
    assert values == sorted(values)
    assert values[-1] == 1


def test_a_screen_fades_in_over_the_one_before(unit: Unit) -> None:
    panel = next(one for one in every(unit.root) if one.property("panel") == "screens/DriveScreen.qml")
    between = 0
    for _ in range(ATTEMPTS):
        unit.shell.screen = "map"
        unit.settle(600)
        unit.shell.screen = "drive"
        values = watch(unit, panel.opacity, SCREEN_S + SLACK_S)
        assert values[-1] == 1
        between += sum(0 < value < 1 for value in values)
    assert between, "it was there at once"
    assert not item(unit, "MapScreen").isVisible(), "what is covered goes on being drawn"


def test_a_screen_on_its_way_takes_touches_already(unit: Unit) -> None:
    unit.shell.screen = "settings"
    unit.settle(600)
    unit.shell.screen = "map"
    unit.settle(600)
    unit.shell.screen = "settings"
    unit.settle(20)
    surface = Surface(unit.root, unit.scale)
    found = next(target for target in surface.targets(unit.root, unit.scale) if target.name == "Language")
    QTest.mouseClick(unit.view, Qt.MouseButton.LeftButton, pos=(found.box.center() * unit.scale).toPoint())
    assert unit.preferences.section == "language"


def test_what_leaves_takes_no_touch_any_more(unit: Unit) -> None:
    scenes.trip_menu(unit)
    unit.settle(400)
    menu = item(unit, "TripMenu")
    assert menu.isVisible()
    item(unit, "MapScreen").setProperty("sheet", "")
    assert not menu.isEnabled()


@pytest.mark.parametrize("reason", ["moving", "chosen"])
def test_nothing_moves_in_a_moving_car_nor_where_it_is_not_wanted(unit: Unit, reason: str) -> None:
    if reason == "moving":
        unit.vehicle.say({"Vehicle.Speed": 46.0})
    else:
        unit.preferences.change(animations=False)
    # Without a turn of the event loop, so no frame can have shown it half.
    unit.navigator.become(PREVIEW)
    panel = item(unit, "RoutePreview")
    assert panel.isVisible()
    assert panel.opacity() == 1
    unit.shell.screen = "drive"
    assert not item(unit, "MapScreen").isVisible()
