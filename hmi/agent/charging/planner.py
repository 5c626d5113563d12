"""The one charge planner: the cheapest (cleanest, most one's own) way to be full in time, proven by a MILP.

Mixed-integer programme over steps of at most a quarter hour, solved by HiGHS. By car and step: the power
at the socket, whether it charges at all (the charger's own need, the least run and pause), what is fed to the
house. A target that time does not allow is come as near to as it goes. Where the solver fails, the simple
plan stands in: the cheapest steps first.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

import highspy
import numpy as np
from numpy.typing import NDArray

from hmi.agent.charging.problem import (
    CARBON_PRICE,
    GRID_PENALTY,
    CarNeed,
    ChargeProblem,
    Interval,
)

SOLVED_S, TIDIED_S = 0.6, 0.25
GAP, MONEY = 5e-5, 1e-5
"""what counts as equal: a share of the cost, and money"""
MISSED_PER_PERCENT = 100.0
"""money: no price makes the car leave emptier than it could"""
LATER_PER_KWH, START = 1.0, 2.0
"""among equals in cost: as late as it can be, since a full battery ages faster, and in few runs"""
LIMIT_SPARE_PERCENT = 0.1
"""a step of a set power need not end exactly at the limit"""
UNKNOWN_OVER_KNOWN = 1.05
"""an unknown price counts as what is known at that time of day and a little more"""
UNKNOWN_PRICE, UNKNOWN_CO2 = 0.30, 0.40
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Course:
    """One car's part of a solution, by interval."""

    power_kw: NDArray[np.float64]
    """mean at the socket, without what is given back"""
    gives_kw: NDArray[np.float64]
    percent: NDArray[np.float64]
    """at the end of each interval"""


@dataclass(frozen=True, slots=True)
class Solution:
    courses: tuple[Course, ...]
    proven: bool
    bound: float
    """no plan costs less, in the terms of `worth`; minus infinity for the simple plan"""


def solve(problem: ChargeProblem) -> Solution:
    """The best plan, or the simple one where the solver finds none in time."""
    try:
        solution = _solve_milp(problem)
    except Exception as error:  # a solver's fault must not leave the car empty
        _LOG.error("the charge plan's solver failed: %s", error)
        solution = None
    return solution or solve_simply(problem)


def worth(problem: ChargeProblem) -> NDArray[np.float64]:
    """What a kWh from the grid counts in each interval, in money: price, carbon and the goal's own weight."""
    price = filled([i.price_per_kwh for i in problem.intervals], problem.intervals, UNKNOWN_PRICE)
    carbon = CARBON_PRICE[problem.goal]
    if carbon:
        co2 = [i.co2_kg_per_kwh for i in problem.intervals]
        price = 0.05 * price + carbon * filled(co2, problem.intervals, UNKNOWN_CO2)
    found: NDArray[np.float64] = price + GRID_PENALTY[problem.goal]
    return found


