"""Labels on the move: places them about five times a second, fades them, and bends their sprites every
frame."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hmi.view_models.map.artist import Artist
from hmi.view_models.map.atlas import Sprite
from hmi.view_models.map.camera import Camera
from hmi.view_models.map.frame import SPRITE_FLOATS
from hmi.view_models.map.labels import Box, Label, Wish, place
from maps.display.style import Style

PLACE_EVERY_S = 0.2
FADE_S = 0.15
LEAVE_S = 0.06
"""What goes, goes at once: it must be gone before what takes its place is seen."""
CHECK_EVERY = 5
"""Frames between two looks at whether moving names have run into each other."""
SMOOTH_DP = 22.0
STRAIGHT_DP = 96.0
"""A shorter name is not bent at all: on a far bend its few letters would kink."""
SLICE_DP = 11.0
"""A bent name is cut into pieces of about this length."""
PLACING_S_A_FRAME = 0.0004
"""Time that one frame may give to a placement run, and to drawing new names."""


@dataclass
class _Shown:
    label: Label
    opacity: float
    wanted: bool
    sprites: list[tuple[Sprite, float, float]] | None = None
    """None until drawn; it fades in from then on"""
    order: int = 0
    """importance among what is shown, 0 first"""
    pushed: bool = False
    """runs into something more important since the picture moved"""


@dataclass
class _Bent:
    """All bent names' pieces in flat arrays, so that a frame needs no loop over them."""

    path: NDArray[np.float64]
    """[P, 2] world, all names' bends in a row"""
    center_at: NDArray[np.int64]
    """[L] row of `path` before the centre"""
    center_share: NDArray[np.float64]
    offsets: NDArray[np.float64]
    """[K] dp from the centre, of each piece's ends (a name has pieces + 1)"""
    of_label: NDArray[np.int64]
    """[K] name"""
    first: NDArray[np.bool_]
    """[K] not the last end of its name: a piece begins here"""
    cuts: NDArray[np.float32]
    """[pieces, 4] u0 v0 u1 v1"""
    half_height: NDArray[np.float64]
    """[L] dp"""
    first_row: NDArray[np.int64]
    """[L] first row of `path`"""
    last_row: NDArray[np.int64]
    single: NDArray[np.int64]
    """rows of `offsets` where a name in one piece begins"""


