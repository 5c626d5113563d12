"""When the navigator speaks: in time, once, and no more than a driver can use."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from hmi.navigation.announcements import Announcement, Said, Stage, announce
from hmi.navigation.trip import Trip, drive
from maps.guide.progress import RouteLine, ahead, follow
from maps.models import Fix, Place
from tests.maps.guide.roads import at, leg, maneuvers_at_corners, route


def spoken(corners: list[tuple[int, int]], speeds: list[float], expected_mps: float) -> list[Announcement]:
    way = route(leg(corners, speed_mps=expected_mps))
    trip = Trip.along(way, maneuvers_at_corners(way), (Place("There", at(*corners[-1]), "address"),))
    found: list[Announcement] = []
    along, time_s, step = 0.0, 0.0, 0
    while along <= trip.line.length_m and step < 3000:
        speed = speeds[step % len(speeds)]
        fix = Fix(trip.line.position_at(along), time_s, speed, trip.line.course_at(along), 4.0)
        trip, said = drive(trip, fix, None, language="en", units="metric")
        found += said
        along += max(speed, 0.5)
        time_s += 1.0
        step += 1
    return found


@settings(max_examples=50, deadline=None)
@given(
    corners=st.lists(
        st.tuples(st.integers(-3000, 3000), st.integers(-3000, 3000)), min_size=2, max_size=8, unique=True
    ),
    speeds=st.lists(st.floats(1.0, 40.0), min_size=1, max_size=6),
    expected_mps=st.floats(5.0, 35.0),
)
def test_nothing_is_ever_said_twice(corners, speeds, expected_mps):
    stages = [(said.maneuver, said.stage) for said in spoken(corners, speeds, expected_mps)]
    assert len(stages) == len(set(stages))
    assert stages == sorted(stages), "a later stage is never followed by an earlier one"


def test_on_a_fast_road_the_turn_is_said_early_and_a_slow_one_is_left_in_peace():
    corners = [(0, 0), (5000, 0), (5000, 3000)]
    fast = [said.stage for said in spoken(corners, [33.0], 33.0) if said.maneuver == 1]
    slow = [said.stage for said in spoken(corners, [9.0], 9.0) if said.maneuver == 1]
    assert fast == [Stage.EARLY, Stage.PREPARE, Stage.NOW]
    assert slow == [Stage.PREPARE, Stage.NOW]


def test_the_last_sentence_before_a_turn_comes_in_time():
    """Three seconds of speech and two of thought before the corner, at any pace."""
    for speed in (8.0, 14.0, 25.0, 36.0):
        way = route(leg([(0, 0), (3000, 0), (3000, 3000)], speed_mps=speed))
        line, maneuvers = RouteLine.of(way), maneuvers_at_corners(way)
        said, at_m = Said(1, Stage.PREPARE), None
        along = 2000.0
        while at_m is None:
            fix = Fix(line.position_at(along), along / speed, speed, 90.0, 4.0)
            lies_ahead = ahead(line, maneuvers, follow(line, None, fix))
            said, now = announce(said, maneuvers, lies_ahead, speed_mps=speed, language="en", units="metric")
            if now is not None:
                at_m = lies_ahead.distance_to_maneuver_m
            along += speed * 0.25
        assert 4.0 <= at_m / speed <= 7.0


def test_two_turns_in_a_row_are_said_together():
    found = spoken([(0, 0), (900, 0), (900, 60), (2000, 60)], [13.0], 13.0)
    assert any("then turn left" in said.text for said in found if said.maneuver == 1)
