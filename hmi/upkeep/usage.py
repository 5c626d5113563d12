"""How much a car does a day, learned from its days, and when an amount will be used up. Pure.

Method: the mean of the last eight months, drawn towards what was known before (the car's life so far) by the
weight of forty days; its error from the scatter of whole weeks, because weekdays and weekends differ, and
from how much people change their driving, taken as log-normal.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from hmi.upkeep.trend import Array

WINDOW_DAYS, PRIOR_DAYS = 240, 40.0
PRIOR_DEVIATION = 0.20
CHANGE = 0.09
"""of how much is driven, from one quarter of a year to the next (logarithms)"""
USUAL_KM_PER_DAY = 36.0
"""some 13,000 km a year, until the car's own is known"""


@dataclass(frozen=True, slots=True)
class Rate:
    """`per_day` on the average, its relative deviation, and that of the sum of one week."""

    per_day: float
    deviation: float
    weekly: float

    def days_until(self, amount: float) -> tuple[float, float]:
        """When `amount` is used up: days, and their relative deviation."""
        days = max(0.0, amount) / max(self.per_day, 1e-9)
        scatter = self.weekly / math.sqrt(max(days, 7.0) / 7.0)
        return days, math.hypot(self.deviation, scatter)


def rate(amounts: Array, prior_per_day: float) -> Rate:
    """`amounts` of whole days, oldest first; 0 for a day without driving."""
    recent = amounts[-WINDOW_DAYS:]
    count = len(recent)
    mean = (float(recent.sum()) + PRIOR_DAYS * prior_per_day) / (count + PRIOR_DAYS)
    weeks = recent[len(recent) % 7 :].reshape(-1, 7).sum(axis=-1)
    weekly = 0.45
    if len(weeks) >= 4 and mean > 0:
        weekly = float(np.std(weeks, ddof=1)) / (7 * mean)
    share = PRIOR_DAYS / (count + PRIOR_DAYS)
    deviation = math.hypot(share * PRIOR_DEVIATION, (1 - share) * weekly / math.sqrt(max(1.0, count / 7)))
    return Rate(max(mean, 1e-9), math.hypot(deviation, CHANGE), weekly)
