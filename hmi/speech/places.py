"""In which language a place's names are read: its country's; of several, that of the name's words."""

from __future__ import annotations

import re
from functools import cache

from babel.languages import get_official_languages

from maps.country.areas import Areas
from maps.geometry import LatLon

_ROAD_WORDS = {
    "fr": r"\b(rue|avenue|chemin|route|boulevard|place|quai|allée|impasse|rond-point|sentier|de la|du|des)\b",
    "it": r"\b(via|viale|piazza|strada|corso|vicolo|largo)\b",
    "de": r"(straße|strasse|weg|platz|gasse|allee|ring|damm|ufer|berg|brücke)\b|\b(am|im|an der)\b",
    "nl": r"(straat|laan|weg|plein|kade|steenweg|dijk)\b",
    "en": r"\b(street|road|avenue|lane|drive|highway|way|boulevard)\b",
    "sv": r"(gatan|vägen|torget|gränd|stigen)\b",
    "fi": r"(katu|tie|polku|tori|kuja)\b",
    "es": r"\b(calle|avenida|plaza|paseo|camino|carretera)\b",
}
"""words that tell a road's language where a country has several"""


@cache
def _areas() -> Areas:
    return Areas.load()


def languages_at(position: LatLon) -> tuple[str, ...]:
    """The official languages where a place lies, the commonest first; empty at sea."""
    area = _areas().area_of(position)
    if area is None:
        return ()
    return tuple(str(language) for language in get_official_languages(area.country, de_facto=True))


def language_of(name: str, languages: tuple[str, ...]) -> str | None:
    """The language to read a name in, of those of its country; None where that is not known."""
    for language in languages:
        words = _ROAD_WORDS.get(language)
        if words is not None and re.search(words, name, re.IGNORECASE):
            return language
    return languages[0] if languages else None
