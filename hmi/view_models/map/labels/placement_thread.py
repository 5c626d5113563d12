"""Places labels and draws their pictures on a thread of its own, in the time that frames leave it."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from hmi.view_models.map.labels.atlas import Atlas
from hmi.view_models.map.labels.label_sprites import Lettering, Reading
from hmi.view_models.map.labels.labels import Label, Wish
from hmi.view_models.map.labels.placement import place
from hmi.view_models.map.labels.sprite_painter import SpritePainter
from maps.display.style import Style

log = logging.getLogger(__name__)


class Courtesy:
    """A frame is under way: whoever works in the background steps back, as two threads share one
    interpreter."""

    def __init__(self) -> None:
        self._free = threading.Event()
        self._free.set()

    @contextmanager
    def frame(self) -> Iterator[None]:
        self._free.clear()
        try:
            yield
        finally:
            self._free.set()

    def give_way(self) -> None:
        """Wait for the end of the frame, but not for ever."""
        self._free.wait(0.1)


@dataclass(frozen=True)
class Task:
    """Where labels are wanted, and what is on the screen now."""

    wish: Wish
    before: tuple[Label, ...]
    night: bool
    scale: float


@dataclass(frozen=True)
class Placement:
    """Labels with their pictures, laid out."""

    lettering: Lettering
    generation: int
    """of the pictures; they are void when the atlas has begun anew since"""


class PlacementThread:
    """One task at a time."""

    def __init__(self, style: Style, atlas: Atlas, courtesy: Courtesy) -> None:
        self._style = style
        self._artist = SpritePainter(style, atlas)
        self._courtesy = courtesy
        self._reading = Reading()
        self._tasks: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[Placement] = queue.SimpleQueue()
        self._closed = False
        self.busy = False
        self._thread = threading.Thread(target=self._run, name="map labels", daemon=True)
        self._thread.start()

    def ask(self, task: Task) -> None:
        """Begin; returns at once."""
        self.busy = True
        self._tasks.put(task)

    def take(self) -> Placement | None:
        """What was asked for, once it is there."""
        try:
            found = self._done.get_nowait()
        except queue.Empty:
            return None
        self.busy = False
        return found

    def close(self) -> None:
        """End the thread; one that lives on while the interpreter ends may crash it."""
        self._closed = True
        self._tasks.put(None)
        if threading.current_thread() is not self._thread:
            self._thread.join(2.0)

    def _run(self) -> None:
        while (task := self._tasks.get()) is not None and not self._closed:
            try:
                placement = self._placed(task)
            except Exception:  # the map goes on without names rather than waiting for them for ever
                log.exception("labels could not be placed")
                placement = Placement(Lettering((), (), ()), self._artist.generation)
            if placement is not None:
                self._done.put(placement)

    def _placed(self, task: Task) -> Placement | None:
        artist = self._artist
        artist.night, artist.scale = task.night, task.scale
        labels: tuple[Label, ...] = ()
        for found in place(task.wish, self._style, artist.measure, task.before):
            self._courtesy.give_way()
            if self._closed:
                return None
            labels = found or ()
        generation = artist.generation
        sprites = []
        for label in labels:
            self._courtesy.give_way()
            sprites.append(artist.sprites(label))
        self._courtesy.give_way()
        forward = self._reading.forward(labels, task.wish.camera)
        return Placement(Lettering(labels, sprites, forward), generation)
