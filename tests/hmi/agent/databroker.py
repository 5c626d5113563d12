"""A KUKSA databroker for tests: the published kuksa.val.v1 and v2 services as the client library ships them.

No databroker comes as a package. This one keeps to the interface's documentation in what our source uses:
v1 GetServerInfo, Get (metadata of a branch) and Set (actuator targets), v2 Subscribe (what is there, then
what changes).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import grpc
from kuksa.val.v1 import types_pb2 as types_v1
from kuksa.val.v1 import val_pb2 as val_v1
from kuksa.val.v1 import val_pb2_grpc as grpc_v1
from kuksa.val.v2 import types_pb2 as types_v2
from kuksa.val.v2 import val_pb2 as val_v2
from kuksa.val.v2 import val_pb2_grpc as grpc_v2

KINDS = {float: ("DATA_TYPE_FLOAT", "float"), bool: ("DATA_TYPE_BOOLEAN", "bool"),
         int: ("DATA_TYPE_UINT32", "uint32"), str: ("DATA_TYPE_STRING", "string")}  # fmt: skip


class Databroker(grpc_v1.VALServicer):
    """`values`: the current value by path; None is a signal that nobody has provided yet."""

    def __init__(self, values: dict[str, Any], kinds: dict[str, type]) -> None:
        self.values = values
        self.kinds = kinds
        self.targets: list[tuple[str, Any]] = []
        self.asked_for: list[list[str]] = []
        self.refuse = False
        self.obedient = True
        """a provider does at once what is asked"""
        self.port = 0
        self._readers: list[asyncio.Queue[dict[str, types_v2.Datapoint]]] = []
        self._server: grpc.aio.Server | None = None

    async def start(self) -> None:
        """Again at the same port when it was stopped."""
        self._server = grpc.aio.server()
        grpc_v1.add_VALServicer_to_server(self, self._server)
        grpc_v2.add_VALServicer_to_server(_Second(self), self._server)
        self.port = self._server.add_insecure_port(f"127.0.0.1:{self.port}")
        await self._server.start()

    async def stop(self) -> None:
        assert self._server is not None
        await self._server.stop(None)
        self._readers.clear()

    def provide(self, path: str, value: Any) -> None:
        """As a provider's PublishValue."""
        self.values[path] = value
        self.send({path: point(value)})

    def send(self, entries: dict[str, types_v2.Datapoint]) -> None:
        """To every reader, whatever it is."""
        for reader in self._readers:
            reader.put_nowait(entries)

    async def GetServerInfo(self, request: Any, context: Any) -> val_v1.GetServerInfoResponse:
        return val_v1.GetServerInfoResponse(name="databroker", version="0.6.0")

    async def Get(self, request: Any, context: Any) -> val_v1.GetResponse:
        response = val_v1.GetResponse()
        for entry in request.entries:
            for path, kind in self.kinds.items():
                if path == entry.path or path.startswith(entry.path + "."):
                    metadata = types_v1.Metadata(data_type=types_v1.DataType.Value(KINDS[kind][0]))
                    response.entries.append(types_v1.DataEntry(path=path, metadata=metadata))
        return response

    async def Set(self, request: Any, context: Any) -> val_v1.SetResponse:
        if self.refuse:
            await context.abort(grpc.StatusCode.PERMISSION_DENIED, "this token may only read")
        for update in request.updates:
            target = update.entry.actuator_target
            value = getattr(target, target.WhichOneof("value"))
            self.targets.append((update.entry.path, value))
            if self.obedient:
                self.provide(update.entry.path, value)
        return val_v1.SetResponse()

    async def readings(self, paths: list[str]) -> AsyncIterator[val_v2.SubscribeResponse]:
        queue: asyncio.Queue[dict[str, types_v2.Datapoint]] = asyncio.Queue()
        self.asked_for.append(paths)
        self._readers.append(queue)
        yield val_v2.SubscribeResponse(entries={path: point(self.values.get(path)) for path in paths})
        while True:
            yield val_v2.SubscribeResponse(entries=await queue.get())


class _Second(grpc_v2.VALServicer):
    """The v2 service has methods of the same names as v1."""

    def __init__(self, broker: Databroker) -> None:
        self._broker = broker

    async def Subscribe(self, request: Any, context: Any) -> AsyncIterator[val_v2.SubscribeResponse]:
        unknown = [path for path in request.signal_paths if path not in self._broker.kinds]
        if unknown:
            await context.abort(grpc.StatusCode.NOT_FOUND, f"no {unknown[0]}")
        async for response in self._broker.readings(list(request.signal_paths)):
            yield response


def point(value: Any) -> types_v2.Datapoint:
    """Without a value for None."""
    if value is None:
        return types_v2.Datapoint()
    if isinstance(value, list):
        return types_v2.Datapoint(value=types_v2.Value(string_array=types_v2.StringArray(values=value)))
    return types_v2.Datapoint(value=types_v2.Value(**{KINDS[type(value)][1]: value}))
