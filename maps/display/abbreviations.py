"""Long words of street names as signs write them, so that names fit on the road."""

from __future__ import annotations

import re

ABBREVIATIONS = {
    "Avenue": "Av.",
    "Boulevard": "Bd",
    "Street": "St",
    "Road": "Rd",
    "Drive": "Dr",
    "Lane": "Ln",
    "Court": "Ct",
    "Highway": "Hwy",
    "Parkway": "Pkwy",
    "Saint": "St",
    "Sainte": "Ste",
    "Avenida": "Avda.",
    "Calle": "C.",
    "Rua": "R.",
    "Chemin": "Ch.",
    "Impasse": "Imp.",
    "Escalier": "Esc.",
    "Professeur": "Pr",
    "Docteur": "Dr",
    "Général": "Gal",
    "Platz": "Pl.",
}
_WORDS = re.compile(r"\b(" + "|".join(ABBREVIATIONS) + r")\b(?!-)")
_STREET = re.compile(r"(?<=[a-zäöü])stra(ß|ss)e\b")


def shortened(name: str) -> str:
    """The name as it is written on the map: "Boulevard Albert 1er" is "Bd Albert 1er"."""
    short = _WORDS.sub(lambda found: ABBREVIATIONS[found.group(1)], name)
    short = _STREET.sub("str.", short)
    return short.replace("'", "’")
