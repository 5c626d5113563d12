"""The agent itself: sources feed the store, the store feeds the bus, the journal keeps what must last."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import time
from collections.abc import Mapping, Sequence
from typing import Any

import sdbus
from sdbus import DbusInterfaceCommonAsync
from sdbus.sd_bus_internals import SdBus, SdBusBaseError

from hmi.agent.commander import Commander
from hmi.agent.gate import Gate
from hmi.agent.journal import Journal
from hmi.agent.refusals import RefusedError, UnknownError
from hmi.agent.service import SimulatorInterface, Variants, VehicleInterface
from hmi.agent.sources.simulator.source import SimulatedCar
from hmi.agent.sources.source import Source
from hmi.agent.store import SignalStore
from hmi.bus.contract import (
    BATCH_PERIOD_S,
    BUS_NAME,
    FRESH_S,
    HEARTBEAT_PERIOD_S,
    OBJECT_PATH,
    from_variant,
    to_variant,
)
from hmi.errors import BusUnavailableError, CommandRefusedError
from hmi.vehicle.commands import Command
from hmi.vehicle.signals import BY_PATH, CATALOGUE, Value

SAVE_PERIOD_S = 1.0
RETRY_S = 0.25
BUS_CHECK_PERIOD_S = 0.5

_log = logging.getLogger(__name__)


class Agent:
    """Owns the store, the sources and the bus connection; comes back by itself when the bus goes away."""

    def __init__(self, sources: Sequence[Source], journal: Journal) -> None:
        self._sources = tuple(sources)
        self._journal = journal
        self._store = SignalStore()
        self._commander = Commander(self._store, self._sources, self._tell)
        self._simulator = next((s for s in self._sources if isinstance(s, SimulatedCar)), None)
        self._vehicle: VehicleInterface | None = None
        self._wake = asyncio.Event()
        self._save_now = asyncio.Event()
        self._sequence = 0
        if self._simulator is not None:
            self._simulator.changed = self._save_now.set

    async def run(self, bus_address: str) -> None:
        """Serve until cancelled."""
        async with asyncio.TaskGroup() as group:
            for source in self._sources:
                group.create_task(self._run_source(source))
            group.create_task(self._keep_saving())
            group.create_task(self._stay_on_bus(bus_address))

    # What the bus offers (hmi.agent.service.Agent).

    def list_paths(self) -> list[str]:
        return [spec.path for spec in CATALOGUE]

    def describe(self, path: str) -> Mapping[str, Value]:
        spec = BY_PATH.get(path)
        if spec is None:
            raise UnknownError(f"{path} is no signal of this car")
        row: dict[str, Value] = {
            "path": spec.path,
            "datatype": spec.datatype,
            "unit": spec.unit,
            "kind": str(spec.kind),
            "rate_hz": spec.rate_hz,
            "settable": any(path in source.actuators for source in self._sources),
        }
        optional = {
            "minimum": spec.minimum,
            "maximum": spec.maximum,
            "stale_after_s": spec.stale_after_s,
            "allowed": spec.allowed or None,
        }
        return row | {key: value for key, value in optional.items() if value is not None}

    def get(self, paths: list[str]) -> tuple[Variants, Variants]:
        unknown = next((path for path in paths if path not in BY_PATH), None)
        if unknown is not None:
            raise UnknownError(f"{unknown} is no signal of this car")
        now = time.monotonic()
        found = self._store.fresh(paths, now)
        return (
            {path: to_variant(stored.value) for path, stored in found.items()},
            {path: ("d", max(0.0, now - stored.time_s)) for path, stored in found.items()},
        )

    def actuate(self, identifier: str, targets: Variants, deadline_s: float) -> None:
        if len(targets) != 1 or not 0 < len(identifier) <= 64:
            raise RefusedError("a command has an id of 1 to 64 characters and exactly one signal")
        ((path, variant),) = targets.items()
        try:
            self._commander.submit(identifier, path, from_variant(variant), deadline_s)
        except CommandRefusedError as error:
            raise RefusedError(str(error)) from None

    def source_names(self) -> list[str]:
        return [source.name for source in self._sources]

    # Inside.

    async def _run_source(self, source: Source) -> None:
        def sink(values: Mapping[str, object], time_s: float) -> None:
            self._store.ingest(source.name, source.priority, values, time_s)
            if self._store.has_changes:
                self._wake.set()

        await source.run(sink)

    async def _keep_saving(self) -> None:
        simulator = self._simulator
        if simulator is None:
            return
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(SAVE_PERIOD_S):
                    await self._save_now.wait()
            self._save_now.clear()
            # fsync takes milliseconds on flash: not on the loop that owes 30 batches a second.
            await asyncio.to_thread(self._journal.write, simulator=simulator.snapshot())

    async def _stay_on_bus(self, address: str) -> None:
        complained = False
        while True:
            try:
                await self._serve(address)
            except (SdBusBaseError, ConnectionError, BusUnavailableError, TimeoutError) as error:
                if not complained:
                    _log.warning("the bus is gone (%s); trying again", error)
                complained = True
            else:
                complained = False
            self._vehicle = None
            await asyncio.sleep(RETRY_S)

    async def _serve(self, address: str) -> None:
        """One life of the bus connection; returns or raises when the bus is gone."""
        bus = open_bus(address)
        try:
            gate = Gate()
            vehicle = VehicleInterface(self, gate)
            exported: list[DbusInterfaceCommonAsync] = [vehicle]  # lives as long as it is referenced
            if self._simulator is not None:
                exported.append(SimulatorInterface(self._simulator, gate))
            for interface in exported:
                interface.export_to_dbus(OBJECT_PATH, bus)
            await bus.request_name_async(BUS_NAME, 0)
            self._vehicle = vehicle
            _log.info("serving %s", BUS_NAME)
            watch = asyncio.create_task(_watch(bus))
            try:
                await self._publish(vehicle, watch)
            finally:
                watch.cancel()
        finally:
            bus.close()

    async def _publish(self, vehicle: VehicleInterface, watch: asyncio.Task[None]) -> None:
        self._store.send_all_again()
        while not watch.done():
            started = time.monotonic()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(HEARTBEAT_PERIOD_S):
                    await self._wake.wait()
            self._wake.clear()
            batch = self._store.take_batch()
            now = time.monotonic()
            ages = {
                path: ("d", now - stored.time_s)
                for path, stored in batch.items()
                if now - stored.time_s > FRESH_S
            }
            values = {path: to_variant(stored.value) for path, stored in batch.items()}
            self._sequence += 1
            vehicle.changed.emit((self._sequence, values, ages))
            await asyncio.sleep(max(0.0, BATCH_PERIOD_S - (time.monotonic() - started)))
        watch.result()

    def _tell(self, command: Command) -> None:
        if self._vehicle is not None:
            self._vehicle.command_changed.emit((command.id, str(command.outcome), command.reason))


def open_bus(address: str) -> SdBus:
    """Connect to `address`: "system", "session" or a D-Bus address. Raises BusUnavailableError."""
    try:
        if address == "system":
            return sdbus.sd_bus_open_system()
        if address != "session":
            # libsystemd offers no "open this address" to Python; the user bus is looked up here.
            os.environ["DBUS_SESSION_BUS_ADDRESS"] = address
        return sdbus.sd_bus_open_user()
    except SdBusBaseError as error:
        raise BusUnavailableError(f"no D-Bus at {address}: {error}") from None


async def _watch(bus: SdBus) -> None:
    """Ends with an error soon after the bus stops answering."""
    while True:
        await asyncio.sleep(BUS_CHECK_PERIOD_S)
        ask: Any = bus.new_method_call_message(
            "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "GetId"
        )
        async with asyncio.timeout(2.0):
            await bus.call_async(ask)
