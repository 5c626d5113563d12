"""The KUKSA source against a databroker on gRPC: values in, actuators out, lost and found, nonsense."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager

import pytest

from hmi.agent.service.commander import Commander
from hmi.agent.signals.store import SignalStore
from hmi.agent.sources import kuksa
from hmi.agent.sources.kuksa import KuksaSource
from hmi.errors import CommandRefusedError
from hmi.vehicle.commands import Command
from hmi.vehicle.signals import Value
from tests.hmi.agent.databroker import Databroker, point

SPEED = "Vehicle.Speed"
GEAR = "Vehicle.Powertrain.Transmission.CurrentGear"
CHARGING = "Vehicle.Powertrain.TractionBattery.Charging.IsCharging"
TEMPERATURE = "Vehicle.Cabin.HVAC.Station.Row1.Driver.Temperature"
FOREIGN = "Vehicle.Private.Flux.Level"
KINDS = {SPEED: float, GEAR: int, CHARGING: bool, TEMPERATURE: float, FOREIGN: str}


class Stand:
    """Broker, source and store on one event loop."""

    def __init__(self) -> None:
        self.broker = Databroker({SPEED: 12.5, CHARGING: False, GEAR: None, TEMPERATURE: 20.0}, dict(KINDS))
        self.store = SignalStore()
        self.source = KuksaSource("127.0.0.1", 0)

    def sink(self, values: Mapping[str, object], time_s: float) -> None:
        self.store.ingest(self.source.name, self.source.priority, values, time_s)

    def value(self, path: str) -> Value | None:
        return self.store.value(path, time.monotonic())

    async def until(self, holds: Callable[[], object], timeout_s: float = 5.0) -> None:
        async with asyncio.timeout(timeout_s):
            while not holds():
                await asyncio.sleep(0.01)


@asynccontextmanager
async def stand() -> AsyncIterator[Stand]:
    each = Stand()
    await each.broker.start()
    each.source = KuksaSource("127.0.0.1", each.broker.port)
    running = asyncio.create_task(each.source.run(each.sink))
    try:
        yield each
        assert not running.done(), running.exception()
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await each.broker.stop()


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kuksa, "RETRY_S", 0.1)


def test_the_brokers_values_are_read_as_they_change() -> None:
    async def drive() -> None:
        async with stand() as its:
            await its.until(lambda: its.value(SPEED) == 12.5)
            assert its.value(CHARGING) is False
            assert its.value(GEAR) is None  # nobody has provided it
            its.broker.provide(SPEED, 13.5)
            its.broker.provide(GEAR, 4)
            await its.until(lambda: its.value(SPEED) == 13.5 and its.value(GEAR) == 4)
            # Its own signals are none of ours, and asking for them would fail the whole subscription.
            assert its.broker.asked_for == [sorted(path for path in KINDS if path != FOREIGN)]

    asyncio.run(drive())


def test_an_actuator_is_set_and_confirmed_by_the_value_that_comes_back() -> None:
    async def drive() -> None:
        async with stand() as its:
            await its.until(lambda: its.value(TEMPERATURE) == 20.0)
            told: list[Command] = []
            commander = Commander(its.store, [its.source], told.append)
            commander.submit("1", TEMPERATURE, 22.5, time.monotonic() + 3)
            await its.until(lambda: told[-1].outcome.final)
            assert [each.outcome for each in told] == ["accepted", "done"]
            assert its.broker.targets == [(TEMPERATURE, 22.5)]
            its.broker.obedient = False
            commander.submit("2", TEMPERATURE, 25.0, time.monotonic() + 0.5)
            await its.until(lambda: told[-1].outcome.final)
            assert told[-1].outcome == "expired"

    asyncio.run(drive())


def test_a_refusal_says_why_in_the_brokers_words() -> None:
    async def drive() -> None:
        async with stand() as its:
            await its.until(lambda: its.value(SPEED) is not None)
            its.broker.refuse = True
            with pytest.raises(CommandRefusedError, match=r"^this token may only read$"):
                await its.source.actuate(TEMPERATURE, 21.0)
            with pytest.raises(CommandRefusedError, match="does not know"):
                await its.source.actuate("Vehicle.Cabin.Door.Row1.DriverSide.IsOpen", True)
            with pytest.raises(CommandRefusedError):
                await its.source.actuate(TEMPERATURE, "warm")

    asyncio.run(drive())


def test_a_broker_that_goes_and_comes_back_is_heard_again() -> None:
    async def drive() -> None:
        async with stand() as its:
            for speed in (21.0, 22.0, 23.0):
                await its.until(lambda: its.value(SPEED) is not None)
                await its.broker.stop()
                await its.until(lambda: its.source._client is None)
                with pytest.raises(CommandRefusedError, match="does not answer"):
                    await its.source.actuate(TEMPERATURE, 21.0)
                its.broker.values[SPEED] = speed
                await its.broker.start()
                await its.until(lambda speed=speed: its.value(SPEED) == speed, 15.0)

    asyncio.run(drive())


def test_nonsense_from_the_broker_is_no_value_and_ends_nothing() -> None:
    async def drive() -> None:
        async with stand() as its:
            await its.until(lambda: its.value(SPEED) == 12.5)
            its.broker.send({SPEED: point("fast"), GEAR: point(3)})
            its.broker.send({SPEED: point(math.nan)})
            its.broker.send({SPEED: point(1e9)})
            its.broker.send({SPEED: point(["a", "b"])})
            its.broker.send({SPEED: point(None), "Vehicle.Nonsense": point(1.0), "": point(2)})
            its.broker.send({})
            its.broker.provide(CHARGING, True)
            await its.until(lambda: its.value(CHARGING) is True)
            assert its.value(SPEED) == 12.5 and its.value(GEAR) == 3
            assert len(its.broker.asked_for) == 1, "the subscription was never lost"

    asyncio.run(drive())
