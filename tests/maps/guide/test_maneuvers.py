"""Maneuvers as stories: a map, a drive, what the driver is told."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pytest

from maps.geometry import LatLon, distance_m
from maps.guide.maneuvers import Guide, maneuvers
from maps.guide.spoken.announced import for_driver
from maps.guide.spoken.instructions import say
from maps.models import Maneuver, RouteRequest, Waypoint
from maps.region.reader import Region
from maps.route.engine import RouteEngine
from tests.ascii_map import Town, ascii_map

Drive = Callable[..., tuple[Maneuver, ...]]


@pytest.fixture
def drive(tmp_path: Path) -> Drive:
    """Draw a town and drive through it from letter to letter."""

    def drive(
        art: str,
        stops: str,
        ways: Mapping[str, Mapping[str, str]],
        *,
        grid_m: float = 100.0,
        nodes: Mapping[str, Mapping[str, str]] | None = None,
    ) -> tuple[Maneuver, ...]:
        town = ascii_map(art, grid_m=grid_m, ways=ways, nodes=nodes, folder=tmp_path)
        return told(town, stops)

    return drive


def told(town: Town, stops: str) -> tuple[Maneuver, ...]:
    waypoints = tuple(Waypoint(town.at(letter)) for letter in stops)
    route = RouteEngine([town.region]).route(RouteRequest(waypoints))[0]
    return maneuvers(route, [town.region])


def turns(found: tuple[Maneuver, ...]) -> list[str]:
    return [f"{m.type} {m.modifier}".strip() for m in found if m.type not in ("depart", "arrive")]


def test_a_turn_at_a_crossing_is_told_and_going_straight_on_is_not(drive):
    crossing = """
            c
            |
        a---b---d
            |
            e
    """
    ways = {"abd": {"name": "Main Street"}, "cbe": {"name": "Side Road"}}
    assert turns(drive(crossing, "ac", ways)) == ["turn left"]
    assert turns(drive(crossing, "ad", ways)) == []


def test_the_end_of_a_road_is_told_only_after_junctions_were_passed(drive):
    art = """
                    d
            h   i   |
            |   |   |
        a---f---g---b
                    |
                    c
    """
    ways = {"afgb": {"name": "Lane"}, "dbc": {"name": "Quay"}, "fh": {}, "gi": {}}
    assert turns(drive(art, "ac", ways)) == ["end of road right"]


def test_an_exit_of_a_motorway_has_its_number_and_where_it_leads(drive):
    art = """
        a-------b-------c
                  `
                     `d
    """
    ways = {
        "abc": {"highway": "motorway", "ref": "A8", "name": "La Provençale", "oneway": "yes"},
        "bd": {"highway": "motorway_link", "oneway": "yes", "destination": "Nice;Menton", "name": ""},
    }
    junction = {"b": {"highway": "motorway_junction", "ref": "57"}}
    found = drive(art, "ad", ways, nodes=junction)
    assert turns(found) == ["off ramp slight right"]
    assert (found[1].exit_ref, found[1].destinations) == ("57", "Nice, Menton")
    assert say(found[1], "en") == "Take exit 57 toward Nice, Menton."


def test_exits_of_a_roundabout_are_counted_and_leaving_it_is_no_card_of_its_own(drive):
    art = """
            a
            |
            b
          c   g---h
        d-e   |
            ` f
              |
              j
    """
    ways = {
        "ab": {},
        "bcefgb": {"junction": "roundabout", "name": ""},
        "ed": {},
        "fj": {},
        "gh": {},
    }
    found = drive(art, "ah", ways, grid_m=20.0)
    kinds = [m.type for m in found]
    assert kinds == ["depart", "roundabout", "exit roundabout", "arrive"]
    assert found[1].roundabout_exit == 3
    told = for_driver(found)
    assert [m.type for m in told] == ["depart", "roundabout", "arrive"]
    # Where one leaves is passed now, between the roundabout and the end.
    assert told[1].passed[-1].distance_along_m == found[2].distance_along_m
    assert "third exit" in say(found[1], "en")


def test_lanes_that_lead_the_right_way_are_marked(drive):
    art = """
            c
            |
        a---b---d
            |
            e
    """
    ways = {
        "ab": {"turn:lanes:forward": "left|through|through;right", "name": "In"},
        "bd": {"name": "In"},
        "bc": {},
        "be": {},
    }
    found = drive(art, "ae", ways)
    lanes = found[1].lanes
    assert [lane.valid for lane in lanes] == [False, False, True]
    assert lanes[2].active == "right"
    assert lanes[2].indications == ("straight", "right")


def test_crossing_a_dual_carriageway_to_turn_back_is_one_u_turn(drive):
    art = """
        d-------c-------e
                |
        a-------b-------f
    """
    ways = {
        "abf": {"name": "Avenue", "oneway": "yes"},
        "ecd": {"name": "Avenue", "oneway": "yes"},
        "bc": {"name": "", "oneway": "yes"},
    }
    assert turns(drive(art, "ad", ways, grid_m=20.0)) == ["continue uturn"]


def test_a_name_that_lasts_some_metres_is_not_told(drive):
    art = "a---b-c---d"
    ways = {"ab": {"name": "Long Road"}, "bc": {"name": "Little Bridge"}, "cd": {"name": "Long Road"}}
    assert turns(drive(art, "ad", ways, grid_m=60.0)) == []


def test_a_fork_without_a_better_road_is_a_fork(drive):
    art = """
                   c
                .
        a---b
                .
                   d
    """
    ways = {"ab": {}, "bc": {}, "bd": {}}
    assert turns(drive(art, "ac", ways)) == ["fork slight left"]
    assert turns(drive(art, "ad", ways)) == ["fork slight right"]


def test_each_leg_departs_and_arrives(drive):
    found = drive("a---b---c---d", "abd", {"abcd": {"name": "Road"}})
    assert [m.type for m in found] == ["depart", "arrive", "depart", "arrive"]
    assert [m.leg for m in found] == [0, 0, 1, 1]
    assert found[1].distance_along_m == pytest.approx(found[2].distance_along_m)


def test_the_other_roads_of_a_junction_are_known_for_the_drawn_arrow(drive):
    crossing = """
            c
            |
        a---b---d
            |
            e
    """
    found = drive(crossing, "ac", {"abd": {"name": "Main"}, "cbe": {"name": "Side"}})
    assert sorted(round(angle) for angle in found[1].stubs_deg) == [0, 90]


def test_who_starts_just_before_a_crossing_starts_where_the_car_stands(tmp_path: Path):
    town = ascii_map(
        "a---b---d", ways={"ab": {"name": "Main Street"}, "bd": {"name": "Quay"}}, folder=tmp_path
    )
    b = town.at("b")
    half_a_metre = LatLon(b.lat_deg, b.lon_deg - 4.5e-6)
    engine = RouteEngine([town.region])
    route = engine.route(RouteRequest((Waypoint(half_a_metre, heading_deg=90.0), Waypoint(town.at("d")))))[0]
    assert len(route.legs[0].edge) == 2, "it must begin before the crossing"
    depart = maneuvers(route, [town.region])[0]
    assert (depart.type, depart.name, depart.point, depart.distance_along_m) == ("depart", "Quay", 0, 0.0)


@pytest.mark.parametrize("seed", range(4))
def test_maneuvers_lie_on_the_route_in_order(monaco_region: Path, seed):
    region = Region.open(monaco_region)
    engine, guide = RouteEngine([region]), Guide([region])
    random = np.random.default_rng(seed)
    nodes = random.integers(0, len(region.node_lat_e7), (12, 2))
    for pair in nodes:
        ends = [LatLon(region.node_lat_e7[n] / 1e7, region.node_lon_e7[n] / 1e7) for n in pair]
        try:
            route = engine.route(RouteRequest(tuple(Waypoint(end) for end in ends)))[0]
        except Exception as error:
            if type(error).__name__ in ("RouteNotFoundError", "SnapError"):
                continue
            raise
        found = guide.maneuvers(route)
        leg = route.legs[0]
        assert found[0].type == "depart" and found[-1].type == "arrive"
        for maneuver in found:
            point = LatLon(float(leg.lat_deg[maneuver.point]), float(leg.lon_deg[maneuver.point]))
            assert distance_m(point, maneuver.position) < 0.1
            assert maneuver.distance_along_m == pytest.approx(leg.distance_along_m[maneuver.point])
        for before, after in itertools.pairwise(found):
            assert before.distance_along_m <= after.distance_along_m
            assert before.duration_along_s <= after.duration_along_s + 1e-6
        assert guide.maneuvers(route) == found, "what was kept must not change the answer"
