"""Decides what the camera shows: follows the car, frames a route, zooms by speed and next turn, obeys the
finger."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from hmi.view_models.map.content.scene import SceneState
from hmi.view_models.map.view.camera import MAX_PITCH_DEG, MAX_ZOOM, MIN_ZOOM, Camera
from hmi.view_models.map.view.motion import CameraMotion, VehicleTrack, View
from maps.display.mercator import TILE_DP, meters_per_world, project, unproject_point

GUIDANCE_PITCH_DEG = 63.0
JUNCTION_PITCH_DEG = 45.0
GUIDANCE_DP_PER_M = 3.0
JUNCTION_DP_PER_M = 5.0
JUNCTION_FROM_M = 200.0
CAR_SHARE_LANDSCAPE = 0.78
CAR_SHARE_PORTRAIT = 0.67
"""How far down the free part of the map the car sits."""
LOOK_AHEAD_S = 90.0
RECENTRE_AFTER_S = 20.0
"""A map that was moved by hand goes back to the car after this long without a touch, when driving."""


class Mode(StrEnum):
    NORTH_UP = "northUp"
    HEADING_UP = "headingUp"
    PERSPECTIVE = "perspective"
    OVERVIEW = "overview"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Insets:
    """dp at each edge that cards cover."""

    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0

    def covered(self, width: float, height: float) -> tuple[tuple[float, float, float, float], ...]:
        """The covered strips as boxes: left, top, right, bottom."""
        return (
            (-9.0, -9.0, self.left, height),
            (-9.0, -9.0, width, self.top),
            (width - self.right, -9.0, width + 9.0, height),
            (-9.0, height - self.bottom, width, height + 9.0),
        )


class CameraControl:
    """Holds the camera's motion and the mode; `advance` once a frame."""

    def __init__(self) -> None:
        self.insets = Insets()
        self._mode = Mode.PERSPECTIVE
        self._before_free = Mode.PERSPECTIVE
        self._width, self._height = 1280.0, 720.0
        self._motion: CameraMotion | None = None
        self._glide = (0.0, 0.0)
        """dp a second that the map goes on moving after the finger left"""
        self._touched_s = -1e9
        self.track: VehicleTrack | None = None
        self._carried: tuple[float, float] | None = None

    @property
    def mode(self) -> Mode:
        return self._mode

    @mode.setter
    def mode(self, mode: Mode) -> None:
        if mode is not Mode.FREE:
            self._before_free = mode if mode is not Mode.OVERVIEW else self._before_free
        self._mode = mode

    @property
    def started(self) -> bool:
        return self._motion is not None

    def resize(self, width: float, height: float) -> None:
        self._width, self._height = max(width, 1.0), max(height, 1.0)

    def camera(self) -> Camera:
        assert self._motion is not None
        return self._motion.camera(self._width, self._height)

    def recenter(self) -> None:
        self._mode = self._before_free

    # -- the finger ----------------------------------------------------------------------------------------

    def pan(self, dx: float, dy: float, now_s: float) -> None:
        """The finger moved by so many dp: the ground under it goes along."""
        camera = self._hold(now_s)
        fx, fy = camera.anchor_x, camera.anchor_y
        x0, y0 = camera.to_world(fx, fy)
        x1, y1 = camera.to_world(fx + dx, fy + dy)
        self._nudge(x=camera.x - (x1 - x0), y=camera.y - (y1 - y0))

    def release(self, vx: float, vy: float) -> None:
        """The finger left with this speed in dp a second."""
        self._glide = (vx, vy) if math.hypot(vx, vy) > 80.0 else (0.0, 0.0)

    def zoom_at(self, levels: float, at_x: float, at_y: float, now_s: float) -> None:
        """Pinch or wheel: the ground under the point stays there."""
        camera = self._hold(now_s)
        before = camera.to_world(at_x, at_y)
        zoom = min(MAX_ZOOM, max(MIN_ZOOM, camera.zoom + levels))
        after = replace(camera, zoom=zoom).to_world(at_x, at_y)
        self._nudge(zoom=zoom, x=camera.x + before[0] - after[0], y=camera.y + before[1] - after[1])

    def rotate(self, degrees: float, at_x: float, at_y: float, now_s: float) -> None:
        """The map turns clockwise on the screen about a point."""
        camera = self._hold(now_s)
        before = camera.to_world(at_x, at_y)
        bearing = (camera.bearing_deg - degrees) % 360.0
        after = replace(camera, bearing_deg=bearing).to_world(at_x, at_y)
        self._nudge(bearing_deg=bearing, x=camera.x + before[0] - after[0], y=camera.y + before[1] - after[1])

    def tilt(self, degrees: float, now_s: float) -> None:
        camera = self._hold(now_s)
        self._nudge(pitch_deg=min(MAX_PITCH_DEG, max(0.0, camera.pitch_deg + degrees)))

    def zoom_by(self, levels: float, now_s: float, at: tuple[float, float] | None = None) -> None:
        """Buttons and taps: a smooth step; with `at`, the ground under that point of the screen ends there
        again."""
        self._hold(now_s)
        assert self._motion is not None
        goal = self._motion.goal
        zoom = min(MAX_ZOOM, max(MIN_ZOOM, round(goal.zoom + levels, 3)))
        x, y = goal.x, goal.y
        if at is not None:
            there = replace(self.camera(), x=goal.x, y=goal.y, zoom=goal.zoom)
            before, after = there.to_world(*at), replace(there, zoom=zoom).to_world(*at)
            x, y = x + before[0] - after[0], y + before[1] - after[1]
        self._motion.aim(replace(goal, zoom=zoom, x=x, y=y))

    def look_around(self, west: float, north: float, east: float, south: float) -> None:
        """Show a whole region until the car is known."""
        zoom = min(
            math.log2(self._width / max(east - west, 1e-9) / TILE_DP),
            math.log2(self._height / max(south - north, 1e-9) / TILE_DP),
        )
        view = View(
            (west + east) / 2, (north + south) / 2, min(16.0, max(MIN_ZOOM, zoom)), 0.0, 0.0,
            self._width / 2, self._height / 2,
        )  # fmt: skip
        self._motion = CameraMotion(view)

    def look(self, view: View) -> None:
        """Be at a view at once, held by hand (tests, pictures)."""
        self.mode = Mode.FREE
        self._motion = CameraMotion(view)

    def _hold(self, now_s: float) -> Camera:
        self._touched_s = now_s
        self._glide = (0.0, 0.0)
        if self._mode is not Mode.FREE:
            self.mode = Mode.FREE
            assert self._motion is not None
            camera = self.camera()
            self._motion.nudge(_view(camera))
        return self.camera()

    def _nudge(self, **changes: float) -> None:
        assert self._motion is not None
        self._motion.nudge(replace(_view(self.camera()), **changes))

    # -- each frame ----------------------------------------------------------------------------------------

    def advance(self, dt_s: float, now_s: float, state: SceneState) -> bool:
        """One frame on; True while anything moves."""
        moving = False
        if self.track is not None:
            before = self.track
            self.track = before.advance(dt_s, now_s)
            moving = not self.track.settled(now_s)
        goal = self._goal(state)
        if goal is None:
            return moving
        if self._motion is None:
            self._motion = CameraMotion(goal)
            self._carried = self._follow_point()
            return True
        if self._mode is Mode.FREE:
            moving |= self._glide_on(dt_s)
            if self._motion.advance(dt_s):
                moving = True
            if state.maneuver is not None and now_s - self._touched_s > RECENTRE_AFTER_S:
                self.recenter()
                moving = True
            return moving
        follow = self._follow_point()
        if follow is not None and self._carried is not None and self._mode is not Mode.OVERVIEW:
            self._motion.carry(follow[0] - self._carried[0], follow[1] - self._carried[1])
        self._carried = follow
        self._motion.aim(goal)
        return self._motion.advance(dt_s) or moving

    def _glide_on(self, dt_s: float) -> bool:
        vx, vy = self._glide
        if vx == 0.0 and vy == 0.0:
            return False
        camera = self.camera()
        x0, y0 = camera.to_world(camera.anchor_x, camera.anchor_y)
        x1, y1 = camera.to_world(camera.anchor_x + vx * dt_s, camera.anchor_y + vy * dt_s)
        self._nudge(x=camera.x - (x1 - x0), y=camera.y - (y1 - y0))
        slow = math.exp(-dt_s / 0.32)
        self._glide = (vx * slow, vy * slow) if math.hypot(vx, vy) > 12.0 else (0.0, 0.0)
        return True

    def _follow_point(self) -> tuple[float, float] | None:
        return (self.track.x, self.track.y) if self.track is not None else None

    def _goal(self, state: SceneState) -> View | None:
        whole = self._mode is Mode.OVERVIEW or (state.preview and self._mode is not Mode.FREE)
        if whole and state.routes:
            return self._route_view(state)
        if self._mode is Mode.FREE and self._motion is not None:
            return self._motion.goal
        track = self.track
        if track is None:
            return self._motion.goal if self._motion is not None else None
        insets = self.insets
        free_w = self._width - insets.left - insets.right
        free_h = self._height - insets.top - insets.bottom
        anchor_x = insets.left + free_w / 2
        portrait = self._height > self._width
        share = CAR_SHARE_PORTRAIT if portrait else CAR_SHARE_LANDSCAPE
        if self._mode is Mode.NORTH_UP:
            share = 0.5
        anchor_y = insets.top + free_h * share
        dp_per_m, pitch = self._scale_and_pitch(state, anchor_y - insets.top)
        lat = unproject_point(track.x, track.y).lat_deg
        zoom = math.log2(dp_per_m * meters_per_world(lat) / TILE_DP)
        bearing = 0.0 if self._mode is Mode.NORTH_UP else track.course_deg
        return View(track.x, track.y, min(MAX_ZOOM, zoom), bearing, pitch, anchor_x, anchor_y)

    def _scale_and_pitch(self, state: SceneState, ahead_dp: float) -> tuple[float, float]:
        """dp a metre at the car and pitch: by speed, closer and steeper at the next turn."""
        speed = state.vehicle.speed_mps if state.vehicle and state.vehicle.speed_mps else 0.0
        perspective = self._mode is Mode.PERSPECTIVE
        if not perspective:
            # the next LOOK_AHEAD_S / 3 of road fit ahead of the car
            reach = max(160.0, speed * LOOK_AHEAD_S / 3.0)
            scale = min(2.2, max(0.08, ahead_dp / reach))
            if state.maneuver_m is not None and state.maneuver_m < JUNCTION_FROM_M:
                scale = max(scale, min(3.2, ahead_dp / max(90.0, state.maneuver_m + 40.0)))
            return scale, 0.0
        # 50 km/h in town keeps 3 dp a metre; at 130 km/h it is 1.1
        scale = GUIDANCE_DP_PER_M * min(1.0, 15.0 / max(speed, 15.0)) ** 1.15
        pitch = GUIDANCE_PITCH_DEG
        if state.maneuver_m is not None and state.maneuver_m < JUNCTION_FROM_M and state.maneuver is not None:
            near = 1.0 - max(0.0, state.maneuver_m - 40.0) / (JUNCTION_FROM_M - 40.0)
            near = min(1.0, max(0.0, near)) ** 2
            scale += (JUNCTION_DP_PER_M - scale) * near
            pitch += (JUNCTION_PITCH_DEG - pitch) * near
        return scale, pitch

    def _route_view(self, state: SceneState) -> View:
        xs, ys = [], []
        for route in state.routes:
            for leg in route.legs:
                x, y = project(leg.lat_deg, leg.lon_deg)
                xs.append(x)
                ys.append(y)
        x, y = np.concatenate(xs), np.concatenate(ys)
        insets = self.insets
        free_w = max(80.0, self._width - insets.left - insets.right - 120.0)
        free_h = max(80.0, self._height - insets.top - insets.bottom - 120.0)
        span_x, span_y = max(float(np.ptp(x)), 1e-9), max(float(np.ptp(y)), 1e-9)
        zoom = min(math.log2(free_w / span_x / TILE_DP), math.log2(free_h / span_y / TILE_DP), 17.0)
        return View(
            float(x.min() + x.max()) / 2,
            float(y.min() + y.max()) / 2,
            max(MIN_ZOOM, zoom),
            0.0,
            0.0,
            insets.left + (self._width - insets.left - insets.right) / 2,
            insets.top + (self._height - insets.top - insets.bottom) / 2,
        )


def _view(camera: Camera) -> View:
    return View(
        camera.x,
        camera.y,
        camera.zoom,
        camera.bearing_deg,
        camera.pitch_deg,
        camera.anchor_x,
        camera.anchor_y,
    )
