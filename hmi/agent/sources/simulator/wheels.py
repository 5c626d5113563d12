"""The wheel sensors of the simulated car: they count teeth, so a slow wheel is known only in steps."""

from __future__ import annotations

import math

from hmi.agent.sources.simulator.car import WHEEL_RADIUS_M

TEETH = 96
"""of a common ABS ring"""


class WheelTicks:
    """Teeth counted at each of the four wheels."""

    def __init__(self) -> None:
        self.counts = [0, 0, 0, 0]
        self._angle_teeth = [0.0, 0.0, 0.0, 0.0]
        self._time_s = [0.0, 0.0, 0.0, 0.0]

    def angular_speed_dps(self, wheel: int, wheel_mps: float, time_s: float) -> float:
        """Degrees a second from the whole teeth that passed since the last call."""
        elapsed_s = time_s - self._time_s[wheel]
        self._time_s[wheel] = time_s
        if elapsed_s <= 0:
            return 0.0
        turned = wheel_mps * elapsed_s / (2 * math.pi * WHEEL_RADIUS_M) * TEETH
        before = math.floor(self._angle_teeth[wheel])
        self._angle_teeth[wheel] += turned
        passed = math.floor(self._angle_teeth[wheel]) - before
        self.counts[wheel] += passed
        return passed * 360.0 / TEETH / elapsed_s
