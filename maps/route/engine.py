"""Routes between waypoints: choose the roads at the ends, ask the hierarchies, write the answer out."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from maps.errors import RouteNotFoundError, SnapError
from maps.geometry import distance_m
from maps.models import Objective, Route, RouteLeg, RouteRequest, RoutingProfile, Waypoint
from maps.region.format import EdgeFlag
from maps.route.alternatives import find_alternatives
from maps.route.costing import RESTRICTED_ENTRY_S
from maps.route.driven import lengths_by_text
from maps.route.ends import ELSEWHERE_LEAST_M, Choice, Ends, ends_of, nearest_road_m
from maps.route.energy import DEFAULT_VEHICLE, VehicleModel, turn_energy_wh
from maps.route.fabric import Fabric, Piece, best_local_path, may_come_round
from maps.route.leg import Stretch, build_leg
from maps.route.memory import mapped_bytes
from maps.route.network import Metric, Network, StatePath
from maps.route.passing import as_driven, earliest_s, may_change, with_limits_in_passing
from maps.route.reach import Reach, reach_by_cost
from maps.route.schedule import Standing
from maps.route.stops import best_order
from maps.route.traffic import Traffic, TrafficReport

if TYPE_CHECKING:
    from maps.region.reader import Region

AT_HAND_M, BEHIND_M = 30.0, 15.0
"""A destination on the car's own road so near before it, or so near behind it, is as good as reached."""
PASSES_MOST = 4
"""So often a way is looked for anew because it meets something closed when it comes by."""
SLOWEST_MPS = 8.0
STOPS_MOST = 10
"""Between start and destination."""
MAPPED_MOST_BYTES = 512 << 20
"""Of region files in memory, the libraries' code included. Only long ways all over a country need more."""
ANSWERS_UNWATCHED = 8


@dataclass(frozen=True)
class Matrix:
    """Between O origins and D destinations."""

    duration_s: NDArray[np.float64]
    """[O, D] driving time with what the profile would rather avoid weighed in; infinity: no way"""


@dataclass(frozen=True)
class SnappedPlaces:
    """Waypoints with their candidate places on the roads."""

    to_leave: tuple[Ends, NDArray[np.int64]]
    """all candidates, one waypoint after another, and the row at which each waypoint's begin"""
    to_arrive: tuple[Ends, NDArray[np.int64]]


