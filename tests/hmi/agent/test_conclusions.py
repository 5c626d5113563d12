"""Trips, plausibility and alerts: pure decisions on what the sensors say."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import pytest

from hmi.agent.books.trips import CURRENT, LIFETIME, SINCE_CHARGE, TRIP_A, Books, Sample
from hmi.agent.conclusions import Conclusions
from hmi.agent.signals.plausibility import StepGuard, Suspicions, cross_check
from hmi.agent.signals.store import SignalStore, Stored
from hmi.vehicle.alerts import ALERTS, BY_ID, AlertState, evaluate
from hmi.vehicle.faults import FAULTS, explain
from hmi.vehicle.signals import BY_PATH, Value

WHEELS = [f"Vehicle.Chassis.Axle.Row{row}.Wheel.{side}.Speed" for row in (1, 2) for side in ("Left", "Right")]
PRESSURE = "Vehicle.Chassis.Axle.Row1.Wheel.Left.Tire.Pressure"
LAT, LON = "Vehicle.CurrentLocation.Latitude", "Vehicle.CurrentLocation.Longitude"


def test_a_trip_adds_up_distance_time_and_energy() -> None:
    books = Books.empty()
    for second in range(101):
        books = books.update(
            Sample(float(second), 20.0, 1000.0 + 20.0 * second, -18_000.0, False, unix_s=1e9)
        )
    trip = books.tallies[CURRENT]
    assert trip.distance_m == pytest.approx(2000)
    assert trip.moving_s == pytest.approx(100)
    assert trip.net_wh == pytest.approx(500)
    assert trip.consumption_wh_per_km == pytest.approx(250)
    assert books.reset(TRIP_A).tallies[TRIP_A].distance_m == 0
    with pytest.raises(KeyError):
        books.reset(LIFETIME)


def test_braking_is_recovered_and_charging_is_charged_and_begins_its_trip_anew() -> None:
    books = Books.empty().update(Sample(0.0, 10.0, 0.0, 36_000.0, False))
    books = books.update(Sample(1.0, 10.0, 10.0, 36_000.0, False))
    assert books.tallies[CURRENT].recovered_wh == pytest.approx(10)
    books = books.update(Sample(2.0, 0.0, 10.0, 36_000.0, True))
    books = books.update(Sample(3.0, 0.0, 10.0, 36_000.0, True))
    assert books.tallies[SINCE_CHARGE].distance_m == 0
    assert books.tallies[SINCE_CHARGE].charged_wh == pytest.approx(10)


def test_what_was_driven_unheard_is_counted_once_and_no_energy_is_invented() -> None:
    books = Books.empty().update(Sample(0.0, 10.0, 5000.0, -10_000.0, False))
    again = Books.from_record(books.record(), now_s=100.0)
    again = again.update(Sample(100.0, 10.0, 5300.0, -10_000.0, False))
    assert again.tallies[CURRENT].distance_m == pytest.approx(300)
    assert again.tallies[CURRENT].used_wh == 0
    another_car = again.update(Sample(101.0, 10.0, 900_000.0, 0.0, False))
    assert another_car.tallies[CURRENT].distance_m == pytest.approx(300)


def test_an_impossible_step_is_held_back_and_a_lasting_level_believed() -> None:
    guard = StepGuard()
    assert guard.admit("Vehicle.Speed", 50.0, 0.0)
    assert not guard.admit("Vehicle.Speed", 250.0, 0.1)
    assert guard.admit("Vehicle.Speed", 51.0, 0.2)
    accepted = [guard.admit("Vehicle.Speed", 200.0, 0.3 + 0.1 * i) for i in range(30)]
    assert not accepted[0] and accepted[-1]


def look(
    seconds: float,
    values_at: Callable[[float], dict[str, Value]],
    before: Suspicions | None = None,
    start: float = 0.0,
) -> Suspicions:
    state, t = before or Suspicions(), start
    while t < start + seconds:
        readings = {path: Stored(value, t, "test", 1) for path, value in values_at(t).items()}
        state = cross_check(state, readings, t)
        t += 0.2
    return state


def driving(t: float, **changes: float) -> dict[str, Value]:
    values: dict[str, Value] = {"Vehicle.Speed": 50.0, **dict.fromkeys(WHEELS, 50.0)}
    values |= {LAT: 43.7 + t * 50 / 3.6 / 111_195, LON: 7.4}
    return values | changes


def test_a_drive_that_fits_together_is_believed() -> None:
    assert look(10, driving).flagged == {}


def test_the_one_wheel_that_differs_is_flagged_and_forgiven_when_it_agrees_again() -> None:
    state = look(3, lambda t: {**driving(t), WHEELS[0]: 0.0})
    assert set(state.flagged) == {WHEELS[0]}
    assert look(5, driving, state, start=3.0).flagged == {}


def test_a_speed_against_all_wheels_is_flagged() -> None:
    assert set(look(3, lambda t: {**driving(t), "Vehicle.Speed": 90.0}).flagged) == {"Vehicle.Speed"}


def test_a_position_that_stands_or_jumps_while_driving_is_flagged() -> None:
    assert set(look(12, lambda t: {**driving(t), LAT: 43.7}).flagged) == {LAT, LON}
    assert set(look(3, lambda t: {**driving(t), LON: 7.4 + (0.002 if t > 2 else 0)}).flagged) == {LAT, LON}


def test_a_drive_that_was_faster_than_the_clock_a_moment_ago_is_believed() -> None:
    """The simulated car's time is slowed from twelvefold to ours; what it drove before is no jump."""
    state = Suspicions()
    for look_number in range(40):
        factor = 12.0 if look_number < 20 else 1.0
        t = look_number * 0.2
        driven = 12 * min(t, 4.0) + max(0.0, t - 4.0)
        readings = {path: Stored(value, t, "test", 1) for path, value in driving(driven).items()}
        state = cross_check(state, readings, t, factor)
        assert state.flagged == {}, t


