"""The physics of the simulated car, one small step at a time: forces, motor, brakes, battery, cabin, tyres.

A mid-size electric car. `step` is a pure function of state, pedals and world: no clock, no bus.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from hmi.agent.sources.simulator import wear

MASS_KG = 1_950.0
GRAVITY_MPS2 = 9.81
ROLLING = 0.0095
DRAG_AREA_M2 = 0.62
"""drag coefficient times frontal area"""
AIR_KG_M3 = 1.2
WHEEL_RADIUS_M = 0.338
MOTOR_RATIO = 9.1
MOTOR_POWER_W = 150_000.0
REGEN_POWER_W = 65_000.0
MOTOR_FORCE_N = 7_800.0
REGEN_FORCE_N = 4_200.0
BRAKE_FORCE_N = 16_000.0
DRIVETRAIN_EFFICIENCY = 0.92

BATTERY_KWH = 64.0
BATTERY_OPEN_V = (320.0, 352.0, 362.0, 372.0, 388.0, 408.0)
"""open-circuit voltage at 0, 20 … 100 %"""
BATTERY_OHM = 0.075
"""at 25 °C; a cold cell resists more"""
BATTERY_J_PER_K = 380_000.0
BATTERY_COOLING_W_PER_K = 25.0
AUXILIARY_W = 320.0
CABIN_J_PER_K = 120_000.0
CABIN_LOSS_W_PER_K = 95.0
HEAT_PUMP_COP = 2.4
CLIMATE_POWER_W = 5_500.0
MOTOR_J_PER_K = 60_000.0
MOTOR_COOLING_W_PER_K = 55.0


@dataclass(frozen=True, slots=True)
class World:
    """What the car drives through."""

    outside_celsius: float = 19.0
    grade: float = 0.0
    """rise over run of the road here"""
    headwind_mps: float = 0.0


@dataclass(frozen=True, slots=True)
class Controls:
    """What driver and charger do."""

    accelerator: float = 0.0
    """0..1"""
    brake: float = 0.0
    """0..1 of friction and recuperation together"""
    climate_on: bool = True
    cabin_target_celsius: float = 21.0
    fan: float = 0.4
    charger_w: float = 0.0
    """what the charging point offers"""
    charge_limit_percent: float = 80.0
    drive: bool = True
    """D or R is engaged; otherwise the wheels are held"""


@dataclass(frozen=True, slots=True)
class Car:
    """Everything the physics remembers."""

    speed_mps: float = 0.0
    acceleration_mps2: float = 0.0
    odometer_m: float = 12_345_600.0
    energy_wh: float = 0.72 * BATTERY_KWH * 1000
    battery_celsius: float = 21.0
    battery_w: float = 0.0
    """into the battery is positive, as VSS has it"""
    battery_v: float = 370.0
    motor_w: float = 0.0
    """electrical; negative recuperates"""
    motor_nm: float = 0.0
    motor_celsius: float = 30.0
    loss_w: float = 0.0
    climate_w: float = 0.0
    charging_w: float = 0.0
    cabin_celsius: float = 20.0
    tyre_celsius: tuple[float, float, float, float] = (22.0, 22.0, 22.0, 22.0)
    tyre_cold_kpa: tuple[float, float, float, float] = (250.0, 250.0, 250.0, 250.0)
    """pressures at 20 °C; a leak lowers one"""
    pad_wear_percent: float = 21.0
    """in front"""
    rear_pad_wear_percent: float = 12.0
    health_percent: float = 96.5
    """what the battery still holds of what it held when new"""
    lived_s: float = 0.0
    recuperated_wh: float = 0.0
    used_wh: float = 0.0

    @property
    def charge_percent(self) -> float:
        return self.energy_wh / (BATTERY_KWH * 10.0)

    @property
    def battery_a(self) -> float:
        return self.battery_w / self.battery_v

    def tyre_kpa(self, wheel: int) -> float:
        """Gauge pressure by the gas law from the tyre's temperature."""
        absolute = (self.tyre_cold_kpa[wheel] + 101.3) * (self.tyre_celsius[wheel] + 273.15) / 293.15
        return max(0.0, absolute - 101.3)


