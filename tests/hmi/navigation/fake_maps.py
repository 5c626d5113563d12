"""A map worker without a map or a process: it answers what the test lays down, when the test says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hmi.navigation.requests import CalculatedRoutes, CalculateRoutes, MatchFix, Request
from hmi.navigation.worker import Reply
from maps.models import Route
from tests.maps.guide.roads import maneuvers_at_corners


class FakeMaps:
    """Implements `AsksMaps`. Matches are answered with None at once; the rest waits for `answer`."""

    def __init__(self) -> None:
        self.asked: dict[int, tuple[Request, Reply]] = {}
        self.cancelled: list[int] = []
        self.log: list[Request] = []
        self._matches: list[Reply] = []
        self._next = 1

    def submit(self, request: Request, reply: Reply) -> int:
        number = self._next
        self._next += 1
        if isinstance(request, MatchFix):
            self._matches.append(reply)
            return number
        self.log.append(request)
        self.asked[number] = (request, reply)
        return number

    def cancel(self, request_id: int) -> None:
        if self.asked.pop(request_id, None) is not None:
            self.cancelled.append(request_id)

    def poll(self) -> None:
        waiting, self._matches = self._matches, []
        for reply in waiting:
            reply(None)

    def answer(self, kind: type[Request], answer: Any) -> Request:
        """Answer the oldest pending request of a kind."""
        number = next(n for n, (request, _) in self.asked.items() if isinstance(request, kind))
        request, reply = self.asked.pop(number)
        reply(answer)
        return request

    def answer_routes(self, *routes: Route) -> CalculateRoutes:
        asked = self.answer(
            CalculateRoutes, CalculatedRoutes(routes, tuple(maneuvers_at_corners(way) for way in routes))
        )
        assert isinstance(asked, CalculateRoutes)
        return asked


class Clock:
    """Monotonic seconds that the test moves."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def asks(maps: FakeMaps, kind: type[Request]) -> Callable[[], int]:
    """How many requests of a kind were made so far."""
    return lambda: sum(isinstance(request, kind) for request in maps.log)
