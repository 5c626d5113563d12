"""Bake the coarse world that shows where the installed regions lie: sea, borders, names of countries.

Run once, its result is shipped in maps/display/world: ``python -m maps.build.tiles.world COUNTRIES.shp``
with Natural Earth's 1:110m countries (public domain, naturalearthdata.com).
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pyogrio  # type: ignore[import-untyped]
import shapely

from maps.build.tiles.bake import bake
from maps.build.tiles.features import Features
from maps.display.format import AreaLayer, LineLayer, SymbolKind
from maps.display.mercator import MAX_LAT_DEG, project
from maps.display.world import FOLDER

DEEPEST_ZOOM = 6
"""Beyond this the coast is too coarse to be shown."""


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


def main(source: Path) -> int:
    _meta, _fids, geometry, (names,) = pyogrio.raw.read(source, columns=["name"])
    features = world_features([str(name) for name in names], list(shapely.from_wkb(geometry)))
    print(bake(features, FOLDER, lambda *_: None, deepest=DEEPEST_ZOOM))  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
