"""The whole way on real processes: a phone's edit through cloud, broker, agent and bus to the screen."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import paho.mqtt.client as mqtt
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key
from paho.mqtt.enums import CallbackAPIVersion
from pytestqt.qtbot import QtBot

from hmi.app.sent_destinations import SentDestinations
from hmi.bus.client import AgentClient
from hmi.bus.cloud import CloudClient
from hmi.cloud.configuration import Configuration
from hmi.cloud.peers import SERVICE
from hmi.cloud.proving import command_key
from hmi.navigation.places_book import PlacesFile
from hmi.settings import SettingsFile
from hmi.sync.clock import Stamp
from hmi.sync.messages import RecordBatch, encode, topic
from hmi.sync.records import Record, RecordKind
from hmi.view_models.navigation.search import SearchModel
from hmi.view_models.settings.model import SettingsModel
from hmi.view_models.shell.alerts import AlertsModel
from tests.hmi.buses import AgentProcess, Bus
from tests.hmi.cloud.service import Cloud, running_cloud, wait_until
from tests.hmi.fake_car import MOVING_EV, FakeCar
from tests.screens.fakes import FakeNavigator

STOPS = [{"name": "Café", "lat": 43.73, "lon": 7.42}, {"name": "Port", "lat": 43.74, "lon": 7.43}]


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
    public = tmp_path / "command.pub"
    key = load_pem_private_key(cloud.certificates.command_key().read_bytes(), None)
    public.write_bytes(key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    options += ["--command-key", str(public)]
    agent = AgentProcess(bus.address, tmp_path / "state", *options)
    yield agent
    agent.kill()


def test_a_destination_reaches_the_screen_and_export_and_erase_work(
    qtbot: QtBot, bus: Bus, cloud: Cloud, agent: AgentProcess, tmp_path: Path
) -> None:
    client = AgentClient(bus.address)
    link = CloudClient(client.connection)
    settings = SettingsModel(SettingsFile(tmp_path / "settings.json"))
    alerts = AlertsModel(FakeCar(MOVING_EV, time.monotonic), settings)
    navigator = FakeNavigator()
    search = SearchModel(navigator, settings, PlacesFile(tmp_path / "places.json"))
    desk = SentDestinations(link, search, alerts)
    try:
        qtbot.waitUntil(lambda: link.status == "live" and link.address == cloud.origin, timeout=30_000)
        store = cloud.store()
        record = Record(RecordKind.DESTINATION, "d1")
        for name, value in {"name": "Trip", "stops": STOPS}.items():
            record = record.written(name, value, Stamp(int(time.time() * 1000), 0, "phone"))  # type: ignore[arg-type]
        store.merge_records("car-1", [record])
        began = time.monotonic()
        publish(cloud, RecordBatch("car-1", "phone", 1, (record,)))
        qtbot.waitUntil(lambda: alerts.shown, timeout=10_000)
        assert time.monotonic() - began < 2.0
        assert alerts.action == "Navigate"
        alerts.act()
        assert ("preview", ("Café", "Port")) in navigator.asked
        qtbot.waitUntil(lambda: not alive(link, qtbot), timeout=5_000)

        with qtbot.waitSignal(link.exported, timeout=10_000) as exported:
            link.export()
        folder = Path(exported.args[0])
        assert json.loads((folder / "headunit.json").read_text())["vehicle"] == "car-1"
        assert (folder / "headunit.gpx").read_text().startswith("<?xml")
        with qtbot.waitSignal(link.erased, timeout=10_000):
            link.erase()
        rows = "SELECT COUNT(*) FROM records WHERE vehicle = 'car-1'"
        qtbot.waitUntil(lambda: cloud.count(rows) == 0, timeout=10_000)
        assert not folder.exists()
        store.close()
    finally:
        desk.deleteLater()
        client.close()


def alive(link: CloudClient, qtbot: QtBot) -> bool:
    with qtbot.waitSignal(link.recordsRead, timeout=5_000) as read:
        link.read_records()
    rows: list[list[object]] = read.args[0]
    return any(row[0] == "destination" for row in rows)


def publish(cloud: Cloud, batch: RecordBatch) -> None:
    """As the cloud's own link does for a phone's request."""
    pair = cloud.certificates.cloud()
    client = mqtt.Client(CallbackAPIVersion.VERSION2, client_id=f"{SERVICE}/test", protocol=mqtt.MQTTv311)
    client.tls_set(str(cloud.certificates.authority), str(pair.certificate), str(pair.key))
    client.connect("localhost", cloud.broker_port)
    client.loop_start()
    wait_until(client.is_connected, 10, "the broker")
    proved = command_key(Configuration(cloud.folder)).proved(encode(batch))
    client.publish(topic(batch.vehicle, "down", "records"), proved, qos=1).wait_for_publish(5)
    client.disconnect()
    client.loop_stop()
