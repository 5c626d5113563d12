"""Brake pads by the energy they turned to heat. Pure.

Method: wear goes with the energy rubbed away (Archard 1953: volume worn = k · work of friction), so percent
for a megajoule is learned from the pad sensor's steps against the heat since new or since the pads were
changed, and the rest of the pad lasts as many megajoules; how many a day comes from the car's days. Where
nobody counted the heat, distance stands for it.
"""

from __future__ import annotations

import math

from hmi.upkeep.forecast import Forecast, NotYet, Outlook, Part, confidence, points, spread, within
from hmi.upkeep.usage import Rate

WORN_PERCENT = 90.0
LEAST_PERCENT, LEAST_KM = 2.0, 500.0
STEP_PERCENT = 0.5
"""the sensor steps by one percent"""
WEAR_DEVIATION = 0.20
"""of percent for a megajoule, in logarithms, once a pad is half worn"""
DISTANCE_DEVIATION = 0.20
"""the same of percent for a kilometre: the heat of a kilometre differs by road and driver"""
JUST_DUE_DAYS = 14.0


def pads_outlook(
    part: Part,
    worn_percent: float | None,
    used: float | None,
    a_day: Rate,
    counted_heat: bool,
    curve: tuple[tuple[float, float], ...] = (),
) -> Outlook:
    """`used` is the megajoules (`counted_heat`) or kilometres in which the pad wore that far."""
    if worn_percent is None or used is None:
        return NotYet(part, "pad_sensor")
    if worn_percent >= WORN_PERCENT:
        spans = within(0.0, 0.0, JUST_DUE_DAYS)
    elif worn_percent < LEAST_PERCENT or (not counted_heat and used < LEAST_KM) or used <= 0:
        return NotYet(part, "pad_wear")
    else:
        days, deviation = a_day.days_until((WORN_PERCENT - worn_percent) * used / worn_percent)
        known = WEAR_DEVIATION if counted_heat else DISTANCE_DEVIATION
        wear = math.hypot(known * math.sqrt(50 / max(10.0, worn_percent)), STEP_PERCENT / worn_percent)
        spans = spread(days, math.hypot(wear, deviation))
    shown = points([day for day, _ in curve], [worn for _, worn in curve])
    return Forecast(part, *spans, confidence(*spans), shown, "%", WORN_PERCENT, "discs_too", "brake_pads")
