"""Where routes begin and end: which road, and what two ends at one spot come to."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maps.geometry import LatLon, destination_point, distance_m
from maps.models import RouteRequest, Waypoint
from tests.ascii_map import DEGREES_PER_METRE, Town, ascii_map
from tests.maps.route.drawn import ask, engine_of

STREET = {"highway": "residential"}
BESIDE = """
    S--A-----------------B--T
       |                 |
       |      1          |
       C-----------------D
"""


def names(town: Town, *symbols: str) -> list[str]:
    (leg,) = ask(town, *symbols)[0].legs
    return [leg.strings[row] for row in leg.edge_name.tolist()]


@pytest.mark.parametrize(
    "unfit",
    [
        {"highway": "motorway"}, {"highway": "trunk", "motorroad": "yes"},
        {"highway": "primary", "tunnel": "yes"},
        {"highway": "motorway_link"}, {"highway": "residential", "tunnel": "building_passage"},
    ],
)  # fmt: skip
def test_no_end_lies_on_a_road_where_nobody_stops_when_a_street_is_near(unfit: dict[str, str]) -> None:
    around = ["SA", "AB", "BT", "AC", "BD"]
    town = ascii_map(
        BESIDE, grid_m=20, ways={**dict.fromkeys(around, STREET), "CD": {**unfit, "name": "Unfit"}}
    )
    assert names(town, "S", "1")[-1] != "Unfit"
    assert names(town, "1", "T")[0] != "Unfit"


@pytest.mark.parametrize(
    "drive",
    [
        {"highway": "service", "access": "private"}, {"highway": "service", "service": "driveway"},
        {"highway": "track"}, {"highway": "track", "motor_vehicle": "private"}, {"highway": "road"},
        {"highway": "residential", "access": "private"},
    ],
)  # fmt: skip
def test_the_drive_that_leads_to_a_house_is_taken_not_the_road_behind_it(drive: dict[str, str]) -> None:
    house = ascii_map(
        """
        S---A---T
            |   |
            |   |
            H   |
                |
        P---Q---R
        """,
        grid_m=60,
        ways={
            "SA": STREET, "AT": STREET, "TR": STREET, "RQ": STREET, "QP": STREET,
            "AH": {**drive, "name": "Drive"},
        },
    )  # fmt: skip
    assert names(house, "S", "H")[-1] == "Drive"
    assert names(house, "H", "T")[0] == "Drive"


ROAD = ascii_map("A---------B", grid_m=100, ways={"AB": STREET})
"""500 m, and nothing else"""
BLOCK = ascii_map(
    """
    A-------B
    |       |
    C-------D
    """,
    grid_m=100,
    ways={"AB": {**STREET, "oneway": "yes"}, "BD": STREET, "DC": STREET, "CA": STREET},
)


@settings(max_examples=60, deadline=None)
@given(
    along_m=st.floats(-60.0, 560.0),
    apart_m=st.floats(0.0, 40.0),
    aside_m=st.floats(-30.0, 30.0),
    heading=st.sampled_from([None, 90.0, 270.0]),
)
def test_two_ends_at_one_spot_of_a_road_are_no_way_apart(
    along_m: float, apart_m: float, aside_m: float, heading: float | None
) -> None:
    a = ROAD.at("A")

    def place(metres: float) -> LatLon:
        return LatLon(a.lat_deg + aside_m * DEGREES_PER_METRE, a.lon_deg + metres * DEGREES_PER_METRE)

    one, other = place(along_m), place(along_m + apart_m)
    for begin, end in ((one, other), (other, one)):
        waypoints = (Waypoint(begin, heading_deg=heading), Waypoint(end))
        route = engine_of(ROAD).route(RouteRequest(waypoints))[0]
        turned = heading is not None and (heading == 90.0) != (end.lon_deg >= begin.lon_deg)
        if not turned or apart_m < 1.0:
            assert route.distance_m <= 2 * (distance_m(begin, end) + 60.0)


@settings(max_examples=30, deadline=None)
@given(along_m=st.floats(5.0, 390.0), behind_m=st.floats(0.0, 10.0))
def test_a_place_just_passed_on_a_one_way_street_is_reached(along_m: float, behind_m: float) -> None:
    a = BLOCK.at("A")
    begin = destination_point(a, 90.0, along_m)
    end = destination_point(a, 90.0, max(0.0, along_m - behind_m))
    route = engine_of(BLOCK).route(RouteRequest((Waypoint(begin), Waypoint(end))))[0]
    assert route.distance_m < 60.0


def test_a_car_starts_on_the_road_that_it_is_known_to_be_on() -> None:
    town = ascii_map(
        """
        A---------B
        C---------D
        """,
        grid_m=20,
        ways={"AB": STREET, "CD": STREET, "AC": STREET, "BD": STREET},
    )
    begin = destination_point(town.at("C"), 90.0, 40.0)
    for way in ("AB", "CD"):
        known = ("drawing", town.edge(way))
        route = engine_of(town).route(RouteRequest((Waypoint(begin, road=known), Waypoint(town.at("B")))))[0]
        assert route.legs[0].strings[int(route.legs[0].edge_name[0])] == way


def test_a_car_starts_on_the_carriageway_that_runs_its_way() -> None:
    one_way = {"highway": "primary", "oneway": "yes"}
    town = ascii_map(
        """
        A---------B
        C---------D
        """,
        grid_m=12,
        ways={"BA": one_way, "CD": one_way, "AC": STREET, "DB": STREET},
    )
    begin = destination_point(town.at("A"), 90.0, 30.0)
    waypoints = (Waypoint(begin, heading_deg=90.0), Waypoint(town.at("B")))
    route = engine_of(town).route(RouteRequest(waypoints))[0]
    assert route.legs[0].strings[int(route.legs[0].edge_name[0])] == "CD"
