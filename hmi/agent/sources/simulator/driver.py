"""The driver of the simulated car: keeps to the path's speed, smoothly, and stops where it ends."""

from __future__ import annotations

from hmi.agent.sources.simulator.car import BRAKE_FORCE_N, MASS_KG, MOTOR_FORCE_N, MOTOR_POWER_W
from hmi.agent.sources.simulator.path import DrivePath

ACCELERATION_MPS2 = 1.9
BRAKING_MPS2 = 3.2
LOOKAHEAD_S = 0.6
ARRIVED_M = 1.5


def pedals(
    path: DrivePath, along_m: float, speed_mps: float, speed_factor: float = 1.0
) -> tuple[float, float]:
    """Accelerator and brake, each 0..1, for a car `along_m` metres along `path`."""
    remaining_m = path.length_m - along_m
    if remaining_m < ARRIVED_M:
        return 0.0, 0.4
    target = path.allowed_speed_mps(along_m + speed_mps * LOOKAHEAD_S) * speed_factor
    target = max(target, min(1.2, remaining_m))  # creep: a profile that ends in 0 is never reached otherwise
    wanted = min(max((target - speed_mps) / 0.8, -BRAKING_MPS2), ACCELERATION_MPS2)
    # Rolling and drag at this speed, so that holding a speed needs no error.
    hold_n = 180.0 + 0.37 * speed_mps * speed_mps
    force = wanted * MASS_KG + hold_n
    if force >= 0:
        return min(1.0, force / min(MOTOR_FORCE_N, MOTOR_POWER_W / max(speed_mps, 3.0))), 0.0
    return 0.0, min(1.0, -force / BRAKE_FORCE_N)
