"""Draw a road network with letters, compile it, and ask it for edges and routes.

    town = ascii_map('''
        A---B---C
            |   |
            D---E
    ''', grid_m=100, restrictions=["AB no_right_turn BD"], folder=tmp_path)

One column is half a grid cell, one row a whole one; the first column and row that are used lie at `origin`. A
letter is a node, a digit a place to ask from or to. Without `ways`, every line drawn between two letters is a
two-way primary road; with them, each key is the string of its nodes. A way is named after its nodes unless
its tags say otherwise.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import numpy as np

from maps.build.compile import build_region
from maps.geometry import LatLon, wrapped_lon_deg
from maps.region.reader import Region

DEGREES_PER_METRE = 0.8990679362704611e-5
"""At the equator, where the drawings lie; the value OSRM's tests use."""

Tags = Mapping[str, str]


@dataclass(frozen=True)
class Member:
    """One member of a relation: kind "n" or "w", reference, role."""

    kind: str
    ref: int
    role: str


@dataclass
class Drawing:
    """An OpenStreetMap file in the making."""

    positions: dict[str, LatLon] = field(default_factory=dict)
    node_tags: dict[str, Tags] = field(default_factory=dict)
    node_ids: dict[str, int] = field(default_factory=dict)
    ways: list[tuple[str, Tags]] = field(default_factory=list)
    relations: list[tuple[Tags, Sequence[Member]]] = field(default_factory=list)

    def place(self, art: str | Sequence[str], grid_m: float, origin: LatLon) -> None:
        """Add the nodes of a picture."""
        for symbol, row, column in symbols(art):
            step = grid_m * DEGREES_PER_METRE
            self.positions[symbol] = LatLon(
                origin.lat_deg - row * step, wrapped_lon_deg(origin.lon_deg + column * step / 2.0)
            )
            self.node_ids.setdefault(symbol, len(self.node_ids) + 1)

    def way_id(self, nodes: str) -> int:
        """The id of the first way drawn with these nodes, in either order, or named so."""
        for index, (drawn, _) in enumerate(self.ways):
            if drawn in (nodes, nodes[::-1]):
                return 1001 + index
        for index, (_, tags) in enumerate(self.ways):
            if tags.get("name") == nodes:
                return 1001 + index
        raise KeyError(f"no way {nodes!r}; there are {[drawn for drawn, _ in self.ways]}")

    def restrict(self, text: str) -> None:
        """Add a restriction written ``FROM kind TO`` or ``FROM kind VIA… TO``, ways by their nodes."""
        start, kind, *rest = text.split()
        *via, end = rest
        if via:
            through = [Member("w", self.way_id(nodes), "via") for nodes in via]
        else:
            shared = [node for node in start if node in end]
            through = [Member("n", self.node_ids[shared[0]], "via")]
        members = [
            Member("w", self.way_id(start), "from"), *through, Member("w", self.way_id(end), "to"),
        ]  # fmt: skip
        self.relations.append(({"type": "restriction", "restriction": kind}, members))

    def write(self, path: Path) -> None:
        """Write the drawing as OSM XML."""
        lines = ["<?xml version='1.0' encoding='UTF-8'?>", '<osm version="0.6" generator="ascii_map">']
        used = {node for nodes, _ in self.ways for node in nodes}
        for symbol, node_id in sorted(self.node_ids.items(), key=lambda item: item[1]):
            if symbol not in used:
                continue
            at = self.positions[symbol]
            body = _tags_xml(self.node_tags.get(symbol, {}))
            place = f'lat="{at.lat_deg:.9f}" lon="{at.lon_deg:.9f}"'
            lines.append(f'<node id="{node_id}" version="1" {place}>{body}</node>')
        for index, (nodes, tags) in enumerate(self.ways):
            refs = "".join(f'<nd ref="{self.node_ids[node]}"/>' for node in nodes)
            lines.append(f'<way id="{1001 + index}" version="1">{refs}{_tags_xml(tags)}</way>')
        for index, (tags, members) in enumerate(self.relations):
            kinds = {"n": "node", "w": "way"}
            body = "".join(
                f'<member type="{kinds[m.kind]}" ref="{m.ref}" role={quoteattr(m.role)}/>' for m in members
            )
            lines.append(f'<relation id="{5001 + index}" version="1">{body}{_tags_xml(tags)}</relation>')
        lines.append("</osm>")
        path.write_text("\n".join(lines), encoding="utf-8")


@dataclass(frozen=True)
class Town:
    """A compiled drawing."""

    drawing: Drawing
    folder: Path
    """the region"""
    source: Path
    """the OSM file"""

    @cached_property
    def region(self) -> Region:
        return Region.open(self.folder)

    def at(self, symbol: str) -> LatLon:
        """Where a letter or digit lies."""
        return self.drawing.positions[symbol]

    def node(self, letter: str) -> int:
        """Graph node of a letter."""
        ids = self.region.node_osm_id
        row = int(np.searchsorted(ids, self.drawing.node_ids[letter]))
        if row >= len(ids) or ids[row] != self.drawing.node_ids[letter]:
            raise KeyError(f"{letter} is no node of the road graph")
        return row

    def edges(self, two_letters: str) -> list[int]:
        """Edges from the first letter's node to the second's."""
        tail, head = (self.node(letter) for letter in two_letters)
        begin = self.region.node_edge_begin
        return [
            edge
            for edge in range(int(begin[tail]), int(begin[tail + 1]))
            if int(self.region.edge_head[edge]) == head
        ]

    def edge(self, two_letters: str) -> int:
        """The only edge from the first letter's node to the second's."""
        (found,) = self.edges(two_letters)
        return found

    def letter(self, node: int) -> str:
        """The letter of a graph node."""
        ids = {node_id: symbol for symbol, node_id in self.drawing.node_ids.items()}
        return ids[int(self.region.node_osm_id[node])]

    def may_turn(self, path: str) -> bool:
        """Whether a car may drive these letters one after another."""
        region = self.region
        edges = [self.edge(path[i : i + 2]) for i in range(len(path) - 1)]
        state = edges[0]
        for edge in edges[1:]:
            turns = region.turn_to[int(region.turn_begin[state]) : int(region.turn_begin[state + 1])]
            following = [int(to) for to in turns if int(region.state_edge[to]) == edge]
            if not following:
                return False
            (state,) = following
        return True


