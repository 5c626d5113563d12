"""When to charge so that the car is ready in time and the electricity is cheap. Pure.

The cheapest hours before departure are taken; among equally cheap ones the latest, since a full battery ages
faster than a waiting one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

CHARGE_EFFICIENCY = 0.90
"""of the energy that is paid for, in the battery; the on-board charger takes the rest"""
USUAL_POWER_KW = 11.0
"""a three-phase wallbox, until the car says what it gets"""
SHOWN_HOURS = 18


@dataclass(frozen=True, slots=True)
class PricedHour:
    """One hour of the clock; the price is unknown where no tariff is known."""

    start: datetime
    price_per_kwh: float | None


@dataclass(frozen=True, slots=True)
class PlannedHour:
    """How much of an hour is charged in, 0..1."""

    start: datetime
    price_per_kwh: float | None
    share: float


@dataclass(frozen=True, slots=True)
class ChargePlan:
    hours: tuple[PlannedHour, ...]
    departure: datetime
    percent_at_departure: float
    """reached if followed; the target, or what the time allows"""
    energy_kwh: float
    """to be paid for"""
    cost: float | None

    @property
    def begin(self) -> datetime | None:
        return next((hour.start for hour in self.hours if hour.share > 0), None)

    @property
    def end(self) -> datetime | None:
        """The full hour in which the last of it is charged ends."""
        last = next((hour for hour in reversed(self.hours) if hour.share > 0), None)
        return None if last is None else min(self.departure, last.start + timedelta(hours=1))


def next_departure(now: datetime, minute_of_day: int) -> datetime:
    """The next time the clock shows that minute."""
    departure = now.replace(hour=minute_of_day // 60, minute=minute_of_day % 60, second=0, microsecond=0)
    return departure if departure > now else departure + timedelta(days=1)


def priced_hours(
    now: datetime, prices: Sequence[float], prices_from: datetime | None, count: int = SHOWN_HOURS
) -> tuple[PricedHour, ...]:
    """The hours from the present one on, each with its price where the tariff covers it."""
    first = now.replace(minute=0, second=0, microsecond=0)
    hours: list[PricedHour] = []
    for number in range(count):
        start = first + timedelta(hours=number)
        index = -1 if prices_from is None else int((start - prices_from) // timedelta(hours=1))
        hours.append(PricedHour(start, prices[index] if 0 <= index < len(prices) else None))
    return tuple(hours)


def plan_charge(
    now: datetime,
    departure: datetime,
    hours: Sequence[PricedHour],
    level_percent: float,
    target_percent: float,
    capacity_kwh: float,
    power_kw: float,
) -> ChargePlan:
    """Spread what is missing over the cheapest time there is. Power and capacity are positive."""
    missing_kwh = max(0.0, target_percent - level_percent) / 100 * capacity_kwh / CHARGE_EFFICIENCY
    usable = [_usable_share(hour.start, now, departure) for hour in hours]
    # Unknown prices come after known ones; among equals the later hour.
    order = sorted(
        range(len(hours)),
        key=lambda i: (
            hours[i].price_per_kwh is None,
            hours[i].price_per_kwh or 0.0,
            -hours[i].start.timestamp(),
        ),
    )
    shares = [0.0] * len(hours)
    left_kwh = missing_kwh
    for i in order:
        taken_kwh = min(left_kwh, usable[i] * power_kw)
        shares[i] = taken_kwh / power_kw
        left_kwh -= taken_kwh
    energy_kwh = missing_kwh - left_kwh
    priced = [(hour.price_per_kwh, share) for hour, share in zip(hours, shares, strict=True) if share > 1e-9]
    cost = None
    if all(price is not None for price, _ in priced):
        cost = sum((price or 0.0) * share * power_kw for price, share in priced)
    reached = level_percent + energy_kwh * CHARGE_EFFICIENCY / capacity_kwh * 100
    return ChargePlan(
        tuple(
            PlannedHour(hour.start, hour.price_per_kwh, share)
            for hour, share in zip(hours, shares, strict=True)
        ),
        departure,
        max(level_percent, min(target_percent, reached)),
        energy_kwh,
        cost,
    )


def price_at(plan: Mapping[str, object], prices: Mapping[str, object] | None, hour: datetime) -> float | None:
    """What a kWh costs in the hour that begins then (local time), by the synced records; None: not known.

    `plan` is charge_schedule/plan: the owner's own two prices, or ``"tariff": "day_ahead"`` for those of
    charge_schedule/prices, ``per_kwh`` hour by hour from ``from_unix_s``.
    """
    if plan.get("tariff") == "day_ahead":
        rows, begin = (prices or {}).get("per_kwh"), (prices or {}).get("from_unix_s")
        if not isinstance(rows, list) or not isinstance(begin, int | float):
            return None
        index = int((hour.timestamp() - begin) // 3600)
        price = rows[index] if 0 <= index < len(rows) else None
        return float(price) if isinstance(price, int | float) else None
    begin_h, end_h = number_in(plan, "cheap_from", 23), number_in(plan, "cheap_to", 7)
    cheap = begin_h <= hour.hour < end_h if begin_h <= end_h else hour.hour >= begin_h or hour.hour < end_h
    return number_in(plan, "price_cheap", 0.15) if cheap else number_in(plan, "price_normal", 0.3)


def minute_of_day(text: object) -> int | None:
    """Of "07:30"; None for what is no time of day."""
    parts = text.split(":") if isinstance(text, str) else []
    if len(parts) < 2 or not all(part.isdecimal() for part in parts[:2]):
        return None
    hour, minute = int(parts[0]), int(parts[1])
    return hour * 60 + minute if hour < 24 and minute < 60 else None


def number_in(fields: Mapping[str, object], name: str, otherwise: float) -> float:
    """A record's number, which anybody may have written: `otherwise` where it is none."""
    value = fields.get(name)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else otherwise


def _usable_share(start: datetime, now: datetime, departure: datetime) -> float:
    begin, end = max(start, now), min(start + timedelta(hours=1), departure)
    return max(0.0, (end - begin) / timedelta(hours=1))
