"""What the car decides by itself under way, each at the edge where a line of it would change nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hmi.navigation.announcements import Said, Stage, announce
from hmi.navigation.arrival import NEAR_M, OFF_IT_M, WAITED_S, has_reached
from hmi.navigation.navigator import Navigator
from hmi.navigation.policy import OffRouteEvidence, should_reroute, weigh
from hmi.navigation.requests import CalculateRoutes
from hmi.navigation.state import Phase
from maps.guide.progress import REJOIN_M, Deviation, RouteLine, ahead, follow
from maps.models import Fix, Place, RoutingProfile
from tests.hmi.navigation.fake_maps import Clock, FakeMaps, asks
from tests.maps.guide.roads import at, leg, maneuvers_at_corners, route

WAY = route(leg(((0, 0), (500, 0))), leg(((500, 0), (500, 600)), first_edge=1))
CAFE, HALL = Place("Café", at(500, 0), "cafe"), Place("Town hall", at(500, 600), "townhall")


def fix_at(second: int, mps: float = 5.0) -> Fix:
    return Fix(at(mps * second, 0), float(second), mps, 90.0, 4.0)


@pytest.mark.parametrize(
    ("beside_m", "turned_deg", "on_route_road", "left"),
    [
        (12.0, 50.0, None, True),
        (12.0, 50.0, False, True),
        (12.0, 50.0, True, False),
        (12.0, 30.0, None, False),
        (6.0, 50.0, None, False),
        (6.0, 130.0, True, True),
        (25.0, 0.0, True, True),
        (25.0, None, None, True),
        (12.0, None, None, False),
    ],
)
def test_a_road_at_an_angle_is_left_before_it_is_far(
    beside_m: float, turned_deg: float | None, on_route_road: bool | None, left: bool
) -> None:
    evidence = OffRouteEvidence()
    for second in range(8):
        deviation = Deviation(beside_m, turned_deg, 4.0)
        evidence = weigh(evidence, deviation, fix_at(second), on_route_road=on_route_road)
    assert (evidence.fixes > 0) is left
    assert should_reroute(evidence, 100.0) is left


@pytest.mark.parametrize(
    ("beside_m", "on_route_road", "surely", "left"),
    [
        (8.0, False, True, True),
        (8.0, False, False, False),
        (8.0, True, True, False),
        (8.0, None, True, False),
        (6.0, False, True, False),
    ],
)
def test_a_fork_is_left_as_soon_as_the_match_is_sure_of_the_other_road(
    beside_m: float, on_route_road: bool | None, surely: bool, left: bool
) -> None:
    evidence = OffRouteEvidence()
    for second in range(3):
        evidence = weigh(
            evidence,
            Deviation(beside_m, 5.0, 4.0),
            fix_at(second),
            on_route_road=on_route_road,
            surely=surely,
        )
    assert should_reroute(evidence, 100.0) is left, "after ten metres: thirty are needed without the match"


@pytest.mark.parametrize(
    ("accuracy_m", "beside_m", "left"),
    [
        (4.0, 20.0, False),
        (4.0, 25.0, True),
        (10.0, 30.0, False),
        (10.0, 50.0, True),
        (40.0, 58.0, False),
        (40.0, 62.0, True),
    ],
)
def test_a_worse_receiver_is_given_more_room_but_never_without_end(
    accuracy_m: float, beside_m: float, left: bool
) -> None:
    evidence = weigh(OffRouteEvidence(), Deviation(beside_m, None, accuracy_m), fix_at(1))
    assert (evidence.fixes > 0) is left


def test_ten_metres_are_enough_only_with_the_match_on_another_road() -> None:
    for on_route_road, left in ((False, True), (None, False), (True, False)):
        evidence = OffRouteEvidence()
        for second in range(3):
            evidence = weigh(
                evidence, Deviation(30.0, None, 4.0), fix_at(second), on_route_road=on_route_road
            )
        assert should_reroute(evidence, 100.0) is left


@pytest.mark.parametrize("attempts", [1, 2, 3, 4])
def test_no_more_than_three_new_routes_a_minute_and_none_off_the_roads(attempts: int) -> None:
    evidence = OffRouteEvidence()
    for second in range(8):
        evidence = weigh(evidence, Deviation(30.0, None, 4.0), fix_at(second))
    times = tuple(100.0 + 6.0 * n for n in range(attempts))
    assert should_reroute(evidence, 125.0, attempts_s=times) is (attempts < 3)
    assert should_reroute(evidence, 165.0, attempts_s=times) is (attempts < 4 or 165.0 - times[1] >= 60.0)
    assert not should_reroute(evidence, times[-1] + 4.9, attempts_s=times[-1:])
    assert should_reroute(evidence, times[-1] + 5.0, attempts_s=times[-1:])
    assert not should_reroute(evidence, times[-1] + 9.9, attempts_s=times[-1:], failures=1)
    assert not should_reroute(evidence, 1e4, off_road=True)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def maps() -> FakeMaps:
    return FakeMaps()


@pytest.fixture
def navigator(maps: FakeMaps, clock: Clock) -> Navigator:
    navigator = Navigator(maps, clock)
    navigator.on_fix(Fix(at(0, 0), 0.0, 0.0))
    navigator.preview((CAFE, HALL))
    maps.answer_routes(WAY)
    navigator.start()
    return navigator


def drive(navigator: Navigator, clock: Clock, begin_m: float, end_m: float, mps: float = 13.0) -> None:
    line = RouteLine.of(WAY)
    while begin_m <= end_m:
        clock.now_s += 1.0
        navigator.on_fix(Fix(line.position_at(begin_m), clock.now_s, mps, line.course_at(begin_m), 4.0))
        navigator.poll()
        begin_m += mps


def test_other_wishes_under_way_are_computed_with_at_once_and_only_once(navigator, maps, clock):
    drive(navigator, clock, 0, 200)
    wishes = RoutingProfile(avoid_tolls=True)
    navigator.set_profile(wishes)
    navigator.set_profile(wishes)
    assert asks(maps, CalculateRoutes)() == 2 and navigator.state.rerouting
    asked = maps.answer_routes(WAY)
    assert asked.route.profile == wishes
    assert [point.position for point in asked.route.waypoints[1:]] == [CAFE.position, HALL.position]
    assert (navigator.state.phase, navigator.state.rerouting) == (Phase.GUIDING, False)


def test_a_stop_that_was_reached_while_a_route_was_computed_is_not_driven_back_to(navigator, maps, clock):
    drive(navigator, clock, 0, 440)
    navigator.set_profile(RoutingProfile(avoid_tolls=True))
    drive(navigator, clock, 453, 560)
    assert navigator.state.stops == (HALL,)
    maps.answer_routes(WAY)
    assert navigator.state.stops == (HALL,), "the answer still leads over the café"
    assert navigator.state.rerouting
    asked = maps.answer_routes(route(leg(((500, 40), (500, 600)))))
    assert [point.position for point in asked.route.waypoints[1:]] == [HALL.position]
    assert not navigator.state.rerouting and len(navigator.state.route.legs) == 1


@pytest.mark.parametrize("left_m", [25.0, NEAR_M - 1, NEAR_M + 1])
@pytest.mark.parametrize("beside_m", [0.0, OFF_IT_M + 1])
@pytest.mark.parametrize("standing_s", [0.0, WAITED_S - 1, WAITED_S])
@pytest.mark.parametrize("parked", [False, True])
@pytest.mark.parametrize("turn", [False, True])
@pytest.mark.parametrize("speed_mps", [0.0, 3.0, None])
def test_who_stands_near_the_end_has_arrived_after_a_red_light_s_time(
    left_m: float, beside_m: float, standing_s: float, parked: bool, turn: bool, speed_mps: float | None
) -> None:
    corner = (900, 0) if turn else (500, 0)
    way = route(leg(((0, 0), corner, (corner[0], 10 if turn else 0), (1000, 10 if turn else 0))))
    if not turn:
        way = route(leg(((0, 0), (1000, 0))))
    line = RouteLine.of(way)
    maneuvers = tuple(m for m in maneuvers_at_corners(way))
    if turn:
        maneuvers = (maneuvers[0], replace(maneuvers[1], distance_along_m=line.length_m - 5.0), maneuvers[-1])
    along_m = line.length_m - left_m
    fix = Fix(line.position_at(along_m), 50.0, speed_mps, 90.0, 4.0)
    progress = follow(line, None, fix)
    progress = replace(progress, along_m=along_m, deviation=Deviation(beside_m, 0.0, 4.0))
    reached = has_reached(line, maneuvers, 0, progress, fix, None, None, standing_s, parked=parked)
    near = left_m + beside_m <= NEAR_M
    waited = parked or beside_m > OFF_IT_M or standing_s >= WAITED_S
    assert reached is (speed_mps == 0.0 and near and waited and not turn)


def test_what_was_passed_is_never_spoken_of_again() -> None:
    way = route(leg(((0, 0), (500, 0), (500, 500), (1000, 500))))
    line, maneuvers = RouteLine.of(way), maneuvers_at_corners(way)
    fix = Fix(line.position_at(460.0), 50.0, 13.0, 90.0, 4.0)
    before = ahead(line, maneuvers, follow(line, None, fix))
    assert before.maneuver == 1
    how = {"now_s": 50.0, "speed_mps": 13.0, "language": "en", "units": "metric"}
    _, order = announce(Said(0, Stage.NOW, departed=True), maneuvers, before, **how)
    assert order is not None and order.maneuver == 1
    for said in (Said(1, Stage.NOW, departed=True), Said(2, Stage.PREPARE, departed=True)):
        assert announce(said, maneuvers, before, **how) == (said, None)


def test_a_slow_car_on_a_fast_road_is_told_as_far_ahead_as_the_road_asks_for() -> None:
    def first_told_m(expected_mps: float) -> float:
        way = route(leg(((0, 0), (3000, 0), (3000, 500)), speed_mps=expected_mps))
        line, maneuvers = RouteLine.of(way), maneuvers_at_corners(way)
        for along_m in range(600, 3000, 3):
            fix = Fix(line.position_at(along_m), float(along_m), 3.0, 90.0, 4.0)
            facts = ahead(line, maneuvers, follow(line, None, fix))
            _, found = announce(
                Said(0, Stage.NOW, departed=True), maneuvers, facts,
                now_s=fix.time_s, speed_mps=3.0, language="en", units="metric",
            )  # fmt: skip
            if found is not None and found.stage in (Stage.PREPARE, Stage.NOW):
                return 3000.0 - along_m
        return 0.0

    assert first_told_m(28.0) > 290.0, "a jam will not last"
    assert first_told_m(5.0) < 130.0


@pytest.mark.parametrize("aside_m", [0.0, REJOIN_M - 5, REJOIN_M + 15, 2 * REJOIN_M])
def test_the_route_is_taken_up_again_elsewhere_only_on_it(aside_m: float) -> None:
    line = RouteLine.of(route(leg(((0, 0), (2000, 0), (2000, 800), (0, 800)))))
    before = follow(line, None, Fix(at(500, 0), 0.0, 10.0, 90.0, 0.0))
    after = follow(line, before, Fix(at(500, 800 - aside_m), 60.0, 10.0, 270.0, 0.0))
    if aside_m <= REJOIN_M:
        assert after.along_m == pytest.approx(4300, abs=10)
    else:
        assert after.along_m == pytest.approx(500, abs=10)
        assert after.deviation.distance_m > 100.0, "and it has left the stretch that it was on"
