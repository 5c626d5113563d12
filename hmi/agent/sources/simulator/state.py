"""What there is to know of the simulated car: its physics, its body, where it is and what is broken."""

from __future__ import annotations

import time

from hmi.agent.sources.simulator.body import Body
from hmi.agent.sources.simulator.car import Car, World
from hmi.agent.sources.simulator.gnss import Receiver
from hmi.agent.sources.simulator.path import DrivePath
from hmi.agent.sources.simulator.wheels import WheelTicks
from maps.geometry import LatLon

WORLD_LIMITS: dict[str, tuple[float, float]] = {
    "outside_celsius": (-40, 55),
    "grade_percent": (-25, 25),
    "headwind_mps": (-40, 40),
    "charge_percent": (0, 100),
    "charger_kw": (0, 350),
    "traffic": (0.1, 1.3),
    "traffic_lights": (0, 1),
    "tyre_kpa_1": (0, 400),
    "tyre_kpa_2": (0, 400),
    "tyre_kpa_3": (0, 400),
    "tyre_kpa_4": (0, 400),
}
"""what may be asked of the world around it, and how far"""


class CarState:
    """What its signals are read from and its scenarios change; `SimulatedCar` moves it on."""

    def __init__(self, start: LatLon, heading_deg: float, time_factor: float, seed: int) -> None:
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
        self.traffic = 1.0
        """speed of the traffic as a part of what the road allows"""
        self.traffic_lights = False
        self.altitude_m = 20.0
        self.faults: dict[str, dict[str, object]] = {}
        """the ones that are on -> what was reported when they began"""
        self.codes: dict[str, dict[str, object]] = {}
        """stored fault codes -> freeze frame"""
        self.scenario = "normal"
        self.car_time_s = 0.0
        self.car_unix_s = time.time()
        """the wall clock of the simulated world: it runs with the time factor"""
        self.wheel_ticks = WheelTicks()
