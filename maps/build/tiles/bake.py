"""Cut features into tiles zoom by zoom, simplify and triangulate them, and write the archive."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import mapbox_earcut
import numpy as np
import shapely
from numpy.typing import NDArray

from maps.build.losses import Losses, each
from maps.build.tiles.backdrop import coarse_water
from maps.build.tiles.coast import frame_round, sea_polygons
from maps.build.tiles.features import STAGE, Features, Progress
from maps.display.format import (
    EXTENT,
    HEADER_BYTES,
    INDEX_DTYPE,
    MAX_TILE_ZOOM,
    MIN_TILE_ZOOM,
    NARROW,
    ORIGIN,
    PATH_DTYPE,
    SECTIONS,
    SYMBOL_DTYPE,
    AreaLayer,
    LineFlag,
    LineLayer,
    tile_key,
)
from maps.display.mercator import TILE_DP, project
from maps.errors import BuildError

SIMPLIFY_DP = 0.35
"""Lines and houses keep this close to the truth at the largest scale a tile is shown at."""
SIMPLIFY_AREA_DP = 0.7
"""Areas: land cover is surveyed less exactly, and its outline is half of what the map draws."""
LEAST_AREA_DP2 = 12.0
"""Smaller areas are left out of the tile."""
OVERLAP = 1 / 256
"""Areas reach this share of a tile over its edge, against hairlines between tiles."""
LINE_OVERLAP = 1 / 64
OUTLINED = {
    AreaLayer.SEA: LineLayer.SHORE,
    AreaLayer.WATER: LineLayer.SHORE,
    AreaLayer.POOL: LineLayer.SHORE,
    AreaLayer.PARK: LineLayer.GREEN_EDGE,
    AreaLayer.GREEN: LineLayer.GREEN_EDGE,
    AreaLayer.WOOD: LineLayer.GREEN_EDGE,
}
LEAST_OF_LAKE = 0.5
"""Share of a coarse lake that a region's own water must cover to be taken for the same lake."""
ROUGH_ZOOM = 12
"""Up to this tile zoom the lines of a layer are joined before they are simplified, whatever their names."""
UNDER_LAYERS = (
    LineLayer.SHORE,
    LineLayer.GREEN_EDGE,
    LineLayer.STREAM,
    LineLayer.CANAL,
    LineLayer.RIVER,
    LineLayer.PIER,
    LineLayer.RUNWAY,
    LineLayer.TAXIWAY,
)
Shapes = NDArray[np.object_]
Ids = NDArray[np.object_]
"""of the source's objects, "" where there is none"""


def bake(features: Features, folder: Path, progress: Progress, losses: Losses) -> dict[str, int]:
    """Write index.npy and tiles.bin into `folder`; returns counts. Raises BuildError when it cannot be
    written."""
    stock = _Stock.of(features, losses)
    zooms = range(MIN_TILE_ZOOM, MAX_TILE_ZOOM + 1)
    return _written(folder, progress, (_Zoom(stock, zoom, SIMPLIFY_AREA_DP) for zoom in zooms))


def bake_levels(
    features_at: Callable[[int], Features], deepest: int, folder: Path, progress: Progress, losses: Losses
) -> dict[str, int]:
    """The same where every zoom down to `deepest` has features of its own, its areas as exact as wanted."""
    zooms = range(MIN_TILE_ZOOM, deepest + 1)
    return _written(
        folder, progress, (_Zoom(_Stock.of(features_at(zoom), losses), zoom, 0.0) for zoom in zooms)
    )


def _written(folder: Path, progress: Progress, levels: Iterable[_Zoom]) -> dict[str, int]:
    rows: list[tuple[int, int, int, int]] = []
    written: dict[bytes, int] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "tiles.bin").open("wb") as file:
            for level in levels:
                zoom = level.zoom
                progress("map tiles", (zoom - MIN_TILE_ZOOM) / (MAX_TILE_ZOOM + 1 - MIN_TILE_ZOOM))
                for x, y, blob in level.tiles():
                    # the open sea is the same tile again and again: it is written once
                    at = written.setdefault(blob, file.tell()) if len(blob) < 2_000 else file.tell()
                    rows.append((tile_key(zoom, x, y), at, len(blob), zlib.crc32(blob)))
                    if at == file.tell():
                        file.write(blob)
            if not rows:
                file.write(bytes(16))  # an empty file cannot be memory-mapped
        np.save(folder / "index.npy", np.sort(np.array(rows, dtype=INDEX_DTYPE), order="key"))
    except OSError as error:
        raise BuildError(f"map tiles could not be written to {folder}: {error.strerror}") from error
    progress("map tiles", 1.0)
    return {"tiles": len(rows), "tile_bytes": (folder / "tiles.bin").stat().st_size}


