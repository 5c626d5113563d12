"""The coarse world's sources: how the coast is thinned, what a town is called."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest
import shapely

from maps.build.tiles.world import read_shapefile
from maps.build.tiles.world_coast import rounded, sea_at, thinned
from maps.build.tiles.world_places import Town, local_name
from maps.display.format import SymbolKind

HERE = shapely.STRtree([shapely.Point(0.0, 0.0)])
NOWHERE = shapely.STRtree([shapely.Point(60.0, 60.0)])


def island(bay_deg: float, half_deg: float = 0.05) -> np.ndarray:
    """A square round (0, 0) with a bay in its southern coast, so deep."""
    return np.array(
        [
            (-half_deg, -half_deg), (-0.004, -half_deg), (0.0, -half_deg + bay_deg), (0.004, -half_deg),
            (half_deg, -half_deg), (half_deg, half_deg), (-half_deg, half_deg), (-half_deg, -half_deg),
        ]
    )  # fmt: skip


def test_a_bay_near_a_town_is_kept_and_one_where_nobody_lives_is_not() -> None:
    near, far = thinned(island(0.006), HERE, 0.0), thinned(island(0.006), NOWHERE, 0.0)
    assert near is not None and far is not None
    assert [0.0, -0.044] in near.round(6).tolist()
    assert [0.0, -0.044] not in far.round(6).tolist()


def test_seen_from_far_the_bay_goes_near_a_town_too() -> None:
    far = thinned(island(0.006), HERE, 2_000.0)
    assert far is not None
    assert [0.0, -0.044] not in far.round(6).tolist()


def test_a_rock_is_left_out_where_nobody_lives() -> None:
    rock = island(0.001, half_deg=0.006)
    assert thinned(rock, HERE, 0.0) is not None
    assert thinned(rock, NOWHERE, 0.0) is None


def test_the_coast_stays_whole_where_near_and_far_meet() -> None:
    shore = np.array([(step / 100, 0.02 * np.sin(step / 2)) for step in range(-200, 201)])
    ring = np.vstack([shore, [(2.0, 3.0), (-2.0, 3.0)], shore[:1]])
    found = thinned(ring, HERE, 0.0)
    assert found is not None
    assert found[0].tolist() == found[-1].tolist() == ring[0].tolist()
    assert shapely.Polygon(found).is_valid
    # near the town all the waves are there, far off they are not
    assert len(found[np.abs(found[:, 0]) < 0.05]) > 5
    assert len(found) < len(ring) / 2


def test_a_rounded_coast_goes_through_its_points_and_bends_where_it_had_corners() -> None:
    """None turns by more than half of what it did."""
    quay = np.array([(0.0, 0.0), (0.01, 0.0), (0.01, 0.01), (0.02, 0.01), (0.03, 0.02)])
    smooth = rounded(quay, 1e-5)
    assert smooth[[0, -1]].tolist() == quay[[0, -1]].tolist()
    line = shapely.LineString(smooth)
    assert shapely.distance(line, shapely.points(quay)).max() <= 1e-5
    assert shapely.hausdorff_distance(line, shapely.LineString(quay), densify=0.1) < 0.002
    headings = np.arctan2(*np.diff(smooth, axis=0).T)
    assert np.abs(np.diff(headings)).max() < np.pi / 4


def test_rounding_stands_points_twice_in_the_same_place_and_lines_too_short_to_bend() -> None:
    straight = np.array([(0.0, 0.0), (0.01, 0.0)])
    assert rounded(straight, 1e-5).tolist() == straight.tolist()
    doubled = rounded(np.array([(0.0, 0.0), (0.01, 0.0), (0.01, 0.0), (0.01, 0.01)]), 1e-5)
    assert np.isfinite(doubled).all()
    assert doubled[[0, -1]].tolist() == [[0.0, 0.0], [0.01, 0.01]]


def test_the_sea_goes_round_an_island_and_ends_at_the_shore() -> None:
    around = [np.array([(-15.0, -5.0), (15.0, -5.0), (15.0, 5.0), (-15.0, 5.0), (-15.0, -5.0)]), island(0.0)]
    sea = shapely.union_all(np.array(sea_at([around], HERE, 0.0), dtype=object))
    assert not shapely.contains_xy(sea, 0.5, 0.5)
    assert shapely.contains_xy(sea, 0.5 + 1.0 / 360.0, 0.5)
    assert not shapely.contains_xy(sea, 0.5 + 20.0 / 360.0, 0.5)


@pytest.mark.parametrize(
    ("name", "iso", "called", "tongues", "local"),
    [
        ("Munich", "DE", {"en": "Munich", "de": "München"}, ["de"], "München"),
        ("Milan", "IT", {"it": "Milano", "fr": "Milan"}, ["it", "de", "fr"], "Milano"),
        ("Genève", "CH", {"de": "Genf", "fr": "Genève"}, ["de", "fr", "it"], "Genève"),
        ("Brussels", "BE", {"nl": "Brussel", "fr": "Bruxelles"}, ["nl", "fr"], "Brussel"),
        ("Cairo", "EG", {"ar": "القاهرة", "en": "Cairo"}, ["ar", "en", "fr"], "القاهرة"),
        ("Digne-les-Bains", "FR", {"oc": "Dinha"}, ["fr", "oc"], "Digne-les-Bains"),
        ("Base", "AQ", {}, [], "Base"),
    ],
)
def test_a_town_is_called_what_its_signs_say(
    name: str, iso: str, called: dict[str, str], tongues: list[str], local: str
) -> None:
    assert local_name(name, iso, called, tongues) == local


def test_the_larger_town_goes_first_and_a_capital_before_one_as_large() -> None:
    capital, large, small = (
        Town(0.0, 0.0, inhabitants, kind, "")
        for inhabitants, kind in (
            (2_000_000, SymbolKind.FAR_METROPOLIS),
            (900_000, SymbolKind.FAR_CITY),
            (6_000, SymbolKind.FAR_VILLAGE),
        )
    )
    assert capital.rank < large.rank < small.rank


def test_parts_of_a_shape_come_out_of_a_shapefile_as_they_were(tmp_path: Path) -> None:
    parts = [[(0.0, 0.0), (1.0, 2.0)], [(3.0, 4.0), (5.0, 6.0), (7.0, 8.0)]]
    points = [value for part in parts for point in part for value in point]
    record = struct.pack("<i4d2i2i10d", 3, 0.0, 0.0, 7.0, 8.0, 2, 5, 0, 2, *points)
    empty = struct.pack("<i", 0)
    rows = [struct.pack(">2i", n, len(row) // 2) + row for n, row in enumerate((record, empty), 1)]
    path = tmp_path / "lines.shp"
    path.write_bytes(bytes(100) + b"".join(rows))
    assert [[part.tolist() for part in shape] for shape in read_shapefile(path)] == [
        [[list(point) for point in part] for part in parts]
    ]
