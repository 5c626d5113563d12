"""A drive as a route describes it beforehand, and the work that physics finds in it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

GRAVITY_MPS2 = 9.806_65
JOULES_PER_KWH = 3.6e6
DRY_AIR_J_PER_KG_K = 287.05
SEA_LEVEL_PA = 101_325.0
ROLLING = 0.010
"""of a tyre that is warm, by its label; the learned factor takes the rest (surface, pressure, wet)"""
UP_LOSS, DOWN_LOSS = 1.10, 0.80
"""a metre up costs more than its height, a metre down gives back less"""
COMFORT_CELSIUS, COOLED_FROM_CELSIUS = 20.0, 22.0
CABIN_WARM_S = 600.0
"""time constant of a cabin that is heated up"""


@dataclass(frozen=True, slots=True)
class CarBody:
    """What is known of the car before it has driven; the defaults are a compact electric car's."""

    mass_kg: float = 1_650.0
    """with its driver"""
    drag_area_m2: float = 0.66
    """drag coefficient times frontal area"""


@dataclass(frozen=True, slots=True)
class DriveProfile:
    """One drive: arrays are indexed by piece of about a kilometre. Nothing in it comes from the battery."""

    length_m: NDArray[np.float64]
    speed_mps: NDArray[np.float64]
    """mean over each piece, standing included; positive"""
    climb_m: float = 0.0
    descent_m: float = 0.0
    outside_celsius: float = COMFORT_CELSIUS
    cabin_celsius: float | None = None
    """at the start; None: as cold or warm as outside"""
    headwind_mps: float = 0.0
    """against the car over the whole way; negative from behind"""
    load_kg: float = 0.0
    """passengers, luggage and trailer"""
    added_drag_area_m2: float = 0.0
    """trailer, roof box"""

    def __post_init__(self) -> None:
        if len(self.length_m) != len(self.speed_mps) or not len(self.length_m):
            raise ValueError("a drive has one speed for each of its pieces, and at least one")
        if not (np.all(self.speed_mps > 0) and np.all(self.length_m >= 0)):
            raise ValueError("speeds are positive and lengths are not negative")

    @property
    def distance_m(self) -> float:
        return float(self.length_m.sum())

    @property
    def duration_s(self) -> float:
        return float((self.length_m / self.speed_mps).sum())


TERMS = (
    "air",
    "rolling",
    "standing_kw",
    "start_kwh",
    "height",
    "cold_rolling",
    "warming_kwh_per_10k",
    "cooling_kw_per_10k",
)
"""What the learned numbers multiply, in the order of `work_terms`. Factors where no unit is named."""


def work_terms(drive: DriveProfile, body: CarBody) -> NDArray[np.float64]:
    """float64 [len(TERMS)]: the drive's work by cause, in kWh, hours or starts; linear in what is learned.

    Longitudinal dynamics (Guzzella and Sciarretta, Vehicle Propulsion Systems, chapter 2); tyres roll
    harder in the cold by about 2 % a kelvin (Michelin, The Tyre: Rolling Resistance, 2003).
    """
    mass_kg = body.mass_kg + drive.load_kg
    kelvin = drive.outside_celsius + 273.15
    density = SEA_LEVEL_PA / (DRY_AIR_J_PER_KG_K * kelvin)
    against = drive.speed_mps + drive.headwind_mps
    area_m2 = body.drag_area_m2 + drive.added_drag_area_m2
    air_j = 0.5 * density * area_m2 * float((drive.length_m * against * np.abs(against)).sum())
    rolling_kwh = mass_kg * GRAVITY_MPS2 * ROLLING * drive.distance_m / JOULES_PER_KWH
    height_m = UP_LOSS * drive.climb_m - DOWN_LOSS * drive.descent_m
    hours = drive.duration_s / 3600
    cold = max(0.0, COMFORT_CELSIUS - drive.outside_celsius)
    hot = max(0.0, drive.outside_celsius - COOLED_FROM_CELSIUS)
    cabin = drive.outside_celsius if drive.cabin_celsius is None else drive.cabin_celsius
    warmed = 1.0 - float(np.exp(-drive.duration_s / CABIN_WARM_S))
    return np.array(
        [
            air_j / JOULES_PER_KWH,
            rolling_kwh,
            hours,
            1.0,
            mass_kg * GRAVITY_MPS2 * height_m / JOULES_PER_KWH,
            rolling_kwh * cold / 20.0,
            max(0.0, COMFORT_CELSIUS - cabin) / 10.0 * warmed,
            hours * hot / 10.0,
        ]
    )
