"""What the map worker does: answer requests out of the opened regions, none of which is unlooked-at.

A region that was not found whole before is looked at when it is opened; one that was, but before the computer
was last started, beside the work. `tell` hears what is about to be read and what was found damaged.
"""

from __future__ import annotations

import contextlib
import math
import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from hmi.navigation.requests import (
    CalculatedRoutes,
    CalculateReach,
    CalculateRoutes,
    Damaged,
    DescribePosition,
    FindDetour,
    FindPlaces,
    FoundPlaces,
    MatchFix,
    OpenedRegions,
    OpenRegions,
    PlanCharging,
    PlannedCharging,
    PlanTrip,
    Request,
    Touching,
)
from maps.errors import MapsError, RegionError
from maps.geometry import LatLon, distance_m
from maps.guide.maneuvers import Guide
from maps.models import MatchedPosition, Place, Route, RouteRequest, Waypoint

if TYPE_CHECKING:
    from hmi.navigation.demo_trip import PlannedTrip
    from maps.region.check import Seals

MATCH_NEAR_M = 40.0
"""A match of a fix farther from where a route starts is an old one."""
ALONG_M = 2_000.0
"""A stop farther from the route than this is a detour, not a stop on the way."""
ALONG_EACH = 4
MOST_DETOURS = 40
"""Places of which the detour is reckoned: two tables of the engine, a moment."""
ALONG_CATEGORIES = ("charging_station", "fuel", "restaurant", "parking")
"""what a driver stops for when no category is asked"""


CHARGERS_EACH_M, CHARGERS_EACH, CHARGERS_OFF_M = 4_000.0, 12, 3_000.0
"""how often along a route, how many each time, and how far off, chargers are looked for"""


class Answers(Protocol):
    """Whatever can stand behind the pipe."""

    def answer(self, request: Request) -> Any: ...


