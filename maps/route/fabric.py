"""Several networks routed as one: where adjoining regions meet, and the cheapest ways across.

Two extracts that were cut from one map share the ways that cross their border. A car that has driven along
such a way to a node that both know is in the same situation in both, so the two states are joined at no cost.
Where an extract was cut at nodes, a road that ends at a shared node in one region is joined to those that
begin there in the other. A way over borders is then the least sum over joints, found by relaxing whole
vectors.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from maps.route.contraction import FORBIDDEN
from maps.route.ends import Ends
from maps.route.network import Metric, Network, StatePath

CROSSINGS_MOST = 12
"""A way that changes regions more often than this is not looked for."""


@dataclass(frozen=True)
class Joints:
    """J places at which a way may pass from one network to another."""

    from_network: NDArray[np.int64]
    from_state: NDArray[np.int64]
    to_network: NDArray[np.int64]
    to_state: NDArray[np.int64]
    enters: NDArray[np.bool_]
    """[J] True: the edge of `to_state` is yet to be driven; False: it is the edge of `from_state`"""


@dataclass(frozen=True)
class Piece:
    """A part of a path within one network."""

    network: int
    path: StatePath
    begins_driven: bool
    """its first edge is the last one of the piece before"""


class Fabric:
    """The networks and their joints."""

    def __init__(self, networks: Sequence[Network]) -> None:
        self.networks = tuple(networks)
        self._joints: Joints | None = None
        self._between: tuple[tuple[Metric, ...], NDArray[np.float64]] | None = None
        self._lock = threading.Lock()

    @property
    def joints(self) -> Joints:
        """Found on first use."""
        with self._lock:
            if self._joints is None:
                self._joints = find_joints(self.networks)
            return self._joints

    def cost_table(self, metrics: Sequence[Metric], here: Ends, there: Ends) -> NDArray[np.float64]:
        """[C, D] cost from each candidate here to each there; infinity where there is no way."""
        if len(self.networks) == 1:
            return _local_table(self.networks[0], metrics[0], here, there)
        table = np.full((len(here.edge), len(there.edge)), np.inf)
        for row, (network, metric) in enumerate(zip(self.networks, metrics, strict=True)):
            from_rows, to_rows = np.flatnonzero(here.network == row), np.flatnonzero(there.network == row)
            if len(from_rows) and len(to_rows):
                table[np.ix_(from_rows, to_rows)] = _local_table(
                    network, metric, here.rows(from_rows), there.rows(to_rows)
                )
        if len(self.networks) > 1 and len(self.joints.from_state):
            for i in range(len(here.edge)):
                reached = self._reached(metrics, int(here.network[i]), int(here.edge[i]))
                for j in range(len(there.edge)):
                    last, _, _ = self._last_piece(metrics, reached, there, j)
                    crossing = last + here.rest_cost[i] - there.rest_cost[j]
                    table[i, j] = min(table[i, j], crossing)
        return table

    def path(self, metrics: Sequence[Metric], here: Ends, i: int, there: Ends, j: int) -> list[Piece] | None:
        """The cheapest way between two chosen candidates."""
        best: list[Piece] | None = None
        best_cost = np.inf
        row = int(here.network[i])
        if row == int(there.network[j]):
            local = local_path(self.networks[row], metrics[row], here, i, there, j)
            if local is not None:
                best, best_cost = [Piece(row, local, False)], float(local.cost)
        if len(self.networks) > 1 and len(self.joints.from_state):
            reached = self._reached(metrics, row, int(here.edge[i]))
            cost, _, _ = self._last_piece(metrics, reached, there, j)
            if cost < best_cost:
                best = self._trace(metrics, row, int(here.edge[i]), reached, there, j)
        return best

    def _reached(self, metrics: Sequence[Metric], network: int, state: int) -> _Reached:
        """Cheapest cost from a state to the far side of each joint, over as many borders as it takes."""
        joints = self.joints
        first = np.full(len(joints.from_state), np.inf)
        mine = np.flatnonzero(joints.from_network == network)
        if len(mine):
            first[mine] = _finite(metrics[network].matrix(np.array([state]), joints.from_state[mine]))[0]
        first += self._entering(metrics)
        cost = first
        came_from = np.full(len(first), -1, dtype=np.int64)
        between = self._between_joints(metrics)
        for _ in range(CROSSINGS_MOST):
            over = cost[:, None] + between
            via = np.argmin(over, axis=0)
            better = over[via, np.arange(len(cost))] < cost
            if not better.any():
                break
            came_from = np.where(better, via, came_from)
            cost = np.where(better, over[via, np.arange(len(cost))], cost)
        return _Reached(cost, came_from)

    def _last_piece(
        self, metrics: Sequence[Metric], reached: _Reached, there: Ends, j: int
    ) -> tuple[float, int, int]:
        """Least cost to the end of the target's edge over a border, the joint crossed last, the final
        state."""
        row = int(there.network[j])
        into = np.flatnonzero((self.joints.to_network == row) & np.isfinite(reached.cost))
        if not len(into):
            return np.inf, -1, -1
        network = self.networks[row]
        states = network.states_of(int(there.edge[j]))
        table = _finite(metrics[row].reverse_matrix(self.joints.to_state[into], states))
        total = reached.cost[into][None, :] + table
        state, joint = np.unravel_index(int(np.argmin(total)), total.shape)
        return float(total[state, joint]), int(into[joint]), int(states[state])

    def _trace(
        self, metrics: Sequence[Metric], network: int, source: int, reached: _Reached, there: Ends, j: int
    ) -> list[Piece] | None:
        joints = self.joints
        _, joint, target = self._last_piece(metrics, reached, there, j)
        chain = [joint]
        while reached.came_from[chain[-1]] >= 0 and len(chain) <= len(joints.from_state):
            chain.append(int(reached.came_from[chain[-1]]))
        chain.reverse()
        pieces = []
        row, state, begins_driven = network, source, False
        for number in chain:
            found = metrics[row].path(state, int(joints.from_state[number]))
            if found is None:
                return None
            pieces.append(Piece(row, found, begins_driven))
            row, state = int(joints.to_network[number]), int(joints.to_state[number])
            begins_driven = not bool(joints.enters[number])
        found = metrics[row].path(state, target)
        return None if found is None else [*pieces, Piece(row, found, begins_driven)]

    def _entering(self, metrics: Sequence[Metric]) -> NDArray[np.float64]:
        """[J] cost of the edge that a joint begins, where it does."""
        joints = self.joints
        extra = np.zeros(len(joints.from_state))
        for row, (network, metric) in enumerate(zip(self.networks, metrics, strict=True)):
            mine = np.flatnonzero(joints.enters & (joints.to_network == row))
            cost = metric.costs.edge[network.state_edge[joints.to_state[mine]]].astype(np.float64)
            extra[mine] = np.where(cost >= FORBIDDEN, np.inf, cost)
        return extra

    def _between_joints(self, metrics: Sequence[Metric]) -> NDArray[np.float64]:
        """[J, J] cost from the far side of one joint to the far side of another."""
        with self._lock:
            if self._between is not None and self._between[0] == tuple(metrics):
                return self._between[1]
        joints = self.joints
        between = np.full((len(joints.from_state),) * 2, np.inf)
        for row, metric in enumerate(metrics):
            into = np.flatnonzero(joints.to_network == row)
            out = np.flatnonzero(joints.from_network == row)
            if len(into) and len(out):
                between[np.ix_(into, out)] = _finite(
                    metric.matrix(joints.to_state[into], joints.from_state[out])
                )
        between += self._entering(metrics)[None, :]
        with self._lock:
            self._between = (tuple(metrics), between)
        return between


@dataclass(frozen=True)
class _Reached:
    cost: NDArray[np.float64]
    """[J]"""
    came_from: NDArray[np.int64]
    """[J] the joint before, -1 for none"""


def find_joints(networks: Sequence[Network]) -> Joints:
    """Every place at which two of the networks meet and one has something that the other lacks."""
    columns: list[tuple[NDArray[np.int64], ...]] = []
    for a, first in enumerate(networks):
        for b, second in enumerate(networks):
            if a != b:
                columns += [
                    (np.full(len(x), a), x, np.full(len(x), b), y, np.full(len(x), enters))
                    for x, y, enters in _joints_between(first, second)
                ]
    if not columns:
        empty = np.zeros(0, dtype=np.int64)
        return Joints(empty, empty, empty, empty, np.zeros(0, dtype=np.bool_))
    joined = [np.concatenate(column) for column in zip(*columns, strict=True)]
    return Joints(joined[0], joined[1], joined[2], joined[3], joined[4].astype(np.bool_))


def _joints_between(
    first: Network, second: Network
) -> list[tuple[NDArray[np.int64], NDArray[np.int64], bool]]:
    """States of `first` from which a way goes on in `second`: on the same way, and from a shared end node."""
    a, b = first.region, second.region
    node_a, node_b = np.asarray(a.array("node_osm_id")), np.asarray(b.array("node_osm_id"))
    shared = np.intersect1d(node_a, node_b)
    if not len(shared):
        return []
    key_a, edge_a = _arrivals(first, shared)
    key_b, edge_b = _arrivals(second, shared)
    _, row_a, row_b = np.intersect1d(key_a, key_b, return_indices=True)
    same_a, same_b = edge_a[row_a], edge_b[row_b]
    known_b = np.zeros(second.edge_count, dtype=np.bool_)
    known_b[same_b] = True
    known_a = np.zeros(first.edge_count, dtype=np.bool_)
    known_a[same_a] = True
    # Worth a joint only where the second region goes on along something that the first lacks.
    turn_from = np.asarray(b.array("turn_from"))
    leads_out = np.zeros(len(second.state_edge), dtype=np.bool_)
    leads_out[turn_from[~known_b[second.state_edge[second.turn_to]]]] = True
    useful = leads_out[same_b]
    found = [(same_a[useful], same_b[useful], False)]

    # Cut at nodes: an edge of the first that the second lacks ends where one that the first lacks begins.
    ending = edge_a[~known_a[edge_a]]
    head_osm = node_a[a.array("edge_head")[ending]]
    begin_b = np.flatnonzero(~known_b & np.isin(node_b[b.array("edge_tail")], shared))
    tail_osm = node_b[b.array("edge_tail")[begin_b]]
    order = np.argsort(tail_osm, kind="stable")
    low = np.searchsorted(tail_osm[order], head_osm)
    high = np.searchsorted(tail_osm[order], head_osm, side="right")
    way_a, way_b = a.array("way_osm_id")[a.array("edge_way")], b.array("way_osm_id")[b.array("edge_way")]
    pairs = [
        (int(e), int(f))
        for e, i, j in zip(ending.tolist(), low.tolist(), high.tolist(), strict=True)
        for f in begin_b[order[i:j]].tolist()
        if way_a[e] != way_b[f]
    ]
    if pairs:
        table = np.array(pairs, dtype=np.int64)
        found.append((table[:, 0], table[:, 1], True))
    return found


def _arrivals(network: Network, shared: NDArray[np.int64]) -> tuple[NDArray[np.void], NDArray[np.int64]]:
    """Keys (way, direction, node arrived at) of the edges that arrive at shared nodes, and the edges."""
    region = network.region
    head = np.asarray(region.array("node_osm_id"))[region.array("edge_head")]
    edges = np.flatnonzero(np.isin(head, shared))
    key = np.zeros(len(edges), dtype=[("way", "i8"), ("forward", "i8"), ("node", "i8")])
    key["way"] = region.array("way_osm_id")[region.array("edge_way")[edges]]
    key["forward"] = region.array("edge_forward")[edges]
    key["node"] = head[edges]
    unique, first = np.unique(key, return_index=True)
    return unique, edges[first]


def may_come_round(here: Ends, there: Ends) -> bool:
    """Whether a candidate there lies on the same edge as one here, and before it."""
    begins = dict(zip(here.edge.tolist(), here.fraction.tolist(), strict=True))
    return any(
        fraction < begins.get(edge, 0.0)
        for edge, fraction in zip(there.edge.tolist(), there.fraction.tolist(), strict=True)
    )


def best_local_path(
    network: Network, metric: Metric, here: Ends, there: Ends
) -> tuple[StatePath, int, int] | None:
    """The cheapest way from any candidate to any other of one network, and the two; what they cost counts.

    Not for candidates that come round to where they began, see `may_come_round`.
    """
    states, begin = network.states_of_each(there.edge)
    arriving = there.arrive_cost - there.rest_cost
    # What is left of the target's edge is not driven; shifted so that no cost is negative.
    arriving -= arriving.min()
    rows = (
        None if len(states) == len(arriving) else begin.searchsorted(np.arange(len(states)), side="right") - 1
    )
    found = metric.best_path(
        here.edge.astype(np.int32),
        here.leave_cost + here.rest_cost,
        states.astype(np.int32),
        arriving if rows is None else arriving[rows],
    )
    if found is None or rows is None:
        return found
    path, i, j = found
    return path, i, int(rows[j])


def local_path(network: Network, metric: Metric, here: Ends, i: int, there: Ends, j: int) -> StatePath | None:
    """The cheapest way between two candidates of one network."""
    source, target = int(here.edge[i]), int(there.edge[j])
    if source == target and there.fraction[j] < here.fraction[i]:
        return _round_trip(network, metric, source)
    states = network.states_of(target)
    if len(states) == 1:
        return metric.path(source, target)
    paths = [metric.path(source, int(state)) for state in states]
    return min((p for p in paths if p is not None), key=lambda p: p.cost, default=None)


def _local_table(network: Network, metric: Metric, here: Ends, there: Ends) -> NDArray[np.float64]:
    """[C, D] costs within one network between candidates that lie in it."""
    sources, targets = here.edge, there.edge
    states, begin = network.states_of_each(targets)
    raw = _finite(metric.matrix(sources, states))
    least = raw if len(states) == len(targets) else np.minimum.reduceat(raw, begin, axis=1)
    rest = here.rest_cost[:, None] - there.rest_cost[None, :]
    table: NDArray[np.float64] = np.asarray(least, dtype=np.float64) + rest
    same = sources[:, None] == targets[None, :]
    if same.any():
        behind = same & (there.fraction[None, :] < here.fraction[:, None])
        for i, j in np.argwhere(behind).tolist():
            round_trip = _round_trip(network, metric, int(sources[i]))
            cost = np.inf if round_trip is None else float(round_trip.cost)
            table[i, j] = cost + rest[i, j]
    return table


def _round_trip(network: Network, metric: Metric, edge: int) -> StatePath | None:
    """The cheapest way from the end of an edge back onto it."""
    best: StatePath | None = None
    for turn in range(int(network.turn_begin[edge]), int(network.turn_begin[edge + 1])):
        first = int(metric.costs.arc[turn])
        if first >= FORBIDDEN:
            continue
        for state in network.states_of(edge):
            rest = metric.path(int(network.turn_to[turn]), int(state))
            if rest is not None and (best is None or first + rest.cost < best.cost):
                best = StatePath(first + rest.cost, np.append(edge, rest.states), np.append(turn, rest.turns))
    return best


def _finite(cost: NDArray[np.int64]) -> NDArray[np.float64]:
    """With infinity where there is no way."""
    finite: NDArray[np.float64] = cost.astype(np.float64)
    finite[cost >= FORBIDDEN] = np.inf
    return finite
