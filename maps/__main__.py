"""The command `headunit-maps`: compile OpenStreetMap files into regions and ask them for routes."""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from maps.errors import MapsError

_STAGES = {
    "sources": "looking at the input",
    "roads": "reading roads",
    "graph": "building the road graph",
    "places": "indexing places",
    "tiles": "map tiles",
    "order": "ordering the graph",
    "guidance": "naming the turns",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives 0: done, 1: could not be done (one sentence says why), 2: wrong usage."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options) or 0)
    except MapsError as error:
        print(f"headunit-maps: {error}", file=sys.stderr)
    except MemoryError:
        print("headunit-maps: not enough memory", file=sys.stderr)
    except KeyboardInterrupt:
        print("headunit-maps: interrupted; nothing was written", file=sys.stderr)
        return 130
    except BrokenPipeError:
        sys.stderr.close()
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="headunit-maps", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    build = commands.add_parser("build", help="compile OpenStreetMap files into a region folder")
    build.add_argument(
        "sources", nargs="+", type=Path, metavar="FILE", help=".osm.pbf, .osm, .osm.gz, .osm.bz2"
    )
    build.add_argument("-o", "--output", required=True, type=Path, metavar="DIR")
    build.add_argument(
        "--name", default="", help="what people call the region (default: from the file names)"
    )
    build.add_argument("--elevation", type=Path, metavar="DIR", help="a folder of SRTM .hgt tiles")
    build.add_argument("--json", action="store_true", help="print the statistics as JSON")
    build.set_defaults(run=_build)

    inspect = commands.add_parser("inspect", help="check a region folder and say what is in it")
    inspect.add_argument("region", type=Path, metavar="DIR")
    inspect.add_argument("--json", action="store_true")
    inspect.set_defaults(run=_inspect)

    for module in ("maps.route.cli", "maps.search.cli"):
        if importlib.util.find_spec(module) is not None:
            importlib.import_module(module).add_commands(commands)
    return parser


def _build(options: argparse.Namespace) -> int:
    from maps.build.compile import build_region

    began = time.monotonic()
    show = _TerminalProgress() if sys.stderr.isatty() else _LineProgress()
    try:
        manifest = build_region(
            options.sources,
            options.output,
            name=options.name,
            elevation=options.elevation,
            progress=show,
        )
    finally:
        show.close()
    seconds = time.monotonic() - began
    if options.json:
        facts = {
            "name": manifest.name,
            "seconds": round(seconds, 3),
            "bytes": manifest.size_bytes,
            "road_km": manifest.road_km,
            **manifest.counts,
        }
        print(json.dumps(facts))
        return 0
    counts = manifest.counts
    size = _megabytes(manifest.size_bytes)
    print(f"{manifest.name}: compiled in {seconds:.1f} s into {options.output} ({size})")
    print(f"  {manifest.road_km:,.0f} km of roads, {counts['nodes']:,} nodes, {counts['edges']:,} edges")
    print(f"  {counts['turns']:,} turns, {counts['restrictions']:,} turn restrictions")
    if counts["restrictions_not_placed"]:
        print(
            f"  {counts['restrictions_not_placed']:,} restrictions name ways that are missing or do not join,"
            " or leave open what they forbid"
        )
    _print_losses(options.output)
    return 0


def _print_losses(region: Path) -> None:
    """What the compiler left out, and the first object of each stage."""
    losses = json.loads((region / "manifest.json").read_text(encoding="utf-8")).get("losses", {})
    for stage, said in losses.items():
        number, why = next(iter(said["first"].items()), ("", ""))
        print(f"  {said['count']:,} objects left out by {stage}, the first {number}: {why}")


def _inspect(options: argparse.Namespace) -> int:
    from maps.region.reader import Region

    region = Region.open(options.region, verify=True)
    manifest = region.manifest
    box = manifest.bbox
    if options.json:
        facts = {
            "name": manifest.name,
            "format": manifest.format_version,
            "bounding_box": [box.south_deg, box.west_deg, box.north_deg, box.east_deg],
            "osm_timestamp": manifest.osm_timestamp,
            "road_km": manifest.road_km,
            "bytes": manifest.size_bytes,
            "counts": dict(manifest.counts),
            "files": {
                name: {"bytes": file.size_bytes, "sha256": file.sha256}
                for name, file in manifest.files.items()
            },
        }
        print(json.dumps(facts))
        return 0
    size = _megabytes(manifest.size_bytes)
    print(f"{manifest.name}: format {manifest.format_version}, {size}, checksums right")
    print(f"  from {box.south_deg:.5f},{box.west_deg:.5f} to {box.north_deg:.5f},{box.east_deg:.5f}")
    print(f"  OpenStreetMap as of {manifest.osm_timestamp or 'an unknown time'}")
    print(f"  {manifest.road_km:,.1f} km of roads")
    for name, count in manifest.counts.items():
        print(f"  {count:>12,} {name.replace('_', ' ')}")
    _print_losses(options.region)
    return 0


def _megabytes(size_bytes: int) -> str:
    return f"{size_bytes / 1e6:.1f} MB"


class _TerminalProgress:
    """A bar that is redrawn in place."""

    _width = 30

    def __init__(self) -> None:
        self._shown_s = 0.0

    def __call__(self, stage: str, done: float) -> None:
        now = time.monotonic()
        if 0.0 < done < 1.0 and now - self._shown_s < 0.05:
            return
        self._shown_s = now
        filled = round(min(max(done, 0.0), 1.0) * self._width)
        bar = "█" * filled + "·" * (self._width - filled)
        print(
            f"\r{_STAGES.get(stage, stage):<24} {bar} {done:4.0%}\x1b[K", end="", file=sys.stderr, flush=True
        )

    def close(self) -> None:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


class _LineProgress:
    """One line a stage, for logs."""

    def __init__(self) -> None:
        self._stage = ""

    def __call__(self, stage: str, _done: float) -> None:
        if stage != self._stage:
            self._stage = stage
            print(f"{_STAGES.get(stage, stage)} …", file=sys.stderr, flush=True)

    def close(self) -> None:
        pass


if __name__ == "__main__":
    sys.exit(main())
