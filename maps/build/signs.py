"""Signals and signs: the junction that each belongs to, and whose travel it holds up.

A junction with lights has a node with `traffic_signals` at every stop line, at every crossing for walkers
beside it, and often in its middle as well; a driver waits there once. Signals within `REACH_M` of a junction
are that junction's, and junctions with lights that lie within `MERGED_M` of each other, as the four of two
dual carriageways do, are one. A stop or give-way sign before a junction is for those who drive towards it.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from maps.build.graph import NO_EDGE, Graph
from maps.region.format import NodeFlag, RoadClass

REACH_M = 50.0
MERGED_M = 40.0
BESIDE_M = 25.0
"""Two lights so near each other are never two junctions'."""
_SIGNS = int(NodeFlag.STOP | NodeFlag.GIVE_WAY)
NONE = -1


@dataclass(frozen=True)
class Signs:
    """N nodes."""

    group: NDArray[np.int64]
    """[N] the lights that a node is part of, NONE where it is part of none"""
    towards: NDArray[np.int64]
    """[N] of a sign inside a road: the next node on the way to its junction, NONE where none is near"""


def street_arms(graph: Graph) -> NDArray[np.int64]:
    """[N] streets that meet at a node, drives and tracks left out, each counted once."""
    count = len(graph.node_lat_e7)
    street = graph.edge_class <= RoadClass.LIVING_STREET
    only_entering = street & (graph.edge_reverse == NO_EDGE)
    leaving = np.bincount(graph.edge_tail[street], minlength=count)
    return leaving + np.bincount(graph.edge_head[only_entering], minlength=count)


def find_signs(graph: Graph) -> Signs:
    """Where signals and signs belong."""
    count = len(graph.node_lat_e7)
    group = np.full(count, NONE, dtype=np.int64)
    towards = np.full(count, NONE, dtype=np.int64)
    flags = graph.node_flags
    lights = np.flatnonzero(flags & int(NodeFlag.TRAFFIC_SIGNAL))
    signs = np.flatnonzero((flags & _SIGNS) != 0)
    if len(lights) == 0 and len(signs) == 0:
        return Signs(group, towards)
    roads = _Roads(graph)
    for node in signs.tolist():
        way = roads.to_junction(node)
        if len(way) > 1:
            towards[node] = way[1]
    ways = [roads.to_junction(node) for node in lights.tolist()]
    anchors = {way[-1] for way in ways if way} | {
        node for node, way in zip(lights.tolist(), ways, strict=True) if not way
    }
    anchor_of = {node: way[-1] if way else node for node, way in zip(lights.tolist(), ways, strict=True)}
    beside = {
        (anchor_of[node], anchor_of[other])
        for node in anchor_of
        for other in roads.within(node, BESIDE_M)
        if other in anchor_of
    }
    number = _joined(roads, anchors, beside)
    for node, of in number.items():
        group[node] = of
    for node, way in zip(lights.tolist(), ways, strict=True):
        for member in way or (node,):
            group[member] = number[way[-1] if way else node]
    return Signs(group, towards)


def _joined(roads: _Roads, anchors: set[int], beside: set[tuple[int, int]]) -> dict[int, int]:
    """Node to the number of its lights: of each anchor, and of what lies between two that are near each
    other along the roads, or have lights that are, and so are one."""
    around = {node: roads.within(node, 2.0 * MERGED_M) for node in sorted(anchors)}
    leader = {node: node for node in anchors}

    def lead(node: int) -> int:
        while leader[node] != node:
            leader[node] = leader[leader[node]]
            node = leader[node]
        return node

    pairs = [(a, b, m) for a, near in around.items() for b, m in near.items() if b in around and a < b]
    near_each_other = {(node, other) for node, other, apart_m in pairs if apart_m <= MERGED_M}
    for node, other in sorted(near_each_other | beside):
        a, b = lead(node), lead(other)
        leader[max(a, b)] = min(a, b)
    number = {node: lead(node) for node in anchors}
    for node, other, apart_m in pairs:
        if number[node] != number[other]:
            continue
        there = around[other]
        for middle, along_m in around[node].items():
            if along_m + there.get(middle, np.inf) <= apart_m * 1.1 + 2.0:
                number.setdefault(middle, number[node])
    return number


class _Roads:
    """The network without directions, looked at from single nodes."""

    def __init__(self, graph: Graph) -> None:
        ends = np.concatenate((graph.edge_tail, graph.edge_head)).astype(np.int64)
        order = np.argsort(ends, kind="stable")
        others = np.concatenate((graph.edge_head, graph.edge_tail))[order]
        self._begin = np.searchsorted(ends[order], np.arange(len(graph.node_lat_e7) + 1)).data
        self._other = np.ascontiguousarray(others).data
        lengths = np.concatenate((graph.edge_length_m, graph.edge_length_m))[order]
        self._length = np.ascontiguousarray(lengths).data
        self._arms = street_arms(graph).data

    def to_junction(self, node: int) -> list[int]:
        """The nodes from one to the nearest junction within reach, both included; empty where there is
        none."""
        if self._arms[node] > 2:
            return [node]
        came: dict[int, int] = {}
        for at, _ in self._outward(node, REACH_M, came):
            if self._arms[at] > 2:
                way = [at]
                while way[-1] != node:
                    way.append(came[way[-1]])
                return way[::-1]
        return []

    def within(self, node: int, limit_m: float) -> dict[int, float]:
        """Metres to the nodes near a node."""
        return dict(self._outward(node, limit_m, {}))

    def _outward(self, node: int, limit_m: float, came: dict[int, int]) -> Iterator[tuple[int, float]]:
        """Nodes near a node, nearest first; `came` tells from which each was reached."""
        queue = [(0.0, node, node)]
        done: set[int] = set()
        while queue:
            along_m, at, before = heapq.heappop(queue)
            if at in done:
                continue
            done.add(at)
            came[at] = before
            if at != node:
                yield at, along_m
            for row in range(self._begin[at], self._begin[at + 1]):
                further = along_m + self._length[row]
                other = self._other[row]
                if further <= limit_m and other not in done:
                    heapq.heappush(queue, (further, other, at))
