"""What tags mean for a car, beyond what OSRM's scenarios say (tests/peers/test_routability.py)."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maps.build.barriers import node_rules
from maps.build.lanes import turn_lanes
from maps.build.limits import parse_maxspeed
from maps.build.osm import restriction_kinds
from maps.build.quantities import (
    parse_count,
    parse_duration_s,
    parse_incline_percent,
    parse_metres,
    parse_weight_kg,
)
from maps.build.tags import way_rules
from maps.region.format import EdgeFlag, NodeFlag


def directions(**tags: str) -> str:
    """ "both", "forward", "backward" or "closed" """
    rules = way_rules(
        {"highway": "primary", **{key.replace("__", ":"): value for key, value in tags.items()}}
    )
    if rules is None:
        return "closed"
    if rules.forward.allowed and rules.backward.allowed:
        return "both"
    return "forward" if rules.forward.allowed else "backward"


@pytest.mark.parametrize(
    ("text", "kmh"),
    [
        ("50", 50), ("30 mph", 48.3), ("30mph", 48.3), ("50 km/h", 50), ("10 knots", 18.5), ("none", 255),
        ("walk", 7), ("signals", 0), ("variable", 0), ("", 0), ("FR:urban", 50), ("DE:rural", 100),
        ("DE:motorway", 255), ("CH:trunk", 100), ("DE:zone:30", 30), ("FR:zone30", 30),
        ("GB:nsl_single", 96.6),
        ("UK:nsl_dual", 112.7), ("BE-VLG:rural", 70), ("XX:rural", 90), ("50; 30", 30), ("1000", 100),
        ("fifty", 0),
        ("RU:living_street", 20), ("implicit", 0),
    ],
)  # fmt: skip
def test_limits_are_read_in_every_unit_zone_and_kind(text: str, kmh: float) -> None:
    assert parse_maxspeed(text) == pytest.approx(kmh, abs=0.1)


@pytest.mark.parametrize(
    ("text", "metres"),
    [
        ("3.5", 3.5),
        ("3,5 m", 3.5),
        ("12'", 3.66),
        ("11'6\"", 3.51),
        ("350 cm", 3.5),
        ("default", 0),
        ("-2", 0),
    ],
)
def test_lengths(text: str, metres: float) -> None:
    assert parse_metres(text) == pytest.approx(metres, abs=0.01)


@pytest.mark.parametrize(
    ("text", "kg"), [("7.5", 7500), ("7,5 t", 7500), ("3500 kg", 3500), ("10 st", 9071.8), ("none", 0)]
)
def test_weights(text: str, kg: float) -> None:
    assert parse_weight_kg(text) == pytest.approx(kg, abs=0.1)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("00:25", 1500),
        ("1:30:00", 5400),
        ("40", 2400),
        ("PT1H30M", 5400),
        ("P1D", 86400),
        ("soon", 0),
        ("", 0),
    ],
)
def test_durations(text: str, seconds: float) -> None:
    assert parse_duration_s(text) == seconds


@pytest.mark.parametrize(
    ("text", "percent"), [("8%", 8), ("-12 %", -12), ("up", 0), ("10°", 17.5), ("900%", 0)]
)
def test_inclines(text: str, percent: float) -> None:
    assert parse_incline_percent(text) == percent


@given(st.text())
def test_no_text_breaks_the_reading_of_quantities(text: str) -> None:
    for parse in (parse_maxspeed, parse_metres, parse_weight_kg, parse_duration_s, parse_incline_percent):
        value = parse(text)
        assert value == value and abs(value) < 1e12
    assert 0 <= parse_count(text) <= 255


_KEYS = st.sampled_from(
    [
        *(
            "access",
            "motorcar",
            "motor_vehicle",
            "vehicle",
            "oneway",
            "oneway:motorcar",
            "junction",
            "maxspeed",
        ),
        *(
            "maxspeed:forward",
            "maxheight",
            "maxspeed:conditional",
            "access:conditional",
            "oneway:conditional",
        ),
        *(
            "lanes",
            "width",
            "surface",
            "tracktype",
            "smoothness",
            "service",
            "motor_vehicle:conditional",
            "hov",
        ),
        *("toll", "route", "duration", "bridge", "priority", "maxweight", "turn:lanes", "construction"),
    ]
)
_VALUES = st.sampled_from(
    [
        *(
            "yes",
            "no",
            "-1",
            "private",
            "destination",
            "reversible",
            "alternating",
            "50",
            "30mph",
            "none",
            "1",
        ),
        *(
            "DE:urban",
            "roundabout",
            "ferry",
            "00:20",
            "movable",
            "forward",
            "mud",
            "impassable",
            "designated",
        ),
        *("3.5", "|left|", "no @ (22:00-06:00)", "yes @ (Mo-Fr 07:00-09:00)", "30 @ (", "@", "-1 @ (Sa,Su)"),
    ]
)
_HIGHWAYS = st.sampled_from(["primary", "motorway", "track", "footway", ""])


@given(st.dictionaries(_KEYS, _VALUES, max_size=8), _HIGHWAYS)
def test_any_mix_of_tags_gives_rules_that_hold_together(tags: Mapping[str, str], highway: str) -> None:
    rules = way_rules({**tags, "highway": highway})
    if rules is None:
        return
    assert rules.forward.allowed or rules.backward.allowed
    for side in (rules.forward, rules.backward):
        if side.allowed:
            assert 1.0 <= side.most_kmh <= 255.0
            assert 0.0 <= side.stated_kmh <= 255.0 and 0.0 <= side.fixed_kmh <= 255.0
            assert 0.0 < side.rate <= 1.0
        assert 0 <= side.limit_kmh <= 255
        assert bool(side.flags & EdgeFlag.CONDITIONAL) == bool(side.condition)
        assert bool(side.flags & EdgeFlag.ONEWAY) == (rules.forward.allowed != rules.backward.allowed)


@pytest.mark.parametrize(
    ("tags", "goes"),
    [
        ({"oneway": "-1"}, "backward"), ({"oneway": "reverse"}, "backward"), ({"oneway": "1"}, "forward"),
        ({"oneway": "reversible"}, "closed"), ({"oneway__motorcar": "yes"}, "forward"),
        ({"oneway": "yes", "oneway__motor_vehicle": "no"}, "both"), ({"junction": "circular"}, "forward"),
        ({"highway": "motorway"}, "forward"), ({"highway": "motorway", "oneway": "no"}, "both"),
        ({"motor_vehicle__backward": "no"}, "forward"), ({"maxheight": "1.8"}, "closed"),
        ({"maxheight__physical": "6'"}, "closed"), ({"maxwidth": "1.5 m"}, "closed"),
        ({"maxweight": "1.5"}, "closed"), ({"maxweight": "3.5"}, "both"),
        ({"highway": "bus_guideway"}, "closed"),
        ({"highway": "track"}, "both"), ({"highway": "track", "motor_vehicle": "yes"}, "both"),
        ({"highway": "steps", "motorcar": "yes"}, "closed"), ({"smoothness": "impassable"}, "closed"),
        ({"highway": "", "route": "ferry"}, "both"),
        ({"highway": "", "route": "ferry", "motorcar": "no"}, "closed"),
        ({"highway": "", "route": "bus"}, "closed"), ({"access": "no", "motorcar": "destination"}, "both"),
    ],
)  # fmt: skip
def test_where_a_car_may_go(tags: dict[str, str], goes: str) -> None:
    assert directions(**tags) == goes


def test_a_road_that_opens_at_times_is_kept_with_its_times() -> None:
    rules = way_rules(
        {"highway": "residential", "motor_vehicle": "no", "motor_vehicle:conditional": "yes @ (20:00-06:00)"}
    )
    assert rules is not None and rules.forward.allowed
    assert rules.forward.condition == "open:conditional=yes @ (20:00-06:00)"


def test_a_lane_that_turns_round_is_open_one_way_at_a_time() -> None:
    rules = way_rules(
        {
            "highway": "motorway", "oneway": "reversible",
            "oneway:conditional": "yes @ (Mo-Fr 00:00-12:00); -1 @ (Mo-Fr 12:00-24:00)",
        }
    )  # fmt: skip
    assert rules is not None
    assert rules.forward.condition == "open:conditional=yes @ (Mo-Fr 00:00-12:00)"
    assert rules.backward.condition == "open:conditional=yes @ (Mo-Fr 12:00-24:00)"


def test_conditions_that_no_one_can_know_are_left_out() -> None:
    rules = way_rules(
        {"highway": "primary", "maxspeed": "100", "maxspeed:conditional": "80 @ wet; 60 @ (22:00-06:00)"}
    )
    assert rules is not None
    assert rules.forward.condition == "maxspeed:conditional=60 @ (22:00-06:00)"


@pytest.mark.parametrize(
    ("tags", "blocked"),
    [
        ({"barrier": "bollard"}, True), ({"barrier": "bollard", "access": "yes"}, False),
        ({"barrier": "gate"}, False), ({"barrier": "gate", "motor_vehicle": "no"}, True),
        ({"barrier": "block"}, True), ({"barrier": "height_restrictor", "maxheight": "1.9"}, True),
        ({"barrier": "height_restrictor", "maxheight": "3"}, False), ({"barrier": "toll_booth"}, False),
        ({"highway": "crossing", "access": "no"}, False),
    ],
)  # fmt: skip
def test_what_bars_the_way(tags: dict[str, str], blocked: bool) -> None:
    rules = node_rules(tags)
    assert (rules is not None and rules.blocked) == blocked


def test_tolls_that_cars_do_not_pay_are_none() -> None:
    for tags, toll in (
        ({"toll": "yes"}, True),
        ({"toll": "yes", "toll:motorcar": "no"}, False),
        ({"toll:motor_vehicle": "yes"}, True),
        ({"toll:hgv": "yes"}, False),
    ):
        rules = way_rules({"highway": "motorway", **tags})
        assert rules is not None and bool(rules.forward.flags & EdgeFlag.TOLL) == toll


def test_a_private_ferry_is_not_for_everyone() -> None:
    assert way_rules({"route": "ferry", "motor_vehicle": "private"}) is None


def test_a_gate_that_one_may_open_costs_time() -> None:
    rules = node_rules({"barrier": "lift_gate", "access": "private"})
    assert rules is not None and rules.flags & NodeFlag.BARRIER and not rules.blocked


@pytest.mark.parametrize(
    ("tags", "kinds"),
    [
        ({"restriction": "no_left_turn"}, [("no_left_turn", "")]),
        ({"restriction:conditional": "no_left_turn @ (Mo-Fr 07:00-09:00; Sa 08:00-12:00)"},
         [("no_left_turn", "Mo-Fr 07:00-09:00; Sa 08:00-12:00")]),
        ({"restriction": "none", "restriction:conditional": "only_straight_on @ (06:00-10:00)"},
         [("only_straight_on", "06:00-10:00")]),
        ({"restriction": "no_left_turn", "restriction:motorcar": "no_u_turn"}, [("no_u_turn", "")]),
        ({"restriction:hgv": "no_left_turn"}, []),
        ({"restriction:conditional": "no_left_turn @ wet"}, []),
    ],
)  # fmt: skip
def test_restrictions_for_cars(tags: dict[str, str], kinds: list[tuple[str, str]]) -> None:
    assert restriction_kinds(tags) == kinds


@pytest.mark.parametrize(
    ("tags", "arrows"),
    [
        ({"turn:lanes": "left|through|right"}, "left|through|right"),
        ({"turn:lanes": "left|through|", "vehicle:lanes": "yes|yes|no"}, "left|through"),
        ({"turn:lanes": "left|through|", "lanes:psv": "1"}, "left|through"),
        ({"turn:lanes": "left|through|right", "lanes:psv": "1"}, "left|through|right"),
        ({"turn:lanes": "left|through", "access:lanes": "yes"}, "left|through"),
        ({"turn:lanes:forward": "left"}, "left"),
        ({}, ""),
    ],
)  # fmt: skip
def test_arrows_of_lanes_for_buses_are_cut(tags: dict[str, str], arrows: str) -> None:
    assert turn_lanes(tags, "forward", oneway=True) == arrows


def test_an_arrow_without_a_direction_says_nothing_on_a_two_way_road() -> None:
    assert turn_lanes({"turn:lanes": "left|right"}, "forward", oneway=False) == ""
