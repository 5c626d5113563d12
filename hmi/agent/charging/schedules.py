"""The owner's plans, carried out in the car: charging when it is cheap, and a cabin that is ready in time.

The plans are synced records, so they work without a network once they have come: charge_schedule/plan and,
with the market's prices, charge_schedule/prices; climate_schedule/plan. What is made of them, here and
nowhere else, is told as it changes: the bus carries it to the screen, the twin to the phone.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import tzinfo
from typing import Any

from hmi.agent.charging.cabin import CabinSchedule
from hmi.agent.charging.home_charging import HomeCharging
from hmi.agent.charging.socket_power import SocketPower
from hmi.agent.link.remote import Get, RemoteControl
from hmi.bus.contract import CABIN_PLAN, CHARGE_PLAN
from hmi.supervision import keep_doing
from hmi.sync.messages import Command, Outcome
from hmi.sync.records import FieldValue, Record, RecordKind

COMMAND_S = 30.0
PLAN, PRICES = "plan", "prices"
OWNER_PLAN = "plan"
"""whom the car names as who asked"""
_LOG = logging.getLogger(__name__)


class Schedules:
    """Looks at the plans now and then, and asks the car for what has become due."""

    def __init__(
        self,
        get: Get,
        remote: RemoteControl,
        records: Callable[[], Iterable[Record]],
        now_unix_s: Callable[[], float] = time.time,
        told: Callable[[str, Mapping[str, Any]], None] = lambda _name, _plan: None,
        zone: tzinfo | None = None,
        socket: SocketPower | None = None,
    ) -> None:
        self._remote = remote
        self._records = records
        self._now_unix_s = now_unix_s
        self._changed = asyncio.Event()
        self._charging = HomeCharging(
            get,
            lambda name: self._ask(name, {}),
            lambda plan: told(CHARGE_PLAN, plan.told()),
            socket,
            zone,
        )
        self._cabin = CabinSchedule(get, self._ask, lambda plan: told(CABIN_PLAN, plan.told()), zone)

    @property
    def socket(self) -> SocketPower:
        return self._charging.socket

    def forget_sockets(self) -> None:
        """Where the car was charged is nobody's business any more."""
        self._charging.socket = SocketPower()

    async def run(self) -> None:
        """Until cancelled."""
        await keep_doing("the owner's plans", self._look_and_wait, 0.0)

    async def _look_and_wait(self) -> None:
        self._changed.clear()
        await self.look()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._charging.look_again_s):
                await self._changed.wait()

    def wake(self) -> None:
        """A plan may have changed: look now."""
        self._changed.set()

    async def look(self) -> None:
        """Ask the car for what has become due since the last look. Each plan by itself."""
        plans = {
            (record.kind, record.id): record.values
            for record in self._records()
            if record.alive and record.kind in (RecordKind.CHARGE_SCHEDULE, RecordKind.CLIMATE_SCHEDULE)
        }
        now = self._now_unix_s()
        charge = plans.get((RecordKind.CHARGE_SCHEDULE, PLAN))
        prices = plans.get((RecordKind.CHARGE_SCHEDULE, PRICES))
        cabin = plans.get((RecordKind.CLIMATE_SCHEDULE, PLAN))
        for name, work in (
            (CHARGE_PLAN, self._charging.look(charge, prices, now)),
            (CABIN_PLAN, self._cabin.look(cabin, now)),
        ):
            try:
                await work
            except Exception:
                _LOG.exception("%s was not followed", name)

    async def _ask(self, name: str, arguments: Mapping[str, FieldValue]) -> bool:
        now_s = time.time()
        command = Command(
            "own", secrets.token_hex(8), name, dict(arguments), now_s, now_s + COMMAND_S, OWNER_PLAN
        )
        outcome, reason = await self._remote.execute(command, COMMAND_S)
        if outcome is not Outcome.CONFIRMED:
            _LOG.info("by plan: %s %s %s", name, outcome, reason)
        return outcome is Outcome.CONFIRMED
