"""Web Mercator: the plane the map is drawn on. The world is the unit square, x east, y south, (0, 0) is
north-west."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from maps.geometry import LatLon

MAX_LAT_DEG = 85.0511287798066
"""Where the unit square ends."""

EQUATOR_M = 40_075_016.685578488
"""Length of the equator of the sphere that Web Mercator uses."""

TILE_DP = 256.0
"""A zoom level z shows the world TILE_DP * 2**z dp wide."""


def project(lat_deg: ArrayLike, lon_deg: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """World x and y of positions in degrees; latitudes beyond the square are clamped to its edge."""
    lat = np.radians(np.clip(np.asarray(lat_deg, dtype=np.float64), -MAX_LAT_DEG, MAX_LAT_DEG))
    x = (np.asarray(lon_deg, dtype=np.float64) + 180.0) / 360.0
    y = (1.0 - np.arcsinh(np.tan(lat)) / math.pi) / 2.0
    return x, y


def project_point(position: LatLon) -> tuple[float, float]:
    """`project` for one position, without NumPy's overhead."""
    lat = math.radians(min(MAX_LAT_DEG, max(-MAX_LAT_DEG, position.lat_deg)))
    return (position.lon_deg + 180.0) / 360.0, (1.0 - math.asinh(math.tan(lat)) / math.pi) / 2.0


def unproject_point(x: float, y: float) -> LatLon:
    """The position at a point of the world square; x wraps round, y is clamped."""
    lat = math.degrees(math.atan(math.sinh(math.pi * (1.0 - 2.0 * min(1.0, max(0.0, y))))))
    return LatLon(lat, (x % 1.0) * 360.0 - 180.0)


def meters_per_world(lat_deg: float) -> float:
    """Metres on the ground that one unit of the world square covers at a latitude."""
    return EQUATOR_M * math.cos(math.radians(lat_deg))
