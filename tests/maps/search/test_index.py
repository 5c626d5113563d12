"""Search as a driver types: names, typing errors, addresses, categories, and the letters that lead on."""

from __future__ import annotations

import json
import sqlite3
import string
from pathlib import Path
from types import SimpleNamespace

import pytest

from maps.build.places import address_name, build_places
from maps.errors import RegionError, SourceError
from maps.geometry import LatLon
from maps.region.reader import Region
from maps.search.cli import add_commands
from maps.search.folding import fold, words
from maps.search.index import SearchIndex

CASINO_SQUARE = LatLon(43.7392, 7.4275)


@pytest.fixture(scope="module")
def index(monaco_region: Path) -> SearchIndex:
    return SearchIndex(Region.open(monaco_region))


def names(index: SearchIndex, text: str, **options: object) -> list[str]:
    return [place.name for place in index.search(text, CASINO_SQUARE, **options).places]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("mon", "Monaco"),
        ("rue grim", "Rue Grimaldi"),
        ("RUE GRIMALDI", "Rue Grimaldi"),
        ("grimaldi rue", "Rue Grimaldi"),
        ("rue grimaldi monaco", "Rue Grimaldi"),
        ("hotel de paris", "Hôtel de Paris"),
        ("hôtel dé pâris", "Hôtel de Paris"),
        ("boulevard des moulins", "Boulevard des Moulins"),
        ("bd des moulins", "Boulevard des Moulins"),
        ("17 avenue des castelans", "17 Avenue des Castelans"),
    ],
)
def test_names_are_found_however_they_are_typed(index: SearchIndex, text: str, first: str) -> None:
    assert names(index, text)[0] == first


@pytest.mark.parametrize(
    ("typo", "meant"),
    [
        ("grimladi", "Rue Grimaldi"),
        ("grimldi", "Rue Grimaldi"),
        ("grimalldi", "Rue Grimaldi"),
        ("grimaldo", "Rue Grimaldi"),
        ("boulevrad des mouilns", "Boulevard des Moulins"),
        ("castelnas", "Avenue des Castelans"),
    ],
)
def test_a_typing_error_is_forgiven(index: SearchIndex, typo: str, meant: str) -> None:
    assert meant in names(index, typo)


def test_the_part_that_matches_is_marked(index: SearchIndex) -> None:
    place = index.search("hotel de par", CASINO_SQUARE).places[0]
    assert place.name[place.match_begin : place.match_begin + place.match_length] == "Hôtel"


def test_a_house_number_that_the_map_lacks_leads_to_the_street(index: SearchIndex) -> None:
    assert names(index, "9999 rue grimaldi")[0] == "Rue Grimaldi"


def test_an_address_appears_only_when_its_number_is_typed(index: SearchIndex) -> None:
    assert all(p.category != "address" for p in index.search("avenue", CASINO_SQUARE, 50).places)
    assert any(p.category == "address" for p in index.search("17 avenue", CASINO_SQUARE, 50).places)


def test_a_category_lists_the_nearest(index: SearchIndex) -> None:
    places = index.search("", CASINO_SQUARE, 5, category="parking").places
    assert len(places) == 5
    assert {p.category for p in places} == {"parking"}
    away = [p.distance_m for p in places]
    assert away == sorted(away)  # type: ignore[type-var]
    assert "restaurant" in index.categories()
    assert index.search("", CASINO_SQUARE, 5, category="spaceport").places == ()


def test_nothing_is_found_for_nonsense(index: SearchIndex) -> None:
    result = index.search("qqxyzzy", CASINO_SQUARE)
    assert result.places == ()
    assert result.total == 0
    assert result.next_letters == ""


@pytest.mark.parametrize("text", ["", "r", "ru", "rue g", "bo", "boulevard d", "casino", "hotel de p"])
def test_exactly_the_letters_that_lead_somewhere_are_offered(index: SearchIndex, text: str) -> None:
    offered = set(index.search(text, CASINO_SQUARE).next_letters) & set(string.ascii_lowercase)
    for letter in string.ascii_lowercase:
        further = index._match(words(text + letter), 0).matches.any()
        # An address needs its number first, so a letter of its street may lead to it only later.
        if letter in offered and text:
            assert further, letter
        if further and text:
            assert letter in offered, letter


def test_the_nearest_address_or_street_is_named(index: SearchIndex) -> None:
    place = index.nearest(CASINO_SQUARE)
    assert place is not None
    assert place.category in ("street", "address")
    assert place.distance_m is not None
    assert place.distance_m < 100
    assert index.nearest(LatLon(0.0, 0.0)) is None


def test_the_same_places_make_the_same_file(monaco_pbf: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        build_places([monaco_pbf], tmp_path / name, lambda stage, done: None)
    assert (tmp_path / "a" / "places.sqlite").read_bytes() == (tmp_path / "b" / "places.sqlite").read_bytes()


def test_a_missing_or_damaged_index_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(RegionError, match="no places to search"):
        SearchIndex(SimpleNamespace(path=tmp_path))  # type: ignore[arg-type]
    (tmp_path / "places.sqlite").write_bytes(b"not a database at all, but long enough to look at" * 9)
    with pytest.raises(RegionError, match="damaged"):
        SearchIndex(SimpleNamespace(path=tmp_path))  # type: ignore[arg-type]
    (tmp_path / "places.sqlite").unlink()
    with sqlite3.connect(tmp_path / "places.sqlite") as connection:
        connection.execute("create table column (name text, dtype text, bytes blob)")
    connection.close()
    with pytest.raises(RegionError, match="damaged"):
        SearchIndex(SimpleNamespace(path=tmp_path))  # type: ignore[arg-type]


def test_a_torn_source_is_a_sentence(monaco_pbf: Path, tmp_path: Path) -> None:
    torn = tmp_path / "torn.osm.pbf"
    torn.write_bytes(monaco_pbf.read_bytes()[:200_000])
    with pytest.raises(SourceError, match="cannot be read"):
        build_places([torn], tmp_path, lambda stage, done: None)


@pytest.mark.parametrize(
    ("street", "number", "name"),
    [
        ("Rue Grimaldi", "12", "12 Rue Grimaldi"),
        ("Landstrasse", "3a", "Landstrasse 3a"),
        ("Market Street", "1", "1 Market Street"),
        ("Rua do Ouro", "5", "Rua do Ouro 5"),
    ],
)
def test_addresses_read_as_in_their_language(street: str, number: str, name: str) -> None:
    assert address_name(street, number) == name


def test_folding() -> None:
    assert fold("Straße ÅNGSTRÖM Łódź Ørsted") == "strasse angstrom lodz orsted"
    assert words("L'Hôtel-Dieu, 3bis") == ["l", "hotel", "dieu", "3bis"]


def test_the_shell_answers_in_json(monaco_region: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import argparse

    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers())
    args = parser.parse_args(
        ["search", "rue grim", "--region", str(monaco_region), "--near", str(CASINO_SQUARE), "--json"]
    )
    assert args.run(args) == 0
    assert json.loads(capsys.readouterr().out)["places"][0]["name"] == "Rue Grimaldi"
    args = parser.parse_args(["search", "qqxyzzy", "--region", str(monaco_region)])
    assert args.run(args) == 1
