"""Which way the engine sends a driver, on drawn towns."""

from __future__ import annotations

import numpy as np
import pytest

from maps.errors import RouteNotFoundError, SnapError
from maps.geometry import LatLon, haversine_m
from maps.models import Objective, RouteRequest, Waypoint
from maps.region.format import EdgeFlag
from maps.route.engine import RouteEngine
from tests.ascii_map import ascii_map
from tests.maps.route.drawn import ask, engine_of, letters


def test_a_forbidden_right_turn_sends_the_route_round_the_block() -> None:
    town = ascii_map(
        """
        A-1-B---C
            |   |
            D-2-E
        """,
        ways={"AB": {}, "BC": {}, "BD": {}, "CE": {}, "DE": {}},
        restrictions=["AB no_right_turn BD"],
    )
    assert letters(town, ask(town, "1", "2")[0]) == "ABCED"


def test_a_restriction_over_a_way_binds_only_those_who_come_along_it() -> None:
    town = ascii_map(
        """
            F
            |
            1
            |
        A-2-B---C---D
                |
                3
                |
                E
        """,
        ways={"AB": {}, "FB": {}, "BC": {}, "CD": {}, "CE": {}},
        restrictions=["AB no_right_turn BC CE"],
    )
    assert letters(town, ask(town, "1", "3")[0]) == "FBCE"
    assert letters(town, ask(town, "2", "3")[0]) != "ABCE"


def test_turning_back_is_the_last_resort() -> None:
    town = ascii_map(
        """
        A-1-B---C
            |   |
            D---E
        """,
        grid_m=50,
        ways={"AB": {}, "BC": {}, "BD": {}, "CE": {}, "DE": {}},
    )
    route = ask(town, "1", "A", heading_deg=90.0)[0]
    assert letters(town, route).startswith("ABC") or letters(town, route).startswith("ABD")


def test_a_dead_end_is_left_by_turning_back() -> None:
    town = ascii_map(
        """
        A-1-B
        |
        C
        """,
        grid_m=200,
        ways={"AB": {}, "AC": {}},
    )
    assert letters(town, ask(town, "1", "C", heading_deg=90.0)[0]) == "ABAC"


def test_the_start_respects_the_nose_of_the_car() -> None:
    town = ascii_map(
        """
        A-1-B---E
        |   |
        C-2-D
        """,
        grid_m=200,
        ways={"AB": {}, "CD": {}, "AC": {}, "BD": {}, "BE": {}},
    )
    assert letters(town, ask(town, "1", "2", heading_deg=90.0)[0]).startswith("AB")
    assert letters(town, ask(town, "1", "2", heading_deg=270.0)[0]).startswith("BA")


@pytest.mark.parametrize(("stop", "comes_from"), [("2", "CB"), ("3", "BC")])
def test_the_route_arrives_on_the_side_of_a_major_road_where_the_destination_is(
    stop: str, comes_from: str
) -> None:
    town = ascii_map(
        """
                  2
        A---B-----------C---G
            |     3     |
            |           |
            1           |
            D-----------F
        """,
        grid_m=40,
        ways={"ABCG": {}, "CF": {}, "BD": {}, "DF": {}},
    )
    route = ask(town, "1", stop)[0]
    assert route.legs[0].destination_side == "right"
    assert letters(town, route).endswith(comes_from)


def test_a_one_way_street_is_not_driven_the_wrong_way() -> None:
    town = ascii_map(
        """
        A-1-B-2-C
        |       |
        D-------E
        """,
        ways={"AB": {"oneway": "yes"}, "BC": {"oneway": "yes"}, "AD": {}, "CE": {}, "DE": {}},
    )
    assert letters(town, ask(town, "2", "1")[0]) == "BCEDAB"


def test_a_point_behind_another_on_a_one_way_street_takes_a_round_trip() -> None:
    town = ascii_map(
        """
        A-1-2-B
        |     |
        D-----E
        """,
        ways={"AB": {"oneway": "yes"}, "AD": {}, "BE": {}, "DE": {}},
    )
    route = ask(town, "2", "1")[0]
    assert letters(town, route) == "ABEDAB"
    assert route.distance_m > 700


def test_same_street_ahead_is_driven_straight() -> None:
    town = ascii_map("A-1---2-B", ways={"AB": {}})
    route = ask(town, "1", "2")[0]
    assert letters(town, route) == "AB"
    assert route.distance_m == pytest.approx(200, rel=0.01)
    leg = route.legs[0]
    assert leg.distance_along_m[-1] == pytest.approx(route.distance_m)


TWO_WAYS = """
    A-1-B-------C-2-D
        |       |
        E-------F
"""


