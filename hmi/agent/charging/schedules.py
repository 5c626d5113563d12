"""Charging when it is cheap and a cabin that is ready in time: the owner's plans, carried out in the car.

The plans are synced records, so they work without a network once they have come: charge_schedule/plan and,
with the market's prices, charge_schedule/prices; climate_schedule/plan. What is due is a pure function of
them, the battery and the clock. The car is asked only when what is due changes, so that whoever starts or
stops charging by hand between two such moments is left alone; its guards (hmi.agent.link.remote) still
have the last word.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from hmi.agent.link.remote import Get, RemoteControl
from hmi.supervision import keep_doing
from hmi.sync.messages import Command, Outcome
from hmi.sync.records import FieldValue, Record, RecordKind
from hmi.vehicle.charge_plan import (
    USUAL_POWER_KW,
    PricedHour,
    minute_of_day,
    next_departure,
    number_in,
    plan_charge,
    price_at,
)
from hmi.vehicle.signals import Value

LOOK_EVERY_S = 30.0
READY_BEFORE = timedelta(minutes=15)
"""how long the cabin is made comfortable before it is to be ready"""
HOURS_AHEAD = 25
COMMAND_S = 30.0
PLAN, PRICES = "plan", "prices"
OWNER_PLAN = "plan"
"""whom the car names as who asked"""
_BATTERY = "Vehicle.Powertrain.TractionBattery."
_CABLE = f"{_BATTERY}Charging.ChargingPort.AnyPosition.IsChargingCableConnected"
_USUAL_KWH = 58.0
_LOG = logging.getLogger(__name__)

Fields = Mapping[str, FieldValue]


@dataclass(frozen=True, slots=True)
class Battery:
    """What the plan needs to know of the car; None: unknown."""

    plugged: bool
    level_percent: float | None
    capacity_kwh: float | None = None
    power_kw: float | None = None


def charging_due(plan: Fields | None, prices: Fields | None, battery: Battery, now: datetime) -> bool | None:
    """Whether the plan charges now; None where there is no plan, no cable, or nothing is known."""
    minute = minute_of_day(plan.get("ready_by")) if plan is not None else None
    if plan is None or minute is None or not battery.plugged or battery.level_percent is None:
        return None
    target = number_in(plan, "target_percent", 80.0)
    first = now.replace(minute=0, second=0, microsecond=0)
    hours = [first + timedelta(hours=n) for n in range(HOURS_AHEAD)]
    chosen = plan_charge(
        now,
        next_departure(now, minute),
        [PricedHour(hour, price_at(plan, prices, hour)) for hour in hours],
        battery.level_percent,
        max(0.0, min(100.0, target)),
        battery.capacity_kwh or _USUAL_KWH,
        battery.power_kw or USUAL_POWER_KW,
    )
    return chosen.hours[0].share > 0


def climate_due(plan: Fields | None, now: datetime) -> datetime | None:
    """The moment for which the cabin is to be made ready now, or None."""
    if plan is None or plan.get("on") is not True:
        return None
    minute = minute_of_day(plan.get("ready_by"))
    if minute is None:
        return None
    ready = next_departure(now, minute)
    return ready if ready - now <= READY_BEFORE else None


class Schedules:
    """Looks at the plans now and then, and asks the car for what has become due."""

    def __init__(
        self,
        get: Get,
        remote: RemoteControl,
        records: Callable[[], Iterable[Record]],
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        self._get = get
        self._remote = remote
        self._records = records
        self._now = now
        self._changed = asyncio.Event()
        self._charging: bool | None = None
        self._made_ready: datetime | None = None

    async def run(self) -> None:
        """Until cancelled."""
        await keep_doing("the owner's plans", self._look_and_wait, 0.0)

    async def _look_and_wait(self) -> None:
        self._changed.clear()
        await self.look()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LOOK_EVERY_S):
                await self._changed.wait()

    def wake(self) -> None:
        """A plan may have changed: look now."""
        self._changed.set()

    async def look(self) -> None:
        """Ask the car for what has become due since the last look."""
        plans = {
            (record.kind, record.id): record.values
            for record in self._records()
            if record.alive and record.kind in (RecordKind.CHARGE_SCHEDULE, RecordKind.CLIMATE_SCHEDULE)
        }
        now = self._now()
        charge = plans.get((RecordKind.CHARGE_SCHEDULE, PLAN))
        due = charging_due(charge, plans.get((RecordKind.CHARGE_SCHEDULE, PRICES)), self._battery(), now)
        if due != self._charging:
            self._charging = due
            if due is not None:
                await self._ask("charge_start" if due else "charge_stop", {})
        climate = plans.get((RecordKind.CLIMATE_SCHEDULE, PLAN))
        ready = climate_due(climate, now)
        if ready is not None and climate is not None and ready != self._made_ready:
            # Once for each morning, also when the car refuses: it would refuse again a moment later.
            self._made_ready = ready
            celsius = number_in(climate, "temperature_celsius", 21.0)
            await self._ask("climate_start", {"temperature_celsius": max(15.0, min(30.0, celsius))})

    async def _ask(self, name: str, arguments: dict[str, FieldValue]) -> None:
        now_s = time.time()
        command = Command("own", secrets.token_hex(8), name, arguments, now_s, now_s + COMMAND_S, OWNER_PLAN)
        outcome, reason = await self._remote.execute(command, COMMAND_S)
        if outcome is not Outcome.CONFIRMED:
            _LOG.info("by plan: %s %s %s", name, outcome, reason)

    def _battery(self) -> Battery:
        def number(path: str) -> float | None:
            value: Value | None = self._get(f"{_BATTERY}{path}")
            return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None

        return Battery(
            self._get(_CABLE) is True,
            number("StateOfCharge.Displayed"),
            number("NetCapacity"),
            number("Charging.MaxPower"),
        )
