"""Whatever a finger can touch is reached by a knob or keys, and says what it is to who cannot see it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.screens.scenes import MAP_SCENES, OTHER_SCENES, park, reset
from tests.screens.test_car_scenes import SCENES as CAR_SCENES
from tests.screens.test_car_scenes import calm
from tests.screens.unit import QML, Unit
from tests.screens.walk import Surface, every, kind_of

SCENES = {**MAP_SCENES, **OTHER_SCENES, **CAR_SCENES}
ACTING = {
    QAccessible.Role.Button,
    QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton,
    QAccessible.Role.PageTab,
    QAccessible.Role.Slider,
    QAccessible.Role.ListItem,
}
MOST_STEPS = 150
COLOUR = re.compile(r"\"#[0-9A-Fa-f]{3,8}\"")


@pytest.fixture
def unit(qtbot: QtBot) -> Iterator[Unit]:
    unit = Unit(1280, 720)
    yield unit
    unit.close()


def targets(unit: Unit) -> set[str]:
    """What may be touched, less what a list would have to be scrolled for."""
    found = Surface(unit.root, unit.scale).targets(unit.root, unit.scale)
    return {target.name for target in found if not target.scrolled}


def reached(unit: Unit) -> set[str]:
    """The names that Tab comes by until it is round."""
    names: set[str] = set()
    first = None
    for _ in range(MOST_STEPS):
        # A car that falls silent counts as moving, and locks what is being counted.
        unit.refresh()
        QTest.keyClick(unit.view, Qt.Key.Key_Tab)
        focus = unit.view.activeFocusItem()
        if focus is None:
            continue
        if focus is first:
            break
        first = first or focus
        names.add(str(focus.property("name") or ""))
    return names


@pytest.mark.parametrize(
    "scene", ["browse", "guide", "preview", "search-kept", "playing", "settings-units", "car"]
)
def test_a_knob_comes_by_every_target(unit: Unit, scene: str) -> None:
    reset(unit)
    park(unit)
    SCENES[scene](unit)
    unit.settle(60)
    unit.view.requestActivate()
    QTest.qWaitForWindowActive(unit.view)
    wanted = targets(unit)
    assert len(wanted) > 10
    missed = wanted - reached(unit)
    assert not missed, f"{scene}: no key reaches {sorted(missed)}"


def test_every_control_on_every_screen_has_a_name(unit: Unit) -> None:
    """All items in view, by their own word and by what a screen reader is told."""
    faults: set[str] = set()
    for name, show in SCENES.items():
        calm(unit)
        reset(unit)
        show(unit)
        unit.settle(30)
        for item in every(unit.root):
            if (
                item.property("isTouchTarget") is True
                and item.isVisible()
                and not str(item.property("name")).strip()
            ):
                faults.add(f"{name}: a {kind_of(item)} at {item.x():.0f}, {item.y():.0f} has no name")
            interface = QAccessible.queryAccessibleInterface(item) if item.isVisible() else None
            if interface is None or interface.role() not in ACTING:
                continue
            if not interface.text(QAccessible.Text.Name).strip():
                faults.add(f"{name}: {kind_of(item)} is a {interface.role().name} that says nothing")
    assert not faults, "\n".join(sorted(faults))


def test_colours_come_from_the_theme() -> None:
    found = [
        f"{path.relative_to(QML)}:{number}: {line.strip()}"
        for path in sorted(Path(QML).rglob("*.qml"))
        if path.name != "Theme.qml"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if COLOUR.search(line)
    ]
    assert not found, "\n".join(found)