class LabelLayer:
    """Feed it a Wish when it asks for one; take the sprites each frame."""

    def __init__(self, style: Style, artist: Artist) -> None:
        self._style = style
        self._artist = artist
        self._shown: dict[tuple[object, ...], _Shown] = {}
        self._run: Iterator[tuple[Label, ...] | None] | None = None
        self._since_run_s = 1e9
        self._bent: _Bent | None = None
        self._bent_labels: list[_Shown] = []
        self._look: tuple[object, ...] = ()
        self._frame = 0
        self._fresh = False
        self._flipped: dict[tuple[object, ...], bool] = {}

    @property
    def labels(self) -> tuple[Label, ...]:
        """What is shown or fading in."""
        return tuple(shown.label for shown in self._shown.values() if shown.wanted)

    @property
    def wants_placing(self) -> bool:
        return self._run is None and self._since_run_s >= PLACE_EVERY_S

    @property
    def busy(self) -> bool:
        """A run is under way or something fades."""
        return self._run is not None or any(
            shown.opacity != (1.0 if shown.wanted and not shown.pushed else 0.0)
            for shown in self._shown.values()
        )

    def start(self, wish: Wish) -> None:
        """Begin a placement run; it goes on over the next frames."""
        before = [shown.label for shown in self._shown.values() if shown.wanted]
        self._run = place(wish, self._style, self._artist.measure, before)
        self._since_run_s = 0.0

    def reset(self) -> None:
        """Other regions or another language: what is shown no longer holds."""
        self._shown.clear()
        self._run = None
        self._bent = None
        self._since_run_s = 1e9

    def advance(self, dt_s: float, *, patient: bool = True) -> None:
        """One frame on: a few steps of the run, and the fades."""
        self._since_run_s += dt_s
        if self._artist.look != self._look:
            self._look = self._artist.look
            self._bent = None
            for shown in self._shown.values():
                shown.sprites = None
        until = time.perf_counter() + (PLACING_S_A_FRAME if patient else 10.0)
        self._draw_new(until)
        while self._run is not None and time.perf_counter() < until:
            result = next(self._run, None)
            if result is not None:
                self._run = None
                self._take(result)
        for key in list(self._shown):
            shown = self._shown[key]
            if shown.sprites is None and shown.wanted:
                continue
            stays = shown.wanted and not shown.pushed
            step = dt_s / FADE_S if stays else -dt_s / LEAVE_S
            shown.opacity = min(1.0, max(0.0, shown.opacity + step))
            if shown.opacity == 0.0 and not shown.wanted:
                del self._shown[key]
                self._bent = None

    def sprites(
        self, camera: Camera, begin_w: float, full_w: float, *, still: bool, kept_free: Sequence[Box] = ()
    ) -> NDArray[np.float32]:
        """[N, SPRITE_FLOATS] of everything shown; `kept_free` are cards, pins and the car."""
        self._frame += 1
        if self._frame % CHECK_EVERY == 0 or self._fresh:
            self._fresh = False
            self._push_apart(camera, kept_free)
        parts = [self._points(camera, begin_w, full_w, still=still)]
        if self._bent is None:
            self._bend(camera)
        if self._bent_labels:
            parts.append(self._bent_sprites(camera, begin_w, full_w))
        return np.concatenate(parts)

    def _draw_new(self, until: float) -> None:
        """At least one name a frame, so that a slow machine gets there too."""
        for shown in self._shown.values():
            if shown.sprites is None and shown.wanted:
                label = shown.label
                shown.sprites = (
                    [(self._artist.along(label), 0.0, 0.0)]
                    if label.path is not None
                    else self._artist.point_sprites(label)
                )
                self._bent = None
                if time.perf_counter() > until:
                    return

    def _take(self, labels: tuple[Label, ...]) -> None:
        fresh = {label.key for label in labels}
        for key, shown in self._shown.items():
            shown.wanted = key in fresh
        self._fresh = True
        for order, label in enumerate(labels):
            known = self._shown.get(label.key)
            if known is None:
                self._shown[label.key] = _Shown(label, 0.0, wanted=True, order=order)
            else:
                known.order = order
                if known.label.text != label.text or known.label.second != label.second:
                    known.sprites = None
                known.label = label
        self._bent = None

    def _push_apart(self, camera: Camera, kept_free: Sequence[Box]) -> None:
        """No two names may be seen over each other, not even while one fades or the picture flies, and none
        under a card.

        Boxes are those of the placement, moved along with their label. What is on its way out comes first:
        it was there before, so the newcomer waits.
        """
        shown = sorted(
            (s for s in self._shown.values() if s.sprites is not None and (s.wanted or s.opacity > 0.0)),
            key=lambda s: (s.wanted, s.order),
        )
        if not shown:
            return
        x, y, w = camera.to_screen(np.array([(s.label.x, s.label.y) for s in shown]))
        boxes, owner = [], []
        for i, item in enumerate(shown):
            dx, dy = float(x[i]) - item.label.sx, float(y[i]) - item.label.sy
            item.pushed = bool(w[i] < 0.2)
            for left, top, right, bottom in item.label.boxes:
                boxes.append((left + dx + 2, top + dy + 2, right + dx - 2, bottom + dy - 2))
                owner.append(i)
        rows, of = np.array(boxes), np.array(owner)
        over = (rows[:, None, 0] < rows[None, :, 2]) & (rows[None, :, 0] < rows[:, None, 2])
        over &= (rows[:, None, 1] < rows[None, :, 3]) & (rows[None, :, 1] < rows[:, None, 3])
        over &= of[:, None] < of[None, :]
        for left, top, right, bottom in kept_free:
            under = (rows[:, 0] < right) & (rows[:, 2] > left) & (rows[:, 1] < bottom) & (rows[:, 3] > top)
            for i in of[under]:
                shown[int(i)].pushed = True
        for first, second in zip(*np.nonzero(over), strict=True):
            if not shown[int(of[first])].pushed:
                shown[int(of[second])].pushed = True

    # -- names and icons at a point ------------------------------------------------------------------------

    def _points(self, camera: Camera, begin_w: float, full_w: float, *, still: bool) -> NDArray[np.float32]:
        shown = [s for s in self._shown.values() if s.label.path is None and s.sprites is not None]
        if not shown:
            return np.zeros((0, SPRITE_FLOATS), dtype=np.float32)
        world = np.array([(s.label.x, s.label.y) for s in shown])
        sx, sy, w = camera.to_screen(world)
        rows = []
        for i, item in enumerate(shown):
            if w[i] < 0.2:
                continue
            opacity = item.opacity * _clear(float(w[i]), begin_w, full_w)
            for sprite, dx, dy in item.sprites or ():
                rows.append(
                    upright(
                        sprite,
                        float(sx[i]) + dx,
                        float(sy[i]) + dy,
                        opacity,
                        self._artist.scale if still else 0,
                    )
                )
        return np.array(rows, dtype=np.float32).reshape(-1, SPRITE_FLOATS)

    # -- names along a path --------------------------------------------------------------------------------

    def _bend(self, camera: Camera) -> None:
        labels = [s for s in self._shown.values() if s.label.path is not None and s.sprites]
        self._bent_labels = labels
        if not labels:
            return
        paths, center_at, share, offsets, of_label, first, cuts, half, begin_rows, end_rows = (
            [], [], [], [], [], [], [], [], [], []
        )  # fmt: skip
        row, ends, single = 0, 0, []
        for index, item in enumerate(labels):
            label = item.label
            assert label.path is not None
            path = label.path
            step = min(int(label.center), len(path) - 2)
            part = label.center - step
            if not self._reads_forward(label, camera):
                path = path[::-1]
                step, part = len(path) - 2 - step, 1.0 - part
            assert item.sprites is not None
            sprite = item.sprites[0][0]
            short = sprite.width < STRAIGHT_DP
            pieces = 1 if short else max(2, math.ceil(sprite.width / SLICE_DP))
            if short:
                single.append(ends)
            ends += pieces + 1
            at = np.linspace(-sprite.width / 2, sprite.width / 2, pieces + 1)
            u = np.linspace(sprite.u0, sprite.u1, pieces + 1)
            paths.append(path)
            center_at.append(row + step)
            share.append(part)
            offsets.append(at)
            of_label.append(np.full(pieces + 1, index))
            first.append(np.arange(pieces + 1) < pieces)
            cuts.append(
                np.column_stack([u[:-1], np.full(pieces, sprite.v0), u[1:], np.full(pieces, sprite.v1)])
            )
            half.append(sprite.height / 2)
            begin_rows.append(row)
            row += len(path)
            end_rows.append(row - 1)
        self._bent = _Bent(
            np.concatenate(paths), np.array(center_at), np.array(share), np.concatenate(offsets),
            np.concatenate(of_label), np.concatenate(first), np.concatenate(cuts).astype(np.float32),
            np.array(half), np.array(begin_rows), np.array(end_rows), np.array(single, dtype=np.int64),
        )  # fmt: skip

    def _reads_forward(self, label: Label, camera: Camera) -> bool:
        """Left to right, and upward where the road is upright; what is shown turns only when it must."""
        assert label.path is not None
        step = min(int(label.center), len(label.path) - 2)
        x, y, _ = camera.to_screen(label.path[[max(0, step - 1), min(len(label.path) - 1, step + 2)]])
        angle = math.atan2(y[1] - y[0], x[1] - x[0])
        was = self._flipped.get(label.key)
        slack = 0.12 if was is None else 0.3
        forward = -math.pi / 2 - slack < angle < math.pi / 2 - slack
        if was is not None:
            forward = (
                -math.pi / 2 - slack < angle < math.pi / 2 + slack
                if not was
                else not (angle > math.pi / 2 - slack or angle < -math.pi / 2 + slack)
            )
        if len(self._flipped) > 400:
            self._flipped.clear()
        self._flipped[label.key] = not forward
        return forward

    def _bent_sprites(self, camera: Camera, begin_w: float, full_w: float) -> NDArray[np.float32]:
        bent = self._bent
        assert bent is not None
        sx, sy, w = camera.to_screen(bent.path)
        steps = np.hypot(np.diff(sx), np.diff(sy))
        along = np.concatenate([[0.0], np.cumsum(steps)])
        at = bent.center_at
        center = along[at] + bent.center_share * (along[at + 1] - along[at])
        where = center[bent.of_label] + bent.offsets
        # a name that slides off its bends goes on straight along the last of them
        low, high = along[bent.first_row][bent.of_label], along[bent.last_row][bent.of_label]
        clamped = np.clip(where, low + 1e-6, high - 1e-6)
        x, y = _smooth(clamped, low, high, along, sx), _smooth(clamped, low, high, along, sy)
        ahead = (
            np.interp(np.clip(clamped + 16.0, low, high), along, sx),
            np.interp(np.clip(clamped + 16.0, low, high), along, sy),
        )
        behind = (
            np.interp(np.clip(clamped - 16.0, low, high), along, sx),
            np.interp(np.clip(clamped - 16.0, low, high), along, sy),
        )
        tx, ty = ahead[0] - behind[0], ahead[1] - behind[1]
        length = np.maximum(np.hypot(tx, ty), 1e-6)
        tx, ty = tx / length, ty / length
        x, y = x + tx * (where - clamped), y + ty * (where - clamped)
        x, y, tx, ty = _straightened(bent, x, y, tx, ty)
        half = bent.half_height[bent.of_label]
        nx, ny = -ty * half, tx * half
        opacity = np.array([item.opacity for item in self._bent_labels])
        label_w = w[at]
        haze = np.clip((full_w - label_w) / max(full_w - begin_w, 1e-6) * 1.6, 0.0, 1.0)
        opacity = np.where(label_w > 0.2, opacity * haze, 0.0)
        begin = np.flatnonzero(bent.first)
        out = np.empty((len(begin), SPRITE_FLOATS), dtype=np.float32)
        out[:, 0], out[:, 1], out[:, 2], out[:, 3] = x[begin], y[begin], x[begin + 1], y[begin + 1]
        out[:, 4], out[:, 5], out[:, 6], out[:, 7] = nx[begin], ny[begin], nx[begin + 1], ny[begin + 1]
        out[:, 8:12] = bent.cuts
        out[:, 12:16] = opacity[bent.of_label[begin]][:, None]
        return out


