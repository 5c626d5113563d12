"""Where the car is, out of whatever its sources tell: a receiver's fixes and the car's own motion become one.

Without a speed from the car itself, or before the first fix, what a receiver says goes on as it is. With
both, what is reckoned (`hmi.positioning`) takes its place, ten times a second, through tunnels too, for as
long as it is known well enough to be of use. A parked car rests: its place does not wander with the
receiver's error."""

from __future__ import annotations

import logging
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hmi.positioning.filter import (
    STANDS_MPS,
    Estimate,
    Odometry,
    Satellites,
    begin,
    correct,
    correct_by_road,
    correct_speed,
    move,
)
from hmi.vehicle.signals import BY_PATH
from maps.geometry import LatLon, distance_m

NAME = "positioning"
PRIORITY = 100
"""What is reckoned outranks every receiver that it is reckoned from."""
LATITUDE, LONGITUDE = "Vehicle.CurrentLocation.Latitude", "Vehicle.CurrentLocation.Longitude"
HEADING = "Vehicle.CurrentLocation.Heading"
ACCURACY = "Vehicle.CurrentLocation.HorizontalAccuracy"
TIMESTAMP = "Vehicle.CurrentLocation.Timestamp"
GROUND_SPEED = "Vehicle.CurrentLocation.SpeedOverGround"
SPEED = "Vehicle.Speed"
YAW = "Vehicle.AngularVelocity.Yaw"
GEAR = "Vehicle.Powertrain.Transmission.CurrentGear"
REAR_LEFT, REAR_RIGHT = (f"Vehicle.Chassis.Axle.Row2.Wheel.{side}.Speed" for side in ("Left", "Right"))
REPLACED = frozenset({LATITUDE, LONGITUDE, HEADING, ACCURACY, TIMESTAMP})

TELL_EVERY_S = 0.1
TELL_PARKED_EVERY_S = 1.0
HEARD_WITHIN_S = 1.5
"""Older motion is unknown motion."""
TURN_WITHIN_S = 0.5
TRACK_M = 1.55
"""between a car's rear wheels, where only they tell how it turns"""
WHEELS_TURN_ERROR_RADPS = math.radians(1.5)
USELESS_M, USELESS_SHARE = 150.0, 0.05
"""A place that is known no better, in metres and in parts of what was driven in the dark, is not told."""
ACCURACY_UNTOLD_M = 5.0
REST_M = 20.0
"""A parked car's fixes wander this far; farther away it was moved."""
STANDS_FOR_S = 2.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Told:
    """What goes into the store: from the source as it is, and reckoned by us."""

    as_it_is: Mapping[str, object]
    reckoned: Mapping[str, object]


