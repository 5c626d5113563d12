"""What a driver may do while the car moves, and what a passenger may open."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from hmi.distraction.policy import (
    PASSENGER_BELT,
    PASSENGER_OCCUPANCY,
    RULES,
    SPEED,
    Activity,
    Situation,
    cut,
    decide,
    situation,
)
from hmi.vehicle.signals import Value
from hmi.vehicle.state import Reading, VehicleState

NOW_S = 100.0


def car(age_s: float = 0.0, **values: Value) -> VehicleState:
    paths = {"speed": SPEED, "seat": PASSENGER_OCCUPANCY, "belt": PASSENGER_BELT}
    return VehicleState().updated(
        {paths[key]: Reading(value, NOW_S - age_s) for key, value in values.items()}
    )


def test_the_table_has_a_rule_for_every_activity() -> None:
    assert set(RULES) == set(Activity)


@pytest.mark.parametrize(("speed_kmh", "moving"), [(0.0, False), (5.0, False), (5.1, True), (130.0, True)])
def test_over_five_is_moving(speed_kmh: float, moving: bool) -> None:
    assert situation(car(speed=speed_kmh), NOW_S, passenger_unlocked=False).moving is moving


def test_losing_the_speed_counts_as_moving() -> None:
    assert situation(VehicleState(), NOW_S, passenger_unlocked=False).moving
    assert situation(car(speed=0.0, age_s=1.5), NOW_S, passenger_unlocked=False).moving
    assert situation(car(speed=0.0).disconnected(), NOW_S, passenger_unlocked=False).moving


def test_a_parked_car_allows_everything() -> None:
    limits = decide(Situation(moving=False))
    assert limits.allowed == frozenset(Activity)
    assert limits.maximum_rows > 1000


def test_a_moving_car_allows_only_adjustments_and_short_lists() -> None:
    limits = decide(Situation(moving=True))
    assert limits.allowed == {Activity.ADJUST}
    assert limits.maximum_rows == 6
    assert limits.maximum_depth == 2


@pytest.mark.parametrize(
    ("seat", "belt", "opens"),
    [("OCCUPIED", True, True), ("OCCUPIED", False, False), ("EMPTY", True, False), ("UNKNOWN", True, False)],
)
def test_a_passenger_opens_it_only_with_evidence(seat: str, belt: bool, opens: bool) -> None:
    now = situation(car(speed=80.0, seat=seat, belt=belt), NOW_S, passenger_unlocked=True)
    assert decide(now).allows(Activity.KEYBOARD) is opens


def test_stale_evidence_is_none() -> None:
    state = car(speed=80.0).updated(
        {
            PASSENGER_OCCUPANCY: Reading("OCCUPIED", NOW_S - 10),
            PASSENGER_BELT: Reading(True, NOW_S),
        }
    )
    assert not decide(situation(state, NOW_S, passenger_unlocked=True)).allows(Activity.KEYBOARD)


def test_nobody_opens_video_in_a_moving_car() -> None:
    for evident, unlocked in itertools.product((False, True), repeat=2):
        assert not decide(Situation(True, evident, unlocked)).allows(Activity.VIDEO)


def test_an_unlock_without_evidence_is_worth_nothing() -> None:
    assert decide(Situation(True, passenger_evident=False, passenger_unlocked=True)) == decide(Situation())


def test_long_texts_are_cut_while_moving_only() -> None:
    text = "word " * 40
    assert len(cut(text, decide(Situation(moving=True)))) <= 60
    assert cut(text, decide(Situation(moving=True))).endswith("…")
    assert cut(text, decide(Situation(moving=False))) == text


def test_an_unlock_without_its_evidence_is_none_and_does_not_come_back() -> None:
    now = situation(car(speed=50.0), NOW_S, passenger_unlocked=True)
    assert not now.passenger_evident and not now.passenger_unlocked
    assert decide(replace(now, passenger_unlocked=True)) == decide(now), "whoever claims it"