@dataclass
class _Stock:
    """All features as arrays, once for all zooms."""

    losses: Losses
    areas: Shapes
    area_ids: Ids
    area_layer: NDArray[np.int64]
    area_zoom: NDArray[np.int64]
    buildings: Shapes
    building_ids: Ids
    building_dm: NDArray[np.int64]
    lines: Shapes
    line_ids: Ids
    line_layer: NDArray[np.int64]
    line_flags: NDArray[np.int64]
    line_zoom: NDArray[np.int64]
    names: Shapes
    name_rows: list[tuple[int, int, int, str, str]]
    symbols: NDArray[np.float64]
    symbol_rows: list[tuple[int, int, int, str]]

    @classmethod
    def of(cls, features: Features, losses: Losses) -> _Stock:
        land: list[shapely.Geometry] = []
        sea: list[shapely.Geometry] = []
        with losses.about(STAGE, "coastline"):
            land, sea = _ground(features)
        ground = [*land, *sea]
        areas = [*features.area_shapes, *ground]
        layer = [*features.area_layers, *[int(AreaLayer.LAND)] * len(land), *[int(AreaLayer.SEA)] * len(sea)]
        zoom = [*features.area_zooms, *[MIN_TILE_ZOOM] * len(ground)]
        area_ids = _ids([*features.area_ids, *["coastline"] * len(ground)], len(areas))
        points = np.array(features.symbol_points, dtype=np.float64).reshape(-1, 2)
        x, y = project(points[:, 1], points[:, 0])
        heights = np.array(features.building_heights_m, dtype=np.float64).reshape(-1, 2)
        buildings = np.array(features.building_shapes, dtype=object)
        building_ids = _ids(features.building_ids, len(buildings))
        middles = each(shapely.centroid, buildings, building_ids, losses, STAGE)
        there = ~shapely.is_empty(middles)
        return cls(
            losses,
            each(shapely.make_valid, np.array(areas, dtype=object), area_ids, losses, STAGE),
            area_ids,
            np.array(layer, dtype=np.int64),
            np.array(zoom, dtype=np.int64),
            buildings[there],
            building_ids[there],
            np.round(heights * 10).astype(np.int64)[there],
            np.array(features.line_shapes, dtype=object),
            _ids(features.line_ids, len(features.line_shapes)),
            np.array(features.line_layers, dtype=np.int64),
            np.array(features.line_flags, dtype=np.int64),
            np.array(features.line_zooms, dtype=np.int64),
            np.array(features.name_shapes, dtype=object),
            features.name_rows,
            np.column_stack([x, y]),
            features.symbol_rows,
        )


@dataclass
class _Batch:
    """Shapes of one kind at one zoom, with what each is, findable by tile."""

    shapes: Shapes
    what: NDArray[np.int64]
    ids: Ids
    tree: shapely.STRtree
    losses: Losses

    @classmethod
    def of(cls, shapes: Shapes, what: NDArray[np.int64], ids: Ids, losses: Losses) -> _Batch:
        there = ~shapely.is_empty(shapes)
        shapes, what, ids = shapes[there], what[there], ids[there]
        return cls(shapes, what, ids, shapely.STRtree(shapes), losses)

    def cut(self, bounds: tuple[float, float, float, float]) -> tuple[Shapes, NDArray[np.int64], Ids]:
        """What lies in `bounds`, cut off there, in the order of `shapes`."""
        rows = np.sort(self.tree.query(shapely.box(*bounds)))
        ids = self.ids[rows]
        cut = each(
            lambda some: shapely.clip_by_rect(some, *bounds), self.shapes[rows], ids, self.losses, STAGE
        )
        keep = ~shapely.is_empty(cut)
        return cut[keep], self.what[rows[keep]], ids[keep]


