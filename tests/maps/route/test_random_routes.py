"""What holds on every route, tried on random ones of four real towns. Long: run with ``-m soak``."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import numpy as np
import pytest

from hmi.navigation.trip import Trip, drive
from maps.errors import MapsError
from maps.geometry import LatLon, destination_point, distance_m
from maps.guide.from_car import TOLD_AHEAD_S, begins_against, routes_from_car
from maps.guide.maneuvers import Guide
from maps.guide.progress import RouteLine
from maps.guide.spoken.announced import for_driver, only_goes_on
from maps.models import Fix, Place, Route, RouteRequest, RoutingProfile, Waypoint
from maps.region.format import EdgeFlag, RoadClass, TurnFlag
from maps.region.reader import Region
from maps.route.conditions import Vehicle, conditional_values, state
from maps.route.engine import RouteEngine
from tests.benchmarks.route_regions import extract, random_pairs, region_of

pytestmark = pytest.mark.soak
EXTRACTS = ("liechtenstein", "sanfrancisco-downtown", "heidelberg", "porto")
COUNT = 150
COMMITTED_MOST_M = 120.0
WHEN = datetime(2026, 5, 6, 7, 45, tzinfo=UTC)


@pytest.fixture(scope="module", params=EXTRACTS)
def region(request: pytest.FixtureRequest) -> Region:
    try:
        return region_of(extract(request.param))
    except SystemExit as absent:
        pytest.skip(str(absent))


@pytest.fixture(scope="module")
def engine(region: Region) -> RouteEngine:
    return RouteEngine([region], timezone=UTC)


def pairs(region: Region, seed: int, least_m: float = 800.0) -> list[tuple[LatLon, LatLon]]:
    return random_pairs(region, COUNT, np.random.default_rng(seed), least_m)


def routed(engine: RouteEngine, begin: Waypoint, end: Waypoint, **profile: float) -> Route | None:
    request = RouteRequest((begin, end), RoutingProfile(**profile), departure_unix_s=WHEN.timestamp())  # type: ignore[arg-type]
    try:
        return engine.route(request)[0]
    except MapsError:
        return None


def routes(region: Region, engine: RouteEngine, seed: int, **profile: float) -> list[Route]:
    found = [routed(engine, Waypoint(a), Waypoint(b), **profile) for a, b in pairs(region, seed)]
    kept = [route for route in found if route is not None]
    assert len(kept) > COUNT / 2
    return kept


def turn_of(region: Region, one: int, other: int) -> int | None:
    rows = np.arange(int(region.turn_begin[one]), int(region.turn_begin[one + 1]))
    fitting = rows[region.state_edge[region.turn_to[rows]] == other]
    return int(fitting[0]) if len(fitting) else None


def test_what_is_for_guests_is_only_the_way_out_of_or_to_an_end(region: Region, engine: RouteEngine) -> None:
    through = []
    found = routes(region, engine, 1)
    for route in found:
        edges = route.legs[0].edge
        guests = (region.edge_flags[edges] & np.uint32(EdgeFlag.DESTINATION_ONLY)) != 0
        # Out of it once, into it once; more often only where an end has no other way.
        if len(np.flatnonzero(np.diff(guests.astype(int)))) > 2:
            through.append(route)
    assert len(through) <= 0.02 * len(found)


def test_nothing_is_passed_while_it_is_closed(region: Region, engine: RouteEngine) -> None:
    where = region.manifest.bbox.center
    for route in routes(region, engine, 2):
        leg = route.legs[0]
        begins = np.cumsum(leg.edge_duration_s + leg.turn_duration_s) - leg.edge_duration_s
        for k in np.flatnonzero((leg.edge_flags & np.uint32(EdgeFlag.CONDITIONAL)) != 0).tolist():
            text = region.string(int(region.edge_condition[leg.edge[k]]))
            when = WHEN + timedelta(seconds=float(begins[k]))
            values = conditional_values(text)
            opening = [v for v in values if v.key == "open"]
            shut = [v for v in values if v.key == "access" and v.value == "no"]
            assert not opening or any(state(v.condition, when, where, Vehicle()) for v in opening)
            # A minute either way is within what the time of passing is known to.
            assert not all(
                any(state(v.condition, when + timedelta(minutes=m), where, Vehicle()) for v in shut)
                for m in (-2, 0, 2)
            )


@pytest.mark.parametrize("vehicle", [{"vehicle_height_m": 3.6}, {"vehicle_weight_kg": 8000.0}])
def test_no_way_is_too_low_or_too_weak(
    region: Region, engine: RouteEngine, vehicle: dict[str, float]
) -> None:
    for route in routes(region, engine, 3, **vehicle):
        edges = route.legs[0].edge
        height_cm, weight_kg = region.edge_max_height_cm[edges], region.edge_max_weight_kg[edges]
        if "vehicle_height_m" in vehicle:
            assert not ((height_cm > 0) & (height_cm < 360)).any()
        else:
            assert not ((weight_kg > 0) & (weight_kg < 8000)).any()


def test_no_end_lies_where_nobody_stops(region: Region, engine: RouteEngine) -> None:
    generator = np.random.default_rng(4)
    unfit = np.uint32(EdgeFlag.TUNNEL | EdgeFlag.MOTORROAD)
    snapper = engine.networks[0].snapper
    metric = engine.metrics_of(RouteRequest((), departure_unix_s=WHEN.timestamp()))[0]
    for a, b in pairs(region, 4):
        place = destination_point(b, float(generator.uniform(0, 360)), float(generator.uniform(0, 60)))
        route = routed(engine, Waypoint(a), Waypoint(place))
        if route is None:
            continue
        last = int(route.legs[0].edge[-1])
        bad = bool(region.edge_flags[last] & unfit) or region.edge_class[last] == RoadClass.MOTORWAY
        if bad:
            near = snapper.near(place, 100.0, shape_limit=64, usable=metric.usable)
            flags, kind = region.edge_flags[near.edge], region.edge_class[near.edge]
            fit = ((flags & (unfit | np.uint32(EdgeFlag.ISLAND | EdgeFlag.FERRY))) == 0) & (
                kind != RoadClass.MOTORWAY
            )
            fit &= (flags & np.uint32(EdgeFlag.LINK)) == 0
            assert not fit.any() or float(near.distance_m[fit].min()) > near.distance_m.min() + 90.0


def test_a_start_just_before_its_destination_is_a_short_way(region: Region, engine: RouteEngine) -> None:
    generator = np.random.default_rng(5)
    guide = Guide([region])
    for a, b in pairs(region, 5):
        route = routed(engine, Waypoint(a), Waypoint(b))
        if route is None or route.distance_m < 60.0:
            continue
        line = RouteLine.of(route)
        before_m = float(generator.uniform(5.0, 40.0))
        at = line.length_m - before_m
        begin, heading = line.position_at(at), line.course_at(at)
        alone = Waypoint(begin, heading_deg=heading, road=line.edge_key[line.edge_at(at)])
        short = routed(engine, alone, Waypoint(line.position_at(line.length_m)))
        assert short is not None
        if line.edge_at(at) == line.edge_at(line.length_m):
            assert short.distance_m <= 2 * (distance_m(begin, b) + 60.0)
        trip = Trip.along(short, for_driver(guide.maneuvers(short)), (Place("there", b, ""),))
        for second in range(8):
            fix = Fix(begin, float(second), 3.0 if second < 4 else 0.0, heading, 4.0)
            trip, _ = drive(trip, fix, None, language="en", units="metric")


def test_a_moving_car_gets_a_way_that_it_can_follow(region: Region, engine: RouteEngine) -> None:
    generator = np.random.default_rng(6)
    guide = Guide([region])
    against = turned = 0
    for a, b in pairs(region, 6):
        route = routed(engine, Waypoint(a), Waypoint(b))
        if route is None or route.distance_m < 500.0:
            continue
        line = RouteLine.of(route)
        at = float(generator.uniform(0.2, 0.8)) * line.length_m
        road = line.edge_key[line.edge_at(at)]
        mps = float(np.clip(line.edge_speed_mps[line.edge_at(at)], 5.0, 25.0))
        # To somewhere behind the car.
        origin = Waypoint(line.position_at(at), heading_deg=line.course_at(at), road=road)
        request = RouteRequest((origin, Waypoint(a)), departure_unix_s=WHEN.timestamp())
        try:
            found, maneuvers = routes_from_car(engine, guide, request, mps)
        except MapsError:
            continue
        told = [m for m in for_driver(maneuvers[0]) if m.type != "depart" and not only_goes_on(m)]
        if begins_against(found[0], line.course_at(at)):
            against += 1
        turned += any(m.modifier == "uturn" for m in told)
        first = told[0]
        assert first.type == "arrive" or first.distance_along_m >= 0.0
        if first.type != "arrive" and first.distance_along_m < TOLD_AHEAD_S * mps:
            # Only where the road straight on ends before that.
            assert first.distance_along_m < COMMITTED_MOST_M
        along = np.concatenate([leg.distance_along_m for leg in found[0].legs])
        assert (np.diff(along) >= 0.0).all()
        assert abs(float(found[0].legs[0].edge_length_m.sum()) - along[-1]) < 1.0 + 0.01 * along[-1]
    assert against <= 0.03 * COUNT


def test_no_gate_for_guests_is_on_the_way_of_others(region: Region, engine: RouteEngine) -> None:
    for route in routes(region, engine, 7):
        edges = route.legs[0].edge.tolist()
        turns = [turn_of(region, one, other) for one, other in pairwise(edges)]
        gates = [
            k for k, turn in enumerate(turns)
            if turn is not None and int(region.turn_flags[turn]) & TurnFlag.RESTRICTED
        ]  # fmt: skip
        # Out through one gate, in through another.
        assert len(gates) <= 2


def test_the_same_way_is_found_with_and_without_the_known_road(region: Region, engine: RouteEngine) -> None:
    for route in routes(region, engine, 8)[:40]:
        line = RouteLine.of(route)
        at = 0.5 * line.length_m
        edge = line.edge_at(at)
        origin = Waypoint(line.position_at(at), heading_deg=line.course_at(at))
        known = replace(origin, road=line.edge_key[edge])
        found = routed(engine, known, Waypoint(line.position_at(line.length_m)))
        assert found is not None
        assert (found.legs[0].region[0], int(found.legs[0].edge[0])) == line.edge_key[edge]
