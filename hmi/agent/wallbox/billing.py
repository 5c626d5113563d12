"""What a charging session took and costs, by the meter's readings and the tariff of each moment. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hmi.agent.charging.problem import Interval

MOST_READINGS = 5_000
MOST_WH = 1e9


@dataclass(frozen=True, slots=True)
class Session:
    """One charging at one charge point; readings are of its meter, in Wh, rising."""

    point: str
    id: str
    begun_unix_s: float
    readings: tuple[tuple[float, float], ...] = ()
    """(Unix seconds, Wh)"""
    ended_unix_s: float | None = None

    def metered(self, unix_s: float, wh: float) -> Session:
        """With one more reading; one that runs backwards, or is no number, is left out."""
        if not (math.isfinite(wh) and math.isfinite(unix_s) and 0 <= wh <= MOST_WH):
            return self
        last = self.readings[-1] if self.readings else None
        if last is not None and (unix_s < last[0] or wh < last[1] or len(self.readings) >= MOST_READINGS):
            return self
        return replace(self, readings=(*self.readings, (unix_s, wh)))

    def ended(self, unix_s: float) -> Session:
        return replace(self, ended_unix_s=unix_s)

    @property
    def kwh(self) -> float:
        return 0.0 if not self.readings else (self.readings[-1][1] - self.readings[0][1]) / 1000


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """One session as it stands on a bill."""

    point: str
    session: str
    begun_unix_s: float
    ended_unix_s: float
    kwh: float
    cost: float | None
    """None where the price of a part of it is not known"""
    currency: str

    def told(self) -> Mapping[str, object]:
        return {
            "point": self.point,
            "session": self.session,
            "begun_unix_s": round(self.begun_unix_s),
            "ended_unix_s": round(self.ended_unix_s),
            "kwh": round(self.kwh, 3),
            "cost": None if self.cost is None else round(self.cost, 4),
            "currency": self.currency,
        }


def invoice_line(session: Session, tariff: Sequence[Interval], currency: str) -> InvoiceLine:
    """Each stretch between two readings at the prices that it fell into, evenly over its time."""
    cost: float | None = 0.0
    for (begin, before), (end, after) in zip(session.readings, session.readings[1:], strict=False):
        kwh, span = (after - before) / 1000, end - begin
        if kwh <= 0:
            continue
        priced = 0.0
        for interval in tariff:
            shared = min(end, interval.end_unix_s) - max(begin, interval.begin_unix_s)
            instant = span == 0 and interval.begin_unix_s <= begin < interval.end_unix_s
            if interval.price_per_kwh is None or (shared <= 0 and not instant):
                continue
            share = 1.0 if instant else shared / span
            priced += share
            cost = None if cost is None else cost + kwh * share * interval.price_per_kwh
        if priced < 0.999:
            cost = None
    ended = session.begun_unix_s if session.ended_unix_s is None else session.ended_unix_s
    return InvoiceLine(session.point, session.id, session.begun_unix_s, ended, session.kwh, cost, currency)
