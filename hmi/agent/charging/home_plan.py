"""From the owner's records, the battery and the clock to one told plan, with its reason. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo

import numpy as np
from numpy.typing import NDArray

from hmi.agent.charging.planner import Course, solve
from hmi.agent.charging.problem import STEP_S, CarNeed, ChargeProblem, Goal, Interval, cut
from hmi.agent.charging.tariff import Fields, currency_of, intervals_of
from hmi.energy.charge_plan import IDLE_KW, ChargePlan, ChargeStep, PlanReason
from hmi.energy.departures import next_departure, number_in, utc_offset_s

TARGET_PERCENT = 80.0
REACHED_PERCENT = 0.3
"""nearer to the target than this is there"""
SHOWN_S = 18 * 3600.0
"""told at least, for the price curve on screen, where the departure is sooner"""


@dataclass(frozen=True, slots=True)
class Battery:
    """What the plan needs to know of the car; None: unknown."""

    plugged: bool
    level_percent: float | None
    capacity_kwh: float
    socket_kw: float
    measured: bool = True
    """the socket has shown what it gives"""
    fast: bool = False
    """more than any home gives: on a trip, where nobody waits for a cheap hour"""
    charging: bool = False
    limit_percent: float | None = None
    """beyond it the car itself stops"""


def plan_at_home(
    plan: Fields | None,
    prices: Fields | None,
    battery: Battery,
    now_unix_s: float,
    zone: tzinfo | None = None,
) -> ChargePlan:
    """The plan for the next departure. Without an owner's the car charges as it is plugged in."""
    departure = None if plan is None else next_departure(plan, now_unix_s, zone)
    if plan is None or departure is None:
        return ChargePlan(now_unix_s, PlanReason.NO_DEPARTURE)
    target = min(100.0, max(0.0, number_in(plan, "target_percent", TARGET_PERCENT)))
    currency = currency_of(plan, prices)
    if battery.fast:
        return ChargePlan(now_unix_s, PlanReason.FAST, currency=currency)
    if battery.level_percent is None:
        return ChargePlan(
            now_unix_s,
            PlanReason.LEVEL_UNKNOWN,
            departure_unix_s=departure,
            target_percent=target,
            currency=currency,
        )
    minimum = min(100.0, max(0.0, number_in(plan, "minimum_percent", 0.0)))
    limit = battery.limit_percent if battery.limit_percent is not None else 100.0
    upper = min(limit, max(target, number_in(plan, "limit_percent", target)))
    known = intervals_of(plan, prices, now_unix_s - 3600, max(departure, now_unix_s + SHOWN_S), zone)
    car = CarNeed(
        level_percent=battery.level_percent,
        target_percent=min(target, limit),
        capacity_kwh=battery.capacity_kwh,
        departure_unix_s=departure,
        power_kw=battery.socket_kw,
        limit_percent=max(upper, minimum),
        minimum_percent=minimum,
        charging=battery.charging,
    )
    goal = next((each for each in Goal if each.value == plan.get("goal")), Goal.CHEAP)
    problem = ChargeProblem(cut(known, now_unix_s, [departure]), (car,), goal=goal)
    solution = solve(problem)
    course = solution.courses[0]
    steps = _steps(problem.intervals, course) + _beyond(known, departure, now_unix_s + SHOWN_S)
    reason, values = _reason(problem, car, course, battery)
    return ChargePlan(
        planned_unix_s=now_unix_s,
        reason=reason,
        values=values,
        steps=steps,
        departure_unix_s=departure,
        target_percent=target,
        percent_at_departure=float(course.percent[-1]),
        energy_kwh=float(sum(s.power_kw * s.hours for s in steps if s.charges)),
        cost=_cost(problem.intervals, course),
        currency=currency,
        socket_kw=battery.socket_kw,
        utc_offset_s=utc_offset_s(departure, zone),
        proven=solution.proven,
    )


