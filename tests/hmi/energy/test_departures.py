"""Departures and tariffs by the clock of the place, on every day of a year in six zones."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from hmi.agent.charging.tariff import intervals_of
from hmi.energy.departures import minute_of_day, next_departure

ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "America/Santiago",
)


@pytest.mark.parametrize("name", ZONES)
def test_every_departure_of_the_year_is_at_its_time_on_the_clock(name: str) -> None:
    zone = ZoneInfo(name)
    for day in range(365):
        morning = date(2026, 1, 1) + timedelta(days=day)
        asked = datetime(morning.year, morning.month, morning.day, 5, 0, tzinfo=zone).timestamp()
        found = next_departure({"ready_by": "07:30"}, asked, zone)
        assert found is not None
        local = datetime.fromtimestamp(found, zone)
        assert (local.date(), local.hour, local.minute) == (morning, 7, 30)
        later = next_departure({"ready_by": "07:30"}, found, zone)
        assert later is not None
        assert datetime.fromtimestamp(later, zone).date() == morning + timedelta(days=1)


@pytest.mark.parametrize("name", ZONES)
def test_a_time_in_the_clocks_gap_or_fold_is_still_one_ahead(name: str) -> None:
    zone = ZoneInfo(name)
    now = datetime(2026, 1, 1, tzinfo=UTC).timestamp()
    while now < datetime(2026, 12, 30, tzinfo=UTC).timestamp():
        found = next_departure({"ready_by": "02:30"}, now, zone)
        assert found is not None and 0 < found - now <= 25.5 * 3600
        now = found


def test_weekdays_come_before_every_day() -> None:
    zone = ZoneInfo("Europe/Berlin")
    week = ["06:00", "06:00", None, "06:00", "05:30", None, None]
    friday = datetime(2026, 1, 9, 12, 0, tzinfo=zone).timestamp()
    found = next_departure({"ready_by": "09:00", "ready_by_weekday": week}, friday, zone)
    assert found is not None
    assert datetime.fromtimestamp(found, zone) == datetime(2026, 1, 12, 6, 0, tzinfo=zone)
    assert next_departure({"ready_by_weekday": [None] * 7, "ready_by": "09:00"}, friday, zone) is None


@pytest.mark.parametrize("text", [None, 7, "", "late", "24:00", "07:60", "7", "-1:30", "٠٧:٣٠x", "123:00"])
def test_what_is_no_time_of_day_is_none(text: object) -> None:
    assert minute_of_day(text) is None


@pytest.mark.parametrize("name", ZONES)
def test_the_owners_cheap_hours_are_those_of_the_wall_clock(name: str) -> None:
    zone = ZoneInfo(name)
    plan = {"cheap_from": 22, "cheap_to": 6, "price_cheap": 0.1, "price_normal": 0.4}
    begin = datetime(2026, 3, 1, tzinfo=UTC).timestamp()
    for interval in intervals_of(plan, None, begin, begin + 90 * 86400, zone):
        hour = datetime.fromtimestamp(interval.begin_unix_s, zone).hour
        assert interval.price_per_kwh == (0.1 if hour >= 22 or hour < 6 else 0.4)


@pytest.mark.parametrize("step_s", [900, 1800, 3600])
def test_the_markets_prices_keep_their_length(step_s: int) -> None:
    prices = {"from_unix_s": 1000, "step_s": step_s, "per_kwh": [0.1, None, -0.2], "own_kw": [None, 3.0]}
    found = intervals_of({"tariff": "day_ahead"}, prices, 0, 1e6)
    assert [i.price_per_kwh for i in found] == [0.1, None, -0.2]
    assert [i.end_unix_s - i.begin_unix_s for i in found] == [step_s] * 3
    assert found[1].own_kw == 3.0 and found[0].own_kw == 0.0


@pytest.mark.parametrize(
    "prices",
    [
        None,
        {},
        {"per_kwh": "x", "from_unix_s": 1},
        {"per_kwh": [0.1]},
        {"per_kwh": [0.1], "from_unix_s": float("nan")},
        {"per_kwh": [0.1], "from_unix_s": 1, "step_s": 0},
    ],
)
def test_prices_that_are_none_are_unknown(prices: dict[str, object] | None) -> None:
    assert intervals_of({"tariff": "day_ahead"}, prices, 0, 1e9) == []
