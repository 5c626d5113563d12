"""What mappers say a turn should be called: `manoeuvre` relations, as sequences of edges.

A relation names the way one comes from, the way one goes to, the ways between, and the node at which it is
told (wiki: Relation:manoeuvre). Words: a type of maneuver or ``suppress``, and a direction.
"""

from __future__ import annotations

import numpy as np

from maps.build.graph import Graph
from maps.build.osm import Manoeuvre, Restriction
from maps.build.restrictions import EdgeFinder

NEVER = "no_manoeuvre"


def add_overrides(graph: Graph, manoeuvres: tuple[Manoeuvre, ...]) -> int:
    """Put the override_* arrays; gives how many relations could be placed."""
    rules = {m.relation_id: _as_restriction(m) for m in manoeuvres}
    finder = EdgeFinder(graph, tuple(rules.values()))
    begin, at, words = [0], [], []
    edges: list[int] = []
    placed = 0
    for manoeuvre in manoeuvres:
        paths = finder.paths(rules[manoeuvre.relation_id])
        placed += bool(paths)
        for path in paths:
            where = _position(graph, path, manoeuvre.via_node)
            if where is None:
                continue
            edges += path
            begin.append(len(edges))
            at.append(where)
            words.append(graph.strings.add(manoeuvre.words))
    graph.put("override_begin", np.array(begin))
    graph.put("override_edge", np.array(edges, dtype=np.int64))
    graph.put("override_at", np.array(at, dtype=np.int64))
    graph.put("override_words", np.array(words, dtype=np.int64))
    return placed


def _as_restriction(manoeuvre: Manoeuvre) -> Restriction:
    """The same roads in the shape in which edges are looked for."""
    by_node = not manoeuvre.via_ways
    return Restriction(
        manoeuvre.relation_id,
        NEVER,
        (manoeuvre.from_way,),
        manoeuvre.via_node if by_node else 0,
        manoeuvre.via_ways,
        (manoeuvre.to_way,),
        "",
    )


def _position(graph: Graph, path: tuple[int, ...], node_id: int) -> int | None:
    """After which edge of a path it is told: at the node named, else at the first."""
    heads = graph.node_osm_id[graph.edge_head[list(path[:-1])]].tolist()
    if node_id == 0:
        return 0
    return heads.index(node_id) if node_id in heads else None
