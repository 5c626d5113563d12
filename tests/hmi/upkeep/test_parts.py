"""Every part: what is planted is found, what is unknown is "not enough data yet", intervals are in order."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from hmi.upkeep import brakes, consumed, lead_battery, service, traction_battery, tyres
from hmi.upkeep.day import Day
from hmi.upkeep.forecast import FAR_DAYS, Forecast, NotYet, Outlook, Part, read_outlook
from hmi.upkeep.trend import Array, crossing, theil_sen
from hmi.upkeep.usage import WINDOW_DAYS, Rate, rate

SOME = np.random.default_rng(5)
WANTED = np.full(4, 250.0)
NONE = np.empty((4, 0))


def four_tyres(days: int, leak_kpa: float, celsius: Array) -> Array:
    """As read cold at these temperatures; the last tyre leaks."""
    at_20 = np.full((4, days), 250.0)
    at_20[3] -= leak_kpa * np.arange(days)
    return (at_20 + tyres.ATMOSPHERE_KPA) * (celsius + 273.15) / 293.15 - tyres.ATMOSPHERE_KPA


def tyre_rows(days: int, leak_kpa: float, celsius: Array) -> list[Outlook]:
    kpa = four_tyres(days, leak_kpa, celsius)
    return tyres.tyre_outlooks(np.arange(float(days)), kpa, np.tile(celsius, (4, 1)), WANTED, days - 1)


def told(row: Outlook) -> Forecast:
    assert isinstance(row, Forecast), row
    return row


def test_a_cold_week_is_no_leak() -> None:
    rows = tyre_rows(24, 0.0, np.linspace(15.0, -15.0, 24))
    assert not [row for row in rows if isinstance(row, Forecast) and row.otherwise == "tyre_flat"]


@pytest.mark.parametrize("leak_kpa", [0.6, 1.5, 3.0])
def test_a_slow_leak_is_told_with_the_day_on_which_the_tyre_is_too_soft(leak_kpa: float) -> None:
    row = told(tyre_rows(16, leak_kpa, 10 + 5 * np.sin(np.arange(16)))[3])
    assert row.otherwise == "tyre_flat"
    left = (250.0 - leak_kpa * 15 - 200.0) / leak_kpa
    assert row.first_days <= left <= row.last_days
    assert row.curve[-1][0] == 0
    assert row.curve[-1][1] == pytest.approx(250 - leak_kpa * 15, abs=1)


def test_air_that_was_filled_in_is_no_leak_of_the_others() -> None:
    kpa = np.full((4, 24), 238.0)
    kpa[:3, 12:] = 252.0
    days = np.arange(24.0)
    found = tyres.leaking(days, kpa + SOME.normal(0, 1, kpa.shape), np.full(4, 200.0))
    assert not found.leaks.any()


def test_a_battery_that_goes_down_is_told_and_a_cold_spell_is_not() -> None:
    days, none = np.arange(28.0), np.full(28, np.nan)
    cold = np.linspace(15, -10, 28)
    sound = 10.4 - lead_battery.VOLT_PER_KELVIN * (20 - cold)
    quiet = lead_battery.battery_outlook(days, sound, none, cold, None, 27)
    assert quiet == NotYet(Part.BATTERY_12V, "age")
    failing = told(lead_battery.battery_outlook(days, sound - 0.06 * days, none, cold, None, 27))
    assert failing.last_days < 30
    resting = told(lead_battery.battery_outlook(days, none, 12.6 - 0.02 * days, none, None, 27))
    assert resting.first_days <= (12.6 - 0.54 - 11.9) / 0.02 <= resting.last_days + 3


@given(st.floats(0, 5_000))
def test_the_life_of_a_battery_of_known_age_stands_for_its_readings(age_days: float) -> None:
    none = np.empty(0)
    row = lead_battery.battery_outlook(none, none, none, none, age_days, 0)
    assert isinstance(row, NotYet) == (age_days > lead_battery.LIFE_DAYS)


def test_health_is_found_within_two_points_from_twenty_charges() -> None:
    gained = SOME.uniform(10, 70, 20)
    energy = 64 * 0.91 * gained / 100
    found = traction_battery.health(energy, gained + SOME.normal(0, 0.6, 20), 64.0)
    assert found is not None
    assert found.likely_percent == pytest.approx(91, abs=2)
    assert found.low_percent < found.likely_percent < found.high_percent
    assert traction_battery.health(energy[:2], gained[:2], 64.0) is None
    assert traction_battery.health(energy, gained, 0.0) is None


def test_health_is_drawn_out_to_seventy_percent() -> None:
    months = np.arange(12.0) * 30
    row = told(traction_battery.health_outlook(months, 95 - months / 120, 330))
    assert row.first_days < (95 - 330 / 120 - 70) * 120 < row.last_days
    assert isinstance(traction_battery.health_outlook(months[:3], months[:3], 0), NotYet)


def test_more_wear_is_known_better_and_worn_pads_are_due_now() -> None:
    spans = []
    for worn in (5.0, 20.0, 60.0):
        due = told(brakes.pads_outlook(Part.FRONT_PADS, worn, 1_000 * worn, Rate(33, 0.1, 0.3), False))
        spans.append(due.last_days / due.first_days)
    assert spans == sorted(spans, reverse=True)
    worn_out = told(brakes.pads_outlook(Part.FRONT_PADS, 93.0, 60_000, Rate(33, 0.1, 0.3), False))
    assert worn_out.likely_days == 0
    new = brakes.pads_outlook(Part.FRONT_PADS, 1.0, 3_000, Rate(33, 0.1, 0.3), False)
    assert new == NotYet(Part.FRONT_PADS, "pad_wear")


def test_service_is_due_by_time_or_distance_whichever_comes_first() -> None:
    by_distance = told(service.service_outlook(1_000, 900, Rate(50, 0.1, 0.3)))
    assert by_distance.likely_days == pytest.approx(20)
    assert told(service.service_outlook(10_000, 30, Rate(50, 0.1, 0.3))).last_days == 30
    assert told(service.service_outlook(-50, None, Rate(50, 0.1, 0.3))).last_days == 0
    assert isinstance(service.service_outlook(None, None, Rate(50, 0.1, 0.3)), NotYet)


@pytest.mark.parametrize("row", consumed.TABLE, ids=lambda row: row.part)
def test_what_is_used_up_is_known_only_from_its_last_change(row: consumed.Consumed) -> None:
    days = [
        Day(day, 40.0, engine_km=40.0, engine_h=1.0, cold_starts=2, wiper_h=0.1, fan_h=0.5)
        for day in range(60)
    ]
    assert isinstance(consumed.consumed_outlook(row, days, None, 60), NotYet)
    due = told(consumed.consumed_outlook(row, days, 0, 60))
    assert due.last_days <= row.longest_days - 60
    assert [value for _, value in due.curve] == sorted(value for _, value in due.curve)
    harder = [
        Day(day, 90.0, engine_km=90.0, engine_h=3.0, cold_starts=6, wiper_h=0.4, fan_h=2) for day in range(60)
    ]
    assert told(consumed.consumed_outlook(row, harder, 0, 60)).likely_days <= due.likely_days


numbers = st.floats(-500, 500, width=32)


@settings(max_examples=60)
@given(arrays.arrays(np.float64, 12, elements=numbers), numbers, st.floats(0, 1))
def test_a_crossing_is_in_order_and_finite_whatever_is_read(
    values: Array, limit: float, wander: float
) -> None:
    first, likely, last = crossing(theil_sen(np.arange(12.0), values, 0.5), limit, wander)
    assert 0 <= first <= likely <= last <= FAR_DAYS


@settings(max_examples=40)
@given(arrays.arrays(np.float64, (4, 24), elements=st.floats(0, 600)), st.floats(-40, 60))
def test_no_reading_of_a_tyre_ends_the_forecast(kpa: Array, celsius: float) -> None:
    warm = np.full((4, 24), celsius)
    for row in tyres.tyre_outlooks(np.arange(24.0), kpa, warm, WANTED, 23):
        assert read_outlook(row.record()) == row


@given(st.lists(st.floats(0, 1_500), max_size=200), st.floats(1, 500))
def test_a_rate_lies_between_what_was_known_and_what_was_driven(amounts: list[float], prior: float) -> None:
    found = rate(np.array(amounts, np.float64), prior)
    recent = amounts[-WINDOW_DAYS:]
    seen = [sum(recent) / len(recent)] if recent else []
    assert min([prior, *seen]) * 0.999 <= found.per_day <= max([prior, *seen]) * 1.001
    assert found.deviation > 0
