"""Forecasts of what a car will need, on simulated car-years with planted faults and ordinary noise.

Each car lives one year: seasons and weather, tyres that lose a little, are filled now and then and sometimes
leak, a 12 V battery that mostly lasts and sometimes dies, charges between rests, a life on the road that
changes in the week and over the year. Every day the forecasts are made from what was heard until then, by the
functions that the agent runs. A fault counts as in time when it was told 7 days before; an alarm where
nothing was planted, or long before anything was to be seen, is a false one, one for each spell of them. JSON
on the last line.

python -m tests.benchmarks.maintenance [--cars 520] [--seed 1]
"""

from __future__ import annotations

import argparse
import json
import sys

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from hmi.upkeep import brakes, lead_battery, service, traction_battery, tyres
from hmi.upkeep.forecast import Forecast, Part
from hmi.upkeep.trend import Array
from hmi.upkeep.usage import rate

DAYS = 365
AHEAD_DAYS = 7
RECOMMENDED_KPA = 250.0
SPELL_DAYS = 10
"""alarms closer together than that are one"""
CHUNK = 20

Covered = dict[str, list[bool]]


def weather(rng: np.random.Generator, cars: int) -> Array:
    """Morning temperature of each day [cars, DAYS]."""
    mean, swing = rng.uniform(4, 14, (cars, 1)), rng.uniform(8, 12, (cars, 1))
    phase = rng.uniform(0, 2 * np.pi, (cars, 1))
    air = mean + swing * np.sin(2 * np.pi * np.arange(DAYS) / DAYS + phase)
    drift = np.zeros(cars)
    for day in range(DAYS):
        drift = 0.8 * drift + rng.normal(0, 2.0, cars)
        air[:, day] += drift
    return air


def pressures(rng: np.random.Generator, air: Array) -> tuple[Array, Array, Array, Array]:
    """Cold readings kPa and °C [cars, 4, DAYS], the days on which a leak began and a tyre was too soft."""
    cars = len(air)
    leaky = rng.random((cars, 4)) < 0.06
    began = np.where(leaky, rng.integers(40, DAYS - 110, (cars, 4)), DAYS * 9)
    speed = np.exp(rng.uniform(np.log(0.6), np.log(4.0), (cars, 4)))
    usual = rng.uniform(0.05, 0.18, (cars, 1)) * rng.normal(1, 0.15, (cars, 4))
    fills = rng.random((cars, DAYS)) < 1 / 75
    level = RECOMMENDED_KPA + rng.normal(0, 4, (cars, 4))
    true = np.empty((cars, 4, DAYS))
    soft = np.full((cars, 4), DAYS * 9)
    for day in range(DAYS):
        leaks = day >= began
        # Who has a leak forecast fills no more by chance: the planted one runs its course.
        filled = fills[:, day, None] & ~(leaky & leaks).any(axis=1, keepdims=True)
        level = np.where(filled, np.maximum(level, RECOMMENDED_KPA + rng.normal(0, 4, (cars, 4))), level)
        level = level - usual - np.where(leaks, speed * np.exp(rng.normal(0, 0.15, (cars, 4))), 0.0)
        true[..., day] = level
        soft = np.where((level < tyres.SOFT_SHARE * RECOMMENDED_KPA) & leaks & (soft > DAYS), day, soft)
    # The cold tyre is near the air's temperature, its thermometer errs by a bias and by the sun on one side.
    celsius = air[:, None, :] + rng.normal(0, 1.0, (cars, 4, DAYS)) + (rng.random((cars, 4, DAYS)) < 0.1) * 4
    shell = celsius + rng.normal(0, 0.7, (cars, 4, DAYS)) + rng.normal(0, 1.0, (cars, 4, 1))
    kpa = (true + tyres.ATMOSPHERE_KPA) * (celsius + 273.15) / 293.15 - tyres.ATMOSPHERE_KPA
    kpa = np.round((kpa + rng.normal(0, 1.0, kpa.shape)) / 2.5) * 2.5
    return kpa, np.round(shell), began, soft


