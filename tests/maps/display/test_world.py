"""The coarse world that ships: small enough, whole, with sea, lakes and towns where they are."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
import shapely

from maps.build.tiles.backdrop import coarse_water
from maps.display.format import AreaLayer, SymbolKind, split_key
from maps.display.mercator import project_point
from maps.display.reader import BORDERS_FOR, Tile, TileDamagedError, TileSet
from maps.display.world import FOLDER
from maps.geometry import LatLon

NICE = LatLon(43.7031, 7.2661)


@pytest.fixture(scope="module")
def world() -> TileSet:
    return TileSet.open(FOLDER)


def tile_at(world: TileSet, place: LatLon, zoom: int) -> Tile | None:
    x, y = (int(v * (1 << zoom)) for v in project_point(place))
    return world.covering(zoom, x, y)


def test_it_ships_in_25_mb_and_every_tile_is_whole(world: TileSet) -> None:
    assert (FOLDER / "tiles.bin").stat().st_size < 25_000_000
    for key in world.keys:
        assert world.tile(*split_key(int(key))) is not None


@pytest.mark.parametrize(
    ("place", "layer"),
    [
        (LatLon(43.60, 7.40), AreaLayer.SEA),
        (LatLon(42.0, 51.0), AreaLayer.SEA),
        (LatLon(-77.0, -170.0), AreaLayer.SEA),
        (LatLon(46.42, 6.55), AreaLayer.WATER),
        (LatLon(43.70, 7.20), None),
        (LatLon(39.60, 3.00), None),
        (LatLon(37.76, -122.44), None),
        (LatLon(61.0, 7.8), None),
    ],
    ids=["ligurian", "caspian", "ross", "leman", "nice", "mallorca", "twin-peaks", "norway"],
)
def test_water_is_where_it_is(place: LatLon, layer: AreaLayer | None) -> None:
    x, y = project_point(place)
    near = (x - 1e-6, y - 1e-6, x + 1e-6, y + 1e-6)
    for other in (AreaLayer.SEA, AreaLayer.WATER):
        assert coarse_water(near, other).is_empty is (other is not layer)


def test_a_town_has_its_own_name_and_the_drivers(world: TileSet) -> None:
    tile = tile_at(world, NICE, 6)
    assert tile is not None
    names = {
        language: {
            tile.name(int(row["words_begin"]), int(row["words_end"]), language)
            for row in tile.symbols
            if row["kind"] == SymbolKind.FAR_CITY
        }
        for language in ("de", "ja")
    }
    assert ("Nice", "Nizza") in names["de"]
    assert ("Torino", "トリノ") in names["ja"]


def test_coarser_tiles_name_fewer_towns(world: TileSet) -> None:
    counts = []
    for zoom in (4, 5, 6):
        keys = [split_key(int(key)) for key in world.keys if int(key) >> 58 == zoom]
        tiles = [tile for key in keys if (tile := world.tile(*key)) is not None]
        counts.append(sum(int((tile.symbols["kind"] >= SymbolKind.FAR_METROPOLIS).sum()) for tile in tiles))
    assert counts[0] * 2 < counts[1] < counts[2] / 3


def test_enlarged_beyond_its_truth_it_has_towns_but_no_borders(world: TileSet) -> None:
    deep = tile_at(world, NICE, world.deepest + BORDERS_FOR + 1)
    assert deep is not None
    assert len(deep.symbols)
    assert len(deep.lines) == deep.bands[0]


def test_where_a_tile_is_damaged_the_larger_one_stands_in(world: TileSet, tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "world", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    x, y = (int(v * 64) for v in project_point(NICE))
    row = int(np.searchsorted(world.keys, np.uint64(6 << 58 | x << 29 | y)))
    with (tmp_path / "world" / "tiles.bin").open("r+b") as file:
        file.seek(int(np.load(FOLDER / "index.npy")["offset"][row]) + 200)
        file.write(b"\xff\xff\xff\xff")
    told: list[TileDamagedError] = []
    tile = TileSet.open(tmp_path / "world").backdrop(9, x << 3, y << 3, told.append)
    assert tile is not None
    assert (tile.zoom, tile.x, tile.y) == (5, x // 2, y // 2)
    assert len(told) == 1
    assert "6/" in str(told[0])


def test_what_the_world_calls_sea_is_a_shape_without_overlaps() -> None:
    x, y = project_point(NICE)
    sea = coarse_water((x - 1e-3, y - 1e-3, x + 1e-3, y + 1e-3), AreaLayer.SEA)
    assert shapely.is_valid(sea)
    assert 0.2 < sea.area / 4e-6 < 0.8