class _Zoom:
    """One zoom level of the archive."""

    def __init__(self, stock: _Stock, zoom: int, simplify_area_dp: float) -> None:
        self.zoom = zoom
        self._losses = stock.losses
        self._size = 1.0 / (1 << zoom)
        # a tile of zoom z is shown up to camera zoom z + 2, the last one up to 19
        shown = zoom + 2 if zoom < MAX_TILE_ZOOM else 18
        self._dp = 1.0 / (TILE_DP * (1 << shown))
        self._areas = self._area_batch(stock, simplify_area_dp)
        self._outlines = self._outline_batch()
        self._lines = self._line_batch(stock)
        self._names, self._name_rows = self._name_batch(stock)
        keep = [i for i, row in enumerate(stock.symbol_rows) if row[2] <= zoom]
        self._symbols = stock.symbols[keep]
        self._symbol_rows = [stock.symbol_rows[i] for i in keep]
        shown_rows = slice(None) if zoom == MAX_TILE_ZOOM else slice(0)
        self._buildings, self._building_dm = stock.buildings[shown_rows], stock.building_dm[shown_rows]
        self._building_ids = stock.building_ids[shown_rows]
        middles = shapely.get_coordinates(shapely.centroid(self._buildings)).reshape(-1, 2)
        order = _along_curve(middles)
        self._buildings, self._building_dm = self._buildings[order], self._building_dm[order]
        self._building_ids = self._building_ids[order]
        self._building_tile = self._tile_of(middles[order])
        self._symbol_tile = self._tile_of(self._symbols)

    def tiles(self) -> list[tuple[int, int, bytes]]:
        """x, y and bytes of every tile that has anything on it."""
        out = []
        for x, y in sorted(self._occupied()):
            blob = self._tile(x, y)
            if blob is not None:
                out.append((x, y, blob))
        return out

    # -- what is shown at this zoom ------------------------------------------------------------------------

    def _area_batch(self, stock: _Stock, simplify_dp: float) -> _Batch:
        keep = stock.area_zoom <= self.zoom
        least = LEAST_AREA_DP2 * self._dp**2 * (4 if self.zoom < MAX_TILE_ZOOM else 1)
        keep &= shapely.area(stock.areas) >= least
        shapes, layers, ids = stock.areas[keep], stock.area_layer[keep], stock.area_ids[keep]
        if simplify_dp:
            near = simplify_dp * self._dp
            shapes = self._each(
                lambda some: shapely.simplify(some, near, preserve_topology=True), shapes, ids
            )
        # within a layer large first, so that a small pond in a big lake's island stays on top; land before
        # sea, as it is there to cover the coarse world's sea
        order = np.lexsort([-shapely.area(shapes), np.where(layers == AreaLayer.LAND, -1, layers)])
        shapes = np.asarray(shapes, dtype=object)
        return _Batch.of(shapes[order], layers[order], ids[order], self._losses)

    def _outline_batch(self) -> _Batch:
        layers = self._areas.what
        wanted = np.isin(layers, [int(layer) for layer in OUTLINED])
        ids = self._areas.ids[wanted]
        edges = self._each(shapely.boundary, self._areas.shapes[wanted], ids)
        look = np.array([int(OUTLINED[AreaLayer(int(layer))]) for layer in layers[wanted]], dtype=np.int64)
        order = _along_curve(_middles(edges))
        what = (look | layers[wanted] << 16)[order]
        return _Batch.of(edges[order], what, ids[order], self._losses)

    def _line_batch(self, stock: _Stock) -> _Batch:
        keep = stock.line_zoom <= self.zoom
        shapes = stock.lines[keep]
        what, ids = stock.line_layer[keep] | stock.line_flags[keep] << 8, stock.line_ids[keep]
        if self.zoom <= ROUGH_ZOOM:
            what = stock.line_layer[keep]
            shapes, what, ids = _joined(shapes, what, ids)
        near = SIMPLIFY_DP * self._dp
        shapes = self._each(lambda some: shapely.simplify(some, near, preserve_topology=False), shapes, ids)
        if self.zoom <= ROUGH_ZOOM:
            long_enough = shapely.length(shapes) > 2 * self._dp
            shapes, what, ids = shapes[long_enough], what[long_enough], ids[long_enough]
        order = _along_curve(_middles(shapes))
        return _Batch.of(shapes[order], what[order], ids[order], self._losses)

    def _name_batch(self, stock: _Stock) -> tuple[_Batch, list[tuple[int, int, int, str, str]]]:
        groups: dict[tuple[int, str, str], list[int]] = {}
        for i, (kind, _rank, zoom, names, ref) in enumerate(stock.name_rows):
            if zoom <= self.zoom:
                groups.setdefault((kind, names, ref), []).append(i)
        shapes: list[shapely.Geometry] = []
        rows = []
        for (_kind, names, ref), members in groups.items():
            with self._losses.about(STAGE, f"the name {names or ref}"):
                merged = shapely.line_merge(shapely.union_all(stock.names[members]))
                best = min(stock.name_rows[i] for i in members)
                for part in getattr(merged, "geoms", [merged]):
                    if part.length > 40 * self._dp:
                        shapes.append(part)
                        rows.append(best)
        ids = np.array([names or ref for _kind, _rank, _zoom, names, ref in rows], dtype=object)
        near = 2 * SIMPLIFY_DP * self._dp
        simple = self._each(lambda some: shapely.simplify(some, near), np.array(shapes, dtype=object), ids)
        return _Batch.of(simple, np.arange(len(rows), dtype=np.int64), ids, self._losses), rows

    def _each(self, operation: Callable[[Any], Any], shapes: Shapes, ids: Ids) -> Shapes:
        return each(operation, shapes, ids, self._losses, STAGE)

    def _occupied(self) -> set[tuple[int, int]]:
        found: set[tuple[int, int]] = set()
        for shapes in (self._areas.shapes, self._lines.shapes):
            # by parts: a park, or a cut road, on both sides of 180° does not lie all round the world
            parts = shapely.get_parts(shapes)
            bounds = shapely.bounds(parts[~shapely.is_empty(parts)]).reshape(-1, 4)
            first = np.floor(bounds[:, :2] / self._size - OVERLAP).astype(int)
            last = np.floor(bounds[:, 2:] / self._size + OVERLAP).astype(int)
            boxes = {(*a, *b) for a, b in zip(first.tolist(), last.tolist(), strict=True)}
            for x0, y0, x1, y1 in boxes:
                found.update((x, y) for x in range(x0, x1 + 1) for y in range(y0, y1 + 1))
        for tiles in (self._building_tile, self._symbol_tile):
            found.update((int(x), int(y)) for x, y in tiles)
        side = 1 << self.zoom
        return {(x, y) for x, y in found if 0 <= x < side and 0 <= y < side}

    # -- one tile ------------------------------------------------------------------------------------------

    def _tile(self, x: int, y: int) -> bytes | None:
        shapes, layers, ids = self._areas.cut(self._bounds(x, y, OVERLAP))
        here = np.flatnonzero((self._building_tile == (x, y)).all(axis=1))
        areas, triangles = self._triangles(x, y, shapes, layers, ids)
        walls, roofs, slabs = self._houses(x, y, here)
        lines, bands = self._segments(x, y)
        words = bytearray()
        symbols = self._symbols_of(x, y, words)
        paths, bends = self._paths_of(x, y, words)
        if not (len(triangles) or len(lines) or len(slabs) or len(symbols) or len(paths)):
            return None
        return _pack(
            {
                "areas": areas, "triangles": triangles, "lines": lines, "bands": bands, "walls": walls,
                "roofs": roofs, "slabs": slabs, "symbols": symbols, "paths": paths, "bends": bends,
                "words": np.frombuffer(bytes(words), dtype=np.uint8),
            }
        )  # fmt: skip

    def _triangles(
        self, x: int, y: int, shapes: Shapes, layers: NDArray[np.int64], ids: Ids
    ) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
        corners: list[NDArray[np.uint32]] = []
        faces: list[NDArray[np.uint32]] = []
        count = 0
        for shape, layer, name in zip(shapes, layers, ids, strict=True):
            cut: list[tuple[NDArray[np.float64], NDArray[np.uint32]]] = []
            with self._losses.about(STAGE, str(name)):
                cut = _earcut(shape)
            for points, triangles in cut:
                packed = self._packed(x, y, points)
                corners.append(np.column_stack([packed, np.full(len(packed), layer, dtype=np.uint32)]))
                faces.append(triangles + np.uint32(count))
                count += len(packed)
        return _stack(corners, 2), _stack(faces, 3)

    def _houses(
        self, x: int, y: int, rows: NDArray[np.int64]
    ) -> tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.uint32]]:
        walls: list[NDArray[np.uint32]] = []
        roofs: list[NDArray[np.uint32]] = []
        slabs: list[NDArray[np.uint32]] = []
        count = 0
        for row in rows:
            bottom, top = (int(v) for v in self._building_dm[row])
            cut: list[tuple[NDArray[np.float64], NDArray[np.uint32]]] = []
            outline = shapely.MultiPolygon()
            with self._losses.about(STAGE, str(self._building_ids[row])):
                shape = shapely.simplify(self._buildings[row], SIMPLIFY_DP * self._dp, preserve_topology=True)
                cut, outline = _earcut(shape), shapely.orient_polygons(shape)
            for points, triangles in cut:
                packed = self._packed(x, y, points)
                look = top | (int(row) & 0xFFFF) << 16
                roofs.append(np.column_stack([packed, np.full(len(packed), look, dtype=np.uint32)]))
                slabs.append(triangles + np.uint32(count))
                count += len(packed)
            for polygon in shapely.get_parts(outline):
                for ring in shapely.get_rings(polygon):
                    packed = self._packed(x, y, shapely.get_coordinates(ring))
                    a, b = packed[:-1], packed[1:]
                    solid = a != b
                    a, b = a[solid], b[solid]
                    height = np.full(len(a), top | bottom << 16, dtype=np.uint32)
                    seed = np.full(len(a), int(row) & 0xFFFF, dtype=np.uint32)
                    walls.append(np.column_stack([a, b, height, seed]))
        return _stack(walls, 4), _stack(roofs, 2), _stack(slabs, 3)

    def _segments(self, x: int, y: int) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
        edges, edge_what, _ = self._outlines.cut(self._bounds(x, y, OVERLAP / 2))
        lines, line_what, _ = self._lines.cut(self._bounds(x, y, LINE_OVERLAP))
        shapes, what = np.concatenate([edges, lines]), np.concatenate([edge_what, line_what])
        if not len(shapes):
            return np.zeros((0, 4), dtype=np.uint32), np.zeros(4, dtype=np.uint32)
        parts, part_of = shapely.get_parts(shapes, return_index=True)
        points, point_of = shapely.get_coordinates(parts, return_index=True)
        inner = point_of[:-1] == point_of[1:]
        packed = self._packed(x, y, points)
        a, b = packed[:-1][inner], packed[1:][inner]
        steps = np.hypot(*(np.diff(points, axis=0)[inner].T)) / self._size * EXTENT
        row_of = point_of[:-1][inner]
        along = _running_length(steps, row_of)
        look = what[part_of[row_of]]
        solid = a != b
        a, b, look, along = a[solid], b[solid], look[solid], along[solid]
        layer, flags = look & 0xFF, look >> 8 & 0xFF
        band = np.where(flags & LineFlag.TUNNEL, 1, np.where(flags & LineFlag.BRIDGE, 3, 2))
        band[np.isin(layer, [int(v) for v in UNDER_LAYERS])] = 0
        # one-way roads of a layer together: only they are gone through for arrows
        order = np.lexsort([flags & LineFlag.ONEWAY, layer, band])
        segments = np.column_stack([a, b, look, along.astype(np.int64) & 0xFFFFFFFF]).astype(np.uint32)[order]
        band = band[order]
        ends = np.searchsorted(band, [1, 2, 3, 4]).astype(np.uint32)
        return segments, ends

    def _symbols_of(self, x: int, y: int, words: bytearray) -> NDArray[np.void]:
        rows = np.flatnonzero((self._symbol_tile == (x, y)).all(axis=1))
        at = self._packed(x, y, self._symbols[rows])
        out = np.zeros(len(rows), dtype=SYMBOL_DTYPE)
        for i, row in enumerate(rows):
            kind, rank, _zoom, names = self._symbol_rows[row]
            out[i] = (at[i], kind, rank, *_add(words, names))
        return np.sort(out, order=["rank", "at"])

    def _paths_of(self, x: int, y: int, words: bytearray) -> tuple[NDArray[np.void], NDArray[np.uint32]]:
        shapes, rows, _ = self._names.cut(self._bounds(x, y, 0.0))
        found = []
        bends: list[NDArray[np.uint32]] = []
        count = 0
        for shape, row in zip(shapes, rows, strict=True):
            kind, rank, _zoom, names, ref = self._name_rows[row]
            spot, ref_spot = _add(words, names), _add(words, ref)
            for part in shapely.get_parts(shape):
                if part.length < 30 * self._dp:
                    continue
                packed = self._packed(x, y, shapely.get_coordinates(part))
                found.append((kind, rank, count, count + len(packed), *spot, *ref_spot))
                bends.append(packed)
                count += len(packed)
        out = np.array(found, dtype=PATH_DTYPE)
        return out, np.concatenate(bends) if bends else np.zeros(0, dtype=np.uint32)

    def _bounds(self, x: int, y: int, overlap: float) -> tuple[float, float, float, float]:
        size = self._size
        return (x - overlap) * size, (y - overlap) * size, (x + 1 + overlap) * size, (y + 1 + overlap) * size

    def _tile_of(self, points: NDArray[np.float64]) -> NDArray[np.int64]:
        return np.floor(points.reshape(-1, 2) / self._size).astype(np.int64)

    def _packed(self, x: int, y: int, points: NDArray[np.float64]) -> NDArray[np.uint32]:
        local = (points / self._size - (x, y)) * EXTENT + ORIGIN
        whole = np.clip(np.rint(local), 0, 0xFFFF).astype(np.uint32)
        return np.asarray(whole[:, 0] | whole[:, 1] << np.uint32(16), dtype=np.uint32)


