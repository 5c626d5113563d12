"""Where the map is looked at from, and the way from the world to the screen: float64, frozen, no Qt.

The ground plane is measured in dp at the camera's zoom, from its centre: x to the right of the screen, y
forward (up the screen), z up. `w` is a point's distance as a multiple of the centre's: 1 at the centre, so
that there one dp of ground is one dp of screen.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from maps.display.mercator import EQUATOR_M, TILE_DP, project_point, unproject_point
from maps.geometry import LatLon

MIN_ZOOM = 3.0
MAX_ZOOM = 19.5
MAX_PITCH_DEG = 68.0
EYE_DP = 755.0
"""From the eye to the centre. With the guidance pitch of 63° it puts the horizon where the mockups have
it."""
NEAR_W = 0.08
FAR_W = 40.0


@dataclass(frozen=True, slots=True)
class Camera:
    """One view of the map. Angles in degrees, lengths in dp, world coordinates of `maps.display.mercator`."""

    x: float
    """world x of the centre"""
    y: float
    """world y of the centre, growing southward"""
    zoom: float
    bearing_deg: float = 0.0
    """what is up on the screen; 0 is north, clockwise"""
    pitch_deg: float = 0.0
    width: float = 1280.0
    height: float = 720.0
    anchor_x: float = 640.0
    """where on the screen the centre is shown"""
    anchor_y: float = 360.0

    @property
    def dp_per_world(self) -> float:
        return float(TILE_DP * 2.0**self.zoom)

    @property
    def position(self) -> LatLon:
        return unproject_point(self.x, self.y)

    @property
    def dp_per_m(self) -> float:
        # the cosine of a latitude, straight from Mercator's y
        return self.dp_per_world * math.cosh(math.pi * (1.0 - 2.0 * self.y)) / EQUATOR_M

    @property
    def tilt_share(self) -> float:
        """0 seen from above, 1 in perspective: how far widths and heights follow the ground."""
        share = min(1.0, max(0.0, (self.pitch_deg - 15.0) / 30.0))
        return share * share * (3.0 - 2.0 * share)

    def clip_matrix(self) -> NDArray[np.float64]:
        """[4, 4] from (east, south, up, 1) in dp from the centre to OpenGL clip space."""
        bearing, pitch = math.radians(self.bearing_deg), math.radians(self.pitch_deg)
        cos_b, sin_b, cos_p, sin_p = math.cos(bearing), math.sin(bearing), math.cos(pitch), math.sin(pitch)
        w = (sin_b * sin_p / EYE_DP, -cos_b * sin_p / EYE_DP, -cos_p / EYE_DP, 1.0)
        right = (cos_b, sin_b, 0.0, 0.0)
        screen_up = (sin_b * cos_p, -cos_b * cos_p, sin_p, 0.0)
        wide, high = 2.0 / self.width, 2.0 / self.height
        left, top = self.anchor_x * wide - 1.0, 1.0 - self.anchor_y * high
        deep = (FAR_W + NEAR_W) / (FAR_W - NEAR_W)
        return np.array(
            [
                [a * wide + c * left for a, c in zip(right, w, strict=True)],
                [b * high + c * top for b, c in zip(screen_up, w, strict=True)],
                [w[0] * deep, w[1] * deep, w[2] * deep, deep - 2.0 * FAR_W * NEAR_W / (FAR_W - NEAR_W)],
                w,
            ]
        )

    def to_screen(
        self, world: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        """Screen x, y in dp and w of world points [N, 2] on the ground; only where w > 0 are x and y of
        use."""
        scale = self.dp_per_world
        east = (world[:, 0] - self.x) * scale
        south = (world[:, 1] - self.y) * scale
        bearing, pitch = math.radians(self.bearing_deg), math.radians(self.pitch_deg)
        cos_b, sin_b = math.cos(bearing), math.sin(bearing)
        right = east * cos_b + south * sin_b
        forward = east * sin_b - south * cos_b
        w = 1.0 + forward * (math.sin(pitch) / EYE_DP)
        divisor = np.maximum(w, 1e-6)
        return (
            self.anchor_x + right / divisor,
            self.anchor_y - forward * math.cos(pitch) / divisor,
            w,
        )

    def to_world(self, screen_x: float, screen_y: float) -> tuple[float, float]:
        """World point on the ground under a screen point; above the horizon, the farthest one of that
        column."""
        bearing, pitch = math.radians(self.bearing_deg), math.radians(self.pitch_deg)
        rise = self.anchor_y - screen_y
        slope = math.cos(pitch) - rise * math.sin(pitch) / EYE_DP
        forward = rise / max(slope, math.cos(pitch) / FAR_W, 1e-3)
        w = 1.0 + forward * math.sin(pitch) / EYE_DP
        right = (screen_x - self.anchor_x) * w
        east = right * math.cos(bearing) + forward * math.sin(bearing)
        south = right * math.sin(bearing) - forward * math.cos(bearing)
        return self.x + east / self.dp_per_world, self.y + south / self.dp_per_world


def look_at(position: LatLon, zoom: float) -> Camera:
    """A north-up camera over a position."""
    x, y = project_point(position)
    return Camera(x, y, zoom)