class RouteEngine:
    """Answers for one or more regions. Every method may be called from any thread.

    `clock` gives seconds since 1970, `timezone` is that of the roads (None: the computer's).
    """

    def __init__(
        self,
        regions: Sequence[Region],
        *,
        vehicle: VehicleModel = DEFAULT_VEHICLE,
        clock: Callable[[], float] = time.time,
        timezone: tzinfo | None = None,
    ) -> None:
        self.networks = tuple(Network(region, vehicle) for region in regions)
        self._fabric = Fabric(self.networks)
        self._clock = clock
        self._timezone = timezone
        self._answers = 0
        self._traffic = Traffic()
        self._traffic_lock = threading.Lock()
        self._customizing: threading.Thread | None = None

    def route(self, request: RouteRequest) -> tuple[Route, ...]:
        """The best route and, if asked for, alternatives; best first.

        Raises SnapError when a waypoint is far from every road that the profile may use, RouteNotFoundError
        when two neighbouring waypoints are not joined.
        """
        waypoints = request.waypoints
        if len(waypoints) < 2:
            raise ValueError("a route needs at least two waypoints")
        if len(waypoints) > STOPS_MOST + 2:
            raise ValueError(f"a route has at most {STOPS_MOST} stops")
        self._expire_traffic()
        metrics = self.metrics_of(request)
        if request.any_order and len(waypoints) > 3:
            waypoints = self._in_best_order(metrics, waypoints)
        when = self._when(request.departure_unix_s)
        metrics, chain = self._in_passing(request, when, waypoints, metrics)
        routes = [self._legs(metrics, waypoints, chain)]
        if request.alternatives > 0 and len(waypoints) == 2 and len(chain[0].pieces) == 1:
            routes += self._alternatives(metrics, waypoints, chain[0], request)
        self._keep_small()
        routes = [with_limits_in_passing(self.networks, legs, request.profile, when) for legs in routes]
        return tuple(
            _route(legs, request.profile, label) for legs, label in zip(routes, _labels(routes), strict=True)
        )

    def snapped(
        self,
        waypoints: Sequence[Waypoint],
        profile: RoutingProfile | None = None,
        departure_unix_s: float | None = None,
    ) -> SnappedPlaces:
        """Places found on the roads once, for many questions to `matrix`. Raises SnapError."""
        metrics = self._metrics(_for_time(profile), departure_unix_s)
        return _places([self._ends(metrics, w) for w in waypoints])

    def matrix(
        self,
        origins: Sequence[Waypoint] | SnappedPlaces,
        destinations: Sequence[Waypoint] | SnappedPlaces,
        profile: RoutingProfile | None = None,
        departure_unix_s: float | None = None,
    ) -> Matrix:
        """Driving times from each origin to each destination. Raises SnapError."""
        metrics = self._metrics(_for_time(profile), departure_unix_s)
        here = (
            origins
            if isinstance(origins, SnappedPlaces)
            else self.snapped(origins, profile, departure_unix_s)
        )
        there = (
            destinations
            if isinstance(destinations, SnappedPlaces)
            else self.snapped(destinations, profile, departure_unix_s)
        )
        return Matrix(self._duration_table(metrics, here, there))

    def reach(
        self,
        origin: Waypoint,
        *,
        duration_s: float | None = None,
        energy_wh: float | None = None,
        profile: RoutingProfile | None = None,
        departure_unix_s: float | None = None,
    ) -> Reach:
        """Where one gets from `origin` within a time or an amount of energy. Raises SnapError."""
        if (duration_s is None) == (energy_wh is None):
            raise ValueError("say either a duration or an energy")
        profile = _for_time(profile)
        when = self._when(departure_unix_s)
        for_energy = energy_wh is not None
        metrics = [n.metric(profile, when, for_energy=for_energy) for n in self.networks]
        ends = self._ends(metrics, origin)
        row = int(ends.network[0])
        limit = energy_wh if energy_wh is not None else duration_s
        assert limit is not None
        return reach_by_cost(self.networks[row], metrics[row], ends, row, limit, for_energy=for_energy)

    def prepare(self, profile: RoutingProfile) -> None:
        """Customise for a profile ahead of the first question."""
        self._metrics(profile, None)

    def apply_traffic(self, reports: Iterable[TrafficReport]) -> threading.Thread:
        """Take in reports of live traffic and customise in the background; gives the thread that does it.

        Routes asked for meanwhile are answered from what was known before.
        """
        with self._traffic_lock:
            self._traffic = self._traffic.updated(reports).at(self._clock())
            return self._customize_in_background()

    def _keep_small(self) -> None:
        """Let go of what long ways over a big region have left mapped, now and then."""
        self._answers += 1
        if self._answers % ANSWERS_UNWATCHED == 0 and mapped_bytes() > MAPPED_MOST_BYTES:
            for network in self.networks:
                network.region.let_go()

    def _expire_traffic(self) -> None:
        with self._traffic_lock:
            if self._traffic.next_expiry_unix_s <= self._clock():
                self._traffic = self._traffic.at(self._clock())
                self._customize_in_background()

    def _customize_in_background(self) -> threading.Thread:
        before, traffic = self._customizing, self._traffic

        def work() -> None:
            if before is not None:
                before.join()
            for network in self.networks:
                network.replace_traffic(traffic)

        self._customizing = threading.Thread(target=work, name="traffic", daemon=True)
        self._customizing.start()
        return self._customizing

    def _when(self, departure_unix_s: float | None) -> datetime:
        seconds = self._clock() if departure_unix_s is None else departure_unix_s
        moment = datetime.fromtimestamp(seconds, UTC)
        return moment.astimezone(self._timezone)

    def metrics_of(self, request: RouteRequest) -> list[Metric]:
        """The metrics that a request is answered with, one for each network."""
        when = self._when(request.departure_unix_s)
        return [
            n.metric(request.profile, when, standing=self._standing(n, request, when)) for n in self.networks
        ]

    @staticmethod
    def _standing(network: Network, request: RouteRequest, when: datetime) -> Standing:
        """What holds at a time on one network, with what the driver will not use."""
        standing = network.schedule.standing(request.profile, when)
        closed = tuple(sorted(edge for region, edge in request.closed if region == network.name))
        return replace(standing, closed=closed) if closed else standing

    def _metrics(self, profile: RoutingProfile, departure_unix_s: float | None) -> list[Metric]:
        when = self._when(departure_unix_s)
        return [network.metric(profile, when) for network in self.networks]

    def _ends(self, metrics: Sequence[Metric], waypoint: Waypoint, choice: Choice = Choice.JOINED) -> Ends:
        """Ends on the chosen roads; where there are none near, on any road that may be used."""
        try:
            return ends_of(self.networks, metrics, waypoint, choice)
        except SnapError:
            return ends_of(self.networks, metrics, waypoint, Choice.ALL)

    def _chain(self, metrics: Sequence[Metric], waypoints: Sequence[Waypoint]) -> list[_Link]:
        """Best chain of legs: a stop is left from the road on which it was arrived at."""
        for choice in Choice:
            ends = [self._ends(metrics, w, choice) for w in waypoints]
            there_already = self._at_hand(metrics, waypoints, ends)
            if there_already is not None:
                off = self._off_m(metrics, waypoints, ends, (there_already.i, there_already.j), choice)
                return [replace(there_already, off_m=(off[0], off[1]))]
            if waypoints[0].heading_deg is None:
                ends[0] = ends[0].to_leave()
            ends[-1] = ends[-1].to_arrive()
            if len(ends) == 2 and len(self.networks) == 1 and not may_come_round(*ends):
                # One search from all candidates to all, instead of a table and then a search for the best.
                found = best_local_path(self.networks[0], metrics[0], *ends)
                if found is None:
                    continue
                path, i, j = found
                off = self._off_m(metrics, waypoints, ends, (i, j), choice)
                return [_Link(ends[0], i, ends[1], j, [Piece(0, path, False)], (off[0], off[1]))]
            tables = [self._fabric.cost_table(metrics, a, b) for a, b in pairwise(ends)]
            chosen = _best_chain(ends, tables)
            if chosen is None:
                continue
            links = []
            off = self._off_m(metrics, waypoints, ends, chosen, choice)
            for k, (here, there) in enumerate(pairwise(ends)):
                i, j = chosen[k], chosen[k + 1]
                pieces = self._fabric.path(metrics, here, i, there, j)
                if pieces is None:
                    raise RouteNotFoundError(waypoints[k].position, waypoints[k + 1].position)
                links.append(_Link(here, i, there, j, pieces, (off[k], off[k + 1])))
            return links
        if len(waypoints) == 2:
            raise RouteNotFoundError(waypoints[0].position, waypoints[1].position)
        broken = next((k for k, table in enumerate(tables) if not np.isfinite(table).any()), 0)
        raise RouteNotFoundError(waypoints[broken].position, waypoints[broken + 1].position)

    def _in_passing(
        self,
        request: RouteRequest,
        when: datetime,
        waypoints: Sequence[Waypoint],
        metrics: list[Metric],
    ) -> tuple[list[Metric], list[_Link]]:
        """The best chain of legs when what is open is judged at the time of passing, and its metrics."""
        profile = request.profile
        chain: list[_Link] | None = None
        failure: RouteNotFoundError | None = None
        try:
            chain = self._chain(metrics, waypoints)
            drive_s = sum(_duration_s(self.networks, metrics, link.pieces) for link in chain)
        except RouteNotFoundError as error:
            # It may open before the car is there.
            failure = error
            ends = pairwise(waypoints)
            drive_s = sum(distance_m(a.position, b.position) for a, b in ends) / SLOWEST_MPS
        if not may_change(self.networks, profile, when, drive_s):
            if chain is None:
                assert failure is not None
                raise failure
            return metrics, chain
        timed = _for_time(profile)
        opened = [n.metric(timed, when, standing=n.schedule.all_open) for n in self.networks]
        start = self._ends(opened, waypoints[0])
        passing = [
            earliest_s(network, metric, row, start)
            for row, (network, metric) in enumerate(zip(self.networks, opened, strict=True))
        ]
        standing = [
            n.schedule.standing_in_passing(profile, when, p, self._standing(n, request, when))
            for n, p in zip(self.networks, passing, strict=True)
        ]
        for _ in range(PASSES_MOST):
            metrics = [
                n.metric(profile, when, standing=s) for n, s in zip(self.networks, standing, strict=True)
            ]
            chain = self._chain(metrics, waypoints)
            passing = as_driven(self.networks, metrics, [piece for link in chain for piece in link.pieces])
            seen = [
                n.schedule.standing_in_passing(profile, when, p, s)
                for n, p, s in zip(self.networks, passing, standing, strict=True)
            ]
            if seen == standing:
                break
            standing = seen
        assert chain is not None
        return metrics, chain

    def _off_m(
        self,
        metrics: Sequence[Metric],
        waypoints: Sequence[Waypoint],
        ends: Sequence[Ends],
        chosen: Sequence[int],
        choice: Choice,
    ) -> list[float]:
        """How much further from each waypoint than its nearest road the chosen place is, when that road could
        not be used."""
        if choice is Choice.NEAREST:
            return [0.0] * len(waypoints)
        found = []
        for waypoint, end, i in zip(waypoints, ends, chosen, strict=True):
            off_m = float(end.distance_m[i]) - nearest_road_m(self.networks, metrics, waypoint)
            found.append(off_m if off_m > ELSEWHERE_LEAST_M else 0.0)
        return found

    def _at_hand(
        self, metrics: Sequence[Metric], waypoints: Sequence[Waypoint], ends: Sequence[Ends]
    ) -> _Link | None:
        """The way between two ends at one spot of a road; None where they are not.

        A destination a few metres behind the car is reached, not a reason to drive round the block; and so
        is one on a road whose end lies between it and the car.
        """
        if len(ends) != 2 or waypoints[1].heading_deg is not None:
            return None
        origin = waypoints[0]
        here, there = ends
        best: tuple[float, int, int] | None = None
        for i, j in np.argwhere(
            (here.edge[:, None] == there.edge[None, :]) & (here.network[:, None] == there.network[None, :])
        ).tolist():
            network = self.networks[int(here.network[i])]
            length_m = float(network.region.array("edge_length_m")[here.edge[i]])
            gap_m = float(there.fraction[j] - here.fraction[i]) * length_m
            if -BEHIND_M <= gap_m <= AT_HAND_M:
                cost = abs(gap_m) + float(here.leave_cost[i] / metrics[0].costs.unit_per_s)
                if best is None or cost < best[0]:
                    best = (cost, i, j)
        if best is None:
            return None
        _, i, j = best
        if origin.heading_deg is not None and here.leave_cost[i] > 0 and best[0] > BEHIND_M:
            return None
        if there.fraction[j] < here.fraction[i]:
            fraction = there.fraction.copy()
            fraction[j] = here.fraction[i]
            there = replace(there, fraction=fraction)
        edge = int(here.edge[i])
        path = StatePath(0, np.array([edge], dtype=np.int64), np.zeros(0, dtype=np.int64))
        return _Link(here, i, there, j, [Piece(int(here.network[i]), path, False)])

    def _legs(
        self, metrics: Sequence[Metric], waypoints: Sequence[Waypoint], chain: Sequence[_Link]
    ) -> tuple[RouteLeg, ...]:
        return tuple(
            self._leg(metrics, link, origin, destination)
            for link, (origin, destination) in zip(chain, pairwise(waypoints), strict=True)
        )

    def _leg(
        self, metrics: Sequence[Metric], link: _Link, origin: Waypoint, destination: Waypoint
    ) -> RouteLeg:
        return build_leg(
            stretches_of(self.networks, metrics, link.pieces),
            float(link.here.fraction[link.i]),
            float(link.there.fraction[link.j]),
            origin,
            destination,
            link.there.side(link.j),
            link.off_m,
        )

    def _alternatives(
        self,
        metrics: Sequence[Metric],
        waypoints: Sequence[Waypoint],
        best: _Link,
        request: RouteRequest,
    ) -> list[tuple[RouteLeg, ...]]:
        row = best.pieces[0].network
        paths = find_alternatives(self.networks[row], metrics[row], best.pieces[0].path, request.alternatives)
        return [
            self._legs(metrics, waypoints, [replace(best, pieces=[Piece(row, path, False)])])
            for path in paths
        ]

    def _in_best_order(
        self, metrics: Sequence[Metric], waypoints: tuple[Waypoint, ...]
    ) -> tuple[Waypoint, ...]:
        places = _places([self._ends(metrics, w) for w in waypoints])
        order = best_order(self._duration_table(metrics, places, places))
        return tuple(waypoints[i] for i in order)

    def _duration_table(
        self, metrics: Sequence[Metric], origins: SnappedPlaces, destinations: SnappedPlaces
    ) -> NDArray[np.float64]:
        """[O, D] seconds between waypoints, by the best of their candidates."""
        here, from_begin = origins.to_leave
        there, to_begin = destinations.to_arrive
        table = self._fabric.cost_table(metrics, here, there)
        table += here.leave_cost[:, None] + there.arrive_cost[None, :]
        # Whoever lives behind a gate passes it; the cost that keeps others out is no time.
        out_of, into = self._restricted(here), self._restricted(there)
        entered = RESTRICTED_ENTRY_S * metrics[0].costs.unit_per_s
        table -= np.where(into[None, :] & ~out_of[:, None], entered, 0.0)
        least = np.minimum.reduceat(np.minimum.reduceat(table, from_begin, axis=0), to_begin, axis=1)
        return np.asarray(np.maximum(least, 0.0) / metrics[0].costs.unit_per_s)

    def _restricted(self, ends: Ends) -> NDArray[np.bool_]:
        flags = np.zeros(len(ends.edge), dtype=np.bool_)
        for row, network in enumerate(self.networks):
            mine = ends.network == row
            edge_flags = network.region.array("edge_flags")[ends.edge[mine]]
            flags[mine] = (edge_flags & np.uint32(EdgeFlag.DESTINATION_ONLY)) != 0
        return flags


