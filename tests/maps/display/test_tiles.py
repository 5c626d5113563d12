"""Tiles as they come out of the compiler: what lies where, what a damaged archive does."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from maps.build.tiles import build_tiles
from maps.display.format import (
    EXTENT,
    MAX_TILE_ZOOM,
    ORIGIN,
    AreaLayer,
    LineFlag,
    LineLayer,
    SymbolKind,
    split_key,
)
from maps.display.mercator import project
from maps.display.reader import Tile, TileDamagedError, TileSet
from maps.errors import RegionError, SourceError


def quiet(stage: str, done: float) -> None:
    """Progress that nobody watches."""


@pytest.fixture(scope="module")
def monaco(monaco_pbf: Path, tmp_path_factory: pytest.TempPathFactory) -> TileSet:
    folder = tmp_path_factory.mktemp("monaco") / "tiles"
    build_tiles([monaco_pbf], folder, quiet)
    return TileSet.open(folder)


def tile_at(tiles: TileSet, lat: float, lon: float, zoom: int = MAX_TILE_ZOOM) -> Tile:
    x, y = project(lat, lon)
    tile = tiles.tile(zoom, int(x * (1 << zoom)), int(y * (1 << zoom)))
    assert tile is not None
    return tile


def layers_at(tiles: TileSet, lat: float, lon: float, zoom: int = MAX_TILE_ZOOM) -> set[AreaLayer]:
    """Areas whose triangles cover a position."""
    tile = tile_at(tiles, lat, lon, zoom)
    x, y = project(lat, lon)
    at = (np.array([x, y]) * (1 << zoom) - (tile.x, tile.y)) * EXTENT + ORIGIN
    corners = np.stack([tile.areas[:, 0] & 0xFFFF, tile.areas[:, 0] >> 16], axis=-1).astype(np.float64)
    a, b, c = (corners[tile.triangles[:, i]] - at for i in range(3))

    def cross(p: np.ndarray, q: np.ndarray) -> np.ndarray:
        return p[:, 0] * q[:, 1] - p[:, 1] * q[:, 0]

    signs = np.stack([cross(a, b), cross(b, c), cross(c, a)])
    inside = (signs >= 0).all(axis=0) | (signs <= 0).all(axis=0)
    return {AreaLayer(int(v)) for v in np.unique(tile.areas[tile.triangles[inside, 0], 1])}


@pytest.mark.parametrize("zoom", [10, 13, MAX_TILE_ZOOM])
def test_the_harbour_and_the_open_sea_are_water_and_the_rock_is_land(monaco: TileSet, zoom: int) -> None:
    assert AreaLayer.SEA in layers_at(monaco, 43.7350, 7.4270, zoom)
    assert AreaLayer.SEA in layers_at(monaco, 43.7300, 7.4400, zoom)
    assert AreaLayer.SEA not in layers_at(monaco, 43.7312, 7.4197, zoom)
    assert AreaLayer.SEA not in layers_at(monaco, 43.7400, 7.4200, zoom)


def test_every_index_points_into_its_tile_and_bands_are_in_order(monaco: TileSet) -> None:
    for key in monaco.keys:
        tile = monaco.tile(*split_key(int(key)))
        assert tile is not None
        assert not len(tile.triangles) or tile.triangles.max() < len(tile.areas)
        assert not len(tile.slabs) or tile.slabs.max() < len(tile.roofs)
        assert (np.diff(tile.bands.astype(int)) >= 0).all()
        assert int(tile.bands[-1]) == len(tile.lines)
        under = tile.lines[int(tile.bands[0]) : int(tile.bands[1])]
        assert ((under[:, 2] >> 8 & LineFlag.TUNNEL) != 0).all()


def test_a_town_has_its_roads_houses_names_and_tunnels(monaco: TileSet) -> None:
    tile = tile_at(monaco, 43.7375, 7.4245)
    assert len(tile.walls) > 500
    layers = set(np.unique(tile.lines[:, 2] & 0xFF))
    assert {LineLayer.PRIMARY, LineLayer.RESIDENTIAL, LineLayer.SHORE} <= layers
    names = {tile.name(int(p["words_begin"]), int(p["words_end"]), "en")[0] for p in tile.paths}
    assert "Avenue d'Ostende" in names
    assert SymbolKind.FOOD in set(tile.symbols["kind"])
    assert tile.bands[1] > tile.bands[0]


def test_a_name_in_the_drivers_language_comes_with_the_local_one(monaco: TileSet) -> None:
    tile = tile_at(monaco, 43.7384, 7.4246, 8)
    names = [tile.name(int(s["words_begin"]), int(s["words_end"]), "ja") for s in tile.symbols]
    assert any(local == "Monaco" and "モナコ" in other for local, other in names)


def test_coarser_tiles_hold_less(monaco: TileSet) -> None:
    fine = sum(len(monaco.tile(*split_key(int(k))).lines) for k in monaco.keys if int(k) >> 58 == 15)
    coarse = sum(len(monaco.tile(*split_key(int(k))).lines) for k in monaco.keys if int(k) >> 58 == 11)
    assert 0 < coarse * 4 < fine


def test_an_island_in_a_lake_in_a_wood_is_assembled_from_its_relation(tmp_path: Path) -> None:
    tiles = draw(
        tmp_path,
        rings={1: 0.010, 2: 0.006, 3: 0.002},
        relations=[({"landuse": "forest"}, [1], [2]), ({"natural": "water"}, [2], [3])],
    )
    # where the coarse world knows of nothing but sea, a region has its land under everything
    assert layers_at(tiles, 0.0, 0.0085) == {AreaLayer.LAND, AreaLayer.WOOD}
    assert layers_at(tiles, 0.0, 0.0045) == {AreaLayer.LAND, AreaLayer.WATER}
    assert layers_at(tiles, 0.0005, 0.0005) == {AreaLayer.LAND}


@pytest.mark.parametrize(
    ("tags", "covered"),
    [
        ({"natural": "water"}, {AreaLayer.LAND, AreaLayer.WATER}),
        ({"landuse": "forest"}, {AreaLayer.WOOD}),
    ],
    ids=["knows-it", "knows-it-not"],
)
def test_the_coarse_worlds_lake_is_covered_only_by_a_region_that_knows_the_lake(
    tmp_path: Path, tags: dict[str, str], covered: set[AreaLayer]
) -> None:
    leman = (46.42, 6.55)
    tiles = draw(tmp_path, rings={1: 0.010}, relations=[(tags, [1], [])], middle=leman)
    assert layers_at(tiles, leman[0] + 0.004, leman[1] + 0.004) == covered


def test_one_changed_byte_is_noticed(monaco: TileSet, tmp_path: Path) -> None:
    copy = tmp_path / "tiles"
    copy.mkdir()
    (copy / "index.npy").write_bytes((monaco.folder / "index.npy").read_bytes())
    data = bytearray((monaco.folder / "tiles.bin").read_bytes())
    data[len(data) // 2] ^= 0x40
    (copy / "tiles.bin").write_bytes(data)
    tiles = TileSet.open(copy)
    broken = 0
    for key in tiles.keys:
        try:
            tiles.tile(*split_key(int(key)))
        except TileDamagedError as error:
            broken += 1
            assert "is damaged" in str(error)
    assert broken == 1


def test_a_torn_archive_loses_only_what_was_torn_off(monaco: TileSet, tmp_path: Path) -> None:
    (tmp_path / "index.npy").write_bytes((monaco.folder / "index.npy").read_bytes())
    data = (monaco.folder / "tiles.bin").read_bytes()
    (tmp_path / "tiles.bin").write_bytes(data[: len(data) * 2 // 3])
    tiles = TileSet.open(tmp_path)
    first, last = split_key(int(tiles.keys[0])), split_key(int(tiles.keys[-1]))
    assert tiles.tile(*first) is not None
    with pytest.raises(TileDamagedError):
        tiles.tile(*last)


def empty(folder: Path) -> None:
    folder.mkdir()


def foreign(folder: Path) -> None:
    folder.mkdir()
    np.save(folder / "index.npy", np.zeros(3))
    (folder / "tiles.bin").write_bytes(bytes(16))


def garbage(folder: Path) -> None:
    folder.mkdir()
    (folder / "index.npy").write_bytes(b"not an array")
    (folder / "tiles.bin").write_bytes(bytes(16))


@pytest.mark.parametrize("make", [empty, foreign, garbage, lambda folder: None])
def test_what_is_no_archive_says_so(make: Callable[[Path], None], tmp_path: Path) -> None:
    make(tmp_path / "tiles")
    with pytest.raises(RegionError, match="map tiles"):
        TileSet.open(tmp_path / "tiles")


def test_a_torn_source_is_one_clear_error(monaco_pbf: Path, tmp_path: Path) -> None:
    torn = tmp_path / "torn.osm.pbf"
    torn.write_bytes(monaco_pbf.read_bytes()[:200_000])
    with pytest.raises(SourceError):
        build_tiles([torn], tmp_path / "tiles", quiet)


Relation = tuple[dict[str, str], list[int], list[int]]


def draw(
    folder: Path,
    rings: dict[int, float],
    relations: list[Relation],
    middle: tuple[float, float] = (0.0, 0.0),
) -> TileSet:
    """Squares round a latitude and longitude of so many degrees each way, and multipolygons of them."""
    nodes, ways, rels = [], [], []
    for number, half in rings.items():
        ids = [number * 10 + i for i in range(4)]
        for i, (lat, lon) in zip(
            ids, ((-half, -half), (-half, half), (half, half), (half, -half)), strict=True
        ):
            at = f'lat="{middle[0] + lat}" lon="{middle[1] + lon}"'
            nodes.append(f'<node id="{i}" version="1" {at}/>')
        refs = "".join(f'<nd ref="{i}"/>' for i in (*ids, ids[0]))
        ways.append(f'<way id="{number}" version="1">{refs}</way>')
    for number, (tags, outer, inner) in enumerate(relations, 1):
        members = [f'<member type="way" ref="{w}" role="outer"/>' for w in outer]
        members += [f'<member type="way" ref="{w}" role="inner"/>' for w in inner]
        words = "".join(f'<tag k="{k}" v="{v}"/>' for k, v in {"type": "multipolygon", **tags}.items())
        rels.append(f'<relation id="{number}" version="1">{"".join(members)}{words}</relation>')
    path = folder / "drawn.osm"
    path.write_text(f'<osm version="0.6">{"".join([*nodes, *ways, *rels])}</osm>')
    build_tiles([path], folder / "tiles", quiet)
    return TileSet.open(folder / "tiles")


def test_a_way_round_the_world_and_one_without_end_do_not_hold_up_the_build(tmp_path: Path) -> None:
    places = [(90.0, 180.0), (-90.0, -180.0), (0.0, 179.99), (10.0, 10.0), (10.001, 10.001)]
    places += [(20.0 + i * 1e-6, 20.0 + (i % 7) * 1e-6) for i in range(200_000)]
    nodes = [
        f'<node id="{i}" version="1" lat="{a:.7f}" lon="{b:.7f}"/>' for i, (a, b) in enumerate(places, 1)
    ]
    ways = []
    for number, ids in ((1, range(1, 6)), (2, range(6, 200_006))):
        refs = "".join(f'<nd ref="{i}"/>' for i in ids)
        ways.append(f'<way id="{number}" version="1">{refs}<tag k="highway" v="primary"/></way>')
    path = tmp_path / "odd.osm"
    path.write_text(f'<osm version="0.6">{"".join([*nodes, *ways])}</osm>')
    began = time.monotonic()
    counts = build_tiles([path], tmp_path / "tiles", quiet)
    assert time.monotonic() - began < 30.0
    assert 10 < counts["tiles"] < 2_000
