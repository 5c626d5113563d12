"""What a driver changes while being guided: another place looked at, a jam gone round, a stop skipped."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hmi.navigation.state import Phase
from maps.geometry import destination_point
from maps.models import Place
from tests.ascii_map import ascii_map
from tests.hmi.navigation.drives import Drive, MapsAtHand

STREET = {"highway": "secondary"}
TOWN = ascii_map(
    """
    A-------B-------C-------D-------E
    |       |       |       |       |
    F-------G-------H-------I-------J
    """,
    grid_m=200,
    ways={
        **{way: {**STREET, "highway": "primary"} for way in ("AB", "BC", "CD", "DE")},
        **dict.fromkeys(("AF", "BG", "CH", "DI", "EJ", "FG", "GH", "HI", "IJ"), STREET),
    },
)


@pytest.fixture
def drive() -> Drive:
    found = Drive(MapsAtHand(TOWN.folder))
    found.fix(TOWN.at("A"), 5.0, 90.0)
    found.guide(TOWN.at("E"))
    found.along([TOWN.at("A"), destination_point(TOWN.at("A"), 90.0, 150.0)], 13.0)
    return found


def _place(letter: str) -> Place:
    return Place(letter, TOWN.at(letter), "")


def names(drive: Drive) -> set[str]:
    route = drive.navigator.state.route
    assert route is not None
    return {leg.strings[row] for leg in route.legs for row in leg.edge_name.tolist()}


def test_a_jam_ahead_is_gone_round_and_the_trip_goes_on(drive: Drive) -> None:
    assert names(drive) == {"AB", "BC", "CD", "DE"}
    drive.navigator.avoid_ahead(1000.0)
    drive.navigator.poll()
    assert drive.navigator.state.phase is Phase.GUIDING
    assert "BC" not in names(drive) and "GH" in names(drive)
    line = [destination_point(TOWN.at("A"), 90.0, 150.0), *(TOWN.at(s) for s in "BGHIJE")]
    drive.along(line, 13.0)
    assert drive.navigator.state.phase is Phase.ARRIVED


def test_looking_at_another_place_leaves_the_trip_alone(drive: Drive) -> None:
    before = drive.navigator.state.route
    said = len(drive.said)
    drive.navigator.preview([_place("H")])
    drive.navigator.poll()
    assert drive.navigator.state.phase is Phase.PREVIEW
    assert drive.navigator.state.guided and drive.navigator.state.guidance is not None
    assert drive.navigator.state.route is not before
    drive.along([destination_point(TOWN.at("A"), 90.0, 150.0), TOWN.at("C"), TOWN.at("D")], 13.0)
    assert drive.navigator.rerouted == 0
    drive.navigator.stop()
    assert (drive.navigator.state.phase, drive.navigator.state.route) == (Phase.GUIDING, before)
    assert [place.name for place in drive.navigator.state.stops] == ["P0"]
    drive.along([TOWN.at("D"), TOWN.at("E")], 13.0)
    assert drive.navigator.state.phase is Phase.ARRIVED
    assert len(drive.said) > said


def test_the_other_place_takes_over_when_it_is_started(drive: Drive) -> None:
    drive.navigator.preview([_place("H")])
    drive.navigator.poll()
    drive.navigator.start()
    assert drive.navigator.state.phase is Phase.GUIDING
    assert [place.name for place in drive.navigator.state.stops] == ["H"]


def test_arriving_while_another_place_is_looked_at_leaves_that(drive: Drive) -> None:
    drive.along([destination_point(TOWN.at("A"), 90.0, 150.0), TOWN.at("D")], 13.0)
    drive.navigator.preview([_place("H")])
    drive.navigator.poll()
    drive.along([TOWN.at("D"), TOWN.at("E")], 13.0)
    assert drive.navigator.state.phase is Phase.PREVIEW and not drive.navigator.state.guided
    drive.navigator.stop()
    assert drive.navigator.state.phase is Phase.BROWSE


@settings(max_examples=12, deadline=None)
@given(order=st.permutations(["C", "H", "J"]), skip=st.integers(0, 2))
def test_stops_are_put_in_any_order_and_left_out_under_way(order: list[str], skip: int) -> None:
    drive = Drive(MapsAtHand(TOWN.folder))
    drive.fix(TOWN.at("A"), 5.0, 90.0)
    drive.guide(TOWN.at("E"))
    drive.navigator.change_stops([_place(letter) for letter in order])
    drive.navigator.poll()
    assert [place.name for place in drive.navigator.state.stops] == order
    for _ in range(skip):
        drive.navigator.skip_stop()
        drive.navigator.poll()
    assert [place.name for place in drive.navigator.state.stops] == order[min(skip, 2) :]
    route = drive.navigator.state.route
    assert route is not None and len(route.legs) == len(drive.navigator.state.stops)
