"""The drive screen says what the car says, and nothing when the car says nothing."""

from __future__ import annotations

from hmi.units import IMPERIAL_US, Format
from hmi.vehicle.signals import BY_PATH, Value
from hmi.vehicle.state import Reading, VehicleState
from hmi.view_models.car.drive import DriveModel
from hmi.view_models.car.drive_view import _LAMPS, _TYRE, drive_view
from hmi.view_models.settings.model import SettingsModel
from tests.hmi.fake_car import MOVING_EV, TRIP_A, FakeCar

from .conftest import Clock

NOW_S = 50.0


def state(age_s: float = 0.0, **more: Value) -> VehicleState:
    values = {**MOVING_EV, **more}
    return VehicleState().updated({path: Reading(value, NOW_S - age_s) for path, value in values.items()})


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_the_car_of_the_mockup() -> None:
    shown = drive_view(state(), NOW_S, Format(), TRIP_A)
    assert (shown.speed, shown.speed_unit) == ("46", "km/h")
    assert plain(shown.power.text) == "28 kW"
    assert plain(shown.range.text) == "284 km"
    assert plain(shown.range_span) == "261 – 301 km"
    assert plain(shown.level.text) == "72 %"
    assert shown.gear == "D"
    assert [tyre.number for tyre in shown.tyres] == ["2.6", "2.6", "2.2", "2.5"]
    assert [tyre.low for tyre in shown.tyres] == [False, False, True, False]
    assert plain(shown.trip_distance.text) == "18.4 km"
    assert plain(shown.trip_duration.text) == "0:34 h"
    assert plain(shown.trip_consumption.text) == "15.8 kWh/100 km"
    assert plain(shown.trip_speed.text) == "32 km/h"
    assert shown.trip_since == "since 13:58"


def test_a_lost_car_leaves_dashes_and_no_gauge() -> None:
    for lost in (VehicleState(), state().disconnected(), state(age_s=60.0)):
        shown = drive_view(lost, NOW_S, Format(), TRIP_A if lost.connected else {})
        assert shown.speed == "–"
        assert not shown.power_known
        assert not shown.level_known
        assert shown.range.number == "–"
        assert shown.range_span == ""
        assert shown.gear == ""
        assert {tyre.number for tyre in shown.tyres} == {"–"}
        assert {lamp.lamp_state for lamp in shown.telltales} == {"unknown"}


def test_the_trip_of_a_lost_car_is_not_shown() -> None:
    shown = drive_view(state().disconnected(), NOW_S, Format(), TRIP_A)
    assert shown.trip_distance.number == "–"
    assert shown.trip_since == ""


def test_speed_goes_stale_before_the_battery_does() -> None:
    shown = drive_view(state(age_s=2.0), NOW_S, Format(), {})
    assert shown.speed == "–"
    assert plain(shown.level.text) == "72 %"


def test_no_consumption_is_told_from_the_first_metres() -> None:
    shown = drive_view(state(), NOW_S, Format(), {"distance_m": 40.0, "energy_wh": 90.0})
    assert shown.trip_consumption.number == "–"


def test_a_combustion_car_has_fuel_and_no_regeneration() -> None:
    shown = drive_view(
        state(
            **{
                "Vehicle.Powertrain.Type": "COMBUSTION",
                "Vehicle.Powertrain.CombustionEngine.Power": 40,
                "Vehicle.Powertrain.FuelSystem.RelativeLevel": 55,
            }
        ),
        NOW_S,
        Format(),
        {"distance_m": 100_000.0, "fuel_l": 6.4},
    )
    assert shown.fuel
    assert plain(shown.power.text) == "40 kW"
    assert plain(shown.level.text) == "55 %"
    assert shown.regeneration_maximum_kw == 0
    assert plain(shown.trip_consumption.text) == "6.4 l/100 km"


def test_miles_and_psi() -> None:
    shown = drive_view(state(), NOW_S, Format(IMPERIAL_US), TRIP_A)
    assert (shown.speed, shown.speed_unit) == ("29", "mph")
    assert shown.tyres[0].number == "38"
    assert shown.tyres[0].unit == "psi"


def test_gears() -> None:
    for gear, letter in ((126, "P"), (-1, "R"), (0, "N"), (127, "D"), (3, "D")):
        shown = drive_view(
            state(**{"Vehicle.Powertrain.Transmission.SelectedGear": gear}), NOW_S, Format(), {}
        )
        assert shown.gear == letter


def test_an_unfastened_belt_and_a_set_parking_brake_light_up() -> None:
    shown = drive_view(
        state(
            **{
                "Vehicle.Cabin.Seat.Row1.DriverSide.IsBelted": False,
                "Vehicle.Chassis.ParkingBrake.IsEngaged": True,
            }
        ),
        NOW_S,
        Format(),
        {},
    )
    lit = {lamp.icon_name for lamp in shown.telltales if lamp.lamp_state == "on"}
    assert {"seatbelt", "car-brake-parking", "car-tire-alert", "car-light-dimmed"} == lit


def test_every_lamp_is_a_signal_of_the_catalogue() -> None:
    for path, *_ in _LAMPS:
        if "*" not in path:
            assert path in BY_PATH
    assert _TYRE.format(1, "Left", "IsPressureLow") in BY_PATH


def test_the_model_follows_the_car_and_forgets_it(
    car: FakeCar, settings: SettingsModel, clock: Clock
) -> None:
    model = DriveModel(car, settings, clock)
    changes: list[bool] = []
    model.changed.connect(lambda: changes.append(True))
    car.say({"Vehicle.Speed": 47.0})
    assert model.speed == "47"
    car.say({"Vehicle.Speed": 47.2})
    assert len(changes) == 1, "a change that nobody can see is not told"
    clock.now_s += 1.5
    model.refresh()
    assert model.speed == "–"
    car.say({"Vehicle.Speed": 50.0})
    assert model.speed == "50"
    car.leave()
    assert model.speed == "–"
    assert not model.levelKnown


def test_reset_is_asked_of_the_car(car: FakeCar, settings: SettingsModel, clock: Clock) -> None:
    model = DriveModel(car, settings, clock)
    model.resetTrip()
    assert car.reset_trips == ["A"]
    assert model.tripDistance == "0.0"


def test_a_tyre_without_air_is_low_and_an_unknown_one_is_not() -> None:
    pressure, flag = (_TYRE.format(1, "Left", each) for each in ("Pressure", "IsPressureLow"))
    recommended = _TYRE.format(1, "Left", "RecommendedPressure")
    for values, low, number in (
        ({pressure: 0}, True, "0.0"),
        ({pressure: 180}, True, "1.8"),
        ({pressure: 229}, True, "2.3"),
        ({pressure: 230}, False, "2.3"),
        ({pressure: 0, flag: False}, False, "0.0"),
        ({flag: True}, True, "–"),
        ({}, False, "–"),
        ({pressure: 250, recommended: 320}, True, "2.5"),
        ({pressure: 190, recommended: 220}, False, "1.9"),
    ):
        known = VehicleState().updated({path: Reading(value, NOW_S) for path, value in values.items()})
        tyre = drive_view(known, NOW_S, Format()).tyres[0]
        assert (tyre.low, tyre.number) == (low, number), values


def test_a_trip_of_which_nobody_told_the_energy_has_no_consumption() -> None:
    trip = {
        key: value for key, value in TRIP_A.items() if key not in ("energy_wh", "used_wh", "recovered_wh")
    }
    assert drive_view(state(), NOW_S, Format(), trip).trip_consumption.number == "–"