@pytest.mark.parametrize(
    ("tags", "avoid"),
    [
        ({"toll": "yes"}, "avoid_tolls"),
        ({"highway": "motorway", "oneway": "no"}, "avoid_motorways"),
        ({"surface": "gravel", "maxspeed:practical": "90"}, "avoid_unpaved"),
        ({"highway": "", "route": "ferry", "duration": "00:20"}, "avoid_ferries"),
    ],
)
def test_what_is_to_be_avoided_is_driven_round(tags: dict[str, str], avoid: str) -> None:
    town = ascii_map(
        TWO_WAYS,
        grid_m=400 if "route" not in tags else 9_000,
        ways={
            "AB": {},
            "BC": {"maxspeed": "90", **tags},
            "CD": {},
            "BE": {"highway": "tertiary"},
            "EF": {"highway": "tertiary"},
            "CF": {"highway": "tertiary"},
        },
    )
    if avoid != "avoid_unpaved":
        assert letters(town, ask(town, "1", "2")[0]) == "ABCD"
    route = ask(town, "1", "2", **{avoid: True})[0]
    assert letters(town, route) == "ABEFCD"
    assert not route.has_tolls
    assert not route.has_ferries


def test_an_avoided_road_is_taken_when_there_is_no_other() -> None:
    town = ascii_map("A-1-B---C-2-D", ways={"AB": {}, "BC": {"toll": "yes"}, "CD": {}})
    route = ask(town, "1", "2", avoid_tolls=True)[0]
    assert route.has_tolls


@pytest.mark.parametrize(
    ("tags", "profile", "passes"),
    [
        ({"maxheight": "2.5"}, {"vehicle_height_m": 3.0}, False),
        ({"maxheight": "2.5"}, {"vehicle_height_m": 2.0}, True),
        ({"maxheight": "2.5"}, {}, True),
        ({"maxweight": "3.5"}, {"vehicle_weight_kg": 7_500.0}, False),
        ({"maxweight": "3.5"}, {"vehicle_weight_kg": 3_000.0}, True),
    ],
)
def test_a_car_that_is_too_high_or_heavy_goes_round(
    tags: dict[str, str], profile: dict[str, float], passes: bool
) -> None:
    town = ascii_map(TWO_WAYS, ways={"AB": {}, "BC": tags, "CD": {}, "BE": {}, "EF": {}, "CF": {}})
    assert (letters(town, ask(town, "1", "2", **profile)[0]) == "ABCD") is passes


def test_a_private_road_is_no_way_through_but_a_destination() -> None:
    town = ascii_map(
        """
        A-1-B---3---C-2-D
            |       |
            E-------F
        """,
        grid_m=300,
        ways={"AB": {}, "BC": {"access": "destination"}, "CD": {}, "BE": {}, "EF": {}, "CF": {}},
    )
    assert letters(town, ask(town, "1", "2")[0]) == "ABEFCD"
    inside = ask(town, "1", "3")[0]
    assert letters(town, inside) == "ABC"
    assert inside.duration_s < 300


def test_shortest_and_fastest_differ_where_the_long_way_is_quick() -> None:
    town = ascii_map(
        TWO_WAYS,
        grid_m=500,
        ways={
            "AB": {},
            "BC": {"maxspeed": "10"},
            "CD": {},
            **{name: {"maxspeed": "100"} for name in ("BE", "EF", "CF")},
        },
    )
    assert letters(town, ask(town, "1", "2", objective=Objective.SHORTEST)[0]) == "ABCD"
    assert letters(town, ask(town, "1", "2", objective=Objective.FASTEST)[0]) == "ABEFCD"


def test_eco_takes_the_slower_road_that_needs_less_energy() -> None:
    motorway = {"highway": "motorway", "oneway": "no", "maxspeed": "130"}
    town = ascii_map(
        TWO_WAYS,
        grid_m=3_000,
        ways={
            "AB": {},
            "BC": {"maxspeed": "50"},
            "CD": {},
            "BE": motorway,
            "EF": motorway,
            "CF": motorway,
        },
    )
    eco = ask(town, "1", "2", objective=Objective.ECO)[0]
    fast = ask(town, "1", "2", objective=Objective.FASTEST)[0]
    assert letters(town, eco) == "ABCD"
    assert letters(town, fast) == "ABEFCD"
    assert eco.energy_wh < fast.energy_wh


def test_stops_are_visited_in_the_given_order_or_in_the_best() -> None:
    town = ascii_map("A-1-B-2-C-3-D-4-E", grid_m=500, ways={"ABCDE": {}})
    given = ask(town, "1", "3", "2", "4")[0]
    assert [leg.destination.name for leg in given.legs] == ["3", "2", "4"]
    best = ask(town, "1", "3", "2", "4", any_order=True)[0]
    assert [leg.destination.name for leg in best.legs] == ["2", "3", "4"]
    assert best.duration_s < given.duration_s


