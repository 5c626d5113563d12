"""Bake the coarse world that shows where the installed regions lie: sea, borders, names of countries.

Run once, its result is shipped in maps/display/world: ``python -m maps.build.tiles.world countries-10m.json``
with Natural Earth's 1:10m countries (public domain, naturalearthdata.com) as the npm package world-atlas has
them, in TopoJSON.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from maps.build.tiles.bake import bake
from maps.build.tiles.features import Features
from maps.display.format import AreaLayer, LineLayer, SymbolKind
from maps.display.mercator import MAX_LAT_DEG, project
from maps.display.world import FOLDER

DEEPEST_ZOOM = 4
"""Deeper views show these tiles enlarged, under what the regions know better."""
LEAST_ISLAND_DEG2 = 2e-3
"""Rocks of less than about twenty square kilometres are left out."""
COARSE_DEG = 0.02
"""About two kilometres, to which the coast is simplified: ten megabytes ship, not thirty-four."""


def world_features(names: list[str], countries: list[shapely.Geometry]) -> Features:
    """Sea around the countries, a border between any two, a name in the largest part of each."""
    features = Features()
    square = shapely.box(-180.0, -MAX_LAT_DEG, 180.0, MAX_LAT_DEG)
    land = shapely.intersection(shapely.union_all(np.array(countries, dtype=object)), square)
    sea = shapely.difference(square, land)
    # sliced, so that no piece is wider than a tile of the second zoom level
    for west in range(-180, 180, 30):
        piece = shapely.intersection(sea, shapely.box(west, -90, west + 30, 90))
        features.area_shapes.append(_world(piece))
        features.area_layers.append(int(AreaLayer.SEA))
        features.area_zooms.append(0)
    tree = shapely.STRtree(countries)
    for i, country in enumerate(countries):
        for j in tree.query(country, predicate="intersects"):
            if i < j:
                shared = shapely.intersection(country.boundary, countries[j].boundary)
                lines = [g for g in shapely.get_parts(shared) if g.geom_type == "LineString"]
                if lines:
                    merged = shapely.line_merge(shapely.MultiLineString(lines))
                    features.line_shapes.append(_world(merged))
                    features.line_layers.append(int(LineLayer.COUNTRY_BORDER))
                    features.line_flags.append(0)
                    features.line_zooms.append(0)
    for name, country in zip(names, countries, strict=True):
        largest = max(shapely.get_parts(country), key=lambda part: part.area)
        middle = largest.representative_point()
        features.symbol_points.append((middle.x, middle.y))
        rank = max(0, 40 - int(4 * np.log2(max(largest.area, 1e-3))))
        features.symbol_rows.append((int(SymbolKind.COUNTRY), rank, 0, name))
    return features


def _world(shape: shapely.Geometry) -> shapely.Geometry:
    return shapely.transform(shape, lambda p: np.column_stack(project(p[:, 1], p[:, 0])))


def read_countries(topology: dict[str, Any]) -> tuple[list[str], list[shapely.Geometry]]:
    """Names and outlines in degrees (github.com/topojson/topojson-specification)."""
    scale, origin = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + origin for arc in topology["arcs"]]

    def ring(numbers: list[int]) -> np.ndarray[Any, np.dtype[np.float64]]:
        pieces = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers]
        return np.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])])

    names, outlines = [], []
    for country in topology["objects"]["countries"]["geometries"]:
        parts = {"Polygon": [country.get("arcs")], "MultiPolygon": country.get("arcs")}.get(country["type"])
        if parts is None:
            continue
        rings = [[ring(numbers) for numbers in part] for part in parts]
        polygons = [
            shapely.Polygon(shell, [hole for hole in holes if len(hole) > 3])
            for shell, *holes in rings
            if len(shell) > 3
        ]
        whole = shapely.make_valid(shapely.MultiPolygon(polygons))
        # what made it valid may have put polygons into a collection, twice over
        pieces = shapely.get_parts(shapely.get_parts(whole))
        parts = [piece for piece in pieces if piece.geom_type == "Polygon"]
        if not parts:
            continue
        large = [part for part in parts if part.area > LEAST_ISLAND_DEG2]
        names.append(str(country["properties"]["name"]))
        outlines.append(shapely.MultiPolygon(large or parts))
    return names, list(shapely.coverage_simplify(np.array(outlines, dtype=object), COARSE_DEG))


def main(source: Path) -> int:
    names, countries = read_countries(json.loads(source.read_text()))
    features = world_features(names, countries)
    print(bake(features, FOLDER, lambda *_: None, deepest=DEEPEST_ZOOM))  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
