"""The stops that cost the least time (and money): dynamic programming over stations and battery levels.

By station in the order of the way: the least worth of arriving with each level; charging moves it up along
the curve, driving on moves it down by the leg's energy. A leg is allowed when even the worst of twenty drives
ends above the reserve. The levels found are refined on a finer grid for the stations chosen.
"""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from maps.region.native import long, native, read, written
from maps.route.charging.task import ChargeStop, ChargeTask, Station, StopPlan

GRIDS = ((60, 0.1), (300, 0.5), (math.inf, 1.0))
"""up to so many stations, steps of so many percent: 1,000 km with 2,000 stations in 3 s"""
FINE_PERCENT = GRIDS[0][1]
FEWER_STOPS_S = 1_800.0
"""what an alternative with fewer stops counts each stop more"""
CHEAPER_S_PER_MONEY = 360.0
"""an alternative that saves money takes up to six minutes for one unit of it"""
BETTER_MONEY = 0.5
_NONE = np.inf


def plan_stops(task: ChargeTask) -> StopPlan | None:
    """The best plan; without stops where none is needed; None where no plan keeps the reserve."""
    stations = tuple(sorted((s for s in task.stations if s.id not in task.avoid), key=lambda s: s.along_m))
    grid = next(percent for most, percent in GRIDS if len(stations) <= most)
    chosen = _search(task, stations, grid)
    if chosen is None and grid > FINE_PERCENT:
        # On the edge of what is possible a coarse grid rounds too much away.
        chosen = _search(task, stations, GRIDS[1][1])
    if chosen is None or grid == FINE_PERCENT:
        return chosen
    refined = _search(task, tuple(stop.station for stop in chosen.stops), FINE_PERCENT)
    return refined if refined is not None and refined.worth_s <= chosen.worth_s else chosen


def alternatives(task: ChargeTask, best: StopPlan) -> tuple[StopPlan, ...]:
    """At most two others, each better at something: fewer stops, or less money."""
    found: list[StopPlan] = []
    for other in (
        replace(task, stop_s=task.stop_s + FEWER_STOPS_S),
        replace(task, seconds_per_money=CHEAPER_S_PER_MONEY),
    ):
        plan = plan_stops(other)
        if plan is None:
            continue
        extra_s = (other.stop_s - task.stop_s) * len(plan.stops)
        plan = replace(plan, duration_s=plan.duration_s - extra_s, worth_s=plan.duration_s - extra_s)
        fewer = len(plan.stops) < len(best.stops)
        cheaper = plan.cost is not None and best.cost is not None and plan.cost < best.cost - BETTER_MONEY
        stations = tuple(stop.station.id for stop in plan.stops)
        known = [tuple(stop.station.id for stop in p.stops) for p in (best, *found)]
        if (fewer or cheaper) and stations not in known:
            found.append(plan)
    return tuple(found)


def without(task: ChargeTask, failed: str) -> StopPlan | None:
    """Plan B: the same trip from where the car is, without the station that failed."""
    return plan_stops(replace(task, avoid=task.avoid | {failed}))


class _Legs:
    """Energy, time and least departure level between the places of a task: start, stations, destination."""

    def __init__(self, task: ChargeTask, stations: tuple[Station, ...]) -> None:
        way, count = task.way, len(stations)
        end_m = float(way.along_m[-1])
        self.along_m = np.array([way.along_m[0], *(s.along_m for s in stations), end_m])
        used = way.at(self.along_m)
        driven = np.interp(self.along_m, way.along_m, way.duration_s)
        half_kwh = np.array([0.0, *(s.detour_kwh / 2 for s in stations), 0.0])
        half_s = np.array([0.0, *(s.detour_s / 2 for s in stations), 0.0])
        self.kwh = used[None, :] - used[:, None] + half_kwh[None, :] + half_kwh[:, None]
        self.seconds = driven[None, :] - driven[:, None] + half_s[None, :] + half_s[:, None]
        spare = way.spare_kwh(self.kwh, self.along_m[None, :] - self.along_m[:, None])
        floor = np.full(count + 2, task.reserve_percent)
        floor[-1] = max(task.reserve_percent, task.arrival_percent)
        percent = 100.0 / task.capacity_kwh
        self.percent = self.kwh * percent
        # Also on the way: the highest that was used between two places (a pass before a valley).
        self.least = np.maximum(self.percent, 0.0) + spare * percent + floor[None, :]
        peak = _peaks(way.kwh, way.along_m, self.along_m, used) * percent
        self.least = np.maximum(self.least, peak + task.reserve_percent)


def _peaks(
    kwh: NDArray[np.float64],
    at_m: NDArray[np.float64],
    places_m: NDArray[np.float64],
    used: NDArray[np.float64],
) -> NDArray[np.float64]:
    """[n, n] the most used between two places, above what was used at the first."""
    if np.all(np.diff(kwh) >= 0):
        return np.maximum(used[None, :] - used[:, None], 0.0)
    bins = np.searchsorted(at_m, places_m)
    count = len(places_m)
    spans = zip(pairwise(bins.tolist()), used[1:].tolist(), strict=True)
    highest = np.array([max(kwh[a:b].max(initial=-np.inf), end) for (a, b), end in spans])
    found = np.zeros((count, count))
    for n in range(count - 1):
        found[n, n + 1 :] = np.maximum.accumulate(highest[n:]) - used[n]
    return np.maximum(found, 0.0)


