"""Restrictions that hold at times, and live traffic that comes and expires."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime

import pytest

from maps.geometry import LatLon
from maps.models import Objective
from maps.route.conditions import Vehicle, conditional_values, holds
from maps.route.traffic import Traffic, TrafficError, TrafficReport, parse_feed
from tests.ascii_map import Town, ascii_map
from tests.maps.route.drawn import ask, engine_of, letters

HEIDELBERG = LatLon(49.4, 8.7)


@pytest.mark.parametrize(
    ("condition", "when", "expected"),
    [
        ("Mo-Fr 07:00-09:00", "2026-11-20T08:00", True),
        ("Mo-Fr 07:00-09:00", "2026-11-21T08:00", False),
        ("(22:00-06:00)", "2026-11-21T05:00", True),
        ("22:00-24:00, 0:00-06:00", "2026-11-21T23:00", True),
        ("22:00-24:00, 0:00-06:00", "2026-11-21T12:00", False),
        ("2016 Apr 25 - 2016 Sep 26", "2016-05-01T12:00", True),
        ("2016 Apr 25 - 2016 Sep 26", "2026-05-01T12:00", False),
        ("7:30-19:00 AND weight>7.5", "2026-05-01T12:00", False),
        ("wet", "2026-05-01T12:00", False),
        ("Th-Su 11:00-20:00", "2026-11-22T12:00", True),
        ("Th-Su 11:00-20:00", "2026-11-23T12:00", False),
        ('"After ball park events"', "2026-11-23T12:00", False),
        ("Mo-Su 10:00-02:00", "2026-11-23T01:00", True),
        ("Sa 22:00-04:00", "2026-11-22T03:00", True),
        ("Sa 22:00-04:00", "2026-11-21T03:00", False),
        ("Nov-Mar", "2026-01-01T01:00", True),
        ("Oct 15-Apr 15", "2026-07-01T01:00", False),
        ("Jul 1-15", "2026-07-10T00:00", True),
        ("sunset-sunrise", "2026-07-01T23:30", True),
        ("sunset-sunrise", "2026-07-01T12:30", False),
        ("Mo,We 08:00-10:00", "2026-11-25T09:00", True),
        ("Su,PH", "2026-11-22T09:00", True),
        ("Mo-Fr 07:00-09:00,16:00-18:00; Sa 10:00-12:00", "2026-11-21T11:00", True),
        ("24/7", "2026-11-21T11:00", True),
        ("", "2026-11-21T11:00", False),
        ("Mo-Fr 99:99", "2026-11-20T11:00", False),
    ],
)
def test_conditions(condition: str, when: str, expected: bool) -> None:
    assert holds(condition, datetime.fromisoformat(when), HEIDELBERG, Vehicle()) is expected


def test_a_heavy_vehicle_meets_a_weight_condition() -> None:
    noon = datetime.fromisoformat("2026-05-01T12:00")
    assert holds("7:30-19:00 AND weight>7.5", noon, HEIDELBERG, Vehicle(weight_kg=9_000.0))


def test_values_share_the_key_before_them() -> None:
    values = conditional_values(
        "access=destination @ (06:30-08:30); destination @ (16:30-18:30); maxspeed=30 @ Su"
    )
    assert [(v.key, v.value) for v in values] == [
        ("access", "destination"),
        ("access", "destination"),
        ("maxspeed", "30"),
    ]


ROUND = """
    A-1-B-------C-2-D
        |       |
        E-------F
