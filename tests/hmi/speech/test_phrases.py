"""Every phrase of guidance, in every language, is read by a voice that can, and nothing is spelled."""

from __future__ import annotations

import re
import shutil
from dataclasses import fields

import pytest

from hmi.speech.engines import phonemes
from hmi.speech.readings import Piece, pieces
from hmi.speech.speaker import Wish, parts_of
from hmi.speech.voices import VOICES, voices_for
from hmi.speech.vowels import KNOWN, with_vowels
from maps.guide.spoken.phrases import phrases

LANGUAGES = ("en", "de", "fr", "es", "ja", "ar")
FILLED = {
    "exit": "57",
    "action": "",
    "circle": "",
    "ordinal": "",
    "compass": "",
    "road": "",
    "destination": "",
    "first": "",
    "second": "",
    "distance": "200",
}
pytestmark = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")


def every_phrase(language: str) -> list[str]:
    table = phrases(language)
    found: list[str] = []
    for field in fields(table):
        value = getattr(table, field.name)
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, tuple):
            found += value
        elif isinstance(value, dict):
            for inner in value.values():
                found += inner.values() if isinstance(inner, dict) else [inner]
    return [phrase.format(**FILLED) for phrase in found if any(map(str.isalpha, phrase.format(**FILLED)))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_voice_is_installed_for_every_language(language: str) -> None:
    assert voices_for(language), "the test environment has every voice that the product uses"


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "ja"])
def test_no_phrase_is_spelled_out(language: str) -> None:
    voice = voices_for(language)[0]
    read = "\n".join(piece.text for phrase in every_phrase(language) for piece in pieces(phrase, voice))
    spoken = phonemes(read, voice.phonemes)
    assert "lˈɛt" not in spoken.replace("lˈɛft", ""), spoken
    assert "(" not in spoken, "espeak-ng changes to another voice for letters that this one does not know"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # the reader's own dictionary
def test_every_japanese_phrase_becomes_kana_and_no_letter_is_left() -> None:
    import pyopenjtalk

    for phrase in every_phrase("ja"):
        kana = pyopenjtalk.g2p(phrase, kana=True)
        # U of Uターン and A of a road's number are read by name.
        assert re.fullmatch("[ァ-ーＡ-Ｚ、。・’\\s]+", kana), (phrase, kana)


def test_arabic_orders_are_orders() -> None:
    """ "Turn right", not "he turned right" or "the one taken out"."""
    assert with_vowels("انعطف يمينًا").startswith("انْعَطِفْ")
    assert "الْمَخْرَجَ" in with_vowels("خذ المخرج الثاني")
    assert all(known in with_vowels(known) for known in KNOWN)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_parts_of_a_sentence_hold_all_of_it(language: str) -> None:
    text = phrases(language).then.format(first="A", second="B")
    voice = voices_for(language)[0]
    letters = "".join(piece.text for part in parts_of(voice, Wish(text, language)) for piece in part)
    assert sum(map(str.isalpha, letters)) == sum(map(str.isalpha, text))


def test_espeak_is_never_in_our_process() -> None:
    """It is GPL: a program that is run, not a library that is loaded."""
    import sys

    phonemes("left", "en")
    assert Piece and not [name for name in sys.modules if "espeak" in name or "phonemizer" in name]
    assert {voice.licence.split(",")[0] for voice in VOICES if voice.engine != "espeak"} <= {
        "Apache-2.0",
        "MIT",
    }
