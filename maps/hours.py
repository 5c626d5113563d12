"""When something is open: OpenStreetMap's opening_hours at a moment, by the clock and holidays of the place.

https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification. What depends on somebody's word ("by
appointment", an open end, "unknown") or cannot be read is not known rather than guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from opening_hours import OpeningHours, State, validate

from maps.geometry import LatLon

LONGEST_TEXT = 1_000
"""OpenStreetMap's values have 255 characters at most; a longer one is no schedule."""
HORIZON_DAYS = 366
"""A change farther off is none that a driver waits for; the bound keeps an odd rule from being searched for
millennia."""

_ONLY_COMMENT = re.compile(r'\s*"[^"]*"\s*')
_OPEN_END = re.compile(r"\d\s*\+")


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether a thing is open at a moment, and when that changes, by its own clock."""

    open: bool
    changes_at: datetime | None
    """None where it does not within a year, or only to what is not known"""

    def changes_within(self, at: datetime, hours: float = 24.0) -> datetime | None:
        """The change, when it comes so soon after `at`."""
        if self.changes_at is None:
            return None
        if (self.changes_at.tzinfo is None) != (at.tzinfo is None):
            at = at.replace(tzinfo=self.changes_at.tzinfo)
        return self.changes_at if self.changes_at - at <= timedelta(hours=hours) else None


def opening_at(text: str, at: datetime, position: LatLon | None = None) -> Opening | None:
    """Whether what is written as `text` is open `at` a moment; None where it does not tell.

    A moment without a time zone is one by the clock of the place. The position tells the zone, the country's
    public holidays and the sun.
    """
    schedule = _schedule(text, position)
    if schedule is None:
        return None
    moment = _by_zone(at)
    state, comment = schedule.state(moment)
    doubtful = state == State.OPEN and (_OPEN_END.search(text) or (comment and _ONLY_COMMENT.fullmatch(text)))
    if state == State.UNKNOWN or doubtful:
        return None
    change = schedule.next_change(moment)
    if change is not None and schedule.state(change)[0] == State.UNKNOWN:
        change = None
    if change is not None and at.tzinfo is None:
        change = change.replace(tzinfo=None)
    return Opening(state == State.OPEN, change)


def _by_zone(at: datetime) -> datetime:
    """The library knows zones by name only."""
    zone: tzinfo | None = at.tzinfo
    return at if zone is None or isinstance(zone, ZoneInfo) else at.astimezone(ZoneInfo("UTC"))


@lru_cache(maxsize=1024)
def _schedule(text: str, position: LatLon | None) -> OpeningHours | None:
    if len(text) > LONGEST_TEXT or not validate(text):
        return None
    coords = None if position is None else (position.lat_deg, position.lon_deg)
    return OpeningHours(text, coords=coords, max_interval_days=HORIZON_DAYS)
