"""Routes over the border of two regions that were cut from one map."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

import numpy as np
import osmium
import pytest

from maps.build.compile import build_region
from maps.errors import RouteNotFoundError
from maps.geometry import LatLon
from maps.models import Route, RouteRequest, Waypoint
from maps.region.reader import Region
from maps.route.engine import RouteEngine


def cut(source: Path, output: Path, keeps: object, *, whole_ways: bool) -> Path:
    """An extract: ways with a node on this side of the border, whole or only those that do not cross it."""
    positions = {}
    writer = osmium.SimpleWriter(str(output))
    ways, wanted = [], set()
    for thing in osmium.FileProcessor(source):
        if thing.is_node():
            positions[thing.id] = (thing.location.lat, thing.location.lon)
        elif thing.is_way():
            sides = [keeps(*positions[n.ref]) for n in thing.nodes if n.ref in positions]  # type: ignore[operator]
            mine = any(sides) if whole_ways else bool(sides) and sides[0]
            if mine:
                ways.append(thing.id)
                wanted.update(n.ref for n in thing.nodes)
    chosen = set(ways)
    for thing in osmium.FileProcessor(source):
        keep = thing.id in wanted if thing.is_node() else thing.id in chosen if thing.is_way() else True
        if keep:
            writer.add(thing)
    writer.close()
    return output


def edges_by_way(routes: tuple[Route, ...], regions: dict[str, Region]) -> list[int]:
    """OpenStreetMap ways in driving order, each once where it is followed."""
    ways: list[int] = []
    for leg in routes[0].legs:
        for name, edge in zip(leg.region, leg.edge.tolist(), strict=True):
            region = regions[name]
            way = int(region.array("way_osm_id")[region.array("edge_way")[edge]])
            if not ways or ways[-1] != way:
                ways.append(way)
    return ways


def ends_of(routes: tuple[Route, ...]) -> list[tuple[float, float]]:
    """Where a route begins and ends, to a metre."""
    leg = routes[0].legs[0]
    return [(round(float(leg.lat_deg[i]), 5), round(float(leg.lon_deg[i]), 5)) for i in (0, -1)]


@pytest.fixture(scope="module", params=[True, False], ids=["ways-shared", "cut-at-nodes"])
def halves(
    request: pytest.FixtureRequest, monaco_pbf: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Region, Region, Region]:
    """West and east of Monaco, and the whole."""
    folder = tmp_path_factory.mktemp("halves")
    border = 7.4195
    regions = []
    for name, keeps in (
        ("west", lambda lat, lon: lon < border),
        ("east", lambda lat, lon: lon >= border),
        ("whole", lambda lat, lon: True),
    ):
        part = cut(monaco_pbf, folder / f"{name}.osm.pbf", keeps, whole_ways=request.param)
        build_region([part], folder / name, name=name)
        regions.append(Region.open(folder / name))
    return regions[0], regions[1], regions[2]


def test_a_route_over_the_border_is_that_of_the_whole_map(halves: tuple[Region, Region, Region]) -> None:
    west, east, whole = halves
    joined = RouteEngine([west, east], timezone=UTC)
    alone = RouteEngine([whole], timezone=UTC)
    regions = {region.name: region for region in halves}
    generator = np.random.default_rng(11)
    west_ends = np.stack((west.array("node_lat_e7"), west.array("node_lon_e7")), axis=1) / 1e7
    east_ends = np.stack((east.array("node_lat_e7"), east.array("node_lon_e7")), axis=1) / 1e7
    crossed, same_time, same_ways = 0, 0, 0
    for _ in range(60):
        a = west_ends[generator.integers(len(west_ends))]
        b = east_ends[generator.integers(len(east_ends))]
        if a[1] > 7.418 or b[1] < 7.421:
            continue
        request = RouteRequest((Waypoint(LatLon(*a)), Waypoint(LatLon(*b))))
        try:
            expected = alone.route(request)
        except RouteNotFoundError:
            continue
        found = joined.route(request)
        if ends_of(found) != ends_of(expected) or len(set(found[0].legs[0].region)) < 2:
            continue  # cut off from the rest, a street by an end is no place to drive to
        crossed += 1
        leg = found[0].legs[0]
        assert leg.distance_along_m[-1] == pytest.approx(leg.distance_m, rel=1e-6)
        # Consecutive points join over the border too: no step is longer than the longest piece of road.
        assert float(np.abs(np.diff(leg.lat_deg)).max()) < 0.005
        same_time += abs(found[0].duration_s - expected[0].duration_s) <= 0.03 * expected[0].duration_s + 6.0
        same_ways += edges_by_way(found, regions) == edges_by_way(expected, regions)
    assert crossed >= 10
    # Turns at the cut itself lack the roads beyond it, so a few seconds differ, and now and then the way.
    assert same_time >= 0.9 * crossed
    assert same_ways >= 0.75 * crossed


def test_places_on_one_side_are_joined_through_the_other_where_that_is_the_way(
    halves: tuple[Region, Region, Region],
) -> None:
    west, east, _ = halves
    engine = RouteEngine([west, east], timezone=UTC)
    alone = RouteEngine([east], timezone=UTC)
    request = RouteRequest((Waypoint(LatLon(43.7384, 7.4246)), Waypoint(LatLon(43.7480, 7.4370))))
    assert engine.route(request)[0].duration_s <= alone.route(request)[0].duration_s + 0.01


def test_regions_that_do_not_meet_are_not_joined(
    halves: tuple[Region, Region, Region], helsinki_region: Path
) -> None:
    west, _, _ = halves
    engine = RouteEngine([west, Region.open(helsinki_region)], timezone=UTC)
    request = RouteRequest((Waypoint(LatLon(43.7312, 7.4140)), Waypoint(LatLon(60.1699, 24.9384))))
    with pytest.raises(RouteNotFoundError):
        engine.route(request)
