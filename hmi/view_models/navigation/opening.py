"""When a place is open: OpenStreetMap's opening_hours, as far as a table of one week tells it. Pure.

https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification. Days, times and "off" are read; what
depends on months, weeks, the sun or somebody's word is not known rather than guessed. Public holidays are
passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time
from functools import lru_cache

Interval = tuple[int, int]
"""minutes after midnight of the day it begins on; beyond 1440 it goes on into the next"""
Week = tuple[tuple[Interval, ...], ...]
"""Monday first"""

DAY_MIN = 24 * 60
_DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
_DAY = rf"(?:{'|'.join(_DAYS)}|ph|sh)"
_SPAN = rf"{_DAY}(?:\s*-\s*{_DAY})?"
_DAY_LIST = rf"{_SPAN}(?:\s*,\s*{_SPAN})*"
_TIME = r"\d{1,2}:\d{2}\s*-\s*\d{1,2}:\d{2}"
_TIME_LIST = rf"{_TIME}(?:\s*,\s*{_TIME})*"
_PART = rf"(?:(?P<days>{_DAY_LIST})\s*:?\s*)?(?P<times>{_TIME_LIST}|24/7|off|closed)?"
_PART_RE = re.compile(_PART)
_COMMENT = re.compile(r"\"[^\"]*\"")


@dataclass(frozen=True, slots=True)
class Hours:
    """Whether a place is open at a moment, and when that changes; None where it does not within the day."""

    open: bool
    changes_at: time | None


@lru_cache(maxsize=512)
def read_week(text: str) -> Week | None:
    """None for what a week's table does not tell."""
    week: list[tuple[Interval, ...]] = [()] * 7
    rules = [rule.strip() for rule in _COMMENT.sub("", text.lower()).split(";")]
    for rule in filter(None, rules):
        replaced: set[int] = set()
        position = 0
        while position < len(rule):
            found = _PART_RE.match(rule, position)
            if found is None or found.end() == position:
                return None
            days = _days(found["days"])
            intervals = _intervals(found["times"])
            for day in days:
                # A rule takes the place of earlier ones; what follows a comma in it is added.
                week[day] = (week[day] + intervals) if day in replaced else intervals
                replaced.add(day)
            rest = re.match(r"\s*(?:,\s*|$)", rule[found.end() :])
            if rest is None:
                return None
            position = found.end() + rest.end()
    return tuple(week) if any(week) else None


def hours_at(text: str, now: datetime) -> Hours | None:
    """By the local clock; None where the text does not tell."""
    week = read_week(text)
    if week is None:
        return None
    minute = now.hour * 60 + now.minute
    today = sorted(week[now.weekday()])
    yesterday = [(begin - DAY_MIN, end - DAY_MIN) for begin, end in week[now.weekday() - 1] if end > DAY_MIN]
    for begin, end in (*yesterday, *today):
        if begin <= minute < end:
            return Hours(True, None if end - begin >= DAY_MIN else _clock(end))
    later = [begin for begin, _ in today if begin > minute]
    return Hours(False, _clock(later[0]) if later else None)


def _days(text: str | None) -> tuple[int, ...]:
    if text is None:
        return tuple(range(7))
    found: list[int] = []
    for span in text.split(","):
        first, _, last = (part.strip() for part in span.partition("-"))
        if first not in _DAYS or (last and last not in _DAYS):
            continue  # holidays
        begin = _DAYS.index(first)
        length = (_DAYS.index(last) - begin) % 7 if last else 0
        found += [(begin + step) % 7 for step in range(length + 1)]
    return tuple(found)


def _intervals(text: str | None) -> tuple[Interval, ...]:
    if text in ("off", "closed"):
        return ()
    if text is None or text == "24/7":
        return ((0, DAY_MIN),)
    found = []
    for span in text.split(","):
        begin, end = (_minute(part) for part in span.split("-"))
        found.append((begin, end if end > begin else end + DAY_MIN))
    return tuple(found)


def _minute(text: str) -> int:
    hours, minutes = text.strip().split(":")
    return int(hours) * 60 + int(minutes)


def _clock(minute: int) -> time:
    return time(minute // 60 % 24, minute % 60)
