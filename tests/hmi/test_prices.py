"""Prices as publishers write them, and days as clocks make them: 23, 24 and 25 hours, in six zones."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hmi.agent.charging.tariff import intervals_of
from hmi.energy.departures import next_departure
from hmi.energy.prices import ADAPTERS, PriceDocumentError, read_prices, unit_of

BEGIN = datetime(2026, 3, 28, 23, tzinfo=UTC)
ZONES = (
    "Europe/Berlin",
    "Europe/London",
    "America/New_York",
    "Asia/Tokyo",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
)
Values = list[float | None]


def stamps(count: int, step_s: int) -> list[datetime]:
    return [BEGIN + timedelta(seconds=step_s * n) for n in range(count)]


def energy_charts(values: Values, step_s: int) -> object:
    moments = [int(each.timestamp()) for each in stamps(len(values), step_s)]
    price = [None if v is None else v * 1000 for v in values]
    return {"unix_seconds": moments, "price": price, "unit": "EUR / MWh", "deprecated": False}


def tibber(values: Values, step_s: int) -> object:
    zone = ZoneInfo("Europe/Berlin")
    rows = [
        {
            "total": v,
            "energy": 0.1,
            "tax": 0.1,
            "startsAt": at.astimezone(zone).isoformat(),
            "currency": "EUR",
        }
        for at, v in zip(stamps(len(values), step_s), values, strict=True)
    ]
    half = len(rows) // 2
    info = {"current": rows[0], "today": rows[:half], "tomorrow": rows[half:]}
    return {"data": {"viewer": {"homes": [{"currentSubscription": {"priceInfo": info}}]}}}


def awattar(values: Values, step_s: int) -> object:
    return {
        "object": "list",
        "data": [
            {
                "start_timestamp": int(at.timestamp() * 1000),
                "end_timestamp": int(at.timestamp() + step_s) * 1000,
                "marketprice": None if v is None else v * 1000,
                "unit": "Eur/MWh",
            }
            for at, v in zip(stamps(len(values), step_s), values, strict=True)
        ],
        "url": "/de/v1/marketdata",
    }


def octopus(values: Values, step_s: int) -> object:
    rows = [
        {
            "value_exc_vat": None if v is None else v * 95,
            "value_inc_vat": None if v is None else v * 100,
            "valid_from": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "valid_to": (at + timedelta(seconds=step_s)).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "payment_method": None,
        }
        for at, v in zip(stamps(len(values), step_s), values, strict=True)
    ]
    return {"count": len(rows), "next": None, "previous": None, "results": rows[::-1]}


def entsoe(values: Values, step_s: int) -> object:
    points = "".join(
        f"<Point><position>{n}</position><price.amount>{v * 1000}</price.amount></Point>"
        for n, v in enumerate(values, start=1)
        if v is not None
    )
    end = BEGIN + timedelta(seconds=step_s * len(values))
    return (
        '<?xml version="1.0" encoding="utf-8"?>'
        '<Publication_MarketDocument xmlns="urn:iec62325.351:tc57wg16:451-3:publicationdocument:7:3">'
        "<TimeSeries><currency_Unit.name>EUR</currency_Unit.name>"
        "<price_Measure_Unit.name>MWH</price_Measure_Unit.name><curveType>A01</curveType><Period><timeInterval>"
        f"<start>{BEGIN:%Y-%m-%dT%H:%MZ}</start><end>{end:%Y-%m-%dT%H:%MZ}</end></timeInterval>"
        f"<resolution>PT{step_s // 60}M</resolution>{points}"
        "</Period></TimeSeries></Publication_MarketDocument>"
    )


WRITERS = {
    "Energy-Charts": energy_charts,
    "Tibber": tibber,
    "aWATTar": awattar,
    "Octopus": octopus,
    "ENTSO-E": entsoe,
}


def test_every_adapter_has_a_document() -> None:
    assert {each.publisher for each in ADAPTERS} == set(WRITERS)


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(sorted(WRITERS)),
    st.sampled_from([900, 1800, 3600]),
    st.lists(st.floats(-0.5, 2.0).map(lambda v: round(v, 4)), min_size=3, max_size=96),
    st.booleans(),
)
def test_every_publishers_document_becomes_its_curve(
    publisher: str, step_s: int, values: list[float], as_text: bool
) -> None:
    document = WRITERS[publisher](list(values), step_s)
    if as_text and not isinstance(document, str):
        document = json.dumps(document).encode()
    found = read_prices(document)
    assert (found.from_unix_s, found.step_s) == (int(BEGIN.timestamp()), step_s)
    assert found.currency == ("GBP" if publisher == "Octopus" else "EUR")
    assert found.all_in is (publisher in ("Octopus", "Tibber"))
    assert found.per_kwh == pytest.approx(tuple(values), abs=2e-6)


@pytest.mark.parametrize("publisher", ["Energy-Charts", "aWATTar", "Octopus"])
def test_an_unknown_price_is_not_zero(publisher: str) -> None:
    found = read_prices(WRITERS[publisher]([0.1, None, 0.3, None], 900))
    assert found.per_kwh == (0.1, None, 0.3)


def test_a_curve_that_leaves_out_repetitions_is_filled() -> None:
    document = str(entsoe([0.1, None, None, 0.2], 900)).replace("A01", "A03")
    assert read_prices(document).per_kwh == (0.1, 0.1, 0.1, 0.2)


@pytest.mark.parametrize(
    ("unit", "currency", "factor"),
    [
        ("EUR / MWh", "EUR", 0.001), ("€/kWh", "EUR", 1.0), ("ct/kWh", "EUR", 0.01),
        ("Cent/kWh", "EUR", 0.01),
        ("p/kWh", "GBP", 0.01), ("GBP/MWh", "GBP", 0.001), ("öre/kWh", "SEK", 0.01), ("Rp/kWh", "CHF", 0.01),
        ("eur/mwh", "EUR", 0.001), ("£ per MWh", "GBP", 0.001),
    ],
)  # fmt: skip
def test_units_are_understood(unit: str, currency: str, factor: float) -> None:
    assert unit_of(unit) == (currency, factor)


@pytest.mark.parametrize(
    "document", [b"<html>", "<a/>", {}, [], {"data": []}, {"results": [{}]}, "<!DOCTYPE a><a/>", None, 5]
)
def test_what_is_no_list_of_prices_is_refused(document: object) -> None:
    with pytest.raises(PriceDocumentError):
        read_prices(document)


@settings(max_examples=60, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=5), lambda c: st.lists(c, max_size=3)
    ),
    st.sampled_from(sorted(WRITERS)),
)
def test_an_odd_value_anywhere_is_refused_in_words(odd: object, publisher: str) -> None:
    document = WRITERS[publisher]([0.1, 0.2, 0.3], 3600)
    if isinstance(document, dict):
        for key in list(document):
            try:
                read_prices({**document, key: odd})
            except PriceDocumentError as error:
                assert str(error)


@pytest.mark.parametrize("name", ZONES)
def test_every_day_of_2026_has_its_own_hours_and_its_departure(name: str) -> None:
    zone = ZoneInfo(name)
    plan = {
        "tariff": "typed",
        "cheap_from": 23,
        "cheap_to": 7,
        "price_cheap": 0.1,
        "price_normal": 0.3,
        "ready_by": "07:30",
    }
    day = datetime(2026, 1, 1, tzinfo=zone)
    for number in range(365):
        midnight = (day.replace(tzinfo=None) + timedelta(days=number)).replace(tzinfo=zone)
        begin = midnight.timestamp()
        end = (midnight.replace(tzinfo=None) + timedelta(days=1)).replace(tzinfo=zone).timestamp()
        intervals = intervals_of(plan, None, begin, end, zone)
        for row in intervals:
            hour = datetime.fromtimestamp(row.begin_unix_s, zone).hour
            assert row.price_per_kwh == (0.1 if hour >= 23 or hour < 7 else 0.3), (name, midnight, row)
        assert sum(row.end_unix_s - row.begin_unix_s for row in intervals) >= end - begin - 900
        departure = next_departure(plan, begin, zone)
        assert departure is not None
        local = datetime.fromtimestamp(departure, zone)
        assert (local.hour, local.minute) == (7, 30) and local.date() == midnight.date()


@pytest.mark.parametrize("name", ZONES)
def test_market_prices_are_of_their_moment_whatever_the_clock_shows(name: str) -> None:
    zone = ZoneInfo(name)
    curve = read_prices(energy_charts([n / 1000 for n in range(200)], 900))
    prices = {"from_unix_s": curve.from_unix_s, "step_s": curve.step_s, "per_kwh": list(curve.per_kwh)}
    rows = intervals_of(
        {"tariff": "day_ahead"}, prices, BEGIN.timestamp(), BEGIN.timestamp() + 200 * 900, zone
    )
    assert [row.price_per_kwh for row in rows] == list(curve.per_kwh)
    assert {row.end_unix_s - row.begin_unix_s for row in rows} == {900.0}
