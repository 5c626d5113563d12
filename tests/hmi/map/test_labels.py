"""Where names go, as geometry: none over another, none on the route, steady, readable."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication

from hmi.view_models.map.content.markers import marker_sprites
from hmi.view_models.map.content.scene import SceneState
from hmi.view_models.map.labels.atlas import Atlas
from hmi.view_models.map.labels.label_candidates import NOTHING, Candidate, joined, roads_in
from hmi.view_models.map.labels.labels import Box, Label, Taken, Wish, overlap
from hmi.view_models.map.labels.placement import (
    FAR_TOWNS,
    FAR_TOWNS_APART_DP,
    GUIDANCE_ICONS,
    GUIDANCE_NAMES,
    place,
    without_known_towns,
)
from hmi.view_models.map.labels.sprite_painter import SpritePainter
from hmi.view_models.map.view.camera import Camera, look_at
from hmi.view_models.map.view.style_uniforms import fog_range
from hmi.view_models.map.view.visible import visible_tiles
from maps.display.abbreviations import shortened
from maps.display.format import INDEX_DTYPE, SymbolKind, split_key, tile_key
from maps.display.reader import Tile, TileSet
from maps.display.style import load_style
from maps.display.world import FOLDER as WORLD
from maps.geometry import LatLon

CASINO = LatLon(43.7394, 7.4275)


@pytest.fixture(scope="module")
def tiles(monaco: Path) -> TileSet:
    return TileSet.open(monaco / "tiles")


def measure(text: str) -> float:
    return 13.0 * len(text)


def in_view(tiles: TileSet, camera: Camera) -> list[tuple[int, Tile]]:
    keys = visible_tiles(camera, fog_range(camera).full_w)
    found = [(key, tiles.tile(*split_key(key))) for key in keys]
    return [(key, tile) for key, tile in found if tile is not None]


def labels(tiles: TileSet, camera: Camera, before: Sequence[Label] = (), **more: object) -> tuple[Label, ...]:
    wish = Wish(camera, in_view(tiles, camera), "en", fog_range(camera).full_w, **more)  # type: ignore[arg-type]
    for result in place(wish, load_style(), measure, before):
        if result is not None:
            return result
    raise AssertionError("the run ended without a result")


FLAT = {zoom: look_at(CASINO, zoom) for zoom in (12.0, 14.0, 16.0, 17.0, 18.5)}
TILTED = replace(
    look_at(CASINO, 18.3),
    pitch_deg=63.0,
    bearing_deg=230.0,
    width=1176,
    height=576,
    anchor_x=770,
    anchor_y=449,
)


@pytest.mark.parametrize("camera", [*FLAT.values(), TILTED], ids=[*map(str, FLAT), "tilted"])
def test_no_two_labels_share_a_place_and_all_are_on_the_picture(tiles: TileSet, camera: Camera) -> None:
    shown = labels(tiles, camera)
    assert len(shown) >= 2
    boxes = [(i, box) for i, label in enumerate(shown) for box in label.boxes]
    for i, (l1, t1, r1, b1) in boxes:
        for j, (l2, t2, r2, b2) in boxes:
            if i < j:
                assert not (l1 < r2 and l2 < r1 and t1 < b2 and t2 < b1), (shown[i].text, shown[j].text)
        if shown[i].path is None:
            assert l1 >= 0 and t1 >= 0 and r1 <= camera.width and b1 <= camera.height


@pytest.mark.parametrize("shift_dp", [1.0, 4.0, 10.0])
def test_a_small_move_of_the_camera_changes_nothing_but_the_edges(tiles: TileSet, shift_dp: float) -> None:
    camera = FLAT[17.0]
    shown = labels(tiles, camera)
    moved = replace(camera, x=camera.x + shift_dp / camera.dp_per_world)
    again = labels(tiles, moved, shown)
    inner = {
        label.key
        for label in shown
        if all(
            b[0] > 40 and b[2] < camera.width - 40 and b[1] > 40 and b[3] < camera.height - 40
            for b in label.boxes
        )
    }
    assert len(inner) > 5
    kept = {label.key: label for label in again}
    assert inner <= set(kept)
    for label in shown:
        if label.key in inner:
            drift = math.hypot(kept[label.key].x - label.x, kept[label.key].y - label.y) * camera.dp_per_world
            assert drift < 8.0, label.text


def test_the_same_picture_gets_the_same_labels(tiles: TileSet) -> None:
    first = labels(tiles, FLAT[16.0])
    assert [label.key for label in labels(tiles, FLAT[16.0], first)] == [label.key for label in first]


def test_names_follow_roads_that_turn_little(tiles: TileSet) -> None:
    shown = [label for label in labels(tiles, FLAT[17.0]) if label.path is not None]
    assert shown
    for label in shown:
        assert label.path is not None
        x, y, _ = FLAT[17.0].to_screen(label.path)
        length = np.hypot(np.diff(x), np.diff(y)).sum()
        assert length > label.width


def test_no_name_lies_on_the_route_ahead_or_under_a_card(tiles: TileSet) -> None:
    camera = FLAT[17.0]
    route = np.column_stack([np.linspace(0, 1280, 140), np.linspace(200, 520, 140)])
    card = (0.0, 0.0, 456.0, 720.0)
    for label in labels(tiles, camera, route=route, blocked=(card,)):
        for left, top, right, bottom in label.boxes:
            assert not (left < card[2] and top < card[3])
            inside = (
                (route[:, 0] > left) & (route[:, 0] < right) & (route[:, 1] > top) & (route[:, 1] < bottom)
            )
            assert not inside.any(), label.text


def test_guidance_shows_few_and_the_next_street_first(tiles: TileSet) -> None:
    shown = labels(tiles, TILTED, guiding=True, next_name="Boulevard Princesse Charlotte")
    assert sum(not label.icon for label in shown) <= GUIDANCE_NAMES
    assert sum(bool(label.icon) for label in shown) <= GUIDANCE_ICONS
    least = [label.text for label in labels(tiles, FLAT[17.0]) if label.path is not None][-1]
    names = {
        tile.name(int(path["words_begin"]), int(path["words_end"]), "en")[0]
        for _, tile in in_view(tiles, FLAT[17.0])
        for path in tile.paths
    }
    street = next(name for name in names if shortened(name) == least)
    assert labels(tiles, FLAT[17.0], next_name=street)[0].text == least


def test_house_numbers_wait_until_one_is_near(tiles: TileSet) -> None:
    near = labels(tiles, FLAT[18.5])
    far = labels(tiles, FLAT[17.0])
    assert any(label.text.isdigit() for label in near)
    assert not any(label.text.isdigit() for label in far)


@pytest.mark.parametrize(("language", "second"), [("ja", True), ("ar", True), ("fr", False)])
def test_a_name_in_another_script_stands_under_the_local_one(
    tiles: TileSet, language: str, second: bool
) -> None:
    camera = look_at(CASINO, 13.0)
    wish = Wish(camera, in_view(tiles, camera), language, fog_range(camera).full_w)
    shown = next(result for result in place(wish, load_style(), measure, ()) if result is not None)
    assert any(label.second for label in shown) is second


def test_a_name_lies_across_the_edge_where_tiles_cut_its_road(tiles: TileSet) -> None:
    camera = FLAT[17.0]
    wish = Wish(camera, in_view(tiles, camera), "en", fog_range(camera).full_w)
    pieces = [
        piece
        for _, tile in wish.tiles
        for found in roads_in(tile, wish, load_style().kinds)
        for piece in found
        if piece.path is not None
    ]
    whole = [road for road in joined(pieces, lambda text: 0.0) if road.path is not None]
    assert len(whole) < len(pieces)
    longest = {}
    for piece in pieces:
        longest[piece.text] = max(longest.get(piece.text, 0.0), piece.length_dp())
    assert any(road.length_dp() > longest[road.text] + 20.0 for road in whole)
    for road in whole:  # joined end to end: no step is longer than those it was made of
        assert road.screen is not None
        assert len(road.screen) == len(road.path)


@pytest.fixture(scope="module")
def world() -> TileSet:
    return TileSet.open(WORLD)


def with_the_world(tiles: TileSet, world: TileSet, camera: Camera, language: str = "en") -> tuple[Label, ...]:
    """Labels as they are placed where the coarse world lies under the region."""
    far = {}
    for key in visible_tiles(camera, fog_range(camera).full_w):
        tile = world.covering(*split_key(key))
        if tile is not None:
            far[tile_key(tile.zoom, tile.x, tile.y)] = tile
    wish = Wish(camera, [*far.items(), *in_view(tiles, camera)], language, fog_range(camera).full_w)
    return next(result for result in place(wish, load_style(), measure, ()) if result is not None)


@pytest.mark.parametrize("zoom", [5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0])
def test_round_a_region_the_map_is_filled_with_towns_and_not_crowded(
    tiles: TileSet, world: TileSet, zoom: float
) -> None:
    camera = look_at(CASINO, zoom)
    shown = [label for label in with_the_world(tiles, world, camera) if label.kind in FAR_TOWNS]
    assert 3 <= len(shown) <= 40
    for i, one in enumerate(shown):
        for other in shown[:i]:
            assert math.hypot(one.sx - other.sx, one.sy - other.sy) >= FAR_TOWNS_APART_DP


@pytest.mark.parametrize("zoom", [9.0, 10.0, 11.0, 12.0, 12.9])
def test_a_town_that_a_region_shows_is_not_named_by_the_coarse_world_too(
    tiles: TileSet, world: TileSet, zoom: float
) -> None:
    shown = with_the_world(tiles, world, look_at(CASINO, zoom))
    assert [label.kind for label in shown if label.text == "Monaco"] == [SymbolKind.CITY]


def test_without_a_region_the_coarse_world_names_it(tiles: TileSet, world: TileSet) -> None:
    empty = TileSet(tiles.folder, np.zeros(0, INDEX_DTYPE), np.zeros(0, np.uint8))
    shown = with_the_world(empty, world, look_at(CASINO, 10.0))
    assert [label.kind for label in shown if label.text == "Monaco"] == [SymbolKind.FAR_METROPOLIS]


def test_a_town_of_the_same_name_elsewhere_is_another(tiles: TileSet, world: TileSet) -> None:
    town = Candidate(("a",), SymbolKind.CITY, 30.0, "Nice", "", "", False, "place", 0.52, 0.36, 0.0, 0.0)
    near = replace(town, key=("b",), kind=SymbolKind.FAR_CITY, x=0.52 + 2e-4)
    far = replace(near, key=("c",), x=0.52 + 2e-3)
    assert without_known_towns([town, near, far]) == [town, far]


def test_deep_in_the_picture_only_regions_name_towns(tiles: TileSet, world: TileSet) -> None:
    shown = with_the_world(tiles, world, look_at(CASINO, 13.0))
    assert not [label for label in shown if label.kind in FAR_TOWNS]


def road(text: str, kind: SymbolKind, *points: tuple[float, float]) -> Candidate:
    """A road seen from straight above, in dp of the screen."""
    flat = np.array(points, dtype=np.float64)
    world = FLAT[17.0].x + (flat - (640.0, 360.0)) / FLAT[17.0].dp_per_world
    world[:, 1] += FLAT[17.0].y - FLAT[17.0].x
    screen = np.column_stack([flat, np.ones(len(flat))])
    key = (int(kind), text, *points[0])
    return Candidate(
        key, int(kind), 190.0, text, "", "", False, "road", *world[0], *flat[0], path=world, screen=screen
    )


def fitted(candidate: Candidate, shown: np.ndarray = NOTHING) -> Label | None:
    wish = Wish(FLAT[17.0], (), "en", 1e6)
    return candidate.fit(FLAT[17.0], wish, measure, Taken(), None, shown)


def test_a_road_that_changes_its_class_carries_one_name() -> None:
    main = road("Av. de la Costa", SymbolKind.ROAD_MAIN, (300, 300), (400, 300))
    minor = road("Av. de la Costa", SymbolKind.ROAD_MINOR, (400, 300), (560, 310))
    whole = joined([main, minor], measure)
    assert [candidate.kind for candidate in whole] == [SymbolKind.ROAD_MAIN]
    assert fitted(whole[0]) is not None
    assert fitted(main) is None


def test_where_three_pieces_meet_the_straight_ones_are_one_road() -> None:
    west = road("Ringstr.", SymbolKind.ROAD_MAIN, (300, 300), (400, 300))
    side = road("Ringstr.", SymbolKind.ROAD_MAIN, (400, 300), (400, 420))
    east = road("Ringstr.", SymbolKind.ROAD_MAIN, (400, 300), (520, 302))
    whole = max(joined([west, side, east], lambda text: 0.0), key=Candidate.length_dp)
    assert whole.screen is not None
    assert np.ptp(whole.screen[:, 1]) < 3.0


def test_a_short_street_may_lend_its_name_the_width_of_the_crossing() -> None:
    name = "Rue Bosio 12"
    length = measure(name) - 12.0
    assert fitted(road(name, SymbolKind.ROAD_MINOR, (300, 300), (300 + length, 300))) is not None
    assert fitted(road(name, SymbolKind.ROAD_MINOR, (300, 300), (280 + length, 300))) is None


def test_a_curved_street_is_named_where_it_is_straightest() -> None:
    bow = [(640 + 130 * math.sin(a), 360 - 130 * math.cos(a)) for a in np.linspace(0.0, 1.8, 16)]
    street = road("Rampe", SymbolKind.ROAD_MINOR, *[(x - 190.0, 230.0) for x in (470, 560, 650)], *bow)
    label = fitted(street)
    assert label is not None
    assert label.sx < 640.0


@pytest.mark.parametrize("ends", [((640, 200), (640, 500)), ((640, 500), (640, 200))], ids=["down", "up"])
def test_the_way_a_road_was_drawn_does_not_turn_its_name_over(
    ends: tuple[tuple[float, float], tuple[float, float]],
) -> None:
    label = fitted(road("Tunnelweg", SymbolKind.ROAD_MAIN, *ends))
    assert label is not None
    assert label.path is not None
    assert label.path[0, 1] > label.path[-1, 1]  # world y grows southward: it reads upward
    assert label.center == pytest.approx((len(label.path) - 1) / 2, abs=0.6)


def test_a_new_name_keeps_off_what_is_shown_while_it_has_a_choice() -> None:
    street = road("Rue Grimaldi", SymbolKind.ROAD_MAIN, (200, 300), (900, 300))
    alone = fitted(street)
    assert alone is not None
    shop = np.array([[alone.sx - 18, alone.sy - 18, alone.sx + 18, alone.sy + 18]])
    aside = fitted(street, shop)
    assert aside is not None
    assert not overlap(aside.boxes, shop)


def test_streets_are_named_before_fountains_and_cafes(tiles: TileSet) -> None:
    shown = labels(tiles, FLAT[16.0])
    roads = [label for label in shown if label.path is not None]
    assert len(roads) >= 5
    assert not any(label.text == "Fontaine du Casino" for label in shown)


def test_no_name_stands_in_the_thick_of_the_fog(tiles: TileSet) -> None:
    fog = fog_range(TILTED)
    shown = labels(tiles, TILTED)
    distances = [TILTED.to_screen(np.array([[label.x, label.y]]))[2][0] for label in shown]
    assert max(distances) < 0.5 * (fog.begin_w + fog.full_w)
    assert max(distances) > fog.begin_w


def test_whose_map_it_is_stands_where_no_card_lies(qapp: QGuiApplication) -> None:
    style = load_style()
    artist = SpritePainter(style, Atlas())
    camera = Camera(0.5, 0.5, 16.0)
    card = (840.0, 420.0, 1264.0, 720.0)  # where the trip card lies in Arabic

    def credit(*covers: Box) -> Box:
        return marker_sprites(artist, style, SceneState(), None, camera, covers=covers)[1][0]

    assert credit()[2] > 1200.0
    assert credit(card)[0] < 20.0
    assert credit(card)[2] < card[0]
