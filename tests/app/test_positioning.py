"""A fix is made of what the bus says, and never of old values."""

from __future__ import annotations

from hmi.app.positioning import ACCURACY, HEADING, LATITUDE, LONGITUDE, SPEED, TIMESTAMP, fix_of
from hmi.vehicle.state import Reading, VehicleState
from maps.geometry import LatLon


def heard(time_s: float = 10.0, **changes: object) -> VehicleState:
    values: dict[str, object] = {
        LATITUDE: 43.7,
        LONGITUDE: 7.4,
        HEADING: 90.0,
        ACCURACY: 3.0,
        SPEED: 36.0,
        TIMESTAMP: "2026-01-01T12:00:00.500+00:00",
    }
    values.update({globals()[name]: value for name, value in changes.items()})
    readings = {path: Reading(value, time_s) for path, value in values.items() if value is not None}  # type: ignore[arg-type]
    return VehicleState().updated(readings)


def test_a_fix_holds_place_speed_course_and_the_receivers_time() -> None:
    fix = fix_of(heard(), 10.1)
    assert fix is not None
    assert fix.position == LatLon(43.7, 7.4)
    assert fix.speed_mps == 10.0
    assert (fix.course_deg, fix.accuracy_m) == (90.0, 3.0)
    assert fix.time_s % 60 == 0.5


def test_a_stale_position_is_no_position() -> None:
    assert fix_of(heard(time_s=10.0), 13.5) is None


def test_a_lost_agent_has_no_position() -> None:
    assert fix_of(heard().disconnected(), 10.0) is None


def test_a_standing_car_has_no_course() -> None:
    fix = fix_of(heard(SPEED=0.0), 10.0)
    assert fix is not None
    assert fix.course_deg is None


def test_without_a_clock_of_its_own_the_time_of_hearing_counts() -> None:
    for timestamp in (None, "", "yesterday"):
        fix = fix_of(heard(TIMESTAMP=timestamp), 10.0)
        assert fix is not None
        assert fix.time_s == 10.0


def test_an_impossible_latitude_is_no_position() -> None:
    assert fix_of(heard(LATITUDE=91.0), 10.0) is None
