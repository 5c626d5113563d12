"""Open a region's tiles and take one out: views of the memory-mapped archive, nothing copied or decoded."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from maps.display.format import (
    EXTENT,
    HEADER_BYTES,
    INDEX_DTYPE,
    MIN_TILE_ZOOM,
    NAME_SEPARATOR,
    NARROW,
    ORIGIN,
    PATH_DTYPE,
    SECTIONS,
    SYMBOL_DTYPE,
    AreaLayer,
    Indices,
    LineLayer,
    tile_key,
)
from maps.display.stretches import Stretches
from maps.errors import MapsError, RegionError

BORDERS_FOR = 2
"""So many zoom levels beyond its deepest, the coarse world still shows its borders."""


class TileDamagedError(MapsError):
    """The bytes of one tile are not what was written; its parent can stand in for it."""

    def __init__(self, path: Path, zoom: int, x: int, y: int, reason: str) -> None:
        super().__init__(f"{path}: tile {zoom}/{x}/{y} is damaged: {reason}")
        self.path = path


@dataclass(frozen=True)
class Tile:
    """One tile's arrays, as described in `maps.display.format`; all are read-only views."""

    zoom: int
    x: int
    y: int
    areas: NDArray[np.uint32]
    triangles: Indices
    lines: NDArray[np.uint32]
    bands: NDArray[np.uint32]
    walls: NDArray[np.uint32]
    roofs: NDArray[np.uint32]
    slabs: Indices
    symbols: NDArray[np.void]
    paths: NDArray[np.void]
    bends: NDArray[np.uint32]
    words: NDArray[np.uint8]

    @cached_property
    def stretches(self) -> Stretches:
        """What its lines and houses can be cut into when they are drawn."""
        return Stretches.of(
            (self.zoom, self.x, self.y), self.lines, self.bands, self.walls, self.roofs, self.slabs
        )

    @cached_property
    def ground_ends(self) -> tuple[int, int]:
        """Indices of `triangles` where its land and its sea end; they come first."""
        if not len(self.triangles):
            return 0, 0
        layers = self.areas[self.triangles[:, 0], 1]
        rest = (layers != AreaLayer.LAND) & (layers != AreaLayer.SEA)
        sea = int(np.argmax(rest)) if rest.any() else len(layers)
        land = int((layers[:sea] == AreaLayer.LAND).sum())
        return 3 * land, 3 * sea

    @property
    def nbytes(self) -> int:
        """What it weighs on the graphics card."""
        return sum(
            a.nbytes for a in (self.areas, self.triangles, self.lines, self.walls, self.roofs, self.slabs)
        )

    def text(self, begin: int, end: int) -> str:
        return self.words[begin:end].tobytes().decode("utf-8", "replace")

    def name(self, begin: int, end: int, language: str) -> tuple[str, str]:
        """The local name and, where it differs, the one in `language` (else empty)."""
        local, *others = self.text(begin, end).split(NAME_SEPARATOR)
        wanted = f"{language}="
        for other in others:
            if other.startswith(wanted) and other[len(wanted) :] != local:
                return local, other[len(wanted) :]
        return local, ""

    def without_borders(self) -> Tile:
        """The same tile with no lines but shores: seen very large, the coarse world's borders are wrong."""
        rows = np.flatnonzero((self.lines[:, 2] & np.uint32(0xFF)) == LineLayer.SHORE)
        ends = np.full(len(self.bands), len(rows), dtype=np.uint32)
        return replace(self, lines=np.ascontiguousarray(self.lines[rows]), bands=ends)

    def lowered(self, walls: NDArray[np.uint32], roofs: NDArray[np.uint32]) -> Tile:
        """The same tile with houses of other heights; they stand where they stood."""
        tile = replace(self, walls=walls, roofs=roofs)
        vars(tile).update(stretches=self.stretches, ground_ends=self.ground_ends)
        return tile

    def world(self, coordinates: NDArray[np.uint32]) -> NDArray[np.float64]:
        """World x and y [..., 2] of packed coordinates."""
        size = 1.0 / (1 << self.zoom)
        out = np.empty((*coordinates.shape, 2))
        out[..., 0] = (self.x + ((coordinates & 0xFFFF).astype(np.float64) - ORIGIN) / EXTENT) * size
        out[..., 1] = (self.y + ((coordinates >> 16).astype(np.float64) - ORIGIN) / EXTENT) * size
        return out


