"""One region made ready for routing: its contraction hierarchy, and the metrics customised for it so far."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from maps.geometry import E7
from maps.models import RoutingProfile
from maps.region.format import RoadClass
from maps.region.grid import ragged_arange
from maps.region.snap import Snapper
from maps.route.changes import Conditions, changed_costs
from maps.route.contraction import FORBIDDEN
from maps.route.costing import Closures, CostBasis, Costs, Durations, free_flow
from maps.route.energy import DEFAULT_VEHICLE, VehicleModel
from maps.route.hierarchy import Hierarchy, Way, Weights
from maps.route.memory import give_back_freed_memory
from maps.route.schedule import Schedule, Standing
from maps.route.traffic import Traffic, congestion

if TYPE_CHECKING:
    from maps.region.reader import Region

METRICS_KEPT = 6
"""A customised metric of a city is some 25 MB; a driver switches between a few profiles."""

USUAL = RoutingProfile()
"""The profile that the compiler customises for."""

MetricKey = tuple[RoutingProfile, Standing, bool]
"""Profile, what holds at the time, and whether the cost is energy alone (for reach) instead of the
profile's."""


States = NDArray[np.uint32]
_NO_COST = np.zeros(1, dtype=np.int64)


@dataclass(frozen=True)
class StatePath:
    """A way through the expanded graph: K states and the K-1 turns between them."""

    cost: int
    states: NDArray[np.int64]
    turns: NDArray[np.int64]


@dataclass(frozen=True)
class MajorRoads:
    """A part of the expanded graph: M states, U turns between them."""

    states: NDArray[np.int64]
    """[M]"""
    turns: NDArray[np.int64]
    """[U]"""
    turn_from: NDArray[np.int64]
    """[U] row in `states`"""
    turn_to: NDArray[np.int64]
    """[U] row in `states`"""
    lat: NDArray[np.float64]
    """[M] of the end of each state's edge, in degrees"""
    lon: NDArray[np.float64]
    """[M]"""


class Metric:
    """Costs of one profile at one time, customised. May be asked from any thread."""

    def __init__(
        self, hierarchy: Hierarchy, weights: Weights, costs: Costs, durations: Durations, turn_to: States
    ) -> None:
        self.costs = costs
        self.durations = durations
        self._hierarchy = hierarchy
        self._weights = weights
        self._turn_to = turn_to

    @cached_property
    def usable(self) -> NDArray[np.bool_]:
        """[E]"""
        return np.asarray(self.costs.edge < FORBIDDEN)

    def path(self, source: int, target: int) -> StatePath | None:
        """The cheapest way between two states; the source's own edge costs nothing. None: there is none."""
        way = self._hierarchy.cheapest_way(
            self._weights, self.costs.arc, np.array((source,), np.int32), _NO_COST,
            np.array((target,), np.int32), _NO_COST,
        )  # fmt: skip
        return None if way is None else StatePath(way.cost, self._states_of(source, way), way.turns)

    def best_path(
        self,
        sources: NDArray[np.int32],
        source_cost: NDArray[np.int64],
        targets: NDArray[np.int32],
        target_cost: NDArray[np.int64],
    ) -> tuple[StatePath, int, int] | None:
        """The cheapest way from any source to any target when their costs are added, and their numbers."""
        way = self._hierarchy.cheapest_way(
            self._weights, self.costs.arc, sources, source_cost, targets, target_cost
        )
        if way is None:
            return None
        states = self._states_of(int(sources[way.source]), way)
        cost = way.cost - int(source_cost[way.source]) - int(target_cost[way.target])
        return StatePath(cost, states, way.turns), way.source, way.target

    def _states_of(self, source: int, way: Way) -> NDArray[np.int64]:
        states = np.empty(len(way.turns) + 1, dtype=np.int64)
        states[0] = source
        states[1:] = self._turn_to[way.turns]
        return states

    def matrix(self, sources: NDArray[np.integer], targets: NDArray[np.integer]) -> NDArray[np.int64]:
        """[S, T] costs between states, quick where the sources are few; FORBIDDEN where there is no way."""
        return self._hierarchy.table(self._weights, sources, targets)

    def reverse_matrix(self, sources: NDArray[np.integer], targets: NDArray[np.integer]) -> NDArray[np.int64]:
        """[T, S] costs from sources to targets; quick where the sources are many and the targets few."""
        return self._hierarchy.table(self._weights, targets, sources, backward=True)

    def costs_to_all(
        self, sources: NDArray[np.integer], source_cost: NDArray[np.integer], limit: int = FORBIDDEN - 1
    ) -> NDArray[np.int32]:
        """[X] cost from the cheapest of the sources to each state, FORBIDDEN beyond the limit."""
        return self._hierarchy.costs_to_all(self._weights, sources, source_cost, limit)


