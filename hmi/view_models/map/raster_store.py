"""Raster tiles in memory, painted by a child process; asks return at once, a dead child is started again."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QImage

log = logging.getLogger(__name__)
KEPT_PICTURES = 120
MOST_WAITING = 3
"""Requests handed to the child ahead of time; what is no longer wanted is dropped from the rest."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a picture depends on besides its place."""

    night: bool
    tilted: bool
    scale: float


class RasterStore:
    """Pictures by (key, Look)."""

    def __init__(self, arrived: Callable[[], None]) -> None:
        self._arrived = arrived
        self._folders: tuple[Path, ...] = ()
        self._pictures: OrderedDict[tuple[int, Look], QImage | None] = OrderedDict()
        self._wanted: list[tuple[int, Look]] = []
        self._waiting: set[tuple[int, Look]] = set()
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self.painted = 0

    def open(self, folders: Iterable[Path]) -> None:
        """Show these archives (tiles/ folders)."""
        with self._lock:
            self._folders = tuple(folders)
        self.close()

    def ready(self, key: int, look: Look) -> bool:
        return self._pictures.get((key, look)) is not None

    def picture(self, key: int, look: Look) -> QImage | None:
        found = self._pictures.get((key, look))
        if found is not None:
            with self._lock:
                self._pictures.move_to_end((key, look))
        return found

    def idle(self) -> bool:
        return not self._wanted and not self._waiting

    def want(self, keys: Iterable[int], look: Look) -> None:
        """What the picture needs now, most urgent first; replaces what was wanted before."""
        with self._lock:
            self._wanted = [
                (key, look)
                for key in keys
                if (key, look) not in self._pictures and (key, look) not in self._waiting
            ]
        self._feed()

    def close(self) -> None:
        """End the child and hold no picture any more."""
        with self._lock:
            self._pictures.clear()
            self._wanted.clear()
            self._waiting.clear()
        child, self._child = self._child, None
        if child is not None:
            assert child.stdin is not None
            child.stdin.close()
            try:
                child.wait(2)
            except subprocess.TimeoutExpired:
                child.kill()

    def _feed(self) -> None:
        if not self._folders or not self._wanted:
            return
        if self._child is None or self._child.poll() is not None:
            self._start()
        child = self._child
        assert child is not None and child.stdin is not None
        with self._lock:
            batch = []
            while self._wanted and len(self._waiting) < MOST_WAITING:
                item = self._wanted.pop(0)
                self._waiting.add(item)
                batch.append(item)
        try:
            for key, look in batch:
                request = {"key": key, "night": look.night, "tilted": look.tilted, "scale": look.scale}
                child.stdin.write(json.dumps(request).encode() + b"\n")
            child.stdin.flush()
        except (BrokenPipeError, ValueError):
            log.warning("the painter of map tiles has ended; it is started again with the next picture")
            self._child = None

    def _start(self) -> None:
        with self._lock:
            self._waiting.clear()
        self._child = subprocess.Popen(
            [sys.executable, "-m", "hmi.view_models.map.raster_worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=Path(__file__).resolve().parents[3],
        )
        assert self._child.stdin is not None
        hello = {"folders": [str(folder) for folder in self._folders]}
        self._child.stdin.write(json.dumps(hello).encode() + b"\n")
        threading.Thread(target=self._receive, args=(self._child,), name="raster tiles", daemon=True).start()

    def _receive(self, child: subprocess.Popen[bytes]) -> None:
        assert child.stdout is not None
        with child.stdout:
            self._take_answers(child)
        if child is self._child:
            with self._lock:
                self._waiting.clear()

    def _take_answers(self, child: subprocess.Popen[bytes]) -> None:
        assert child.stdout is not None
        while line := child.stdout.readline():
            answer = json.loads(line)
            bits = child.stdout.read(answer["size"]) if answer["size"] else b""
            item = (answer["key"], Look(answer["night"], answer["tilted"], answer["scale"]))
            side = answer["side"]
            image = (
                QImage(bits, side, side, QImage.Format.Format_RGBA8888_Premultiplied).convertToFormat(
                    QImage.Format.Format_ARGB32_Premultiplied
                )
                if side
                else None
            )
            if child is not self._child:
                return
            with self._lock:
                self._pictures[item] = image
                self._waiting.discard(item)
                while len(self._pictures) > KEPT_PICTURES:
                    self._pictures.popitem(last=False)
            self.painted += 1
            self._feed()
            try:
                self._arrived()
            except RuntimeError:
                return  # the map item is gone
