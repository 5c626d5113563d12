"""Is what a sensor says possible? Impossible steps are held back, contradictions between sensors flagged.

A flagged signal is not sent to anybody: the driver sees a dash, not a wrong number.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from hmi.agent.signals.store import GROUND, Stored
from hmi.vehicle.motion import SPEED
from hmi.vehicle.signals import Value
from maps.geometry import METRES_PER_DEGREE

Number = Callable[[str], float | None]

STEEPEST_PER_S: dict[str, float] = {
    "Vehicle.Speed": 60.0,  # km/h: 17 m/s², beyond any tyre
    **{
        f"Vehicle.Chassis.Axle.Row{row}.Wheel.{side}.Speed": 300.0  # a spinning or locking wheel
        for row in (1, 2)
        for side in ("Left", "Right")
    },
    "Vehicle.Powertrain.TractionBattery.StateOfCharge.Current": 2.0,
    "Vehicle.Powertrain.TractionBattery.StateOfCharge.Displayed": 2.0,
    "Vehicle.Powertrain.TractionBattery.Temperature.Average": 3.0,
    "Vehicle.Exterior.AirTemperature": 5.0,
    "Vehicle.Cabin.HVAC.AmbientAirTemperature": 5.0,
    "Vehicle.Powertrain.CombustionEngine.EngineCoolant.Temperature": 10.0,
    "Vehicle.Powertrain.FuelSystem.RelativeLevel": 10.0,
}
"""The most that a signal can change in a second."""
MARGIN_S = 0.35
"""Readings come unevenly: the step is allowed as if this much more time had passed."""
CONVINCED_AFTER_S = 1.5
"""A new level that stays is believed after all."""


class StepGuard:
    """Holds back readings that jump. One for each source."""

    def __init__(self) -> None:
        self.time_factor = 1.0
        """the simulated car's time may run faster"""
        self._last: dict[str, tuple[float, float]] = {}
        self._doubted: dict[str, tuple[float, float]] = {}

    def admit(self, path: str, value: float, time_s: float) -> bool:
        """Whether `value` is a possible next reading of `path`."""
        steepest = STEEPEST_PER_S.get(path)
        if steepest is None:
            return True
        last = self._last.get(path)
        if last is not None:
            step = abs(value - last[0])
            if step > steepest * max(1.0, self.time_factor) * (time_s - last[1] + MARGIN_S):
                level, since = self._doubted.get(path, (value, time_s))
                if abs(value - level) > steepest * max(1.0, self.time_factor) * MARGIN_S:
                    level, since = value, time_s
                self._doubted[path] = (level, since)
                if time_s - since < CONVINCED_AFTER_S:
                    return False
        self._doubted.pop(path, None)
        self._last[path] = (value, time_s)
        return True


@dataclass(frozen=True, slots=True)
class Moment:
    """What the cross-checks remember of the last look; None is unknown."""

    time_s: float
    fix_s: float
    """when the position was true"""
    latitude: float | None
    longitude: float | None
    speed_kmh: float | None
    fastest_kmh: float
    """that the car can be going, by what is known of its speed and how old that is"""
    time_factor: float
    """of the car's time, then"""


@dataclass(frozen=True, slots=True)
class Suspicions:
    """Signals that contradict others: path -> since when, and those held to be wrong."""

    since: Mapping[str, float] = field(default_factory=dict)
    flagged: Mapping[str, str] = field(default_factory=dict)
    """path -> why"""
    cleared_since: Mapping[str, float] = field(default_factory=dict)
    moments: tuple[Moment, ...] = ()


FLAG_AFTER_S: dict[str, float] = {
    "position jumps": 0.0,
    "position stands still": 3.0,
    "speed stands still": 5.0,
}
FLAG_AFTER_OTHERWISE_S = 1.0
CLEAR_AFTER_S = 3.0
_WHEELS = tuple(
    f"Vehicle.Chassis.Axle.Row{row}.Wheel.{side}.Speed" for row in (1, 2) for side in ("Left", "Right")
)
_POSITION = ("Vehicle.CurrentLocation.Latitude", "Vehicle.CurrentLocation.Longitude")
_BATTERY = "Vehicle.Powertrain.TractionBattery."
HISTORY_S = 6.0
COMPARED_S = 1.5
"""Older readings are not held against each other, unless their source is known to be slow."""
TOP_KMH = 300.0
"""of a car whose speed nobody knows: the most that the catalogue lets a car say"""
HARDEST_KMH_PER_S = 36.0
"""10 m/s², what a speed may have become since it was measured"""
FIXES_COMPARED = 3
"""so many fixes at the same place while driving are one too many"""


