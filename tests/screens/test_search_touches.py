"""How many touches a destination takes: the real search of Monaco behind the real screen, key by key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hmi.navigation.requests import FindPlaces, OpenRegions
from hmi.navigation.service import MapService
from hmi.navigation.state import NavigationState, SearchState
from maps.build.compile import build_region
from maps.geometry import LatLon
from tests.screens.fakes import GUIDING, FakeNavigator
from tests.screens.test_everyday_tasks import Hand
from tests.screens.unit import Unit
from tests.screens.walk import Surface

CAR = LatLon(43.7384, 7.4246)


class SearchingNavigator(FakeNavigator):
    """Answers a search out of a real region."""

    service: MapService
    along: tuple[LatLon, ...] = ()
    car: LatLon = CAR

    def search(self, text: str, *, category: str = "", limit: int = 12, along_route: bool = False) -> None:
        super().search(text, category=category, limit=limit, along_route=along_route)
        along = self.along if along_route else ()
        if not text.strip() and not category and not along:
            self.become(replace(self.state, search=SearchState()))
            return
        found = self.service.answer(FindPlaces(text, self.car, limit, category, along))
        search = SearchState(
            text,
            category,
            places=found.places,
            next_letters=found.next_letters,
            total=found.total,
            left_out=found.left_out,
            added_s=found.added_s,
        )
        self.become(replace(self.state, search=search))


@dataclass
class Desk:
    """A hand at a unit, and what became the destination."""

    hand: Hand
    navigator: SearchingNavigator

    def type(self, text: str) -> None:
        for letter in text:
            self.hand.touch("space" if letter == " " else letter)

    def choose(self, name: str) -> None:
        """Touch the row of that name, which must be in sight."""
        unit = self.hand.unit
        targets = Surface(unit.root, unit.scale).targets(unit.root, unit.scale)
        row = next((t.name for t in targets if t.name.startswith(name)), None)
        assert row is not None, [t.name for t in targets if "," in t.name]
        self.hand.touch(row)

    @property
    def destination(self) -> str:
        previews = [call for call in self.navigator.asked if call[0] in ("preview", "change_stops")]
        return str(previews[-1][1][0]) if previews else ""  # type: ignore[index]

    @property
    def touches(self) -> int:
        return len(self.hand.touches)


@pytest.fixture(scope="module")
def service(monaco_region: Path) -> MapService:
    service = MapService()
    service.answer(OpenRegions((str(monaco_region),)))
    return service


@pytest.fixture
def desk(service: MapService, qtbot: QtBot) -> Iterator[Desk]:
    navigator = SearchingNavigator(NavigationState())
    navigator.service = service
    unit = Unit(navigator=navigator)
    unit.vehicle.say({"Vehicle.Speed": 0.0})
    unit.settle()
    yield Desk(Hand(unit), navigator)
    unit.close()


def test_a_square_by_its_first_letters(desk: Desk) -> None:
    desk.hand.touch("Search")
    desk.type("pl")
    desk.choose("Place du Casino")
    assert desk.destination == "Place du Casino"
    assert desk.touches <= 4


def test_the_nearest_open_pharmacy(desk: Desk) -> None:
    desk.hand.touch("Search")
    desk.hand.touch("Pharmacy")
    rows = desk.hand.unit.search.places.rows
    assert rows
    assert [row.closed for row in rows] == sorted(row.closed for row in rows)
    desk.choose(rows[0].place)
    assert desk.destination == rows[0].place
    assert desk.touches <= 4


def test_an_address(desk: Desk) -> None:
    desk.hand.touch("Search")
    desk.type("gri ")
    desk.hand.touch("More characters")
    desk.type("12")
    desk.choose("12 Rue Grimaldi")
    assert desk.destination == "12 Rue Grimaldi"
    assert desk.touches <= 9


def test_a_misspelt_hotel(desk: Desk) -> None:
    desk.hand.touch("Search")
    desk.type("hermtage")
    desk.choose("Hermitage")
    assert "Hermitage" in desk.destination
    assert desk.touches <= 10


def test_a_short_plus_code(desk: Desk) -> None:
    desk.hand.touch("Search")
    desk.type("pcqf")
    desk.type("+2X")
    desk.choose("43.73")
    assert desk.destination.startswith("43.737")
    assert desk.touches <= 9


def test_a_fast_charger_on_the_route(desk: Desk, tmp_path: Path) -> None:
    """On a road of five kilometres with two chargers, of which the slow one is nearer."""
    source = tmp_path / "road.osm"
    source.write_text(_road_with_chargers(), encoding="utf-8")
    build_region([source], tmp_path / "road")
    desk.navigator.service = MapService()
    desk.navigator.service.answer(OpenRegions((str(tmp_path / "road"),)))
    desk.navigator.along = tuple(LatLon(60.0, 24.0 + 0.01 * step) for step in range(10))
    desk.navigator.car = desk.navigator.along[0]
    desk.navigator.become(replace(GUIDING, search=SearchState()))
    desk.hand.touch("Search")
    desk.hand.touch("On route")
    rows = desk.hand.unit.search.places.rows
    assert [row.distance[:1] for row in rows] == ["+", "+"]
    fast = next(row for row in rows if "CCS 150 kW" in row.detail)
    desk.choose(fast.place)
    assert desk.destination == "Fast"
    assert desk.touches <= 4


def _road_with_chargers() -> str:
    nodes = [f'<node id="{i + 1}" version="1" lat="60.0" lon="{24.0 + 0.01 * i:.2f}"/>' for i in range(10)]
    chargers = (
        (20, 24.021, "Slow", {"socket:type2": "2", "socket:type2:output": "22 kW"}),
        (21, 24.061, "Fast", {"socket:type2_combo": "4", "socket:type2_combo:output": "150 kW"}),
    )
    for number, lon, name, sockets in chargers:
        tags = {"amenity": "charging_station", "name": name, **sockets}
        inside = "".join(f'<tag k="{key}" v="{value}"/>' for key, value in tags.items())
        nodes.append(f'<node id="{number}" version="1" lat="60.0002" lon="{lon}">{inside}</node>')
    road = "".join(f'<nd ref="{i + 1}"/>' for i in range(10))
    tags = '<tag k="highway" v="primary"/><tag k="name" v="Long Road"/>'
    return f'<osm version="0.6">{"".join(nodes)}<way id="1" version="1">{road}{tags}</way></osm>'


def test_home(desk: Desk) -> None:
    desk.hand.touch("Search")
    desk.choose("Home")
    assert desk.touches <= 2


def test_a_letter_that_leads_nowhere_still_types(desk: Desk) -> None:
    desk.hand.touch("Search")
    desk.type("qqx")
    assert desk.hand.unit.search.text == "qqx"