def judge_tyres(rng: np.random.Generator, air: Array, covered: Covered) -> tuple[int, int, int]:
    """Leaks planted that made a tyre too soft, those told in time, and false alarms."""
    kpa, celsius, began, soft = pressures(rng, air)
    at_20 = tyres.normalised_kpa(kpa, celsius)
    window = tyres.READINGS
    ends = np.arange(window - 1, DAYS)
    days = sliding_window_view(np.arange(DAYS, dtype=np.float64), window)
    limit = np.full(4, tyres.SOFT_SHARE * RECOMMENDED_KPA)
    planted = in_time = false = 0
    for start in range(0, len(air), CHUNK):
        part = np.moveaxis(sliding_window_view(at_20[start : start + CHUNK], window, axis=-1), 2, 1)
        found = tyres.leaking(np.broadcast_to(days, (len(part), *days.shape)), part, limit)
        for car in range(len(part)):
            for tyre in range(4):
                from_day, soft_day = began[start + car, tyre], soft[start + car, tyre]
                told = ends[found.leaks[car, :, tyre]]
                right = told[(told > from_day) & (told < soft_day)]
                false += spells(told[told <= from_day])
                if soft_day > DAYS:
                    continue
                planted += 1
                in_time += bool(len(right) and right[0] <= soft_day - AHEAD_DAYS)
                for day in right[::3]:
                    at = day - ends[0]
                    low, high = found.first[car, at, tyre], found.last[car, at, tyre]
                    covered["leak"].append(bool(np.floor(low) <= soft_day - day <= np.ceil(high)))
    return planted, in_time, false


def spells(days: Array) -> int:
    """How many separate alarms these days of alarm are."""
    return int(len(days) > 0) + int((np.diff(days) > SPELL_DAYS).sum())


def judge_batteries(
    rng: np.random.Generator, air: Array, covered: Covered, cranks: bool
) -> tuple[int, int, int]:
    """12 V batteries that died, those told in time, and false alarms."""
    cars = len(air)
    dies = rng.random(cars) < 0.2
    end = np.where(dies, rng.integers(130, DAYS - 5, cars), DAYS * 9)
    course = rng.uniform(50, 140, cars)
    bend = rng.uniform(1.0, 1.5, cars)
    passed = np.clip((np.arange(DAYS) - (end - course)[:, None]) / course[:, None], 0, 1.5)
    gone = passed ** bend[:, None]
    if cranks:
        fresh = rng.uniform(9.9, 10.6, (cars, 1)) - rng.uniform(0, 0.4, (cars, 1)) * np.arange(DAYS) / DAYS
        cold = lead_battery.VOLT_PER_KELVIN * (20.0 - air) * rng.normal(1, 0.1, (cars, 1))
        at_end = np.where(dies, np.take_along_axis(cold, np.minimum(end, DAYS - 1)[:, None], 1)[:, 0], 0)
        fall = fresh[:, :1] - lead_battery.STARTS_ABOVE_V - at_end[:, None]
        true = fresh - cold - gone * np.maximum(0.5, fall)
        volts = true + rng.normal(0, 0.10, true.shape) - (rng.random(true.shape) < 0.03) * rng.uniform(0, 0.8)
        dead = true < lead_battery.STARTS_ABOVE_V
    else:
        fresh = rng.uniform(12.5, 12.75, (cars, 1))
        true = fresh - gone * (fresh - lead_battery.RESTS_ABOVE_V)
        volts = true + rng.normal(0, 0.04, true.shape) - (rng.random(true.shape) < 0.05) * 0.2
        dead = true < lead_battery.RESTS_ABOVE_V
    dead &= dies[:, None]
    died = np.where(dead.any(axis=1), dead.argmax(axis=1), DAYS * 9)
    window = lead_battery.READINGS
    ends = np.arange(window - 1, DAYS)
    days = np.broadcast_to(
        sliding_window_view(np.arange(DAYS, dtype=np.float64), window), (cars, len(ends), window)
    )
    heard = sliding_window_view(np.round(volts, 2), window, axis=-1)
    warm = sliding_window_view(air + rng.normal(0, 1.0, air.shape), window, axis=-1)
    found = lead_battery.cranking(days, heard, warm) if cranks else lead_battery.resting(days, heard)
    planted = in_time = false = 0
    for car in range(cars):
        told = ends[found.fails[car]]
        began = end[car] - course[car]
        false += spells(told[told <= began])
        if died[car] > DAYS:
            continue
        planted += 1
        right = told[(told > began) & (told < died[car])]
        in_time += bool(len(right) and right[0] <= died[car] - AHEAD_DAYS)
        for day in right[::3]:
            at = day - ends[0]
            low, high = found.first[car, at], found.last[car, at]
            covered["12 V"].append(bool(np.floor(low) <= died[car] - day <= np.ceil(high)))
    return planted, in_time, false


def driving(rng: np.random.Generator, days: int) -> Array:
    """Kilometres of each day: commuting, week ends, holidays, a life that slowly changes."""
    base, weekend = rng.uniform(12, 55), rng.uniform(0.2, 2.0)
    amounts = base * rng.gamma(2.2, 1 / 2.2, days)
    amounts[np.arange(days) % 7 >= 5] *= weekend
    amounts *= rng.random(days) > 0.15
    amounts *= np.exp(np.cumsum(rng.normal(0, 0.004, days)))
    for _ in range(2):
        start = rng.integers(0, days - 10)
        amounts[start : start + 7] += rng.uniform(0, 150)
    return amounts


