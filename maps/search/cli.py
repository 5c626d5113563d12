"""`headunit-maps search`: find places from the shell."""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from maps.geometry import LatLon
from maps.region.reader import Region
from maps.search.index import SearchIndex


def add_commands(subparsers: Any) -> None:
    """Add the sub-command; it sets `run`, a function of the parsed arguments that gives the exit status."""
    search = subparsers.add_parser("search", help="places by name, address, category or position")
    search.add_argument("text", nargs="?", default="", help="what to look for")
    search.add_argument("--region", type=Path, required=True, metavar="DIR")
    search.add_argument("--near", type=_position, metavar="LAT,LON")
    search.add_argument("--category", metavar="ID")
    search.add_argument("--limit", type=int, default=10, metavar="N")
    search.add_argument("--nearest", action="store_true", help="the address or street at --near")
    search.add_argument("--json", action="store_true", help="one JSON object on standard output")
    search.set_defaults(run=_run)


def _position(text: str) -> LatLon:
    try:
        return LatLon.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _run(args: argparse.Namespace) -> int:
    index = SearchIndex(Region.open(args.region))
    if args.nearest:
        place = None if args.near is None else index.nearest(args.near, args.category)
        found, letters, total, elapsed_ms = (
            ([] if place is None else [place]),
            "",
            int(place is not None),
            0.0,
        )
    else:
        started = time.perf_counter()
        result = index.search(args.text, args.near, args.limit, args.category)
        elapsed_ms = (time.perf_counter() - started) * 1_000
        found, letters, total = list(result.places), result.next_letters, result.total
    if args.json:
        answer = {
            "places": [asdict(place) for place in found],
            "next_letters": letters,
            "total": total,
            "elapsed_ms": round(elapsed_ms, 3),
        }
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    else:
        for place in found:
            away = "" if place.distance_m is None else f", {place.distance_m / 1000:.1f} km"
            sys.stdout.write(f"{place.name} ({place.category}, {place.context}{away}) {place.position}\n")
    if not found:
        sys.stderr.write(f"headunit-maps: nothing found for {args.text!r}\n")
        return 1
    return 0
