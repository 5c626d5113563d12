"""What is asked of the car: one command with an id, an absolute deadline, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hmi.vehicle.signals import BY_PATH, SignalKind, Value


class Outcome(StrEnum):
    """Where a command stands; all but the first two are final."""

    ASKED = "asked"
    """sent, not yet answered"""
    ACCEPTED = "accepted"
    """the agent has passed it to the car"""
    DONE = "done"
    """the car reports the new value"""
    REFUSED = "refused"
    """not allowed, unknown, out of bounds, or the car said no: the reason says which"""
    EXPIRED = "expired"
    """the deadline passed before the car reported the new value"""

    @property
    def final(self) -> bool:
        return self not in (Outcome.ASKED, Outcome.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Command:
    """One request to the car. Deadlines are CLOCK_MONOTONIC seconds, which all processes of a machine share
    and which no change of the wall clock moves."""

    id: str
    path: str
    value: Value
    deadline_s: float
    outcome: Outcome = Outcome.ASKED
    reason: str = ""


def refusal(path: str, value: object) -> str:
    """Why the catalogue alone forbids setting `path` to `value`; empty when it does not."""
    spec = BY_PATH.get(path)
    if spec is None:
        return f"{path} is no signal of this car"
    if spec.kind is not SignalKind.ACTUATOR:
        return f"{path} can be read but not set"
    coerced = spec.coerce(value)
    if coerced is None:
        return f"{path} takes a {spec.datatype}"
    if not spec.within_bounds(coerced):
        if spec.allowed:
            return f"{path} takes one of {', '.join(spec.allowed)}"
        return f"{path} lies between {spec.minimum:g} and {spec.maximum:g} {spec.unit}".rstrip()
    return ""
