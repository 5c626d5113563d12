"""Read an OpenStreetMap file once into what can be drawn: areas (multipolygons assembled), lines, points."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import osmium
import shapely
from numpy.typing import NDArray

from maps.build.tiles.classify import (
    NAMED_ROADS,
    Tags,
    area_layer,
    building_heights_m,
    is_building,
    line_layer,
    symbol,
)
from maps.display.format import MAX_TILE_ZOOM, NAME_SEPARATOR, AreaLayer, LineFlag, LineLayer, SymbolKind
from maps.display.mercator import TILE_DP, project
from maps.errors import SourceError

NAME_LANGUAGES = ("en", "fr", "de", "es", "ja", "ar", "it", "zh", "ru")
"""Kept beside the local name when a place has them."""

Progress = Callable[[str, float], None]
"""stage, fraction done 0..1"""


@dataclass
class Features:
    """Everything drawable; geometry in the world square of `maps.display.mercator`. Lists are indexed
    alike."""

    area_shapes: list[shapely.Geometry] = field(default_factory=list)
    area_layers: list[int] = field(default_factory=list)
    area_zooms: list[int] = field(default_factory=list)
    building_shapes: list[shapely.Geometry] = field(default_factory=list)
    building_heights_m: list[tuple[float, float]] = field(default_factory=list)
    line_shapes: list[shapely.Geometry] = field(default_factory=list)
    line_layers: list[int] = field(default_factory=list)
    line_flags: list[int] = field(default_factory=list)
    line_zooms: list[int] = field(default_factory=list)
    name_shapes: list[shapely.Geometry] = field(default_factory=list)
    name_rows: list[tuple[int, int, int, str, str]] = field(default_factory=list)
    """kind, rank, tile zoom, names, ref"""
    symbol_points: list[tuple[float, float]] = field(default_factory=list)
    """longitude, latitude"""
    symbol_rows: list[tuple[int, int, int, str]] = field(default_factory=list)
    """kind, rank, tile zoom, names"""
    coastline: list[shapely.Geometry] = field(default_factory=list)
    bounds: tuple[float, float, float, float] | None = None
    """of all nodes on ways: west, north, east, south in the world square"""


def read_features(sources: Sequence[Path], progress: Progress) -> Features:
    """One pass over each file. Raises SourceError when one cannot be read."""
    raw = _Raw()
    for number, path in enumerate(sources):
        progress("map features", number / len(sources))
        try:
            _read(path, raw)
        except (RuntimeError, OSError, osmium.InvalidLocationError) as error:
            raise SourceError(path, f"cannot be read as OpenStreetMap data ({error})") from error
    progress("map features", 1.0)
    return raw.features()


@dataclass
class _Raw:
    """Geometry as WKB until the pass is over, then turned into shapes all at once."""

    out: Features = field(default_factory=Features)
    areas: list[str] = field(default_factory=list)
    buildings: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    names: list[int] = field(default_factory=list)
    coast: list[str] = field(default_factory=list)
    seen: set[tuple[str, int]] = field(default_factory=set)

    def features(self) -> Features:
        out = self.out
        out.area_shapes = [_sane_area(shape) for shape in _shapes(self.areas)]
        out.building_shapes = [_sane_area(shape) for shape in _shapes(self.buildings)]
        out.line_shapes = list(sane_lines(_shapes(self.lines)))
        out.name_shapes = [out.line_shapes[i] for i in self.names]
        out.coastline = list(sane_lines(_shapes(self.coast)))
        everything = [*out.line_shapes, *out.area_shapes, *out.building_shapes]
        if everything:
            west, north, east, south = (float(v) for v in shapely.total_bounds(np.array(everything)))
            out.bounds = (west, north, east, south)
        return out


def _read(path: Path, raw: _Raw) -> None:
    wkb = osmium.geom.WKBFactory()
    for item in osmium.FileProcessor(str(path)).with_areas():
        if not item.tags:
            continue
        try:
            if isinstance(item, osmium.osm.Node):
                if item.location.valid():
                    _symbol(raw, ("n", item.id), dict(item.tags), item.location.lon, item.location.lat)
            elif isinstance(item, osmium.osm.Area):
                _area(raw, wkb, item)
            elif isinstance(item, osmium.osm.Way) and len(item.nodes) > 1:
                _way(raw, wkb, item)
        except UnicodeDecodeError:
            continue  # the formats do not check their texts


def _area(raw: _Raw, wkb: osmium.geom.WKBFactory, area: osmium.osm.Area) -> None:
    words = dict(area.tags)
    out = raw.out
    try:
        shape = wkb.create_multipolygon(area)
    except RuntimeError:
        return  # a ring that does not close; OSM has some at any time
    identity = ("w" if area.from_way() else "r", area.orig_id())
    if is_building(words):
        raw.buildings.append(shape)
        out.building_heights_m.append(building_heights_m(words))
    elif (layer := area_layer(words)) is not None:
        raw.areas.append(shape)
        out.area_layers.append(int(layer[0]))
        out.area_zooms.append(layer[1])
    if "name" in words or "amenity" in words or "addr:housenumber" in words:
        outline = shapely.from_wkb(shape)
        middle = outline.representative_point()
        _symbol(raw, identity, words, middle.x, middle.y, side_deg=math.sqrt(outline.area))


def _way(raw: _Raw, wkb: osmium.geom.WKBFactory, way: osmium.osm.Way) -> None:
    words = dict(way.tags)
    out = raw.out
    try:
        if words.get("natural") == "coastline":
            raw.coast.append(wkb.create_linestring(way))
        found = line_layer(words)
        if found is None or ("w", way.id) in raw.seen:
            return
        if found[0] in (LineLayer.PIER, LineLayer.RUNWAY) and way.is_closed():
            return  # an area
        shape = wkb.create_linestring(way)
    except (RuntimeError, osmium.InvalidLocationError):
        return  # nodes outside the extract
    raw.seen.add(("w", way.id))
    layer, zoom = found
    flags = LineFlag(0)
    if words.get("tunnel", "no") not in ("no", "building_passage") or words.get("covered") == "yes":
        flags |= LineFlag.TUNNEL
    elif words.get("bridge", "no") != "no":
        flags |= LineFlag.BRIDGE
    against = words.get("oneway") in ("-1", "reverse")
    if against or words.get("oneway") in ("yes", "1", "true") or words.get("junction") == "roundabout":
        flags |= LineFlag.ONEWAY
        if against:  # drawn the way the traffic goes
            shape = shapely.to_wkb(shapely.reverse(shapely.from_wkb(shape)), hex=True)
    raw.lines.append(shape)
    out.line_layers.append(int(layer))
    out.line_flags.append(int(flags))
    out.line_zooms.append(zoom)
    named = NAMED_ROADS.get(layer)
    if named is not None and ("name" in words or "ref" in words):
        kind, name_zoom, rank = named
        raw.names.append(len(raw.lines) - 1)
        ref = words.get("ref", "") if kind in (SymbolKind.ROAD_MAJOR, SymbolKind.ROAD_MAIN) else ""
        out.name_rows.append((int(kind), rank, name_zoom, _names(words), ref))


def _symbol(
    raw: _Raw, identity: tuple[str, int], words: Tags, lon: float, lat: float, side_deg: float = 1.0
) -> None:
    """`side_deg`: of a square as large as the area; a pond's name waits until the pond is seen."""
    if ("s" + identity[0], identity[1]) in raw.seen:
        return
    found = symbol(words)
    names = _names(words)
    if found is not None:
        kind, zoom, rank = found
        if not names and kind not in _NAMELESS:
            return
        if kind in _NAMED_BY_SIZE:
            seen_from = math.ceil(math.log2(NAMED_FROM_DP / max(side_deg, 1e-6)))
            rank += 90 * max(0, seen_from - MAX_TILE_ZOOM)  # a fountain's name must not take a street's place
            zoom = min(MAX_TILE_ZOOM, max(zoom, seen_from))
        raw.seen.add(("s" + identity[0], identity[1]))
        raw.out.symbol_points.append((lon, lat))
        raw.out.symbol_rows.append((int(kind), rank, zoom, names))
    elif "addr:housenumber" in words:
        raw.seen.add(("s" + identity[0], identity[1]))
        raw.out.symbol_points.append((lon, lat))
        raw.out.symbol_rows.append((int(SymbolKind.HOUSE_NUMBER), 475, 15, words["addr:housenumber"]))


