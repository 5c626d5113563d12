"""Turn restrictions in terms of edges: which sequences of edges may not be driven, and when."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from maps.build.graph import Graph
from maps.build.losses import Losses
from maps.build.osm import Restriction
from maps.geometry import turn_angle_deg

Sequence_ = tuple[int, ...]

_SIDES = {"left": (-180.0, -15.0), "right": (15.0, 180.0), "straight": (-60.0, 60.0)}
"""Turn angles that a restriction's name can mean, in degrees, where the ways alone leave it open."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Restrictions in terms of edges: sequences that may not be driven, with the times at which they hold."""

    forbidden: dict[Sequence_, str]


def place_restrictions(
    graph: Graph, restrictions: tuple[Restriction, ...], losses: Losses
) -> tuple[Rules, int]:
    """Find the edges that the restrictions speak of. Restrictions are few, so this part is plain Python.

    One that leaves open what it forbids is left out: a junction that is closed by mistake is worse than a
    turn that is asked for in vain.
    """
    finder = EdgeFinder(graph, restrictions)
    forbidden: dict[Sequence_, str] = {}
    only: dict[tuple[Sequence_, str], set[int]] = {}
    placed = 0

    def forbid(banned: Sequence_, condition: str) -> None:
        # What always holds outweighs what holds at times.
        if forbidden.get(banned, "x"):
            forbidden[banned] = condition

    for restriction in restrictions:
        with losses.about("restrictions", f"r{restriction.relation_id}"):
            paths = finder.paths(restriction)
            why = finder.unclear(restriction, paths)
            if why:
                losses.add("restrictions", f"r{restriction.relation_id}", why)
                continue
            placed += bool(paths)
            for path in paths:
                if restriction.kind.startswith("no_"):
                    forbid(path, restriction.condition)
                else:
                    allowed = only.setdefault((path[:-1], restriction.condition), set())
                    allowed |= finder.allowed(restriction, path)
    # Two that say "only" of one road mean either, where each alone would forbid the other's way.
    for (beginning, condition), allowed in only.items():
        for edge in finder.ways_on(beginning[-1]):
            if edge not in allowed:
                forbid((*beginning, edge), condition)
    return Rules(forbidden), placed


