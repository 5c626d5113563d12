"""How fast one drives: near the limit where roads are made for it, slower on narrow, rough and bent ones."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maps.build.speeds import bends
from maps.geometry import LatLon
from tests.ascii_map import ascii_map

NOWHERE = LatLon(1.0, 1.0)
"""in no country: no law adds a limit"""
LIMITED = (
    "motorway", "trunk", "primary", "secondary", "tertiary", "unclassified", "residential", "motorway_link",
    "primary_link",
)  # fmt: skip


def speed_kmh(tags: Mapping[str, str], art: str = "A----B") -> float:
    town = ascii_map(art, ways={"AB": tags}, origin=NOWHERE)
    return float(town.region.edge_speed_mps[town.edge("AB")]) * 3.6


@pytest.mark.parametrize("highway", LIMITED)
def test_a_higher_limit_is_never_slower_and_no_limit_is_outdone_by_much(highway: str) -> None:
    speeds = [
        speed_kmh({"highway": highway, "maxspeed": str(limit)}) for limit in (20, 30, 50, 70, 90, 120, 140)
    ]
    assert all(a <= b + 0.01 for a, b in itertools.pairwise(speeds))
    assert all(
        s <= limit * 1.02 + 0.1 for s, limit in zip(speeds, (20, 30, 50, 70, 90, 120, 140), strict=True)
    )
    assert speeds[2] >= 35.0


def test_motorways_are_driven_near_their_limit() -> None:
    assert speed_kmh({"highway": "motorway", "maxspeed": "100"}) == pytest.approx(98.0, abs=2.0)
    assert 118.0 <= speed_kmh({"highway": "motorway", "maxspeed": "130"}) <= 124.0
    assert 120.0 <= speed_kmh({"highway": "motorway", "maxspeed": "none"}) <= 130.0


def test_a_living_street_is_slow_but_faster_than_a_walk() -> None:
    for limit in ("walk", "7", "10", "20", ""):
        tags = {"highway": "living_street"} | ({"maxspeed": limit} if limit else {})
        assert 10.0 <= speed_kmh(tags) <= 17.0


@given(st.sampled_from(LIMITED), st.sampled_from((30, 50, 80, 100)), st.data())
@settings(max_examples=10, deadline=None)
def test_what_the_ground_allows_is_never_exceeded(highway: str, limit: int, data: st.DataObject) -> None:
    rough = data.draw(
        st.sampled_from(({"surface": "cobblestone"}, {"surface": "mud"}, {"smoothness": "bad"}))
    )
    plain = {"highway": highway, "maxspeed": str(limit)}
    most = {"cobblestone": 30.0, "mud": 10.0}.get(rough.get("surface", ""), 40.0)
    assert speed_kmh(plain | rough) <= min(most, speed_kmh(plain)) + 0.01


def test_a_winding_road_is_slower_than_a_straight_one() -> None:
    winding = ascii_map(
        """
        A  c  e  g

         b  d  f  B
        """,
        ways={"AbcdefgB": {"highway": "tertiary", "maxspeed": "80"}}, grid_m=40.0, origin=NOWHERE,
    )  # fmt: skip
    bent = winding.region.edge_speed_mps[winding.edge("AB")] * 3.6
    assert bent < 0.6 * speed_kmh({"highway": "tertiary", "maxspeed": "80"})
    back = winding.region.edge_speed_mps[winding.edge("BA")] * 3.6
    assert back == pytest.approx(bent, rel=1e-3)


@given(st.floats(30.0, 2_000.0), st.integers(8, 60))
@settings(max_examples=40, deadline=None)
def test_a_circle_s_bend_is_found_however_finely_it_is_drawn(radius_m: float, points: int) -> None:
    angle = np.linspace(0.0, 2.0 * np.pi, points * 4, endpoint=False)
    degree = 111_195.0
    lat, lon = radius_m * np.sin(angle) / degree, radius_m * np.cos(angle) / degree
    _, speed = bends(lat, lon)
    assert np.allclose(speed[1:-1], np.sqrt(2.2 * radius_m), rtol=0.06)
