"""What the simulated car says on its buses: its state as VSS signals, grouped by how often they are sent."""

from __future__ import annotations

import math
from datetime import UTC, datetime

from hmi.agent.sources.simulator.car import BATTERY_KWH, MOTOR_RATIO, WHEEL_RADIUS_M, charge_power_w
from hmi.agent.sources.simulator.gnss import GnssFix
from hmi.agent.sources.simulator.state import CarState

ATTRIBUTES: dict[str, object] = {
    "Vehicle.VehicleIdentification.VIN": "WHU5EDAN0TS000042",
    "Vehicle.VehicleIdentification.Brand": "Headunit",
    "Vehicle.VehicleIdentification.Model": "Simulated EV",
    "Vehicle.VehicleIdentification.Year": 2026,
    "Vehicle.CurbWeight": 1870,
    "Vehicle.Length": 4510,
    "Vehicle.WidthIncludingMirrors": 2040,
    "Vehicle.Powertrain.Type": "ELECTRIC",
    "Vehicle.Powertrain.ElectricMotor.MaxPower": 150,
    "Vehicle.Powertrain.TractionBattery.GrossCapacity": 67,
    "Vehicle.Powertrain.TractionBattery.NominalVoltage": 365,
    "Vehicle.ADAS.SupportedAutonomyLevel": "SAE_2",
    "Vehicle.VersionVSS.Major": 6,
}

_WHEELS = tuple(
    f"Vehicle.Chassis.Axle.Row{row}.Wheel.{side}." for row in (1, 2) for side in ("Left", "Right")
)
_BATTERY = "Vehicle.Powertrain.TractionBattery."
_MOTOR = "Vehicle.Powertrain.ElectricMotor."
WHEELBASE_M = 2.72
TRACK_M = 1.58
STEERING_RATIO = 15.2
CONSUMPTION_WH_PER_M = 0.165
SERVICE_IN_S = 150 * 86_400
"""of a car that has not lived yet"""


def fast(sim: CarState) -> dict[str, object]:
    """30 times a second."""
    car = sim.car
    yaw = math.radians(sim.yaw_rate_dps)
    speed = car.speed_mps
    wheel_angle = math.degrees(math.atan2(yaw * WHEELBASE_M, speed)) if speed > 0.5 else 0.0
    values: dict[str, object] = {
        "Vehicle.Speed": speed * 3.6,
        "Vehicle.Acceleration.Longitudinal": car.acceleration_mps2,
        # ISO 8855: left is positive; headings and our yaw rate turn to the right.
        "Vehicle.Acceleration.Lateral": -yaw * speed,
        "Vehicle.AngularVelocity.Yaw": -sim.yaw_rate_dps,
        "Vehicle.Chassis.Accelerator.PedalPosition": sim.accelerator * 100.0,
        "Vehicle.Chassis.Brake.PedalPosition": sim.brake * 100.0,
        "Vehicle.Chassis.SteeringWheel.Angle": -wheel_angle * STEERING_RATIO,
        "Vehicle.Chassis.Axle.Row1.SteeringAngle": -wheel_angle,
    }
    ticks = sim.wheel_ticks
    for index, wheel in enumerate(_WHEELS):
        # The outer wheel runs the longer way.
        side = TRACK_M / 2 if index % 2 == 0 else -TRACK_M / 2
        wheel_mps = max(0.0, speed + yaw * side)
        values[wheel + "Speed"] = wheel_mps * 3.6
        values[wheel + "AngularSpeed"] = ticks.angular_speed_dps(index, wheel_mps, sim.car_time_s)
    return values


