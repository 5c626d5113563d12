"""12 V battery: when it will no longer start the car. Pure.

Method: the lowest voltage while cranking, brought to 20 °C (the dip grows by about 20 mV for each degree of
cold: SAE J537's cold cranking test allows 7.2 V at −18 °C where a warm battery holds 9.6 V in the common load
test), and where nothing cranks the voltage after a night's rest (12.7 V full, 11.9 V empty at 25 °C; it falls
earlier each week in a battery that no longer holds its charge). Trend by Theil and Sen; due where it reaches
what the coldest mornings of these weeks demand.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hmi.upkeep.forecast import (
    Confidence,
    Forecast,
    NotYet,
    Outlook,
    Part,
    confidence,
    points,
    spread,
    within,
)
from hmi.upkeep.trend import Array, crossing, theil_sen

VOLT_PER_KELVIN = 0.020
STARTS_ABOVE_V = 7.5
COLDER_KELVIN = 4.0
"""than these weeks' coldest mornings: the next ones may be"""
RESTS_ABOVE_V = 11.9
READINGS, FEWEST = 28, 8
CRANK_NOISE_V, REST_NOISE_V = 0.08, 0.03
CERTAIN = 4.0
SOON_DAYS = 45.0
WANDER = 0.36
"""a battery's end comes faster than its beginning"""
HASTE = 0.80
"""of the time that a straight line leaves: measured on simulated batteries, which fail ever faster"""
LIFE_DAYS, LIFE_DEVIATION = 60.0 * 30.44, 0.28
"""of a lead battery, until its own readings tell more"""


@dataclass(frozen=True, slots=True)
class Decline:
    """Arrays: whether the battery goes down, and when it fails, in days."""

    fails: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
    first: Array
    likely: Array
    last: Array


def cranking(days: Array, volts: Array, celsius: Array) -> Decline:
    """By the lowest voltage of each day's cold start; all [..., n]."""
    at_20 = volts + VOLT_PER_KELVIN * (20.0 - celsius)
    return _decline(days, at_20, crank_limit(celsius), CRANK_NOISE_V)


def crank_limit(celsius: Array) -> Array:
    """At 20 °C, so that the coldest mornings of these weeks are still managed."""
    coldest = np.quantile(celsius, 0.1, axis=-1) - COLDER_KELVIN
    return np.asarray(STARTS_ABOVE_V + VOLT_PER_KELVIN * (20.0 - coldest))


def resting(days: Array, volts: Array) -> Decline:
    """By the voltage after a night's rest; all [..., n]."""
    return _decline(days, volts, np.asarray(RESTS_ABOVE_V), REST_NOISE_V)


def _decline(days: Array, volts: Array, limit: Array, noise: float) -> Decline:
    trend = theil_sen(days, volts, noise)
    first, likely, last = crossing(trend, limit, WANDER)
    fails = (trend.certainty > CERTAIN) & (likely < SOON_DAYS)
    return Decline(fails, HASTE * first, HASTE * likely, HASTE * last)


def battery_outlook(
    days: Array, crank_v: Array, rest_v: Array, celsius: Array, age_days: float | None, today: float
) -> Outlook:
    """All [n], NaN where a day has no reading. `age_days` of the battery itself, None if nobody knows."""
    codes = ("battery_dies", "battery_12v")
    for volts, cranks, limit_v in ((crank_v, True, None), (rest_v, False, RESTS_ABOVE_V)):
        told = np.isfinite(volts) & (np.isfinite(celsius) | (not cranks))
        if told.sum() < FEWEST:
            continue
        when, heard, warm = days[told][-READINGS:], volts[told][-READINGS:], celsius[told][-READINGS:]
        found = cranking(when, heard, warm) if cranks else resting(when, heard)
        if not found.fails:
            break
        shown = heard + VOLT_PER_KELVIN * (20.0 - warm) if cranks else heard
        limit = float(crank_limit(warm)) if limit_v is None else limit_v
        spans = within(float(found.first), float(found.likely), float(found.last))
        curve = points([float(day - today) for day in when], [float(value) for value in shown])
        return Forecast(Part.BATTERY_12V, *spans, confidence(*spans), curve, "V", limit, *codes)
    if age_days is None or age_days > LIFE_DAYS:
        return NotYet(Part.BATTERY_12V, "age")
    _, life, last = spread(LIFE_DAYS, LIFE_DEVIATION)
    first = spread(LIFE_DAYS, LIFE_DEVIATION)[0]
    spans = within(first - age_days, life - age_days, last - age_days)
    return Forecast(Part.BATTERY_12V, *spans, Confidence.LOW, (), "V", None, *codes)
