"""Which region is what is wrong: damage that was found, and deaths of the map worker while it was read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

DEATHS = 3
"""so often in a row the worker dies while it reads a region, and the region is what is wrong"""
FORGIVEN_S = 60.0
"""a worker that lived so long did not die of what the one before it died of"""


class Fault(Enum):
    """Why a region was set aside."""

    DAMAGED = "damaged"
    """its files are not what the compiler wrote"""
    FATAL = "fatal"
    """its files are right as far as one can see, and reading them ends the worker"""


@dataclass(frozen=True, slots=True)
class SetAside:
    path: str
    fault: Fault
    reason: str
    """one sentence for the log"""


class Deaths:
    """Counts deaths in a row against what was being read."""

    def __init__(self) -> None:
        self.touching: tuple[str, ...] = ()
        """folders of the regions that are being read"""
        self._count: dict[str, int] = {}

    def forget(self) -> None:
        self._count.clear()

    def blame(self, lived_s: float) -> str | None:
        """The worker has died: the region that it died on DEATHS times, if it is that often by now."""
        if lived_s > FORGIVEN_S:
            self.forget()
        for path in self.touching:
            self._count[path] = self._count.get(path, 0) + 1
        fatal = next((path for path in self.touching if self._count[path] >= DEATHS), None)
        self.touching = ()
        if fatal is not None:
            self.forget()
        return fatal
