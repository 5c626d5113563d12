"""The signal catalogue: every vehicle signal the product knows, one row each, with COVESA VSS path and unit.

The rows are in signals.csv beside this file. Path, datatype, unit, kind and allowed values are those of VSS
6.0 (a test compares them); what VSS has no path for is in own_signals.csv. Bounds are
those of VSS, narrowed to what a car can physically report, so that a broken sensor is told from an unusual
value.
"""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files

Value = float | int | bool | str | tuple[str, ...]


class SignalKind(StrEnum):
    """VSS node types."""

    SENSOR = "sensor"
    ACTUATOR = "actuator"
    ATTRIBUTE = "attribute"


@dataclass(frozen=True, slots=True)
class SignalSpec:
    """One signal: what it is, what it may be, and how long a value of it is worth showing."""

    path: str
    """COVESA VSS 6.0 path"""
    datatype: str
    """VSS datatype: float, uint8, boolean, string …"""
    unit: str = ""
    """VSS unit"""
    kind: SignalKind = SignalKind.SENSOR
    minimum: float | None = None
    maximum: float | None = None
    allowed: tuple[str, ...] = ()
    stale_after_s: float | None = 1.0
    """None: holds until the ignition cycle ends (attributes)"""
    rate_hz: float = 10.0
    """how often a source may be expected to send it at the most"""

    def coerce(self, value: object) -> Value | None:
        """`value` as this signal's datatype, or None when it is of another type or not a number."""
        if self.datatype == "boolean":
            return value if isinstance(value, bool) else None
        if self.datatype == "string":
            return value if isinstance(value, str) else None
        if self.datatype == "string[]":
            if isinstance(value, (list, tuple)) and all(isinstance(item, str) for item in value):
                return tuple(value)
            return None
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
            return None
        return float(value) if self.datatype in ("float", "double") else round(value)

    def within_bounds(self, value: Value) -> bool:
        """A value of the right type that the car can physically report (or be asked for)."""
        if isinstance(value, str):
            return not self.allowed or value in self.allowed
        if isinstance(value, (bool, tuple)):
            return True
        return (self.minimum is None or value >= self.minimum) and (
            self.maximum is None or value <= self.maximum
        )


def _read_catalogue(name: str) -> tuple[SignalSpec, ...]:
    def number(text: str) -> float | None:
        return float(text) if text else None

    text = files("hmi.vehicle").joinpath(name).read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return tuple(
        SignalSpec(
            path=row["path"],
            datatype=row["datatype"],
            unit=row["unit"],
            kind=SignalKind(row["kind"]),
            minimum=number(row["minimum"]),
            maximum=number(row["maximum"]),
            allowed=tuple(row["allowed"].split("|")) if row["allowed"] else (),
            stale_after_s=number(row["stale_after_s"]),
            rate_hz=float(row["rate_hz"]),
        )
        for row in rows
    )


OWN: tuple[SignalSpec, ...] = _read_catalogue("own_signals.csv")
"""Signals that VSS does not have."""
CATALOGUE: tuple[SignalSpec, ...] = (*_read_catalogue("signals.csv"), *OWN)

BY_PATH: dict[str, SignalSpec] = {spec.path: spec for spec in CATALOGUE}
