"""Two or three other ways worth offering: long plateaus of the two shortest-path trees.

Where the tree that grows from the start and the one that grows toward the destination run along the same
arcs (a
plateau), the way over those arcs is locally optimal for as long as the plateau is (Cambridge Vehicle
Information
Technology, "Choice Routing"; Abraham et al., "Alternative Routes in Road Networks", 2013). Both trees come
from the
hierarchies, for the states on roads of some importance only.
"""

from __future__ import annotations

import numpy as np

from maps.region.format import RoadClass
from maps.route.costing import FORBIDDEN
from maps.route.network import Metric, Network, StatePath

LONGER_MOST = 1.25
"""Cost of an alternative relative to the best way."""
SHARED_MOST = 0.70
"""Share of its length that an alternative may have in common with any other route shown."""
PLATEAU_LEAST = 0.06
"""Length of a plateau relative to the best way: shorter ones are detours round a block."""
TRIED_MOST = 24
CLASSES = (RoadClass.TERTIARY, RoadClass.RESIDENTIAL)
"""Roads that plateaus are looked for on: first the important ones, then nearly all."""


def find_alternatives(
    network: Network,
    metric: Metric,
    best: StatePath,
    count: int,
) -> list[StatePath]:
    """Up to `count` other ways between the ends of the best one, most promising first."""
    chosen = [best]
    source = int(best.states[0])
    target = int(best.states[-1])
    if len(best.states) < 3:
        return []
    for least_important in CLASSES:
        for via in _plateaus(network, metric, source, target, best.cost, least_important):
            path = _via(metric, source, via, target)
            if path is not None and _is_worth_it(network, path, chosen):
                chosen.append(path)
                if len(chosen) > count:
                    return chosen[1:]
    return chosen[1:]


def _plateaus(
    network: Network, metric: Metric, source: int, target: int, best_cost: int, least_important: RoadClass
) -> list[int]:
    """One state on each plateau worth trying, most promising first."""
    states, turns, turn_from, turn_to = network.major(least_important)
    outward = metric.matrix(np.array([source]), states)[0]
    homeward = metric.reverse_matrix(network.reverse_topology, states, np.array([target]))[0]
    total = outward + homeward
    near = total <= int(best_cost * LONGER_MOST)
    arc = metric.costs.arc[turns].astype(np.int64)
    flat = near[turn_from] & near[turn_to] & (arc < FORBIDDEN)
    flat &= (outward[turn_from] + arc == outward[turn_to]) & (homeward[turn_to] + arc == homeward[turn_from])
    # Each state's successor on its plateau; following it, doubling the stride, leads to the plateau's end.
    end = np.arange(len(states))
    end[turn_from[flat]] = turn_to[flat]
    for _ in range(20):
        further = end[end]
        if np.array_equal(further, end):
            break
        end = further
    members = np.flatnonzero(near)
    begin_cost = np.full(len(states), np.iinfo(np.int64).max)
    np.minimum.at(begin_cost, end[members], outward[members])
    ends = np.unique(end[members])
    length = outward[ends] - begin_cost[ends]
    long_enough = length >= int(best_cost * PLATEAU_LEAST)
    # The best way is a plateau of its own; its share of the list is its own end only.
    ends, length = ends[long_enough], length[long_enough]
    score = 2 * total[ends] - length
    return [int(s) for s in states[ends[np.argsort(score, kind="stable")]][:TRIED_MOST]]


def _via(metric: Metric, source: int, via: int, target: int) -> StatePath | None:
    first, second = metric.path(source, via), metric.path(via, target)
    if first is None or second is None:
        return None
    return StatePath(
        first.cost + second.cost,
        np.concatenate((first.states, second.states[1:])),
        np.concatenate((first.turns, second.turns)),
    )


def _is_worth_it(network: Network, path: StatePath, chosen: list[StatePath]) -> bool:
    edges = network.state_edge[path.states]
    if len(np.unique(edges)) < len(edges):
        return False
    reverse = network.region.array("edge_reverse")[edges]
    if np.isin(edges, reverse[reverse != 0xFFFFFFFF]).any():
        return False
    length = network.region.array("edge_length_m")[edges]
    for other in chosen:
        other_edges = network.state_edge[other.states]
        shared_m = float(length[np.isin(edges, other_edges)].sum())
        other_m = float(network.region.array("edge_length_m")[other_edges].sum())
        if shared_m > SHARED_MOST * min(float(length.sum()), other_m):
            return False
    return True
