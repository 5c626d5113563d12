"""When one arrives: by the clock at the destination, with how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from tzfpy import get_tz

from maps.geometry import LatLon
from maps.route.pace import Pace, span_s


@dataclass(frozen=True, slots=True)
class ArrivalClock:
    """Moments as the clocks at the destination show them."""

    likely: datetime
    earliest: datetime
    """one trip in ten is there before"""
    latest: datetime
    """one in ten is there after"""
    days: int
    """how many midnights lie between now, here, and then, there"""
    other_zone: bool
    """the clock there differs from the one here"""


def arrival_clock(
    now: datetime,
    duration_s: float,
    here: LatLon | None,
    destination: LatLon | None,
    pace: Pace | None = None,
) -> ArrivalClock:
    """`now` by the car's clock, which is taken to go as clocks do `here`; without a place for either end, or
    a zone for one, it goes so there too."""
    duration_s *= (pace or Pace()).factor
    low_s, high_s = span_s(duration_s)
    moments = [now + timedelta(seconds=s) for s in (duration_s, low_s, high_s)]
    zones = [zone_at(place) if place is not None else None for place in (here, destination)]
    shift = timedelta(0)
    if zones[0] is not None and zones[1] is not None and zones[0] != zones[1]:
        # By which the clocks differ when one is there, summer time and all.
        instant = moments[0].astimezone(zones[0]) if now.tzinfo else moments[0].replace(tzinfo=zones[0])
        shift = _offset(instant.astimezone(zones[1])) - _offset(instant)
    likely, earliest, latest = [moment + shift for moment in moments]
    return ArrivalClock(likely, earliest, latest, (likely.date() - now.date()).days, bool(shift))


def _offset(moment: datetime) -> timedelta:
    return moment.utcoffset() or timedelta(0)


def zone_at(place: LatLon) -> ZoneInfo | None:
    """The time zone of a place; None where none is known."""
    return _zone(round(place.lat_deg, 2), round(place.lon_deg, 2))


@lru_cache(maxsize=64)
def _zone(lat_deg: float, lon_deg: float) -> ZoneInfo | None:
    name = get_tz(lon_deg, lat_deg)
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):
        return None
