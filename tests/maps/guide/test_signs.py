"""Ramps say where they lead, turns are called what a mapper calls them, an end out of reach is told."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from maps.guide.maneuvers import maneuvers
from maps.guide.spoken.instructions import say
from maps.models import Maneuver, RouteRequest, Waypoint
from maps.route.engine import RouteEngine
from tests.ascii_map import Drawing, Member, Town, ascii_map, compile_drawing

EXIT = """
    a-------b-------c-------d
             \\
              e---f
                   \\
            g-------h-------i
"""
ONE_WAY = {"oneway": "yes"}
MOTORWAY = {"highway": "motorway", "ref": "A 1", **ONE_WAY}


def told(town: Town, start: str, end: str) -> tuple[Maneuver, ...]:
    places = (Waypoint(town.at(start)), Waypoint(town.at(end)))
    return maneuvers(RouteEngine([town.region]).route(RouteRequest(places))[0], [town.region])


def exit_of(
    ramp: Mapping[str, str], later: Mapping[str, str], node: Mapping[str, str], road: Mapping[str, str]
) -> Maneuver:
    link = {"highway": "motorway_link", "name": "", **ONE_WAY}
    town = ascii_map(
        EXIT,
        ways={
            "abcd": {**MOTORWAY, "name": ""}, "be": link | ramp, "efh": link | later,
            "ghi": {"highway": "primary", **road},
        },
        nodes={"b": {"highway": "motorway_junction", **node}}, grid_m=150.0,
    )  # fmt: skip
    (found,) = [m for m in told(town, "a", "i") if m.type == "off ramp"]
    return found


@pytest.mark.parametrize(
    ("ramp", "later", "node", "expected"),
    [
        ({"destination": "Porto;Braga"}, {}, {}, "Porto, Braga"),
        ({"destination:lanes": "Porto|Braga"}, {}, {"exit_to": "Nowhere"}, "Porto, Braga"),
        ({}, {"destination": "Porto", "destination:ref": "A 3"}, {}, "A 3: Porto"),
        ({}, {}, {"exit_to": "Newark; Columbus"}, "Newark, Columbus"),
        ({}, {}, {}, "US 62: Town Street"),
    ],
)
def test_an_exit_says_where_it_leads(
    ramp: Mapping[str, str], later: Mapping[str, str], node: Mapping[str, str], expected: str
) -> None:
    found = exit_of(ramp, later, node, {"name": "Town Street", "ref": "US 62"})
    assert found.destinations == expected
    assert "toward" in say(found, "en")


def test_numbers_of_a_road_are_said_without_semicolons() -> None:
    found = exit_of({}, {}, {}, {"name": "Town Street", "ref": "US 62;SR 3"})
    assert ";" not in say(found, "en") and "US 62, SR 3" in say(found, "en")


@pytest.mark.parametrize("key", ["manoeuvre", "maneuver"])
def test_a_turn_is_called_what_a_mapper_calls_it(key: str) -> None:
    drawing = Drawing()
    town = ascii_map("a---b---c\n    |\n    d", ways={"abc": {}, "bd": {}})
    drawing = town.drawing
    drawing.relations = [
        (
            {"type": key, key: "turn", "direction": "slight_left"},
            [Member("w", 1001, "from"), Member("n", drawing.node_ids["b"], "via"), Member("w", 1002, "to")],
        ),
    ]
    found = told(compile_drawing(drawing), "a", "d")
    assert [(m.type, m.modifier) for m in found[1:-1]] == [("turn", "slight left")]


def test_where_no_road_leads_the_way_ends_near_and_says_so() -> None:
    town = ascii_map("a-------b-------c\n\n        d---e", ways={"abc": {}, "de": {}}, grid_m=50.0)
    route = RouteEngine([town.region]).route(RouteRequest((Waypoint(town.at("a")), Waypoint(town.at("e")))))[
        0
    ]
    assert route.legs[0].destination_off_m > 50.0 and route.legs[0].origin_off_m == 0.0
    arrival = maneuvers(route, [town.region])[-1]
    assert arrival.ends_short
    for language in ("en", "fr", "de", "es", "ja", "ar"):
        assert say(arrival, language) != say(told(town, "a", "c")[-1], language)
