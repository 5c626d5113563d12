"""The one charge planner: cheapest, in time, within every limit, and still a plan when the solver fails."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hmi.agent.charging import planner
from hmi.agent.charging.planner import solve, solve_simply
from hmi.agent.charging.problem import CarNeed, ChargeProblem, Goal, Interval, PlanError, Taper, cut

T0 = 1_767_900_600.0 // 3600 * 3600


def quarters(prices: list[float | None], **more: float) -> tuple[Interval, ...]:
    return tuple(Interval(T0 + 900 * n, T0 + 900 * (n + 1), price, **more) for n, price in enumerate(prices))


def car(hours: float, **changes: object) -> CarNeed:
    row: dict[str, object] = {
        "level_percent": 40.0,
        "target_percent": 80.0,
        "capacity_kwh": 60.0,
        "departure_unix_s": T0 + 3600 * hours,
        "power_kw": 11.0,
        "taper": Taper(100.0),
    }
    return CarNeed(**{**row, **changes})  # type: ignore[arg-type]


def cost(problem: ChargeProblem, power: np.ndarray) -> float:
    return float(
        sum((i.price_per_kwh or 0) * i.hours * p for i, p in zip(problem.intervals, power, strict=True))
    )


@settings(max_examples=25, deadline=None)
@given(
    prices=st.lists(st.integers(-20, 60), min_size=4, max_size=9),
    missing=st.integers(1, 8),
    run=st.sampled_from([900, 1800, 2700]),
)
def test_no_choice_of_quarter_hours_is_cheaper(prices: list[int], missing: int, run: int) -> None:
    """Against every on-off pattern there is, where full quarter hours are just what is needed."""
    count = min(missing, len(prices))
    step_percent = 100 * car(9).battery_kw / 4 / 60
    need = car(
        len(prices) / 4,
        target_percent=40 + count * step_percent,
        limit_percent=40 + count * step_percent,
        least_run_s=run,
        least_pause_s=900,
    )
    problem = ChargeProblem(quarters([p / 100 for p in prices]), (need,))
    ours = solve(problem).courses[0]
    assert ours.percent[-1] == pytest.approx(need.target_percent, abs=0.01)
    best = np.inf
    for on in itertools.product((0, 1), repeat=len(prices)):
        runs = [len(list(group)) for key, group in itertools.groupby(on) if key]
        last_counts = on[-1] == 1
        short = [n for n in (runs[:-1] if last_counts else runs) if n * 900 < run]
        if sum(on) == count and not short:
            best = min(best, cost(problem, np.array(on) * 11.0))
    # Part of a quarter hour may be charged in, which is cheaper still, never dearer.
    assert cost(problem, ours.power_kw) <= best + 1e-3


@settings(max_examples=40, deadline=None)
@given(
    prices=st.lists(st.none() | st.floats(-0.5, 1.5), min_size=1, max_size=40),
    level=st.floats(0, 100),
    target=st.floats(0, 100),
    limit=st.floats(0, 100),
    minimum=st.floats(0, 100),
    power=st.sampled_from([0.0, 1.4, 2.3, 11.0, 22.0]),
    goal=st.sampled_from(list(Goal)),
)
def test_every_task_has_a_plan_within_its_limits(
    prices: list[float | None],
    level: float,
    target: float,
    limit: float,
    minimum: float,
    power: float,
    goal: Goal,
) -> None:
    need = car(
        len(prices) / 4,
        level_percent=level,
        target_percent=target,
        limit_percent=limit,
        minimum_percent=minimum,
        power_kw=power,
        taper=Taper(),
    )
    problem = ChargeProblem(quarters(prices), (need,), goal=goal)
    for found in (solve(problem), solve_simply(problem)):
        course = found.courses[0]
        assert np.all(course.power_kw >= -1e-9) and np.all(course.power_kw <= power + 1e-6)
        assert course.percent[-1] <= max(limit, level, min(minimum, limit)) + 0.2
        everything = planner._percents(need, np.full(len(prices), power), np.full(len(prices), 0.25))[-1]
        wanted = min(max(target, minimum), limit)
        assert course.percent[-1] >= min(wanted, everything) - 0.3


def test_a_slow_socket_begins_early_enough() -> None:
    need = car(12, power_kw=2.3, target_percent=70)
    found = solve(ChargeProblem(quarters([0.4] * 40 + [0.1] * 8), (need,))).courses[0]
    assert found.percent[-1] == pytest.approx(70, abs=0.1)
    assert np.count_nonzero(found.power_kw) > 30


def test_the_minimum_comes_at_once_and_the_rest_when_it_is_cheap() -> None:
    need = car(10, level_percent=10, minimum_percent=30, target_percent=60)
    found = solve(ChargeProblem(quarters([0.5] * 20 + [0.05] * 20), (need,))).courses[0]
    at_minimum = int(np.argmax(found.percent >= 30 - 1e-6))
    assert np.all(found.power_kw[:at_minimum] == pytest.approx(11.0))
    assert np.all(found.power_kw[at_minimum + 1 : 20] == 0)


def test_free_electricity_fills_up_to_the_limit_and_not_beyond() -> None:
    need = car(8, target_percent=60, limit_percent=90)
    found = solve(ChargeProblem(quarters([0.2] * 8 + [-0.1] * 24), (need,))).courses[0]
    assert found.percent[-1] == pytest.approx(90, abs=0.2)


def test_among_equals_the_later_in_one_go() -> None:
    found = solve(ChargeProblem(quarters([0.2] * 40), (car(10),))).courses[0]
    on = np.flatnonzero(found.power_kw > 0)
    assert on[-1] == 39 and len(on) == on[-1] - on[0] + 1


def test_two_cars_share_a_connection_and_both_are_ready() -> None:
    needs = (car(6, target_percent=70), car(4, target_percent=65, capacity_kwh=40.0))
    problem = ChargeProblem(quarters([0.3] * 12 + [0.1] * 12), needs, connection_kw=11.0)
    first, second = solve(problem).courses
    assert np.all(first.power_kw + second.power_kw <= 11.0 + 1e-6)
    assert first.percent[-1] == pytest.approx(70, abs=0.1)
    assert second.percent[15] == pytest.approx(65, abs=0.1)
    assert np.all(second.power_kw[16:] == 0), "it has left"


def test_a_power_that_can_be_set_never_falls_below_its_least() -> None:
    need = car(6, least_power_kw=4.1, target_percent=55)
    rng = np.random.default_rng(3)
    found = solve(ChargeProblem(quarters(list(rng.uniform(0, 0.5, 24))), (need,))).courses[0]
    running = found.power_kw[found.power_kw > 1e-6]
    assert np.all(running >= 4.1 - 1e-6)


def test_the_roofs_surplus_is_taken_before_the_grids() -> None:
    sunny = [*quarters([0.3] * 24)]
    sunny[8:16] = [Interval(i.begin_unix_s, i.end_unix_s, 0.3, own_kw=5.0) for i in sunny[8:16]]
    need = car(6, target_percent=45)
    found = solve(ChargeProblem(tuple(sunny), (need,), goal=Goal.OWN)).courses[0]
    outside = np.concatenate((found.power_kw[:8], found.power_kw[16:]))
    assert found.percent[-1] == pytest.approx(45, abs=0.1) and np.all(outside < 1e-6)


def test_the_clean_goal_follows_the_carbon_and_not_the_price() -> None:
    hours = [
        Interval(T0 + 900 * n, T0 + 900 * (n + 1), 0.1 if n < 12 else 0.3, 0.6 if n < 12 else 0.1)
        for n in range(24)
    ]
    problem = ChargeProblem(tuple(hours), (car(6, target_percent=50),), goal=Goal.CLEAN)
    found = solve(problem).courses[0]
    assert np.all(found.power_kw[:12] == 0) and found.percent[-1] == pytest.approx(50, abs=0.1)


def test_the_house_is_fed_above_the_floor_when_that_is_worth_it() -> None:
    dear = tuple(
        Interval(T0 + 900 * n, T0 + 900 * (n + 1), 0.6 if n < 8 else 0.1, house_kw=3.0) for n in range(24)
    )
    need = car(6, level_percent=80, target_percent=80, gives_kw=5.0, floor_percent=60)
    found = solve(ChargeProblem(dear, (need,))).courses[0]
    assert np.all(found.gives_kw[:8] == pytest.approx(3.0, abs=0.01)) and found.percent.min() >= 60 - 0.01
    assert found.percent[-1] == pytest.approx(80, abs=0.1)


def test_a_solver_that_fails_leaves_the_simple_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    class NoSolver:
        def __init__(self) -> None:
            raise RuntimeError("no licence, no memory, no anything")

    monkeypatch.setattr(planner.highspy, "Highs", NoSolver)
    found = solve(ChargeProblem(quarters([0.5] * 10 + [0.1] * 20), (car(7.5),)))
    assert not found.proven and found.courses[0].percent[-1] == pytest.approx(80, abs=0.1)
    assert np.all(found.courses[0].power_kw[:8] == 0)


def test_unknown_prices_count_as_that_time_of_day_and_a_little_more() -> None:
    known = [0.1] * 4 + [0.3] * 92
    problem = ChargeProblem(quarters([*known, *[None] * 96]), (car(48),))
    worth = planner.worth(problem)
    assert worth[96] == pytest.approx(0.1 * 1.05 + 1e-3) and worth[120] > 0.3


def test_cuts_follow_the_clock_prices_and_departures() -> None:
    hourly = [Interval(T0 + 3600 * n, T0 + 3600 * (n + 1), 0.1 * n) for n in range(3)]
    steps = cut(hourly, T0 + 400, [T0 + 3 * 3600 + 500])
    assert steps[0].begin_unix_s == T0 + 400 and steps[0].end_unix_s == T0 + 900
    assert steps[-1].end_unix_s == T0 + 3 * 3600 + 500 and steps[-1].price_per_kwh is None
    assert all(step.end_unix_s - step.begin_unix_s <= 900 for step in steps)
    week = cut(hourly, T0, [T0 + 7 * 86400])
    assert len(week) < 300 and week[-1].end_unix_s == T0 + 7 * 86400
    with pytest.raises(PlanError):
        cut(hourly, T0, [T0])
