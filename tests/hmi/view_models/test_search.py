"""Finding a place: letters, kept places, stops on the way."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hmi.navigation.places_book import PlacesFile
from hmi.navigation.state import NavigationState, SearchState
from hmi.settings import SettingsFile
from hmi.view_models.navigation.search import SearchModel
from hmi.view_models.settings.model import SettingsModel
from tests.screens.fakes import FOUND, GUIDING, PREVIEW, SEARCHING, FakeNavigator


class Desk:
    """The model with all it needs."""

    def __init__(self, folder: Path) -> None:
        self.file = PlacesFile(folder / "places.json")
        self.settings = SettingsModel(SettingsFile(folder / "settings.json"))
        self.navigator = FakeNavigator()
        self.model = SearchModel(self.navigator, self.settings, self.file)

    def find(self, text: str = "sta", state: NavigationState = SEARCHING) -> None:
        self.model.text = text
        self.navigator.become(state)


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Desk:
    return Desk(tmp_path)


def test_each_letter_asks_anew(desk: Desk) -> None:
    for letter in "sta":
        desk.model.type(letter)
    desk.model.erase()
    asked = [call[1] for call in desk.navigator.asked if call[0] == "search"]
    assert asked == ["s", "st", "sta", "st"]


def test_found_places_tell_where_and_how_far(desk: Desk) -> None:
    desk.find()
    row = desk.model.places.rows[0]
    assert (row.place, row.icon, row.begin, row.length) == ("Stade Louis II", "stadium", 0, 3)
    assert (row.detail, row.distance.replace("\u00a0", " ")) == ("Fontvieille", "2.9 km")
    assert desk.model.total == 16
    assert desk.model.completion == "de louis ii"


def test_dead_letters_are_known_only_for_the_text_that_is_shown(desk: Desk) -> None:
    desk.find()
    assert desk.model.lettersKnown is True
    assert desk.model.letters == "dnrt"
    # The answer for the longer text is still on its way.
    desk.model.type("r")
    desk.navigator.become(replace(SEARCHING, search=replace(SEARCHING.search, text="star", busy=True)))
    assert desk.model.lettersKnown is False


def test_letters_that_nobody_knows_dim_nothing(desk: Desk) -> None:
    desk.find(state=NavigationState(search=SearchState("sta", "", False, FOUND, None, 16)))
    assert desk.model.lettersKnown is False


def test_a_chosen_place_is_previewed_and_remembered(desk: Desk) -> None:
    desk.find()
    desk.model.choose(1)
    assert ("preview", ("Stade Nautique",)) in desk.navigator.asked
    assert desk.model.text == ""
    assert [row.place for row in desk.model.kept.rows] == ["Stade Nautique"]
    assert [place.name for place in desk.file.read().recents] == ["Stade Nautique"]


def test_choosing_what_is_not_there_does_nothing(desk: Desk) -> None:
    desk.model.choose(3)
    desk.model.chooseFirst()
    assert not [call for call in desk.navigator.asked if call[0] == "preview"]


def test_a_stop_goes_before_the_destination(desk: Desk) -> None:
    desk.navigator.become(PREVIEW)
    desk.model.adding = True
    desk.model.go(FOUND[2])
    assert desk.navigator.asked[-2] == ("preview", ("Place d’Armes", "Starbucks", "Stade Louis II"))
    assert desk.model.adding is False


def test_while_guided_a_stop_changes_the_trip_without_a_preview(desk: Desk) -> None:
    desk.navigator.become(GUIDING)
    desk.model.adding = True
    desk.model.go(FOUND[2])
    assert ("change_stops", ("Starbucks", "Stade Louis II")) in desk.navigator.asked


def test_a_trip_has_at_most_ten_stops(desk: Desk) -> None:
    desk.navigator.become(replace(PREVIEW, stops=(FOUND[0],) * 10))
    desk.model.adding = True
    desk.model.go(FOUND[2])
    previews = [call for call in desk.navigator.asked if call[0] == "preview"]
    assert len(previews[-1][1]) == 10  # type: ignore[arg-type]
    assert previews[-1][1][-1] == "Stade Louis II"  # type: ignore[index]


def test_favourites_home_and_work_come_first_and_once(desk: Desk) -> None:
    desk.find()
    desk.model.toggleFavourite(0, False)
    desk.model.setHome(4, False)
    desk.model.setWork(5, False)
    desk.model.choose(0)
    assert [(row.kind, row.place) for row in desk.model.kept.rows] == [
        ("home", "Statue Fangio"),
        ("work", "Stanislas Fleuriste"),
        ("favourite", "Stade Louis II"),
    ]
    assert desk.model.hasHome is True


def test_home_is_one_touch_away(desk: Desk) -> None:
    desk.settings.change(home="43.74,7.42 Rue Grimaldi 1")
    desk.model.goHome()
    assert desk.navigator.asked[-2] == ("preview", ("Rue Grimaldi 1",))
    desk.model.goToWork()
    assert [call for call in desk.navigator.asked if call[0] == "preview"] == [
        ("preview", ("Rue Grimaldi 1",))
    ]


def test_what_is_taken_off_the_list_is_gone(desk: Desk) -> None:
    desk.settings.change(home="43.74,7.42 Rue Grimaldi 1")
    desk.model.go(FOUND[0])
    desk.model.go(FOUND[2])
    desk.model.forget(0)
    assert desk.settings.settings.home == ""
    desk.model.forget(0)
    assert [row.place for row in desk.model.kept.rows] == ["Stade Louis II"]


def test_a_full_disk_keeps_the_place_for_this_drive(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_ignored: object, **_also: object) -> tuple[int, str]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.mkstemp", full)
    desk.model.go(FOUND[0])
    assert [row.place for row in desk.model.kept.rows] == ["Stade Louis II"]
    assert "No space left" in caplog.text


def test_a_category_is_asked_for_and_let_go(desk: Desk) -> None:
    desk.model.showCategory("charging_station")
    desk.model.showCategory("charging_station")
    assert [call[1:] for call in desk.navigator.asked] == [
        ("", "charging_station", False),
        ("", "", False),
    ]


def test_on_the_way_means_chargers_unless_something_else_is_asked(desk: Desk) -> None:
    desk.model.toggleAlongRoute()
    desk.model.showCategory("restaurant")
    desk.model.clear()
    assert [call[1:] for call in desk.navigator.asked] == [
        ("", "charging_station", True),
        ("", "restaurant", True),
        ("", "", False),
    ]


def test_a_category_ends_with_the_search(desk: Desk) -> None:
    desk.model.showCategory("parking")
    desk.model.endCategory()
    assert desk.model.category == ""
    assert desk.navigator.asked[-1] == ("search", "", "", False)