def filled(
    values: Sequence[float | None], intervals: Sequence[Interval], otherwise: float
) -> NDArray[np.float64]:
    """With the unknown as the known of the same time of day, else as the highest known, and a little more."""
    known = [(i, value) for i, value in zip(intervals, values, strict=True) if value is not None]
    if not known:
        return np.full(len(values), otherwise)
    highest = max(value for _, value in known)
    by_hour: dict[int, list[float]] = {}
    for each, told in known:
        by_hour.setdefault(int(each.begin_unix_s % 86400 // 3600), []).append(told)
    found: NDArray[np.float64] = np.empty(len(values))
    for n, (interval, value) in enumerate(zip(intervals, values, strict=True)):
        if value is not None:
            found[n] = float(value)
            continue
        hour = by_hour.get(int(interval.begin_unix_s % 86400 // 3600))
        likely = sum(hour) / len(hour) if hour else highest
        found[n] = likely + abs(likely) * (UNKNOWN_OVER_KNOWN - 1) + 1e-3
    return found


def solve_simply(problem: ChargeProblem) -> Solution:
    """Each car by itself: the minimum at once, then the cheapest steps until it is full enough."""
    price = worth(problem)
    left = np.full(len(problem.intervals), np.inf if problem.connection_kw is None else problem.connection_kw)
    courses = []
    for car in problem.cars:
        hours = _hours(problem, car)
        power = np.minimum(car.power_kw, left)
        rate = np.maximum(0.0, car.efficiency * power - car.overhead_kw)
        forced = _minimum_power(problem, car)
        taken = np.minimum(forced, power)
        goal = min(max(car.target_percent, car.minimum_percent), car.limit_percent)
        order = sorted(range(len(hours)), key=lambda n: (price[n], -n))
        percent = _percents(car, taken, hours)
        for n in order:
            missing = (goal - percent[-1]) / 100 * car.capacity_kwh
            if missing <= 1e-6:
                break
            full = rate[n] * hours[n]
            if full <= 0 or taken[n] >= power[n]:
                continue
            taken[n] = min(power[n], taken[n] + power[n] * missing / full)
            percent = _percents(car, taken, hours)
        left = left - taken
        courses.append(Course(taken, np.zeros_like(taken), percent))
    return Solution(tuple(courses), False, -np.inf)


def _hours(problem: ChargeProblem, car: CarNeed) -> NDArray[np.float64]:
    """Of each interval, as long as the car is there."""
    ends = np.array([min(i.end_unix_s, car.departure_unix_s) for i in problem.intervals])
    hours: NDArray[np.float64] = np.maximum(0.0, ends - np.array([i.begin_unix_s for i in problem.intervals]))
    return hours / 3600


def _percents(car: CarNeed, power_kw: NDArray[np.float64], hours: NDArray[np.float64]) -> NDArray[np.float64]:
    """Levels at the end of each interval, with a power that is full or off; the taper is kept."""
    found = np.empty(len(hours))
    level = car.level_percent
    for n in range(len(hours)):
        share = power_kw[n] / car.power_kw if car.power_kw > 0 else 0.0
        into = min(share * car.battery_kw, car.taper_kw(level)) * hours[n]
        level = min(max(level, car.limit_percent), level + 100 * into / car.capacity_kwh)
        found[n] = level
    return found


def _reachable_percent(problem: ChargeProblem, car: CarNeed) -> float:
    """The level at departure with nothing but full power from now on."""
    if problem.connection_kw is not None and problem.connection_kw < car.power_kw:
        car = replace(car, power_kw=problem.connection_kw)
    hours = _hours(problem, car)
    return float(_percents(car, np.where(hours > 0, car.power_kw, 0.0), hours)[-1])


def _minimum_power(problem: ChargeProblem, car: CarNeed) -> NDArray[np.float64]:
    """What must flow at once so that the minimum is reached as soon as it can be; kW by interval."""
    hours = _hours(problem, car)
    found = np.zeros(len(hours))
    missing = (min(car.minimum_percent, car.limit_percent) - car.level_percent) / 100 * car.capacity_kwh
    if problem.connection_kw is not None and problem.connection_kw < car.power_kw:
        car = replace(car, power_kw=problem.connection_kw)
    for n in range(len(hours)):
        if missing <= 1e-6 or car.battery_kw <= 0:
            break
        part = min(1.0, missing / (car.battery_kw * hours[n])) if hours[n] > 0 else 0.0
        found[n] = car.power_kw * part
        missing -= car.battery_kw * part * hours[n]
    return found


class _Programme:
    """Columns and rows of a linear programme as they are written down."""

    def __init__(self) -> None:
        self.cost: list[float] = []
        self.second: list[float] = []
        self.lower: list[float] = []
        self.upper: list[float] = []
        self.whole: list[bool] = []
        self.row_lower: list[float] = []
        self.row_upper: list[float] = []
        self.begin: list[int] = [0]
        self.index: list[int] = []
        self.value: list[float] = []

    def column(
        self, cost: float, lower: float, upper: float, whole: bool = False, second: float = 0.0
    ) -> int:
        """`second` decides among solutions of equal cost."""
        self.cost.append(cost)
        self.second.append(second)
        self.lower.append(lower)
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.cost) - 1

    def row(self, terms: Sequence[tuple[int, float]], lower: float, upper: float) -> None:
        for column, value in terms:
            self.index.append(column)
            self.value.append(value)
        self.begin.append(len(self.index))
        self.row_lower.append(lower)
        self.row_upper.append(upper)

    def solve(self) -> tuple[NDArray[np.float64], float, bool] | None:
        """Values, the bound that no solution beats, whether it is proven; None where there is none."""
        found = self._solve(self.cost, SOLVED_S, GAP)
        if found is None:
            return None
        values, bound, optimal = found
        if not optimal:
            return found
        cost = float(np.dot(self.cost, values))
        self.row(
            [(n, value) for n, value in enumerate(self.cost) if value],
            -np.inf,
            cost + MONEY + GAP * abs(cost),
        )
        tidy = self._solve(self.second, TIDIED_S, 1e-2)
        return (values if tidy is None else tidy[0]), bound, optimal

    def _solve(
        self, cost: Sequence[float], seconds: float, gap: float
    ) -> tuple[NDArray[np.float64], float, bool] | None:
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(cost), len(self.row_lower)
        model.col_cost_ = np.array(cost)
        model.col_lower_, model.col_upper_ = np.array(self.lower), np.array(self.upper)
        model.row_lower_, model.row_upper_ = np.array(self.row_lower), np.array(self.row_upper)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.array(self.begin, np.int32)
        model.a_matrix_.index_ = np.array(self.index, np.int32)
        model.a_matrix_.value_ = np.array(self.value)
        whole, real = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
        model.integrality_ = [whole if each else real for each in self.whole]
        solver = highspy.Highs()  # type: ignore[no-untyped-call]
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("time_limit", seconds)
        solver.setOptionValue("mip_rel_gap", gap)
        solver.setOptionValue("mip_abs_gap", MONEY)
        solver.setOptionValue("threads", 1)
        solver.passModel(model)
        solver.run()
        info = solver.getInfo()
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return None
        values = np.array(solver.getSolution().col_value)
        optimal = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        return values, float(info.mip_dual_bound), optimal


def _solve_milp(problem: ChargeProblem) -> Solution | None:
    programme = _Programme()
    price = worth(problem)
    begin = problem.intervals[0].begin_unix_s
    span = max(1.0, problem.intervals[-1].end_unix_s - begin)
    columns = [_add_car(programme, problem, car, price, begin, span) for car in problem.cars]
    if problem.connection_kw is not None and len(problem.cars) > 1:
        for n in range(len(problem.intervals)):
            programme.row([(c.power[n], 1.0) for c in columns], -np.inf, problem.connection_kw)
    for n, interval in enumerate(problem.intervals):
        # The roof's surplus is shared; what it gives need not be bought.
        if interval.own_kw > 0:
            programme.row([(c.own[n], 1.0) for c in columns], -np.inf, interval.own_kw)
        if interval.house_kw > 0 and any(car.gives_kw > 0 for car in problem.cars):
            programme.row([(c.gives[n], 1.0) for c in columns], -np.inf, interval.house_kw)
    found = programme.solve()
    if found is None:
        return None
    values, bound, optimal = found
    courses = []
    for car, c in zip(problem.cars, columns, strict=True):
        power = np.maximum(0.0, values[c.power])
        power[power < 1e-3] = 0.0
        gives = np.maximum(0.0, values[c.gives])
        gives[gives < 1e-3] = 0.0
        courses.append(Course(power, gives, 100 * values[c.level] / car.capacity_kwh))
    return Solution(tuple(courses), optimal, bound)


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where a car's unknowns stand, by interval."""

    power: list[int]
    own: list[int]
    gives: list[int]
    level: list[int]


def _add_car(
    programme: _Programme,
    problem: ChargeProblem,
    car: CarNeed,
    price: NDArray[np.float64],
    begin_unix_s: float,
    span_s: float,
) -> _Columns:
    hours, intervals = _hours(problem, car), problem.intervals
    forced = _minimum_power(problem, car)
    most = car.power_kw if problem.connection_kw is None else min(car.power_kw, problem.connection_kw)
    held = car.level_percent / 100 * car.capacity_kwh
    # A car that is already fuller than its limit may stay so; the car itself ends the last step.
    spare = LIMIT_SPARE_PERCENT if car.least_power_kw > 0 else 0.0
    limit = (max(car.limit_percent, car.level_percent) + spare) / 100 * car.capacity_kwh
    power, own, gives, level, on, starts = [], [], [], [], [], []
    rated = car.overhead_kw / most if most > 0 else 0.0
    for n, interval in enumerate(intervals):
        there = hours[n] > 0
        later = LATER_PER_KWH * (1 - (interval.begin_unix_s - begin_unix_s) / span_s)
        power.append(
            programme.column(
                price[n] * hours[n],
                min(forced[n], most),
                most if there else 0.0,
                second=later * hours[n],
            )
        )
        saved = (price[n] - interval.own_price_per_kwh) * hours[n]
        own.append(programme.column(-saved, 0.0, most if there and interval.own_kw > 0 else 0.0))
        able = car.gives_kw if there and interval.house_kw > 0 else 0.0
        gives.append(programme.column(-price[n] * hours[n], 0.0, able))
        level.append(programme.column(0.0, 0.0, limit))
        on.append(programme.column(0.0, 1.0 if forced[n] > 0 else 0.0, 1.0 if there else 0.0, whole=True))
        starts.append(programme.column(0.0, 0.0, 1.0, second=START))
    # What cannot be reached is known beforehand for a car alone; several share, so there it may be missed.
    alone = len(problem.cars) == 1
    most_missed = 0.0 if alone else np.inf
    missed = programme.column(MISSED_PER_PERCENT * 100 / car.capacity_kwh, 0.0, most_missed)
    for n in range(len(intervals)):
        programme.row([(power[n], 1.0), (on[n], -most)], -np.inf, 0.0)
        if car.least_power_kw > 0 and forced[n] <= 0:
            programme.row([(power[n], 1.0), (on[n], -min(car.least_power_kw, most))], 0.0, np.inf)
        programme.row([(own[n], 1.0), (power[n], -1.0)], -np.inf, 0.0)
        # Into the battery: a car that can be set pays its charger's own need while it is on at all,
        # one that cannot runs at full power for a part of the step.
        if car.least_power_kw > 0:
            into = [(power[n], car.efficiency), (on[n], -car.overhead_kw)]
        else:
            into = [(power[n], car.efficiency - rated)]
        change = [(column, value * hours[n]) for column, value in into]
        change.append((gives[n], -hours[n] / car.efficiency))
        before = [] if n == 0 else [(level[n - 1], -1.0)]
        start = held if n == 0 else 0.0
        programme.row(
            [(level[n], 1.0), *before, *((column, -value) for column, value in change)], start, start
        )
        _add_taper(programme, car, into, level, n, held)
        if car.gives_kw > 0:
            programme.row([(gives[n], 1.0), (on[n], car.gives_kw)], -np.inf, car.gives_kw)
            floor = min(car.floor_percent, car.level_percent) / 100 * car.capacity_kwh
            programme.lower[level[n]] = max(0.0, floor)
    leaves = max((n for n in range(len(intervals)) if hours[n] > 0), default=0)
    goal = min(max(car.target_percent, car.minimum_percent), car.limit_percent)
    if alone:
        goal = min(goal, _reachable_percent(problem, car) - 1e-7)
    programme.row([(level[leaves], 1.0), (missed, 1.0)], goal / 100 * car.capacity_kwh, np.inf)
    _add_runs(programme, problem, car, on, starts)
    return _Columns(power, own, gives, level)


def _add_taper(
    programme: _Programme,
    car: CarNeed,
    into: Sequence[tuple[int, float]],
    level: Sequence[int],
    n: int,
    held_kwh: float,
) -> None:
    """Above its knee the battery takes less: a straight line, so that it stays linear."""
    most = car.battery_kw
    full = min(car.taper.full_kw, most)
    reached = max(car.target_percent, car.limit_percent, car.level_percent)
    if reached <= car.taper.from_percent or full >= most:
        return
    knee = car.taper.from_percent / 100 * car.capacity_kwh
    slope = (most - full) / (car.capacity_kwh - knee)
    at_knee = most + slope * knee
    if n == 0:
        programme.row(list(into), -np.inf, max(0.0, at_knee - slope * held_kwh))
    else:
        programme.row([*into, (level[n - 1], slope)], -np.inf, at_knee)


def _add_runs(
    programme: _Programme, problem: ChargeProblem, car: CarNeed, on: Sequence[int], starts: Sequence[int]
) -> None:
    """A run and a pause last at least so long (Rajan and Takriti's inequalities)."""
    begins = [i.begin_unix_s for i in problem.intervals]
    for n in range(len(on)):
        if n == 0:
            programme.row([(starts[0], 1.0), (on[0], -1.0)], -1.0 if car.charging else 0.0, np.inf)
        else:
            programme.row([(starts[n], 1.0), (on[n], -1.0), (on[n - 1], 1.0)], 0.0, np.inf)
        run = [m for m in range(n + 1) if begins[n] - begins[m] < car.least_run_s - 1]
        if len(run) > 1:
            programme.row([*((starts[m], 1.0) for m in run), (on[n], -1.0)], -np.inf, 0.0)
        pause = [m for m in range(n + 1) if begins[n] - begins[m] < car.least_pause_s - 1]
        before = pause[0] - 1
        if before >= 0 and len(pause) > 1:
            programme.row([*((starts[m], 1.0) for m in pause), (on[before], 1.0)], -np.inf, 1.0)
