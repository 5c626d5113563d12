"""Turns named when the region is compiled are those that a drive would find itself."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from maps.errors import RouteNotFoundError
from maps.geometry import LatLon
from maps.guide.baked import bake, edge_order, joined
from maps.guide.maneuvers import Guide
from maps.models import Maneuver, Route, RouteRequest, Waypoint
from maps.region.format import GUIDE_ARRAYS
from maps.region.reader import Region
from maps.route.engine import RouteEngine


class Unbaked:
    """A region without named turns, so that all are found on the way."""

    def __init__(self, region: Region) -> None:
        self.manifest, self.string = region.manifest, region.string
        self._region = region

    def array(self, name: str) -> Any:
        stored = self._region.array(name)
        if name == "guide_begin":
            return np.zeros_like(stored)
        return stored[:0] if name.startswith("guide_") else stored


@pytest.fixture
def region(monaco_region: Path) -> Region:
    return Region.open(monaco_region)


def random_routes(region: Region, count: int) -> list[Route]:
    nodes = np.random.default_rng(7).choice(len(region.node_lat_e7), size=(count, 2))
    lat, lon = region.node_lat_e7 / 1e7, region.node_lon_e7 / 1e7
    engine = RouteEngine([region], timezone=UTC)
    routes = []
    for ends in nodes.tolist():
        stops = tuple(Waypoint(LatLon(float(lat[node]), float(lon[node]))) for node in ends)
        try:
            routes.append(engine.route(RouteRequest(stops))[0])
        except RouteNotFoundError:
            continue
    return routes


def without_bearings(maneuver: Maneuver) -> Maneuver:
    """Bearings are stored as 32 bits and so a little different."""
    return replace(maneuver, bearing_before_deg=0.0, bearing_after_deg=0.0, stubs_deg=())


def test_a_drive_with_named_turns_is_told_as_one_that_finds_them(region: Region) -> None:
    baked, unbaked = Guide([region]), Guide([Unbaked(region)])
    routes = random_routes(region, 60)
    assert len(routes) > 30
    lanes = 0
    for route in routes:
        told, expected = baked.maneuvers(route), unbaked.maneuvers(route)
        assert [without_bearings(m) for m in told] == [without_bearings(m) for m in expected]
        for one, other in zip(told, expected, strict=True):
            assert one.bearing_before_deg == pytest.approx(other.bearing_before_deg, abs=1e-4)
            assert one.bearing_after_deg == pytest.approx(other.bearing_after_deg, abs=1e-4)
            assert one.stubs_deg == pytest.approx(other.stubs_deg, abs=0.11)
        lanes += sum(bool(m.lanes) or any(p.lanes for p in m.passed) for m in told)
    assert lanes > 0, "no lanes were compared"


@pytest.mark.parametrize("pieces", [1, 3])
def test_the_bytes_do_not_depend_on_how_the_work_was_dealt_out(region: Region, pieces: int) -> None:
    order = edge_order(region)
    parts = [bake(region, share.tolist(), never) for share in np.array_split(order, pieces)]
    found = joined(parts, order)
    for spec in GUIDE_ARRAYS:
        stored = region.array(spec.name)
        np.testing.assert_array_equal(found[spec.name].astype(stored.dtype), stored, err_msg=spec.name)


def test_arms_of_every_edge_are_told_apart(region: Region) -> None:
    begin, edge = region.guide_begin.tolist(), region.guide_edge
    for first, end in itertools.pairwise(begin):
        out = edge[first:end]
        out = out[out != 0xFFFFFFFF]
        assert len(np.unique(out)) == len(out)


def test_no_turn_that_is_allowed_is_missing(region: Region) -> None:
    """Every edge that may follow another is among its arms, unless a dead end was left out."""
    begin, edge = region.guide_begin, region.guide_edge
    count = len(region.edge_tail)
    own = region.turn_from < count
    before, after = region.turn_from[own], region.state_edge[region.turn_to[own]]
    looked_at = begin[before + 1] > begin[before]
    assert looked_at.mean() > 0.9
    for a, b in zip(before[looked_at].tolist(), after[looked_at].tolist(), strict=True):
        assert b in edge[begin[a] : begin[a + 1]]


def never(edge: int, error: Exception) -> None:
    raise AssertionError(edge) from error
