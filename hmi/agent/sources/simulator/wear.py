"""What using the car wears away: brake pads by friction, the battery by charge and heat, tyres by time."""

from __future__ import annotations

FRONT_SHARE = 0.7
"""of the braking force, as the load moves forward"""
FRONT_PERCENT_PER_J, REAR_PERCENT_PER_J = 1.2e-8, 1.6e-8
"""A front set lasts some 50,000 km of town without recuperation: a stop a kilometre, 0.17 MJ each, Archard's
law. The pads behind are smaller."""
CYCLES_TO_80_PERCENT = 1500.0
"""full cycles until a fifth of the capacity is gone, as makers of NMC cells state it"""
AGEING_PERCENT_PER_YEAR = 1.5
"""of a battery at 25 °C that nobody uses; twice as much for each 10 K more"""
SEEPING_KPA_PER_MONTH = 3.0
"""Air goes through rubber."""
YEAR_S = 365.25 * 86_400


def pads(front_percent: float, rear_percent: float, friction_j: float) -> tuple[float, float]:
    """Both axles' wear after `friction_j` of work by the friction brakes."""
    front = front_percent + FRONT_SHARE * friction_j * FRONT_PERCENT_PER_J
    rear = rear_percent + (1 - FRONT_SHARE) * friction_j * REAR_PERCENT_PER_J
    return min(100.0, front), min(100.0, rear)


def battery_health(percent: float, moved_wh: float, capacity_wh: float, celsius: float, dt_s: float) -> float:
    """State of health after `moved_wh` went in or out within `dt_s` at `celsius`."""
    by_use = 20.0 / CYCLES_TO_80_PERCENT * moved_wh / (2 * capacity_wh)
    by_time = AGEING_PERCENT_PER_YEAR * 2 ** ((celsius - 25.0) / 10.0) * dt_s / YEAR_S
    return max(0.0, percent - by_use - by_time)


def seeped(cold_kpa: tuple[float, float, float, float], dt_s: float) -> tuple[float, float, float, float]:
    """Cold pressures after `dt_s`."""
    lost = SEEPING_KPA_PER_MONTH * dt_s * 12 / YEAR_S
    fl, fr, rl, rr = (max(0.0, kpa - lost) for kpa in cold_kpa)
    return fl, fr, rl, rr
