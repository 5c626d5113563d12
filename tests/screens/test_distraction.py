"""In a moving car every screen keeps to the table of what is locked, whatever it showed before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtQuick import QQuickItem
from pytestqt.qtbot import QtBot

from hmi.distraction.policy import ROWS_WHILE_MOVING, TEXT_WHILE_MOVING
from tests.screens.fakes import DESTINATION, PREVIEW, SQUARE
from tests.screens.scenes import MAP_SCENES, OTHER_SCENES, reset
from tests.screens.test_car_scenes import SCENES as CAR_SCENES
from tests.screens.test_car_scenes import calm
from tests.screens.unit import Unit
from tests.screens.walk import Surface, Target, kind_of, tree

ROWS = {"ListRow", "WayRow", "StopRow", "SettingEntry"}
SET_UP = {
    *("PairingSheet", "Question", "Keyboard", "PlaceSheet"),
    *("Export", "Erase", "Pair", "Forget", "Add", "Install", "Clear faults", "Edit", "Done editing"),
    *("Earlier", "Later", "Remove"),
}
"""kinds and names of what takes more than a glance"""
VIDEO = {"VideoOutput", "Video", "MediaPlayer", "AnimatedImage"}


def many_stops(unit: Unit) -> None:
    stops = tuple(replace(SQUARE, name=f"Stop {number}") for number in range(8))
    unit.navigator.become(replace(PREVIEW, stops=(*stops, DESTINATION)))


SCENES: dict[str, Callable[[Unit], None]] = {
    **MAP_SCENES,
    **OTHER_SCENES,
    **CAR_SCENES,
    "many-stops": many_stops,
}


@pytest.fixture(params=[(1280, 720), (800, 1280)], ids=lambda size: f"{size[0]}x{size[1]}")
def unit(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[Unit]:
    unit = Unit(*request.param)
    yield unit
    unit.close()


def set_off(unit: Unit) -> None:
    """Where it is not in reverse, which has its own view over everything."""
    unit.vehicle.say({"Vehicle.Speed": 46.0})
    unit.settle(60)


def faults(unit: Unit) -> list[str]:
    surface = Surface(unit.root, unit.scale)
    shown = surface.targets(unit.root, unit.scale)
    return [
        *(f"{target} may be touched" for target in shown if _is_set_up(target)),
        *(f"{kind_of(one)} is shown" for one in tree(unit.root) if kind_of(one) in VIDEO),
        *_too_long_lists(unit),
        *(
            f"“{text.text}” has {len(text.text)} characters"
            for text in surface.words(unit.root, unit.scale)
            if len(text.text) > TEXT_WHILE_MOVING and not text.icon
        ),
    ]


def _is_set_up(target: Target) -> bool:
    return target.kind == "Key" or target.name in SET_UP


def _too_long_lists(unit: Unit) -> list[str]:
    """Rows that stand in one column, also those that would have to be scrolled to."""
    columns: Counter[QQuickItem] = Counter()
    for item in tree(unit.root):
        parent = item.parentItem()
        if kind_of(item) in ROWS and item.height() > 0 and parent is not None:
            columns[parent] += 1
    return [
        f"a list in {kind_of(column)} has {count} rows"
        for column, count in columns.items()
        if count > ROWS_WHILE_MOVING
    ]


def test_every_screen_keeps_to_the_table_while_moving(unit: Unit) -> None:
    found: list[str] = []
    for name, show in SCENES.items():
        calm(unit)
        reset(unit)
        show(unit)
        unit.settle(40)
        set_off(unit)
        found += [f"{name}: {fault}" for fault in faults(unit)]
        shown = {kind_of(one) for one in tree(unit.root)} & SET_UP
        found += [f"{name}: {kind} is shown" for kind in shown]
    assert not found, "\n".join(sorted(set(found)))


def test_losing_the_speed_locks_as_moving_does(unit: Unit) -> None:
    CAR_SCENES["settings-privacy"](unit)
    unit.settle(40)
    assert not unit.shell.moving
    unit.vehicle.leave()
    unit.settle(60)
    assert unit.shell.moving
    assert not [fault for fault in faults(unit) if "touched" in fault]


def test_what_was_locked_opens_again_when_the_car_stands(unit: Unit) -> None:
    CAR_SCENES["settings-privacy"](unit)
    set_off(unit)
    assert unit.preferences.locked
    CAR_SCENES["settings-privacy"](unit)
    unit.settle(60)
    names = {target.name for target in Surface(unit.root, unit.scale).targets(unit.root, unit.scale)}
    assert {"Export", "Erase"} <= names
