"""Find the roads that are not joined to the region's main network: a snap there strands the driver."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from maps.build.graph import Graph
from maps.region.format import EdgeFlag

_IMPORTANT_SEEDS, _SEEDS = 2, 32
"""Places from which the main network is looked for: the most important roads first, then any.

The most important roads of a small extract often only lead out of it or in: they are no network. Of places
drawn at random, one of a few lies in a network that holds half of the roads.
"""


def mark_islands(graph: Graph) -> int:
    """Set EdgeFlag.ISLAND where an edge cannot reach the main network or be reached; gives how many."""
    edge_count = len(graph.edge_tail)
    to_begin, to = graph.turn_begin.astype(np.int64), graph.turn_to.astype(np.int64)
    order = np.argsort(to, kind="stable")
    origin = graph.turn_from.astype(np.int64)[order]
    from_begin = np.searchsorted(to[order], np.arange(len(graph.state_edge) + 1))

    best = np.zeros(len(graph.state_edge), dtype=np.bool_)
    seeds = [
        np.lexsort((-graph.edge_length_m, graph.edge_class)),
        np.random.default_rng(0).permutation(edge_count),
    ]
    tried = np.zeros(len(graph.state_edge), dtype=np.bool_)
    for number in range(_SEEDS):
        order_of_seeds = seeds[number >= _IMPORTANT_SEEDS]
        untried = order_of_seeds[~tried[order_of_seeds]]
        if best.sum() >= (~tried).sum() or not len(untried):
            break
        seed = int(untried[0])
        main = _reach(to_begin, to, seed) & _reach(from_begin, origin, seed)
        tried |= main
        if main.sum() > best.sum():
            best = main
    island = ~best[:edge_count]
    flags = graph.edge_flags.copy()
    flags[island] |= np.uint32(EdgeFlag.ISLAND)
    graph.put("edge_flags", flags)
    return int(island.sum())


def _reach(begin: NDArray[np.int64], to: NDArray[np.int64], seed: int) -> NDArray[np.bool_]:
    """[X] states reachable from `seed`, breadth first, one level at a time."""
    reached = np.zeros(len(begin) - 1, dtype=np.bool_)
    reached[seed] = True
    frontier = np.array([seed])
    while len(frontier):
        count = begin[frontier + 1] - begin[frontier]
        ends = np.cumsum(count)
        rows = np.arange(ends[-1]) + np.repeat(begin[frontier] - (ends - count), count)
        found = to[rows]
        found = found[~reached[found]]
        reached[found] = True
        frontier = np.unique(found)
    return reached
