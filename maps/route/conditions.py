"""Time-dependent restrictions: which of OpenStreetMap's conditional tags hold at a time, for a vehicle.

The grammar is https://wiki.openstreetmap.org/wiki/Conditional_restrictions with the time domain of
https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification, as far as road signs use it: days,
months, dates, times, sunrise and sunset, and the vehicle's measures. What cannot be read, and what nobody
knows before departure (wet, snow, "after ball park events"), does not hold.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from maps.geometry import LatLon

_DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = "|".join(_DAYS)
_MONTH = "|".join(_MONTHS)
_CLOCK = r"(?:\d{1,2}:\d{2}|\(?(?:sunrise|sunset|dawn|dusk)(?:[+-]\d{1,2}:\d{2})?\)?)"
_TIME_RANGE = re.compile(rf"({_CLOCK})\s*-\s*({_CLOCK})\+?")
_DAY_RANGE = re.compile(rf"\b({_DAY})\b(?:\s*-\s*({_DAY})\b)?")
_DATE = rf"(?:(\d{{4}})\s+)?({_MONTH})(?:\s+(\d{{1,2}})\b(?!:))?"
_DATE_RANGE = re.compile(rf"{_DATE}(?:\s*-\s*(?:{_DATE}|(\d{{1,2}})\b(?!:)))?")
_MEASURE = re.compile(r"(weight|height|length|width|axleload|maxweight)\s*(<=|>=|<|>|=)\s*([\d.]+)")
_IGNORED = re.compile(r"\b(?:ph|sh)\b\s*(?:off)?|\"[^\"]*\"")


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
    """Whether a condition holds at a local time. Parts joined by AND must all hold."""
    parts = re.split(r"\s+and\s+", _bare(condition).lower())
    return bool(parts) and all(_part_holds(part.strip(), when, where, vehicle) for part in parts)


def _part_holds(part: str, when: datetime, where: LatLon, vehicle: Vehicle) -> bool:
    measure = _MEASURE.fullmatch(part)
    if measure:
        return _measure_holds(measure[1], measure[2], float(measure[3]), vehicle)
    # A later rule of the list adds to the earlier ones; signs do not take anything back but by "off".
    return any(_rule_holds(_bare(rule), when, where) for rule in _split(part, ";"))


def _measure_holds(what: str, operator: str, limit: float, vehicle: Vehicle) -> bool:
    value: float | None = None
    if what in ("weight", "maxweight"):
        # An ordinary car, where the driver has not said otherwise.
        value = (vehicle.weight_kg if vehicle.weight_kg is not None else 2_000.0) / 1_000.0
    elif what == "height":
        value = vehicle.height_m if vehicle.height_m is not None else 1.7
    elif what == "length":
        value = 4.8
    elif what == "width":
        value = 2.0
    if value is None:
        return False
    return {
        "<": value < limit,
        "<=": value <= limit,
        ">": value > limit,
        ">=": value >= limit,
        "=": value == limit,
    }[operator]


def _rule_holds(rule: str, when: datetime, where: LatLon) -> bool:
    """One rule of opening_hours: dates, days and times, each of which may be missing."""
    if rule in ("24/7", "always"):
        return True
    if rule.endswith((" off", " closed")):
        return False
    text = _IGNORED.sub(" ", rule)
    times = _TIME_RANGE.findall(text)
    text = _TIME_RANGE.sub(" ", text)
    dates = list(_DATE_RANGE.finditer(text))
    text = _DATE_RANGE.sub(" ", text)
    days = _DAY_RANGE.findall(text)
    rest = _DAY_RANGE.sub(" ", text)
    if re.search(r"[^\s,()&:-]", rest) or not (times or dates or days):
        return False
    minute = when.hour * 60 + when.minute + when.second / 60.0
    if not times:
        return _date_holds(dates, when.date()) and _day_holds(days, when.weekday())
    for begin_text, end_text in times:
        begin, end = _minute(begin_text, when, where), _minute(end_text, when, where)
        if begin < end:
            if begin <= minute < end and _date_holds(dates, when.date()) and _day_holds(days, when.weekday()):
                return True
            continue
        # Over midnight: the day named is the one on which it begins.
        if minute >= begin and _date_holds(dates, when.date()) and _day_holds(days, when.weekday()):
            return True
        yesterday = date.fromordinal(when.toordinal() - 1)
        if minute < end and _date_holds(dates, yesterday) and _day_holds(days, yesterday.weekday()):
            return True
    return False


def _day_holds(days: Sequence[tuple[str, str]], weekday: int) -> bool:
    if not days:
        return True
    for first, last in days:
        begin = _DAYS.index(first)
        end = _DAYS.index(last) if last else begin
        if (weekday - begin) % 7 <= (end - begin) % 7:
            return True
    return False


def _date_holds(dates: Sequence[re.Match[str]], day: date) -> bool:
    if not dates:
        return True
    return any(_in_dates(found, day) for found in dates)


def _in_dates(found: re.Match[str], day: date) -> bool:
    year1, month1, day1, year2, month2, day2, only_day2 = found.groups()
    begin = (_MONTHS.index(month1) + 1, int(day1) if day1 else 1)
    if month2:
        end = (_MONTHS.index(month2) + 1, int(day2) if day2 else 31)
    elif only_day2:
        end = (begin[0], int(only_day2))
    else:
        end = (begin[0], int(day1) if day1 else 31)
    if year1:
        last_year = int(year2) if year2 else int(year1) + (end < begin)
        return (int(year1), *begin) <= (day.year, day.month, day.day) <= (last_year, *end)
    today = (day.month, day.day)
    return begin <= today <= end if begin <= end else today >= begin or today <= end


def _minute(text: str, when: datetime, where: LatLon) -> float:
    """Minutes since midnight of a clock time or a sun event."""
    text = text.strip("()")
    clock = re.fullmatch(r"(\d{1,2}):(\d{2})", text)
    if clock:
        return int(clock[1]) * 60.0 + int(clock[2])
    event = re.match(r"(sunrise|sunset|dawn|dusk)(?:([+-])(\d{1,2}):(\d{2}))?", text)
    if event is None:
        return 0.0
    minute = _sun_minute(event[1], when, where)
    if event[2]:
        shift = int(event[3]) * 60 + int(event[4])
        minute += shift if event[2] == "+" else -shift
    return minute % 1440.0


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
