"""Following a route: where the car is on it, what comes next, how far off it the car is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maps.guide.progress import Progress, RouteLine, ahead, follow
from maps.models import Fix
from maps.region.format import EdgeFlag
from tests.maps.guide.roads import at, leg, maneuvers_at_corners, route

BLOCK = ((0, 0), (500, 0), (500, 300), (0, 300))


def drive(line: RouteLine, fixes: list[Fix]) -> Progress:
    progress = None
    for fix in fixes:
        progress = follow(line, progress, fix)
    assert progress is not None
    return progress


def test_the_next_maneuver_counts_down_and_changes_after_the_corner():
    way = route(leg(BLOCK))
    line, maneuvers = RouteLine.of(way), maneuvers_at_corners(way)
    before = follow(line, None, Fix(at(400, 2), 0.0, 13.0, 90.0, 4.0))
    shown = ahead(line, maneuvers, before)
    assert maneuvers[shown.maneuver].type == "turn"
    assert shown.distance_to_maneuver_m == pytest.approx(100, abs=1)
    assert shown.road_name == "Road 0"
    after = follow(line, before, Fix(at(501, 40), 8.0, 13.0, 0.0, 4.0))
    shown = ahead(line, maneuvers, after)
    assert shown.maneuver == 2
    assert shown.distance_to_maneuver_m == pytest.approx(260, abs=2)


def test_a_route_that_crosses_itself_is_followed_in_order():
    """South to north, a loop to the right, then west across the first stretch."""
    line = RouteLine.of(route(leg(((0, 0), (0, 400), (200, 400), (200, 200), (-200, 200)))))
    progress = None
    for along in range(0, int(line.length_m), 13):
        point = line.position_at(along)
        progress = follow(line, progress, Fix(point, along / 13.0, 13.0, line.course_at(along), 4.0))
        assert progress.along_m == pytest.approx(along, abs=3)


def test_a_car_on_the_parallel_street_deviates_and_does_not_advance():
    line = RouteLine.of(route(leg(((0, 0), (1000, 0)))))
    on_it = follow(line, None, Fix(at(100, 0), 0.0, 13.0, 90.0, 4.0))
    beside = follow(line, on_it, Fix(at(140, 80), 3.0, 13.0, 90.0, 4.0))
    assert beside.deviation.distance_m == pytest.approx(80, abs=1)
    assert beside.along_m == on_it.along_m


def test_a_shortcut_back_onto_the_route_is_noticed():
    line = RouteLine.of(route(leg(((0, 0), (600, 0), (600, 600), (0, 600)))))
    on_it = follow(line, None, Fix(at(100, 0), 0.0, 13.0, 90.0, 4.0))
    rejoined = follow(line, on_it, Fix(at(100, 600), 40.0, 13.0, 270.0, 4.0))
    assert rejoined.along_m == pytest.approx(1700, abs=2)


def test_limits_and_tunnels_are_read_off_the_route():
    way = route(
        leg(
            ((0, 0), (300, 0), (600, 0), (900, 0)),
            limits_kmh=(50, 0, 80),
            flags=(0, int(EdgeFlag.TUNNEL), 0),
        )
    )
    line, maneuvers = RouteLine.of(way), maneuvers_at_corners(way)
    start = ahead(line, maneuvers, follow(line, None, Fix(at(100, 0), 0.0, 10.0, 90.0)))
    assert (start.limit_kmh, start.limit_ahead_kmh, start.in_tunnel) == (50, 80, False)
    assert start.limit_ahead_m == pytest.approx(500, abs=1)
    inside = ahead(line, maneuvers, follow(line, None, Fix(at(400, 0), 0.0, 10.0, 90.0)))
    assert (inside.limit_kmh, inside.in_tunnel) == (None, True)


def test_what_remains_falls_to_nothing_at_the_end():
    way = route(leg(BLOCK))
    line, maneuvers = RouteLine.of(way), maneuvers_at_corners(way)
    end = ahead(line, maneuvers, follow(line, None, Fix(at(0, 300), 0.0, 1.0, 270.0)))
    assert end.distance_remaining_m == pytest.approx(0, abs=0.5)
    assert end.duration_remaining_s == pytest.approx(0, abs=0.1)
    assert maneuvers[end.maneuver].type == "arrive"


@settings(max_examples=60, deadline=None)
@given(
    corners=st.lists(
        st.tuples(st.integers(-2000, 2000), st.integers(-2000, 2000)), min_size=2, max_size=12, unique=True
    ),
    seed=st.integers(0, 2**32 - 1),
    noise_m=st.floats(0, 12),
)
def test_progress_never_falls_while_the_car_follows_the_route(corners, seed, noise_m):
    line = RouteLine.of(route(leg(corners)))
    random = np.random.default_rng(seed)
    progress, last = None, 0.0
    along, time_s = 0.0, 0.0
    while along < line.length_m:
        true = line.position_at(along)
        east, north = random.normal(0.0, noise_m, 2)
        shaken = at(
            (true.lon_deg - at(0, 0).lon_deg) / (at(1, 0).lon_deg - at(0, 0).lon_deg) + east,
            (true.lat_deg - at(0, 0).lat_deg) * 111_195.08 + north,
        )
        progress = follow(line, progress, Fix(shaken, time_s, 20.0, line.course_at(along), noise_m))
        assert progress.along_m >= last
        assert 0.0 <= progress.along_m <= line.length_m
        last = progress.along_m
        along += 20.0
        time_s += 1.0