def medium(sim: CarState) -> dict[str, object]:
    """10 times a second."""
    car = sim.car
    selected = sim.body.values["Vehicle.Powertrain.Transmission.SelectedGear"]
    return {
        "Vehicle.IsMoving": car.speed_mps > 0.1,
        "Vehicle.Powertrain.Transmission.CurrentGear": {127: 1, -1: -1}.get(int(str(selected)), 0),
        "Vehicle.Powertrain.Transmission.SelectedGear": selected,
        _MOTOR + "Speed": car.speed_mps / (2 * math.pi * WHEEL_RADIUS_M) * 60 * MOTOR_RATIO,
        _MOTOR + "Torque": car.motor_nm,
        _MOTOR + "Power": car.motor_w / 1000,
        _BATTERY + "CurrentPower": car.battery_w,
        _BATTERY + "CurrentCurrent": car.battery_a,
        _BATTERY + "CurrentVoltage": car.battery_v,
        "Vehicle.Body.Lights.Brake.IsActive": "ACTIVE" if sim.brake > 0.02 else "INACTIVE",
        "Vehicle.Chassis.Brake.IsDriverEmergencyBrakingDetected": sim.brake > 0.8,
        "Vehicle.ADAS.ABS.IsEngaged": False,
        "Vehicle.ADAS.ESC.IsEngaged": False,
        "Vehicle.ADAS.TCS.IsEngaged": False,
        "Vehicle.ADAS.LaneDepartureDetection.IsWarning": False,
        **{f"Vehicle.Cabin.Seat.Row1.{side}.IsBelted": belted for side, belted in _BELTED},
        **{f"Vehicle.Cabin.Seat.Row1.{side}.OccupancyStatus": who for side, who in _OCCUPIED},
    }


_BELTED = (("DriverSide", True), ("PassengerSide", False))
_OCCUPIED = (("DriverSide", "OCCUPIED"), ("PassengerSide", "EMPTY"))


def gnss(fix: GnssFix | None, unix_s: float) -> dict[str, object]:
    """10 times a second; without a fix only that there is none, so that the position goes stale."""
    location = "Vehicle.CurrentLocation."
    if fix is None:
        return {location + "GNSSReceiver.FixType": "NONE"}
    return {
        location + "Latitude": fix.position.lat_deg,
        location + "Longitude": fix.position.lon_deg,
        location + "Altitude": fix.altitude_m,
        location + "Heading": fix.course_deg,
        location + "HorizontalAccuracy": fix.accuracy_m,
        location + "VerticalAccuracy": fix.accuracy_m * 1.7,
        location + "GNSSReceiver.FixType": "THREE_D",
        location + "Timestamp": datetime.fromtimestamp(unix_s, UTC)
        .isoformat(timespec="milliseconds")
        .replace("+00:00", "Z"),
    }


def freeze_frame(sim: CarState) -> dict[str, object]:
    """What a control unit notes with a fault code."""
    car = sim.car
    return {
        "Vehicle.Speed": round(car.speed_mps * 3.6, 1),
        "Vehicle.TraveledDistance": round(car.odometer_m),
        _BATTERY + "StateOfCharge.Current": round(car.charge_percent, 1),
        _BATTERY + "CurrentVoltage": round(car.battery_v, 1),
        _BATTERY + "Temperature.Average": round(car.battery_celsius, 1),
        _MOTOR + "Temperature": round(car.motor_celsius, 1),
    }


