"""Which tiles a camera needs: coarser with distance, none behind the fog; and what stands in for a missing
one."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

import numpy as np

from hmi.view_models.map.camera import EYE_DP, Camera
from maps.display.format import MAX_TILE_ZOOM, MIN_TILE_ZOOM, split_key, tile_key

Key = int
MOST_TILES = 64
"""A bound on what one picture may need; nearer tiles first."""


def visible_tiles(
    camera: Camera, far_w: float, margin_dp: float = 24.0, deepest: int = MAX_TILE_ZOOM
) -> list[Key]:
    """Keys of the tiles in view up to the distance `far_w`, nearest first."""
    scale = camera.dp_per_world
    bearing, pitch = math.radians(camera.bearing_deg), math.radians(camera.pitch_deg)
    cos_b, sin_b, sin_p, cos_p = math.cos(bearing), math.sin(bearing), math.sin(pitch), math.cos(pitch)
    from_eye = sin_p / EYE_DP
    left, right = -camera.anchor_x - margin_dp, camera.width - camera.anchor_x + margin_dp
    top, bottom = camera.anchor_y + margin_dp, camera.anchor_y - camera.height - margin_dp
    ideal = min(deepest, max(MIN_TILE_ZOOM, math.floor(camera.zoom + 1e-6) - 1))
    found: list[tuple[float, Key]] = []
    x0, y0 = int(camera.x * 8), int(camera.y * 8)
    stack = [
        (MIN_TILE_ZOOM, x, y)
        for x in range(max(0, x0 - 2), min(8, x0 + 3))
        for y in range(max(0, y0 - 2), min(8, y0 + 3))
    ]
    while stack:
        zoom, x, y = stack.pop()
        size = scale / (1 << zoom)
        east, south = x * size - camera.x * scale, y * size - camera.y * scale
        # the four corners in the ground plane
        rights, ups, ws = [], [], []
        for e, s in ((east, south), (east + size, south), (east, south + size), (east + size, south + size)):
            forward = e * sin_b - s * cos_b
            rights.append(e * cos_b + s * sin_b)
            ups.append(forward * cos_p)
            ws.append(1.0 + forward * from_eye)
        nearest = min(ws)
        if nearest > far_w or max(ws) < 0.05:
            continue
        if (
            all(r < left * w for r, w in zip(rights, ws, strict=True))
            or all(r > right * w for r, w in zip(rights, ws, strict=True))
            or all(u > top * w for u, w in zip(ups, ws, strict=True))
            or all(u < bottom * w for u, w in zip(ups, ws, strict=True))
        ):
            continue
        wanted = ideal if nearest < 1.6 else ideal - math.floor(math.log2(nearest / 0.8))
        if zoom < min(ideal, max(wanted, MIN_TILE_ZOOM)):
            stack.extend((zoom + 1, 2 * x + dx, 2 * y + dy) for dx in (0, 1) for dy in (0, 1))
        else:
            found.append((max(nearest, 0.0), tile_key(zoom, x, y)))
    found.sort()
    return [key for _, key in found[:MOST_TILES]]


def parent(key: Key) -> Key | None:
    zoom, x, y = split_key(key)
    return tile_key(zoom - 1, x // 2, y // 2) if zoom > MIN_TILE_ZOOM else None


def ancestor(key: Key, levels: int) -> Key:
    """The tile so many levels up, or the topmost."""
    zoom, x, y = split_key(key)
    up = min(levels, zoom - MIN_TILE_ZOOM)
    return tile_key(zoom - up, x >> up, y >> up)


def stand_ins(wanted: Iterable[Key], ready: Callable[[Key], bool], drawn: Iterable[Key]) -> list[Key]:
    """What to draw now so that nothing wanted is blank and nothing is drawn twice.

    A missing tile is replaced by what was drawn of it in finer tiles, else by its nearest ready ancestor,
    which
    then also takes the place of its other descendants.
    """
    wanted = list(wanted)
    out = {key for key in wanted if ready(key)}
    missing = [key for key in wanted if key not in out]
    if not missing:
        return [key for key in wanted if key in out]
    before = list(drawn)
    for key in missing:
        finer = [old for old in before if old not in out and ready(old) and _is_under(old, key)]
        if finer:
            out.update(finer)
            continue
        ancestor = parent(key)
        while ancestor is not None and not ready(ancestor):
            ancestor = parent(ancestor)
        if ancestor is not None:
            out.add(ancestor)
    covering = sorted(out, key=lambda k: k >> 58)
    kept: list[Key] = []
    for key in covering:
        if not any(_is_under(key, other) for other in kept):
            kept.append(key)
    return kept


def _is_under(key: Key, ancestor: Key) -> bool:
    zoom, x, y = split_key(key)
    top, ax, ay = split_key(ancestor)
    return zoom > top and x >> (zoom - top) == ax and y >> (zoom - top) == ay


def tile_origin(camera: Camera, key: Key) -> tuple[float, float, float]:
    """East and south of a tile's corner from the camera's centre and its size, in dp."""
    zoom, x, y = split_key(key)
    scale = camera.dp_per_world
    size = 1.0 / (1 << zoom)
    return float(np.float64(x * size - camera.x) * scale), (y * size - camera.y) * scale, size * scale