def _search(task: ChargeTask, stations: tuple[Station, ...], grid: float) -> StopPlan | None:
    legs = _Legs(task, stations)
    levels = np.arange(0.0, 100.0 + grid / 2, grid)
    size, places = len(levels), len(stations) + 2
    arrive = np.full((places, size), _NONE)
    came_from = np.full((places, size), -1, dtype=np.int32)
    left_at = np.full((places, size), -1, dtype=np.int32)
    charged_from = np.full((places, size), -1, dtype=np.int32)
    start = int(np.floor(min(100.0, task.level_percent) / grid + 1e-9))
    arrive[0, start] = 0.0
    most = int(np.floor(task.most_percent / grid + 1e-9))
    charge_s: dict[float, NDArray[np.float64]] = {}
    for place in range(places - 1):
        if not np.any(np.isfinite(arrive[place])):
            continue
        if place == 0:
            leave = arrive[0]
            charged_from[0, start] = start
        else:
            station = stations[place - 1]
            if station.power_kw not in charge_s:
                charge_s[station.power_kw] = task.curve.seconds(levels, task.capacity_kwh, station.power_kw)
            price = task.usual_price if station.price_per_kwh is None else station.price_per_kwh
            money = task.seconds_per_money * price * levels / 100 * task.capacity_kwh
            climb = charge_s[station.power_kw] + money
            begun = arrive[place] - climb
            from_level = _running_argmin(begun)
            leave = begun[from_level] + climb + task.stop_s + station.queue_s
            leave[most + 1 :] = _NONE
            charged_from[place] = from_level
        rows = legs.percent[place], legs.seconds[place], legs.least[place]
        flat = arrive.reshape(-1), came_from.reshape(-1), left_at.reshape(-1)
        _drive_on(place, grid, levels, leave, *rows, *flat)
    return _traced(task, stations, legs, levels, arrive, came_from, left_at, charged_from)


def _running_argmin(values: NDArray[np.float64]) -> NDArray[np.int64]:
    """For each index the place of the least value up to it."""
    least = np.minimum.accumulate(values)
    new = np.concatenate(([True], values[1:] < least[:-1]))
    return np.maximum.accumulate(np.where(new, np.arange(len(values)), 0))


@native(
    "int64", "float64", read("float64"), read("float64"), read("float64"), read("float64"), read("float64"),
    written("float64"), written("int32"), written("int32"),
)  # fmt: skip
def _drive_on(
    place: int,
    grid: float,
    levels: NDArray[np.float64],
    leave: NDArray[np.float64],
    percent: NDArray[np.float64],
    seconds: NDArray[np.float64],
    least: NDArray[np.float64],
    arrive: NDArray[np.float64],
    came_from: NDArray[np.int32],
    left_at: NDArray[np.int32],
) -> Any:
    """Carry what leaves a place to all further places that it reaches; the last three are [place, level]."""
    size = len(levels)
    for target in range(place + 1, len(percent)):
        if least[target] > 100.0:
            continue
        # Rounded against the driver: a leg takes whole steps of the grid.
        down = long(math.ceil(percent[target] / grid - 1e-9))
        for level in range(size):
            if levels[level] < least[target] - 1e-9 or leave[level] == np.inf:
                continue
            if level < down:
                continue
            there = target * size + min(level - down, size - 1)
            worth = leave[level] + seconds[target]
            if worth < arrive[there]:
                arrive[there] = worth
                came_from[there] = place
                left_at[there] = level
    return 0


def _traced(
    task: ChargeTask,
    stations: tuple[Station, ...],
    legs: _Legs,
    levels: NDArray[np.float64],
    arrive: NDArray[np.float64],
    came_from: NDArray[np.int32],
    left_at: NDArray[np.int32],
    charged_from: NDArray[np.int32],
) -> StopPlan | None:
    last = arrive.shape[0] - 1
    if not np.any(np.isfinite(arrive[last])):
        return None
    level = int(np.argmin(arrive[last]))
    worth = float(arrive[last, level])
    chain: list[tuple[int, int]] = []
    """station's place and the level it is left with"""
    place = last
    while place != 0:
        before, left = int(came_from[place, level]), int(left_at[place, level])
        if before != 0:
            chain.append((before, left))
        place, level = before, int(charged_from[before, left])
    stops: list[ChargeStop] = []
    here, percent, duration_s = 0, min(100.0, task.level_percent), 0.0
    for place, left in reversed(chain):
        station = stations[place - 1]
        percent = min(100.0, percent - float(legs.percent[here, place]))
        duration_s += float(legs.seconds[here, place])
        leave = max(percent, float(levels[left]))
        span = task.curve.seconds(np.array([percent, leave]), task.capacity_kwh, station.power_kw)
        charge_s = float(span[1] - span[0])
        kwh = (leave - percent) / 100 * task.capacity_kwh
        cost = None if station.price_per_kwh is None else kwh * station.price_per_kwh
        stops.append(ChargeStop(station, percent, leave, charge_s, kwh, cost))
        duration_s += charge_s + task.stop_s + station.queue_s
        here, percent = place, leave
    percent = min(100.0, percent - float(legs.percent[here, last]))
    duration_s += float(legs.seconds[here, last])
    money = sum(
        stop.kwh * (task.usual_price if stop.station.price_per_kwh is None else stop.station.price_per_kwh)
        for stop in stops
    )
    return StopPlan(
        tuple(stops), duration_s, percent, min(worth, duration_s + task.seconds_per_money * money)
    )
