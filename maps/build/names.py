"""What signs and people call a road: names, numbers and destinations, ready to be shown and said.

OSM writes several values into one tag with semicolons between them (wiki: Semi-colon value separator), and
one for each lane with bars (Key:destination:lanes). No name or number that leaves this module has either.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from maps.build.access import directed

_NO_NAMES = frozenset(("none", "no", "unnamed", "noname", "-"))


def values_of(text: str) -> list[str]:
    """The different values of a tag with semicolons or lanes, in order."""
    found: list[str] = []
    for part in re.split(r"[;|]", text):
        value = " ".join(part.split())
        if value and value.lower() not in _NO_NAMES and value not in found:
            found.append(value)
    return found


def shown_name(text: str) -> str:
    """A name: several are parted by a stroke, as bilingual signs do."""
    return " / ".join(values_of(text)) if ";" in text else text.strip()


def shown_refs(text: str) -> str:
    """Numbers of roads or exits, parted by commas."""
    return ", ".join(values_of(text)) if ";" in text or "|" in text else text.strip()


def destinations_of(tags: Mapping[str, str], side: str, *, oneway: bool) -> tuple[str, str]:
    """(places, road numbers) on the sign of a road in one direction, parted by semicolons; "" when unsigned.

    A sign for each lane counts as one for the road. A sign without a direction is ambiguous on a two-way road
    (Key:destination).
    """

    def said(key: str) -> list[str]:
        keys = (key, f"{key}:lanes")
        texts = [directed(tags, k, side) if oneway else tags.get(f"{k}:{side}", "") for k in keys]
        return next((found for found in map(values_of, texts) if found), [])

    places = said("destination") or said("destination:to")
    streets = [street for street in said("destination:street") if street not in places]
    refs = said("destination:ref") or said("destination:ref:to") or said("destination:int_ref")
    return ";".join([*streets, *places]), ";".join(refs)
