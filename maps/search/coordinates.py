"""Positions typed as text: decimal degrees, degrees with minutes and seconds, plus codes."""

from __future__ import annotations

import re

from maps.geometry import LatLon, distance_m
from maps.models import Place
from maps.search import pluscodes

_NUMBER = r"[+-]?\d{1,3}(?:\.\d+)?"
_DECIMAL = re.compile(
    rf"^\s*(?:geo:)?({_NUMBER})\s*°?\s*([NS]?)\s*[,;\s]\s*({_NUMBER})\s*°?\s*([EW]?)\s*$", re.I
)
_SEXAGESIMAL = re.compile(
    r"^\s*(\d{1,2})\s*°\s*(\d{1,2}(?:\.\d+)?)\s*[′'’]\s*(?:(\d{1,2}(?:\.\d+)?)\s*[″\"”]\s*)?([NS])[,;\s]*"
    r"(\d{1,3})\s*°\s*(\d{1,2}(?:\.\d+)?)\s*[′'’]\s*(?:(\d{1,2}(?:\.\d+)?)\s*[″\"”]\s*)?([EW])\s*$",
    re.I,
)


def parse_position(text: str, near: LatLon | None = None) -> Place | None:
    """The place that the text states by its position; None when it states none."""
    position = _decimal(text) or _sexagesimal(text) or _plus_code(text, near)
    if position is None:
        return None
    return Place(
        name=str(position),
        position=position,
        category="coordinate",
        distance_m=None if near is None else distance_m(near, position),
        match_length=len(str(position)),
    )


def _plus_code(text: str, near: LatLon | None) -> LatLon | None:
    """A full plus code, or a short one (a town may follow) near the car."""
    code = text.split(maxsplit=1)[0].strip(",") if text.strip() else ""
    if pluscodes.is_full(code):
        return pluscodes.decode(code).center
    if near is not None and pluscodes.is_short(code):
        return pluscodes.decode(pluscodes.recover(code, near)).center
    return None


def _decimal(text: str) -> LatLon | None:
    found = _DECIMAL.match(text)
    if found is None or ("." not in text and not found[2]):
        return None
    lat, lon = float(found[1]), float(found[3])
    return _position(-lat if found[2].upper() == "S" else lat, -lon if found[4].upper() == "W" else lon)


def _sexagesimal(text: str) -> LatLon | None:
    found = _SEXAGESIMAL.match(text)
    if found is None:
        return None
    lat = float(found[1]) + float(found[2]) / 60 + float(found[3] or 0) / 3600
    lon = float(found[5]) + float(found[6]) / 60 + float(found[7] or 0) / 3600
    return _position(-lat if found[4].upper() == "S" else lat, -lon if found[8].upper() == "W" else lon)


def _position(lat: float, lon: float) -> LatLon | None:
    try:
        return LatLon(lat, lon)
    except ValueError:
        return None
