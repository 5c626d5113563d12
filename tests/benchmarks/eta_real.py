"""Our driving times beside those of real taxi trips, and Valhalla's where it is installed; JSON on stdout.

    python -m tests.benchmarks.eta_real [--trips FILE.jsonl] [--region DIR]

A trip counts when it moved at least 85 % of the time (standing at either end cut off) for two minutes or
more, and about on our way: nearly all of its fixes lie beside our route, which is about as long. The bands
are of the speed that we expect, since that is what is known when an arrival is told; trips sorted by how fast
they turned out to be would look too slow at one end and too fast at the other for the best forecast there is.
Medians by the speed really driven are printed before the result.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from maps.errors import MapsError
from maps.geometry import LatLon, distance_m
from maps.models import Route, RouteRequest, Waypoint
from maps.region.reader import Region
from maps.route.engine import RouteEngine
from maps.route.pace import span_s
from tests.benchmarks.route_regions import SHARED, region_of
from tests.peers import valhalla

EVERY_S = 15.0
MOVING_M = 20.0
"""between two fixes of a car that moves"""
MOVING_SHARE = 0.85
SHORTEST_S = 120.0
BESIDE_M = 60.0
BESIDE_SHARE = 0.9
AS_LONG = 1.15
BANDS = {"below 25": (0.0, 25.0), "25 to 35": (25.0, 35.0), "35 to 50": (35.0, 50.0), "above 50": (50.0, 1e9)}
"""km/h"""
TRIPS = SHARED.parent / "drives" / "porto_taxi.jsonl"
EXTRACT = SHARED / "porto.osm.pbf"


@dataclass(frozen=True)
class Trip:
    """A real trip without the standing at its ends."""

    fixes: tuple[LatLon, ...]
    begin_unix_s: float

    @property
    def duration_s(self) -> float:
        return EVERY_S * (len(self.fixes) - 1)


@dataclass(frozen=True)
class Judged:
    """A trip that was driven on our way."""

    real_s: float
    ours_s: float
    length_m: float
    ends: tuple[LatLon, LatLon]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trips", type=Path, default=TRIPS)
    parser.add_argument("--region", type=Path, help="a compiled region; otherwise Porto is compiled")
    options = parser.parse_args()
    region = Region.open(options.region) if options.region else region_of(EXTRACT)
    judged = judge(options.trips, region)
    if not judged:
        print(json.dumps({"median_ratio": None, "by_band": {}, "inside_span": None}))
        return 1
    result = figures([trip.real_s for trip in judged], [trip.ours_s for trip in judged], judged)
    result["inside_span"] = round(
        float(np.mean([low <= t.real_s <= high for t in judged for low, high in (span_s(t.ours_s),)])), 3
    )
    driven = np.array([trip.length_m / trip.real_s * 3.6 for trip in judged])
    ratio = np.array([trip.real_s / trip.ours_s for trip in judged])
    print(f"{len(judged)} trips; by the speed really driven: {_by_band(ratio, driven)}")
    peer = _valhalla(options.trips, judged)
    if peer is not None:
        result["valhalla"] = peer
    print(json.dumps(result))
    return 0


def judge(trips: Path, region: Region) -> list[Judged]:
    """The trips of a file that count."""
    engine = RouteEngine([region], timezone=ZoneInfo("Europe/Lisbon"))
    found = []
    for line in trips.read_text(encoding="utf-8").splitlines():
        trip = trip_of(json.loads(line))
        if trip is None:
            continue
        ends = Waypoint(trip.fixes[0]), Waypoint(trip.fixes[-1])
        try:
            route = engine.route(RouteRequest(ends, departure_unix_s=trip.begin_unix_s))[0]
        except MapsError:
            continue
        if _is_our_way(trip, route):
            found.append(
                Judged(trip.duration_s, route.duration_s, route.distance_m, (trip.fixes[0], trip.fixes[-1]))
            )
    return found


def trip_of(row: dict[str, Any]) -> Trip | None:
    """A trip of the file without its standing ends; None where it stood too much or is too short."""
    fixes = [LatLon(lat, lon) for lon, lat in row["lonlat_every_15_s"]]
    moves = [distance_m(a, b) > MOVING_M for a, b in pairwise(fixes)]
    if not any(moves):
        return None
    first, last = moves.index(True), len(moves) - moves[::-1].index(True)
    begin = datetime.fromisoformat(row["begin"]).replace(tzinfo=ZoneInfo("Europe/Lisbon")).timestamp()
    trip = Trip(tuple(fixes[first : last + 1]), begin + first * EVERY_S)
    if trip.duration_s < SHORTEST_S or np.mean(moves[first:last]) < MOVING_SHARE:
        return None
    return trip


def _is_our_way(trip: Trip, route: Route) -> bool:
    leg = route.legs[0]
    beside = np.mean([_off_m(fix, leg.lat_deg, leg.lon_deg) <= BESIDE_M for fix in trip.fixes])
    driven_m = sum(distance_m(a, b) for a, b in pairwise(trip.fixes))
    # Fixes cut the corners between them, so the trace is the shorter of two equal ways.
    return bool(beside >= BESIDE_SHARE and 1.0 / AS_LONG <= route.distance_m / driven_m <= AS_LONG)


def _off_m(fix: LatLon, lat: NDArray[np.float64], lon: NDArray[np.float64]) -> float:
    """Metres between a place and a line."""
    north = 111_195.0
    x, y = (lon - fix.lon_deg) * north * np.cos(np.radians(fix.lat_deg)), (lat - fix.lat_deg) * north
    dx, dy = np.diff(x), np.diff(y)
    square = np.maximum(dx * dx + dy * dy, 1e-9)
    part = np.clip(-(x[:-1] * dx + y[:-1] * dy) / square, 0.0, 1.0)
    return float(np.hypot(x[:-1] + part * dx, y[:-1] + part * dy).min())


def figures(real_s: Sequence[float], said_s: Sequence[float], trips: Sequence[Judged]) -> dict[str, Any]:
    """Medians of real / said, in all and by the speed that was said."""
    real, said = np.asarray(real_s), np.asarray(said_s)
    ratio = real / said
    speed = np.array([trip.length_m for trip in trips]) / said * 3.6
    return {"median_ratio": round(float(np.median(ratio)), 3), "by_band": _by_band(ratio, speed)}


def _by_band(ratio: NDArray[np.float64], speed_kmh: NDArray[np.float64]) -> dict[str, float | None]:
    found: dict[str, float | None] = {}
    for name, (low, high) in BANDS.items():
        inside = ratio[(speed_kmh >= low) & (speed_kmh < high)]
        found[name] = round(float(np.median(inside)), 3) if len(inside) else None
    return found


def _valhalla(trips: Path, judged: Sequence[Judged]) -> dict[str, Any] | None:
    """The same of Valhalla's routes on the extract of the trips; None where it is not installed."""
    if not EXTRACT.exists():
        return None
    routes = valhalla.routes(EXTRACT, [trip.ends for trip in judged])
    if routes is None:
        return None
    pairs = [
        (trip, route)
        for trip, route in zip(judged, routes, strict=True)
        if route is not None and 1.0 / AS_LONG <= route.distance_m / trip.length_m <= AS_LONG
    ]
    if not pairs:
        return None
    return figures([t.real_s for t, _ in pairs], [r.duration_s for _, r in pairs], [t for t, _ in pairs])


if __name__ == "__main__":
    sys.exit(main())