class TileSet:
    """The tiles of one region. Safe to read from several threads."""

    def __init__(self, folder: Path, index: NDArray[np.void], data: NDArray[np.uint8]) -> None:
        self.folder = folder
        self._keys = index["key"].copy()
        self.deepest = int(self._keys[-1] >> np.uint64(58)) if len(self._keys) else 0
        """the last zoom that has tiles"""
        self._index = index
        self._data = data

    @classmethod
    def open(cls, folder: Path) -> TileSet:
        """Map the archive in `folder`. Raises RegionError when it is missing or not one."""
        try:
            index = np.load(folder / "index.npy", allow_pickle=False)
            data = np.memmap(folder / "tiles.bin", dtype=np.uint8, mode="r").view(np.ndarray)
        except (OSError, ValueError, EOFError) as error:
            raise RegionError(folder, f"has no map tiles that can be read ({error})") from error
        if index.dtype != INDEX_DTYPE:
            raise RegionError(folder, "has map tiles of another format version")
        return cls(folder, index, data)

    def __len__(self) -> int:
        return len(self._keys)

    @property
    def keys(self) -> NDArray[np.uint64]:
        """Keys of all tiles, sorted."""
        return self._keys

    def bounds(self) -> tuple[float, float, float, float] | None:
        """West, north, east, south in the world square of the deepest tiles; None when there are none."""
        if not len(self._keys):
            return None
        zoom = self.deepest
        keys = self._keys[self._keys >> np.uint64(58) == zoom]
        x = (keys >> np.uint64(29)) & np.uint64(0x1FFFFFFF)
        y = keys & np.uint64(0x1FFFFFFF)
        side = float(1 << zoom)
        return (
            float(x.min()) / side,
            float(y.min()) / side,
            (float(x.max()) + 1) / side,
            (float(y.max()) + 1) / side,
        )

    def covering(self, zoom: int, x: int, y: int) -> Tile | None:
        """The tile, or beyond the deepest zoom the one that it is a part of. Raises TileDamagedError."""
        down = max(0, zoom - self.deepest)
        tile = self.tile(zoom - down, x >> down, y >> down)
        return tile.without_borders() if tile is not None and down > BORDERS_FOR else tile

    def backdrop(self, zoom: int, x: int, y: int, damaged: Callable[[TileDamagedError], None]) -> Tile | None:
        """What `covering` gives; in place of a damaged tile the larger one that it is a part of.

        `damaged` is told of each."""
        while True:
            try:
                return self.covering(zoom, x, y)
            except TileDamagedError as error:
                damaged(error)
                up = max(0, zoom - self.deepest) + 1
                zoom, x, y = zoom - up, x >> up, y >> up
                if zoom < MIN_TILE_ZOOM:
                    return None

    def has(self, zoom: int, x: int, y: int) -> bool:
        return self._row(zoom, x, y) is not None

    def tile(self, zoom: int, x: int, y: int) -> Tile | None:
        """The tile, or None where the region has nothing to draw. Raises TileDamagedError."""
        row = self._row(zoom, x, y)
        if row is None:
            return None
        begin, size = int(self._index["offset"][row]), int(self._index["size"][row])
        blob = self._data[begin : begin + size]
        path = self.folder / "tiles.bin"
        if len(blob) != size or size < HEADER_BYTES:
            raise TileDamagedError(path, zoom, x, y, "the file ends before it")
        if zlib.crc32(blob.data) != int(self._index["crc32"][row]):
            raise TileDamagedError(path, zoom, x, y, "its checksum does not match")
        header = blob[:HEADER_BYTES].view("<u4")
        parts = {
            name: blob[int(header[2 * i]) : int(header[2 * i] + header[2 * i + 1])]
            for i, name in enumerate(SECTIONS)
        }
        index = {
            name: "<u2" if int(header[NARROW]) >> SECTIONS.index(name) & 1 else "<u4"
            for name in ("triangles", "slabs")
        }
        return Tile(
            zoom,
            x,
            y,
            areas=parts["areas"].view("<u4").reshape(-1, 2),
            triangles=parts["triangles"].view(index["triangles"]).reshape(-1, 3),
            lines=parts["lines"].view("<u4").reshape(-1, 4),
            bands=parts["bands"].view("<u4"),
            walls=parts["walls"].view("<u4").reshape(-1, 4),
            roofs=parts["roofs"].view("<u4").reshape(-1, 2),
            slabs=parts["slabs"].view(index["slabs"]).reshape(-1, 3),
            symbols=parts["symbols"].view(SYMBOL_DTYPE),
            paths=parts["paths"].view(PATH_DTYPE),
            bends=parts["bends"].view("<u4"),
            words=parts["words"],
        )

    def _row(self, zoom: int, x: int, y: int) -> int | None:
        key = tile_key(zoom, x, y)
        row = int(np.searchsorted(self._keys, np.uint64(key)))
        return row if row < len(self._keys) and int(self._keys[row]) == key else None
