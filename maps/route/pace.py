"""How long a way will really take: the span around a duration, and the pace that a driver has shown.

A duration is the middle of what happens. What really happens spreads about like a log-normal: part of it
belongs to the trip as a whole (the evening, the car, the driver), part to each signal and jam, which even out
on a long way. The two parts were fitted to taxi trips of evenings in Porto (ECML PKDD 2015).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

TRIP_SPREAD = 0.06
"""Standard deviation of the logarithm that no length of the way evens out."""
MINUTE_SPREAD = 0.23
"""And the part that a minute has by itself; n minutes have it divided by the root of n."""
TENTH = 1.2816
"""Standard deviations from the middle to the 10th and 90th percentile."""
PRIOR_TRIPS = 4.0
"""A new driver counts as the mean of all until about so many trips are known."""
REMEMBERED_TRIPS = 40.0
LEAST_S = 180.0
"""A shorter trip says nothing about a pace: where one parks decides it."""
MOST_FACTOR = 1.6
"""A trip further off than this was no trip but a stop on the way."""


@dataclass(frozen=True, slots=True)
class Pace:
    """What a driver's trips have taken beside what was expected; the default knows nothing."""

    log_sum: float = 0.0
    """of the trips' logarithms of real / expected, by weight"""
    weight: float = 0.0

    @property
    def factor(self) -> float:
        """By which to multiply a duration for this driver."""
        return math.exp(self.log_sum / (self.weight + PRIOR_TRIPS))

    def after(self, expected_s: float, driven_s: float) -> Pace:
        """The pace when one more trip is known, both without stops; `expected_s` as for the mean driver."""
        if min(expected_s, driven_s) < LEAST_S or not math.isfinite(expected_s + driven_s):
            return self
        ratio = driven_s / expected_s
        if not 1.0 / MOST_FACTOR <= ratio <= MOST_FACTOR:
            return self
        keep = 1.0 if self.weight < REMEMBERED_TRIPS else 1.0 - 1.0 / REMEMBERED_TRIPS
        return Pace(self.log_sum * keep + math.log(ratio), self.weight * keep + 1.0)


def span_s(duration_s: float) -> tuple[float, float]:
    """The 10th and 90th percentile of what a way of this expected duration takes."""
    if duration_s <= 0.0:
        return 0.0, 0.0
    spread = math.hypot(TRIP_SPREAD, MINUTE_SPREAD / math.sqrt(max(duration_s / 60.0, 1.0)))
    return duration_s * math.exp(-TENTH * spread), duration_s * math.exp(TENTH * spread)
