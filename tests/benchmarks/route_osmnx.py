"""Free-flow times beside osmnx's graph of the same ways; JSON on stdout.

    python -m tests.benchmarks.route_osmnx [--extract monaco] [--pairs 300]

Both get the same ways at the same speeds, and neither counts turns, so what differs is what each makes of
the map: turn restrictions (osmnx reads none), ways that one may not drive through in a direction, barriers.
A pair is `equal` within a part in a thousand (osmnx measures great circles, this compiler stores float32
metres). A pair that differs is explained by driving osmnx's path in the engine's graph:
`osmnx_breaks_restriction` when a turn on it is forbidden, `osmnx_drives_closed` when one of its streets is
closed in that direction, `other` otherwise.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import osmium
import osmnx

from maps.region.reader import Region
from maps.route.contraction import FORBIDDEN
from maps.route.engine import RouteEngine
from tests.benchmarks.route_regions import extract, parser, region_of


def main() -> int:
    options = parser(__doc__ or "")
    options.add_argument("--extract", default="monaco")
    options.add_argument("--pairs", type=int, default=300)
    args = options.parse_args()
    source = extract(args.extract)
    region = region_of(source)
    graph = _osmnx_graph(source, region)
    outcome, examples = _compare(region, graph, args.pairs, np.random.default_rng(args.seed))
    compared = sum(outcome.values())
    print(
        json.dumps(
            {
                "extract": args.extract,
                "seed": args.seed,
                "osmnx_nodes": len(graph),
                "osmnx_edges": graph.number_of_edges(),
                "region_nodes": len(region.array("node_osm_id")),
                "region_edges": len(region.array("edge_head")),
                "pairs": compared,
                **outcome,
                "examples": examples,
            }
        )
    )
    return 0


def _osmnx_graph(source: Path, region: Region) -> nx.MultiDiGraph:
    """The ways of the region as osmnx reads them, with `travel_time` at the region's speeds."""
    ways = set(region.array("way_osm_id").tolist())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "roads.osm"
        writer = osmium.SimpleWriter(str(path))
        used: set[int] = set()
        for thing in osmium.FileProcessor(source, osmium.osm.WAY):
            if thing.id in ways:
                used.update(node.ref for node in thing.nodes)
        for thing in osmium.FileProcessor(source, osmium.osm.NODE | osmium.osm.WAY):
            if thing.id in (used if thing.is_node() else ways):
                writer.add(thing)
        writer.close()
        graph = osmnx.graph_from_xml(path, simplify=False, retain_all=True)
    speed: dict[tuple[int, bool], float] = {}
    edge_way = region.array("way_osm_id")[region.array("edge_way")]
    rows = zip(
        edge_way.tolist(),
        region.array("edge_forward").tolist(),
        region.array("edge_speed_mps").tolist(),
        strict=True,
    )
    for way, forward, mps in rows:
        speed[way, bool(forward)] = mps
    for _, _, tags in graph.edges(data=True):
        forward = not tags.get("reversed", False)
        own = speed.get((tags["osmid"], forward))
        mps = own if own is not None else speed[tags["osmid"], not forward]
        tags["travel_time"] = tags["length"] / mps
    return graph


def _compare(
    region: Region, graph: nx.MultiDiGraph, pairs: int, generator: np.random.Generator
) -> tuple[Counter[str], dict[str, Any]]:
    network = RouteEngine([region]).networks[0]
    state_edge = network.state_edge
    edge_ms = np.rint(region.array("edge_length_m") / region.array("edge_speed_mps") * 1_000).astype(
        np.uint32
    )
    weights = network.hierarchy.customized(edge_ms[state_edge[network.turn_to]])
    node_osm = region.array("node_osm_id")
    both = np.flatnonzero(np.isin(node_osm, np.array(list(graph.nodes))))
    leaving = region.array("node_edge_begin").astype(np.int64)
    head = region.array("edge_head")
    arriving: dict[int, list[int]] = defaultdict(list)
    for state, edge in enumerate(state_edge.tolist()):
        arriving[int(head[edge])].append(state)
    outcome: Counter[str] = Counter()
    examples: dict[str, Any] = {}
    while sum(outcome.values()) < pairs:
        a, b = generator.choice(both, size=2).tolist()
        starts = np.arange(leaving[a], leaving[a + 1])
        if a == b or not len(starts) or not arriving[b]:
            continue
        table = network.hierarchy.table(weights, starts, np.array(arriving[b]))
        total = table + edge_ms[starts].astype(np.int64)[:, None]
        ours = float(total.min()) / 1_000 if table.min() < FORBIDDEN else None
        origin, destination = int(node_osm[a]), int(node_osm[b])
        try:
            theirs, path = nx.single_source_dijkstra(graph, origin, destination, weight="travel_time")
        except nx.NetworkXNoPath:
            theirs, path = None, []
        if ours is None and theirs is None:
            outcome["both_without_a_way"] += 1
            continue
        if ours is not None and theirs is not None and abs(ours - theirs) <= 0.001 * theirs + 0.02:
            outcome["equal"] += 1
            continue
        kind = "osmnx_lacks_the_way" if theirs is None else _reason(region, path)
        outcome[kind] += 1
        examples.setdefault(kind, {"from": origin, "to": destination, "ours_s": ours, "osmnx_s": theirs})
    return outcome, examples


def _reason(region: Region, path: list[int]) -> str:
    """What of osmnx's path the region does not allow."""
    node_osm = np.asarray(region.array("node_osm_id"))
    order = np.argsort(node_osm)
    row = order[np.minimum(np.searchsorted(node_osm[order], path), len(order) - 1)]
    junctions = [int(r) for r, osm in zip(row.tolist(), path, strict=True) if node_osm[r] == osm]
    begin, head = region.array("node_edge_begin").astype(np.int64), region.array("edge_head")
    states: set[int] | None = None
    turn_begin, turn_to = region.array("turn_begin").astype(np.int64), region.array("turn_to")
    state_edge = region.array("state_edge")
    for a, b in pairwise(junctions):
        edges = {e for e in range(begin[a], begin[a + 1]) if int(head[e]) == b}
        if not edges:
            return "osmnx_drives_closed"
        if states is None:
            states = edges
            continue
        following = {
            int(to)
            for state in states
            for to in turn_to[turn_begin[state] : turn_begin[state + 1]].tolist()
            if int(state_edge[to]) in edges
        }
        if not following:
            return "osmnx_breaks_restriction"
        states = following
    return "other"


if __name__ == "__main__":
    sys.exit(main())
