"""Who may do what, and how often: the service's own check behind the bus daemon's policy file."""

from __future__ import annotations

import time
from collections.abc import Callable

from hmi.agent.refusals import TooManyError

CALLS_PER_S = 200.0
BURST = 400.0


class Gate:
    """One token bucket a caller."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._buckets: dict[str, tuple[float, float]] = {}

    async def admit(self, sender: str, interface: str, member: str) -> None:  # noqa: ARG002 – policy follows
        """Raises TooManyError when `sender` calls faster than the agent answers."""
        now = self._clock()
        tokens, then = self._buckets.get(sender, (BURST, now))
        tokens = min(BURST, tokens + (now - then) * CALLS_PER_S)
        if tokens < 1.0:
            self._buckets[sender] = (tokens, now)
            raise TooManyError(f"more than {CALLS_PER_S:.0f} calls a second")
        self._buckets[sender] = (tokens - 1.0, now)
        if len(self._buckets) > 256:
            # A bucket that has filled up again says nothing.
            self._buckets = {
                name: (left, at)
                for name, (left, at) in self._buckets.items()
                if now - at < BURST / CALLS_PER_S
            }
