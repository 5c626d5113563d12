"""Raster tiles and tilted views in memory, painted by a child process; asks return at once, a dead child is
replaced."""

from __future__ import annotations

import contextlib
import logging
import pickle
import subprocess
import sys
import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QImage

from hmi.supervision import keep_doing_on_thread
from hmi.view_models.map.raster.raster_requests import Answer, Folders, Look, TileRequest, ViewRequest
from hmi.view_models.map.view.camera import Camera
from hmi.view_models.map.view.visible import Key

log = logging.getLogger(__name__)
KEPT_PICTURES = 120
PIPE_BYTES = 1 << 20
"""A view is some megabytes; through Linux' 64 kB the two processes would take turns at every piece of it."""
PAUSE_S = 0.5
"""Before a child that has died is replaced."""
MOST_DEATHS = 2
"""A picture over which so many children died is given up, as one whose tile is damaged."""


class ChildEndedError(Exception):
    """The painting process is gone."""


@dataclass(frozen=True)
class View:
    """A tilted view that was painted: right at its own camera, near enough at those around."""

    camera: Camera
    look: Look
    image: QImage


class PaintingChild:
    """The process; one request at a time."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self.folders = folders
        self._process = subprocess.Popen(
            [sys.executable, "-m", "hmi.view_models.map.raster.raster_worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=Path(__file__).resolve().parents[4],
            pipesize=PIPE_BYTES,
        )
        self._told = False

    @property
    def process_id(self) -> int:
        return self._process.pid

    def paint(self, request: TileRequest | ViewRequest) -> QImage | None:
        """Wait for the picture; None when its tile is damaged. Raises ChildEndedError."""
        requests, answers = self._process.stdin, self._process.stdout
        assert requests is not None and answers is not None
        try:
            if not self._told:
                pickle.dump(Folders(self.folders), requests)
                self._told = True
            pickle.dump(request, requests)
            requests.flush()
            answer = pickle.load(answers)
            assert isinstance(answer, Answer)
            count = answer.width * answer.height * 4
            bits = answers.read(count)
        except (OSError, EOFError, ValueError, pickle.UnpicklingError) as error:
            raise ChildEndedError from error
        if len(bits) < count:
            raise ChildEndedError
        if not count:
            return None
        return _Picture(bits, answer.width, answer.height)

    def kill(self) -> None:
        """From any thread; who waits for a picture is told that there is none."""
        self._process.kill()

    def end(self) -> None:
        """Leave neither process nor pipe behind."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            # what was not yet written has no reader any more
            with contextlib.suppress(OSError):
                pipe.close()


class _Picture(QImage):
    """On bytes that it keeps."""

    def __init__(self, bits: bytes, width: int, height: int) -> None:
        super().__init__(bits, width, height, QImage.Format.Format_RGB32)
        self.kept = bits


