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

from maps.build.losses import Losses, each
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
    area_ids: list[str] = field(default_factory=list)
    """of objects of the source, as of buildings and lines; empty where there is none"""
    building_shapes: list[shapely.Geometry] = field(default_factory=list)
    building_heights_m: list[tuple[float, float]] = field(default_factory=list)
    building_ids: list[str] = field(default_factory=list)
    line_shapes: list[shapely.Geometry] = field(default_factory=list)
    line_layers: list[int] = field(default_factory=list)
    line_flags: list[int] = field(default_factory=list)
    line_zooms: list[int] = field(default_factory=list)
    line_ids: list[str] = field(default_factory=list)
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


def read_features(sources: Sequence[Path], progress: Progress, losses: Losses) -> Features:
    """One pass over each file. Raises SourceError when one cannot be read."""
    raw = _Raw(losses)
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

    losses: Losses
    out: Features = field(default_factory=Features)
    areas: list[str] = field(default_factory=list)
    buildings: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    names: list[int] = field(default_factory=list)
    coast: list[str] = field(default_factory=list)
    seen: set[tuple[str, int]] = field(default_factory=set)

    def features(self) -> Features:
        out = self.out
        out.area_shapes = self._areas_of(self.areas, out.area_ids)
        out.building_shapes = self._areas_of(self.buildings, out.building_ids)
        out.line_shapes = list(sane_lines(self._shapes(self.lines, out.line_ids)))
        out.name_shapes = [out.line_shapes[i] for i in self.names]
        out.coastline = list(sane_lines(self._shapes(self.coast, ["coastline"] * len(self.coast))))
        everything = [*out.line_shapes, *out.area_shapes, *out.building_shapes]
        if everything:
            west, north, east, south = (float(v) for v in shapely.total_bounds(np.array(everything)))
            out.bounds = (west, north, east, south)
        return out

    def _areas_of(self, wkb: list[str], ids: list[str]) -> list[shapely.Geometry]:
        named = np.array(ids, dtype=object)
        return list(each(_sane_areas, self._shapes(wkb, ids), named, self.losses, STAGE))

    def _shapes(self, wkb: list[str], ids: list[str]) -> NDArray[np.object_]:
        """Shapes in the world square of hexadecimal WKB in degrees."""

        def made(texts: NDArray[np.object_]) -> NDArray[np.object_]:
            shapes = np.asarray(shapely.from_wkb(texts), dtype=object)
            return np.asarray(shapely.transform(shapes, _to_world), dtype=object)

        return each(made, np.array(wkb, dtype=object), np.array(ids, dtype=object), self.losses, STAGE)


STAGE = "drawing"
"""as losses are counted"""


def _read(path: Path, raw: _Raw) -> None:
    wkb = osmium.geom.WKBFactory()
    for item in osmium.FileProcessor(str(path)).with_areas():
        if not item.tags:
            continue
        kind, number = item.type_str(), item.id
        if isinstance(item, osmium.osm.Area):
            kind, number = "w" if item.from_way() else "r", item.orig_id()
        try:
            if isinstance(item, osmium.osm.Node):
                if item.location.valid():
                    _symbol(raw, ("n", item.id), dict(item.tags), item.location.lon, item.location.lat)
            elif isinstance(item, osmium.osm.Area):
                _area(raw, wkb, item)
            elif isinstance(item, osmium.osm.Way) and len(item.nodes) > 1:
                _way(raw, wkb, item)
        except osmium.InvalidLocationError:
            continue  # nodes outside the extract
        except Exception as error:
            raw.losses.add(STAGE, f"{kind}{number}", error)


def _area(raw: _Raw, wkb: osmium.geom.WKBFactory, area: osmium.osm.Area) -> None:
    words = dict(area.tags)
    out = raw.out
    shape = wkb.create_multipolygon(area)
    identity = ("w" if area.from_way() else "r", area.orig_id())
    if is_building(words):
        heights = building_heights_m(words)
        raw.buildings.append(shape)
        out.building_heights_m.append(heights)
        out.building_ids.append(f"{identity[0]}{identity[1]}")
    elif (layer := area_layer(words)) is not None:
        raw.areas.append(shape)
        out.area_layers.append(int(layer[0]))
        out.area_zooms.append(layer[1])
        out.area_ids.append(f"{identity[0]}{identity[1]}")
    if "name" in words or "amenity" in words or "addr:housenumber" in words:
        outline = shapely.from_wkb(shape)
        middle = outline.representative_point()
        _symbol(raw, identity, words, middle.x, middle.y, side_deg=math.sqrt(outline.area))


def _way(raw: _Raw, wkb: osmium.geom.WKBFactory, way: osmium.osm.Way) -> None:
    words = dict(way.tags)
    out = raw.out
    if words.get("natural") == "coastline":
        raw.coast.append(wkb.create_linestring(way))
    found = line_layer(words)
    if found is None or ("w", way.id) in raw.seen:
        return
    if found[0] in (LineLayer.PIER, LineLayer.RUNWAY) and way.is_closed():
        return  # an area
    shape = wkb.create_linestring(way)
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
    out.line_ids.append(f"w{way.id}")
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
        raise ValueError("spans continents")
    whole = shapely.make_valid(whole)
    west = shapely.clip_by_rect(whole, 0.0, 0.0, 1.0, 1.0)
    east = shapely.transform(shapely.clip_by_rect(whole, 1.0, 0.0, 2.0, 1.0), lambda xy: xy - [1.0, 0.0])
    return shapely.union_all([west, east])


def _sane_areas(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    sane = np.empty(len(shapes), dtype=object)
    sane[:] = [_sane_area(shape) for shape in shapes]
    return sane


def _sane_area(shape: shapely.Geometry) -> shapely.Geometry:
    """The area, thinned when it has endless points. Raises ValueError when it spans continents."""
    west, north, east, south = shape.bounds or (0.0, 0.0, 0.0, 0.0)
    if east - west > 0.5:
        return _on_both_sides(shape)
    if max(east - west, south - north) > LONGEST_STEP:
        points, ring_of = shapely.get_coordinates(shapely.get_rings(shape), return_index=True)
        inner = ring_of[:-1] == ring_of[1:]
        steps = np.abs(np.diff(points, axis=0)).max(axis=1)[inner]
        if max(east - west, south - north) > LARGEST_BUILDING_OR_AREA or steps.max() > LONGEST_STEP:
            raise ValueError("spans continents")
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


def _to_world(lon_lat: NDArray[np.float64]) -> NDArray[np.float64]:
    x, y = project(lon_lat[:, 1], lon_lat[:, 0])
    return np.column_stack([x, y])


__all__ = ["AreaLayer", "Features", "Progress", "read_features"]
