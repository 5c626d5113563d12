"""Compile one OpenStreetMap file and read the same file with osmnx: time, memory and size side by side.

    python -m tests.benchmarks.compile FILE.osm.pbf [--no-peer]

osmnx reads only XML: the roads are first written as such, which is timed apart. Valhalla has no wheel for
this Python; with Python 3.12 and its `pyvalhalla`, ``valhalla_build_tiles`` on the same file is the
other peer. Prints one JSON line.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import osmium

from maps.build.tags import ROADS
from tests.benchmarks.process_cost import measure

_OSMNX = """
import sys, time, warnings
warnings.simplefilter("ignore")
import numpy as np, osmnx
graph = osmnx.graph_from_xml(sys.argv[1], simplify=True, retain_all=True)
graph = osmnx.routing.add_edge_travel_times(osmnx.routing.add_edge_speeds(graph, fallback=30))
edges = [(a, b, d["length"], d["travel_time"]) for a, b, d in graph.edges(data=True)]
np.save(sys.argv[2], np.array([row[2:] for row in edges]))
print(len(graph), len(edges))
"""

_ROADS = """
import sys
from pathlib import Path
from maps.build.graph import build_graph
from maps.build.osm import read_roads
from maps.build.turns import add_turns
roads = read_roads(Path(sys.argv[1]), lambda stage, done: None)
graph = build_graph(roads)
add_turns(graph, roads.restrictions)
print(len(graph.node_lat_e7), len(graph.edge_tail))
"""


def ours(source: Path, folder: Path) -> dict[str, Any]:
    """The whole region (roads, turns, order, search, tiles), and the roads with their turns alone."""
    whole = measure(
        [sys.executable, "-m", "maps", "build", str(source), "-o", str(folder / "region"), "--json"]
    )
    if whole.returncode != 0:
        raise SystemExit(whole.output)
    facts = json.loads(whole.output)
    roads = measure([sys.executable, "-c", _ROADS, str(source)], every_s=0.05)
    graph_bytes = sum(path.stat().st_size for path in (folder / "region" / "graph").iterdir())
    return {
        "region": {
            "seconds": round(whole.seconds, 2), "peak_mb": round(whole.peak_mb),
            "size_mb": round(facts["bytes"] / 1e6, 2), "graph_mb": round(graph_bytes / 1e6, 2),
            "nodes": facts["nodes"], "edges": facts["edges"], "turns": facts["turns"],
        },
        "roads_and_turns_only": {"seconds": round(roads.seconds, 2), "peak_mb": round(roads.peak_mb)},
    }  # fmt: skip


def osmnx(source: Path, folder: Path) -> dict[str, Any]:
    """osmnx's graph with speeds and travel times of the same file."""
    began = time.monotonic()
    xml = folder / "source.osm"
    with osmium.BackReferenceWriter(str(xml), ref_src=str(source), overwrite=True) as writer:
        for way in osmium.FileProcessor(str(source), osmium.osm.WAY):
            if way.tags.get("highway") in ROADS:
                writer.add_way(way)
    converted_s = time.monotonic() - began
    cost = measure([sys.executable, "-c", _OSMNX, str(xml), str(folder / "edges.npy")])
    if cost.returncode != 0:
        return {"failed": cost.output.strip().splitlines()[-1:]}
    nodes, edges = (int(word) for word in cost.output.split()[-2:])
    return {
        "seconds": round(cost.seconds, 2), "peak_mb": round(cost.peak_mb), "convert_s": round(converted_s, 2),
        "xml_mb": round(xml.stat().st_size / 1e6, 1), "nodes": nodes, "edges": edges,
    }  # fmt: skip


def main() -> int:
    """Print what each took as one JSON line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--no-peer", action="store_true", help="leave osmnx out (it takes minutes on a city)")
    options = parser.parse_args()
    result: dict[str, Any] = {"file": options.file.name, "mb": round(options.file.stat().st_size / 1e6, 2)}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        result["headunit"] = ours(options.file, folder)
        if not options.no_peer:
            result["osmnx"] = osmnx(options.file, folder)
            if "seconds" in result["osmnx"]:
                own = result["headunit"]["roads_and_turns_only"]["seconds"]
                result["osmnx_takes_times_as_long"] = round(result["osmnx"]["seconds"] / own, 1)
    print(json.dumps(result))
    return 0


if __name__ == "__main__":
    sys.exit(main())
