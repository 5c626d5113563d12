"""The maintenance book within the agent: filled day by day, forecast from, told to the bus, kept."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hmi.agent.books.day_log import DayLog, Get, read_day_log
from hmi.upkeep.book import EPOCH, Book, CarFacts, read_book
from hmi.upkeep.day import Day
from hmi.upkeep.forecast import Outlook, Part

TOLD_EVERY_S, TOLD_AGAIN_S = 2.0, 60.0
"""where something became known or unknown, and where only values moved"""
SECONDS_PER_DAY = 86_400.0
_AXLE = "Vehicle.Chassis.Axle.Row{}.Wheel.{}."
_WHEELS = tuple(_AXLE.format(row, side) for row in (1, 2) for side in ("Left", "Right"))


@dataclass(slots=True)
class UpkeepDesk:
    """Looks a few times a second (`look`) at what `get` knows; a fault of it is its own."""

    get: Get
    time_factor: Callable[[], float]
    must_be_saved: Callable[[], None]
    today: Callable[[], date] = date.today
    on_bus: Callable[[str], None] = lambda _text: None
    revision: int = 0
    """of the book; today is kept apart, because the book is long and changes once a day"""
    _book: Book = field(default_factory=Book)
    _log: DayLog | None = None
    _outlooks: tuple[Outlook, ...] = ()
    _key: tuple[object, ...] = ()
    _told_s: float = float("-inf")

    def look(self, now_s: float) -> None:
        """Note what the car says, and forecast where that changes something."""
        today = (self.today() - EPOCH).days
        log = self._log or DayLog(Day(today))
        if log.day.day != today:
            self._book = self._book.with_day(log.day)
            self._changed()
        self._log = log.heard(self.get, now_s, time.time(), today, self.time_factor())
        facts = self._facts()
        known = (today, self.revision, facts.codes, *(each is None for each in _values(facts)))
        since_s = now_s - self._told_s
        if since_s >= TOLD_AGAIN_S or (since_s >= TOLD_EVERY_S and known != self._key):
            self._key, self._told_s = known, now_s
            outlooks = self._book.with_day(self._log.day).outlooks(facts, today)
            if outlooks != self._outlooks:
                self._outlooks = outlooks
                self.on_bus(self.upkeep())

    # What the bus offers (hmi.agent.service.upkeep.Kept).

    def upkeep(self) -> str:
        """All outlooks, the most pressing first, as a JSON list."""
        return json.dumps([row.record() for row in self._outlooks])

    def done(self, part: str) -> None:
        """`part` was changed or seen to today. Raises ValueError for no such part."""
        self._book = self._book.with_done(Part(part), (self.today() - EPOCH).days)
        self._changed()

    def inspect_by(self, day: str) -> None:
        """The next inspection is due on that ISO date. Raises ValueError."""
        self._book = self._book.with_inspection((date.fromisoformat(day) - EPOCH).days)
        self._changed()

    def as_csv(self) -> str:
        """The whole book, today included."""
        return (self._book if self._log is None else self._book.with_day(self._log.day)).as_csv()

    # The journal.

    def book_record(self) -> dict[str, Any]:
        return self._book.record()

    def today_record(self) -> dict[str, Any]:
        return {} if self._log is None else self._log.record()

    def restore_book(self, record: Mapping[str, Any]) -> None:
        """Go on with what was kept. Raises ValueError, TypeError or KeyError for what makes no sense."""
        self._book = read_book(record)
        self._key = ()

    def restore_today(self, record: Mapping[str, Any]) -> None:
        """The same of the day that was under way."""
        if record:
            self._log = read_day_log(record)

    def _changed(self) -> None:
        self.revision += 1
        self._key = ()
        self.must_be_saved()

    def _facts(self) -> CarFacts:
        def number(path: str) -> float | None:
            value = self.get(path)
            return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None

        day = None if self._log is None else self._log.day
        metres = number("Vehicle.TraveledDistance")
        year = number("Vehicle.VehicleIdentification.Year")
        left_s = number("Vehicle.Service.TimeToService")
        kind, codes = self.get("Vehicle.Powertrain.Type"), self.get("Vehicle.Diagnostics.DTCList")
        new_kwh = number("Vehicle.Powertrain.TractionBattery.GrossCapacity")
        return CarFacts(
            odometer_km=None if metres is None else metres / 1000,
            age_days=None if year is None else max(30.0, (self.today() - date(int(year), 7, 1)).days),
            has_engine=kind in ("COMBUSTION", "HYBRID"),
            has_traction_battery=kind in ("ELECTRIC", "HYBRID"),
            new_kwh=number("Vehicle.Powertrain.TractionBattery.NetCapacity") if new_kwh is None else new_kwh,
            front_worn_percent=None if day is None else day.front_worn_percent,
            rear_worn_percent=None if day is None else day.rear_worn_percent,
            service_km=number("Vehicle.Service.DistanceToService"),
            service_days=None if left_s is None else left_s / SECONDS_PER_DAY,
            recommended_kpa=tuple(number(wheel + "Tire.RecommendedPressure") for wheel in _WHEELS),
            codes=tuple(codes) if isinstance(codes, tuple) else (),
        )


def _values(facts: CarFacts) -> tuple[object, ...]:
    return tuple(getattr(facts, name) for name in CarFacts.__slots__)
