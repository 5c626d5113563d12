"""An error-state Kalman filter over odometry: position and course, and how wrong each sensor is.

The odometer and the turn rate drive a dead-reckoned state; satellites, a standing car and the map correct it
(Groves, "Principles of GNSS, Inertial and Multisensor Integrated Navigation Systems", 2013, chapters 3, 14
and 16; course as an error state after Solà, "Quaternion kinematics for the error-state Kalman filter", 2017).
A receiver's error hardly changes from one second to the next, so it is a state of its own (a first-order
Gauss-Markov process, Groves 3.4.3) and is never averaged away; its age is compensated along the course.

States: east, north (m, in a plane that moves along), course (rad, clockwise from north), scale error of the
speed (1), bias of the turn rate (rad/s), and the receiver's error east and north (m).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from maps.geometry import EARTH_RADIUS_M, LatLon

Vector = NDArray[np.float64]
Matrix = NDArray[np.float64]

EAST, NORTH, COURSE, SCALE, BIAS, GNSS_EAST, GNSS_NORTH = range(7)
STATES = 7

SCALE_AT_FIRST, SCALE_WANDERS = 0.03, 2e-5
"""of the wheels' size at first, and per root second (they warm, wear and lose air)"""
BIAS_AT_FIRST, BIAS_WANDERS = math.radians(0.8), math.radians(0.0005)
"""rad/s, and rad/s per root second"""
GNSS_ERROR_LASTS_S = 30.0
GNSS_WHITE = 0.25
"""the part of a receiver's error that is new with each fix"""
SPEED_NOISE = 0.02
"""of the speed, per root second: slip, quantisation"""
STANDS_MPS = 0.05
REJECT_SIGMAS = 5.0
BELIEVE_AGAIN_AFTER = 8
"""So many fixes in a row that contradict what was reckoned are right, and it was wrong."""
ANCHOR_M = 20_000.0


@dataclass(frozen=True, slots=True)
class Odometry:
    """What the car says of its motion. None is unknown."""

    time_s: float
    speed_mps: float | None
    """signed: negative in reverse"""
    yaw_rate_radps: float | None
    """clockwise positive"""
    speed_error: float = 0.01
    """of the speed, one standard deviation, besides its scale"""
    yaw_rate_error_radps: float = math.radians(0.05)
    """noise, per root second"""


@dataclass(frozen=True, slots=True)
class Satellites:
    """One fix of a receiver."""

    time_s: float
    """when it was heard"""
    position: LatLon
    accuracy_m: float
    """horizontal, one standard deviation of each axis"""
    speed_mps: float | None = None
    course_rad: float | None = None
    age_s: float = 0.0
    """how old it was when it was heard"""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What is known. `state` and `covariance` are [7] and [7, 7] in the order of this module's first
    lines."""

    time_s: float
    anchor: LatLon
    """where the plane's origin lies"""
    state: Vector
    covariance: Matrix
    speed_mps: float = 0.0
    yaw_rate_radps: float = 0.0
    course_known: bool = False
    refused: int = 0
    """fixes in a row that contradicted it"""
    heard_s: float = -math.inf
    """when satellites were last believed"""
    driven_m: float = 0.0
    """since satellites were last believed"""

    @property
    def position(self) -> LatLon:
        lat = self.anchor.lat_deg + math.degrees(self.state[NORTH] / EARTH_RADIUS_M)
        across = EARTH_RADIUS_M * math.cos(math.radians(self.anchor.lat_deg))
        lon = self.anchor.lon_deg + math.degrees(self.state[EAST] / across)
        return LatLon(max(-90.0, min(90.0, lat)), (lon + 180.0) % 360.0 - 180.0)

    @property
    def course_deg(self) -> float:
        return math.degrees(self.state[COURSE]) % 360.0

    @property
    def accuracy_m(self) -> float:
        """One standard deviation along the worse axis."""
        return float(math.sqrt(np.linalg.eigvalsh(self.covariance[:2, :2])[-1]))


