"""What a socket really gives: learned within minutes of charging at it, remembered by place. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from hmi.agent.charging.problem import EFFICIENCY, OVERHEAD_KW

USUAL_KW = 11.0
"""a three-phase wallbox, until the socket has shown what it gives"""
MEASURED_S = 20.0
"""of steady charging, after the charger has come up"""
STEADY = 0.12
"""share that the power may stray within that time"""
TAPERS_FROM_PERCENT = 88.0
"""above, the battery may be what limits"""
CELL_DEG = 0.001
"""places within some 100 m are one"""
KEPT_PLACES = 64
LEAST_KW = 0.5


@dataclass(frozen=True, slots=True)
class SocketPower:
    """Socket powers by place, and the measurement under way. `heard` returns the next state."""

    known_kw: Mapping[str, float] = field(default_factory=dict)
    begun_s: float | None = None
    seen_kw: float = 0.0
    measured: bool = False
    """this plugging-in has shown what it gives"""

    def at(self, place: str) -> float | None:
        """kW at the socket; None: never charged there."""
        return self.known_kw.get(place)

    def unplugged(self) -> SocketPower:
        return replace(self, begun_s=None, measured=False)

    def heard(
        self, place: str, battery_kw: float | None, level_percent: float | None, now_s: float
    ) -> SocketPower:
        """One reading of the power into the battery while it charges (None or little: it does not)."""
        if battery_kw is None or battery_kw < LEAST_KW:
            return replace(self, begun_s=None)
        socket_kw = (battery_kw + OVERHEAD_KW) / EFFICIENCY
        if self.begun_s is None or abs(socket_kw / self.seen_kw - 1) > STEADY:
            return replace(self, begun_s=now_s, seen_kw=socket_kw)
        if now_s - self.begun_s < MEASURED_S:
            return self
        limited = level_percent is None or level_percent > TAPERS_FROM_PERCENT
        if limited and socket_kw < self.known_kw.get(place, 0.0):
            return self
        known = {key: kw for key, kw in self.known_kw.items() if key != place}
        kept = dict(list(known.items())[-(KEPT_PLACES - 1) :])
        return replace(self, known_kw={**kept, place: round(socket_kw, 2)}, measured=True)

    def record(self) -> dict[str, Any]:
        """For the journal; where the car charges stays in the car."""
        return {"known_kw": dict(self.known_kw)}

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> SocketPower:
        rows = record.get("known_kw")
        if not isinstance(rows, Mapping):
            return cls()
        return cls({str(k): float(v) for k, v in rows.items() if isinstance(v, int | float) and v > 0})


def place_of(latitude_deg: float | None, longitude_deg: float | None) -> str:
    """The cell of a position; all unknown positions are one place."""
    if latitude_deg is None or longitude_deg is None:
        return ""
    return f"{round(latitude_deg / CELL_DEG)},{round(longitude_deg / CELL_DEG)}"
