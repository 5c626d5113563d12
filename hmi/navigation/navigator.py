"""The navigator: turns the driver's wishes and the car's fixes into `NavigationState`.

It lives in the UI process, owns the trip, and asks the map worker for whatever takes time. It follows the
route by itself, so that guidance goes on while the worker is dead, and it never loses the trip.
Not thread-safe; no Qt: the composition root calls `poll` when the worker's descriptor is readable and a few
times a second besides.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from hmi.navigation.policy import MOST_A_MINUTE, should_reroute
from hmi.navigation.problems import Problem
from hmi.navigation.requests import (
    CalculatedRoutes,
    CalculateReroute,
    CalculateRoutes,
    Failure,
    FindPlaces,
    FoundPlaces,
    MatchFix,
)
from hmi.navigation.state import NavigationState, Phase, SearchState
from hmi.navigation.trip import Trip, drive, edges_ahead, guidance, reckoned, reconsidered
from hmi.navigation.trip_file import KeptTrip
from hmi.navigation.worker import AsksMaps
from maps.geometry import LatLon
from maps.guide.progress import RouteLine
from maps.guide.spoken.announced import for_driver
from maps.guide.spoken.instructions import Units, say
from maps.models import Fix, MatchedPosition, Place, RouteRequest, RoutingProfile, Waypoint
from maps.region.format import EdgeFlag

log = logging.getLogger(__name__)

ALTERNATIVES = 2
TUNNEL_AFTER_S = 1.5
"""Without a fix for so long in a tunnel, the car is taken to go on as it went …"""
TUNNEL_MOST_S = 180.0
"""… for so long at most."""
ALONG_STEP_M = 1000.0
ALONG_POINTS = 100
"""A long route is looked along in steps, at most this many."""
HEADING_FROM_MPS = 2.0
"""Slower than this the course over ground is noise, and a route may start either way."""


class Navigator:
    """Owner of the trip; `state` is replaced whole at each change and subscribers are told."""

    def __init__(
        self,
        worker: AsksMaps,
        clock: Callable[[], float] = time.monotonic,
        *,
        speak: Callable[[str], None] | None = None,
        language: str = "en",
        units: str = Units.METRIC,
        profile: RoutingProfile | None = None,
    ) -> None:
        self._worker = worker
        self._clock = clock
        self._speak = speak
        self._language = language
        self._units = units
        self._profile = profile if profile is not None else RoutingProfile()
        self._state = NavigationState()
        self._subscribers: list[Callable[[NavigationState], None]] = []
        self._trip: Trip | None = None
        self._routes_id: int | None = None
        self._match_id: int | None = None
        self._search_id: int | None = None
        self._reroute_id: int | None = None
        self._rerouted_s: tuple[float, ...] = ()
        """when new routes were asked for because the car had left the old one, the latest last"""
        self._reroute_failures = 0
        self._wanted: tuple[Place, ...] = ()
        """stops that the driver has chosen while their route is being computed; empty: those of the trip"""
        self._closed: frozenset[tuple[str, int]] = frozenset()
        """(region, edge) that this trip goes round"""
        self._wheels_mps: float | None = None
        self._parked = False
        self._rerouted_on_aisle = False
        """a new route was given since the car is on the aisles of a car park: the next waits for a road"""
        self._heard_s: float | None = None
        """when the newest fix came, by the clock"""
        self._reckoned_s = 0.0
        """how much of the time since then was reckoned with"""
        self.announced = 0
        """sentences spoken since the start"""
        self.rerouted = 0
        """routes replaced because the car had left them"""

    @property
    def state(self) -> NavigationState:
        return self._state

    def subscribe(self, callback: Callable[[NavigationState], None]) -> Callable[[], None]:
        """Be told of every new state; returns how to end that."""
        self._subscribers.append(callback)
        return lambda: self._subscribers.remove(callback)

    def set_language(self, language: str, units: str) -> None:
        """Speak this language from now on; `units` is "metric" or "imperial"."""
        self._language, self._units = language, units

    def search(self, text: str, *, category: str = "", limit: int = 12, along_route: bool = False) -> None:
        """Look for places; a newer search replaces one not yet answered. Empty text and category: clear.

        `along_route`: only near the rest of the route, in the order in which it comes by them.
        """
        if self._search_id is not None:
            self._worker.cancel(self._search_id)
            self._search_id = None
        along = self._rest_of_route() if along_route else ()
        if not text.strip() and not category and not along:
            self._become(replace(self._state, search=SearchState()))
            return
        self._become(
            replace(self._state, search=replace(self._state.search, text=text, category=category, busy=True))
        )
        fix = self._state.fix
        near = fix.position if fix is not None else None
        request = FindPlaces(text, near, limit, category, along, self._language, self._profile)
        self._search_id = self._worker.submit(request, self._on_found)

    def preview(self, stops: Sequence[Place], profile: RoutingProfile | None = None) -> None:
        """Compute ways through the stops (the destination last) from where the car is, to choose from.

        A trip that is being driven goes on meanwhile, until another is started.
        """
        if profile is not None:
            self._profile = profile
        if not stops:
            self.stop()
            return
        if self._trip is not None and self._trip.arrived:
            self._trip = None
        self._become(
            replace(
                self._state,
                phase=Phase.PREVIEW,
                stops=tuple(stops),
                routes=(),
                route_maneuvers=(),
                maneuvers=(),
                selected=0,
                guidance=guidance(self._trip) if self._trip is not None else None,
                guided=self._trip is not None,
                busy=True,
                problem="",
            )
        )
        self._ask_for_routes(ALTERNATIVES if len(stops) == 1 else 0)

    def select(self, index: int) -> None:
        """Choose one of the routes in preview."""
        if self._state.phase is Phase.PREVIEW and 0 <= index < len(self._state.routes):
            self._become(replace(self._state, selected=index, maneuvers=self._state.route_maneuvers[index]))

    def start(self) -> None:
        """Be guided along the selected route. Without one yet, nothing happens."""
        route = self._state.route
        if self._state.phase is not Phase.PREVIEW or route is None:
            return
        self._forget_reroute()
        self._rerouted_s, self._reroute_failures = (), 0
        self._guide_along(Trip.along(route, self._state.maneuvers, self._state.stops))

    def resume(self, kept: KeptTrip) -> None:
        """Go on with a trip that a power cut has interrupted; the first position says where on it."""
        if self._state.phase is not Phase.BROWSE:
            return
        trip = Trip.along(kept.route, kept.maneuvers, kept.stops, under_way=True)
        self._guide_along(replace(trip, reached=kept.reached))

    @property
    def trip(self) -> Trip | None:
        """The trip that is being driven, behind a preview too."""
        return self._trip if self._trip is not None and not self._trip.arrived else None

    def stop(self) -> None:
        """End the preview, and return to the trip that goes on behind it; end that where there is none."""
        self._forget_routes()
        if self._state.phase is Phase.PREVIEW and self._trip is not None:
            self._show_trip(self._trip)
            return
        self._forget_reroute()
        self._trip = None
        self._closed = frozenset()
        self._become(
            replace(
                self._state,
                phase=Phase.BROWSE,
                stops=(),
                routes=(),
                route_maneuvers=(),
                maneuvers=(),
                selected=0,
                guidance=None,
                guided=False,
                busy=False,
                rerouting=False,
                problem="",
            )
        )

    def avoid_ahead(self, metres: float) -> None:
        """While guided: go round the next stretch of the route, a jam that the driver sees, at once."""
        trip = self._trip
        if trip is None or trip.progress is None or trip.arrived:
            return
        self._closed = edges_ahead(trip, metres)
        self._reroute()

    def skip_stop(self) -> None:
        """While guided: leave out the stop that comes next. The destination stays."""
        if self._trip is not None and len(self._trip.stops_to_come) > 1:
            self.change_stops(self._trip.stops_to_come[1:])

    def change_stops(self, stops: Sequence[Place]) -> None:
        """While guided: go on to these places instead, the destination last, without a preview."""
        if self._trip is None or not stops:
            return
        self._wanted = tuple(stops)
        if self._state.phase is Phase.GUIDING:
            self._become(replace(self._state, stops=self._wanted))
        self._reroute()

    def set_profile(self, profile: RoutingProfile) -> None:
        """Route by other wishes from now on; what is shown or driven is computed anew."""
        if profile == self._profile:
            return
        self._profile = profile
        self._compute_anew()

    def on_maps_changed(self) -> None:
        """Other regions answer from now on: what the old ones gave is computed anew."""
        self._become(replace(self._state, matched=None))
        self._compute_anew()

    def repeat(self) -> None:
        """Say the next maneuver again."""
        shown = self._state.guidance
        if shown is not None:
            self._say(
                say(
                    shown.maneuver,
                    self._language,
                    self._units,
                    distance_m=shown.distance_to_maneuver_m,
                    then=shown.then,
                    last_leg=shown.leg == len(self._trip.route.legs) - 1 if self._trip else True,
                )
            )

    def on_fix(self, fix: Fix) -> None:
        """Take the car's newest position."""
        self._heard_s, self._reckoned_s = self._clock(), 0.0
        self._take(fix)

    def _take(self, fix: Fix) -> None:
        if self._match_id is None:
            near = self._trip.edges_near if self._trip is not None else frozenset()
            self._match_id = self._worker.submit(MatchFix(fix, near), self._on_matched)
        trip = self._trip
        if trip is None or trip.arrived:
            first = self._state.fix is None
            self._become(replace(self._state, fix=fix))
            if first and self._state.phase is Phase.PREVIEW and not self._state.routes:
                self.preview(self._state.stops)
            return
        trip, spoken = drive(
            trip,
            fix,
            self._state.matched,
            language=self._language,
            units=self._units,
            parked=self._parked,
        )
        self._trip = trip
        if trip.reached > 0 and self._wanted:
            self._wanted = ()
        shown = replace(self._state, fix=fix, guidance=guidance(trip))
        if self._state.phase is not Phase.PREVIEW:
            phase = Phase.ARRIVED if trip.arrived else Phase.GUIDING
            shown = replace(shown, phase=phase, stops=self._wanted or trip.stops_to_come)
        self._become(shown)
        for announcement in spoken:
            self._say(announcement.text)
        if trip.arrived:
            self._forget_reroute()
            if self._state.phase is Phase.PREVIEW:
                self._trip = None
                self._become(replace(self._state, guidance=None, guided=False, rerouting=False))
            else:
                self._become(replace(self._state, busy=False, guided=False, rerouting=False))
        elif not self._state.rerouting and self._should_reroute(trip):
            self._rerouted_s = (*self._rerouted_s[-MOST_A_MINUTE:], self._clock())
            self._reroute()

    def _should_reroute(self, trip: Trip) -> bool:
        matched = self._state.matched
        off_road = matched is not None and matched.off_road
        about_a_car_park = (
            matched is not None
            and matched.road is not None
            and bool(matched.road.flags & EdgeFlag.PARKING_AISLE)
            and self._rerouted_on_aisle
        )
        if not should_reroute(
            trip.evidence,
            self._clock(),
            attempts_s=self._rerouted_s,
            failures=self._reroute_failures,
            off_road=off_road or about_a_car_park,
        ):
            if matched is not None and matched.road is not None and not off_road:
                on_aisle = bool(matched.road.flags & EdgeFlag.PARKING_AISLE)
                self._rerouted_on_aisle = self._rerouted_on_aisle and on_aisle
            return False
        self._rerouted_on_aisle = (
            matched is not None
            and matched.road is not None
            and bool(matched.road.flags & EdgeFlag.PARKING_AISLE)
        )
        return True

    def on_motion(self, speed_mps: float | None, *, parked: bool = False) -> None:
        """What the car's wheels say, also where there is no position: in a jam in a tunnel it stands."""
        self._wheels_mps, self._parked = speed_mps, parked

    def on_position_lost(self) -> None:
        """The position is no longer known: show none rather than an old one. The trip stays.

        In a tunnel of the route that is expected, and `poll` goes on along the route by the last speed.
        """
        if not self._reckons():
            self._become(replace(self._state, fix=None, matched=None))

    def poll(self) -> None:
        """Take in what the worker has answered; without a position in a tunnel, go on along the route."""
        self._worker.poll()
        last = self._state.fix
        if last is None or self._heard_s is None or not self._reckons():
            return
        silent_s = self._clock() - self._heard_s
        if silent_s > TUNNEL_MOST_S:
            self._become(replace(self._state, fix=None, matched=None))
        elif silent_s > TUNNEL_AFTER_S and self._trip is not None and self._trip.progress is not None:
            if self._wheels_mps is not None:
                last = replace(last, speed_mps=self._wheels_mps)
            fix = reckoned(self._trip, last, silent_s - self._reckoned_s)
            self._reckoned_s = silent_s
            self._take(fix)

    def _reckons(self) -> bool:
        """Whether the car is in a tunnel of its route, where no position can be had."""
        shown = self._state.guidance
        return self._trip is not None and shown is not None and shown.in_tunnel

    def _ask_for_routes(self, alternatives: int) -> None:
        origin = self._origin()
        if origin is None:
            self._become(replace(self._state, busy=False, problem=Problem.NO_POSITION))
            return
        request = self._request(origin, self._state.stops, alternatives)
        self._routes_id = self._worker.submit(CalculateRoutes(request, self._speed_mps), self._on_routes)

    def _origin(self) -> Waypoint | None:
        """Where the car is, and which way it points as far as that is known."""
        fix = self._state.fix
        if fix is None:
            return None
        moving = (fix.speed_mps or 0.0) >= HEADING_FROM_MPS
        return Waypoint(fix.position, heading_deg=fix.course_deg if moving else None)

    def _request(self, origin: Waypoint, stops: Sequence[Place], alternatives: int = 0) -> RouteRequest:
        places = tuple(Waypoint(place.position, place.name) for place in stops)
        return RouteRequest((origin, *places), self._profile, alternatives, closed=self._closed)

    @property
    def _speed_mps(self) -> float:
        return (self._state.fix.speed_mps if self._state.fix is not None else None) or 0.0

    def _forget_routes(self) -> None:
        if self._routes_id is not None:
            self._worker.cancel(self._routes_id)
            self._routes_id = None

    def _forget_reroute(self) -> None:
        if self._reroute_id is not None:
            self._worker.cancel(self._reroute_id)
            self._reroute_id = None
        self._wanted = ()

    def _compute_anew(self) -> None:
        if self._state.phase is Phase.PREVIEW:
            self.preview(self._state.stops)
        if self._trip is not None and not self._trip.arrived:
            self._reroute()

    def _reroute(self) -> None:
        """Ask for the rest of the trip from where the car is."""
        origin = self._origin()
        if self._trip is None or origin is None:
            return
        self._become(replace(self._state, rerouting=True, busy=True))
        request = self._request(origin, self._wanted or self._trip.stops_to_come)
        if self._reroute_id is not None:
            self._worker.cancel(self._reroute_id)
        self._reroute_id = self._worker.submit(CalculateReroute(request, self._speed_mps), self._on_reroute)

    def _on_reroute(self, answer: CalculatedRoutes | Failure) -> None:
        self._reroute_id = None
        trip = self._trip
        busy = self._routes_id is not None
        if isinstance(answer, Failure) or trip is None:
            # A guided driver keeps the old route: it still leads there from wherever it can be rejoined.
            self._wanted = ()
            self._reroute_failures += 1
            problem = answer.problem if isinstance(answer, Failure) else ""
            self._become(replace(self._state, busy=busy, rerouting=False, problem=problem))
            return
        stops = self._wanted or trip.stops_to_come
        self._reroute_failures = 0
        self.rerouted += 1
        if len(answer.routes[0].legs) != len(stops):
            # A stop was passed while this was computed.
            self._reroute()
            return
        self._wanted = ()
        anew = Trip.along(answer.routes[0], for_driver(answer.maneuvers[0]), stops, under_way=True)
        anew = replace(anew, scatter_m=trip.scatter_m)
        if self._state.phase is Phase.PREVIEW:
            self._trip = anew
            self._become(replace(self._state, busy=busy, rerouting=False, guidance=guidance(anew)))
        else:
            self._guide_along(anew)

    def _on_routes(self, answer: CalculatedRoutes | Failure) -> None:
        self._routes_id = None
        if isinstance(answer, Failure):
            self._become(replace(self._state, busy=False, problem=answer.problem))
            return
        if self._state.phase is Phase.PREVIEW:
            self._become(
                replace(
                    self._state,
                    routes=answer.routes,
                    route_maneuvers=tuple(for_driver(found) for found in answer.maneuvers),
                    maneuvers=for_driver(answer.maneuvers[0]),
                    selected=0,
                    busy=False,
                    problem="",
                )
            )

    def _guide_along(self, trip: Trip) -> None:
        self._trip = trip
        self._show_trip(trip)
        if self._state.fix is not None:
            self.on_fix(self._state.fix)

    def _show_trip(self, trip: Trip) -> None:
        self._become(
            replace(
                self._state,
                phase=Phase.GUIDING,
                stops=self._wanted or trip.stops_to_come,
                routes=(trip.route,),
                route_maneuvers=(trip.maneuvers,),
                maneuvers=trip.maneuvers,
                selected=0,
                guidance=guidance(trip),
                guided=True,
                busy=False,
                rerouting=self._reroute_id is not None,
                problem="",
            )
        )

    def _on_matched(self, answer: MatchedPosition | Failure | None) -> None:
        self._match_id = None
        matched = None if isinstance(answer, Failure) else answer
        self._become(replace(self._state, matched=matched))
        if self._trip is not None and not self._trip.arrived and self._state.fix is not None:
            # The match of this very fix: a second sooner than with the next.
            self._trip = reconsidered(self._trip, self._state.fix, matched)
            if not self._state.rerouting and self._should_reroute(self._trip):
                self._rerouted_s = (*self._rerouted_s[-MOST_A_MINUTE:], self._clock())
                self._reroute()

    def _on_found(self, answer: FoundPlaces | Failure) -> None:
        self._search_id = None
        asked = self._state.search
        if isinstance(answer, Failure):
            self._become(replace(self._state, search=SearchState(asked.text, asked.category)))
            return
        self._become(
            replace(
                self._state,
                search=SearchState(
                    asked.text,
                    asked.category,
                    places=answer.places,
                    next_letters=answer.next_letters,
                    total=answer.total,
                    left_out=answer.left_out,
                    added_s=answer.added_s,
                ),
            )
        )

    def _rest_of_route(self) -> tuple[LatLon, ...]:
        """Points of the route still to drive."""
        route = self._state.route
        if route is None:
            return ()
        line = self._trip.line if self._trip is not None else RouteLine.of(route)
        along_m = self._trip.progress.along_m if self._trip and self._trip.progress else 0.0
        step_m = max(ALONG_STEP_M, (line.length_m - along_m) / ALONG_POINTS)
        points = []
        while along_m < line.length_m:
            points.append(line.position_at(along_m))
            along_m += step_m
        return tuple(points)

    def _say(self, text: str) -> None:
        self.announced += 1
        if self._speak is not None:
            self._speak(text)

    def _become(self, state: NavigationState) -> None:
        if state is self._state:
            return
        self._state = state
        for callback in tuple(self._subscribers):
            callback(state)