def begin(fix: Satellites) -> Estimate:
    """The first estimate, from the first fix."""
    white = (GNSS_WHITE * fix.accuracy_m) ** 2
    lasting = fix.accuracy_m**2
    variances = [lasting + white] * 2 + [math.pi**2, SCALE_AT_FIRST**2, BIAS_AT_FIRST**2, lasting, lasting]
    covariance = np.diag(variances)
    # Where the car is thought to be is wrong by what the receiver is wrong by.
    for mine, its in ((EAST, GNSS_EAST), (NORTH, GNSS_NORTH)):
        covariance[mine, its] = covariance[its, mine] = -lasting
    estimate = Estimate(fix.time_s, fix.position, np.zeros(STATES), covariance, heard_s=fix.time_s)
    if fix.course_rad is not None and (fix.speed_mps or 0.0) > 2.0:
        state = estimate.state.copy()
        state[COURSE] = fix.course_rad
        covariance = covariance.copy()
        covariance[COURSE, COURSE] = math.radians(6.0) ** 2
        estimate = replace(estimate, state=state, covariance=covariance, course_known=True)
    if fix.speed_mps is not None:
        estimate = replace(estimate, speed_mps=fix.speed_mps)
    return estimate


def move(before: Estimate, motion: Odometry) -> Estimate:
    """Reckon on to the time of `motion`; a car that says nothing of its speed goes on at the last."""
    dt = motion.time_s - before.time_s
    if dt <= 0.0:
        return before
    said = motion.speed_mps if motion.speed_mps is not None else before.speed_mps
    speed = said * (1.0 + before.state[SCALE]) if motion.speed_mps is not None else said
    standing = motion.speed_mps is not None and abs(said) < STANDS_MPS
    rate = motion.yaw_rate_radps
    turning = 0.0 if standing or rate is None else rate - before.state[BIAS]
    middle = before.state[COURSE] + 0.5 * turning * dt
    sin, cos = math.sin(middle), math.cos(middle)
    state = before.state.copy()
    state[EAST] += speed * dt * sin
    state[NORTH] += speed * dt * cos
    state[COURSE] += turning * dt
    keep = math.exp(-dt / GNSS_ERROR_LASTS_S)
    state[GNSS_EAST:] *= keep
    step = np.eye(STATES)
    step[EAST, COURSE], step[NORTH, COURSE] = speed * dt * cos, -speed * dt * sin
    step[EAST, SCALE], step[NORTH, SCALE] = said * dt * sin, said * dt * cos
    if not standing and rate is not None:
        step[COURSE, BIAS] = -dt
    step[GNSS_EAST, GNSS_EAST] = step[GNSS_NORTH, GNSS_NORTH] = keep
    noise = np.zeros((STATES, STATES))
    known = motion.speed_mps is not None
    along = ((SPEED_NOISE if known else 0.25) * max(abs(speed), 0.3)) ** 2 * dt if not standing else 0.0
    across = (0.01 * speed) ** 2 * dt
    direction, left = np.array([sin, cos]), np.array([cos, -sin])
    noise[:2, :2] = along * np.outer(direction, direction) + across * np.outer(left, left)
    if rate is not None:
        noise[COURSE, COURSE] = 0.0 if standing else (motion.yaw_rate_error_radps**2) * dt
    else:
        # A road bends; without a turn rate nobody says how.
        noise[COURSE, COURSE] = (math.radians(8.0) * min(1.0, abs(speed) / 5.0)) ** 2 * dt
    noise[SCALE, SCALE] = SCALE_WANDERS**2 * dt if known else 0.0
    noise[BIAS, BIAS] = BIAS_WANDERS**2 * dt
    spread = before.covariance
    lasting = _gnss_variance(before) * (1.0 - keep * keep)
    noise[GNSS_EAST, GNSS_EAST] = noise[GNSS_NORTH, GNSS_NORTH] = lasting
    covariance = step @ spread @ step.T + noise
    after = replace(
        before,
        time_s=motion.time_s,
        state=state,
        covariance=covariance,
        speed_mps=speed,
        yaw_rate_radps=turning,
        driven_m=before.driven_m + abs(speed) * dt,
    )
    if standing and rate is not None:
        # A standing car does not turn: what the sensor says is its bias.
        after = _measure(
            after, _row(BIAS), rate - after.state[BIAS], motion.yaw_rate_error_radps**2 / max(dt, 0.01)
        )
    return _anchored(after)


