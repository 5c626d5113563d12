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

from hmi.agent.daemon import Agent
from hmi.agent.journal import Journal
from hmi.agent.sources.simulator.source import LARGEST_TIME_FACTOR, SimulatedCar
from hmi.errors import HeadunitError
from maps.geometry import LatLon

MONACO = LatLon(43.7339, 7.4212)


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="headunit-agent: %(message)s")
    try:
        asyncio.run(_run(options))
    except HeadunitError as error:
        print(f"headunit-agent: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"headunit-agent: {error}", file=sys.stderr)
        return 1
    return 0


async def _run(options: argparse.Namespace) -> None:
    journal = Journal(options.state_dir / "agent.sqlite")
    car = SimulatedCar(options.start, heading_deg=options.heading)
    saved = journal.read("simulator")
    if saved is not None:
        same_drive = not options.fresh and saved.get("start") == str(options.start)
        car.restore(saved, place=same_drive)
    if options.time_factor is not None:
        car.set_time_factor(options.time_factor)
    agent = Agent([car], journal)
    task = asyncio.ensure_future(agent.run(options.bus))
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, task.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await task
    journal.write(simulator=car.snapshot())
    journal.close()


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

    state = Path(os.environ.get("XDG_STATE_HOME", Path.home() / ".local" / "state")) / "headunit"
    parser = argparse.ArgumentParser(prog="headunit-agent", description=__doc__)
    parser.add_argument(
        "--bus", default="session", help="system, session or a D-Bus address (default: session)"
    )
    parser.add_argument("--source", default="simulator", choices=["simulator"])
    parser.add_argument(
        "--start", type=position, default=MONACO, metavar="LAT,LON", help="where the simulated car stands"
    )
    parser.add_argument("--heading", type=float, default=0.0, metavar="DEGREES")
    parser.add_argument("--time-factor", type=factor, metavar="N", help="simulated seconds a second")
    parser.add_argument("--state-dir", type=Path, default=state, metavar="DIR")
    parser.add_argument(
        "--fresh", action="store_true", help="do not go on with the last drive of the simulated car"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
