"""Does the car sleep? It was parked when it was last heard, and its control units are silent since. Pure.

Silence alone says nothing: a bus that dies at a red light, or a source that lost its adapter, is a car of
which nothing is known. What counts is what the car said last, and that the receiver does not see it move.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from hmi.agent.signals.store import GROUND, SPEED_OVER_GROUND, Stored
from hmi.vehicle.motion import (
    CURRENT_GEAR,
    IGNITION,
    PARKING_BRAKE,
    SELECTED_GEAR,
    SPEED,
    WAKE_STATE,
    is_parked,
)
from hmi.vehicle.signals import Value

AGENT = "agent"
"""source of what the agent concludes itself"""
SLEEPS_AFTER_S = 15.0
"""of silence, when the car said that it is parked"""
DOUBTED_S = 60.0
"""of silence, when it only stood and has no gear or ignition to say more"""
SAID_TOGETHER_S = 10.0
"""What was heard within this time of the car's last word still held then."""
STANDS_KMH = 1.0
ROLLS_KMH = 5.0
_NOT_THE_CAR = "Vehicle.CurrentLocation."


@dataclass(frozen=True, slots=True)
class Sleep:
    """What is known of the car's sleep. `since_s`: when watching began."""

    since_s: float | None = None
    heard_s: float | None = None
    """when one of its control units last said something"""
    parked: bool = False
    certain: bool = False
    """that it is parked was said, not only that it stood"""
    asleep: bool = False


def watch_sleep(before: Sleep, readings: Mapping[str, Stored], now_s: float) -> Sleep:
    """After another look at everything that was ever heard."""
    since_s = now_s if before.since_s is None else before.since_s
    heard_s = max(
        (stored.time_s for path, stored in readings.items() if _is_the_car(path, stored)), default=None
    )
    state = replace(before, since_s=since_s, heard_s=heard_s)
    if heard_s is not None:
        state = _last_words(state, readings, heard_s)
    ground = readings.get(SPEED_OVER_GROUND)
    if (
        ground is not None
        and ground.fresh(SPEED_OVER_GROUND, now_s)
        and _number(ground.value, 0.0) > ROLLS_KMH
    ):
        state = replace(state, parked=False, certain=False)
    silent_s = now_s - (since_s if heard_s is None else heard_s)
    asleep = state.parked and silent_s > (SLEEPS_AFTER_S if state.certain else DOUBTED_S)
    return replace(state, asleep=asleep)


def _last_words(state: Sleep, readings: Mapping[str, Stored], heard_s: float) -> Sleep:
    def last(path: str) -> Value | None:
        stored = readings.get(path)
        if stored is None or path == WAKE_STATE or heard_s - stored.time_s > SAID_TOGETHER_S:
            return None
        return None if path == SPEED and stored.source == GROUND else stored.value

    speed = last(SPEED)
    if speed is not None and _number(speed, 0.0) > STANDS_KMH:
        return replace(state, parked=False, certain=False)
    certain = is_parked(last) or last(PARKING_BRAKE) is True
    mute = all(last(path) is None for path in (IGNITION, SELECTED_GEAR, CURRENT_GEAR))
    return replace(state, parked=certain or (speed is not None and mute), certain=certain)


def _is_the_car(path: str, stored: Stored) -> bool:
    return stored.source not in (AGENT, GROUND) and not path.startswith(_NOT_THE_CAR)


def _number(value: Value, otherwise: float) -> float:
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else otherwise
