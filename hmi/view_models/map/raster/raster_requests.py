"""What the painting child is asked for: a tile's picture from above, or a whole tilted view."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from hmi.view_models.map.view.camera import EYE_DP, Camera
from hmi.view_models.map.view.frame import OverlayPath
from hmi.view_models.map.view.style_uniforms import FogRange
from hmi.view_models.map.view.visible import Key

ROUTE_BLOCK = 128
"""Segments; of a long route such blocks as come near the view are handed over, the same ones for a while."""


@dataclass(frozen=True, slots=True)
class Folders:
    """The archives (tiles/ folders) to paint from; comes first."""

    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """What a picture depends on besides its place."""

    night: bool
    tilted: bool
    scale: float


@dataclass(frozen=True, slots=True)
class TileRequest:
    """A raster tile."""

    key: Key
    look: Look


@dataclass(frozen=True, slots=True)
class GroundLayer:
    """Raster tiles of one look."""

    look: Look
    keys: tuple[Key, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ViewRequest:
    """The ground and the houses on it as a tilted camera sees them."""

    camera: Camera
    """with a margin round what the screen shows"""
    reach: FogRange
    look: Look
    ground: tuple[GroundLayer, ...]
    """to lay down, one after another"""
    houses: tuple[Key, ...]
    """tiles of the archive whose houses are raised"""
    route: OverlayPath | None
    """houses along it are low"""

    def near(self) -> ViewRequest:
        """The same with no more of the route than passes near."""
        path = self.route
        if path is None or len(path.segments) <= ROUTE_BLOCK:
            return self
        camera = self.camera
        east = (camera.x - path.origin_x) * path.metres_per_world
        south = (camera.y - path.origin_y) * path.metres_per_world
        reach_m = (EYE_DP * self.reach.full_w + camera.width) / camera.dp_per_m
        begins = path.segments[:, :2]
        beside = (np.abs(begins[:, 0] - east) < reach_m) & (np.abs(begins[:, 1] - south) < reach_m)
        blocks = np.zeros(-(-len(beside) // ROUTE_BLOCK), dtype=bool)
        blocks[np.flatnonzero(beside) // ROUTE_BLOCK] = True
        rows = np.repeat(blocks, ROUTE_BLOCK)[: len(beside)]
        return replace(self, route=replace(path, segments=path.segments[rows]) if rows.any() else None)


@dataclass(frozen=True, slots=True)
class Answer:
    """Goes before the picture's bytes; a picture 0 wide could not be painted."""

    width: int
    height: int