def slow(sim: CarState) -> dict[str, object]:
    """Twice a second."""
    car, world, values = sim.car, sim.world, sim.body.values
    charge = car.charge_percent
    range_m = max(0.0, car.energy_wh / CONSUMPTION_WH_PER_M)
    driven_m = car.odometer_m - sim.trip_start_m
    charging = car.charging_w > 0
    limit = float(str(values[_BATTERY + "Charging.ChargeLimit"]))
    missing_wh = max(0.0, (limit - charge) * BATTERY_KWH * 10)
    spread = 0.004 + abs(car.battery_a) * 2e-5
    cell_v = car.battery_v / 96
    service_s = max(0, int(SERVICE_IN_S - car.lived_s))
    slow_values: dict[str, object] = {
        _BATTERY + "StateOfCharge.Current": charge,
        _BATTERY + "StateOfCharge.Displayed": charge,
        _BATTERY + "StateOfCharge.CurrentEnergy": car.energy_wh / 1000,
        _BATTERY + "StateOfHealth": car.health_percent,
        _BATTERY + "Temperature.Average": car.battery_celsius,
        _BATTERY + "Temperature.Max": car.battery_celsius + 1.4,
        _BATTERY + "Temperature.Min": car.battery_celsius - 1.1,
        _BATTERY + "CellVoltage.Max": cell_v + spread,
        _BATTERY + "CellVoltage.Min": cell_v - spread,
        _BATTERY + "Range": range_m,
        _BATTERY + "NetCapacity": BATTERY_KWH,
        _BATTERY + "PowerLoss": car.loss_w,
        "Vehicle.Powertrain.Range": range_m,
        "Vehicle.Powertrain.AccumulatedBrakingEnergy": car.recuperated_wh / 1000,
        _MOTOR + "Temperature": car.motor_celsius,
        _MOTOR + "EngineCoolant.Temperature": (car.motor_celsius + world.outside_celsius) / 2,
        _BATTERY + "Charging.IsCharging": charging,
        _BATTERY + "Charging.ChargingPort.AnyPosition.IsChargingCableConnected": sim.charger_w > 0,
        _BATTERY + "Charging.AveragePower": car.charging_w / 1000,
        _BATTERY + "Charging.MaxPower": charge_power_w(charge, car.battery_celsius) / 1000,
        _BATTERY + "Charging.ChargeRate": car.charging_w / CONSUMPTION_WH_PER_M / 1000,
        _BATTERY + "Charging.ChargeCurrent.DC": car.charging_w / car.battery_v,
        _BATTERY + "Charging.ChargeVoltage.DC": car.battery_v if charging else 0.0,
        _BATTERY + "Charging.Temperature": world.outside_celsius + car.charging_w / 4000,
        _BATTERY + "Charging.TimeToComplete": missing_wh / car.charging_w * 3600 if charging else 0,
        "Vehicle.LowVoltageBattery.CurrentVoltage": 13.8,
        "Vehicle.LowVoltageBattery.CurrentCurrent": -1.2,
        "Vehicle.LowVoltageSystemState": "ON",
        "Vehicle.IsBrokenDown": False,
        "Vehicle.Trailer.IsConnected": False,
        "Vehicle.TraveledDistance": car.odometer_m,
        "Vehicle.TraveledDistanceSinceStart": driven_m,
        "Vehicle.TripDuration": sim.trip_seconds_s,
        "Vehicle.AverageSpeed": driven_m / sim.trip_seconds_s * 3.6 if sim.trip_seconds_s > 1 else 0.0,
        "Vehicle.Cabin.HVAC.AmbientAirTemperature": car.cabin_celsius,
        "Vehicle.Exterior.AirTemperature": world.outside_celsius,
        "Vehicle.Exterior.Humidity": 55.0,
        "Vehicle.Exterior.LightIntensity": 80.0,
        "Vehicle.Body.Raindetection.Intensity": 0,
        "Vehicle.Body.Windshield.Front.WasherFluid.IsLevelLow": False,
        "Vehicle.Body.Lights.Beam.Low.IsDefect": False,
        "Vehicle.Body.Lights.Brake.IsDefect": False,
        "Vehicle.Cabin.Sunroof.Position": 0,
        "Vehicle.Cabin.Door.Row2.DriverSide.IsChildLockActive": False,
        "Vehicle.Cabin.Seat.Row1.DriverSide.Airbag.IsEnabled": True,
        "Vehicle.Cabin.Seat.Row1.PassengerSide.Airbag.IsEnabled": True,
        "Vehicle.ADAS.ABS.IsError": False,
        "Vehicle.ADAS.ESC.IsError": False,
        "Vehicle.ADAS.CruiseControl.IsError": False,
        "Vehicle.ADAS.ESC.RoadFriction.MostProbable": 90.0,
        "Vehicle.Service.DistanceToService": 15_000 - (car.odometer_m / 1000) % 15_000,
        "Vehicle.Service.TimeToService": service_s,
        "Vehicle.Service.IsServiceDue": service_s == 0,
        "Vehicle.Diagnostics.DTCCount": len(sim.codes),
        "Vehicle.Diagnostics.DTCList": tuple(sorted(sim.codes)),
    }
    for index, wheel in enumerate(_WHEELS):
        kpa = car.tyre_kpa(index)
        slow_values[wheel + "Tire.Pressure"] = kpa
        slow_values[wheel + "Tire.Temperature"] = car.tyre_celsius[index]
        slow_values[wheel + "Tire.IsPressureLow"] = kpa < 200.0
        worn = car.pad_wear_percent if index < 2 else car.rear_pad_wear_percent
        slow_values[wheel + "Brake.PadWear"] = round(worn)
        slow_values[wheel + "Brake.IsBrakesWorn"] = worn > 85.0
    slow_values.update(values)
    slow_values["Vehicle.TripMeterReading"] = car.odometer_m - sim.trip_meter_from_m
    slow_values["Vehicle.Body.Lights.Brake.IsActive"] = "ACTIVE" if sim.brake > 0.02 else "INACTIVE"
    return slow_values
