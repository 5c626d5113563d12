"""A drawn sample of what the benchmark asks, on Monaco: each row holds about its bar, whatever is drawn."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from maps.region.reader import Region
from maps.search.index import SearchIndex
from maps.search.phrases import kinds_of
from tests.benchmarks.search_notations import NOTATIONS
from tests.benchmarks.search_objects import Objects, read_objects
from tests.benchmarks.search_recall import BARS, ROWS, all_kinds_known

DRAWN = 60
SPARED = 8.0
"""percent under the bar that a draw of sixty may fall"""


@pytest.fixture(scope="module")
def index(monaco_region: Path) -> SearchIndex:
    return SearchIndex(Region.open(monaco_region))


@pytest.fixture(scope="module")
def objects(monaco_pbf: Path) -> Objects:
    return read_objects(monaco_pbf)


@pytest.mark.parametrize("row", sorted(ROWS))
def test_what_is_drawn_is_found(row: str, index: SearchIndex, objects: Objects) -> None:
    asked = list(ROWS[row](objects, "MC", random.Random(f"drawn {row}"), DRAWN))
    if len(asked) < 10:
        pytest.skip("Monaco has too few of these")
    missed = []
    for text, near, among, right in asked:
        places = index.search(text, near, 10).places
        if not any(right(place.position) for place in places[:among]):
            missed.append((text, [place.name for place in places[:3]]))
    assert 100.0 * (1 - len(missed) / len(asked)) >= BARS[row] - SPARED, missed


def test_every_name_of_every_kind_is_taken_for_it() -> None:
    assert all_kinds_known() == 100.0
    assert kinds_of(["grimaldi"]) == ()


def test_every_notation_is_read() -> None:
    from maps.geometry import LatLon, distance_m
    from maps.search.coordinates import parse_position

    for text, lat, lon in NOTATIONS:
        place = parse_position(text, LatLon(47.0, 9.5))
        assert place is not None, text
        assert distance_m(place.position, LatLon(lat, lon)) < 40.0, text
