"""A town that lies across the date line is routed, snapped, matched and followed like any other."""

from __future__ import annotations

import numpy as np
import pytest

from maps.geometry import BoundingBox, LatLon
from maps.guide.maneuvers import Guide
from maps.guide.progress import RouteLine, follow
from maps.match.tracker import MatchState, Tracker
from maps.models import Fix
from tests.ascii_map import Town, ascii_map, compile_drawing
from tests.maps.route.drawn import ask, letters

ART = """
    A-----B-----C
    |     |     |
    D-----E-----F
    |     |
    G-----H
"""
USUAL = ascii_map(ART, grid_m=100, origin=LatLon(1.0, 1.0))


@pytest.fixture(scope="module", params=[179.9999, 179.9955])
def across(request: pytest.FixtureRequest) -> Town:
    return ascii_map(ART, grid_m=100, origin=LatLon(1.0, request.param))


def test_it_is_routed_and_guided_the_same(across: Town) -> None:
    for begin, end in (("A", "F"), ("G", "C"), ("F", "D"), ("H", "A"), ("C", "G")):
        usual, route = ask(USUAL, begin, end)[0], ask(across, begin, end)[0]
        assert letters(across, route) == letters(USUAL, usual)
        assert route.distance_m == pytest.approx(usual.distance_m, abs=0.5)
        assert np.abs(route.legs[0].lon_deg).max() <= 180.0
        ours, theirs = (
            [(m.type, m.modifier, round(m.distance_along_m, -1)) for m in Guide([town.region]).maneuvers(way)]
            for town, way in ((across, route), (USUAL, usual))
        )
        assert ours == theirs


def test_a_drive_over_it_is_matched_and_followed(across: Town) -> None:
    route = ask(across, "A", "F")[0]
    line, tracker = RouteLine.of(route), Tracker([across.region])
    state, progress, along = MatchState(), None, 0.0
    while along < line.length_m:
        fix = Fix(line.position_at(along), along / 10.0, 10.0, line.course_at(along), 4.0)
        state, progress = tracker.update(fix, state), follow(line, progress, fix)
        assert state.matched is not None and state.matched.candidate.distance_m < 1.0
        assert progress.deviation.distance_m < 1.0
        assert progress.along_m == pytest.approx(along, abs=2.0)
        along += 10.0


def test_one_place_of_the_line_is_one_node() -> None:
    """Data are cut at the date line, which leaves a node on each side."""
    halves = ascii_map(
        "A---B X---C", grid_m=100, ways={"AB": {}, "XC": {}}, origin=LatLon(1.0, 180.0 - 4 * 50 / 111_226.3)
    )
    halves.drawing.positions["B"] = LatLon(1.0, 180.0)
    halves.drawing.positions["X"] = LatLon(1.0, -180.0)
    town = compile_drawing(halves.drawing)
    assert letters(town, ask(town, "A", "C")[0]) in ("ABC", "AXC")


def test_a_box_across_it_holds_what_lies_inside() -> None:
    box = BoundingBox(-20.0, 177.0, -15.0, 182.0)
    for lon, inside in (
        (178.0, True),
        (-179.0, True),
        (180.0, True),
        (-180.0, True),
        (-177.0, False),
        (0.0, False),
    ):
        assert box.contains(LatLon(-17.0, lon)) is inside
    assert box.center.lon_deg == pytest.approx(179.5)
