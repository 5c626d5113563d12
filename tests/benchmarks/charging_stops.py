"""Charging stops: against exhaustive search on small trips, in time on a long corridor, and driven.

(1) On small trips every choice of stations is tried, and for each of them every half percent at every stop
and exactly what the next leg needs: how much longer our plan takes. (2) 1,000 km with 2,000 stations. (3)
Drives at the model's 95 % case: each leg takes what only one of twenty drives exceeds; how many come below
the reserve. JSON on the last line.

python -m tests.benchmarks.charging_stops [--small 500] [--drives 1000] [--seed 1]
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
import time

import numpy as np

from maps.geometry import LatLon
from maps.route.charging.stops import plan_stops
from maps.route.charging.task import Z_95, ChargeCurve, ChargeTask, Station, StopPlan, WayEnergy


def a_curve(rng: np.random.Generator) -> ChargeCurve:
    top = float(rng.choice([50.0, 110.0, 150.0, 220.0]))
    shape = np.array([0.75, 1.0, 0.95, 0.62, 0.35, 0.12])
    return ChargeCurve(np.array([0.0, 10.0, 45.0, 65.0, 80.0, 100.0]), top * shape)


def a_way(rng: np.random.Generator, length_m: float) -> WayEnergy:
    pieces = max(2, int(length_m // 5_000))
    along = np.linspace(0, length_m, pieces + 1)
    per_km = rng.uniform(0.14, 0.26) + rng.normal(0, 0.03, pieces)
    kwh = np.concatenate(([0.0], np.cumsum(np.maximum(per_km, 0.05) * np.diff(along) / 1000)))
    speed = rng.uniform(22, 34)
    return WayEnergy(along, kwh, along / speed, float(rng.uniform(0.03, 0.09)), 0.04)


def stations(rng: np.random.Generator, length_m: float, count: int) -> tuple[Station, ...]:
    along = np.sort(rng.uniform(0.02, 0.98, count)) * length_m
    return tuple(
        Station(
            f"s{n}",
            f"s{n}",
            LatLon(0.0, float(m) / 111_195),
            float(m),
            power_kw=float(rng.choice([22.0, 50.0, 150.0, 300.0])),
            detour_s=float(rng.uniform(60, 600)),
            detour_kwh=float(rng.uniform(0.1, 1.5)),
            queue_s=float(rng.choice([0.0, 0.0, 300.0, 900.0])),
            price_per_kwh=None if rng.random() < 0.2 else round(float(rng.uniform(0.3, 0.9)), 2),
        )
        for n, m in enumerate(along)
    )


def a_trip(rng: np.random.Generator, length_m: float, count: int) -> ChargeTask:
    return ChargeTask(
        a_way(rng, length_m),
        stations(rng, length_m, count),
        a_curve(rng),
        capacity_kwh=float(rng.choice([38.0, 58.0, 77.0])),
        level_percent=float(rng.uniform(40, 100)),
        arrival_percent=float(rng.choice([10.0, 20.0])),
        reserve_percent=float(rng.choice([5.0, 10.0])),
        seconds_per_money=float(rng.choice([0.0, 60.0, 240.0])),
    )


def exhaustive(task: ChargeTask) -> float:
    """The least worth over every choice of stations, infinite where none will do."""
    best = np.inf
    order = sorted(task.stations, key=lambda s: s.along_m)
    for count in range(len(order) + 1):
        for chosen in itertools.combinations(order, count):
            best = min(best, best_levels(task, chosen))
    return best


def best_levels(task: ChargeTask, chosen: tuple[Station, ...]) -> float:
    """The least worth with stops at just these stations."""
    way, percent = task.way, 100 / task.capacity_kwh
    places = [0.0, *(s.along_m for s in chosen), float(way.along_m[-1])]
    half_kwh = [0.0, *(s.detour_kwh / 2 for s in chosen), 0.0]
    half_s = [0.0, *(s.detour_s / 2 for s in chosen), 0.0]
    legs, spares, seconds = [], [], 0.0
    for n in range(len(places) - 1):
        kwh = float(np.diff(np.interp(places[n : n + 2], way.along_m, way.kwh))[0])
        kwh += half_kwh[n] + half_kwh[n + 1]
        seconds += float(np.diff(np.interp(places[n : n + 2], way.along_m, way.duration_s))[0])
        seconds += half_s[n] + half_s[n + 1]
        local = way.per_km_kwh * np.sqrt((places[n + 1] - places[n]) / 1000)
        legs.append(kwh * percent)
        spares.append(Z_95 * np.hypot(way.systematic * kwh, local) * percent)
    floors = [task.reserve_percent] * len(chosen) + [max(task.reserve_percent, task.arrival_percent)]
    if task.level_percent < legs[0] + spares[0] + floors[0]:
        return np.inf
    if not chosen:
        return seconds
    fixed = sum(task.stop_s + s.queue_s for s in chosen)
    # Every half percent and, at each stop, exactly what the next leg needs.
    grid = np.linspace(0, 100, 201)
    states = [{task.level_percent - legs[0]: 0.0}]
    for n, station in enumerate(chosen):
        price = task.usual_price if station.price_per_kwh is None else station.price_per_kwh
        need = legs[n + 1] + spares[n + 1] + floors[n + 1]
        if need > task.most_percent:
            return np.inf
        following: dict[float, float] = {}
        for level, spent in states[n].items():
            leaves = np.concatenate(
                ([max(level, need)], grid[(grid > max(level, need)) & (grid <= task.most_percent)])
            )
            both = np.concatenate(([level], leaves))
            time_s = task.curve.seconds(both, task.capacity_kwh, station.power_kw)
            cost = time_s[1:] - time_s[0]
            cost = cost + task.seconds_per_money * price * (leaves - level) / 100 * task.capacity_kwh
            last = n == len(chosen) - 1
            # At the last stop nothing beyond the need is worth anything.
            for leave, extra in zip(leaves[:1] if last else leaves, cost, strict=False):
                key = round(float(leave) - legs[n + 1], 6)
                value = spent + float(extra)
                if value < following.get(key, np.inf):
                    following[key] = value
        states.append(following)
    return seconds + fixed + min(states[-1].values(), default=np.inf)


def below_reserve(task: ChargeTask, plan: StopPlan, rng: np.random.Generator) -> bool:
    """Whether a drive at the 95 % case (or better, leg by leg) comes below the reserve anywhere."""
    way = task.way
    level = task.level_percent
    places = [(0.0, 0.0), *((s.station.along_m, s.station.detour_kwh / 2) for s in plan.stops)]
    places.append((float(way.along_m[-1]), 0.0))
    worst = rng.random() < 0.5
    for n in range(len(places) - 1):
        kwh = float(np.diff(np.interp([places[n][0], places[n + 1][0]], way.along_m, way.kwh))[0])
        kwh += places[n][1] + places[n + 1][1]
        local = way.per_km_kwh * np.sqrt((places[n + 1][0] - places[n][0]) / 1000)
        deviation = np.hypot(way.systematic * kwh, local)
        draw = Z_95 if worst else min(Z_95, float(rng.normal()))
        level -= (kwh + draw * deviation) * 100 / task.capacity_kwh
        if level < task.reserve_percent - 1e-6:
            return True
        if n < len(plan.stops):
            level = max(level, plan.stops[n].leave_percent)
    return False


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", type=int, default=500)
    parser.add_argument("--drives", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    rng = np.random.default_rng(args.seed)
    gaps: list[float] = []
    missed = impossible = 0
    while len(gaps) < args.small:
        task = a_trip(rng, float(rng.uniform(150_000, 520_000)), int(rng.integers(2, 6)))
        best, plan = exhaustive(task), plan_stops(task)
        if not np.isfinite(best):
            impossible += 1
            missed += plan is not None
            continue
        gap = np.inf if plan is None else plan.worth_s / best - 1
        if gap > 0.01:
            print(
                f"{len(task.stations)} stations: {None if plan is None else plan.worth_s} against {best:.0f}"
            )
        gaps.append(gap)
    print(
        f"{len(gaps)} small trips, {impossible} more are impossible ({missed} of them planned all the same)"
    )

    corridor = ChargeTask(
        a_way(rng, 1_000_000),
        stations(rng, 1_000_000, 2_000),
        a_curve(rng),
        capacity_kwh=58.0,
        level_percent=80.0,
    )
    plan_stops(corridor)
    started = time.perf_counter()
    plan = plan_stops(corridor)
    corridor_s = time.perf_counter() - started
    print("none" if plan is None else f"{len(plan.stops)} stops, {plan.duration_s / 3600:.2f} h")

    drives = below = 0
    while drives < args.drives:
        task = a_trip(rng, float(rng.uniform(150_000, 800_000)), int(rng.integers(5, 60)))
        plan = plan_stops(task)
        if plan is None:
            continue
        drives += 1
        below += below_reserve(task, plan, rng)
    report = {
        "worst_gap_percent": round(100 * max(gaps), 3),
        "corridor_s": round(corridor_s, 2),
        "below_reserve": below,
    }
    print(json.dumps(report))
    return 0


if __name__ == "__main__":
    sys.exit(main())