def step(car: Car, controls: Controls, world: World, dt_s: float) -> Car:
    """The car `dt_s` later (at most about 0.1 s)."""
    speed = car.speed_mps
    power_limit_w = MOTOR_POWER_W * min(1.0, max(0.0, (car.charge_percent - 0.5) / 4.0))
    motor_n = controls.accelerator * min(MOTOR_FORCE_N, power_limit_w / max(speed, 3.0))
    regen_room = min(1.0, max(0.0, (98.0 - car.charge_percent) / 5.0)) * min(
        1.0, max(0.1, (car.battery_celsius + 5.0) / 20.0)
    )
    wanted_n = controls.brake * BRAKE_FORCE_N
    # Below walking pace recuperation fades out and friction holds the car.
    regen_n = min(
        wanted_n, REGEN_FORCE_N * regen_room * min(1.0, speed / 3.0), REGEN_POWER_W / max(speed, 1.0)
    )
    friction_n = wanted_n - regen_n
    air = speed + world.headwind_mps
    resist_n = (
        0.5 * AIR_KG_M3 * DRAG_AREA_M2 * air * abs(air)
        + (MASS_KG * GRAVITY_MPS2 * ROLLING if speed > 0 else 0.0)
        + MASS_KG * GRAVITY_MPS2 * math.sin(math.atan(world.grade))
    )
    acceleration = (motor_n - regen_n - friction_n - resist_n) / MASS_KG
    held = not controls.drive or (speed < 0.05 and controls.brake > 0.05)
    new_speed = 0.0 if held and speed < 0.5 else max(0.0, speed + acceleration * dt_s)
    acceleration = (new_speed - speed) / dt_s
    moved = (speed + new_speed) / 2 * dt_s

    shaft_w = (motor_n - regen_n) * (speed + new_speed) / 2
    motor_w = shaft_w / DRIVETRAIN_EFFICIENCY if shaft_w >= 0 else shaft_w * DRIVETRAIN_EFFICIENCY
    climate_w = _climate_w(car, controls, world)
    charging_w = _charging_w(car, controls)
    chemistry_w = -motor_w - climate_w - AUXILIARY_W + charging_w
    open_v = _open_voltage(car.charge_percent)
    ohm = BATTERY_OHM * (1.0 + max(0.0, 25.0 - car.battery_celsius) * 0.025)
    # P = V·I with V = open + I·R; I is positive into the battery.
    current = (-open_v + math.sqrt(max(open_v * open_v + 4 * ohm * chemistry_w, 1.0))) / (2 * ohm)
    heat_w = current * current * ohm
    energy = min(BATTERY_KWH * 1000, max(0.0, car.energy_wh + (chemistry_w - heat_w) * dt_s / 3600))
    front_pads, rear_pads = wear.pads(car.pad_wear_percent, car.rear_pad_wear_percent, friction_n * moved)
    return replace(
        car,
        speed_mps=new_speed,
        acceleration_mps2=acceleration,
        odometer_m=car.odometer_m + moved,
        energy_wh=energy,
        battery_w=chemistry_w,
        battery_v=open_v + current * ohm,
        battery_celsius=car.battery_celsius
        + (heat_w - BATTERY_COOLING_W_PER_K * (car.battery_celsius - world.outside_celsius))
        * dt_s
        / BATTERY_J_PER_K,
        motor_w=motor_w,
        motor_nm=(motor_n - regen_n) * WHEEL_RADIUS_M / MOTOR_RATIO,
        motor_celsius=car.motor_celsius
        + (
            abs(motor_w) * (1 - DRIVETRAIN_EFFICIENCY)
            - MOTOR_COOLING_W_PER_K * (car.motor_celsius - world.outside_celsius)
        )
        * dt_s
        / MOTOR_J_PER_K,
        loss_w=heat_w,
        climate_w=climate_w,
        charging_w=charging_w,
        cabin_celsius=_cabin(car, controls, world, climate_w, dt_s),
        tyre_celsius=_tyres(car, new_speed, world, dt_s),
        tyre_cold_kpa=wear.seeped(car.tyre_cold_kpa, dt_s),
        pad_wear_percent=front_pads,
        rear_pad_wear_percent=rear_pads,
        health_percent=wear.battery_health(
            car.health_percent,
            abs(chemistry_w) * dt_s / 3600,
            BATTERY_KWH * 1000,
            car.battery_celsius,
            dt_s,
        ),
        lived_s=car.lived_s + dt_s,
        recuperated_wh=car.recuperated_wh + max(0.0, -motor_w) * dt_s / 3600,
        used_wh=car.used_wh + (max(0.0, motor_w) + climate_w + AUXILIARY_W) * dt_s / 3600,
    )


def charge_power_w(charge_percent: float, battery_celsius: float) -> float:
    """What the battery takes at the most: flat to half full, then tapering; little when cold."""
    taper = 1.0 if charge_percent < 50 else max(0.04, 1.0 - (charge_percent - 50) / 52)
    cold = min(1.0, max(0.08, (battery_celsius + 5.0) / 30.0))
    return 105_000.0 * taper * cold


def _charging_w(car: Car, controls: Controls) -> float:
    if controls.charger_w <= 0 or car.speed_mps > 0.1 or car.charge_percent >= controls.charge_limit_percent:
        return 0.0
    return min(controls.charger_w, charge_power_w(car.charge_percent, car.battery_celsius))


def _climate_w(car: Car, controls: Controls, world: World) -> float:
    if not controls.climate_on:
        return 0.0
    gap = controls.cabin_target_celsius - car.cabin_celsius
    hold = abs(controls.cabin_target_celsius - world.outside_celsius) * CABIN_LOSS_W_PER_K
    demand = (hold + abs(gap) * 900.0) / HEAT_PUMP_COP if abs(gap) > 0.2 else hold / HEAT_PUMP_COP
    return min(CLIMATE_POWER_W, demand) * (0.3 + 0.7 * controls.fan) + 180.0 * controls.fan


def _cabin(car: Car, controls: Controls, world: World, climate_w: float, dt_s: float) -> float:
    flow_w = (world.outside_celsius - car.cabin_celsius) * CABIN_LOSS_W_PER_K
    if climate_w > 0:
        gap = controls.cabin_target_celsius - car.cabin_celsius
        flow_w += math.copysign(min(climate_w * HEAT_PUMP_COP, 9_000.0), gap) * min(1.0, abs(gap))
    return car.cabin_celsius + flow_w * dt_s / CABIN_J_PER_K


def _tyres(car: Car, speed_mps: float, world: World, dt_s: float) -> tuple[float, float, float, float]:
    # Flexing warms a tyre by about 25 K at motorway speed within a quarter of an hour.
    rest = world.outside_celsius + 0.75 * speed_mps
    part = min(1.0, dt_s / 500.0)
    fl, fr, rl, rr = (celsius + (rest - celsius) * part for celsius in car.tyre_celsius)
    return fl, fr, rl, rr


def _open_voltage(charge_percent: float) -> float:
    position = min(max(charge_percent / 20.0, 0.0), 4.999)
    index = int(position)
    low, high = BATTERY_OPEN_V[index], BATTERY_OPEN_V[index + 1]
    return low + (high - low) * (position - index)
