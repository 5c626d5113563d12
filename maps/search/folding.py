"""Fold names for comparison: case, accents and punctuation do not matter to a driver who types."""

from __future__ import annotations

import re
import unicodedata

ABBREVIATIONS: dict[str, tuple[str, ...]] = {
    "av": ("avenue", "avenida"),
    "ave": ("avenue",),
    "bd": ("boulevard",),
    "blvd": ("boulevard",),
    "bvd": ("boulevard",),
    "dr": ("drive", "doktor", "docteur"),
    "hbf": ("hauptbahnhof",),
    "ln": ("lane",),
    "mt": ("mount", "mont"),
    "pl": ("place", "platz", "plaza"),
    "pza": ("plaza",),
    "r": ("rua", "rue"),
    "rd": ("road",),
    "rte": ("route",),
    "sq": ("square",),
    "st": ("street", "saint", "sankt"),
    "ste": ("sainte",),
    "str": ("strasse",),
    "tr": ("travessa",),
}
"""What people type for the words of signs and addresses; the long forms are folded."""

_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d", "ħ": "h", "ŋ": "n"}
)
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Lower case, without accents: "Straße Zürich" becomes "strasse zurich"."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", bare).translate(_LETTERS)


def words(text: str) -> list[str]:
    """The folded words of a text, in order; what is neither letter nor digit parts them."""
    return _WORD.findall(fold(text).replace("'", " ").replace("’", " "))


def matched_part(name: str, query_words: list[str]) -> tuple[int, int]:
    """Begin and length of the part of `name` that the first matching query word begins; (0, 0) when none
    does."""
    begins = [match.start() for match in _WORD.finditer(name)]
    for begin in begins:
        for word in query_words:
            length = _prefix_length(name[begin:], word)
            if length:
                return begin, length
    return 0, 0


def _prefix_length(text: str, word: str) -> int:
    """How many characters of `text` fold to `word`; 0 when it does not begin with it."""
    for length in range(1, min(len(text), len(word) + 2) + 1):
        folded = fold(text[:length])
        if folded == word:
            return length
        if not word.startswith(folded):
            return 0
    return 0