class RasterStore:
    """Pictures by (key, Look), and the last view. A thread waits for the child, so that no frame does."""

    def __init__(self, arrived: Callable[[], None]) -> None:
        """`arrived` is called from the thread after each picture."""
        self._arrived = arrived
        self._folders: tuple[Path, ...] = ()
        self._pictures: OrderedDict[tuple[Key, Look], QImage | None] = OrderedDict()
        self._known: dict[Look, dict[Key, bool]] = {}
        """the same by look, so that a frame need not go through them all"""
        self._wanted: list[TileRequest] = []
        self._view_wanted: ViewRequest | None = None
        self._painting: TileRequest | ViewRequest | None = None
        self._deaths: Counter[object] = Counter()
        self._news = threading.Condition()
        self._child: PaintingChild | None = None
        self._thread: threading.Thread | None = None
        self._closed = False
        self.view: View | None = None
        self.painted = 0
        """changes when a picture has come or all have gone"""

    def open(self, folders: Iterable[Path]) -> None:
        """Show these archives (tiles/ folders)."""
        with self._news:
            self._folders = tuple(folders)
            self._forget()
            self.painted += 1

    @property
    def child_id(self) -> int | None:
        """The painting process, while there is one."""
        child = self._child
        return child.process_id if child is not None else None

    def ready(self, key: Key, look: Look) -> bool:
        return self._pictures.get((key, look)) is not None

    def known(self, look: Look) -> Mapping[Key, bool]:
        """The tiles of a look that need not be asked for, and whether there is a picture; goes on being true
        until `painted` changes."""
        with self._news:
            return self._known.setdefault(look, {})

    def picture(self, key: Key, look: Look) -> QImage | None:
        return self._pictures.get((key, look))

    def idle(self) -> bool:
        return not self._wanted and self._view_wanted is None and self._painting is None

    def want(self, keys: Iterable[Key], look: Look) -> None:
        """What the picture needs now, most urgent first; replaces what was wanted before. What is here of it
        is kept longest."""
        with self._news:
            known, painting = self._known.get(look, {}), self._painting
            missing = []
            for key in keys:
                if key in known:
                    self._pictures.move_to_end((key, look))
                else:
                    missing.append(TileRequest(key, look))
            self._wanted = [request for request in missing if request != painting]
            self._tell()

    def want_view(self, request: ViewRequest | None) -> None:
        """The next view, in place of one that was not begun yet; None when none is shown any more."""
        with self._news:
            self._view_wanted = request
            if request is None:
                self.view = None
            self._tell()

    def close(self) -> None:
        """End child and thread for good and hold no picture any more."""
        with self._news:
            self._closed = True
            self._forget()
            self._news.notify()
            if self._child is not None:
                self._child.kill()
        thread = self._thread
        if thread is not None and thread is not threading.current_thread():
            thread.join(2.0)

    def _forget(self) -> None:
        self._pictures.clear()
        self._known.clear()
        self._wanted.clear()
        self._view_wanted = self.view = None
        self._deaths.clear()

    def _tell(self) -> None:
        if self._closed or not self._folders or not (self._wanted or self._view_wanted):
            return
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="raster tiles", daemon=True)
            self._thread.start()
        self._news.notify()

    def _run(self) -> None:
        try:
            keep_doing_on_thread("raster tiles", self._paint_next)
        finally:
            if self._child is not None:
                self._child.end()
                self._child = None

    def _paint_next(self) -> bool:
        request = self._next()
        if request is None:
            return False
        self._paint(request)
        return True

    def _next(self) -> TileRequest | ViewRequest | None:
        """Wait for something to do: tiles and views in turn. None at the end."""
        with self._news:
            last, self._painting = self._painting, None
            while not self._closed:
                view = self._view_wanted
                if view is not None and not (self._wanted and isinstance(last, ViewRequest)):
                    self._view_wanted = None
                    self._painting = view
                    return view
                if self._wanted:
                    self._painting = self._wanted.pop(0)
                    return self._painting
                self._news.wait()
        return None

    def _paint(self, request: TileRequest | ViewRequest) -> None:
        folders = self._folders
        try:
            child = self._child_for(folders)
            image = child.paint(request.near() if isinstance(request, ViewRequest) else request)
        except (ChildEndedError, OSError) as error:
            self._after_death(request, error)
            return
        with self._news:
            if self._closed or folders != self._folders:
                return
            self._keep(request, image)
            self.painted += 1
        # the map item may be gone
        with contextlib.suppress(RuntimeError):
            self._arrived()

    def _child_for(self, folders: tuple[Path, ...]) -> PaintingChild:
        if self._child is not None and self._child.folders != folders:
            self._child.end()
            self._child = None
        if self._child is None:
            child = PaintingChild(folders)
            with self._news:
                self._child = child
                if self._closed:
                    child.kill()
        return self._child

    def _after_death(self, request: TileRequest | ViewRequest, error: Exception) -> None:
        if self._child is not None:
            self._child.end()
        with self._news:
            self._child = None
            if self._closed:
                return
            log.warning("the painter of the map has ended (%r); another is started", error.__cause__ or error)
            self._deaths[request] += 1
            self._again(request)
            self._news.wait_for(lambda: self._closed, PAUSE_S)

    def _again(self, request: TileRequest | ViewRequest) -> None:
        """Once more; then what killed two children is given up."""
        once_more = self._deaths[request] < MOST_DEATHS
        if isinstance(request, ViewRequest):
            if once_more and self._view_wanted is None:
                self._view_wanted = request
        elif once_more:
            self._wanted.insert(0, request)
        else:
            self._keep(request, None)
            self.painted += 1

    def _keep(self, request: TileRequest | ViewRequest, image: QImage | None) -> None:
        if isinstance(request, ViewRequest):
            if image is not None:
                self.view = View(request.camera, request.look, image)
            return
        self._pictures[(request.key, request.look)] = image
        self._known.setdefault(request.look, {})[request.key] = image is not None
        while len(self._pictures) > KEPT_PICTURES:
            (key, look), _ = self._pictures.popitem(last=False)
            del self._known[look][key]
