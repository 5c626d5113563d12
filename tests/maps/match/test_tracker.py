"""The map match holds on to the road that is driven, through noise, junctions and gaps."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

import numpy as np
import pytest

from maps.errors import RouteNotFoundError
from maps.geometry import LatLon, bearing_deg, destination_point, distance_m
from maps.match.snap import Snapper
from maps.match.tracker import MatchState, Tracker
from maps.models import Fix, RouteLeg, RouteRequest, Waypoint
from maps.region.reader import Region
from maps.route.engine import RouteEngine
from tests.ascii_map import ascii_map

SPEED_MPS = 11.0


@pytest.fixture(scope="module")
def monaco(monaco_region: Path) -> Region:
    return Region.open(monaco_region)


def drive(leg: RouteLeg, generator: np.random.Generator, noise_m: float, step_s: float = 1.0) -> list[Fix]:
    """Fixes of a car that drives a leg, with errors that wander as a receiver's do."""
    along = np.arange(0.0, leg.distance_along_m[-1], SPEED_MPS * step_s)
    lat = np.interp(along, leg.distance_along_m, leg.lat_deg)
    lon = np.interp(along, leg.distance_along_m, leg.lon_deg)
    error = generator.normal(size=(len(along), 2)) * noise_m
    for i in range(1, len(along)):
        error[i] = 0.8 * error[i - 1] + 0.6 * error[i]
    fixes = []
    for i in range(len(along)):
        j = min(i + 1, len(along) - 1)
        k = j - 1
        course = float(bearing_deg(lat[k], lon[k], lat[j], lon[j])) + float(generator.normal() * 4)
        true = LatLon(float(lat[i]), float(lon[i]))
        seen = destination_point(destination_point(true, 0.0, float(error[i, 0])), 90.0, float(error[i, 1]))
        fixes.append(Fix(seen, i * step_s, SPEED_MPS, course % 360.0, max(noise_m, 3.0)))
    return fixes


def true_edges(leg: RouteLeg, step_s: float = 1.0) -> list[int]:
    along = np.arange(0.0, leg.distance_along_m[-1], SPEED_MPS * step_s)
    ends = np.cumsum(leg.edge_length_m)
    return [int(e) for e in leg.edge[np.minimum(np.searchsorted(ends, along), len(ends) - 1)]]


def legs(region: Region, count: int, seed: int) -> list[RouteLeg]:
    engine = RouteEngine([region], timezone=UTC)
    generator = np.random.default_rng(seed)
    lat, lon = region.array("node_lat_e7") / 1e7, region.array("node_lon_e7") / 1e7
    found: list[RouteLeg] = []
    while len(found) < count:
        a, b = generator.integers(len(lat), size=2)
        request = RouteRequest(
            (Waypoint(LatLon(float(lat[a]), float(lon[a]))), Waypoint(LatLon(float(lat[b]), float(lon[b]))))
        )
        try:
            leg = engine.route(request)[0].legs[0]
        except RouteNotFoundError:
            continue
        if leg.distance_m > 800:
            found.append(leg)
    return found


@pytest.mark.parametrize(
    ("noise_m", "with_route", "least"), [(2.0, False, 0.93), (6.0, False, 0.85), (6.0, True, 0.9)]
)
def test_drives_through_monaco_are_followed(
    monaco: Region, noise_m: float, with_route: bool, least: float
) -> None:
    tracker = Tracker([monaco])
    generator = np.random.default_rng(4)
    right, total = 0, 0
    reverse = monaco.array("edge_reverse")
    for leg in legs(monaco, 8, seed=2):
        route = frozenset((monaco.name, int(e)) for e in leg.edge) if with_route else frozenset()
        state = MatchState()
        truth = true_edges(leg)
        wrong_way = 0
        for fix, edge in zip(drive(leg, generator, noise_m), truth, strict=True):
            state = tracker.update(fix, state, route)
            assert state.matched is not None
            matched = state.matched.candidate
            # Just before or after a junction the neighbour on the way is as right.
            at = truth.index(edge)
            near = set(
                leg.edge[max(0, list(leg.edge).index(edge) - 1) : list(leg.edge).index(edge) + 2].tolist()
            )
            right += matched.edge in near
            wrong_way += matched.edge == int(reverse[edge])
            total += 1
            assert at >= 0
        assert wrong_way <= 0.05 * len(truth)
    assert right >= least * total


def test_update_is_pure(monaco: Region) -> None:
    tracker = Tracker([monaco])
    fix = Fix(LatLon(43.7312, 7.4200), 0.0, 8.0, 90.0, 5.0)
    first = tracker.update(fix, MatchState())
    later = Fix(LatLon(43.7313, 7.4203), 2.0, 8.0, 80.0, 5.0)
    assert tracker.update(later, first) == tracker.update(later, first)
    assert tracker.update(fix, MatchState()) == first


PARALLEL = """
    A-----------------------B
    C-----------------------D
"""