class Positioning:
    """The car's one position. Not thread-safe: it lives on the agent's event loop."""

    def __init__(self) -> None:
        self._estimate: Estimate | None = None
        self._clock_s = 0.0
        """of the car's time, which may run faster than ours"""
        self._heard_s: float | None = None
        self._speed: tuple[float, float] | None = None
        """(clock, m/s, negative in reverse)"""
        self._turn: tuple[float, float, float] | None = None
        """(clock, rad/s clockwise, its error)"""
        self._reverse = False
        self._told_s = -math.inf
        self._stands_since_s: float | None = None
        self._speaks = False
        """whether anything was ever told in our name"""
        self._rest: dict[str, object] | None = None
        """what was told last; a parked car's is told again as it is"""
        self._stamp: tuple[datetime, float] | None = None
        """the receiver's own time, and our clock then"""

    @property
    def estimate(self) -> Estimate | None:
        return self._estimate

    def forget(self) -> None:
        """The car was put somewhere else."""
        self._estimate = None
        self._stamp = None
        self._told_s = -math.inf

    def hear(
        self, values: Mapping[str, object], time_s: float, *, time_factor: float = 1.0, age_s: float = 0.0
    ) -> Told:
        """Take readings in; `age_s` is how old a fix among them was when it was heard.

        A fault in here is the end of what was reckoned, never of the readings.
        """
        try:
            return self._hear(values, time_s, time_factor, age_s)
        except (ArithmeticError, ValueError, TypeError) as error:
            _log.warning("what was reckoned of the position is forgotten: %s", error)
            self.forget()
            return Told(values, {})

    def on_road(self, position: LatLon, course_deg: float) -> None:
        """The map match is sure of the road: the car is on it, and points along it."""
        if self._estimate is None or not self._estimate.course_known or self._parked():
            return
        reach_m = max(30.0, 4.0 * self._estimate.accuracy_m)
        if distance_m(self._estimate.position, position) <= reach_m:
            self._estimate = correct_by_road(self._estimate, position, math.radians(course_deg))

    def _hear(self, values: Mapping[str, object], time_s: float, time_factor: float, age_s: float) -> Told:
        if self._heard_s is not None:
            self._clock_s += max(0.0, time_s - self._heard_s) * time_factor
        self._heard_s = time_s if self._heard_s is None else max(self._heard_s, time_s)
        self._hear_motion(values)
        moved = SPEED in values and _number(values, SPEED) is not None
        if moved and self._estimate is not None:
            self._estimate = move(self._estimate, self._motion())
        fix = self._fix_of(values, age_s)
        if fix is not None:
            self._take(fix)
        as_it_is = {path: value for path, value in values.items() if path not in REPLACED}
        if not self._reckons():
            if not self._speaks:
                return Told(values, {})
            # What was told in our name outranks the receiver's for a while: go on in our name.
            return Told(as_it_is, {path: value for path, value in values.items() if path in REPLACED})
        every_s = TELL_PARKED_EVERY_S if self._parked() else TELL_EVERY_S
        due = self._clock_s - self._told_s >= every_s - 1e-6
        return Told(as_it_is, self._tell() if due and (moved or fix is not None) else {})

    def _hear_motion(self, values: Mapping[str, object]) -> None:
        gear = _number(values, GEAR)
        if gear is not None:
            self._reverse = gear < 0
        speed_kmh = _number(values, SPEED)
        if speed_kmh is not None:
            speed_mps = -abs(speed_kmh) / 3.6 if self._reverse else speed_kmh / 3.6
            self._speed = (self._clock_s, speed_mps)
            if abs(speed_mps) >= STANDS_MPS:
                self._stands_since_s = None
            elif self._stands_since_s is None:
                self._stands_since_s = self._clock_s
        yaw_dps = _number(values, YAW)
        left, right = _number(values, REAR_LEFT), _number(values, REAR_RIGHT)
        if yaw_dps is not None:
            # ISO 8855 turns to the left, a course to the right.
            self._turn = (self._clock_s, -math.radians(yaw_dps), math.radians(0.05))
        elif left is not None and right is not None and not self._turns_by_gyroscope():
            self._turn = (self._clock_s, (left - right) / 3.6 / TRACK_M, WHEELS_TURN_ERROR_RADPS)

    def _turns_by_gyroscope(self) -> bool:
        turn = self._turn
        return (
            turn is not None
            and turn[2] < WHEELS_TURN_ERROR_RADPS
            and self._clock_s - turn[0] <= TURN_WITHIN_S
        )

    def _motion(self) -> Odometry:
        assert self._speed is not None
        turn = self._turn
        if turn is None or self._clock_s - turn[0] > TURN_WITHIN_S:
            return Odometry(self._clock_s, self._speed[1], None)
        return Odometry(self._clock_s, self._speed[1], turn[1], yaw_rate_error_radps=turn[2])

    def _fix_of(self, values: Mapping[str, object], age_s: float) -> Satellites | None:
        lat, lon = _number(values, LATITUDE), _number(values, LONGITUDE)
        if lat is None or lon is None:
            return None
        stamp = values.get(TIMESTAMP)
        if isinstance(stamp, str) and stamp:
            self._stamp = (datetime.fromisoformat(stamp), self._clock_s)
        accuracy_m, heading = _number(values, ACCURACY), _number(values, HEADING)
        ground_kmh = _number(values, GROUND_SPEED)
        speed_mps = ground_kmh / 3.6 if ground_kmh is not None else self._speed[1] if self._speed else None
        return Satellites(
            self._clock_s,
            LatLon(lat, lon),
            max(0.5, accuracy_m if accuracy_m is not None else ACCURACY_UNTOLD_M),
            None if speed_mps is None else abs(speed_mps),
            None if heading is None or self._reverse else math.radians(heading),
            age_s,
        )

    def _take(self, fix: Satellites) -> None:
        if self._estimate is None:
            self._estimate = begin(fix)
            return
        if self._parked() and distance_m(self._estimate.position, fix.position) <= REST_M + fix.accuracy_m:
            return
        self._rest = None
        self._estimate = correct(self._estimate, fix)
        if self._speed is not None and fix.speed_mps is not None:
            self._estimate = correct_speed(self._estimate, self._speed[1], fix.speed_mps)

    def _parked(self) -> bool:
        return (
            self._stands_since_s is not None
            and self._clock_s - self._stands_since_s >= STANDS_FOR_S
            and self._estimate is not None
            and self._estimate.course_known
        )

    def _reckons(self) -> bool:
        """Whether the car's own motion is known and has a place to start from."""
        moves = self._speed is not None and self._clock_s - self._speed[0] <= HEARD_WITHIN_S
        return moves and self._estimate is not None and self._estimate.course_known

    def _tell(self) -> Mapping[str, object]:
        estimate = self._estimate
        assert estimate is not None
        self._told_s = self._clock_s
        self._speaks = True
        if estimate.accuracy_m > max(USELESS_M, USELESS_SHARE * estimate.driven_m):
            return {}
        if self._rest is None or not self._parked():
            self._rest = {
                LATITUDE: estimate.position.lat_deg,
                LONGITUDE: estimate.position.lon_deg,
                HEADING: round(estimate.course_deg, 2) % 360.0,
                ACCURACY: round(estimate.accuracy_m, 1),
            }
        told = dict(self._rest)
        if self._stamp is not None:
            at = self._stamp[0] + timedelta(seconds=self._clock_s - self._stamp[1])
            told[TIMESTAMP] = at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return told


def _number(values: Mapping[str, object], path: str) -> float | None:
    """A reading as the catalogue allows it; None for whatever else."""
    spec, raw = BY_PATH[path], values.get(path)
    value = None if raw is None else spec.coerce(raw)
    if value is None or isinstance(value, str) or not isinstance(value, (int, float)):
        return None
    return float(value) if math.isfinite(value) and spec.within_bounds(value) else None
