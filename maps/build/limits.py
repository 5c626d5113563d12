"""Speed limits: what `maxspeed` and its relatives say."""

from __future__ import annotations

import re

from maps.country.limits import KMH_PER_MPH, UNLIMITED_KMH, zone_kmh

KMH_PER_KNOT = 1.852
UNLIMITED = UNLIMITED_KMH


def parse_maxspeed(text: str) -> float:
    """A `maxspeed` value in km/h: number with any unit, zone or kind of a country; 0 unknown, 255 none."""
    text = text.strip()
    if not text:
        return 0.0
    lowered = text.lower()
    if lowered == "none":
        return UNLIMITED
    if lowered == "walk":
        return 7.0
    if ";" in lowered:
        # Several values on one way: the lowest keeps everyone within the law.
        found = [value for value in (parse_maxspeed(part) for part in text.split(";")) if value > 0]
        return min(found, default=0.0)
    number = re.match(r"(\d{1,3}(?:\.\d+)?)\s*(km/h|kmh|kph|mph|mp/h|knots)?", lowered)
    if number:
        value = float(number[1])
        if number[2] in ("mph", "mp/h"):
            value *= KMH_PER_MPH
        elif number[2] == "knots":
            value *= KMH_PER_KNOT
        return min(value, 254.0)
    return _limit_of_zone(text)


def _limit_of_zone(text: str) -> float:
    """The limit behind ``DE:urban``, ``FR:zone30``, ``DE:zone:30``, ``GB:nsl_single``, ``BE-VLG:rural``."""
    found = re.fullmatch(r"([A-Za-z]{2}(?:-[A-Za-z]{2,3})?):(?:zone:?)?([A-Za-z_]+|\d{1,3})", text)
    if not found:
        return 0.0
    kind = found[2].lower()
    if kind.isdigit():
        return min(float(kind), 254.0)
    code = "GB" if found[1].upper() == "UK" else found[1].upper()
    return zone_kmh(code, kind)