def _ground(features: Features) -> tuple[list[shapely.Geometry], list[shapely.Geometry]]:
    """Land where the coarse world has its sea, and sea, in and round the built-up part of the data.

    A ferry's far end must not stretch the frame.
    """
    ashore = [
        shape
        for shape, layer, flags in zip(
            features.line_shapes, features.line_layers, features.line_flags, strict=True
        )
        if layer >= LineLayer.SERVICE and not flags & (LineFlag.BRIDGE | LineFlag.TUNNEL)
    ]
    dry = shapely.get_coordinates(
        [
            *shapely.centroid(np.array(features.building_shapes, dtype=object)),
            *shapely.point_on_surface(np.array(ashore, dtype=object)),
        ]
    )
    if not len(dry):
        if features.bounds is None or features.bounds[2] - features.bounds[0] > 0.5:
            return [], []
        return _ground_within(features, dry, features.bounds)
    sides = [dry]
    if dry[:, 0].min() < 0.25 and dry[:, 0].max() > 0.75:
        # On both sides of the date line: the world between them is not theirs.
        sides = [dry[dry[:, 0] < 0.5], dry[dry[:, 0] >= 0.5]]
    land: list[shapely.Geometry] = []
    sea: list[shapely.Geometry] = []
    for side in sides:
        west, north = np.quantile(side, 0.01, axis=0)
        east, south = np.quantile(side, 0.99, axis=0)
        found = _ground_within(features, side, (float(west), float(north), float(east), float(south)))
        land += found[0]
        sea += found[1]
    return land, sea


