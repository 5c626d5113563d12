"""Flows have directions, curves are what was used, plans are the cheapest that are ready in time."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmi.units import IMPERIAL_US, METRIC, Format
from hmi.vehicle.charge_plan import (
    CHARGE_EFFICIENCY,
    PricedHour,
    next_departure,
    plan_charge,
    priced_hours,
)
from hmi.view_models.energy.consumption import BIN_M, KEPT_BINS, ConsumptionLog, forecast
from hmi.view_models.energy.energy_view import consumption_curve
from hmi.view_models.energy.screen import EnergyModel
from hmi.view_models.settings.model import SettingsModel
from tests.hmi.fake_car import FakeCar

from .conftest import Clock

NOW = datetime(2025, 11, 5, 16, 2)
POWER = "Vehicle.Powertrain.TractionBattery.CurrentPower"
CABLE = "Vehicle.Powertrain.TractionBattery.Charging.ChargingPort.AnyPosition.IsChargingCableConnected"
MOTOR = "Vehicle.Powertrain.ElectricMotor.Power"


def driven(log: ConsumptionLog, distance_m: float, wh_per_km: float, step_m: float = 50.0) -> ConsumptionLog:
    odometer_m, battery_wh = log.last_m, log.last_wh
    for _ in range(round(distance_m / step_m)):
        odometer_m += step_m
        battery_wh -= wh_per_km * step_m / 1000
        log = log.updated(odometer_m, battery_wh)
    return log


def fresh() -> ConsumptionLog:
    return ConsumptionLog().updated(1_000_000.0, 50_000.0)


def test_a_steady_drive_costs_what_it_costs() -> None:
    log = driven(fresh(), 10_000, 160.0)
    assert log.wh_per_km == pytest.approx(np.full(40, 160.0))


def test_only_the_last_kilometres_are_kept() -> None:
    log = driven(fresh(), 60_000, 150.0)
    assert len(log.end_m) == KEPT_BINS
    assert log.end_m[-1] == pytest.approx(1_060_000)


def test_charging_while_standing_is_no_consumption() -> None:
    log = driven(fresh(), 100, 160.0)
    log = log.updated(log.last_m, log.last_wh + 20_000)
    log = driven(log, 900, 160.0)
    assert log.wh_per_km.min() > 100
    assert log.wh_per_km.max() < 250


def test_a_gap_in_the_values_is_no_road() -> None:
    log = driven(fresh(), 1000, 160.0).updated(None, None)
    log = log.updated(1_050_000.0, 20_000.0)
    assert len(log.wh_per_km) == 4
    assert driven(log, 500, 170.0).wh_per_km[-1] == pytest.approx(170.0)


def test_the_forecast_learns_and_grows_surer() -> None:
    begin, later = forecast(fresh()), forecast(driven(fresh(), 18_000, 210.0))
    assert begin.mean_wh_per_km == pytest.approx(170)
    assert later.mean_wh_per_km > 195
    assert later.mean_deviation < begin.mean_deviation / 2


def test_the_range_span_holds_what_drives_of_that_kind_need() -> None:
    """Of 400 drives that stray like the log, some 80 % run out within the span."""
    rng = np.random.default_rng(5)
    inside = 0
    for _ in range(400):
        mean = rng.normal(160, 10)
        costs = rng.normal(mean, 30, 120).repeat(4)
        log = fresh()
        for cost in costs[:80]:
            log = driven(log, BIN_M, float(cost), BIN_M)
        low_m, _, high_m = forecast(log).range_m(15_000)
        used_wh = np.cumsum(costs[80:] * BIN_M / 1000)
        range_m = BIN_M * (np.searchsorted(used_wh, 15_000.0) + 0.5)
        inside += int(low_m <= range_m <= high_m)
    assert 0.68 <= inside / 400 <= 0.98


def test_the_curve_is_in_the_drivers_unit_and_on_its_scale() -> None:
    log = driven(fresh(), 18_000, 158.0)
    for units, value in ((METRIC, 15.8), (IMPERIAL_US, 3.93)):
        curve = consumption_curve(log, forecast(log), Format(units))
        assert curve.used[-1] == pytest.approx(value, rel=0.01)
        assert (curve.low <= curve.likely + 1e-9).all()
        assert (curve.likely <= curve.high + 1e-9).all()
        assert curve.top >= max(curve.used.max(), curve.high.max())
        assert curve.past_m == pytest.approx(18_000, rel=0.03)


def hours(prices: list[float | None], start: datetime = NOW) -> list[PricedHour]:
    first = start.replace(minute=0)
    return [PricedHour(first + timedelta(hours=number), price) for number, price in enumerate(prices)]


def test_the_cheapest_hours_before_departure_are_taken() -> None:
    prices: list[float | None] = [0.3, 0.3, 0.1, 0.2, 0.1, 0.05]
    plan = plan_charge(NOW, NOW + timedelta(hours=4.5), hours(prices), 50, 80, 60, 11)
    assert plan.percent_at_departure == pytest.approx(80)
    # 20 kWh at 11 kW: both cheap hours as far as they go, the rest in the next cheapest; hour 5 is too late.
    half = 32 / 60
    assert [hour.share for hour in plan.hours] == pytest.approx([0, 0, 1, 20 / 11 - 1 - half, half, 0])
    assert plan.cost == pytest.approx(0.1 * 11 * (1 + half) + 0.2 * (20 - 11 * (1 + half)))


def test_among_equals_the_latest_and_without_prices_too() -> None:
    for price in (0.2, None):
        plan = plan_charge(NOW, NOW + timedelta(hours=6), hours([price] * 6), 70, 80, 55, 11)
        charged = [i for i, hour in enumerate(plan.hours) if hour.share > 0]
        assert charged == [5]
        assert (plan.cost is None) is (price is None)


def test_what_cannot_be_reached_is_not_promised() -> None:
    plan = plan_charge(NOW, NOW + timedelta(hours=1), hours([0.2] * 3), 20, 80, 60, 11)
    assert plan.percent_at_departure == pytest.approx(20 + 11 * CHARGE_EFFICIENCY / 60 * 100)


def test_a_full_enough_battery_needs_nothing() -> None:
    plan = plan_charge(NOW, NOW + timedelta(hours=9), hours([0.2] * 9), 85, 80, 60, 11)
    assert plan.begin is None
    assert plan.cost == 0
    assert plan.percent_at_departure == 85


@given(
    prices=st.lists(st.floats(0.01, 1.0) | st.none(), min_size=1, max_size=30),
    level=st.floats(0, 100),
    target=st.floats(0, 100),
    power=st.floats(1, 150),
    ahead_h=st.floats(0.1, 40),
)
def test_no_plan_charges_after_departure_or_more_than_asked(
    prices: list[float | None], level: float, target: float, power: float, ahead_h: float
) -> None:
    departure = NOW + timedelta(hours=ahead_h)
    plan = plan_charge(NOW, departure, hours(prices), level, target, 60, power)
    needed_kwh = max(0.0, target - level) / 100 * 60 / CHARGE_EFFICIENCY
    assert plan.energy_kwh <= needed_kwh + 1e-9
    for hour in plan.hours:
        assert -1e-9 <= hour.share <= 1 + 1e-9
        if hour.start >= departure:
            assert hour.share == 0
    idle = [
        hour
        for hour in plan.hours
        if hour.share < 1e-9 and NOW <= hour.start <= departure - timedelta(hours=1)
    ]
    used = [hour for hour in plan.hours if hour.share > 1e-9 and hour.price_per_kwh is not None]
    cheapest_idle = min((hour.price_per_kwh for hour in idle if hour.price_per_kwh is not None), default=9.0)
    assert all((hour.price_per_kwh or 0) <= cheapest_idle + 1e-9 for hour in used)


def test_departure_is_the_next_time_the_clock_shows_it() -> None:
    assert next_departure(NOW, 7 * 60 + 30) == datetime(2025, 11, 6, 7, 30)
    assert next_departure(NOW, 18 * 60) == datetime(2025, 11, 5, 18, 0)
    assert priced_hours(NOW, [0.1, 0.2], datetime(2025, 11, 5, 15))[0].price_per_kwh == 0.2


def test_flows_turn_round_when_the_car_brakes(car: FakeCar, settings: SettingsModel, clock: Clock) -> None:
    model = EnergyModel(car, settings, clock, now=lambda: NOW)
    assert (model.motorFlow, model.wheelFlow, model.chargeFlow) == (1, 1, 0)
    assert model.wheelsText.startswith("wheels · 90")
    car.say({POWER: 20_000.0, MOTOR: -23})
    model.refresh()
    assert (model.motorFlow, model.wheelFlow) == (-1, -1)
    car.say(
        {
            POWER: 11_000.0,
            MOTOR: 0,
            "Vehicle.Powertrain.TractionBattery.Charging.IsCharging": True,
            CABLE: True,
        }
    )
    model.refresh()
    assert (model.motorFlow, model.wheelFlow, model.chargeFlow) == (0, 0, 1)
    assert model.charger.replace("\u00a0", " ") == "11 kW"
    car.leave()
    model.refresh()
    assert (model.motorFlow, model.wheelFlow, model.chargeFlow) == (0, 0, 0)
    assert model.battery.replace("\u00a0", " ") == "– %"


def test_an_edit_of_the_plan_is_kept_and_told(car: FakeCar, settings: SettingsModel, clock: Clock) -> None:
    model = EnergyModel(car, settings, clock, now=lambda: NOW)
    assert model.planTitle.replace("\u00a0", " ") == "80 % by 07:30"
    model.moveDeparture(-2)
    model.moveTarget(1)
    assert model.planTitle.replace("\u00a0", " ") == "85 % by 07:00"
    assert settings.settings.departure_minute == 420
