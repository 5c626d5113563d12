"""What is left out of a picture lies off the screen, and what is drawn is drawn once."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hmi.view_models.map.gpu.draw_plan import DrawPlan, Run, Scope, Seen
from hmi.view_models.map.view.camera import Camera
from hmi.view_models.map.view.style_uniforms import fog_range
from hmi.view_models.map.view.visible import visible_tiles
from maps.display.format import LineFlag, split_key
from maps.display.mercator import project_point
from maps.display.reader import Tile, TileSet
from maps.display.stretches import CASINGS, DASHED, STRETCH_ROWS, Pass
from maps.geometry import LatLon

ALL = Seen((True,) * 48, (True,) * 48, houses=True, raised=True, arrows=True)
REACH_DP = 20.0


@pytest.fixture(scope="module")
def archive(monaco: Path) -> TileSet:
    return TileSet.open(monaco / "tiles")


def in_view(archive: TileSet, camera: Camera) -> list[Tile]:
    found = (archive.tile(*split_key(key)) for key in visible_tiles(camera, fog_range(camera).full_w))
    return [tile for tile in found if tile is not None]


def scope(tiles: list[Tile], camera: Camera, seen: Seen = ALL) -> Scope:
    far_w = fog_range(camera).full_w
    return Scope(tuple(tiles), camera, seen, far_w=far_w, reach_dp=REACH_DP, highest_dp=0.0)


def runs(tiles: list[Tile], camera: Camera, seen: Seen = ALL) -> dict[Pass, list[Run]]:
    return DrawPlan(scope(tiles, camera, seen)).runs


def on_screen(tile: Tile, rows: np.ndarray, camera: Camera) -> np.ndarray:
    """[N] whether a segment's middle is seen."""
    middle = (tile.world(np.ascontiguousarray(rows[:, 0])) + tile.world(np.ascontiguousarray(rows[:, 1]))) / 2
    x, y, w = camera.to_screen(middle)
    seen = (w > 0.1) & (w < fog_range(camera).full_w)
    return seen & (x >= 0) & (x <= camera.width) & (y >= 0) & (y <= camera.height)


@st.composite
def cameras(draw: st.DrawFn) -> Camera:
    x, y = project_point(LatLon(draw(st.floats(43.722, 43.752)), draw(st.floats(7.405, 7.44))))
    pitch = draw(st.sampled_from([0.0, 14.0, 45.0, 63.0]))
    anchor = draw(st.sampled_from([(640.0, 360.0), (770.0, 560.0)]))
    zoom, bearing = draw(st.floats(13.0, 19.0)), draw(st.floats(0.0, 360.0))
    return Camera(x, y, zoom, bearing, pitch, anchor_x=anchor[0], anchor_y=anchor[1])


changes = st.tuples(*(st.floats(-reach, reach) for reach in (0.3, 4.0, 3.0, 80.0)))


@given(camera=cameras(), change=changes)
@settings(max_examples=80, deadline=None)
def test_every_line_on_the_screen_is_drawn_once_also_by_a_plan_made_a_moment_ago(
    archive: TileSet, camera: Camera, change: tuple[float, float, float, float]
) -> None:
    tiles = in_view(archive, camera)
    plan = DrawPlan(scope(tiles, camera))
    zoom, turn_deg, pitch_deg, move_dp = change
    camera = replace(
        camera,
        x=camera.x + move_dp / camera.dp_per_world,
        zoom=camera.zoom + zoom,
        bearing_deg=(camera.bearing_deg + turn_deg) % 360.0,
        pitch_deg=max(0.0, camera.pitch_deg + pitch_deg),
    )
    if not plan.serves(scope(tiles, camera)):
        plan = DrawPlan(scope(tiles, camera), plan)
    drawn = [np.zeros(len(tile.lines), dtype=int) for tile in tiles]
    for step, chosen in plan.runs.items():
        if step <= Pass.BRIDGES and step not in (
            *CASINGS,
            Pass.TUNNEL_ARROWS,
            Pass.ROAD_ARROWS,
            Pass.FLAT_ROOFS,
        ):
            for number, begin, end in chosen:
                drawn[number][begin:end] += 1
    for tile, times in zip(tiles, drawn, strict=True):
        assert times.max(initial=0) <= 1
        seen = on_screen(tile, tile.lines, camera)
        assert (times[seen] == 1).all()


@given(camera=cameras())
@settings(max_examples=30, deadline=None)
def test_every_house_on_the_screen_is_drawn(archive: TileSet, camera: Camera) -> None:
    tiles = in_view(archive, camera)
    drawn = [np.zeros(len(tile.walls), dtype=bool) for tile in tiles]
    for number, begin, end in runs(tiles, camera).get(Pass.WALLS, []):
        drawn[number][begin:end] = True
    for tile, times in zip(tiles, drawn, strict=True):
        if len(tile.walls):
            assert times[on_screen(tile, tile.walls, camera)].all()


def test_most_of_what_lies_off_the_screen_is_left_out(archive: TileSet) -> None:
    x, y = project_point(LatLon(43.7394, 7.4275))
    camera = Camera(x, y, 18.5)
    tiles = in_view(archive, camera)
    seen = Seen((True,) * 48, (True,) * 48, houses=True, raised=False, arrows=True)
    drawn = Counter[Pass]()
    for step, chosen in runs(tiles, camera, seen).items():
        drawn[step] += sum(end - begin for _, begin, end in chosen)
    walls = sum(len(tile.walls) for tile in tiles)
    assert walls > 20 * STRETCH_ROWS
    assert 0 < drawn[Pass.HOUSE_EDGES] < walls / 2
    assert 0 < drawn[Pass.FLAT_ROOFS] < sum(len(tile.slabs) for tile in tiles) / 2


def test_casings_come_under_all_fills_and_dashes_and_arrows_apart(archive: TileSet) -> None:
    x, y = project_point(LatLon(43.7394, 7.4275))
    tiles = in_view(archive, camera := Camera(x, y, 16.5))
    plan = runs(tiles, camera)
    assert list(plan) == sorted(plan)
    for step, chosen in plan.items():
        for number, begin, end in chosen:
            rows = tiles[number].lines[begin:end, 2]
            if step == Pass.DASHED:
                assert np.isin(rows & 0xFF, DASHED).all()
            if step == Pass.ROAD_ARROWS:
                assert (rows >> 8 & LineFlag.ONEWAY).all()


def test_nothing_unseen_at_this_zoom_is_drawn(archive: TileSet) -> None:
    x, y = project_point(LatLon(43.7394, 7.4275))
    tiles = in_view(archive, camera := Camera(x, y, 16.5))
    bare = Seen((False,) * 48, (False,) * 48, houses=False, raised=False, arrows=False)
    assert runs(tiles, camera)
    assert runs(tiles, camera, bare) == {}


def test_a_plan_serves_until_the_picture_moves_or_shows_other_tiles(archive: TileSet) -> None:
    x, y = project_point(LatLon(43.7394, 7.4275))
    camera = Camera(x, y, 16.5)
    tiles = in_view(archive, camera)
    plan = DrawPlan(scope(tiles, camera))
    assert plan.serves(scope(tiles, replace(camera, x=x + 20.0 / camera.dp_per_world)))
    assert not plan.serves(scope(tiles, replace(camera, x=x + 300.0 / camera.dp_per_world)))
    assert not plan.serves(scope(tiles[:-1], camera))
    assert not plan.serves(scope(tiles, replace(camera, zoom=17.5)))
