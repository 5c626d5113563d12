"""Compile one OpenStreetMap file, and let Valhalla and osmnx read the same file: time, memory and size.

    python -m tests.benchmarks.compile FILE.osm.pbf [--valhalla PYTHON] [--no-osmnx]

Valhalla has no wheel for every Python: PYTHON is one (3.12, say) that has `pyvalhalla`, whose own
``valhalla_build_tiles`` is run; left out with a sentence where there is none. osmnx reads only XML: the roads
are first written as such, which is timed apart. The table goes to stderr, one JSON line to stdout.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
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
            "seconds": round(whole.seconds, 2), "cpu_s": round(whole.cpu_s, 2),
            "peak_mb": round(whole.peak_mb),
            "size_mb": round(facts["bytes"] / 1e6, 2), "graph_mb": round(graph_bytes / 1e6, 2),
            "nodes": facts["nodes"], "edges": facts["edges"], "turns": facts["turns"],
        },
        "roads_and_turns_only": {
            "seconds": round(roads.seconds, 2), "cpu_s": round(roads.cpu_s, 2),
            "peak_mb": round(roads.peak_mb),
        },
    }  # fmt: skip


_VALHALLA = """
import json, sys, valhalla
from pathlib import Path
config = valhalla.get_config(tile_extract="", tile_dir=sys.argv[1])
Path(sys.argv[2]).write_text(json.dumps(config))
print(Path(valhalla.__file__).parent / "bin" / "valhalla_build_tiles")
"""


def valhalla(source: Path, folder: Path, python: str) -> dict[str, Any]:
    """Valhalla's tiles of the same file: roads with their turns and names, without elevation or search."""
    tiles, config = folder / "valhalla", folder / "valhalla.json"
    tiles.mkdir()
    found = subprocess.run(
        [python, "-c", _VALHALLA, str(tiles), str(config)], capture_output=True, text=True, check=False
    )
    builder = found.stdout.strip()
    if found.returncode != 0 or not Path(builder).exists():
        return {
            "skipped": f"{python} has no pyvalhalla with valhalla_build_tiles; see this module's docstring"
        }
    cost = measure([builder, "-c", str(config), str(source)], every_s=0.05)
    if cost.returncode != 0:
        return {"failed": cost.output.strip().splitlines()[-1:]}
    size = sum(path.stat().st_size for path in tiles.rglob("*") if path.is_file())
    return {
        "seconds": round(cost.seconds, 2), "cpu_s": round(cost.cpu_s, 2), "peak_mb": round(cost.peak_mb),
        "size_mb": round(size / 1e6, 2),
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
        "seconds": round(cost.seconds, 2), "cpu_s": round(cost.cpu_s, 2), "peak_mb": round(cost.peak_mb),
        "convert_s": round(converted_s, 2), "xml_mb": round(xml.stat().st_size / 1e6, 1),
        "nodes": nodes, "edges": edges,
    }  # fmt: skip


def table(result: dict[str, Any]) -> str:
    """Everyone's figures one below the other."""
    own = result["headunit"]
    rows = {
        "headunit: whole region": own["region"], "headunit: roads and turns": own["roads_and_turns_only"],
        "valhalla_build_tiles": result["valhalla"], "osmnx graph": result["osmnx"],
    }  # fmt: skip
    lines = [f"{result['file']:>26} {'s':>8} {'cpu s':>8} {'peak MB':>8} {'size MB':>8}"]
    for name, row in rows.items():
        if "seconds" not in row:
            lines.append(f"{name:>26} {row.get('skipped') or row.get('failed')}")
            continue
        size = f"{row['size_mb']:.1f}" if "size_mb" in row else "-"
        lines.append(f"{name:>26} {row['seconds']:>8.1f} {row['cpu_s']:>8.1f} {row['peak_mb']:>8} {size:>8}")
    return "\n".join(lines)


def main() -> int:
    """Print what each took."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--valhalla", default=sys.executable, metavar="PYTHON", help="one with pyvalhalla")
    parser.add_argument("--no-osmnx", action="store_true", help="leave it out (it takes minutes on a city)")
    options = parser.parse_args()
    result: dict[str, Any] = {"file": options.file.name, "mb": round(options.file.stat().st_size / 1e6, 2)}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        result["headunit"] = ours(options.file, folder)
        result["valhalla"] = valhalla(options.file, folder, options.valhalla)
        result["osmnx"] = {"skipped": "left out"} if options.no_osmnx else osmnx(options.file, folder)
    result["load_average"] = round(os.getloadavg()[0], 1)
    print(table(result), file=sys.stderr)
    print(json.dumps(result))
    return 0


if __name__ == "__main__":
    sys.exit(main())
