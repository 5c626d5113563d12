"""Is the car moving? Speed first, then everything else that tells; None where nothing does. Pure.

Each caller says what not knowing means to it: a screen locks, an alert stays silent, a guard looks further.
"""

from __future__ import annotations

from collections.abc import Callable

from hmi.vehicle.signals import Value

Get = Callable[[str], Value | None]
"""The fresh value of a signal, None when unknown or stale."""

PARK = 126
"""`SelectedGear` of VSS"""
SPEED = "Vehicle.Speed"
IS_MOVING = "Vehicle.IsMoving"
WAKE_STATE = "Vehicle.WakeState"
IGNITION = "Vehicle.LowVoltageSystemState"
SELECTED_GEAR = "Vehicle.Powertrain.Transmission.SelectedGear"
CURRENT_GEAR = "Vehicle.Powertrain.Transmission.CurrentGear"
PARK_LOCK = "Vehicle.Powertrain.Transmission.IsParkLockEngaged"
PARKING_BRAKE = "Vehicle.Chassis.ParkingBrake.IsEngaged"
ENGINE_SPEED = "Vehicle.Powertrain.CombustionEngine.Speed"
SWITCHED_OFF = ("LOCK", "OFF")
DRIVING_READY = ("ON", "START")


def is_moving(get: Get, above_kmh: float) -> bool | None:
    """Whether the car moves faster than `above_kmh`."""
    speed = get(SPEED)
    if _is_number(speed):
        return speed > above_kmh  # type: ignore[operator]
    moving = get(IS_MOVING)
    if isinstance(moving, bool):
        return moving
    return False if is_parked(get) else None


def is_parked(get: Get) -> bool:
    """Whether something says that the car cannot roll: park, switched off, asleep."""
    return (
        get(SELECTED_GEAR) == PARK
        or get(PARK_LOCK) is True
        or get(IGNITION) in SWITCHED_OFF
        or is_asleep(get)
    )


def is_asleep(get: Get) -> bool:
    """Whether it was parked and its control units are silent."""
    return get(WAKE_STATE) in ("ASLEEP", "WAKING")


def somebody_drives(get: Get) -> bool:
    """Whether something says that a driver is at the wheel: ready to drive, an engine that runs, a belt."""
    engine = get(ENGINE_SPEED)
    return (
        get(IGNITION) in DRIVING_READY
        or (_is_number(engine) and engine > 0)  # type: ignore[operator]
        or get("Vehicle.Cabin.Seat.Row1.DriverSide.IsBelted") is True
    )


def _is_number(value: Value | None) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
