"""What can be asked of `headunit-agent` on the command line."""

from __future__ import annotations

import argparse
import math
import os
import re
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from hmi.agent.sources.simulator.source import LARGEST_TIME_FACTOR
from hmi.bus.contract import is_address
from maps.geometry import LatLon

MONACO = LatLon(43.7339, 7.4212)
SOURCES = """\
sources (the one with the higher priority is believed while it is fresh):
  simulator                                                  a car that follows its route (default)
  can:socketcan:can0,dbc=FILE,mapping=NAME[,priority=N]      frames, by a DBC file and a mapping table
      [,bitrate=N][,fd=yes,data_bitrate=N][,wake=ID#HEX]     CAN FD; a frame that wakes the car's units
  obd:/dev/ttyUSB0[,baud=N,priority=N]                       ELM327 adapter on a port, or socket://HOST:PORT
  uds:socketcan:can0[,request=7E0,response=7E8,mapping=NAME] a control unit on ISO-TP
  gpsd:HOST[:PORT]    nmea:/dev/ttyACM0[,baud=N]             a satellite receiver; IPv6 as [::1]:PORT
  replay:FILE[,mapping=NAME,dbc=FILE,channel=can0,speed=N,loop=yes]   a recorded drive, or a log of CAN frames
                                                             (candump's, .asc .blf .csv .trc .db .mf4)
  kuksa:HOST[:PORT]                                          Eclipse KUKSA's databroker

examples:
  headunit-agent --bus session --start 43.7390,7.4270
  headunit-agent --bus system --source gpsd:127.0.0.1 --source obd:/dev/ttyUSB0 --state-dir /var/lib/headunit
"""


def parse(arguments: list[str] | None = None) -> argparse.Namespace:
    """Raises SystemExit as argparse does, with one sentence on what is wrong."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.cloud is not None:
        pair = (options.certificate, options.key)
        if not options.azure and None in (options.authority, *pair):
            parser.error(
                "--cloud needs --authority, --certificate and --key (headunit-cloud add-vehicle makes them)"
            )
        if options.azure and options.device_key is None and None in pair:
            parser.error("--azure needs --device-key, or --certificate and --key")
    elif options.azure:
        parser.error("--azure says what kind of broker --cloud is, which is missing")
    return options


def _parser() -> argparse.ArgumentParser:
    state = Path(os.environ.get("XDG_STATE_HOME", Path.home() / ".local" / "state")) / "headunit"
    parser = argparse.ArgumentParser(
        prog="headunit-agent",
        description="Speaks with the car and serves what it says on D-Bus as org.headunit.Agent.",
        epilog=SOURCES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--bus", type=_bus, default="session", metavar="ADDRESS",
        help="system, session or a D-Bus address (default: session)",
    )  # fmt: skip
    parser.add_argument(
        "--source", action="append", default=[], metavar="KIND[:ARGUMENT][,KEY=VALUE …]",
        help="where signals come from, see below; may be given several times",
    )  # fmt: skip
    parser.add_argument("--config", type=_file, metavar="FILE", help="TOML file with [[source]] tables")
    parser.add_argument(
        "--state-dir", type=Path, default=state, metavar="DIR",
        help=f"what must outlive a power cut is kept there (default: {state})",
    )  # fmt: skip
    parser.add_argument(
        "--allow-user", type=_whole, action="append", default=[], metavar="UID",
        help="a user who may set things, besides root and the agent's own",
    )  # fmt: skip
    car = parser.add_argument_group("simulated car")
    car.add_argument("--start", type=_position, default=MONACO, metavar="LAT,LON", help="where it stands")
    car.add_argument(
        "--heading",
        type=_number,
        default=0.0,
        metavar="DEGREES",
        help="where its nose points (default: north)",
    )
    car.add_argument("--time-factor", type=_factor, metavar="N", help="its seconds a second")
    car.add_argument("--fresh", action="store_true", help="do not go on with its last drive")
    wallbox = parser.add_argument_group("charge points of the owner")
    wallbox.add_argument(
        "--wallbox", type=_endpoint, metavar="HOST:PORT",
        help="be their central system there (OCPP 1.6, 2.0.1, 2.1); without it none",
    )  # fmt: skip
    wallbox.add_argument(
        "--wallbox-password", type=_file, metavar="FILE",
        help="what they prove themselves with, at least 16 characters",
    )  # fmt: skip
    cloud = parser.add_argument_group("cloud")
    cloud.add_argument("--cloud", type=_endpoint, metavar="HOST:PORT", help="the broker; without it no cloud")
    cloud.add_argument("--vehicle", type=_vehicle, default="car", metavar="ID", help="this car's name there")
    cloud.add_argument("--authority", type=_file, metavar="FILE", help="certificate that signs the broker's")
    cloud.add_argument("--certificate", type=_file, metavar="FILE", help="this car's")
    cloud.add_argument("--key", type=_file, metavar="FILE", help="of the certificate")
    cloud.add_argument(
        "--companion", type=_url, metavar="URL", help="what phones open (default: the broker's host, 8443)"
    )
    cloud.add_argument("--azure", action="store_true", help="the broker is an Azure IoT hub")
    cloud.add_argument("--device-key", type=_file, metavar="FILE", help="the hub's base64 key of this device")
    cloud.add_argument(
        "--command-key", type=_public_key, metavar="FILE",
        help="Ed25519 public key (PEM) of whoever commands this car; a pairing teaches it by itself",
    )  # fmt: skip
    return parser


def _bus(text: str) -> str:
    if not is_address(text):
        raise argparse.ArgumentTypeError(
            f"expected system, session or an address like unix:path=…, got {text!r}"
        )
    return text


def _position(text: str) -> LatLon:
    try:
        return LatLon.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise argparse.ArgumentTypeError(f"expected a number, got {text!r}")
    return value


def _factor(text: str) -> float:
    value = _number(text)
    if not 0.0 <= value <= LARGEST_TIME_FACTOR:
        raise argparse.ArgumentTypeError(f"expected a number from 0 to {LARGEST_TIME_FACTOR:g}, got {text!r}")
    return value


def _whole(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"expected a user's number, got {text!r}")
    return int(text)


def _file(text: str) -> Path:
    path = Path(text)
    if not path.is_file():
        raise argparse.ArgumentTypeError(f"there is no file {text}")
    return path


def _public_key(text: str) -> bytes:
    try:
        key = serialization.load_pem_public_key(_file(text).read_bytes())
    except ValueError:
        key = None
    if not isinstance(key, Ed25519PublicKey):
        raise argparse.ArgumentTypeError(f"{text} holds no Ed25519 public key")
    return key.public_bytes_raw()


def _endpoint(text: str) -> str:
    host, _, port = text.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65_536:
        raise argparse.ArgumentTypeError(f"expected HOST:PORT, got {text!r}")
    return text


def _vehicle(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", text):
        raise argparse.ArgumentTypeError(f"expected 1 to 64 letters, digits, - or _, got {text!r}")
    return text


def _url(text: str) -> str:
    if not re.fullmatch(r"https?://[^/\s]+.*", text):
        raise argparse.ArgumentTypeError(f"expected https://…, got {text!r}")
    return text
