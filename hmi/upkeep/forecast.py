"""A forecast of one part: when it is due as an interval, why, what happens otherwise, how sure. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

Z_80 = 1.2816
"""half-width of a central 80 % interval in standard deviations"""
FAR_DAYS = 36_525.0
"""later than that nobody asks: a hundred years stand for never"""
MOST_POINTS = 60


class Part(StrEnum):
    """What is watched; the value is its name on the bus and in files."""

    TYRE_FRONT_LEFT = "tyre_front_left"
    TYRE_FRONT_RIGHT = "tyre_front_right"
    TYRE_REAR_LEFT = "tyre_rear_left"
    TYRE_REAR_RIGHT = "tyre_rear_right"
    TREAD = "tread"
    BATTERY_12V = "battery_12v"
    TRACTION_BATTERY = "traction_battery"
    FRONT_PADS = "front_pads"
    REAR_PADS = "rear_pads"
    OIL = "oil"
    AIR_FILTER = "air_filter"
    COOLANT = "coolant"
    WIPERS = "wipers"
    CABIN_FILTER = "cabin_filter"
    SERVICE = "service"
    INSPECTION = "inspection"


class Confidence(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Forecast:
    """When `part` is due, in days from now: 10, 50 and 90 of 100 such cars need it by then."""

    part: Part
    first_days: float
    likely_days: float
    last_days: float
    confidence: Confidence
    curve: tuple[tuple[float, float], ...]
    """why: (days from now, value) as measured, oldest first"""
    unit: str
    limit: float | None
    """of the curve, where the part is due"""
    otherwise: str
    """id of what happens if nothing is done"""
    workshop: str
    """id of what to tell the workshop"""
    codes: tuple[str, ...] = ()
    """stored fault codes that speak of the same part"""

    def record(self) -> dict[str, Any]:
        """Plain JSON."""
        return asdict(self)

    def with_codes(self, codes: tuple[str, ...]) -> Forecast:
        return replace(self, codes=codes)


@dataclass(frozen=True, slots=True)
class NotYet:
    """Not enough data yet: what is still missing, by id."""

    part: Part
    missing: str

    def record(self) -> dict[str, Any]:
        return asdict(self)


Outlook = Forecast | NotYet


def read_outlook(row: Mapping[str, Any]) -> Outlook:
    """From `record`. Raises ValueError, TypeError or KeyError for what is none."""
    part = Part(row["part"])
    if "missing" in row:
        return NotYet(part, str(row["missing"]))
    first, likely, last = (float(row[key]) for key in ("first_days", "likely_days", "last_days"))
    if not 0 <= first <= likely <= last <= FAR_DAYS:
        raise ValueError("an interval begins before it ends")
    return Forecast(
        part,
        first,
        likely,
        last,
        confidence=Confidence(row["confidence"]),
        curve=tuple((float(day), float(value)) for day, value in row["curve"]),
        unit=str(row["unit"]),
        limit=None if row["limit"] is None else float(row["limit"]),
        otherwise=str(row["otherwise"]),
        workshop=str(row["workshop"]),
        codes=tuple(str(code) for code in row["codes"]),
    )


def spread(likely_days: float, deviation: float) -> tuple[float, float, float]:
    """The log-normal 80 % interval round `likely_days`; `deviation` in natural logarithms."""
    factor = math.exp(Z_80 * deviation)
    return within(likely_days / factor, likely_days, likely_days * factor)


def within(first: float, likely: float, last: float) -> tuple[float, float, float]:
    """In order, not before today and finite."""
    first, likely, last = (min(FAR_DAYS, max(0.0, day)) for day in (first, likely, last))
    return min(first, likely), likely, max(likely, last)


def confidence(first: float, likely: float, last: float) -> Confidence:
    """By how wide the interval is against how far off it lies; a week either way is always sure."""
    width = (last - first) / max(likely, 14.0)
    return Confidence.HIGH if width < 0.6 else Confidence.MEDIUM if width < 1.5 else Confidence.LOW


def points(days: list[float], values: list[float]) -> tuple[tuple[float, float], ...]:
    """The newest of a curve, thinned to what a screen draws."""
    rows = list(zip(days, values, strict=True))
    step = max(1, -(-len(rows) // MOST_POINTS))
    return tuple(rows[::-step][::-1])
