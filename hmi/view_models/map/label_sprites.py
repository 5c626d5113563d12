"""Everything shown by way of labels in flat arrays, so that a frame bends and moves it without a loop."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hmi.view_models.map.atlas import Sprite
from hmi.view_models.map.camera import Camera
from hmi.view_models.map.frame import SPRITE_FLOATS
from hmi.view_models.map.labels import Box, Label

SMOOTH_DP = 22.0
STRAIGHT_DP = 96.0
"""A shorter name is not bent at all: on a far bend its few letters would kink."""
SLICE_DP = 11.0
"""A bent name is cut into pieces of about this length."""
TURNS = 5
"""A frame looks at every fifth label for whether it has run into others since it was placed."""
COURSE_DP = 16.0
"""A letter stands upright on the line between the points this far before and behind it."""


@dataclass
class Shown:
    """A label on the screen, coming or going."""

    label: Label
    sprites: list[tuple[Sprite, float, float]]
    """pictures and where their middles lie from its point in dp"""
    opacity: float
    wanted: bool
    order: int = 0
    """importance among what is shown, 0 first"""
    pushed: bool = False
    """runs into something more important since the picture moved"""
    bend: Bend | None = None
    """of a name along a road, once laid out"""


@dataclass(frozen=True)
class Bend:
    """One name along its road, as it reads."""

    forward: bool
    path: NDArray[np.float64]
    """[P, 2] world"""
    step: int
    """row of `path` before the name's middle"""
    share: float
    offsets: NDArray[np.float64]
    """[K] dp from the middle, of the pieces' ends"""
    cuts: NDArray[np.float64]
    """[K - 1, 4] u0 v0 u1 v1"""
    half_height: float

    @classmethod
    def of(cls, label: Label, sprite: Sprite, *, forward: bool) -> Bend:
        assert label.path is not None
        path, step = label.path, min(int(label.center), len(label.path) - 2)
        share = label.center - step
        if not forward:
            path, step, share = path[::-1], len(path) - 2 - step, 1.0 - share
        pieces = 1 if sprite.width < STRAIGHT_DP else max(2, math.ceil(sprite.width / SLICE_DP))
        at = np.arange(pieces + 1) / pieces
        u = sprite.u0 + (sprite.u1 - sprite.u0) * at
        cuts = np.empty((pieces, 4))
        cuts[:, 0], cuts[:, 1], cuts[:, 2], cuts[:, 3] = u[:-1], sprite.v0, u[1:], sprite.v1
        return cls(forward, path, step, share, (at - 0.5) * sprite.width, cuts, sprite.height / 2)


