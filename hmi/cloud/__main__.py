"""`headunit-cloud`: the service that cars and phones meet at, in one process or as a replica of a fleet's."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import sys
from dataclasses import replace
from pathlib import Path

import sqlalchemy as sa

from hmi.cloud.accounts import Accounts
from hmi.cloud.certificates import CertificateFolder
from hmi.cloud.configuration import Configuration, read_configuration
from hmi.cloud.mosquitto import Doors, write_mosquitto
from hmi.cloud.server import serve
from hmi.cloud.store import Store
from hmi.errors import HeadunitError
from hmi.sync.record_schemas import checked_name
from maps.errors import MapsError


def main() -> int:
    """Run the service or issue a car's certificate; one sentence and 1 when it cannot."""
    arguments = _parser().parse_args()
    os.umask(0o077)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("hmi").setLevel(logging.INFO)
    try:
        configuration = read_configuration(arguments.config, arguments.data)
        if arguments.command == "add-vehicle":
            return _add_vehicle(configuration, arguments.id, arguments.name)
        if arguments.command == "mosquitto":
            return _configure_mosquitto(configuration, arguments)
        changes = {
            name: value
            for name in ("host", "port", "broker_port")
            if (value := getattr(arguments, name)) is not None
        }
        if arguments.region:
            changes["regions"] = tuple(arguments.region)
        asyncio.run(serve(replace(configuration, **changes)))
    except (HeadunitError, MapsError, OSError) as error:
        print(f"headunit-cloud: {error}", file=sys.stderr)
        return 1
    except sa.exc.SQLAlchemyError as error:
        print(f"headunit-cloud: the database cannot be used: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        pass
    return 0


def _add_vehicle(configuration: Configuration, vehicle: str, name: str) -> int:
    certificates = CertificateFolder(configuration.data_folder / "certificates")
    pair = certificates.vehicle(vehicle)
    store = Store(configuration.database)
    store.migrate()
    Accounts(store.engine).add_vehicle(vehicle, checked_name(name or vehicle))
    store.close()
    print(f"authority {certificates.authority}\ncertificate {pair.certificate}\nkey {pair.key}")
    return 0


def _configure_mosquitto(configuration: Configuration, arguments: argparse.Namespace) -> int:
    doors = Doors(*arguments.cars, *arguments.service)
    certificates = CertificateFolder(configuration.data_folder / "certificates")
    arguments.folder.mkdir(parents=True, exist_ok=True)
    print(write_mosquitto(arguments.folder.resolve(), certificates, doors))
    return 0


def _endpoint(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65_536:
        raise argparse.ArgumentTypeError(f"expected HOST:PORT, got {text!r}")
    return host.strip("[]"), int(port)


def _parser() -> argparse.ArgumentParser:
    state = Path(os.environ.get("XDG_STATE_HOME", Path.home() / ".local" / "state"))
    parser = argparse.ArgumentParser(prog="headunit-cloud", description=__doc__)
    parser.add_argument("--config", type=Path, help="TOML file; see hmi/cloud/configuration.py for its keys")
    parser.add_argument(
        "--data", type=Path, default=state / "headunit" / "cloud", help="certificates and SQLite database"
    )
    parser.add_argument("--host", help="address for HTTPS (default 127.0.0.1)")
    parser.add_argument("--port", type=int, help="port for HTTPS (default 8443)")
    parser.add_argument("--broker-port", type=int, help="port of the MQTT broker (default 8883)")
    parser.add_argument(
        "--region",
        type=Path,
        action="append",
        metavar="FOLDER",
        help="map region for the companion; repeatable",
    )
    commands = parser.add_subparsers(dest="command")
    add = commands.add_parser("add-vehicle", help="make a car known and issue its certificate")
    add.add_argument("id")
    add.add_argument("--name", default="")
    broker = commands.add_parser("mosquitto", help="write the configuration of a fleet's broker")
    broker.add_argument("folder", type=Path)
    broker.add_argument("--cars", type=_endpoint, default=("0.0.0.0", 8883), metavar="HOST:PORT")
    broker.add_argument("--service", type=_endpoint, default=("127.0.0.1", 8884), metavar="HOST:PORT")
    return parser


if __name__ == "__main__":
    sys.exit(main())
