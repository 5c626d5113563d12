"""The agent's life on the bus: exports the interfaces, sends batches, comes back when the bus was gone."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from sdbus import DbusInterfaceCommonAsync
from sdbus.sd_bus_internals import SdBus, SdBusBaseError

from hmi.agent.conclusions import Conclusions
from hmi.agent.link.cloud_desk import CloudDesk
from hmi.agent.service.books import AlertsInterface, DiagnosticsInterface, TripInterface
from hmi.agent.service.cloud import CloudInterface
from hmi.agent.service.energy import EnergyInterface
from hmi.agent.service.gate import Gate
from hmi.agent.service.gated import Variants, variants
from hmi.agent.service.upkeep import UpkeepInterface
from hmi.agent.service.vehicle import VehicleInterface
from hmi.agent.signals.store import SignalStore
from hmi.agent.upkeep_desk import UpkeepDesk
from hmi.bus.addresses import close_bus, open_bus
from hmi.bus.contract import (
    BATCH_PERIOD_S,
    BUS_NAME,
    FRESH_S,
    HEARTBEAT_PERIOD_S,
    OBJECT_PATH,
    to_variant,
)
from hmi.bus.liveness import DAEMON, until_gone
from hmi.supervision import Retry, heard, keep_running, until_first
from hmi.vehicle.alerts import BY_ID
from hmi.vehicle.commands import Command
from hmi.vehicle.signals import Value

RETRY = Retry(0.1, 0.2)
BUS_QUIET_S = 10.0
"""batches that stay unread tell of a hanging bus long before"""
NAME_S = 2.0

_log = logging.getLogger(__name__)


class Served(Protocol):
    """The agent, as far as the bus needs it."""

    conclusions: Conclusions
    upkeep: UpkeepDesk

    def list_paths(self) -> list[str]: ...
    def describe(self, path: str) -> Mapping[str, Value]: ...
    def get(self, paths: list[str]) -> tuple[Variants, Variants]: ...
    def holds(self) -> Mapping[str, float]: ...
    def actuate(self, identifier: str, targets: Variants, deadline_s: float) -> None: ...
    def on_road(self, lat_deg: float, lon_deg: float, course_deg: float) -> None: ...
    def source_names(self) -> list[str]: ...
    def record(self, path: str) -> None: ...


class BusLink:
    """Speaks for the agent; hears of its conclusions (hmi.agent.conclusions.Listener).

    `of_sources` make the interfaces that a source has of its own, at each new connection.
    """

    def __init__(
        self,
        agent: Served,
        cloud: CloudDesk,
        store: SignalStore,
        of_sources: Sequence[Callable[[Gate], DbusInterfaceCommonAsync]],
        trusted_users: frozenset[int],
    ) -> None:
        self._agent = agent
        self._cloud = cloud
        self._store = store
        self._of_sources = tuple(of_sources)
        self._trusted_users = trusted_users
        self._vehicle: VehicleInterface | None = None
        self._trips: TripInterface | None = None
        self._alerts: AlertsInterface | None = None
        self._diagnostics: DiagnosticsInterface | None = None
        self._wake = asyncio.Event()
        self._sequence = 0

    def wake(self) -> None:
        """There is something to send."""
        self._wake.set()

    async def run(self, address: str) -> None:
        """Serve at `address` until cancelled."""
        await keep_running(
            "the bus", lambda well: self._serve(address, well), retry=RETRY, lost=self._forget_bus
        )

    # What is told without being asked.

    def tell_command(self, command: Command) -> None:
        if self._vehicle is not None:
            _say(self._vehicle.command_changed, (command.id, str(command.outcome), command.reason))

    def trip_changed(self, name: str) -> None:
        if self._trips is not None:
            _say(self._trips.trip_changed, (name, variants(self._agent.conclusions.trip(name))))

    def alerts_changed(self, raised: Sequence[str], cleared: Sequence[str]) -> None:
        if self._alerts is None:
            return
        for each in raised:
            spec = BY_ID[each]
            _say(self._alerts.raised, (each, int(spec.priority), spec.text, str(spec.sound), spec.path))
        for each in cleared:
            _say(self._alerts.cleared, each)
        _say(self._alerts.active_changed, self._agent.conclusions.active_alerts())

    def codes_changed(self) -> None:
        if self._diagnostics is not None:
            _say(self._diagnostics.codes_changed, self._agent.conclusions.codes())

    def sensors_lost(self, paths: Sequence[str]) -> None:
        _log.warning("not believed any more: %s", ", ".join(paths))
        if self._vehicle is not None:
            _say(self._vehicle.lost, list(paths))

    def _forget_bus(self) -> None:
        self._vehicle = self._trips = self._alerts = self._diagnostics = None

    async def _serve(self, address: str, well: Callable[[], None]) -> None:
        """One life of the bus connection; returns or raises when the bus is gone."""
        bus = open_bus(address)
        try:
            gate = Gate(lambda sender: _user_of(bus, sender), self._trusted_users)
            vehicle = VehicleInterface(self._agent, gate)
            trips = TripInterface(self._agent.conclusions, gate)
            alerts = AlertsInterface(self._agent.conclusions, gate)
            diagnostics = DiagnosticsInterface(self._agent.conclusions, gate)
            cloud = CloudInterface(self._cloud, gate)
            energy = EnergyInterface(self._cloud.board, gate)
            upkeep = UpkeepInterface(self._agent.upkeep, gate)
            # sdbus exports an object for as long as it is referenced.
            exported: list[DbusInterfaceCommonAsync] = [vehicle, trips, alerts, diagnostics, cloud, energy]
            exported.append(upkeep)
            exported += [interface(gate) for interface in self._of_sources]
            for interface in exported:
                interface.export_to_dbus(OBJECT_PATH, bus)
            # A bus that dies just now would leave this waiting for ever.
            named = asyncio.ensure_future(bus.request_name_async(BUS_NAME, 0))
            named.add_done_callback(lambda asked: heard("the bus", asked))
            async with asyncio.timeout(NAME_S):
                await asyncio.shield(named)
            self._vehicle, self._trips, self._alerts, self._diagnostics = vehicle, trips, alerts, diagnostics
            self._cloud.state_changed = lambda status, unsent: _say(cloud.state_changed, (status, unsent))
            self._cloud.board.on_bus = lambda told: _say(energy.told, told)
            self._agent.upkeep.on_bus = lambda told: _say(upkeep.told, told)
            self._cloud.pairing_asked = lambda person: _say(cloud.pairing_asked, person)
            self._cloud.records_changed = lambda records: _say(cloud.records_changed, records)
            _log.info("serving %s", BUS_NAME)
            well()
            await until_first(self._publish(vehicle), until_gone(bus, BUS_QUIET_S))
        finally:
            close_bus(bus)

    async def _publish(self, vehicle: VehicleInterface) -> None:
        self._store.send_all_again()
        while True:
            started = time.monotonic()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(HEARTBEAT_PERIOD_S):
                    await self._wake.wait()
            sent = time.monotonic()
            self._wake.clear()
            batch = self._store.take_batch()
            holds = self._store.take_holds(batch)
            if holds:
                vehicle.holds_changed.emit(variants(holds))
            values: Variants = {path: to_variant(stored.value) for path, stored in batch.items()}
            ages: Variants = {
                path: ("d", sent - stored.time_s)
                for path, stored in batch.items()
                if sent - stored.time_s > FRESH_S
            }
            if values or sent - started >= HEARTBEAT_PERIOD_S * 0.9:
                self._sequence += 1
                vehicle.changed.emit((self._sequence, values, ages))
            # The next batch not before its time: a burst of news becomes one batch.
            await asyncio.sleep(max(0.001, BATCH_PERIOD_S - (time.monotonic() - sent)))


def _say(signal: Any, arguments: Any) -> None:
    """Send a signal; a bus that is just going does not hear it, which `until_gone` notices soon enough."""
    with contextlib.suppress(SdBusBaseError):
        signal.emit(arguments)


async def _user_of(bus: SdBus, sender: str) -> int:
    message: Any = bus.new_method_call_message(*DAEMON, "GetConnectionUnixUser")
    message.append_data("s", sender)
    answer: Any = await bus.call_async(message)
    return int(answer.get_contents())
