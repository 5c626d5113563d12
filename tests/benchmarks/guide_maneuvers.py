"""How long finding a route's maneuvers takes, on roads seen before and on new ones; JSON on stdout.

python -m tests.benchmarks.guide_maneuvers [--extract porto] [--pairs 300]
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from datetime import UTC

import numpy as np

from maps.errors import RouteNotFoundError
from maps.guide.maneuvers import Guide
from maps.models import Route, RouteRequest, RoutingProfile, Waypoint
from maps.route.engine import RouteEngine
from tests.benchmarks.route_regions import extract, parser, random_pairs, region_of


def main() -> int:
    options = parser(__doc__ or "")
    options.add_argument("--extract", default="porto")
    options.add_argument("--pairs", type=int, default=300)
    args = options.parse_args()
    region = region_of(extract(args.extract))
    engine = RouteEngine([region], timezone=UTC)
    routes: list[Route] = []
    for origin, destination in random_pairs(region, args.pairs, np.random.default_rng(args.seed)):
        try:
            routes += engine.route(RouteRequest((Waypoint(origin), Waypoint(destination)), RoutingProfile()))
        except RouteNotFoundError:
            continue
    guide = Guide([region])
    new, seen = measured_ms(guide, routes), measured_ms(guide, routes)
    report = {
        "extract": args.extract,
        "seed": args.seed,
        "routes": len(routes),
        "edges_median": statistics.median(len(route.legs[0].edge) for route in routes),
        "maneuvers_median": statistics.median(len(guide.maneuvers(route)) for route in routes),
        "first_time_ms": summary(new),
        "seen_before_ms": summary(seen),
    }
    json.dump(report, sys.stdout, indent=2)
    print()
    return 0


def measured_ms(guide: Guide, routes: list[Route]) -> list[float]:
    found = []
    for route in routes:
        began = time.perf_counter()
        guide.maneuvers(route)
        found.append((time.perf_counter() - began) * 1000.0)
    return sorted(found)


def summary(values: list[float]) -> dict[str, float]:
    return {
        "median": round(statistics.median(values), 3),
        "p95": round(values[int(0.95 * (len(values) - 1))], 3),
        "worst": round(values[-1], 3),
    }


if __name__ == "__main__":
    sys.exit(main())