def test_a_parallel_street_is_not_jumped_to() -> None:
    town = ascii_map(PARALLEL, grid_m=25, ways={"AB": {}, "CD": {}, "AC": {}, "BD": {}})
    tracker = Tracker([town.region])
    start, end = town.at("A"), town.at("B")
    state = MatchState()
    for i in range(20):
        part = 0.1 + i * 0.035
        lon = start.lon_deg + part * (end.lon_deg - start.lon_deg)
        # From the sixth fix on the receiver is 15 m off, nearer to the other street.
        lat = start.lat_deg - (15.0 / 111_195 if i > 5 else 0.0)
        state = tracker.update(Fix(LatLon(lat, lon), float(i), 11.0, 90.0, 8.0), state)
        assert state.matched is not None
        assert state.matched.candidate.edge == town.edge("AB")


def test_the_direction_of_travel_chooses_the_edge() -> None:
    town = ascii_map("A-----B")
    tracker = Tracker([town.region])
    middle = LatLon(1.0, (town.at("A").lon_deg + town.at("B").lon_deg) / 2)
    east = tracker.update(Fix(middle, 0.0, 10.0, 88.0, 5.0), MatchState())
    west = tracker.update(Fix(middle, 0.0, 10.0, 272.0, 5.0), MatchState())
    assert east.matched is not None
    assert west.matched is not None
    assert east.matched.candidate.edge == town.edge("AB")
    assert west.matched.candidate.edge == town.edge("BA")
    assert east.matched.course_deg == pytest.approx(90.0, abs=0.5)


def test_a_car_park_is_off_road_and_the_sea_is_nowhere() -> None:
    town = ascii_map("A-----B")
    tracker = Tracker([town.region])
    middle = LatLon(1.0, (town.at("A").lon_deg + town.at("B").lon_deg) / 2)
    beside = tracker.update(Fix(destination_point(middle, 0.0, 60.0), 0.0, 3.0, None, 5.0), MatchState())
    assert beside.matched is not None
    assert beside.matched.off_road
    away = tracker.update(Fix(destination_point(middle, 0.0, 2_000.0), 0.0, 3.0, None, 5.0), MatchState())
    assert away.matched is None


def test_a_standing_car_does_not_wander() -> None:
    town = ascii_map("A-----B", grid_m=100)
    tracker = Tracker([town.region])
    middle = LatLon(1.0, (town.at("A").lon_deg + town.at("B").lon_deg) / 2)
    state = tracker.update(Fix(middle, 0.0, 8.0, 90.0, 4.0), MatchState())
    stopped = tracker.update(Fix(destination_point(middle, 250.0, 12.0), 1.0, 0.0, None, 4.0), state)
    assert stopped.matched == state.matched


def test_snapping_finds_both_sides_and_respects_the_nose() -> None:
    town = ascii_map("A-----B", grid_m=100)
    snapper = Snapper(town.region)
    middle = LatLon(1.0, (town.at("A").lon_deg + town.at("B").lon_deg) / 2)
    beside = destination_point(middle, 0.0, 10.0)
    both = snapper.candidates(beside, 50.0)
    assert {c.edge for c in both} == {town.edge("AB"), town.edge("BA")}
    assert both[0].distance_m == pytest.approx(10.0, abs=0.1)
    assert both[0].offset_m == pytest.approx(150.0, abs=0.5)
    assert distance_m(both[0].position, middle) < 0.2
    (only,) = snapper.candidates(beside, 50.0, heading_deg=80.0)
    assert only.edge == town.edge("AB")
    assert snapper.candidates(destination_point(middle, 0.0, 60.0), 50.0) == []


def test_the_grid_finds_what_a_full_scan_finds(monaco: Region) -> None:
    from maps.region.grid import EdgeGrid, segments_near

    grid = EdgeGrid(monaco.array("grid_cell"), monaco.array("grid_segment"))
    lat, lon = monaco.array("shape_lat_e7") / 1e7, monaco.array("shape_lon_e7") / 1e7
    begin = monaco.array("shape_begin").astype(np.int64)
    is_start = np.ones(len(lat), dtype=bool)
    is_start[begin[1:] - 1] = False
    generator = np.random.default_rng(1)
    for _ in range(100):
        point = LatLon(float(generator.uniform(43.72, 43.755)), float(generator.uniform(7.40, 7.45)))
        radius = float(generator.choice([20.0, 80.0, 400.0]))
        y = (lat - point.lat_deg) * 111_195
        x = (lon - point.lon_deg) * 111_195 * np.cos(np.radians(point.lat_deg))
        start = np.flatnonzero(is_start)
        dx, dy = x[start + 1] - x[start], y[start + 1] - y[start]
        t = np.clip(-(x[start] * dx + y[start] * dy) / np.maximum(dx * dx + dy * dy, 1e-9), 0, 1)
        near = start[np.hypot(x[start] + t * dx, y[start] + t * dy) <= radius]
        assert np.isin(near, segments_near(grid, point.lat_deg, point.lon_deg, radius)).all()
