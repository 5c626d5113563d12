"""When a part of this car will need attention, as a span, since wear and driving are both uncertain. Pure.

A part that has worn w percent in d kilometres wears on at w/d, give or take what driving style changes; the
car goes on being driven as far a month as it was. Both are taken as log-normal and independent, so that the
span follows from the two relative deviations; 80 of 100 cars should fall into it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hmi.vehicle.state import VehicleState

Z_80 = 1.2816
"""half-width of a central 80 % span in standard deviations"""
WEAR_DEVIATION = 0.20
"""of the rate of wear, in logarithms, once a part is half worn; a part that has hardly worn is known less"""
DISTANCE_DEVIATION = 0.20
"""of the distance driven in a month"""
USUAL_KM_PER_MONTH = 1100.0
"""some 13,000 km a year, until the car's own is known"""
PADS_WORN_PERCENT = 90.0
LIFE_12V_MONTHS, LIFE_12V_DEVIATION = 60.0, 0.28
"""of a lead battery"""
WEAK_12V_V = 12.0
DAYS_PER_MONTH = 30.44


class Item(StrEnum):
    FRONT_PADS = "front_pads"
    REAR_PADS = "rear_pads"
    SERVICE = "service"
    BATTERY_12V = "battery_12v"


@dataclass(frozen=True, slots=True)
class Forecast:
    """When `item` is due, in months from now: 10, 50 and 90 of 100 such cars need it by then."""

    item: Item
    first_months: float
    likely_months: float
    last_months: float


def forecast(state: VehicleState, now_s: float, today: date | None = None) -> tuple[Forecast, ...]:
    """All items that the car says enough about, the most pressing first."""
    today = today or date.today()
    odometer_m = state.number("Vehicle.TraveledDistance", now_s)
    year = state.number("Vehicle.VehicleIdentification.Year", now_s)
    age_months = None if year is None else max(1.0, (today - date(int(year), 7, 1)).days / DAYS_PER_MONTH)
    km = None if odometer_m is None else odometer_m / 1000
    km_per_month = USUAL_KM_PER_MONTH if km is None or age_months is None else max(50.0, km / age_months)
    rows: list[Forecast | None] = []
    for item, axle in ((Item.FRONT_PADS, 1), (Item.REAR_PADS, 2)):
        sides = [
            state.number(f"Vehicle.Chassis.Axle.Row{axle}.Wheel.{side}.Brake.PadWear", now_s)
            for side in ("Left", "Right")
        ]
        worn = max((wear for wear in sides if wear is not None), default=None)
        rows.append(None if worn is None or km is None else wear_forecast(item, worn, km, km_per_month))
    rows.append(_service(state, now_s, km_per_month))
    rows.append(_battery(state, now_s, age_months))
    known = [row for row in rows if row is not None]
    return tuple(sorted(known, key=lambda row: row.likely_months))


def wear_forecast(item: Item, worn_percent: float, km: float, km_per_month: float) -> Forecast | None:
    """For a part that wears with distance; None while it has not worn enough to tell."""
    if worn_percent >= PADS_WORN_PERCENT:
        return Forecast(item, 0.0, 0.0, 0.0)
    if worn_percent < 2 or km < 500:
        return None
    km_left = (PADS_WORN_PERCENT - worn_percent) * km / worn_percent
    # Little wear is read off badly: the sensor steps by one percent.
    deviation = math.hypot(WEAR_DEVIATION * math.sqrt(50 / max(10.0, worn_percent)), 0.5 / worn_percent)
    return _span(item, km_left / km_per_month, math.hypot(deviation, DISTANCE_DEVIATION))


def _service(state: VehicleState, now_s: float, km_per_month: float) -> Forecast | None:
    distance_km = state.number("Vehicle.Service.DistanceToService", now_s)
    time_s = state.number("Vehicle.Service.TimeToService", now_s)
    by_time = None if time_s is None else max(0.0, time_s / 86_400 / DAYS_PER_MONTH)
    if distance_km is None:
        return None if by_time is None else Forecast(Item.SERVICE, by_time, by_time, by_time)
    by_distance = _span(Item.SERVICE, max(0.0, distance_km) / km_per_month, DISTANCE_DEVIATION)
    if by_time is None:
        return by_distance
    return Forecast(
        Item.SERVICE,
        min(by_time, by_distance.first_months),
        min(by_time, by_distance.likely_months),
        min(by_time, by_distance.last_months),
    )


def _battery(state: VehicleState, now_s: float, age_months: float | None) -> Forecast | None:
    voltage_v = state.number("Vehicle.LowVoltageBattery.CurrentVoltage", now_s)
    if voltage_v is not None and voltage_v < WEAK_12V_V:
        return Forecast(Item.BATTERY_12V, 0.0, 0.5, 1.5)
    if age_months is None or age_months > LIFE_12V_MONTHS:
        return None  # an older car has had another battery, and nobody knows since when
    life = _span(Item.BATTERY_12V, LIFE_12V_MONTHS, LIFE_12V_DEVIATION)
    return Forecast(
        Item.BATTERY_12V,
        max(0.0, life.first_months - age_months),
        max(0.5, life.likely_months - age_months),
        max(1.0, life.last_months - age_months),
    )


def _span(item: Item, months: float, deviation: float) -> Forecast:
    factor = math.exp(Z_80 * deviation)
    return Forecast(item, months / factor, months, months * factor)
