"""The simulated car keeps to physics, limits and what it is told."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import replace

import pytest

from hmi.agent.signals.store import SignalStore
from hmi.agent.sources.simulator.car import Car, Controls, World, charge_power_w, step
from hmi.agent.sources.simulator.path import LATERAL_LIMIT_MPS2, plan_path
from hmi.agent.sources.simulator.source import SimulatedCar
from hmi.agent.sources.simulator.wear import battery_health, seeped
from hmi.errors import CommandRefusedError
from maps.geometry import LatLon, distance_m

CORNER = ([43.73, 43.735, 43.735, 43.74], [7.42, 7.42, 7.43, 7.43], [50 / 3.6] * 4)


def drive(sim: SimulatedCar, until: Callable[[], bool], at_most_s: float = 600.0) -> list[Car]:
    states = []
    for _ in range(round(at_most_s * 30)):
        sim.advance(1 / 30)
        states.append(sim.car)
        if until():
            return states
    raise AssertionError("it never came to that")


def test_a_route_is_driven_within_its_limits_slowly_round_corners_and_ends_parked() -> None:
    sim = SimulatedCar(LatLon(43.73, 7.42))
    sim.follow(*CORNER)
    corner = LatLon(43.735, 7.42)
    slowest = math.inf
    states = []
    while sim.path is not None:
        sim.advance(1 / 30)
        states.append(sim.car)
        if distance_m(sim.position, corner) < 12:
            slowest = min(slowest, sim.car.speed_mps)
        assert len(states) < 30 * 600
    fastest = max(state.speed_mps for state in states)
    assert 13.0 < fastest <= 50 / 3.6 + 0.3
    assert slowest < 7.0
    assert max(abs(state.acceleration_mps2) for state in states) < 4.0
    assert distance_m(sim.position, LatLon(43.74, 7.43)) < 5
    assert sim.body.values["Vehicle.Powertrain.Transmission.SelectedGear"] == 126


def test_bends_are_taken_at_a_comfortable_lateral_acceleration() -> None:
    circle = [(43.73 + 0.0005 * math.cos(a / 20), 7.42 + 0.0007 * math.sin(a / 20)) for a in range(60)]
    path = plan_path([p[0] for p in circle], [p[1] for p in circle], [30.0] * 60)
    middle = path.speed_mps[len(path.speed_mps) // 4]
    assert middle == pytest.approx(math.sqrt(LATERAL_LIMIT_MPS2 * 55.6), rel=0.15)


@pytest.mark.parametrize(
    ("lat", "lon", "limits", "words"),
    [
        ([1.0], [1.0], [1.0], "two different points"),
        ([1.0, 1.0], [1.0, 1.0], [1.0, 1.0], "two different points"),
        ([1.0, 2.0], [1.0], [1.0, 1.0], "equally many"),
        ([1.0, math.nan], [1.0, 2.0], [1.0, 1.0], "numbers only"),
        ([1.0, 91.0], [1.0, 2.0], [1.0, 1.0], "not on Earth"),
    ],
)
def test_what_is_no_route_is_refused(
    lat: list[float], lon: list[float], limits: list[float], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        plan_path(lat, lon, limits)


def coast(car: Car, world: World, controls: Controls, seconds: float) -> Car:
    for _ in range(round(seconds * 20)):
        car = step(car, controls, world, 0.05)
    return car


def test_grade_wind_cold_and_charging_do_what_they_do() -> None:
    rolling = Car(speed_mps=25.0)
    flat = coast(rolling, World(), Controls(), 10)
    assert coast(rolling, World(grade=0.06), Controls(), 10).speed_mps < flat.speed_mps - 4
    assert coast(rolling, World(headwind_mps=15), Controls(), 10).speed_mps < flat.speed_mps - 1
    braking = Controls(brake=0.25)
    assert coast(rolling, World(), braking, 3).recuperated_wh > rolling.recuperated_wh
    cold = replace(rolling, battery_celsius=-15.0)
    assert (
        coast(cold, World(), braking, 3).recuperated_wh < coast(rolling, World(), braking, 3).recuperated_wh
    )
    assert charge_power_w(20, 25) > 2 * charge_power_w(80, 25)
    assert charge_power_w(20, -10) < charge_power_w(20, 25) / 4
    parked = replace(Car(), energy_wh=20_000.0)
    charged = coast(parked, World(), Controls(drive=False, charger_w=50_000), 60)
    assert charged.energy_wh > parked.energy_wh + 600
    heated = coast(replace(Car(), cabin_celsius=0.0), World(outside_celsius=0), Controls(drive=False), 600)
    assert heated.cabin_celsius > 15


def test_energy_is_conserved_on_a_round_trip() -> None:
    """What left the battery is what was used plus losses, less what came back, to one percent."""
    sim = SimulatedCar(LatLon(43.73, 7.42))
    sim.follow(*CORNER)
    before, losses = sim.car, 0.0
    for state in drive(sim, lambda: sim.path is None):
        losses += state.loss_w / 30 / 3600
    after = sim.car
    spent = before.energy_wh - after.energy_wh
    booked = after.used_wh - (after.recuperated_wh - before.recuperated_wh) + losses
    assert spent == pytest.approx(booked, rel=0.01)


def test_a_killed_car_drives_on_where_it_was() -> None:
    sim = SimulatedCar(LatLon(43.73, 7.42))
    sim.follow(*CORNER)
    drive(sim, lambda: sim.along_m > 400)
    again = SimulatedCar(LatLon(43.73, 7.42))
    again.restore(json.loads(json.dumps(sim.snapshot())))
    assert again.car == sim.car and again.along_m == sim.along_m and again.position == sim.position
    drive(again, lambda: again.path is None)


def test_red_lights_are_waited_for() -> None:
    def duration_s(lights: float, begin_s: int) -> float:
        sim = SimulatedCar(LatLon(43.73, 7.42))
        sim.set_world("traffic_lights", lights)
        sim.car_time_s = begin_s
        sim.follow(*CORNER)
        assert sim.path is not None and len(sim.path.lights_m) == 2
        drive(sim, lambda: sim.path is None)
        return sim.car_time_s - begin_s

    delays = [duration_s(1.0, begin) - duration_s(0.0, begin) for begin in range(0, 60, 6)]
    assert all(-1.0 < delay < 60.0 for delay in delays)
    assert max(delays) > 10.0


def test_every_scenario_and_every_fault_can_be_driven() -> None:
    sim = SimulatedCar(LatLon(43.73, 7.42))
    store = SignalStore()
    for number, name in enumerate([*sim.scenario_names, *sim.fault_names]):
        if name in sim.scenario_names:
            sim.run_scenario(name)
        else:
            sim.set_fault(name, True)
        sim.follow(*CORNER)
        for tick in range(60):
            sim.advance(1 / 30)
            store.ingest("simulator", 10, sim.report(), number * 10 + tick / 30)
        if name in sim.fault_names:
            sim.set_fault(name, False)
    assert set(store.rejected) <= {"Vehicle.Speed"}  # the fault that makes it "fast"
    assert "P0AA6" in sim.codes


def test_the_receiver_errs_as_it_says_it_does() -> None:
    sim = SimulatedCar(LatLon(43.73, 7.42))
    errors = []
    for _ in range(3000):
        fix = sim.receiver.fix(sim.position, 20.0, 0.0, 10.0, 0.1)
        assert fix is not None
        errors.append(distance_m(fix.position, sim.position))
    assert 0.5 < sum(errors) / len(errors) < 4.0
    sim.set_fault("gnss outage", True)
    assert sim.receiver.fix(sim.position, 20.0, 0.0, 10.0, 0.1) is None


def test_what_is_set_moves_at_its_pace_and_what_is_wrong_is_refused() -> None:
    sim = SimulatedCar(LatLon(43.73, 7.42))
    window = "Vehicle.Cabin.Door.Row1.DriverSide.Window.Position"
    sim.body.set(window, 100, 0.0)
    sim.body.step(1.0)
    assert 0 < int(str(sim.body.values[window])) < 50
    for _ in range(60):
        sim.body.step(0.1)
    assert sim.body.values[window] == 100
    with pytest.raises(CommandRefusedError, match="not while driving"):
        sim.body.set("Vehicle.Body.Trunk.Rear.IsOpen", True, 20.0)
    with pytest.raises(KeyError):
        sim.set_world("gravity", 1.0)
    with pytest.raises(ValueError, match="between"):
        sim.set_world("outside_celsius", 200)


def test_braking_wears_pads_more_in_front_and_recuperation_spares_them() -> None:
    full, half_full = (Car(speed_mps=30.0, energy_wh=part * 64_000) for part in (0.999, 0.5))
    controls = Controls(accelerator=0.0, brake=0.25, climate_on=False)

    def after_stop(car: Car) -> Car:
        while car.speed_mps > 0.0:
            car = step(car, controls, World(), 0.05)
        return car

    by_friction, by_motor = after_stop(full), after_stop(half_full)
    front = by_friction.pad_wear_percent - full.pad_wear_percent
    rear = by_friction.rear_pad_wear_percent - full.rear_pad_wear_percent
    assert front > rear > 0
    # Of the 0.88 MJ of motion all but air and rolling goes into the pads, 70 % of it in front.
    assert 0.7 * 1.2e-8 * 0.6e6 < front < 0.7 * 1.2e-8 * 0.88e6
    assert by_motor.pad_wear_percent - half_full.pad_wear_percent < 0.5 * front


def test_a_battery_ages_by_cycles_by_time_and_faster_when_hot() -> None:
    year_s = 365.25 * 86_400
    assert battery_health(100.0, 2 * 64_000.0 * 1500, 64_000.0, 25.0, 0.0) == pytest.approx(80.0)
    assert battery_health(100.0, 0.0, 64_000.0, 25.0, year_s) == pytest.approx(98.5)
    assert battery_health(100.0, 0.0, 64_000.0, 45.0, year_s) == pytest.approx(94.0)
    assert battery_health(0.5, 0.0, 64_000.0, 45.0, year_s) == 0.0
    sim = SimulatedCar(LatLon(43.73, 7.42))
    sim.follow(*CORNER)
    drive(sim, lambda: sim.path is None)
    assert 96.49 < sim.car.health_percent < 96.5
    again = SimulatedCar(LatLon(43.73, 7.42))
    again.restore(json.loads(json.dumps(sim.snapshot())))
    assert again.car == sim.car


def test_a_snapshot_of_an_older_simulator_is_still_read() -> None:
    sim = SimulatedCar(LatLon(43.73, 7.42))
    snapshot = json.loads(json.dumps(sim.snapshot()))
    for name in ("rear_pad_wear_percent", "health_percent", "lived_s"):
        del snapshot["car"][name]
    sim.restore(snapshot)
    assert sim.car == Car()


def test_tyres_seep_and_service_comes_nearer() -> None:
    assert seeped((250.0, 250.0, 240.0, 1.0), 365.25 * 86_400) == (214.0, 214.0, 204.0, 0.0)
    sim = SimulatedCar(LatLon(43.73, 7.42))
    before = sim.report()["Vehicle.Service.TimeToService"]
    sim.car = replace(sim.car, lived_s=86_400.0)
    for _ in range(15):
        report = sim.report()
    assert before == 150 * 86_400 and report["Vehicle.Service.TimeToService"] == 149 * 86_400
    assert report["Vehicle.Service.IsServiceDue"] is False


def test_a_car_that_joins_a_new_route_elsewhere_is_lifted_there() -> None:
    sim = SimulatedCar(LatLon(43.73, 7.42))
    lifted: list[LatLon] = []
    sim.lifted = lambda: lifted.append(sim.position)
    sim.follow(*CORNER)
    drive(sim, lambda: sim.along_m > 60.0)
    sim.follow([sim.position.lat_deg + i * 0.001 for i in range(3)], [sim.position.lon_deg] * 3, [14.0] * 3)
    assert not lifted, "it drives on from where it is"
    sim.follow([sim.position.lat_deg + 0.0009 + i * 0.001 for i in range(3)], [7.42] * 3, [14.0] * 3)
    assert len(lifted) == 1
