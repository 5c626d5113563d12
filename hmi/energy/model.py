"""The consumption model: what it takes to drive somewhere, with how sure that is, learned trip by trip.

A Kalman filter over the numbers that multiply a drive's work (hmi.energy.profile): each trip that was
driven tells how much it really took. What is uncertain stays uncertain: heating is not known in July. A trip
far off what is likely (a jam, an open window) counts less. The scatter of single trips is learned as well.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hmi.energy.profile import TERMS, CarBody, DriveProfile, work_terms

Z_80, Z_95 = 1.2816, 1.6449
"""of the central 80 %; of the one side that 95 % stay below"""
LIKELY_DEVIATIONS = 1.5
"""a trip further off counts less, the further the less"""
SCATTER, SCATTER_TRIPS = 0.08, 4.0
"""single trips around the model, of their energy, before any was driven, and how many trips that weighs"""
REMEMBERED = 0.92
"""of the scatter's weight, after each further trip"""
DRIFT = 0.0005
"""of the first uncertainty, added after each trip: tyres, seasons and drivers change"""
LEAST_KWH_PER_KM = 0.04
LONGEST_PIECE = 3.0
"""deviations that one trip may add to the scatter"""

PRIOR_MEAN = (1.0, 1.25, 1.3, 0.12, 1.0, 0.8, 0.5, 0.4)
PRIOR_DEVIATION = (0.2, 0.2, 0.4, 0.1, 0.2, 0.3, 0.3, 0.4)
"""compact electric cars: a drive from battery to wheel of 0.8, 1.3 kW for electronics, stops and climate,
tyres that roll twice as hard near freezing"""


@dataclass(frozen=True, slots=True)
class EnergyForecast:
    """What a drive takes out of the battery, in kWh."""

    likely_kwh: float
    deviation_kwh: float
    """standard deviation, of the model and of single trips together"""

    @property
    def low_kwh(self) -> float:
        """Lower end of the central 80 %."""
        return self.likely_kwh - Z_80 * self.deviation_kwh

    @property
    def high_kwh(self) -> float:
        """Upper end of the central 80 %."""
        return self.likely_kwh + Z_80 * self.deviation_kwh

    @property
    def careful_kwh(self) -> float:
        """What 95 of 100 such drives stay below."""
        return self.likely_kwh + Z_95 * self.deviation_kwh


def _prior_mean() -> NDArray[np.float64]:
    return np.array(PRIOR_MEAN)


def _prior_covariance() -> NDArray[np.float64]:
    return np.diag(np.square(PRIOR_DEVIATION))


@dataclass(frozen=True, slots=True)
class ConsumptionModel:
    """The learned numbers [len(TERMS)] and their covariance; `learned` returns the next model."""

    body: CarBody = field(default_factory=CarBody)
    mean: NDArray[np.float64] = field(default_factory=_prior_mean)
    covariance: NDArray[np.float64] = field(default_factory=_prior_covariance)
    scatter: float = SCATTER
    scatter_trips: float = SCATTER_TRIPS
    trips: int = 0

    def forecast(self, drive: DriveProfile) -> EnergyForecast:
        """What `drive` takes; the part that a descent gives back is in it."""
        work = work_terms(drive, self.body)
        likely = float(work @ self.mean)
        noise = self.scatter * max(abs(likely), LEAST_KWH_PER_KM * drive.distance_m / 1000)
        variance = float(work @ self.covariance @ work) + noise**2
        return EnergyForecast(likely, math.sqrt(max(variance, 1e-12)))

    def learned(self, drive: DriveProfile, used_kwh: float) -> ConsumptionModel:
        """After a trip that took `used_kwh`. What is no number or no trip changes nothing."""
        work = work_terms(drive, self.body)
        if not (math.isfinite(used_kwh) and np.all(np.isfinite(work)) and drive.distance_m > 0):
            return self
        expected = self.forecast(drive)
        missed = used_kwh - expected.likely_kwh
        spread = float(work @ self.covariance @ work)
        noise = expected.deviation_kwh**2 - spread
        share = noise / expected.deviation_kwh**2
        deviations = abs(missed) / expected.deviation_kwh
        doubted = noise * max(1.0, deviations / LIKELY_DEVIATIONS) ** 2
        gain = self.covariance @ work / (spread + doubted)
        covariance = self.covariance - np.outer(gain, work @ self.covariance)
        covariance = (covariance + covariance.T) / 2 + DRIFT * _prior_covariance()
        unit = max(abs(expected.likely_kwh), LEAST_KWH_PER_KM * drive.distance_m / 1000)
        seen = min((missed / unit) ** 2 * share, (LONGEST_PIECE * self.scatter) ** 2)
        weight = self.scatter_trips
        scatter = math.sqrt((weight * self.scatter**2 + seen) / (weight + 1))
        return replace(
            self,
            mean=self.mean + gain * missed,
            covariance=covariance,
            scatter=scatter,
            scatter_trips=(weight + 1) * REMEMBERED,
            trips=self.trips + 1,
        )

    def record(self) -> dict[str, Any]:
        """As JSON, for the journal and the bus."""
        return {
            "mass_kg": self.body.mass_kg,
            "drag_area_m2": self.body.drag_area_m2,
            "mean": self.mean.tolist(),
            "covariance": self.covariance.tolist(),
            "scatter": self.scatter,
            "scatter_trips": self.scatter_trips,
            "trips": self.trips,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> ConsumptionModel:
        """From `record`. Raises ValueError for what is none, or of another release."""
        try:
            mean = np.array(record["mean"], dtype=np.float64)
            covariance = np.array(record["covariance"], dtype=np.float64)
            body = CarBody(float(record["mass_kg"]), float(record["drag_area_m2"]))
            scatter, trips = float(record["scatter"]), int(record["trips"])
            weight = float(record["scatter_trips"])
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"no consumption model: {error!r}") from None
        numbers = [body.mass_kg, body.drag_area_m2, scatter, weight, *mean.ravel(), *covariance.ravel()]
        if mean.shape != (len(TERMS),) or covariance.shape != (len(TERMS),) * 2 or scatter <= 0:
            raise ValueError("a consumption model of another release")
        if not np.all(np.isfinite(numbers)):
            raise ValueError("a consumption model with a number that is none")
        return cls(body, mean, covariance, scatter, weight, trips)
