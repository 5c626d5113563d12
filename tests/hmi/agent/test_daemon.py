"""The agent with sources that break in ways nobody foresaw."""

from __future__ import annotations

import asyncio
from pathlib import Path

from hmi.agent import daemon
from hmi.agent.books.journal import Journal
from hmi.agent.books.record_book import RecordBook
from hmi.agent.daemon import Agent
from hmi.agent.link.cloud_desk import CloudDesk
from hmi.agent.sources.source import Sink
from hmi.errors import CommandRefusedError
from hmi.supervision import Retry
from hmi.vehicle.signals import Value


class Odd:
    """Says one speed, then does `then`."""

    name = "odd"
    actuators: frozenset[str] = frozenset()

    def __init__(self, priority: int, speed_kmh: float, then: type[Exception] | None) -> None:
        self.priority = priority
        self.runs = 0
        self._speed_kmh = speed_kmh
        self._then = then

    async def run(self, sink: Sink) -> None:
        self.runs += 1
        while self._then is None:
            sink({"Vehicle.Speed": self._speed_kmh}, asyncio.get_running_loop().time())
            await asyncio.sleep(0.02)
        raise self._then("broken")

    async def actuate(self, path: str, value: Value) -> None:
        raise CommandRefusedError("no")


def test_a_source_that_breaks_for_any_reason_takes_nobody_with_it(tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(daemon, "SOURCE_RETRY", Retry(0.05, 0.05))
    broken = [Odd(90, 1.0, kind) for kind in (KeyError, AttributeError, RuntimeError, OSError)]
    agent = Agent(
        [*broken, Odd(10, 50.0, None)],
        Journal(tmp_path / "agent.sqlite"),
        CloudDesk(None, RecordBook(tmp_path / "records.sqlite", "car")),
    )

    async def live() -> None:
        running = asyncio.create_task(agent.run("unix:path=/nowhere"))
        await asyncio.sleep(0.5)
        assert not running.done()
        assert agent.value("Vehicle.Speed") == 50.0
        assert all(source.runs > 2 for source in broken)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    try:
        asyncio.run(live())
    finally:
        agent.close()
