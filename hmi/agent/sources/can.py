"""A CAN bus as a source, through any interface that python-can knows (socketcan, slcan, pcan, virtual …)."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable, Mapping
from typing import Any

import can

from hmi.agent.sources.decoder import CanDecoder
from hmi.agent.sources.source import Sink
from hmi.errors import CommandRefusedError
from hmi.supervision import Retry, keep_running
from hmi.vehicle.signals import Value

RETRY_S = 2.0


class CanSource:
    """Listens only, but for the one frame that wakes the car. Tries again when the interface goes down.

    `wire`: what python-can is told besides (bitrate, fd, data_bitrate). `wake`: identifier and payload of a
    frame that wakes the car's control units, None where nobody knows one.
    """

    actuators: frozenset[str] = frozenset()

    def __init__(
        self,
        interface: str,
        channel: str,
        decoder: CanDecoder,
        priority: int = 50,
        *,
        wire: Mapping[str, Any] | None = None,
        wake: tuple[int, bytes] | None = None,
    ) -> None:
        self._wire = dict(wire or {})
        self._wake = wake
        self._bus: can.BusABC | None = None
        self.name = f"can:{channel}"
        self.priority = priority
        self.frames = 0
        self._interface = interface
        self._channel = channel
        self._decoder = decoder

    async def run(self, sink: Sink) -> None:
        await keep_running(self.name, lambda found: self._listen(sink, found), retry=Retry(RETRY_S, RETRY_S))

    async def actuate(self, path: str, value: Value) -> None:  # noqa: ARG002 – the shape of a source
        raise CommandRefusedError(f"{path} cannot be set over {self.name}")

    async def wake(self) -> None:
        if self._wake is None or self._bus is None:
            raise CommandRefusedError(f"{self.name} knows no frame that wakes the car")
        number, data = self._wake
        message = can.Message(
            arbitration_id=number,
            data=data,
            is_extended_id=number > 0x7FF,
            is_fd=bool(self._wire.get("fd")) and len(data) > 8,
        )
        try:
            self._bus.send(message, timeout=0.2)
        except (can.CanError, OSError, ValueError) as error:
            raise CommandRefusedError(f"{self.name}: {error}") from None

    async def _listen(self, sink: Sink, found: Callable[[], None]) -> None:
        # The kernel or the adapter drops what no row of the mapping wants: 1,600 frames a second become 400.
        filters = [
            {
                "can_id": number,
                "can_mask": 0x1FFFFFFF if number > 0x7FF else 0x7FF,
                "extended": number > 0x7FF,
            }
            for number in sorted(self._decoder.frame_ids)
        ]
        bus = can.Bus(interface=self._interface, channel=self._channel, can_filters=filters, **self._wire)
        self._bus = bus
        reader = can.AsyncBufferedReader()
        notifier = can.Notifier(bus, [reader], loop=asyncio.get_running_loop())
        try:
            while True:
                message = await reader.get_message()
                if message.is_error_frame or message.is_remote_frame:
                    continue
                self.frames += 1
                found()
                now = time.monotonic()
                values = self._decoder.decode(message.arbitration_id, bytes(message.data), now)
                if values:
                    sink(values, now)
        finally:
            self._bus = None
            with contextlib.suppress(can.CanError):
                notifier.stop(0.5)
            bus.shutdown()
