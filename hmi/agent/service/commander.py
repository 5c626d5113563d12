"""Carries out what clients ask of the car: checked, once an id, before its deadline, with an outcome."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace

from hmi.agent.signals.store import SignalStore
from hmi.agent.sources.source import Source
from hmi.errors import CommandRefusedError
from hmi.supervision import Errands
from hmi.vehicle.commands import Command, Outcome, refusal
from hmi.vehicle.signals import BY_PATH, Value

REMEMBERED = 512
"""A repeated id is answered with its outcome instead of being done twice, as far back as this many."""
LONGEST_S = 60.0
POLL_S = 0.02


class Commander:
    """Passes commands to the sources. `tell` hears of every change of a command."""

    def __init__(
        self,
        store: SignalStore,
        sources: Sequence[Source],
        tell: Callable[[Command], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._sources = sorted(sources, key=lambda source: -source.priority)
        self._tell = tell
        self._clock = clock
        self._known: OrderedDict[str, Command] = OrderedDict()
        self._running = Errands()
        self._newest: dict[str, str] = {}

    def submit(self, identifier: str, path: str, value: object, deadline_s: float) -> None:
        """Start a command; its fate is told. Raises CommandRefusedError when it cannot even be started."""
        known = self._known.get(identifier)
        if known is not None:
            self._tell(known)
            return
        reason = refusal(path, value)
        if reason:
            raise CommandRefusedError(reason)
        now = self._clock()
        if not now < deadline_s <= now + LONGEST_S:
            raise CommandRefusedError(
                "the deadline has passed" if deadline_s <= now else "the deadline is too far"
            )
        source = next((source for source in self._sources if path in source.actuators), None)
        if source is None:
            raise CommandRefusedError(f"{path} cannot be set in this car")
        coerced = BY_PATH[path].coerce(value)
        assert coerced is not None
        command = Command(identifier, path, coerced, deadline_s, Outcome.ACCEPTED)
        self._newest[path] = identifier
        self._update(command)
        self._running.start(f"command {identifier}", self._carry_out(command, source))

    async def _carry_out(self, command: Command, source: Source) -> None:
        try:
            async with asyncio.timeout(command.deadline_s - self._clock()):
                await source.actuate(command.path, command.value)
                while not self._confirmed(command):
                    if self._newest.get(command.path) != command.id:
                        raise CommandRefusedError("replaced by a newer command")
                    await asyncio.sleep(POLL_S)
        except CommandRefusedError as error:
            self._update(replace(command, outcome=Outcome.REFUSED, reason=str(error)))
        except TimeoutError:
            self._update(replace(command, outcome=Outcome.EXPIRED, reason="the car did not confirm in time"))
        except Exception as error:
            # Whoever asked hears how it ended, whatever broke.
            self._update(replace(command, outcome=Outcome.REFUSED, reason="the car's source broke"))
            raise error
        else:
            self._update(replace(command, outcome=Outcome.DONE))

    def _confirmed(self, command: Command) -> bool:
        reported: Value | None = self._store.value(command.path, self._clock())
        if isinstance(reported, float) and isinstance(command.value, float):
            return abs(reported - command.value) < 0.05
        if command.path == "Vehicle.TripMeterReading" and isinstance(reported, int):
            return reported < 50  # the car drives on while its meter is set to 0
        return reported == command.value

    def _update(self, command: Command) -> None:
        self._known[command.id] = command
        self._known.move_to_end(command.id)
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        self._tell(command)
