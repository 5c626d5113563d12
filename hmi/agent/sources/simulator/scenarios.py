"""What can happen to the simulated car: scenarios to start from, and faults to inject, one row each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from hmi.agent.sources.simulator.car import BATTERY_KWH
from hmi.agent.sources.simulator.state import CarState


@dataclass(frozen=True, slots=True)
class Scenario:
    """One situation: settings of the world, faults that are on, and what is done to the car at once."""

    name: str
    world: Mapping[str, float] = field(default_factory=dict)
    faults: tuple[str, ...] = ()
    begin: Callable[[CarState], None] = lambda _sim: None


def _charge(sim: CarState, percent: float) -> None:
    sim.car = replace(sim.car, energy_wh=percent / 100 * BATTERY_KWH * 1000)


def _cold(sim: CarState) -> None:
    cold = (-10.0, -10.0, -10.0, -10.0)
    sim.car = replace(
        sim.car, battery_celsius=-12.0, cabin_celsius=-10.0, motor_celsius=-10.0, tyre_celsius=cold
    )


def _puncture(sim: CarState) -> None:
    _, fr, rl, rr = sim.car.tyre_cold_kpa
    sim.car = replace(sim.car, tyre_cold_kpa=(70.0, fr, rl, rr))


def _plug_in(sim: CarState) -> None:
    sim.charger_w = 50_000.0


SCENARIOS: tuple[Scenario, ...] = (
    Scenario("normal", begin=lambda sim: _restore_tyres(sim)),
    Scenario("city", world={"traffic_lights": 1, "traffic": 0.85}),
    Scenario("motorway", world={"headwind_mps": 6, "traffic": 1.0}),
    Scenario("mountain", world={"grade_percent": 7}),
    Scenario("tunnel", faults=("gnss outage",)),
    Scenario("flat tyre", begin=_puncture),
    Scenario("cold start", world={"outside_celsius": -12}, begin=_cold),
    Scenario("low battery", begin=lambda sim: _charge(sim, 6.0)),
    Scenario("gnss jump", faults=("gnss jump",)),
    Scenario("charging", begin=_plug_in),
)
BY_NAME = {scenario.name: scenario for scenario in SCENARIOS}


def _restore_tyres(sim: CarState) -> None:
    sim.car = replace(sim.car, tyre_cold_kpa=(250.0, 250.0, 250.0, 250.0))


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that breaks. `effect` spoils what the car reports; `code` is what it notices itself."""

    name: str
    effect: Callable[[dict[str, object], Mapping[str, object]], None] = lambda _values, _held: None
    """(what is about to be reported, what was reported when the fault began)"""
    code: str = ""


def _stuck(*paths: str) -> Callable[[dict[str, object], Mapping[str, object]], None]:
    def effect(values: dict[str, object], held: Mapping[str, object]) -> None:
        for path in paths:
            if path in values and path in held:
                values[path] = held[path]

    return effect


def _reads(path: str, value: object) -> Callable[[dict[str, object], Mapping[str, object]], None]:
    def effect(values: dict[str, object], _held: Mapping[str, object]) -> None:
        if path in values:
            values[path] = value

    return effect


def _asleep(values: dict[str, object], _held: Mapping[str, object]) -> None:
    """Only the receiver, which is not one of the car's control units, still speaks."""
    for path in [each for each in values if not each.startswith(_LOCATION)]:
        del values[path]


def _silent(*paths: str) -> Callable[[dict[str, object], Mapping[str, object]], None]:
    def effect(values: dict[str, object], _held: Mapping[str, object]) -> None:
        for path in paths:
            values.pop(path, None)

    return effect


ASLEEP = "asleep"
_LOCATION = "Vehicle.CurrentLocation."
_BATTERY = "Vehicle.Powertrain.TractionBattery."
FAULTS: tuple[Fault, ...] = (
    Fault("gnss outage"),
    Fault("gnss jump"),
    Fault("gnss degraded"),
    Fault("gnss stuck", _stuck(_LOCATION + "Latitude", _LOCATION + "Longitude")),
    Fault("speed stuck", _stuck("Vehicle.Speed"), "P0500"),
    Fault("speed silent", _silent("Vehicle.Speed"), "P0500"),
    Fault("speed impossible", _reads("Vehicle.Speed", 280.0), "P0500"),
    Fault("speed of the wrong type", _reads("Vehicle.Speed", "fast")),
    Fault("wheel sensor", _reads("Vehicle.Chassis.Axle.Row1.Wheel.Left.Speed", 0.0), "C0035"),
    Fault("abs", _reads("Vehicle.ADAS.ABS.IsError", True), "U0121"),
    Fault("low beam", _reads("Vehicle.Body.Lights.Beam.Low.IsDefect", True)),
    Fault("battery hot", _reads(_BATTERY + "Temperature.Max", 68.0), "P0A7E"),
    Fault("power sensor", _reads(_BATTERY + "CurrentPower", 90_000.0)),
    Fault(ASLEEP, _asleep),
    Fault("insulation", code="P0AA6"),
    Fault("12-volt battery", _reads("Vehicle.LowVoltageBattery.CurrentVoltage", 10.9), "P0562"),
)
FAULT_BY_NAME = {fault.name: fault for fault in FAULTS}
JUMP_M = 120.0
