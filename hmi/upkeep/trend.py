"""Robust trends and when they cross a limit, for many series at once. Pure.

The slope is Theil's (1950) and Sen's (1968): the median of the slopes of all pairs, so that a quarter of the
readings may be wild. The crossing is Fieller's (1954): the interval of a ratio of two normal amounts, here of
what is left over the speed at which it goes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hmi.upkeep.forecast import FAR_DAYS, Z_80

Array = NDArray[np.float64]
EFFICIENCY = 1.05
"""of Theil and Sen's slope against least squares under normal noise, as a deviation"""


@dataclass(frozen=True, slots=True)
class Trend:
    """Arrays of one shape: the value now, its change a day, and their covariance."""

    level: Array
    slope: Array
    level_variance: Array
    slope_variance: Array
    covariance: Array

    @property
    def certainty(self) -> Array:
        """How many deviations the slope is below zero."""
        return np.asarray(-self.slope / np.sqrt(self.slope_variance))


def theil_sen(days: Array, values: Array, noise: float) -> Trend:
    """Over the last axis, at least 3 readings of distinct days; `noise` is the least a sensor has."""
    count = days.shape[-1]
    if count < 3:
        raise ValueError("two readings are no trend")
    early, late = np.triu_indices(count, 1)
    slopes = (values[..., late] - values[..., early]) / (days[..., late] - days[..., early])
    slope = np.median(slopes, axis=-1)
    now = days[..., -1:]
    since = days - now
    rest = values - slope[..., None] * since
    level = np.median(rest, axis=-1)
    scale = np.maximum(noise, 1.4826 * np.median(np.abs(rest - level[..., None]), axis=-1)) * EFFICIENCY
    centre = since.mean(axis=-1)
    spread = ((since - centre[..., None]) ** 2).sum(axis=-1)
    slope_variance = scale**2 / spread
    return Trend(
        level,
        slope,
        scale**2 / count + centre**2 * slope_variance,
        slope_variance,
        -centre * slope_variance,
    )


def crossing(trend: Trend, limit: Array | float, wander: float = 0.0) -> tuple[Array, Array, Array]:
    """Days until a falling trend reaches `limit`: 10, 50 and 90 of 100. `wander` is how much the speed itself
    changes, relative to it."""
    left = trend.level - limit
    slope_variance = trend.slope_variance + (wander * trend.slope) ** 2
    square = trend.slope**2 - Z_80**2 * slope_variance
    linear = left * trend.slope - Z_80**2 * trend.covariance
    constant = left**2 - Z_80**2 * trend.level_variance
    root = np.sqrt(np.maximum(0.0, linear**2 - square * constant))
    falls = trend.slope < 0
    with np.errstate(divide="ignore", invalid="ignore"):
        likely = np.where(falls, left / -trend.slope, FAR_DAYS)
        first = np.where(square > 0, (-linear - root) / square, constant / (-linear + root))
        last = np.where(square > 0, (-linear + root) / square, FAR_DAYS)
    likely = np.clip(np.nan_to_num(np.where(left <= 0, 0.0, likely), nan=FAR_DAYS), 0.0, FAR_DAYS)
    first = np.clip(np.nan_to_num(np.where(constant <= 0, 0.0, first), nan=0.0), 0.0, likely)
    last = np.clip(np.nan_to_num(last, nan=FAR_DAYS), likely, FAR_DAYS)
    return first, likely, last
