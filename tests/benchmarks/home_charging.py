"""Charging at home over real days of the market, against the proven optimum, and driven through to departure.

Two measurements. (1) For each day a plan of the shipped planner beside a second programme, written anew and
solved to its proof (scipy): how much dearer ours is. Real days of 92, 96 and 100 quarter hours, among them
those with negative prices, and days made up of quarter-hour prices. (2) Nights lived through with the shipped
executor and a car at a socket that gives less than the car assumes: departures that were possible and were
missed. JSON on the last line.

python -m tests.benchmarks.home_charging [--prices FILE.csv.xz] [--days 240] [--nights 200] [--seed 1]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import lzma
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import lil_matrix

from hmi.agent.charging.home_charging import BATTERY, CABLE, HomeCharging
from hmi.agent.charging.planner import solve
from hmi.agent.charging.problem import EFFICIENCY, OVERHEAD_KW, CarNeed, ChargeProblem, Interval, cut
from hmi.energy.charge_plan import ChargePlan
from hmi.vehicle.signals import Value

GIVEN = Path(__file__).parents[2].parent / "shared" / "data" / "prices" / "belgium_2022_2023.csv.xz"
BRUSSELS = ZoneInfo("Europe/Brussels")
LEAST_MONEY = 0.25
"""gaps are shares of at least so much: days on which charging is free would divide by nothing"""
LOOK_S = 60


def real_prices(path: Path) -> list[Interval]:
    """The market's hours as they followed each other: a local hour that comes twice is two."""
    packed = path.read_bytes()
    text = (lzma.decompress(packed) if path.suffix == ".xz" else packed).decode()
    rows = [line.split(",") for line in text.split()[1:]]
    begin = datetime.fromisoformat(rows[0][0]).replace(tzinfo=BRUSSELS).timestamp()
    return [Interval(begin + 3600 * n, begin + 3600 * (n + 1), float(row[1])) for n, row in enumerate(rows)]


def made_up(prices: list[Interval], day: datetime, rng: np.random.Generator) -> list[Interval]:
    """The same days with prices by the quarter hour, some below zero."""
    begin = day.timestamp()
    found = []
    for interval in prices:
        if not begin - 7200 <= interval.begin_unix_s <= begin + 2 * 86400:
            continue
        for quarter in range(4):
            at = interval.begin_unix_s + 900 * quarter
            price = (interval.price_per_kwh or 0.0) + float(rng.normal(-0.05, 0.08))
            found.append(Interval(at, at + 900, round(price, 5)))
    return found


def best_cost(problem: ChargeProblem) -> float:
    """A bound that no plan beats: the same task written down a second time and solved to its proof."""
    (car,) = problem.cars
    count = len(problem.intervals)
    hours = np.array([i.hours for i in problem.intervals])
    price = np.array([i.price_per_kwh for i in problem.intervals], dtype=float)
    begin = np.array([i.begin_unix_s for i in problem.intervals])
    rate = (car.efficiency * car.power_kw - car.overhead_kw) / car.capacity_kwh
    # Columns: share of full power x [0..n), on y [n..2n).
    rows: list[dict[int, float]] = []
    low: list[float] = []
    high: list[float] = []

    def row(terms: dict[int, float], least: float, most: float) -> None:
        rows.append(terms)
        low.append(least)
        high.append(most)

    held = car.level_percent / 100
    goal = min(car.target_percent, car.limit_percent) / 100
    knee, full = car.taper.from_percent / 100, min(rate, car.taper.full_kw / car.capacity_kwh)
    slope = (rate - full) / (1 - knee)
    reach = held
    for hour in hours:
        reach += min(rate, rate + slope * (knee - reach)) * hour
    goal = min(goal, reach - 1e-9)
    every = {n: rate * hours[n] for n in range(count)}
    row(every, goal - held, max(car.limit_percent, car.level_percent) / 100 + 1e-7 - held)
    for n in range(count):
        row({n: 1.0, count + n: -1.0}, -np.inf, 0.0)
        if car.taper.from_percent < car.limit_percent:
            earlier = {m: slope * rate * hours[m] for m in range(n)}
            row({**earlier, n: rate}, -np.inf, rate + slope * (knee - held))
        before = {} if n == 0 else {count + n - 1: -1.0}
        started = 1.0 if n == 0 and car.charging else 0.0
        for m in range(n + 1, count):
            if begin[m] - begin[n] >= car.least_run_s - 1:
                break
            # on at n after off stays on; off at n after on stays off
            row({count + n: 1.0, **before, count + m: -1.0}, -np.inf, started)
        for m in range(n + 1, count):
            if n == 0 or begin[m] - begin[n] >= car.least_pause_s - 1:
                break
            row({count + n - 1: 1.0, count + n: -1.0, count + m: 1.0}, -np.inf, 1.0)
    matrix = lil_matrix((len(rows), 2 * count))
    for index, terms in enumerate(rows):
        for column, value in terms.items():
            matrix[index, column] += value
    cost = np.concatenate((price * hours * car.power_kw, np.zeros(count)))
    found = milp(
        cost,
        constraints=LinearConstraint(matrix.tocsr(), low, high),
        integrality=np.concatenate((np.zeros(count), np.ones(count))),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 1e-5, "time_limit": 30.0},
    )
    if found.mip_dual_bound is None:
        raise RuntimeError(found.message)
    return float(found.mip_dual_bound)


