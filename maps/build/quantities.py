"""Lengths, weights, durations and slopes as people write them into tags."""

from __future__ import annotations

import re

_WEIGHTS_KG = {
    "kg": 1.0, "t": 1000.0, "st": 907.18474, "lt": 1016.0469, "lb": 0.45359237, "lbs": 0.45359237,
    "cwt": 50.802345,
}  # fmt: skip
_FEET = re.compile(
    r"(\d+(?:\.\d+)?)\s*(?:'|ft\.?|feet|foot)\s*[-–]?\s*"
    r"(?:(\d+(?:\.\d+)?)\s*(?:\"|in\.?|inch|inches)?)?"
)
_UNIT_NAMES = {
    "metre": "m", "metres": "m", "meter": "m", "meters": "m", "mt": "m", "inch": "in", "inches": "in",
}  # fmt: skip
_LENGTHS_M = {"m": 1.0, "cm": 0.01, "km": 1000.0, "in": 0.0254, '"': 0.0254}


def parse_metres(text: str) -> float:
    """A length such as ``3.5``, ``3,5 m``, ``12'``, ``11'-6"``, ``6 ft 8 in`` in metres; 0 if it is none."""
    text = text.strip().lower().replace(",", ".")
    for fancy, usual in (("′", "'"), ("’", "'"), ("″", '"'), ("”", '"'), ("''", '"')):
        text = text.replace(fancy, usual)
    feet = _FEET.fullmatch(text)
    if feet:
        return float(feet[1]) * 0.3048 + float(feet[2] or 0) * 0.0254
    plain = re.match(r"(\d+(?:\.\d+)?)\s*(metres?|meters?|mt?|cm|km|in(?:ch(?:es)?)?|\")?(?![a-z])", text)
    if not plain:
        return 0.0
    return float(plain[1]) * _LENGTHS_M[_UNIT_NAMES.get(plain[2] or "m", plain[2] or "m")]


def parse_weight_kg(text: str) -> float:
    """A weight such as ``7.5``, ``7,5 t``, ``3500 kg``, ``10 st``, ``8000 lbs`` in kilograms; 0 when none."""
    found = re.match(r"(\d+(?:[.,]\d+)?)\s*(t|kg|st|lt|lbs?|cwt)?(?![a-z])", text.strip().lower())
    if not found:
        return 0.0
    return float(found[1].replace(",", ".")) * _WEIGHTS_KG[found[2] or "t"]


def parse_duration_s(text: str) -> float:
    """A duration such as ``00:25``, ``1:30:00``, ``40``, ``PT1H30M`` in seconds; 0 when it is none."""
    text = text.strip()
    iso = re.fullmatch(r"P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?", text)
    if iso and any(iso.groups()):
        weeks, days, hours, minutes, seconds = (int(part or 0) for part in iso.groups())
        return float((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds)
    clock = re.fullmatch(r"(\d{1,3}):(\d{1,2})(?::(\d{1,2}))?", text)
    if clock:
        return int(clock[1]) * 3600.0 + int(clock[2]) * 60.0 + int(clock[3] or 0)
    return float(text) * 60.0 if re.fullmatch(r"\d{1,4}(\.\d+)?", text) else 0.0


def parse_incline_percent(text: str) -> float:
    """A slope such as ``8%``, ``-12 %``, ``5°``; 0 for ``up``, ``down`` and what cannot be read."""
    found = re.fullmatch(r"([+-]?\d+(?:[.,]\d+)?)\s*(%|°)?", text.strip())
    if not found:
        return 0.0
    value = float(found[1].replace(",", "."))
    if found[2] == "°":
        value *= 1.75  # near enough below 20°
    return value if abs(value) <= 45.0 else 0.0


def parse_count(text: str) -> int:
    """A whole number from 0 to 255; 0 when it is none."""
    text = text.strip()
    return min(int(text), 255) if re.fullmatch(r"[0-9]{1,4}", text) else 0
