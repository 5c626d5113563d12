"""Kept places: no place twice, nothing lost through damage."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmi.errors import SettingsError
from hmi.navigation.places_book import (
    MAXIMUM_RECENTS,
    PlacesBook,
    PlacesFile,
    place_from_setting,
    same_place,
    setting_from_place,
)
from maps.geometry import LatLon
from maps.models import Place

STADIUM = Place("Stade Louis II", LatLon(43.7276, 7.4155), "stadium", "Fontvieille", 2900.0, "w42", 0, 3)
CASINO = Place("Casino", LatLon(43.7392, 7.4277), "casino")

places = st.builds(
    Place,
    st.text(max_size=12),
    st.builds(LatLon, st.floats(-89, 89), st.floats(-179, 179)),
    st.just("x"),
)


@given(st.lists(places, max_size=40))
def test_recents_are_newest_first_and_never_twice(visited: list[Place]) -> None:
    book = PlacesBook()
    for place in visited:
        book = book.visited(place)
        assert same_place(book.recents[0], place)
    assert len(book.recents) <= MAXIMUM_RECENTS
    for index, one in enumerate(book.recents):
        assert not any(same_place(one, other) for other in book.recents[index + 1 :])


def test_toggling_twice_changes_nothing() -> None:
    book = PlacesBook().toggled(CASINO)
    assert book.is_favourite(CASINO)
    assert book.toggled(STADIUM).toggled(STADIUM) == book


def test_the_same_thing_of_the_map_is_one_place() -> None:
    moved = Place("Stade Louis-II", LatLon(43.7279, 7.4150), "stadium", id="w42")
    assert same_place(STADIUM, moved)
    assert not same_place(CASINO, moved)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    file = PlacesFile(tmp_path / "deep" / "places.json")
    book = PlacesBook().toggled(CASINO).visited(STADIUM)
    file.write(book)
    assert file.read() == book
    assert book.recents[0].distance_m is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"version": 2}',
        b'{"version": 1}',
        b'{"version": 1, "favourites": [{"name": "x"}], "recents": []}',
        b'{"version": 1, "favourites": [{"lat_deg": 95, "lon_deg": 0}], "recents": []}',
        b'{"version": 1, "favourites": [{"lat_deg": NaN, "lon_deg": 0}], "recents": []}',
        b'{"version": 1, "favourites": 3, "recents": []}',
        b"[" * 100_000,
    ],
)
def test_a_damaged_file_is_put_aside(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "places.json"
    path.write_bytes(content)
    assert PlacesFile(path).read() == PlacesBook()
    assert not path.exists()
    assert (tmp_path / "places.json.damaged-1").read_bytes() == content


def test_of_a_damaged_file_what_is_whole_stays_and_of_its_copy_everything(tmp_path: Path) -> None:
    file = PlacesFile(tmp_path / "places.json")
    book = PlacesBook().toggled(CASINO).visited(STADIUM)
    file.write(book)
    whole = file.path.read_bytes()
    for content in (b"", whole[:-40], whole.replace(b'"lat_deg"', b'"lat_dog"', 1)):
        file.path.write_bytes(content)
        assert file.read() == book == file.read()
    file.path.with_name("places.json.copy").unlink()
    file.path.write_bytes(content)
    assert file.read() == PlacesBook().visited(STADIUM) == file.read()


def test_a_disk_that_is_full_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = PlacesFile(tmp_path / "places.json")
    file.write(PlacesBook().toggled(CASINO))

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(SettingsError, match="No space left"):
        file.write(PlacesBook())
    monkeypatch.undo()
    assert file.read().favourites[0].name == "Casino"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["places.json", "places.json.copy"]


def test_home_survives_the_settings() -> None:
    text = setting_from_place(STADIUM)
    home = place_from_setting(text, "home")
    assert home is not None
    assert (home.name, home.category) == ("Stade Louis II", "home")
    assert same_place(home, STADIUM)


@pytest.mark.parametrize("text", ["", "x", "43.7", "43.7,", "a,b c", "95,0 x", "0,181 x", "nan,0 x"])
def test_a_setting_that_is_no_place(text: str) -> None:
    assert place_from_setting(text, "home") is None


def test_the_file_is_readable_json(tmp_path: Path) -> None:
    file = PlacesFile(tmp_path / "places.json")
    file.write(PlacesBook().visited(STADIUM))
    assert json.loads(file.path.read_text())["recents"][0]["id"] == "w42"
