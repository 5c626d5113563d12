"""Routes drawn by hand, without a region: for what guides along a route and needs no map."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from maps.geometry import LatLon, haversine_m
from maps.models import Maneuver, Route, RouteLeg, RoutingProfile, Waypoint

ORIGIN = LatLon(43.7, 7.4)
METRES_PER_DEGREE = 111_195.08


def at(east_m: float, north_m: float) -> LatLon:
    """A point metres from ORIGIN."""
    return LatLon(
        ORIGIN.lat_deg + north_m / METRES_PER_DEGREE,
        ORIGIN.lon_deg + east_m / (METRES_PER_DEGREE * float(np.cos(np.radians(ORIGIN.lat_deg)))),
    )


def leg(
    corners: Sequence[tuple[float, float]],
    *,
    names: Sequence[str] = (),
    speed_mps: float = 13.0,
    limits_kmh: Sequence[int] = (),
    flags: Sequence[int] = (),
    first_edge: int = 0,
    side: str = "",
) -> RouteLeg:
    """A leg with an edge between each two corners (east, north in metres)."""
    points = [at(*corner) for corner in corners]
    lat = np.array([p.lat_deg for p in points])
    lon = np.array([p.lon_deg for p in points])
    length = haversine_m(lat[:-1], lon[:-1], lat[1:], lon[1:])
    count = len(corners) - 1
    names = tuple(names) or tuple(f"Road {i}" for i in range(count))
    return RouteLeg(
        region=("drawn",) * count,
        edge=np.arange(first_edge, first_edge + count, dtype=np.uint32),
        point_begin=np.arange(count + 1, dtype=np.int32),
        lat_deg=lat,
        lon_deg=lon,
        distance_along_m=np.concatenate(([0.0], np.cumsum(length))),
        edge_length_m=length,
        edge_duration_s=length / speed_mps,
        turn_duration_s=np.zeros(count),
        edge_speed_mps=np.full(count, speed_mps),
        edge_limit_kmh=np.array(limits_kmh or [50] * count, dtype=np.uint8),
        edge_energy_wh=length * 0.2,
        edge_class=np.full(count, 6, dtype=np.uint8),
        edge_flags=np.array(flags or [0] * count, dtype=np.uint32),
        edge_name=np.arange(1, count + 1, dtype=np.int32),
        edge_ref=np.zeros(count, dtype=np.int32),
        edge_congestion=np.zeros(count, dtype=np.uint8),
        strings=("", *names),
        origin=Waypoint(points[0]),
        destination=Waypoint(points[-1]),
        destination_side=side,
    )


def route(*legs: RouteLeg) -> Route:
    return Route(legs, RoutingProfile(), has_tolls=False, has_ferries=False, label="")


def maneuvers_at_corners(way: Route) -> tuple[Maneuver, ...]:
    """A maneuver at every corner, so that guidance has something to say."""
    found: list[Maneuver] = []
    start_m = start_s = 0.0
    for index, part in enumerate(way.legs):
        last = len(part.lat_deg) - 1
        seconds = np.concatenate(([0.0], np.cumsum(part.edge_duration_s)))
        for point in range(last + 1):
            kind = "depart" if point == 0 else "arrive" if point == last else "turn"
            found.append(
                Maneuver(
                    type=kind,
                    modifier="left" if kind == "turn" else "",
                    leg=index,
                    point=point,
                    distance_along_m=start_m + float(part.distance_along_m[point]),
                    duration_along_s=start_s + float(seconds[point]),
                    position=LatLon(float(part.lat_deg[point]), float(part.lon_deg[point])),
                    bearing_before_deg=0.0,
                    bearing_after_deg=0.0,
                    name=part.strings[int(part.edge_name[min(point, last - 1)])],
                )
            )
        start_m += part.distance_m
        start_s += part.duration_s
    return tuple(found)
