"""What holds of the words of any route: on the demo maps always, on the four extracts in the soak."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

import numpy as np
import pytest

from maps.errors import MapsError
from maps.guide.maneuvers import Guide
from maps.guide.spoken.announced import for_driver
from maps.guide.spoken.instructions import road_after, say
from maps.models import Maneuver, Route, RouteRequest, Waypoint
from maps.region.format import EdgeFlag, TurnFlag
from maps.region.reader import Region
from maps.route.engine import RouteEngine
from tests.benchmarks.route_regions import extract, random_pairs, region_of

LANGUAGES = ("en", "fr", "de", "es", "ja", "ar")
RAMPS = ("on ramp", "off ramp", "fork")


def check(region: Region, routes: int) -> None:
    engine, guide = RouteEngine([region], timezone=UTC, clock=lambda: 0.0), Guide([region])
    found = 0
    for start, end in random_pairs(region, routes, np.random.default_rng(13), 500.0):
        try:
            route = engine.route(RouteRequest((Waypoint(start), Waypoint(end))))[0]
        except MapsError:
            continue
        found += 1
        told = for_driver(guide.maneuvers(route))
        for maneuver in told:
            _words_are_clean(maneuver)
            _asks_something(maneuver)
        _ramps_lead_somewhere(route, told)
    _lights_are_waited_for_once(region)
    assert found > routes // 2


def _words_are_clean(maneuver: Maneuver) -> None:
    for text in (road_after(maneuver), maneuver.exit_ref, *(say(maneuver, lang) for lang in LANGUAGES)):
        assert ";" not in text and "|" not in text, text


def _asks_something(maneuver: Maneuver) -> None:
    quiet = maneuver.type == "new name" and maneuver.modifier in ("straight", "slight left", "slight right")
    assert not quiet, maneuver


def _ramps_lead_somewhere(route: Route, told: tuple[Maneuver, ...]) -> None:
    leg = route.legs[0]
    for maneuver in told:
        if maneuver.type not in RAMPS or road_after(maneuver):
            continue
        first = int(np.searchsorted(leg.point_begin, maneuver.point))
        later = leg.edge_flags[first:] & np.uint32(EdgeFlag.LINK)
        joined = first + int(np.argmin(later != 0)) if not later.all() else len(leg.edge)
        if joined < len(leg.edge):
            name, ref = leg.strings[leg.edge_name[joined]], leg.strings[leg.edge_ref[joined]]
            assert not name and not ref, f"{maneuver.type} at {maneuver.position} leads to {name or ref}"


def _lights_are_waited_for_once(region: Region) -> None:
    """No turn with lights follows at once on another within one junction."""
    length, flags = region.array("edge_length_m"), region.array("turn_flags")
    state_edge = region.array("state_edge")
    lit = (flags & np.uint16(TurnFlag.SIGNAL)) != 0
    after_lights = np.zeros(len(length), dtype=np.bool_)
    after_lights[state_edge[region.array("turn_to")[lit]]] = True
    before = state_edge[region.array("turn_from")[lit]]
    assert not np.any(after_lights[before] & (length[before] < 20.0))


@pytest.mark.parametrize("name", ["monaco", "helsinki"])
def test_words_on_the_demo_maps(name: str, request: pytest.FixtureRequest) -> None:
    folder: Path = request.getfixturevalue(f"{name}_region")
    check(Region.open(folder), 60)


@pytest.mark.soak
@pytest.mark.parametrize("name", ["liechtenstein", "heidelberg", "sanfrancisco-downtown", "porto"])
def test_words_on_the_extracts(name: str, shared_data: Path) -> None:
    check(region_of(extract(name)), 300)