def cross_check(
    before: Suspicions, readings: Mapping[str, Stored], now_s: float, time_factor: float = 1.0
) -> Suspicions:
    """What is suspected and flagged now. Pure; called a few times a second."""

    def number(path: str) -> float | None:
        stored = readings.get(path)
        if stored is None or not _is_number(stored.value):
            return None
        if now_s - stored.time_s > max(COMPARED_S, stored.holds_s or 0.0):
            return None
        return float(stored.value)  # type: ignore[arg-type]

    speed, fix = readings.get(SPEED), readings.get(_POSITION[0])
    speed_kmh = number(SPEED)
    fastest_kmh = TOP_KMH
    if speed is not None and speed_kmh is not None:
        fastest_kmh = min(TOP_KMH, speed_kmh + HARDEST_KMH_PER_S * max(0.0, now_s - speed.time_s))
    moment = Moment(
        now_s,
        now_s if fix is None else fix.time_s,
        number(_POSITION[0]),
        number(_POSITION[1]),
        speed_kmh,
        fastest_kmh,
        time_factor,
    )
    moments = (*(m for m in before.moments if now_s - m.time_s < HISTORY_S), moment)
    measured = speed is not None and speed.source != GROUND
    doubts = {
        **_wheels_against_each_other(number, measured),
        **_power_against_volts_and_amperes(number),
        **_position_against_speed(moments),
        **_speed_stands_still(moments, number),
    }
    since = {path: before.since.get(path, now_s) for path in doubts}
    flagged = dict(before.flagged)
    cleared: dict[str, float] = {}
    flagged |= {
        path: why
        for path, why in doubts.items()
        if now_s - since[path] >= FLAG_AFTER_S.get(why, FLAG_AFTER_OTHERWISE_S)
    }
    for path in list(flagged):
        if path in doubts:
            continue
        cleared[path] = before.cleared_since.get(path, now_s)
        if now_s - cleared[path] >= CLEAR_AFTER_S:
            del flagged[path], cleared[path]
    return replace(before, since=since, flagged=flagged, cleared_since=cleared, moments=moments)


def _wheels_against_each_other(number: Number, measured: bool) -> dict[str, str]:
    """`measured`: the speed is the car's own; a receiver's lags behind hard braking."""
    wheels = {path: value for path in _WHEELS if (value := number(path)) is not None}
    if len(wheels) < 3:
        return {}
    middle = median(wheels.values())
    doubts = {
        path: "wheel differs from the others"
        for path, value in wheels.items()
        if abs(value - middle) > max(8.0, 0.3 * middle)
    }
    speed = number("Vehicle.Speed")
    if measured and speed is not None and not doubts and abs(speed - middle) > max(6.0, 0.15 * middle):
        doubts["Vehicle.Speed"] = "speed differs from the wheels"
    return doubts


def _power_against_volts_and_amperes(number: Number) -> dict[str, str]:
    power, volts, amperes = (
        number(_BATTERY + name) for name in ("CurrentPower", "CurrentVoltage", "CurrentCurrent")
    )
    if power is None or volts is None or amperes is None:
        return {}
    if abs(power - volts * amperes) > max(4000.0, 0.25 * abs(power)):
        return {_BATTERY + "CurrentPower": "power is not volts times amperes"}
    return {}


def _position_against_speed(moments: tuple[Moment, ...]) -> dict[str, str]:
    now = moments[-1]
    if now.latitude is None or now.longitude is None or len(moments) < 2:
        return {}
    doubts: dict[str, str] = {}
    # A jump counts against every position of the last seconds, so that it stays doubtful until it is past.
    east = math.cos(math.radians(now.latitude)) * METRES_PER_DEGREE
    fixes = [m for m in moments if m.latitude is not None and m.longitude is not None]
    for earlier, later in pairwise(fixes):
        moved = math.hypot(
            _difference(later.latitude, earlier.latitude) * METRES_PER_DEGREE,
            _difference(later.longitude, earlier.longitude) * east,
        )
        speed_mps = max(earlier.fastest_kmh, later.fastest_kmh) / 3.6
        factor = max(1.0, earlier.time_factor, later.time_factor)
        # The look that saw the fix comes up to its period later, and the receiver's own clock is uneven.
        passed_s = max(later.fix_s - earlier.fix_s, later.time_s - earlier.time_s)
        possible = speed_mps * factor * (passed_s + 0.3) * 1.5 + 25.0
        if moved > possible:
            doubts = dict.fromkeys(_POSITION, "position jumps")
    moving = all(m.speed_kmh is not None and m.speed_kmh > 15.0 for m in moments)
    if moving and now.time_s - moments[0].time_s > 2.0 and not doubts:
        stuck = all(m.latitude == now.latitude and m.longitude == now.longitude for m in moments)
        if stuck and len({m.fix_s for m in fixes}) >= FIXES_COMPARED:
            doubts = dict.fromkeys(_POSITION, "position stands still")
    return doubts


def _difference(later_deg: float | None, earlier_deg: float | None) -> float:
    """The short way round: 179.9° to -179.9° is 0.2°."""
    assert later_deg is not None and earlier_deg is not None
    return (later_deg - earlier_deg + 180.0) % 360.0 - 180.0


def _speed_stands_still(moments: tuple[Moment, ...], number: Number) -> dict[str, str]:
    now = moments[-1]
    if now.speed_kmh is None or now.speed_kmh < 5.0 or now.time_s - moments[0].time_s < 3.0:
        return {}
    wheels = [value for path in _WHEELS if (value := number(path)) is not None]
    if not wheels or abs(median(wheels) - now.speed_kmh) < 3.0:
        return {}
    if all(m.speed_kmh == now.speed_kmh for m in moments):
        return {"Vehicle.Speed": "speed stands still"}
    return {}


def _is_number(value: Value) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
