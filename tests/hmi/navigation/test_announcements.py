"""When the navigator speaks: in time, once, and no more than a driver can use."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hmi.navigation.announcements import Announcement, Stage, soon_said
from hmi.navigation.trip import Trip, drive
from maps.guide.spoken.pace import speaking_s
from maps.models import Fix, Place
from tests.maps.guide.roads import at, leg, maneuvers_at_corners, route


@dataclass(frozen=True)
class Heard:
    said: Announcement
    at_s: float
    ahead_m: float
    """to the maneuver it is about"""
    speed_mps: float


def timed(
    corners: list[tuple[int, int]], speeds: list[float], expected_mps: float, language: str = "en"
) -> list[Heard]:
    """What is heard on a way with a turn at each corner, driven at these speeds in turn, a fix a second."""
    way = route(leg(corners, speed_mps=expected_mps))
    trip = Trip.along(way, maneuvers_at_corners(way), (Place("There", at(*corners[-1]), "address"),))
    found: list[Heard] = []
    along, time_s, step = 0.0, 0.0, 0
    while along <= trip.line.length_m and step < 3000:
        speed = speeds[step % len(speeds)]
        fix = Fix(trip.line.position_at(along), time_s, speed, trip.line.course_at(along), 4.0)
        trip, said = drive(trip, fix, None, language=language, units="metric")
        found += [Heard(a, time_s, trip.maneuvers[a.maneuver].distance_along_m - along, speed) for a in said]
        along += max(speed, 0.5)
        time_s += 1.0
        step += 1
    return found


def spoken(corners: list[tuple[int, int]], speeds: list[float], expected_mps: float) -> list[Announcement]:
    return [heard.said for heard in timed(corners, speeds, expected_mps)]


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
    assert fast == [Stage.GOES_ON, Stage.EARLY, Stage.PREPARE, Stage.NOW]
    assert slow == [Stage.GOES_ON, Stage.PREPARE, Stage.NOW]


@pytest.mark.parametrize("speed", [8.5, 14.0, 25.0, 36.0])
def test_the_last_word_begins_where_drivers_want_it(speed):
    """UMTRI-95-6: 137 m at 64 km/h, 2.8 m more or less per km/h; checked at the places where fixes come."""
    corners = [(0, 0), (4000, 0), (4000, 3000)]
    said = [a for a in timed(corners, [speed], speed) if a.said.maneuver == 1 and a.said.stage is Stage.NOW]
    wanted_m = 137.0 + 2.8 * (speed * 3.6 - 64.0)
    assert [0.8 * wanted_m <= a.ahead_m <= 1.2 * wanted_m for a in said] == [True]


@settings(max_examples=60, deadline=None)
@given(
    corners=st.lists(
        st.tuples(st.integers(-1500, 1500), st.integers(-1500, 1500)), min_size=2, max_size=8, unique=True
    ),
    speeds=st.lists(st.floats(0.0, 40.0), min_size=1, max_size=6),
    expected_mps=st.floats(5.0, 35.0),
    language=st.sampled_from(["en", "de", "fr", "es", "ja", "ar"]),
)
def test_no_sentence_begins_before_the_last_has_ended_or_ends_after_its_turn(
    corners, speeds, expected_mps, language
):
    until_s = -1.0
    for heard in timed(corners, speeds, expected_mps, language):
        assert heard.at_s >= until_s - 1e-6 or heard.said.maneuver == len(corners) - 1, "two at once"
        until_s = heard.at_s + speaking_s(heard.said.text, language)
        if heard.said.stage is Stage.NOW and 0 < heard.said.maneuver < len(corners) - 1:
            steady_s = heard.ahead_m / max(heard.speed_mps, 0.1)
            assert steady_s >= until_s - heard.at_s, "it could not end before the turn even at this speed"


def test_below_30_km_h_the_last_word_begins_four_seconds_ahead():
    for speed in (2.0, 4.0, 6.0, 8.0):
        found = timed([(0, 0), (900, 0), (900, 900)], [speed], 13.9)
        last = [a for a in found if a.said.maneuver == 1 and a.said.stage is Stage.NOW]
        assert [a.ahead_m / speed >= 4.0 for a in last] == [True], speed


def test_where_there_is_no_time_for_the_road_the_turn_alone_is_said():
    """Two corners 70 m apart at 40 km/h: the second is told with the first, and once more without a name."""
    found = timed([(0, 0), (900, 0), (900, 75), (1900, 75)], [11.0], 11.0)
    last = [a.said for a in found if a.said.stage is Stage.NOW]
    full = max(len(a.said.text) for a in found if a.said.maneuver == 2)
    assert all(len(said.text) <= full for said in last if said.maneuver == 2)


def test_on_a_long_stretch_one_hears_once_how_far_it_goes_on():
    found = timed([(0, 0), (900, 0), (900, 9000), (2000, 9000)], [25.0], 25.0)
    assert [a.said.text for a in found if a.said.stage is Stage.GOES_ON] == [
        "Follow this road for 9 kilometres."
    ]


def test_a_road_that_only_changes_its_name_is_not_spoken_of():
    way = route(leg([(0, 0), (1500, 0), (3000, 0)], speed_mps=14.0))
    maneuvers = [
        replace(maneuver, type="new name", modifier="straight", name="Other Road") if i == 1 else maneuver
        for i, maneuver in enumerate(maneuvers_at_corners(way))
    ]
    trip = Trip.along(way, tuple(maneuvers), (Place("There", at(3000, 0), "address"),))
    heard = []
    for second in range(200):
        fix = Fix(trip.line.position_at(second * 14.0), float(second), 14.0, 90.0, 4.0)
        trip, said = drive(trip, fix, None, language="en", units="metric")
        heard += said
    assert not [said for said in heard if "Other Road" in said.text]


def test_a_first_turn_that_is_near_is_told_with_the_start():
    found = timed([(0, 0), (150, 0), (150, 900)], [6.0], 13.0)
    assert found[0].said.maneuver == 0
    assert "then turn left" in found[0].said.text


def test_two_turns_in_a_row_are_said_together():
    found = spoken([(0, 0), (900, 0), (900, 60), (2000, 60)], [13.0], 13.0)
    assert any("then turn left" in said.text for said in found if said.maneuver == 1)


def test_what_may_soon_be_said_holds_what_is_said():
    corners = [(0, 0), (900, 0), (900, 900), (3000, 900)]
    way = route(leg(corners, speed_mps=13.0))
    soon = soon_said(maneuvers_at_corners(way), 1, language="en", units="metric")
    said = [a for a in spoken(corners, [13.0], 13.0) if a.maneuver == 1 and a.stage is Stage.NOW]
    assert said[0].text in [guess.text for guess in soon]
