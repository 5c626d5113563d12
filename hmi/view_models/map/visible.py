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
    camera: Camera, far_w: float, margin_dp: float = 40.0, deepest: int = MAX_TILE_ZOOM
) -> list[Key]:
    """Keys of the tiles in view up to the distance `far_w`, nearest first."""
    scale = camera.dp_per_world
    bearing, pitch = math.radians(camera.bearing_deg), math.radians(camera.pitch_deg)
    cos_b, sin_b, sin_p, cos_p = math.cos(bearing), math.sin(bearing), math.sin(pitch), math.cos(pitch)
    fall = sin_p / EYE_DP
    left, right = -camera.anchor_x - margin_dp, camera.width - camera.anchor_x + margin_dp
    top, bottom = camera.anchor_y + margin_dp, camera.anchor_y - camera.height - margin_dp
    ideal = min(deepest, max(MIN_TILE_ZOOM, math.floor(camera.zoom + 1e-6) - 1))
    found: list[tuple[float, Key]] = []
    # nine tiles this far up reach well past the fog on every side
    start = max(MIN_TILE_ZOOM, ideal - 5)
    side = 1 << start
    x0, y0 = int(camera.x * side), int(camera.y * side)
    stack = [
        (start, x, y)
        for x in range(max(0, x0 - 1), min(side, x0 + 2))
        for y in range(max(0, y0 - 1), min(side, y0 + 2))
    ]
    while stack:
        zoom, x, y = stack.pop()
        size = scale / (1 << zoom)
        east, south = x * size - camera.x * scale, y * size - camera.y * scale
        # right, forward and distance of the corners in the ground plane, from one corner and two edges
        r0, f0 = east * cos_b + south * sin_b, east * sin_b - south * cos_b
        re, fe, rs, fs = size * cos_b, size * sin_b, size * sin_b, -size * cos_b
        w0, we, ws = 1.0 + f0 * fall, fe * fall, fs * fall
        nearest = w0 + min(we, 0.0) + min(ws, 0.0)
        if nearest > far_w or w0 + max(we, 0.0) + max(ws, 0.0) < 0.05:
            continue
        # a tile lies outside when all its corners lie outside the same edge of the picture
        a, ae, as_ = r0 - left * w0, re - left * we, rs - left * ws
        if a + max(ae, 0.0) + max(as_, 0.0) < 0:
            continue
        a, ae, as_ = r0 - right * w0, re - right * we, rs - right * ws
        if a + min(ae, 0.0) + min(as_, 0.0) > 0:
            continue
        a, ae, as_ = f0 * cos_p - top * w0, fe * cos_p - top * we, fs * cos_p - top * ws
        if a + min(ae, 0.0) + min(as_, 0.0) > 0:
            continue
        a, ae, as_ = f0 * cos_p - bottom * w0, fe * cos_p - bottom * we, fs * cos_p - bottom * ws
        if a + max(ae, 0.0) + max(as_, 0.0) < 0:
            continue
        wanted = ideal if nearest < 1.6 else ideal - math.floor(math.log2(nearest / 0.8))
        if zoom < min(ideal, max(wanted, MIN_TILE_ZOOM)):
            x, y = 2 * x, 2 * y
            stack += [(zoom + 1, x, y), (zoom + 1, x + 1, y), (zoom + 1, x, y + 1), (zoom + 1, x + 1, y + 1)]
        else:
            found.append((max(nearest, 0.0), tile_key(zoom, x, y)))
    found.sort()
    return [key for _, key in found[:MOST_TILES]]


def shows_the_same(a: Camera, b: Camera) -> bool:
    """So near each other that the tiles of one, with their margin, serve the other."""
    return (
        abs(a.zoom - b.zoom) < 0.02
        and abs(a.pitch_deg - b.pitch_deg) < 0.5
        and abs((a.bearing_deg - b.bearing_deg + 180.0) % 360.0 - 180.0) < 0.6
        and abs(a.x - b.x) * a.dp_per_world < 10.0
        and abs(a.y - b.y) * a.dp_per_world < 10.0
        and (a.width, a.height, a.anchor_x, a.anchor_y) == (b.width, b.height, b.anchor_x, b.anchor_y)
        and math.floor(a.zoom + 1e-6) == math.floor(b.zoom + 1e-6)
    )


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
    before = [key for key in drawn if key not in out and ready(key)]
    nearest: dict[Key, Key | None] = {}
    for key in missing:
        finer = [old for old in before if _is_under(old, key)]
        if finer:
            out.update(finer)
            continue
        found = _ready_ancestor(key, ready, nearest)
        if found is not None:
            out.add(found)
    covering = sorted(out, key=lambda k: k >> 58)
    kept: list[Key] = []
    for key in covering:
        if not any(_is_under(key, other) for other in kept):
            kept.append(key)
    return kept


def _ready_ancestor(key: Key, ready: Callable[[Key], bool], nearest: dict[Key, Key | None]) -> Key | None:
    """The nearest one; `nearest` remembers what neighbours found."""
    above = parent(key)
    if above is None:
        return None
    if above not in nearest:
        nearest[above] = above if ready(above) else _ready_ancestor(above, ready, nearest)
    return nearest[above]


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
