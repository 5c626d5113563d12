"""Everything of the simulated car that can be set: its first value, its pace, and when the car says no."""

from __future__ import annotations

from hmi.errors import CommandRefusedError
from hmi.vehicle.commands import refusal
from hmi.vehicle.signals import BY_PATH, Value

_CABIN = "Vehicle.Cabin."
_CHARGING = "Vehicle.Powertrain.TractionBattery.Charging."

INITIAL: dict[str, Value] = {
    **{
        f"{_CABIN}Door.Row{row}.{side}.{what}": value
        for row in (1, 2)
        for side in ("DriverSide", "PassengerSide")
        for what, value in (("IsOpen", False), ("IsLocked", True), ("Window.Position", 0))
    },
    "Vehicle.Body.Trunk.Rear.IsOpen": False,
    "Vehicle.Body.Trunk.Rear.IsLocked": True,
    "Vehicle.Body.Trunk.Front.IsOpen": False,
    "Vehicle.Body.Hood.IsOpen": False,
    "Vehicle.Body.Mirrors.DriverSide.IsFolded": False,
    "Vehicle.Body.Mirrors.PassengerSide.IsFolded": False,
    "Vehicle.Body.Horn.IsActive": False,
    "Vehicle.Body.Windshield.Front.IsHeatingOn": False,
    "Vehicle.Body.Windshield.Front.Wiping.Mode": "OFF",
    "Vehicle.Body.Lights.LightSwitch": "AUTO",
    **{
        f"Vehicle.Body.Lights.{light}": False
        for light in (
            "Beam.Low.IsOn",
            "Beam.High.IsOn",
            "Fog.Front.IsOn",
            "Fog.Rear.IsOn",
            "Running.IsOn",
            "Parking.IsOn",
            "Backup.IsOn",
            "Hazard.IsSignaling",
            "DirectionIndicator.Left.IsSignaling",
            "DirectionIndicator.Right.IsSignaling",
        )
    },
    "Vehicle.Body.Lights.Brake.IsActive": "INACTIVE",
    f"{_CABIN}Light.IsDomeOn": False,
    f"{_CABIN}Light.AmbientLight.Row1.DriverSide.Intensity": 30,
    f"{_CABIN}HVAC.IsAirConditioningActive": True,
    f"{_CABIN}HVAC.IsFrontDefrosterActive": False,
    f"{_CABIN}HVAC.IsRearDefrosterActive": False,
    f"{_CABIN}HVAC.IsRecirculationActive": False,
    **{
        f"{_CABIN}HVAC.Station.Row1.{seat}.{what}": value
        for seat in ("Driver", "Passenger")
        for what, value in (("Temperature", 21.0), ("FanSpeed", 40), ("AirDistribution", "MIDDLE"))
    },
    **{
        f"{_CABIN}Seat.Row1.{side}.{what}": value
        for side in ("DriverSide", "PassengerSide")
        for what, value in (("HeatingCooling", 0), ("Massage.Level", 0))
    },
    f"{_CABIN}Seat.Row1.DriverSide.Position": 420,
    "Vehicle.Chassis.SteeringWheel.HeatingCooling": 0,
    "Vehicle.Chassis.ParkingBrake.IsEngaged": True,
    "Vehicle.Powertrain.Transmission.PerformanceMode": "NORMAL",
    "Vehicle.Powertrain.Transmission.SelectedGear": 126,
    "Vehicle.Powertrain.Transmission.IsParkLockEngaged": True,
    f"{_CHARGING}ChargeLimit": 80,
    f"{_CHARGING}StartStopCharging": "STOP",
    f"{_CHARGING}ChargingPort.AnyPosition.IsFlapOpen": False,
    f"{_CHARGING}ChargingPort.AnyPosition.IsChargingCableLocked": False,
    f"{_CHARGING}Timer.Mode": "INACTIVE",
    f"{_CHARGING}Timer.Time": "2026-01-01T06:30:00Z",
    "Vehicle.ADAS.ABS.IsEnabled": True,
    "Vehicle.ADAS.ESC.IsEnabled": True,
    "Vehicle.ADAS.TCS.IsEnabled": True,
    "Vehicle.ADAS.LaneDepartureDetection.IsEnabled": True,
    "Vehicle.ADAS.ObstacleDetection.Front.Center.IsEnabled": True,
    "Vehicle.ADAS.CruiseControl.IsEnabled": True,
    "Vehicle.ADAS.CruiseControl.IsActive": False,
    "Vehicle.ADAS.CruiseControl.SpeedSet": 0.0,
    "Vehicle.TripMeterReading": 0,
}

SLEW_PER_S: dict[str, float] = {
    **{
        f"{_CABIN}Door.Row{row}.{side}.Window.Position": 25.0
        for row in (1, 2)
        for side in ("DriverSide", "PassengerSide")
    },
    f"{_CABIN}Seat.Row1.DriverSide.Position": 60.0,
}
"""What takes its time: units of the signal a second."""

_READ_ONLY = frozenset({"Vehicle.Body.Lights.Brake.IsActive"})
"""VSS calls them actuators, but in this car only the brake pedal sets them."""

_STANDING_ONLY = frozenset(
    path
    for path in INITIAL
    if path.endswith((".IsOpen", ".IsFolded", ".IsFlapOpen")) or "SelectedGear" in path
)
MOVING_MPS = 5 / 3.6


class Body:
    """Doors, windows, lights, climate settings … of the simulated car."""

    def __init__(self) -> None:
        self.values: dict[str, Value] = dict(INITIAL)
        self._moving_to: dict[str, float] = {}

    def set(self, path: str, value: Value, speed_mps: float) -> None:
        """Raises CommandRefusedError when the car will not."""
        reason = refusal(path, value)
        if not reason and (path not in self.values or path in _READ_ONLY):
            reason = f"{path} cannot be set in this car"
        if not reason and path in _STANDING_ONLY and speed_mps > MOVING_MPS:
            reason = "not while driving"
        if not reason and path == "Vehicle.TripMeterReading" and value != 0:
            reason = "the trip meter can only be set to 0"
        if reason:
            raise CommandRefusedError(reason)
        coerced = BY_PATH[path].coerce(value)
        assert coerced is not None
        if path in SLEW_PER_S:
            assert isinstance(coerced, (int, float))
            self._moving_to[path] = float(coerced)
        else:
            self.values[path] = coerced

    def step(self, dt_s: float) -> None:
        """Move what is on its way."""
        for path, target in list(self._moving_to.items()):
            current = self.values[path]
            assert isinstance(current, (int, float))
            reach = max(1.0, SLEW_PER_S[path] * dt_s)
            if abs(target - current) <= reach:
                self.values[path] = round(target)
                del self._moving_to[path]
            else:
                self.values[path] = round(current + (reach if target > current else -reach))
