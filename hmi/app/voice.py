"""Say a sentence aloud with the speech program that the machine has; without one, guidance is silent."""

from __future__ import annotations

import logging
import shutil
import subprocess
from collections.abc import Callable, Sequence

log = logging.getLogger(__name__)

PROGRAMS: tuple[tuple[str, Callable[[str, int, str], Sequence[str]]], ...] = (
    ("spd-say", lambda language, volume, text: ("-l", language, "-i", str(2 * volume - 100), "--", text)),
    ("espeak-ng", lambda language, volume, text: ("-v", language, "-a", str(2 * volume), "--", text)),
)
"""the better first, each with its arguments for a language, a volume in percent and a text"""


class Voice:
    """One sentence at a time; a newer one ends the one being said. `allowed` decides at each sentence."""

    def __init__(self, allowed: Callable[[], bool] = lambda: True) -> None:
        self.language = "en"
        self.volume_percent = 60
        self.said: list[str] = []
        """every sentence of this run, said aloud or not"""
        self._allowed = allowed
        self._speaking: subprocess.Popen[bytes] | None = None
        self._program = next(((path, make) for name, make in PROGRAMS if (path := shutil.which(name))), None)

    def say(self, text: str) -> None:
        self.said.append(text)
        if self._program is None or not self._allowed():
            return
        self.hush()
        path, arguments = self._program
        try:
            self._speaking = subprocess.Popen(
                [path, *arguments(self.language, self.volume_percent, text)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:  # guidance goes on in silence
            log.warning("%s cannot say it (%s)", path, error)

    def hush(self) -> None:
        """End what is being said."""
        if self._speaking is not None:
            self._speaking.terminate()
            self._speaking.wait()
            self._speaking = None
