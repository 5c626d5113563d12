"""Build a synthetic country of a million graph nodes and ask it for routes; say how cost grows with size.

    python -m tests.benchmarks.country FILE.osm.pbf [--copies 2,4,8,17] [--folder DIR]

The country is SYNTHETIC: copies of FILE laid out as a grid, ids and places shifted, neighbours joined by
invented trunk roads. Prints one JSON line.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import resource
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import osmium

from tests.benchmarks.process_cost import measure

SEED = 20261121
QUERIES = 60
GERMANY, EUROPE, PLANET = 10e6, 60e6, 250e6
"""Graph nodes, assumed: no such extract was at hand to count them."""


@dataclass(frozen=True)
class Pattern:
    """What one copy needs to know of the original."""

    highest_id: int
    width_deg: float
    height_deg: float
    gates: dict[str, int]
    """node id at the end of a two-way main road towards each side"""


def study(path: Path) -> Pattern:
    """Find the extent and, for each side, a node of a two-way main road near it."""
    highest = 0
    places: dict[int, tuple[float, float]] = {}
    for way in osmium.FileProcessor(str(path), osmium.osm.NODE | osmium.osm.WAY).with_locations():
        highest = max(highest, way.id)
        if not way.is_way() or way.tags.get("highway") not in ("primary", "secondary", "tertiary"):
            continue
        if way.tags.get("oneway", "no") != "no" or "junction" in way.tags:
            continue
        for node in way.nodes:
            if node.location.valid():
                places[node.ref] = (node.location.lat, node.location.lon)
    ids = np.array(list(places))
    lat, lon = np.array(list(places.values())).T
    inset = len(ids) // 200
    order = {
        "west": np.argsort(lon),
        "east": np.argsort(-lon),
        "south": np.argsort(lat),
        "north": np.argsort(-lat),
    }
    gates = {side: int(ids[rows[inset]]) for side, rows in order.items()}
    return Pattern(highest + 1, float(np.ptp(lon)) * 1.05, float(np.ptp(lat)) * 1.05, gates)


def write_country(path: Path, pattern: Pattern, copies: int, target: Path) -> None:
    """Write `copies` of the file side by side, joined."""
    columns = math.ceil(math.sqrt(copies))
    offset = [(index, index // columns, index % columns) for index in range(copies)]
    writer = osmium.SimpleWriter(str(target), overwrite=True)
    try:
        for index, row, column in offset:
            shift = index * pattern.highest_id
            for node in osmium.FileProcessor(str(path), osmium.osm.NODE):
                lat = node.location.lat - row * pattern.height_deg
                lon = node.location.lon + column * pattern.width_deg
                writer.add_node(node.replace(id=node.id + shift, location=(lon, lat)))
        last_way = 0
        for index, _, _ in offset:
            shift = index * pattern.highest_id
            for way in osmium.FileProcessor(str(path), osmium.osm.WAY):
                writer.add_way(way.replace(id=way.id + shift, nodes=[node.ref + shift for node in way.nodes]))
                last_way = way.id + shift
        for number, (a, b) in enumerate(_joints(pattern, offset)):
            tags = {"highway": "trunk", "name": f"Synthetic Road {number}", "maxspeed": "100"}
            writer.add_way(
                osmium.osm.mutable.Way(id=last_way + 1 + number, nodes=[a, b], tags=tags, version=1)
            )
        for index, _, _ in offset:
            shift = index * pattern.highest_id
            for relation in osmium.FileProcessor(str(path), osmium.osm.RELATION):
                members = [(member.type, member.ref + shift, member.role) for member in relation.members]
                writer.add_relation(relation.replace(id=relation.id + shift, members=members))
    finally:
        writer.close()


def build(source: Path, region: Path) -> dict[str, Any]:
    """Compile in a process of its own."""
    cost = measure([sys.executable, "-m", "maps", "build", str(source), "-o", str(region), "--json"])
    if cost.returncode != 0:
        raise SystemExit(cost.output)
    facts = json.loads(cost.output)
    return {
        "graph_nodes": facts["nodes"],
        "edges": facts["edges"],
        "turns": facts["turns"],
        "build_s": round(cost.seconds, 1),
        "build_cpu_s": round(cost.cpu_s, 1),
        "build_peak_mb": round(cost.peak_mb),
        "source_mb": round(source.stat().st_size / 1e6, 1),
        "region_mb": round(facts["bytes"] / 1e6, 1),
    }


def ask(folder: Path) -> dict[str, Any]:
    """Open a region in this process and route between random nodes of its main network."""
    from maps.geometry import E7, LatLon
    from maps.models import RouteRequest, Waypoint
    from maps.region.format import EdgeFlag
    from maps.region.reader import Region
    from maps.route.engine import RouteEngine

    began = time.perf_counter()
    region = Region.open(folder)
    opened_s = time.perf_counter() - began
    engine = RouteEngine([region])
    chance = random.Random(SEED)
    main = np.flatnonzero((region.edge_flags & int(EdgeFlag.ISLAND)) == 0)

    def anywhere() -> Waypoint:
        node = int(region.edge_tail[main[chance.randrange(len(main))]])
        return Waypoint(LatLon(region.node_lat_e7[node] / E7, region.node_lon_e7[node] / E7))

    began = time.perf_counter()
    engine.route(RouteRequest((anywhere(), anywhere())))
    first_s = time.perf_counter() - began
    times = []
    kilometres = []
    for _ in range(QUERIES):
        request = RouteRequest((anywhere(), anywhere()))
        began = time.perf_counter()
        routes = engine.route(request)
        times.append(time.perf_counter() - began)
        kilometres.append(routes[0].distance_m / 1000)
    return {
        "open_s": round(opened_s, 4),
        "first_answer_s": round(first_s, 2),
        "answer_ms_median": round(float(np.median(times)) * 1000, 2),
        "answer_ms_p95": round(float(np.quantile(times, 0.95)) * 1000, 2),
        "route_km_median": round(float(np.median(kilometres)), 1),
        "rss_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def growth(runs: list[dict[str, Any]]) -> dict[str, Any]:
    """Exponents of a power law through the sizes, and what they say of bigger maps."""
    nodes = np.log([run["graph_nodes"] for run in runs])
    said: dict[str, Any] = {}
    for key in ("build_s", "build_cpu_s", "build_peak_mb", "region_mb", "answer_ms_median"):
        values = [run.get(key) for run in runs]
        if any(value is None for value in values) or len(values) < 2:
            continue
        slope, intercept = np.polyfit(nodes, np.log(values), 1)
        said[key] = {
            "exponent": round(float(slope), 2),
            **{
                name: round(float(np.exp(intercept + slope * math.log(size))), 1)
                for name, size in (("germany", GERMANY), ("europe", EUROPE), ("planet", PLANET))
            },
        }
    return said


def _joints(pattern: Pattern, offset: list[tuple[int, int, int]]) -> list[tuple[int, int]]:
    at = {(row, column): index * pattern.highest_id for index, row, column in offset}
    joints = []
    for (row, column), shift in sorted(at.items()):
        for side, other, (down, right) in (("east", "west", (0, 1)), ("south", "north", (1, 0))):
            neighbour = at.get((row + down, column + right))
            if neighbour is not None:
                joints.append((pattern.gates[side] + shift, pattern.gates[other] + neighbour))
    return joints


def main() -> int:
    """Build at every size, then ask; one JSON line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--copies", default="2,4,8,17")
    parser.add_argument("--folder", type=Path, help="keep the countries here")
    parser.add_argument("--ask", action="store_true", help="FILE is a region: open it and route in it")
    options = parser.parse_args()
    if options.ask:
        print(json.dumps(ask(options.file)))
        return 0
    folder = options.folder or Path(tempfile.mkdtemp(prefix="country-"))
    pattern = study(options.file)
    runs = []
    try:
        for copies in (int(part) for part in options.copies.split(",")):
            source, region = folder / f"synthetic-{copies}.osm.pbf", folder / f"synthetic-{copies}"
            write_country(options.file, pattern, copies, source)
            run = {"copies": copies, **build(source, region)}
            answer = measure([sys.executable, "-m", "tests.benchmarks.country", str(region), "--ask"])
            run.update(
                json.loads(answer.output) if answer.returncode == 0 else {"ask_failed": answer.output[-300:]}
            )
            runs.append(run)
            print(json.dumps(run), file=sys.stderr)
    finally:
        if options.folder is None:
            shutil.rmtree(folder, ignore_errors=True)
    facts = {
        "synthetic": True, "pattern": options.file.name, "seed": SEED, "queries": QUERIES, "runs": runs,
        "growth": growth(runs),
    }  # fmt: skip
    print(json.dumps(facts))
    return 0


if __name__ == "__main__":
    sys.exit(main())
