"""`headunit-maps route | matrix | reach`: the engine from the shell."""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

from maps.geometry import LatLon
from maps.models import Objective, Route, RouteRequest, RoutingProfile, Waypoint
from maps.region.reader import Region
from maps.route.engine import RouteEngine

Subparsers = Any
"""argparse does not name the type that `add_subparsers` gives"""


def add_commands(subparsers: Subparsers) -> None:
    """Add the sub-commands; each sets `run`, a function of the parsed arguments that gives the exit
    status."""
    route = subparsers.add_parser("route", help="the best way between places")
    _add_regions_and_profile(route)
    route.add_argument("--from", dest="origin", type=_position, required=True, metavar="LAT,LON")
    route.add_argument("--to", dest="destination", type=_position, required=True, metavar="LAT,LON")
    route.add_argument("--via", type=_position, action="append", default=[], metavar="LAT,LON")
    route.add_argument("--heading", type=float, metavar="DEG", help="where the car's nose points")
    route.add_argument("--alternatives", type=int, default=0, metavar="N")
    route.add_argument("--geometry", action="store_true", help="with the line as [longitude, latitude] pairs")
    route.set_defaults(run=_run_route)


def _add_regions_and_profile(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--region",
        type=Path,
        action="append",
        required=True,
        metavar="DIR",
        help="compiled region; repeat it for adjoining regions",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    parser.add_argument("--profile", type=Objective, choices=list(Objective), default=Objective.FASTEST)
    for what in ("tolls", "motorways", "ferries", "unpaved"):
        parser.add_argument(f"--avoid-{what}", action="store_true")
    parser.add_argument("--height", type=float, metavar="M", help="of the vehicle, in metres")
    parser.add_argument("--weight", type=float, metavar="KG", help="of the vehicle, in kilograms")


def _position(text: str) -> LatLon:
    try:
        return LatLon.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _profile(args: argparse.Namespace) -> RoutingProfile:
    return RoutingProfile(
        objective=args.profile,
        avoid_tolls=args.avoid_tolls,
        avoid_motorways=args.avoid_motorways,
        avoid_ferries=args.avoid_ferries,
        avoid_unpaved=args.avoid_unpaved,
        vehicle_height_m=args.height,
        vehicle_weight_kg=args.weight,
    )


def _engine(args: argparse.Namespace) -> RouteEngine:
    return RouteEngine([Region.open(path) for path in args.region])


def _run_route(args: argparse.Namespace) -> int:
    engine = _engine(args)
    points = [args.origin, *args.via, args.destination]
    waypoints = tuple(Waypoint(p, heading_deg=args.heading if i == 0 else None) for i, p in enumerate(points))
    request = RouteRequest(waypoints, _profile(args), alternatives=args.alternatives)
    started = time.perf_counter()
    routes = engine.route(request)
    elapsed_ms = (time.perf_counter() - started) * 1_000
    if args.json:
        answer = {
            "routes": [_route_json(route, with_geometry=args.geometry) for route in routes],
            "elapsed_ms": round(elapsed_ms, 3),
        }
        _write(json.dumps(answer, ensure_ascii=False))
        return 0
    for route in routes:
        _write(f"{route.distance_m / 1000:.1f} km, {route.duration_s / 60:.0f} min, {route.label}")
    return 0


def _route_json(route: Route, *, with_geometry: bool) -> dict[str, Any]:
    return {
        "distance_m": round(route.distance_m, 1),
        "duration_s": round(route.duration_s, 1),
        "energy_wh": round(route.energy_wh, 1),
        "has_tolls": route.has_tolls,
        "has_ferries": route.has_ferries,
        "label": route.label,
        "legs": [
            {
                "distance_m": round(leg.distance_m, 1),
                "duration_s": round(leg.duration_s, 1),
                "energy_wh": round(leg.energy_wh, 1),
                "edges": len(leg.edge),
                "points": len(leg.lat_deg),
                "from": [leg.origin.position.lat_deg, leg.origin.position.lon_deg],
                "to": [leg.destination.position.lat_deg, leg.destination.position.lon_deg],
                "side": leg.destination_side,
                "roads": _roads(leg.edge_name.tolist(), leg.strings),
                **(
                    {"geometry": [[x, y] for x, y in zip(leg.lon_deg, leg.lat_deg, strict=True)]}
                    if with_geometry
                    else {}
                ),
            }
            for leg in route.legs
        ],
    }


def _roads(rows: list[int], strings: tuple[str, ...]) -> list[str]:
    """Names of the roads in order, each once where it is followed without a break."""
    names: list[str] = []
    for row in rows:
        if strings[row] and (not names or names[-1] != strings[row]):
            names.append(strings[row])
    return names


def _write(text: str) -> None:
    sys.stdout.write(text + "\n")