def test_power_that_is_not_volts_times_amperes_is_flagged() -> None:
    battery = "Vehicle.Powertrain.TractionBattery."
    values: dict[str, Value] = {
        battery + "CurrentPower": 90_000.0,
        battery + "CurrentVoltage": 350.0,
        battery + "CurrentCurrent": -40.0,
    }
    assert set(look(3, lambda t: values).flagged) == {battery + "CurrentPower"}


def test_a_flagged_signal_is_neither_sent_nor_read() -> None:
    store = SignalStore()
    store.ingest("a", 1, {"Vehicle.Speed": 50.0, "Vehicle.IsMoving": True}, 0.0)
    assert store.hide(frozenset({"Vehicle.Speed"})) == ["Vehicle.Speed"]
    assert store.value("Vehicle.Speed", 0.0) is None
    assert set(store.take_batch()) == {"Vehicle.IsMoving"}
    store.hide(frozenset())
    store.ingest("a", 1, {"Vehicle.Speed": 50.0}, 0.1)
    assert "Vehicle.Speed" in store.take_batch()


def test_the_source_of_higher_priority_is_believed_while_it_is_fresh() -> None:
    store = SignalStore()
    store.ingest("can", 50, {"Vehicle.Speed": 50.0}, 0.0)
    store.ingest("obd", 30, {"Vehicle.Speed": 49.0}, 0.5)
    assert store.value("Vehicle.Speed", 0.5) == 50.0
    store.ingest("obd", 30, {"Vehicle.Speed": 48.0}, 1.5)
    assert store.value("Vehicle.Speed", 1.5) == 48.0
    store.ingest("can", 50, {"Vehicle.Speed": 47.0}, 1.6)
    assert store.value("Vehicle.Speed", 1.6) == 47.0


def test_wrong_types_and_impossible_values_are_not_stored() -> None:
    store = SignalStore()
    store.ingest("a", 1, {"Vehicle.Speed": "fast", "Vehicle.Warp": 9, LAT: 91.0, "Vehicle.IsMoving": 1}, 0.0)
    assert store.readings == {} and set(store.rejected) == {
        "Vehicle.Speed",
        "Vehicle.Warp",
        LAT,
        "Vehicle.IsMoving",
    }


def alert_run(pressures: list[float]) -> list[tuple[str, ...]]:
    state, shown = AlertState(), []
    for second, kpa in enumerate(pressures):
        values: dict[str, Value] = {PRESSURE: kpa}
        state = evaluate(state, values.get, float(second))
        shown.append(state.active)
    return shown


def test_an_alert_holds_before_it_is_raised_and_has_hysteresis() -> None:
    low = "tyre_low.Row1.Wheel.Left"
    shown = alert_run([240, 190, 190, 190, 190, 190, 190, 205, 214, 216])
    assert shown == [(), (), (), (), (), (), (low,), (low,), (low,), ()]


def test_the_worse_alert_covers_the_lesser() -> None:
    shown = alert_run([120] * 10)
    assert shown[-1] == ("tyre_flat.Row1.Wheel.Left",)


def test_an_unknown_signal_neither_raises_nor_clears() -> None:
    state = AlertState(raised={"abs_fault": 0.0})
    assert evaluate(state, lambda _path: None, 5.0).active == ("abs_fault",)