class Network:
    """Routing on one region. What is stored is read where it is needed.

    Raises RegionError when the hierarchy does not fit the graph.
    """

    def __init__(self, region: Region, vehicle: VehicleModel = DEFAULT_VEHICLE) -> None:
        self.region = region
        self.name: str = region.manifest.name
        self.vehicle = vehicle
        self.snapper = Snapper(region)
        self.state_edge = region.array("state_edge")
        self.turn_begin = region.array("turn_begin")
        self.turn_to = region.array("turn_to")
        self.edge_count = len(region.array("edge_head"))
        self.schedule = Schedule(region)
        copies = np.asarray(self.state_edge[self.edge_count :])
        self._copy_order = np.argsort(copies, kind="stable") + self.edge_count
        self._copy_edge = np.asarray(self.state_edge)[self._copy_order]
        self.boarding = _boarding(region)
        self._hierarchy: Hierarchy | None = None
        self._basis: CostBasis | None = None
        self._free_flow: Durations | None = None
        self._traffic = Traffic()
        self._metrics: OrderedDict[MetricKey, Metric] = OrderedDict()
        self._major: dict[RoadClass, MajorRoads] = {}
        self._loading = threading.RLock()
        self._swapping = threading.Lock()

    def states_of(self, edge: int) -> NDArray[np.int64]:
        """Every state in which the car is on `edge`."""
        if not len(self._copy_edge):
            return np.array([edge], dtype=np.int64)
        # Of the array's own type, or it would be converted whole.
        wanted = self._copy_edge.dtype.type(edge)
        first = int(self._copy_edge.searchsorted(wanted))
        last = int(self._copy_edge.searchsorted(wanted, side="right"))
        if first == last:
            return np.array([edge], dtype=np.int64)
        return np.concatenate(([edge], self._copy_order[first:last])).astype(np.int64)

    def states_of_each(self, edges: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The states of several edges, one after another, and where each edge's begin."""
        wanted = edges.astype(self._copy_edge.dtype)
        first = self._copy_edge.searchsorted(wanted)
        copies = self._copy_edge.searchsorted(wanted, side="right") - first
        if not copies.any():
            return edges, np.arange(len(edges))
        begin = np.cumsum(copies + 1) - copies - 1
        part = ragged_arange(copies + 1)
        copy = self._copy_order[
            np.minimum(np.repeat(first, copies + 1) + part - 1, len(self._copy_order) - 1)
        ]
        return np.where(part == 0, np.repeat(edges, copies + 1), copy), begin

    @property
    def basis(self) -> CostBasis:
        with self._loading:
            if self._basis is None:
                self._basis = CostBasis(self.region, self.vehicle)
                give_back_freed_memory()
            return self._basis

    @property
    def free_flow(self) -> Durations:
        with self._loading:
            if self._free_flow is None:
                self._free_flow = free_flow(self.region)
            return self._free_flow

    @property
    def hierarchy(self) -> Hierarchy:
        with self._loading:
            if self._hierarchy is None:
                self._hierarchy = Hierarchy(self.region)
            return self._hierarchy

    def metric(
        self,
        profile: RoutingProfile,
        when: datetime,
        *,
        for_energy: bool = False,
        standing: Standing | None = None,
    ) -> Metric:
        """The profile's metric for a time of departure, customised on first use.

        `standing` says what holds where that is not the same for the whole drive.
        """
        if standing is None:
            standing = self.schedule.standing(profile, when)
        key = (profile, standing, for_energy)
        with self._swapping:
            known = self._metrics.get(key)
            if known is not None:
                self._metrics.move_to_end(key)
                return known
            traffic = self._traffic
        made = self._customize(key, traffic)
        with self._swapping:
            if self._traffic is traffic:
                self._metrics[key] = made
                while len(self._metrics) > METRICS_KEPT:
                    self._metrics.popitem(last=False)
        give_back_freed_memory()
        return made

    def major(self, least_important: RoadClass) -> MajorRoads:
        """The part of the expanded graph on roads at least so important."""
        with self._loading:
            known = self._major.get(least_important)
            if known is None:
                important = self.region.array("edge_class")[self.state_edge] <= least_important
                states = np.flatnonzero(important)
                row = np.cumsum(important) - 1
                turn_from = self.region.array("turn_from")
                turns = np.flatnonzero(important[turn_from] & important[self.turn_to])
                head = self.region.array("edge_head")[self.state_edge[states]]
                known = MajorRoads(
                    states,
                    turns,
                    row[turn_from[turns]],
                    row[self.turn_to[turns]],
                    self.region.array("node_lat_e7")[head] / E7,
                    self.region.array("node_lon_e7")[head] / E7,
                )
                self._major[least_important] = known
            return known

    def end_of(self, state: int) -> tuple[float, float]:
        """Latitude and longitude of the end of a state's edge, in degrees."""
        head = int(self.region.array("edge_head")[self.state_edge[state]])
        lat, lon = self.region.array("node_lat_e7")[head], self.region.array("node_lon_e7")[head]
        return float(lat) / E7, float(lon) / E7

    def replace_traffic(self, traffic: Traffic) -> None:
        """Customise every metric in use anew, then swap them in at once; queries go on with the old ones."""
        with self._swapping:
            keys = list(self._metrics)
        made = OrderedDict((key, self._customize(key, traffic)) for key in keys)
        with self._swapping:
            self._metrics = made
            self._traffic = traffic

    def _customize(self, key: MetricKey, traffic: Traffic) -> Metric:
        profile, standing, for_energy = key
        durations, closures = self._at(standing, traffic)
        if profile == USUAL and not for_energy:
            conditions = Conditions(durations, closures)
            costs, changed = changed_costs(self.region, self.free_flow, conditions, self._turns_around)
            weights = (
                self.hierarchy.amended(costs.arc, changed) if len(changed) else self.hierarchy.usual_weights()
            )
        else:
            costs = self.basis.costs(profile, durations, closures, for_energy=for_energy)
            weights = self.hierarchy.customized(costs.arc)
        return Metric(self.hierarchy, weights, costs, durations, self.turn_to)

    def _turns_around(self, into: NDArray[np.int64], out_of: NDArray[np.int64]) -> NDArray[np.int64]:
        """Every turn into some edges and every turn out of others."""
        states, _ = self.states_of_each(into)
        begin = self.turn_begin
        leaving, _ = self.states_of_each(out_of)
        first = begin[leaving].astype(np.int64)
        counts = begin[leaving + 1].astype(np.int64) - first
        out = np.repeat(first, counts) + ragged_arange(counts)
        return np.concatenate((self.hierarchy.turns_into(states), out))

    def _at(self, standing: Standing, traffic: Traffic) -> tuple[Durations, Closures]:
        """Times and closures with what holds at a time and the traffic."""
        free = self.free_flow
        closures, cap_mps = self.schedule.closures(standing)
        if cap_mps is None and not len(traffic):
            return free, closures
        speed = free.edge_speed_mps
        if cap_mps is not None:
            speed = np.fmin(speed, cap_mps)
        level = free.edge_congestion
        if len(traffic):
            live, closed = traffic.on_edges(self.region)
            level = congestion(live, free.edge_speed_mps)
            speed = np.where(np.isnan(live), speed, np.maximum(live, 0.5))
            edges = closed if closures.edges is None else closed | closures.edges
            closures = replace(closures, edges=edges)
        return Durations(free.edge_length_m, speed.astype(np.float32), level), closures


def _boarding(region: Region) -> dict[int, list[tuple[int, bool]]]:
    """Node -> the ferries that begin (False) and end (True) there."""
    ferries = region.array("ferry_edge")
    found: dict[int, list[tuple[int, bool]]] = {}
    for array, ends in (("edge_tail", False), ("edge_head", True)):
        for edge, node in zip(ferries.tolist(), region.array(array)[ferries].tolist(), strict=True):
            found.setdefault(node, []).append((edge, ends))
    return found
