"""Search as a driver types: names, typing errors, addresses, categories, and the letters that lead on."""

from __future__ import annotations

import json
import shutil
import string
from pathlib import Path
from types import SimpleNamespace

import pytest

from maps.build.places import build_places
from maps.errors import RegionError, SourceError
from maps.geometry import LatLon
from maps.region.reader import Region
from maps.search.address_formats import street_line, town_line
from maps.search.cli import add_commands
from maps.search.folding import words
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
def test_the_letters_that_are_offered_lead_somewhere(index: SearchIndex, text: str) -> None:
    offered = set(index.search(text, CASINO_SQUARE).next_letters) & set(string.ascii_lowercase)
    for letter in offered:
        found = index.search(text + letter, CASINO_SQUARE, 50)
        assert found.places, letter
        assert not found.left_out, letter


def test_the_nearest_address_or_street_is_named(index: SearchIndex) -> None:
    place = index.nearest(CASINO_SQUARE)
    assert place is not None
    assert place.category in ("street", "address")
    assert place.distance_m is not None
    assert place.distance_m < 100
    assert index.nearest(LatLon(0.0, 0.0)) is None


def test_the_same_places_make_the_same_files(monaco_pbf: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        build_places([monaco_pbf], tmp_path / name, lambda stage, done: None)
    files = sorted(path.name for path in (tmp_path / "a" / "places").iterdir())
    assert files
    for file in files:
        ours, theirs = (tmp_path / folder / "places" / file for folder in ("a", "b"))
        assert ours.read_bytes() == theirs.read_bytes(), file


def test_a_missing_or_damaged_index_is_a_sentence(monaco_region: Path, tmp_path: Path) -> None:
    with pytest.raises(RegionError, match="no places to search"):
        SearchIndex(SimpleNamespace(path=tmp_path))  # type: ignore[arg-type]
    for file in sorted((monaco_region / "places").iterdir()):
        damaged = tmp_path / file.name
        shutil.copytree(monaco_region / "places", damaged / "places")
        (damaged / "places" / file.name).write_bytes(b"not an array at all, but long enough to look at")
        if file.suffix == ".npy":
            with pytest.raises(RegionError, match="damaged"):
                SearchIndex(SimpleNamespace(path=damaged))  # type: ignore[arg-type]
        shutil.rmtree(damaged)


def test_a_torn_source_is_a_sentence(monaco_pbf: Path, tmp_path: Path) -> None:
    torn = tmp_path / "torn.osm.pbf"
    torn.write_bytes(monaco_pbf.read_bytes()[:200_000])
    with pytest.raises(SourceError, match="cannot be read"):
        build_places([torn], tmp_path, lambda stage, done: None)


@pytest.mark.parametrize(
    ("road", "number", "country", "name"),
    [
        ("Rue Grimaldi", "12", "MC", "12 Rue Grimaldi"),
        ("Haberacherstrasse", "21", "CH", "Haberacherstrasse 21"),
        ("14th St", "344", "US", "344 14th St"),
        ("rue Grimaldi", "12", "FR", "12 rue Grimaldi"),
        ("Calle Mayor", "5", "ES", "Calle Mayor, 5"),
        ("錦糸三丁目", "8-8", "JP", "錦糸三丁目8-8"),
        ("Landstrasse", "3a", "", "Landstrasse 3a"),
        ("Rua do Ouro", "", "PT", "Rua do Ouro"),
    ],
)
def test_addresses_read_as_the_country_writes_them(road: str, number: str, country: str, name: str) -> None:
    assert street_line(road, number, country) == name


def test_a_postcode_stands_where_the_country_puts_it() -> None:
    assert town_line("Vaduz", "9490", "LI") == "9490 Vaduz"
    assert town_line("San Francisco", "94103", "US") == "San Francisco 94103"
    assert town_line("Dubai", "", "AE") == "Dubai"


def test_folding() -> None:
    assert words("Straße ÅNGSTRÖM Łódź Ørsted") == ["strasse", "angstrom", "lodz", "orsted"]
    assert words("L'Hôtel-Dieu, 3bis") == ["l", "hotel", "dieu", "3bis"]
    for one, other in (
        ("Bückerfeld", "Bueckerfeld"), ("ШОССЕ Революции", "shosse revolyutsii"),
        ("ゼブラ", "ぜふ゛ら"),
        ("Γρηγόρη Αυξεντίου", "Grigori Afxentiou"), ("أم لَج", "ام لج"),
        ("Sally's", "Sallys"), ("12½", "12 1/2"),
        ("錦糸三丁目", "錦糸3丁目"), ("צה״ל", "צהל"),
        ("とうきょう", "トウキョー"), ("Ⅳ", "IV"), ("ＡＢＣ", "abc"),
    ):  # fmt: skip
        assert words(one) == words(other), one


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
