"""What a driver reads for a quantity, by choice of units and by language."""

from __future__ import annotations

from datetime import time

import pytest

from hmi.units import IMPERIAL_UK, IMPERIAL_US, LANGUAGES, METRIC, Format, Units

EN = Format(METRIC, "en")
FR = Format(METRIC, "fr")
JA = Format(METRIC, "ja")
AR = Format(METRIC, "ar")
US = Format(IMPERIAL_US, "en")
UK = Format(IMPERIAL_UK, "en")


@pytest.mark.parametrize(
    ("distance_m", "text"),
    [
        (-3, "0 m"),
        (4, "5 m"),
        (27.4, "25 m"),
        (183, "180 m"),
        (294.9, "290 m"),
        (296, "300 m"),
        (974, "950 m"),
        (976, "1.0 km"),
        (1960, "2.0 km"),
        (9949, "9.9 km"),
        (9951, "10 km"),
        (284_400, "284 km"),
    ],
)
def test_a_distance_is_as_coarse_as_it_is_far(distance_m: float, text: str) -> None:
    assert EN.distance(distance_m).text.replace(" ", " ") == text


@pytest.mark.parametrize(
    ("form", "distance_m", "text"),
    [
        (US, 30, "100 ft"),
        (US, 100, "350 ft"),
        (US, 161, "0.1 mi"),
        (US, 3300, "2.1 mi"),
        (UK, 100, "100 yd"),
        (UK, 350, "400 yd"),
        (UK, 402, "0.2 mi"),
        (AR, 180, "180 م"),
        (AR, 2000, "2.0 كم"),
        (FR, 2000, "2,0 km"),
    ],
)
def test_a_distance_in_other_units_and_scripts(form: Format, distance_m: float, text: str) -> None:
    assert form.distance(distance_m).text.replace(" ", " ") == text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("units", [METRIC, IMPERIAL_US, IMPERIAL_UK])
def test_unknown_is_a_dash_with_its_unit_and_never_a_number(language: str, units: Units) -> None:
    form = Format(units, language)
    quantities = [
        form.distance(None),
        form.trip_distance(None),
        form.range(None),
        form.speed(None),
        form.temperature(None),
        form.set_temperature(None),
        form.pressure(None),
        form.power(None),
        form.energy(None),
        form.consumption(None),
        form.fuel_consumption(None),
        form.percent(None),
        form.hours(None),
        form.voltage(None),
        form.speed(float("nan")),
    ]
    for quantity in quantities:
        assert quantity.number == "–"
        assert not quantity.known
        assert quantity.unit
        assert not any(character.isdigit() for character in quantity.number)
    assert form.duration(None).startswith("–")
    assert form.clock(None) == "–"


@pytest.mark.parametrize("language", LANGUAGES)
def test_digits_are_western_in_every_language(language: str) -> None:
    form = Format(METRIC, language)
    for text in (form.distance(1234).text, form.duration(4000), form.clock(time(7, 5)), form.speed(46).text):
        assert all(character in "0123456789" for character in text if character.isdigit())


@pytest.mark.parametrize(
    ("duration_s", "text"),
    [
        (0, "1 min"),
        (29, "1 min"),
        (360, "6 min"),
        (3569, "59 min"),
        (3571, "1 h 00 min"),
        (97_300, "1 d 3 h"),
    ],
)
def test_a_duration_says_no_more_than_minutes(duration_s: float, text: str) -> None:
    assert EN.duration(duration_s).replace(" ", " ") == text


def test_durations_in_other_scripts() -> None:
    assert JA.duration(3900) == "1時間 05分"
    assert AR.duration(360).replace(" ", " ") == "6 د"


def test_the_clock_in_12_and_24_hours() -> None:
    assert EN.clock(time(14, 32)) == "14:32"
    assert US.clock(time(0, 5)).replace(" ", " ") == "12:05 am"
    assert US.clock(time(12, 0)).replace(" ", " ") == "12:00 pm"
    assert Format(IMPERIAL_US, "ja").clock(time(14, 32)) == "午後2:32"


def test_speed_and_sign_in_miles() -> None:
    assert US.speed(100).text.replace(" ", " ") == "62 mph"
    assert US.limit(48.28) == "30"
    assert EN.limit(50) == "50"
    assert EN.limit(None) == ""


def test_numbers_round_half_up_and_minus_is_a_minus() -> None:
    assert EN.number(0.5) == "1"
    assert EN.number(-0.4) == "0"
    assert EN.number(-60) == "−60"
    assert FR.number(2.25, 1) == "2,3"


def test_temperature_pressure_and_consumption() -> None:
    assert EN.set_temperature(21.4).text == "21.5°"
    assert US.set_temperature(21.5).text == "71°"
    assert EN.pressure(259).text.replace(" ", " ") == "2.6 bar"
    assert US.pressure(259).text.replace(" ", " ") == "38 psi"
    assert EN.consumption(158).text.replace(" ", " ") == "15.8 kWh/100 km"
    assert US.consumption(158).text.replace(" ", " ") == "3.9 mi/kWh"
    assert US.fuel_consumption(7.84).text.replace(" ", " ") == "30 mpg"
    assert UK.fuel_consumption(7.84).text.replace(" ", " ") == "36 mpg"


def test_a_span_names_a_shared_unit_once() -> None:
    assert EN.span(EN.range(262_000), EN.range(301_000)).replace(" ", " ") == "262 – 301 km"
    assert EN.span(EN.range(262_000), EN.range(262_100)).replace(" ", " ") == "262 km"


def test_playing_time_and_size() -> None:
    assert EN.playing_time(94) == "1:34"
    assert EN.playing_time(3727) == "1:02:07"
    assert EN.size(5200).text.replace(" ", " ") == "6 kB"
    assert EN.size(1_340_000_000).text.replace(" ", " ") == "1.3 GB"
