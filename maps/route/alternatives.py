"""Two or three other ways worth offering: long plateaus of the two shortest-path trees.

Where the tree that grows from the start and the one that grows toward the destination run along the same
arcs (a plateau), the way over those arcs is locally optimal for as long as the plateau is (Cambridge
Vehicle Information Technology, "Choice Routing"; Abraham et al., "Alternative Routes in Road Networks",
2013). Both trees come from the hierarchies, for the states on roads of some importance only: with
residential roads added (Porto) they took three times as long and found no more. Where every single plateau
leaves too much in common with the best way, two that leave it at different places are joined.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray

from maps.region.format import RoadClass
from maps.route.contraction import FORBIDDEN
from maps.route.network import Metric, Network, StatePath

LONGER_MOST = 1.25
"""Cost of an alternative relative to the best way."""
SHARED_MOST = 0.70
"""Share of its length that an alternative may have in common with any other route shown."""
PLATEAU_LEAST = 0.04
"""Length of a plateau relative to the best way: shorter ones are detours round a block."""
TRIED_MOST = 16
JOINED_MOST = 8
LEAST_IMPORTANT = RoadClass.TERTIARY
"""Of the roads that plateaus are looked for on."""
DETOUR_MOST = 1.35
"""A state is looked at only when going by it as the crow flies is no longer than this, relative to straight
on."""
DETOUR_MARGIN_DEG = 0.02


def find_alternatives(network: Network, metric: Metric, best: StatePath, count: int) -> list[StatePath]:
    """Up to `count` other ways between the ends of the best one, most promising first."""
    if len(best.states) < 3:
        return []
    comparison = _Comparison(network, best)
    source, target = int(best.states[0]), int(best.states[-1])
    ways: list[StatePath] = []
    too_alike: list[_Detour] = []
    for via in _plateaus(network, metric, source, target, best.cost):
        path = _over(metric, (source, via, target))
        if path is None or not comparison.is_simple(path):
            continue
        if comparison.differs(path, ways):
            ways.append(path)
            if len(ways) == count:
                return ways
        else:
            too_alike.append(comparison.detour(path, via))
    for first, second in _apart(too_alike, best.cost):
        path = _over(metric, (source, first.via, second.via, target))
        if path is None or path.cost > best.cost * LONGER_MOST:
            continue
        if comparison.is_simple(path) and comparison.differs(path, ways):
            ways.append(path)
            if len(ways) == count:
                break
    return ways


@dataclass(frozen=True)
class _Detour:
    """Where a way leaves the best one and comes back to it."""

    via: int
    extra_cost: int
    begin: int
    """index into the best way's edges"""
    end: int
    saved_m: float
    """of the best way's length that is not driven"""


class _Comparison:
    """Compares ways with the best one and with each other."""

    def __init__(self, network: Network, best: StatePath) -> None:
        self._network = network
        self._length_m = network.region.array("edge_length_m")
        self._reverse = network.region.array("edge_reverse")
        self._best = best
        self._best_edges = network.state_edge[best.states]

    def is_simple(self, path: StatePath) -> bool:
        """Passes no street twice, in whichever direction."""
        edges = self._network.state_edge[path.states].astype(np.int64)
        back = self._reverse[edges].astype(np.int64)
        # One number a street: the lesser of its two edges (one-way streets have no other).
        return len(np.unique(np.minimum(edges, back))) == len(edges)

    def differs(self, path: StatePath, ways: list[StatePath]) -> bool:
        """Has enough of its own beside the best way and the ways chosen before."""
        edges = self._network.state_edge[path.states]
        length = self._length_m[edges]
        most = SHARED_MOST * float(length.sum())
        for other in (self._best_edges, *(self._network.state_edge[way.states] for way in ways)):
            if float(length[np.isin(edges, other)].sum()) > most:
                return False
        return True

    def detour(self, path: StatePath, via: int) -> _Detour:
        """Of a way that leaves the best one once."""
        shared = np.isin(self._best_edges, self._network.state_edge[path.states])
        missed = np.flatnonzero(~shared)
        begin, end = (int(missed[0]), int(missed[-1]) + 1) if len(missed) else (0, 0)
        saved_m = float(self._length_m[self._best_edges[missed]].sum())
        return _Detour(via, path.cost - self._best.cost, begin, end, saved_m)


