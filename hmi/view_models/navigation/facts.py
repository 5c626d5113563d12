"""What one chooses a place by, in a few words: open or closed, sockets and power, fuels, fee and size."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from hmi.units import Format
from maps.hours import opening_at
from maps.models import Place

SOCKETS = {
    "type2_combo": "CCS",
    "type1_combo": "CCS 1",
    "tesla_supercharger_ccs": "CCS",
    "chademo": "CHAdeMO",
    "tesla_supercharger": "Tesla",
    "nacs": "NACS",
    "gb_dc": "GB/T",
    "type2_cable": "Type 2",
    "type2": "Type 2",
    "type1": "Type 1",
    "gb_ac": "GB/T AC",
    "schuko": "Schuko",
}
"""OpenStreetMap's sockets as they are called, the fastest first."""
FUELS = {
    "diesel": "Diesel",
    "octane_95": "95",
    "octane_98": "98",
    "e10": "E10",
    "octane_91": "91",
    "octane_100": "100",
    "e85": "E85",
    "lpg": "LPG",
    "cng": "CNG",
    "h70": "H₂",
    "HGV_diesel": "HGV",
    "adblue": "AdBlue",
}
MOST_FUELS = 4
_POWER = re.compile(r"(\d+(?:[.,]\d+)?)\s*(k?)(?:w|va)?", re.I)


@dataclass(frozen=True, slots=True)
class Facts:
    """Of one place."""

    words: str
    """ "CCS 150 kW · open until 18:00"; "" where nothing is known"""
    closed: bool = False
    """at the moment of arrival, as far as that is known"""


def facts_of(place: Place, at: datetime, form: Format) -> Facts:
    """`at`: when one would be there."""
    attributes = dict(place.attributes)
    opening, closed = _opening(attributes, place, at, form)
    of_kind = {
        "charging_station": _charger,
        "fuel": _fuels,
        "parking": _parking,
    }.get(place.category)
    parts = [*(of_kind(attributes) if of_kind else []), opening]
    return Facts(" · ".join(part for part in parts if part), closed)


def power_kw(attributes: Mapping[str, str], socket: str) -> float | None:
    """Of one kind of socket, where it is tagged; watts where the number is one of watts."""
    found = _POWER.match(attributes.get(f"socket:{socket}:output", "").strip())
    if found is None:
        return None
    value = float(found[1].replace(",", "."))
    return value / 1_000.0 if not found[2] and value >= 1_000.0 else value


def _charger(attributes: Mapping[str, str]) -> list[str]:
    sockets = []
    for socket, name in SOCKETS.items():
        count = attributes.get(f"socket:{socket}", "")
        kilowatts = power_kw(attributes, socket)
        if (count and count not in ("no", "0")) or kilowatts is not None:
            sockets.append((kilowatts or 0.0, f"{name} {kilowatts:g} kW" if kilowatts else name))
    sockets.sort(key=lambda row: -row[0])
    price = attributes.get("charge", "")
    network = attributes.get("network", "") or attributes.get("operator", "")
    return [*(text for _, text in sockets[:2]), price if len(price) <= 16 else "", network]


def _fuels(attributes: Mapping[str, str]) -> list[str]:
    names = [name for key, name in FUELS.items() if attributes.get(f"fuel:{key}") == "yes"]
    return [" ".join(names[:MOST_FUELS])]


def _parking(attributes: Mapping[str, str]) -> list[str]:
    translate = QCoreApplication.translate
    fee, capacity = attributes.get("fee", ""), attributes.get("capacity", "")
    said_fee = {"no": translate("Facts", "free of charge"), "yes": translate("Facts", "fee")}.get(fee, "")
    spaces = translate("Facts", "{count} spaces").format(count=capacity) if capacity.isdigit() else ""
    return [said_fee, spaces]


def _opening(attributes: Mapping[str, str], place: Place, at: datetime, form: Format) -> tuple[str, bool]:
    translate = QCoreApplication.translate
    hours = opening_at(attributes.get("opening_hours", ""), at, place.position)
    if hours is None:
        return "", False
    change = hours.changes_within(at)
    if hours.open:
        if change is None:
            return translate("Facts", "24 h") if hours.changes_at is None else translate(
                "Facts", "open"
            ), False
        return translate("Facts", "open until {time}").format(time=form.clock(change.time())), False
    if change is None:
        return translate("Facts", "closed"), True
    return translate("Facts", "opens at {time}").format(time=form.clock(change.time())), True
