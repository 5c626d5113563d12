"""How a written sentence is read: pieces of text, each with the language that it is read in.

What a sign abbreviates is read out ("St" is Street or Saint, "Bd" Boulevard), road numbers are read letter by
letter and number, brackets and semicolons become pauses. A name is read in the language of the country that
it stands in, where the voice can; letters that a voice does not know are transliterated.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from anyascii import anyascii

from hmi.speech.places import language_of
from hmi.speech.voices import Voice, script_of


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a sentence and the language it is read in (ISO 639-1)."""

    text: str
    language: str


_ABBREVIATIONS: dict[str, tuple[tuple[str, str], ...]] = {
    "en": (
        (r"\bSt\.?(?= [A-Z])", "Saint"),
        (r"(?<=\w )St\b\.?", "Street"),
        (r"\bAve?\b\.?", "Avenue"),
        (r"\bBlvd\b\.?", "Boulevard"),
        (r"\bRd\b\.?", "Road"),
        (r"\bDr\b\.?$", "Drive"),
        (r"\bLn\b\.?", "Lane"),
        (r"\bHwy\b\.?", "Highway"),
        (r"\bPkwy\b\.?", "Parkway"),
        (r"\bExpy\b\.?", "Expressway"),
        (r"\bSq\b\.?", "Square"),
        (r"\bPl\b\.?", "Place"),
        (r"\bCt\b\.?", "Court"),
        (r"\bTer\b\.?", "Terrace"),
        (r"\bMt\b\.?(?= )", "Mount"),
        (r"\bSR(?=[ -]?\d)", "State Route"),
        (r"\bCR(?=[ -]?\d)", "County Road"),
        (r"\bI(?=[ -]\d)", "Interstate"),
        (r"\bUS(?=[ -]?\d)", "U S"),
    ),
    "fr": (
        (r"\bSt(?=[ -][A-ZÀ-Ý])", "Saint"),
        (r"\bSte(?=[ -][A-ZÀ-Ý])", "Sainte"),
        (r"\bAve?\b\.?", "Avenue"),
        (r"\bB(?:d|ld|lvd)\b\.?", "Boulevard"),
        (r"\bRte\b\.?", "Route"),
        (r"\bCh\b\.?", "Chemin"),
        (r"\bImp\b\.?", "Impasse"),
        (r"\bPl\b\.?", "Place"),
        (r"\bPr\b\.?(?= [A-ZÀ-Ý])", "Professeur"),
        (r"\bDr\b\.?(?= [A-ZÀ-Ý])", "Docteur"),
        (r"\bGal\b\.?", "Général"),
        (r"\b1er\b", "premier"),
    ),
    "de": (
        (r"(?<=\w)str\.", "straße"),
        (r"\bStr\b\.?", "Straße"),
        (r"\bSt\.(?= ?[A-ZÄÖÜ])", "Sankt"),
        (r"\bPl\b\.", "Platz"),
        (r"\bDr\.(?=[ -])", "Doktor"),
        (r"\bProf\.(?=[ -])", "Professor"),
    ),
    "es": (
        (r"\bC(?:/|\.)\s?(?=[A-ZÁ-Ú])", "Calle "),
        (r"\bAv(?:da|d)?\b\.?", "Avenida"),
        (r"\bP(?:za|laz)\b\.?", "Plaza"),
        (r"\bP\.º", "Paseo"),
        (r"\bCtra\b\.?", "Carretera"),
        (r"\bSta\b\.?", "Santa"),
        (r"\bSto\b\.?", "Santo"),
        (r"\bDr\b\.?(?= [A-ZÁ-Ú])", "Doctor"),
    ),
    "pt": (
        (r"\bR\.(?= )", "Rua"),
        (r"\bAv\b\.?", "Avenida"),
        (r"\bPç\b\.?", "Praça"),
        (r"\bTv\b\.?", "Travessa"),
        (r"\bDr\b\.?(?= )", "Doutor"),
    ),
}
"""by language of the name: what stands on signs -> what is said"""

_NUMBERED = re.compile(r"\b([A-ZÄÖÜ]{1,4})[ -]?(\d{1,5})\s?([a-zA-Z]?)\b")
_PAUSES = re.compile(r"\s*[;()/|]+\s*")


def pieces(
    text: str, voice: Voice, *, names: Sequence[str] = (), name_languages: tuple[str, ...] = ()
) -> tuple[Piece, ...]:
    """A sentence as pieces for a voice: the phrase in its own language, names in theirs."""
    found: list[Piece] = []
    rest = text
    for name in sorted(filter(None, names), key=text.find):
        before, hit, after = rest.partition(name)
        if not hit:
            continue
        found += _piece(before, voice, voice.language)
        found += _piece(name, voice, language_of(name, name_languages) or voice.language)
        rest = after
    return (*found, *_piece(rest, voice, voice.language))


def _piece(text: str, voice: Voice, language: str) -> tuple[Piece, ...]:
    if not any(letter.isalnum() for letter in text):
        return (Piece(text, voice.language),) if text.strip() else ()
    read = text
    for pattern, said in _ABBREVIATIONS.get(language, ()):
        read = re.sub(pattern, said, read)
    read = _PAUSES.sub(", ", read)
    if language != "ja":
        read = _NUMBERED.sub(lambda found: " ".join(filter(None, found.groups())), read)
    read = re.sub(r"(,\s*)+(?=[.,])", "", read)
    if not text.rstrip().endswith(","):
        read = re.sub(r"(,\s*)+$", "", read)
    foreign = script_of(read) - voice.scripts
    kept = foreign <= {"LATIN"} if voice.engine == "openjtalk" else language == "ja"
    if foreign and not kept:
        read, language = anyascii(read), voice.language
    return (Piece(read, language),)
