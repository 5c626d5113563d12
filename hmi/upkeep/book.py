"""The book of one car: its days, what was done to it, and what it will need. Pure.

Done work resets: whatever was heard of a part before the day on which it was changed is another part's.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import numpy as np

from hmi.upkeep import brakes, consumed, lead_battery, service, traction_battery, tyres
from hmi.upkeep.day import Day, read_day
from hmi.upkeep.forecast import Forecast, NotYet, Outlook, Part, points
from hmi.upkeep.trend import Array
from hmi.upkeep.usage import USUAL_KM_PER_DAY, Rate, rate

KEPT_DAYS = 1_830
CHARGES_OF_ONE_ESTIMATE = 40
RECOMMENDED_KPA = 250.0
EPOCH = date(1970, 1, 1)
OF_CODES: Mapping[str, tuple[Part, ...]] = {
    "P0562": (Part.BATTERY_12V,),
    "P0563": (Part.BATTERY_12V,),
    "P0A80": (Part.TRACTION_BATTERY,),
    "P0520": (Part.OIL,),
    "P0522": (Part.OIL,),
    "P0524": (Part.OIL,),
    "P0101": (Part.AIR_FILTER,),
    "P0217": (Part.COOLANT,),
    "P0128": (Part.COOLANT,),
    "C0750": (Part.TYRE_FRONT_LEFT,),
    "C0755": (Part.TYRE_FRONT_RIGHT,),
    "C0760": (Part.TYRE_REAR_LEFT,),
    "C0765": (Part.TYRE_REAR_RIGHT,),
}
"""generic codes of SAE J2012 that name a part of this book"""


@dataclass(frozen=True, slots=True)
class CarFacts:
    """What the car says of itself now; None is unknown."""

    odometer_km: float | None = None
    age_days: float | None = None
    has_engine: bool = False
    has_traction_battery: bool = False
    new_kwh: float | None = None
    front_worn_percent: float | None = None
    rear_worn_percent: float | None = None
    service_km: float | None = None
    service_days: float | None = None
    recommended_kpa: tuple[float | None, ...] = (None, None, None, None)
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """`days` oldest first, each once; `done` the day (since 1970) on which a part was last changed."""

    days: tuple[Day, ...] = ()
    done: Mapping[Part, int] = field(default_factory=dict)
    inspection_day: int | None = None

    def with_day(self, day: Day) -> Book:
        """The day is over, or goes on: the newest of one date counts."""
        days = [kept for kept in self.days if day.day - KEPT_DAYS < kept.day and kept.day != day.day]
        return replace(self, days=tuple(sorted([*days, day], key=lambda each: each.day)))

    def with_done(self, part: Part, day: int) -> Book:
        return replace(self, done={**self.done, part: day})

    def with_inspection(self, day: int) -> Book:
        return replace(self, inspection_day=day)

    def outlooks(self, facts: CarFacts, today: int) -> tuple[Outlook, ...]:
        """Of every part that this car can have: the most pressing first, then what is not known yet."""
        km = rate(_by_day([day for day in self.days if day.day < today]), _prior_km(facts))
        rows: list[Outlook] = [
            *self._tyres(facts, today),
            self._battery_12v(facts, today),
            self._pads(Part.FRONT_PADS, facts, km, today),
            self._pads(Part.REAR_PADS, facts, km, today),
            self._service(facts, km, today),
            service.inspection_outlook(self.inspection_day, today),
        ]
        if facts.has_traction_battery:
            rows.append(self._traction_battery(facts, today))
        rows += [
            consumed.consumed_outlook(row, self.days, self.done.get(row.part), today)
            for row in consumed.TABLE
            if facts.has_engine or not row.needs_engine
        ]
        known = [row.with_codes(_codes(facts, row.part)) for row in rows if isinstance(row, Forecast)]
        known.sort(key=lambda row: row.likely_days)
        return (*known, *(row for row in rows if isinstance(row, NotYet)))

    def record(self) -> dict[str, Any]:
        """Plain JSON."""
        return {
            "days": [day.record() for day in self.days],
            "done": {str(part): day for part, day in self.done.items()},
            "inspection_day": self.inspection_day,
        }

    def as_csv(self) -> str:
        """The days and the work done, one row each, for a spreadsheet."""
        out = io.StringIO()
        names = [name for name in Day.__slots__ if name != "day"]
        write = csv.writer(out)
        write.writerow(["date", "done", *names])
        rows: list[tuple[int, str, Day | None]] = [(day.day, "", day) for day in self.days]
        rows += [(day, str(part), None) for part, day in self.done.items()]
        for number, part, day in sorted(rows, key=lambda row: row[:2]):
            values = ["" if day is None else _cell(getattr(day, name)) for name in names]
            write.writerow([(EPOCH + timedelta(number)).isoformat(), part, *values])
        return out.getvalue()

    def _since(self, part: Part) -> list[Day]:
        done = self.done.get(part)
        return [day for day in self.days if done is None or day.day >= done]

    def _tyres(self, facts: CarFacts, today: int) -> list[Outlook]:
        # A tyre that was changed begins anew; the four are compared with each other, so all of them do.
        first = max((self.done[part] for part in tyres.TYRES if part in self.done), default=0)
        told = [
            (day.day, day.tyre_kpa, day.tyre_celsius)
            for day in self.days
            if day.day >= first and day.tyre_kpa is not None and day.tyre_celsius is not None
        ][-tyres.READINGS :]
        wanted = [RECOMMENDED_KPA if each is None else each for each in facts.recommended_kpa]
        return tyres.tyre_outlooks(
            np.array([day for day, _, _ in told], np.float64),
            np.array([kpa for _, kpa, _ in told], np.float64).reshape(-1, 4).T,
            np.array([warm for _, _, warm in told], np.float64).reshape(-1, 4).T,
            np.array(wanted, np.float64),
            today,
        )

    def _battery_12v(self, facts: CarFacts, today: int) -> Outlook:
        days = self._since(Part.BATTERY_12V)[-365:]
        done = self.done.get(Part.BATTERY_12V)
        return lead_battery.battery_outlook(
            _array([day.day for day in days]),
            _array([day.crank_v for day in days]),
            _array([day.rest_v for day in days]),
            _array([day.celsius for day in days]),
            facts.age_days if done is None else float(today - done),
            today,
        )

    def _pads(self, part: Part, facts: CarFacts, km: Rate, today: int) -> Outlook:
        front = part is Part.FRONT_PADS
        worn = facts.front_worn_percent if front else facts.rear_worn_percent
        days = self._since(part)
        curve = [
            (float(day.day - today), percent)
            for day in days
            if (percent := day.front_worn_percent if front else day.rear_worn_percent) is not None
        ]
        if worn is not None and len(curve) >= 2 and worn - curve[0][1] >= 5 * brakes.LEAST_PERCENT:
            # Heat was counted over a part of the wear: the rest took as many megajoules a percent.
            counted = [day for day in days if day.day - today > curve[0][0]]
            heat = sum(day.heat_mj for day in counted)
            if heat > 0:
                a_day = rate(_by_day(counted, "heat_mj"), heat / max(1.0, -curve[0][0]))
                used = heat * worn / (worn - curve[0][1])
                return brakes.pads_outlook(part, worn, used, a_day, True, tuple(curve))
        done = self.done.get(part)
        new_km = next((day.odometer_km for day in days if day.odometer_km is not None), 0.0) if done else 0.0
        driven = None if facts.odometer_km is None else facts.odometer_km - (new_km or 0.0)
        return brakes.pads_outlook(part, worn, driven, km, False, tuple(curve))

    def _service(self, facts: CarFacts, km: Rate, today: int) -> Outlook:
        told = [(day.day, day.service_km) for day in self._since(Part.SERVICE)]
        curve = [(float(day - today), left) for day, left in told if left is not None]
        shown = points([day for day, _ in curve], [left for _, left in curve])
        return service.service_outlook(facts.service_km, facts.service_days, km, shown)

    def _traction_battery(self, facts: CarFacts, today: int) -> Outlook:
        charges = [
            (day.day, day.charged_kwh, day.gained_percent)
            for day in self._since(Part.TRACTION_BATTERY)
            if day.charged_kwh is not None and day.gained_percent is not None
        ]
        ends, percents = [], []
        for index in range(len(charges), 0, -CHARGES_OF_ONE_ESTIMATE // 2):
            recent = charges[max(0, index - CHARGES_OF_ONE_ESTIMATE) : index]
            found = traction_battery.health(
                _array([row[1] for row in recent]), _array([row[2] for row in recent]), facts.new_kwh or 0.0
            )
            if found is not None:
                ends.append(float(recent[-1][0]))
                percents.append(found.likely_percent)
        return traction_battery.health_outlook(_array(ends[::-1]), _array(percents[::-1]), today)


def read_book(record: Mapping[str, Any]) -> Book:
    """From `Book.record`. Raises ValueError, TypeError or KeyError for what is none."""
    days = sorted((read_day(row) for row in record.get("days", ())), key=lambda day: day.day)
    done = {Part(part): int(day) for part, day in record.get("done", {}).items()}
    inspection = record.get("inspection_day")
    return Book(tuple(days), done, None if inspection is None else int(inspection))


def _prior_km(facts: CarFacts) -> float:
    if facts.odometer_km is None or facts.age_days is None:
        return USUAL_KM_PER_DAY
    return max(2.0, facts.odometer_km / max(30.0, facts.age_days))


def _by_day(days: Sequence[Day], name: str = "km") -> Array:
    """Whole days, oldest first: a day between two that were heard, itself not heard, was not driven."""
    if not days:
        return np.empty(0)
    amounts = np.zeros(days[-1].day - days[0].day + 1)
    for day in days:
        amounts[day.day - days[0].day] = getattr(day, name)
    return amounts


def _array(values: Sequence[float | None]) -> Array:
    return np.array([np.nan if value is None else value for value in values], np.float64)


def _codes(facts: CarFacts, part: Part) -> tuple[str, ...]:
    return tuple(code for code in facts.codes if part in OF_CODES.get(code, ()))


def _cell(value: object) -> object:
    return (
        ""
        if value is None
        else " ".join(f"{each:g}" for each in value)
        if isinstance(value, tuple)
        else value
    )
