"""Points, boxes and distances on the globe (WGS 84), latitude first; bulk forms take NumPy arrays."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

EARTH_RADIUS_M = 6_371_008.8
"""Mean radius (IUGG), as OSRM and osmnx use it."""

METRES_PER_DEGREE = EARTH_RADIUS_M * math.pi / 180.0
"""Along a meridian; along a parallel times the cosine of the latitude."""

E7 = 1e7
"""Stored coordinates are int32 in units of 1e-7 degree, OpenStreetMap's own precision (about 1 cm)."""


@dataclass(frozen=True, slots=True)
class LatLon:
    """A position in degrees. Raises ValueError outside ±90 / ±180 or when not finite."""

    lat_deg: float
    lon_deg: float

    def __post_init__(self) -> None:
        if not (-90.0 <= self.lat_deg <= 90.0 and -180.0 <= self.lon_deg <= 180.0):
            raise ValueError(f"not a position on Earth: {self.lat_deg}, {self.lon_deg}")

    def __str__(self) -> str:
        return f"{self.lat_deg:.6f},{self.lon_deg:.6f}"

    @classmethod
    def parse(cls, text: str) -> LatLon:
        """Read ``"LAT,LON"`` in degrees. Raises ValueError with a sentence for people."""
        try:
            lat, lon = (float(part) for part in text.split(","))
        except ValueError:
            raise ValueError(f"expected LAT,LON in degrees, got {text!r}") from None
        return cls(lat, lon)


@dataclass(frozen=True, slots=True)
class BoundingBox:
    """South-west and north-east corner in degrees.

    Across the date line `east_deg` is over 180 or `west_deg` under -180, never less than the other.
    """

    south_deg: float
    west_deg: float
    north_deg: float
    east_deg: float

    def contains(self, point: LatLon) -> bool:
        return (
            self.south_deg <= point.lat_deg <= self.north_deg
            and (point.lon_deg - self.west_deg) % 360.0 <= self.east_deg - self.west_deg
        )

    @property
    def center(self) -> LatLon:
        middle = (self.west_deg + self.east_deg) / 2
        return LatLon((self.south_deg + self.north_deg) / 2, wrapped_lon_deg(middle))

    def lon_within(self, lon_deg: float) -> float:
        """The same meridian, counted as the box counts: the value nearest to its middle."""
        if self.west_deg >= -180.0 and self.east_deg <= 180.0:
            return lon_deg
        return lon_deg + 360.0 * round(((self.west_deg + self.east_deg) / 2 - lon_deg) / 360.0)


def wrapped_lon_deg(lon_deg: float) -> float:
    """A longitude as -180..180."""
    return lon_deg if -180.0 <= lon_deg <= 180.0 else (lon_deg + 180.0) % 360.0 - 180.0


def distance_m(a: LatLon, b: LatLon) -> float:
    """Great-circle distance by the haversine formula."""
    return float(
        haversine_m(
            np.float64(a.lat_deg), np.float64(a.lon_deg), np.float64(b.lat_deg), np.float64(b.lon_deg)
        )
    )


def haversine_m(
    lat1_deg: NDArray[np.float64] | np.float64,
    lon1_deg: NDArray[np.float64] | np.float64,
    lat2_deg: NDArray[np.float64] | np.float64,
    lon2_deg: NDArray[np.float64] | np.float64,
) -> NDArray[np.float64]:
    """Great-circle distances in metres, element by element (float64, any broadcastable shapes)."""
    lat1, lon1, lat2, lon2 = (np.radians(v) for v in (lat1_deg, lon1_deg, lat2_deg, lon2_deg))
    a = np.sin((lat2 - lat1) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    return np.asarray(2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(np.clip(a, 0.0, 1.0))), dtype=np.float64)


def bearing_deg(
    lat1_deg: NDArray[np.float64] | np.float64,
    lon1_deg: NDArray[np.float64] | np.float64,
    lat2_deg: NDArray[np.float64] | np.float64,
    lon2_deg: NDArray[np.float64] | np.float64,
) -> NDArray[np.float64]:
    """Initial great-circle bearings, 0 is north, clockwise, in [0, 360)."""
    lat1, lon1, lat2, lon2 = (np.radians(v) for v in (lat1_deg, lon1_deg, lat2_deg, lon2_deg))
    y = np.sin(lon2 - lon1) * np.cos(lat2)
    x = np.cos(lat1) * np.sin(lat2) - np.sin(lat1) * np.cos(lat2) * np.cos(lon2 - lon1)
    return np.asarray(np.degrees(np.arctan2(y, x)) % 360.0, dtype=np.float64)


def turn_angle_deg(
    before_deg: NDArray[np.float64] | float, after_deg: NDArray[np.float64] | float
) -> NDArray[np.float64]:
    """Change of course from one bearing to the next in (-180, 180]: right is positive."""
    difference = (np.asarray(after_deg, dtype=np.float64) - before_deg) % 360.0
    return np.where(difference > 180.0, difference - 360.0, difference)


def destination_point(origin: LatLon, bearing: float, distance: float) -> LatLon:
    """Where one arrives after `distance` metres on the great circle leaving `origin` at `bearing` degrees."""
    angular = distance / EARTH_RADIUS_M
    theta, lat1, lon1 = math.radians(bearing), math.radians(origin.lat_deg), math.radians(origin.lon_deg)
    lat2 = math.asin(
        math.sin(lat1) * math.cos(angular) + math.cos(lat1) * math.sin(angular) * math.cos(theta)
    )
    lon2 = lon1 + math.atan2(
        math.sin(theta) * math.sin(angular) * math.cos(lat1),
        math.cos(angular) - math.sin(lat1) * math.sin(lat2),
    )
    return LatLon(math.degrees(lat2), (math.degrees(lon2) + 540.0) % 360.0 - 180.0)
