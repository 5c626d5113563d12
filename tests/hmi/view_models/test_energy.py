"""Flows have directions, curves are what was used, plans are the cheapest that are ready in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import numpy as np
import pytest

from hmi.energy.charge_plan import ChargePlan, ChargeStep, PlanReason
from hmi.energy.model import ConsumptionModel
from hmi.units import IMPERIAL_US, METRIC, Format
from hmi.view_models.energy.consumption import (
    BIN_M,
    KEPT_BINS,
    ConsumptionLog,
    forecast,
    learned_prior,
)
from hmi.view_models.energy.energy_view import consumption_curve
from hmi.view_models.energy.plan_view import plan_hours, plan_text, plan_title, reason_words
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


def test_the_range_before_a_drive_follows_the_learned_car_and_the_weather() -> None:
    model = ConsumptionModel()
    assert learned_prior(model, -5.0) == learned_prior(None, 20.0), "nothing was learned yet"
    taught = replace(model, trips=12)
    cold, warm = learned_prior(taught, -5.0), learned_prior(taught, 20.0)
    assert cold.wh_per_km > 1.2 * warm.wh_per_km and cold.deviation > warm.deviation
    near, far = (forecast(fresh(), prior).range_m(30_000)[1] for prior in (cold, warm))
    assert near < far


def a_plan(**changes: object) -> ChargePlan:
    """16:02 to the next morning by quarter hours, charged from 2 to 3 at half the price."""
    begin = NOW.timestamp()
    first = NOW.replace(minute=0).timestamp()
    marks = [begin, *(first + 900 * n for n in range(1, 62))]
    steps = tuple(
        ChargeStep(a, b, 0.1 if 40 <= n < 44 else 0.3, 11.0 if 40 <= n < 44 else 0.0)
        for n, (a, b) in enumerate(pairwise(marks))
    )
    row: dict[str, object] = {
        "planned_unix_s": begin,
        "reason": PlanReason.WAITS,
        "values": {"until_unix_s": steps[40].begin_unix_s, "price_now": 0.3, "price_then": 0.1},
        "steps": steps,
        "departure_unix_s": (NOW + timedelta(days=1)).replace(hour=7, minute=30).timestamp(),
        "target_percent": 80.0,
        "percent_at_departure": 80.0,
        "energy_kwh": 11.0,
        "cost": 1.1,
        "socket_kw": 11.0,
    }
    return ChargePlan(**{**row, **changes})  # type: ignore[arg-type]


def test_the_agents_plan_is_drawn_and_worded(settings: SettingsModel) -> None:
    plan, form = a_plan(), settings.format
    assert plan_title(plan, form).replace("\u00a0", " ") == "80 % by 07:30"
    assert plan_text(plan, form).replace("\u00a0", " ") == "02:00 – 03:00 · 1.10 €"
    words = reason_words(plan, form).replace("\u00a0", " ")
    assert words == "waits until 02:00: 0.10 € instead of 0.30 € per kWh"
    rows = plan_hours(plan, form)
    assert [n for n, row in enumerate(rows) if row.share > 0] == [10]
    assert rows[10].share == pytest.approx(1.0) and rows[10].price and rows[0].price
    assert rows[17].priced is False, "after the plan's end no price is known"


@pytest.mark.parametrize("reason", list(PlanReason))
def test_every_reason_has_words_without_gaps(settings: SettingsModel, reason: PlanReason) -> None:
    for values in ({}, {"until_unix_s": 1e9, "price_now": 0.3, "price_then": -0.1, "minimum_percent": 30}):
        words = reason_words(a_plan(reason=reason, values=values), settings.format)
        assert "{" not in words
        assert (words == "") is (reason in (PlanReason.FULL, PlanReason.LEVEL_UNKNOWN))


def test_nothing_is_planned_or_promised_by_the_screen(
    car: FakeCar, settings: SettingsModel, clock: Clock
) -> None:
    model = EnergyModel(car, settings, clock, now=lambda: NOW)
    assert model.hours.count == 0 and model.planReason == "" and "–" in model.planTitle
    model.show_plan(a_plan(steps=(), cost=None, reason=PlanReason.NO_DEPARTURE, departure_unix_s=None))
    assert model.planReason == "charges as soon as it is plugged in"
    model.show_plan(a_plan(cost=None))
    assert model.planText.endswith("price not known")
    assert 0 < model.departureAt < 1


def test_an_edit_on_the_screen_is_one_of_the_settings(
    car: FakeCar, settings: SettingsModel, clock: Clock
) -> None:
    model = EnergyModel(car, settings, clock, now=lambda: NOW)
    model.moveDeparture(-2)
    model.moveTarget(1)
    assert (settings.settings.departure_minute, settings.settings.charge_target_percent) == (420, 85)
