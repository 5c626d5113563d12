"""Valhalla as a peer: its routes on the same extract, asked in bulk through a Python that has pyvalhalla.

`VALHALLA_PYTHON` names that interpreter; otherwise `python3.12` is tried. Tiles are built once an extract and
kept in the cache.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from maps.geometry import LatLon

CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "headunit" / "valhalla"

_PROGRAM = """
import json, subprocess, sys, valhalla
from pathlib import Path
from valhalla import Actor, get_config
extract, tiles = Path(sys.argv[1]), Path(sys.argv[2])
tiles.mkdir(parents=True, exist_ok=True)
(tiles / "none.tar").touch()
config = get_config(tile_extract=str(tiles / "none.tar"), tile_dir=str(tiles), verbose=False)
config["mjolnir"]["tile_extract"] = ""
if not (tiles / "built").exists():
    (tiles / "config.json").write_text(json.dumps(config))
    builder = Path(valhalla.__file__).parent / "bin" / "valhalla_build_tiles"
    subprocess.run([builder, "-c", tiles / "config.json", extract], check=True, capture_output=True)
    (tiles / "built").touch()
actor = Actor(config)
for line in sys.stdin:
    pair = json.loads(line)
    asked = {"locations": [{"lat": lat, "lon": lon} for lat, lon in pair], "costing": "auto",
             "directions_options": {"units": "kilometers"}}
    try:
        leg = actor.route(asked)["trip"]["legs"][0]
    except Exception as error:
        print(json.dumps({"error": str(error)}), flush=True)
        continue
    print(json.dumps({"summary": leg["summary"], "maneuvers": leg["maneuvers"]}), flush=True)
"""


@dataclass(frozen=True)
class PeerRoute:
    """One route of Valhalla's."""

    distance_m: float
    duration_s: float
    maneuvers: tuple[dict[str, Any], ...]
    """as Valhalla's API gives them"""


def interpreter() -> str | None:
    """A Python that has pyvalhalla; None where there is none."""
    for name in (os.environ.get("VALHALLA_PYTHON", ""), "python3.12"):
        path = shutil.which(name) if name else None
        if path is None:
            continue
        tried = subprocess.run([path, "-c", "import valhalla"], capture_output=True, check=False)
        if tried.returncode == 0:
            return path
    return None


def routes(extract: Path, pairs: Sequence[tuple[LatLon, LatLon]]) -> list[PeerRoute | None] | None:
    """Its route of each pair, None where it finds none; None at all where Valhalla is not installed."""
    python = interpreter()
    if python is None:
        return None
    tiles = CACHE / extract.name.split(".")[0]
    asked = "".join(json.dumps([[place.lat_deg, place.lon_deg] for place in pair]) + "\n" for pair in pairs)
    done = subprocess.run(
        [python, "-c", _PROGRAM, str(extract), str(tiles)],
        input=asked, capture_output=True, text=True, check=True,
    )  # fmt: skip
    rows = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return [
        None
        if "error" in row
        else PeerRoute(row["summary"]["length"] * 1000.0, row["summary"]["time"], tuple(row["maneuvers"]))
        for row in rows
    ]
