"""How well the car knows where it is: on roads through noise, in tunnels without satellites, on a real drive.

    python -m tests.benchmarks.positioning [--routes 40] [--noise 3 5 10 20]

Drives along random routes of the four extracts at their roads' speeds, with what a car's sensors are wrong
by: wheels 1 % too large, a turn rate off by 0.3 °/s, a receiver whose error keeps its direction for eight
seconds. What is reckoned goes through the map match and what that is sure of comes back, as in the car.
`matched`: share of the driven metres that lie on the edge that was driven, by noise in metres.
`blind_error_percent`: 5 km without a receiver, with jams and slow drives: error at the end in percent of the
distance (median, 95 %). `real_rmse_m` and `receiver_rmse_m`: the recorded drive of ../shared/data/drives
against its ground truth; `real_blind_percent`: the same drive, windows of 20 s without its receiver. One JSON
line last."""

from __future__ import annotations

import argparse
import contextlib
import json
import math
import time
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hmi.positioning.filter import (
    Estimate,
    Odometry,
    Satellites,
    begin,
    correct,
    correct_by_road,
    correct_speed,
    move,
)
from hmi.positioning.road import road_of
from maps.errors import RouteNotFoundError
from maps.geometry import EARTH_RADIUS_M, LatLon, distance_m
from maps.guide.maneuvers import Guide
from maps.guide.progress import RouteLine
from maps.match.tracker import MatchState, Tracker
from maps.models import Fix, RouteRequest, RoutingProfile, Waypoint
from maps.region.reader import Region
from maps.route.engine import RouteEngine
from tests.benchmarks.prompt_timing import profile
from tests.benchmarks.route_regions import SHARED, extract, random_pairs, region_of

EXTRACTS = ("liechtenstein", "sanfrancisco-downtown", "heidelberg", "porto")
HERTZ = 10
WHEELS_WRONG, YAW_WRONG_RADPS = 0.01, math.radians(0.3)
ERROR_LASTS_S = 8.0
BLIND_M = 5000.0


