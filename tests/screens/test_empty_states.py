"""When something is missing the screen says what, and what would help; no empty page, no old number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from hmi.bus.phone import PhoneState
from hmi.navigation.state import NavigationState, SearchState
from hmi.view_models.settings.settings_rows import Surroundings
from maps.geometry import BoundingBox
from tests.screens import scenes
from tests.screens.fakes import GUIDING, PREVIEW
from tests.screens.test_car_scenes import LEA, phone
from tests.screens.unit import Unit
from tests.screens.walk import Surface

ELSEWHERE = BoundingBox(60.0, 24.0, 61.0, 25.0)


@pytest.fixture
def unit(qtbot: QtBot) -> Iterator[Unit]:
    unit = Unit(1280, 720, scenes.BROWSING)
    scenes.park(unit)
    yield unit
    assert not unit.problems, unit.problems
    unit.close()


def words(unit: Unit) -> str:
    unit.settle(60)
    return "\n".join(
        shown.text for shown in Surface(unit.root, unit.scale).words(unit.root, unit.scale) if not shown.icon
    )


def no_map(unit: Unit) -> None:
    unit.navigation.show_maps([])


def map_elsewhere(unit: Unit) -> None:
    unit.navigation.show_maps([ELSEWHERE])


def no_position(unit: Unit) -> None:
    unit.navigator.become(NavigationState())


def agent_dead(unit: Unit) -> None:
    unit.vehicle.leave()


def cloud_off(unit: Unit) -> None:
    unit.shell.show_cloud("off", 0)


def cloud_waiting(unit: Unit) -> None:
    unit.shell.show_cloud("waiting", 3)


def no_media(unit: Unit) -> None:
    unit.shell.screen = "media"


def no_phone(unit: Unit) -> None:
    unit.shell.screen = "phone"


def no_calls(unit: Unit) -> None:
    phone(unit, PhoneState("on", devices=(LEA,), calling=True))


def search_nothing(unit: Unit) -> None:
    unit.shell.searching = True
    unit.search.text = "xyz"
    unit.navigator.become(NavigationState(fix=GUIDING.fix, search=SearchState("xyz", "", False, (), None, 0)))


def no_charger(unit: Unit) -> None:
    unit.shell.searching = True
    unit.search.showCategory("charging_station")
    unit.navigator.become(
        NavigationState(fix=GUIDING.fix, search=SearchState("", "charging_station", False, (), None, 0))
    )


def no_way(unit: Unit) -> None:
    unit.navigator.become(replace(PREVIEW, routes=(), problem="no_route"))


def one_way(unit: Unit) -> None:
    unit.navigator.become(replace(PREVIEW, routes=PREVIEW.routes[:1], stops=PREVIEW.stops[1:]))


def map_lost(unit: Unit) -> None:
    unit.navigator.become(replace(scenes.BROWSING, problem="map_lost"))


def no_maintenance(unit: Unit) -> None:
    unit.shell.screen = "car"


def no_plan(unit: Unit) -> None:
    unit.shell.screen = "energy"


def settings_without_maps(unit: Unit) -> None:
    unit.preferences.surround(Surroundings())
    unit.preferences.section = "maps"
    unit.shell.screen = "settings"


def settings_without_bluetooth(unit: Unit) -> None:
    unit.preferences.section = "phones"
    unit.shell.screen = "settings"


STATES: dict[Callable[[Unit], None], tuple[str, ...]] = {
    no_map: ("No map is installed", "Settings, Maps"),
    map_elsewhere: ("No map for this area", "Settings, Maps"),
    no_position: ("Waiting for the position", "clear view of the sky"),
    agent_dead: ("No car data", "No data from the car", "dashes"),
    cloud_off: ("Off",),
    cloud_waiting: ("3",),
    no_media: ("Nothing is playing", "connect a phone"),
    no_phone: ("no Bluetooth", "paired in Settings"),
    no_calls: ("No calls yet", "stand here"),
    search_nothing: ("Nothing found", "another spelling"),
    no_charger: ("No charger on the map near here",),
    no_way: ("No road leads there", "fewer stops"),
    one_way: ("No other way is worth its detour",),
    map_lost: ("The map does not answer", "by itself"),
    no_maintenance: ("Not enough data from the car yet",),
    no_plan: ("waiting for the car's plan",),
    settings_without_maps: ("No map is installed", "headunit-maps build"),
    settings_without_bluetooth: ("no Bluetooth",),
}


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_what_is_missing_is_said(unit: Unit, state: Callable[[Unit], None]) -> None:
    state(unit)
    shown = words(unit)
    missing = [text for text in STATES[state] if text not in shown]
    assert not missing, f"{missing} is not among:\n{shown}"


def test_a_lost_position_leaves_no_time_of_arrival(unit: Unit) -> None:
    unit.navigator.become(replace(GUIDING, fix=None))
    shown = words(unit)
    assert "14:38" not in shown
    assert "2.0" not in shown
    assert "Av. d’Ostende" not in shown


def test_a_dead_agent_leaves_no_number_of_the_car_on_any_screen(unit: Unit) -> None:
    """Clock and settings stay; speed, range, pressures, battery and temperatures are dashes."""
    unit.vehicle.leave()
    for screen, numbers in {"drive": ("46", "284", "72", "2.6"), "energy": ("72",), "map": ("46",)}.items():
        unit.shell.screen = screen
        unit.settle(300)
        shown = {
            part
            for text in Surface(unit.root, unit.scale).words(unit.root, unit.scale)
            if not text.icon
            for part in text.text.replace(" ", " ").split()
        }
        assert not shown & set(numbers), f"{screen} still shows {shown & set(numbers)}"
