"""What a query says besides names: kinds, "near" and "in", two streets that cross, flats and floors,
countries."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from maps.categories import CATEGORIES, UNTYPED
from maps.search.folding import words

_UNIT = re.compile(
    r"(?:\b(?:unit|apt|apartment|suite|ste|flat|room|rm|wohnung|whg|appartement|appt|departamento|depto|dpto|"
    r"puerta|shop|lot|квартира|кв)\b\.?\s*#?|#)\s*(\d{1,5}[a-z]?|[a-z])\b(?!\s*-\s*\d)",
    re.I,
)
_FLOOR = re.compile(
    r"\b(?:floor|level|stockwerk|stock|étage|etage|piso|planta|этаж)\s*\d{1,3}\b|"
    r"\b\d{1,3}\s*(?:st|nd|rd|th|er|ère|e|è|ème|eme|º|ª|°|o|\.)?\s*"
    r"(?:floor|fl\b\.?|level|stockwerk|stock|obergeschoss|og|étage|etage|piso|planta|этаж)\b|"
    r"\b(?:ground floor|erdgeschoss|rez-de-chaussée|rez de chaussée|planta baja|entresuelo)\b|"
    r"\d{1,3}\s*階|الطابق\s*\S+",
    re.I,
)
_COUNTRY_AND_CODE = re.compile(r"\b[A-Z]{1,3}[-– ]?(?=\d{4,6}\b)")
_CROSS = re.compile(
    r"\s*(?:[&@×＆]|\s\+\s|(?<=\s)(?:and|und|et|y|e|i|con|mit|avec|with|at|x|и|и|و)(?=\s)|(?<=[^\d])/(?=[^\d])|と|ー?×)\s*",
    re.I,
)
_CORNER = re.compile(
    r"^\s*(?:(?:the\s+)?corner(?:\s+of)?|intersection(?:\s+of)?|junction(?:\s+of)?|crossing(?:\s+of)?|ecke|"
    r"kreuzung(?:\s+von)?|(?:à\s+l['’])?angle(?:\s+(?:de|des|du))?|croisement(?:\s+(?:de|des|du))?|"
    r"intersection(?:\s+(?:de|des|du))?|carrefour(?:\s+(?:de|des|du))?|coin(?:\s+(?:de|des|du))?|"
    r"esquina(?:\s+(?:de|del))?|cruce(?:\s+(?:de|del))?|intersección(?:\s+(?:de|del))?|تقاطع|زاوية|угол)\s+|"
    r"\s*の?(?:交差点|角)\s*$|\s+(?:corner|ecke|kreuzung|intersection|crossing|esquina|angle)\s*$",
    re.I,
)
_NEAR_WORDS = (
    *("near to", "near", "close to", "next to", "around", "by the", "by", "at the", "beside", "nearby"),
    *(
        "in der nähe von",
        "in der nähe der",
        "in der nähe des",
        "in der nähe",
        "nahe",
        "neben",
        "bei der",
        "bei",
    ),
    *(
        "beim",
        "am",
        "an der",
        "unweit",
        "près de la",
        "près du",
        "près de",
        "pres de",
        "proche de",
        "proche du",
    ),
    *("à côté de", "à côté du", "autour de", "vers", "cerca de la", "cerca del", "cerca de", "junto a"),
    *("junto al", "al lado de", "al lado del", "alrededor de", "بالقرب من", "قرب", "بجانب", "بجوار", "عند"),
)
_IN_WORDS = (
    "in the",
    "in der",
    "im",
    "in",
    "dans",
    "à la",
    "au",
    "aux",
    "à",
    "en",
    "de",
    "within",
    "inside",
    "في",
)
_LINK = re.compile(
    r"\s+(?:(?P<near>" + "|".join(re.escape(w) for w in sorted(_NEAR_WORDS, key=len, reverse=True)) + ")|"
    r"(?P<inside>" + "|".join(re.escape(w) for w in sorted(_IN_WORDS, key=len, reverse=True)) + r"))\s+",
    re.I,
)
_JAPANESE = re.compile(
    r"^(?P<where>.+?)(?:の?(?P<near>近くの?|付近の?|周辺の?|そばの?|横の?)|の(?P<inside>中の)?|にある)\s*(?P<what>.+)$"
)
MOST_CROSSINGS = 6
"""ways to part two streets that no sign parts"""
_AT_ME = re.compile(
    r"\s*(?:\b(?:near me|nearby|around me|close by|in meiner nähe|in der nähe|autour de moi|"
    r"près d'ici|à proximité|"
    r"cerca de mí|cerca de mi|por aquí|cercano|cercana|nearest|closest|nächste[rs]?|le plus proche|"
    r"la plus proche|"
    r"más cercano|más cercana)\b|近くの?|最寄りの?|بالقرب مني|أقرب|القريب)\s*",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text without what only context says."""

    text: str
    unit: str = ""


def cleaned(text: str) -> Cleaned:
    """Without flat, floor and the country's letters before a postcode; "FL-9490" is 9490."""
    if not any(c.isdigit() for c in text):
        return Cleaned(text)
    without = _FLOOR.sub(" ", text)
    found = _UNIT.search(without)
    rest = without[: found.start()] + " " + without[found.end() :] if found else without
    rest = _COUNTRY_AND_CODE.sub("", rest)
    # Nothing but the flat: then it is what is looked for.
    if not words(rest) or (found is not None and not any(c.isalpha() for c in rest)):
        return Cleaned(text)
    return Cleaned(rest, found[1].lower() if found else "")


