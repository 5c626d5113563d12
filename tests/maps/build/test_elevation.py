"""Climbs come from SRTM tiles, over bridges and through tunnels from end to end, else from incline tags."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from maps.build.compile import build_region
from maps.build.elevation import ElevationFolder
from maps.errors import SourceError
from maps.region.reader import Region
from tests.ascii_map import ascii_map

SIDE = 1201


def write_tile(folder: Path, heights: np.ndarray) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / "N01E001.hgt"
    heights.astype(">i2").tofile(path)
    return path


def slope_to_the_east() -> np.ndarray:
    """One metre up for each sample (92.5 m at the equator)."""
    return np.tile(np.arange(SIDE), (SIDE, 1))


def compiled(tmp_path: Path, tags: dict[str, str], heights: np.ndarray | None) -> Region:
    town = ascii_map(["A   B   C"], ways={"ABC": tags}, grid_m=500, folder=tmp_path / "town")
    elevation = None
    if heights is not None:
        write_tile(tmp_path / "srtm", heights)
        elevation = tmp_path / "srtm"
    build_region([town.source], tmp_path / "region", elevation=elevation)
    return Region.open(tmp_path / "region")


def test_heights_are_read_between_the_samples(tmp_path: Path) -> None:
    write_tile(tmp_path / "srtm", slope_to_the_east())
    folder = ElevationFolder(tmp_path / "srtm")
    lon = 1.0 + np.array([0.0, 10.0, 10.5, 1199.75]) / (SIDE - 1)
    assert folder.heights_m(np.full(4, 1.5), lon) == pytest.approx([0.0, 10.0, 10.5, 1199.75])
    assert np.isnan(folder.heights_m(np.array([2.5]), np.array([1.5]))[0]), "no tile there"


def test_a_road_up_climbs_one_way_and_falls_the_other(tmp_path: Path) -> None:
    region = compiled(tmp_path, {}, slope_to_the_east())
    forward = int(np.flatnonzero(region.edge_forward == 1)[0])
    backward = int(region.edge_reverse[forward])
    expected = float(region.edge_length_m[forward]) / 92.6
    assert region.edge_climb_m[forward] == pytest.approx(expected, rel=0.02)
    assert region.edge_descent_m[forward] == 0
    assert region.edge_descent_m[backward] == pytest.approx(expected, rel=0.02)


def test_a_bridge_does_not_follow_the_valley(tmp_path: Path) -> None:
    valley = np.tile(np.minimum(np.abs(np.arange(SIDE) - 11) * 10, 300), (SIDE, 1))
    ground = compiled(tmp_path / "ground", {}, valley)
    bridge = compiled(tmp_path / "bridge", {"bridge": "yes"}, valley)
    assert ground.edge_climb_m.max() > 50
    assert bridge.edge_climb_m.max() < 30


def test_a_void_leaves_the_incline_tag(tmp_path: Path) -> None:
    region = compiled(tmp_path, {"incline": "10%"}, np.full((SIDE, SIDE), -32768))
    forward = int(np.flatnonzero(region.edge_forward == 1)[0])
    assert region.edge_climb_m[forward] == pytest.approx(float(region.edge_length_m[forward]) * 0.1, rel=1e-3)


def test_a_folder_without_tiles_or_with_a_torn_one_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"holds no \.hgt"):
        ElevationFolder(tmp_path)
    (tmp_path / "N01E001.hgt").write_bytes(b"torn")
    with pytest.raises(SourceError, match="not an SRTM tile"):
        ElevationFolder(tmp_path)
