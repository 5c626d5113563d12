"""One region made ready for routing: its contraction hierarchy, and the metrics customised for it so far."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from pyroutingkit import CCHMetric, CCHTopology

from maps.errors import RegionError
from maps.models import RoutingProfile
from maps.region.snap import Snapper
from maps.route.costing import FORBIDDEN, Costs, Durations, costs_of, free_flow_durations

if TYPE_CHECKING:
    from maps.region.reader import Region

METRICS_KEPT = 6
"""A customised metric of a city is some 20 MB; a driver switches between a few profiles."""


@dataclass(frozen=True)
class StatePath:
    """A way through the expanded graph: K states and the K-1 turns between them."""

    cost: int
    states: NDArray[np.int64]
    turns: NDArray[np.int64]


class Metric:
    """Costs of one profile at one time, customised. Its query object serves one thread at a time."""

    def __init__(self, topology: CCHTopology, costs: Costs, durations: Durations) -> None:
        self.costs = costs
        self.durations = durations
        self.usable: NDArray[np.bool_] = costs.edge < FORBIDDEN
        self._cch = CCHMetric(topology)
        self._cch.customize(costs.arc, 1)
        self._lock = threading.Lock()

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
            found = self._cch.distances_many_to_many(
                np.ascontiguousarray(sources, dtype=np.uint32), np.ascontiguousarray(targets, dtype=np.uint32)
            )
        return np.asarray(found, dtype=np.int64)


class Network:
    """Routing on one region. Raises RegionError when the hierarchy is missing or does not fit the graph."""

    def __init__(self, region: Region) -> None:
        self.region = region
        self.name: str = region.manifest.name
        self.snapper = Snapper(region)
        self.state_edge = region.array("state_edge")
        self.turn_begin = region.array("turn_begin")
        self.turn_to = region.array("turn_to")
        self.edge_count = len(region.array("edge_head"))
        self._topology = CCHTopology()
        folder = region.path / "cch"
        try:
            self._topology.load(str(folder))
        except (RuntimeError, OSError) as error:
            raise RegionError(region.path, f"the contraction hierarchy cannot be read ({error})") from None
        if self._topology.node_count != len(self.state_edge):
            raise RegionError(region.path, "the contraction hierarchy belongs to another graph")
        copies = np.asarray(self.state_edge[self.edge_count :])
        self._copy_order = np.argsort(copies, kind="stable") + self.edge_count
        self._copy_edge = np.asarray(self.state_edge)[self._copy_order]
        self._free_flow: Durations | None = None
        self._metrics: OrderedDict[Hashable, Metric] = OrderedDict()
        self._lock = threading.Lock()

    def states_of(self, edge: int) -> NDArray[np.int64]:
        """Every state in which the car is on `edge`."""
        first = int(np.searchsorted(self._copy_edge, edge))
        last = int(np.searchsorted(self._copy_edge, edge, side="right"))
        return np.concatenate(([edge], self._copy_order[first:last])).astype(np.int64)

    @property
    def free_flow(self) -> Durations:
        if self._free_flow is None:
            self._free_flow = free_flow_durations(self.region)
        return self._free_flow

    def metric(self, profile: RoutingProfile) -> Metric:
        """The profile's metric, customised on first use."""
        key = profile
        with self._lock:
            known = self._metrics.get(key)
            if known is not None:
                self._metrics.move_to_end(key)
                return known
            made = self.customize(profile)
            self._metrics[key] = made
            while len(self._metrics) > METRICS_KEPT:
                self._metrics.popitem(last=False)
            return made

    def customize(self, profile: RoutingProfile) -> Metric:
        """A fresh metric."""
        return Metric(self._topology, costs_of(self.region, profile, self.free_flow), self.free_flow)
