"""Fault codes in words: a table of common ones, and what a code itself says of all others (SAE J2012)."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from importlib.resources import files

_CODE = re.compile(r"[PCBU][0-3][0-9A-F]{3}(-[0-9A-F]{2})?")
_LETTERS = {"P": "powertrain", "C": "chassis", "B": "body", "U": "network"}
_POWERTRAIN = {
    "0": "fuel and air metering",
    "1": "fuel and air metering",
    "2": "fuel and air metering, injectors",
    "3": "ignition and misfire",
    "4": "emissions",
    "5": "speed, idle and auxiliary inputs",
    "6": "electronics",
    "7": "transmission",
    "8": "transmission",
    "9": "transmission",
    "A": "electric drive",
    "B": "electric drive",
    "C": "electric drive",
    "D": "charging",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One code explained. `known` is false where only the code's own structure is known."""

    code: str
    system: str
    severity: str
    """low, medium, high or critical"""
    text: str
    advice: str
    known: bool = True


def explain(code: str) -> Fault | None:
    """A code in words for people; None for what is no fault code."""
    code = code.strip().upper()
    if not _CODE.fullmatch(code):
        return None
    known = FAULTS.get(code[:5])
    if known is not None:
        return known
    system = _LETTERS[code[0]]
    if code[0] == "P":
        system = _POWERTRAIN.get(code[2], system)
    maker = code[1] in "13" and not (code[0] == "P" and code[1] == "3" and code[2] in "456789")
    text = f"{'A fault that the maker defines' if maker else 'A fault'} in {system}"
    return Fault(code, system, "medium", text, "Have it read out by a workshop.", known=False)


def _read() -> dict[str, Fault]:
    text = files("hmi.vehicle").joinpath("faults.csv").read_text(encoding="utf-8")
    rows = csv.reader(text.splitlines()[1:])
    return {
        code: Fault(code, system, severity, words, ",".join(advice))
        for code, system, severity, words, *advice in rows
    }


FAULTS: dict[str, Fault] = _read()
