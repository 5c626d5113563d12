"""Arrival charge forecast before departure on simulated drives that the model has not seen.

Drivers of their own (pace, haste, climate habits), roads, weather, wind and load; each driver's car learns
from its first drives and is then asked about others: other routes, other weather, other loads. The physics
that is driven is a simulation of its own (speeds that vary within a kilometre, stops, a motor whose losses
depend on its load, a cabin that is heated up), not the model's terms. Beside a constant consumption and the
same model without learning. JSON on the last line.

python -m tests.benchmarks.energy_forecast [--drivers 24] [--seed 1]
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hmi.energy.model import ConsumptionModel
from hmi.energy.profile import CarBody, DriveProfile

BATTERY_KWH = 60.0
LEARNED_DRIVES, HELD_OUT = 40, 25
BODY = CarBody(mass_kg=1_900.0, drag_area_m2=0.64)
GRAVITY = 9.81


@dataclass(frozen=True)
class Driver:
    """What a car and its driver are like; nobody tells the model."""

    mass_kg: float
    drag_area_m2: float
    rolling: float
    peak_efficiency: float
    idle_loss_w: float
    regeneration: float
    electronics_w: float
    pace: float
    """of the road's usual speed"""
    haste_mps2: float
    comfort_celsius: float
    heat_pump_cop: float


def a_driver(rng: np.random.Generator) -> Driver:
    return Driver(
        mass_kg=float(rng.normal(1_900, 60)),
        drag_area_m2=float(rng.normal(0.64, 0.03)),
        rolling=float(rng.normal(0.0098, 0.0008)),
        peak_efficiency=float(rng.uniform(0.88, 0.93)),
        idle_loss_w=float(rng.uniform(250, 500)),
        regeneration=float(rng.uniform(0.6, 0.85)),
        electronics_w=float(rng.uniform(250, 450)),
        pace=float(rng.normal(1.0, 0.06)),
        haste_mps2=float(rng.uniform(0.8, 1.8)),
        comfort_celsius=float(rng.uniform(19, 23)),
        heat_pump_cop=float(rng.uniform(1.2, 2.6)),
    )


def a_drive(rng: np.random.Generator, driver: Driver, season: float) -> tuple[DriveProfile, float]:
    """What a route tells beforehand, and the energy it really takes."""
    kind = rng.choice(["town", "country", "motorway", "mixed"])
    km = int(rng.integers(4, 30) if kind == "town" else rng.integers(8, 140))
    usual = {
        "town": rng.uniform(6, 12, km),
        "country": rng.uniform(14, 24, km),
        "motorway": rng.uniform(26, 36, km),
        "mixed": np.interp(np.linspace(0, 1, km), [0, 0.2, 0.8, 1], [8, 28, 30, 9])
        * rng.uniform(0.9, 1.1, km),
    }[str(kind)]
    grade = rng.normal(0, 0.012, km)
    outside = season + float(rng.normal(0, 4))
    parked_long = bool(rng.random() < 0.6)
    cabin = outside if parked_long else float(rng.uniform(min(outside, 20), max(outside, 21)))
    load = float(rng.choice([0, 0, 80, 160, 320]))
    wind = float(rng.normal(0, 2.0))
    speed = np.maximum(3.0, usual * driver.pace * rng.normal(1, 0.03, km))
    used = energy_kwh(rng, driver, speed, grade, outside, cabin, load, wind)
    climb = float((grade[grade > 0] * 1000).sum())
    descent = float((-grade[grade < 0] * 1000).sum())
    # A route knows the roads' usual speeds and the weather report, not this day's.
    told = DriveProfile(
        np.full(km, 1000.0),
        np.maximum(3.0, usual),
        climb,
        descent,
        outside + float(rng.normal(0, 1)),
        cabin,
        wind + float(rng.normal(0, 1.0)),
        load,
    )
    return told, used


