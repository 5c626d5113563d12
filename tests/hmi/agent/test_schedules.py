"""The owner's plans carried out: cheap hours, a cabin that is ready, and nobody's hand overruled."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest

from hmi.agent.charging.schedules import Battery, Schedules, charging_due, climate_due
from hmi.agent.link.remote import RemoteControl
from hmi.sync.clock import Stamp
from hmi.sync.records import FieldValue, Record, RecordKind
from hmi.vehicle.charge_plan import price_at
from hmi.vehicle.signals import Value

EVENING = datetime(2026, 1, 10, 18, 30)
PLAN: dict[str, FieldValue] = {
    "tariff": "typed",
    "target_percent": 80,
    "ready_by": "07:30",
    "cheap_from": 23,
    "cheap_to": 5,
    "price_cheap": 0.1,
    "price_normal": 0.3,
}
EMPTY = Battery(True, 40.0, 60.0, 10.0)


def hours_charged(
    plan: Mapping[str, FieldValue], prices: Mapping[str, FieldValue] | None = None
) -> list[int]:
    """The hours in which the plan charges, driven forward with a battery that really fills."""
    level, found = 40.0, []
    for quarter in range(4 * 13):
        now = EVENING + timedelta(minutes=15 * quarter)
        due = charging_due(plan, prices, Battery(True, level, 60.0, 10.0), now)
        assert due is not None
        if due:
            level += 10.0 / 4 * 0.9 / 60 * 100
            found.append(now.hour)
    assert level >= 79.9, level
    return sorted(set(found))


def test_the_owners_own_tariff_is_charged_by_late_in_its_cheap_hours() -> None:
    # 26.7 kWh at 10 kW are two hours and 40 minutes.
    assert hours_charged(PLAN) == [2, 3, 4]


def test_the_markets_cheapest_hours_are_chosen() -> None:
    begin = int(EVENING.replace(minute=0).timestamp())
    per_kwh: list[FieldValue] = [0.3] * 24
    per_kwh[2] = per_kwh[7] = per_kwh[11] = 0.02  # 20 h, 1 h, 5 h
    prices: dict[str, FieldValue] = {"from_unix_s": begin, "per_kwh": per_kwh}
    assert hours_charged({**PLAN, "tariff": "day_ahead"}, prices) == [1, 5, 20]


def test_without_prices_the_car_is_still_ready_in_time() -> None:
    assert hours_charged({**PLAN, "tariff": "day_ahead"}, None) == [4, 5, 6, 7]


@pytest.mark.parametrize(
    ("plan", "battery"),
    [
        (None, EMPTY),
        (PLAN, Battery(False, 40.0)),
        (PLAN, Battery(True, None)),
        ({**PLAN, "ready_by": "late"}, EMPTY),
        ({**PLAN, "ready_by": 7}, EMPTY),
        ({**PLAN, "ready_by": "99:99"}, EMPTY),
    ],
)
def test_where_nothing_is_planned_or_known_nothing_is_due(
    plan: Mapping[str, FieldValue] | None, battery: Battery
) -> None:
    assert charging_due(plan, None, battery, EVENING) is None


@pytest.mark.parametrize(
    "prices",
    [{}, {"per_kwh": "x", "from_unix_s": 1}, {"per_kwh": [None], "from_unix_s": EVENING.timestamp()}],
)
def test_prices_that_are_none_are_unknown(prices: Mapping[str, FieldValue]) -> None:
    assert price_at({**PLAN, "tariff": "day_ahead"}, prices, EVENING) is None


def test_a_full_battery_is_left_alone() -> None:
    assert charging_due(PLAN, None, Battery(True, 85.0, 60.0, 10.0), EVENING) is False


def test_the_cabin_is_made_ready_in_the_quarter_of_an_hour_before() -> None:
    plan: dict[str, FieldValue] = {"on": True, "ready_by": "07:30", "temperature_celsius": 21}
    day = datetime(2026, 1, 10)
    due = [hour for hour in range(0, 1440, 5) if climate_due(plan, day + timedelta(minutes=hour))]
    assert due == [435, 440, 445]
    assert climate_due({**plan, "on": False}, day + timedelta(minutes=440)) is None


class FakeCar:
    """A plugged-in car that does what it is asked."""

    def __init__(self) -> None:
        battery = "Vehicle.Powertrain.TractionBattery."
        self.signals: dict[str, Value] = {
            f"{battery}Charging.ChargingPort.AnyPosition.IsChargingCableConnected": True,
            f"{battery}StateOfCharge.Displayed": 40.0,
            f"{battery}NetCapacity": 60.0,
            f"{battery}Charging.MaxPower": 10.0,
            "Vehicle.Speed": 0.0,
            "Vehicle.Cabin.Seat.Row1.DriverSide.OccupancyStatus": "EMPTY",
        }
        self.asked: list[tuple[str, Value]] = []

    async def actuate(self, path: str, value: Value) -> None:
        self.asked.append((path.rsplit(".", 1)[-1], value))


def run(car: FakeCar, moments: list[datetime], records: list[Record]) -> list[tuple[str, Value]]:
    async def live() -> None:
        clock = iter(moments)
        remote = RemoteControl(car.signals.get, car.actuate, lambda command: asyncio.sleep(0))
        schedules = Schedules(car.signals.get, remote, lambda: records, lambda: next(clock))
        for _ in moments:
            await schedules.look()

    asyncio.run(live())
    return car.asked


def record(kind: RecordKind, fields: Mapping[str, FieldValue]) -> Record:
    found = Record(kind, "plan")
    for name, value in fields.items():
        found = found.written(name, value, Stamp(1, 0, "phone"))
    return found


def test_the_car_is_asked_only_when_what_is_due_changes() -> None:
    evening = [EVENING + timedelta(minutes=10 * n) for n in range(6 * 12)]
    assert run(FakeCar(), evening, [record(RecordKind.CHARGE_SCHEDULE, PLAN)]) == [
        ("StartStopCharging", "STOP"),
        ("StartStopCharging", "START"),
    ]


def test_a_removed_plan_asks_for_nothing() -> None:
    gone = record(RecordKind.CHARGE_SCHEDULE, PLAN).removed(Stamp(2, 0, "phone"))
    assert run(FakeCar(), [EVENING, EVENING + timedelta(hours=9)], [gone]) == []


def test_the_cabin_is_asked_for_once_a_morning_and_not_around_somebody() -> None:
    plan = record(RecordKind.CLIMATE_SCHEDULE, {"on": True, "ready_by": "07:30", "temperature_celsius": 22})
    morning = [datetime(2026, 1, 10, 7, minute) for minute in range(10, 30)]
    asked = run(FakeCar(), morning, [plan])
    assert asked.count(("Temperature", 22.0)) == 1 and ("IsAirConditioningActive", True) in asked
    occupied = FakeCar()
    occupied.signals["Vehicle.Cabin.Seat.Row1.DriverSide.OccupancyStatus"] = "OCCUPIED"
    assert run(occupied, morning, [plan]) == []
