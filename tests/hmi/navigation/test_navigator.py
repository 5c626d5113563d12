"""The trip as the driver lives it: look, choose, be guided, miss a turn, arrive."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hmi.navigation.navigator import Navigator
from hmi.navigation.problems import Problem
from hmi.navigation.requests import CalculatedRoutes, CalculateRoutes, Failure, FindPlaces, FoundPlaces
from hmi.navigation.state import Phase
from hmi.navigation.trip import lanes_before
from maps.guide.progress import RouteLine
from maps.models import Fix, Lane, PassedJunction, Place, Route
from maps.region.format import EdgeFlag
from tests.hmi.navigation.fake_maps import Clock, FakeMaps, asks
from tests.maps.guide.roads import at, leg, maneuvers_at_corners, route

TOWN = route(
    leg(((0, 0), (500, 0), (500, 600), (0, 600)), names=("West Street", "North Road", "High Street"))
)
HALL = Place("Town hall", at(0, 600), "townhall")


@pytest.fixture
def maps() -> FakeMaps:
    return FakeMaps()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def spoken() -> list[str]:
    return []


@pytest.fixture
def navigator(maps: FakeMaps, clock: Clock, spoken: list[str]) -> Navigator:
    navigator = Navigator(maps, clock, speak=spoken.append)
    navigator.on_fix(Fix(at(0, 0), 0.0, 0.0))
    return navigator


def guided(
    navigator: Navigator, maps: FakeMaps, way: Route = TOWN, stops: tuple[Place, ...] = (HALL,)
) -> None:
    navigator.preview(stops)
    maps.answer_routes(way)
    navigator.start()


def drive(
    navigator: Navigator, clock: Clock, way: Route, begin_m: float, end_m: float, mps: float = 13.0
) -> None:
    line = RouteLine.of(way)
    along = begin_m
    while along <= end_m:
        clock.now_s += 1.0
        navigator.on_fix(Fix(line.position_at(along), clock.now_s, mps, line.course_at(along), 4.0))
        navigator.poll()
        along += mps


def test_a_preview_offers_routes_and_starts_the_chosen_one(navigator, maps):
    other = route(leg(((0, 0), (0, 600)), names=("Direct Way",)))
    navigator.preview([HALL])
    assert (navigator.state.phase, navigator.state.busy) == (Phase.PREVIEW, True)
    asked = maps.answer_routes(TOWN, other)
    assert asked.route.alternatives > 0
    assert [len(navigator.state.routes), navigator.state.busy] == [2, False]
    navigator.select(1)
    assert navigator.state.route is other
    navigator.start()
    assert navigator.state.phase is Phase.GUIDING
    assert navigator.state.guidance is not None
    assert navigator.state.guidance.road_name == "Direct Way"


def test_without_a_position_a_preview_says_so_and_goes_on_when_one_comes(maps, clock):
    navigator = Navigator(maps, clock)
    navigator.preview([HALL])
    assert navigator.state.problem == Problem.NO_POSITION
    navigator.on_fix(Fix(at(0, 0), 0.0))
    assert navigator.state.problem == ""
    maps.answer_routes(TOWN)
    assert navigator.state.route is TOWN


def test_no_route_is_told_and_the_preview_stays(navigator, maps):
    navigator.preview([HALL])
    maps.answer(CalculateRoutes, Failure(Problem.NO_ROUTE, "no route"))
    assert (navigator.state.phase, navigator.state.problem) == (Phase.PREVIEW, Problem.NO_ROUTE)
    navigator.start()
    assert navigator.state.phase is Phase.PREVIEW


def test_a_drive_speaks_before_and_at_each_turn_once_and_ends_with_arrival(navigator, maps, clock, spoken):
    guided(navigator, maps)
    drive(navigator, clock, TOWN, 0, 1600)
    assert navigator.state.phase is Phase.ARRIVED
    assert len(spoken) == len(set(spoken)) == navigator.announced
    assert spoken[0] == "Head north onto West Street."
    assert "turn left onto North Road" in spoken[1] and spoken[1].startswith("In 2")
    assert spoken[2] == "Turn left onto North Road."
    assert spoken[-1] == "You have arrived."


def test_leaving_the_route_asks_for_a_new_one_and_keeps_the_destination(navigator, maps, clock):
    guided(navigator, maps)
    drive(navigator, clock, TOWN, 0, 490)
    straight_on = route(leg(((500, 0), (900, 0))))
    drive(navigator, clock, straight_on, 30, 120)
    assert navigator.state.rerouting
    assert asks(maps, CalculateRoutes)() == 2
    new = route(leg(((600, 0), (900, 0), (900, 600), (0, 600))))
    asked = maps.answer_routes(new)
    assert asked.route.waypoints[-1].position == HALL.position
    assert asked.route.waypoints[0].heading_deg == pytest.approx(90, abs=1)
    assert navigator.state.route is new
    assert (navigator.rerouted, navigator.state.rerouting) == (1, False)


def test_a_jump_of_one_fix_does_not_reroute(navigator, maps, clock):
    guided(navigator, maps)
    drive(navigator, clock, TOWN, 0, 200)
    navigator.on_fix(Fix(at(220, 90), clock.now_s + 1, 13.0, 90.0, 4.0))
    drive(navigator, clock, TOWN, 230, 300)
    assert asks(maps, CalculateRoutes)() == 1


def test_standing_beside_the_route_does_not_reroute(navigator, maps, clock):
    guided(navigator, maps)
    drive(navigator, clock, TOWN, 0, 200)
    for _ in range(20):
        clock.now_s += 1
        navigator.on_fix(Fix(at(200, 40), clock.now_s, 0.0, None, 4.0))
    assert asks(maps, CalculateRoutes)() == 1


def test_a_failed_reroute_keeps_the_old_trip_and_tries_again_later(navigator, maps, clock):
    guided(navigator, maps)
    drive(navigator, clock, TOWN, 0, 490)
    away = route(leg(((500, 0), (2000, 0))))
    drive(navigator, clock, away, 30, 120)
    maps.answer(CalculateRoutes, Failure(Problem.MAP_LOST, "the worker died"))
    assert (navigator.state.phase, navigator.state.route) == (Phase.GUIDING, TOWN)
    drive(navigator, clock, away, 130, 160)
    assert asks(maps, CalculateRoutes)() == 2
    drive(navigator, clock, away, 170, 400)
    assert asks(maps, CalculateRoutes)() == 3


def test_stops_on_the_way_are_announced_and_dropped_when_reached(navigator, maps, clock, spoken):
    cafe = Place("Café", at(500, 0), "cafe")
    way = route(leg(((0, 0), (500, 0))), leg(((500, 0), (500, 600)), first_edge=1))
    guided(navigator, maps, way, (cafe, HALL))
    assert navigator.state.stops == (cafe, HALL)
    drive(navigator, clock, way, 0, 700)
    assert "You have reached your stop." in spoken
    assert navigator.state.stops == (HALL,)
    assert navigator.state.phase is Phase.GUIDING
    drive(navigator, clock, way, 700, 1110)
    assert navigator.state.phase is Phase.ARRIVED


def test_the_last_metres_may_be_a_car_park(navigator, maps, clock):
    guided(navigator, maps)
    drive(navigator, clock, TOWN, 0, 1550)
    navigator.on_fix(Fix(at(20, 640), clock.now_s + 5, 0.0, None, 4.0))
    assert navigator.state.phase is Phase.ARRIVED


def test_stopping_forgets_the_trip_and_what_was_asked(navigator, maps):
    navigator.preview([HALL])
    navigator.stop()
    assert navigator.state.phase is Phase.BROWSE
    assert not maps.asked


def test_only_the_newest_search_is_answered(navigator, maps):
    navigator.search("mus")
    navigator.search("muse")
    assert len(maps.asked) == 1
    museum = Place("Musée", at(10, 10), "museum")
    asked = maps.answer(FindPlaces, FoundPlaces((museum,), frozenset("SU"), 1))
    assert isinstance(asked, FindPlaces) and asked.text == "muse"
    assert navigator.state.search.places == (museum,)
    assert navigator.state.search.next_letters == frozenset("SU")
    navigator.search("")
    assert navigator.state.search.places == ()


def test_repeating_says_the_next_maneuver_again(navigator, maps, clock, spoken):
    guided(navigator, maps)
    drive(navigator, clock, TOWN, 0, 100)
    spoken.clear()
    navigator.repeat()
    assert spoken == ["In 400 metres, turn left onto North Road."]


def test_a_lost_position_is_shown_as_none_and_the_trip_stays(navigator, maps, clock):
    guided(navigator, maps)
    drive(navigator, clock, TOWN, 0, 100)
    navigator.on_position_lost()
    assert navigator.state.fix is None
    assert navigator.state.phase is Phase.GUIDING
    drive(navigator, clock, TOWN, 110, 200)
    assert navigator.state.guidance is not None


def test_subscribers_hear_every_change_until_they_leave(navigator):
    heard = []
    leave = navigator.subscribe(heard.append)
    navigator.search("a")
    assert heard[-1].search.text == "a"
    leave()
    navigator.search("ab")
    assert heard[-1].search.text == "a"


def test_in_a_tunnel_guidance_goes_on_without_a_position(navigator, maps, clock, spoken):
    tunnel = route(
        leg(((0, 0), (300, 0), (1300, 0), (1300, 600)), flags=(0, int(EdgeFlag.TUNNEL), 0), side="left")
    )
    guided(navigator, maps, tunnel, (Place("Beyond", at(1300, 600), "address"),))
    drive(navigator, clock, tunnel, 0, 400)
    begin_m = navigator.state.guidance.distance_along_m
    for _ in range(20):
        clock.now_s += 0.5
        navigator.on_position_lost()
        navigator.poll()
    assert navigator.state.fix is not None
    assert navigator.state.guidance.in_tunnel
    assert navigator.state.guidance.distance_along_m == pytest.approx(begin_m + 10.0 * 13.0, abs=15.0)
    clock.now_s += 300.0
    navigator.poll()
    assert navigator.state.fix is None


def test_a_new_name_asks_nothing_and_is_not_spoken(navigator, maps, clock, spoken):
    way = route(leg(((0, 0), (900, 0), (1800, 0), (1800, 500))))
    renamed = tuple(
        replace(m, type="new name", modifier="straight") if i == 1 else m
        for i, m in enumerate(maneuvers_at_corners(way))
    )
    navigator.preview([HALL])
    maps.answer(CalculateRoutes, CalculatedRoutes((way,), (renamed,)))
    navigator.start()
    drive(navigator, clock, way, 0, 1000)
    assert not any("Road 1" in sentence for sentence in spoken)


KEEP_LEFT = (Lane(("straight",), True, "straight"), Lane(("right",), False))
ALL_FIT = (Lane(("straight",), True, "straight"),) * 2


@pytest.mark.parametrize(
    ("along_m", "seen"),
    [(0.0, ()), (199.0, ()), (201.0, KEEP_LEFT), (599.0, KEEP_LEFT), (601.0, ())],
)
def test_lanes_of_a_junction_that_is_passed_count_when_it_is_near(along_m, seen):
    start, *rest = maneuvers_at_corners(TOWN)
    passed = (PassedJunction(0, 100.0, ALL_FIT), PassedJunction(0, 600.0, KEEP_LEFT))
    assert lanes_before((replace(start, passed=passed), *rest), 1, along_m) == seen


def test_a_drive_past_a_junction_with_lanes_shows_them_until_it_is_behind(navigator, maps, clock):
    start, *rest = maneuvers_at_corners(TOWN)
    start = replace(start, passed=(PassedJunction(0, 300.0, KEEP_LEFT),))
    navigator.preview([HALL])
    maps.answer(CalculateRoutes, CalculatedRoutes((TOWN,), ((start, *rest),)))
    navigator.start()
    drive(navigator, clock, TOWN, 0.0, 250.0)
    assert navigator.state.guidance.lanes_before == KEEP_LEFT
    drive(navigator, clock, TOWN, 260.0, 350.0)
    assert navigator.state.guidance.lanes_before == ()
