"""One region made ready for routing: its contraction hierarchy, and the metrics customised for it so far."""

from __future__ import annotations

import tempfile
import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from pyroutingkit import CCHMetric, CCHTopology

from maps.errors import RegionError
from maps.geometry import E7
from maps.models import RoutingProfile
from maps.region.format import EdgeFlag, RoadClass
from maps.region.grid import ragged_arange
from maps.region.snap import Snapper
from maps.route.costing import FORBIDDEN, Closures, CostBasis, Costs, Durations
from maps.route.energy import DEFAULT_VEHICLE, VehicleModel
from maps.route.memory import give_back_freed_memory
from maps.route.schedule import Schedule, Standing
from maps.route.traffic import Traffic, congestion

if TYPE_CHECKING:
    from maps.region.reader import Region

METRICS_KEPT = 6
"""A customised metric of a city is some 20 MB; a driver switches between a few profiles."""

CUSTOMIZE_THREADS = 1
"""Two threads were no faster than one on two cores (Porto, 61 against 63 ms), and others need the second
core."""


MetricKey = tuple[RoutingProfile, Standing, bool]
"""Profile, what holds at the time, and whether the cost is energy alone (for reach) instead of the
profile's."""


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
    """Costs of one profile at one time, customised. Its query object serves one thread at a time."""

    def __init__(
        self,
        topology: CCHTopology,
        costs: Costs,
        durations: Durations,
        good_ends: tuple[NDArray[np.bool_], NDArray[np.bool_]],
    ) -> None:
        self.costs = costs
        self.durations = durations
        self.usable: NDArray[np.bool_] = costs.edge < FORBIDDEN
        self.ends = (self.usable & good_ends[0], self.usable & good_ends[1], self.usable)
        """[E] each: where a route may end, by the choice of ends"""
        self._cch = CCHMetric(topology)
        self._cch.customize(costs.arc, CUSTOMIZE_THREADS)
        self._lock = threading.Lock()
        self._reverse: CCHMetric | None = None

    def path(self, source: int, target: int) -> StatePath | None:
        """The cheapest way between two states; the source's own edge costs nothing. None: there is none."""
        with self._lock:
            cost, states, turns = self._cch.query(source, target)
        if cost >= FORBIDDEN:
            return None
        return StatePath(cost, np.array(states, dtype=np.int64), np.array(turns, dtype=np.int64))

    def matrix(self, sources: NDArray[np.integer], targets: NDArray[np.integer]) -> NDArray[np.int64]:
        """[S, T] costs between states; FORBIDDEN where there is no way."""
        with self._lock:
            found = self._cch.distances_many_to_many(_states(sources), _states(targets))
        return np.asarray(found, dtype=np.int64)

    def reverse_matrix(
        self, reverse_topology: CCHTopology, sources: NDArray[np.integer], targets: NDArray[np.integer]
    ) -> NDArray[np.int64]:
        """[T, S] costs from sources to targets; quick where the sources are many and the targets few."""
        with self._lock:
            if self._reverse is None:
                self._reverse = CCHMetric(reverse_topology)
                self._reverse.customize(self.costs.arc, CUSTOMIZE_THREADS)
            found = self._reverse.distances_many_to_many(_states(targets), _states(sources))
        return np.asarray(found, dtype=np.int64)


class Network:
    """Routing on one region. The hierarchy is loaded when it is first needed.

    Raises RegionError when it is missing or does not fit the graph.
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
        flags = region.array("edge_flags")
        not_an_end = np.uint32(EdgeFlag.NO_START | EdgeFlag.FERRY)
        self._end: NDArray[np.bool_] = (flags & not_an_end) == 0
        self._joined_end: NDArray[np.bool_] = (flags & (not_an_end | np.uint32(EdgeFlag.ISLAND))) == 0
        copies = np.asarray(self.state_edge[self.edge_count :])
        self._copy_order = np.argsort(copies, kind="stable") + self.edge_count
        self._copy_edge = np.asarray(self.state_edge)[self._copy_order]
        self.boarding = _boarding(region)
        self._topology: CCHTopology | None = None
        self._reverse_topology: CCHTopology | None = None
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
                self._free_flow = self.basis.free_flow()
            return self._free_flow

    @property
    def topology(self) -> CCHTopology:
        with self._loading:
            if self._topology is None:
                self._topology = self._load(self.region.path / "cch")
                give_back_freed_memory()
            return self._topology

    @property
    def reverse_topology(self) -> CCHTopology:
        """The same hierarchy over turned arcs: it answers from all states to one."""
        with self._loading:
            if self._reverse_topology is None:
                stored = (self.region.path / "cch").resolve()
                with tempfile.TemporaryDirectory(prefix="headunit-cch-") as folder:
                    # The order belongs to the undirected graph, so swapping the arcs' ends is all it takes.
                    for name, source in (("head", "tail"), ("tail", "head")):
                        (Path(folder) / name).symlink_to(stored / source)
                    for name in ("node_count", "order", "rank"):
                        (Path(folder) / name).symlink_to(stored / name)
                    self._reverse_topology = self._load(Path(folder))
                give_back_freed_memory()
            return self._reverse_topology

    def metric(self, profile: RoutingProfile, when: datetime, *, for_energy: bool = False) -> Metric:
        """The profile's metric for a time of departure, customised on first use."""
        key = (profile, self.schedule.standing(profile, when), for_energy)
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
        costs = self.basis.costs(profile, durations, closures, for_energy=for_energy)
        return Metric(self.topology, costs, durations, (self._end, self._joined_end))

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
            closures = Closures(edges, closures.turns, closures.restricted_edges)
        speed = speed.astype(np.float32)
        edge_s = np.asarray(self.region.array("edge_length_m") / speed, dtype=np.float32)
        return Durations(speed, edge_s, level), closures

    def _load(self, folder: Path) -> CCHTopology:
        topology = CCHTopology()
        try:
            topology.load(str(folder))
        except (RuntimeError, OSError) as error:
            raise RegionError(
                self.region.path, f"the contraction hierarchy cannot be read ({error})"
            ) from None
        if topology.node_count != len(self.state_edge):
            raise RegionError(self.region.path, "the contraction hierarchy belongs to another graph")
        return topology


def _states(numbers: NDArray[np.integer]) -> NDArray[np.uint32]:
    return np.ascontiguousarray(numbers, dtype=np.uint32)


def _boarding(region: Region) -> dict[int, list[tuple[int, bool]]]:
    """Node -> the ferries that begin (False) and end (True) there."""
    ferries = np.flatnonzero(region.array("edge_flags") & np.uint32(EdgeFlag.FERRY))
    found: dict[int, list[tuple[int, bool]]] = {}
    for array, ends in (("edge_tail", False), ("edge_head", True)):
        for edge, node in zip(ferries.tolist(), region.array(array)[ferries].tolist(), strict=True):
            found.setdefault(node, []).append((edge, ends))
    return found
