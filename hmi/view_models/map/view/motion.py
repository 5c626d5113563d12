"""How the view moves: springs towards a wanted view, and a vehicle that glides between its fixes. No Qt."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from hmi.view_models.map.view.camera import MAX_PITCH_DEG, MAX_ZOOM, MIN_ZOOM, Camera
from maps.display.mercator import meters_per_world, project_point
from maps.geometry import LatLon

SETTLE_S = 0.25
"""Nine tenths of a camera move take this long (tokens: 250 ms; a critically damped spring never
overshoots)."""


def turn_deg(before_deg: float, after_deg: float) -> float:
    """The short way from one bearing to another, right is positive."""
    return (after_deg - before_deg + 180.0) % 360.0 - 180.0


@dataclass(frozen=True, slots=True)
class Spring:
    """A number on its way to another, critically damped: it neither jumps nor overshoots."""

    value: float
    speed: float = 0.0

    def toward(self, goal: float, dt_s: float, settle_s: float = SETTLE_S) -> Spring:
        omega = 4.0 / settle_s  # nine tenths of the way are done after settle_s
        x = omega * dt_s
        decay = 1.0 / (1.0 + x + 0.48 * x * x + 0.235 * x * x * x)
        change = self.value - goal
        temporary = (self.speed + omega * change) * dt_s
        return Spring(goal + (change + temporary) * decay, (self.speed - omega * temporary) * decay)

    def settled(self, goal: float, tolerance: float) -> bool:
        return abs(self.value - goal) < tolerance and abs(self.speed) < tolerance * 2


@dataclass(frozen=True, slots=True)
class View:
    """What the camera is asked to show; `anchor` is where on the screen the centre sits, in dp."""

    x: float
    y: float
    zoom: float
    bearing_deg: float
    pitch_deg: float
    anchor_x: float
    anchor_y: float


class CameraMotion:
    """The camera's way from view to view. Position moves in screen space so that speed does not depend on
    zoom."""

    def __init__(self, view: View) -> None:
        self._goal = view
        self._x, self._y = Spring(view.x), Spring(view.y)
        self._zoom, self._bearing = Spring(view.zoom), Spring(view.bearing_deg)
        self._pitch = Spring(view.pitch_deg)
        self._anchor_x, self._anchor_y = Spring(view.anchor_x), Spring(view.anchor_y)

    @property
    def goal(self) -> View:
        return self._goal

    def jump(self, view: View) -> None:
        """Be there at once: only for the first picture."""
        self._goal = view
        self._jump_to(view)

    def aim(self, view: View) -> None:
        self._goal = view

    def nudge(self, view: View) -> None:
        """The finger holds the map: goal and camera are one, and whatever was moving stops."""
        self._goal = view
        self._jump_to(view)

    def carry(self, dx: float, dy: float) -> None:
        """The thing that is followed moved by this much of the world: the camera goes along at once."""
        self._x = Spring(self._x.value + dx, self._x.speed)
        self._y = Spring(self._y.value + dy, self._y.speed)

    def advance(self, dt_s: float) -> bool:
        """One step; True while anything still moves."""
        goal = self._goal
        self._zoom = self._zoom.toward(goal.zoom, dt_s, 0.35)
        turn = turn_deg(self._bearing.value, goal.bearing_deg)
        self._bearing = self._bearing.toward(self._bearing.value + turn, dt_s, 0.4)
        self._pitch = self._pitch.toward(goal.pitch_deg, dt_s, 0.35)
        self._x = self._x.toward(goal.x, dt_s, 0.35)
        self._y = self._y.toward(goal.y, dt_s, 0.35)
        self._anchor_x = self._anchor_x.toward(goal.anchor_x, dt_s, 0.35)
        self._anchor_y = self._anchor_y.toward(goal.anchor_y, dt_s, 0.35)
        dp = 1.0 / (256.0 * 2.0**self._zoom.value)
        still = (
            self._zoom.settled(goal.zoom, 0.0005)
            and abs(turn) < 0.02
            and abs(self._bearing.speed) < 0.05
            and self._pitch.settled(goal.pitch_deg, 0.02)
            and self._x.settled(goal.x, 0.05 * dp)
            and self._y.settled(goal.y, 0.05 * dp)
            and self._anchor_x.settled(goal.anchor_x, 0.05)
            and self._anchor_y.settled(goal.anchor_y, 0.05)
        )
        if still:
            self._jump_to(goal)
        return not still

    def camera(self, width: float, height: float) -> Camera:
        return Camera(
            self._x.value,
            self._y.value,
            min(MAX_ZOOM, max(MIN_ZOOM, self._zoom.value)),
            self._bearing.value % 360.0,
            min(MAX_PITCH_DEG, max(0.0, self._pitch.value)),
            width,
            height,
            self._anchor_x.value,
            self._anchor_y.value,
        )

    def _jump_to(self, view: View) -> None:
        self._x, self._y = Spring(view.x), Spring(view.y)
        self._zoom, self._bearing = Spring(view.zoom), Spring(view.bearing_deg)
        self._pitch = Spring(view.pitch_deg)
        self._anchor_x, self._anchor_y = Spring(view.anchor_x), Spring(view.anchor_y)


@dataclass(frozen=True, slots=True)
class VehicleTrack:
    """Where the car is drawn between two fixes: it goes on at its last velocity and blends the error away."""

    x: float
    """world"""
    y: float
    course_deg: float
    heard_s: float
    """when the last position came, on the display's clock"""
    goal_x: float
    goal_y: float
    goal_course_deg: float
    speed_x: float = 0.0
    """world units a second"""
    speed_y: float = 0.0
    interval_s: float = 1.0
    moving: bool = False

    @classmethod
    def at(cls, position: LatLon, course_deg: float, now_s: float) -> VehicleTrack:
        x, y = project_point(position)
        return cls(x, y, course_deg, now_s, x, y, course_deg)

    def heard(self, position: LatLon, course_deg: float | None, now_s: float) -> VehicleTrack:
        """A new position. A jump of more than 300 m is not glided over."""
        x, y = project_point(position)
        metres = meters_per_world(position.lat_deg)
        if math.hypot(x - self.x, y - self.y) * metres > 300.0:
            return VehicleTrack.at(position, course_deg if course_deg is not None else self.course_deg, now_s)
        elapsed = now_s - self.heard_s
        if elapsed < 0.02:
            elapsed = self.interval_s
        speed_x, speed_y = (x - self.goal_x) / elapsed, (y - self.goal_y) / elapsed
        moved_m = math.hypot(x - self.goal_x, y - self.goal_y) * metres
        return replace(
            self,
            goal_x=x,
            goal_y=y,
            goal_course_deg=course_deg if course_deg is not None else self.goal_course_deg,
            speed_x=speed_x if moved_m > 0.05 else 0.0,
            speed_y=speed_y if moved_m > 0.05 else 0.0,
            heard_s=now_s,
            interval_s=min(2.0, max(0.05, elapsed)),
            moving=moved_m > 0.05,
        )

    def advance(self, dt_s: float, now_s: float) -> VehicleTrack:
        """One frame on. Without news for two intervals the car stands: nothing is invented."""
        age = min(now_s - self.heard_s, 2.0 * self.interval_s)
        aim_x, aim_y = self.goal_x + self.speed_x * age, self.goal_y + self.speed_y * age
        going = now_s - self.heard_s < 2.0 * self.interval_s
        x = self.x + (self.speed_x * dt_s if going else 0.0)
        y = self.y + (self.speed_y * dt_s if going else 0.0)
        blend = 1.0 - math.exp(-dt_s / max(0.12, 0.5 * self.interval_s))
        turn = turn_deg(self.course_deg, self.goal_course_deg)
        return replace(
            self,
            x=x + (aim_x - x) * blend,
            y=y + (aim_y - y) * blend,
            course_deg=(self.course_deg + turn * (1.0 - math.exp(-dt_s / 0.18))) % 360.0,
        )

    def settled(self, now_s: float) -> bool:
        return (
            now_s - self.heard_s > 2.0 * self.interval_s
            and abs(turn_deg(self.course_deg, self.goal_course_deg)) < 0.1
        )
