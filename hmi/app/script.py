"""Play a script on a running head unit: wait until something is true, then do the next thing.

What never comes is an error that names it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from hmi.errors import HeadunitError

TICK_MS = 25


@dataclass(frozen=True, slots=True)
class Wait:
    """Go on when `condition` holds; give up `timeout_s` after it began to be waited for."""

    what: str
    """names what is awaited, for the sentence that says it never came"""
    condition: Callable[[], bool]
    timeout_s: float = 15.0


Script = Generator[Wait, None, None]


class ScriptError(HeadunitError):
    """What the script waited for did not come."""


def pause(seconds: float) -> Wait:
    """Let that much real time go by."""
    end_s = time.monotonic() + seconds
    return Wait("time to go by", lambda: time.monotonic() >= end_s, seconds + 60)


class Director(QObject):
    """Plays one script on the event loop."""

    ended = Signal()

    def __init__(self, script: Script, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.error: Exception | None = None
        self._script = script
        self._wait: Wait | None = None
        self._began_s = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)

    def play(self) -> None:
        self._timer.start()

    def stop(self) -> None:
        """End it where it is, without `ended`."""
        self._timer.stop()
        self._script.close()

    @Slot()
    def _tick(self) -> None:
        try:
            if self._wait is not None and not self._wait.condition():
                if time.monotonic() - self._began_s > self._wait.timeout_s:
                    raise ScriptError(f"waited {self._wait.timeout_s:.0f} s in vain for {self._wait.what}")
                return
            self._wait = next(self._script)
            self._began_s = time.monotonic()
        except StopIteration:
            self._end(None)
        except Exception as error:
            # A slot that raises only prints; whoever plays the script must learn of it.
            self._end(error)

    def _end(self, error: Exception | None) -> None:
        self._timer.stop()
        self.error = error
        self.ended.emit()
