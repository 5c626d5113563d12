"""`headunit-agent`: the process that speaks with the car and serves what it says on D-Bus."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import logging
import os
import signal
import sys
from pathlib import Path

from hmi.agent.cloud_desk import CloudAccount, CloudDesk
from hmi.agent.daemon import Agent
from hmi.agent.journal import Journal
from hmi.agent.record_book import RecordBook
from hmi.agent.sources.configure import make_sources, read_descriptions
from hmi.agent.sources.simulator.source import LARGEST_TIME_FACTOR, SimulatedCar
from hmi.agent.transport import BrokerAddress
from hmi.errors import HeadunitError
from maps.geometry import LatLon

MONACO = LatLon(43.7339, 7.4212)


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="headunit-agent: %(message)s")
    status = 0
    try:
        asyncio.run(_run(options))
    except* (HeadunitError, OSError) as errors:
        print(f"headunit-agent: {errors.exceptions[0]}", file=sys.stderr)
        status = 1
    return status


async def _run(options: argparse.Namespace) -> None:
    journal = Journal(options.state_dir / "agent.sqlite")

    def simulator() -> SimulatedCar:
        car = SimulatedCar(options.start, heading_deg=options.heading)
        saved = journal.read("simulator")
        if saved is not None:
            same_drive = not options.fresh and saved.get("start") == str(options.start)
            car.restore(saved, place=same_drive)
        if options.time_factor is not None:
            car.set_time_factor(options.time_factor)
        return car

    descriptions = list(options.source)
    if options.config is not None:
        descriptions += read_descriptions(options.config)
    sources = make_sources(descriptions or ["simulator"], simulator)
    account = None
    if options.cloud is not None:
        host, _, port = options.cloud.rpartition(":")
        broker = BrokerAddress(host, int(port), options.authority, options.certificate, options.key)
        key = options.device_key.read_text().strip() if options.device_key is not None else None
        account = CloudAccount(
            options.vehicle,
            broker,
            options.state_dir,
            companion=options.companion or f"https://{host}:8443",
            azure=options.azure,
            device_key=key,
        )
    book = RecordBook(options.state_dir / "records.sqlite", options.vehicle)
    agent = Agent(sources, journal, CloudDesk(account, book), frozenset(options.allow_user))
    task = asyncio.ensure_future(agent.run(options.bus))
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, task.cancel)
    try:
        with contextlib.suppress(asyncio.CancelledError):
            await task
    finally:
        agent.close()


def _parser() -> argparse.ArgumentParser:
    def position(text: str) -> LatLon:
        try:
            return LatLon.parse(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(str(error)) from None

    def factor(text: str) -> float:
        value = float(text)
        if not 0.0 <= value <= LARGEST_TIME_FACTOR:
            raise argparse.ArgumentTypeError(f"0 to {LARGEST_TIME_FACTOR:g}")
        return value

    def endpoint(text: str) -> str:
        host, _, port = text.rpartition(":")
        if not host or not port.isdigit():
            raise argparse.ArgumentTypeError(f"expected HOST:PORT, got {text!r}")
        return text

    state = Path(os.environ.get("XDG_STATE_HOME", Path.home() / ".local" / "state")) / "headunit"
    parser = argparse.ArgumentParser(prog="headunit-agent", description=__doc__)
    parser.add_argument(
        "--bus", default="session", help="system, session or a D-Bus address (default: session)"
    )
    parser.add_argument(
        "--source", action="append", default=[], metavar="KIND[:ARGUMENT][,KEY=VALUE …]",
        help="simulator (the default), can, obd, uds, gpsd, nmea, replay, kuksa; may be given several times",
    )  # fmt: skip
    parser.add_argument("--config", type=Path, metavar="FILE", help="TOML file with [[source]] tables")
    parser.add_argument("--state-dir", type=Path, default=state, metavar="DIR")
    parser.add_argument(
        "--allow-user", type=int, action="append", default=[], metavar="UID",
        help="a user who may set things, besides root and the agent's own",
    )  # fmt: skip
    car = parser.add_argument_group("simulated car")
    car.add_argument("--start", type=position, default=MONACO, metavar="LAT,LON", help="where it stands")
    car.add_argument("--heading", type=float, default=0.0, metavar="DEGREES")
    car.add_argument("--time-factor", type=factor, metavar="N", help="its seconds a second")
    car.add_argument("--fresh", action="store_true", help="do not go on with its last drive")
    cloud = parser.add_argument_group("cloud")
    cloud.add_argument("--cloud", type=endpoint, metavar="HOST:PORT", help="the broker; without it no cloud")
    cloud.add_argument("--vehicle", default="car", metavar="ID", help="this car's name at the cloud")
    cloud.add_argument("--authority", type=Path, metavar="FILE")
    cloud.add_argument("--certificate", type=Path, metavar="FILE")
    cloud.add_argument("--key", type=Path, metavar="FILE")
    cloud.add_argument(
        "--companion", metavar="URL", help="what phones open (default: the broker's host, 8443)"
    )
    cloud.add_argument("--azure", action="store_true", help="the broker is an Azure IoT hub")
    cloud.add_argument("--device-key", type=Path, metavar="FILE", help="the hub's base64 key of this device")
    return parser


if __name__ == "__main__":
    sys.exit(main())
