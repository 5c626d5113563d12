"""The simulated car as a source: runs the physics in (compressed) time and reports it as VSS signals."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from hmi.agent.sources.simulator import signals
from hmi.agent.sources.simulator.body import Body
from hmi.agent.sources.simulator.car import Car, Controls, World, step
from hmi.agent.sources.simulator.driver import ARRIVED_M, pedals
from hmi.agent.sources.simulator.gnss import Receiver
from hmi.agent.sources.simulator.path import DrivePath, plan_path
from hmi.agent.sources.source import Sink
from hmi.vehicle.signals import Value
from maps.geometry import LatLon, destination_point

PERIOD_S = 1 / 30
LONGEST_STEP_S = 0.05
"""of simulated time; the physics stays stable and bends are not cut"""
LARGEST_TIME_FACTOR = 100.0
ACTUATION_DELAY_S = 0.12
"""a body controller answers about this fast"""

JOIN_M = 150.0
"""A new route is joined at most this far from its start."""

Snapshot = dict[str, Any]


class SimulatedCar:
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
        self.car = Car()
        self.world = World()
        self.body = Body()
        self.receiver = Receiver(seed)
        self.start = start
        self.position = start
        self.heading_deg = heading_deg
        self.path: DrivePath | None = None
        self.along_m = 0.0
        self.trip_start_m = self.car.odometer_m
        self.trip_seconds_s = 0.0
        self.trip_meter_from_m = self.car.odometer_m
        self.yaw_rate_dps = 0.0
        self.accelerator = 0.0
        self.brake = 0.0
        self.charger_w = 0.0
        self.time_factor = time_factor
        self.manual_pedals: tuple[float, float] | None = None
        self.changed: Callable[[], None] = lambda: None
        """called when something that must survive a power loss was set"""
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
        self._route = (list(lat_deg), list(lon_deg), list(limits_mps))
        self.body.values["Vehicle.Powertrain.Transmission.SelectedGear"] = 127
        self.body.values["Vehicle.Powertrain.Transmission.IsParkLockEngaged"] = False
        self.body.values["Vehicle.Chassis.ParkingBrake.IsEngaged"] = False
        self.charger_w = 0.0
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
        self.changed()

    def set_time_factor(self, factor: float) -> None:
        if not 0.0 <= factor <= LARGEST_TIME_FACTOR:
            raise ValueError(f"the time factor lies between 0 and {LARGEST_TIME_FACTOR:g}")
        self.time_factor = factor

    async def actuate(self, path: str, value: Value) -> None:
        await asyncio.sleep(ACTUATION_DELAY_S)
        self.body.set(path, value, self.car.speed_mps)
        if path == "Vehicle.TripMeterReading":
            self.trip_meter_from_m = self.car.odometer_m
        self.changed()

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
            values.update(signals.gnss(fix))
        if self._tick % 15 == 1:
            values.update(signals.slow(self))
        return values

    @property
    def altitude_m(self) -> float:
        return 20.0

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
        }

    def restore(self, snapshot: Snapshot, *, place: bool = True) -> None:
        """Go on from a snapshot; without `place` at the present place, with no route."""
        fields: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value for key, value in snapshot["car"].items()
        }
        self.car = Car(**fields)
        self.body.values.update(snapshot["body"])
        self.trip_start_m, self.trip_seconds_s, self.trip_meter_from_m = snapshot["trip"]
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
        if self.manual_pedals is not None:
            self.accelerator, self.brake = self.manual_pedals
        elif self.path is not None:
            self.accelerator, self.brake = pedals(self.path, self.along_m, self.car.speed_mps)
        else:
            self.accelerator, self.brake = 0.0, 0.3
        gear = values["Vehicle.Powertrain.Transmission.SelectedGear"]
        temperature = values["Vehicle.Cabin.HVAC.Station.Row1.Driver.Temperature"]
        fan = values["Vehicle.Cabin.HVAC.Station.Row1.Driver.FanSpeed"]
        limit = values["Vehicle.Powertrain.TractionBattery.Charging.ChargeLimit"]
        assert isinstance(temperature, float) and isinstance(fan, int) and isinstance(limit, int)
        controls = Controls(
            accelerator=self.accelerator,
            brake=self.brake,
            climate_on=bool(values["Vehicle.Cabin.HVAC.IsAirConditioningActive"]),
            cabin_target_celsius=temperature,
            fan=fan / 100.0,
            charger_w=self.charger_w,
            charge_limit_percent=limit,
            drive=gear != 126,
        )
        before_m = self.car.odometer_m
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
