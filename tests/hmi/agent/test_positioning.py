"""One position out of receiver and wheels: in tunnels, parked, reversing, and with a receiver alone."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hmi.agent.signals.positioning import (
    ACCURACY,
    GEAR,
    GROUND_SPEED,
    HEADING,
    LATITUDE,
    LONGITUDE,
    NAME,
    PRIORITY,
    REAR_LEFT,
    REAR_RIGHT,
    SPEED,
    TIMESTAMP,
    TRACK_M,
    YAW,
    Positioning,
)
from hmi.agent.signals.store import SignalStore
from maps.geometry import LatLon, destination_point, distance_m

HOME = LatLon(43.74, 7.42)


class Road:
    """A car on a straight road to the east, heard ten times a second; keeps what was told last."""

    def __init__(self) -> None:
        self.positioning = Positioning()
        self.now_s = 0.0
        self.driven_m = 0.0
        self.course_deg = 90.0
        self.position = HOME
        self.told: dict[str, object] = {}
        self.raw: dict[str, object] = {}

    def drive(
        self, seconds: float, kmh: float, *, sky: bool = True, wheels: str = "yaw", turn_dps: float = 0.0
    ):
        for _ in range(round(seconds * 10)):
            self.now_s += 0.1
            self.course_deg += turn_dps * 0.1
            self.position = destination_point(self.position, self.course_deg, kmh / 3.6 * 0.1)
            values: dict[str, object] = {SPEED: abs(kmh)} if wheels else {}
            if kmh < 0:
                values[GEAR] = -1
            if wheels == "yaw":
                values[YAW] = -turn_dps
            elif wheels == "rear":
                across = math.radians(turn_dps) * TRACK_M / 2 * 3.6
                values |= {REAR_LEFT: kmh + across, REAR_RIGHT: kmh - across}
            self._hear(values)
            if sky and round(self.now_s * 10) % 10 == 0:
                self._hear(
                    {
                        LATITUDE: self.position.lat_deg,
                        LONGITUDE: self.position.lon_deg,
                        HEADING: self.course_deg % 360.0,
                        ACCURACY: 3.0,
                        GROUND_SPEED: abs(kmh),
                        TIMESTAMP: f"2026-12-01T12:{int(self.now_s) // 60:02}:{int(self.now_s) % 60:02}.000Z",
                    }
                )
        return self

    def _hear(self, values: dict[str, object]) -> None:
        told = self.positioning.hear(values, self.now_s)
        self.told |= told.reckoned
        self.raw = dict(told.as_it_is)

    def away_m(self) -> float:
        return distance_m(LatLon(float(self.told[LATITUDE]), float(self.told[LONGITUDE])), self.position)


@pytest.mark.parametrize("kmh", [15.0, 50.0, 130.0])
@pytest.mark.parametrize("seconds", [60.0, 300.0])
def test_in_a_tunnel_the_position_goes_on(kmh: float, seconds: float) -> None:
    road = Road().drive(60, kmh)
    road.drive(seconds, kmh, sky=False)
    assert road.away_m() < 0.02 * seconds * kmh / 3.6 + 3.0


def test_a_standstill_in_a_tunnel_is_a_standstill() -> None:
    road = Road().drive(60, 50).drive(20, 50, sky=False).drive(600, 0, sky=False).drive(20, 50, sky=False)
    assert road.away_m() < 12.0


def test_the_ramp_of_a_car_park_is_followed_by_the_rear_wheels_alone() -> None:
    road = Road().drive(60, 40, wheels="rear")
    road.drive(40, 10, sky=False, wheels="rear", turn_dps=18.0)  # two storeys up
    assert road.away_m() < 12.0


def test_in_a_tunnel_the_receivers_clock_goes_on_too() -> None:
    road = Road().drive(60, 50)
    road.drive(30, 50, sky=False)
    assert str(road.told[TIMESTAMP]).startswith("2026-12-01T12:01:30") or str(
        road.told[TIMESTAMP]
    ).startswith("2026-12-01T12:01:29")


def test_it_says_that_it_knows_less_and_less() -> None:
    road = Road().drive(60, 50)
    before = float(road.told[ACCURACY])
    road.drive(120, 50, sky=False)
    assert float(road.told[ACCURACY]) > before


def test_a_parked_car_rests() -> None:
    road = Road().drive(60, 50).drive(5, 0)
    places = set()
    for second in range(60):
        wandering = destination_point(road.position, 6.0 * second, 6.0)
        road.now_s += 1.0
        road._hear({SPEED: 0.0, YAW: 0.05})
        road._hear({LATITUDE: wandering.lat_deg, LONGITUDE: wandering.lon_deg, ACCURACY: 4.0})
        places.add((road.told[LATITUDE], road.told[LONGITUDE], road.told[HEADING]))
    assert len(places) == 1


def test_a_car_that_was_towed_while_it_stood_is_found() -> None:
    road = Road().drive(60, 50).drive(5, 0)
    road.position = destination_point(road.position, 0.0, 900.0)
    road.drive(20, 0)
    assert road.away_m() < 10.0


def test_reversing_out_of_a_space_keeps_the_nose() -> None:
    road = Road().drive(60, 30)
    road.drive(5, -5)
    assert float(road.told[HEADING]) == pytest.approx(90.0, abs=3.0)
    assert road.away_m() < 4.0


def test_a_receiver_alone_is_told_as_it_is() -> None:
    road = Road().drive(30, 50, wheels="")
    assert not road.told
    fix = {LATITUDE: 1.0, LONGITUDE: 2.0, GROUND_SPEED: 50.0}
    assert dict(road.positioning.hear(fix, road.now_s + 1.0).as_it_is) == fix


def test_when_the_cars_own_bus_falls_silent_the_receiver_goes_on_alone() -> None:
    road = Road().drive(30, 50)
    road.now_s += 5.0
    fix = {LATITUDE: HOME.lat_deg, LONGITUDE: HOME.lon_deg, HEADING: 90.0}
    assert road.positioning.hear(fix, road.now_s).reckoned == fix


def test_a_car_that_is_put_elsewhere_is_there_with_its_next_fix() -> None:
    road = Road().drive(30, 50)
    road.positioning.forget()
    road.now_s += 0.1
    fix = {LATITUDE: 48.0, LONGITUDE: 11.0}
    told = road.positioning.hear(fix, road.now_s)
    assert told.reckoned[LATITUDE] == 48.0


def test_the_road_that_the_map_is_sure_of_takes_a_turn_rates_error_back() -> None:
    alone, helped = Road().drive(60, 50), Road().drive(60, 50)
    for _ in range(120):
        for road in (alone, helped):
            for _ in range(10):
                road.now_s += 0.1
                road.position = destination_point(road.position, 90.0, 50 / 36)
                road._hear({SPEED: 50.0, YAW: -0.2})
        helped.positioning.on_road(helped.position, 90.0)
    assert helped.away_m() < 6.0 < alone.away_m()


def test_a_road_far_away_is_not_believed() -> None:
    road = Road().drive(60, 50)
    road.positioning.on_road(destination_point(road.position, 0.0, 400.0), 45.0)
    road.drive(1, 50)
    assert road.away_m() < 5.0


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.dictionaries(
            st.sampled_from([SPEED, YAW, GEAR, LATITUDE, LONGITUDE, HEADING, ACCURACY, TIMESTAMP, REAR_LEFT]),
            st.one_of(
                st.floats(allow_nan=True, allow_infinity=True),
                st.integers(),
                st.text(max_size=8),
                st.booleans(),
            ),
        ),
        max_size=30,
    )
)
def test_whatever_comes_nothing_raises_and_nothing_but_numbers_is_kept(batches) -> None:
    positioning, store = Positioning(), SignalStore()
    positioning.hear({SPEED: 30.0, LATITUDE: 1.0, LONGITUDE: 2.0, HEADING: 10.0}, 0.0)
    for number, values in enumerate(batches):
        told = positioning.hear(values, 0.5 * number)
        store.ingest(NAME, PRIORITY, told.reckoned, 0.5 * number)
    for path, stored in store.readings.items():
        assert path == TIMESTAMP or math.isfinite(float(stored.value))
