"""House numbers as they are written and typed: "12 a", "12a", "11 bis", "11½", "120-55", "4401-4409",
"9/150"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from maps.search.folding import words

LONGEST = 24
"""Characters of a number; what is longer is a note of the mapper."""
WIDEST_RANGE = 300
"""A range spans a block, not a town: more between its ends, and its parts are something else."""

_LETTER = re.compile(r"(?<=\d)[-/]?(?=[a-z]+$)|(?<=\d)[-/](?=[a-z]+[-/])")
_RUN = re.compile(r"\d+[a-z]*|[a-z]+")
_THOUSANDS = re.compile(r"(?<=\d)[.,](?=\d{3}(?!\d))")
_SUFFIX = frozenset(("bis", "ter", "quater", "quinquies", "snc", "sn", "rear", "bldg"))


@dataclass(frozen=True, slots=True)
class HouseNumber:
    """One number, ready to be compared."""

    key: str
    """ "12a", "120-55", "9-150": lower case, a letter joined to its number, all else joined by hyphens"""
    value: int
    """of the number that orders it along its street; 0 when it has none"""
    first: int = 0
    last: int = 0
    """of a range, both 0 otherwise"""

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(self.key.split("-"))


@lru_cache(maxsize=65536)
def read_number(text: str) -> HouseNumber | None:
    """None for what holds no number at all."""
    runs: list[str] = []
    for word in words(_THOUSANDS.sub("", text[:LONGEST])):
        for run in _RUN.findall(word):
            joins = runs and runs[-1].isdigit() and run.isalpha() and (len(run) == 1 or run in _SUFFIX)
            if joins:
                runs[-1] += run
            else:
                runs.append(run)
    numeric = [int(digits[0]) for run in runs if (digits := re.match(r"\d{1,9}", run))]
    if not numeric:
        return HouseNumber("-".join(runs), 0) if runs and len(runs) == 1 and len(runs[0]) <= 2 else None
    key = "-".join(runs)
    if (
        len(runs) == 2
        and len(numeric) == 2
        and 0 < numeric[1] - numeric[0] <= WIDEST_RANGE
        and "/" not in text
    ):
        return HouseNumber(key, numeric[0], numeric[0], numeric[1])
    # The last of "9/150" is the house, the first of "1234/5" (Czech) the one that is unique: both are parts.
    fraction = len(runs) > 2 and len(numeric) == len(runs) and "/" in text
    return HouseNumber(key, numeric[0] if fraction or len(runs) == 1 else numeric[-1])


def how_well(asked: HouseNumber, stored: HouseNumber) -> float:
    """1: the same; less: a part of it, within it, the house of the flat; 0: another."""
    if asked.key == stored.key:
        return 1.0
    if asked.key.replace("-", "") == stored.key.replace("-", ""):
        return 0.95
    if stored.first and asked.key.isdigit() and stored.first <= asked.value <= stored.last:
        same_side = (asked.value - stored.first) % 2 == 0 or (stored.last - stored.first) % 2 == 1
        return 0.9 if same_side else 0.7
    parts, asked_parts = stored.parts, asked.parts
    if len(parts) > 1 and asked.key in (parts[0], parts[-1]):
        return 0.85 if asked.key == parts[-1] else 0.8
    if len(asked_parts) > 1 and stored.key == asked_parts[-1]:
        return 0.75
    if len(asked_parts) > 1 and stored.key == asked_parts[0]:
        return 0.7
    return 0.0


def split_list(text: str) -> list[str]:
    """ "4;6", "4,6" are two houses; "1.234" and "4-6" are one."""
    return [part.strip() for part in re.split(r"[;]|,(?!\d{3}\b)", text) if part.strip()]
