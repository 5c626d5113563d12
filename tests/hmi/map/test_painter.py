"""What the painter draws where there are no shaders: raised houses, views that are moved on, its child."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from hmi.view_models.map.raster.raster_ground import moved
from hmi.view_models.map.raster.raster_lines import paint_path
from hmi.view_models.map.raster.raster_requests import ROUTE_BLOCK, GroundLayer, Look, ViewRequest
from hmi.view_models.map.raster.raster_store import KEPT_PICTURES, RasterStore
from hmi.view_models.map.raster.raster_worker import RasterPainter
from hmi.view_models.map.view.camera import Camera, look_at
from hmi.view_models.map.view.frame import Frame, OverlayPath
from hmi.view_models.map.view.style_uniforms import DISC, ROUTE, fog_range, overlay_looks
from hmi.view_models.map.view.visible import visible_tiles
from maps.build.tiles import build_tiles
from maps.display.format import tile_key
from maps.display.mercator import meters_per_world, project_point
from maps.display.style import load_style
from maps.geometry import LatLon

REPOSITORY = Path(__file__).resolve().parents[3]
PLACE = LatLon(10.0, 20.0)
ON_AN_EDGE = LatLon(10.0, 0.00004)
"""Its middle is in one tile, nearly half of it in another."""
DEGREE_M = 110_600.0
HOUSE_M = 20.0
"""Half a side of the house at PLACE."""
HIGH_M = 40.0
LOOK = Look(night=False, tilted=True, scale=1.0)
STYLE = load_style()


def seen_from_the_south(zoom: float = 17.8, pitch_deg: float = 63.0) -> Camera:
    return replace(look_at(PLACE, zoom), pitch_deg=pitch_deg, anchor_y=500.0)


def build_house(folder: Path, place: LatLon) -> Path:
    """tiles/ of one house, HIGH_M high and square, in the middle of nothing."""
    side = HOUSE_M / DEGREE_M
    corners = [(-side, -side), (-side, side), (side, side), (side, -side)]
    nodes = "".join(
        f'<node id="{i}" version="1" lat="{place.lat_deg + lat:.7f}" lon="{place.lon_deg + lon:.7f}"/>'
        for i, (lat, lon) in enumerate(corners, 1)
    )
    refs = "".join(f'<nd ref="{i}"/>' for i in (1, 2, 3, 4, 1))
    tags = f'<tag k="building" v="yes"/><tag k="height" v="{HIGH_M:.0f}"/>'
    osm = f'<osm version="0.6">{nodes}<way id="1" version="1">{refs}{tags}</way></osm>'
    (folder / "house.osm").write_text(osm, encoding="utf-8")
    build_tiles([folder / "house.osm"], folder / "tiles", lambda stage, done: None)
    return folder / "tiles"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """tiles/ of a house at PLACE."""
    return build_house(tmp_path_factory.mktemp("house"), PLACE)


def view(folder: Path, camera: Camera, route: OverlayPath | None = None, *, night: bool = False) -> QImage:
    look = replace(LOOK, night=night)
    reach = fog_range(camera)
    ground = (GroundLayer(look, tuple(visible_tiles(camera, reach.full_w, deepest=18))),)
    houses = tuple(visible_tiles(camera, reach.full_w))
    return RasterPainter([folder], STYLE).view(ViewRequest(camera, reach, look, ground, houses, route))


def at(camera: Camera, east_m: float, north_m: float) -> tuple[int, int]:
    """Where a point of the ground is on the screen."""
    x, y = project_point(PLACE)
    metres = meters_per_world(PLACE.lat_deg)
    sx, sy, _ = camera.to_screen(np.array([[x + east_m / metres, y - north_m / metres]]))
    return round(float(sx[0])), round(float(sy[0]))


def road(*corners: tuple[float, float], layer: int = ROUTE) -> OverlayPath:
    """A route through points east and north of PLACE in metres."""
    x, y = project_point(PLACE)
    points = np.array(corners) * [1.0, -1.0]
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    flat = np.zeros(len(points) - 1)
    rows = np.column_stack([points[:-1], points[1:], flat + layer, along[:-1], along[1:], flat])
    return OverlayPath(x, y, meters_per_world(PLACE.lat_deg), rows.astype(np.float32))


def is_like(color: QColor, wanted: tuple[float, ...], tolerance: int = 3) -> bool:
    found = color.red(), color.green(), color.blue()
    return all(abs(a - round(b * 255)) <= tolerance for a, b in zip(found, wanted, strict=False))


def height_on_screen(picture: QImage, camera: Camera) -> int:
    """Pixels of the house above the middle of its southern foot."""
    x, foot = at(camera, 0.0, -HOUSE_M)
    land = STYLE.land[1]
    top = foot - 1
    while not is_like(picture.pixelColor(x, top), land, 6):
        top -= 1
    return foot - top


@pytest.mark.parametrize("night", [True, False], ids=["night", "day"])
def test_a_tilted_view_shows_a_wall_above_the_foot_of_a_house_and_the_roof_above_the_wall(
    house: Path, qapp: QGuiApplication, night: bool
) -> None:
    camera = seen_from_the_south()
    picture = view(house, camera, night=night)
    x, foot = at(camera, 0.0, -HOUSE_M)
    _, behind = at(camera, 0.0, HOUSE_M)
    which, building = 0 if night else 1, STYLE.building
    wall = picture.pixelColor(x, foot - 10)
    shades = np.array([building.dark[which][:3], building.lit[which][:3]]) * 255
    found = np.array([wall.red(), wall.green(), wall.blue()])
    assert (found > shades.min(axis=0) - 3).all() and (found < shades.max(axis=0) + 3).all()
    # where the footprint lies there is wall by now; the roof has gone up, over what is behind the house
    assert not is_like(picture.pixelColor(x, (foot + behind) // 2), building.roof[which])
    column = [y for y in range(foot) if is_like(picture.pixelColor(x, y), building.roof[which])]
    assert column and max(column) < behind


def test_seen_from_above_a_house_is_its_roof_where_it_stands(house: Path, qapp: QGuiApplication) -> None:
    camera = seen_from_the_south(pitch_deg=2.0)
    picture = view(house, camera)
    assert is_like(picture.pixelColor(*at(camera, 0.0, 0.0)), STYLE.building.roof[1])
    assert not is_like(picture.pixelColor(*at(camera, 0.0, HOUSE_M + 6.0)), STYLE.building.roof[1])


def test_a_house_across_the_edge_of_a_tile_is_whole(tmp_path: Path, qapp: QGuiApplication) -> None:
    folder = build_house(tmp_path, ON_AN_EDGE)
    _, y = project_point(ON_AN_EDGE)
    side = 1 << 17
    picture = RasterPainter([folder], STYLE)
    roofs = []
    # on both sides of the meridian on which tiles of every zoom meet
    for column in (side // 2 - 1, side // 2):
        tile = picture.picture(tile_key(17, column, int(y * side)), night=False, tilted=False, scale=1.0)
        assert tile is not None
        beside_edge = 4 if column == side // 2 else tile.width() - 4
        roofs.append(tile.pixelColor(beside_edge, int(y * side % 1 * tile.height())))
    assert all(is_like(color, STYLE.building.roof[1]) for color in roofs)


def test_houses_rise_over_one_level_of_zoom(house: Path, qapp: QGuiApplication) -> None:
    from_zoom = STYLE.building.raised_from
    risen = []
    for share in (0.2, 0.6, 1.0):
        camera = seen_from_the_south(from_zoom - 1.0 + share)
        risen.append(height_on_screen(view(house, camera), camera) / camera.dp_per_m)
    assert risen[0] < risen[1] < risen[2]


def test_a_house_beside_the_route_is_low(house: Path, qapp: QGuiApplication) -> None:
    camera = seen_from_the_south()
    beside = road((-HOUSE_M - 5.0, -200.0), (-HOUSE_M - 5.0, 200.0))
    elsewhere = road((-HOUSE_M - 100.0, -200.0), (-HOUSE_M - 100.0, 200.0))
    low, high = view(house, camera, beside), view(house, camera, elsewhere)
    assert height_on_screen(low, camera) < height_on_screen(high, camera) * 0.75
    assert height_on_screen(high, camera) == height_on_screen(view(house, camera), camera)


def test_of_a_long_route_the_child_is_handed_what_passes_near() -> None:
    camera = seen_from_the_south()
    far = [(float(i) * 50.0, 0.0) for i in range(-4000, 4001)]
    request = ViewRequest(camera, fog_range(camera), LOOK, (), (), road(*far)).near()
    assert request.route is not None
    assert 0 < len(request.route.segments) < 8 * ROUTE_BLOCK
    assert np.abs(request.route.segments[:, :2]).min() < 50.0


def test_a_view_moved_to_another_camera_has_its_ground_where_that_camera_sees_it() -> None:
    before = seen_from_the_south()
    x, y = project_point(LatLon(PLACE.lat_deg + 0.0003, PLACE.lon_deg - 0.0002))
    after = replace(before, x=x, y=y, zoom=17.5, bearing_deg=12.0, pitch_deg=55.0)
    turn = moved(before, after)
    for place in ((0.0, 0.0), (60.0, 20.0), (-40.0, 150.0)):
        was = at(before, *place)
        now = turn.map(QPointF(*was))
        assert (now.x(), now.y()) == pytest.approx(at(after, *place), abs=2.0)


def lines_picture(path: OverlayPath, camera: Camera, driven_m: float = 0.0) -> QImage:
    picture = QImage(1280, 720, QImage.Format.Format_RGB32)
    picture.fill(0xFF000000)
    painter = QPainter(picture)
    frame = Frame(camera, fog_range(camera), 1.0, night=False, tiles=[], overlays=[path], driven_m=driven_m)
    paint_path(
        painter, frame, path, overlay_looks(STYLE, camera, night=False), fog_range(camera), STYLE.fog[1]
    )
    painter.end()
    return picture


def width_at(picture: QImage, y: int) -> int:
    return sum(picture.pixelColor(x, y) != QColor(0, 0, 0) for x in range(picture.width()))


def test_a_route_lies_on_the_ground_and_narrows_into_the_distance(qapp: QGuiApplication) -> None:
    camera = seen_from_the_south()
    # one segment, from behind the eye to far ahead
    picture = lines_picture(road((0.0, -2000.0), (0.0, 600.0)), camera)
    rows = [at(camera, 0.0, north)[1] for north in (-35.0, 0.0, 60.0, 400.0)]
    widths = [width_at(picture, y) for y in rows]
    assert widths == sorted(widths, reverse=True)
    assert widths[0] > 1.7 * widths[-1] > 0
    assert widths[0] < 40


def test_the_driven_part_ends_at_the_car_within_a_segment(qapp: QGuiApplication) -> None:
    camera = seen_from_the_south()
    picture = lines_picture(road((0.0, -100.0), (0.0, 100.0)), camera, driven_m=100.0)
    route, driven = STYLE.overlay["route"].fill[1], STYLE.overlay["driven"].fill[1]
    assert is_like(picture.pixelColor(*at(camera, 0.0, 20.0)), route)
    assert is_like(picture.pixelColor(*at(camera, 0.0, -20.0)), driven)


def test_the_rim_round_the_car_is_as_wide_at_any_distance(qapp: QGuiApplication) -> None:
    camera = seen_from_the_south()
    far = lines_picture(road((-30.0, 200.0), (30.0, 200.0), layer=DISC), camera)
    near = lines_picture(road((-30.0, 0.0), (30.0, 0.0), layer=DISC), camera)
    tall = [
        sum(p.pixelColor(camera_x, y) != QColor(0, 0, 0) for y in range(720))
        for p, camera_x in ((far, 640), (near, 640))
    ]
    assert all(2 <= count <= 6 for count in tall)


def wait(done: Callable[[], bool], limit_s: float = 30.0) -> bool:
    until = time.monotonic() + limit_s
    while not done() and time.monotonic() < until:
        time.sleep(0.01)
    return done()


def test_a_child_that_dies_is_replaced_and_none_is_left(house: Path) -> None:
    x, y = project_point(PLACE)
    first, second = (tile_key(zoom, int(x * (1 << zoom)), int(y * (1 << zoom))) for zoom in (14, 15))
    store = RasterStore(lambda: None)
    try:
        store.open([house])
        store.want([first], LOOK)
        assert wait(lambda: store.ready(first, LOOK))
        child = store.child_id
        assert child is not None
        os.kill(child, signal.SIGKILL)
        store.want([first, second], LOOK)
        assert wait(lambda: store.ready(second, LOOK))
        assert store.child_id not in (None, child)
    finally:
        last = store.child_id
        store.close()
    assert last is not None
    with pytest.raises(ProcessLookupError):
        os.kill(last, 0)
    store.want([second], LOOK)
    assert store.child_id is None


def test_what_the_picture_needs_is_not_dropped_for_what_comes(house: Path) -> None:
    first, other, more = (
        [tile_key(14, 9000 + i, row) for i in range(count)]
        for row, count in ((7000, 60), (7001, KEPT_PICTURES - 60), (7002, 40))
    )
    store = RasterStore(lambda: None)
    try:
        store.open([house])
        for keys in (first, other):
            store.want(keys, LOOK)
            assert wait(store.idle)
        store.want([*first, *more], LOOK)
        assert wait(store.idle)
        assert all(store.ready(key, LOOK) for key in (*first, *more))
        assert not all(store.ready(key, LOOK) for key in other)
    finally:
        store.close()


def test_a_closed_store_does_not_wait_for_its_child(house: Path) -> None:
    store = RasterStore(lambda: None)
    store.open([house])
    camera = seen_from_the_south()
    reach = fog_range(camera)
    ground = (GroundLayer(LOOK, tuple(visible_tiles(camera, reach.full_w, deepest=18))),)
    store.want_view(ViewRequest(camera, reach, LOOK, ground, (), None))
    assert wait(lambda: store.child_id is not None)
    child = store.child_id
    assert child is not None
    store.close()
    assert store.idle() and store.view is None
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtGui import QGuiApplication
from tests.hmi.map.stage import MapStage

application = QGuiApplication([])
stage = MapStage([Path(sys.argv[1])], 588, 288)
stage.map.night = False
stage.map.look_at(43.7394, 7.4275, 17.8, 45.0, 63.0)
stage.settle(60.0)
canvas = stage.map.canvas
print(type(canvas).__name__, canvas.store.view is not None and canvas.store.view.camera.zoom)
stage.map.look_at(43.7394, 7.4275, 17.8, 0.0, 0.0)
stage.settle(60.0)
print(canvas.store.view)
stage.close()
"""


def test_a_tilted_map_shows_a_view_and_a_flat_one_holds_none(monaco: Path) -> None:
    environment = {
        **os.environ,
        "QSG_RENDER_LOOP": "basic",
        "PYTHONPATH": str(REPOSITORY),
        "QT_QUICK_BACKEND": "software",
        "QT_QPA_PLATFORM": "offscreen",
    }
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(monaco)],
        env=environment,
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.splitlines() == ["RasterCanvas 17.8", "None"]