LONGEST_STEP = 0.025
"""Share of the world, about 1,000 km: a longer step between two nodes of a way is a mistake and not drawn."""
MOST_POINTS = 5_000
"""Longer lines are cut into pieces: simplifying one of a million points takes minutes."""
LARGEST_BUILDING_OR_AREA = 0.25
"""Share of the world that an area may be wide."""


def sane_lines(lines: NDArray[np.object_]) -> NDArray[np.object_]:
    """The same lines, with impossible steps taken out and endless ones in pieces (then a MultiLineString)."""
    points, row_of = shapely.get_coordinates(lines, return_index=True)
    if not len(points):
        return lines
    steps = np.abs(np.diff(points, axis=0)).max(axis=1)
    inner = row_of[:-1] == row_of[1:]
    odd = set(row_of[:-1][inner & (steps > LONGEST_STEP)].tolist())
    odd |= set(np.flatnonzero(shapely.get_num_coordinates(lines) > MOST_POINTS).tolist())
    lines = lines.copy()
    for row in odd:
        own = points[row_of == row]
        own = _through_date_line(own)
        breaks = np.flatnonzero(np.abs(np.diff(own, axis=0)).max(axis=1) > LONGEST_STEP) + 1
        pieces = []
        for run in np.split(own, breaks):
            pieces += [run[i : i + MOST_POINTS + 1] for i in range(0, max(len(run) - 1, 1), MOST_POINTS)]
        lines[row] = shapely.MultiLineString([piece for piece in pieces if len(piece) > 1])
    return lines


