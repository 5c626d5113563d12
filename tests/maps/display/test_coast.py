"""Sea from cut-off coastlines: land is on their left."""

from __future__ import annotations

import itertools

import pytest
from shapely import LineString, Point, box, unary_union

from maps.build.tiles.coast import frame_round, sea_polygons

BOX = (0.0, 0.0, 1.0, 1.0)
"""west, north, east, south; y grows southward as in the world square"""


def is_sea(lines: list[LineString], x: float, y: float) -> bool:
    return bool(unary_union(sea_polygons(lines, BOX)).contains(Point(x, y)))


def test_without_a_coast_there_is_no_sea() -> None:
    assert sea_polygons([], BOX) == []


def test_a_coast_walked_northward_has_its_sea_in_the_east() -> None:
    northward = [LineString([(0.5, 0.9), (0.5, 0.1)])]
    assert is_sea(northward, 0.9, 0.5)
    assert not is_sea(northward, 0.1, 0.5)


def test_walked_southward_it_has_it_in_the_west() -> None:
    southward = [LineString([(0.5, 0.1), (0.5, 0.9)])]
    assert is_sea(southward, 0.1, 0.5)
    assert not is_sea(southward, 0.9, 0.5)


def test_an_island_is_land_in_the_sea() -> None:
    coast = LineString([(0.5, 0.9), (0.5, 0.1)])
    # anticlockwise on the map keeps its land on the left
    island = LineString([(0.8, 0.4), (0.7, 0.4), (0.7, 0.5), (0.8, 0.5), (0.8, 0.4)])
    assert is_sea([coast, island], 0.9, 0.45)
    assert not is_sea([coast, island], 0.75, 0.45)


@pytest.mark.parametrize("pieces", [2, 5])
def test_a_coast_in_pieces_is_joined(pieces: int) -> None:
    ys = [0.9 - 0.8 * i / pieces for i in range(pieces + 1)]
    lines = [LineString([(0.5, a), (0.52, (a + b) / 2), (0.5, b)]) for a, b in itertools.pairwise(ys)]
    assert is_sea(lines, 0.9, 0.5)
    assert not is_sea(lines, 0.1, 0.5)


def test_a_loose_end_is_led_to_where_the_coarse_coast_goes_on() -> None:
    # the coast ends in the middle of the data; the coarse world goes on with it at x = 0.2 in the north
    coast = [LineString([(0.5, 1.7), (0.5, 0.5)])]
    west, north, east, south = frame_round(BOX).bounds
    beyond = box(0.2, north - 1.0, east + 1.0, south + 1.0)
    sea = unary_union(sea_polygons(coast, BOX, None, beyond))
    for x in (west + 0.1, 0.15):
        assert not sea.contains(Point(x, north + 0.01))
    assert sea.contains(Point(0.25, north + 0.01))
    # without it the coast goes straight on
    assert not is_sea(coast, 0.25, north + 0.01)


def test_from_a_loose_end_the_coast_follows_the_coarse_one_round_its_corners() -> None:
    coast = [LineString([(0.5, 1.7), (0.5, 0.5)])]
    # past the data's end the coarse coast turns west, and north again at x = 0
    beyond = unary_union([box(0.5, 0.4, 3.0, 3.0), box(0.0, -2.0, 3.0, 0.4)])
    sea = unary_union(sea_polygons(coast, BOX, None, beyond))
    assert sea.contains(Point(0.1, 0.3))
    assert not sea.contains(Point(-0.1, 0.3))
    assert not sea.contains(Point(0.4, 0.5))


def test_a_far_shore_and_an_island_that_only_the_coarse_world_knows_stay_dry() -> None:
    coast = [LineString([(0.5, 1.7), (0.5, -0.7)])]
    beyond = box(0.5, -2.0, 1.3, 3.0).difference(box(0.8, 0.4, 0.9, 0.5))
    sea = unary_union(sea_polygons(coast, BOX, None, beyond))
    assert sea.contains(Point(1.2, 0.5))
    assert not sea.contains(Point(1.4, 0.5))
    assert not sea.contains(Point(0.85, 0.45))


def test_the_same_shore_is_not_drawn_twice() -> None:
    coast = [LineString([(0.5, 1.7), (0.5, -0.7)])]
    apart = 50.0 / 40_075_000.0
    sea = unary_union(sea_polygons(coast, BOX, None, box(0.5 + apart, -2.0, 3.0, 3.0)))
    assert sea.area == pytest.approx(unary_union(sea_polygons(coast, BOX)).area)
