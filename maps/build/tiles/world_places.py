"""Towns of the world with their names in the drivers' languages, from GeoNames (geonames.org, CC BY 4.0)."""

from __future__ import annotations

import gettext
import json
import math
from dataclasses import dataclass
from pathlib import Path

from maps.build.tiles.features import NAME_LANGUAGES
from maps.display.format import NAME_SEPARATOR, SymbolKind

LEAST_INHABITANTS = 5_000
"""Smaller places are left to the regions."""
SIZES = (
    (1_000_000, SymbolKind.FAR_METROPOLIS),
    (100_000, SymbolKind.FAR_CITY),
    (15_000, SymbolKind.FAR_TOWN),
    (0, SymbolKind.FAR_VILLAGE),
)
"""From so many inhabitants on; a capital counts at least as a metropolis."""
NOT_A_TOWN = frozenset({"PPLX", "PPLH", "PPLQ", "PPLW", "PPLCH"})
"""Quarters, and what was abandoned or destroyed (geonames.org/export/codes.html)."""
SEVERAL_TONGUES = frozenset({"BE", "CA", "CH", "ES", "LU", "SG", "ZA"})
"""Countries whose towns GeoNames calls by the language of the place, be it the country's first or not."""


@dataclass(frozen=True, slots=True)
class Town:
    lat_deg: float
    lon_deg: float
    inhabitants: int
    kind: SymbolKind
    names: str
    """The local one and others as maps.display.format has them."""

    @property
    def rank(self) -> int:
        """A town that a region knows goes before one as large that only the coarse world knows."""
        capital = 10 if self.kind is SymbolKind.FAR_METROPOLIS else 0
        return max(31, round(145 - 15 * math.log10(max(self.inhabitants, 1))) - capital)


def read_towns(sources: Path) -> list[Town]:
    """From cities500.txt, countries.json and locale/*/LC_MESSAGES/geonames.mo in `sources`."""
    countries = json.loads((sources / "countries.json").read_text())
    tongues = {iso: [tag.split("-")[0] for tag in c["languages"].split(",")] for iso, c in countries.items()}
    wanted = {*NAME_LANGUAGES, *(tongue for several in tongues.values() for tongue in several)}
    words = {language: _translations(sources, language) for language in sorted(wanted) if language}
    towns = []
    with (sources / "cities500.txt").open(encoding="utf-8") as file:
        for line in file:
            row = line.rstrip("\n").split("\t")
            number, name, sort, iso, inhabitants = row[0], row[1], row[7], row[8], int(row[14] or 0)
            capital = sort == "PPLC"
            if sort in NOT_A_TOWN or (inhabitants < LEAST_INHABITANTS and not capital):
                continue
            called = {language: names[number] for language, names in words.items() if number in names}
            local = local_name(name, iso, called, tongues.get(iso, []))
            others = [
                f"{language}={called[language]}"
                for language in NAME_LANGUAGES
                if called.get(language, local) != local
            ]
            kind = next(kind for least, kind in SIZES if inhabitants >= least)
            towns.append(
                Town(
                    float(row[4]),
                    float(row[5]),
                    inhabitants,
                    SymbolKind.FAR_METROPOLIS if capital else kind,
                    NAME_SEPARATOR.join([local, *others]),
                )
            )
    return towns


def local_name(name: str, iso: str, called: dict[str, str], tongues: list[str]) -> str:
    """What the signs say.

    `name` is what GeoNames calls the town, often in English; `iso` and `tongues` are the country and its
    languages, the first one first; `called` is the town's name by language.
    """
    if iso in SEVERAL_TONGUES and name in [called[tongue] for tongue in tongues if tongue in called]:
        return name
    return called.get(tongues[0], name) if tongues else name


def _translations(sources: Path, language: str) -> dict[str, str]:
    """Names by GeoNames' number."""
    path = sources / "locale" / language / "LC_MESSAGES" / "geonames.mo"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    numbers: dict[str, str] = catalogue._catalog  # type: ignore[attr-defined]
    return {number: text for number, text in numbers.items() if number and text}
