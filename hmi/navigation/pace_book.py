"""The pace that this car's driver has shown on guided trips, learned as they are driven and kept in a file.

What a trip took is set beside what its route said it would take, piece by piece while one route is driven,
so that new routes and stops on the way spoil nothing. Losing the file costs what was learned, no more.
"""

from __future__ import annotations

import json
import logging
import math
import time
from collections.abc import Callable
from pathlib import Path

from hmi.durable.files import copy_of, write_twice
from hmi.errors import SettingsError
from hmi.navigation.state import NavigationState, Phase
from maps.models import Route
from maps.route.pace import Pace

log = logging.getLogger(__name__)

PIECE_MOST_S = 60.0
"""A longer time between two states is a break, not driving."""
STANDING_MOST_S = 150.0
"""Longer than any red light: who stands so long does something else."""


class PaceBook:
    """Follows the navigator's states; `pace` is what is known of the driver."""

    def __init__(self, path: Path | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._path = path
        self._clock = clock
        self.pace = _read(path)
        self._route: Route | None = None
        self._remaining_s = self._at_s = 0.0
        self._standing_s = 0.0
        self._expected_s = self._driven_s = 0.0

    def follow(self, state: NavigationState) -> None:
        """Take in a state of navigation."""
        guidance = state.guidance
        if state.phase is not Phase.GUIDING or guidance is None or not state.routes:
            if self._route is not None:
                self._close()
            return
        now_s, route = self._clock(), state.routes[state.selected]
        if route is self._route:
            expected_s, driven_s = self._remaining_s - guidance.duration_remaining_s, now_s - self._at_s
            if expected_s <= 0.0:
                self._standing_s += driven_s
            else:
                self._standing_s = 0.0
            if expected_s >= 0.0 and driven_s <= PIECE_MOST_S and self._standing_s <= STANDING_MOST_S:
                self._expected_s += expected_s
                self._driven_s += driven_s
        self._route, self._remaining_s, self._at_s = route, guidance.duration_remaining_s, now_s

    def _close(self) -> None:
        """A trip has ended."""
        learned = self.pace.after(self._expected_s, self._driven_s)
        self._route = None
        self._expected_s = self._driven_s = self._standing_s = 0.0
        if learned == self.pace:
            return
        self.pace = learned
        if self._path is None:
            return
        try:
            text = json.dumps({"log_sum": learned.log_sum, "weight": learned.weight})
            write_twice(self._path, text.encode())
        except (OSError, SettingsError) as error:
            log.warning("the driver's pace is not kept: %s", error)


def _read(path: Path | None) -> Pace:
    for file in (path, copy_of(path)) if path is not None else ():
        try:
            kept = json.loads(file.read_bytes())
            log_sum, weight = float(kept["log_sum"]), float(kept["weight"])
        except (OSError, ValueError, KeyError, TypeError):
            continue
        if math.isfinite(log_sum) and 0.0 <= weight < 1_000.0 and abs(log_sum) <= weight:
            return Pace(log_sum, weight)
    return Pace()
