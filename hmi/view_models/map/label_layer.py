"""Labels on the move: places them about five times a second, fades them, keeps them apart as they fly."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from hmi.view_models.map.artist import Artist
from hmi.view_models.map.camera import Camera
from hmi.view_models.map.frame import SPRITE_FLOATS
from hmi.view_models.map.label_sprites import TURNS, Bend, BentNames, Crowd, Shown, UprightNames
from hmi.view_models.map.labels import Box, Label, Wish
from hmi.view_models.map.placer import Placement, Placer, Task

PLACE_EVERY_S = 0.2
FADE_S = 0.15
LEAVE_S = 0.06
"""What goes, goes at once: it must be gone before what takes its place is seen."""
MOST_FLIPS = 400
"""Directions of reading that are remembered."""


class LabelLayer:
    """Feed it a Wish when it asks for one; take the sprites each frame."""

    def __init__(self, placer: Placer, artist: Artist) -> None:
        self._placer = placer
        self._artist = artist
        self._shown: dict[tuple[object, ...], Shown] = {}
        self._since_run_s = 1e9
        self._generation = -1
        self._void = False
        self._frame = 0
        self._fresh = False
        self._fading = False
        self._flipped: dict[tuple[object, ...], bool] = {}
        self._laid_out: tuple[UprightNames, BentNames | None] | None = None
        self._crowd: Crowd | None = None
        self._last: tuple[tuple[object, ...], NDArray[np.float32]] | None = None

    @property
    def labels(self) -> tuple[Label, ...]:
        """What is shown or fading in."""
        return tuple(shown.label for shown in self._shown.values() if shown.wanted)

    @property
    def wants_placing(self) -> bool:
        return not self._placer.busy and self._since_run_s >= PLACE_EVERY_S

    @property
    def busy(self) -> bool:
        """A run is under way or something fades."""
        return self._placer.busy or self._fading

    def start(self, wish: Wish) -> None:
        """Have labels placed and drawn; they come some frames later."""
        before = tuple(shown.label for shown in self._shown.values() if shown.wanted)
        self._placer.ask(Task(wish, before, self._artist.night, self._artist.scale))
        self._since_run_s = 0.0
        self._void = False

    def reset(self) -> None:
        """Other regions or another language: what is shown no longer holds."""
        self._shown.clear()
        self._void = self._placer.busy
        self._since_run_s = 1e9
        self._changed()

    def advance(self, dt_s: float) -> None:
        """One frame on: what was placed meanwhile, and the fades."""
        self._since_run_s += dt_s
        if self._artist.generation != self._generation:
            # the pictures are gone from the atlas, and with them what is shown until it is drawn again
            self._generation = self._artist.generation
            self._shown.clear()
            self._changed()
        placement = self._placer.take()
        if placement is not None and not self._void and placement.generation == self._generation:
            self._take(placement)
        if self._fading:
            self._fade(dt_s)

    def sprites(
        self, camera: Camera, begin_w: float, full_w: float, *, still: bool, kept_free: Sequence[Box] = ()
    ) -> NDArray[np.float32]:
        """[N, SPRITE_FLOATS] of everything shown; `kept_free` are cards, pins and the car."""
        self._frame += 1
        self._push_apart(camera, kept_free)
        reason = (camera, begin_w, full_w, still)
        if self._last is not None and self._last[0] == reason:
            return self._last[1]
        if self._laid_out is None:
            self._laid_out = self._lay_out(camera)
        upright, bent = self._laid_out
        rows = upright.sprites(camera, begin_w, full_w, self._artist.scale if still else 0.0)
        if bent is not None:
            rows = np.concatenate([rows, bent.sprites(camera, begin_w, full_w)])
        assert rows.shape[1] == SPRITE_FLOATS
        self._last = (reason, rows)
        return rows

    def _changed(self) -> None:
        """Others are shown: what was laid out no longer holds."""
        self._laid_out = self._crowd = self._last = None
        self._fading = True

    def _fade(self, dt_s: float) -> None:
        self._fading = False
        gone = []
        for key, shown in self._shown.items():
            stays = shown.wanted and not shown.pushed
            goal = 1.0 if stays else 0.0
            if shown.opacity != goal:
                step = dt_s / FADE_S if stays else -dt_s / LEAVE_S
                shown.opacity = min(1.0, max(0.0, shown.opacity + step))
                self._last = None
                self._fading |= shown.opacity != goal
            if shown.opacity == 0.0 and not shown.wanted:
                gone.append(key)
        if gone:
            for key in gone:
                del self._shown[key]
            self._laid_out = self._crowd = self._last = None

    def _take(self, placement: Placement) -> None:
        fresh = {label.key for label in placement.labels}
        for key, shown in self._shown.items():
            shown.wanted = key in fresh
        self._fresh = True
        for order, (label, sprites) in enumerate(zip(placement.labels, placement.sprites, strict=True)):
            known = self._shown.get(label.key)
            opacity = known.opacity if known is not None else 0.0
            pushed = known.pushed if known is not None else False
            self._shown[label.key] = Shown(label, sprites, opacity, wanted=True, order=order, pushed=pushed)
        self._changed()

    def _push_apart(self, camera: Camera, kept_free: Sequence[Box]) -> None:
        """No two names may be seen over each other, not even while one fades or the picture flies, and none
        under a card."""
        if self._crowd is None:
            self._crowd = Crowd([s for s in self._shown.values() if s.wanted or s.opacity > 0.0])
        turn = TURNS if self._fresh else self._frame % TURNS
        self._fresh = False
        self._fading |= self._crowd.push(camera, kept_free, turn)

    def _lay_out(self, camera: Camera) -> tuple[UprightNames, BentNames | None]:
        along = [s for s in self._shown.values() if s.label.path is not None]
        anew = [s for s in along if s.bend is None]
        if anew:
            for shown, forward in zip(anew, self._read_forward(anew, camera), strict=True):
                shown.bend = Bend.of(shown.label, shown.sprites[0][0], forward=forward)
        upright = UprightNames([s for s in self._shown.values() if s.label.path is None])
        return upright, BentNames(along) if along else None

    def _read_forward(self, items: Sequence[Shown], camera: Camera) -> list[bool]:
        """By name: left to right along its road, and upward where the road is upright; what is shown turns
        only when it must."""
        ends = []
        for item in items:
            path = item.label.path
            assert path is not None
            step = min(int(item.label.center), len(path) - 2)
            ends += [path[max(0, step - 1)], path[min(len(path) - 1, step + 2)]]
        x, y, _ = camera.to_screen(np.array(ends))
        angles = np.arctan2(y[1::2] - y[::2], x[1::2] - x[::2]).tolist()
        if len(self._flipped) > MOST_FLIPS:
            self._flipped.clear()
        return [self._reads_forward(item.label.key, angle) for item, angle in zip(items, angles, strict=True)]

    def _reads_forward(self, key: tuple[object, ...], angle: float) -> bool:
        was = self._flipped.get(key)
        slack = 0.12 if was is None else 0.3
        forward = -math.pi / 2 - slack < angle < math.pi / 2 - slack
        if was is not None:
            forward = (
                -math.pi / 2 - slack < angle < math.pi / 2 + slack
                if not was
                else not (angle > math.pi / 2 - slack or angle < -math.pi / 2 + slack)
            )
        self._flipped[key] = not forward
        return forward
