"""`headunit-agent`: the process that speaks with the car and serves what it says on D-Bus."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import logging
import os
import signal
import sqlite3
import sys

from hmi.agent.books.journal import Journal
from hmi.agent.books.record_book import RecordBook
from hmi.agent.daemon import Agent
from hmi.agent.link.cloud_desk import CloudAccount, CloudDesk
from hmi.agent.link.transport import BrokerAddress
from hmi.agent.options import parse
from hmi.agent.sources.configure import make_sources, read_descriptions
from hmi.agent.sources.simulator.source import SimulatedCar
from hmi.agent.wallbox.central import PASSWORD_CHARACTERS, WallboxError
from hmi.durable.lock import FolderLock
from hmi.errors import HeadunitError
from hmi.supervision import begin, described, hear_the_rest, together
from hmi.watchdog import STOPPING, keep_alive, notify


def main(arguments: list[str] | None = None) -> int:
    options = parse(arguments)
    logging.basicConfig(level=logging.INFO, format="headunit-agent: %(message)s")
    status = 0
    os.umask(0o077)
    try:
        lock = FolderLock(options.state_dir, "headunit-agent")
        asyncio.run(_run(options))
        lock.close()
    except* (HeadunitError, OSError) as errors:
        print(f"headunit-agent: {_words(errors)}", file=sys.stderr)
        status = 1
    return status


def _restored(journal: Journal, options: argparse.Namespace) -> SimulatedCar | None:
    """The simulated car as it was left; None where nothing was kept, or nothing that a car can be."""
    try:
        saved = journal.read("simulator")
    except sqlite3.Error:
        return None
    if saved is None:
        return None
    car = SimulatedCar(options.start, heading_deg=options.heading)
    try:
        car.restore(saved, place=not options.fresh and saved.get("start") == str(options.start))
        car.advance(0.1)  # what it cannot drive with is found here, not on the road
        car.report()
    except Exception as error:
        with contextlib.suppress(sqlite3.Error):
            journal.set_aside("simulator", described(error))
        return None
    return car


async def _run(options: argparse.Namespace) -> None:
    hear_the_rest(asyncio.get_running_loop())
    journal = Journal(options.state_dir / "agent.sqlite")

    def simulator() -> SimulatedCar:
        car = _restored(journal, options) or SimulatedCar(options.start, heading_deg=options.heading)
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
            command_key=options.command_key,
        )
    book = RecordBook(options.state_dir / "records.sqlite", options.vehicle)
    agent = Agent(sources, journal, CloudDesk(account, book), frozenset(options.allow_user))
    if options.wallbox is not None:
        agent.serve_wallbox(*_wallbox(options), book)
    task = begin("the agent", together(agent.run(options.bus), keep_alive()))
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, task.cancel)
    try:
        with contextlib.suppress(asyncio.CancelledError):
            await task
    finally:
        notify(STOPPING)
        agent.close()


def _wallbox(options: argparse.Namespace) -> tuple[str, int, str]:
    """Host, port and password. Raises HeadunitError."""
    host, _, port = options.wallbox.rpartition(":")
    path = options.wallbox_password
    password = "" if path is None else path.read_text().strip()
    if len(password) < PASSWORD_CHARACTERS:
        raise WallboxError(f"--wallbox needs --wallbox-password, a file of {PASSWORD_CHARACTERS} characters")
    return host, int(port), password


def _words(error: BaseException) -> str:
    """One sentence; the first of several that came together."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return str(error)


if __name__ == "__main__":
    sys.exit(main())