@dataclass(frozen=True)
class _Link:
    """Two candidates and the way between them."""

    here: Ends
    i: int
    there: Ends
    j: int
    pieces: list[Piece]
    off_m: tuple[float, float] = (0.0, 0.0)
    """see RouteLeg.origin_off_m"""


def _duration_s(networks: Sequence[Network], metrics: Sequence[Metric], pieces: Sequence[Piece]) -> float:
    """Seconds that the pieces take, whole edges counted."""
    seconds = 0.0
    for piece in pieces:
        network = networks[piece.network]
        edges = network.state_edge[piece.path.states]
        seconds += float(metrics[piece.network].durations.edge_s[edges].sum())
        seconds += float(network.region.array("turn_s")[piece.path.turns].sum())
    return seconds


def stretches_of(
    networks: Sequence[Network], metrics: Sequence[Metric], pieces: Sequence[Piece]
) -> list[Stretch]:
    """The pieces as edges, each with the turn at its end, also where that turn belongs to the next region."""
    edges: list[NDArray[np.int64]] = []
    turn_s: list[NDArray[np.float64]] = []
    turn_wh: list[NDArray[np.float64]] = []
    for number, piece in enumerate(pieces):
        network, metric = networks[piece.network], metrics[piece.network]
        turns = piece.path.turns
        delay_s = network.region.array("turn_s")[turns]
        seconds = _ended(delay_s)
        energy = _ended(
            turn_energy_wh(network.region, delay_s, metric.durations.edge_speed_mps, turns, network.vehicle)
        )
        driven = network.state_edge[piece.path.states].astype(np.int64)
        if piece.begins_driven:
            if len(turns):
                turn_s[number - 1][-1], turn_wh[number - 1][-1] = seconds[0], energy[0]
            driven, seconds, energy = driven[1:], seconds[1:], energy[1:]
        edges.append(driven)
        turn_s.append(seconds)
        turn_wh.append(energy)
    return [
        Stretch(networks[p.network], metrics[p.network], e, s, w)
        for p, e, s, w in zip(pieces, edges, turn_s, turn_wh, strict=True)
        if len(e)
    ]


