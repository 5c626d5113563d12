"""The signal store: the best known reading of every signal, and which of them a batch must carry.

Sources hand in values; a source of higher priority holds a signal until its reading goes stale. Values of the
wrong type or outside the catalogue's bounds are not stored: the signal goes stale, no nonsense is shown.

How long a reading holds is the catalogue's to say for a source that sends as often as a car's bus does. One
that is slower (an adapter that is asked, a receiver at half a hertz) is known by its pace after a few
readings, and what it says holds until two of them were missed (`Stored.holds_s`).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hmi.vehicle.motion import SPEED
from hmi.vehicle.signals import BY_PATH, Value

REFRESH_FRACTION = 0.4
"""An unchanged value is sent again after this part of its staleness: one lost batch does not blank it."""
REFRESH_ATTRIBUTES_S = 30.0
SPEED_OVER_GROUND = "Vehicle.CurrentLocation.SpeedOverGround"
GROUND = "ground"
"""source of a `Vehicle.Speed` that the car does not tell and the receiver measures"""
GROUND_PRIORITY = -1
PACES_KNOWN = 3
"""of so many intervals the middle one is a source's pace"""
SLOW_FROM = 2
"""so many slow intervals are a pace; a single one is a source that was away"""
QUICK_AGAIN = 3
"""so many readings as quick as the catalogue expects, and the source is not slow any more"""
MISSED = 2.5
"""so many of a slow source's intervals make its reading stale"""
LONGEST_INTERVAL_S = 4.0
"""what comes less often is not a pace but a source that comes and goes"""


@dataclass(frozen=True, slots=True)
class Stored:
    """One reading, where it came from, and when (monotonic seconds)."""

    value: Value
    time_s: float
    source: str
    priority: int
    holds_s: float | None = None
    """how long it is worth believing, where its source is slower than the catalogue expects"""

    def fresh(self, path: str, now_s: float) -> bool:
        limit_s = BY_PATH[path].stale_after_s if self.holds_s is None else self.holds_s
        return limit_s is None or now_s - self.time_s <= limit_s


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
        self._paces: dict[tuple[str, str], _Pace] = {}
        self._holds: dict[str, float] = {}

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
                # A slow source's reading holds only until a quicker source has a newer one.
                limit_s = spec.stale_after_s
                if held.priority > priority and (limit_s is None or time_s - held.time_s <= limit_s):
                    continue
            holds_s = None
            if spec.stale_after_s is not None:
                holds_s = self._learn_pace((path, source), time_s, spec.stale_after_s)
            readings[path] = Stored(value, time_s, source, priority, holds_s)
            sent = self._sent.get(path)
            refresh_s = (
                REFRESH_ATTRIBUTES_S if spec.stale_after_s is None else spec.stale_after_s * REFRESH_FRACTION
            )
            if sent is None or sent[0] != value or time_s - sent[1] >= refresh_s:
                self._dirty.add(path)
        if SPEED_OVER_GROUND in values:
            self.ingest(GROUND, GROUND_PRIORITY, {SPEED: values[SPEED_OVER_GROUND]}, time_s)

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
        self._holds.clear()

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

    def holds(self) -> dict[str, float]:
        """How long readings hold that hold longer than the catalogue says (seconds by path)."""
        return {path: stored.holds_s for path, stored in self.readings.items() if stored.holds_s is not None}

    def take_holds(self, batch: Mapping[str, Stored]) -> dict[str, float]:
        """Of a batch, the times to hold that differ clearly from what was last taken; 0: the catalogue's."""
        changed: dict[str, float] = {}
        for path, stored in batch.items():
            holds_s = stored.holds_s or 0.0
            told_s = self._holds.get(path, 0.0)
            if abs(holds_s - told_s) > 0.2 * max(holds_s, told_s):
                self._holds[path] = changed[path] = holds_s
        return changed

    def fresh(self, paths: Iterable[str], now_s: float) -> dict[str, Stored]:
        """The readings of `paths` (all when empty) that are not stale."""
        chosen = list(paths) or list(self.readings)
        found: dict[str, Stored] = {}
        for path in chosen:
            stored = self.readings.get(path)
            if stored is not None and path not in self.hidden and stored.fresh(path, now_s):
                found[path] = stored
        return found

    def value(self, path: str, now_s: float) -> Value | None:
        """The value of `path`, or None when unknown or stale."""
        stored = self.fresh((path,), now_s).get(path)
        return None if stored is None else stored.value

    def _learn_pace(self, key: tuple[str, str], time_s: float, stale_after_s: float) -> float | None:
        """How long a reading by path and source holds that comes now, when that is longer than the usual."""
        before = self._paces.get(key)
        if before is None:
            self._paces[key] = _Pace(time_s)
            return None
        interval_s = time_s - before.last_s
        before.last_s = time_s
        if interval_s * MISSED <= stale_after_s:
            before.quick += 1
            if before.quick < QUICK_AGAIN:
                return before.holds_s
            if before.slow_s:
                before.slow_s.clear()
                before.holds_s = None
            return None
        before.quick = 0
        if interval_s <= LONGEST_INTERVAL_S:
            before.slow_s.append(interval_s)
            if len(before.slow_s) >= SLOW_FROM:
                before.holds_s = MISSED * sorted(before.slow_s)[len(before.slow_s) // 2]
        return before.holds_s


class _Pace:
    """When a source last told a signal, and how long it was between the last times that were slow."""

    __slots__ = ("holds_s", "last_s", "quick", "slow_s")

    def __init__(self, last_s: float) -> None:
        self.last_s = last_s
        self.slow_s: deque[float] = deque(maxlen=PACES_KNOWN)
        self.holds_s: float | None = None
        self.quick = 0