def judge_distances(rng: np.random.Generator, cars: int, covered: Covered) -> tuple[float, float]:
    """Median error of the service date, in percent of the time left and of the whole service interval."""
    errors, of_interval = [], []
    for _ in range(cars):
        km = driving(rng, 3 * DAYS)
        so_far = np.cumsum(km)
        due_km = so_far[120] + rng.uniform(2_000, 8_000)
        if due_km >= so_far[-1]:
            continue
        due = int(np.searchsorted(so_far, due_km))
        for day in range(120, due - 20, 30):
            a_day = rate(km[: day + 1], so_far[day] / (day + 1))
            row = service.service_outlook(due_km - so_far[day], None, a_day)
            assert isinstance(row, Forecast)
            errors.append(abs(row.likely_days - (due - day)) / (due - day))
            of_interval.append(abs(row.likely_days - (due - day)) / (due - 120))
            covered["service"].append(row.first_days <= due - day <= row.last_days)
        # Pads: heat a kilometre by the driver and the season, wear by heat as this compound has it.
        heat = km * rng.uniform(0.04, 0.12) * np.exp(rng.normal(0, 0.3, len(km)))
        wear = np.cumsum(heat) * 90.0 / (heat[:800].sum() * rng.uniform(0.7, 1.0))
        wear = np.maximum.accumulate(wear * np.exp(np.cumsum(rng.normal(0, 0.005, len(km)))))
        worn_day = int(np.searchsorted(wear, brakes.WORN_PERCENT))
        for day in range(150, min(worn_day, len(km) - 1) - 30, 60):
            if worn_day >= len(km):
                break
            used = float(heat[: day + 1].sum())
            a_day = rate(heat[: day + 1], used / (day + 1))
            got = brakes.pads_outlook(Part.FRONT_PADS, round(wear[day]), used, a_day, True)
            if isinstance(got, Forecast):
                covered["pads"].append(got.first_days <= worn_day - day <= got.last_days)
    return 100 * float(np.median(errors)), 100 * float(np.median(of_interval))


def judge_health(rng: np.random.Generator, cars: int, covered: Covered) -> tuple[float, float]:
    """Share of cars within 2 points of health after 20 charges, and the error's 90th percentile."""
    errors = []
    for _ in range(cars):
        new_kwh, true = rng.uniform(40, 90), rng.uniform(75, 100)
        gained = rng.uniform(8, 70, 20)
        energy = new_kwh * true / 100 * gained / 100 * rng.normal(1, 0.005, 20)
        gauge = gained + rng.normal(0, 0.5, 20) - rng.normal(0, 0.5, 20)
        odd = rng.random(20) < 0.05
        found = traction_battery.health(energy, np.where(odd, gauge * 1.15, gauge), new_kwh)
        assert found is not None
        errors.append(abs(found.likely_percent - true))
        covered["health"].append(found.low_percent <= true <= found.high_percent)
    return float(np.mean(np.array(errors) <= 2.0)), float(np.quantile(errors, 0.9))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cars", type=int, default=520, help="each lives one year")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)
    covered: Covered = {name: [] for name in ("leak", "12 V", "service", "pads", "health")}
    air = weather(rng, options.cars)
    leaks, leaks_told, leaks_false = judge_tyres(rng, air, covered)
    half = options.cars // 2
    halves = [
        judge_batteries(rng, air[:half], covered, True),
        judge_batteries(rng, air[half:], covered, False),
    ]
    dead, dead_told, dead_false = (sum(each) for each in zip(*halves, strict=True))
    service_error, service_share = judge_distances(rng, options.cars // 2, covered)
    within_2, p90 = judge_health(rng, options.cars, covered)
    print(f"car-years {options.cars}; leaks {leaks}, told in time {leaks_told}, false alarms {leaks_false}")
    print(f"12 V batteries that died {dead}, told in time {dead_told}, false alarms {dead_false}")
    print(f"  by cranking {halves[0]}, by rest {halves[1]}")
    print(f"service date: median error {service_error:.1f} % of the time left")
    print(f"  {service_share:.1f} % of the whole service interval")
    print(
        f"battery health after 20 charges: within 2 points {within_2:.1%}, 90th percentile {p90:.2f} points"
    )
    for name, hits in covered.items():
        print(f"80 % interval, {name}: covers {np.mean(hits):.1%} of {len(hits)}")
    figures = {
        "leaks_in_time": round(leaks_told / max(1, leaks), 4),
        "batteries_in_time": round(dead_told / max(1, dead), 4),
        "false_alarms_per_car_year": round((leaks_false + dead_false) / options.cars, 4),
        "coverage_80": round(float(np.mean([np.mean(hits) for hits in covered.values()])), 4),
    }
    print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
