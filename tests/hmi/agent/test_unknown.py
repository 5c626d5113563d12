"""Unknown is not zero, not safe, not moving: every rule against every kind of car, sensor by sensor.

A drive is parked, then driven, then parked. What the car tells of it depends on what it has (`FEEDS`), and on
whether its receiver measures speed all the time, stops doing so, or never does (`GROUND`).
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import pytest

from hmi.agent.books.trips import CURRENT
from hmi.agent.conclusions import Conclusions
from hmi.agent.link.remote import Situation, refusal
from hmi.agent.signals.store import SPEED_OVER_GROUND, SignalStore
from hmi.distraction.policy import Activity, decide, situation
from hmi.sync.messages import Command
from hmi.vehicle.motion import IGNITION, SELECTED_GEAR, SPEED, WAKE_STATE
from hmi.vehicle.signals import Value
from hmi.vehicle.state import Reading, VehicleState

LATITUDE, LONGITUDE = "Vehicle.CurrentLocation.Latitude", "Vehicle.CurrentLocation.Longitude"
ACCELERATION_KMH_PER_S = 10.0
PARKED_S, CRUISE_S = 80.0, 40.0
FEEDS = ("GNSS only", "OBD", "slow OBD", "CAN", "CAN asleep")
GROUND = ("fresh", "stale", "never there")
SPEEDS_KMH = (0, 10, 50, 81, 100, 130, 160, 200)


class Nobody:
    def trip_changed(self, name: str) -> None: ...
    def alerts_changed(self, raised: Sequence[str], cleared: Sequence[str]) -> None: ...
    def codes_changed(self) -> None: ...
    def sensors_lost(self, paths: Sequence[str]) -> None: ...


def profile(top_kmh: float) -> Iterator[tuple[float, float]]:
    """(seconds, km/h) ten times a second."""
    ramp_s = top_kmh / ACCELERATION_KMH_PER_S
    ends = [PARKED_S, PARKED_S + ramp_s, PARKED_S + ramp_s + CRUISE_S, PARKED_S + 2 * ramp_s + CRUISE_S]
    for step in range(int((ends[-1] + PARKED_S) * 10)):
        t = step / 10
        up = (t - ends[0]) * ACCELERATION_KMH_PER_S
        down = (ends[-1] - t) * ACCELERATION_KMH_PER_S
        yield t, min(top_kmh, max(0.0, min(up, down)))


@dataclass(frozen=True, slots=True)
class Moment:
    """What a driver and a phone would have found then."""

    kmh: float
    moving_s: float
    parked_s: float
    """0 while driving"""
    position: Value | None
    speed: Value | None
    keyboard: bool
    lock: str
    """why the car would not be locked from the phone"""
    wake_state: Value | None


def drive(
    top_kmh: float, feed: str, ground: str, longitude: float = 7.4
) -> tuple[list[Moment], float, float]:
    """The moments, the distance driven, and the one in the books."""
    store, dice = SignalStore(), random.Random(f"{top_kmh} {feed} {ground}")
    conclusions = Conclusions(store, None, Nobody(), lambda: 1.0, lambda: None)
    begin = 1000.0
    metres, still_s, moving_s, next_fix, next_obd, last = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    moments: list[Moment] = []
    for t, kmh in profile(top_kmh):
        now = begin + t
        metres += kmh / 3.6 * (t - last)
        still_s = 0.0 if kmh > 0 else still_s + t - last
        moving_s = moving_s + t - last if kmh > 0 else 0.0
        last = t
        if t >= next_fix:
            east = metres / (111_195 * math.cos(math.radians(43.7)))
            values: dict[str, object] = {
                LATITUDE: 43.7, LONGITUDE: (longitude + east + 180) % 360 - 180,
            }  # fmt: skip
            if ground == "fresh" or (ground == "stale" and t < 10):
                values[SPEED_OVER_GROUND] = kmh
            store.ingest("gpsd", 60, values, now)
            next_fix = t + 1 + dice.uniform(-0.15, 0.15)
        if "OBD" in feed and t >= next_obd:
            store.ingest(
                "obd", 30, {SPEED: float(round(kmh)), "Vehicle.Powertrain.CombustionEngine.Speed": 800.0}, now
            )
            next_obd = t + (dice.uniform(1.5, 3.2) if "slow" in feed else 0.25)
        if feed == "CAN" or (feed == "CAN asleep" and (kmh > 0 or still_s < 5)):
            parked = kmh == 0
            store.ingest(
                "can", 50,
                {SPEED: kmh, SELECTED_GEAR: 126 if parked else 127, IGNITION: "OFF" if parked else "ON",
                 "Vehicle.Cabin.Door.Row1.DriverSide.IsOpen": False},
                now,
            )  # fmt: skip
        if round(t * 10) % 2 == 0:
            conclusions.look(now)
            state = shown(store)
            known = {path: stored.value for path, stored in store.fresh((), now).items()}
            limits = decide(situation(state, now, passenger_unlocked=False))
            moments.append(
                Moment(
                    kmh, moving_s, still_s, known.get(LONGITUDE), known.get(SPEED),
                    limits.allows(Activity.KEYBOARD),
                    refusal(asked("lock"), Situation(known.get, {})),
                    known.get(WAKE_STATE),
                )
            )  # fmt: skip
    return moments, metres, float(conclusions.trip(CURRENT)["distance_m"])  # type: ignore[arg-type]


def shown(store: SignalStore) -> VehicleState:
    """The other end of the bus."""
    seen = {
        path: Reading(stored.value, stored.time_s, stored.holds_s)
        for path, stored in store.readings.items()
        if path not in store.hidden
    }
    return VehicleState(MappingProxyType(seen), connected=True)


def asked(name: str) -> Command:
    return Command("car", "1", name, {}, 0.0, 0.0, "me")


def share(found: Sequence[bool]) -> float:
    return sum(found) / max(1, len(found))


@pytest.mark.parametrize("ground", GROUND)
@pytest.mark.parametrize("feed", FEEDS)
@pytest.mark.parametrize("top_kmh", SPEEDS_KMH)
def test_every_rule_holds_for_every_car(top_kmh: int, feed: str, ground: str) -> None:
    moments, driven_m, booked_m = drive(top_kmh, feed, ground)
    knows_speed = feed != "GNSS only" or ground == "fresh"
    settled = moments[40:]
    assert share([m.position is not None for m in settled]) >= 0.99, "position"

    # What is measured every three seconds is known three seconds late.
    moving = [m for m in settled if m.moving_s > 4 and m.kmh > 5]
    assert not any(m.keyboard for m in moving), "a screen open while driving"
    parked = [m for m in settled if m.parked_s > 6]
    # Half a minute in which a car that has just fallen silent may be anything.
    sure = [m for m in parked if m.parked_s > 22 or feed != "CAN asleep" or ground == "fresh"]
    if knows_speed:
        assert share([m.speed is not None for m in moving]) >= 0.99 or not moving, "speedometer"
        assert share([m.keyboard for m in sure]) >= 0.99, "locked while parked"
        assert share([m.lock == "" for m in sure]) >= 0.99, "cannot be locked from the phone"
        assert booked_m == pytest.approx(driven_m, rel=0.06, abs=10), "the books"
    else:
        late = settled[60:] if ground == "stale" else settled
        assert not any(m.keyboard for m in late), "unknown is not safe"
        assert all(m.speed is None for m in settled if ground == "never there"), "unknown is not zero"
    if feed == "CAN asleep":
        assert moments[-1].wake_state == "ASLEEP"
        assert all(m.wake_state != "ASLEEP" for m in moving)


def test_the_date_line_is_no_jump() -> None:
    moments, *_ = drive(130, "CAN", "fresh", longitude=179.995)
    assert share([m.position is not None for m in moments[10:]]) >= 0.99
    assert {m.position > 0 for m in moments if isinstance(m.position, float)} == {True, False}


def test_a_bus_that_dies_at_a_red_light_is_not_asleep() -> None:
    store = SignalStore()
    conclusions = Conclusions(store, None, Nobody(), lambda: 1.0, lambda: None)
    for step in range(1000):
        now = 1000 + step * 0.2
        if step < 100:
            store.ingest("can", 50, {SPEED: 0.0, SELECTED_GEAR: 127, IGNITION: "ON"}, now)
        conclusions.look(now)
    assert store.value(WAKE_STATE, now) == "AWAKE"
    assert situation(shown(store), now, passenger_unlocked=False).moving


def test_a_car_that_sleeps_while_its_agent_starts_anew_still_sleeps() -> None:
    first = Conclusions(before := SignalStore(), None, Nobody(), lambda: 1.0, lambda: None)
    for step in range(10):
        before.ingest("can", 50, {SPEED: 0.0, IGNITION: "OFF"}, 1000 + step * 0.2)
        first.look(1000 + step * 0.2)
    store = SignalStore()
    again = Conclusions(store, None, Nobody(), lambda: 1.0, lambda: None)
    again.restore(first.record(), 5000.0)
    for step in range(200):
        again.look(5000 + step * 0.2)
    assert again.asleep and store.value(WAKE_STATE, 5040) == "ASLEEP"


BATTERY = "Vehicle.Powertrain.TractionBattery.StateOfCharge.Displayed"
FUEL, TYPE = "Vehicle.Powertrain.FuelSystem.RelativeLevel", "Vehicle.Powertrain.Type"
SEAT, DOOR = "Vehicle.Cabin.Seat.Row1.DriverSide.OccupancyStatus", "Vehicle.Cabin.Door.Row1.DriverSide.IsOpen"
VOLTS, RPM = "Vehicle.LowVoltageBattery.CurrentVoltage", "Vehicle.Powertrain.CombustionEngine.Speed"


@pytest.mark.parametrize(
    ("command", "known", "reason"),
    [
        # A petrol car has no charge to be low on.
        ("climate_start", {SPEED: 0.0, TYPE: "COMBUSTION", FUEL: 60}, ""),
        ("climate_start", {SPEED: 0.0, TYPE: "COMBUSTION", FUEL: 3}, "battery_low"),
        ("climate_start", {SPEED: 0.0, VOLTS: 12.5}, ""),
        ("climate_start", {SPEED: 0.0, VOLTS: 11.2, FUEL: 60}, "battery_low"),
        ("climate_start", {SPEED: 0.0, BATTERY: 0.0}, "battery_low"),
        ("climate_start", {SPEED: 0.0, BATTERY: 60.0}, ""),
        ("climate_start", {SPEED: 0.0, TYPE: "ELECTRIC", VOLTS: 12.5}, "battery_low"),
        ("climate_start", {SPEED: 0.0}, "battery_low"),
        # A seat without a sensor is empty while nobody drives.
        ("climate_start", {SPEED: 0.0, BATTERY: 60.0, SEAT: "UNKNOWN"}, ""),
        ("climate_start", {SPEED: 0.0, BATTERY: 60.0, SEAT: "OCCUPIED"}, "occupied"),
        ("climate_start", {SPEED: 0.0, BATTERY: 60.0, IGNITION: "ON"}, "occupied"),
        ("climate_start", {SPEED: 0.0, BATTERY: 60.0, RPM: 800.0}, "occupied"),
        ("climate_start", {SPEED: 0.0, BATTERY: 60.0, RPM: 0.0, IGNITION: "OFF"}, ""),
        # A car of two doors has no door in the second row to be open.
        ("lock", {SPEED: 0.0, DOOR: False}, ""),
        ("lock", {SPEED: 0.0, DOOR: True}, "door_open"),
        ("lock", {SPEED: 0.0}, ""),
        ("lock", {}, "moving"),
        ("lock", {SPEED: 30.0, IGNITION: "OFF"}, "moving"),
        ("lock", {WAKE_STATE: "ASLEEP"}, ""),
        ("lock", {SELECTED_GEAR: 126}, ""),
        ("lock", {SELECTED_GEAR: 0}, "moving"),
        ("lock", {IGNITION: "OFF"}, ""),
        ("charge_start", {SPEED: 0.0}, "not_connected"),
    ],
)
def test_a_guard_looks_at_everything_that_tells(command: str, known: dict[str, Value], reason: str) -> None:
    assert refusal(asked(command), Situation(known.get, {command: 0})) == reason


def test_how_long_a_slow_sources_reading_holds_is_told_once_and_taken_back() -> None:
    store = SignalStore()
    told = []
    for time_s in (0.0, 2.0, 4.0, 6.0, 8.0, 8.2, 8.4, 8.6, 8.8):
        store.ingest("obd", 30, {SPEED: 50.0 + time_s}, time_s)
        told.append(store.take_holds(store.take_batch()))
    assert [each for each in told if each] == [{SPEED: 5.0}, {SPEED: 0.0}]
    assert told[2] and not told[1] and not told[4]
    assert Reading(50.0, 10.0, 5.0).fresh(SPEED, 14.9) and not Reading(50.0, 10.0, 5.0).fresh(SPEED, 15.1)
    assert not Reading(50.0, 10.0).fresh(SPEED, 11.1)


def test_a_quick_source_that_paused_once_is_not_slow() -> None:
    store = SignalStore()
    for step in range(200):
        store.ingest("can", 50, {SPEED: 50.0}, step * 0.02 + (2.0 if step > 100 else 0.0))
    assert store.value(SPEED, 200 * 0.02 + 2.0 + 1.1) is None
