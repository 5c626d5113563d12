"""The receiver of the simulated car, with the errors of a good single-frequency one, outages and jumps."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

from maps.geometry import EARTH_RADIUS_M, LatLon

CORRELATION_S = 25.0
"""how long an atmospheric or multipath error keeps its direction"""
DRIFT_M = 1.6
NOISE_M = 0.25


@dataclass(frozen=True, slots=True)
class GnssFix:
    position: LatLon
    altitude_m: float
    course_deg: float
    accuracy_m: float


class Receiver:
    """Seeded, so that a drive can be repeated."""

    def __init__(self, seed: int = 7) -> None:
        self.outage = False
        """no sky: tunnel, garage, broken antenna"""
        self.jump_m = 0.0
        """a constant false offset to the east, as a reflection makes it"""
        self.degraded = 1.0
        """factor on all errors"""
        self._random = random.Random(seed)
        self._north_m = 0.0
        self._east_m = 0.0
        self._course_deg = 0.0

    def fix(
        self, position: LatLon, altitude_m: float, heading_deg: float, speed_mps: float, dt_s: float
    ) -> GnssFix | None:
        """What it reports for the true state, `dt_s` after the last one; None without satellites."""
        keep = math.exp(-dt_s / CORRELATION_S)
        kick = DRIFT_M * math.sqrt(1 - keep * keep)
        gauss = self._random.gauss
        self._north_m = self._north_m * keep + gauss(0, kick)
        self._east_m = self._east_m * keep + gauss(0, kick)
        if self.outage:
            return None
        if speed_mps > 0.8:
            # A course is a difference of positions: the slower, the worse.
            self._course_deg = (heading_deg + gauss(0, min(20.0, 2.5 / speed_mps))) % 360.0
        north = (self._north_m + gauss(0, NOISE_M)) * self.degraded
        east = (self._east_m + gauss(0, NOISE_M)) * self.degraded + self.jump_m
        lat = position.lat_deg + math.degrees(north / EARTH_RADIUS_M)
        lon = position.lon_deg + math.degrees(
            east / (EARTH_RADIUS_M * math.cos(math.radians(position.lat_deg)))
        )
        return GnssFix(
            LatLon(lat, lon),
            altitude_m + gauss(0, 1.5 * self.degraded),
            self._course_deg,
            2.4 * self.degraded,
        )
