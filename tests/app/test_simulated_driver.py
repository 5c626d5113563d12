"""The simulated car is told the guidance's way, at the speeds that the route expects."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from hmi.app.simulated_driver import DriveLine
from hmi.navigation.detour import LEAVES_BY_M, way_astray
from maps.geometry import haversine_m
from maps.models import Route, RouteRequest, Waypoint
from maps.region.reader import Region
from maps.route.engine import RouteEngine
from tests.app.planned import planned


@pytest.fixture(scope="module")
def demo(monaco_region: Path) -> tuple[Region, RouteEngine, Route]:
    region = Region.open(monaco_region)
    engine = RouteEngine([region])
    trip = planned(monaco_region)
    request = RouteRequest((Waypoint(trip.origin), Waypoint(trip.destination.position)))
    return region, engine, engine.route(request)[0]


def test_the_line_is_the_whole_route_at_its_speeds(demo: tuple[Region, RouteEngine, Route]) -> None:
    _, _, route = demo
    line = DriveLine.of(route)
    length_m = haversine_m(line.lat_deg[:-1], line.lon_deg[:-1], line.lat_deg[1:], line.lon_deg[1:]).sum()
    assert length_m == pytest.approx(route.distance_m, rel=0.01)
    assert len(line.lat_deg) == len(line.lon_deg) == len(line.speed_mps)
    assert line.speed_mps.min() >= 2.0
    assert line.speed_mps.max() <= 36.0
    [leg] = route.legs
    begin = leg.point_begin[3]
    assert line.speed_mps[begin] == pytest.approx(max(2.0, leg.edge_speed_mps[3]))


def test_a_stop_on_the_way_is_not_two_points(
    monaco_region: Path, demo: tuple[Region, RouteEngine, Route]
) -> None:
    _, engine, direct = demo
    middle = direct.legs[0]
    half = len(middle.lat_deg) // 2
    trip = planned(monaco_region, f"{middle.lat_deg[half]},{middle.lon_deg[half]}")
    request = RouteRequest(
        (Waypoint(trip.origin), Waypoint(trip.destination.position), direct.legs[-1].destination)
    )
    line = DriveLine.of(engine.route(request)[0])
    steps_m = haversine_m(line.lat_deg[:-1], line.lon_deg[:-1], line.lat_deg[1:], line.lon_deg[1:])
    assert steps_m.min() > 0


def test_the_way_astray_leaves_the_route_behind_the_car(demo: tuple[Region, RouteEngine, Route]) -> None:
    region, engine, route = demo
    astray = way_astray([region], engine, route, 500.0, 300.0)
    assert astray is not None
    on, off = DriveLine.of(route), DriveLine.of(astray)
    away_m = haversine_m(
        off.lat_deg[:, None], off.lon_deg[:, None], on.lat_deg[None, :], on.lon_deg[None, :]
    ).min(axis=1)
    assert away_m[0] < 40
    assert np.max(away_m) > LEAVES_BY_M
