"""A car that does what it is told: the same interface as the client end of the bus, without a bus."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from PySide6.QtCore import QObject, Signal

from hmi.vehicle import faults
from hmi.vehicle.signals import BY_PATH, Value
from hmi.vehicle.state import Reading, VehicleState

PARKED_EV: dict[str, Value] = {
    "Vehicle.Powertrain.Type": "ELECTRIC",
    "Vehicle.Speed": 0.0,
    "Vehicle.Powertrain.ElectricMotor.Power": 0,
    "Vehicle.Powertrain.TractionBattery.StateOfCharge.Displayed": 72.0,
    "Vehicle.Powertrain.TractionBattery.Temperature.Average": 31.0,
    "Vehicle.Powertrain.TractionBattery.CurrentPower": 0.0,
    "Vehicle.Powertrain.TractionBattery.NetCapacity": 64,
    "Vehicle.Powertrain.TractionBattery.Charging.IsCharging": False,
    "Vehicle.Powertrain.TractionBattery.Charging.ChargingPort.AnyPosition.IsChargingCableConnected": False,
    "Vehicle.Powertrain.Range": 284_000,
    "Vehicle.Powertrain.Transmission.SelectedGear": 126,
    "Vehicle.Exterior.AirTemperature": 18.0,
    "Vehicle.Body.Lights.Beam.Low.IsOn": True,
    "Vehicle.Cabin.Seat.Row1.DriverSide.IsBelted": True,
    "Vehicle.Cabin.Seat.Row1.PassengerSide.OccupancyStatus": "EMPTY",
    "Vehicle.Cabin.Seat.Row1.PassengerSide.IsBelted": False,
    "Vehicle.Chassis.ParkingBrake.IsEngaged": False,
    "Vehicle.Cabin.HVAC.Station.Row1.Driver.Temperature": 21.5,
    "Vehicle.Cabin.HVAC.Station.Row1.Passenger.Temperature": 20.0,
    "Vehicle.Cabin.HVAC.Station.Row1.Driver.FanSpeed": 50,
    "Vehicle.Cabin.Seat.Row1.DriverSide.HeatingCooling": 67,
    "Vehicle.Cabin.Seat.Row1.PassengerSide.HeatingCooling": 0,
    "Vehicle.Cabin.HVAC.IsFrontDefrosterActive": False,
    "Vehicle.Cabin.HVAC.IsRearDefrosterActive": False,
    "Vehicle.Cabin.HVAC.IsRecirculationActive": True,
    "Vehicle.Cabin.HVAC.IsAirConditioningActive": True,
    **{
        f"Vehicle.Chassis.Axle.Row{row}.Wheel.{side}.Tire.Pressure": kpa
        for row, side, kpa in ((1, "Left", 260), (1, "Right", 260), (2, "Left", 220), (2, "Right", 250))
    },
    **{
        f"Vehicle.Chassis.Axle.Row{row}.Wheel.{side}.Tire.IsPressureLow": (row, side) == (2, "Left")
        for row in (1, 2)
        for side in ("Left", "Right")
    },
    **{
        f"Vehicle.Cabin.Door.Row{row}.{side}.{what}": locked
        for row in (1, 2)
        for side in ("DriverSide", "PassengerSide")
        for what, locked in (("IsLocked", (row, side) != (2, "PassengerSide")), ("IsOpen", False))
    },
    "Vehicle.Body.Trunk.Rear.IsOpen": False,
    "Vehicle.Body.Trunk.Rear.IsLocked": True,
    "Vehicle.Body.Hood.IsOpen": False,
}
"""the car of the mockups"""

MOVING_EV: dict[str, Value] = {
    **PARKED_EV,
    "Vehicle.Speed": 46.0,
    "Vehicle.Powertrain.ElectricMotor.Power": 28,
    "Vehicle.Powertrain.TractionBattery.CurrentPower": -31_000.0,
    "Vehicle.Powertrain.Transmission.SelectedGear": 127,
}

TRIP_A: dict[str, Value] = {
    "distance_m": 18_400.0,
    "duration_s": 2070.0,
    "energy_wh": 2907.0,
    "average_mps": 8.89,
    "started_at": time.mktime((2024, 11, 5, 13, 58, 0, 0, 0, -1)),
}


class FakeCar(QObject):
    """Implements `hmi.view_models.vehicle.CarLink`; what it does with an intent is the test's to say."""

    stateChanged = Signal()
    connectedChanged = Signal()
    commandChanged = Signal(str, str, str)
    tripChanged = Signal(str)
    alertsChanged = Signal()
    codesChanged = Signal()

    def __init__(
        self, values: Mapping[str, Value] | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__()
        self.clock = clock
        self.state = VehicleState()
        self.trips: dict[str, Mapping[str, Value]] = {}
        self.alerts: tuple[str, ...] = ()
        self.codes: tuple[str, ...] = ()
        self.asked: list[tuple[str, Value]] = []
        self.reset_trips: list[str] = []
        self.acknowledged: list[str] = []
        self.obedient = True
        """does at once what it is asked"""
        if values is not None:
            self.say(values)

    @property
    def connected(self) -> bool:
        return self.state.connected

    def say(self, values: Mapping[str, Value] | None = None, age_s: float = 0.0) -> None:
        """Let the car report values; unknown paths are a mistake of the test."""
        values = values or {}
        assert set(values) <= set(BY_PATH), set(values) - set(BY_PATH)
        time_s = self.clock() - age_s
        self.state = self.state.updated({path: Reading(value, time_s) for path, value in values.items()})
        self.stateChanged.emit()

    def leave(self) -> None:
        self.state = VehicleState()
        self.connectedChanged.emit()
        self.stateChanged.emit()

    def actuate(self, path: str, value: Any) -> str:
        self.asked.append((path, value))
        command = str(len(self.asked))
        if self.obedient:
            self.say({path: value})
            self.commandChanged.emit(command, "done", "")
        return command

    def answer(self, outcome: str, reason: str = "") -> None:
        """Answer the last intent."""
        self.commandChanged.emit(str(len(self.asked)), outcome, reason)

    def acknowledgeAlert(self, identifier: str) -> None:
        self.acknowledged.append(identifier)

    def clearCodes(self) -> None:
        self.codes = ()
        self.codesChanged.emit()

    def explain(self, code: str) -> Mapping[str, Value]:
        fault = faults.explain(code)
        return {} if fault is None else asdict(fault)

    def resetTrip(self, name: str) -> None:
        self.reset_trips.append(name)
        self.trips[name] = {"distance_m": 0.0, "duration_s": 0.0, "energy_wh": 0.0}
        self.tripChanged.emit(name)
