"""Drives over drawn towns: the navigator with the real map worker's service behind it, one fix a second."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from hmi.navigation.navigator import Navigator
from hmi.navigation.problems import problem_of
from hmi.navigation.requests import Failure, OpenRegions, Request
from hmi.navigation.service import MapService
from hmi.navigation.worker import Reply
from maps.errors import MapsError
from maps.geometry import LatLon, bearing_deg, destination_point, distance_m
from maps.models import Fix, Place


class MapsAtHand:
    """Implements `AsksMaps` in this process: each poll answers what was asked before it."""

    def __init__(self, *regions: Path) -> None:
        self.service = MapService()
        self.service.answer(OpenRegions(tuple(str(path) for path in regions)))
        self._asked: dict[int, tuple[Request, Reply]] = {}
        self._next = 1
        self.log: list[Request] = []

    def submit(self, request: Request, reply: Reply) -> int:
        self.log.append(request)
        self._asked[self._next] = (request, reply)
        self._next += 1
        return self._next - 1

    def cancel(self, request_id: int) -> None:
        self._asked.pop(request_id, None)

    def poll(self) -> None:
        while self._asked:
            number = min(self._asked, key=lambda n: (self._asked[n][0].priority, n))
            request, reply = self._asked.pop(number)
            try:
                answer = self.service.answer(request)
            except MapsError as error:
                answer = Failure(problem_of(error), str(error))
            reply(answer)


@dataclass
class Drive:
    """A car with a navigator; the log holds what was said and when."""

    maps: MapsAtHand
    said: list[tuple[float, str]] = field(default_factory=list)
    now_s: float = 1000.0

    def __post_init__(self) -> None:
        self.navigator = Navigator(
            self.maps, lambda: self.now_s, speak=lambda text: self.said.append((self.now_s, text))
        )

    def fix(self, position: LatLon, mps: float, course_deg: float | None) -> None:
        """One second later the car is here."""
        self.now_s += 1.0
        self.navigator.on_fix(Fix(position, self.now_s, mps, course_deg, 4.0))
        self.navigator.poll()

    def guide(self, *places: LatLon) -> None:
        """Choose and start the way over places."""
        self.navigator.preview([Place(f"P{i}", place, "") for i, place in enumerate(places)])
        self.navigator.poll()
        self.navigator.start()
        self.navigator.poll()

    def along(self, points: Sequence[LatLon], mps: float = 13.0, seconds: float = 1e9) -> None:
        """Drive along straight lines."""
        for position, course in steps(points, mps):
            if seconds <= 0.0:
                return
            seconds -= 1.0
            self.fix(position, mps, course)

    def stand(self, position: LatLon, seconds: int) -> None:
        for _ in range(seconds):
            self.fix(position, 0.0, None)

    @property
    def words(self) -> list[str]:
        return [text for _, text in self.said]


def steps(points: Sequence[LatLon], mps: float) -> Iterator[tuple[LatLon, float]]:
    """A position each second and the course there."""
    left_m = 0.0
    for a, b in pairwise(points):
        course = float(bearing_deg(a.lat_deg, a.lon_deg, b.lat_deg, b.lon_deg))
        length_m = distance_m(a, b)
        while left_m < length_m:
            yield destination_point(a, course, left_m), course
            left_m += mps
        left_m -= length_m