def test_a_stop_is_left_the_way_it_was_reached() -> None:
    town = ascii_map("A-1-B-2-C-3-D", grid_m=300, ways={"ABCD": {}})
    first, second = ask(town, "1", "2", "3")[0].legs
    assert first.edge[-1] == second.edge[0]


def test_the_leg_is_whole_and_consistent(monaco_region) -> None:  # type: ignore[no-untyped-def]
    from maps.region.reader import Region

    region = Region.open(monaco_region)
    engine = RouteEngine([region])
    request = RouteRequest((Waypoint(LatLon(43.7312, 7.4200)), Waypoint(LatLon(43.7440, 7.4310))))
    (leg,) = engine.route(request)[0].legs
    edges = len(leg.edge)
    for name in (
        *("edge_length_m", "edge_duration_s", "turn_duration_s", "edge_speed_mps", "edge_limit_kmh"),
        *("edge_energy_wh", "edge_class", "edge_flags", "edge_name", "edge_ref", "edge_congestion"),
    ):
        assert len(getattr(leg, name)) == edges, name
    assert len(leg.region) == edges
    assert leg.point_begin[0] == 0
    assert leg.point_begin[-1] == len(leg.lat_deg) - 1
    assert (np.diff(leg.point_begin) >= 1).all()
    steps = haversine_m(leg.lat_deg[:-1], leg.lon_deg[:-1], leg.lat_deg[1:], leg.lon_deg[1:])
    assert leg.distance_along_m[-1] == pytest.approx(float(steps.sum()), rel=2e-3)
    assert leg.distance_along_m[leg.point_begin[1:]] == pytest.approx(np.cumsum(leg.edge_length_m), abs=0.01)
    assert (region.edge_head[leg.edge[:-1]] == region.edge_tail[leg.edge[1:]]).all()
    assert leg.turn_duration_s[-1] == 0
    assert (leg.edge_length_m / leg.edge_speed_mps) == pytest.approx(leg.edge_duration_s, rel=1e-3)
    assert "Boulevard" in " ".join(leg.strings)


def test_a_point_far_from_every_road_is_refused_with_the_distance() -> None:
    town = ascii_map("A-1-B", ways={"AB": {}})
    far = Waypoint(LatLon(2.0, 2.0))
    with pytest.raises(SnapError, match=r"no road within 500 m of 2\.000000,2\.000000"):
        engine_of(town).route(RouteRequest((Waypoint(town.at("1")), far)))


def test_places_that_no_road_joins_are_refused() -> None:
    town = ascii_map(
        """
        A-1-B

        C-2-D
        """,
        grid_m=1_000,
        ways={"AB": {}, "CD": {}},
    )
    with pytest.raises(RouteNotFoundError, match="no route from"):
        ask(town, "1", "2")


def test_an_island_of_roads_is_not_where_a_route_ends() -> None:
    town = ascii_map(
        """
        A-1-B---C---E---F
              2
             G-H
        """,
        grid_m=40,
        ways={"ABCEF": {}, "GH": {"highway": "residential"}},
    )
    route = ask(town, "1", "2")[0]
    assert letters(town, route).startswith("A")
    assert not (route.legs[0].edge_flags & np.uint32(EdgeFlag.ISLAND)).any()


def test_a_profile_is_customised_once_and_kept() -> None:
    town = ascii_map("A-1-B-2-C", ways={"ABC": {}})
    engine = engine_of(town)
    ask(town, "1", "2", engine=engine)
    kept = dict(engine.networks[0]._metrics)
    ask(town, "1", "2", engine=engine)
    assert dict(engine.networks[0]._metrics) == kept


@pytest.mark.parametrize(
    ("origin", "destination", "driven"),
    [("C", "A", "CBA"), ("D", "B", "DCB"), ("A", "C", "ABC"), ("B", "D", "BCD")],
)
def test_one_boards_and_leaves_a_ferry_at_its_terminal(origin: str, destination: str, driven: str) -> None:
    town = ascii_map(
        "A-----B-----C-----D",
        grid_m=100,
        ways={"AB": {}, "BC": {"highway": "", "route": "ferry"}, "CD": {}},
    )
    route = ask(town, origin, destination)[0]
    assert letters(town, route) == driven
    assert len(route.legs[0].edge) == len(driven) - 1


def test_nobody_starts_on_a_ferry_under_way() -> None:
    town = ascii_map(
        "A-----B--1--C-----D",
        grid_m=50,
        ways={"AB": {}, "BC": {"highway": "", "route": "ferry"}, "CD": {}},
    )
    leg = ask(town, "1", "D")[0].legs[0]
    whole_m = town.region.array("edge_length_m")[leg.edge]
    afloat = (leg.edge_flags & np.uint32(EdgeFlag.FERRY)) != 0
    assert np.allclose(leg.edge_length_m[afloat], whole_m[afloat], atol=1.0)
