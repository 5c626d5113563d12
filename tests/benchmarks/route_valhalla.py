"""Our routes beside Valhalla's between the same places: times, distances, what is told; JSON on stdout.

    python -m tests.benchmarks.route_valhalla [--pairs 40] [--extracts heidelberg …]

`VALHALLA_PYTHON` names a Python that has pyvalhalla (3.12 has wheels); without one nothing is measured.
Ratios are medians of ours / theirs. A ramp or fork has a sign when it says where it leads.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import UTC
from typing import Any

import numpy as np

from maps.errors import MapsError
from maps.geometry import LatLon
from maps.guide.maneuvers import Guide
from maps.guide.spoken.announced import for_driver
from maps.guide.spoken.instructions import road_after
from maps.models import Maneuver, Route, RouteRequest, Waypoint
from maps.route.engine import RouteEngine
from tests.benchmarks.route_regions import extract, parser, random_pairs, region_of
from tests.peers import valhalla

EXTRACTS = ("liechtenstein", "heidelberg", "sanfrancisco-downtown", "porto")
LEAST_M = 2_000.0
OUR_RAMPS = ("on ramp", "off ramp", "fork")
THEIR_RAMPS = range(17, 25)
"""Valhalla's types: ramp straight, right, left, exit right, left, stay straight, right, left."""
THEIR_ENDS = (0, 1, 2, 3, 4, 5, 6)
"""start and destination"""


def main() -> int:
    options = parser(__doc__ or "")
    options.add_argument("--pairs", type=int, default=40, help="pairs for each extract")
    options.add_argument("--extracts", nargs="+", default=list(EXTRACTS))
    args = options.parse_args()
    if valhalla.interpreter() is None:
        print(json.dumps({"skipped": "no Python with pyvalhalla; name one in VALHALLA_PYTHON"}))
        return 0
    results = {name: _extract(name, args.pairs, args.seed) for name in args.extracts}
    print(json.dumps({"seed": args.seed, "extracts": results}))
    return 0


def _extract(name: str, count: int, seed: int) -> dict[str, Any]:
    source = extract(name)
    region = region_of(source)
    pairs = random_pairs(region, count, np.random.default_rng(seed), LEAST_M)
    theirs = valhalla.routes(source, pairs)
    assert theirs is not None
    engine, guide = RouteEngine([region], timezone=UTC), Guide([region])
    both: list[tuple[Route, Sequence[Maneuver], valhalla.PeerRoute]] = []
    for pair, peer in zip(pairs, theirs, strict=True):
        route = _route(engine, pair)
        if route is not None and peer is not None:
            both.append((route, for_driver(guide.maneuvers(route)), peer))
    ramps = [m for _, told, _ in both for m in told if m.type in OUR_RAMPS]
    their_ramps = [m for _, _, peer in both for m in peer.maneuvers if m["type"] in THEIR_RAMPS]
    our_km = sum(route.distance_m for route, _, _ in both) / 1_000.0
    their_km = sum(peer.distance_m for _, _, peer in both) / 1_000.0
    our_steps = sum(m.type not in ("depart", "arrive") for _, told, _ in both for m in told)
    their_steps = sum(m["type"] not in THEIR_ENDS for _, _, peer in both for m in peer.maneuvers)
    return {
        "pairs": len(both),
        "time_ratio": _median([route.duration_s / peer.duration_s for route, _, peer in both]),
        "distance_ratio": _median([route.distance_m / peer.distance_m for route, _, peer in both]),
        "told_per_10_km": {
            "ours": round(our_steps / our_km * 10.0, 2), "valhalla": round(their_steps / their_km * 10.0, 2)
        },
        "ramps_signed": {
            "ours": f"{sum(bool(road_after(m)) for m in ramps)}/{len(ramps)}",
            "valhalla": f"{sum(_is_signed(m) for m in their_ramps)}/{len(their_ramps)}",
        },
        "semicolons": sum(";" in road_after(m) for _, told, _ in both for m in told),
    }  # fmt: skip


def _route(engine: RouteEngine, pair: tuple[LatLon, LatLon]) -> Route | None:
    try:
        return engine.route(RouteRequest((Waypoint(pair[0]), Waypoint(pair[1])), departure_unix_s=0.0))[0]
    except MapsError:
        return None


def _is_signed(maneuver: dict[str, Any]) -> bool:
    return bool(maneuver.get("sign") or maneuver.get("street_names"))


def _median(values: Sequence[float]) -> float | None:
    return round(float(np.median(values)), 3) if values else None


if __name__ == "__main__":
    sys.exit(main())
