"""The way a simulated car drives: a line on the ground with the speed that limits and bends allow."""

from __future__ import annotations

import bisect
import math
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from maps.geometry import EARTH_RADIUS_M, LatLon, haversine_m

SPACING_M = 4.0
"""Distance between the samples of a path."""
LATERAL_LIMIT_MPS2 = 2.2
"""What drivers accept in bends (comfort limit of AASHTO's design guide at town speeds)."""
COMFORT_BRAKING_MPS2 = 1.8
SLOWEST_BEND_MPS = 2.8
"""Even a hairpin is driven at 10 km/h."""
BEND_WINDOW_M = 12.0
"""A corner drawn as one vertex is driven as an arc about this long."""


@dataclass(frozen=True)
class DrivePath:
    """Samples every 4 m. S samples; all arrays are indexed alike.

    Arrays and not lists: a day's drive is 100,000 samples, and a new path is made while the old one is held.
    """

    distance_m: array[float]
    """[S] along the path, 0 first"""
    lat_deg: array[float]
    """[S]"""
    lon_deg: array[float]
    """[S]"""
    heading_deg: array[float]
    """[S] of the road there"""
    speed_mps: array[float]
    """[S] the fastest one may be there and still brake in comfort for what follows; 0 at the end"""

    lights_m: tuple[float, ...] = ()
    """where traffic lights stand, if the world has any: before sharp bends in towns, where streets cross"""

    @property
    def length_m(self) -> float:
        return self.distance_m[-1]

    def position(self, along_m: float) -> tuple[LatLon, float]:
        """Position and heading in degrees after `along_m` metres."""
        index, part = self._locate(along_m)
        lat = self.lat_deg[index] + part * (self.lat_deg[index + 1] - self.lat_deg[index])
        lon = self.lon_deg[index] + part * (self.lon_deg[index + 1] - self.lon_deg[index])
        before, after = self.heading_deg[index], self.heading_deg[index + 1]
        turn = (after - before + 180.0) % 360.0 - 180.0
        return LatLon(lat, lon), (before + part * turn) % 360.0

    def allowed_speed_mps(self, along_m: float) -> float:
        index, part = self._locate(along_m)
        # Between samples the profile is v² linear in distance: constant braking.
        before, after = self.speed_mps[index], self.speed_mps[index + 1]
        return math.sqrt(max(0.0, before * before + part * (after * after - before * before)))

    def nearest_m(self, position: LatLon, within_m: float) -> float:
        """How far along the path its point next to `position` lies, among its first `within_m` metres."""
        east = math.cos(math.radians(position.lat_deg))
        best_m, best = 0.0, math.inf
        for along, lat, lon in zip(self.distance_m, self.lat_deg, self.lon_deg, strict=True):
            if along > within_m:
                break
            away = (lat - position.lat_deg) ** 2 + ((lon - position.lon_deg) * east) ** 2
            if away < best:
                best_m, best = along, away
        return best_m

    def _locate(self, along_m: float) -> tuple[int, float]:
        index = bisect.bisect_right(self.distance_m, along_m) - 1
        index = min(max(index, 0), len(self.distance_m) - 2)
        step = self.distance_m[index + 1] - self.distance_m[index]
        return index, min(max((along_m - self.distance_m[index]) / step, 0.0), 1.0)


