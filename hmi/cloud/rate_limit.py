"""How often somebody may knock: a token bucket a key, bounded in memory."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

MAX_KEYS = 100_000


class RateLimit:
    """`burst` at once, then `per_minute`. One process's view.

    The sum over replicas is their number times that.
    """

    def __init__(self, per_minute: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_s = per_minute / 60
        self._burst = burst
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def allow(self, key: str) -> bool:
        """Take one token of `key`; False when there is none."""
        now = self._clock()
        with self._lock:
            tokens, at = self._buckets.pop(key, (float(self._burst), now))
            # A clock that was set back gives nothing and takes nothing.
            tokens = min(self._burst, tokens + max(0.0, now - at) * self._per_s)
            allowed = tokens >= 1
            self._buckets[key] = (tokens - 1 if allowed else tokens, now)
            if len(self._buckets) > MAX_KEYS:
                self._buckets.popitem(last=False)
        return allowed