class BentNames:
    """Names along roads."""

    def __init__(self, items: Sequence[Shown]) -> None:
        bends = [item.bend for item in items if item.bend is not None]
        self._items = items
        counts = [len(bend.offsets) for bend in bends]
        begins = np.cumsum([0, *(len(bend.path) for bend in bends)])
        ends = np.cumsum([0, *counts])
        self._path = np.concatenate([bend.path for bend in bends])
        self._center_at = begins[:-1] + [bend.step for bend in bends]
        self._center_share = np.array([bend.share for bend in bends])
        self._offsets = np.concatenate([bend.offsets for bend in bends])
        self._of_label = np.repeat(np.arange(len(bends)), counts)
        # ends of pieces where one begins, and those of names in one piece
        self._begin = np.delete(np.arange(ends[-1]), ends[1:] - 1)
        self._single = ends[:-1][np.array(counts) == 2]
        self._cuts = np.concatenate([bend.cuts for bend in bends]).astype(np.float32)
        self._half = np.array([bend.half_height for bend in bends])[self._of_label]
        self._first_row, self._last_row = begins[:-1][self._of_label], begins[1:][self._of_label] - 1

    def sprites(self, camera: Camera, begin_w: float, full_w: float) -> NDArray[np.float32]:
        sx, sy, w = camera.to_screen(self._path)
        along = np.empty(len(sx))
        along[0] = 0.0
        np.cumsum(np.hypot(sx[1:] - sx[:-1], sy[1:] - sy[:-1]), out=along[1:])
        at = self._center_at
        center = along[at] + self._center_share * (along[at + 1] - along[at])
        where = center[self._of_label] + self._offsets
        # a name that slides off its bends goes on straight along the last of them
        low, high = along[self._first_row], along[self._last_row]
        clamped = np.clip(where, low + 1e-6, high - 1e-6)
        # bends are rounded off over SMOOTH_DP each way, so that letters do not kink
        reach = np.minimum(SMOOTH_DP, np.minimum(clamped - low, high - clamped))
        asked = np.stack(
            [
                clamped - reach, clamped, clamped + reach,
                np.minimum(clamped + COURSE_DP, high), np.maximum(clamped - COURSE_DP, low),
            ]
        )  # fmt: skip
        step = np.clip(np.searchsorted(along, asked) - 1, 0, len(along) - 2)
        share = (asked - along[step]) / np.maximum(along[step + 1] - along[step], 1e-9)
        xs, ys = sx[step] + (sx[step + 1] - sx[step]) * share, sy[step] + (sy[step + 1] - sy[step]) * share
        x, y = (xs[0] + 2 * xs[1] + xs[2]) / 4, (ys[0] + 2 * ys[1] + ys[2]) / 4
        tx, ty = xs[3] - xs[4], ys[3] - ys[4]
        length = np.maximum(np.hypot(tx, ty), 1e-6)
        tx, ty = tx / length, ty / length
        x, y = x + tx * (where - clamped), y + ty * (where - clamped)
        self._straighten(x, y, tx, ty)
        nx, ny = -ty * self._half, tx * self._half
        opacity = np.array([item.opacity for item in self._items]) * _clear(w[at], begin_w, full_w)
        begin = self._begin
        out = np.empty((len(begin), SPRITE_FLOATS), dtype=np.float32)
        out[:, 0], out[:, 1], out[:, 2], out[:, 3] = x[begin], y[begin], x[begin + 1], y[begin + 1]
        out[:, 4], out[:, 5], out[:, 6], out[:, 7] = nx[begin], ny[begin], nx[begin + 1], ny[begin + 1]
        out[:, 8:12] = self._cuts
        out[:, 12:16] = opacity[self._of_label[begin]][:, None]
        return out

    def _straighten(
        self,
        x: NDArray[np.float64],
        y: NDArray[np.float64],
        tx: NDArray[np.float64],
        ty: NDArray[np.float64],
    ) -> None:
        """Names in one piece lie on the straight line between their ends, as long as they are drawn."""
        a = self._single
        if not len(a):
            return
        b = a + 1
        dx, dy = x[b] - x[a], y[b] - y[a]
        length = np.maximum(np.hypot(dx, dy), 1e-6)
        dx, dy = dx / length, dy / length
        mx, my = (x[a] + x[b]) / 2, (y[a] + y[b]) / 2
        for end in (a, b):
            reach = self._offsets[end]
            x[end], y[end], tx[end], ty[end] = mx + dx * reach, my + dy * reach, dx, dy


class UprightNames:
    """Icons, and names at a point."""

    def __init__(self, items: Sequence[Shown]) -> None:
        rows = [(i, *row) for i, item in enumerate(items) for row in item.sprites]
        self._items = items
        self._world = np.array([(item.label.x, item.label.y) for item in items]).reshape(-1, 2)
        flat = np.array(
            [
                (i, dx - s.width / 2, dy - s.height / 2, s.width, s.height / 2, s.u0, s.v0, s.u1, s.v1)
                for i, s, dx, dy in rows
            ]
        ).reshape(-1, 9)
        self._of_label = flat[:, 0].astype(np.int64)
        self._left, self._top, self._width, self._half = flat[:, 1:5].T
        self._same = np.zeros((len(rows), SPRITE_FLOATS), dtype=np.float32)
        self._same[:, 5] = self._same[:, 7] = self._half
        self._same[:, 8:12] = flat[:, 5:]

    def sprites(self, camera: Camera, begin_w: float, full_w: float, snap: float) -> NDArray[np.float32]:
        """`snap` puts them on whole pixels of that scale, which keeps text sharp; 0 leaves them afloat."""
        out = self._same.copy()
        if not len(out):
            return out
        sx, sy, w = camera.to_screen(self._world)
        opacity = np.array([item.opacity for item in self._items]) * _clear(w, begin_w, full_w)
        left, top = sx[self._of_label] + self._left, sy[self._of_label] + self._top
        if snap > 0.0:
            left, top = np.round(left * snap) / snap, np.round(top * snap) / snap
        out[:, 0], out[:, 2] = left, left + self._width
        out[:, 1] = out[:, 3] = top + self._half
        out[:, 12:16] = opacity[self._of_label, None]
        return out