def _ground_within(
    features: Features, dry: NDArray[np.float64], bounds: tuple[float, float, float, float]
) -> tuple[list[shapely.Geometry], list[shapely.Geometry]]:
    frame = frame_round(bounds)
    west, north, east, south = frame.bounds
    margin = max(east - west, south - north, 1e-6) / 4
    around = (west - margin, north - margin, east + margin, south + margin)
    beyond = coarse_water(around, AreaLayer.SEA)
    sea = list(sea_polygons(features.coastline, bounds, dry if len(dry) else None, beyond))
    # without a coast of its own a region knows only of the ground it stands on
    known = frame if sea else shapely.box(*bounds)
    dry_land = [*shapely.get_parts(shapely.intersection(beyond, known)), *_lakes_known(features, bounds)]
    return dry_land, sea


def _lakes_known(features: Features, bounds: tuple[float, float, float, float]) -> list[shapely.Geometry]:
    """Where the coarse world's lakes are to be covered: those that the region has itself.

    An extract may cut a large lake so that it cannot be assembled; then the coarse one is better than none.
    """
    coarse = coarse_water(bounds, AreaLayer.WATER)
    if coarse.is_empty:
        return []
    layers = np.array(features.area_layers, dtype=np.int64)
    own = np.array(features.area_shapes, dtype=object)[layers == AreaLayer.WATER]
    near = own[shapely.STRtree(own).query(coarse, predicate="intersects")]
    water = shapely.union_all(shapely.make_valid(near))
    return [
        lake
        for lake in shapely.get_parts(coarse)
        if shapely.intersection(lake, water).area > LEAST_OF_LAKE * lake.area
    ]