def correct(before: Estimate, fix: Satellites) -> Estimate:
    """Take a fix of the receiver in; one that contradicts what was reckoned is refused, several in a row
    not."""
    sin, cos = math.sin(before.state[COURSE]), math.cos(before.state[COURSE])
    back = before.speed_mps * fix.age_s
    east, north = _plane(before.anchor, fix.position)
    white = (GNSS_WHITE * fix.accuracy_m) ** 2 + 0.05**2
    observe = np.zeros((2, STATES))
    observe[0, EAST] = observe[0, GNSS_EAST] = observe[1, NORTH] = observe[1, GNSS_NORTH] = 1.0
    observe[0, COURSE], observe[1, COURSE] = -back * cos, back * sin
    seen = np.array([east, north])
    told = before.state[[EAST, NORTH]] + before.state[[GNSS_EAST, GNSS_NORTH]] - back * np.array([sin, cos])
    away = seen - told
    believed = _lasting_error(before, fix.accuracy_m)
    spread = observe @ believed.covariance @ observe.T + white * np.eye(2)
    far = float(away @ np.linalg.solve(spread, away))
    if far > REJECT_SIGMAS**2:
        if before.refused + 1 < BELIEVE_AGAIN_AFTER:
            return replace(before, refused=before.refused + 1)
        fresh = begin(fix)
        covariance = fresh.covariance.copy()
        keep = np.ix_([SCALE, BIAS], [SCALE, BIAS])
        covariance[keep] = before.covariance[keep]
        state = fresh.state.copy()
        state[[SCALE, BIAS]] = before.state[[SCALE, BIAS]]
        if not fresh.course_known:
            state[COURSE] = before.state[COURSE]
        return replace(fresh, state=state, covariance=covariance, course_known=before.course_known)
    after = _measured(believed, observe, away, white * np.eye(2))
    after = replace(after, refused=0, heard_s=fix.time_s, driven_m=0.0)
    if fix.course_rad is not None and fix.speed_mps is not None and fix.speed_mps > 2.0:
        after = _see_course(after, fix.course_rad + before.yaw_rate_radps * fix.age_s, fix.speed_mps)
    return after


def correct_speed(before: Estimate, said_mps: float, seen_mps: float) -> Estimate:
    """Compare the odometer's speed with the receiver's, which is good to some centimetres a second."""
    if abs(said_mps) < 3.0 or seen_mps < 3.0:
        return before
    observe = np.zeros((1, STATES))
    observe[0, SCALE] = abs(said_mps)
    away = np.array([seen_mps - abs(said_mps) * (1.0 + before.state[SCALE])])
    variance = 0.25**2 + (0.02 * seen_mps) ** 2
    if away[0] ** 2 > 25.0 * (variance + before.covariance[SCALE, SCALE] * said_mps**2):
        return before
    return _measured(before, observe, away, np.array([[variance]]))


def correct_by_road(
    before: Estimate,
    on_road: LatLon,
    course_rad: float,
    *,
    width_m: float = 4.0,
    along_m: float | None = None,
) -> Estimate:
    """Take in where the map match is sure of: how far beside the road's middle the car can be, and its
    course.

    `along_m` is the error along the road where a bend or a junction tells it too; None where it does not.
    """
    east, north = _plane(before.anchor, on_road)
    away_east, away_north = east - before.state[EAST], north - before.state[NORTH]
    sin, cos = math.sin(course_rad), math.cos(course_rad)
    observe = np.zeros((1, STATES))
    observe[0, EAST], observe[0, NORTH] = cos, -sin
    after = _measured(
        before, observe, np.array([away_east * cos - away_north * sin]), np.array([[width_m**2]])
    )
    if along_m is not None:
        observe = np.zeros((1, STATES))
        observe[0, EAST], observe[0, NORTH] = sin, cos
        along = np.array([away_east * sin + away_north * cos])
        after = _measured(after, observe, along, np.array([[along_m**2]]))
    turned = (course_rad - after.state[COURSE] + math.pi) % (2.0 * math.pi) - math.pi
    if abs(turned) < math.radians(30.0):
        after = _measure(after, _row(COURSE), turned, math.radians(5.0) ** 2)
    return after