def _steps(intervals: tuple[Interval, ...], course: Course) -> tuple[ChargeStep, ...]:
    return tuple(
        ChargeStep(i.begin_unix_s, i.end_unix_s, i.price_per_kwh, float(power - gives))
        for i, power, gives in zip(intervals, course.power_kw, course.gives_kw, strict=True)
    )


def _beyond(known: list[Interval], departure: float, until: float) -> tuple[ChargeStep, ...]:
    """Prices after the departure, for whoever draws them; nothing is charged then."""
    if until <= departure:
        return ()
    return tuple(
        ChargeStep(i.begin_unix_s, i.end_unix_s, i.price_per_kwh, 0.0) for i in cut(known, departure, [until])
    )


def _cost(intervals: tuple[Interval, ...], course: Course) -> float | None:
    """Money for what is bought; None where a price of it is not known."""
    total = 0.0
    for interval, power, gives in zip(intervals, course.power_kw, course.gives_kw, strict=True):
        if power <= IDLE_KW and gives <= IDLE_KW:
            continue
        if interval.price_per_kwh is None:
            return None
        own = min(float(power), interval.own_kw)
        bought = (float(power) - own - float(gives)) * interval.price_per_kwh
        total += (bought + own * interval.own_price_per_kwh) * interval.hours
    return total


def _reason(
    problem: ChargeProblem, car: CarNeed, course: Course, battery: Battery
) -> tuple[PlanReason, dict[str, float]]:
    intervals, power = problem.intervals, course.power_kw
    charged = np.flatnonzero(power > IDLE_KW)
    now = intervals[0]
    if course.gives_kw[0] > IDLE_KW:
        return PlanReason.GIVES, {"until_unix_s": _run_end(intervals, course.gives_kw, 0)}
    if not battery.plugged:
        return PlanReason.UNPLUGGED, {}
    if not len(charged):
        return PlanReason.FULL, {}
    if car.level_percent < car.minimum_percent - REACHED_PERCENT:
        return PlanReason.MINIMUM, {"minimum_percent": car.minimum_percent}
    if not battery.measured:
        return PlanReason.MEASURES, {}
    first = int(charged[0])
    until = _run_end(intervals, power, first)
    needed = course.percent[-1] < car.target_percent - REACHED_PERCENT or _no_slack(problem, car, power)
    if needed and first == 0:
        return PlanReason.NEEDED, {"percent_at_departure": float(course.percent[-1])}
    then = intervals[first]
    if all(intervals[n].price_per_kwh is None for n in charged):
        return PlanReason.NO_PRICES, {"until_unix_s": until if first == 0 else then.begin_unix_s}
    if problem.goal is Goal.OWN and then.own_kw > 0:
        if first == 0:
            return PlanReason.OWN, {"until_unix_s": until}
        return PlanReason.WAITS_OWN, {"until_unix_s": then.begin_unix_s}
    if problem.goal is Goal.CLEAN and any(i.co2_kg_per_kwh is not None for i in intervals):
        if first == 0:
            return PlanReason.CLEAN, {"until_unix_s": until}
        return PlanReason.WAITS_CLEAN, {"until_unix_s": then.begin_unix_s}
    values = {"until_unix_s": until if first == 0 else then.begin_unix_s}
    if now.price_per_kwh is not None:
        values["price_now"] = now.price_per_kwh
    if then.price_per_kwh is not None:
        values["price_then"] = then.price_per_kwh
    return (PlanReason.CHARGES if first == 0 else PlanReason.WAITS), values


def _run_end(intervals: tuple[Interval, ...], power: NDArray[np.float64], first: int) -> float:
    last = first
    while last + 1 < len(power) and power[last + 1] > IDLE_KW:
        last += 1
    return intervals[last].end_unix_s


def _no_slack(problem: ChargeProblem, car: CarNeed, power: NDArray[np.float64]) -> bool:
    """Whether there is hardly a quarter of an hour that is not charged in."""
    hours = np.array([i.hours for i in problem.intervals])
    idle = float(hours.sum() - (power * hours).sum() / max(car.power_kw, 1e-9))
    return idle * 3600 < STEP_S