class Crowd:
    """Boxes of everything shown, to see who has run into whom since they were placed."""

    def __init__(self, items: Sequence[Shown]) -> None:
        # what is on its way out comes first: it was there before, so the newcomer waits
        self._items = sorted(items, key=lambda item: (item.wanted, item.order))
        self._world = np.array([(s.label.x, s.label.y) for s in self._items]).reshape(-1, 2)
        placed_at = np.array([(s.label.sx, s.label.sy) for s in self._items]).reshape(-1, 2)
        self._owner = np.repeat(np.arange(len(self._items)), [len(s.label.boxes) for s in self._items])
        boxes = np.array([box for s in self._items for box in s.label.boxes]).reshape(-1, 4)
        # from the label's point, and a little smaller than they were placed
        self._boxes = boxes - np.hstack([placed_at - 2.0, placed_at + 2.0])[self._owner]
        self._rows_by_turn = [np.flatnonzero(self._owner % TURNS == turn) for turn in range(TURNS)]
        self._rows_by_turn.append(np.arange(len(boxes)))

    def push(self, camera: Camera, kept_free: Sequence[Box], turn: int) -> bool:
        """Push aside what lies under `kept_free`, or over something that comes before it and is not pushed
        itself; of the items only those whose turn it is, or all at turn TURNS. True when anything changed."""
        rows = self._rows_by_turn[turn]
        if not len(rows):
            return False
        x, y, w = camera.to_screen(self._world)
        at = np.empty((len(x), 4))
        at[:, 0] = at[:, 2] = x
        at[:, 1] = at[:, 3] = y
        boxes = self._boxes + at[self._owner]
        mine, owner = boxes[rows], self._owner[rows]
        pushed = w < 0.2
        cards = np.array(kept_free, dtype=np.float64).reshape(-1, 4)
        pushed[owner[_meet(mine[:, None], cards[None]).any(axis=1)]] = True
        over = _meet(mine[:, None], boxes[None]) & (self._owner[None] < owner[:, None])
        row, other = np.nonzero(over)
        for second, first in zip(owner[row].tolist(), self._owner[other].tolist(), strict=True):
            if not pushed[second] and not (pushed[first] or self._items[first].pushed):
                pushed[second] = True
        changed = False
        for i in range(turn % TURNS, len(self._items), TURNS) if turn < TURNS else range(len(self._items)):
            away = bool(pushed[i])
            changed |= away != self._items[i].pushed
            self._items[i].pushed = away
        return changed


def _meet(a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whether boxes [..., 4] lie over each other."""
    over = (a[..., 0] < b[..., 2]) & (b[..., 0] < a[..., 2])
    over &= (a[..., 1] < b[..., 3]) & (b[..., 1] < a[..., 3])
    return np.asarray(over)


def _clear(w: NDArray[np.float64], begin_w: float, full_w: float) -> NDArray[np.float64]:
    """1 before the fog, 0 in it and behind the eye."""
    share = np.clip((full_w - w) / max(full_w - begin_w, 1e-6) * 1.6, 0.0, 1.0)
    return np.asarray(share * (w >= 0.2))


def upright(sprite: Sprite, x: float, y: float, opacity: float, snap: float = 0.0) -> tuple[float, ...]:
    """A sprite centred on a screen point; `snap` puts it on whole pixels of that scale, which keeps text
    sharp."""
    left, top = x - sprite.width / 2, y - sprite.height / 2
    if snap > 0:
        left, top = round(left * snap) / snap, round(top * snap) / snap
    middle = top + sprite.height / 2
    half = sprite.height / 2
    return (
        left, middle, left + sprite.width, middle, 0.0, half, 0.0, half,
        sprite.u0, sprite.v0, sprite.u1, sprite.v1, opacity, opacity, opacity, opacity,
    )  # fmt: skip


def turned(
    sprite: Sprite, x: float, y: float, angle_rad: float, squash: float, opacity: float
) -> tuple[float, ...]:
    """A sprite centred on a point, turned clockwise and then flattened as the tilted ground is."""
    cos_a, sin_a = math.cos(angle_rad), math.sin(angle_rad)
    hw, hh = sprite.width / 2, sprite.height / 2
    ax, ay = cos_a * hw, sin_a * hw * squash
    nx, ny = -sin_a * hh, cos_a * hh * squash
    return (
        x - ax, y - ay, x + ax, y + ay, nx, ny, nx, ny,
        sprite.u0, sprite.v0, sprite.u1, sprite.v1, opacity, opacity, opacity, opacity,
    )  # fmt: skip
