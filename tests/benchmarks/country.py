"""Build synthetic countries of up to a million graph nodes and ask them for routes; say how cost grows.

    python -m tests.benchmarks.country FILE.osm.pbf [--copies 2,4,8,17] [--folder DIR] [--again] [--table]

A country is SYNTHETIC: copies of FILE laid out as a grid, ids and places shifted, neighbours joined by
invented trunk roads. What a size took is kept in DIR, so that a run that is stopped goes on where it was and
sizes may be measured at different times; a size is measured again when the program has changed since, or
with --again. --table measures nothing. The table goes to stderr, one JSON line to stdout.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import os
import random
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import osmium

from tests.benchmarks.process_cost import measure
from tests.benchmarks.route_regions import CACHE, REPOSITORY

SEED = 20261121
QUERIES = 200
GERMANY, EUROPE, PLANET = 7_079_980, 38_307_787, 176_000_000
"""Nodes of the car's road graph. Germany and Europe: counted by GraphHopper in OpenStreetMap of 2014
(github.com/graphhopper/graphhopper/issues/1565); both have grown since. Planet: OSRM found 1,511,783,865
nodes on its car roads in March 2025 (github.com/Project-OSRM/osrm-backend/issues/7127); Europe's 329,029,924
of 2015 (same place, issues/1746) were 8.6 for each node of its graph."""

COLUMNS = (
    ("copies", "copies", "{:,}"), ("graph_nodes", "nodes", "{:,}"), ("edges", "edges", "{:,}"),
    ("build_s", "build s", "{:,.0f}"), ("build_cpu_s", "cpu s", "{:,.0f}"),
    ("build_peak_mb", "peak MB", "{:,}"), ("region_mb", "region MB", "{:,.0f}"),
    ("open_s", "open s", "{:.3f}"), ("first_answer_s", "first s", "{:.2f}"),
    ("answer_ms_median", "answer ms", "{:.2f}"), ("answer_ms_p95", "p95 ms", "{:.2f}"),
    ("maneuvers_ms_median", "with maneuvers", "{:.2f}"), ("anonymous_mb", "own MB", "{:,}"),
    ("file_backed_mb", "of files MB", "{:,}"), ("build_load", "load", "{:.1f}"),
)  # fmt: skip
GROWING = (
    "build_s", "build_cpu_s", "build_peak_mb", "region_mb", "first_answer_s", "answer_ms_median",
    "maneuvers_ms_median", "anonymous_mb", "file_backed_mb",
)  # fmt: skip


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
    cost = measure(
        [sys.executable, "-m", "maps", "build", str(source), "-o", str(region), "--json"], shows_errors=True
    )
    if cost.returncode != 0:
        raise SystemExit(cost.output or "the build failed")
    facts = json.loads(cost.output)
    return {
        "graph_nodes": facts["nodes"],
        "edges": facts["edges"],
        "turns": facts["turns"],
        "build_s": round(cost.seconds, 1),
        "build_cpu_s": round(cost.cpu_s, 1),
        "build_peak_mb": round(cost.peak_mb),
        "build_load": round(os.getloadavg()[1], 1),
        "source_mb": round(source.stat().st_size / 1e6, 1),
        "region_mb": round(facts["bytes"] / 1e6, 1),
    }


def ask(folder: Path) -> dict[str, Any]:
    """Open a region that lies in no memory and route between random nodes of its main network."""
    from maps.geometry import E7, LatLon
    from maps.guide.maneuvers import Guide
    from maps.models import RouteRequest, Waypoint
    from maps.region.format import EdgeFlag
    from maps.region.reader import Region
    from maps.route.engine import RouteEngine

    _drop_from_memory(folder)
    began = time.perf_counter()
    region = Region.open(folder)
    opened_s = time.perf_counter() - began
    chance = random.Random(SEED)
    main = np.flatnonzero((region.edge_flags & int(EdgeFlag.ISLAND)) == 0)

    def anywhere() -> Waypoint:
        node = int(region.edge_tail[main[chance.randrange(len(main))]])
        return Waypoint(LatLon(region.node_lat_e7[node] / E7, region.node_lon_e7[node] / E7))

    began = time.perf_counter()
    engine = RouteEngine([region])
    engine.route(RouteRequest((anywhere(), anywhere())))
    first_s = time.perf_counter() - began
    guide = Guide([region])
    times, told, kilometres = [], [], []
    for _ in range(QUERIES):
        request = RouteRequest((anywhere(), anywhere()))
        began = time.perf_counter()
        routes = engine.route(request)
        times.append(time.perf_counter() - began)
        guide.maneuvers(routes[0])
        told.append(time.perf_counter() - began)
        kilometres.append(routes[0].distance_m / 1000)
    resident = _resident_mb()
    return {
        "open_s": round(opened_s, 4),
        "first_answer_s": round(first_s, 2),
        "answer_ms_median": round(float(np.median(times)) * 1000, 2),
        "answer_ms_p95": round(float(np.quantile(times, 0.95)) * 1000, 2),
        "maneuvers_ms_median": round(float(np.median(told)) * 1000, 2),
        "route_km_median": round(float(np.median(kilometres)), 1),
        "anonymous_mb": resident["RssAnon"],
        "file_backed_mb": resident["RssFile"],
    }


def growth(runs: list[dict[str, Any]]) -> dict[str, Any]:
    """Exponents of a power law through the sizes, and what they say of bigger maps."""
    nodes = np.log([run["graph_nodes"] for run in runs])
    said: dict[str, Any] = {}
    for key in GROWING:
        values = [run.get(key) for run in runs]
        if len(values) < 2 or not all(values):
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


def table(runs: list[dict[str, Any]]) -> str:
    """The sizes one below the other, and what follows from them."""
    rows = [[title for _, title, _ in COLUMNS]]
    rows += [[shape.format(run[key]) if key in run else "-" for key, _, shape in COLUMNS] for run in runs]
    widths = [max(len(row[i]) for row in rows) for i in range(len(COLUMNS))]
    lines = ["  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    lines.append("")
    lines.append(f"{'grows with nodes to the power of':>32}   Germany 7.1 M   Europe 38 M   planet 176 M")
    for key, said in growth(runs).items():
        lines.append(
            f"{key:>24} {said['exponent']:>7.2f}   {said['germany']:>13,.1f}{said['europe']:>14,.1f}"
            f"{said['planet']:>15,.1f}"
        )
    lines.append("Opening maps files: it takes milliseconds whatever the size.")
    lines.append("SYNTHETIC countries; nodes of Germany, Europe and the planet as this module's source says.")
    return "\n".join(lines)


def run_of(copies: int, pattern: Pattern, options: argparse.Namespace) -> dict[str, Any] | None:
    """What a size takes: as kept, or measured now; None when it is neither."""
    source = options.folder / f"synthetic-{copies}.osm.pbf"
    region, kept = options.folder / f"synthetic-{copies}", options.folder / f"synthetic-{copies}.json"
    if kept.exists():
        run: dict[str, Any] = json.loads(kept.read_text())
        if options.table or (run["program"] == program() and not options.again):
            return run
    if options.table:
        return None
    if not source.exists():
        _say(f"{copies} copies: writing {source}")
        partial = source.with_name(f"partial-{source.name}")
        write_country(options.file, pattern, copies, partial)
        partial.rename(source)
    _say(f"{copies} copies: building {region}")
    run = {"copies": copies, "program": program(), "at": time.strftime("%Y-%m-%d %H:%M")}
    run |= build(source, region)
    _say(f"{copies} copies: built in {run['build_s']:.0f} s; asking")
    answer = measure(
        [sys.executable, "-m", "tests.benchmarks.country", str(region), "--ask"], shows_errors=True
    )
    if answer.returncode != 0:
        raise SystemExit(f"asking {region} failed")
    run |= json.loads(answer.output)
    kept.write_text(json.dumps(run) + "\n")
    return run


def program() -> str:
    """What the figures depend on: compiler, engine and guidance."""
    digest = hashlib.sha256()
    for path in sorted((REPOSITORY / "maps").rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _drop_from_memory(folder: Path) -> None:
    """Let the kernel forget the files, as after a start of the car."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _resident_mb() -> dict[str, int]:
    """Memory of this process: its own (RssAnon) and pages of mapped files, which may be dropped (RssFile)."""
    lines = (line.split() for line in Path("/proc/self/status").read_text().splitlines())
    return {
        words[0][:-1]: round(int(words[1]) / 1024) for words in lines if words and words[0].startswith("Rss")
    }


def _say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


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
    """Build at every size, then ask; a table and one JSON line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--copies", default="2,4,8,17")
    parser.add_argument("--folder", type=Path, default=CACHE / "benchmarks" / "country", help="kept there")
    parser.add_argument("--again", action="store_true", help="measure sizes that are known too")
    parser.add_argument("--table", action="store_true", help="show what is known, of whatever program")
    parser.add_argument("--ask", action="store_true", help="FILE is a region: open it and route in it")
    options = parser.parse_args()
    if options.ask:
        print(json.dumps(ask(options.file)))
        return 0
    os.nice(5)
    options.folder.mkdir(parents=True, exist_ok=True)
    pattern = study(options.file)
    found = [run_of(int(part), pattern, options) for part in options.copies.split(",")]
    runs = sorted((run for run in found if run is not None), key=lambda run: run["copies"])
    print(table(runs), file=sys.stderr)
    facts = {
        "synthetic": True, "pattern": options.file.name, "seed": SEED, "queries": QUERIES, "runs": runs,
        "growth": growth(runs), "nodes": {"germany": GERMANY, "europe": EUROPE, "planet": PLANET},
    }  # fmt: skip
    print(json.dumps(facts))
    return 0


if __name__ == "__main__":
    sys.exit(main())
