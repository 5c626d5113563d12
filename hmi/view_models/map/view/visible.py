"""Which tiles a camera needs: coarser with distance, none behind the fog; and what stands in for a missing
one."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

import numpy as np

from hmi.view_models.map.view.camera import EYE_DP, Camera
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
    # nine tiles this far up reach well past the fog on every side
    start = max(MIN_TILE_ZOOM, ideal - 5)
    # the ground plane's right and forward, and with them w and the picture's four edges, change evenly with
    # a tile's column and row: each is (at the world's corner, a column on, a row on) in units of the world
    x0, y0 = camera.x * scale, camera.y * scale
    along = (-x0 * cos_b - y0 * sin_b, scale * cos_b, scale * sin_b)
    ahead = (-x0 * sin_b + y0 * cos_b, scale * sin_b, -scale * cos_b)
    far = (1.0 + ahead[0] * fall, ahead[1] * fall, ahead[2] * fall)
    edges = (
        [a - left * w for a, w in zip(along, far, strict=True)],
        [right * w - a for a, w in zip(along, far, strict=True)],
        [top * w - a * cos_p for a, w in zip(ahead, far, strict=True)],
        [a * cos_p - bottom * w for a, w in zip(ahead, far, strict=True)],
    )
    side = 1 << start
    column, row = int(camera.x * side), int(camera.y * side)
    level = [
        (x, y)
        for x in range(max(0, column - 1), min(side, column + 2))
        for y in range(max(0, row - 1), min(side, row + 2))
    ]
    found: list[tuple[float, Key]] = []
    for zoom in range(start, ideal + 1):
        size = 1.0 / (1 << zoom)
        (w0, we, ws), (l0, le, ls), (r0, re, rs), (t0, te, ts), (b0, be, bs) = (
            (at, column_on * size, row_on * size) for at, column_on, row_on in (far, *edges)
        )
        # at the corner of a tile where each is greatest, and w least
        w0 += min(we, 0.0) + min(ws, 0.0)
        w_span = abs(we) + abs(ws)
        l0 += max(le, 0.0) + max(ls, 0.0)
        r0 += max(re, 0.0) + max(rs, 0.0)
        t0 += max(te, 0.0) + max(ts, 0.0)
        b0 += max(be, 0.0) + max(bs, 0.0)
        finer: list[tuple[int, int]] = []
        for x, y in level:
            nearest = w0 + x * we + y * ws
            # a tile lies outside when all its corners lie outside the same edge of the picture
            if (
                nearest > far_w
                or nearest + w_span < 0.05
                or l0 + x * le + y * ls < 0.0
                or r0 + x * re + y * rs < 0.0
                or t0 + x * te + y * ts < 0.0
                or b0 + x * be + y * bs < 0.0
            ):
                continue
            if zoom < ideal and (
                nearest < 1.6 or zoom < max(MIN_TILE_ZOOM, ideal - math.floor(math.log2(nearest / 0.8)))
            ):
                x, y = 2 * x, 2 * y
                finer += ((x, y), (x + 1, y), (x, y + 1), (x + 1, y + 1))
            else:
                found.append((max(nearest, 0.0), tile_key(zoom, x, y)))
        level = finer
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
    which then also takes the place of its other descendants.
    """
    wanted = list(wanted)
    out = {key for key in wanted if ready(key)}
    missing = [key for key in wanted if key not in out]
    if not missing:
        return [key for key in wanted if key in out]
    absent = set(missing)
    finer: dict[Key, list[Key]] = {}
    for key in drawn:
        above = _ancestor_in(key, absent) if key not in out and ready(key) else None
        if above is not None:
            finer.setdefault(above, []).append(key)
    nearest: dict[Key, Key | None] = {}
    for key in missing:
        if key in finer:
            out.update(finer[key])
            continue
        found = _ready_ancestor(key, ready, nearest)
        if found is not None:
            out.add(found)
    return [key for key in sorted(out, key=lambda k: k >> 58) if _ancestor_in(key, out) is None]


def _ready_ancestor(key: Key, ready: Callable[[Key], bool], nearest: dict[Key, Key | None]) -> Key | None:
    """The nearest one; `nearest` remembers what neighbours found."""
    above = parent(key)
    if above is None:
        return None
    if above not in nearest:
        nearest[above] = above if ready(above) else _ready_ancestor(above, ready, nearest)
    return nearest[above]


def _ancestor_in(key: Key, keys: set[Key]) -> Key | None:
    """The nearest tile over this one that is among `keys`."""
    zoom, x, y = split_key(key)
    while zoom > MIN_TILE_ZOOM:
        zoom, x, y = zoom - 1, x >> 1, y >> 1
        above = tile_key(zoom, x, y)
        if above in keys:
            return above
    return None


def tile_origin(camera: Camera, key: Key) -> tuple[float, float, float]:
    """East and south of a tile's corner from the camera's centre and its size, in dp."""
    zoom, x, y = split_key(key)
    scale = camera.dp_per_world
    size = 1.0 / (1 << zoom)
    return float(np.float64(x * size - camera.x) * scale), (y * size - camera.y) * scale, size * scale
