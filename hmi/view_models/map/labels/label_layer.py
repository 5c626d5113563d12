"""Labels on the move: places them about five times a second, fades them, keeps them apart as they fly."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from hmi.view_models.map.labels.label_sprites import TURNS, Lettering, Spots
from hmi.view_models.map.labels.labels import Box, Label, Wish
from hmi.view_models.map.labels.placement_thread import Placement, PlacementThread, Task
from hmi.view_models.map.labels.sprite_painter import SpritePainter
from hmi.view_models.map.view.camera import Camera
from hmi.view_models.map.view.frame import SPRITE_FLOATS
from hmi.view_models.map.view.style_uniforms import FogRange

PLACE_EVERY_S = 0.2
FADE_S = 0.15
LEAVE_S = 0.06
"""What goes, goes at once: it must be gone before what takes its place is seen."""
_NO_SPRITES = np.empty((0, SPRITE_FLOATS), dtype=np.float32)


class LabelLayer:
    """Feed it a Wish when it asks for one; take the sprites each frame."""

    def __init__(self, placer: PlacementThread, painter: SpritePainter) -> None:
        self._placer = placer
        self._artist = painter
        self._shown = _Shown.nothing()
        self._leaving = _Shown.nothing()
        """what the last placement dropped, until it has faded"""
        self._since_run_s = 1e9
        self._generation = -1
        self._void = False
        self._frame = 0
        self._to_look = TURNS
        """frames until every label has had its turn since something moved"""
        self._fading = False
        self._last: tuple[tuple[object, ...], NDArray[np.float32]] | None = None

    @property
    def labels(self) -> tuple[Label, ...]:
        """What is shown or fading in."""
        return self._shown.lettering.labels

    @property
    def wants_placing(self) -> bool:
        return not self._placer.busy and self._since_run_s >= PLACE_EVERY_S

    @property
    def busy(self) -> bool:
        """A run is under way or something fades."""
        return self._placer.busy or self._fading

    def start(self, wish: Wish) -> None:
        """Have labels placed and drawn; they come some frames later."""
        self._placer.ask(Task(wish, self.labels, self._artist.night, self._artist.scale))
        self._since_run_s = 0.0
        self._void = False

    def reset(self) -> None:
        """Other regions or another language: what is shown no longer holds."""
        self._void = self._placer.busy
        self._since_run_s = 1e9
        self._clear()

    def advance(self, dt_s: float) -> None:
        """One frame on: what was placed meanwhile, and the fades."""
        self._since_run_s += dt_s
        if self._artist.generation != self._generation:
            # the pictures are gone from the atlas, and with them what is shown until it is drawn again
            self._generation = self._artist.generation
            self._clear()
        placement = self._placer.take()
        if placement is not None and not self._void and placement.generation == self._generation:
            self._take(placement)
        if self._fading:
            self._last = None
            faded = self._leaving.fade(dt_s)
            self._fading = self._shown.fade(dt_s) or faded
            if not faded:
                self._leaving = _Shown.nothing()

    def sprites(
        self, camera: Camera, fog: FogRange, *, still: bool, kept_free: Sequence[Box] = ()
    ) -> NDArray[np.float32]:
        """[N, SPRITE_FLOATS] of everything shown; `kept_free` are cards, pins and the car."""
        reason = (camera, fog, still, tuple(kept_free))
        if self._last is None or self._last[0] != reason:
            self._to_look = TURNS
        elif not self._to_look:
            return self._last[1]
        self._to_look -= 1
        self._frame += 1
        shown, leaving = self._shown, self._leaving
        blocked = np.array(kept_free, dtype=np.float64).reshape(-1, 4)
        pieces: list[NDArray[np.float32]] = []
        snap = self._artist.scale if still else 0.0
        if len(leaving.lettering):
            spots = leaving.lettering.spots(camera)
            pieces += leaving.sprites(camera, spots, fog, snap)
            # what is on its way out was there before, so the newcomer waits
            boxes = leaving.lettering.crowd.boxes(spots)
            blocked = np.concatenate([blocked, boxes[leaving.lettering.crowd.owners(leaving.opacity > 0.0)]])
        if len(shown.lettering):
            spots = shown.lettering.spots(camera)
            self._fading |= shown.push(spots, blocked, self._frame % TURNS)
            pieces += shown.sprites(camera, spots, fog, snap)
        rows = np.concatenate(pieces) if pieces else _NO_SPRITES
        self._last = (reason, rows)
        return rows

    def _clear(self) -> None:
        self._shown = self._leaving = _Shown.nothing()
        self._last = None

    def _take(self, placement: Placement) -> None:
        before, self._shown = self._shown, _Shown(placement.lettering)
        self._shown.go_on_from(before)
        self._leaving = before
        self._fading = True
        self._last = None


class _Shown:
    """The labels of one placement, coming or going."""

    def __init__(self, lettering: Lettering) -> None:
        self.lettering = lettering
        count = len(lettering)
        self.opacity = np.zeros(count)
        self._goal = np.zeros(count)
        """opacity that each is on its way to"""
        self._pushed = np.zeros(count, dtype=bool)
        """runs into something more important since the picture moved"""
        self._seen = np.zeros(count, dtype=bool)
        """whether its turn has come to look what it runs into: nothing is shown before"""

    @classmethod
    def nothing(cls) -> _Shown:
        return cls(Lettering((), (), ()))

    def go_on_from(self, before: _Shown) -> None:
        """Labels that were shown go on as they were; what else was shown leaves."""
        known = before.lettering.rows
        stay = [(row, known[key]) for key, row in self.lettering.rows.items() if key in known]
        if stay:
            row, was = np.array(stay).T
            self.opacity[row], self._goal[row] = before.opacity[was], before._goal[was]
            self._pushed[row] = before._pushed[was]
            self._seen[row] = before._seen[was] & (before.opacity[was] > 0.0)
            before.opacity[was] = 0.0
        before._goal[:] = 0.0
        before._seen[:] = True

    def fade(self, dt_s: float) -> bool:
        """One frame on; True while any is not yet as it shall be."""
        if not len(self.opacity):
            return False
        away = self._goal - self.opacity
        np.minimum(np.maximum(away, -dt_s / LEAVE_S, out=away), dt_s / FADE_S, out=away)
        self.opacity += away
        return bool(away.any() or not self._seen.all())

    def push(self, spots: Spots, kept_free: NDArray[np.float64], turn: int) -> bool:
        """See that no two are seen over each other, not even while one fades or the picture flies, and none
        under a card; True when anything changed."""
        self._pushed = self.lettering.crowd.push(spots, kept_free, turn, self._pushed)
        self._seen[turn::TURNS] = True
        goal = np.asarray(self._seen & ~self._pushed, dtype=np.float64)
        changed = bool((goal != self._goal).any())
        self._goal = goal
        return changed

    def sprites(self, camera: Camera, spots: Spots, fog: FogRange, snap: float) -> list[NDArray[np.float32]]:
        opacity = self.opacity * fog.clear(spots.w)
        return self.lettering.sprites(camera, spots, opacity, snap)
