"""Hybrid logical clock: stamps that order edits by wall clock where clocks agree and by cause where not.

Kulkarni, Demirbas et al., "Logical Physical Clocks and Consistent Snapshots in Globally Distributed
Databases" (2014).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hmi.sync.errors import MessageError

MAX_WALL_MS = 253_402_300_799_999
"""The last millisecond of the year 9999: a later stamp is damage or an attack."""
MAX_COUNTER = 0xFFFF_FFFF
MAX_HEARD_COUNTER = MAX_COUNTER // 2
"""A higher one from outside would leave no room for the edits that follow it."""
_NODE = re.compile(r"[A-Za-z0-9_-]{1,64}")
_TEXT = re.compile(r"(\d{1,15})\.(\d{1,10})\.([A-Za-z0-9_-]{1,64})")


@dataclass(frozen=True, slots=True, order=True)
class Stamp:
    """When an edit was made; totally ordered. `node` (car, phone or cloud replica) breaks ties."""

    wall_ms: int
    counter: int
    node: str

    def __post_init__(self) -> None:
        if not (0 <= self.wall_ms <= MAX_WALL_MS and 0 <= self.counter <= MAX_COUNTER):
            raise MessageError(f"stamp out of range: {self.wall_ms}.{self.counter}")
        if not _NODE.fullmatch(self.node):
            raise MessageError("a stamp's node is 1 to 64 letters, digits, - or _")

    def __str__(self) -> str:
        return f"{self.wall_ms}.{self.counter}.{self.node}"

    @classmethod
    def parse(cls, text: str) -> Stamp:
        """Read `str(stamp)`. Raises MessageError."""
        match = _TEXT.fullmatch(text)
        if match is None:
            raise MessageError("not a stamp")
        if int(match[2]) > MAX_HEARD_COUNTER:
            raise MessageError("stamp out of range")
        return cls(int(match[1]), int(match[2]), match[3])


@dataclass(frozen=True, slots=True)
class HybridClock:
    """The last stamp of one node. An update returns a new clock; keep it with the records it stamped."""

    last: Stamp

    @classmethod
    def of(cls, node: str) -> HybridClock:
        return cls(Stamp(0, 0, node))

    def tick(self, wall_ms: int) -> HybridClock:
        """The clock after a local edit at wall time `wall_ms`; its `last` is the edit's stamp."""
        return self._advanced(wall_ms, self.last)

    def observe(self, stamp: Stamp, wall_ms: int) -> HybridClock:
        """The clock after hearing of `stamp`: a later edit here is stamped later, whatever clocks say."""
        return self._advanced(wall_ms, max(self.last, stamp))

    def _advanced(self, wall_ms: int, seen: Stamp) -> HybridClock:
        node = self.last.node
        if wall_ms > max(seen.wall_ms, self.last.wall_ms):
            return HybridClock(Stamp(wall_ms, 0, node))
        if seen.counter == MAX_COUNTER:
            return HybridClock(Stamp(seen.wall_ms + 1, 0, node))
        return HybridClock(Stamp(seen.wall_ms, seen.counter + 1, node))
