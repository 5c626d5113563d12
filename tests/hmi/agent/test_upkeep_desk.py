"""The maintenance book within the agent: its days are filled from signals, kept, and forecast from."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest

from hmi.agent.books.day_log import RESTED_S, DayLog, read_day_log
from hmi.agent.upkeep_desk import UpkeepDesk
from hmi.upkeep.book import read_book
from hmi.upkeep.day import Day
from hmi.vehicle.signals import BY_PATH

WHEEL = "Vehicle.Chassis.Axle.Row{}.Wheel.{}."
ENGINE, BATTERY = "Vehicle.Powertrain.CombustionEngine.", "Vehicle.Powertrain.TractionBattery."
TYRES = {
    WHEEL.format(row, side) + what: value
    for row in (1, 2)
    for side in ("Left", "Right")
    for what, value in (("Tire.Pressure", 245), ("Tire.Temperature", 9.0), ("Brake.PadWear", 20 * row))
}


def drive(log: DayLog, seconds: int, at_s: float = 0.0, **signals: Any) -> DayLog:
    """Half-second steps with these signals; a callable gives one by the second."""
    for step in range(2 * seconds + 1):
        now_s = at_s + step / 2
        values = {path: value(step / 2) if callable(value) else value for path, value in signals.items()}
        assert set(values) <= set(BY_PATH)
        log = log.heard(values.get, now_s, now_s, 7)
    return log


def test_a_drive_counts_distance_engine_wipers_and_fan() -> None:
    moving: dict[str, Any] = {
        "Vehicle.Speed": 72.0,
        "Vehicle.TraveledDistance": lambda s: 5_000_000 + round(20 * s),
        ENGINE + "IsRunning": lambda s: s > 0,
        ENGINE + "EngineCoolant.Temperature": 15.0,
        "Vehicle.Body.Windshield.Front.Wiping.Mode": "FAST",
        "Vehicle.Cabin.HVAC.Station.Row1.Driver.FanSpeed": 50,
    }
    day = drive(DayLog(Day(7)), 180, **moving).day
    assert day.km == pytest.approx(3.6)
    assert day.cold_starts == 1
    assert day.engine_h == pytest.approx(0.05, rel=0.01)
    assert day.wiper_h == pytest.approx(0.1)
    assert day.fan_h == pytest.approx(0.025)
    assert day.tyre_kpa is None


def test_heat_is_the_motion_lost_under_the_pedal_less_what_went_into_the_battery() -> None:
    braking: dict[str, Any] = {
        "Vehicle.Speed": lambda s: 100.0 - 10 * s,
        "Vehicle.Chassis.Brake.PedalPosition": 30,
        "Vehicle.CurbWeight": 2_000,
    }
    all_heat = drive(DayLog(Day(7)), 10, **braking).day.heat_mj
    assert all_heat == pytest.approx(2_000 / 2 * (100 / 3.6) ** 2 / 1e6, rel=0.01)
    some = drive(DayLog(Day(7)), 10, **braking, **{BATTERY + "CurrentPower": 30_000.0}).day.heat_mj
    assert some == pytest.approx(all_heat - 0.3, abs=0.06)
    coasting = braking | {"Vehicle.Chassis.Brake.PedalPosition": 0}
    assert drive(DayLog(Day(7)), 10, **coasting).day.heat_mj == 0


def test_a_tyre_is_cold_and_a_battery_at_rest_only_after_hours_of_standing() -> None:
    still: dict[str, Any] = {"Vehicle.Speed": 0.0, "Vehicle.LowVoltageBattery.CurrentVoltage": 12.6, **TYRES}
    warm = drive(DayLog(Day(7)), 1, **still)
    assert warm.day.tyre_kpa is None
    assert warm.day.front_worn_percent == 20
    cold = drive(warm, 1, RESTED_S + 1, **still)
    assert cold.day.tyre_kpa == (245.0,) * 4
    assert cold.day.rest_v == 12.6
    lower = drive(cold, 1, RESTED_S + 9, **still | {"Vehicle.LowVoltageBattery.CurrentVoltage": 12.1})
    assert lower.day.rest_v == 12.6


def test_cranking_keeps_the_lowest_voltage() -> None:
    start: dict[str, Any] = {
        "Vehicle.LowVoltageSystemState": "START",
        "Vehicle.LowVoltageBattery.CurrentVoltage": lambda s: 11.0 - s,
        "Vehicle.Exterior.AirTemperature": -5.0,
    }
    day = drive(DayLog(Day(7)), 2, **start).day
    assert (day.crank_v, day.celsius) == (9.0, -5.0)


def test_a_charge_counts_from_its_beginning_to_its_end() -> None:
    charge: dict[str, Any] = {
        "Vehicle.Speed": 0.0,
        BATTERY + "Charging.IsCharging": lambda s: s < 60,
        BATTERY + "StateOfCharge.Current": lambda s: 40 + s / 6,
        BATTERY + "CurrentPower": 360_000.0,
    }
    day = drive(DayLog(Day(7)), 61, **charge).day
    assert day.gained_percent == pytest.approx(10, abs=0.2)
    assert day.charged_kwh == pytest.approx(6, rel=0.02)


def test_a_car_that_says_nothing_fills_nothing() -> None:
    assert drive(DayLog(Day(7)), 5).day == Day(7)


class Clock:
    today = date(2026, 3, 1)


def desk(values: dict[str, Any], clock: Clock) -> UpkeepDesk:
    return UpkeepDesk(values.get, lambda: 1.0, lambda: None, lambda: clock.today)


def test_days_pass_into_the_book_and_all_outlives_the_agent() -> None:
    clock, values = (
        Clock(),
        {"Vehicle.Service.DistanceToService": 900.0, "Vehicle.TraveledDistance": 9_000_000},
    )
    kept = desk(values, clock)
    told: list[str] = []
    kept.on_bus = told.append
    for day in range(5):
        kept.look(1_000.0 * day)
        clock.today += timedelta(1)
    assert "service" in told[-1]
    assert kept.revision == 4
    kept.done("wipers")
    kept.inspect_by("2027-01-31")
    record, today = json.loads(json.dumps([kept.book_record(), kept.today_record()]))
    assert len(read_book(record).days) == 4
    assert read_day_log(today).day.service_km == 900
    after = desk(values, clock)
    after.restore_book(record)
    after.restore_today(today)
    assert after.as_csv() == kept.as_csv()
    after.look(0.0)
    assert {row["part"] for row in json.loads(after.upkeep())} >= {"service", "inspection"}


@pytest.mark.parametrize("part", ["", "engine", "wiper"])
def test_no_such_part_is_refused(part: str) -> None:
    with pytest.raises(ValueError, match="not a valid"):
        desk({}, Clock()).done(part)
