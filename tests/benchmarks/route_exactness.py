"""Costs of random pairs beside networkx's on the same expanded graph, over several extracts; JSON on stdout.

    python -m tests.benchmarks.route_exactness [--pairs 350] [--extracts porto liechtenstein …]

Every pair: traffic that slows a tenth of the ways and closes a hundredth, a profile in turn; the cost must be
equal to the last unit, the path drivable turn by turn, no forbidden turn or closed edge on it. Exit 1
otherwise.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from datetime import UTC
from typing import Any

import networkx as nx
import numpy as np

from maps.models import Objective, RoutingProfile
from maps.route.engine import RouteEngine
from tests.benchmarks.route_regions import extract, parser, region_of
from tests.maps.route.test_exactness import MORNING, check_path, closures_for, expanded_graph

PROFILES = (
    RoutingProfile(),
    RoutingProfile(objective=Objective.SHORTEST, avoid_motorways=True),
    RoutingProfile(objective=Objective.ECO, avoid_tolls=True),
)


def main() -> int:
    options = parser(__doc__ or "")
    options.add_argument("--pairs", type=int, default=350, help="pairs for each extract")
    options.add_argument(
        "--extracts", nargs="+", default=["liechtenstein", "heidelberg", "sanfrancisco-downtown", "porto"]
    )
    args = options.parse_args()
    results = {}
    for name in args.extracts:
        results[name] = _extract(name, args.pairs, args.seed)
    right = sum(r["equal"] + r["both_without_a_way"] for r in results.values())
    total = sum(r["pairs"] for r in results.values())
    print(json.dumps({"seed": args.seed, "pairs": total, "right": right, "extracts": results}))
    return 0 if right == total else 1


def _extract(name: str, pairs: int, seed: int) -> dict[str, Any]:
    region = region_of(extract(name))
    generator = np.random.default_rng(seed)
    engine = RouteEngine([region], clock=lambda: 0.0, timezone=UTC)
    engine.apply_traffic(closures_for(region, generator)).join()
    network = engine.networks[0]
    outcome: Counter[str] = Counter()
    began = time.perf_counter()
    each = -(-pairs // len(PROFILES))
    done = 0
    for profile in PROFILES:
        metric = network.metric(profile, MORNING)
        graph = expanded_graph(network, metric)
        for source, target in generator.integers(len(network.state_edge), size=(each, 2)).tolist():
            if done == pairs:
                break
            done += 1
            found = metric.path(source, target)
            try:
                expected, _ = nx.bidirectional_dijkstra(graph, source, target, weight="cost")
            except nx.NetworkXNoPath:
                outcome["both_without_a_way" if found is None else "wrong"] += 1
                continue
            try:
                check_path(network, metric, source, target, int(expected))
                outcome["equal"] += 1
            except AssertionError:
                outcome["wrong"] += 1
    return {
        "pairs": done,
        "equal": outcome["equal"],
        "both_without_a_way": outcome["both_without_a_way"],
        "wrong": outcome["wrong"],
        "states": len(network.state_edge),
        "turns": len(network.turn_to),
        "restrictions": region.manifest.counts.get("restrictions", 0),
        "seconds": round(time.perf_counter() - began, 1),
    }


if __name__ == "__main__":
    sys.exit(main())