def _through_date_line(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """A line in the world square with a point on each edge of it where it goes over the date line."""
    step = np.diff(points[:, 0])
    for at in np.flatnonzero(np.abs(step) > 0.5)[::-1].tolist():
        (x, y), (next_x, next_y) = points[at], points[at + 1]
        edge = 1.0 if next_x < x else 0.0
        gap = (next_x + 1.0 - x) if edge else (x + 1.0 - next_x)
        part = abs(edge - x) / gap if gap > 0.0 else 0.0
        middle = y + (next_y - y) * part
        points = np.insert(points, at + 1, [[edge, middle], [1.0 - edge, middle]], axis=0)
    return points


def _on_both_sides(shape: shapely.Geometry) -> shapely.Geometry:
    """An area over the date line as its parts at either edge of the world square."""
    whole = shapely.transform(shape, lambda xy: np.column_stack([xy[:, 0] + (xy[:, 0] < 0.5), xy[:, 1]]))
    if whole.bounds[2] - whole.bounds[0] > LARGEST_BUILDING_OR_AREA:
        return shapely.MultiPolygon()
    whole = shapely.make_valid(whole)
    west = shapely.clip_by_rect(whole, 0.0, 0.0, 1.0, 1.0)
    east = shapely.transform(shapely.clip_by_rect(whole, 1.0, 0.0, 2.0, 1.0), lambda xy: xy - [1.0, 0.0])
    return shapely.union_all([west, east])


def _sane_area(shape: shapely.Geometry) -> shapely.Geometry:
    """An area that spans continents becomes empty; one of endless points is thinned before anything else."""
    west, north, east, south = shape.bounds or (0.0, 0.0, 0.0, 0.0)
    if max(east - west, south - north) > LARGEST_BUILDING_OR_AREA:
        return _on_both_sides(shape) if east - west > 0.5 else shapely.MultiPolygon()
    if shapely.get_num_coordinates(shape) > 20 * MOST_POINTS:
        return shapely.simplify(shape, 2e-8, preserve_topology=False)
    return shape


NAMED_FROM_DP = 40.0 * 360.0 / (2 * TILE_DP)
"""Water and parks get their name when they are about 40 dp wide: degrees at tile zoom 0."""
_NAMED_BY_SIZE = (SymbolKind.WATER, SymbolKind.PARK)
_NAMELESS = (SymbolKind.PARKING, SymbolKind.FUEL, SymbolKind.CHARGER, SymbolKind.TOILETS)


def _names(words: Tags) -> str:
    local = words.get("name", "")
    if not local:
        return ""
    others = [
        f"{language}={words[f'name:{language}']}"
        for language in NAME_LANGUAGES
        if words.get(f"name:{language}", local) != local
    ]
    return NAME_SEPARATOR.join([local, *others])


def _shapes(wkb: list[str]) -> NDArray[np.object_]:
    """Shapes in the world square of hexadecimal WKB in degrees."""
    shapes = np.asarray(shapely.from_wkb(np.array(wkb, dtype=object)), dtype=object)
    return np.asarray(shapely.transform(shapes, _to_world), dtype=object)


def _to_world(lon_lat: NDArray[np.float64]) -> NDArray[np.float64]:
    x, y = project(lon_lat[:, 1], lon_lat[:, 0])
    return np.column_stack([x, y])


__all__ = ["AreaLayer", "Features", "Progress", "read_features"]
