"""The book of a car: kept, exported, reset by done work."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmi.upkeep.book import KEPT_DAYS, Book, CarFacts, read_book
from hmi.upkeep.day import Day
from hmi.upkeep.forecast import Forecast, NotYet, Part

NOW = 20_500
COLD = (250.0, 250.0, 250.0, 250.0)
AIR = (12.0, 12.0, 12.0, 12.0)


def leaking_book(days: int = 20) -> Book:
    book = Book()
    for back in range(days, 0, -1):
        kpa = (250.0 - 1.5 * (days - back), *COLD[1:])
        book = book.with_day(
            Day(NOW - back, 30.0, tyre_kpa=kpa, tyre_celsius=AIR, odometer_km=9_000.0 - 30 * back)
        )
    return book


FACTS = CarFacts(
    odometer_km=9_000.0, age_days=300.0, has_engine=True, front_worn_percent=30.0, service_km=6_000.0
)


def of(book: Book, part: Part, facts: CarFacts = FACTS) -> Forecast | NotYet:
    (row,) = [row for row in book.outlooks(facts, NOW) if row.part is part]
    return row


def test_a_car_that_said_nothing_needs_nothing_that_is_known() -> None:
    rows = Book().outlooks(CarFacts(), NOW)
    assert all(isinstance(row, NotYet) for row in rows)
    assert Part.OIL not in {row.part for row in rows}
    assert Part.TRACTION_BATTERY not in {row.part for row in rows}


def test_what_presses_most_comes_first_and_what_is_unknown_last() -> None:
    rows = leaking_book().outlooks(FACTS, NOW)
    known = [row for row in rows if isinstance(row, Forecast)]
    assert known == sorted(known, key=lambda row: row.likely_days)
    assert rows[: len(known)] == tuple(known)
    assert known[0].part is Part.TYRE_FRONT_LEFT


def test_done_work_begins_the_part_anew() -> None:
    book = leaking_book()
    assert isinstance(of(book, Part.TYRE_FRONT_LEFT), Forecast)
    assert isinstance(of(book.with_done(Part.TYRE_FRONT_LEFT, NOW), Part.TYRE_FRONT_LEFT), NotYet)
    assert isinstance(of(book, Part.WIPERS), NotYet)
    assert isinstance(of(book.with_done(Part.WIPERS, NOW - 18), Part.WIPERS), Forecast)


def test_heat_counts_for_the_pads_once_enough_was_worn_under_the_eyes_of_the_book() -> None:
    book = Book()
    for back in range(200, 0, -1):
        worn = 30.0 - back * 0.1
        book = book.with_day(Day(NOW - back, 30.0, heat_mj=2.0, front_worn_percent=worn))
    due = of(book, Part.FRONT_PADS)
    assert isinstance(due, Forecast)
    assert due.first_days < 600 < due.last_days
    assert due.curve


def test_a_fault_code_joins_the_part_it_speaks_of() -> None:
    facts = CarFacts(age_days=900.0, codes=("P0562", "P0420"))
    row = of(Book(), Part.BATTERY_12V, facts)
    assert isinstance(row, Forecast)
    assert row.codes == ("P0562",)


def test_the_book_is_kept_whole_and_not_for_ever() -> None:
    book = leaking_book().with_done(Part.OIL, NOW - 5)
    assert read_book(json.loads(json.dumps(book.record()))) == book
    assert len(Book().with_day(Day(1)).with_day(Day(2 + KEPT_DAYS)).days) == 1


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(), lambda inner: st.lists(inner), max_leaves=4
    )
)
def test_what_is_no_book_is_refused(days: object) -> None:
    for record in ({"days": [{"day": 3, "tyre_kpa": days}]}, {"days": days or [1]}, {"done": {"oil": days}}):
        try:
            read_book(record)
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
            continue
        assert record.get("days") != [1]


def test_every_day_and_all_work_is_in_the_csv() -> None:
    rows = list(csv.DictReader(io.StringIO(leaking_book(3).with_done(Part.OIL, NOW).as_csv())))
    assert len(rows) == 4
    assert rows[-1]["done"] == "oil"
    assert rows[0]["tyre_kpa"].split()[0] == "250"
    assert float(rows[1]["km"]) == pytest.approx(30)