"""
STREETS = ("AB", "BC", "CD", "BE", "EF", "CF")


def at(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()


def town_with(**tags: str) -> Town:
    return ascii_map(ROUND, ways={w: (tags if w == "BC" else {}) for w in STREETS})


@pytest.mark.parametrize(
    ("tags", "closed_at", "open_at"),
    [
        ({"access:conditional": "no @ (Mo-Fr 07:00-09:00)"}, "2026-11-23T08:00", "2026-11-23T10:00"),
        ({"access:conditional": "destination @ (06:30-08:30)"}, "2026-11-23T08:00", "2026-11-23T10:00"),
        ({"maxspeed:conditional": "10 @ (22:00-06:00)"}, "2026-11-23T23:00", "2026-11-23T12:00"),
        (
            {"access": "no", "access:conditional": "yes @ (10:00-18:00)"},
            "2026-11-23T08:00",
            "2026-11-23T12:00",
        ),
    ],
)
def test_the_time_of_departure_decides(tags: dict[str, str], closed_at: str, open_at: str) -> None:
    town = town_with(**tags)
    engine = engine_of(town)
    assert letters(town, ask(town, "1", "2", engine=engine, departure_unix_s=at(open_at))[0]) == "ABCD"
    assert letters(town, ask(town, "1", "2", engine=engine, departure_unix_s=at(closed_at))[0]) == "ABEFCD"


def test_traffic_slows_then_expires() -> None:
    town = town_with()
    now = [1_000.0]
    engine = engine_of(town, clock=lambda: now[0])
    assert letters(town, ask(town, "1", "2", engine=engine)[0]) == "ABCD"
    way = town.drawing.way_id("BC")
    engine.apply_traffic([TrafficReport(way, True, 2_000.0, speed_mps=2.0)]).join()
    assert letters(town, ask(town, "1", "2", engine=engine)[0]) == "ABEFCD"
    # The other direction is free.
    assert letters(town, ask(town, "2", "1", engine=engine)[0]) == "DCBA"
    now[0] = 2_001.0
    ask(town, "1", "2", engine=engine)
    assert engine._customizing is not None
    engine._customizing.join()
    assert letters(town, ask(town, "1", "2", engine=engine)[0]) == "ABCD"


def test_a_closed_road_is_not_driven_by_any_profile_and_congestion_is_told() -> None:
    town = town_with()
    engine = engine_of(town, clock=lambda: 0.0)
    way = town.drawing.way_id("BC")
    engine.apply_traffic(
        [
            TrafficReport(way, True, 9.0, closed=True),
            TrafficReport(town.drawing.way_id("EF"), True, 9.0, speed_mps=3.0),
        ]
    ).join()
    for objective in Objective:
        route = ask(town, "1", "2", engine=engine, objective=objective)[0]
        assert letters(town, route) == "ABEFCD"
    assert 3 in route.legs[0].edge_congestion
    slow = route.legs[0].edge_congestion == 3
    assert route.legs[0].edge_speed_mps[slow] == pytest.approx(3.0)


def test_queries_go_on_while_traffic_is_taken_in() -> None:
    town = town_with()
    engine = engine_of(town, clock=lambda: 0.0)
    way = town.drawing.way_id("BC")
    failures: list[BaseException] = []
    done = threading.Event()

    def drive() -> None:
        try:
            while not done.is_set():
                assert letters(town, ask(town, "1", "2", engine=engine)[0]) in ("ABCD", "ABEFCD")
        except BaseException as error:
            failures.append(error)

    drivers = [threading.Thread(target=drive) for _ in range(3)]
    for driver in drivers:
        driver.start()
    for round_number in range(20):
        engine.apply_traffic([TrafficReport(way, True, 9.0, closed=round_number % 2 == 0)]).join()
    done.set()
    for driver in drivers:
        driver.join()
    assert failures == []


def test_newer_reports_replace_older_ones() -> None:
    old = TrafficReport(1, True, 10.0, speed_mps=5.0)
    new = TrafficReport(1, True, 20.0, speed_mps=9.0)
    traffic = Traffic().updated([old]).updated([new])
    assert len(traffic) == 1
    assert traffic.next_expiry_unix_s == 20.0
    assert len(traffic.at(20.0)) == 0


def test_a_feed_is_read_and_a_wrong_one_refused() -> None:
    feed = [
        {"way": 5, "direction": "both", "speed_kmh": 36, "expires": "2026-01-01T00:00:00+00:00"},
        {"way": 6, "direction": "backward", "closed": True, "expires": 99},
    ]
    reports = parse_feed(json.dumps(feed))
    assert [(r.way_id, r.forward, r.speed_mps, r.closed) for r in reports] == [
        (5, True, 10.0, False),
        (5, False, 10.0, False),
        (6, False, None, True),
    ]
    for wrong in ("{", "{}", '[{"way": 1}]', '[{"way": 1, "expires": 5, "direction": "up"}]', "[3]"):
        with pytest.raises(TrafficError):
            parse_feed(wrong)
    with pytest.raises(TrafficError, match="report 0"):
        parse_feed('[{"way": 1, "expires": 5, "speed_kmh": -3}]')
