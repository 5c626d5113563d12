"""Service by time and distance, whichever comes first, and inspections by their date. Pure.

Method: the car says how far and how long it is to the next service; the distance becomes a date by how much
this car is driven (`usage`). An inspection falls on a date that is known: its interval has no width.
"""

from __future__ import annotations

from hmi.upkeep.forecast import Confidence, Forecast, NotYet, Outlook, Part, confidence, spread, within
from hmi.upkeep.usage import Rate


def service_outlook(
    left_km: float | None, left_days: float | None, km: Rate, curve: tuple[tuple[float, float], ...] = ()
) -> Outlook:
    """`curve` is the distance left as it was told day by day."""
    if left_km is None and left_days is None:
        return NotYet(Part.SERVICE, "service_interval")
    by_time = float("inf") if left_days is None else max(0.0, left_days)
    spans = (by_time, by_time, by_time)
    if left_km is not None:
        first, likely, last = spread(*km.days_until(left_km))
        spans = (min(first, by_time), min(likely, by_time), min(last, by_time))
    spans = within(*spans)
    limit = 0.0 if curve else None
    return Forecast(
        Part.SERVICE, *spans, confidence(*spans), curve, "km", limit, "service_missed", "service_due"
    )


def inspection_outlook(due_day: float | None, today: float) -> Outlook:
    """Days since 1970."""
    if due_day is None:
        return NotYet(Part.INSPECTION, "inspection_date")
    spans = within(due_day - today, due_day - today, due_day - today)
    return Forecast(
        Part.INSPECTION, *spans, Confidence.HIGH, (), "", None, "inspection_missed", "inspection_due"
    )
