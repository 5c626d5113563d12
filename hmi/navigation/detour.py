"""A way that leaves a route: what the driver does who misses a turn."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from maps.errors import MapsError
from maps.geometry import E7, LatLon, haversine_m, wrapped_lon_deg
from maps.models import Route, RouteRequest, Waypoint
from maps.region.reader import Region
from maps.route.engine import RouteEngine

LEAVES_BY_M = 90.0
"""further than this from the route is off it, whatever the receiver's noise"""
LONGEST_M = 2_000.0
NEAR_M = (200.0, 700.0)
"""the places tried as destinations lie so far from where the route is to be left"""
TRIES = 40


def way_astray(
    regions: Sequence[Region], engine: RouteEngine, route: Route, along_m: float, ahead_m: float
) -> Route | None:
    """A drivable way from `along_m` metres along `route` that leaves it some `ahead_m` further on.

    None where there is no such way.
    """
    lat_deg, lon_deg, distance_m = _line(route)
    origin = _at(lat_deg, lon_deg, distance_m, along_m)
    leave = _at(lat_deg, lon_deg, distance_m, along_m + ahead_m)
    heading_deg = _course_deg(lat_deg, lon_deg, distance_m, along_m)
    best: Route | None = None
    for target in _junctions_near(regions, leave):
        try:
            [astray, *_] = engine.route(
                RouteRequest((Waypoint(origin, heading_deg=heading_deg), Waypoint(target)))
            )
        except MapsError:
            continue
        if not ahead_m < astray.distance_m < LONGEST_M:
            continue
        away_m = _away_m(astray, lat_deg, lon_deg)
        if away_m.max() < LEAVES_BY_M or away_m[: len(away_m) // 8 + 1].max() > 25.0:
            continue  # never leaves it, or at once, which would be a turn in the road
        if best is None or astray.distance_m < best.distance_m:
            best = astray
    return best


def _line(route: Route) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Latitude, longitude and metres from the start, all [P], of the route with a point every 10 m."""
    lat = np.concatenate([leg.lat_deg for leg in route.legs])
    lon = np.concatenate([leg.lon_deg for leg in route.legs])
    step_m = haversine_m(lat[:-1], lon[:-1], lat[1:], lon[1:])
    along_m = np.concatenate([[0.0], np.cumsum(step_m)])
    dense_m = np.union1d(along_m, np.arange(0.0, along_m[-1], 10.0))
    return np.interp(dense_m, along_m, lat), np.interp(dense_m, along_m, lon), dense_m


def _at(
    lat_deg: NDArray[np.float64],
    lon_deg: NDArray[np.float64],
    distance_m: NDArray[np.float64],
    along_m: float,
) -> LatLon:
    return LatLon(
        float(np.interp(along_m, distance_m, lat_deg)), float(np.interp(along_m, distance_m, lon_deg))
    )


def _course_deg(
    lat_deg: NDArray[np.float64],
    lon_deg: NDArray[np.float64],
    distance_m: NDArray[np.float64],
    along_m: float,
) -> float:
    a = _at(lat_deg, lon_deg, distance_m, along_m)
    b = _at(lat_deg, lon_deg, distance_m, along_m + 10.0)
    east = (b.lon_deg - a.lon_deg) * np.cos(np.radians(a.lat_deg))
    return float(np.degrees(np.arctan2(east, b.lat_deg - a.lat_deg)) % 360.0)


def _junctions_near(regions: Sequence[Region], point: LatLon) -> list[LatLon]:
    found: list[LatLon] = []
    for region in regions:
        lat_deg, lon_deg = region.array("node_lat_e7") / E7, region.array("node_lon_e7") / E7
        away_m = haversine_m(np.float64(point.lat_deg), np.float64(point.lon_deg), lat_deg, lon_deg)
        rows = np.flatnonzero((away_m > NEAR_M[0]) & (away_m < NEAR_M[1]))
        found += [
            LatLon(float(lat_deg[row]), wrapped_lon_deg(float(lon_deg[row])))
            for row in rows[:: max(1, len(rows) // TRIES)]
        ]
    return found


def _away_m(astray: Route, lat_deg: NDArray[np.float64], lon_deg: NDArray[np.float64]) -> NDArray[np.float64]:
    """[P] metres from each point of `astray` to the nearest point of the line."""
    lat, lon, _ = _line(astray)
    return np.asarray(haversine_m(lat[:, None], lon[:, None], lat_deg[None, :], lon_deg[None, :]).min(axis=1))
