"""An arrival is told by the clock at the destination, with its span, at the driver's own pace."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmi.navigation.arrival_clock import arrival_clock
from hmi.navigation.pace_book import PaceBook
from hmi.navigation.state import NavigationState, Phase
from maps.geometry import LatLon
from maps.route.pace import Pace

PARIS = ZoneInfo("Europe/Paris")
LONDON_PLACE, PARIS_PLACE = LatLon(51.5, -0.12), LatLon(48.85, 2.35)
SAMOA, AMERICAN_SAMOA = LatLon(-13.83, -171.76), LatLon(-14.28, -170.7)


@pytest.mark.parametrize("zone", [None, PARIS])
def test_the_clock_at_the_destination_counts(zone: ZoneInfo | None) -> None:
    now = datetime(2026, 7, 1, 12, 0, tzinfo=zone)
    there = arrival_clock(now, 4 * 3600.0, PARIS_PLACE, LONDON_PLACE)
    assert (there.likely.hour, there.other_zone, there.days) == (15, True, 0)
    here = arrival_clock(now, 4 * 3600.0, PARIS_PLACE, PARIS_PLACE)
    assert (here.likely.hour, here.other_zone) == (16, False)
    assert arrival_clock(now, 4 * 3600.0, None, LONDON_PLACE).likely.hour == 16


def test_midnights_on_the_way_are_counted_and_the_date_line_too() -> None:
    late = datetime(2026, 7, 1, 23, 50)
    assert arrival_clock(late, 1_200.0, PARIS_PLACE, PARIS_PLACE).days == 1
    assert arrival_clock(late, 30 * 3600.0, None, None).days == 2
    noon = datetime(2026, 7, 2, 12, 0)
    assert arrival_clock(noon, 3_600.0, SAMOA, AMERICAN_SAMOA).days == -1
    assert arrival_clock(noon, 3_600.0, SAMOA, SAMOA).days == 0


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)), st.floats(0.0, 200_000.0),
    st.floats(-89.0, 89.0), st.floats(-180.0, 180.0),
)  # fmt: skip
def test_every_place_has_moments_in_order(when: datetime, duration_s: float, lat: float, lon: float) -> None:
    found = arrival_clock(when, duration_s, PARIS_PLACE, LatLon(lat, lon))
    assert found.earliest <= found.likely <= found.latest
    assert abs((found.likely - when) - timedelta(seconds=duration_s)) <= timedelta(hours=15)


def states(took_s: float, said_s: float, steps: int = 20) -> list[tuple[float, NavigationState]]:
    """(clock, state) of a guided trip, driven evenly; then browsing."""
    route = cast(Any, SimpleNamespace())
    guiding = NavigationState(phase=Phase.GUIDING, routes=(route,))
    found = []
    for k in range(steps + 1):
        left = cast(Any, SimpleNamespace(duration_remaining_s=said_s * (1 - k / steps)))
        found.append((took_s * k / steps, replace(guiding, guidance=left)))
    return [*found, (took_s, NavigationState())]


@pytest.mark.parametrize("ratio", [0.8, 1.0, 1.3])
def test_the_driver_s_pace_is_learned_and_kept(tmp_path: Path, ratio: float) -> None:
    now = [0.0]
    file = tmp_path / "pace.json"
    for _ in range(30):
        book = PaceBook(file, lambda: now[0])
        for at_s, state in states(600.0 * ratio, 600.0):
            now[0] = at_s
            book.follow(state)
    assert PaceBook(file).pace.factor == pytest.approx(ratio, rel=0.06)


def test_a_long_stop_on_the_way_is_no_slow_driving() -> None:
    now = [0.0]
    book = PaceBook(None, lambda: now[0])
    trip = states(600.0, 600.0)
    for number, (at_s, state) in enumerate(trip):
        now[0] = at_s + (0.0 if number < 10 else 3_600.0)
        book.follow(state)
    assert book.pace.factor == pytest.approx(1.0, abs=0.02)


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"log_sum": 1e9, "weight": 1}', '{"log_sum": "x"}', "\x00"]
)
def test_a_damaged_file_is_no_pace(tmp_path: Path, text: str) -> None:
    file = tmp_path / "pace.json"
    file.write_text(text)
    assert PaceBook(file).pace == Pace()