def _joined(shapes: Shapes, what: NDArray[np.int64], ids: Ids) -> tuple[Shapes, NDArray[np.int64], Ids]:
    """All shapes of the same look joined end to end; as they are where they cannot be joined."""
    out: list[shapely.Geometry] = []
    looks: list[int] = []
    names: list[str] = []
    for look in np.unique(what):
        same = shapes[what == look]
        try:
            parts = shapely.get_parts(shapely.line_merge(shapely.union_all(same)))
            names += [""] * len(parts)
        except shapely.errors.ShapelyError:
            parts = same
            names += ids[what == look].tolist()
        out.extend(parts)
        looks.extend([int(look)] * len(parts))
    return np.array(out, dtype=object), np.array(looks, dtype=np.int64), np.array(names, dtype=object)


def _ids(known: list[str], count: int) -> Ids:
    """[count] as an array; the coarse world's features have none."""
    return np.array(known if len(known) == count else [""] * count, dtype=object)


def _middles(shapes: Shapes) -> NDArray[np.float64]:
    """[N, 2] of their boxes; empty shapes lie at the world's corner."""
    boxes = np.nan_to_num(shapely.bounds(shapes)).reshape(-1, 4)
    return np.asarray((boxes[:, :2] + boxes[:, 2:]) / 2)


