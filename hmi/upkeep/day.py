"""What one day did to the car: the summary that all forecasts are made from."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Day:
    """Sums are of the day; readings are None where there was none."""

    day: int
    """since 1970, of the calendar"""
    km: float = 0.0
    heat_mj: float = 0.0
    """turned to heat by the brakes"""
    engine_km: float = 0.0
    engine_h: float = 0.0
    cold_starts: float = 0.0
    wiper_h: float = 0.0
    fan_h: float = 0.0
    """at full blast; half a blast counts half"""
    odometer_km: float | None = None
    tyre_kpa: tuple[float, ...] | None = None
    """four, cold: before the first drive"""
    tyre_celsius: tuple[float, ...] | None = None
    crank_v: float | None = None
    rest_v: float | None = None
    celsius: float | None = None
    """outside, at the first start"""
    front_worn_percent: float | None = None
    rear_worn_percent: float | None = None
    service_km: float | None = None
    charged_kwh: float | None = None
    """into the battery in the day's longest charge between rests"""
    gained_percent: float | None = None
    """of the gauge, meanwhile"""

    def record(self) -> dict[str, Any]:
        """Plain JSON; what is as by default is left out."""
        return {key: value for key, value in asdict(self).items() if value not in (None, 0.0) or key == "day"}


def read_day(row: Mapping[str, Any]) -> Day:
    """From `record`. Raises ValueError, TypeError or KeyError for what is none."""
    known: dict[str, Any] = {"day": int(row["day"])}
    for each in fields(Day):
        value = row.get(each.name)
        if value is None or each.name == "day":
            continue
        if each.name in ("tyre_kpa", "tyre_celsius"):
            known[each.name] = tuple(_number(part) for part in value)
            if len(known[each.name]) != 4:
                raise ValueError("four tyres")
        else:
            known[each.name] = _number(value)
    return Day(**known)


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise ValueError("a number")
    return float(value)
