"""Tiles in memory, fetched by a thread so that no frame waits for one; damage is logged once and stood in
for."""

from __future__ import annotations

import logging
import queue
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from pathlib import Path

from hmi.supervision import keep_doing_on_thread
from maps.display.format import split_key, tile_key
from maps.display.reader import BORDERS_FOR, Tile, TileDamagedError, TileSet
from maps.display.world import FOLDER as WORLD
from maps.errors import RegionError

log = logging.getLogger(__name__)
KEPT_TILES = 120
KEPT_WORLD_PIECES = 160
"""More than KEPT_TILES: what lies under a tile that is here stays."""


class TileStore:
    """Tiles of all open regions by key. A key may hold several tiles: one a region, where regions touch."""

    def __init__(
        self, arrived: Callable[[], None], give_way: Callable[[], None] = lambda: None, world: Path = WORLD
    ) -> None:
        """`arrived` is called from the fetching thread after tiles came in, and `give_way` before it works:
        it may wait there for a frame under way. `world`: the coarse one."""
        self._arrived = arrived
        self._give_way = give_way
        self._world = TileSet.open(world)
        self._backdrop: dict[tuple[int, bool], Tile | None] = {}
        self._sets: list[TileSet] = []
        self._tiles: OrderedDict[int, tuple[Tile, ...] | None] = OrderedDict()
        self._asked: set[int] = set()
        self._queue: queue.SimpleQueue[tuple[int, int] | None] = queue.SimpleQueue()
        self._generation = 0
        self._lock = threading.Lock()
        self.fetched = 0
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="map tiles", daemon=True)
        self._thread.start()

    def open(self, regions: Iterable[Path]) -> list[str]:
        """Show these regions (folders that hold tiles/); returns a sentence for each that cannot be."""
        problems, sets = [], []
        for region in regions:
            try:
                sets.append(TileSet.open(region / "tiles"))
            except RegionError as error:
                log.warning("%s", error)
                problems.append(str(error))
        with self._lock:
            self._sets = sets
            self._generation += 1
            self._tiles.clear()
            self._asked.clear()
        return problems

    @property
    def generation(self) -> int:
        """Changes when other regions are shown."""
        return self._generation

    def ready(self, key: int) -> bool:
        """Nothing more to wait for: the tile is here, or no region has it."""
        if key not in self._tiles:
            return False
        return self._tiles[key] is not None

    def tiles(self, key: int) -> tuple[Tile, ...]:
        found = self._tiles.get(key)
        if found:
            with self._lock:
                if key in self._tiles:
                    self._tiles.move_to_end(key)
        return found or ()

    def backdrop(self, key: int) -> Tile | None:
        """The coarse world under a tile that is ready: the same object for all tiles on one piece of it."""
        return self._backdrop.get(self._world_piece(key))

    def ask(self, keys: Iterable[int]) -> None:
        """Fetch what is not here yet; returns at once."""
        for key in keys:
            if key not in self._tiles and key not in self._asked:
                self._asked.add(key)
                self._queue.put((self._generation, key))

    def bounds(self) -> tuple[float, float, float, float] | None:
        """West, north, east, south in the world square of what the deepest tiles cover."""
        boxes = [box for tile_set in self._sets if (box := tile_set.bounds()) is not None]
        if not boxes:
            return None
        west, north, east, south = zip(*boxes, strict=True)
        return min(west), min(north), max(east), max(south)

    def idle(self) -> bool:
        return not self._asked

    def close(self) -> None:
        """End the thread, which may crash the interpreter's end, and hold no tile any more."""
        self._closed = True
        self._queue.put(None)
        if threading.current_thread() is not self._thread:
            self._thread.join(2.0)
        with self._lock:
            self._tiles.clear()
            self._backdrop.clear()
            self._asked.clear()

    def _run(self) -> None:
        keep_doing_on_thread("map tiles", self._next)

    def _next(self) -> bool:
        """Fetch what is wanted next; False at the end."""
        item = self._queue.get()
        if item is None or self._closed:
            return False
        generation, key = item
        if generation != self._generation:
            return True
        self._give_way()
        try:
            tiles = self._fetch(key)
        except Exception:
            with self._lock:
                self._asked.discard(key)  # it is asked for again when it is on the screen again
            raise
        with self._lock:
            if generation != self._generation:
                return True
            self._tiles[key] = tiles
            self._asked.discard(key)
            while len(self._tiles) > KEPT_TILES:
                self._tiles.popitem(last=False)
        self.fetched += 1
        if not self._closed and (self._queue.empty() or self.fetched % 4 == 0):
            try:
                self._arrived()
            except RuntimeError:
                return False  # the map item is gone, and with it whoever waited
        return True

    def _fetch(self, key: int) -> tuple[Tile, ...] | None:
        """None when damaged: then the parent stands in."""
        zoom, x, y = split_key(key)
        found: list[Tile] = []
        piece = self._world_piece(key)
        if piece not in self._backdrop:
            if len(self._backdrop) >= KEPT_WORLD_PIECES:
                with self._lock:
                    needed = {self._world_piece(kept) for kept in self._tiles}
                self._backdrop = {piece: tile for piece, tile in self._backdrop.items() if piece in needed}
            world = self._world.backdrop(
                zoom, x, y, lambda error: log.warning("%s; the larger one is shown instead", error)
            )
            self._backdrop[piece] = self._prepared(world)
        for tile_set in self._sets:
            try:
                tile = self._prepared(tile_set.tile(zoom, x, y))
            except TileDamagedError as error:
                log.warning("%s; its parent is shown instead", error)
                return None
            if tile is not None:
                found.append(tile)
        return tuple(found)

    def _world_piece(self, key: int) -> tuple[int, bool]:
        """Key of the world's tile, and whether it goes without its borders."""
        zoom, x, y = split_key(key)
        down = max(0, zoom - self._world.deepest)
        return tile_key(zoom - down, x >> down, y >> down), down > BORDERS_FOR

    def _prepared(self, tile: Tile | None) -> Tile | None:
        """With what drawing it needs to know, found out here, where no frame waits for it."""
        if tile is not None:
            self._give_way()
            _ = tile.stretches, tile.ground_ends
        return tile
