"""Time-dependent restrictions: which of OpenStreetMap's conditional tags hold at a time, for a vehicle.

The grammar is https://wiki.openstreetmap.org/wiki/Conditional_restrictions; times are those of opening_hours
(https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification), read by the library of that name.
A condition holds, does not hold, or is not known: what cannot be read, school holidays, and what nobody knows
before departure (wet, snow, "after ball park events") is None, which is neither.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from opening_hours import OpeningHours, validate

from maps.geometry import LatLon

CAR_HEIGHT_M = 1.7
CAR_WEIGHT_KG = 2_000.0
CAR_LENGTH_M = 4.8
CAR_WIDTH_M = 2.0
"""An ordinary car, where the driver has not said otherwise."""

SEASON_MONTHS = {
    "winter": (12, 1, 2, 3), "spring": (3, 4, 5), "summer": (5, 6, 7, 8, 9, 10), "autumn": (9, 10, 11),
}  # fmt: skip
"""When a road that only a season opens is taken to be open, north of the equator; half a year later south."""

_DAY_NAMES = {
    "mon": "Mo", "monday": "Mo", "tue": "Tu", "tues": "Tu", "tuesday": "Tu", "wed": "We", "wednesday": "We",
    "thu": "Th", "thur": "Th", "thurs": "Th", "thursday": "Th", "fri": "Fr", "friday": "Fr", "sat": "Sa",
    "saturday": "Sa", "sun": "Su", "sunday": "Su",
}  # fmt: skip
_DAY = r"(?:Mo|Tu|We|Th|Fr|Sa|Su)"
_SUN = re.compile(r"\(?\b(sunrise|sunset|dawn|dusk)\b(?:\s*([+-])\s*(\d{1,2}):(\d{2}))?\)?", re.IGNORECASE)
_MEASURE = re.compile(
    r"(weight|weightrating|maxweight|height|length|width)\s*(<=|>=|<|>|=)\s*(\d+(?:\.\d+)?)\s*"
    r"(t|kg|st|lbs?|m|cm|ft|')?"
)
_UNITS = {
    "kg": 0.001, "st": 0.90718474, "lb": 0.00045359, "lbs": 0.00045359, "cm": 0.01, "ft": 0.3048, "'": 0.3048,
}  # fmt: skip
"""In tonnes and metres."""
_ALWAYS = frozenset({"always", "24/7"})
_MONTH_OR_WEEK = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|week)", re.IGNORECASE)
_HOLIDAY_AND_DAY = re.compile(rf"^PH\s+(?={_DAY}\b)")


@dataclass(frozen=True, slots=True)
class Vehicle:
    """Measures that conditions ask for; None where the driver has not said."""

    height_m: float | None = None
    weight_kg: float | None = None


@dataclass(frozen=True, slots=True)
class ConditionalValue:
    """One `key=value @ (condition)`."""

    key: str
    value: str
    condition: str


@lru_cache(maxsize=4096)
def conditional_values(text: str) -> tuple[ConditionalValue, ...]:
    """Read `key:conditional=value @ condition; value @ condition; key2:conditional=…` as the compiler
    stores it."""
    values = []
    key = ""
    for part in _split(text, ";"):
        head, _, condition = part.partition("@")
        head = head.strip()
        if "=" in head:
            key, _, head = head.partition("=")
            key = key.strip().removesuffix(":conditional")
        if key and condition.strip():
            values.append(ConditionalValue(key, head.strip(), condition.strip()))
    return tuple(values)


def holds(condition: str, when: datetime, where: LatLon, vehicle: Vehicle) -> bool:
    """Whether a condition is known to hold at a local time."""
    return state(condition, when, where, vehicle) is True


def state(condition: str, when: datetime, where: LatLon, vehicle: Vehicle) -> bool | None:
    """Whether a condition holds at a local time; None: nobody knows. Parts joined by AND must all hold."""
    parts = [part for part in re.split(r"\s+and\s+", _bare(condition), flags=re.IGNORECASE) if part.strip()]
    found = [_part_state(_bare(part), when, where, vehicle) for part in parts]
    if not found or False in found:
        return False if found else None
    return None if None in found else True


def is_readable(condition: str) -> bool:
    """Whether the condition can be decided, so that keeping it makes a difference."""
    moments = (datetime(2026, 1, 14, 3), datetime(2026, 7, 15, 12))
    return any(state(condition, when, LatLon(0.0, 0.0), Vehicle()) is not None for when in moments)


def _part_state(part: str, when: datetime, where: LatLon, vehicle: Vehicle) -> bool | None:
    lowered = part.lower()
    if lowered.startswith("not "):
        inner = state(part[4:], when, where, vehicle)
        return None if inner is None else not inner
    measure = _MEASURE.fullmatch(lowered)
    if measure:
        limit = float(measure[3]) * _UNITS.get(measure[4] or "", 1.0)
        return _measure_holds(measure[1], measure[2], limit, vehicle)
    if lowered in _ALWAYS:
        return True
    if lowered in SEASON_MONTHS:
        month = when.month if where.lat_deg >= 0.0 else (when.month + 5) % 12 + 1
        return month in SEASON_MONTHS[lowered]
    return _is_open(part, when, where)


def _measure_holds(what: str, operator: str, limit: float, vehicle: Vehicle) -> bool:
    if "weight" in what:
        value = (vehicle.weight_kg if vehicle.weight_kg is not None else CAR_WEIGHT_KG) / 1_000.0
    elif what == "height":
        value = vehicle.height_m if vehicle.height_m is not None else CAR_HEIGHT_M
    else:
        value = CAR_LENGTH_M if what == "length" else CAR_WIDTH_M
    return {
        "<": value < limit,
        "<=": value <= limit,
        ">": value > limit,
        ">=": value >= limit,
        "=": value == limit,
    }[operator]


def _is_open(text: str, when: datetime, where: LatLon) -> bool | None:
    """opening_hours at a local time."""
    at = round(where.lat_deg, 1), round(where.lon_deg, 1)
    moment = when.replace(tzinfo=None)
    rules = _tidy(text)
    if not rules:
        return None
    if len(rules) == 1 and (found := _HOLIDAY_AND_DAY.match(rules[0])):
        # A weekday that is a holiday: both selectors must hold.
        day = rules[0][found.end() :]
        times = re.sub(rf"^(?:{_DAY}\b[-,\s]*)+", "", day)
        return _both(_ask(f"PH {times}".strip(), at, moment), _ask(day, at, moment))
    return _ask(_with_sun("; ".join(rules), when, where), at, moment)


def _both(one: bool | None, other: bool | None) -> bool | None:
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


def _ask(text: str, at: tuple[float, float], moment: datetime) -> bool | None:
    hours = _hours(text, at)
    if hours is None or hours.is_unknown(moment):
        return None
    return bool(hours.is_open(moment))


@lru_cache(maxsize=4096)
def _hours(text: str, at: tuple[float, float]) -> OpeningHours | None:
    """The library's reading for a place (its country has the holidays), or None where it has none."""
    if not validate(text):
        return None
    return OpeningHours(text, coords=at, auto_timezone=False, max_interval_days=366)


