"""Real trips of an electric car, each forecast before it was driven from what a route would tell of it.

Learned trip by trip; beside a constant consumption and the same physics without learning. The trips are read
in their order. Where another file is named, the car has driven the given trips before (--before none: it has
driven nothing). JSON on the last line.

python -m tests.benchmarks.energy_real [--trips FILE.npz] [--before FILE.npz|none]
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from hmi.energy.capacity import usable_capacity
from hmi.energy.model import ConsumptionModel
from hmi.energy.profile import CarBody, DriveProfile

GIVEN = Path(__file__).parents[2].parent / "shared" / "data" / "drives" / "bmw_i3_trips.npz"
BMW_I3 = CarBody(mass_kg=1_400.0, drag_area_m2=0.69)
"""kerb weight with driver and drag (0.29 by 2.38 m²), by BMW's data sheet"""
PIECE_M, LEAST_PIECE_M, CLIMB_PIECE_M = 1000.0, 200.0, 100.0


@dataclass(frozen=True)
class RealTrip:
    name: str
    drive: DriveProfile
    used_kwh: float
    lost_percent: float


def read_trips(path: Path) -> list[RealTrip]:
    with np.load(path) as file:
        names = sorted({key.split("/")[0] for key in file.files})
        arrays = {key: file[key] for key in file.files}
    return [_trip(name, arrays) for name in names]


def _trip(name: str, arrays: dict[str, np.ndarray]) -> RealTrip:
    def array(field: str) -> np.ndarray:
        return arrays[f"{name}/{field}"]

    speed = np.nan_to_num(array("speed_kmh")) / 3.6
    way = np.cumsum(speed)
    marks = np.append(np.arange(0.0, way[-1], PIECE_M), way[-1])
    if len(marks) > 2 and marks[-1] - marks[-2] < LEAST_PIECE_M:
        marks = np.delete(marks, -2)
    passed_s = np.interp(marks, way, np.arange(1.0, len(way) + 1))
    passed_s[0] = 0.0
    length = np.diff(marks)
    height = array("elevation_m")
    heights = np.append(np.interp(np.arange(0.0, way[-1], CLIMB_PIECE_M), way, height), height[-1])
    steps = np.diff(heights)
    cabin = arrays.get(f"{name}/cabin_celsius")
    drive = DriveProfile(
        length,
        length / np.diff(passed_s),
        climb_m=float(steps[steps > 0].sum()),
        descent_m=float(-steps[steps < 0].sum()),
        outside_celsius=float(array("ambient_celsius")[0]),
        cabin_celsius=None if cabin is None or not np.isfinite(cabin[0]) else float(cabin[0]),
    )
    used = -float(np.nansum(array("battery_v") * array("battery_a"))) / 3.6e6
    gauge = array("soc_percent")
    return RealTrip(name, drive, used, float(gauge[0] - gauge[-1]))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trips", type=Path, default=GIVEN)
    parser.add_argument("--before", default=str(GIVEN), help="trips driven before, or none")
    args = parser.parse_args()
    trips = read_trips(args.trips)
    before: list[RealTrip] = []
    if args.before != "none" and Path(args.before).exists() and args.trips.resolve() != GIVEN.resolve():
        same = {round(trip.used_kwh, 9) for trip in trips}
        before = [t for t in read_trips(Path(args.before)) if round(t.used_kwh, 9) not in same]

    model = unlearned = ConsumptionModel(BMW_I3)
    for trip in before:
        model = model.learned(trip.drive, trip.used_kwh)
    errors, inside, physics = [], [], []
    for trip in trips:
        told = model.forecast(trip.drive)
        errors.append(told.likely_kwh / trip.used_kwh - 1)
        inside.append(told.low_kwh <= trip.used_kwh <= told.high_kwh)
        physics.append(unlearned.forecast(trip.drive).likely_kwh / trip.used_kwh - 1)
        model = model.learned(trip.drive, trip.used_kwh)
        print(f"{trip.name}: {trip.used_kwh:.2f} kWh, said {told.likely_kwh:.2f} ± {told.deviation_kwh:.2f}")

    all_trips = [*before, *trips]
    per_km = np.array([trip.used_kwh / trip.drive.distance_m for trip in trips])
    constant = float(np.median(per_km)) / per_km - 1
    capacity = usable_capacity([t.used_kwh for t in all_trips], [t.lost_percent for t in all_trips])
    if capacity is not None:
        print(
            f"usable capacity {capacity.likely_kwh:.2f} kWh "
            f"({capacity.low_kwh:.2f} to {capacity.high_kwh:.2f}, {capacity.trips} trips)"
        )
    print(f"without learning: {100 * np.median(np.abs(physics)):.1f} % median", end=", ")
    print(f"{100 * np.percentile(np.abs(physics), 90):.1f} % at the 90th percentile")
    print(f"constant consumption: {100 * np.percentile(np.abs(constant), 90):.1f} % at the 90th percentile")
    print(f"{len(before)} trips before, {len(trips)} forecast")
    report = {
        "median_error_percent": round(100 * float(np.median(np.abs(errors))), 2),
        "p90_error_percent": round(100 * float(np.percentile(np.abs(errors), 90)), 2),
        "coverage_80": round(float(np.mean(inside)), 3),
        "constant_median_error_percent": round(100 * float(np.median(np.abs(constant))), 2),
    }
    print(json.dumps(report))
    return 0


if __name__ == "__main__":
    sys.exit(main())
