"""Our own lines, shapes and pins over the map, as geometry."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import shapely
from PySide6.QtGui import QGuiApplication

from hmi.view_models.map.content.markers import marker_sprites
from hmi.view_models.map.content.overlay import OverlayBuilder, RouteLine
from hmi.view_models.map.content.scene import Pin, SceneState
from hmi.view_models.map.labels.atlas import Atlas
from hmi.view_models.map.labels.labels import Box
from hmi.view_models.map.labels.sprite_painter import SpritePainter
from hmi.view_models.map.view.camera import Camera, look_at
from hmi.view_models.map.view.style_uniforms import RANGE, fog_range
from maps.display.mercator import meters_per_world, project, unproject_point
from maps.display.style import load_style
from maps.geometry import LatLon

CASINO = LatLon(43.7394, 7.4275)
ROUND = tuple(LatLon(43.74 + 0.01 * np.cos(a), 7.42 + 0.01 * np.sin(a)) for a in np.linspace(0, 6.0, 24))
HORSESHOE = tuple(
    LatLon(43.73 + north * 0.01, 7.42 + east * 0.01)
    for north, east in ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0.7), (0.7, 0.7), (0.7, 0.3), (0, 0.3))
)


def area_m2(outline: tuple[LatLon, ...]) -> float:
    x, y = project([p.lat_deg for p in outline], [p.lon_deg for p in outline])
    metres = meters_per_world(outline[0].lat_deg)
    return float(shapely.Polygon(np.column_stack([x, y]) * metres).area)


@pytest.mark.parametrize(
    "outline",
    [ROUND, HORSESHOE, HORSESHOE[::-1], (*HORSESHOE, HORSESHOE[0])],
    ids=["round", "horseshoe", "the other way round", "closed"],
)
def test_the_range_is_filled_within_its_outline_and_nowhere_else(outline: tuple[LatLon, ...]) -> None:
    builder = OverlayBuilder(load_style())
    state = SceneState(range_outline=outline)
    (shape,) = builder.areas(state, night=False)
    triangles = [shapely.Polygon(corners) for corners in shape.corners.reshape(-1, 3, 2)]
    whole = area_m2(outline)
    assert sum(triangle.area for triangle in triangles) == pytest.approx(whole, rel=1e-3)
    assert shapely.union_all(triangles).area == pytest.approx(whole, rel=1e-3)


def test_the_range_has_a_rim_all_the_way_round() -> None:
    (rim,) = OverlayBuilder(load_style()).paths(SceneState(range_outline=HORSESHOE))
    assert not rim.cased
    assert (rim.segments[:, 4] == RANGE).all()
    assert rim.segments[0, :2] == pytest.approx(rim.segments[-1, 2:4], abs=0.01)


def test_the_maneuver_arrow_rounds_a_corner_and_begins_and_ends_on_the_route() -> None:
    line = RouteLine(
        np.array([0.0, 50.0, 50.0]), np.array([0.0, 0.0, 50.0]), np.array([0.0, 50.0, 100.0]),
        np.zeros(2, np.uint8), np.zeros(2, np.bool_),
    )  # fmt: skip
    x, y = line.rounded(5.0, 90.0)
    assert (x[0], y[0], x[-1], y[-1]) == pytest.approx((5.0, 0.0, 50.0, 40.0))
    course = np.unwrap(np.arctan2(np.diff(y), np.diff(x)))
    assert np.abs(np.diff(course)).max() < 0.5
    assert np.hypot(x - 50.0, y).min() > 1.0


TILTED = replace(look_at(CASINO, 18.3), pitch_deg=63.0, width=1176, height=576, anchor_x=770, anchor_y=449)


def pin_opacity(artist: SpritePainter, camera: Camera, position: LatLon, *covers: Box) -> float:
    """Of the one pin; 0 when it is not drawn."""
    state = SceneState(pins=(Pin(position, "destination"),))
    rows, _ = marker_sprites(artist, load_style(), state, None, camera, covers=covers)
    return float(rows[1, 12]) if len(rows) > 1 else 0.0


def ahead(camera: Camera, x: float, y: float) -> LatLon:
    """The place seen at a point of the picture."""
    return unproject_point(*camera.to_world(x, y))


def test_a_pin_fades_into_the_fog_as_names_do(qapp: QGuiApplication) -> None:
    artist = SpritePainter(load_style(), Atlas())
    fog = fog_range(TILTED)
    seen = []
    for y in np.linspace(440.0, 95.0, 60):
        place = ahead(TILTED, 700.0, float(y))
        w = TILTED.to_screen(np.column_stack(project([place.lat_deg], [place.lon_deg])))[2][0]
        seen.append((w, pin_opacity(artist, TILTED, place)))
    assert all(opacity == 1.0 for w, opacity in seen if w < fog.begin_w)
    assert all(opacity == 0.0 for w, opacity in seen if w >= fog.full_w)
    assert any(0.0 < opacity < 1.0 for _, opacity in seen)
    assert [opacity for _, opacity in seen] == sorted((opacity for _, opacity in seen), reverse=True)


def test_no_pin_peeps_out_half_from_under_a_card_or_the_status_line(qapp: QGuiApplication) -> None:
    artist = SpritePainter(load_style(), Atlas())
    camera = replace(look_at(CASINO, 16.0), width=1176, height=576, anchor_x=588, anchor_y=288)
    card = (16.0, 16.0, 456.0, 300.0)
    assert pin_opacity(artist, camera, ahead(camera, 700.0, 200.0), card) == 1.0
    assert pin_opacity(artist, camera, ahead(camera, 200.0, 330.0), card) == 0.0
    assert pin_opacity(artist, camera, ahead(camera, 460.0, 200.0), card) == 0.0
    assert pin_opacity(artist, camera, ahead(camera, 700.0, 30.0), card) == 0.0


def test_where_one_drives_to_lies_over_other_marks(qapp: QGuiApplication) -> None:
    artist = SpritePainter(load_style(), Atlas())
    camera = look_at(CASINO, 16.0)
    stop, works = Pin(CASINO, "stop", "1"), Pin(CASINO, "incident", state="roadworks")
    either = [
        marker_sprites(artist, load_style(), SceneState(pins=pins), None, camera)[0]
        for pins in ((stop, works), (works, stop))
    ]
    assert np.array_equal(*either)