@lru_cache(maxsize=4096)
def _tidy(text: str) -> tuple[str, ...]:
    """The rules of opening_hours in the specification's own spelling, school holidays left out.

    No calendar of school holidays is at hand: a rule for them alone is dropped, since nobody knows when it
    holds; one that names them among other days keeps the others.
    """
    text = text.replace("–", "-").replace("—", "-")
    text = re.sub(r"(?<=\d)\s*(?:h|hrs|uhr)\b", "", text, flags=re.IGNORECASE)
    text = re.sub(r"\b(\d{1,2})\.(\d{2})\b", r"\1:\2", text)
    if not _MONTH_OR_WEEK.search(text):
        text = re.sub(r"(?<![\d:.-])(\d{1,2})-(\d{1,2})$", r"\1:00-\2:00", text)
    text = re.sub(r"\b(\d{2})(\d{2})-(\d{2})(\d{2})\b", r"\1:\2-\3:\4", text)
    text = re.sub(r"\b[A-Za-z]{3,9}\b", lambda word: _DAY_NAMES.get(word[0].lower(), word[0]), text)
    text = re.sub(rf"\b({_DAY}):\s", r"\1 ", text)
    rules = []
    for rule in _split(text, ";"):
        rule = re.sub(r"\b(ph|sh)\b", lambda word: word[0].upper(), rule.strip(), flags=re.IGNORECASE)
        if re.match(r"SH\b(?!\s*,)", rule):
            continue
        rule = re.sub(r",\s*SH\b|\bSH\s*,\s*", "", rule).strip()
        if re.sub(r"\"[^\"]*\"", "", rule).strip():
            rules.append(rule)
    return tuple(rules)


def _with_sun(text: str, when: datetime, where: LatLon) -> str:
    """The text with the clock times of that day for sunrise, sunset, dawn and dusk."""

    def clock(found: re.Match[str]) -> str:
        minute = _sun_minute(found[1].lower(), when, where)
        if found[2]:
            shift = int(found[3]) * 60 + int(found[4])
            minute += shift if found[2] == "+" else -shift
        whole = round(minute) % 1440
        return f"{whole // 60:02d}:{whole % 60:02d}"

    return _SUN.sub(clock, text)


def _sun_minute(event: str, when: datetime, where: LatLon) -> float:
    """Local minute of a sun event, right to a few minutes (NOAA's short equations)."""
    offset = when.utcoffset()
    offset_minutes = (
        offset.total_seconds() / 60.0 if offset is not None else round(where.lon_deg / 15.0) * 60.0
    )
    year_angle = 2 * math.pi * (when.timetuple().tm_yday - 1) / 365.25
    declination = math.radians(23.44) * math.sin(year_angle - 1.39)
    lateness = 9.87 * math.sin(2 * (year_angle - 1.39)) - 7.67 * math.sin(year_angle - 0.04)
    noon = 720.0 - 4.0 * where.lon_deg + offset_minutes - lateness
    altitude = math.radians(-6.0 if event in ("dawn", "dusk") else -0.833)
    latitude = math.radians(where.lat_deg)
    cosine = (math.sin(altitude) - math.sin(latitude) * math.sin(declination)) / (
        math.cos(latitude) * math.cos(declination)
    )
    half_day = 4.0 * math.degrees(math.acos(min(1.0, max(-1.0, cosine))))
    return noon - half_day if event in ("sunrise", "dawn") else noon + half_day


def _bare(text: str) -> str:
    """Without one pair of parentheses around all of it."""
    text = text.strip()
    if text.startswith("(") and text.endswith(")") and _closes_last(text):
        return text[1:-1].strip()
    return text


def _closes_last(text: str) -> bool:
    depth = 0
    for i, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return i == len(text) - 1
    return False


def _split(text: str, separator: str) -> list[str]:
    """Split outside parentheses."""
    parts, depth, begin = [], 0, 0
    for i, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if character == separator and depth <= 0:
            parts.append(text[begin:i].strip())
            begin = i + 1
    parts.append(text[begin:].strip())
    return [part for part in parts if part]
