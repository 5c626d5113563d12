"""What stands on a sign, and how it is read aloud."""

from __future__ import annotations

import re
import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmi.speech.engines import phonemes
from hmi.speech.kana import katakana
from hmi.speech.places import language_of, languages_at
from hmi.speech.readings import pieces
from hmi.speech.voices import VOICES, Voice, script_of
from maps.geometry import LatLon

needs_espeak = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")


def voice(language: str, engine: str = "espeak") -> Voice:
    return next(row for row in VOICES if row.language == language and row.engine == engine)


def read(text: str, language: str, **names: object) -> str:
    return "".join(piece.text for piece in pieces(text, voice(language), **names))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "language", "said"),
    [
        ("Turn left onto 14th St", "en", "Turn left onto 14th Street"),
        ("Turn left onto St George Rd", "en", "Turn left onto Saint George Road"),
        ("Town Street (US 62;SR 3)", "en", "Town Street, U S 62, State Route 3"),
        ("Take I 280", "en", "Take Interstate 280"),
        ("auf Schillerstr. (B37)", "de", "auf Schillerstraße, B 37"),
        ("auf St. Galler Str.", "de", "auf Sankt Galler Straße"),
        ("sur Bd Albert 1er (D6098)", "fr", "sur Boulevard Albert premier, D 6098"),
        ("en C/ Mayor", "es", "en Calle Mayor"),
    ],
)
def test_what_a_sign_abbreviates_is_read_out(written: str, language: str, said: str) -> None:
    assert read(written, language) == said


def test_a_name_is_read_in_the_language_of_its_country() -> None:
    found = pieces(
        "In 200 metres, turn left onto Rue Grimaldi.",
        voice("en"),
        names=("Rue Grimaldi",),
        name_languages=languages_at(LatLon(43.7364, 7.4185)),
    )
    assert [piece.language for piece in found] == ["en", "fr", "en"]
    assert found[1].text == "Rue Grimaldi"


@pytest.mark.parametrize(
    ("name", "language"),
    [("Rue de Genève", "fr"), ("Bahnhofstrasse", "de"), ("Via Nassa", "it"), ("Unter der Egg", "de")],
)
def test_in_switzerland_the_names_own_words_tell_its_language(name: str, language: str) -> None:
    assert language_of(name, languages_at(LatLon(46.95, 7.45))) == language


@given(st.text(st.characters(categories=["Lu", "Ll", "Lo", "Nd", "Zs", "Po"]), max_size=40))
def test_whatever_a_name_is_written_in_the_voice_gets_letters_that_it_reads(name: str) -> None:
    for row in VOICES:
        for piece in pieces(f"x, {name}", row, names=(name,)):
            scripts = script_of(piece.text)
            foreign = scripts - row.scripts
            assert not foreign or (row.engine == "openjtalk" and foreign <= {"LATIN"}), (row, piece)


@needs_espeak
@pytest.mark.parametrize(
    ("name", "language", "kana"),
    [
        ("Rue Grimaldi", "fr", "リュ・グリマルディ"),
        ("Hauptstraße", "de", "ハウプツトラーセ"),
        ("Calle Mayor", "es", "カイェ・マヨル"),
    ],
)
def test_a_foreign_name_becomes_katakana_for_a_japanese_voice(name: str, language: str, kana: str) -> None:
    assert katakana(phonemes(name, language)) == kana


@given(st.text(max_size=30))
def test_katakana_is_katakana_whatever_comes_in(text: str) -> None:
    assert re.fullmatch("[ァ-ー・]*", katakana(text))
