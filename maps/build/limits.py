"""Speed limits: what `maxspeed` and its relatives say, and what the law says where no sign stands."""

from __future__ import annotations

import re

KMH_PER_MPH = 1.609344
KMH_PER_KNOT = 1.852
UNLIMITED = 255.0

KINDS: dict[str, float] = {"urban": 50.0, "rural": 90.0, "trunk": 110.0, "motorway": 130.0}
"""A limit named after its kind in a country that `COUNTRY_LIMITS_KMH` does not list."""

COUNTRY_LIMITS_KMH: dict[str, dict[str, float]] = {
    "AD": {"urban": 50, "rural": 60, "trunk": 90},
    "AT": {"urban": 50, "rural": 100, "trunk": 100, "motorway": 130},
    "BE": {"urban": 50, "rural": 90, "trunk": 120, "motorway": 120},
    "BE-VLG": {"urban": 50, "rural": 70, "trunk": 120, "motorway": 120},
    "BE-WAL": {"urban": 50, "rural": 90, "trunk": 120, "motorway": 120},
    "BE-BRU": {"urban": 30, "rural": 70, "trunk": 120, "motorway": 120},
    "AU": {"urban": 50, "rural": 100, "motorway": 110},
    "BG": {"urban": 50, "rural": 90, "trunk": 120, "motorway": 140, "living_street": 20},
    "BY": {"urban": 60, "rural": 90, "motorway": 110},
    "CH": {"urban": 50, "rural": 80, "trunk": 100, "motorway": 120},
    "CZ": {"urban": 50, "rural": 90, "trunk": 110, "motorway": 130},
    "DE": {"urban": 50, "rural": 100, "trunk": UNLIMITED, "motorway": UNLIMITED, "living_street": 7},
    "DK": {"urban": 50, "rural": 80, "trunk": 80, "motorway": 130},
    "EE": {"urban": 50, "rural": 90},
    "ES": {"urban": 50, "rural": 90, "trunk": 90, "motorway": 120},
    "FI": {"urban": 50, "rural": 80, "trunk": 100, "motorway": 120},
    "FR": {"urban": 50, "rural": 80, "trunk": 110, "motorway": 130},
    "GB": {"urban": 48, "rural": 97, "trunk": 113, "motorway": 113,
           "nsl_restricted": 48, "nsl_single": 97, "nsl_dual": 113},
    "GR": {"urban": 50, "rural": 90, "trunk": 110, "motorway": 130},
    "HR": {"urban": 50, "rural": 90, "trunk": 110, "motorway": 130},
    "HU": {"urban": 50, "rural": 90, "trunk": 110, "motorway": 130},
    "IE": {"urban": 50, "rural": 80, "trunk": 100, "motorway": 120},
    "IT": {"urban": 50, "rural": 90, "trunk": 110, "motorway": 130},
    "LI": {"urban": 50, "rural": 80},
    "LT": {"urban": 50, "rural": 90, "trunk": 120, "motorway": 130},
    "LU": {"urban": 50, "rural": 90, "trunk": 110, "motorway": 130},
    "LV": {"urban": 50, "rural": 90, "trunk": 90},
    "MC": {"urban": 50, "rural": 50},
    "NL": {"urban": 50, "rural": 80, "trunk": 100, "motorway": 100},
    "JP": {"urban": 60, "rural": 60, "motorway": 100},
    "NO": {"urban": 50, "rural": 80, "trunk": 80, "motorway": 110},
    "PL": {"urban": 50, "rural": 90, "trunk": 100, "motorway": 140},
    "PT": {"urban": 50, "rural": 90, "trunk": 100, "motorway": 120},
    "RO": {"urban": 50, "rural": 90, "trunk": 100, "motorway": 130},
    "RS": {"urban": 50, "rural": 80, "trunk": 100, "motorway": 130},
    "RU": {"urban": 60, "rural": 90, "trunk": 90, "motorway": 110, "living_street": 20},
    "SE": {"urban": 50, "rural": 70, "trunk": 90, "motorway": 110},
    "SI": {"urban": 50, "rural": 90, "trunk": 110, "motorway": 130},
    "SK": {"urban": 50, "rural": 90, "trunk": 90, "motorway": 130},
    "TR": {"urban": 50, "rural": 90, "trunk": 110, "motorway": 130},
    "US": {"urban": 40, "rural": 89, "trunk": 89, "motorway": 105},
    "ZA": {"urban": 60, "rural": 100, "trunk": 120, "motorway": 120},
    "UA": {"urban": 50, "rural": 90, "trunk": 110, "motorway": 130, "living_street": 20},
    "UZ": {"urban": 60, "rural": 100, "trunk": 100, "motorway": 110, "living_street": 30},
}  # fmt: skip
"""km/h for a passenger car by ISO 3166 code and kind (OSM wiki: Default speed limits)."""


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
    country = COUNTRY_LIMITS_KMH.get(code) or COUNTRY_LIMITS_KMH.get(code[:2], {})
    return float(country.get(kind, KINDS.get(kind, 0.0)))