class MapService:
    """Answers out of real regions. One row in `answer` for each kind of request; raises MapsError."""

    def __init__(self, tell: Callable[[Touching | Damaged], None] = lambda _said: None) -> None:
        self._tell = tell
        self._touching: tuple[str, ...] = ()
        self._watch: threading.Thread | None = None
        self._seals: Seals | None = None
        self._regions: tuple[Any, ...] = ()
        self._guide: Guide | None = None
        self._engine: Any = None
        self._indexes: tuple[Any, ...] = ()
        self._tracker: Any = None
        self._matches: Any = None

    def answer(self, request: Request) -> Any:
        if isinstance(request, OpenRegions):
            return self._open(request)
        self._touch(self._regions_of(request))
        try:
            return self._answer(request)
        except MapsError:
            raise
        except Exception:
            # Nothing that is asked does this in a whole region.
            self._doubt()
            raise

    def _answer(self, request: Request) -> Any:
        match request:
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
            case PlanTrip():
                return self._plan(request)
            case FindDetour():
                return self._detour(request)
            case PlanCharging():
                return self._charging(request)
        raise TypeError(f"no answer for {type(request).__name__}")

    def _open(self, request: OpenRegions) -> OpenedRegions:
        # Imported here: the child's start must not wait for what it may not need.
        from maps.region.check import Seals, Whole, check_region
        from maps.region.reader import Region
        from maps.route.engine import RouteEngine

        seals = Seals(Path(request.seals)) if request.seals else None
        opened, damaged, before = [], [], []
        for path in request.paths:
            self._touch((path,))
            known = seals.whole(Path(path)) if seals and not request.suspect else Whole.UNKNOWN
            try:
                if known is Whole.UNKNOWN:
                    region = check_region(Path(path))
                    if seals:
                        seals.put(Path(path))
                else:
                    region = Region.open(Path(path))
                    if known is Whole.BEFORE:
                        before.append(Path(path))
            except RegionError as error:
                damaged.append(Damaged(path, error.reason))
            else:
                opened.append(region)
        self._regions = tuple(opened)
        self._touch(tuple(str(region.path) for region in opened))
        self._engine = RouteEngine(opened) if opened else None
        self._guide = Guide(self._regions) if opened else None
        self._indexes = ()
        self._tracker = self._matches = None
        self._seals = seals
        if before:
            self._look_again(before)
        return OpenedRegions(tuple(region.manifest.name for region in self._regions), tuple(damaged))

    def _doubt(self) -> None:
        if self._watch is None or not self._watch.is_alive():
            self._look_again([Path(path) for path in self._touching])

    def _look_again(self, folders: list[Path]) -> None:
        """Compare checksums beside the work."""
        self._watch = threading.Thread(
            target=self._compare, args=(folders, self._seals), name="region check", daemon=True
        )
        self._watch.start()

    def _compare(self, folders: list[Path], seals: Seals | None) -> None:
        from maps.region.reader import Region

        # The loops and the answers go first.
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 19)
        for folder in folders:
            try:
                Region.open(folder, verify=True)
            except RegionError as error:
                self._tell(Damaged(str(folder), error.reason))
            else:
                if seals:
                    seals.put(folder)

    def _touch(self, paths: tuple[str, ...]) -> None:
        if paths != self._touching:
            self._touching = paths
            self._tell(Touching(paths))

    def _regions_of(self, request: Request) -> tuple[str, ...]:
        """The regions that what is asked lies in; all, where it lies in none."""
        spots = _spots(request)
        near = [
            region for region in self._regions if any(region.manifest.bbox.contains(spot) for spot in spots)
        ]
        return tuple(str(region.path) for region in near or self._regions)

    def _plan(self, request: PlanTrip) -> PlannedTrip:
        from hmi.navigation.demo_trip import plan_trip

        engine = self._opened(self._engine)
        return plan_trip(self._regions, engine, request.origin, request.destination)

    def _detour(self, request: FindDetour) -> Route | None:
        from hmi.navigation.detour import way_astray

        engine = self._opened(self._engine)
        return way_astray(self._regions, engine, request.route, request.along_m, request.ahead_m)

    def _route(self, request: CalculateRoutes) -> CalculatedRoutes:
        from maps.guide.from_car import routes_from_car

        engine = self._opened(self._engine)
        assert self._guide is not None
        if request.speed_mps is None:
            routes: tuple[Route, ...] = engine.route(request.route)
            return CalculatedRoutes(routes, tuple(self._guide.maneuvers(route) for route in routes))
        asked = self._on_matched_road(request.route)
        return CalculatedRoutes(*routes_from_car(engine, self._guide, asked, request.speed_mps))

    def _on_matched_road(self, asked: RouteRequest) -> RouteRequest:
        """The request with the road that the map match holds the car on, where that is known."""
        matched = self._matches.matched if self._matches is not None else None
        fix = self._matches.fix if self._matches is not None else None
        origin = asked.waypoints[0]
        if matched is None or matched.off_road or fix is None:
            return asked
        if distance_m(fix.position, origin.position) > MATCH_NEAR_M:
            return asked
        road = (matched.candidate.region, matched.candidate.edge)
        return replace(asked, waypoints=(replace(origin, road=road), *asked.waypoints[1:]))

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
        from maps.search.several import search_all

        found = search_all(
            self._search_indexes(),
            request.text,
            request.near,
            request.limit,
            request.category or None,
            request.language,
        )
        letters = frozenset(found.next_letters.upper()) or None
        return FoundPlaces(found.places, letters, found.total, found.left_out)

    def _find_along(self, request: FindPlaces) -> FoundPlaces:
        """Places within ALONG_M of the route, the least detour first; as they come where none is known."""
        categories = (request.category,) if request.category else ALONG_CATEGORIES
        first_seen: dict[str, tuple[int, Place]] = {}
        for at, point in enumerate(request.along):
            for index in self._search_indexes():
                for category in categories:
                    found_here = index.search(request.text, point, ALONG_EACH, category, request.language)
                    for place in found_here.places:
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
        reckoned = places[:MOST_DETOURS]
        added_s = self._detours_s(request, reckoned)
        order = sorted(range(len(reckoned)), key=lambda i: (added_s[i] is None, added_s[i] or 0.0, i))[
            : request.limit
        ]
        return FoundPlaces(
            tuple(reckoned[i] for i in order), None, len(places), added_s=tuple(added_s[i] for i in order)
        )

    def _charging(self, request: PlanCharging) -> PlannedCharging:
        """Stations of the opened regions beside the route, and the best stops among them."""
        from maps.route.charging.along import stations_along, way_energy
        from maps.route.charging.stops import alternatives, plan_stops
        from maps.route.charging.task import ChargeCurve, ChargeTask

        places: dict[str, Place] = {}
        for point in _points_each(request.route, CHARGERS_EACH_M):
            for index in self._search_indexes():
                for place in index.search("", point, CHARGERS_EACH, "charging_station").places:
                    places.setdefault(place.id or f"{place.position}", place)
        percent, kw = np.array(request.curve, dtype=np.float64).T
        task = ChargeTask(
            way_energy(request.route, request.energy_scale, request.systematic),
            stations_along(request.route, places.values(), CHARGERS_OFF_M),
            ChargeCurve(percent, kw),
            request.capacity_kwh,
            request.level_percent,
            request.arrival_percent,
            avoid=request.avoid,
        )
        best = plan_stops(task)
        return PlannedCharging(best, () if best is None or not best.stops else alternatives(task, best))

    def _detours_s(self, request: FindPlaces, places: Sequence[Place]) -> list[float | None]:
        """What going by way of each place adds to the rest of the route."""
        if not places:
            return []
        car = Waypoint(request.near or request.along[0])
        end = Waypoint(request.along[-1])
        stops = [Waypoint(place.position) for place in places]
        try:
            there = self._engine.matrix([car], [*stops, end], request.profile).duration_s[0]
            onward = self._engine.matrix(stops, [end], request.profile).duration_s[:, 0]
        except MapsError:
            # A place off the road, or a car: then the order along the way is what is known.
            return [None] * len(places)
        added = [float(to) + float(on) - float(there[-1]) for to, on in zip(there[:-1], onward, strict=True)]
        return [max(seconds, 0.0) if math.isfinite(seconds) else None for seconds in added]

    def _describe(self, request: DescribePosition) -> Place | None:
        from maps.search.several import nearest_of

        return nearest_of(self._search_indexes(), request.position)

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


def _spots(request: Request) -> tuple[LatLon, ...]:
    match request:
        case MatchFix():
            return (request.fix.position,)
        case FindPlaces():
            return (*request.along, *((request.near,) if request.near else ()))
        case DescribePosition():
            return (request.position,)
        case CalculateRoutes():
            return tuple(waypoint.position for waypoint in request.route.waypoints)
        case CalculateReach():
            return (request.origin,)
    return ()


def _points_each(route: Route, step_m: float) -> list[LatLon]:
    """Points of a route, one each `step_m`, its ends among them."""
    found: list[LatLon] = []
    for leg in route.legs:
        at = np.append(np.arange(0.0, leg.distance_m, step_m), leg.distance_m)
        index = np.minimum(np.searchsorted(leg.distance_along_m, at), len(leg.lat_deg) - 1)
        found += [LatLon(float(leg.lat_deg[i]), float(leg.lon_deg[i])) for i in np.unique(index)]
    return found
