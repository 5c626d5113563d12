"""The signal catalogue: every vehicle signal the product knows, one row each, with COVESA VSS path and unit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Value = float | int | bool | str


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
    """None: holds until the ignition cycle ends (attributes, odometer …)"""
    rate_hz: float = 10.0
    """how often a source may be expected to send it at the most"""


CATALOGUE: tuple[SignalSpec, ...] = (
    SignalSpec("Vehicle.Speed", "float", "km/h", minimum=0, maximum=300, rate_hz=30),
)

BY_PATH: dict[str, SignalSpec] = {spec.path: spec for spec in CATALOGUE}
