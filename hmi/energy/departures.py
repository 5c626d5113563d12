"""When the car is to be ready: the owner's times of the week, on the clock of the place where the car is."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, tzinfo

DAYS_AHEAD = 8


def minute_of_day(text: object) -> int | None:
    """Of "07:30"; None for what is no time of day."""
    parts = text.split(":") if isinstance(text, str) else []
    if len(parts) < 2 or not all(part.isdecimal() and len(part) <= 2 for part in parts[:2]):
        return None
    hour, minute = int(parts[0]), int(parts[1])
    return hour * 60 + minute if hour < 24 and minute < 60 else None


def time_of(minute: int) -> str:
    """The record's way to write a minute of the day."""
    return f"{minute // 60:02}:{minute % 60:02}"


def number_in(fields: Mapping[str, object], name: str, otherwise: float) -> float:
    """A record's number, which anybody may have written: `otherwise` where it is none."""
    value = fields.get(name)
    known = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return float(value) if known else otherwise  # type: ignore[arg-type]


def minute_on(plan: Mapping[str, object], day: date) -> int | None:
    """When the car is to be ready that day; None: it stays.

    `ready_by_weekday` (seven times of day or null, Monday first) comes before `ready_by` of every day.
    """
    week = plan.get("ready_by_weekday")
    if isinstance(week, list) and len(week) == 7:
        return minute_of_day(week[day.weekday()])
    return minute_of_day(plan.get("ready_by"))


def next_departure(plan: Mapping[str, object], now_unix_s: float, zone: tzinfo | None = None) -> float | None:
    """The next time to be ready, in Unix seconds; None where no day has one.

    `zone` None is the system's own. A time that the clock's change leaves out comes an hour later on that
    day, one that comes twice counts the first time.
    """
    today = _local(now_unix_s, zone).date()
    for ahead in range(DAYS_AHEAD + 1):
        day = today + timedelta(days=ahead)
        minute = minute_on(plan, day)
        if minute is None:
            continue
        moment = unix_of(day, minute, zone)
        if moment > now_unix_s:
            return moment
    return None


def unix_of(day: date, minute: int, zone: tzinfo | None = None) -> float:
    """Of a local time of day."""
    wall = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=zone)
    return wall.timestamp()


def utc_offset_s(unix_s: float, zone: tzinfo | None = None) -> float:
    """How far the clock of the place is ahead of UTC then."""
    offset = _local(unix_s, zone).utcoffset()
    return 0.0 if offset is None else offset.total_seconds()


def local_hour(unix_s: float, zone: tzinfo | None = None) -> int:
    return _local(unix_s, zone).hour


def _local(unix_s: float, zone: tzinfo | None) -> datetime:
    moment = datetime.fromtimestamp(unix_s, UTC)
    return moment.astimezone(zone)
