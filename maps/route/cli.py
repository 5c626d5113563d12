"""`headunit-maps route | matrix | reach`: the engine from the shell."""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from maps.errors import MapsError
from maps.geometry import LatLon
from maps.models import Objective, Route, RouteLeg, RouteRequest, RoutingProfile, Waypoint
from maps.region.reader import Region
from maps.route.engine import STOPS_MOST, RouteEngine
from maps.route.traffic import TrafficError, parse_feed

Subparsers = Any
"""argparse does not name the type that `add_subparsers` gives"""


T = TypeVar("T")


class UsageError(MapsError):
    """What was asked for makes no sense."""


def add_commands(subparsers: Subparsers) -> None:
    """Add the sub-commands; each sets `run`, a function of the parsed arguments that gives the exit
    status."""
    route = subparsers.add_parser("route", help="the best way between places, and others worth offering")
    _add_shared(route)
    route.add_argument("--from", dest="origin", type=_position, required=True, metavar="LAT,LON")
    route.add_argument("--to", dest="destination", type=_position, required=True, metavar="LAT,LON")
    route.add_argument("--via", type=_position, action="append", default=[], metavar="LAT,LON")
    route.add_argument("--any-order", action="store_true", help="visit the stops in the best order")
    route.add_argument("--heading", type=_heading, metavar="DEG", help="where the car's nose points")
    route.add_argument("--alternatives", type=int, default=0, metavar="N")
    route.add_argument("--geometry", action="store_true", help="with the line as [longitude, latitude] pairs")
    route.set_defaults(run=_run_route)

    matrix = subparsers.add_parser("matrix", help="driving times between many places")
    _add_shared(matrix)
    matrix.add_argument("--from", dest="origins", type=_position, nargs="+", required=True, metavar="LAT,LON")
    matrix.add_argument("--to", dest="destinations", type=_position, nargs="+", metavar="LAT,LON")
    matrix.set_defaults(run=_run_matrix)

    reach = subparsers.add_parser("reach", help="the area within a driving time or an amount of energy")
    _add_shared(reach)
    reach.add_argument("--from", dest="origin", type=_position, required=True, metavar="LAT,LON")
    limit = reach.add_mutually_exclusive_group(required=True)
    limit.add_argument("--minutes", type=float, metavar="MIN")
    limit.add_argument("--energy", type=float, metavar="KWH")
    reach.set_defaults(run=_run_reach)

    warm = subparsers.add_parser("warm", help="compile the engine's loops for this computer, once")
    warm.set_defaults(run=_run_warm)


def _add_shared(parser: argparse.ArgumentParser) -> None:
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
    parser.add_argument("--departure", type=_moment, metavar="TIME", help="2026-05-01T08:00, default: now")
    parser.add_argument("--traffic", type=Path, metavar="FILE", help="live traffic as JSON")


def _position(text: str) -> LatLon:
    try:
        return LatLon.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _heading(text: str) -> float:
    try:
        return float(text) % 360.0
    except ValueError:
        raise argparse.ArgumentTypeError(f"expected degrees, got {text!r}") from None


def _moment(text: str) -> float:
    try:
        return datetime.fromisoformat(text).timestamp()
    except ValueError:
        raise argparse.ArgumentTypeError(f"expected a time such as 2026-05-01T08:00, got {text!r}") from None


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
    engine = RouteEngine([Region.open(path) for path in args.region])
    if args.traffic is not None:
        try:
            text = args.traffic.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise TrafficError(f"{args.traffic} cannot be read ({error})") from None
        engine.apply_traffic(parse_feed(text)).join()
    engine.prepare(_profile(args))
    return engine


def _timed(ask: Callable[[], T]) -> tuple[T, float]:
    """The answer and the milliseconds that it took."""
    started = time.perf_counter()
    answer = ask()
    return answer, round((time.perf_counter() - started) * 1_000, 3)


def _run_warm(_args: argparse.Namespace) -> int:
    """Importing does it, if it has not been done; the tracker shares what the engine has compiled."""
    importlib.import_module("maps.match.tracker")
    return 0


