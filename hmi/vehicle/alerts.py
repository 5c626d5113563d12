"""What the driver is told by itself: one table of alerts, and the pure function that raises and clears them.

Hysteresis keeps an alert from flickering: it is raised after its condition held for a while, and cleared only
when the signal is well away from the threshold again.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from hmi.vehicle.motion import is_moving
from hmi.vehicle.signals import Value

MOVING_ABOVE_KMH = 5.0


class Priority(IntEnum):
    """Higher covers lower."""

    NOTICE = 1
    WARNING = 2
    CRITICAL = 3


class Sound(StrEnum):
    NONE = ""
    CHIME = "chime"
    WARNING = "warning"
    ALARM = "alarm"


@dataclass(frozen=True, slots=True)
class Condition:
    """When an alert begins and when it ends; between the two it stays as it is."""

    raised: Callable[[Value], bool]
    cleared: Callable[[Value], bool]


@dataclass(frozen=True, slots=True)
class AlertSpec:
    """One row. The text is what an English driver reads; translations go by `id`."""

    id: str
    path: str
    """the signal that decides"""
    priority: Priority
    sound: Sound
    text: str
    advice: str
    condition: Condition
    hold_s: float = 0.0
    """the condition must hold for this long"""
    while_moving_only: bool = False


def _below(raise_at: float, clear_at: float) -> Condition:
    return Condition(lambda value: _number(value) < raise_at, lambda value: _number(value) >= clear_at)


def _above(raise_at: float, clear_at: float) -> Condition:
    return Condition(lambda value: _number(value) > raise_at, lambda value: _number(value) <= clear_at)


def _is(wanted: Value) -> Condition:
    return Condition(lambda value: value == wanted, lambda value: value != wanted)


def _number(value: Value) -> float:
    return float(value) if isinstance(value, (int, float)) else math.nan


_BATTERY = "Vehicle.Powertrain.TractionBattery."
_ENGINE = "Vehicle.Powertrain.CombustionEngine."
_DOORS = (
    ("Row1.DriverSide", "Driver's door"),
    ("Row1.PassengerSide", "Passenger's door"),
    ("Row2.DriverSide", "Rear door, driver's side"),
    ("Row2.PassengerSide", "Rear door, passenger's side"),
)
_WHEELS = (
    ("Row1.Wheel.Left", "front left"),
    ("Row1.Wheel.Right", "front right"),
    ("Row2.Wheel.Left", "rear left"),
    ("Row2.Wheel.Right", "rear right"),
)

ALERTS: tuple[AlertSpec, ...] = (
    *(
        AlertSpec(
            f"tyre_flat.{wheel}",
            f"Vehicle.Chassis.Axle.{wheel}.Tire.Pressure",
            Priority.CRITICAL,
            Sound.ALARM,
            f"Tyre {name} is flat",
            "Stop where it is safe.",
            _below(130, 160),
            hold_s=1,
        )
        for wheel, name in _WHEELS
    ),
    *(
        AlertSpec(
            f"tyre_low.{wheel}",
            f"Vehicle.Chassis.Axle.{wheel}.Tire.Pressure",
            Priority.WARNING,
            Sound.CHIME,
            f"Tyre {name} is low",
            "Check the pressure soon.",
            _below(200, 215),
            hold_s=5,
        )
        for wheel, name in _WHEELS
    ),
    *(
        AlertSpec(
            f"door_open.{door}",
            f"Vehicle.Cabin.Door.{door}.IsOpen",
            Priority.CRITICAL,
            Sound.WARNING,
            f"{name} is open",
            "Stop and close it.",
            _is(True),
            while_moving_only=True,
        )
        for door, name in _DOORS
    ),
    AlertSpec(
        "trunk_open",
        "Vehicle.Body.Trunk.Rear.IsOpen",
        Priority.WARNING,
        Sound.WARNING,
        "The boot is open",
        "Stop and close it.",
        _is(True),
        while_moving_only=True,
    ),
    AlertSpec(
        "hood_open",
        "Vehicle.Body.Hood.IsOpen",
        Priority.CRITICAL,
        Sound.WARNING,
        "The bonnet is open",
        "Stop and close it.",
        _is(True),
        while_moving_only=True,
    ),
    AlertSpec(
        "belt_driver",
        "Vehicle.Cabin.Seat.Row1.DriverSide.IsBelted",
        Priority.WARNING,
        Sound.WARNING,
        "Fasten the seat belt",
        "",
        _is(False),
        hold_s=2,
        while_moving_only=True,
    ),
    AlertSpec(
        "parking_brake",
        "Vehicle.Chassis.ParkingBrake.IsEngaged",
        Priority.WARNING,
        Sound.WARNING,
        "The parking brake is on",
        "Release it.",
        _is(True),
        hold_s=1,
        while_moving_only=True,
    ),
    AlertSpec(
        "charge_low",
        _BATTERY + "StateOfCharge.Displayed",
        Priority.NOTICE,
        Sound.CHIME,
        "Battery below 15 %",
        "Plan a charging stop.",
        _below(15, 18),
        hold_s=2,
    ),
    AlertSpec(
        "charge_empty",
        _BATTERY + "StateOfCharge.Displayed",
        Priority.WARNING,
        Sound.WARNING,
        "Battery almost empty",
        "Charge now.",
        _below(5, 8),
        hold_s=2,
    ),
    AlertSpec(
        "battery_hot",
        _BATTERY + "Temperature.Max",
        Priority.CRITICAL,
        Sound.ALARM,
        "The battery is too hot",
        "Stop where it is safe and leave the car.",
        _above(65, 55),
        hold_s=2,
    ),
    AlertSpec(
        "battery_cold",
        _BATTERY + "Temperature.Average",
        Priority.NOTICE,
        Sound.NONE,
        "The battery is cold",
        "Power and charging are reduced.",
        _below(-10, -5),
        hold_s=10,
    ),
    AlertSpec(
        "motor_hot",
        "Vehicle.Powertrain.ElectricMotor.Temperature",
        Priority.WARNING,
        Sound.CHIME,
        "The motor is hot",
        "Drive gently.",
        _above(150, 130),
        hold_s=3,
    ),
    AlertSpec(
        "engine_hot",
        _ENGINE + "EngineCoolant.Temperature",
        Priority.CRITICAL,
        Sound.ALARM,
        "The engine is too hot",
        "Stop and switch it off.",
        _above(120, 110),
        hold_s=3,
    ),
    AlertSpec(
        "oil_low",
        _ENGINE + "EngineOil.Level",
        Priority.CRITICAL,
        Sound.ALARM,
        "Oil level critically low",
        "Stop and switch the engine off.",
        _is("CRITICALLY_LOW"),
        hold_s=1,
    ),
    AlertSpec(
        "fuel_low",
        "Vehicle.Powertrain.FuelSystem.RelativeLevel",
        Priority.NOTICE,
        Sound.CHIME,
        "Fuel is low",
        "Refuel soon.",
        _below(10, 13),
        hold_s=10,
    ),
    AlertSpec(
        "low_voltage",
        "Vehicle.LowVoltageBattery.CurrentVoltage",
        Priority.WARNING,
        Sound.CHIME,
        "The 12-volt battery is weak",
        "Have it checked.",
        _below(11.4, 12.2),
        hold_s=10,
    ),
    AlertSpec(
        "brakes_worn",
        "Vehicle.Chassis.Axle.Row1.Wheel.Left.Brake.IsBrakesWorn",
        Priority.WARNING,
        Sound.CHIME,
        "Brake pads are worn",
        "Have them replaced.",
        _is(True),
        hold_s=5,
    ),
    AlertSpec(
        "abs_fault",
        "Vehicle.ADAS.ABS.IsError",
        Priority.WARNING,
        Sound.CHIME,
        "ABS does not work",
        "Brake with care; have it checked.",
        _is(True),
        hold_s=1,
    ),
    AlertSpec(
        "esc_fault",
        "Vehicle.ADAS.ESC.IsError",
        Priority.WARNING,
        Sound.CHIME,
        "Stability control does not work",
        "Drive with care; have it checked.",
        _is(True),
        hold_s=1,
    ),
    AlertSpec(
        "beam_defect",
        "Vehicle.Body.Lights.Beam.Low.IsDefect",
        Priority.WARNING,
        Sound.CHIME,
        "A low beam does not light",
        "Have it replaced.",
        _is(True),
        hold_s=2,
    ),
    AlertSpec(
        "brake_light_defect",
        "Vehicle.Body.Lights.Brake.IsDefect",
        Priority.WARNING,
        Sound.CHIME,
        "A brake light does not light",
        "Have it replaced.",
        _is(True),
        hold_s=2,
    ),
    AlertSpec(
        "washer_low",
        "Vehicle.Body.Windshield.Front.WasherFluid.IsLevelLow",
        Priority.NOTICE,
        Sound.NONE,
        "Washer fluid is low",
        "Refill it.",
        _is(True),
        hold_s=10,
    ),
    AlertSpec(
        "ice",
        "Vehicle.Exterior.AirTemperature",
        Priority.NOTICE,
        Sound.CHIME,
        "The road may be icy",
        "",
        _below(3, 5),
        hold_s=5,
    ),
    AlertSpec(
        "service_due",
        "Vehicle.Service.IsServiceDue",
        Priority.NOTICE,
        Sound.NONE,
        "Service is due",
        "",
        _is(True),
        hold_s=5,
    ),
    AlertSpec(
        "faults",
        "Vehicle.Diagnostics.DTCCount",
        Priority.NOTICE,
        Sound.CHIME,
        "The car reports a fault",
        "See Car, faults.",
        _above(0, 0),
        hold_s=2,
    ),
    AlertSpec(
        "breakdown",
        "Vehicle.IsBrokenDown",
        Priority.CRITICAL,
        Sound.ALARM,
        "The car has broken down",
        "Leave the road if you can.",
        _is(True),
    ),
)

BY_ID: dict[str, AlertSpec] = {spec.id: spec for spec in ALERTS}
COVERED_BY = {f"tyre_low.{wheel}": f"tyre_flat.{wheel}" for wheel, _ in _WHEELS} | {
    "charge_low": "charge_empty"
}
"""The left one is not told while the right one is."""


@dataclass(frozen=True, slots=True)
class AlertState:
    """Which alerts are raised, and which conditions have begun to hold."""

    raised: Mapping[str, float] = field(default_factory=dict)
    """id -> since when (s)"""
    pending: Mapping[str, float] = field(default_factory=dict)

    @property
    def active(self) -> tuple[str, ...]:
        """Ids, the most important first, then the newest; covered ones left out."""
        shown = [each for each in self.raised if COVERED_BY.get(each) not in self.raised]
        return tuple(sorted(shown, key=lambda each: (-BY_ID[each].priority, -self.raised[each], each)))


def evaluate(state: AlertState, value_of: Callable[[str], Value | None], now_s: float) -> AlertState:
    """The alerts now. A signal that is unknown raises nothing and clears nothing."""
    moving = is_moving(value_of, MOVING_ABOVE_KMH) is True
    raised = dict(state.raised)
    pending = dict(state.pending)
    for spec in ALERTS:
        value = value_of(spec.path)
        if value is None:
            pending.pop(spec.id, None)
            continue
        if spec.id in raised:
            if spec.condition.cleared(value):
                del raised[spec.id]
            continue
        if not spec.condition.raised(value) or (spec.while_moving_only and not moving):
            pending.pop(spec.id, None)
            continue
        since = pending.setdefault(spec.id, now_s)
        if now_s - since >= spec.hold_s:
            raised[spec.id] = now_s
            del pending[spec.id]
    return AlertState(raised, pending)
