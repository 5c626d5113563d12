"""Charging stops: as good as every choice tried, above the reserve, and a plan B when a charger fails."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maps.geometry import LatLon
from maps.route.charging.stops import alternatives, plan_stops, without
from maps.route.charging.task import ChargeCurve, ChargeTask, Station, WayEnergy
from tests.benchmarks.charging_stops import a_trip, below_reserve, exhaustive

CURVE = ChargeCurve(np.array([0.0, 60.0, 100.0]), np.array([150.0, 150.0, 20.0]))


def way(km: float, kwh_per_km: float = 0.2) -> WayEnergy:
    along = np.linspace(0, km * 1000, 51)
    return WayEnergy(along, along / 1000 * kwh_per_km, along / 30.0, 0.05)


def station(km: float, **changes: object) -> Station:
    row: dict[str, object] = {
        "id": f"at {km}",
        "name": f"at {km}",
        "position": LatLon(0.0, 0.0),
        "along_m": km * 1000,
        "power_kw": 150.0,
    }
    return Station(**{**row, **changes})  # type: ignore[arg-type]


def task(km: float, *stations: Station, **changes: object) -> ChargeTask:
    row: dict[str, object] = {"capacity_kwh": 60.0, "level_percent": 80.0}
    return ChargeTask(way(km), stations, CURVE, **{**row, **changes})  # type: ignore[arg-type]


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 2**31))
def test_no_choice_of_stations_and_levels_is_better(seed: int) -> None:
    rng = np.random.default_rng(seed)
    trip = a_trip(rng, float(rng.uniform(150_000, 450_000)), int(rng.integers(1, 4)))
    best, plan = exhaustive(trip), plan_stops(trip)
    assert (plan is None) == (not np.isfinite(best))
    if plan is not None:
        assert plan.worth_s <= best * 1.01
        assert not below_reserve(trip, plan, rng)


def test_near_enough_needs_no_stop() -> None:
    plan = plan_stops(task(150, station(70)))
    assert plan is not None and plan.stops == () and plan.arrival_percent == pytest.approx(30)


def test_too_far_without_a_station_has_no_plan() -> None:
    assert plan_stops(task(400)) is None
    assert plan_stops(task(400, station(20))) is None
    assert plan_stops(task(400, station(390))) is None


def test_a_stop_charges_what_is_needed_where_power_is_high() -> None:
    plan = plan_stops(task(380, station(150, power_kw=22.0), station(180)))
    assert plan is not None
    assert [stop.station.along_m for stop in plan.stops] == [180_000]
    assert 10 <= plan.arrival_percent < 25
    assert plan.stops[0].arrive_percent == pytest.approx(20)


def test_the_failed_charger_is_left_out() -> None:
    trip = task(380, station(180), station(185, queue_s=600))
    plan = plan_stops(trip)
    assert plan is not None
    other = without(trip, plan.stops[0].station.id)
    assert other is not None and other.stops[0].station.along_m == 185_000
    assert other.duration_s > plan.duration_s


def test_money_counts_as_much_as_the_driver_says() -> None:
    dear, cheap = station(180, price_per_kwh=0.9), station(190, price_per_kwh=0.3, queue_s=240)
    fast = plan_stops(task(380, dear, cheap))
    saving = plan_stops(task(380, dear, cheap, seconds_per_money=120.0))
    assert fast is not None and saving is not None
    assert fast.stops[0].station is dear and saving.stops[0].station is cheap
    assert fast.cost is not None and saving.cost is not None and saving.cost < fast.cost


def test_an_alternative_is_better_at_something() -> None:
    trip = task(
        600,
        *(station(km, price_per_kwh=0.8) for km in (120, 240, 360, 480)),
        *(station(km, price_per_kwh=0.3, power_kw=50.0) for km in (150, 300, 450)),
    )
    best = plan_stops(trip)
    assert best is not None
    for other in alternatives(trip, best):
        assert other.cost is not None and best.cost is not None
        assert len(other.stops) < len(best.stops) or other.cost < best.cost


def test_an_unknown_price_is_no_free_charger_and_makes_no_sum() -> None:
    trip = task(380, station(180), station(182, price_per_kwh=0.45), seconds_per_money=200.0)
    plan = plan_stops(trip)
    assert plan is not None and plan.stops[0].station.along_m == 182_000
    unknown = plan_stops(replace(trip, stations=(station(180),)))
    assert unknown is not None and unknown.cost is None


def test_a_pass_before_a_valley_is_climbed_with_the_reserve() -> None:
    along = np.array([0.0, 100_000.0, 200_000.0])
    mountain = WayEnergy(along, np.array([0.0, 50.0, 35.0]), along / 20.0)
    trip = ChargeTask(mountain, (station(30),), CURVE, capacity_kwh=60.0, level_percent=80.0)
    plan = plan_stops(trip)
    assert plan is not None and len(plan.stops) == 1
    assert plan.stops[0].leave_percent >= (50 - 15) / 60 * 100 + 5


def test_a_descent_does_not_fill_beyond_full() -> None:
    along = np.array([0.0, 100_000.0])
    down = WayEnergy(along, np.array([0.0, -30.0]), along / 20.0)
    plan = plan_stops(ChargeTask(down, (), CURVE, capacity_kwh=60.0, level_percent=80.0))
    assert plan is not None and plan.arrival_percent == 100.0
