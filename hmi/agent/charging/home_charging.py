"""Carries out the charge plan at the car: measures the socket, starts and stops, plans anew from what came.

The car is asked only when what is due changes, so that whoever starts or stops charging by hand between
two such moments is left alone; its guards (hmi.agent.link.remote) still have the last word. Every stop has
a release: a plan that is taken back lets the car charge again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import tzinfo

from hmi.agent.charging.home_plan import Battery, plan_at_home
from hmi.agent.charging.socket_power import USUAL_KW, SocketPower, place_of
from hmi.agent.charging.tariff import Fields
from hmi.agent.link.remote import Get
from hmi.energy.charge_plan import ChargePlan, PlanReason
from hmi.vehicle.motion import is_asleep
from hmi.vehicle.signals import Value

BATTERY = "Vehicle.Powertrain.TractionBattery."
CABLE = f"{BATTERY}Charging.ChargingPort.AnyPosition.IsChargingCableConnected"
USUAL_KWH = 58.0
USABLE_OF_GROSS = 0.95
AT_HOME_KW = 24.0
"""more into the battery comes from a fast charger"""
LOOK_EVERY_S, MEASURE_EVERY_S = 30.0, 5.0
MEASURES_AT_MOST_S = 300.0
"""a car that has not begun by then will not tell"""
TRIES_AGAIN_S = 300.0
"""after the car did not do what was asked"""
QUARTER_S = 900.0
ALMOST_FULL_POWER = 0.98
_LOG = logging.getLogger(__name__)

LEAVES_ALONE = frozenset({PlanReason.NO_DEPARTURE, PlanReason.LEVEL_UNKNOWN, PlanReason.FAST})
"""reasons with which the car charges as it would by itself"""
Ask = Callable[[str], Awaitable[bool]]
"""Send charge_start or charge_stop; True when the car has confirmed it."""


class HomeCharging:
    """One car's charging. `look` is called every half minute and whenever a record changes."""

    def __init__(
        self,
        get: Get,
        ask: Ask,
        told: Callable[[ChargePlan], None],
        socket: SocketPower | None = None,
        zone: tzinfo | None = None,
    ) -> None:
        self._get = get
        self._ask = ask
        self._told = told
        self._zone = zone
        self.socket = SocketPower() if socket is None else socket
        self._plan: ChargePlan | None = None
        self._made_for: tuple[object, ...] | None = None
        self._asked: bool | None = None
        self._try_again_s: float | None = None
        self._plugged_s: float | None = None
        self._plugged = False
        self._fast = False
        self._level: float | None = None

    @property
    def plan(self) -> ChargePlan | None:
        return self._plan

    @property
    def look_again_s(self) -> float:
        """How long until the next look."""
        measures = self._plan is not None and self._plan.reason is PlanReason.MEASURES
        return MEASURE_EVERY_S if measures else LOOK_EVERY_S

    async def look(self, plan: Fields | None, prices: Fields | None, now_unix_s: float) -> None:
        """Plan anew where something changed, and ask the car for what has become due."""
        battery = self._battery(now_unix_s)
        key = self._key(plan, prices, battery, now_unix_s)
        if key != self._made_for:
            self._made_for = key
            # Up to a second of arithmetic: not on the loop that owes 30 batches a second.
            self._tell(await asyncio.to_thread(plan_at_home, plan, prices, battery, now_unix_s, self._zone))
        due = self._due(battery, now_unix_s)
        retry = self._try_again_s is not None and now_unix_s >= self._try_again_s
        if due is None or (due == self._asked and not retry):
            return
        self._try_again_s = None
        self._asked = due
        if await self._ask("charge_start" if due else "charge_stop"):
            return
        self._try_again_s = now_unix_s + TRIES_AGAIN_S
        if self._plan is not None:
            self._tell(replace(self._plan, reason=PlanReason.REFUSED, values={}))

    def _tell(self, plan: ChargePlan) -> None:
        if plan != self._plan:
            self._plan = plan
            self._told(plan)

    def _due(self, battery: Battery, now_unix_s: float) -> bool | None:
        """Whether to charge now; None: nothing is planned, or nothing can be."""
        plan = self._plan
        if not battery.plugged:
            self._asked = None
            return None
        if plan is None or plan.reason in LEAVES_ALONE:
            return True if self._asked is False else None
        if plan.reason is PlanReason.MEASURES:
            return True
        step = plan.at(now_unix_s)
        if step is None or not step.charges:
            return False
        share = step.power_kw / battery.socket_kw if battery.socket_kw > 0 else 1.0
        return share >= ALMOST_FULL_POWER or now_unix_s < step.begin_unix_s + share * step.hours * 3600

    def _battery(self, now_unix_s: float) -> Battery:
        cable = self._get(CABLE)
        # Asleep, the car says nothing of its cable; pulled out, it wakes and does.
        plugged = self._plugged if cable is None and is_asleep(self._get) else cable is True
        self._plugged = plugged
        place = place_of(
            self._number("Vehicle.CurrentLocation.Latitude"),
            self._number("Vehicle.CurrentLocation.Longitude"),
        )
        level = self._number(f"{BATTERY}StateOfCharge.Displayed")
        if level is None:
            level = self._number(f"{BATTERY}StateOfCharge.Current")
        if level is None:
            # A car that sleeps at its cable says nothing, and loses nothing.
            level = self._level if plugged else None
        self._level = level
        charging = self._get(f"{BATTERY}Charging.IsCharging") is True
        if not plugged:
            self.socket, self._plugged_s, self._fast = self.socket.unplugged(), None, False
        elif self._plugged_s is None:
            self._plugged_s = now_unix_s
        if plugged:
            power_kw = self._number(f"{BATTERY}Charging.AveragePower") if charging else None
            self._fast = self._fast or (power_kw is not None and power_kw > AT_HOME_KW)
            if not self._fast:
                self.socket = self.socket.heard(place, power_kw, level, now_unix_s)
        since = now_unix_s - (self._plugged_s or now_unix_s)
        net = self._number(f"{BATTERY}NetCapacity")
        gross = self._number(f"{BATTERY}GrossCapacity")
        most = self._number(f"{BATTERY}Charging.MaxPower")
        socket_kw = self.socket.at(place) or min(USUAL_KW, most or USUAL_KW)
        return Battery(
            plugged=plugged,
            level_percent=level,
            capacity_kwh=net or (USABLE_OF_GROSS * gross if gross else USUAL_KWH),
            socket_kw=socket_kw,
            measured=self.socket.measured or not plugged or since > MEASURES_AT_MOST_S,
            charging=charging,
            fast=self._fast,
            limit_percent=self._number(f"{BATTERY}Charging.ChargeLimit"),
        )

    def _key(
        self, plan: Fields | None, prices: Fields | None, battery: Battery, now_unix_s: float
    ) -> tuple[object, ...]:
        """What a plan depends on; a new one is made where it changes, and each quarter of an hour."""
        level = battery.level_percent
        return (
            None if plan is None else repr(sorted(plan.items(), key=lambda item: item[0])),
            None if prices is None else repr(sorted(prices.items(), key=lambda item: item[0])),
            battery.plugged,
            battery.measured,
            battery.fast,
            level is None,
            round(battery.socket_kw, 1),
            battery.capacity_kwh,
            battery.limit_percent,
            now_unix_s // QUARTER_S,
            level is not None and self._plan is not None and level >= (self._plan.target_percent or 101.0),
        )

    def _number(self, path: str) -> float | None:
        value: Value | None = self._get(path)
        return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
