"""What is at a point, in words; several regions as one; names in the driver's language."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from maps.build.places import build_places
from maps.geometry import LatLon
from maps.region.reader import Region
from maps.search.cli import add_commands
from maps.search.index import SearchIndex
from maps.search.several import nearest_of, search_all

HERE = LatLon(48.0, 9.0)


def _map(folder: Path, *nodes: tuple[float, float, dict[str, str]]) -> SearchIndex:
    rows = []
    for number, (lat, lon, tags) in enumerate(nodes, start=1):
        inside = "".join(f'<tag k="{key}" v="{value}"/>' for key, value in tags.items())
        rows.append(f'<node id="{number}" version="1" lat="{lat}" lon="{lon}">{inside}</node>')
    folder.mkdir()
    source = folder / "map.osm"
    source.write_text(f'<osm version="0.6">{"".join(rows)}</osm>', encoding="utf-8")
    build_places([source], folder, lambda stage, done: None)
    return SearchIndex(SimpleNamespace(path=folder))  # type: ignore[arg-type]


def test_the_better_match_of_two_regions_comes_first_however_far(tmp_path: Path) -> None:
    near = _map(tmp_path / "near", (48.001, 9.0, {"railway": "station", "name": "Vaduzer Halt"}))
    far = _map(tmp_path / "far", (47.14, 9.52, {"place": "town", "name": "Vaduz", "population": "5800"}))
    found = search_all([near, far], "Vaduz", HERE)
    assert [place.name for place in found.places] == ["Vaduz", "Vaduzer Halt"]
    assert list(found.scores) == sorted(found.scores, reverse=True)
    kinds = search_all([far, near], "", HERE, category="station")
    assert [place.name for place in kinds.places] == ["Vaduzer Halt"]


def test_a_thing_on_the_border_is_shown_once(tmp_path: Path) -> None:
    tower = (48.001, 9.0, {"man_made": "tower", "name": "Grenzturm"})
    indexes = [_map(tmp_path / name, tower) for name in ("one", "other")]
    assert len(search_all(indexes, "Grenzturm", HERE).places) == 1


def test_names_are_shown_in_the_drivers_language_with_the_local_one_beside(tmp_path: Path) -> None:
    names = {"place": "city", "name": "Genève", "name:de": "Genf", "name:ja": "ジュネーヴ"}
    index = _map(tmp_path / "map", (48.0, 9.0, names))
    shown = index.search("Genève", HERE, language="de").places[0]
    assert shown.name == "Genf"
    assert "Genève" in shown.context
    assert index.search("Genf", HERE).places[0].name == "Genève"
    assert index.search("じゅねーう゛", HERE, language="ja").places[0].name == "ジュネーヴ"


def test_what_is_not_there_is_left_out_and_said(tmp_path: Path) -> None:
    index = _map(tmp_path / "map", (48.0, 9.0, {"tourism": "hotel", "name": "Hotel Sonne"}))
    found = index.search("Hotel Sonne Xanadu", HERE)
    assert found.places[0].name == "Hotel Sonne"
    assert found.left_out == ("Xanadu",)
    assert index.search("Hotel Sonne", HERE).left_out == ()


def test_none_of_many_nameless_car_parks_vanishes(tmp_path: Path) -> None:
    parks = [(48.0 + 0.002 * i, 9.0, {"amenity": "parking"}) for i in range(20)]
    index = _map(tmp_path / "map", *parks)
    assert len(index.search("", HERE, 50, category="parking").places) == 20
    assert len(index.search("Parkplatz", HERE, 50).places) == 20


def test_a_house_a_crossing_and_a_street_are_told_in_words(monaco_region: Path) -> None:
    index = SearchIndex(Region.open(monaco_region))
    house = index.search("17 Avenue des Castelans", LatLon(43.735, 7.42)).places[0]
    told = index.describe(house.position)
    assert told is not None
    assert told.words.startswith("17 Avenue des Castelans")
    assert "Monaco" in told.words
    corner = index.search("Rue Grimaldi & Rue Princesse Caroline", LatLon(43.735, 7.42)).places[0]
    assert corner.category == "crossing"
    assert nearest_of([index], house.position) is not None
    assert index.describe(LatLon(0.0, 0.0)) is None


def test_the_shell_tells_a_position(monaco_region: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers())
    asked = ["reverse", "43.7392,7.4275", "--region", str(monaco_region), "--language", "fr"]
    args = parser.parse_args([*asked, "--json"])
    assert args.run(args) == 0
    assert json.loads(capsys.readouterr().out)["words"]
    args = parser.parse_args(["reverse", "0,0", "--region", str(monaco_region)])
    assert args.run(args) == 1