def _straightened(
    bent: _Bent,
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    tx: NDArray[np.float64],
    ty: NDArray[np.float64],
) -> tuple[NDArray[np.float64], ...]:
    """Names in one piece lie on the straight line between their ends, as long as they are drawn."""
    a = bent.single
    if len(a):
        b = a + 1
        dx, dy = x[b] - x[a], y[b] - y[a]
        length = np.maximum(np.hypot(dx, dy), 1e-6)
        dx, dy = dx / length, dy / length
        mx, my = (x[a] + x[b]) / 2, (y[a] + y[b]) / 2
        for end in (a, b):
            reach = bent.offsets[end]
            x[end], y[end], tx[end], ty[end] = mx + dx * reach, my + dy * reach, dx, dy
    return x, y, tx, ty


def _smooth(
    at: NDArray[np.float64],
    low: NDArray[np.float64],
    high: NDArray[np.float64],
    along: NDArray[np.float64],
    values: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Bends rounded off over SMOOTH_DP each way, so that letters do not kink."""
    reach = np.minimum(SMOOTH_DP, np.minimum(at - low, high - at))
    return np.asarray(
        (
            np.interp(at - reach, along, values)
            + 2 * np.interp(at, along, values)
            + np.interp(at + reach, along, values)
        )
        / 4,
        dtype=np.float64,
    )


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


def _clear(w: float, begin_w: float, full_w: float) -> float:
    """1 before the fog, 0 in it."""
    return min(1.0, max(0.0, (full_w - w) / max(full_w - begin_w, 1e-6) * 1.6))
