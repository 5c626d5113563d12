"""How long finding a route's maneuvers takes, on roads seen before and on new ones, alone and with the route.

JSON on stdout. The whole answer is the route between two points of the map and its maneuvers, asked once.

python -m tests.benchmarks.guide_maneuvers [--extract porto] [--pairs 300]
"""

from __future__ import annotations

import contextlib
import json
import statistics
import sys
from datetime import UTC

import numpy as np

from maps.errors import RouteNotFoundError
from maps.guide.maneuvers import Guide
from maps.models import Route, RouteRequest, RoutingProfile, Waypoint
from maps.route.engine import RouteEngine
from tests.benchmarks.route_regions import Stopwatch, extract, parser, random_pairs, region_of


def main() -> int:
    options = parser(__doc__ or "")
    options.add_argument("--extract", default="porto")
    options.add_argument("--pairs", type=int, default=300)
    args = options.parse_args()
    region = region_of(extract(args.extract))
    engine = RouteEngine([region], timezone=UTC)
    guide = Guide([region])
    routes: list[Route] = []
    whole, new = Stopwatch(), Stopwatch()
    for origin, destination in random_pairs(region, args.pairs, np.random.default_rng(args.seed)):
        request = RouteRequest((Waypoint(origin), Waypoint(destination)), RoutingProfile())
        with contextlib.suppress(RouteNotFoundError):
            routes.append(whole.time(lambda request=request: answered(engine, guide, new, request)))
    seen = Stopwatch()
    for route in routes:
        seen.time(lambda route=route: guide.maneuvers(route))
    report = {
        "extract": args.extract,
        "seed": args.seed,
        "routes": len(routes),
        "edges_median": statistics.median(len(route.legs[0].edge) for route in routes),
        "maneuvers_median": statistics.median(len(guide.maneuvers(route)) for route in routes),
        "first_time": new.summary(),
        "seen_before": seen.summary(),
        "whole_answer": whole.summary(),
    }
    json.dump(report, sys.stdout, indent=2)
    print()
    return 0


def answered(engine: RouteEngine, guide: Guide, maneuvers: Stopwatch, request: RouteRequest) -> Route:
    """A request's route, its maneuvers found."""
    route = engine.route(request)[0]
    maneuvers.time(lambda: guide.maneuvers(route))
    return route


if __name__ == "__main__":
    sys.exit(main())