class EdgeFinder:
    """Edges by way and node, for the ways that restrictions name."""

    def __init__(self, graph: Graph, restrictions: tuple[Restriction, ...]) -> None:
        self._graph = graph
        self._head = graph.edge_head
        self._tail = graph.edge_tail
        named = {way for rule in restrictions for way in (*rule.from_ways, *rule.via_ways, *rule.to_ways)}
        rows = np.flatnonzero(np.isin(graph.way_osm_id, np.array(sorted(named), dtype=np.int64)))
        edges = np.flatnonzero(np.isin(graph.edge_way, rows))
        self._edges_of: dict[int, list[int]] = {}
        for edge, way in zip(edges.tolist(), graph.way_osm_id[graph.edge_way[edges]].tolist(), strict=True):
            self._edges_of.setdefault(way, []).append(edge)

    def paths(self, rule: Restriction) -> list[Sequence_]:
        """Every from → (via …) → to sequence of edges that the restriction can mean."""
        starts = [edge for way in rule.from_ways for edge in self._edges_of.get(way, ())]
        ends = {edge for way in rule.to_ways for edge in self._edges_of.get(way, ())}
        if rule.via_ways:
            return self._paths_via_ways(rule, starts, ends)
        ids = self._graph.node_osm_id
        row = int(np.searchsorted(ids, rule.via_node))
        if row >= len(ids) or ids[row] != rule.via_node:
            return []
        starts = [edge for edge in starts if self._head[edge] == row]
        follow = [edge for edge in ends if self._tail[edge] == row]
        found: list[Sequence_] = [
            (a, b)
            for a in starts
            for b in sorted(follow)
            if "u_turn" in rule.kind or self._graph.edge_reverse[a] != b
        ]
        if "u_turn" in rule.kind and set(rule.from_ways) == set(rule.to_ways):
            return [(a, b) for a, b in found if self._graph.edge_reverse[a] == b]
        if len(starts) > 1 or len(follow) > 1:
            return self._by_side(rule, found)
        return found

    def _by_side(self, rule: Restriction, paths: list[Sequence_]) -> list[Sequence_]:
        """Where a way passes through the via node, the name of the restriction says which part is meant."""
        side = next((side for word, side in _SIDES.items() if word in rule.kind), None)
        if side is None or len(paths) < 2:
            return paths
        graph = self._graph
        fitting: list[Sequence_] = [
            (a, b)
            for a, b in paths
            if side[0]
            <= float(turn_angle_deg(graph.edge_bearing_end_deg[a], graph.edge_bearing_start_deg[b]))
            <= side[1]
        ]
        return fitting or paths

    def _paths_via_ways(self, rule: Restriction, starts: list[int], ends: set[int]) -> list[Sequence_]:
        inside = {edge for way in rule.via_ways for edge in self._edges_of.get(way, ())}
        leaving: dict[int, list[int]] = {}
        for edge in sorted(inside):
            leaving.setdefault(int(self._tail[edge]), []).append(edge)
        found: list[Sequence_] = []
        needed = set(rule.via_ways)
        way_of = self._graph.way_osm_id[self._graph.edge_way]
        for start in starts:
            trail: list[Sequence_] = [
                (start, edge)
                for edge in leaving.get(int(self._head[start]), ())
                if self._graph.edge_reverse[start] != edge
            ]
            while trail and len(found) < 64:
                path = trail.pop()
                at = int(self._head[path[-1]])
                if {int(way_of[edge]) for edge in path[1:]} >= needed:
                    found += [(*path, edge) for edge in sorted(ends) if int(self._tail[edge]) == at]
                if len(path) > 256:
                    continue
                trail += [
                    (*path, edge)
                    for edge in leaving.get(at, ())
                    if edge not in path and self._graph.edge_reverse[path[-1]] != edge
                ]
        found = [path for path in found if all(self._is_whole(way, path) for way in needed)]
        # The shortest is meant when the via ways form a loop.
        shortest = min((len(path) for path in found), default=0)
        found = [path for path in found if len(path) == shortest]
        # A from or to way that runs on past the via ways leaves open which half is meant.
        if len({path[0] for path in found}) > len(rule.from_ways):
            return []
        if len({path[-1] for path in found}) > len(rule.to_ways):
            return []
        return found

    def _is_whole(self, way: int, path: Sequence_) -> bool:
        """Whether a path follows all of a way: where only a part lies between from and to, the relation
        leaves open what it means. Of a circle a part is meant."""
        edges = self._edges_of.get(way, [])
        graph = self._graph
        shapes = {int(graph.edge_shape[edge]) for edge in edges}
        nodes = {int(self._head[edge]) for edge in edges} | {int(self._tail[edge]) for edge in edges}
        if len(nodes) <= len(shapes):
            return True
        return shapes <= {int(graph.edge_shape[edge]) for edge in path[1:-1]}

    def unclear(self, rule: Restriction, paths: list[Sequence_]) -> str:
        """Why what is found cannot be what is meant; empty: it can.

        Several ways may lead from or to where, and of these those count that meet the via; but two roads
        to come from are for no_entry alone, two to go to for no_exit alone (Relation:restriction).
        """
        if not paths:
            return "names ways that are missing or do not join"
        several_from = len({path[0] for path in paths}) > 1 and len(rule.from_ways) > 1
        several_to = len({path[-1] for path in paths}) > 1 and len(rule.to_ways) > 1
        if several_from and rule.kind != "no_entry":
            return "has several ways to come from"
        if several_to and rule.kind != "no_exit":
            return "has several ways to go to"
        if rule.kind.startswith("no_") and len(paths[0]) == 2:
            for edge in {path[0] for path in paths}:
                ways_on = {way for way in self.ways_on(edge) if int(self._graph.edge_reverse[edge]) != way}
                if len(ways_on) > 1 and ways_on <= {path[1] for path in paths if path[0] == edge}:
                    return "forbids every way on"
        return ""

    def ways_on(self, edge: int) -> range:
        """The edges that leave where this one ends."""
        begin, node = self._graph.node_edge_begin, int(self._head[edge])
        return range(int(begin[node]), int(begin[node + 1]))

    def allowed(self, rule: Restriction, path: Sequence_) -> set[int]:
        """The edges that this reading of an only_ restriction leaves."""
        allowed = {path[-1]}
        if len(path) == 2:
            node = int(self._head[path[-2]])
            allowed |= {
                edge
                for way in rule.to_ways
                for edge in self._edges_of.get(way, ())
                if int(self._tail[edge]) == node and int(self._graph.edge_reverse[path[0]]) != edge
            }
        return allowed
