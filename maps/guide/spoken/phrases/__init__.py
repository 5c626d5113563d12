"""One table of phrases a language; adding a language is adding one module here and one row to `LANGUAGES`."""

from __future__ import annotations

from maps.guide.spoken.phrases.ar import ARABIC
from maps.guide.spoken.phrases.de import GERMAN
from maps.guide.spoken.phrases.en import ENGLISH
from maps.guide.spoken.phrases.es import SPANISH
from maps.guide.spoken.phrases.fr import FRENCH
from maps.guide.spoken.phrases.ja import JAPANESE
from maps.guide.spoken.phrases.table import Phrases

LANGUAGES: dict[str, Phrases] = {
    "en": ENGLISH,
    "fr": FRENCH,
    "de": GERMAN,
    "es": SPANISH,
    "ja": JAPANESE,
    "ar": ARABIC,
}

__all__ = ["LANGUAGES", "Phrases", "phrases"]


def phrases(language: str) -> Phrases:
    """The table of a language ("de", "de-AT", "de_AT"); English for one that has none."""
    return LANGUAGES.get(language.replace("_", "-").split("-")[0].lower(), ENGLISH)
