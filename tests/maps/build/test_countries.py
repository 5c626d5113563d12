"""Where no sign stands, the law of the country decides, and the map data says which country it is."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from maps.build import countries
from maps.build.graph import build_graph
from maps.build.osm import read_roads
from maps.geometry import LatLon
from maps.region.format import EdgeFlag
from tests.ascii_map import Town, ascii_map, lines_between_letters

GRID = """
    A---B---C
    |   |   |
    D---E---F
    |   |   |
    G---H---I
"""


def road(origin: LatLon, tags: dict[str, str]) -> Town:
    return ascii_map("A---B", ways={"AB": tags}, grid_m=1000, origin=origin)


@pytest.mark.parametrize(
    ("where", "tags", "limit_kmh"),
    [
        (LatLon(49.4, 8.7), {"highway": "secondary"}, 100),
        (LatLon(41.2, -8.6), {"highway": "secondary"}, 90),
        (LatLon(47.1, 9.52), {"highway": "secondary"}, 80),
        (LatLon(41.2, -8.6), {"highway": "motorway"}, 120),
        (LatLon(49.4, 8.7), {"highway": "motorway"}, 255),
        (LatLon(49.4, 8.7), {"highway": "living_street"}, 7),
        (LatLon(49.4, 8.7), {"highway": "secondary", "maxspeed": "70"}, 70),
        (LatLon(49.4, 8.7), {"highway": "secondary", "source:maxspeed": "DE:urban"}, 50),
        (LatLon(1.0, 1.0), {"highway": "secondary"}, 0),
        (LatLon(49.4, 8.7), {"highway": "service"}, 0),
    ],
)
def test_the_limit_without_a_sign_is_the_country_s(
    where: LatLon, tags: dict[str, str], limit_kmh: int
) -> None:
    region = road(where, tags).region
    assert region.edge_limit_kmh[0] == limit_kmh
    implied = limit_kmh and not {"maxspeed", "source:maxspeed"} & set(tags)
    assert bool(region.edge_flags[0] & EdgeFlag.LIMIT_IMPLIED) == bool(implied)


def test_a_legal_limit_below_the_average_of_the_road_s_kind_slows_it() -> None:
    region = road(LatLon(43.735, 7.42), {"highway": "primary"}).region
    assert region.edge_limit_kmh[0] == 50
    assert region.edge_speed_mps[0] * 3.6 <= 50.0


def test_streets_close_together_are_a_town() -> None:
    region = ascii_map(GRID, grid_m=100, origin=LatLon(49.4, 8.7)).region
    assert np.all(region.edge_flags & EdgeFlag.URBAN == 0), "a few streets alone are no town"
    rows = ["-".join(chr(0x4E00 + row * 12 + column) for column in range(12)) for row in range(12)]
    art = ("\n" + "| " * 12 + "\n").join(rows)
    streets = {pair: {"highway": "residential"} for pair in lines_between_letters(art)}
    town = ascii_map(art, ways=streets, grid_m=100, origin=LatLon(49.4, 8.7)).region
    urban = (town.edge_flags & int(EdgeFlag.URBAN)) != 0
    assert np.mean(urban) > 0.95, "all but the outermost corner"
    assert np.all(town.edge_limit_kmh[urban] == 50)


def test_a_road_beside_one_that_names_its_country_has_that_country_s_limit() -> None:
    town = ascii_map(
        "A---B---C",
        ways={"AB": {"highway": "secondary", "maxspeed": "FR:rural"}, "BC": {"highway": "secondary"}},
        origin=LatLon(49.0, 8.0),
    )
    assert town.region.edge_limit_kmh[town.edge("BC")] == 80


def test_a_tag_of_a_country_far_away_is_not_believed() -> None:
    town = ascii_map(
        "A---B---C",
        ways={"AB": {"highway": "secondary", "maxspeed": "FR:rural"}, "BC": {"highway": "secondary"}},
        origin=LatLon(41.2, -8.6),
    )
    assert town.region.edge_limit_kmh[town.edge("BC")] == 90


@pytest.mark.parametrize(
    ("where", "limit_kmh", "left"),
    [
        (LatLon(48.2, 16.37), 100, False),  # Vienna, which a rectangle gave to Hungary
        (LatLon(43.7, -79.4), 80, False),  # Toronto, to the United States
        (LatLon(55.75, 37.6), 90, False),  # Moscow, to no one
        (LatLon(37.57, 126.98), 60, False),  # Seoul, to Japan
        (LatLon(25.05, -77.35), 72, True),  # Nassau, to the United States
        (LatLon(40.0, -75.0), 80, False),  # New Jersey: 50 mph
    ],
)
def test_borders_decide_and_not_rectangles(where: LatLon, limit_kmh: int, left: bool) -> None:
    region = road(where, {"highway": "secondary"}).region
    assert region.edge_limit_kmh[0] == limit_kmh
    assert bool(region.edge_flags[0] & EdgeFlag.LEFT_HAND) == left


def test_it_is_known_where_a_limit_is_from() -> None:
    by_law, by_kind = int(EdgeFlag.LIMIT_IMPLIED), int(EdgeFlag.LIMIT_BY_KIND)
    for tags, source in (
        ({"maxspeed": "70"}, 0),
        ({"maxspeed": "none"}, 0),
        ({"maxspeed": "DE:urban"}, by_kind),
        ({"maxspeed:type": "DE:rural"}, by_kind),
        ({"maxspeed": "70", "source:maxspeed": "DE:rural"}, 0),
        ({}, by_law),
    ):
        region = road(LatLon(49.4, 8.7), {"highway": "secondary", **tags}).region
        assert int(region.edge_flags[0]) & (by_law | by_kind) == source, tags


def test_traffic_keeps_left_in_britain_and_where_the_way_says_so() -> None:
    left = int(EdgeFlag.LEFT_HAND)
    assert np.all(road(LatLon(51.5, -0.1), {}).region.edge_flags & left)
    assert not np.any(road(LatLon(49.4, 8.7), {}).region.edge_flags & left)
    assert np.all(road(LatLon(49.4, 8.7), {"driving_side": "left"}).region.edge_flags & left)


def test_town_and_country_are_told_apart_around_heidelberg(shared_data: Path) -> None:
    source = read_roads(shared_data / "osm" / "heidelberg.osm.pbf", lambda _stage, _done: None)
    graph = build_graph(source)
    lat, lon = countries.way_positions(graph)
    found = countries.is_town(graph, lat, lon)
    zone = np.array([rules.zone for rules in source.rules])[source.way_rules]
    placed = np.isfinite(lat)
    assert np.mean(found[placed & (zone == "DE:urban")]) > 0.9
    assert np.mean(~found[placed & (zone == "DE:rural")]) > 0.6
