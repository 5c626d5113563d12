"""One picture of the map as the renderers take it: what to draw, where, and what has to be uploaded first."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from hmi.view_models.map.view.camera import Camera
from hmi.view_models.map.view.style_uniforms import FogRange
from maps.display.reader import Tile

SPRITE_FLOATS = 16
"""ends 4, normals 4, cut 4, tint 4"""
OVERLAY_FLOATS = 8
"""segment 4, look 4"""


@dataclass(frozen=True)
class OverlayPath:
    """Lines of ours with their own origin; the array's identity tells the renderer when to upload again."""

    origin_x: float
    """world"""
    origin_y: float
    metres_per_world: float
    segments: NDArray[np.float32]
    """[S, OVERLAY_FLOATS]: ends in metres east and south of the origin; layer, distance at both ends,
    level"""
    cased: bool = True


@dataclass(frozen=True)
class OverlayArea:
    """A filled shape of ours: the range, the accuracy disc. In metres east and south of the origin."""

    origin_x: float
    origin_y: float
    metres_per_world: float
    outline: NDArray[np.float32]
    """[R, 2]"""
    corners: NDArray[np.float32]
    """[T * 3, 2] triangles that fill the outline"""
    color: tuple[float, float, float, float]
    """premultiplied"""
    over: bool = False
    """drawn over the route instead of under it"""


@dataclass
class Frame:
    """What one picture needs. Built on the GUI thread, read by the renderer."""

    camera: Camera
    fog: FogRange
    """at this camera"""
    scale: float
    """device pixels per dp"""
    night: bool
    tiles: list[tuple[int, Tile]]
    """the coarse world, then tiles of regions: the key says where each lies; the same list while they stay"""
    world: int = 0
    """how many of `tiles`, the first ones, are of the coarse world"""
    overlays: list[OverlayPath] = field(default_factory=list)
    driven_m: float = 0.0
    areas: list[OverlayArea] = field(default_factory=list)
    sprites: NDArray[np.float32] | None = None
    """[N, SPRITE_FLOATS]"""
