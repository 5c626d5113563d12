"""How much the battery really holds, from what trips took and what the gauge lost meanwhile. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hmi.energy.model import Z_80

LEAST_LOST_PERCENT = 3.0
"""a smaller step of the gauge tells more of its rounding than of the battery"""
GAUGE_PERCENT = 0.5
"""how far one reading of the gauge may be off (standard deviation): it moves with temperature and rest"""
LEAST_TRIPS = 4
ROBUST_TURNS, HUBER = 12, 1.345
"""Huber's estimator, 95 % efficient for normal errors"""


@dataclass(frozen=True, slots=True)
class Capacity:
    """What can be used between 100 and 0 % of the gauge, and the central 80 % of it."""

    likely_kwh: float
    low_kwh: float
    high_kwh: float
    trips: int


def usable_capacity(used_kwh: Sequence[float], lost_percent: Sequence[float]) -> Capacity | None:
    """From trips without charging between; None while they are too few or too short to tell."""
    used, lost = np.asarray(used_kwh, np.float64), np.asarray(lost_percent, np.float64)
    if used.shape != lost.shape:
        raise ValueError("one loss of the gauge for each trip")
    told = np.isfinite(used) & np.isfinite(lost) & (lost >= LEAST_LOST_PERCENT) & (used > 0)
    used, lost = used[told], lost[told]
    if len(used) < LEAST_TRIPS:
        return None
    each = 100.0 * used / lost
    # The gauge errs by about the same at both ends of every trip: a long trip tells more.
    sigma = 100.0 * used / lost**2 * GAUGE_PERCENT * math.sqrt(2.0)
    centre = float(np.median(each))
    scale = 1.0
    weight = 1.0 / sigma**2
    for _ in range(ROBUST_TURNS):
        off = np.abs(each - centre) / sigma
        scale = max(1.0, 1.4826 * float(np.median(off)))
        weight = np.minimum(1.0, HUBER * scale / np.maximum(off, 1e-9)) / sigma**2
        centre = float((weight * each).sum() / weight.sum())
    deviation = scale / math.sqrt(float(weight.sum()))
    return Capacity(centre, centre - Z_80 * deviation, centre + Z_80 * deviation, len(used))
