"""Labels of one placement in flat arrays, so that a frame bends and moves all of them without a loop.

Made once by the thread that places labels; the frames only read them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hmi.view_models.map.labels.atlas import Sprite
from hmi.view_models.map.labels.labels import Label
from hmi.view_models.map.view.camera import Camera
from hmi.view_models.map.view.frame import SPRITE_FLOATS

Sprites = Sequence[tuple[Sprite, float, float]]
"""Pictures of a label and where their middles lie from its point in dp."""

STRAIGHT_DP = 96.0
"""A shorter name is not bent at all: on a far bend its few letters would kink."""
SLICE_DP = 11.0
"""A bent name is cut into pieces of about this length."""
ROUNDED = 2
"""Bends are rounded off over so many pieces each way, so that letters do not kink."""
SMOOTH_DP = ROUNDED * SLICE_DP
"""Which is about so far."""
TURNS = 5
"""A frame looks at every fifth label for whether it has run into others since it was placed."""


class Spots(NamedTuple):
    """Where labels' points are on the screen."""

    x: NDArray[np.float64]
    """[N] dp"""
    y: NDArray[np.float64]
    w: NDArray[np.float64]


class Lettering:
    """What one placement shows, laid out: most important first, as the labels came."""

    def __init__(self, labels: Sequence[Label], sprites: Sequence[Sprites], forward: Sequence[bool]) -> None:
        """`forward`: whether the name of each label along a road reads in its path's direction."""
        self.labels = tuple(labels)
        self.rows = {label.key: i for i, label in enumerate(labels)}
        """by the label's key"""
        self._world = np.array([(label.x, label.y) for label in labels]).reshape(-1, 2)
        upright = [i for i, label in enumerate(labels) if label.path is None]
        bent = [i for i, label in enumerate(labels) if label.path is not None]
        self._upright = UprightNames([(i, sprites[i]) for i in upright]) if upright else None
        self._bent = BentNames([(i, labels[i], sprites[i][0][0], forward[i]) for i in bent]) if bent else None
        self.crowd = Crowd(labels)

    def __len__(self) -> int:
        return len(self.labels)

    def spots(self, camera: Camera) -> Spots:
        return Spots(*camera.to_screen(self._world))

    def sprites(
        self, camera: Camera, spots: Spots, opacity: NDArray[np.float64], snap: float
    ) -> list[NDArray[np.float32]]:
        """Pieces of [M, SPRITE_FLOATS], each label as opaque as `opacity` [N] says. `snap` puts upright ones
        on whole pixels of that scale, which keeps text sharp; 0 leaves them afloat."""
        out = []
        if self._upright is not None and self._upright.seen(opacity):
            out.append(self._upright.sprites(spots, opacity, snap))
        if self._bent is not None and self._bent.seen(opacity):
            out.append(self._bent.sprites(camera, opacity))
        return out


class UprightNames:
    """Icons, and names at a point."""

    def __init__(self, items: Sequence[tuple[int, Sprites]]) -> None:
        flat = np.array(
            [
                (i, dx - s.width / 2, dy - s.height / 2, s.width, s.height / 2, s.u0, s.v0, s.u1, s.v1)
                for i, sprites in items
                for s, dx, dy in sprites
            ]
        )
        self._of_label = flat[:, 0].astype(np.int64)
        self._left, self._top, self._width, self._half = np.ascontiguousarray(flat[:, 1:5].T)
        self._same = np.zeros((len(flat), SPRITE_FLOATS), dtype=np.float32)
        self._same[:, 5] = self._same[:, 7] = self._half
        self._same[:, 8:12] = flat[:, 5:]

    def seen(self, opacity: NDArray[np.float64]) -> bool:
        """Whether any of them is to be drawn at all."""
        return bool(opacity[self._of_label].any())

    def sprites(self, spots: Spots, opacity: NDArray[np.float64], snap: float) -> NDArray[np.float32]:
        out = self._same.copy()
        left, top = spots.x[self._of_label] + self._left, spots.y[self._of_label] + self._top
        if snap > 0.0:
            left, top = np.round(left * snap) / snap, np.round(top * snap) / snap
        out[:, 0], out[:, 2] = left, left + self._width
        out[:, 1] = out[:, 3] = top + self._half
        out[:, 12:16] = opacity[self._of_label, None]
        return out


