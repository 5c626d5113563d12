"""A drive becomes what a route would have said of it, and teaches the model; gaps and short hops do not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hmi.agent.books.drive_log import DriveLog, Moment
from hmi.energy.model import ConsumptionModel
from hmi.energy.profile import DriveProfile


def drive(
    speed_mps: float,
    seconds: int,
    battery_w: float | None = -10_000.0,
    *,
    climb_mps: float = 0.0,
    gap_at: int = -1,
    factor: float = 1.0,
) -> list[tuple[DriveProfile, float]]:
    log, found, odometer, height = DriveLog(), [], 1000.0, 500.0
    for n in range(seconds + 400):
        moving = 5 <= n < seconds + 5
        odometer += (speed_mps if moving else 0.0) * factor
        height += climb_mps * factor if moving else 0.0
        power = None if n == gap_at else (battery_w if moving else -300.0)
        log, ended = log.heard(
            Moment(float(n), speed_mps if moving else 0.0, odometer, power, False, height, 5.0, 12.0, factor)
        )
        found += [ended] if ended else []
    return found


def test_a_drive_is_learned_as_it_was() -> None:
    ((profile, used),) = drive(20.0, 600, climb_mps=0.1)
    assert profile.distance_m == pytest.approx(12_000, rel=0.01)
    assert profile.duration_s == pytest.approx(600 + 120, abs=5)
    assert used == pytest.approx(10 * 600 / 3600 + 0.3 * 120 / 3600, rel=0.01)
    assert profile.climb_m == pytest.approx(60, abs=6) and profile.descent_m == 0
    assert (profile.outside_celsius, profile.cabin_celsius) == (5.0, 12.0)
    assert ConsumptionModel().learned(profile, used).trips == 1


def test_a_compressed_clock_changes_nothing() -> None:
    ((slow, used),) = drive(20.0, 600)
    ((fast, used_fast),) = drive(20.0, 150, factor=4.0)
    assert fast.distance_m == pytest.approx(slow.distance_m, rel=0.02)
    assert used_fast == pytest.approx(used, rel=0.05)


@pytest.mark.parametrize(
    "found",
    [drive(20.0, 60), drive(20.0, 600, gap_at=200), drive(20.0, 600, battery_w=None), drive(0.0, 600)],
    ids=["short", "a gap", "no power", "standing"],
)
def test_what_says_nothing_teaches_nothing(found: list[object]) -> None:
    assert found == []


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.floats(0, 200),
            st.none() | st.floats(0, 60),
            st.none() | st.floats(-1e6, 1e6),
            st.none() | st.floats(-2e5, 2e5),
            st.none() | st.booleans(),
            st.none() | st.floats(-400, 9000),
        ),
        max_size=60,
    )
)
def test_whatever_is_heard_leaves_a_log(rows: list[tuple[float, ...]]) -> None:
    log, now = DriveLog(), 0.0
    for step, *rest in rows:
        now += step
        log, ended = log.heard(Moment(now, *rest))  # type: ignore[arg-type]
        if ended is not None:
            ConsumptionModel().learned(*ended)
