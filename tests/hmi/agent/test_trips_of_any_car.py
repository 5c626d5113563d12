"""The trip that the owner is told: by the odometer or else by speed, with its energy where that is known."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from hmi.agent.link.remote import RemoteControl
from hmi.agent.link.telematics import Telematics
from hmi.vehicle.signals import Value

ENERGY = "Vehicle.Powertrain.TractionBattery.StateOfCharge.CurrentEnergy"
ODOMETER = "Vehicle.TraveledDistance"


class Link:
    def __init__(self) -> None:
        self.sent: list[Any] = []

    def send(self, samples: list[Any], instead_of: str = "") -> None:
        self.sent += samples

    def report(self, *_: Any) -> None: ...
    def keep(self, *_: Any) -> None: ...


@pytest.mark.parametrize(
    ("odometer", "first_kwh", "last_kwh", "used"),
    [
        (True, 41.5, 40.0, 1.5),
        (True, None, 41.5, None),
        (True, 41.5, None, None),
        (False, None, None, None),
    ],
)
def test_a_trip_is_told_with_what_is_known(
    odometer: bool, first_kwh: float | None, last_kwh: float | None, used: float | None
) -> None:
    async def drive() -> list[Any]:
        values: dict[str, Value] = {}
        now_ms = [1_800_000_000_000]

        async def nothing(*_: Any) -> None: ...

        link = Link()
        telematics = Telematics(
            values.get,
            RemoteControl(values.get, nothing, nothing),
            lambda _: link,  # type: ignore[arg-type,return-value]
            lambda _: None,
            lambda: now_ms[0],
        )
        telematics.open()
        telematics._last_sent_report_ms = now_ms[0] + 10**9
        for second in range(200):
            moving = 10 <= second < 110
            values.clear()
            values["Vehicle.Speed"] = 72.0 if moving else 0.0
            if odometer:
                values[ODOMETER] = 1000 + 20 * max(0, min(100, second - 10))
            kwh = first_kwh if second < 60 else last_kwh
            if kwh is not None:
                values[ENERGY] = kwh
            now_ms[0] += 1000
            telematics._look()
        return [each for each in link.sent if each.kind == "trips"]

    (trip,) = asyncio.run(drive())
    assert trip.body["distance_m"] == pytest.approx(2000, abs=60)
    assert trip.body["energy_kwh"] == used
