"""The driver of the simulated car: keeps to the path's speed, smoothly, and stops where it ends."""

from __future__ import annotations

import math

from hmi.agent.sources.simulator.car import (
    BRAKE_FORCE_N,
    GRAVITY_MPS2,
    MASS_KG,
    MOTOR_FORCE_N,
    MOTOR_POWER_W,
)
from hmi.agent.sources.simulator.path import COMFORT_BRAKING_MPS2, DrivePath

ACCELERATION_MPS2 = 1.9
BRAKING_MPS2 = 3.2
LOOKAHEAD_S = 0.6
ARRIVED_M = 1.5


LIGHT_CYCLE_S = 60.0
RED_S = 24.0


def pedals(
    path: DrivePath,
    along_m: float,
    speed_mps: float,
    traffic: float = 1.0,
    grade: float = 0.0,
    light_time_s: float | None = None,
) -> tuple[float, float]:
    """Accelerator and brake, each 0..1, for a car `along_m` metres along `path`.

    `light_time_s` is the clock of the traffic lights on the path; None: there are none.
    """
    remaining_m = path.length_m - along_m
    if remaining_m < ARRIVED_M:
        return 0.0, 0.4
    target = path.allowed_speed_mps(along_m + speed_mps * LOOKAHEAD_S) * traffic
    target = max(target, min(1.2, remaining_m))  # creep: a profile that ends in 0 is never reached otherwise
    if light_time_s is not None:
        red_m = _red_light_ahead_m(path, along_m, speed_mps, light_time_s)
        if red_m is not None:
            if red_m < 4.0 and speed_mps < 1.0:
                return 0.0, 0.3
            # The pedals follow late: aim at a point short of the line, as seen from where the car will be.
            room_m = max(0.0, red_m - 2.0 - speed_mps * LOOKAHEAD_S)
            target = min(target, math.sqrt(2 * COMFORT_BRAKING_MPS2 * room_m))
    wanted = min(max((target - speed_mps) / 0.8, -BRAKING_MPS2), ACCELERATION_MPS2)
    # Rolling, drag and grade at this speed, so that holding a speed needs no error.
    hold_n = 180.0 + 0.37 * speed_mps * speed_mps + MASS_KG * GRAVITY_MPS2 * grade
    force = wanted * MASS_KG + hold_n
    if force >= 0:
        return min(1.0, force / min(MOTOR_FORCE_N, MOTOR_POWER_W / max(speed_mps, 3.0))), 0.0
    return 0.0, min(1.0, -force / BRAKE_FORCE_N)


def _red_light_ahead_m(path: DrivePath, along_m: float, speed_mps: float, time_s: float) -> float | None:
    """Metres to the next light if it is red and the car can still stop for it."""
    for number, stop_m in enumerate(path.lights_m):
        ahead_m = stop_m - along_m
        if ahead_m < -1.0:
            continue
        braking_m = speed_mps * speed_mps / (2 * BRAKING_MPS2)
        if ahead_m > 120.0 or ahead_m < braking_m - 2.0:
            return None
        # Each light has its own phase (the golden ratio spreads them evenly).
        phase = (time_s + number * 0.618 * LIGHT_CYCLE_S) % LIGHT_CYCLE_S
        return ahead_m if phase < RED_S else None
    return None