class BentNames:
    """Names along roads: each is cut into pieces, whose ends lie on the road's rounded bends."""

    def __init__(self, items: Sequence[tuple[int, Label, Sprite, bool]]) -> None:
        bends = [_Bend.of(label, sprite, forward=forward) for _, label, sprite, forward in items]
        begins = np.cumsum([0, *(len(bend.path) for bend in bends)])
        counts = [len(bend.offsets) for bend in bends]
        of_bend = np.repeat(np.arange(len(bends)), counts)
        firsts = np.cumsum([0, *counts])[:-1]
        self._path = np.concatenate([bend.path for bend in bends])
        self._center_at = begins[:-1] + [bend.step for bend in bends]
        self._center_share = np.array([bend.share for bend in bends])
        # a name that slides off its road's ends goes on straight along its last step
        self._first_step, self._last_step = begins[:-1][of_bend], begins[1:][of_bend] - 2
        self._offsets = np.concatenate([bend.offsets for bend in bends])
        self._of_bend = of_bend
        # of the points that are pieces' ends: themselves, and the points that round them off
        at = np.concatenate([first + bend.ends for first, bend in zip(firsts, bends, strict=True)])
        reach = np.concatenate([np.full(len(bend.ends), bend.rounded) for bend in bends])
        self._at, self._back, self._fore = at, at - reach, at + reach
        self._end_of_bend = of_bend[at]
        self._half = np.array([bend.half_height for bend in bends])[self._end_of_bend]
        # rows of `at` where a piece begins: all but each name's last
        ends = np.cumsum([len(bend.ends) for bend in bends])
        self._begin = np.delete(np.arange(ends[-1]), ends - 1)
        rounded = np.array([bend.rounded for bend in bends])
        self._single = (ends - 2)[rounded == 0]
        self._label = np.array([i for i, *_ in items])
        self._piece_bend = self._end_of_bend[self._begin]
        self._same = np.zeros((len(self._begin), SPRITE_FLOATS), dtype=np.float32)
        self._same[:, 8:12] = np.concatenate([bend.cuts for bend in bends])

    def seen(self, opacity: NDArray[np.float64]) -> bool:
        """Whether any of them is to be drawn at all."""
        return bool(opacity[self._label].any())

    def sprites(self, camera: Camera, opacity: NDArray[np.float64]) -> NDArray[np.float32]:
        sx, sy, _ = camera.to_screen(self._path)
        dx, dy = sx[1:] - sx[:-1], sy[1:] - sy[:-1]
        steps = np.hypot(dx, dy)
        along = np.empty(len(sx))
        along[0] = 0.0
        np.cumsum(steps, out=along[1:])
        at = self._center_at
        center = along[at] + self._center_share * steps[at]
        where = center[self._of_bend] + self._offsets
        step = np.searchsorted(along, where, side="right") - 1
        step = np.minimum(np.maximum(step, self._first_step), self._last_step)
        share = (where - along[step]) / np.maximum(steps[step], 1e-9)
        px, py = sx[step] + dx[step] * share, sy[step] + dy[step] * share
        back_x, back_y, fore_x, fore_y = px[self._back], py[self._back], px[self._fore], py[self._fore]
        x, y = (back_x + 2.0 * px[self._at] + fore_x) / 4.0, (back_y + 2.0 * py[self._at] + fore_y) / 4.0
        tx, ty = fore_x - back_x, fore_y - back_y
        if len(self._single):
            self._straighten(x, y, tx, ty)
        scale = self._half / np.maximum(np.hypot(tx, ty), 1e-6)
        nx, ny = -ty * scale, tx * scale
        begin = self._begin
        end = begin + 1
        out = self._same.copy()
        out[:, 0], out[:, 1], out[:, 2], out[:, 3] = x[begin], y[begin], x[end], y[end]
        out[:, 4], out[:, 5], out[:, 6], out[:, 7] = nx[begin], ny[begin], nx[end], ny[end]
        out[:, 12:16] = opacity[self._label][self._piece_bend, None]
        return out

    def _straighten(
        self, x: NDArray[np.float64], y: NDArray[np.float64], tx: NDArray[np.float64], ty: NDArray[np.float64]
    ) -> None:
        """Names in one piece lie on the straight line between their ends, as long as they are drawn."""
        a, b = self._single, self._single + 1
        dx, dy = x[b] - x[a], y[b] - y[a]
        length = np.maximum(np.hypot(dx, dy), 1e-6)
        dx, dy = dx / length, dy / length
        mx, my = (x[a] + x[b]) / 2, (y[a] + y[b]) / 2
        for end in (a, b):
            reach = self._offsets[self._at[end]]
            x[end], y[end], tx[end], ty[end] = mx + dx * reach, my + dy * reach, dx, dy


