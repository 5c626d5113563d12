"""Eclipse KUKSA's databroker as a source and as a way to set actuators (optional extra `kuksa`)."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import Any

from hmi.agent.sources.source import Sink
from hmi.errors import CommandRefusedError
from hmi.vehicle.signals import BY_PATH, CATALOGUE, SignalKind, Value

RETRY_S = 3.0
_log = logging.getLogger(__name__)


class KuksaSource:
    """Subscribes to the signals of the catalogue that the broker knows."""

    def __init__(self, host: str = "127.0.0.1", port: int = 55555, priority: int = 55) -> None:
        self.name = f"kuksa:{host}:{port}"
        self.priority = priority
        self.actuators = frozenset(spec.path for spec in CATALOGUE if spec.kind is SignalKind.ACTUATOR)
        self._host = host
        self._port = port
        self._client: Any = None

    async def run(self, sink: Sink) -> None:
        from kuksa_client.grpc import VSSClientError
        from kuksa_client.grpc.aio import VSSClient

        complained = False
        while True:
            try:
                async with VSSClient(self._host, self._port) as client:
                    self._client = client
                    known = await self._known(client)
                    async for updates in client.subscribe_current_values(known):
                        values = {path: point.value for path, point in updates.items() if point is not None}
                        sink(values, time.monotonic())
            except (VSSClientError, OSError) as error:
                if not complained:
                    _log.warning("%s is lost: %s", self.name, error)
                complained = True
            finally:
                self._client = None
            await asyncio.sleep(RETRY_S)

    async def actuate(self, path: str, value: Value) -> None:
        from kuksa_client.grpc import Datapoint, VSSClientError

        if self._client is None:
            raise CommandRefusedError("the databroker does not answer")
        try:
            await self._client.set_target_values({path: Datapoint(value)})
        except VSSClientError as error:
            raise CommandRefusedError(str(error)) from None

    async def _known(self, client: Any) -> list[str]:
        """Our paths that the broker has; asking for an unknown one would fail them all."""
        from kuksa_client.grpc import MetadataField

        found = await client.get_metadata(["Vehicle"], MetadataField.DATA_TYPE)
        return [path for path in found if path in BY_PATH]
