"""Charging when it is cheap, the whole way on real processes: cloud, broker, agent, simulated car."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from pytestqt.qtbot import QtBot

from hmi.app.charge_plan_sync import ChargePlanSync
from hmi.bus.client import AgentClient
from hmi.bus.cloud import CloudClient
from hmi.settings import SettingsFile
from hmi.sync.clock import Stamp
from hmi.sync.messages import RecordBatch
from hmi.sync.records import FieldValue, Record, RecordKind
from hmi.view_models.energy.screen import EnergyModel
from hmi.view_models.settings.model import SettingsModel
from tests.app.test_phone_to_screen import agent, bus, cloud, publish
from tests.hmi.buses import AgentProcess, Bus
from tests.hmi.cloud.service import Cloud

__all__ = ["agent", "bus", "cloud"]
CHARGING = "Vehicle.Powertrain.TractionBattery.Charging.IsCharging"


def test_the_car_stops_until_the_cheap_hour_and_charges_in_it(
    qtbot: QtBot, bus: Bus, cloud: Cloud, agent: AgentProcess, tmp_path: Path
) -> None:
    client = AgentClient(bus.address)
    link = CloudClient(client.connection)
    settings = SettingsModel(SettingsFile(tmp_path / "settings.json"))
    energy = EnergyModel(client, settings)
    sync = ChargePlanSync(link, energy, settings)
    sequence = iter(range(100))

    def tell(record: str, fields: Mapping[str, FieldValue]) -> None:
        edit = Record(RecordKind.CHARGE_SCHEDULE, record)
        for name, value in fields.items():
            edit = edit.written(name, value, Stamp(int(time.time() * 1000), next(sequence), "phone"))
        publish(cloud, RecordBatch("car-1", "phone", next(sequence), (edit,)))

    def charging() -> object:
        return client.state.get(CHARGING, time.monotonic())

    now = datetime.now()
    later = now + timedelta(hours=6)
    begin = int(now.replace(minute=0, second=0, microsecond=0).timestamp())
    try:
        qtbot.waitUntil(lambda: link.status == "live", timeout=30_000)
        client.run_scenario("charging")
        qtbot.waitUntil(lambda: charging() is True, timeout=15_000)
        # This hour is dear, the next ones are not: wait.
        tell("prices", {"from_unix_s": begin, "per_kwh": [0.9, *[0.1] * 30], "currency": "EUR"})
        ready = {"ready_by": f"{later:%H:%M}", "target_percent": 100.0, "tariff": "day_ahead"}
        tell("plan", ready)
        qtbot.waitUntil(lambda: charging() is False, timeout=15_000)
        qtbot.waitUntil(lambda: settings.settings.charge_target_percent == 100, timeout=10_000)
        qtbot.waitUntil(
            lambda: energy.plan is not None and energy.plan.hours[0].price_per_kwh == 0.9, timeout=10_000
        )
        assert energy.plan is not None and energy.plan.hours[0].share == 0
        # The market has changed its mind.
        tell("prices", {"per_kwh": [0.01, *[0.5] * 30]})
        qtbot.waitUntil(lambda: charging() is True, timeout=15_000)
    finally:
        sync.deleteLater()
        client.close()