@dataclass(frozen=True)
class _Bend:
    """One name along its road, as it reads."""

    path: NDArray[np.float64]
    """[P, 2] world"""
    step: int
    """row of `path` before the name's middle"""
    share: float
    offsets: NDArray[np.float64]
    """[K] dp from the middle: of the pieces' ends, and before and after them what rounds these off"""
    ends: NDArray[np.int64]
    """rows of `offsets` that are pieces' ends"""
    rounded: int
    """how many rows away lies what rounds an end off; 0 for a name in one piece"""
    cuts: NDArray[np.float64]
    """[pieces, 4] u0 v0 u1 v1"""
    half_height: float

    @classmethod
    def of(cls, label: Label, sprite: Sprite, *, forward: bool) -> _Bend:
        assert label.path is not None
        path, step = label.path, min(int(label.center), len(label.path) - 2)
        share = label.center - step
        if not forward:
            path, step, share = path[::-1], len(path) - 2 - step, 1.0 - share
        short = sprite.width < STRAIGHT_DP
        pieces = 1 if short else max(2, math.ceil(sprite.width / SLICE_DP))
        rounded = 0 if short else ROUNDED
        at = np.arange(-rounded, pieces + 1 + rounded) / pieces
        ends = np.arange(rounded, rounded + pieces + 1)
        u = sprite.u0 + (sprite.u1 - sprite.u0) * at[ends]
        cuts = np.empty((pieces, 4))
        cuts[:, 0], cuts[:, 1], cuts[:, 2], cuts[:, 3] = u[:-1], sprite.v0, u[1:], sprite.v1
        return cls(path, step, share, (at - 0.5) * sprite.width, ends, rounded, cuts, sprite.height / 2)


class Crowd:
    """Boxes of everything shown, to see who has run into whom since they were placed."""

    def __init__(self, labels: Sequence[Label]) -> None:
        placed_at = np.array([(label.sx, label.sy) for label in labels]).reshape(-1, 2)
        self._owner = np.repeat(np.arange(len(labels)), [len(label.boxes) for label in labels])
        boxes = np.array([box for label in labels for box in label.boxes]).reshape(-1, 4)
        # from the label's point, and a little smaller than they were placed
        self._boxes = boxes - np.hstack([placed_at - 2.0, placed_at + 2.0])[self._owner]
        self._rows_by_turn = [np.flatnonzero(self._owner % TURNS == turn) for turn in range(TURNS)]

    def boxes(self, spots: Spots) -> NDArray[np.float64]:
        """[M, 4] on the screen."""
        at = np.empty((len(spots.x), 4))
        at[:, 0] = at[:, 2] = spots.x
        at[:, 1] = at[:, 3] = spots.y
        return np.asarray(self._boxes + at[self._owner])

    def owners(self, shown: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """[M] which boxes are of labels [N] that are `shown`."""
        return np.asarray(shown[self._owner])

    def push(
        self, spots: Spots, kept_free: NDArray[np.float64], turn: int, pushed: NDArray[np.bool_]
    ) -> NDArray[np.bool_]:
        """[N] like `pushed`, seen anew for those whose turn it is: pushed aside is what lies behind the eye,
        under one of the boxes `kept_free` [K, 4], or over something more important that is not pushed."""
        after = pushed.copy()
        after[turn::TURNS] = spots.w[turn::TURNS] < 0.2
        rows = self._rows_by_turn[turn]
        if not len(rows):
            return after
        boxes = self.boxes(spots)
        mine, owner = boxes[rows], self._owner[rows]
        # what is kept free belongs to nobody and comes before all
        before = np.concatenate([np.full(len(kept_free), -1), self._owner])
        over = _meet(mine[:, None], np.concatenate([kept_free, boxes])[None])
        over &= before < owner[:, None]
        row, other = np.nonzero(over)
        for second, first in zip(owner[row].tolist(), before[other].tolist(), strict=True):
            if first < 0 or not after[first]:
                after[second] = True
        return after


class Reading:
    """Which way each name along a road reads: left to right, and upward where the road is upright; what is
    shown turns only when it must."""

    def __init__(self) -> None:
        self._flipped: dict[tuple[object, ...], bool] = {}
        """of what is shown"""

    def forward(self, labels: Sequence[Label], camera: Camera) -> list[bool]:
        """By label; True also for those at a point."""
        out = [True] * len(labels)
        along = [i for i, label in enumerate(labels) if label.path is not None]
        if not along:
            return out
        ends = []
        for i in along:
            path = labels[i].path
            assert path is not None
            step = min(int(labels[i].center), len(path) - 2)
            ends += [path[max(0, step - 1)], path[min(len(path) - 1, step + 2)]]
        x, y, _ = camera.to_screen(np.array(ends))
        angles = np.arctan2(y[1::2] - y[::2], x[1::2] - x[::2]).tolist()
        before, self._flipped = self._flipped, {}
        for i, angle in zip(along, angles, strict=True):
            key = labels[i].key
            out[i] = _reads_forward(angle, before.get(key))
            self._flipped[key] = not out[i]
        return out


def _reads_forward(angle: float, was: bool | None) -> bool:
    """`was`: whether the name read against its path until now; None for a new one."""
    if was is None:
        return -math.pi / 2 - 0.12 < angle < math.pi / 2 - 0.12
    if not was:
        return -math.pi / 2 - 0.3 < angle < math.pi / 2 + 0.3
    return not (angle > math.pi / 2 - 0.3 or angle < -math.pi / 2 + 0.3)


def _meet(a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whether boxes [..., 4] lie over each other."""
    over = (a[..., 0] < b[..., 2]) & (b[..., 0] < a[..., 2])
    over &= (a[..., 1] < b[..., 3]) & (b[..., 1] < a[..., 3])
    return np.asarray(over)


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