def ascii_map(
    art: str | Sequence[str],
    *,
    grid_m: float = 100.0,
    ways: Mapping[str, Tags] | Iterable[tuple[str, Tags]] | None = None,
    restrictions: Sequence[str] = (),
    nodes: Mapping[str, Tags] | None = None,
    origin: LatLon = LatLon(1.0, 1.0),  # noqa: B008 -- frozen
    folder: Path | None = None,
) -> Town:
    """Compile a drawing into a region in `folder` (a new temporary one by default)."""
    drawing = Drawing()
    drawing.place(art, grid_m, origin)
    drawn = lines_between_letters(art) if ways is None else ways
    pairs = drawn.items() if isinstance(drawn, Mapping) else drawn
    for nodes_of_way, tags in pairs:
        drawing.ways.append((nodes_of_way, _with_defaults(nodes_of_way, tags)))
    drawing.node_tags = dict(nodes or {})
    for text in restrictions:
        drawing.restrict(text)
    return compile_drawing(drawing, folder)


def scenario_drawing(scenario: Mapping[str, Any]) -> Drawing:
    """The map of one scenario of OSRM's acceptance tests (keys as in the shared data's README)."""
    drawing = Drawing()
    for art in scenario["nodemaps"]:
        drawing.place(art, float(scenario["grid"]), LatLon(1.0, 1.0))
    for row in scenario["nodes"]:
        tags = stated(row, ("node", "id"))
        for symbol in row["node"]:
            drawing.node_tags[symbol] = {**drawing.node_tags.get(symbol, {}), **tags}
            if row.get("id"):
                drawing.node_ids[symbol] = int(row["id"])
    for row in scenario["ways"]:
        drawing.ways.append((row["nodes"], _with_defaults(row["nodes"], row)))
    for row in scenario["relations"]:
        members = []
        tags = {}
        for key, value in row.items():
            kind, _, role = key.partition(":")
            if kind == "way" and value:
                members += [Member("w", drawing.way_id(part.strip()), role) for part in value.split(",")]
            elif kind == "node" and value:
                members += [Member("n", drawing.node_ids[part.strip()], role) for part in value.split(",")]
            elif kind != "relation" and value and value != "(nil)":
                tags[key] = value
        drawing.relations.append((tags, members))
    return drawing


def compile_drawing(drawing: Drawing, folder: Path | None = None) -> Town:
    """Write and compile a drawing."""
    folder = folder or Path(tempfile.mkdtemp(dir=_scratch().name))
    folder.mkdir(parents=True, exist_ok=True)
    source = folder / "drawing.osm"
    drawing.write(source)
    region = folder / "region"
    build_region([source], region, name="drawing")
    return Town(drawing, region, source)


@cache
def _scratch() -> tempfile.TemporaryDirectory[str]:
    """Where drawings go that no one gave a folder; removed when the process ends."""
    return tempfile.TemporaryDirectory(prefix="ascii_map-")


def symbols(art: str | Sequence[str]) -> list[tuple[str, int, int]]:
    """(letter or digit, row, column) of a picture, counted from its own left and top edge."""
    lines = _trimmed(art)
    return [
        (symbol, row, column)
        for row, line in enumerate(lines)
        for column, symbol in enumerate(line)
        if symbol.isalnum()
    ]


def lines_between_letters(art: str | Sequence[str]) -> dict[str, Tags]:
    """The pairs of letters that the picture joins with -, |, / or \\."""
    lines = _trimmed(art)

    def character(row: int, column: int) -> str:
        return lines[row][column] if 0 <= row < len(lines) and 0 <= column < len(lines[row]) else " "

    found: dict[str, Tags] = {}
    for symbol, row, column in symbols(art):
        for stroke, down, right in (("-", 0, 1), ("|", 1, 0), ("/", 1, -1), ("\\", 1, 1)):
            r, c = row + down, column + right
            while character(r, c) == stroke:
                r, c = r + down, c + right
            if (r, c) != (row + down, column + right) and character(r, c).isalpha() and symbol.isalpha():
                found[symbol + character(r, c)] = {}
    return found


def _trimmed(art: str | Sequence[str]) -> list[str]:
    if not isinstance(art, str):
        return list(art)
    lines = art.expandtabs().split("\n")
    while lines and not lines[0].strip():
        lines.pop(0)
    while lines and not lines[-1].strip():
        lines.pop()
    margin = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return [line[margin:] for line in lines]


def _with_defaults(nodes: str, tags: Tags) -> dict[str, str]:
    complete = {"highway": "primary", "name": nodes, **{k: v for k, v in tags.items() if k != "nodes"}}
    return stated(complete, ())


def stated(row: Tags, without: Sequence[str]) -> dict[str, str]:
    """The tags of a table row that have a value."""
    return {
        key: value
        for key, value in row.items()
        if key not in without and value not in ("", "(nil)") and key != "#"
    }


def _tags_xml(tags: Tags) -> str:
    return "".join(f"<tag k={quoteattr(key)} v={quoteattr(value)}/>" for key, value in tags.items())
