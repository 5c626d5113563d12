"""Eclipse KUKSA's databroker as a source and as a way to set actuators (optional extra `kuksa`)."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from hmi.agent.sources.source import Sink
from hmi.errors import CommandRefusedError
from hmi.supervision import Retry, keep_running
from hmi.vehicle.signals import BY_PATH, CATALOGUE, SignalKind, Value

RETRY_S = 3.0


class KuksaSource:
    """Subscribes to the signals of the catalogue that the broker knows."""

    def __init__(self, host: str = "127.0.0.1", port: int = 55555, priority: int = 55) -> None:
        self.name = f"kuksa:{host}:{port}"
        self.priority = priority
        self.actuators = frozenset(spec.path for spec in CATALOGUE if spec.kind is SignalKind.ACTUATOR)
        self._host = host
        self._port = port
        self._client: Any = None
        self._known: frozenset[str] = frozenset()
        """our paths that the broker has; asking for an unknown one would fail them all"""

    async def run(self, sink: Sink) -> None:
        await keep_running(self.name, lambda found: self._listen(sink, found), retry=Retry(RETRY_S, RETRY_S))

    async def actuate(self, path: str, value: Value) -> None:
        from kuksa_client.grpc import Datapoint, VSSClientError

        if self._client is None:
            raise CommandRefusedError("the databroker does not answer")
        if path not in self._known:
            raise CommandRefusedError(f"the databroker does not know {path}")
        try:
            await self._client.set_target_values({path: Datapoint(value)})
        except (VSSClientError, ValueError) as error:  # its words, or the library's: not of the broker's type
            raise CommandRefusedError(_words(error)) from None

    async def _listen(self, sink: Sink, found: Callable[[], None]) -> None:
        from kuksa_client.grpc import MetadataField, VSSClientError
        from kuksa_client.grpc.aio import VSSClient

        try:
            host = f"[{self._host}]" if ":" in self._host else self._host
            async with VSSClient(host, self._port) as client:
                described = await client.get_metadata(["Vehicle"], MetadataField.DATA_TYPE)
                self._known = frozenset(path for path in described if path in BY_PATH)
                self._client = client
                found()
                async for updates in client.subscribe_current_values(sorted(self._known)):
                    values = {path: point.value for path, point in updates.items() if point is not None}
                    sink(values, time.monotonic())
        except VSSClientError as error:
            raise ConnectionError(_words(error)) from None
        finally:
            self._client = None


def _words(error: Exception) -> str:
    """The client library puts the broker's words into a dictionary."""
    said = getattr(error, "error", None)
    return str(said.get("message") or said.get("reason")) if isinstance(said, dict) else str(error)
