"""One drive as it is driven, in the terms in which a route forecasts it: what the model learns from.

Pure: `heard` returns the next state. A drive with a gap in its battery's power teaches nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from hmi.energy.profile import COMFORT_CELSIUS, DriveProfile

PIECE_M = 1000.0
LEAST_M, LEAST_PIECE_M = 2000.0, 200.0
"""shorter drives say little; a shorter last piece joins the one before"""
ENDS_AFTER_S = 120.0
LONGEST_GAP_S = 2.0
MOVING_MPS = 0.3
HEIGHT_STEP_M = 5.0
"""a satellite receiver's height wanders by less within a minute"""
LONGEST_STEP_M = 200.0


@dataclass(frozen=True, slots=True)
class Moment:
    """What is known at one moment; None: unknown."""

    time_s: float
    speed_mps: float | None
    odometer_m: float | None
    battery_w: float | None
    """into the battery is positive"""
    charging: bool | None
    altitude_m: float | None = None
    outside_celsius: float | None = None
    cabin_celsius: float | None = None
    time_factor: float = 1.0


@dataclass(frozen=True, slots=True)
class DriveLog:
    """The drive under way."""

    last: Moment | None = None
    pieces: tuple[tuple[float, float], ...] = ()
    """metres and seconds of each kilometre; the last one is being driven"""
    used_kwh: float = 0.0
    climb_m: float = 0.0
    descent_m: float = 0.0
    height_m: float | None = None
    outside_celsius: float = COMFORT_CELSIUS
    cabin_celsius: float | None = None
    stood_s: float = 0.0
    spoiled: bool = False

    @property
    def distance_m(self) -> float:
        return sum(length for length, _ in self.pieces)

    def heard(self, moment: Moment) -> tuple[DriveLog, tuple[DriveProfile, float] | None]:
        """The log after `moment`; a drive that has just ended with the energy it took, if it can teach."""
        last = self.last
        if moment.speed_mps is None or last is None:
            return replace(self, last=moment, spoiled=self.spoiled or bool(self.pieces)), None
        moving = moment.speed_mps > MOVING_MPS
        elapsed_s = moment.time_s - last.time_s
        if not self.pieces and not moving:
            return DriveLog(moment), None
        log = self if self.pieces else self._begun(moment)
        stood_s = 0.0 if moving else log.stood_s + elapsed_s * moment.time_factor
        if stood_s >= ENDS_AFTER_S or moment.charging is True or elapsed_s > ENDS_AFTER_S:
            return DriveLog(moment), log.finished()
        return log._stepped(moment, elapsed_s, stood_s), None

    def finished(self) -> tuple[DriveProfile, float] | None:
        """The drive so far; None where it is too short or has gaps."""
        pieces = list(self.pieces)
        if len(pieces) > 1 and pieces[-1][0] < LEAST_PIECE_M:
            (length, seconds), (more, longer) = pieces[-2], pieces[-1]
            pieces[-2:] = [(length + more, seconds + longer)]
        if self.spoiled or self.distance_m < LEAST_M or any(s <= 0 or m <= 0 for m, s in pieces):
            return None
        lengths, times = (np.array(part) for part in zip(*pieces, strict=True))
        profile = DriveProfile(
            lengths,
            lengths / times,
            self.climb_m,
            self.descent_m,
            self.outside_celsius,
            self.cabin_celsius,
        )
        return profile, self.used_kwh

    def _begun(self, moment: Moment) -> DriveLog:
        outside = COMFORT_CELSIUS if moment.outside_celsius is None else moment.outside_celsius
        return DriveLog(
            self.last,
            ((0.0, 0.0),),
            height_m=moment.altitude_m,
            outside_celsius=outside,
            cabin_celsius=moment.cabin_celsius,
        )

    def _stepped(self, moment: Moment, elapsed_s: float, stood_s: float) -> DriveLog:
        last = self.last
        assert last is not None and moment.speed_mps is not None
        lived_s = elapsed_s * moment.time_factor
        if moment.odometer_m is not None and last.odometer_m is not None:
            driven_m = moment.odometer_m - last.odometer_m
        else:
            driven_m = moment.speed_mps * lived_s
        gap = elapsed_s > LONGEST_GAP_S or moment.battery_w is None or not 0 <= driven_m <= LONGEST_STEP_M
        length, seconds = self.pieces[-1]
        pieces = (*self.pieces[:-1], (length + max(0.0, driven_m), seconds + lived_s))
        if pieces[-1][0] >= PIECE_M:
            pieces = (*pieces, (0.0, 0.0))
        height, climb, descent = self.height_m, self.climb_m, self.descent_m
        if moment.altitude_m is not None:
            step = 0.0 if height is None else moment.altitude_m - height
            if height is None or abs(step) >= HEIGHT_STEP_M:
                height = moment.altitude_m
                climb, descent = climb + max(0.0, step), descent + max(0.0, -step)
        return replace(
            self,
            last=moment,
            pieces=pieces,
            used_kwh=self.used_kwh
            - (0.0 if moment.battery_w is None else moment.battery_w) * lived_s / 3.6e6,
            climb_m=climb,
            descent_m=descent,
            height_m=height,
            stood_s=stood_s,
            spoiled=self.spoiled or gap,
        )
