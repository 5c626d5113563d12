"""The simulated car as a source: runs the physics in (compressed) time and reports it as VSS signals."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from hmi.agent.sources.simulator import signals
from hmi.agent.sources.simulator.car import BATTERY_KWH, Car, Controls, World, step
from hmi.agent.sources.simulator.driver import ARRIVED_M, pedals
from hmi.agent.sources.simulator.path import plan_path
from hmi.agent.sources.simulator.scenarios import (
    ASLEEP,
    BY_NAME,
    FAULT_BY_NAME,
    FAULTS,
    JUMP_M,
    SCENARIOS,
)
from hmi.agent.sources.simulator.state import WORLD_LIMITS, CarState
from hmi.agent.sources.source import Sink
from hmi.errors import CommandRefusedError
from hmi.vehicle.signals import Value
from maps.geometry import LatLon, destination_point, distance_m

PERIOD_S = 1 / 30
LONGEST_STEP_S = 0.05
"""of simulated time; the physics stays stable and bends are not cut"""
START_STOP = "Vehicle.Powertrain.TractionBattery.Charging.StartStopCharging"
LARGEST_TIME_FACTOR = 100.0
ACTUATION_DELAY_S = 0.12
"""a body controller answers about this fast"""

JOIN_M = 150.0
"""A new route is joined at most this far from its start."""
STEP_M = 10.0
"""A car that is further from where it joins is lifted there."""

Snapshot = dict[str, Any]


class SimulatedCar(CarState):
    """A car at `start`, waiting for a route. `clock` is monotonic seconds."""

    name = "simulator"
    priority = 10

    def __init__(
        self,
        start: LatLon,
        *,
        heading_deg: float = 0.0,
        time_factor: float = 1.0,
        clock: Callable[[], float] = time.monotonic,
        seed: int = 7,
    ) -> None:
        super().__init__(start, heading_deg, time_factor, seed)
        self._plugged = False
        self._reported: dict[str, object] = {}
        self.changed: Callable[[], None] = lambda: None
        """called when something that must survive a power loss was set"""
        self.lifted: Callable[[], None] = lambda: None
        """called when the car was put somewhere else, which is no mistake of its receiver"""
        self._route: tuple[list[float], list[float], list[float]] | None = None
        self._clock = clock
        self._since_gnss_s = 1.0
        self._tick = 0

    @property
    def actuators(self) -> frozenset[str]:
        return frozenset(self.body.values)

    @property
    def route_remaining_m(self) -> float:
        return 0.0 if self.path is None else max(0.0, self.path.length_m - self.along_m)

    def follow(self, lat_deg: Sequence[float], lon_deg: Sequence[float], limits_mps: Sequence[float]) -> None:
        """Drive along these points. A car on a route whose way continues on the new one keeps its speed.

        Raises ValueError with the reason when they are no route.
        """
        self.path = plan_path(lat_deg, lon_deg, limits_mps)
        # A route is planned from where the car was a moment ago: join it where the car is now.
        self.along_m = self.path.nearest_m(self.position, within_m=JOIN_M)
        if distance_m(self.position, self.path.position(self.along_m)[0]) > STEP_M:
            self.lifted()
        self._route = (list(lat_deg), list(lon_deg), list(limits_mps))
        self._drive()
        self.changed()

    def stop_following(self) -> None:
        """Forget the route; the car rolls to a stop where it is."""
        self._route = None
        if self.path is not None and self.path.length_m - self.along_m > 1.0:
            self._shorten_path()
        self.changed()

    def place(self, position: LatLon, heading_deg: float) -> None:
        """Lift the car to another place; it stands there, in park."""
        self.position, self.heading_deg = position, heading_deg % 360.0
        self.path, self._route = None, None
        self.car = replace(self.car, speed_mps=0.0, acceleration_mps2=0.0)
        self._park()
        self.lifted()
        self.changed()

    def set_time_factor(self, factor: float) -> None:
        if not 0.0 <= factor <= LARGEST_TIME_FACTOR:
            raise ValueError(f"the time factor lies between 0 and {LARGEST_TIME_FACTOR:g}")
        self.time_factor = factor

    def set_pedals(self, accelerator_percent: float, brake_percent: float) -> None:
        """Feet on the pedals; negative hands them back to the driver model."""
        if accelerator_percent < 0 or brake_percent < 0:
            self.manual_pedals = None
            return
        if not (accelerator_percent <= 100 and brake_percent <= 100):
            raise ValueError("a pedal is pressed between 0 and 100 percent")
        self.manual_pedals = (accelerator_percent / 100, brake_percent / 100)
        if accelerator_percent > 0:
            self._drive()

    def set_world(self, name: str, value: float) -> None:
        """Raises KeyError for what is no property of the world, ValueError for what it cannot be."""
        if name not in WORLD_LIMITS:
            raise KeyError(name)
        low, high = WORLD_LIMITS[name]
        if not low <= value <= high:
            raise ValueError(f"{name} lies between {low:g} and {high:g}")
        if name == "outside_celsius":
            self.world = replace(self.world, outside_celsius=value)
        elif name == "grade_percent":
            self.world = replace(self.world, grade=value / 100)
        elif name == "headwind_mps":
            self.world = replace(self.world, headwind_mps=value)
        elif name == "charge_percent":
            self.car = replace(self.car, energy_wh=value / 100 * BATTERY_KWH * 1000)
        elif name == "charger_kw":
            self.charger_w = value * 1000
        elif name == "traffic":
            self.traffic = value
        elif name == "traffic_lights":
            self.traffic_lights = value > 0
        else:
            tyre = int(name[-1]) - 1
            cold = list(self.car.tyre_cold_kpa)
            cold[tyre] = value
            self.car = replace(self.car, tyre_cold_kpa=(cold[0], cold[1], cold[2], cold[3]))
        self.changed()

    @property
    def scenario_names(self) -> list[str]:
        return [scenario.name for scenario in SCENARIOS]

    @property
    def fault_names(self) -> list[str]:
        return [fault.name for fault in FAULTS]

    def run_scenario(self, name: str) -> None:
        """Put world and car into a situation; the drive goes on. Raises KeyError."""
        scenario = BY_NAME[name]
        for fault in list(self.faults):
            self.set_fault(fault, False)
        self.world = World()
        self.traffic, self.traffic_lights = 1.0, False
        for key, value in scenario.world.items():
            self.set_world(key, value)
        for fault in scenario.faults:
            self.set_fault(fault, True)
        scenario.begin(self)
        self.scenario = name
        self.changed()

    def set_fault(self, name: str, on: bool) -> None:
        """Break something or mend it; the fault code stays until it is cleared. Raises KeyError."""
        fault = FAULT_BY_NAME[name]
        if on:
            self.faults[name] = dict(self._reported)
            if fault.code:
                self.codes.setdefault(fault.code, signals.freeze_frame(self))
        else:
            self.faults.pop(name, None)
        self.receiver.outage = "gnss outage" in self.faults
        self.receiver.jump_m = JUMP_M if "gnss jump" in self.faults else 0.0
        self.receiver.degraded = 8.0 if "gnss degraded" in self.faults else 1.0

    def status(self) -> Mapping[str, Value]:
        """For the simulator window."""
        return {
            "scenario": self.scenario,
            "faults": tuple(self.faults),
            "time_factor": self.time_factor,
            "route_remaining_m": self.route_remaining_m,
            "outside_celsius": self.world.outside_celsius,
            "grade_percent": self.world.grade * 100,
            "headwind_mps": self.world.headwind_mps,
            "traffic": self.traffic,
            "traffic_lights": self.traffic_lights,
            "charger_kw": self.charger_w / 1000,
            "manual": self.manual_pedals is not None,
        }

    async def clear_codes(self) -> None:
        """What a tester does; a fault that is still there stores its code again."""
        if self.car.speed_mps > 0.5:
            raise CommandRefusedError("not while driving")
        self.codes.clear()
        for name in self.faults:
            if code := FAULT_BY_NAME[name].code:
                self.codes[code] = signals.freeze_frame(self)

    async def freeze_frame(self, code: str) -> Mapping[str, Value]:
        """What the car noted when it stored `code`. Raises KeyError."""
        frame: dict[str, Any] = self.codes[code]
        return frame

    async def actuate(self, path: str, value: Value) -> None:
        await asyncio.sleep(ACTUATION_DELAY_S)
        self.body.set(path, value, self.car.speed_mps)
        if path == "Vehicle.TripMeterReading":
            self.trip_meter_from_m = self.car.odometer_m
        self.changed()

    async def wake(self) -> None:
        await asyncio.sleep(ACTUATION_DELAY_S)
        self.set_fault(ASLEEP, False)

    async def run(self, sink: Sink) -> None:
        sink(signals.ATTRIBUTES, self._clock())
        last = self._clock()
        due = last
        while True:
            due = max(due + PERIOD_S, self._clock() - PERIOD_S)
            await asyncio.sleep(max(0.0, due - self._clock()))
            now = self._clock()
            # After a stall (suspend, a stopped process) the car has not driven on by itself.
            self.advance(min(now - last, 0.25) * self.time_factor)
            last = now
            sink(self.report(), now)

    def advance(self, duration_s: float) -> None:
        """Let `duration_s` of the car's own time pass."""
        while duration_s > 1e-9:
            dt_s = min(duration_s, LONGEST_STEP_S)
            self._step(dt_s)
            duration_s -= dt_s

    def report(self) -> Mapping[str, object]:
        """What changed since the last report, at each signal's own rate."""
        self._tick += 1
        values = signals.fast(self)
        if self._tick % 3 == 1:
            values.update(signals.medium(self))
            dt_s = self._since_gnss_s
            self._since_gnss_s = 0.0
            fix = self.receiver.fix(
                self.position, self.altitude_m, self.heading_deg, self.car.speed_mps, max(dt_s, 1e-3)
            )
            values.update(signals.gnss(fix, self.car_unix_s))
        if self._tick % 15 == 1:
            values.update(signals.slow(self))
        self._reported.update(values)
        for name, held in self.faults.items():
            FAULT_BY_NAME[name].effect(values, held)
        return values

    def snapshot(self) -> Snapshot:
        """What must survive the loss of power; JSON-able."""
        return {
            "start": str(self.start),
            "car": asdict(self.car),
            "body": dict(self.body.values),
            "place": [self.position.lat_deg, self.position.lon_deg, self.heading_deg],
            "route": self._route,
            "along_m": self.along_m,
            "trip": [self.trip_start_m, self.trip_seconds_s, self.trip_meter_from_m],
            "time_factor": self.time_factor,
            "charger_w": self.charger_w,
            "codes": self.codes,
            "altitude_m": self.altitude_m,
        }

    def restore(self, snapshot: Snapshot, *, place: bool = True) -> None:
        """Go on from a snapshot; without `place` at the present place, with no route."""
        fields: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value for key, value in snapshot["car"].items()
        }
        self.car = Car(**fields)
        self.body.values.update(snapshot["body"])
        self.trip_start_m, self.trip_seconds_s, self.trip_meter_from_m = snapshot["trip"]
        self.codes = dict(snapshot.get("codes", {}))
        self.altitude_m = snapshot.get("altitude_m", self.altitude_m)
        if not place:
            self.car = replace(self.car, speed_mps=0.0, acceleration_mps2=0.0)
            self.trip_start_m, self.trip_seconds_s = self.car.odometer_m, 0.0
            self._park()
            return
        lat, lon, self.heading_deg = snapshot["place"]
        self.position = LatLon(lat, lon)
        self.charger_w = snapshot["charger_w"]
        self.time_factor = snapshot["time_factor"]
        if snapshot["route"] is not None:
            self._route = tuple(snapshot["route"])
            self.path = plan_path(*snapshot["route"])
            self.along_m = snapshot["along_m"]

    def _step(self, dt_s: float) -> None:
        values = self.body.values
        self._since_gnss_s += dt_s
        self.car_time_s += dt_s
        self.car_unix_s += dt_s
        if self.manual_pedals is not None:
            self.accelerator, self.brake = self.manual_pedals
        elif self.path is not None:
            self.accelerator, self.brake = pedals(
                self.path,
                self.along_m,
                self.car.speed_mps,
                self.traffic,
                self.world.grade,
                self.car_time_s if self.traffic_lights else None,
            )
        else:
            self.accelerator, self.brake = 0.0, 0.3
        gear = values["Vehicle.Powertrain.Transmission.SelectedGear"]
        temperature = values["Vehicle.Cabin.HVAC.Station.Row1.Driver.Temperature"]
        fan = values["Vehicle.Cabin.HVAC.Station.Row1.Driver.FanSpeed"]
        limit = values["Vehicle.Powertrain.TractionBattery.Charging.ChargeLimit"]
        if (self.charger_w > 0) != self._plugged:
            self._plugged = self.charger_w > 0
            # Like most cars it begins by itself; whoever has a plan stops it until its time has come.
            values[START_STOP] = "START" if self._plugged else "STOP"
        assert isinstance(temperature, float) and isinstance(fan, int) and isinstance(limit, int)
        controls = Controls(
            accelerator=self.accelerator,
            brake=self.brake,
            climate_on=bool(values["Vehicle.Cabin.HVAC.IsAirConditioningActive"]),
            cabin_target_celsius=temperature,
            fan=fan / 100.0,
            charger_w=0.0 if values[START_STOP] == "STOP" else self.charger_w,
            charge_limit_percent=limit,
            drive=gear != 126,
        )
        before_m = self.car.odometer_m
        self.altitude_m += self.car.speed_mps * self.world.grade * dt_s
        self.car = step(self.car, controls, self.world, dt_s)
        self._move(self.car.odometer_m - before_m, dt_s)
        self.body.step(dt_s)
        if gear != 126:
            self.trip_seconds_s += dt_s
        if self.path is not None and self.car.speed_mps == 0.0 and self.route_remaining_m < ARRIVED_M + 1.0:
            self.path, self._route = None, None
            self._park()
            self.changed()

    def _move(self, distance_m: float, dt_s: float) -> None:
        if distance_m <= 0.0:
            self.yaw_rate_dps = 0.0
            return
        if self.path is None:
            self.position = destination_point(self.position, self.heading_deg, distance_m)
            self.yaw_rate_dps = 0.0
            return
        self.along_m = min(self.along_m + distance_m, self.path.length_m)
        before = self.heading_deg
        self.position, self.heading_deg = self.path.position(self.along_m)
        turned = (self.heading_deg - before + 180.0) % 360.0 - 180.0
        # A yaw rate beyond what grip allows is the jump onto a new route, not a movement.
        self.yaw_rate_dps = turned / dt_s if abs(turned) / dt_s < 90.0 else 0.0

    def _drive(self) -> None:
        self.body.values["Vehicle.Powertrain.Transmission.SelectedGear"] = 127
        self.body.values["Vehicle.Powertrain.Transmission.IsParkLockEngaged"] = False
        self.body.values["Vehicle.Chassis.ParkingBrake.IsEngaged"] = False
        self.charger_w = 0.0

    def _park(self) -> None:
        self.body.values["Vehicle.Powertrain.Transmission.SelectedGear"] = 126
        self.body.values["Vehicle.Powertrain.Transmission.IsParkLockEngaged"] = True
        self.body.values["Vehicle.Chassis.ParkingBrake.IsEngaged"] = True

    def _shorten_path(self) -> None:
        """Let the path end where the car can stop in comfort."""
        assert self.path is not None
        braking_m = self.car.speed_mps**2 / (2 * 1.6) + 3.0
        end = min(self.along_m + braking_m, self.path.length_m)
        points = [self.path.position(self.along_m + (end - self.along_m) * i / 20)[0] for i in range(21)]
        speed = max(self.car.speed_mps, 3.0)
        self.path = plan_path([p.lat_deg for p in points], [p.lon_deg for p in points], [speed] * 21)
        self.along_m = 0.0
        assert math.isfinite(self.path.length_m)
