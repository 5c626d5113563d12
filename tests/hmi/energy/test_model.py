"""The consumption model finds the car it drives, says how sure it is, and bears any trip it is told of."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hmi.energy.capacity import usable_capacity
from hmi.energy.model import PRIOR_DEVIATION, PRIOR_MEAN, ConsumptionModel
from hmi.energy.profile import TERMS, DriveProfile, work_terms


def drive(rng: np.random.Generator) -> DriveProfile:
    pieces = int(rng.integers(2, 60))
    return DriveProfile(
        np.full(pieces, 1000.0),
        rng.uniform(5.0, 36.0, pieces),
        climb_m=float(rng.uniform(0, 300)),
        descent_m=float(rng.uniform(0, 300)),
        outside_celsius=float(rng.uniform(-10, 35)),
    )


def a_car(rng: np.random.Generator) -> np.ndarray:
    return np.array(PRIOR_MEAN) + rng.normal(size=len(TERMS)) * np.array(PRIOR_DEVIATION)


def test_learning_halves_the_error_of_cars_that_differ() -> None:
    rng = np.random.default_rng(7)
    before, after = [], []
    for _ in range(12):
        truth, fresh = a_car(rng), ConsumptionModel()
        model = fresh
        for _ in range(40):
            way = drive(rng)
            used = float(work_terms(way, model.body) @ truth) * (1 + 0.04 * rng.normal())
            model = model.learned(way, used)
        for _ in range(10):
            way = drive(rng)
            used = float(work_terms(way, model.body) @ truth)
            before.append(abs(fresh.forecast(way).likely_kwh / used - 1))
            after.append(abs(model.forecast(way).likely_kwh / used - 1))
    assert np.median(after) < 0.5 * np.median(before) and np.median(after) < 0.03


def test_the_stated_interval_holds_what_it_says() -> None:
    rng = np.random.default_rng(8)
    inside = []
    for _ in range(20):
        truth, model = a_car(rng), ConsumptionModel()
        for _ in range(40):
            way = drive(rng)
            used = float(work_terms(way, model.body) @ truth) * (1 + 0.08 * rng.normal())
            told = model.forecast(way)
            inside.append(told.low_kwh <= used <= told.high_kwh)
            model = model.learned(way, used)
    assert 0.74 <= np.mean(inside) <= 0.88


def test_what_was_never_met_stays_uncertain() -> None:
    rng, model = np.random.default_rng(9), ConsumptionModel()
    summer = [
        DriveProfile(np.full(20, 1000.0), rng.uniform(8, 30, 20), outside_celsius=20.0) for _ in range(60)
    ]
    for way in summer:
        model = model.learned(way, float(work_terms(way, model.body) @ np.array(PRIOR_MEAN)))
    winter = DriveProfile(summer[0].length_m, summer[0].speed_mps, outside_celsius=-10.0)
    told, warm = model.forecast(winter), model.forecast(summer[0])
    assert told.deviation_kwh / told.likely_kwh > 1.5 * warm.deviation_kwh / warm.likely_kwh


def test_one_absurd_trip_moves_little() -> None:
    rng, model = np.random.default_rng(10), ConsumptionModel()
    ways = [drive(rng) for _ in range(30)]
    for way in ways:
        model = model.learned(way, model.forecast(way).likely_kwh)
    spoiled = model.learned(ways[0], 10 * model.forecast(ways[0]).likely_kwh)
    for way in ways:
        assert spoiled.forecast(way).likely_kwh == pytest.approx(model.forecast(way).likely_kwh, rel=0.12)


@settings(max_examples=60, deadline=None)
@given(
    pieces=st.lists(st.tuples(st.floats(0, 5000), st.floats(0.1, 70)), min_size=1, max_size=12),
    outside=st.floats(-40, 50),
    cabin=st.none() | st.floats(-40, 80),
    climb=st.floats(0, 3000),
    wind=st.floats(-30, 30),
    used=st.floats(allow_nan=True, allow_infinity=True, width=32),
)
def test_no_trip_makes_the_model_unusable(
    pieces: list[tuple[float, float]],
    outside: float,
    cabin: float | None,
    climb: float,
    wind: float,
    used: float,
) -> None:
    lengths, speeds = (np.array(part) for part in zip(*pieces, strict=True))
    way = DriveProfile(lengths, speeds, climb, 0.0, outside, cabin, wind)
    model = ConsumptionModel().learned(way, used).learned(way, used)
    told = model.forecast(way)
    assert math.isfinite(told.likely_kwh) and told.deviation_kwh > 0
    assert np.all(np.linalg.eigvalsh(model.covariance) > -1e-9)


def test_a_model_survives_its_journal_and_another_release_is_refused() -> None:
    rng, model = np.random.default_rng(11), ConsumptionModel()
    way = drive(rng)
    model = model.learned(way, 3.0)
    again = ConsumptionModel.from_record(json.loads(json.dumps(model.record())))
    assert again.forecast(way) == model.forecast(way)
    for broken in ({}, {**model.record(), "mean": [1.0]}, {**model.record(), "scatter": "x"}):
        with pytest.raises(ValueError, match="consumption model"):
            ConsumptionModel.from_record(broken)


@pytest.mark.parametrize("true_kwh", [18.8, 42.0, 77.0])
def test_capacity_within_three_percent_and_its_interval_covers(true_kwh: float) -> None:
    rng, near, inside = np.random.default_rng(12), 0, 0
    for _ in range(60):
        lost = rng.uniform(4, 35, 30)
        shown = np.round(lost + rng.normal(0, 0.6, 30), 1)
        used = true_kwh * lost / 100
        used[0] *= 1.5  # charged between, and nobody saw it
        told = usable_capacity(used.tolist(), shown.tolist())
        assert told is not None
        near += abs(told.likely_kwh / true_kwh - 1) < 0.03
        inside += told.low_kwh <= true_kwh <= told.high_kwh
    assert near >= 57 and 40 <= inside <= 58


def test_too_few_trips_tell_no_capacity() -> None:
    assert usable_capacity([3.0, 3.0, 3.0], [10.0, 10.0, 10.0]) is None
    assert usable_capacity([3.0] * 10, [0.5] * 10) is None
