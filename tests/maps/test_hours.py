"""Opening hours as mappers write them, at moments that matter, by the clock of the place."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maps.geometry import LatLon
from maps.hours import opening_at

SATURDAY = datetime(2026, 11, 21)
PARIS = LatLon(48.8535, 2.3484)


def at(text: str, hour: int, day: int = 21) -> tuple[bool, str] | None:
    now = SATURDAY.replace(day=day, hour=hour)
    found = opening_at(text, now, PARIS)
    if found is None:
        return None
    change = found.changes_within(now)
    return found.open, "" if change is None else f"{change:%H:%M}"


@pytest.mark.parametrize(
    ("text", "hour", "expected"),
    [
        ("Mo-Sa 07:30-20:00; Su 09:00-19:00", 14, (True, "20:00")),
        ("12:00-14:00,19:30-21:45", 15, (False, "19:30")),
        ("24/7", 3, (True, "")),
        ("Mo-Su 10:00-18:00; Sa off", 12, (False, "10:00")),
        ("Sa,Su 12:00-13:45, Th-Mo 19:30-21:45; Tu,We off", 13, (True, "13:45")),
        ("Mo-Sa 08:30-19:30; PH off", 9, (True, "19:30")),
        ('Mo-Sa 08:30-19:30 "by appointment"', 9, (True, "19:30")),
        ("Fr 18:00-02:00", 1, (True, "02:00")),
        ("07:00-10:30,12:00-24:00", 23, (True, "00:00")),
        ("May 17-Oct 01: 12:00-20:00", 12, (False, "")),
        ("week 1-53 Sa 10:00-12:00", 11, (True, "12:00")),
        ("off", 12, (False, "")),
    ],
)
def test_what_a_schedule_tells(text: str, hour: int, expected: tuple[bool, str]) -> None:
    assert at(text, hour) == expected


@pytest.mark.parametrize(
    "text",
    ["by appointment", '"by appointment"', "19:00+", "", ";;;", "Mo-", "Sa 08:00-18:00 unknown", "x" * 5_000],
)
def test_what_it_does_not_tell_is_not_guessed(text: str) -> None:
    assert at(text, 20) is None or "unknown" in text
    assert at(text, 12) is None or text == "19:00+"


def test_the_place_has_its_own_clock_and_holidays() -> None:
    noon = datetime(2026, 11, 21, 12, tzinfo=UTC)
    shop = "Mo-Su 08:00-13:30"
    in_paris = opening_at(shop, noon, PARIS)
    in_new_york = opening_at(shop, noon, LatLon(40.71, -74.0))
    assert in_paris is not None
    assert in_paris.open
    assert in_paris.changes_at == noon.replace(hour=12, minute=30)
    assert in_new_york is not None
    assert not in_new_york.open
    bastille_day = datetime(2026, 7, 14, 12, tzinfo=ZoneInfo("Europe/Paris"))
    closed = opening_at("Mo-Su 08:00-18:00; PH off", bastille_day, PARIS)
    assert closed is not None
    assert not closed.open


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet='MoTuWeThFrSaSuPHoff0123456789:-,; +"|[]sunrisetwk/', max_size=40))
def test_no_text_raises(text: str) -> None:
    opening_at(text, SATURDAY, PARIS)
