"""`headunit-maps search` and `headunit-maps reverse`: find places from the shell, and say what is at a
point."""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from maps.categories import LANGUAGES
from maps.geometry import LatLon
from maps.models import Place
from maps.region.reader import Region
from maps.search.index import SearchIndex
from maps.search.several import nearest_of, search_all


def add_commands(subparsers: Any) -> None:
    """Add the sub-commands; each sets `run`, a function of the parsed arguments that gives the exit
    status."""
    search = subparsers.add_parser("search", help="places by name, address, category or position")
    search.add_argument("text", nargs="?", default="", help="what to look for")
    search.add_argument("--near", type=_position, metavar="LAT,LON")
    search.add_argument("--category", metavar="ID")
    search.add_argument("--limit", type=int, default=10, metavar="N")
    search.add_argument("--nearest", action="store_true", help="the address or street at --near")
    search.set_defaults(run=_search)
    reverse = subparsers.add_parser("reverse", help="what is at a position, in words")
    reverse.add_argument("position", type=_position, metavar="LAT,LON")
    reverse.set_defaults(run=_reverse)
    for command in (search, reverse):
        command.add_argument("--region", type=Path, required=True, action="append", metavar="DIR")
        command.add_argument(
            "--language", default="", metavar="CODE", help=f"of names: {', '.join(LANGUAGES)}"
        )
        command.add_argument("--json", action="store_true", help="one JSON object on standard output")


def _position(text: str) -> LatLon:
    try:
        return LatLon.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _search(args: argparse.Namespace) -> int:
    indexes = [SearchIndex(Region.open(folder)) for folder in args.region]
    if args.nearest:
        place = None if args.near is None else nearest_of(indexes, args.near, args.category)
        return _show([] if place is None else [place], args, "", int(place is not None), 0.0)
    started = time.perf_counter()
    result = search_all(indexes, args.text, args.near, args.limit, args.category, args.language)
    elapsed_ms = (time.perf_counter() - started) * 1_000
    status = _show(list(result.places), args, result.next_letters, result.total, elapsed_ms, result.left_out)
    if not result.places:
        sys.stderr.write(f"headunit-maps: nothing found for {args.text!r}\n")
    return status


def _reverse(args: argparse.Namespace) -> int:
    indexes = [SearchIndex(Region.open(folder)) for folder in args.region]
    said = [told for index in indexes if (told := index.describe(args.position, args.language)) is not None]
    if not said:
        sys.stderr.write(f"headunit-maps: nothing is known near {args.position}\n")
        return 1
    best = min(said, key=lambda told: told.place.distance_m or 0.0)
    if args.json:
        sys.stdout.write(
            json.dumps({"words": best.words, "place": asdict(best.place)}, ensure_ascii=False) + "\n"
        )
    else:
        sys.stdout.write(best.words + "\n")
    return 0


def _show(
    found: list[Place],
    args: argparse.Namespace,
    letters: str,
    total: int,
    elapsed_ms: float,
    left_out: tuple[str, ...] = (),
) -> int:
    if args.json:
        answer = {
            "places": [asdict(place) for place in found],
            "next_letters": letters,
            "total": total,
            "left_out": list(left_out),
            "elapsed_ms": round(elapsed_ms, 3),
        }
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    else:
        for place in found:
            away = "" if place.distance_m is None else f", {place.distance_m / 1000:.1f} km"
            sys.stdout.write(f"{place.name} ({place.category}, {place.context}{away}) {place.position}\n")
        if left_out and found:
            sys.stdout.write(f"not found: {' '.join(left_out)}\n")
    return 0 if found else 1
