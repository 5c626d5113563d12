"""A sleeping car is woken before it is asked, or the phone is told that it cannot be."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import pytest

from hmi.agent.link.remote import RemoteControl
from hmi.errors import CommandRefusedError
from hmi.sync.messages import Command, Outcome
from hmi.vehicle.motion import SPEED, WAKE_STATE
from hmi.vehicle.signals import Value


def command(name: str) -> Command:
    return Command("car", "1", name, {"percent": 80.0} if name == "charge_limit" else {}, 0.0, 0.0, "me")


class SleepingCar:
    """Wakes when asked, and only then says how it stands."""

    def __init__(self, awake: Mapping[str, Value]) -> None:
        self.values: dict[str, Value] = {WAKE_STATE: "ASLEEP"}
        self.awake = awake
        self.set: list[str] = []

    async def actuate(self, path: str, value: Value) -> None:
        assert self.values[WAKE_STATE] == "AWAKE", "it was asked in its sleep"
        self.set.append(path)

    async def wake(self) -> None:
        self.values = {WAKE_STATE: "AWAKE", SPEED: 0.0, **self.awake}

    async def own(self, _command: Command) -> None:
        self.set.append("own")


def ask(car: SleepingCar, name: str, *, wakes: bool = True) -> tuple[Outcome, str]:
    control = RemoteControl(
        lambda path: car.values.get(path), car.actuate, car.own, car.wake if wakes else None
    )
    return asyncio.run(control.execute(command(name), 5.0))


@pytest.mark.parametrize("name", ["lock", "unlock", "charge_limit", "climate_stop"])
def test_a_command_wakes_the_car_and_is_done(name: str) -> None:
    car = SleepingCar({})
    assert ask(car, name) == (Outcome.CONFIRMED, "")
    assert car.set and car.values[WAKE_STATE] == "AWAKE"


def test_what_the_woken_car_says_counts_and_not_what_was_unknown() -> None:
    assert ask(SleepingCar({SPEED: 20.0}), "lock") == (Outcome.REFUSED, "moving")
    cable = "Vehicle.Powertrain.TractionBattery.Charging.ChargingPort.AnyPosition.IsChargingCableConnected"
    assert ask(SleepingCar({cable: False}), "charge_start") == (Outcome.REFUSED, "not_connected")
    assert ask(SleepingCar({cable: True}), "charge_start") == (Outcome.CONFIRMED, "")


def test_a_car_that_cannot_be_woken_says_so() -> None:
    assert ask(SleepingCar({}), "lock", wakes=False) == (Outcome.REFUSED, "cannot_be_woken")

    car = SleepingCar({})

    async def in_vain() -> None:
        raise CommandRefusedError("cannot_be_woken")

    control = RemoteControl(lambda path: car.values.get(path), car.actuate, car.own, in_vain)
    found = asyncio.run(control.execute(command("lock"), 5.0))
    assert found == (Outcome.REFUSED, "cannot_be_woken")


def test_what_needs_no_control_unit_wakes_nobody() -> None:
    car = SleepingCar({})
    assert ask(car, "erase", wakes=False) == (Outcome.CONFIRMED, "")
    assert car.values[WAKE_STATE] == "ASLEEP"
