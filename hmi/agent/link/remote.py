"""What the car does when it is asked from afar, and when it will not.

Guards first, each refusal with its reason.

A guard that cannot know says no: a car without a speed signal counts as moving, an unknown seat as occupied.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from hmi.errors import CommandRefusedError
from hmi.sync.errors import MessageError
from hmi.sync.messages import Command, Outcome
from hmi.sync.records import FieldValue
from hmi.sync.remote_commands import COMMAND_BY_NAME
from hmi.vehicle.signals import Value

Get = Callable[[str], Value | None]
"""The fresh value of a signal, None when unknown or stale."""
Actuate = Callable[[str, Value], Awaitable[None]]
"""Set one signal and return when the car confirms. Raises CommandRefusedError, TimeoutError."""

MOVING_KMH = 1.0
LOW_BATTERY_PERCENT = 20.0
CLIMATE_STARTS_PER_IGNITION = 2
HORN_PER_IGNITION = 10
PULSE_S = 0.4

_DOORS = tuple(
    f"Vehicle.Cabin.Door.{row}.{side}" for row in ("Row1", "Row2") for side in ("DriverSide", "PassengerSide")
)
_SOC = "Vehicle.Powertrain.TractionBattery.StateOfCharge.Displayed"
_CHARGING = "Vehicle.Powertrain.TractionBattery.Charging"
_STATION = "Vehicle.Cabin.HVAC.Station.Row1.Driver"


@dataclass(frozen=True, slots=True)
class Situation:
    """What the guards look at."""

    get: Get
    used: Mapping[str, int]
    """commands executed since the ignition was last on"""

    @property
    def moving(self) -> bool:
        speed = self.get("Vehicle.Speed")
        return not isinstance(speed, (int, float)) or speed > MOVING_KMH

    @property
    def occupied(self) -> bool:
        return self.get("Vehicle.Cabin.Seat.Row1.DriverSide.OccupancyStatus") != "EMPTY"

    @property
    def battery_low(self) -> bool:
        charge = self.get(_SOC)
        plugged = self.get(f"{_CHARGING}.IsCharging") is True
        return not plugged and (not isinstance(charge, (int, float)) or charge < LOW_BATTERY_PERCENT)


Guard = Callable[[Situation, Command], bool]
"""True: refuse."""

GUARDS: dict[str, tuple[tuple[str, Guard], ...]] = {
    "lock": (
        ("moving", lambda s, _: s.moving),
        ("door_open", lambda s, _: any(s.get(f"{door}.IsOpen") is not False for door in _DOORS)),
    ),
    "unlock": (("moving", lambda s, _: s.moving),),
    "climate_start": (
        ("moving", lambda s, _: s.moving),
        ("occupied", lambda s, _: s.occupied),
        ("battery_low", lambda s, _: s.battery_low),
        ("quota", lambda s, _: s.used["climate_start"] >= CLIMATE_STARTS_PER_IGNITION),
    ),
    "climate_stop": (("occupied", lambda s, _: s.occupied),),
    "horn_and_lights": (
        ("moving", lambda s, _: s.moving),
        ("quota", lambda s, _: s.used["horn_and_lights"] >= HORN_PER_IGNITION),
    ),
    "charge_start": (
        (
            "not_connected",
            lambda s, _: s.get(f"{_CHARGING}.ChargingPort.AnyPosition.IsChargingCableConnected") is not True,
        ),
    ),
    "charge_stop": (),
    "charge_limit": (),
    "valet": (("moving", lambda s, _: s.moving),),
    "speed_alert": (),
    "geofence": (),
    "set_consent": (),
    "locate": (),
    "erase": (),
}


def refusal(command: Command, situation: Situation) -> str:
    """Id of the reason why the car will not do this now, or empty. Pure."""
    row = COMMAND_BY_NAME.get(command.name)
    if row is None or command.name not in GUARDS:
        return "unknown"
    try:
        row.check(command.arguments)
    except MessageError:
        return "arguments"
    return next((reason for reason, refuses in GUARDS[command.name] if refuses(situation, command)), "")


class RemoteControl:
    """Executes admitted commands on the agent's loop.

    `own` does what is no actuation (consent, valet, locate …).

    `own(command)` raises CommandRefusedError with a reason id when it cannot.
    """

    def __init__(self, get: Get, actuate: Actuate, own: Callable[[Command], Awaitable[None]]) -> None:
        self._get = get
        self._actuate = actuate
        self._own = own
        self._used: Counter[str] = Counter()

    def ignition_on(self) -> None:
        """Somebody is driving again: quotas begin anew."""
        self._used.clear()

    async def execute(self, command: Command, time_left_s: float) -> tuple[Outcome, str]:
        """Do it within `time_left_s`; returns how it ended."""
        reason = refusal(command, Situation(self._get, self._used))
        if reason:
            return Outcome.REFUSED, reason
        self._used[command.name] += 1
        try:
            async with asyncio.timeout(time_left_s):
                await self._perform(command)
        except CommandRefusedError as error:
            reason = str(error)
            return Outcome.REFUSED, reason if reason.isidentifier() else "car"
        except TimeoutError:
            return Outcome.EXPIRED, "no_answer"
        return Outcome.CONFIRMED, ""

    async def _perform(self, command: Command) -> None:
        arguments: Mapping[str, FieldValue] = command.arguments
        match command.name:
            case "lock" | "unlock":
                for door in _DOORS:
                    await self._actuate(f"{door}.IsLocked", command.name == "lock")
            case "climate_start":
                if (celsius := arguments.get("temperature_celsius")) is not None:
                    await self._actuate(f"{_STATION}.Temperature", float(celsius))  # type: ignore[arg-type]
                await self._actuate("Vehicle.Cabin.HVAC.IsAirConditioningActive", True)
                await self._actuate(f"{_STATION}.FanSpeed", 50)
            case "climate_stop":
                await self._actuate(f"{_STATION}.FanSpeed", 0)
                await self._actuate("Vehicle.Cabin.HVAC.IsAirConditioningActive", False)
            case "horn_and_lights":
                for path in ("Vehicle.Body.Lights.Hazard.IsSignaling", "Vehicle.Body.Horn.IsActive"):
                    await self._actuate(path, True)
                await asyncio.sleep(PULSE_S)
                for path in ("Vehicle.Body.Horn.IsActive", "Vehicle.Body.Lights.Hazard.IsSignaling"):
                    await self._actuate(path, False)
            case "charge_start" | "charge_stop":
                await self._actuate(f"{_CHARGING}.StartStopCharging", command.name[7:].upper())
            case "charge_limit":
                await self._actuate(f"{_CHARGING}.ChargeLimit", round(float(arguments["percent"])))  # type: ignore[arg-type]
            case _:
                await self._own(command)
