"""Facts of the globe have one owner."""

from __future__ import annotations

import re

from maps.geometry import METRES_PER_DEGREE, LatLon, distance_m
from tests.conftest import REPOSITORY


def test_a_degree_of_latitude_is_as_long_as_distances_say() -> None:
    assert abs(distance_m(LatLon(48.0, 8.0), LatLon(49.0, 8.0)) - METRES_PER_DEGREE) < 0.5


def test_how_long_a_degree_is_stands_in_one_file() -> None:
    number = re.compile(r"\b111(?:[_.]?195|[_.]?320|\.2\b)")
    files = [path for room in ("hmi", "maps") for path in (REPOSITORY / room).rglob("*.py")]
    assert len(files) > 200
    assert [str(path) for path in files if number.search(path.read_text(encoding="utf-8"))] == []
