"""Sentences for the driver in every language."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from maps.geometry import LatLon
from maps.guide.spoken.instructions import road_after, say, short, spoken_distance
from maps.guide.spoken.phrases import LANGUAGES
from maps.guide.spoken.phrases.table import TURNS
from maps.models import Maneuver

TURN = Maneuver("turn", "left", 0, 3, 120.0, 20.0, LatLon(43.7, 7.4), 0.0, 270.0, "Rue Grimaldi")
TYPES = (
    "turn", "new name", "depart", "arrive", "merge", "on ramp", "off ramp", "fork", "end of road", "continue",
    "roundabout", "rotary", "roundabout turn", "exit roundabout", "exit rotary", "notification", "use lane",
)  # fmt: skip


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "In 200 metres, turn left onto Rue Grimaldi."),
        ("fr", "Dans 200 mètres, tournez à gauche sur Rue Grimaldi."),
        ("de", "In 200 Metern links abbiegen auf Rue Grimaldi."),
        ("es", "En 200 metros, gire a la izquierda por Rue Grimaldi."),
        ("ja", "200 メートル先、左折、Rue Grimaldi。"),
        ("ar", "بعد 200 متر، انعطف يسارًا إلى Rue Grimaldi."),
    ],
)
def test_a_left_turn_is_said_in_each_language(language, sentence):
    assert say(TURN, language, distance_m=196.0) == sentence


def test_what_follows_at_once_is_said_too():
    then = replace(TURN, modifier="right", name="Rue Caroline")
    assert say(TURN, "en", then=then) == "Turn left onto Rue Grimaldi, then turn right."


def test_a_sign_is_better_than_a_name():
    exit_ = replace(
        TURN,
        type="off ramp",
        modifier="slight right",
        exit_ref="57",
        destinations="A 8: Nice, Menton, Genova",
    )
    assert say(exit_, "en") == "Take exit 57 (A 8) toward Nice, Menton."
    assert short(exit_, "de") == "Die Ausfahrt 57 nehmen"
    assert road_after(replace(TURN, ref="M 6098")) == "Rue Grimaldi (M 6098)"


def test_an_arrival_at_a_stop_is_not_the_end():
    arrive = replace(TURN, type="arrive", modifier="right")
    assert say(arrive, "en") == "Your destination is on the right."
    assert say(arrive, "en", last_leg=False) == "You have reached your stop."
    assert say(arrive, "en", distance_m=300) == "In 300 metres, you will reach your destination."


@pytest.mark.parametrize(
    ("metres", "units", "words"),
    [
        (31, "metric", "30 metres"),
        (260, "metric", "250 metres"),
        (980, "metric", "1 kilometre"),
        (1600, "metric", "1.5 kilometres"),
        (12_340, "metric", "12 kilometres"),
        (30, "imperial", "100 feet"),
        (400, "imperial", "a quarter of a mile"),
        (800, "imperial", "half a mile"),
        (1609.344, "imperial", "1 mile"),
        (4023, "imperial", "2.5 miles"),
    ],
)
def test_distances_are_rounded_as_people_say_them(metres, units, words):
    assert spoken_distance(metres, "en", units) == words


def test_arabic_counts_as_arabic_does():
    assert spoken_distance(1000, "ar") == "1 كيلومتر"
    assert spoken_distance(2000, "ar") == "2 كيلومترين"
    assert spoken_distance(5000, "ar") == "5 كيلومترات"
    assert spoken_distance(50, "ar") == "50 مترًا"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("modifier", [*TURNS, ""])
def test_every_maneuver_has_a_sentence_in_every_language(language, kind, modifier):
    sentence = say(replace(TURN, type=kind, modifier=modifier, roundabout_exit=2), language, distance_m=150)
    assert "{" not in sentence and "  " not in sentence
    assert len(sentence) > 5


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_is_complete(language):
    table = LANGUAGES[language]
    assert set(table.turn) == set(TURNS)
    assert len(table.compass) == 8 and len(table.ordinals) == 10
    for field in fields(table):
        assert getattr(table, field.name), field.name
    if language != "en":
        assert table.turn["left"] != LANGUAGES["en"].turn["left"]


def test_a_road_that_changes_its_name_round_a_corner_is_a_turn():
    assert say(replace(TURN, type="new name"), "en") == "Turn left onto Rue Grimaldi."
    assert say(replace(TURN, type="new name", modifier="slight left"), "en") == "Continue onto Rue Grimaldi."
