"""A cabin that is ready in time, by the owner's plan, and heat that nobody comes for, ended."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from enum import StrEnum
from typing import Any

from hmi.agent.charging.tariff import Fields
from hmi.agent.link.remote import Get
from hmi.energy.departures import next_departure, number_in
from hmi.sync.records import FieldValue

READY_BEFORE_S = 15 * 60.0
"""how long the cabin is made comfortable before it is to be ready"""
NOBODY_CAME_S = 20 * 60.0
"""after this long an empty parked car is heated for nobody, whoever began it"""
CELSIUS, LOWEST_CELSIUS, HIGHEST_CELSIUS = 21.0, 15.0, 30.0
_CLIMATE = "Vehicle.Cabin.HVAC.IsAirConditioningActive"
_SEAT = "Vehicle.Cabin.Seat.Row1.DriverSide.OccupancyStatus"
_AWAKE = frozenset({"ACC", "ON", "START"})

Ask = Callable[[str, Mapping[str, FieldValue]], Awaitable[bool]]
"""Send climate_start or climate_stop; True when the car has confirmed it."""


class CabinState(StrEnum):
    OFF = "off"
    WAITS = "waits"
    HEATS = "heats"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class CabinPlan:
    """What the bus and the twin carry of it."""

    state: CabinState
    ready_unix_s: float | None = None
    begin_unix_s: float | None = None
    celsius: float | None = None

    def told(self) -> dict[str, Any]:
        return {
            "state": self.state.value,
            "ready_unix_s": self.ready_unix_s,
            "begin_unix_s": self.begin_unix_s,
            "celsius": self.celsius,
        }


def cabin_plan(plan: Fields | None, now_unix_s: float, zone: tzinfo | None = None) -> CabinPlan:
    """The next time by the owner's plan; `HEATS` from a quarter of an hour before it. Pure."""
    ready = next_departure(plan, now_unix_s, zone) if plan is not None and plan.get("on") is True else None
    if plan is None or ready is None:
        return CabinPlan(CabinState.OFF)
    celsius = min(HIGHEST_CELSIUS, max(LOWEST_CELSIUS, number_in(plan, "temperature_celsius", CELSIUS)))
    begin = ready - READY_BEFORE_S
    state = CabinState.HEATS if now_unix_s >= begin else CabinState.WAITS
    return CabinPlan(state, ready, begin, celsius)


class CabinSchedule:
    """Asks for heat when it is due, and for its end when nobody comes."""

    def __init__(
        self, get: Get, ask: Ask, told: Callable[[CabinPlan], None], zone: tzinfo | None = None
    ) -> None:
        self._get = get
        self._ask = ask
        self._told = told
        self._zone = zone
        self._plan: CabinPlan | None = None
        self._made_ready: float | None = None
        self._refused: float | None = None
        self._empty_since_s: float | None = None

    async def look(self, plan: Fields | None, now_unix_s: float) -> None:
        """Start what is due; stop what heats for nobody."""
        wanted = cabin_plan(plan, now_unix_s, self._zone)
        if wanted.state is CabinState.HEATS and wanted.ready_unix_s != self._made_ready:
            # Once for each morning, also when the car refuses: it would refuse again a moment later.
            self._made_ready = wanted.ready_unix_s
            self._refused = None
            if not await self._ask("climate_start", {"temperature_celsius": wanted.celsius}):
                self._refused = wanted.ready_unix_s
        if wanted.ready_unix_s is not None and wanted.ready_unix_s == self._refused:
            wanted = CabinPlan(CabinState.REFUSED, wanted.ready_unix_s, wanted.begin_unix_s, wanted.celsius)
        if wanted != self._plan:
            self._plan = wanted
            self._told(wanted)
        await self._end_for_nobody(now_unix_s)

    async def _end_for_nobody(self, now_unix_s: float) -> None:
        # By what the car does, not by who began it: a start from the phone, one before the agent's own
        # restart or one that was never confirmed ends as well.
        speed = self._get("Vehicle.Speed")
        moving = isinstance(speed, int | float) and speed > 1.0
        somebody = (
            self._get("Vehicle.LowVoltageSystemState") in _AWAKE or self._get(_SEAT) == "OCCUPIED" or moving
        )
        if somebody or self._get(_CLIMATE) is not True:
            self._empty_since_s = None
        elif self._empty_since_s is None:
            self._empty_since_s = now_unix_s
        elif now_unix_s - self._empty_since_s >= READY_BEFORE_S + NOBODY_CAME_S:
            self._empty_since_s = now_unix_s if not await self._ask("climate_stop", {}) else None
