"""Fold names for comparison: case, accents, scripts and punctuation do not matter to a driver who types.

Whatever the script, the words of a text are written in plain lower-case letters, so that "Straße",
"strasse", "Курская" and "kurskaya" each meet; Han characters stay, each a word of its own, since one of
them has readings in several languages. "ä", "ae" and "a" are one, as are "ö" and "ü", because a driver
types any of the three.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

LONGEST_TEXT = 200
"""Characters that are looked at; no address is longer."""

_HAN = r"\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KANA = r"\u3041-\u3096\u309d\u309e\u30a1-\u30fa\u30fc-\u30fe"
_HAN_ONE = re.compile(f"[{_HAN}]")
_KANA_RUN = re.compile(f"[{_KANA}]+")
_CJK = re.compile(f"[{_HAN}]|[{_KANA}]+")
_WORD = re.compile(r"\d+[a-z]*(?:[-/]\d+[a-z]*)+|[a-z0-9]+")
_SHOWN_WORD = re.compile(r"[^\W_]+")

_BEFORE = {
    # Voiced marks typed after a kana become part of it.
    0x309B: "\u3099", 0x309C: "\u309a", 0xFF9E: "\u3099", 0xFF9F: "\u309a",
    # Arabic letters that are written for one another, its ornaments and vowel signs.
    **dict.fromkeys((0x0622, 0x0623, 0x0625, 0x0671), "\u0627"),
    0x0629: "\u0647", 0x0649: "\u064a", 0x0624: "\u0648", 0x0626: "\u064a", 0x0640: None,
    0x06A9: "\u0643", 0x06CC: "\u064a", **dict.fromkeys(range(0x064B, 0x0660)), 0x0670: None,
    # Hebrew's gershayim and geresh stand inside abbreviations; its points are left out, its hyphen parts.
    0x05F3: None, 0x05F4: None, 0x05BE: " ", **dict.fromkeys(range(0x0591, 0x05BE)),
    # Dashes and apostrophes of all kinds.
    **dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212, 0x30A0), "-"),
    **dict.fromkeys((0x2019, 0x2018, 0x02BC, 0x02BB, 0x00B4, 0x0060, 0xFF07), "'"),
    0x2044: "/", 0xFF0F: "/", 0x00BA: "o", 0x00AA: "a", 0x066A: None, 0x0131: "i", 0x0307: None,
}  # fmt: skip
_FRACTION = re.compile("(?<=\\d)(?=[\u00bc-\u00be\u2150-\u215e])")
_HEBREW_QUOTE = re.compile("(?<=[\u05d0-\u05ea])[\"'](?=[\u05d0-\u05ea])")
_POSSESSIVE = re.compile(r"(?<=[^\W\d_])'s\b")
_CHOME = re.compile("([一二三四五六七八九十]{1,3})(?=丁目)")
_BLOCKS = re.compile(r"(?<=\d)\s*(?:番地の?|番|号)\s*(?=\d)")
_NUMBER_WORDS = re.compile(r"(?<=\d)\s*(?:番地|号)")
_KANJI_DIGITS = {c: i for i, c in enumerate("一二三四五六七八九", start=1)}
_UMLAUT = re.compile("ae|oe|ue|aa")
_LONG_VOWEL = re.compile("(?<=o)[uo]|(?<=u)u")
_DOUBLED = re.compile("[っッ](?=.)")
_DOUBLED_NEXT = re.compile("~(.)")

_GREEK = {
    "ου": "ou", "αι": "ai", "ει": "ei", "οι": "oi", "υι": "yi", "γγ": "ng", "γξ": "nx", "γχ": "nch",
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k",
    "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t",
    "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
}  # fmt: skip
"""ELOT 743, as passports and road signs write Greek."""
_GREEK_PART = re.compile("|".join(_GREEK))
_GREEK_U = re.compile("([αεη])υ(?=([θκξπσςτφχψ]|\\b|$))?")
_GREEK_RUN = re.compile("[\u0370-\u03ff\u1f00-\u1fff]+")


@lru_cache(maxsize=65536)
def words(text: str) -> list[str]:
    """The folded words of a text, in order; what is neither letter nor digit parts them, but for "120-55" and
    "1/2", which are one number. The list is shared: it must not be changed."""
    if text.isascii():
        return _of_latin(text.lower())
    folded = _FRACTION.sub(" ", text[:LONGEST_TEXT]).translate(_BEFORE)
    folded = unicodedata.normalize("NFKC", folded).translate(_BEFORE).casefold()
    folded = _HEBREW_QUOTE.sub("", folded)
    if not _CJK.search(folded):
        return _of_latin(_romanised(folded))
    folded = _CHOME.sub(lambda found: str(_kanji_number(found[1])), folded)
    folded = _NUMBER_WORDS.sub(" ", _BLOCKS.sub("-", folded))
    found: list[str] = []
    at = 0
    for part in _CJK.finditer(folded):
        found += _of_latin(_romanised(folded[at : part.start()]))
        found.append(part[0] if _HAN_ONE.match(part[0]) else _kana(part[0]))
        at = part.end()
    found += _of_latin(_romanised(folded[at:]))
    return [word for word in found if word]


def pinyin(text: str) -> str:
    """How a name in Han characters is typed in Chinese on Latin keys, as one word; "" for other names."""
    if _KANA_RUN.search(text) or not _HAN_ONE.search(text):
        return ""
    return "".join(_WORD.findall(anyascii("".join(_HAN_ONE.findall(text))).lower()))


def joined(parts: list[str]) -> str:
    """Words written together, folded as if they had been."""
    return _UMLAUT.sub(lambda found: found[0][0], "".join(parts))


def matched_part(name: str, query_words: list[str]) -> tuple[int, int]:
    """Begin and length of the part of `name` that the first matching query word begins; (0, 0) when none
    does."""
    begins = [match.start() for match in _SHOWN_WORD.finditer(name)]
    for begin in begins:
        for word in query_words:
            length = _prefix_length(name[begin:], word)
            if length:
                return begin, length
    return 0, 0


def _of_latin(text: str) -> list[str]:
    if "'" in text:
        text = _POSSESSIVE.sub("s", text)
    found = _WORD.findall(text)
    return [_UMLAUT.sub(lambda pair: pair[0][0], word) if len(word) > 2 else word for word in found]


def _romanised(text: str) -> str:
    if text.isascii():
        return text
    text = _GREEK_RUN.sub(lambda run: _greek(run[0]), text)
    marked = text.replace("'", "\x00")
    # anyascii writes the soft sign as an apostrophe, which must not part a word.
    return anyascii(marked).replace("'", "").replace("`", "").replace("\x00", "'").lower()


def _greek(run: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFD", run) if not unicodedata.combining(c))
    bare = _GREEK_U.sub(lambda found: _GREEK[found[1]] + ("f" if found[2] is not None else "v"), bare)
    return _GREEK_PART.sub(lambda found: _GREEK[found[0]], bare)


def _kana(run: str) -> str:
    """Hiragana and katakana alike in Latin letters, long vowels short: "とうきょう" and "tokyo" meet."""
    plain = _DOUBLED_NEXT.sub(r"\1\1", anyascii(_DOUBLED.sub("~", run.replace("ー", ""))).lower())
    return _LONG_VOWEL.sub("", "".join(_WORD.findall(plain)))


def _kanji_number(text: str) -> int:
    tens, _, ones = text.rpartition("十")
    if "十" in text:
        return 10 * _KANJI_DIGITS.get(tens, 1) + _KANJI_DIGITS.get(ones, 0)
    return _KANJI_DIGITS.get(text, 0)


def _prefix_length(text: str, word: str) -> int:
    """How many characters of `text` fold to `word`; 0 when it does not begin with it."""
    for length in range(1, min(len(text), len(word) + 3) + 1):
        folded = words(text[:length])
        first = folded[0] if folded else ""
        if first == word:
            return length
        if not word.startswith(first):
            return 0
    return 0
