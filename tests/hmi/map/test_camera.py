"""The camera's geometry: world to screen and back, what is in view, how it moves."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hmi.view_models.map.content.camera_control import CameraControl, Insets, Mode
from hmi.view_models.map.content.scene import SceneState, Vehicle
from hmi.view_models.map.view.camera import Camera, look_at
from hmi.view_models.map.view.motion import CameraMotion, Spring, VehicleTrack, View
from hmi.view_models.map.view.visible import ancestor, stand_ins, visible_tiles
from maps.display.format import split_key, tile_key
from maps.display.mercator import project_point
from maps.geometry import LatLon, destination_point, distance_m

HARBOUR = LatLon(43.7375, 7.4245)
VIEWS = [
    look_at(HARBOUR, 12.0),
    replace(look_at(HARBOUR, 17.3), bearing_deg=213.0),
    replace(look_at(HARBOUR, 18.3), bearing_deg=40.0, pitch_deg=63.0, anchor_x=770.0, anchor_y=450.0),
]


@pytest.mark.parametrize("camera", VIEWS)
@pytest.mark.parametrize("at", [(640.0, 360.0), (40.0, 700.0), (1200.0, 420.0)])
def test_a_point_on_the_screen_is_found_again(camera: Camera, at: tuple[float, float]) -> None:
    x, y, w = camera.to_screen(np.array([camera.to_world(*at)]))
    assert (x[0], y[0]) == pytest.approx(at, abs=1e-3)
    assert w[0] > 0


@pytest.mark.parametrize("camera", VIEWS)
def test_the_shaders_matrix_agrees_with_the_labels_projection(camera: Camera) -> None:
    world = np.array([camera.to_world(300.0, 500.0)])
    offset = (world[0] - (camera.x, camera.y)) * camera.dp_per_world
    clip = camera.clip_matrix() @ (*offset, 0.0, 1.0)
    assert (clip[0] / clip[3] + 1) / 2 * camera.width == pytest.approx(300.0)
    assert (1 - clip[1] / clip[3]) / 2 * camera.height == pytest.approx(500.0)


def test_heading_up_puts_what_lies_ahead_above_the_centre() -> None:
    camera = replace(look_at(HARBOUR, 17.0), bearing_deg=70.0)
    ahead = project_point(destination_point(HARBOUR, 70.0, 100.0))
    x, y, _ = camera.to_screen(np.array([ahead]))
    assert x[0] == pytest.approx(640.0, abs=0.5)
    assert y[0] == pytest.approx(360.0 - 100.0 * camera.dp_per_m, abs=1.0)


@pytest.mark.parametrize("camera", VIEWS)
def test_every_point_of_the_picture_has_a_tile(camera: Camera) -> None:
    tiles = [split_key(key) for key in visible_tiles(camera, far_w=8.0)]
    for x in np.linspace(5, camera.width - 5, 9):
        for y in np.linspace(camera.height / 2, camera.height - 5, 6):
            wx, wy = camera.to_world(float(x), float(y))
            assert any(int(wx * (1 << z)) == tx and int(wy * (1 << z)) == ty for z, tx, ty in tiles)
    assert len(tiles) < 40


def test_a_missing_tile_is_stood_in_for_by_its_parent_and_nothing_is_drawn_twice() -> None:
    four = [tile_key(11, 2 * 33 + dx, 2 * 17 + dy) for dx in (0, 1) for dy in (0, 1)]
    above = tile_key(10, 33, 17)
    assert stand_ins(four, lambda key: key != four[2], []) == [above]
    assert stand_ins(four, lambda key: True, []) == four
    assert stand_ins(four, lambda key: False, []) == []


def test_zooming_out_keeps_the_finer_tiles_until_the_coarse_one_is_there() -> None:
    four = [tile_key(11, 66 + dx, 34 + dy) for dx in (0, 1) for dy in (0, 1)]
    above = tile_key(10, 33, 17)
    assert sorted(stand_ins([above], lambda key: key in four, four)) == sorted(four)
    assert ancestor(four[0], 1) == above


def test_a_spring_arrives_and_never_overshoots() -> None:
    spring, seen = Spring(0.0), []
    for _ in range(120):
        spring = spring.toward(1.0, 1 / 60, 0.35)
        seen.append(spring.value)
    assert seen == sorted(seen)
    assert max(seen) <= 1.0 + 1e-9
    assert seen[30] > 0.9


def test_the_camera_turns_the_short_way_past_north() -> None:
    motion = CameraMotion(View(0.5, 0.5, 15.0, 350.0, 0.0, 640.0, 360.0))
    motion.aim(View(0.5, 0.5, 15.0, 20.0, 0.0, 640.0, 360.0))
    bearings = []
    for _ in range(90):
        motion.advance(1 / 60)
        bearings.append(motion.camera(1280, 720).bearing_deg)
    assert all(b >= 349.9 or b <= 20.1 for b in bearings)
    assert bearings[-1] == pytest.approx(20.0, abs=0.1)


def test_the_car_glides_between_fixes_without_going_back() -> None:
    track = VehicleTrack.at(HARBOUR, 90.0, 0.0)
    driven, last = [], HARBOUR
    for fix in range(1, 6):
        last = destination_point(HARBOUR, 90.0, 13.9 * fix)
        track = track.heard(last, 90.0, float(fix))
        for frame in range(1, 61):
            track = track.advance(1 / 60, fix + frame / 60)
            driven.append(track.x)
    assert driven == sorted(driven)
    steps = np.diff(driven[120:])
    assert steps.max() < 3 * np.median(steps)


def test_without_news_the_car_stands() -> None:
    track = VehicleTrack.at(HARBOUR, 90.0, 0.0)
    track = track.heard(destination_point(HARBOUR, 90.0, 14.0), 90.0, 1.0)
    for i in range(600):
        track = track.advance(1 / 60, 1.0 + i / 60)
    before = track.x
    track = track.advance(1 / 60, 20.0)
    assert track.x == pytest.approx(before, abs=1e-13)
    assert track.settled(20.0)


def following(mode: Mode) -> tuple[CameraControl, SceneState]:
    director = CameraControl()
    director.resize(1176, 576)
    director.insets = Insets(left=456.0, right=92.0)
    director.mode = mode
    director.track = VehicleTrack.at(HARBOUR, 250.0, 0.0)
    state = SceneState(vehicle=Vehicle(HARBOUR, 250.0, 3.0, 13.0))
    for i in range(200):
        director.advance(1 / 60, i / 60, state)
    return director, state


def test_guidance_has_the_car_in_the_middle_of_the_free_part_and_low() -> None:
    director, _ = following(Mode.PERSPECTIVE)
    camera = director.camera()
    x, y, _ = camera.to_screen(np.array([project_point(HARBOUR)]))
    assert x[0] == pytest.approx(456 + (1176 - 456 - 92) / 2, abs=1.0)
    assert y[0] == pytest.approx(576 * 0.78, abs=1.0)
    assert camera.pitch_deg == pytest.approx(63.0, abs=0.1)
    assert camera.dp_per_m == pytest.approx(3.0, rel=0.02)
    assert camera.bearing_deg == pytest.approx(250.0, abs=0.1)


def test_the_ground_under_the_finger_goes_along_and_the_map_is_then_free() -> None:
    director, _ = following(Mode.NORTH_UP)
    camera = director.camera()
    grabbed = camera.to_world(camera.anchor_x, camera.anchor_y)
    director.pan(120.0, -35.0, 4.0)
    moved = director.camera()
    x, y, _ = moved.to_screen(np.array([grabbed]))
    assert (x[0] - camera.anchor_x, y[0] - camera.anchor_y) == pytest.approx((120.0, -35.0), abs=0.5)
    assert director.mode is Mode.FREE
    director.recenter()
    assert director.mode is Mode.NORTH_UP


@pytest.mark.parametrize("change", ["zoom", "turn"])
def test_pinching_and_turning_keep_the_ground_under_the_fingers(change: str) -> None:
    director, _ = following(Mode.PERSPECTIVE)
    before = director.camera().to_world(800.0, 400.0)
    if change == "zoom":
        director.zoom_at(0.7, 800.0, 400.0, 4.0)
    else:
        director.rotate(33.0, 800.0, 400.0, 4.0)
    after = director.camera().to_world(800.0, 400.0)
    assert distance_m(_place(before), _place(after)) < 0.05


def test_a_flick_glides_on_and_comes_to_rest() -> None:
    director, state = following(Mode.NORTH_UP)
    director.pan(10.0, 0.0, 4.0)
    x0 = director.camera().x
    director.release(900.0, 0.0)
    moved = [director.camera().x]
    for i in range(300):
        director.advance(1 / 60, 4.0 + i / 60, state)
        moved.append(director.camera().x)
    assert moved[20] < x0  # the map goes right, so the camera goes west
    assert moved[-1] == moved[-2]


def _place(world: tuple[float, float]) -> LatLon:
    from maps.display.mercator import unproject_point

    return unproject_point(*world)
