"""One day of the car as it goes on, for the maintenance book. Pure: `heard` returns the next state."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from hmi.upkeep.day import Day, read_day

LONGEST_GAP_S = 2.0
LONGEST_UNHEARD_KM = 50.0
RESTED_S = 3 * 3600.0
"""a tyre is as cold as the air then, and a battery at its rest voltage"""
MOVING_KMH = 1.0
BRAKING_PERCENT = 2.0
COLD_ENGINE_CELSIUS = 40.0
CHARGED_BY_CAR_V = 13.0
LEAST_GAIN_PERCENT = 5.0
USUAL_KG = 1_600.0
FAN, WIPERS = "Vehicle.Cabin.HVAC.Station.Row1.Driver.FanSpeed", "Vehicle.Body.Windshield.Front.Wiping.Mode"
_ENGINE, _BATTERY = "Vehicle.Powertrain.CombustionEngine.", "Vehicle.Powertrain.TractionBattery."
_WHEELS = tuple(
    f"Vehicle.Chassis.Axle.Row{row}.Wheel.{side}." for row in (1, 2) for side in ("Left", "Right")
)
SWEEPS: Mapping[str, float] = {"SLOW": 1.0, "MEDIUM": 1.5, "FAST": 2.0, "INTERVAL": 0.2}
"""hours of wiping slowly that an hour stands for; by the rain sensor nobody knows"""

Get = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class DayLog:
    """The day so far, and what must be remembered to go on with it."""

    day: Day
    moved_unix_s: float | None = None
    """when the car last moved, or was first heard"""
    time_s: float | None = None
    speed_kmh: float | None = None
    odometer_km: float | None = None
    engine_on: bool | None = None
    charge_from_percent: float | None = None
    charge_kwh: float = 0.0

    def heard(self, get: Get, now_s: float, unix_s: float, today: int, factor: float = 1.0) -> DayLog:
        """What the car says now; a new `today` begins a new day."""

        def number(path: str) -> float | None:
            value = get(path)
            if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
                return None
            return float(value)

        day = self.day if self.day.day == today else Day(today)
        speed, metres = number("Vehicle.Speed"), number("Vehicle.TraveledDistance")
        odometer = None if metres is None else metres / 1000
        gap_s = None if self.time_s is None else now_s - self.time_s
        elapsed_s = 0.0 if gap_s is None or not 0 < gap_s <= LONGEST_GAP_S else gap_s * factor
        driven = 0.0
        if odometer is not None and self.odometer_km is not None:
            step = odometer - self.odometer_km
            driven = step if 0 < step < LONGEST_UNHEARD_KM else 0.0
        rested = self.moved_unix_s is not None and unix_s - self.moved_unix_s >= RESTED_S
        moving = driven > 0.05 or (speed is not None and abs(speed) > MOVING_KMH)
        engine = get(_ENGINE + "IsRunning")
        engine_on = engine if isinstance(engine, bool) else None
        coolant = number(_ENGINE + "EngineCoolant.Temperature")
        starts = engine_on is True and self.engine_on is False
        cold = starts and coolant is not None and coolant < COLD_ENGINE_CELSIUS
        fan, wiping = number(FAN), get(WIPERS)
        hours = elapsed_s / 3600
        day = replace(
            day,
            km=day.km + driven,
            engine_km=day.engine_km + (driven if engine_on else 0.0),
            engine_h=day.engine_h + (hours if engine_on else 0.0),
            cold_starts=day.cold_starts + cold,
            fan_h=day.fan_h + hours * (fan or 0.0) / 100,
            wiper_h=day.wiper_h + hours * (SWEEPS.get(wiping, 0.0) if isinstance(wiping, str) else 0.0),
            heat_mj=day.heat_mj + self._heat_mj(number, speed, elapsed_s),
            odometer_km=odometer if odometer is not None else day.odometer_km,
        )
        day = _worn(day, number)
        day = _cranking(day, get, number)
        if rested and not moving and engine_on is not True:
            day = _at_rest(day, number)
        after = replace(
            self,
            day=day,
            moved_unix_s=unix_s if moving or self.moved_unix_s is None else self.moved_unix_s,
            time_s=now_s,
            speed_kmh=speed,
            odometer_km=odometer if odometer is not None else self.odometer_km,
            engine_on=engine_on,
        )
        return after._charging(get(_BATTERY + "Charging.IsCharging"), number, elapsed_s, moving)

    def record(self) -> dict[str, Any]:
        """Plain JSON: what outlives the agent."""
        return {"day": self.day.record(), "moved_unix_s": self.moved_unix_s, "odometer_km": self.odometer_km}

    def _heat_mj(self, number: Callable[[str], float | None], speed: float | None, elapsed_s: float) -> float:
        """Of motion that was lost under the brake pedal and did not go into the battery."""
        pedal = number("Vehicle.Chassis.Brake.PedalPosition")
        if (
            pedal is None
            or pedal < BRAKING_PERCENT
            or speed is None
            or self.speed_kmh is None
            or not elapsed_s
        ):
            return 0.0
        mass_kg = number("Vehicle.CurbWeight") or USUAL_KG
        lost_j = mass_kg / 2 * ((self.speed_kmh / 3.6) ** 2 - (speed / 3.6) ** 2)
        recovered_j = max(0.0, number(_BATTERY + "CurrentPower") or 0.0) * elapsed_s
        return max(0.0, lost_j - recovered_j) / 1e6

    def _charging(
        self, charging: object, number: Callable[[str], float | None], elapsed_s: float, moving: bool
    ) -> DayLog:
        gauge, power_w = number(_BATTERY + "StateOfCharge.Current"), number(_BATTERY + "CurrentPower")
        if charging is True and gauge is not None and not moving:
            if self.charge_from_percent is None:
                return replace(self, charge_from_percent=gauge, charge_kwh=0.0)
            if power_w is None:  # a charge that was not metered throughout says nothing of the battery
                return replace(self, charge_from_percent=None, charge_kwh=0.0)
            return replace(self, charge_kwh=self.charge_kwh + power_w * elapsed_s / 3.6e6)
        if charging is None or self.charge_from_percent is None or gauge is None:
            return self
        gained = gauge - self.charge_from_percent
        day = self.day
        most = (
            LEAST_GAIN_PERCENT if day.gained_percent is None else max(LEAST_GAIN_PERCENT, day.gained_percent)
        )
        if gained >= most and self.charge_kwh > 0:
            day = replace(day, charged_kwh=self.charge_kwh, gained_percent=gained)
        return replace(self, day=day, charge_from_percent=None, charge_kwh=0.0)


def read_day_log(record: Mapping[str, Any]) -> DayLog:
    """From `DayLog.record`. Raises ValueError, TypeError or KeyError for what is none."""
    moved, odometer = record.get("moved_unix_s"), record.get("odometer_km")
    return DayLog(
        read_day(record["day"]),
        None if moved is None else float(moved),
        odometer_km=None if odometer is None else float(odometer),
    )


def _worn(day: Day, number: Callable[[str], float | None]) -> Day:
    worn = [number(wheel + "Brake.PadWear") for wheel in _WHEELS]
    front, rear = (_most(worn[:2]), _most(worn[2:]))
    service = number("Vehicle.Service.DistanceToService")
    return replace(
        day,
        front_worn_percent=day.front_worn_percent if front is None else front,
        rear_worn_percent=day.rear_worn_percent if rear is None else rear,
        service_km=day.service_km if service is None else service,
    )


def _cranking(day: Day, get: Get, number: Callable[[str], float | None]) -> Day:
    volts = number("Vehicle.LowVoltageBattery.CurrentVoltage")
    if get("Vehicle.LowVoltageSystemState") != "START" or volts is None:
        return day
    outside = number("Vehicle.Exterior.AirTemperature")
    lowest = volts if day.crank_v is None else min(volts, day.crank_v)
    return replace(day, crank_v=lowest, celsius=outside if day.celsius is None else day.celsius)


def _at_rest(day: Day, number: Callable[[str], float | None]) -> Day:
    """The day's first reading after a rest counts."""
    if day.tyre_kpa is None:
        kpa = [number(wheel + "Tire.Pressure") for wheel in _WHEELS]
        outside = number("Vehicle.Exterior.AirTemperature")
        warm = [number(wheel + "Tire.Temperature") for wheel in _WHEELS]
        celsius = [outside if each is None else each for each in warm]
        cold = (
            tuple(each for each in kpa if each is not None),
            tuple(each for each in celsius if each is not None),
        )
        if len(cold[0]) == len(cold[1]) == len(_WHEELS):
            day = replace(day, tyre_kpa=cold[0], tyre_celsius=cold[1])
    volts = number("Vehicle.LowVoltageBattery.CurrentVoltage")
    if day.rest_v is None and volts is not None and volts < CHARGED_BY_CAR_V:
        day = replace(day, rest_v=volts)
    return day


def _most(values: list[float | None]) -> float | None:
    return max((value for value in values if value is not None), default=None)
