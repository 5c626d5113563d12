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
    "Terrace": "Ter.",
    "Place": "Pl.",
    "Square": "Sq.",
    "Saint": "St",
    "Sainte": "Ste",
    "Route": "Rte",
    "Promenade": "Prom.",
    "Passage": "Pass.",
    "Avenida": "Avda.",
    "Calle": "C.",
    "Rua": "R.",
    "Praça": "Pç.",
    "Travessa": "Tv.",
    "Chemin": "Ch.",
    "Impasse": "Imp.",
    "Escalier": "Esc.",
    "Professeur": "Pr",
    "Docteur": "Dr",
    "Général": "Gal",
    "Colonel": "Col.",
    "Commandant": "Cdt",
    "Président": "Pdt",
    "Platz": "Pl.",
}
_WORDS = re.compile(r"\b(" + "|".join(ABBREVIATIONS) + r")\b(?!-)")
_SAINT = re.compile(r"\bSaint(e?)-(?=[A-ZÀ-Ý])")
_STREET = re.compile(r"(?<=[a-zäöü])stra(ß|ss)e\b|(?<=\w )Stra(?:ß|ss)e$")


def shortened(name: str) -> str:
    """The name as it is written on the map: "Boulevard Albert 1er" is "Bd Albert 1er"."""
    if name in ABBREVIATIONS:
        return name  # a street of no other name
    short = _WORDS.sub(lambda found: ABBREVIATIONS[found.group(1)], name)
    short = _SAINT.sub(r"St\1-", short)
    short = _STREET.sub(lambda found: found.group(0)[0] + "tr.", short)
    return short.replace("'", "’")