def _apart(detours: list[_Detour], best_cost: int) -> list[tuple[_Detour, _Detour]]:
    """Pairs of detours at different places of the best way, in driving order, those that differ most
    first."""
    budget = best_cost * (LONGER_MOST - 1.0)
    pairs = []
    for one, other in combinations(detours, 2):
        first, second = (one, other) if one.begin <= other.begin else (other, one)
        apart = first.begin < first.end <= second.begin
        if apart and first.extra_cost + second.extra_cost <= budget:
            pairs.append((first, second))
    pairs.sort(key=lambda pair: -(pair[0].saved_m + pair[1].saved_m))
    return pairs[:JOINED_MOST]


def _plateaus(network: Network, metric: Metric, source: int, target: int, best_cost: int) -> list[int]:
    """One state on each plateau worth trying, most promising first."""
    states, turns, turn_from, turn_to = _between(network, source, target)
    if not len(states):
        return []
    outward = metric.matrix(np.array([source]), states)[0]
    homeward = metric.reverse_matrix(states, np.array([target]))[0]
    total = outward + homeward
    near = total <= int(best_cost * LONGER_MOST)
    flat = near[turn_from] & near[turn_to]
    turns, turn_from, turn_to = turns[flat], turn_from[flat], turn_to[flat]
    arc = metric.costs.arc[turns].astype(np.int64)
    flat = (arc < FORBIDDEN) & (outward[turn_from] + arc == outward[turn_to])
    flat &= homeward[turn_to] + arc == homeward[turn_from]
    # Each state's successor on its plateau; following it, doubling the stride, leads to the plateau's end.
    end = np.arange(len(states))
    end[turn_from[flat]] = turn_to[flat]
    while True:
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
    ends, length = ends[long_enough], length[long_enough]
    score = 2 * total[ends] - length
    return [int(s) for s in states[ends[np.argsort(score, kind="stable")]][:TRIED_MOST]]


def _between(
    network: Network, source: int, target: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """As `Network.major`, of the states that lie between two others as the crow flies."""
    major = network.major(LEAST_IMPORTANT)
    lat, lon = major.lat, major.lon
    at = [network.end_of(state) for state in (source, target)]
    shrink = float(np.cos(np.radians(at[0][0])))
    straight = float(np.hypot(at[0][0] - at[1][0], (at[0][1] - at[1][1]) * shrink))
    by = np.hypot(lat - at[0][0], (lon - at[0][1]) * shrink)
    by = by + np.hypot(lat - at[1][0], (lon - at[1][1]) * shrink)
    inside = by <= straight * DETOUR_MOST + DETOUR_MARGIN_DEG
    row = np.cumsum(inside) - 1
    kept = np.flatnonzero(inside[major.turn_from] & inside[major.turn_to])
    return (
        major.states[inside],
        major.turns[kept],
        row[major.turn_from[kept]],
        row[major.turn_to[kept]],
    )


def _over(metric: Metric, stations: tuple[int, ...]) -> StatePath | None:
    """The cheapest way over all of the states, in order."""
    cost = 0
    states: list[NDArray[np.int64]] = [np.array(stations[:1], dtype=np.int64)]
    turns: list[NDArray[np.int64]] = []
    for begin, end in pairwise(stations):
        part = metric.path(begin, end)
        if part is None:
            return None
        cost += part.cost
        states.append(part.states[1:])
        turns.append(part.turns)
    return StatePath(cost, np.concatenate(states), np.concatenate(turns))
