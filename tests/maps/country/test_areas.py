"""Every town lies in its country, drives on its side and reads its unit, near the border too."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from maps.build.access import word_set
from maps.country.areas import Areas, LimitSign
from maps.geometry import LatLon
from tests.maps.country.cities import located

ON_THE_BORDER = {"Halluin"}
"""Its middle is 400 m from Belgium; the outlines are rounded by as much."""

KEEPS_LEFT = word_set(
    "AG AI AU BB BD BM BN BS BT BW CC CK CX CY DM FJ FK GB GD GG GS GY HK ID IE IM IN JE JM JP KE KI KN "
    "KY LC LK LS MO MS MT MU MV MW MY MZ NA NF NP NR NU NZ PG PK PN SB SC SG SH SR SZ TC TH TK TL TO TT "
    "TV TZ UG VC VG VI WS ZA ZM ZW"
)
"""Written down apart from the table that is tested."""
READS_MILES = word_set("GB GG IM JE US PR GU VI AS MP FK SH KY VG BS AG DM GD KN LC VC BZ")
READS_KILOMETRES = word_set("IE CA MX DE FR CY MT AU NZ JP IN ZA GI TT JM BB FJ CU ES PT")


def test_towns_lie_in_their_countries() -> None:
    assert len(located()) >= 400
    wrong = {town.name for town, area in located() if area is None or area.country != town.country}
    assert wrong <= ON_THE_BORDER


def test_american_towns_lie_in_their_states() -> None:
    towns = [(town, area) for town, area in located() if town.state]
    assert len({town.state for town, _ in towns}) == 51
    for town, area in towns:
        assert area is not None and area.code == f"US-{town.state}", town.name


def test_towns_keep_to_their_side_of_the_road_and_read_their_unit() -> None:
    for town, area in located():
        if area is None or town.name in ON_THE_BORDER:
            continue
        assert area.left_hand == (town.country in KEEPS_LEFT), town
        if town.country in READS_MILES:
            assert area.speed_unit == "mph", town
        if town.country in READS_KILOMETRES:
            assert area.speed_unit == "km/h", town


def test_signs_are_the_country_s() -> None:
    areas = Areas.load()
    for position, sign in (
        (LatLon(40.7, -74.0), LimitSign.US_BOARD),
        (LatLon(43.7, -79.4), LimitSign.CANADA_BOARD),
        (LatLon(48.2, 16.4), LimitSign.RING),
        (LatLon(51.5, -0.1), LimitSign.RING),
    ):
        area = areas.area_of(position)
        assert area is not None and area.limit_sign is sign


def test_no_country_is_at_sea_or_nowhere() -> None:
    assert Areas.load().area_of(LatLon(40.0, -40.0)) is None
    rows = Areas.load().rows_of(np.array([np.nan, 40.0]), np.array([8.0, -40.0]))
    assert rows.tolist() == [-1, -1]


@settings(max_examples=20, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(-60, 75), st.floats(-180, 180), st.floats(0, 0.2), st.floats(0, 0.2)),
        min_size=1,
        max_size=20,
    )
)
def test_many_at_once_are_answered_as_one_by_one(spots: list[tuple[float, float, float, float]]) -> None:
    areas = Areas.load()
    lat = np.array([min(south + up, 90.0) for south, _, up, _ in spots])
    lon = np.array([min(west + right, 180.0) for _, west, _, right in spots])
    for row, y, x in zip(areas.rows_of(lat, lon), lat, lon, strict=True):
        alone = areas.area_of(LatLon(float(y), float(x)))
        assert alone == (areas.areas[row] if row >= 0 else None)