def energy_kwh(
    rng: np.random.Generator,
    driver: Driver,
    speed: NDArray[np.float64],
    grade: NDArray[np.float64],
    outside: float,
    cabin: float,
    load_kg: float,
    wind: float,
) -> float:
    """Second by second: every kilometre has its own ups and downs of speed and, when slow, its stops."""
    mass = driver.mass_kg + load_kg
    density = 353.0 / (273.15 + outside)
    total_j, warm, v = 0.0, cabin, 0.0
    for mean, slope in zip(speed.tolist(), grade.tolist(), strict=True):
        stops = int(rng.poisson(max(0.0, 2.2 - mean / 9)))
        top = mean * (1.12 + 0.25 * stops)
        left, waits = 1000.0, [int(rng.integers(2, 40)) for _ in range(stops)]
        marks = sorted(rng.uniform(100, 950, stops).tolist(), reverse=True)
        wave = float(rng.uniform(0.02, 0.09))
        phase = float(rng.uniform(0, 6.28))
        second = 0
        while left > 0 and second < 1500:
            target = top * (1 + wave * np.sin(second / 9 + phase))
            if marks and 1000 - left > marks[-1]:
                target = 0.0
                if v < 0.5:
                    if waits[-1] > 0:
                        waits[-1] -= 1
                    else:
                        marks.pop()
                        waits.pop()
            a = float(np.clip(target - v, -1.8 * driver.haste_mps2, driver.haste_mps2 * (1 - 0.6 * v / 45)))
            v_next = max(0.0, v + a)
            mid = (v + v_next) / 2
            rolling = driver.rolling * (1 + 0.018 * max(0.0, 20 - outside))
            air = mid + wind
            force = 0.5 * density * driver.drag_area_m2 * air * abs(air) + mass * GRAVITY * slope
            force += mass * GRAVITY * rolling * (mid > 0.1) + mass * (v_next - v)
            wheel_w = force * mid
            losses_w = driver.idle_loss_w * (mid > 0.1) * (0.4 + mid / 25)
            motor_w = (
                wheel_w / driver.peak_efficiency + losses_w if wheel_w > 0 else wheel_w * driver.regeneration
            )
            gap = driver.comfort_celsius - warm
            thermal_w = (abs(driver.comfort_celsius - outside) * 70 + min(3500.0, abs(gap) * 700)) * 0.9
            climate_w = (
                thermal_w / driver.heat_pump_cop if abs(driver.comfort_celsius - outside) > 3 else 150.0
            )
            warm += gap / 500
            total_j += motor_w + climate_w + driver.electronics_w
            v = v_next
            left -= mid
            second += 1
    return total_j / 3.6e6


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--drivers", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    rng = np.random.default_rng(args.seed)
    fresh = ConsumptionModel(BODY)
    points: dict[str, list[float]] = {"model": [], "physics": [], "constant": []}
    inside = []
    for _ in range(args.drivers):
        driver, model = a_driver(rng), fresh
        used_all = km_all = 0.0
        for n in range(LEARNED_DRIVES):
            season = 11 - 13 * np.cos(2 * np.pi * n / LEARNED_DRIVES)
            told, used = a_drive(rng, driver, float(season))
            model = model.learned(told, used)
            used_all, km_all = used_all + used, km_all + told.distance_m / 1000
        for _ in range(HELD_OUT):
            told, used = a_drive(rng, driver, float(rng.uniform(-5, 28)))
            guess = {
                "model": model.forecast(told).likely_kwh,
                "physics": fresh.forecast(told).likely_kwh,
                "constant": used_all / km_all * told.distance_m / 1000,
            }
            for name, kwh in guess.items():
                points[name].append(100 * abs(kwh - used) / BATTERY_KWH)
            forecast = model.forecast(told)
            inside.append(forecast.low_kwh <= used <= forecast.high_kwh)
    for name, off in points.items():
        within = np.mean(np.array(off) <= 5.0)
        print(f"{name}: {100 * within:.1f} % within 5 points, mean {np.mean(off):.2f}, worst {max(off):.1f}")
    report = {
        "within_5_points": round(float(np.mean(np.array(points["model"]) <= 5.0)), 4),
        "coverage_80": round(float(np.mean(inside)), 4),
    }
    print(json.dumps(report))
    return 0


if __name__ == "__main__":
    sys.exit(main())
