"""The charge plan as the car made it: what the bus, the twin, the screen and the phone carry and draw. Pure.

It is made in one place (hmi.agent.charging.planner); everybody else reads it. Moments are Unix seconds,
so that a phone in another time zone shows the same plan; powers are what the socket gives, in kW.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

TOLD_STEPS = 192
"""two days of quarter hours; a longer plan is told up to there"""
IDLE_KW = 0.01
"""less is not charging"""


class PlanReason(StrEnum):
    """Why the car does what it does now, as an id that screens put into words."""

    WAITS = "waits"
    """until `until_unix_s`: `price_then` instead of `price_now`"""
    CHARGES = "charges"
    """now, until `until_unix_s`, at `price_now`"""
    NEEDED = "needed"
    """every minute until departure is needed"""
    MINIMUM = "minimum"
    """first of all up to `minimum_percent`"""
    MEASURES = "measures"
    """a few minutes, to learn what this socket gives"""
    OWN = "own"
    """charges with the sun's surplus"""
    WAITS_OWN = "waits_own"
    """for the sun's surplus from `until_unix_s` on"""
    CLEAN = "clean"
    """charges while the electricity is clean, until `until_unix_s`"""
    WAITS_CLEAN = "waits_clean"
    """for cleaner electricity from `until_unix_s` on"""
    FAST = "fast"
    """a fast charger on the way: nothing to plan"""
    GIVES = "gives"
    """feeds the house until `until_unix_s`"""
    FULL = "full"
    """the target is reached"""
    NO_PRICES = "no_prices"
    """prices are not known: late enough, and ready in time"""
    UNPLUGGED = "unplugged"
    LEVEL_UNKNOWN = "level_unknown"
    REFUSED = "refused"
    """the car did not do what the plan asked for"""
    NO_DEPARTURE = "no_departure"
    """nobody has said when the car is to be ready"""


@dataclass(frozen=True, slots=True)
class ChargeStep:
    """One stretch of the plan; the price is unknown where no tariff is."""

    begin_unix_s: float
    end_unix_s: float
    price_per_kwh: float | None
    power_kw: float
    """mean over the stretch, at the socket; negative gives back"""

    @property
    def hours(self) -> float:
        return (self.end_unix_s - self.begin_unix_s) / 3600

    @property
    def charges(self) -> bool:
        return self.power_kw > IDLE_KW


@dataclass(frozen=True, slots=True)
class ChargePlan:
    """One car's plan up to its next departure."""

    planned_unix_s: float
    reason: PlanReason
    values: Mapping[str, float] = field(default_factory=dict)
    """the figures that the reason's words need, by the names in PlanReason"""
    steps: tuple[ChargeStep, ...] = ()
    departure_unix_s: float | None = None
    target_percent: float | None = None
    percent_at_departure: float | None = None
    """reached if followed: the target, or what the time allows"""
    energy_kwh: float = 0.0
    """to be paid for"""
    cost: float | None = None
    """None where a price in it is not known"""
    currency: str = "EUR"
    socket_kw: float | None = None
    """what the socket gives, as far as known"""
    utc_offset_s: float = 0.0
    """of the car's clock at departure: a phone elsewhere shows the car's times"""
    proven: bool = True
    """an optimum; False: the simple plan that stands in when the solver fails"""

    @property
    def charging_now(self) -> bool:
        return bool(self.steps) and self.steps[0].charges

    @property
    def spans(self) -> tuple[tuple[float, float], ...]:
        """When it charges: begin and end of each run, in Unix seconds."""
        runs: list[list[float]] = []
        for step in self.steps:
            if not step.charges:
                continue
            if runs and step.begin_unix_s - runs[-1][1] < 1:
                runs[-1][1] = step.end_unix_s
            else:
                runs.append([step.begin_unix_s, step.end_unix_s])
        return tuple((begin, end) for begin, end in runs)

    def at(self, unix_s: float) -> ChargeStep | None:
        """The step of that moment; None before and after the plan."""
        return next((s for s in self.steps if s.begin_unix_s <= unix_s < s.end_unix_s), None)

    def told(self) -> dict[str, Any]:
        """For the bus and the twin: plain JSON, figures as exact as they are meant."""
        return {
            "planned_unix_s": round(self.planned_unix_s),
            "reason": self.reason.value,
            "values": {name: round(value, 4) for name, value in self.values.items()},
            "steps": [
                [round(s.begin_unix_s), round(s.end_unix_s), s.price_per_kwh, round(s.power_kw, 3)]
                for s in self.steps[:TOLD_STEPS]
            ],
            "departure_unix_s": self.departure_unix_s,
            "target_percent": self.target_percent,
            "percent_at_departure": None
            if self.percent_at_departure is None
            else round(self.percent_at_departure, 1),
            "energy_kwh": round(self.energy_kwh, 3),
            "cost": None if self.cost is None else round(self.cost, 4),
            "currency": self.currency,
            "socket_kw": None if self.socket_kw is None else round(self.socket_kw, 2),
            "utc_offset_s": self.utc_offset_s,
            "proven": self.proven,
        }


def read_plan(text: str | Mapping[str, Any] | None) -> ChargePlan | None:
    """What `told` wrote. None for what is none, whoever wrote it."""
    try:
        row = json.loads(text) if isinstance(text, str) else text
        if not isinstance(row, Mapping):
            return None
        return ChargePlan(
            planned_unix_s=_number(row["planned_unix_s"]),
            reason=PlanReason(row["reason"]),
            values={str(name): _number(value) for name, value in row["values"].items()},
            steps=tuple(
                ChargeStep(_number(b), _number(e), _maybe(price), _number(power))
                for b, e, price, power in row["steps"]
            ),
            departure_unix_s=_maybe(row["departure_unix_s"]),
            target_percent=_maybe(row["target_percent"]),
            percent_at_departure=_maybe(row["percent_at_departure"]),
            energy_kwh=_number(row["energy_kwh"]),
            cost=_maybe(row["cost"]),
            currency=str(row["currency"]),
            socket_kw=_maybe(row["socket_kw"]),
            utc_offset_s=_number(row["utc_offset_s"]),
            proven=row["proven"] is True,
        )
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        return None


def steps_between(steps: Sequence[ChargeStep], begin_unix_s: float, end_unix_s: float) -> list[ChargeStep]:
    """Those that lie in a window at least in part."""
    return [s for s in steps if s.end_unix_s > begin_unix_s and s.begin_unix_s < end_unix_s]


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"{value!r} is no number")
    return float(value)


def _maybe(value: object) -> float | None:
    return None if value is None else _number(value)