@dataclass(frozen=True)
class Drive:
    """The truth, ten times a second."""

    line: RouteLine
    along_m: NDArray[np.float64]
    speed_mps: NDArray[np.float64]
    course_rad: NDArray[np.float64]
    """unwrapped: of the road as a car can follow it"""


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--routes", type=int, default=40)
    options.add_argument("--noise", type=float, nargs="+", default=[3.0, 5.0, 10.0, 20.0])
    options.add_argument("--seed", type=int, default=20261201)
    args = options.parse_args()
    driven = {noise: [0.0, 0.0] for noise in args.noise}
    per_fix_ms: list[float] = []
    blind: list[float] = []
    for name in EXTRACTS:
        region = region_of(extract(name))
        drives = random_drives(region, args.routes // len(EXTRACTS), args.seed)
        for noise in args.noise:
            for number, drive in enumerate(drives):
                right, whole = matched_metres(region, drive, noise, args.seed + number, per_fix_ms)
                driven[noise][0] += right
                driven[noise][1] += whole
        blind += [
            error
            for number, drive in enumerate(drives)
            if (error := blind_error_percent(region, drive, args.seed + number)) is not None
        ]
    real = real_drive()
    report = {
        "matched": {
            f"{noise:g}": round(100.0 * right / whole, 2) for noise, (right, whole) in driven.items()
        },
        "blind_error_percent": round(float(np.median(blind)), 2) if blind else None,
        "blind_error_percent_p95": round(float(np.percentile(blind, 95)), 2) if blind else None,
        "blind_drives": len(blind),
        "match_p99_ms": round(float(np.percentile(per_fix_ms, 99)), 2),
        **real,
    }
    print(json.dumps(report))
    return 0


def random_drives(region: Region, count: int, seed: int) -> list[Drive]:
    """Drives of at least 6 km where the extract is that large, else as long as there are."""
    engine, guide = RouteEngine([region], timezone=UTC), Guide([region])
    found: list[Drive] = []
    for origin, destination in random_pairs(region, 6 * count, np.random.default_rng(seed), least_m=1200.0):
        if len(found) == count:
            break
        with contextlib.suppress(RouteNotFoundError):
            route = engine.route(RouteRequest((Waypoint(origin), Waypoint(destination)), RoutingProfile()))[0]
            line = RouteLine.of(route)
            at_s, along = profile(line, guide.maneuvers(route))
            seconds = np.arange(0.0, at_s[-1], 1.0 / HERTZ)
            metres = np.interp(seconds, at_s, along)
            found.append(Drive(line, metres, np.gradient(metres) * HERTZ, courses(line, metres)))
    return found


def courses(line: RouteLine, along_m: NDArray[np.float64]) -> NDArray[np.float64]:
    """The nose of a car on the line: the direction from 1 m behind to 3 m ahead."""
    behind = [line.position_at(max(0.0, metres - 1.0)) for metres in along_m.tolist()]
    ahead = [line.position_at(min(line.length_m, metres + 3.0)) for metres in along_m.tolist()]
    east = np.array(
        [
            (b.lon_deg - a.lon_deg) * math.cos(math.radians(a.lat_deg))
            for a, b in zip(behind, ahead, strict=True)
        ]
    )
    north = np.array([b.lat_deg - a.lat_deg for a, b in zip(behind, ahead, strict=True)])
    return np.unwrap(np.arctan2(east, north))


class Car:
    """Sensors with their errors, and the filter that hears them."""

    def __init__(self, drive: Drive, noise_m: float, seed: int) -> None:
        self.drive = drive
        self.noise_m = noise_m
        self.random = np.random.default_rng(seed)
        self.error = self.random.normal(size=2) * noise_m
        self.estimate: Estimate | None = None
        self.yaw = np.gradient(drive.course_rad) * HERTZ

    def hear(self, step: int, *, blind: bool = False) -> None:
        drive, now_s = self.drive, step / HERTZ
        said = drive.speed_mps[step] * (1.0 + WHEELS_WRONG)
        rate = self.yaw[step] + YAW_WRONG_RADPS + self.random.normal() * math.radians(0.1)
        if self.estimate is not None:
            self.estimate = move(self.estimate, Odometry(now_s, float(said), float(rate)))
        if step % HERTZ or blind:
            return
        keep = math.exp(-1.0 / ERROR_LASTS_S)
        fresh = self.random.normal(size=2) * self.noise_m * math.sqrt(1.0 - keep * keep)
        self.error = self.error * keep + fresh
        speed = float(drive.speed_mps[step] + self.random.normal() * 0.15)
        course = float(drive.course_rad[step] + self.random.normal() * min(0.5, 0.35 / max(speed, 0.1)))
        seen = shifted(drive.line.position_at(float(drive.along_m[step])), *self.error.tolist())
        fix = Satellites(now_s, seen, max(self.noise_m, 2.0), max(speed, 0.0), course)
        if self.estimate is None:
            self.estimate = begin(fix)
        else:
            self.estimate = correct_speed(correct(self.estimate, fix), float(said), speed)

    def fix(self, step: int) -> Fix:
        assert self.estimate is not None
        estimate = self.estimate
        moving = estimate.speed_mps > 0.8 and estimate.course_known
        course = estimate.course_deg if moving else None
        return Fix(estimate.position, step / HERTZ, abs(estimate.speed_mps), course, estimate.accuracy_m)

    def believe(self, state: MatchState) -> None:
        road = road_of(state.matched)
        if road is not None and self.estimate is not None:
            self.estimate = correct_by_road(self.estimate, *road)


def matched_metres(
    region: Region, drive: Drive, noise_m: float, seed: int, per_fix_ms: list[float]
) -> tuple[float, float]:
    """Metres of a drive on the edge that was driven, and all of them."""
    car, tracker, state = Car(drive, noise_m, seed), Tracker([region]), MatchState()
    right = whole = before = 0.0
    for step in range(len(drive.along_m)):
        car.hear(step)
        if step % HERTZ:
            continue
        begun = time.perf_counter()
        state = tracker.update(car.fix(step), state)
        per_fix_ms.append((time.perf_counter() - begun) * 1e3)
        car.believe(state)
        along = float(drive.along_m[step])
        metres, before = along - before, along
        whole += metres
        if state.matched is None:
            continue
        edge = drive.line.edge_at(along)
        near = {drive.line.edge_key[edge]}
        for other in (along - 3.0, along + 3.0):  # at a junction both are right
            near.add(drive.line.edge_key[drive.line.edge_at(min(max(other, 0.0), drive.line.length_m))])
        right += metres * ((state.matched.candidate.region, state.matched.candidate.edge) in near)
    return right, whole


def blind_error_percent(region: Region, drive: Drive, seed: int) -> float | None:
    """Error after 5 km (or the last two thirds of a shorter drive) without satellites, in percent of the
    way."""
    length_m = float(drive.along_m[-1])
    if length_m < 2500.0:
        return None
    begin_m = max(length_m / 3.0, length_m - BLIND_M)
    jammed = with_jams(drive, begin_m, seed)
    car, tracker, state = Car(jammed, 3.0, seed), Tracker([region]), MatchState()
    for step in range(len(jammed.along_m)):
        car.hear(step, blind=float(jammed.along_m[step]) > begin_m)
        if step % HERTZ == 0:
            state = tracker.update(car.fix(step), state)
            car.believe(state)
    assert car.estimate is not None
    end = jammed.line.position_at(float(jammed.along_m[-1]))
    return 100.0 * distance_m(car.estimate.position, end) / (length_m - begin_m)


def with_jams(drive: Drive, begin_m: float, seed: int) -> Drive:
    """The same way, with standstills of half a minute and stretches at a third of the speed in the dark
    part."""
    random = np.random.default_rng(seed)
    steps = np.ones(len(drive.along_m), int)
    dark = np.flatnonzero(drive.along_m > begin_m)
    for first in random.choice(dark, size=3):
        steps[first : first + 150] = 3
    indices = np.repeat(np.arange(len(steps)), steps)
    along = np.interp(np.cumsum(1.0 / steps[indices]) - 1.0, np.arange(len(steps)), drive.along_m)
    stop = int(random.choice(np.flatnonzero(along > begin_m)))
    along = np.concatenate((along[:stop], np.full(300, along[stop]), along[stop:]))
    return Drive(drive.line, along, np.gradient(along) * HERTZ, courses(drive.line, along))


def shifted(position: LatLon, east_m: float, north_m: float) -> LatLon:
    across = EARTH_RADIUS_M * math.cos(math.radians(position.lat_deg))
    return LatLon(
        position.lat_deg + math.degrees(north_m / EARTH_RADIUS_M),
        position.lon_deg + math.degrees(east_m / across),
    )


def real_drive() -> dict[str, float | None]:
    """The recorded drive, with satellites and in windows without."""
    file = SHARED.parent / "drives" / "rav4_2018_motion.npz"
    if not Path(file).exists():
        return {"real_rmse_m": None, "receiver_rmse_m": None, "real_blind_percent": None}
    with np.load(file) as data:
        recorded = {name: data[name] for name in data.files}
    truth = Truth(recorded["truth_frame_times"], *geodetic(recorded["truth_frame_positions"]))
    times, fixes = recorded["gnss_t"], recorded["gnss"]
    receiver = [truth.away_m(LatLon(*fixes[i, :2].tolist()), times[i]) for i in range(len(times))]
    fused = [truth.away_m(estimate.position, at) for at, estimate in replay(recorded, None)]
    ends = []
    for begin_s in np.arange(times[0] + 10.0, times[-1] - 21.0, 1.5):
        *_, (at, estimate) = (row for row in replay(recorded, begin_s) if row[0] < begin_s + 20.0)
        window = (recorded["speed_t"] >= begin_s) & (recorded["speed_t"] < begin_s + 20.0)
        way_m = float(np.trapezoid(recorded["speed"][window, 0], recorded["speed_t"][window]))
        ends.append(100.0 * truth.away_m(estimate.position, at) / way_m)
    return {
        "real_rmse_m": round(math.sqrt(np.mean(np.square(fused))), 3),
        "receiver_rmse_m": round(math.sqrt(np.mean(np.square(receiver))), 3),
        "real_blind_percent": round(float(np.median(ends)), 2),
    }


def replay(
    recorded: dict[str, NDArray[np.float64]], blind_from_s: float | None
) -> list[tuple[float, Estimate]]:
    """The filter's estimates at each speed that the car told."""
    speed_t, speed = recorded["speed_t"], recorded["speed"][:, 0]
    rate = np.interp(speed_t, recorded["gyro_t"], recorded["gyro"][:, 2])
    fixes = list(zip(recorded["gnss_t"].tolist(), recorded["gnss"].tolist(), strict=True))
    estimate, found = None, []
    for at, said, turned in zip(speed_t.tolist(), speed.tolist(), rate.tolist(), strict=True):
        while fixes and fixes[0][0] <= at:
            heard_s, (lat, lon, seen, _, _, course) = fixes.pop(0)
            if blind_from_s is not None and blind_from_s <= heard_s < blind_from_s + 20.0:
                continue
            fix = Satellites(heard_s, LatLon(lat, lon), 3.0, seen, math.radians(course), RECEIVER_AGE_S)
            estimate = begin(fix) if estimate is None else correct_speed(correct(estimate, fix), said, seen)
        if estimate is not None:
            estimate = move(estimate, Odometry(at, said, turned))
            found.append((at, estimate))
    return found


RECEIVER_AGE_S = 0.08
"""of a fix when it is heard, as receivers of this kind have it"""


@dataclass(frozen=True)
class Truth:
    times_s: NDArray[np.float64]
    lat_deg: NDArray[np.float64]
    lon_deg: NDArray[np.float64]

    def away_m(self, position: LatLon, at_s: float) -> float:
        lat = float(np.interp(at_s, self.times_s, self.lat_deg))
        lon = float(np.interp(at_s, self.times_s, self.lon_deg))
        return distance_m(position, LatLon(lat, lon))


def geodetic(ecef_m: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Latitude and longitude (WGS 84, degrees) of earth-centred coordinates [N, 3]."""
    a, e2 = 6378137.0, 6.69437999014e-3
    x, y, z = ecef_m.T
    across = np.hypot(x, y)
    lat = np.arctan2(z, across * (1.0 - e2))
    for _ in range(6):
        n = a / np.sqrt(1.0 - e2 * np.sin(lat) ** 2)
        lat = np.arctan2(z + e2 * n * np.sin(lat), across)
    return np.degrees(lat), np.degrees(np.arctan2(y, x))


if __name__ == "__main__":
    raise SystemExit(main())
