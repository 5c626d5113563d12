"""What a charge plan is made from: prices as intervals of any length, and what each car needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from hmi.errors import HeadunitError

STEP_S = 900.0
"""the finest that a plan is cut: the market's own quarter hour"""
LEAST_STEP_S = 1.0
FINE_S = 86_400.0
"""after this, quarter hours of one price are planned as one hour: a week stays within a second"""
COARSE_S = 3600.0
EFFICIENCY, OVERHEAD_KW = 0.93, 0.15
"""of an on-board charger: what reaches the battery of each further kW, and what it takes to run at all
(measured on eight cars at 6 to 32 A: Sears, Roberts and Glitman, IEEE SusTech 2014, and Kieldsen, DTU 2016:
75 to 80 % at 6 A of one phase, 88 to 92 % at full power)"""


class Goal(StrEnum):
    """What a plan makes small."""

    CHEAP = "cheap"
    CLEAN = "clean"
    OWN = "own"


CARBON_PRICE = {Goal.CHEAP: 0.0, Goal.CLEAN: 1.0, Goal.OWN: 0.0}
"""money a kg of CO₂ counts as: with 1 the dirtiest hour of a day outweighs its price"""
GRID_PENALTY = {Goal.CHEAP: 0.0, Goal.CLEAN: 0.0, Goal.OWN: 0.5}
"""money a kWh from the grid counts more than one's own"""


class PlanError(HeadunitError):
    """No plan can be made of this; the text says why."""


@dataclass(frozen=True, slots=True)
class Interval:
    """One stretch of time with one price; what is None is not known."""

    begin_unix_s: float
    end_unix_s: float
    price_per_kwh: float | None = None
    co2_kg_per_kwh: float | None = None
    own_kw: float = 0.0
    """surplus of the owner's roof"""
    own_price_per_kwh: float = 0.08
    """what that surplus would be paid for, were it sold"""
    house_kw: float = 0.0
    """what the house takes, which a car may feed"""

    @property
    def hours(self) -> float:
        return (self.end_unix_s - self.begin_unix_s) / 3600


@dataclass(frozen=True, slots=True)
class Taper:
    """Above `from_percent` the battery takes less, in a straight line down to `full_kw` at 100 %."""

    from_percent: float = 90.0
    full_kw: float = 1.5


@dataclass(frozen=True, slots=True)
class CarNeed:
    """One car that hangs on the connection from the first interval to its departure."""

    level_percent: float
    target_percent: float
    capacity_kwh: float
    departure_unix_s: float
    power_kw: float
    """the most that the socket really gives"""
    limit_percent: float = 100.0
    """never beyond, however cheap"""
    minimum_percent: float = 0.0
    """reached first, at any price"""
    least_power_kw: float = 0.0
    """of a car whose power can be set; 0: it charges at full power or not at all"""
    charging: bool = False
    """now, before the plan"""
    efficiency: float = EFFICIENCY
    overhead_kw: float = OVERHEAD_KW
    taper: Taper = Taper()
    least_run_s: float = 900.0
    least_pause_s: float = 900.0
    gives_kw: float = 0.0
    """to the house; 0: it cannot"""
    floor_percent: float = 50.0
    """what the house never gets"""

    @property
    def battery_kw(self) -> float:
        """Into the battery at full power."""
        return max(0.0, self.efficiency * self.power_kw - self.overhead_kw)

    def taper_kw(self, percent: float) -> float:
        """The most that the battery takes at a level."""
        taper = self.taper
        if percent <= taper.from_percent:
            return self.battery_kw
        share = min(1.0, (percent - taper.from_percent) / max(1e-9, 100.0 - taper.from_percent))
        return max(0.0, self.battery_kw + (min(taper.full_kw, self.battery_kw) - self.battery_kw) * share)


@dataclass(frozen=True, slots=True)
class ChargeProblem:
    """Cars on one connection. Intervals follow each other without gaps."""

    intervals: tuple[Interval, ...]
    cars: tuple[CarNeed, ...]
    connection_kw: float | None = None
    """the most that all cars together may take; None: no limit"""
    goal: Goal = Goal.CHEAP

    def __post_init__(self) -> None:
        if not self.cars or not self.intervals:
            raise PlanError("a plan needs a car and time")
        for before, after in pairwise(self.intervals):
            if abs(after.begin_unix_s - before.end_unix_s) > 1e-3:
                raise PlanError("the intervals do not follow each other")
        for car in self.cars:
            if car.capacity_kwh <= 0 or car.power_kw < 0 or not 0 < car.efficiency <= 1:
                raise PlanError("a battery, a socket or an efficiency that cannot be")


def cut(
    intervals: Sequence[Interval], begin_unix_s: float, ends_unix_s: Sequence[float]
) -> tuple[Interval, ...]:
    """The intervals from `begin` to the last of `ends`, none longer than STEP_S, cut at each of `ends`.

    What no interval covers is there too, without a price. Steps lie on the clock's quarter hours; after
    FINE_S what has one price is cut by the hour.
    """
    last = max(ends_unix_s)
    if last - begin_unix_s < LEAST_STEP_S:
        raise PlanError("the departure is not ahead")
    known = sorted((i for i in intervals if i.end_unix_s > i.begin_unix_s), key=lambda i: i.begin_unix_s)
    marks = {begin_unix_s, last, *(end for end in ends_unix_s if begin_unix_s < end < last)}
    quarter = (begin_unix_s // STEP_S + 1) * STEP_S
    while quarter < last:
        marks.add(quarter)
        quarter += STEP_S
    for each in known:
        marks |= {t for t in (each.begin_unix_s, each.end_unix_s) if begin_unix_s < t < last}
    ordered = [begin_unix_s]
    for mark in sorted(marks):
        if mark - ordered[-1] >= LEAST_STEP_S:
            ordered.append(mark)
    ordered[-1] = last
    found: list[Interval] = []
    place = 0
    for begin, end in pairwise(ordered):
        while place < len(known) and known[place].end_unix_s <= begin + LEAST_STEP_S / 2:
            place += 1
        inside = place < len(known) and known[place].begin_unix_s <= begin + LEAST_STEP_S / 2
        found.append(
            replace(known[place], begin_unix_s=begin, end_unix_s=end) if inside else Interval(begin, end)
        )
    return _coarse_later(found, begin_unix_s + FINE_S, frozenset(ends_unix_s))


def _coarse_later(
    intervals: Sequence[Interval], after_unix_s: float, kept: frozenset[float]
) -> tuple[Interval, ...]:
    found: list[Interval] = []
    for each in intervals:
        last = found[-1] if found else None
        if (
            last is not None
            and last.begin_unix_s >= after_unix_s
            and each.begin_unix_s % COARSE_S > LEAST_STEP_S
            and each.begin_unix_s not in kept
            and replace(last, begin_unix_s=each.begin_unix_s, end_unix_s=each.end_unix_s) == each
        ):
            found[-1] = replace(last, end_unix_s=each.end_unix_s)
        else:
            found.append(each)
    return tuple(found)