def _ended(turns: NDArray[np.float32]) -> NDArray[np.float64]:
    """One value an edge, of the turn at its end: nothing at the path's end."""
    values = np.zeros(len(turns) + 1)
    values[:-1] = turns
    return values


def _best_chain(ends: Sequence[Ends], tables: Sequence[NDArray[np.float64]]) -> list[int] | None:
    """One candidate a waypoint, so that the sum of all legs is least; None when no chain is joined."""
    if len(tables) == 1:
        total = ends[0].leave_cost[:, None] + tables[0] + ends[1].arrive_cost
        row, column = divmod(int(total.argmin()), total.shape[1])
        return [row, column] if total[row, column] < np.inf else None
    best = ends[0].leave_cost.astype(np.float64)
    came_from = []
    for table, there in zip(tables, ends[1:], strict=True):
        total = best[:, None] + table + there.arrive_cost[None, :]
        came_from.append(np.argmin(total, axis=0))
        best = np.min(total, axis=0)
        if not np.isfinite(best).any():
            return None
    chosen = [int(np.argmin(best))]
    for previous in reversed(came_from):
        chosen.append(int(previous[chosen[-1]]))
    return chosen[::-1]


def _places(ends: Sequence[Ends]) -> SnappedPlaces:
    return SnappedPlaces(_joined([e.to_leave() for e in ends]), _joined([e.to_arrive() for e in ends]))


