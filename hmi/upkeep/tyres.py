"""Tyre pressure: what is lost at one temperature, and when a slow leak makes the tyre too soft. Pure.

Method: absolute pressure goes with absolute temperature (Gay-Lussac), so each cold reading is brought to
20 °C; what is filled in is taken out; what all tyres do alike (air through the rubber, 1 – 2 % a month, or a
thermometer that errs) is no leak, so the median of the others is subtracted; the slope of the rest is Theil
and Sen's, over the last eight readings and over all, whichever is surer. Too soft is 20 % below what it was
filled to (UN R141 warns there).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hmi.upkeep.forecast import FAR_DAYS, Forecast, NotYet, Outlook, Part, confidence, points, within
from hmi.upkeep.trend import Array, Trend, crossing, theil_sen

ATMOSPHERE_KPA, KELVIN, REFERENCE_CELSIUS = 101.3, 273.15, 20.0
SOFT_SHARE = 0.80
READINGS, RECENT, FEWEST = 24, 8, 10
NOISE_KPA = 1.5
"""least scatter of a normalised cold reading: the sensor's steps, a degree between air and shell"""
RELATIVE_NOISE_KPA = 2.0
"""the same against the median of the other tyres"""
FILL_KPA, FILL_ALL_KPA = 9.0, 3.0
"""steps up: of one tyre, and of the four on the average"""
LEAK_KPA_PER_DAY = 0.25
CERTAIN = 4.2
"""deviations: 4 tyres are looked at every day of a year, so three would cry wolf"""
WANDER = 0.26
"""of the speed of a leak"""
TYRES = (Part.TYRE_FRONT_LEFT, Part.TYRE_FRONT_RIGHT, Part.TYRE_REAR_LEFT, Part.TYRE_REAR_RIGHT)


@dataclass(frozen=True, slots=True)
class Leak:
    """Arrays by tyre (last axis): whether it leaks, and when it will be too soft, in days."""

    leaks: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
    first: Array
    likely: Array
    last: Array


def normalised_kpa(kpa: Array, celsius: Array) -> Array:
    """What the gauge would show at 20 °C."""
    warm = (REFERENCE_CELSIUS + KELVIN) / (celsius + KELVIN)
    return (kpa + ATMOSPHERE_KPA) * warm - ATMOSPHERE_KPA


def without_fills(kpa: Array) -> Array:
    """Readings [..., tyre, n] as if nobody had filled in: on a day on which one tyre went far up, or all of
    them a little, and stayed there, every tyre's step is taken out of what was before. A reading that nothing
    confirms yet, the last one, is left as it is."""
    count = kpa.shape[-1]
    level = kpa.copy()
    for index in range(1, count - 1):
        before = np.median(level[..., max(0, index - 3) : index], axis=-1)
        step = np.median(level[..., index : index + 3], axis=-1) - before
        here = level[..., index] - level[..., index - 1]
        one = ((step > FILL_KPA) & (here > 0.7 * FILL_KPA)).any(axis=-1)
        alike = (step.mean(axis=-1) > FILL_ALL_KPA) & (here.mean(axis=-1) > 0.7 * FILL_ALL_KPA)
        level[..., :index] += np.where((one | alike)[..., None], step, 0.0)[..., None]
    return level


def leaking(days: Array, kpa: Array, soft_kpa: Array) -> Leak:
    """`days` [..., n], normalised `kpa` [..., tyre, n], `soft_kpa` [..., tyre]."""
    level = without_fills(kpa)
    own = np.empty_like(level)
    for tyre in range(level.shape[-2]):
        others = np.delete(level, tyre, axis=-2)
        alike = np.median(others, axis=-2)
        own[..., tyre, :] = level[..., tyre, :] - (alike - alike[..., -1:])
    spaced = np.broadcast_to(days[..., None, :], own.shape)
    long = theil_sen(spaced, own, RELATIVE_NOISE_KPA)
    short = theil_sen(spaced[..., -RECENT:], own[..., -RECENT:], RELATIVE_NOISE_KPA)
    before = theil_sen(spaced[..., -RECENT - 1 : -1], own[..., -RECENT - 1 : -1], RELATIVE_NOISE_KPA)
    # The tyre itself must lose, not the others gain, and on two mornings: one odd reading is no leak.
    itself = theil_sen(spaced[..., -RECENT:], level[..., -RECENT:], NOISE_KPA).slope < 0.5 * short.slope
    recent = (short.certainty > CERTAIN) & (before.certainty > CERTAIN - 1.0) & itself
    recent &= short.slope < long.slope
    lasting = (long.certainty > CERTAIN) & (short.slope < 0.4 * long.slope) & itself
    trend = Trend(
        *(
            np.where(recent, getattr(short, name), getattr(long, name))
            for name in ("level", "slope", "level_variance", "slope_variance", "covariance")
        )
    )
    leaks = (recent | lasting) & (trend.slope < -LEAK_KPA_PER_DAY)
    return Leak(leaks, *crossing(trend, soft_kpa, WANDER))


def tyre_outlooks(
    days: Array, kpa: Array, celsius: Array, recommended_kpa: Array, today: float
) -> list[Outlook]:
    """One for each tyre, from its cold readings: `kpa` and `celsius` [tyre, n], oldest first."""
    if len(days) < FEWEST:
        return [NotYet(part, "cold_readings") for part in TYRES]
    days, kpa, celsius = days[-READINGS:], kpa[:, -READINGS:], celsius[:, -READINGS:]
    at_20 = normalised_kpa(kpa, celsius)
    soft = SOFT_SHARE * recommended_kpa
    found = leaking(days, at_20, soft)
    rows: list[Outlook] = []
    filled = without_fills(at_20)
    for index, part in enumerate(TYRES):
        curve = points([float(day - today) for day in days], [float(value) for value in at_20[index]])
        if not found.leaks[index]:
            slow = theil_sen(days, filled[index], NOISE_KPA)
            spans = within(*(float(each) for each in crossing(slow, float(soft[index]), 0.5)))
            sure = confidence(*spans)
            if spans[1] >= FAR_DAYS:
                rows.append(NotYet(part, "no_loss"))
            else:
                rows.append(
                    Forecast(part, *spans, sure, curve, "kPa", float(soft[index]), "tyre_soft", "fill_tyre")
                )
            continue
        spans = within(float(found.first[index]), float(found.likely[index]), float(found.last[index]))
        rows.append(
            Forecast(
                part, *spans, confidence(*spans), curve, "kPa", float(soft[index]), "tyre_flat", "tyre_leak"
            )
        )
    return rows
