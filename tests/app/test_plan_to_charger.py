"""One charge plan on real processes, read on the bus (screen), in the twin (phone) and in the car."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hmi.app.plan_sync import PlanSync
from hmi.bus.client import AgentClient
from hmi.bus.cloud import CloudClient
from hmi.bus.contract import CABIN_PLAN, CHARGE_PLAN
from hmi.bus.energy import EnergyClient
from hmi.energy.charge_plan import ChargePlan, PlanReason, read_plan
from hmi.settings import SettingsFile
from hmi.sync.records import FieldValue
from hmi.view_models.energy.screen import EnergyModel
from hmi.view_models.settings.model import SettingsModel
from tests.hmi.buses import AgentProcess, Bus
from tests.hmi.cloud.service import Cloud, running_cloud

CHARGING = "Vehicle.Powertrain.TractionBattery.Charging.IsCharging"


@pytest.fixture
def cloud(tmp_path: Path) -> Iterator[Cloud]:
    folder = tmp_path / "cloud"
    folder.mkdir()
    with running_cloud(folder) as cloud:
        yield cloud


@pytest.fixture
def bus() -> Iterator[Bus]:
    bus = Bus()
    yield bus
    bus.close()


@pytest.fixture
def agent(bus: Bus, cloud: Cloud, tmp_path: Path) -> Iterator[AgentProcess]:
    pair = cloud.certificates.vehicle("car-1")
    options = ["--cloud", f"localhost:{cloud.broker_port}", "--vehicle", "car-1", "--companion", cloud.origin]
    options += ["--authority", str(cloud.certificates.authority)]
    options += ["--certificate", str(pair.certificate), "--key", str(pair.key)]
    agent = AgentProcess(bus.address, tmp_path / "state", *options)
    yield agent
    agent.kill()


def test_screen_phone_and_car_have_one_plan(
    qtbot: QtBot, bus: Bus, cloud: Cloud, agent: AgentProcess, tmp_path: Path
) -> None:
    client = AgentClient(bus.address)
    link, planned = CloudClient(client.connection), EnergyClient(client.connection)
    settings = SettingsModel(SettingsFile(tmp_path / "settings.json"))
    energy = EnergyModel(client, settings)
    planned.planChanged.connect(lambda: energy.show_plan(planned.plan))
    sync = PlanSync(link, settings)
    store = cloud.store()

    def tell(record: str, fields: Mapping[str, FieldValue]) -> None:
        link.write_record("charge_schedule", record, fields)

    def charging() -> object:
        return client.state.get(CHARGING, time.monotonic())

    def of_phone() -> ChargePlan | None:
        return read_plan(store.twin("car-1").reported.get(CHARGE_PLAN))  # type: ignore[arg-type]

    def all_agree() -> bool:
        """What the screen draws is what the phone draws, and the car does it."""
        plan = planned.plan
        return plan is not None and plan == energy.plan == of_phone() and plan.charging_now == charging()

    now = datetime.now()
    later = now + timedelta(hours=6)
    begin = int(now.replace(minute=0, second=0, microsecond=0).timestamp())
    try:
        qtbot.waitUntil(lambda: link.status == "live", timeout=30_000)
        link.set_consent("health", True)
        client.set_world("charger_kw", 11.0)
        qtbot.waitUntil(lambda: charging() is True, timeout=15_000)
        # This hour is dear, the next ones are not: measure the socket, then wait.
        tell("prices", {"from_unix_s": begin, "per_kwh": [0.9, *[0.1] * 30], "currency": "EUR"})
        tell("plan", {"ready_by": f"{later:%H:%M}", "target_percent": 80.0, "tariff": "day_ahead"})
        qtbot.waitUntil(
            lambda: planned.plan is not None and planned.plan.reason is PlanReason.MEASURES, timeout=10_000
        )
        qtbot.waitUntil(
            lambda: planned.plan is not None and planned.plan.reason is PlanReason.WAITS, timeout=60_000
        )
        qtbot.waitUntil(all_agree, timeout=15_000)
        assert charging() is False and planned.plan is not None
        assert planned.plan.steps[0].price_per_kwh == 0.9
        assert planned.plan.cost is not None and 0.1 in planned.plan.values.values()
        # The market has changed its mind.
        quarter = int(time.time()) // 900 * 900
        cheap_now = {"from_unix_s": quarter, "step_s": 900, "per_kwh": [0.01, 0.02, *[0.5] * 60]}
        tell("prices", cheap_now)
        qtbot.waitUntil(lambda: charging() is True, timeout=15_000)
        qtbot.waitUntil(all_agree, timeout=15_000)
        assert planned.plan.reason in (PlanReason.CHARGES, PlanReason.MEASURES)
        # The climate switch on the car's screen reaches the same three.
        settings.change(climate_schedule=True)
        qtbot.waitUntil(
            lambda: (
                planned.cabin is not None
                and planned.cabin["state"] == "waits"
                and store.twin("car-1").reported.get(CABIN_PLAN) == planned.cabin
            ),
            timeout=10_000,
        )
    finally:
        store.close()
        sync.deleteLater()
        client.close()
