"""Ways and nodes whose tags let a car through at times or not at all: through them, or round them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from maps.geometry import LatLon
from maps.models import RouteRequest, RoutingProfile, Waypoint
from maps.route.engine import RouteEngine
from tests.ascii_map import DEGREES_PER_METRE, Drawing, compile_drawing

STREET = {"highway": "residential"}
NOON = "2026-05-06T12:00"


@dataclass(frozen=True)
class Case:
    """Tags of the way in the middle, or of the node on it, and what a car does at a time."""

    expected: str
    way: dict[str, str] = field(default_factory=dict)
    node: dict[str, str] = field(default_factory=dict)
    when: str = NOON
    vehicle: dict[str, float] = field(default_factory=dict)


def way(expected: str, when: str = NOON, car: dict[str, float] | None = None, **tags: str) -> Case:
    return Case(expected, {k.replace("__", ":"): v for k, v in tags.items()}, {}, when, car or {})


def node(expected: str, when: str = NOON, car: dict[str, float] | None = None, **tags: str) -> Case:
    return Case(expected, {}, {k.replace("__", ":"): v for k, v in tags.items()}, when, car or {})


MONDAY, SUNDAY = "2026-05-04T12:00", "2026-05-10T12:00"
FIRST_SATURDAY, LAST_SATURDAY = "2026-05-02T12:00", "2026-05-30T12:00"
NIGHT, SUMMER, WINTER = "2026-05-06T23:30", "2026-08-01T12:00", "2026-01-20T12:00"
CHRISTMAS_FRIDAY = "2026-12-25T12:00"
TALL, HEAVY = {"vehicle_height_m": 3.0}, {"vehicle_weight_kg": 5000.0}

CASES = [
    # Several values, and who they let in.
    way("round", motor_vehicle="agricultural;forestry"),
    way("round", motor_vehicle="destination;agricultural"),
    way("through", motor_vehicle="yes;destination"),
    way("round", access="no;private"),
    way("round", vehicle="permit"),
    way("through", access="no", motorcar="yes"),
    way("through", access="permissive"),
    way("round", motorcar="customers"),
    # Gates and what is like them.
    node("through", barrier="gate"),
    node("round", barrier="gate", access="no"),
    node("round", barrier="gate", locked="yes"),
    node("round", barrier="lift_gate", motor_vehicle="private"),
    node("round", barrier="gate", access="agricultural;destination"),
    node("through", barrier="coupure"),
    node("through", barrier="swing_gate", access="private", motor_vehicle="yes"),
    node("round", barrier="chain"),
    node("round", barrier="bollard"),
    node("through", barrier="bollard", bollard="rising"),
    node("through", barrier="cattle_grid"),
    node("round", barrier="gate", vehicle="delivery"),
    node("round", barrier="kissing_gate"),
    node("round", barrier="block"),
    node("through", barrier="sliding_gate"),
    # By the clock, on nodes as on ways.
    node("through", barrier="gate", opening_hours="06:00-22:00"),
    node("round", NIGHT, barrier="gate", opening_hours="06:00-22:00"),
    node("round", NIGHT, barrier="bollard", bollard="rising", opening_hours="Mo-Fr 06:00-10:00"),
    node(
        "through", "2026-05-06T09:00", barrier="bollard", bollard="rising", opening_hours="Mo-Fr 06:00-10:00"
    ),
    node("through", barrier="gate", opening_hours="by appointment"),
    node("round", NIGHT, barrier="gate", motor_vehicle__conditional="no @ (22:00-06:00)"),
    node("through", barrier="gate", access="no", motor_vehicle__conditional="yes @ (08:00-18:00)"),
    node("round", NIGHT, barrier="gate", access="private", access__conditional="yes @ (08:00-18:00)"),
    node("round", NIGHT, barrier="gate", access__conditional="destination @ (22:00-06:00)"),
    way("round", motor_vehicle__conditional="no @ (Mo-Fr 07:00-19:00)"),
    way("through", SUNDAY, motor_vehicle__conditional="no @ (Mo-Fr 07:00-19:00)"),
    way("round", SUNDAY, motor_vehicle__conditional="no @ (Su)"),
    way("through", MONDAY, motor_vehicle__conditional="no @ (Su)"),
    way("round", FIRST_SATURDAY, motor_vehicle__conditional="no @ (Sa[1])"),
    way("through", LAST_SATURDAY, motor_vehicle__conditional="no @ (Sa[1])"),
    way("round", LAST_SATURDAY, motor_vehicle__conditional="no @ (Sa[-1] 10:00-14:00)"),
    way("round", motor_vehicle__conditional="no @ (week 18-20)"),
    way("through", SUMMER, motor_vehicle__conditional="no @ (week 18-20)"),
    way("round", NIGHT, motor_vehicle__conditional="no @ (18:00+)"),
    way("through", motor_vehicle__conditional="no @ (18:00+)"),
    way("round", NIGHT, motor_vehicle__conditional="no @ (sunset-sunrise)"),
    way("through", motor_vehicle__conditional="no @ (sunset-sunrise)"),
    way("round", motor_vehicle__conditional="no @ (sunrise-sunset)"),
    way("round", "2026-04-05T12:00", motor_vehicle__conditional="no @ (easter)"),
    way("through", motor_vehicle__conditional="no @ (easter)"),
    way("through", motor_vehicle__conditional="no @ (SH Mo-Fr 08:00-20:00)"),
    way("through", motor_vehicle__conditional="no @ (during the fair)"),
    way("round", access="no", motor_vehicle__conditional="yes @ (when it is open)"),
    way("through", access="no", motor_vehicle__conditional="yes @ (Mo-Sa 07:00-20:00)"),
    way("round", SUNDAY, access="no", motor_vehicle__conditional="yes @ (Mo-Sa 07:00-20:00)"),
    way("round", motor_vehicle__conditional="no @ (Mo-Fr 07:00-19:00 AND weight>3.5)", car=HEAVY),
    way("through", motor_vehicle__conditional="no @ (Mo-Fr 07:00-19:00 AND weight>3.5)"),
    way("round", NIGHT, opening_hours="06:00-22:00"),
    way("through", opening_hours="06:00-22:00"),
    way("round", "2026-11-06T12:00", motor_vehicle__conditional="no @ (Nov-Mar)"),
    way("through", motor_vehicle__conditional="no @ (Nov 15-Mar 31)"),
    way("round", "2026-12-24T12:00", motor_vehicle__conditional="no @ (Dec 20-Jan 6)"),
    way("round", "2026-01-03T12:00", motor_vehicle__conditional="no @ (Dec 20-Jan 6)"),
    # Seasons, ice, water.
    way("through", WINTER, seasonal="winter"),
    way("round", WINTER, seasonal="summer"),
    way("through", SUMMER, seasonal="summer"),
    way("through", SUMMER, seasonal="no"),
    way("through", WINTER, ice_road="yes"),
    way("round", SUMMER, winter_road="yes"),
    way("round", SUMMER, highway="winter_road"),
    way("through", seasonal="yes"),
    node("through", ford="yes"),
    node("through", ford="yes", depth="0.1"),
    node("round", ford="yes", depth="60 cm"),
    node("round", ford="stepping_stones"),
    way("round", ford="yes", depth="0.8"),
    way("through", ford="yes"),
    # Measures.
    way("round", maxheight__forward="2.5", car=TALL),
    way("through", maxheight__backward="2.5", car=TALL),
    way("round", maxheight="9'-0\"", car=TALL),
    way("through", maxheight="10'6\"", car=TALL),
    way("round", maxheight="9 ft 6 in", car=TALL),
    way("through", maxheight="default", car=TALL),
    way("round", maxweight="3.5", car=HEAVY),
    way("round", maxweight="10000 lbs", car=HEAVY),
    way("through", maxweight="7,5 t", car=HEAVY),
    way("round", maxweightrating="3.5", car=HEAVY),
    node("round", barrier="height_restrictor", maxheight="2.1", car=TALL),
    node("through", barrier="height_restrictor", maxheight="2.1"),
    node("round", barrier="height_restrictor", maxheight="6'"),
    way("round", maxheight="1.8"),
    # Roads of no kind.
    way("through", highway="road"),
    way("round", highway="track"),
    way("round", highway="track", tracktype="grade1"),
    way("through", highway="track", tracktype="grade1", motor_vehicle="yes"),
    way("round", highway="busway"),
    way("round", highway="footway"),
]


@pytest.fixture(scope="module")
def answers() -> list[str]:
    """Every case on a copy of the same small town, all compiled at once."""
    drawing = Drawing()
    spots = {
        "S": (0, 0),
        "A": (400, 0),
        "M": (800, 0),
        "B": (1200, 0),
        "T": (1600, 0),
        "C": (400, 400),
        "D": (1200, 400),
    }
    for row, case in enumerate(CASES):
        at = {name: chr(0x4E00 + row * len(spots) + i) for i, name in enumerate(spots)}
        for name, (east, south) in spots.items():
            lat = 1.0 - (south + row * 1500) * DEGREES_PER_METRE
            drawing.positions[at[name]] = LatLon(lat, 1.0 + east * DEGREES_PER_METRE)
            drawing.node_ids[at[name]] = len(drawing.node_ids) + 1
        drawing.node_tags[at["M"]] = case.node
        for nodes, tags in (("SA", {}), ("AMB", case.way), ("BT", {}), ("AC", {}), ("CD", {}), ("DB", {})):
            drawing.ways.append(("".join(at[n] for n in nodes), {**STREET, "name": nodes, **tags}))
    town = compile_drawing(drawing)
    engine = RouteEngine([town.region], timezone=UTC)
    found = []
    for row, case in enumerate(CASES):
        begin, end = (chr(0x4E00 + row * len(spots) + i) for i in (0, 4))
        options: dict[str, Any] = dict(case.vehicle)
        request = RouteRequest(
            (Waypoint(town.at(begin)), Waypoint(town.at(end))),
            RoutingProfile(**options),
            departure_unix_s=datetime.fromisoformat(case.when).replace(tzinfo=UTC).timestamp(),
        )
        (leg,) = engine.route(request)[0].legs
        names = {leg.strings[i] for i in leg.edge_name.tolist()}
        found.append("round" if "CD" in names else "through")
    return found


@pytest.mark.parametrize(
    "row", range(len(CASES)), ids=lambda row: f"{CASES[row].way or CASES[row].node}-{row}"
)
def test_it_is_gone_through_or_round(answers: list[str], row: int) -> None:
    assert answers[row] == CASES[row].expected, CASES[row]
