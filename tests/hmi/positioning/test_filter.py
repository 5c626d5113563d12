"""Reckoning: straight on, round bends, in reverse, standing, over the date line, whatever a receiver says."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hmi.positioning.filter import (
    BELIEVE_AGAIN_AFTER,
    BIAS,
    SCALE,
    Estimate,
    Odometry,
    Satellites,
    begin,
    correct,
    correct_by_road,
    correct_speed,
    move,
)
from maps.geometry import LatLon, destination_point, distance_m

HOME = LatLon(48.0, 11.0)


def north_of(start: LatLon, metres: float, course_deg: float = 0.0) -> LatLon:
    return destination_point(start, course_deg, metres)


def driven_north(
    seconds: int,
    *,
    start: LatLon = HOME,
    speed_mps: float = 20.0,
    wheels_wrong: float = 0.0,
    yaw_wrong_radps: float = 0.0,
) -> Estimate:
    """A drive due north with satellites every second; the sensors are wrong by what is given."""
    estimate = begin(Satellites(0.0, start, 2.0, speed_mps, 0.0))
    for tick in range(1, seconds * 10 + 1):
        now_s = tick / 10
        estimate = move(estimate, Odometry(now_s, speed_mps * (1 + wheels_wrong), yaw_wrong_radps))
        if tick % 10 == 0:
            fix = Satellites(now_s, north_of(start, speed_mps * now_s), 2.0, speed_mps, 0.0)
            estimate = correct_speed(correct(estimate, fix), speed_mps * (1 + wheels_wrong), speed_mps)
    return estimate


def test_what_the_sensors_are_wrong_by_is_learned_while_there_are_satellites() -> None:
    estimate = driven_north(120, wheels_wrong=0.02, yaw_wrong_radps=math.radians(0.5))
    assert estimate.state[SCALE] == pytest.approx(1 / 1.02 - 1, abs=0.003)
    assert math.degrees(estimate.state[BIAS]) == pytest.approx(0.5, abs=0.05)


@pytest.mark.parametrize("speed_mps", [3.0, 12.0, 36.0])
def test_in_the_dark_the_car_goes_on_by_wheels_and_turn_rate(speed_mps: float) -> None:
    wrong = {"wheels_wrong": 0.01, "yaw_wrong_radps": math.radians(0.3)}
    estimate = driven_north(120, speed_mps=speed_mps, **wrong)
    begun = north_of(HOME, 120 * speed_mps)
    before_m = estimate.accuracy_m
    for tick in range(1, 601):
        said = speed_mps * 1.01
        estimate = move(estimate, Odometry(120 + tick / 10, said, math.radians(0.3)))
    true = north_of(begun, 60 * speed_mps)
    away_m = distance_m(estimate.position, true)
    assert away_m < 0.02 * 60 * speed_mps + 2.0
    assert estimate.accuracy_m > before_m, "and it says that it knows less"
    assert away_m < 4.0 * estimate.accuracy_m


def test_a_bend_in_the_dark_is_followed() -> None:
    estimate = driven_north(60)
    for tick in range(1, 101):  # ninety degrees to the right in ten seconds
        estimate = move(estimate, Odometry(60 + tick / 10, 20.0, math.radians(9.0)))
    assert estimate.course_deg == pytest.approx(90.0, abs=1.5)


def test_reversing_goes_backward_and_keeps_the_nose() -> None:
    estimate = driven_north(60)
    there = estimate.position
    for tick in range(1, 51):
        estimate = move(estimate, Odometry(60 + tick / 10, -2.0, 0.0))
    assert distance_m(estimate.position, there) == pytest.approx(10.0, abs=0.5)
    assert estimate.position.lat_deg < there.lat_deg
    assert min(estimate.course_deg, 360 - estimate.course_deg) < 1.0


def test_a_standing_car_teaches_the_bias_and_does_not_turn() -> None:
    estimate = begin(Satellites(30.0, HOME, 2.0, 20.0, 0.0))
    course = estimate.course_deg
    for tick in range(1, 301):
        estimate = move(estimate, Odometry(30 + tick / 10, 0.0, math.radians(0.7)))
    assert math.degrees(estimate.state[BIAS]) == pytest.approx(0.7, abs=0.05)
    assert estimate.course_deg == pytest.approx(course, abs=1e-6)


def test_one_fix_that_lies_is_refused_and_a_new_place_is_believed_after_some() -> None:
    estimate = driven_north(60)
    there = estimate.position
    far = north_of(HOME, 3000.0, 90.0)
    lied = correct(estimate, Satellites(60.0, far, 2.0, 20.0, 0.0))
    assert distance_m(lied.position, there) < 0.01
    for _ in range(BELIEVE_AGAIN_AFTER):
        estimate = correct(estimate, Satellites(60.0, far, 2.0, 20.0, 0.0))
    assert distance_m(estimate.position, far) < 5.0


def test_the_age_of_a_fix_is_made_up_for() -> None:
    estimate = begin(Satellites(0.0, HOME, 2.0, 30.0, 0.0))
    for tick in range(1, 1201):
        now_s = tick / 10
        estimate = move(estimate, Odometry(now_s, 30.0, 0.0))
        late = north_of(HOME, 30.0 * (now_s - 0.1))
        estimate = correct(estimate, Satellites(now_s, late, 1.0, 30.0, 0.0, age_s=0.1))
    assert distance_m(estimate.position, north_of(HOME, 30.0 * 120.0)) < 1.6


def test_the_road_corrects_across_it_and_not_along() -> None:
    estimate = driven_north(60)
    for tick in range(1, 301):
        estimate = move(estimate, Odometry(60 + tick / 10, 20.0, math.radians(0.2)))
    beside = north_of(estimate.position, 8.0, 90.0)
    corrected = correct_by_road(estimate, beside, 0.0)
    east = (corrected.position.lon_deg - estimate.position.lon_deg) * 111_000 * math.cos(math.radians(48.0))
    north = (corrected.position.lat_deg - estimate.position.lat_deg) * 111_000
    assert east > 4.0
    assert abs(north) < 3.0
    assert corrected.accuracy_m <= estimate.accuracy_m


@pytest.mark.parametrize("lon_deg", [179.9995, -179.9995])
def test_over_the_date_line_it_drives_on(lon_deg: float) -> None:
    start = LatLon(-16.8, lon_deg)
    course = 90.0 if lon_deg > 0 else 270.0
    estimate = begin(Satellites(0.0, start, 2.0, 20.0, math.radians(course)))
    for tick in range(1, 301):
        now_s = tick / 10
        estimate = move(estimate, Odometry(now_s, 20.0, 0.0))
        if tick % 10 == 0:
            there = north_of(start, 20.0 * now_s, course)
            estimate = correct(estimate, Satellites(now_s, there, 2.0, 20.0, math.radians(course)))
    assert distance_m(estimate.position, north_of(start, 600.0, course)) < 3.0


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.floats(0.0, 5.0),
            st.one_of(st.none(), st.floats(-30.0, 80.0)),
            st.one_of(st.none(), st.floats(-2.0, 2.0)),
            st.one_of(st.none(), st.tuples(st.floats(-500.0, 500.0), st.floats(0.5, 200.0))),
        ),
        max_size=40,
    )
)
def test_whatever_comes_the_covariance_stays_one_and_everything_is_finite(steps) -> None:
    estimate, now_s = begin(Satellites(0.0, HOME, 5.0)), 0.0
    for passed_s, speed, turn, fix in steps:
        now_s += passed_s
        estimate = move(estimate, Odometry(now_s, speed, turn))
        if fix is not None:
            metres, accuracy = fix
            estimate = correct(estimate, Satellites(now_s, north_of(HOME, metres), accuracy, speed, 0.3))
        assert np.isfinite(estimate.state).all()
        assert np.allclose(estimate.covariance, estimate.covariance.T)
        assert np.linalg.eigvalsh(estimate.covariance)[0] > -1e-6
        assert math.isfinite(estimate.accuracy_m)
