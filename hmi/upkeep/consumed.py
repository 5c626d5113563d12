"""Oil, filters, coolant, wipers and tread: used up by what was really done since they were new. Pure.

Method: each has a life in units of its own use and a longest time, from common makers' schedules; what was
done counts in these units (a cold start ages oil like some twenty warm kilometres: SAE 2003-01-3203's oil
life algorithms weigh starts and temperature likewise). Known only from the day the part was entered as
changed: before that nobody counted, and it is "not enough data yet".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from hmi.upkeep.day import Day
from hmi.upkeep.forecast import Forecast, NotYet, Outlook, Part, confidence, points, spread, within
from hmi.upkeep.usage import rate

COLD_START_KM = 20.0
FEWEST_DAYS = 14


@dataclass(frozen=True, slots=True)
class Consumed:
    """One such part: how long it lasts by use and by time."""

    part: Part
    unit: str
    life: float
    """of use"""
    longest_days: float
    deviation: float
    """of the life, in logarithms"""
    use: Callable[[Day], float]
    needs_engine: bool
    otherwise: str
    workshop: str


TABLE = (
    Consumed(
        Part.OIL,
        "km",
        18_000.0,
        730.0,
        0.12,
        lambda day: day.engine_km + COLD_START_KM * day.cold_starts,
        True,
        "engine_wears",
        "oil_change",
    ),
    Consumed(
        Part.AIR_FILTER,
        "h",
        900.0,
        1_460.0,
        0.2,
        lambda day: day.engine_h,
        True,
        "engine_drinks",
        "air_filter",
    ),
    Consumed(
        Part.COOLANT, "km", 200_000.0, 1_826.0, 0.2, lambda day: day.km, False, "overheats", "coolant_change"
    ),
    Consumed(
        Part.WIPERS, "h", 75.0, 548.0, 0.25, lambda day: day.wiper_h, False, "view_smears", "wiper_blades"
    ),
    Consumed(
        Part.CABIN_FILTER, "h", 450.0, 730.0, 0.2, lambda day: day.fan_h, False, "air_stale", "cabin_filter"
    ),
    Consumed(Part.TREAD, "km", 42_000.0, 3_652.0, 0.25, lambda day: day.km, False, "wet_grip", "new_tyres"),
)


def consumed_outlook(row: Consumed, days: Sequence[Day], changed_day: int | None, today: int) -> Outlook:
    """`days` oldest first; what lies before `changed_day` was another part's."""
    if changed_day is None:
        return NotYet(row.part, "last_change")
    since = [day for day in days if day.day >= changed_day]
    if len(since) < FEWEST_DAYS:
        return NotYet(row.part, "days_of_use")
    amounts = np.array([row.use(day) for day in since])
    heard_share = (since[-1].day - since[0].day + 1) / max(1, today - changed_day)
    used = float(amounts.sum()) / min(1.0, max(0.5, heard_share))
    span_days = since[-1].day - since[0].day + 1
    per_day = np.zeros(span_days)
    for day, amount in zip(since, amounts, strict=True):
        per_day[day.day - since[0].day] = amount
    left, deviation = rate(per_day, float(per_day.mean())).days_until(row.life - used)
    first, likely, last = spread(left, float(np.hypot(deviation, row.deviation)))
    by_time = changed_day + row.longest_days - today
    spans = within(min(first, by_time), min(likely, by_time), min(last, by_time))
    totals = np.cumsum(amounts)
    curve = points([float(day.day - today) for day in since], [float(total) for total in totals])
    return Forecast(
        row.part, *spans, confidence(*spans), curve, row.unit, row.life, row.otherwise, row.workshop
    )