def plan_path(lat_deg: Sequence[float], lon_deg: Sequence[float], limits_mps: Sequence[float]) -> DrivePath:
    """A path through the points; `limits_mps[i]` holds from point i on (0 or less is unknown: 50 km/h).

    Raises ValueError when the three do not fit together, hold fewer than two places or are not on Earth.
    """
    lat = np.asarray(lat_deg, dtype=np.float64)
    lon = np.asarray(lon_deg, dtype=np.float64)
    limit = np.asarray(limits_mps, dtype=np.float64)
    if not (lat.ndim == 1 and lat.shape == lon.shape == limit.shape):
        raise ValueError("latitudes, longitudes and speed limits must be equally many")
    if not (np.isfinite(lat).all() and np.isfinite(lon).all() and np.isfinite(limit).all()):
        raise ValueError("a route holds numbers only")
    if lat.size and (np.abs(lat).max() > 90 or np.abs(lon).max() > 180):
        raise ValueError("a point of the route is not on Earth")
    step = haversine_m(lat[:-1], lon[:-1], lat[1:], lon[1:])
    keep = np.concatenate(([True], step > 0.05)) if lat.size else np.zeros(0, dtype=bool)
    lat, lon, limit = lat[keep], lon[keep], limit[keep]
    if lat.size < 2:
        raise ValueError("a route needs two different points")
    limit = np.where(limit > 0, limit, 50 / 3.6)

    along = np.concatenate(([0.0], np.cumsum(haversine_m(lat[:-1], lon[:-1], lat[1:], lon[1:]))))
    count = max(2, round(float(along[-1]) / SPACING_M) + 1)
    sample = np.linspace(0.0, along[-1], count)
    sample_lat = np.interp(sample, along, lat)
    sample_lon = np.interp(sample, along, lon)
    owner = np.clip(np.searchsorted(along, sample, side="right") - 1, 0, lat.size - 1)
    heading = _headings_deg(sample, sample_lat, sample_lon)
    speed = np.minimum(limit[owner], _bend_speed_mps(sample, heading))
    speed[-1] = 0.0
    _brake_in_time(speed, sample)
    return DrivePath(
        array("d", sample.tobytes()),
        array("d", sample_lat.tobytes()),
        array("d", sample_lon.tobytes()),
        array("d", (heading % 360.0).tobytes()),
        array("d", speed.tobytes()),
        _lights_m(sample, heading, limit[owner]),
    )


def _headings_deg(
    sample: NDArray[np.float64], lat: NDArray[np.float64], lon: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Unwrapped headings, smoothed over the length of an arc."""
    north = np.radians(np.diff(lat)) * EARTH_RADIUS_M
    east = np.radians(np.diff(lon)) * EARTH_RADIUS_M * np.cos(np.radians(lat[:-1]))
    segment = np.unwrap(np.arctan2(east, north))
    heading = np.concatenate((segment[:1], (segment[1:] + segment[:-1]) / 2, segment[-1:]))
    width = max(1, round(BEND_WINDOW_M / max(float(sample[1]), 0.1) / 2))
    padded = np.pad(heading, width, mode="edge")
    smooth = np.convolve(padded, np.full(2 * width + 1, 1 / (2 * width + 1)), mode="valid")
    return np.degrees(smooth)


def _bend_speed_mps(sample: NDArray[np.float64], heading: NDArray[np.float64]) -> NDArray[np.float64]:
    curvature = np.abs(np.gradient(np.radians(heading), sample))
    with np.errstate(divide="ignore"):
        speed = np.sqrt(LATERAL_LIMIT_MPS2 / curvature)
    return np.asarray(np.clip(speed, SLOWEST_BEND_MPS, 100.0), dtype=np.float64)


def _lights_m(
    sample: NDArray[np.float64], heading: NDArray[np.float64], limit: NDArray[np.float64]
) -> tuple[float, ...]:
    """Ten metres before each bend of 40° within 30 m, 150 m apart, where 60 km/h or less is allowed."""
    reach = max(1, round(30.0 / max(float(sample[1]), 0.1)))
    if heading.size <= reach:
        return ()
    turned = np.abs(heading[reach:] - heading[:-reach])
    lights: list[float] = []
    for index in np.flatnonzero((turned > 40.0) & (limit[:-reach] < 17.0)):
        along = float(sample[index]) - 10.0
        if along > 30.0 and (not lights or along - lights[-1] > 150.0):
            lights.append(along)
    return tuple(lights)


def _brake_in_time(speed: NDArray[np.float64], sample: NDArray[np.float64]) -> None:
    for i in range(speed.size - 2, -1, -1):
        reachable = math.sqrt(speed[i + 1] ** 2 + 2 * COMFORT_BRAKING_MPS2 * (sample[i + 1] - sample[i]))
        if reachable < speed[i]:
            speed[i] = reachable
