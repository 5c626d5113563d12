"""What the car does when it is asked from afar, and when it will not.

A sleeping car is woken first, then come the guards, each refusal with its reason.

What a guard does not know is neither yes nor no: it looks at everything else that tells. Speed unknown, the
gear, the ignition and the car's sleep say whether it stands; a seat without a sensor is empty while nobody
drives; a battery that the car does not have is not low. Only what nothing tells is refused.
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
from hmi.vehicle.motion import is_asleep, is_moving, is_parked, somebody_drives
from hmi.vehicle.signals import Value

Get = Callable[[str], Value | None]
"""The fresh value of a signal, None when unknown or stale."""
Actuate = Callable[[str, Value], Awaitable[None]]
"""Set one signal and return when the car confirms. Raises CommandRefusedError, TimeoutError."""

Wake = Callable[[], Awaitable[None]]
"""Wake the car and return when its control units speak. Raises CommandRefusedError("cannot_be_woken")."""

NEEDS_THE_CAR = frozenset(
    {"lock", "unlock", "climate_start", "climate_stop", "horn_and_lights"}
    | {"charge_start", "charge_stop", "charge_limit"}
)
"""what the car's own control units do, which sleep while it is parked"""
MOVING_KMH = 1.0
LOW_BATTERY_PERCENT = 20.0
CLIMATE_STARTS_PER_IGNITION = 2
HORN_PER_IGNITION = 10
PULSE_S = 0.4
LOW_FUEL_PERCENT = 8.0
WEAK_12V_V = 11.8
"""a starter battery that has no start left"""

_DOORS = tuple(
    f"Vehicle.Cabin.Door.{row}.{side}" for row in ("Row1", "Row2") for side in ("DriverSide", "PassengerSide")
)
_SOC = "Vehicle.Powertrain.TractionBattery.StateOfCharge.Displayed"
_FUEL = "Vehicle.Powertrain.FuelSystem.RelativeLevel"
_12V = "Vehicle.LowVoltageBattery.CurrentVoltage"
_TYPE = "Vehicle.Powertrain.Type"
_CHARGING = "Vehicle.Powertrain.TractionBattery.Charging"
_CABLE = f"{_CHARGING}.ChargingPort.AnyPosition.IsChargingCableConnected"
_STATION = "Vehicle.Cabin.HVAC.Station.Row1.Driver"


@dataclass(frozen=True, slots=True)
class Situation:
    """What the guards look at."""

    get: Get
    used: Mapping[str, int]
    """commands executed since the ignition was last on"""

    @property
    def moving(self) -> bool:
        return is_moving(self.get, MOVING_KMH) is not False

    @property
    def occupied(self) -> bool:
        seat = self.get("Vehicle.Cabin.Seat.Row1.DriverSide.OccupancyStatus")
        if seat in ("OCCUPIED", "EMPTY"):
            return seat == "OCCUPIED"
        return somebody_drives(self.get) and not is_parked(self.get)

    @property
    def battery_low(self) -> bool:
        """Whether what the command would live on is running out: charge, fuel, or the 12-volt battery."""
        if self.get(f"{_CHARGING}.IsCharging") is True:
            return False
        limits = ((_SOC, LOW_BATTERY_PERCENT), (_FUEL, LOW_FUEL_PERCENT), (_12V, WEAK_12V_V))
        known = [(float(value), limit) for path, limit in limits if _is_number(value := self.get(path))]  # type: ignore[arg-type]
        if self.get(_TYPE) == "ELECTRIC" and not _is_number(self.get(_SOC)):
            return True  # it has a battery, and does not say how full
        return not known or any(value < limit for value, limit in known)


def _is_number(value: Value | None) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


Guard = Callable[[Situation, Command], bool]
"""True: refuse."""

GUARDS: dict[str, tuple[tuple[str, Guard], ...]] = {
    "lock": (
        ("moving", lambda s, _: s.moving),
        ("door_open", lambda s, _: any(s.get(f"{door}.IsOpen") is True for door in _DOORS)),
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
    "charge_start": (("not_connected", lambda s, _: s.get(_CABLE) is not True),),
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

    def __init__(
        self,
        get: Get,
        actuate: Actuate,
        own: Callable[[Command], Awaitable[None]],
        wake: Wake | None = None,
    ) -> None:
        self._wake = wake
        self._get = get
        self._actuate = actuate
        self._own = own
        self._used: Counter[str] = Counter()

    def ignition_on(self) -> None:
        """Somebody is driving again: quotas begin anew."""
        self._used.clear()

    async def execute(self, command: Command, time_left_s: float) -> tuple[Outcome, str]:
        """Do it within `time_left_s`; returns how it ended."""
        try:
            async with asyncio.timeout(time_left_s):
                if command.name in NEEDS_THE_CAR and is_asleep(self._get):
                    if self._wake is None:
                        return Outcome.REFUSED, "cannot_be_woken"
                    await self._wake()
                reason = refusal(command, Situation(self._get, self._used))
                if reason:
                    return Outcome.REFUSED, reason
                self._used[command.name] += 1
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
