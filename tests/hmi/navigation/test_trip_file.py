"""A trip outlives a power cut, and what a power cut leaves of its file costs nothing but the trip."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hmi.navigation.state import Phase
from hmi.navigation.trip_file import RESUMED_WITHIN_S, TripFile
from maps.geometry import destination_point
from tests.hmi.navigation.drives import Drive, MapsAtHand
from tests.hmi.navigation.test_under_way import TOWN


@pytest.fixture(scope="module")
def under_way() -> Drive:
    drive = Drive(MapsAtHand(TOWN.folder))
    drive.fix(TOWN.at("A"), 5.0, 90.0)
    drive.guide(TOWN.at("C"), TOWN.at("E"))
    drive.along([TOWN.at("A"), TOWN.at("D")], 13.0)
    return drive


def kept(drive: Drive, path: Path, clock: float = 1000.0) -> TripFile:
    trip = drive.navigator.trip
    assert trip is not None
    file = TripFile(path, lambda: clock)
    file.keep(trip.route, trip.maneuvers, trip.stops, trip.reached)
    file.close()
    return file


def test_a_trip_goes_on_where_the_car_is_after_a_power_cut(under_way: Drive, tmp_path: Path) -> None:
    found = kept(under_way, tmp_path / "trip.json").read()
    assert found is not None and found.reached == 1
    anew = Drive(MapsAtHand(TOWN.folder))
    anew.navigator.resume(found)
    anew.fix(TOWN.at("D"), 10.0, 90.0)
    assert anew.navigator.state.phase is Phase.GUIDING
    assert [place.name for place in anew.navigator.state.stops] == ["P1"]
    guidance = anew.navigator.state.guidance
    assert guidance is not None and guidance.distance_remaining_m == pytest.approx(800.0, abs=30.0)
    anew.along([TOWN.at("D"), destination_point(TOWN.at("E"), 270.0, 5.0)], 13.0)
    assert anew.navigator.state.phase is Phase.ARRIVED
    assert anew.navigator.rerouted == 0


def test_what_is_kept_is_what_was_driven(under_way: Drive, tmp_path: Path) -> None:
    trip, found = under_way.navigator.trip, kept(under_way, tmp_path / "trip.json").read()
    assert trip is not None and found is not None
    assert found.maneuvers == trip.maneuvers and found.stops == trip.stops
    assert found.route.profile == trip.route.profile
    for one, other in zip(found.route.legs, trip.route.legs, strict=True):
        assert np.array_equal(one.lat_deg, other.lat_deg) and np.array_equal(one.edge, other.edge)
        assert one.edge_flags.dtype == other.edge_flags.dtype


def test_an_old_trip_and_one_that_has_ended_are_none(under_way: Drive, tmp_path: Path) -> None:
    path = tmp_path / "trip.json"
    kept(under_way, path)
    assert TripFile(path, lambda: 1000.0 + RESUMED_WITHIN_S + 1).read() is None
    file = TripFile(path, lambda: 1000.0)
    assert file.read() is not None
    file.forget()
    file.close()
    assert not path.exists() and file.read() is None


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.floats(0.0, 1.0), byte=st.integers(0, 255))
def test_a_damaged_file_is_no_trip(under_way: Drive, tmp_path: Path, cut: float, byte: int) -> None:
    path = tmp_path / "trip.json"
    kept(under_way, path)
    whole = path.read_bytes()
    at = int(cut * (len(whole) - 1))
    for spoilt in (whole[:at], whole[:at] + bytes([byte]) + whole[at + 1 :]):
        path.write_bytes(spoilt)
        found = TripFile(path, lambda: 1000.0).read()
        assert spoilt == whole or found is None