def our_cost(problem: ChargeProblem) -> tuple[float, float, float]:
    """Money, level reached, seconds."""
    started = time.perf_counter()
    solution = solve(problem)
    took = time.perf_counter() - started
    course = solution.courses[0]
    cost = sum(
        (i.price_per_kwh or 0.0) * i.hours * float(power)
        for i, power in zip(problem.intervals, course.power_kw, strict=True)
    )
    return cost, float(course.percent[-1]), took


def need(rng: np.random.Generator, departure: float, power_kw: float) -> CarNeed:
    target = float(rng.choice([60, 80, 80, 90, 100]))
    return CarNeed(
        level_percent=float(rng.uniform(10, 60)),
        target_percent=target,
        capacity_kwh=float(rng.choice([40, 58, 77, 100])),
        departure_unix_s=departure,
        power_kw=power_kw,
        limit_percent=float(min(100.0, target + rng.choice([0, 10]))),
        least_run_s=float(rng.choice([900, 1800, 3600])),
        least_pause_s=float(rng.choice([900, 1800])),
    )


def gaps(prices: list[Interval], count: int, rng: np.random.Generator) -> list[float]:
    """How much dearer ours is than the bound, by day, as a share."""
    first = datetime.fromtimestamp(prices[0].begin_unix_s, BRUSSELS).date()
    last = datetime.fromtimestamp(prices[-1].begin_unix_s, BRUSSELS).date()
    days = (last - first).days - 1
    changes = [
        n
        for n in range(days)
        if _midnight(first, n + 1).timestamp() - _midnight(first, n).timestamp() != 86400
    ]
    negative = sorted(
        {
            int((i.begin_unix_s - prices[0].begin_unix_s) // 86400)
            for i in prices
            if (i.price_per_kwh or 0) < 0
        }
    )
    picked = [*changes, *(n for n in negative[: count // 4] if n < days)]
    picked += [int(n) for n in rng.choice(days, max(0, count - len(picked)), replace=False)]
    found, slowest = [], 0.0
    for number, day in enumerate([*picked, *picked[:40]]):
        begin = _midnight(first, day)
        # The whole day: 92, 96 or 100 quarter hours.
        end = _midnight(first, day + 1).timestamp()
        known = prices if number < len(picked) else made_up(prices, begin, rng)
        intervals = cut(
            [i for i in known if begin.timestamp() - 7200 < i.begin_unix_s < end + 7200],
            begin.timestamp(),
            [end],
        )
        power_kw = float(rng.choice([2.3, 3.7, 7.4, 11.0]))
        problem = ChargeProblem(intervals, (need(rng, end, power_kw),))
        cost, percent, took = our_cost(problem)
        slowest = max(slowest, took)
        bound = best_cost(problem)
        gap = (cost - bound) / max(abs(bound), LEAST_MONEY)
        if abs(gap) > 0.002:
            print(f"{begin.date()} {len(intervals)} steps: {cost:.4f} against {bound:.4f} ({percent:.1f} %)")
        found.append(gap)
    print(f"{len(picked)} real days ({len(changes)} of 92 or 100 quarter hours, those with prices below zero")
    print(f"first) and {min(40, len(picked))} made up; the slowest plan took {slowest:.2f} s")
    return found


@dataclass
class LivedCar:
    """A car at a cable: what the executor reads, and what happens."""

    level_percent: float
    capacity_kwh: float
    socket_kw: float
    charging: bool = True
    asked: list[str] = field(default_factory=list)

    def get(self, path: str) -> Value | None:
        battery_kw = EFFICIENCY * self.socket_kw - OVERHEAD_KW
        return {
            CABLE: True,
            f"{BATTERY}StateOfCharge.Displayed": round(self.level_percent, 1),
            f"{BATTERY}NetCapacity": self.capacity_kwh,
            f"{BATTERY}Charging.IsCharging": self.charging,
            f"{BATTERY}Charging.AveragePower": battery_kw if self.charging else 0.0,
            f"{BATTERY}Charging.MaxPower": 11.0,
            f"{BATTERY}Charging.ChargeLimit": 100,
        }.get(path)

    async def ask(self, name: str) -> bool:
        self.asked.append(name)
        self.charging = name == "charge_start"
        return True

    def live(self, seconds: float) -> None:
        if self.charging and self.level_percent < 100:
            battery_kw = EFFICIENCY * self.socket_kw - OVERHEAD_KW
            self.level_percent += battery_kw * seconds / 36 / self.capacity_kwh


def live_a_night(prices: list[Interval], rng: np.random.Generator) -> tuple[bool, bool]:
    """Whether the departure could be met at all, and whether it was."""
    first = datetime.fromtimestamp(prices[0].begin_unix_s, BRUSSELS).date()
    day = int(rng.integers(0, len(prices) // 24 - 3))
    begin = _midnight(first, day) + timedelta(hours=float(rng.uniform(16, 23)))
    ready = int(rng.integers(5 * 4, 9 * 4)) * 15
    car = LivedCar(
        float(rng.uniform(10, 70)),
        float(rng.choice([40, 58, 77])),
        float(rng.choice([2.3, 3.7, 7.4, 11.0])),
    )
    target = float(rng.choice([60, 80, 85]))
    market = [i for i in prices if begin.timestamp() - 7200 < i.begin_unix_s < begin.timestamp() + 100_000]
    plan = {
        "tariff": "day_ahead",
        "ready_by": f"{ready // 60:02}:{ready % 60:02}",
        "target_percent": target,
    }
    record = {"from_unix_s": market[0].begin_unix_s, "per_kwh": [i.price_per_kwh for i in market]}
    told: list[ChargePlan] = []
    executor = HomeCharging(car.get, car.ask, told.append, zone=BRUSSELS)

    async def night() -> None:
        now = begin.timestamp()
        while True:
            await executor.look(plan, record, now)
            departure = told[-1].departure_unix_s or 0.0
            if departure - now > 86_000 or now + LOOK_S > departure:
                return
            car.live(LOOK_S)
            now += LOOK_S

    battery_kw = EFFICIENCY * car.socket_kw - OVERHEAD_KW
    asyncio.run(executor.look(plan, record, begin.timestamp()))
    hours = ((told[-1].departure_unix_s or 0.0) - begin.timestamp()) / 3600
    possible = car.level_percent + 100 * battery_kw * hours / car.capacity_kwh >= target + 1.0
    asyncio.run(night())
    return possible, car.level_percent >= target - 0.75


def _midnight(first: object, day: int) -> datetime:
    return datetime.fromisoformat(str(first)).replace(tzinfo=BRUSSELS) + timedelta(days=day)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prices", type=Path, default=GIVEN)
    parser.add_argument("--days", type=int, default=240)
    parser.add_argument("--nights", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args(arguments)
    rng = np.random.default_rng(args.seed)
    prices = real_prices(args.prices)
    found = gaps(prices, args.days, rng)
    nights = [live_a_night(prices, rng) for _ in range(args.nights)]
    possible = sum(can for can, _ in nights)
    missed = sum(can and not met for can, met in nights)
    print(f"{args.nights} nights lived through, {possible} of them with a departure that could be met")
    report = {
        "worst_gap_percent": round(100 * max(found), 4),
        "days": len(found),
        "departures_missed": missed,
    }
    print(json.dumps(report))
    return 0


if __name__ == "__main__":
    sys.exit(main())
