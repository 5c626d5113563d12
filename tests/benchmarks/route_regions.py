"""Regions for the route benchmarks: compiled from OpenStreetMap extracts once, then kept in the cache."""

from __future__ import annotations

import argparse
import hashlib
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from maps.build.compile import build_region
from maps.errors import RegionError
from maps.geometry import LatLon, haversine_m
from maps.region.reader import Region

REPOSITORY = Path(__file__).resolve().parents[2]
SHARED = REPOSITORY.parent / "shared" / "data" / "osm"
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "headunit"


def extract(name: str) -> Path:
    """The .osm.pbf of that name, from the shared data or the cache; exits with a sentence when there is
    none."""
    for folder in (SHARED, CACHE / "osm"):
        path = folder / f"{name}.osm.pbf"
        if path.exists():
            return path
    raise SystemExit(f"no extract {name}.osm.pbf in {SHARED} or {CACHE / 'osm'}")


def region_of(source: Path) -> Region:
    """The compiled region of an extract; compiled anew when the extract or the compiler has changed."""
    digest = hashlib.sha256(source.read_bytes())
    for folder in ("build", "region", "guide", "route"):
        for path in sorted((REPOSITORY / "maps" / folder).rglob("*.py")):
            digest.update(path.read_bytes())
    output = CACHE / "benchmarks" / f"{source.name.split('.')[0]}-{digest.hexdigest()[:16]}"
    try:
        return Region.open(output)
    except RegionError:
        output.parent.mkdir(parents=True, exist_ok=True)
        build_region([source], output, name=source.name.split(".")[0])
        return Region.open(output)


def random_pairs(
    region: Region, count: int, generator: np.random.Generator, least_m: float = 0.0
) -> list[tuple[LatLon, LatLon]]:
    """Pairs of junctions on roads that are joined to the rest, at least so far apart."""
    from maps.region.format import EdgeFlag

    unfit = np.uint32(EdgeFlag.ISLAND | EdgeFlag.NO_START | EdgeFlag.FERRY)
    good = np.unique(region.array("edge_head")[(region.array("edge_flags") & unfit) == 0])
    lat, lon = region.array("node_lat_e7") / 1e7, region.array("node_lon_e7") / 1e7
    pairs: list[tuple[LatLon, LatLon]] = []
    while len(pairs) < count:
        a, b = generator.choice(good, size=(2, 4 * count))
        far = (a != b) & (haversine_m(lat[a], lon[a], lat[b], lon[b]) >= least_m)
        pairs += [
            (LatLon(float(lat[i]), float(lon[i])), LatLon(float(lat[j]), float(lon[j])))
            for i, j in zip(a[far].tolist(), b[far].tolist(), strict=True)
        ]
    return pairs[:count]


class Stopwatch:
    """Wall and processor time of repeated calls, in milliseconds.

    On a machine that others use, the processor time is what the work needs, the wall time what it got.
    """

    def __init__(self) -> None:
        self.wall_ms: list[float] = []
        self.cpu_ms: list[float] = []

    def time(self, work: Callable[[], Any]) -> Any:
        cpu, wall = time.process_time(), time.perf_counter()
        answer = work()
        self.wall_ms.append((time.perf_counter() - wall) * 1e3)
        self.cpu_ms.append((time.process_time() - cpu) * 1e3)
        return answer

    def summary(self) -> dict[str, float | int]:
        return {
            "count": len(self.wall_ms),
            "median_ms": round(float(np.median(self.wall_ms)), 4),
            "p95_ms": round(float(np.percentile(self.wall_ms, 95)), 4),
            "cpu_median_ms": round(float(np.median(self.cpu_ms)), 4),
            "cpu_total_ms": round(float(np.sum(self.cpu_ms)), 2),
        }


def parser(description: str) -> argparse.ArgumentParser:
    """Options that all route benchmarks have."""
    made = argparse.ArgumentParser(description=description)
    made.add_argument("--seed", type=int, default=20260101)
    return made
