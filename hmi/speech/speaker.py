"""Says sentences aloud: the best voice that can have a sentence ready in time, from a cache where it was
asked for ahead.

A sentence is cut where it has commas, and each part is kept as a file: "In 200 metres," and "turn left onto
Rue Grimaldi" serve many sentences. What may soon be said is rendered ahead by a child process; what is not
ready when it is due is said by a voice that needs no time. A newer sentence ends the one being said.
"""

from __future__ import annotations

import hashlib
import json
import logging
import re
import subprocess
import sys
import threading
import wave
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from hmi.speech.chimes import AT_ONCE, chime
from hmi.speech.player import Player, Plays
from hmi.speech.readings import Piece, pieces
from hmi.speech.renderer import write
from hmi.speech.voices import VOICES, Installed, Voice, voices_for

log = logging.getLogger(__name__)

MOST_BYTES = 128 << 20
"""of sound kept; what was used least lately goes first"""
READY_WITHIN_S = 1.2
"""How long a sentence may wait for its own voice when it is due."""
IDLE_S = 120.0
"""A renderer that had nothing to do for so long ends, and its model's memory with it."""
PAUSE_S = 0.09
"""between the parts of a sentence"""
_PART = re.compile(r"(?<=[,、،])\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Wish:
    """A sentence: its text, the names in it, and the languages of the country that those stand in."""

    text: str
    language: str
    names: tuple[str, ...] = ()
    name_languages: tuple[str, ...] = ()


class Speaker:
    """One sentence at a time; `allowed` decides at each. Thread-safe; nothing here waits for a voice."""

    def __init__(
        self,
        folder: Path,
        allowed: Callable[[], bool] = lambda: True,
        *,
        player: Plays | None = None,
        installed: Installed = voices_for,
    ) -> None:
        self.language = "en"
        self.volume_percent = 60
        self.name_languages: tuple[str, ...] = ()
        """of the country the car is in; without any, names are read as the rest"""
        self.said: list[str] = []
        """every sentence of this run, said aloud or not"""
        self._allowed = allowed
        self._installed = installed
        self._cache = SoundCache(folder)
        self._player = player if player is not None else Player()
        self._renderer = Renderer()
        self._renderer_ahead = Renderer()
        self._wake = threading.Condition()
        self._due: Wish | None = None
        self._signal = ""
        self._ahead: deque[Wish] = deque(maxlen=64)
        self._names: tuple[str, ...] = ()
        self._ended = False
        # What is rendered ahead takes a second a part: nothing that is due waits for it.
        self._threads = [
            threading.Thread(
                target=self._run, args=(self._next_due, self._renderer), name="speech", daemon=True
            ),
            threading.Thread(
                target=self._run,
                args=(self._next_ahead, self._renderer_ahead),
                name="speech ahead",
                daemon=True,
            ),
        ]
        for thread in self._threads:
            thread.start()

    def say(self, text: str) -> None:
        """Say it now, instead of what is being said. Names in it are those that `prepare` told of."""
        self.said.append(text)
        if not self._allowed() or not self._installed(self.language):
            return
        names = tuple(name for name in self._names if name in text)
        with self._wake:
            self._due = Wish(text, self.language, names, self.name_languages)
            self._wake.notify_all()
        self._player.hush()

    def chime(self, kind: str) -> None:
        """Sound a signal of hmi.speech.chimes: at once if it warns, else after the sentence."""
        with self._wake:
            self._signal = kind
            self._wake.notify_all()
        if kind in AT_ONCE:
            self._player.hush()

    def prepare(self, texts: Sequence[tuple[str, Sequence[str]]]) -> None:
        """Render sentences (each with its names) that may soon be said, the most likely first."""
        wishes = [Wish(text, self.language, tuple(names), self.name_languages) for text, names in texts]
        with self._wake:
            self._names = tuple(dict.fromkeys(name for wish in wishes for name in wish.names))
            self._ahead.clear()
            self._ahead.extend(wishes)
            self._wake.notify_all()

    def hush(self) -> None:
        """End what is being said."""
        with self._wake:
            self._due = None
        self._player.hush()

    def close(self) -> None:
        """End the thread and the renderer."""
        with self._wake:
            self._ended = True
            self._due = None
            self._wake.notify_all()
        self._player.hush()
        for renderer in (self._renderer, self._renderer_ahead):
            renderer.end()
        for thread in self._threads:
            thread.join(2.0)

    def _run(self, next_work: Callable[[], Callable[[], None] | None], renderer: Renderer) -> None:
        """Do what `next_work` finds; a renderer that nothing asks for long ends."""
        while True:
            with self._wake:
                while (work := next_work()) is None and not self._ended:
                    if not self._wake.wait(IDLE_S):
                        renderer.end()
                        self._cache.tidy()
                if self._ended:
                    return
            assert work is not None
            try:
                work()
            except Exception:
                # A sentence that cannot be said is lost; the next one is not.
                log.exception("a sentence cannot be said")

    def _next_due(self) -> Callable[[], None] | None:
        signal, self._signal = self._signal, ""
        if signal and (signal in AT_ONCE or self._due is None):
            return partial(self._sound, signal)
        self._signal = signal
        due, self._due = self._due, None
        return None if due is None else partial(self._speak, due)

    def _next_ahead(self) -> Callable[[], None] | None:
        return partial(self._render_ahead, self._ahead.popleft()) if self._ahead else None

    def _sound(self, kind: str) -> None:
        self._player.play(self._chime(kind), self.volume_percent / 100.0)

    def _speak(self, wish: Wish) -> None:
        for voice in self._installed(wish.language):
            parts = self._parts(voice, wish)
            if all(part is not None for part in parts):
                whole = self._cache.joined([part for part in parts if part is not None])
                with self._wake:
                    if self._due is not None:  # something newer is due
                        return
                self._player.play(whole, self.volume_percent / 100.0)
                return

    def _parts(self, voice: Voice, wish: Wish) -> list[Path | None]:
        """Files of a sentence's parts; None for one that is not ready in time."""
        found = [self._cache.find(voice, part) for part in parts_of(voice, wish)]
        if voice.ahead and any(path is None for path in found):
            return list(found)
        return [
            path or self._rendered(self._renderer, voice, part, READY_WITHIN_S)
            for path, part in zip(found, parts_of(voice, wish), strict=True)
        ]

    def _render_ahead(self, wish: Wish) -> None:
        for voice in self._installed(wish.language)[:1]:
            for part in parts_of(voice, wish):
                if self._cache.find(voice, part) is None:
                    self._rendered(self._renderer_ahead, voice, part, 30.0)

    def _rendered(
        self, renderer: Renderer, voice: Voice, part: tuple[Piece, ...], within_s: float
    ) -> Path | None:
        path = self._cache.path(voice, part)
        return path if renderer.render(voice, part, path, within_s) else None

    def _chime(self, kind: str) -> Path:
        path = self._cache.folder / f"{kind}.wav"
        if not path.exists():
            write(path, chime(kind))
        return path


def parts_of(voice: Voice, wish: Wish) -> list[tuple[Piece, ...]]:
    """A sentence cut at its commas, each part read by itself."""
    texts = _PART.split(wish.text)
    return [pieces(text, voice, names=wish.names, name_languages=wish.name_languages) for text in texts]


class SoundCache:
    """Sound files by what they say and who says it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def path(self, voice: Voice, part: Sequence[Piece]) -> Path:
        key = json.dumps([voice.engine, voice.name, [[piece.text, piece.language] for piece in part]])
        return self.folder / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.wav"

    def find(self, voice: Voice, part: Sequence[Piece]) -> Path | None:
        path = self.path(voice, part)
        if not path.exists():
            return None
        path.touch()
        return path

    def joined(self, parts: Sequence[Path]) -> Path:
        """One file of several, with a breath between."""
        if len(parts) == 1:
            return parts[0]
        sounds, rate = [], 0
        for part in parts:
            with wave.open(str(part)) as file:
                rate = file.getframerate()
                sounds.append(
                    np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.float32) / 32767.0
                )
                sounds.append(np.zeros(round(PAUSE_S * rate), np.float32))
        path = self.folder / "now.wav"
        write(path, (np.concatenate(sounds[:-1]), rate))
        return path

    def tidy(self) -> None:
        """Forget what was used least lately when there is too much."""
        files = sorted(self.folder.glob("*.wav"), key=lambda path: path.stat().st_mtime, reverse=True)
        kept = 0
        for path in files:
            kept += path.stat().st_size
            if kept > MOST_BYTES:
                path.unlink(missing_ok=True)


class Renderer:
    """The child that renders, started when it is needed and again when it died."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[str] | None = None
        self._answers: deque[dict[str, object]] = deque()
        self._heard = threading.Condition()

    def render(self, voice: Voice, part: Sequence[Piece], path: Path, within_s: float) -> bool:
        """Have it rendered; False when it was not done in time or could not be."""
        try:
            child = self._running()
            request = {
                "path": str(path),
                "voice": VOICES.index(voice),
                "pieces": [[piece.text, piece.language] for piece in part],
            }
            assert child.stdin is not None
            child.stdin.write(json.dumps(request) + "\n")
            child.stdin.flush()
        except OSError as error:
            log.warning("the speech renderer is gone (%s)", error)
            self.end()
            return False
        with self._heard:
            self._heard.wait_for(
                lambda: self._answer(str(path)) is not None or child.poll() is not None, within_s
            )
            answer = self._answer(str(path))
            if answer is not None:
                self._answers.remove(answer)
        if answer is not None and "error" in answer:
            log.warning("cannot render %s: %s", [piece.text for piece in part], answer["error"])
        return answer is not None and "seconds" in answer

    def end(self) -> None:
        if self._child is not None:
            self._child.kill()
            self._child.wait()
            for pipe in (self._child.stdin, self._child.stdout):
                if pipe is not None:
                    pipe.close()
            self._child = None

    def _running(self) -> subprocess.Popen[str]:
        if self._child is None or self._child.poll() is not None:
            self.end()
            self._child = subprocess.Popen(
                [sys.executable, "-m", "hmi.speech.renderer"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                cwd=Path(__file__).resolve().parents[2],
            )
            threading.Thread(target=self._listen, args=(self._child,), daemon=True).start()
        return self._child

    def _listen(self, child: subprocess.Popen[str]) -> None:
        assert child.stdout is not None
        try:
            for line in child.stdout:
                with self._heard:
                    self._answers.append(json.loads(line))
                    while len(self._answers) > 256:
                        self._answers.popleft()
                    self._heard.notify_all()
        except ValueError:  # the pipe was closed under it
            pass
        with self._heard:
            self._heard.notify_all()

    def _answer(self, path: str) -> dict[str, object] | None:
        return next((answer for answer in self._answers if answer["path"] == path), None)
