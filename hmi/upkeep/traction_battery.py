"""Traction battery health: what it really holds, from the charge between rests. Pure.

Method: energy through the battery over the change of its gauge between two rests (Plett, "Battery Management
Systems" II, ch. 4), the long ones weighing more, the odd ones less (`hmi.energy.capacity`); health is that
over what it held when new. Due at 70 %, where makers' warranties end; cells lose about with the root of time
at first, later in a straight line: the line of Theil and Sen through the months is what is drawn out.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from hmi.energy.capacity import usable_capacity
from hmi.upkeep.forecast import Z_80, Forecast, NotYet, Outlook, Part, confidence, points, within
from hmi.upkeep.trend import Array, crossing, theil_sen

WARRANTY_PERCENT = 70.0
FEWEST_MONTHS = 6
MONTH_NOISE_PERCENT = 0.4
WANDER = 0.25
METER_SHARE = 0.003
"""by which the meter of current itself may be off, in every charge alike"""


@dataclass(frozen=True, slots=True)
class Health:
    """In percent of new, and the central 80 % of it."""

    likely_percent: float
    low_percent: float
    high_percent: float
    charges: int


def health(energy_kwh: Array, gauge_percent: Array, new_kwh: float) -> Health | None:
    """Of charges (or drives) between rests; None while they are too few or too short to tell."""
    found = usable_capacity([float(x) for x in energy_kwh], [float(x) for x in gauge_percent])
    if found is None or new_kwh <= 0:
        return None
    share = 100.0 / new_kwh
    likely = found.likely_kwh * share
    half = math.hypot((found.high_kwh - found.low_kwh) / 2 * share, Z_80 * METER_SHARE * likely)
    return Health(likely, likely - half, likely + half, found.trips)


def health_outlook(month_days: Array, month_percent: Array, today: float) -> Outlook:
    """From the health found at the end of each month."""
    told = np.isfinite(month_percent)
    days, percent = month_days[told], month_percent[told]
    if len(days) < FEWEST_MONTHS:
        return NotYet(Part.TRACTION_BATTERY, "months_of_charging")
    trend = theil_sen(days, percent, MONTH_NOISE_PERCENT)
    spans = within(*(float(each) for each in crossing(trend, WARRANTY_PERCENT, WANDER)))
    curve = points([float(day - today) for day in days], [float(value) for value in percent])
    return Forecast(
        Part.TRACTION_BATTERY,
        *spans,
        confidence(*spans),
        curve,
        "%",
        WARRANTY_PERCENT,
        "range_shrinks",
        "battery_health",
    )
