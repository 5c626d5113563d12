"""Score the compiler on the routability scenarios of OSRM's car tests: may one way with these tags be driven?

    python -m tests.peers.routability [FILE] [--all]

Each row is one way a-b-c-d-e; tags called ``node/…`` belong to c. A cell is empty (not drivable), ``x``
(drivable) or a speed. OSRM's speeds are its own (a table by class, four fifths of a limit) and ours are
others (maps.build.speeds): what is scored is that both read the same limits, surfaces and timetables.
"""

from __future__ import annotations

import itertools
import json
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from maps.build.compile import build_region
from maps.build.tags import way_rules
from maps.errors import SourceError
from maps.geometry import LatLon
from maps.region.format import UNLIMITED_KMH, EdgeFlag
from maps.region.reader import Region
from tests.ascii_map import DEGREES_PER_METRE, Drawing, stated

EXPECTATIONS = ("forw", "backw", "bothw", "forw_rate", "backw_rate", "bothw_rate")
SPEED_TOLERANCE_KMH = 1.0
"""OSRM measures over time rounded to 0.1 s, and its tables differ by up to 1 km/h for the same tags."""
RATE_TOLERANCE = 0.02

OSRM_SPEEDS_KMH = {
    "motorway": 90.0, "motorway_link": 45.0, "trunk": 85.0, "trunk_link": 40.0, "primary": 65.0,
    "primary_link": 30.0, "secondary": 55.0, "secondary_link": 25.0, "tertiary": 40.0, "tertiary_link": 20.0,
    "unclassified": 25.0, "residential": 25.0, "living_street": 10.0, "service": 15.0, "winter_road": 20.0,
    "ice_road": 15.0,
}  # fmt: skip
OSRM_INVITED_KMH = 10.0
OSRM_LIMIT_SHARE = 0.8
OSRM_UNLIMITED_KMH = 140.0


@dataclass(frozen=True, slots=True)
class Driven:
    """What a car may do on the way in one direction."""

    drivable: bool
    speed_kmh: float = 0.0
    rate: float = 0.0


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a scenario: tags and what OSRM expects of them."""

    scenario: str
    grid_m: float
    tags: Mapping[str, str]
    node_tags: Mapping[str, str]
    expected: Mapping[str, str]


def rows(file: Path) -> Iterator[Row]:
    """The routability rows of the scenarios that need nothing but the tags."""
    for line in file.read_text(encoding="utf-8").splitlines():
        scenario = json.loads(line)
        if scenario["unsupported"]:
            continue
        for step, table in scenario["expect"]:
            if step != "routability should be":
                continue
            for row in table:
                yield _row(scenario, row)


def measure(batch: list[Row], folder: Path) -> list[tuple[Driven, Driven]]:
    """Compile the rows' ways side by side and drive each forward and backward."""
    drawing = Drawing()
    for index, row in enumerate(batch):
        names = [chr(0x4E00 + index * 5 + k) for k in range(5)]
        step = row.grid_m * DEGREES_PER_METRE
        for k, name in enumerate(names):
            drawing.positions[name] = LatLon(1.0 + index * 0.001, 1.0 + k * step)
            drawing.node_ids[name] = index * 5 + k + 1
        drawing.ways.append(("".join(names), stated(dict(row.tags), ())))
        drawing.node_tags[names[2]] = dict(row.node_tags)
    source = folder / "rows.osm"
    drawing.write(source)
    try:
        build_region([source], folder / "region")
    except SourceError:
        return [(Driven(False), Driven(False))] * len(batch)
    region = Region.open(folder / "region")
    first = [[index * 5 + 1 + k for k in range(5)] for index in range(len(batch))]
    return [
        (_drive(region, ids, row.tags, "forward"), _drive(region, ids[::-1], row.tags, "backward"))
        for ids, row in zip(first, batch, strict=True)
    ]


def wrong_cells(row: Row, forward: Driven, backward: Driven) -> list[str]:
    """What of the row's expectations does not hold, in words."""
    problems = []
    for key, want in row.expected.items():
        sides = {"forw": [forward], "backw": [backward]}.get(key.removesuffix("_rate"), [forward, backward])
        for got in sides:
            if key.endswith("_rate"):
                value = float(want) if want else 0.0
                if abs(got.rate - value) > max(RATE_TOLERANCE * value, 0.051):
                    problems.append(f"{key}: wants {want!r}, is {got.rate:.1f}")
            elif not _meets(want, got):
                problems.append(f"{key}: wants {want!r}, is {got.speed_kmh:.1f} km/h")
    return problems