def _run_route(args: argparse.Namespace) -> int:
    if len(args.via) > STOPS_MOST:
        raise UsageError(f"a route has at most {STOPS_MOST} stops, {len(args.via)} were given")
    points = [args.origin, *args.via, args.destination]
    request = RouteRequest(
        waypoints=tuple(
            Waypoint(p, heading_deg=args.heading if i == 0 else None) for i, p in enumerate(points)
        ),
        profile=_profile(args),
        alternatives=args.alternatives,
        departure_unix_s=args.departure,
        any_order=args.any_order,
    )
    engine = _engine(args)
    routes, elapsed_ms = _timed(lambda: engine.route(request))
    if args.json:
        answers = [_route_json(route, with_geometry=args.geometry) for route in routes]
        _write(json.dumps({"routes": answers, "elapsed_ms": elapsed_ms}, ensure_ascii=False))
        return 0
    for route in routes:
        _write(f"{route.distance_m / 1000:.1f} km, {route.duration_s / 60:.0f} min, {route.label}")
    return 0


def _run_matrix(args: argparse.Namespace) -> int:
    engine = _engine(args)
    origins = [Waypoint(p) for p in args.origins]
    destinations = [Waypoint(p) for p in args.destinations or args.origins]
    matrix, elapsed_ms = _timed(lambda: engine.matrix(origins, destinations, _profile(args), args.departure))
    table = [[round(s, 1) if np.isfinite(s) else None for s in row] for row in matrix.duration_s.tolist()]
    if args.json:
        _write(json.dumps({"duration_s": table, "elapsed_ms": elapsed_ms}))
        return 0
    for row in table:
        _write("\t".join("–" if s is None else f"{s / 60:.1f}" for s in row))
    return 0


def _run_reach(args: argparse.Namespace) -> int:
    engine = _engine(args)
    origin = Waypoint(args.origin)
    limits = (
        {"energy_wh": args.energy * 1_000} if args.energy is not None else {"duration_s": args.minutes * 60}
    )
    reach, elapsed_ms = _timed(
        lambda: engine.reach(origin, profile=_profile(args), departure_unix_s=args.departure, **limits)
    )
    if args.json:
        rings = [[[round(x, 6), round(y, 6)] for y, x in ring.tolist()] for ring in reach.outer]
        holes = [[[round(x, 6), round(y, 6)] for y, x in ring.tolist()] for ring in reach.holes]
        answer = {"outer": rings, "holes": holes, "edges": len(reach.edges), "elapsed_ms": elapsed_ms}
        _write(json.dumps(answer))
        return 0
    _write(f"{len(reach.edges):,} edges, {len(reach.outer)} outlines, {len(reach.holes)} holes")
    return 0


def _route_json(route: Route, *, with_geometry: bool) -> dict[str, Any]:
    return {
        "distance_m": round(route.distance_m, 1),
        "duration_s": round(route.duration_s, 1),
        "energy_wh": round(route.energy_wh, 1),
        "has_tolls": route.has_tolls,
        "has_ferries": route.has_ferries,
        "label": route.label,
        "legs": [_leg_json(leg, with_geometry=with_geometry) for leg in route.legs],
    }


def _leg_json(leg: RouteLeg, *, with_geometry: bool) -> dict[str, Any]:
    answer = {
        "distance_m": round(leg.distance_m, 1),
        "duration_s": round(leg.duration_s, 1),
        "energy_wh": round(leg.energy_wh, 1),
        "edges": len(leg.edge),
        "points": len(leg.lat_deg),
        "regions": list(dict.fromkeys(leg.region)),
        "from": [leg.origin.position.lat_deg, leg.origin.position.lon_deg],
        "to": [leg.destination.position.lat_deg, leg.destination.position.lon_deg],
        "side": leg.destination_side,
        "roads": _roads(leg.edge_name.tolist(), leg.strings),
    }
    if with_geometry:
        answer["geometry"] = np.stack((leg.lon_deg, leg.lat_deg), axis=1).round(7).tolist()
    return answer


def _roads(rows: Sequence[int], strings: tuple[str, ...]) -> list[str]:
    """Names of the roads in order, each once where it is followed without a break."""
    names: list[str] = []
    for row in rows:
        if strings[row] and (not names or names[-1] != strings[row]):
            names.append(strings[row])
    return names


def _write(text: str) -> None:
    sys.stdout.write(text + "\n")
