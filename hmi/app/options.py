"""What can be asked of `headunit` on the command line.

Standard library only, so that --help answers before anything is set up.
"""

from __future__ import annotations

import argparse
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from hmi.bus.contract import is_address
from hmi.units import LANGUAGES


class Mode(StrEnum):
    SIMULATOR = "simulator"
    TOUCHSCREEN = "touchscreen"
    KIOSK = "kiosk"


@dataclass(frozen=True, slots=True)
class Options:
    """A parsed command line."""

    mode: Mode
    origin: str | None
    """"LAT,LON" where the simulated car stands at first"""
    destination: str | None
    """"LAT,LON" or a name to search for"""
    regions: tuple[str, ...]
    """each the name of an installed region, a region folder, or an OpenStreetMap file to compile"""
    width: int
    height: int
    language: str | None
    night: bool | None
    """None: by the sun"""
    screenshots: Path | None
    """drive by script, write pictures here, print one JSON line and end"""
    bus: str | None
    time_factor: float


def parse(arguments: list[str] | None = None) -> Options:
    """Raises SystemExit as argparse does."""
    asked = _parser().parse_args(arguments)
    return Options(
        mode=Mode(asked.mode),
        origin=asked.origin,
        destination=asked.destination,
        regions=tuple(asked.region),
        width=asked.size[0],
        height=asked.size[1],
        language=asked.language,
        night=None if asked.appearance == "auto" else asked.appearance == "night",
        screenshots=asked.screenshots,
        bus=asked.bus,
        time_factor=asked.time_factor,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="headunit",
        description="The in-car head unit: offline map and guidance, gauges, media, phone, climate.",
        epilog="""\
modes:
  simulator    the unit in a window, beside an instrument panel that drives the simulated car (default);
               without a display the car drives by script and the pictures are written to a folder
  touchscreen  full screen, with the agent of a real car on the system bus (or the one at --bus)
  kiosk        full screen for a show: drives by script, gives way to a visitor, starts over when left alone

examples:
  headunit --from 43.7390,7.4270 --to 43.7276,7.4160
  headunit --to "Musée océanographique" --language fr --screenshots /tmp/pictures
  headunit --region ~/Downloads/andorra-latest.osm.pbf
""",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "mode",
        nargs="?",
        choices=[mode.value for mode in Mode],
        default=Mode.SIMULATOR.value,
        metavar="MODE",
        help="simulator, touchscreen or kiosk",
    )
    parser.add_argument(
        "--from", dest="origin", metavar="LAT,LON", help="where the simulated car stands at first"
    )
    parser.add_argument(
        "--to", dest="destination", metavar="LAT,LON|NAME", help="where the scripted drive goes"
    )
    parser.add_argument(
        "--region",
        action="append",
        default=[],
        metavar="NAME|FOLDER|FILE",
        help="map: an installed region's name, a region folder, or an OpenStreetMap file to compile"
        " (may be repeated; default monaco)",
    )
    parser.add_argument(
        "--size",
        type=_size,
        default=(1280, 720),
        metavar="WxH",
        help="of the unit's screen in pixels (default 1280x720)",
    )
    parser.add_argument(
        "--language", choices=LANGUAGES, help="of texts and voice (default: as in the settings)"
    )
    parser.add_argument(
        "--appearance",
        choices=("day", "night", "auto"),
        default="auto",
        help="of the screens; auto goes by the sun (default)",
    )
    parser.add_argument(
        "--screenshots",
        type=Path,
        metavar="DIR",
        help="drive by script, write pictures there, print one JSON line and end",
    )
    parser.add_argument(
        "--bus",
        type=_bus,
        metavar="ADDRESS",
        help="system, session or the D-Bus address of a running agent, instead of a private one",
    )
    parser.add_argument(
        "--time-factor",
        type=_positive,
        default=12.0,
        metavar="N",
        help="how much faster than real time the scripted drive goes (default 12)",
    )
    return parser


def _bus(text: str) -> str:
    if not is_address(text):
        raise argparse.ArgumentTypeError(
            f"expected system, session or an address like unix:path=…, got {text!r}"
        )
    return text


def _size(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{3,4})x(\d{3,4})", text)
    if match is None:
        raise argparse.ArgumentTypeError(f"expected WIDTHxHEIGHT in pixels, like 1280x720, got {text!r}")
    return int(match[1]), int(match[2])


def _positive(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0.1 <= value <= 100:
        raise argparse.ArgumentTypeError(f"expected a number from 0.1 to 100, got {text!r}")
    return value
