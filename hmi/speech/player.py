"""What is heard: a sound file over the music, which is turned down for as long.

PipeWire or PulseAudio play it with the role of an announcement, so that a session which has a policy for
roles applies it; everything else that plays is turned down by us and back up afterwards.
"""

from __future__ import annotations

import contextlib
import importlib
import logging
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

log = logging.getLogger(__name__)

DUCKED = 0.35
"""of its volume is left to what else plays"""
PLAYERS: tuple[tuple[str, Callable[[str, float], Sequence[str]]], ...] = (
    ("pw-play", lambda path, volume: (f"--volume={volume:.2f}", "--media-role=Announcement", path)),
    (
        "paplay",
        lambda path, volume: (f"--volume={round(volume * 65536)}", "--property=media.role=a11y", path),
    ),
    ("aplay", lambda path, _volume: ("-q", path)),
)
"""the better first, each with its arguments for a file and a volume between 0 and 1"""


class Plays(Protocol):
    """What the speaker needs of the machine's sound."""

    def play(self, path: Path, volume: float) -> None:
        """Play to the end, or until `hush` from another thread."""

    def hush(self) -> None:
        """End what is being played."""


class Player:
    """Plays one file at a time with the machine's own program; silent where there is none."""

    def __init__(self) -> None:
        self._program = next(((path, make) for name, make in PLAYERS if (path := shutil.which(name))), None)
        self._playing: subprocess.Popen[bytes] | None = None

    def play(self, path: Path, volume: float) -> None:
        if self._program is None:
            return
        program, arguments = self._program
        with ducked():
            try:
                self._playing = subprocess.Popen(
                    [program, *arguments(str(path), volume)],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )
                self._playing.wait()
            except OSError as error:  # guidance goes on in silence
                log.warning("%s cannot play it (%s)", program, error)

    def hush(self) -> None:
        playing = self._playing
        if playing is not None and playing.poll() is None:
            playing.terminate()


@contextlib.contextmanager
def ducked(server: str | None = None) -> Iterator[int]:
    """Everything that plays is quieter within; yields how many streams. Nothing happens without a server."""
    try:
        pulse: Any = importlib.import_module("pulsectl").Pulse("headunit", connect=False, server=server)
        pulse.connect(timeout=0.5)
    except Exception:  # no server, no library of its client: there is nothing to turn down
        yield 0
        return
    with pulse:
        before = _turned_down(pulse)
        try:
            yield len(before)
        finally:
            for index, volume in before.items():
                with contextlib.suppress(Exception):  # a stream that ended meanwhile
                    pulse.sink_input_volume_set(index, volume)


def _turned_down(pulse: Any) -> dict[int, Any]:
    before: dict[int, Any] = {}
    with contextlib.suppress(Exception):
        for stream in pulse.sink_input_list():
            if stream.proplist.get("media.role") in ("a11y", "phone", "Announcement"):
                continue
            before[stream.index] = stream.volume
            quieter = type(stream.volume)([value * DUCKED for value in stream.volume.values])
            pulse.sink_input_volume_set(stream.index, quieter)
    return before
