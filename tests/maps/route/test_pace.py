"""A duration has a span, and a driver's pace is learned slowly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maps.route.pace import Pace, span_s


@given(st.floats(0.0, 200_000.0), st.floats(0.0, 200_000.0))
def test_spans_hold_their_duration_and_grow_with_it(a: float, b: float) -> None:
    short, long = min(a, b), max(a, b)
    (low_a, high_a), (low_b, high_b) = span_s(short), span_s(long)
    assert 0.0 <= low_a <= short <= high_a
    assert low_a <= low_b + 1e-6 and high_a <= high_b + 1e-6
    if short > 60.0:
        assert high_b / long <= high_a / short + 1e-9, "a longer way is known better in parts"


@given(st.floats(0.7, 1.5), st.floats(300.0, 7_200.0))
def test_a_steady_pace_is_learned_and_nothing_beyond_it(ratio: float, expected_s: float) -> None:
    pace = Pace()
    factors = [1.0]
    for _ in range(200):
        pace = pace.after(expected_s, expected_s * ratio)
        factors.append(pace.factor)
    assert factors[-1] == pytest.approx(ratio, rel=0.05)
    assert all(min(1.0, ratio) - 1e-9 <= factor <= max(1.0, ratio) + 1e-9 for factor in factors)
    assert abs(factors[1] - 1.0) <= 0.25 * abs(ratio - 1.0) + 0.01, "one trip says little"


@given(st.one_of(st.floats(), st.floats(0, 1e6)), st.one_of(st.floats(), st.floats(0, 1e6)))
def test_no_trip_whatever_breaks_it(expected_s: float, driven_s: float) -> None:
    pace = Pace(0.1, 3.0).after(expected_s, driven_s)
    assert 0.6 < pace.factor < 1.7
