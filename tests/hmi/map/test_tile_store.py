"""Fetching tiles: never waits, and a damaged one leaves its parent's picture and a line in the log."""

from __future__ import annotations

import logging
import shutil
import threading
from pathlib import Path

import numpy as np
import pytest

from hmi.view_models.map.content.lowering import RouteCorridor
from hmi.view_models.map.content.overlay import RouteLine
from hmi.view_models.map.content.tile_store import TileStore
from hmi.view_models.map.view.visible import parent, stand_ins
from maps.display.format import split_key, tile_key
from maps.display.mercator import project, project_point
from maps.display.reader import TileSet
from maps.display.world import FOLDER as WORLD
from maps.geometry import LatLon


def fetch(store: TileStore, arrived: threading.Event, keys: list[int]) -> None:
    arrived.clear()
    store.ask(keys)
    for _ in range(100):
        if store.idle():
            return
        arrived.wait(0.05)
        arrived.clear()
    raise AssertionError("the tiles did not come")


def harbour_key(zoom: int) -> int:
    x, y = project_point(LatLon(43.7375, 7.4245))
    return tile_key(zoom, int(x * (1 << zoom)), int(y * (1 << zoom)))


def test_a_tile_arrives_by_itself_and_a_place_without_data_is_simply_empty(monaco: Path) -> None:
    arrived = threading.Event()
    store = TileStore(arrived.set)
    assert store.open([monaco]) == []
    nowhere = tile_key(15, 5, 5)
    assert not store.ready(harbour_key(15))
    fetch(store, arrived, [harbour_key(15), nowhere])
    assert len(store.tiles(harbour_key(15))) == 1
    assert store.ready(nowhere)
    assert store.tiles(nowhere) == ()
    store.close()


def test_a_damaged_tile_is_logged_and_its_parent_stands_in(
    monaco: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    shutil.copytree(monaco / "tiles", tmp_path / "tiles")
    good = TileSet.open(tmp_path / "tiles")
    key = harbour_key(15)
    row = int(np.searchsorted(good.keys, np.uint64(key)))
    index = np.load(tmp_path / "tiles" / "index.npy")
    with (tmp_path / "tiles" / "tiles.bin").open("r+b") as file:
        file.seek(int(index["offset"][row]) + 200)
        file.write(b"\xff\xff\xff\xff")
    arrived = threading.Event()
    store = TileStore(arrived.set)
    store.open([tmp_path])
    above = parent(key)
    assert above is not None
    with caplog.at_level(logging.WARNING):
        fetch(store, arrived, [key, above])
    assert not store.ready(key)
    assert stand_ins([key], store.ready, []) == [above]
    assert sum("damaged" in record.message for record in caplog.records) == 1
    store.close()


def test_a_region_without_tiles_is_a_sentence_and_the_others_are_shown(monaco: Path, tmp_path: Path) -> None:
    store = TileStore(lambda: None)
    problems = store.open([tmp_path, monaco])
    assert len(problems) == 1
    assert "no map tiles" in problems[0]
    assert store.bounds() is not None
    store.close()


def test_two_regions_that_share_a_tile_are_both_drawn(monaco: Path) -> None:
    arrived = threading.Event()
    store = TileStore(arrived.set)
    store.open([monaco, monaco])
    fetch(store, arrived, [harbour_key(14)])
    assert len(store.tiles(harbour_key(14))) == 2
    store.close()


def test_houses_beside_the_route_are_lowered_and_no_others(monaco: Path) -> None:
    tiles = TileSet.open(monaco / "tiles")
    zoom, key = 15, harbour_key(15)
    tile = tiles.tile(zoom, (key >> 29) & 0x1FFFFFFF, key & 0x1FFFFFFF)
    assert tile is not None
    # along Avenue d'Ostende
    x, y = project([*[43.7376, 7.4262][0:1], 43.7372], [7.4262, 7.4226])
    line = RouteLine(x, y, np.array([0.0, 300.0]), np.zeros(1, np.uint8), np.zeros(1, np.bool_))
    low = RouteCorridor(line, 18.0, 4.0).lowered(tile)
    before, after = tile.walls[:, 2] & 0xFFFF, low.walls[:, 2] & 0xFFFF
    changed = before != after
    assert 0 < changed.sum() < len(changed) / 2
    assert (after[changed] == 40).all()
    # walls and roof of a house go together
    lowered = np.unique(tile.walls[changed, 3])
    roof_changed = (tile.roofs[:, 1] & 0xFFFF) != (low.roofs[:, 1] & 0xFFFF)
    assert set(np.unique(tile.roofs[roof_changed, 1] >> 16)) <= set(lowered.tolist())


def test_a_damaged_tile_of_the_coarse_world_is_logged_once_and_a_larger_one_stands_in(
    monaco: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    shutil.copytree(WORLD, tmp_path / "world")
    world = TileSet.open(WORLD)
    zoom, x, y = split_key(harbour_key(world.deepest))
    row = int(np.searchsorted(world.keys, np.uint64(harbour_key(world.deepest))))
    index = np.load(tmp_path / "world" / "index.npy")
    with (tmp_path / "world" / "tiles.bin").open("r+b") as file:
        file.seek(int(index["offset"][row]) + 200)
        file.write(b"\xff\xff\xff\xff")
    arrived = threading.Event()
    store = TileStore(arrived.set, world=tmp_path / "world")
    store.open([monaco])
    with caplog.at_level(logging.WARNING):
        fetch(store, arrived, [harbour_key(14), harbour_key(15)])
    behind = store.backdrop(harbour_key(15))
    assert behind is not None
    assert (behind.zoom, behind.x, behind.y) == (zoom - 1, x // 2, y // 2)
    # what the region knows is shown all the same
    assert len(store.tiles(harbour_key(15))) == 1
    assert sum("damaged" in record.message for record in caplog.records) == 1
    store.close()


def test_after_a_long_way_the_coarse_world_still_lies_under_every_tile_that_is_here() -> None:
    arrived = threading.Event()
    store = TileStore(arrived.set)
    store.open([])
    way = [tile_key(6, x, y) for y in (20, 21, 22, 23) for x in range(64)]
    drawn = TileSet.open(WORLD)
    for begin in range(0, len(way), 16):
        fetch(store, arrived, way[begin : begin + 16])
        for key in way[: begin + 16]:
            if store.ready(key) and drawn.has(*split_key(key)):
                assert store.backdrop(key) is not None
    store.close()
