"""What the car says, with the age of every word: None is answered for what is unknown or stale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from hmi.vehicle.signals import BY_PATH, Value


@dataclass(frozen=True, slots=True)
class Reading:
    """One value and when it was true, in monotonic seconds of this process."""

    value: Value
    time_s: float
    holds_s: float | None = None
    """how long it is worth showing, where its source is slower than the catalogue expects"""

    def fresh(self, path: str, now_s: float) -> bool:
        limit_s = BY_PATH[path].stale_after_s if self.holds_s is None else self.holds_s
        return limit_s is None or now_s - self.time_s <= limit_s


@dataclass(frozen=True, slots=True)
class VehicleState:
    """All readings by VSS path. An update returns a new state."""

    readings: Mapping[str, Reading] = field(default_factory=lambda: MappingProxyType({}))
    connected: bool = False
    """the agent is on the bus and talking"""

    def get(self, path: str, now_s: float) -> Value | None:
        """The value of `path`, or None when it was never heard, is stale, or the agent is gone."""
        reading = self.readings.get(path)
        if reading is None or not self.connected or not reading.fresh(path, now_s):
            return None
        return reading.value

    def number(self, path: str, now_s: float) -> float | None:
        """`get` for a numeric signal."""
        value = self.get(path, now_s)
        return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None

    def updated(self, values: Mapping[str, Reading]) -> VehicleState:
        return VehicleState(MappingProxyType({**self.readings, **values}), connected=True)

    def disconnected(self) -> VehicleState:
        return VehicleState(self.readings, connected=False)
