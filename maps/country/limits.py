"""The law's speed limits where no sign stands, by country or state and by kind of road."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FILE = Path(__file__).with_name("legal_limits.txt")
KMH_PER_MPH = 1.609344
UNLIMITED_KMH = 255.0
"""as maps.region.format has it"""

WORDS = frozenset(
    [
        *("urban", "rural", "dual", "single", "lanes1", "lanes2", "lanes3", "lanes4", "paved", "unpaved"),
        *("trunk", "primary", "secondary", "collector", "major", "residential", "numbered"),
        *("motorroad", "motorway", "living", "alley", "parking", "service"),
    ]
)
"""What a rule may ask of a road."""
YARDS = frozenset(["alley", "parking", "service"])
_ZONES: dict[str, tuple[str, ...]] = {
    "urban": ("urban",),
    "rural": ("rural",),
    "trunk": ("rural", "trunk", "motorroad", "dual", "lanes2"),
    "motorway": ("rural", "motorway", "dual", "lanes2"),
    "living_street": ("urban", "living"),
    "nsl_restricted": ("urban",),
    "nsl_single": ("rural", "single"),
    "nsl_dual": ("rural", "dual"),
    "nsl_motorway": ("rural", "motorway"),
}
"""What the kinds of ``DE:urban``, ``GB:nsl_dual`` say of a road (Key:maxspeed:type)."""
USUAL_KMH = {"urban": 50.0, "rural": 90.0, "trunk": 110.0, "motorway": 130.0}
"""Of a kind that a tag names in a country whose law is not known here."""


@dataclass(frozen=True, slots=True)
class Rule:
    kmh: float
    words: frozenset[str]
    ref: str
    """regular expression that a road's number begins with; empty: any or none"""


@dataclass(frozen=True, slots=True)
class Law:
    """The rules of one area; of those that fit a road the last stands."""

    rules: tuple[Rule, ...]

    def kmh(self, words: frozenset[str]) -> float:
        """For one road, of which all is said; 0 where the law is silent."""
        fitting = [rule.kmh for rule in self.rules if not rule.ref and rule.words <= words]
        return fitting[-1] if fitting else 0.0

    def kmh_of(
        self, holds: Mapping[str, NDArray[np.bool_]], refs: NDArray[np.object_]
    ) -> NDArray[np.float64]:
        """[E] for many: by word whether it holds, and their numbers. "road" holds of what is no ramp or yard,
        of which only rules speak that name them, and "any" of all."""
        found = np.zeros(len(refs))
        for rule in self.rules:
            fits = holds["any"].copy() if rule.words & YARDS else holds["road"].copy()
            for word in rule.words:
                fits &= holds[word]
            if rule.ref:
                rows = np.flatnonzero(fits)
                begins = re.compile(rf"(?:{rule.ref})(?![A-Za-z])")
                known = {ref: begins.match(str(ref)) is not None for ref in set(refs[rows].tolist())}
                fits[rows] = [known[ref] for ref in refs[rows].tolist()]
            found[fits] = rule.kmh
        return found


def law_of(code: str) -> Law | None:
    """The law of an area: a state's own, else its country's; None where it is not known."""
    return _laws().get(code) or _laws().get(code[:2])


def zone_kmh(code: str, kind: str) -> float:
    """The limit behind a tag such as ``BE-VLG:rural``; 0 for a kind that is none."""
    words = _ZONES.get(kind)
    law = law_of(code)
    if words is None:
        return 0.0
    return law.kmh(frozenset(words)) if law is not None else USUAL_KMH.get(kind, 0.0)


@cache
def _laws() -> dict[str, Law]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    rows = (line.split(": ", 1) for line in lines if not line.startswith("#"))
    return {code: _law(text) for code, text in rows}


def _law(text: str) -> Law:
    in_miles = text.startswith("mph ")
    rules = []
    for part in text.removeprefix("mph ").split(", "):
        number, *words = part.split()
        kmh = UNLIMITED_KMH if number == "none" else float(number) * (KMH_PER_MPH if in_miles else 1.0)
        ref = next((word[4:] for word in words if word.startswith("ref:")), "")
        plain = frozenset(word for word in words if not word.startswith("ref:"))
        if not plain <= WORDS:
            raise ValueError(f"{FILE.name}: {part!r} asks what no road is asked")
        rules.append(Rule(kmh, plain, ref))
    return Law(tuple(rules))
