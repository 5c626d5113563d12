"""What the map worker does: answer requests out of the opened regions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from hmi.navigation.requests import (
    CalculatedRoutes,
    CalculateReach,
    CalculateRoutes,
    DescribePosition,
    FindPlaces,
    FoundPlaces,
    MatchFix,
    OpenRegions,
    Request,
)
from maps.errors import RegionError
from maps.geometry import distance_m
from maps.guide.maneuvers import Guide
from maps.models import MatchedPosition, Place, Route, Waypoint

ALONG_M = 800.0
"""A stop farther from the route than this is a detour, not a stop on the way."""
ALONG_EACH = 4
ALONG_CATEGORIES = ("charging_station", "fuel", "restaurant", "parking")
"""what a driver stops for when no category is asked"""


class Answers(Protocol):
    """Whatever can stand behind the pipe."""

    def answer(self, request: Request) -> Any: ...


class MapService:
    """Answers out of real regions. One row in `answer` for each kind of request; raises MapsError."""

    def __init__(self) -> None:
        self._regions: tuple[Any, ...] = ()
        self._guide: Guide | None = None
        self._engine: Any = None
        self._indexes: tuple[Any, ...] = ()
        self._tracker: Any = None
        self._matches: Any = None

    def answer(self, request: Request) -> Any:
        match request:
            case OpenRegions():
                return self._open(request.paths)
            case MatchFix():
                return self._match(request)
            case FindPlaces():
                return self._find(request)
            case DescribePosition():
                return self._describe(request)
            case CalculateRoutes():
                return self._route(request)
            case CalculateReach():
                return self._reach(request)
        raise TypeError(f"no answer for {type(request).__name__}")

    def _open(self, paths: tuple[str, ...]) -> tuple[str, ...]:
        # Imported here: the child's start must not wait for what it may not need.
        from maps.region.reader import Region
        from maps.route.engine import RouteEngine

        self._regions = tuple(Region.open(Path(path)) for path in paths)
        self._engine = RouteEngine(list(self._regions))
        self._guide = Guide(self._regions)
        self._indexes = ()
        self._tracker = self._matches = None
        return tuple(region.manifest.name for region in self._regions)

    def _route(self, request: CalculateRoutes) -> CalculatedRoutes:
        routes: tuple[Route, ...] = self._opened(self._engine).route(request.route)
        assert self._guide is not None
        return CalculatedRoutes(routes, tuple(self._guide.maneuvers(route) for route in routes))

    def _match(self, request: MatchFix) -> MatchedPosition | None:
        from maps.match.tracker import MatchState, Tracker

        if self._tracker is None:
            self._tracker, self._matches = Tracker(self._opened(self._regions)), MatchState()
        self._matches = self._tracker.update(request.fix, self._matches, request.route_edges)
        matched: MatchedPosition | None = self._matches.matched
        return matched

    def _find(self, request: FindPlaces) -> FoundPlaces:
        if request.along:
            return self._find_along(request)
        found = [
            index.search(request.text, request.near, request.limit, request.category or None)
            for index in self._search_indexes()
        ]
        places = [place for result in found for place in result.places]
        if len(found) > 1:
            places.sort(key=lambda place: place.distance_m if place.distance_m is not None else 0.0)
        letters = frozenset("".join(result.next_letters for result in found).upper())
        return FoundPlaces(
            tuple(places[: request.limit]), letters or None, sum(result.total for result in found)
        )

    def _find_along(self, request: FindPlaces) -> FoundPlaces:
        """Places within ALONG_M of the route, in the order in which it comes by them."""
        categories = (request.category,) if request.category else ALONG_CATEGORIES
        first_seen: dict[str, tuple[int, Place]] = {}
        for at, point in enumerate(request.along):
            for index in self._search_indexes():
                for category in categories:
                    for place in index.search(request.text, point, ALONG_EACH, category).places:
                        near = distance_m(point, place.position)
                        key = place.id or f"{place.name}{place.position}"
                        known = first_seen.get(key)
                        if near <= ALONG_M and (known is None or near < (known[1].distance_m or 0.0)):
                            first_seen[key] = (at, replace(place, distance_m=near))
        found = sorted(first_seen.values(), key=lambda entry: (entry[0], entry[1].distance_m))
        places = tuple(
            replace(
                place,
                distance_m=distance_m(request.near, place.position) if request.near else place.distance_m,
            )
            for _, place in found
        )
        return FoundPlaces(places[: request.limit], None, len(places))

    def _describe(self, request: DescribePosition) -> Place | None:
        near = [place for index in self._search_indexes() if (place := index.nearest(request.position))]
        return min(near, key=lambda place: place.distance_m or 0.0, default=None)

    def _reach(self, request: CalculateReach) -> Any:
        return self._opened(self._engine).reach(
            Waypoint(request.origin),
            duration_s=request.within_s,
            energy_wh=request.within_wh,
            profile=request.profile,
        )

    def _search_indexes(self) -> tuple[Any, ...]:
        from maps.search.index import SearchIndex

        if not self._indexes:
            self._indexes = tuple(SearchIndex(region) for region in self._opened(self._regions))
        return self._indexes

    @staticmethod
    def _opened(thing: Any) -> Any:
        if not thing:
            raise RegionError(Path(), "no map region is open")
        return thing