def score(file: Path) -> dict[str, Any]:
    """Rows right and wrong of a scenario file."""
    batch = list(rows(file))
    with tempfile.TemporaryDirectory() as folder:
        driven = measure(batch, Path(folder))
    wrong = []
    for row, (forward, backward) in zip(batch, driven, strict=True):
        problems = wrong_cells(row, forward, backward)
        if problems:
            wrong.append({"scenario": row.scenario, "tags": {**row.tags, **row.node_tags}, "wrong": problems})
    return {"rows": len(batch), "right": len(batch) - len(wrong), "wrong": wrong}


def _row(scenario: Mapping[str, Any], row: Mapping[str, str]) -> Row:
    tags = {"highway": "primary"}
    node_tags = {}
    for key, value in row.items():
        if key in EXPECTATIONS or key == "#":
            continue
        if key.startswith("node/"):
            if value:
                node_tags[key.removeprefix("node/")] = value
        elif value == "(nil)":
            tags.pop(key, None)
        elif value:
            tags[key] = value
    expected = {key: row[key] for key in EXPECTATIONS if key in row}
    return Row(scenario["id"], float(scenario["grid"]), tags, node_tags, expected)


def osrm_speed_kmh(tags: Mapping[str, str], side: str) -> float:
    """What OSRM makes of the facts that we read in a way's tags; 0 where a timetable decides."""
    rules = way_rules(tags)
    if rules is None or rules.duration_s:
        return 0.0
    facts = rules.forward if side == "forward" else rules.backward
    if facts.fixed_kmh:
        return facts.fixed_kmh
    speed = OSRM_SPEEDS_KMH.get(tags.get("highway", ""), OSRM_INVITED_KMH)
    if facts.stated_kmh:
        stated = OSRM_UNLIMITED_KMH if facts.stated_kmh >= UNLIMITED_KMH else facts.stated_kmh
        speed = stated * OSRM_LIMIT_SHARE
    return min(speed, facts.most_kmh)


def _drive(region: Region, ids: list[int], tags: Mapping[str, str], side: str) -> Driven:
    """Follow a chain of OpenStreetMap nodes through edges and turns."""
    row_of = {int(osm): row for row, osm in enumerate(region.node_osm_id.tolist()) if osm in ids}
    chain = [row_of[osm] for osm in ids if osm in row_of]
    if ids[0] not in row_of or ids[-1] not in row_of:
        return Driven(False)
    edges = []
    for tail, head in itertools.pairwise(chain):
        begin, end = (int(v) for v in region.node_edge_begin[tail : tail + 2])
        found = [edge for edge in range(begin, end) if int(region.edge_head[edge]) == head]
        if not found:
            return Driven(False)
        edges.append(found[0])
    for edge, following in itertools.pairwise(edges):
        begin, end = (int(v) for v in region.turn_begin[edge : edge + 2])
        if following not in region.turn_to[begin:end].tolist():
            return Driven(False)
    flags = region.edge_flags[edges]
    if np.all(flags & int(EdgeFlag.NO_START)):
        return Driven(False)
    length = float(region.edge_length_m[edges].sum())
    seconds = float((region.edge_length_m[edges] / region.edge_speed_mps[edges]).sum())
    speed_kmh = osrm_speed_kmh(tags, side) or length / seconds * 3.6
    return Driven(True, speed_kmh, speed_kmh / 3.6 * float(region.edge_rate[edges[0]]) / 100.0)


def _meets(want: str, got: Driven) -> bool:
    if want == "":
        return not got.drivable
    if want == "x":
        return got.drivable
    speed = re.match(r"([\d.]+)\s*km/h(?:\s*\+-\s*([\d.]+))?", want)
    if speed:
        tolerance = max(float(speed[2] or 0.0), SPEED_TOLERANCE_KMH)
        return got.drivable and abs(got.speed_kmh - float(speed[1])) <= tolerance + 0.05
    seconds = re.match(r"([\d.]+)\s*s(?:\s*\+-\s*([\d.]+))?", want)
    return bool(seconds) and got.drivable


def main() -> int:
    """Print the score as one JSON line."""
    files = [Path(argument) for argument in sys.argv[1:] if not argument.startswith("-")]
    default = Path(__file__).resolve().parents[2].parent / "shared/data/guidance/osrm_car.jsonl"
    for file in files or [default]:
        result = score(file)
        if "--all" not in sys.argv:
            result["wrong"] = result["wrong"][:20]
        print(json.dumps(result))
    return 0


if __name__ == "__main__":
    sys.exit(main())