def _joined(ends: Sequence[Ends]) -> tuple[Ends, NDArray[np.int64]]:
    joined = Ends(*(np.concatenate([getattr(e, name) for e in ends]) for name in Ends.__dataclass_fields__))
    counts = np.array([len(e.edge) for e in ends], dtype=np.int64)
    return joined, np.cumsum(counts) - counts


def _for_time(profile: RoutingProfile | None) -> RoutingProfile:
    return replace(profile or RoutingProfile(), objective=Objective.FASTEST)


def _route(legs: tuple[RouteLeg, ...], profile: RoutingProfile, label: str) -> Route:
    flags = 0
    for leg in legs:
        flags |= int(np.bitwise_or.reduce(leg.edge_flags))
    return Route(
        legs=legs,
        profile=profile,
        has_tolls=bool(flags & EdgeFlag.TOLL.value),
        has_ferries=bool(flags & EdgeFlag.FERRY.value),
        label=label,
    )


def _labels(routes: Sequence[tuple[RouteLeg, ...]]) -> list[str]:
    """For each the longest road that the others lack, or the longest at all."""
    lengths = [_lengths_by_name(legs) for legs in routes]
    labels = []
    for i, mine in enumerate(lengths):
        own = mine
        if len(lengths) > 1:
            elsewhere = {name for j, other in enumerate(lengths) if j != i for name in other}
            own = {name: metres for name, metres in mine.items() if name not in elsewhere} or mine
        labels.append(max(own, key=own.__getitem__, default=""))
    return labels


def _lengths_by_name(legs: tuple[RouteLeg, ...]) -> dict[str, float]:
    """Metres of each road, by name or, without one, by number."""
    lengths: dict[str, float] = {}
    for leg in legs:
        metres = lengths_by_text(leg.edge_name, leg.edge_ref, leg.edge_length_m, len(leg.strings)).tolist()
        for name, length in zip(leg.strings, metres, strict=True):
            if name and length > 0.0:
                lengths[name] = lengths.get(name, 0.0) + length
    return lengths
