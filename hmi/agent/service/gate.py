"""Who may do what, and how often: the service's own check behind the bus daemon's policy file.

Anybody whom the bus lets in may listen. Setting, resetting and playing with the simulator is for the users
that the agent was told of (its own and root always), whatever the bus daemon would let through.
"""

from __future__ import annotations

import os
import time
from collections.abc import Awaitable, Callable

from hmi.agent.service.refusals import NotAllowedError, TooManyError
from hmi.bus import contract

CALLS_PER_S = 200.0
BURST = 400.0
REMEMBERED = 256

READING: frozenset[tuple[str, str]] = frozenset(
    {
        (contract.VEHICLE, "List"),
        (contract.VEHICLE, "Describe"),
        (contract.VEHICLE, "Get"),
        (contract.TRIP, "Names"),
        (contract.TRIP, "Get"),
        (contract.ALERTS, "ListActive"),
        (contract.DIAGNOSTICS, "Codes"),
        (contract.DIAGNOSTICS, "Explain"),
        (contract.DIAGNOSTICS, "FreezeFrame"),
        (contract.CLOUD, "GetState"),
        (contract.ENERGY, "Get"),
        (contract.UPKEEP, "Get"),
        (contract.SIMULATOR, "Scenarios"),
        (contract.SIMULATOR, "Faults"),
        (contract.SIMULATOR, "Status"),
    }
)
"""What changes nothing. A method that is not listed counts as changing something."""


class Gate:
    """One token bucket a caller, and a list of users who may change things."""

    def __init__(
        self,
        user_of: Callable[[str], Awaitable[int]],
        trusted_users: frozenset[int] = frozenset(),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._user_of = user_of
        self._trusted = trusted_users | {0, os.getuid()}
        self._clock = clock
        self._buckets: dict[str, tuple[float, float]] = {}
        self._users: dict[str, int] = {}

    async def admit(self, sender: str, interface: str, member: str) -> None:
        """Raises TooManyError or NotAllowedError."""
        self._spend(sender)
        if (interface, member) in READING:
            return
        # A unique name is never given out twice in a bus's life, so the answer may be kept.
        user = self._users.get(sender)
        if user is None:
            user = await self._user_of(sender)
            if len(self._users) >= REMEMBERED:
                self._users.clear()
            self._users[sender] = user
        if user not in self._trusted:
            raise NotAllowedError(f"user {user} may listen, but not {member}")

    def _spend(self, sender: str) -> None:
        now = self._clock()
        tokens, then = self._buckets.get(sender, (BURST, now))
        tokens = min(BURST, tokens + (now - then) * CALLS_PER_S)
        if tokens < 1.0:
            self._buckets[sender] = (tokens, now)
            raise TooManyError(f"more than {CALLS_PER_S:.0f} calls a second")
        self._buckets[sender] = (tokens - 1.0, now)
        if len(self._buckets) > REMEMBERED:
            # A bucket that has filled up again says nothing.
            full_s = BURST / CALLS_PER_S
            self._buckets = {
                name: (left, at) for name, (left, at) in self._buckets.items() if now - at < full_s
            }
