"""The cases of public reports that say in words what was driven, rebuilt as drives on their maps."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hmi.navigation.requests import CalculateReroute
from hmi.navigation.state import Phase
from maps.geometry import LatLon, destination_point, distance_m
from tests.hmi.navigation.drives import Drive, MapsAtHand
from tests.peers.navigation_cases import CaseMap

Cases = Callable[[str], CaseMap]


@pytest.fixture
def case(shared_data: Path, tmp_path: Path) -> Cases:
    folder = shared_data / "cases" / "navigation"
    if not folder.is_dir():
        pytest.skip("the shared cases are not at hand")
    return lambda name: CaseMap(folder / f"{name}.osm", tmp_path)


def driven(town: CaseMap) -> Drive:
    assert town.region is not None
    return Drive(MapsAtHand(town.region.path))


def between(a: LatLon, b: LatLon, part: float) -> LatLon:
    return LatLon(a.lat_deg + part * (b.lat_deg - a.lat_deg), a.lon_deg + part * (b.lon_deg - a.lon_deg))


def test_a_red_light_before_the_last_turn_is_no_arrival(case: Cases) -> None:
    town = case("red_light_60_m_before_the_end")
    crossing, end = town.node[2], town.node[4]
    drive = driven(town)
    drive.fix(town.node[1], 5.0, 90.0)
    destination = destination_point(crossing, 0.0, 60.0)
    drive.guide(destination)
    stop = destination_point(crossing, 270.0, 17.0)
    drive.along([town.node[1], stop])
    drive.stand(stop, 60)
    assert drive.navigator.state.phase is Phase.GUIDING
    drive.along([stop, crossing, end], 10.0)
    assert drive.navigator.state.phase is Phase.ARRIVED


def test_a_place_far_off_the_road_is_reached_where_the_car_stands_at_it(case: Cases) -> None:
    town = case("destination_200_m_off_the_road")
    place = destination_point(town.node[2], 0.0, 200.0)
    drive = driven(town)
    drive.fix(town.node[1], 5.0, 90.0)
    drive.guide(place)
    leave = destination_point(town.node[2], 270.0, 100.0)
    drive.along([town.node[1], leave])
    drive.along([leave, place], 6.0)
    drive.stand(place, 10)
    assert drive.navigator.state.phase is Phase.ARRIVED
    assert drive.navigator.rerouted <= 1


def test_a_stop_that_was_driven_past_is_not_reached(case: Cases) -> None:
    town = case("stop_on_a_spur_driven_past")
    drive = driven(town)
    drive.fix(town.node[1], 5.0, 90.0)
    drive.guide(town.node[4], town.node[3])
    drive.along([town.node[1], destination_point(town.node[3], 270.0, 300.0)])
    assert not any("reached your stop" in text for text in drive.words)
    assert [place.name for place in drive.navigator.state.stops] == ["P0", "P1"]
    drive.navigator.skip_stop()
    drive.navigator.poll()
    assert [place.name for place in drive.navigator.state.stops] == ["P1"]
    drive.along([destination_point(town.node[3], 270.0, 300.0), town.node[3]])
    assert drive.navigator.state.phase is Phase.ARRIVED


def test_a_car_in_a_jam_in_a_tunnel_is_shown_where_its_wheels_say(case: Cases) -> None:
    town = case("jam_in_a_tunnel")
    drive = driven(town)
    drive.fix(town.node[1], 5.0, 90.0)
    drive.guide(town.node[4])
    begin = destination_point(town.node[2], 90.0, 100.0)
    drive.along([town.node[1], begin], 20.0)
    drive.navigator.on_motion(0.0)
    for _ in range(120):
        drive.now_s += 1.0
        drive.navigator.on_position_lost()
        drive.navigator.poll()
    shown = drive.navigator.state.fix
    assert shown is not None
    assert distance_m(shown.position, begin) < 60.0


def test_driving_about_a_car_park_gives_no_new_routes(case: Cases) -> None:
    town = case("driving_about_an_unmapped_car_park")
    drive = driven(town)
    drive.fix(town.node[1], 5.0, 90.0)
    drive.guide(town.node[3])
    drive.along([town.node[1], town.node[2]])
    corner = destination_point(town.node[2], 0.0, 60.0)
    ring = [corner, *(destination_point(corner, bearing, 100.0) for bearing in (0.0, 45.0, 90.0)), corner]
    drive.along([town.node[2], corner], 4.0)
    for _ in range(8):
        drive.along(ring, 5.0)
        drive.stand(corner, 10)
    assert sum(isinstance(request, CalculateReroute) for request in drive.maps.log) <= 1


def test_who_drives_away_from_the_place_is_told_to_turn_round(case: Cases) -> None:
    town = case("destination_behind_the_moving_car")
    drive = driven(town)
    begin = between(town.node[2], town.node[3], 0.02)
    drive.along([destination_point(begin, 270.0, 60.0), begin], 14.0)
    drive.guide(town.node[5])
    asked_s = drive.now_s
    drive.along([begin, between(town.node[2], town.node[3], 0.16)], 14.0)
    turning = [at for at, text in drive.said if "U-turn" in text]
    assert turning and turning[0] - asked_s <= 10.0
    assert drive.navigator.state.guidance is not None
    assert max(b - a for a, b in zip([asked_s, *turning], [*turning, drive.now_s], strict=True)) < 40.0
    assert drive.navigator.rerouted <= 3 * (drive.now_s - asked_s) / 60.0 + 1


def test_a_new_route_starts_on_the_road_of_the_match(case: Cases) -> None:
    town = case("reroute_starts_on_the_frontage_road")
    drive = driven(town)
    line = [between(town.node[1], town.node[2], part) for part in (0.1, 0.6)]
    for at in line:
        assert at.lat_deg == pytest.approx(1.0)
    # 12 m beside Main, 8 m beside the road along it.
    drive.along(line, 14.0)
    aside = destination_point(line[1], 180.0, 12.0)
    drive.fix(destination_point(aside, 90.0, 14.0), 14.0, 90.0)
    matched = drive.navigator.state.matched
    assert matched is not None and matched.road is not None and matched.road.name == "Main"
    drive.guide(town.node[5])
    route = drive.navigator.state.route
    assert route is not None and town.roads_of(route)[0] == "Main"


def test_a_drive_over_the_date_line_is_guided_across(case: Cases) -> None:
    town = case("driving_over_the_date_line")
    drive = driven(town)
    drive.fix(town.node[1], 5.0, 90.0)
    drive.guide(town.node[3])
    route = drive.navigator.state.route
    assert route is not None
    drive.along([town.node[1], town.node[2]], 25.0)
    assert drive.navigator.rerouted == 0
    assert drive.navigator.state.guidance is not None
    assert drive.navigator.state.guidance.distance_remaining_m < 2_400.0


@pytest.mark.parametrize("name", ["destination_where_the_car_stands"])
@pytest.mark.parametrize("on_m", [0.0, 0.1, 0.3, 2.0, 12.0, -3.0])
def test_a_destination_where_the_car_stands_is_reached(case: Cases, name: str, on_m: float) -> None:
    town = case(name)
    drive = driven(town)
    here = between(town.node[1], town.node[2], 0.4)
    drive.stand(here, 3)
    drive.guide(destination_point(here, 90.0, on_m))
    drive.stand(here, 40)
    assert drive.navigator.state.phase is Phase.ARRIVED


def test_limits_are_those_of_the_time_of_passing(case: Cases) -> None:
    town = case("limit_by_time_of_day")
    for when, limit in (("2026-05-06T12:00", 30), ("2026-05-06T20:00", 50), ("2026-05-10T12:00", 50)):
        route = town.route(town.node[1], town.node[4], when=when)
        assert route.legs[0].edge_limit_kmh.tolist() == [50, limit, 50]


def test_a_road_that_opens_before_the_car_is_there_is_taken(case: Cases) -> None:
    town = case("road_closes_before_arrival")
    for when, through in (
        ("2026-05-06T17:40", True),
        ("2026-05-06T07:30", False),
        ("2026-05-06T12:00", False),
    ):
        route = town.route(town.node[1], town.node[4], when=when)
        assert (5 not in town.nodes_of(route)) is through


def test_the_limit_is_known_without_a_route(case: Cases) -> None:
    town = case("limit_without_a_route")
    drive = driven(town)
    nodes = list(town.node.values())
    drive.along([between(nodes[0], nodes[1], 0.2), between(nodes[0], nodes[1], 0.4)], 12.0)
    assert drive.navigator.state.guidance is None
    assert drive.navigator.state.limit_kmh == 50