def _see_course(before: Estimate, course_rad: float, speed_mps: float) -> Estimate:
    spread = math.hypot(math.radians(1.0), 0.35 / speed_mps)
    turned = (course_rad - before.state[COURSE] + math.pi) % (2.0 * math.pi) - math.pi
    if not before.course_known:
        state, covariance = before.state.copy(), before.covariance.copy()
        state[COURSE] = course_rad
        covariance[COURSE, :] = covariance[:, COURSE] = 0.0
        covariance[COURSE, COURSE] = spread**2
        return replace(before, state=state, covariance=covariance, course_known=True)
    if turned**2 > 25.0 * (spread**2 + before.covariance[COURSE, COURSE]):
        return before
    return _measure(before, _row(COURSE), turned, spread**2)


def _lasting_error(before: Estimate, accuracy_m: float) -> Estimate:
    """The receiver's lasting error is as large as it now says, where it says that it has grown."""
    lasting = accuracy_m**2
    covariance = before.covariance
    short = [state for state in (GNSS_EAST, GNSS_NORTH) if covariance[state, state] < 0.0]
    if not short and lasting <= 4.0 * covariance[GNSS_EAST, GNSS_EAST]:
        return before
    covariance = covariance.copy()
    for state in (GNSS_EAST, GNSS_NORTH):
        covariance[state, state] = max(covariance[state, state], 0.25 * lasting)
    return replace(before, covariance=covariance)


def _gnss_variance(before: Estimate) -> float:
    return max(2.0**2, float(before.covariance[GNSS_EAST, GNSS_EAST]))


def _row(state: int) -> Matrix:
    row = np.zeros((1, STATES))
    row[0, state] = 1.0
    return row


def _measure(before: Estimate, observe: Matrix, away: float, variance: float) -> Estimate:
    return _measured(before, observe, np.array([away]), np.array([[variance]]))


def _measured(before: Estimate, observe: Matrix, away: Vector, noise: Matrix) -> Estimate:
    """A Kalman update in Joseph's form, which keeps the covariance one."""
    spread = observe @ before.covariance @ observe.T + noise
    gain = np.linalg.solve(spread, observe @ before.covariance).T
    rest = np.eye(STATES) - gain @ observe
    covariance = rest @ before.covariance @ rest.T + gain @ noise @ gain.T
    state = before.state + gain @ away
    state[SCALE] = min(0.15, max(-0.15, state[SCALE]))
    return replace(before, state=state, covariance=0.5 * (covariance + covariance.T))


def _plane(anchor: LatLon, position: LatLon) -> tuple[float, float]:
    """Metres east and north of the plane's origin, the short way round the world."""
    across = EARTH_RADIUS_M * math.cos(math.radians(anchor.lat_deg))
    turned = (position.lon_deg - anchor.lon_deg + 180.0) % 360.0 - 180.0
    return math.radians(turned) * across, math.radians(position.lat_deg - anchor.lat_deg) * EARTH_RADIUS_M


def _anchored(estimate: Estimate) -> Estimate:
    """Move the plane along before the earth's curve shows."""
    if math.hypot(estimate.state[EAST], estimate.state[NORTH]) < ANCHOR_M:
        return estimate
    state = estimate.state.copy()
    state[[EAST, NORTH]] = 0.0
    return replace(estimate, anchor=estimate.position, state=state)