def crossing_parts(text: str) -> list[tuple[str, str]]:
    """The two streets of "A & B", "Ecke A B"; several ways to part them where no sign does; [] for others."""
    corner = _CORNER.search(text)
    rest = _CORNER.sub(" ", text).strip() if corner else text
    pairs = []
    for sign in _CROSS.finditer(rest):
        one, other = rest[: sign.start()].strip(" ,"), rest[sign.end() :].strip(" ,")
        if words(one) and words(other):
            pairs.append((one, other))
    if not pairs and corner:
        parts = re.split(r"\s*,\s*|\s+(?:de|del|du|des|von|of|der|la)\s+|\s+", rest)
        pairs = [(" ".join(parts[:i]), " ".join(parts[i:])) for i in range(1, len(parts))]
        named = re.split(r"\s*,\s*", rest)
        if len(named) > 1:
            pairs.insert(0, (named[0], named[1]))
    return pairs[:MOST_CROSSINGS] if corner else pairs[:2]


def linked(text: str) -> list[tuple[str, str, bool]]:
    """What, where, and whether within, of "what near where", "what in where", "where の what"."""
    found = []
    for link in _LINK.finditer(f"{text} "):
        what, where = text[: link.start()], text[link.end() :]
        if what.strip() and where.strip():
            found.append((what, where, link["inside"] is not None))
    japanese = _JAPANESE.match(text) if not text.isascii() else None
    if japanese:
        found.append((japanese["what"], japanese["where"], japanese["near"] is None))
    return found[:6]


def without_here(text: str) -> str:
    """ "pharmacy near me" is a pharmacy."""
    rest = _AT_ME.sub(" ", text).strip()
    return rest if words(rest) else text


@cache
def _kinds() -> dict[tuple[str, ...], tuple[int, ...]]:
    found: dict[tuple[str, ...], dict[int, None]] = {}
    for row, category in enumerate(CATEGORIES):
        if category.id in UNTYPED:
            continue
        for names in category.names.values():
            for name in names:
                key = tuple(words(name))
                found.setdefault(key, {})[row] = None
                # Typed without spaces, and each word with its plain plural.
                found.setdefault(("".join(key),), {})[row] = None
                if key and key[-1].isascii() and len(key[-1]) > 3:
                    found.setdefault((*key[:-1], key[-1] + "s"), {})[row] = None
    return {key: tuple(rows) for key, rows in found.items()}


@cache
def _titles() -> dict[tuple[str, ...], int]:
    """Kinds by their titles alone, which are meant before what is called so besides."""
    return {
        tuple(words(names[0])): row
        for row, category in reversed(list(enumerate(CATEGORIES)))
        if category.id not in UNTYPED
        for names in category.names.values()
    }


def kinds_of(texts: list[str]) -> tuple[int, ...]:
    """The rows of the categories that these words name, all of them together; () for none."""
    key = tuple(texts)
    rows = _kinds().get(key, ()) or _kinds().get(("".join(texts),), ())
    title = _titles().get(key)
    return rows if title is None else (title, *(row for row in rows if row != title))


def kind_bits(texts: list[str]) -> NDArray[np.uint16] | None:
    """[K] for each category the bits of the words that name it; None when no word does."""
    mask: NDArray[np.uint16] | None = None
    for begin in range(len(texts)):
        for end in range(min(begin + 3, len(texts)), begin, -1):
            rows = _kinds().get(tuple(texts[begin:end]), ())
            if rows:
                if mask is None:
                    mask = np.zeros(len(CATEGORIES), dtype=np.uint16)
                bits = sum(1 << i for i in range(begin, end))
                mask[list(rows)] |= np.uint16(bits)
                break
    return mask


def kind_at_an_end(texts: list[str]) -> list[tuple[tuple[int, ...], list[str]]]:
    """Kinds at the begin or end of the words, each with the other words: "Apotheke Vaduz"."""
    found = []
    for size in (3, 2, 1):
        if len(texts) > size:
            first, last = kinds_of(texts[:size]), kinds_of(texts[-size:])
            if first:
                found.append((first, texts[size:]))
            if last:
                found.append((last, texts[:-size]))
    return found


@cache
def _outer() -> tuple[dict[tuple[str, ...], None], frozenset[str]]:
    stored = json.loads(Path(__file__).with_name("outer_names.json").read_text(encoding="utf-8"))
    names = {tuple(words(name)): None for name in (*stored["countries"], *stored["states"])}
    return names, frozenset(code.lower() for code in stored["codes"])


def outer_bits(text: str, texts: list[str]) -> int:
    """Bits of the words that name a country or a state, which are context and no obstacle."""
    if len(texts) < 2:
        return 0
    names, codes = _outer()
    bits = 0
    for begin in range(1, len(texts)):
        for end in range(min(begin + 4, len(texts)), begin, -1):
            if tuple(texts[begin:end]) in names:
                bits |= sum(1 << i for i in range(begin, end))
                break
    capitals = set(re.findall(r"\b[A-Z]{2,3}\b", text)) if not text.isupper() else set()
    after_comma = words(text.rpartition(",")[2]) if "," in text else []
    for i, word in enumerate(texts):
        code_like = word.upper() in capitals or word in after_comma or (i > 0 and texts[i - 1] not in codes)
        if (
            i > 0
            and word in codes
            and len(word) <= 3
            and code_like
            and (len(texts) > 2 or word.upper() in capitals)
        ):
            bits |= 1 << i
    return bits
