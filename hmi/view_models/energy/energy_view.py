"""What the energy screen shows: flows and the consumption curve. Pure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from hmi.units import DASH, Format
from hmi.vehicle.state import VehicleState
from hmi.view_models.energy.consumption import ConsumptionForecast, ConsumptionLog, smoothed

BATTERY = "Vehicle.Powertrain.TractionBattery."
PLUGGED = BATTERY + "Charging.ChargingPort.AnyPosition.IsChargingCableConnected"
FLOW_FROM_W = 500.0
"""less is the car's own electronics, not driving"""
CHARGE_LIMIT = BATTERY + "Charging.ChargeLimit"
PAST_M, LEAST_PAST_M, AHEAD_OVER_PAST = 18_000.0, 2_000.0, 22 / 18
"""how much road the curve shows behind and, in proportion, ahead"""
AHEAD_POINTS = 45


@dataclass(frozen=True, slots=True)
class ConsumptionCurve:
    """What the chart draws, in the driver's unit of consumption; x in metres from here, behind negative."""

    used_x_m: NDArray[np.float64]
    used: NDArray[np.float64]
    ahead_x_m: NDArray[np.float64]
    likely: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    past_m: float
    ahead_m: float
    top: float
    """end of the scale"""


@dataclass(frozen=True, slots=True)
class EnergyView:
    """Directions are 1 (down, towards the wheels), -1 (back up) and 0 (nothing flows or unknown)."""

    charger: str
    charger_text: str
    plugged: bool
    battery: str
    battery_text: str
    motor: str
    wheels: str
    wheels_text: str
    charge_flow: int
    motor_flow: int
    wheel_flow: int


def energy_view(state: VehicleState, now_s: float, form: Format) -> EnergyView:
    translate = QCoreApplication.translate
    level = state.number(BATTERY + "StateOfCharge.Displayed", now_s)
    if level is None:
        level = state.number(BATTERY + "StateOfCharge.Current", now_s)
    battery_w = state.number(BATTERY + "CurrentPower", now_s)
    motor_kw = state.number("Vehicle.Powertrain.ElectricMotor.Power", now_s)
    wheels_w = None if motor_kw is None else motor_kw * 1000
    plugged = state.get(PLUGGED, now_s)
    charging = state.get(BATTERY + "Charging.IsCharging", now_s) is True
    charger_w = battery_w if charging and battery_w is not None and battery_w > 0 else None
    # The bus counts power into the battery; the motor takes what comes out of it.
    motor_w = None if battery_w is None or charging else -battery_w
    temperature = form.temperature(state.number(BATTERY + "Temperature.Average", now_s)).text
    efficiency = ""
    if motor_w is not None and wheels_w is not None and min(abs(motor_w), abs(wheels_w)) > 2000:
        low, high = sorted((abs(motor_w), abs(wheels_w)))
        efficiency = f" · {form.percent(100 * low / high).text}"
    return EnergyView(
        charger=form.power(charger_w).text if charger_w is not None else DASH,
        charger_text=translate("Energy", "unknown")
        if plugged is None
        else translate("Energy", "charging")
        if charging
        else translate("Energy", "plugged in")
        if plugged
        else translate("Energy", "not connected"),
        plugged=plugged is True,
        battery=form.percent(level).text,
        battery_text=translate("Energy", "battery") + " · " + temperature,
        motor=form.power(motor_w).text,
        wheels=form.power(wheels_w).text,
        wheels_text=translate("Energy", "wheels") + efficiency,
        charge_flow=1 if charger_w is not None and charger_w > FLOW_FROM_W else 0,
        motor_flow=_direction(motor_w),
        wheel_flow=_direction(wheels_w),
    )


def consumption_curve(log: ConsumptionLog, ahead: ConsumptionForecast, form: Format) -> ConsumptionCurve:
    """The curve of what was used and the band of what is likely."""
    past_m = min(PAST_M, max(LEAST_PAST_M, log.driven_m))
    ahead_m = past_m * AHEAD_OVER_PAST
    here_m = log.last_m if log.begin_m is not None or len(log.end_m) else 0.0
    value = np.vectorize(form.consumption_value, otypes=[np.float64])
    used_x_m = log.end_m - here_m
    seen = used_x_m >= -past_m
    used = smoothed(log.wh_per_km, 3)[seen]
    x_m = np.linspace(0, ahead_m, AHEAD_POINTS)
    low, high = ahead.band(x_m)
    likely = np.full_like(x_m, ahead.mean_wh_per_km)
    if len(used):
        # The forecast leaves from where the curve ends, not from the mean.
        likely += (used[-1] - ahead.mean_wh_per_km) * np.exp(-x_m / max(300.0, ahead_m / 12))
        low, high = np.minimum(low, likely), np.maximum(high, likely)
    # Distance on a kilowatt hour has no value at zero or in a descent.
    floor = 0.0 if form.consumption_value(200) > form.consumption_value(100) else 60.0
    shown = [value(np.maximum(part, floor)) if len(part) else part for part in (used, likely, low, high)]
    if floor:
        shown[2], shown[3] = shown[3], shown[2]
    peak = max((float(part.max()) for part in shown if len(part)), default=1.0)
    step = 10.0 if peak > 6 else 2.0
    top = step * max(2, int(np.ceil(peak / step)))
    return ConsumptionCurve(used_x_m[seen], shown[0], x_m, shown[1], shown[2], shown[3], past_m, ahead_m, top)


def _direction(power_w: float | None) -> int:
    if power_w is None or abs(power_w) < FLOW_FROM_W:
        return 0
    return 1 if power_w > 0 else -1
