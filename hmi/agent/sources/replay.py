"""A recorded drive as a source: in real time, faster, or over and over."""

from __future__ import annotations

import asyncio
import logging
import time
from pathlib import Path

from hmi.agent.sources.can_logs import Unread
from hmi.agent.sources.decoder import CanDecoder
from hmi.agent.sources.recording import read_drive
from hmi.agent.sources.source import Sink
from hmi.errors import CommandRefusedError
from hmi.vehicle.signals import Value

_LOG = logging.getLogger(__name__)


class ReplaySource:
    """Plays `path` (see recording.py); the last values go stale when it ends."""

    actuators: frozenset[str] = frozenset()

    def __init__(
        self,
        path: Path,
        decoder: CanDecoder | None = None,
        *,
        channel: str = "can0",
        speed: float = 1.0,
        loop: bool = False,
        priority: int = 40,
    ) -> None:
        self.name = f"replay:{path.name}"
        self.priority = priority
        self._path = path
        self._decoder = decoder
        self._channel = channel
        self._speed = speed
        self._loop = loop

    async def run(self, sink: Sink) -> None:
        told = ""
        while True:
            if self._decoder is not None:
                self._decoder.rewind()
            started = time.monotonic()
            unread = Unread()
            for offset_s, values in read_drive(self._path, self._decoder, self._channel, unread):
                wait = started + offset_s / self._speed - time.monotonic()
                if wait > 0.001:
                    await asyncio.sleep(wait)
                sink(values, time.monotonic())
            if unread.words != told:
                _LOG.warning("%s: %s", self._path.name, unread.words)
                told = unread.words
            if not self._loop:
                return
            await asyncio.sleep(0)

    async def actuate(self, path: str, value: Value) -> None:  # noqa: ARG002 – the shape of a source
        raise CommandRefusedError("a recorded drive cannot be changed")
