"""The sun over Monaco against the almanac (timeanddate.com gives 03:49 and 19:16 UTC for 20 June 2024)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from hmi.app.daylight import is_night, sun_elevation_deg
from maps.geometry import LatLon

MONACO = LatLon(43.738, 7.424)
SYDNEY = LatLon(-33.87, 151.21)


def test_the_sun_stands_at_its_noon_height_on_the_longest_day() -> None:
    # 90° - latitude + obliquity of the ecliptic
    noon = datetime(2024, 6, 20, 11, 32, tzinfo=UTC)
    assert sun_elevation_deg(MONACO, noon) == pytest.approx(90 - 43.738 + 23.44, abs=0.1)


@pytest.mark.parametrize(("hour", "minute"), [(3, 49), (19, 16)])
def test_the_sun_is_at_the_horizon_at_sunrise_and_sunset(hour: int, minute: int) -> None:
    # -0.83°: half the sun's width and the refraction, which the almanac counts in
    moment = datetime(2024, 6, 20, hour, minute, tzinfo=UTC)
    assert sun_elevation_deg(MONACO, moment) == pytest.approx(-0.83, abs=0.3)


@pytest.mark.parametrize(
    ("place", "hour", "night"),
    [(MONACO, 0, True), (MONACO, 12, False), (SYDNEY, 2, False), (SYDNEY, 14, True)],
)
def test_night_depends_on_where_the_car_is(place: LatLon, hour: int, night: bool) -> None:
    assert is_night(place, datetime(2024, 3, 20, hour, tzinfo=UTC)) is night
