"""What the last kilometres cost and what the next ones are likely to cost. Pure.

The car is read at its odometer and its battery's energy, so that neither a compressed clock nor a slow bus
changes the result. Kilometres far apart are taken as independent, neighbouring bins are not.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from hmi.energy.model import ConsumptionModel
from hmi.energy.profile import COMFORT_CELSIUS, DriveProfile

BIN_M = 250.0
KEPT_BINS = 80
Z_80 = 1.2816
CORRELATED_M = 1000.0
"""consumption within a kilometre is of one piece: a hill, a jam, a stretch of motorway"""
LONGEST_STEP_M = 2000.0
"""between two readings; more is another car, or an odometer that was set"""
PRIOR_WH_PER_KM, PRIOR_DEVIATION = 170.0, 0.12
"""of a car that has not been driven yet: a compact electric car, and how far they differ"""
PRIOR_M = 3000.0
"""the prior weighs as much as so many metres driven"""
LEARNED_TRIPS, LEARNED_M = 3, 10_000.0
"""from so many trips on the car's own model is the prior, and weighs more"""
MIX_MPS = (7.0, 13.0, 18.0, 24.0, 31.0)
"""speeds of a usual mix of roads, a fifth of the way each"""
HALF_LIFE_M = 8000.0
SYSTEMATIC = 0.03
"""what remains uncertain however much was driven: the battery's own gauge"""


@dataclass(frozen=True, slots=True)
class ConsumptionLog:
    """Bins of some 250 m, oldest first: where each ended (odometer, m) and what it cost (Wh/km)."""

    end_m: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))
    wh_per_km: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))
    begin_m: float | None = None
    """of the bin being driven"""
    begin_wh: float = 0.0
    last_m: float = 0.0
    last_wh: float = 0.0

    def updated(self, odometer_m: float | None, battery_wh: float | None) -> ConsumptionLog:
        """With one more reading; None of either leaves a gap, and the bin begins anew after it."""
        if odometer_m is None or battery_wh is None:
            return replace(self, begin_m=None)
        if self.begin_m is None or not 0 <= odometer_m - self.last_m <= LONGEST_STEP_M:
            return replace(
                self, begin_m=odometer_m, begin_wh=battery_wh, last_m=odometer_m, last_wh=battery_wh
            )
        begin_wh = self.begin_wh
        if odometer_m - self.last_m < 1.0 and battery_wh > self.last_wh:
            # Charged while standing: no kilometre has earned that.
            begin_wh += battery_wh - self.last_wh
        driven_m = odometer_m - self.begin_m
        if driven_m < BIN_M:
            return replace(self, begin_wh=begin_wh, last_m=odometer_m, last_wh=battery_wh)
        cost = (begin_wh - battery_wh) / driven_m * 1000
        return ConsumptionLog(
            np.append(self.end_m, odometer_m)[-KEPT_BINS:],
            np.append(self.wh_per_km, cost)[-KEPT_BINS:],
            odometer_m,
            battery_wh,
            odometer_m,
            battery_wh,
        )

    @property
    def driven_m(self) -> float:
        """How much of the road behind is known."""
        return 0.0 if not len(self.end_m) else float(self.end_m[-1] - self.end_m[0]) + BIN_M


@dataclass(frozen=True, slots=True)
class ConsumptionForecast:
    """What a kilometre ahead costs: the mean, how far single kilometres stray, how well the mean is known."""

    mean_wh_per_km: float
    local_deviation: float
    """Wh/km of one kilometre around the mean"""
    mean_deviation: float
    """Wh/km of the mean itself"""

    def band(self, ahead_m: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The central 80 % of the consumption around each point ahead (low, high)."""
        # Near the car the road goes on as it was; with distance the whole spread comes in.
        reach = 1 - np.exp(-ahead_m / (4 * CORRELATED_M))
        deviation = np.hypot(self.mean_deviation, self.local_deviation * reach)
        mean = np.full_like(ahead_m, self.mean_wh_per_km)
        return np.maximum(mean - Z_80 * deviation, 0), mean + Z_80 * deviation

    def range_m(self, battery_wh: float) -> tuple[float, float, float]:
        """How far the battery goes: low, likely and high of a central 80 % span."""
        likely_m = battery_wh / self.mean_wh_per_km * 1000
        pieces = max(1.0, likely_m / CORRELATED_M)
        deviation = math.hypot(self.mean_deviation, self.local_deviation / math.sqrt(pieces))
        relative = math.hypot(deviation / self.mean_wh_per_km, SYSTEMATIC)
        factor = math.exp(Z_80 * relative)
        return likely_m / factor, likely_m, likely_m * factor


@dataclass(frozen=True, slots=True)
class Prior:
    """What a kilometre costs before this drive has told."""

    wh_per_km: float = PRIOR_WH_PER_KM
    deviation: float = PRIOR_WH_PER_KM * PRIOR_DEVIATION
    weighs_m: float = PRIOR_M


USUAL = Prior()


def learned_prior(model: ConsumptionModel | None, outside_celsius: float | None) -> Prior:
    """By the model that the car has learned, for a usual mix of roads in today's weather."""
    if model is None or model.trips < LEARNED_TRIPS:
        return USUAL
    drive = DriveProfile(
        np.full(len(MIX_MPS), 4000.0),
        np.array(MIX_MPS),
        outside_celsius=COMFORT_CELSIUS if outside_celsius is None else outside_celsius,
    )
    told = model.forecast(drive)
    km = drive.distance_m / 1000
    return Prior(1000 * told.likely_kwh / km, 1000 * told.deviation_kwh / km, LEARNED_M)


def forecast(log: ConsumptionLog, prior: Prior = USUAL) -> ConsumptionForecast:
    """From what was driven, the recent more than the old, and the prior as long as that is little."""
    prior_deviation = prior.deviation
    if not len(log.end_m):
        return ConsumptionForecast(prior.wh_per_km, prior_deviation, prior_deviation)
    age_m = log.end_m[-1] - log.end_m
    weight_m = BIN_M * 0.5 ** (age_m / HALF_LIFE_M)
    total_m = float(weight_m.sum()) + prior.weighs_m
    mean = float((weight_m * log.wh_per_km).sum() + prior.weighs_m * prior.wh_per_km) / total_m
    per_km = smoothed(log.wh_per_km, round(CORRELATED_M / BIN_M))
    spread = float((weight_m * (per_km - mean) ** 2).sum() + prior.weighs_m * prior_deviation**2) / total_m
    deviation = math.sqrt(spread)
    mean = max(mean, 40.0)  # a descent costs nothing, but no road only descends
    return ConsumptionForecast(mean, deviation, deviation / math.sqrt(max(1.0, total_m / CORRELATED_M)))


def smoothed(values: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """Mean over `width` neighbours, shorter at the ends, as long as the input."""
    if len(values) < 2 or width < 2:
        return values
    kernel = np.ones(min(width, len(values)))
    same: NDArray[np.float64] = np.convolve(values, kernel, "same") / np.convolve(
        np.ones_like(values), kernel, "same"
    )
    return same
