"""The signal store: the best known reading of every signal, and which of them a batch must carry.

Sources hand in values; a source of higher priority holds a signal until its reading goes stale. Values of the
wrong type or outside the catalogue's bounds are not stored: the signal goes stale, no nonsense is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hmi.vehicle.signals import BY_PATH, Value

REFRESH_FRACTION = 0.4
"""An unchanged value is sent again after this part of its staleness: one lost batch does not blank it."""
REFRESH_ATTRIBUTES_S = 30.0


@dataclass(frozen=True, slots=True)
class Stored:
    """One reading, where it came from, and when (monotonic seconds)."""

    value: Value
    time_s: float
    source: str
    priority: int


class SignalStore:
    """Readings by path. Not thread-safe: it lives on the agent's event loop."""

    def __init__(self) -> None:
        self.readings: dict[str, Stored] = {}
        self.rejected: dict[str, int] = {}
        """path -> how many values were of the wrong type, out of bounds or of an unknown signal"""
        self.hidden: frozenset[str] = frozenset()
        """flagged as implausible: kept for the checks, shown to nobody"""
        self._sent: dict[str, tuple[Value, float]] = {}
        self._dirty: set[str] = set()

    def ingest(self, source: str, priority: int, values: Mapping[str, object], time_s: float) -> None:
        """Take what a source measured at `time_s`; the higher priority wins while it is fresh."""
        readings = self.readings
        for path, raw in values.items():
            spec = BY_PATH.get(path)
            value = None if spec is None else spec.coerce(raw)
            if spec is None or value is None or not spec.within_bounds(value):
                self.rejected[path] = self.rejected.get(path, 0) + 1
                continue
            held = readings.get(path)
            if held is not None and held.source != source:
                fresh = spec.stale_after_s is None or time_s - held.time_s <= spec.stale_after_s
                if fresh and held.priority > priority:
                    continue
            readings[path] = Stored(value, time_s, source, priority)
            sent = self._sent.get(path)
            refresh_s = (
                REFRESH_ATTRIBUTES_S if spec.stale_after_s is None else spec.stale_after_s * REFRESH_FRACTION
            )
            if sent is None or sent[0] != value or time_s - sent[1] >= refresh_s:
                self._dirty.add(path)

    def hide(self, paths: frozenset[str]) -> list[str]:
        """Show these to nobody from now on, others again; returns the newly hidden."""
        fresh = paths - self.hidden
        for path in self.hidden - paths:
            self._sent.pop(path, None)
        self.hidden = paths
        self._dirty -= paths
        return sorted(fresh)

    def send_all_again(self) -> None:
        """Nobody has heard anything yet: a new bus."""
        self._sent.clear()
        self._dirty.update(self.readings)

    @property
    def has_changes(self) -> bool:
        return bool(self._dirty)

    def take_batch(self) -> dict[str, Stored]:
        """What changed or needs saying again since the last batch."""
        batch = {path: self.readings[path] for path in self._dirty if path not in self.hidden}
        self._dirty.clear()
        for path, stored in batch.items():
            self._sent[path] = (stored.value, stored.time_s)
        return batch

    def fresh(self, paths: Iterable[str], now_s: float) -> dict[str, Stored]:
        """The readings of `paths` (all when empty) that are not stale."""
        chosen = list(paths) or list(self.readings)
        found: dict[str, Stored] = {}
        for path in chosen:
            stored = self.readings.get(path)
            if stored is None or path in self.hidden:
                continue
            stale_after_s = BY_PATH[path].stale_after_s
            if stale_after_s is None or now_s - stored.time_s <= stale_after_s:
                found[path] = stored
        return found

    def value(self, path: str, now_s: float) -> Value | None:
        """The value of `path`, or None when unknown or stale."""
        stored = self.fresh((path,), now_s).get(path)
        return None if stored is None else stored.value