def test_every_alert_watches_a_signal_and_says_something() -> None:
    assert len(BY_ID) == len(ALERTS) >= 30
    assert all(spec.path in BY_PATH and spec.text for spec in ALERTS)


def test_open_doors_matter_only_while_driving() -> None:
    values: dict[str, Value] = {"Vehicle.Cabin.Door.Row1.DriverSide.IsOpen": True, "Vehicle.Speed": 0.0}
    assert evaluate(AlertState(), values.get, 0.0).active == ()
    values["Vehicle.Speed"] = 30.0
    assert evaluate(AlertState(), values.get, 1.0).active == ("door_open.Row1.DriverSide",)


def test_fault_codes_are_explained() -> None:
    known = explain("p0420")
    assert known is not None and "catalyst" in known.text and known.known
    unknown = explain("P1234")
    assert unknown is not None and not unknown.known and "maker" in unknown.text
    drive = explain("P0A55")
    assert drive is not None and drive.system == "electric drive"
    assert explain("hello") is None and explain("P042") is None
    assert len(FAULTS) >= 60
    assert all(fault.text and fault.advice.endswith(".") for fault in FAULTS.values())


class Nobody:
    """Hears of conclusions and remembers which sensors were lost."""

    def __init__(self) -> None:
        self.lost: list[str] = []

    def trip_changed(self, name: str) -> None: ...
    def alerts_changed(self, raised: Sequence[str], cleared: Sequence[str]) -> None: ...
    def codes_changed(self) -> None: ...

    def sensors_lost(self, paths: Sequence[str]) -> None:
        self.lost += paths


@pytest.mark.parametrize("on_purpose", [True, False])
def test_a_car_put_elsewhere_is_believed_even_when_a_look_falls_before_its_next_fix(on_purpose: bool) -> None:
    store, hears = SignalStore(), Nobody()
    conclusions = Conclusions(store, None, hears, lambda: 1.0, lambda: None)
    now = time.monotonic()
    for back in (0.6, 0.4, 0.2):
        store.ingest("gnss", 10, {LAT: 43.73, LON: 7.42, "Vehicle.Speed": 0.0}, now - back)
        conclusions.look(now - back)
    if on_purpose:
        conclusions.forget_positions()
    conclusions.look(now + 0.05)
    store.ingest("gnss", 10, {LAT: 43.75, LON: 7.45, "Vehicle.Speed": 0.0}, now + 0.1)
    conclusions.look(now + 0.25)
    assert hears.lost == ([] if on_purpose else [LAT, LON])


@pytest.mark.parametrize(
    ("battery_w", "fuel_lph", "has_energy", "has_fuel"),
    [
        (None, None, False, False),
        (-18_000.0, None, True, False),
        (None, 6.0, False, True),
        (0.0, 0.0, True, True),
    ],
)
def test_a_trip_reports_only_what_was_measured(
    battery_w: float | None, fuel_lph: float | None, has_energy: bool, has_fuel: bool
) -> None:
    books = Books.empty()
    for second in range(101):
        books = books.update(
            Sample(float(second), 20.0, None, battery_w, None, fuel_lph=fuel_lph, unix_s=1e9)
        )
    report = books.tallies[CURRENT].report()
    assert report["distance_m"] == pytest.approx(2000)
    assert ("energy_wh" in report, "fuel_l" in report) == (has_energy, has_fuel)
    assert (books.tallies[CURRENT].consumption_wh_per_km is not None) is has_energy
    assert Books.from_record(books.record(), 200.0).tallies[CURRENT] == books.tallies[CURRENT]


def test_energy_that_was_measured_on_a_part_of_the_way_is_not_the_trips() -> None:
    books = Books.empty()
    for second in range(201):
        battery_w = -18_000.0 if second > 100 else None
        books = books.update(Sample(float(second), 20.0, None, battery_w, None, unix_s=1e9))
    assert "energy_wh" not in books.tallies[CURRENT].report()


def test_codes_are_unknown_until_a_unit_has_told_them() -> None:
    store = SignalStore()
    conclusions = Conclusions(store, None, Nobody(), lambda: 1.0, lambda: None)
    conclusions.look(100.0)
    assert store.value("Vehicle.Diagnostics.DTCList", 100.0) is None
    for asked_s in range(110, 200, 10):
        store.ingest(
            "obd", 30, {"Vehicle.Diagnostics.DTCList": (), "Vehicle.Diagnostics.DTCCount": 0}, asked_s
        )
        # Asked every ten seconds, it is known all the time in between.
        assert store.value("Vehicle.Diagnostics.DTCList", asked_s + 9.9) == ()
    assert store.value("Vehicle.Diagnostics.DTCList", 300.0) is None