def _along_curve(points: NDArray[np.float64]) -> NDArray[np.int64]:
    """Order of points [N, 2] of the world square in which neighbours follow each other (Morton's), so that
    a renderer can leave out whole stretches of a tile that lie off the screen."""
    key = np.zeros(len(points), dtype=np.uint64)
    for axis in (0, 1):
        bits = np.clip(points[:, axis] * 2.0**26, 0, 2.0**26 - 1).astype(np.uint64)
        for shift, mask in _SPREAD:
            bits = (bits | bits << np.uint64(shift)) & np.uint64(mask)
        key |= bits << np.uint64(axis)
    return np.argsort(key, kind="stable")


_SPREAD = (
    (16, 0x0000FFFF0000FFFF),
    (8, 0x00FF00FF00FF00FF),
    (4, 0x0F0F0F0F0F0F0F0F),
    (2, 0x3333333333333333),
    (1, 0x5555555555555555),
)
"""Shifts and masks that put a zero after each of 32 bits."""


def _earcut(shape: shapely.Geometry) -> list[tuple[NDArray[np.float64], NDArray[np.uint32]]]:
    """Points and triangles of each polygon in `shape`."""
    out = []
    for polygon in shapely.get_parts(shape):
        if polygon.geom_type != "Polygon" or polygon.is_empty:
            continue
        points, ring_of = shapely.get_coordinates(shapely.get_rings(polygon), return_index=True)
        ends = np.flatnonzero(np.diff(ring_of, append=ring_of[-1] + 1)) + 1
        triangles = mapbox_earcut.triangulate_float64(points, ends.astype(np.uint32))
        if len(triangles):
            out.append((points, np.asarray(triangles, dtype=np.uint32).reshape(-1, 3)))
    return out


def _running_length(steps: NDArray[np.float64], row_of: NDArray[np.int64]) -> NDArray[np.float64]:
    """Length from the start of its line to the start of each segment."""
    total = np.concatenate([[0.0], np.cumsum(steps)])[:-1]
    starts = np.flatnonzero(np.diff(row_of, prepend=-1))
    begin = np.repeat(total[starts], np.diff(np.append(starts, len(row_of))))
    return np.asarray(total - begin, dtype=np.float64)


def _add(words: bytearray, text: str) -> tuple[int, int]:
    begin = len(words)
    words += text.encode()
    return begin, len(words)


def _stack(parts: list[NDArray[np.uint32]], width: int) -> NDArray[np.uint32]:
    return np.concatenate(parts).astype(np.uint32) if parts else np.zeros((0, width), dtype=np.uint32)


def _pack(parts: dict[str, NDArray[np.generic]]) -> bytes:
    header = np.zeros(HEADER_BYTES // 4, dtype="<u4")
    out = bytearray(HEADER_BYTES)
    for i, name in enumerate(SECTIONS):
        array = parts[name]
        if name in ("triangles", "slabs") and array.max(initial=0) <= 0xFFFF:
            array = array.astype("<u2")
            header[NARROW] |= 1 << i
        body = np.ascontiguousarray(array).tobytes()
        header[2 * i : 2 * i + 2] = len(out), len(body)
        out += body
        out += bytes(-len(out) % 16)
    out[:HEADER_BYTES] = header.tobytes()
    return bytes(out)
