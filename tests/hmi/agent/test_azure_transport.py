"""The car speaks Azure IoT Hub's dialect.

Against a local hub that keeps the documented topics (not the real service).
"""

from __future__ import annotations

import base64
import json
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote

import paho.mqtt.client as mqtt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from paho.mqtt.enums import CallbackAPIVersion

from hmi.agent.link.azure_transport import AzureTransport, sas_token
from hmi.agent.link.cloud_link import CloudLink, LinkState, LinkStatus
from hmi.agent.link.transport import BrokerAddress
from hmi.sync.messages import (
    Acknowledgement,
    Command,
    CommandOutcome,
    Outcome,
    Sample,
    TelemetryBatch,
    decode,
    encode,
)
from hmi.sync.proofs import CloudKey
from tests.hmi.cloud.fleet import MOSQUITTO
from tests.hmi.cloud.service import free_port, wait_until

CLOUD = CloudKey(Ed25519PrivateKey.from_private_bytes(b"c" * 32))
KEY = base64.b64encode(b"0123456789abcdef0123456789abcdef").decode()


class LocalHub:
    """One device's hub on a plain broker.

    Twin, methods and messages as the documents say, acknowledging telemetry.
    """

    def __init__(self, port: int) -> None:
        self.reported: dict[str, Any] = {"stale": 1}
        self.desired: dict[str, Any] = {"valet": False, "$version": 3}
        self.events: list[tuple[str, bytes]] = []
        self.method_answers: list[str] = []
        self.client = mqtt.Client(CallbackAPIVersion.VERSION2, protocol=mqtt.MQTTv311)
        self.client.on_message = self._on_message
        self.client.connect("127.0.0.1", port)
        for topic in (
            "devices/car/messages/events/#",
            "$iothub/twin/GET/#",
            "$iothub/twin/PATCH/properties/reported/#",
            "$iothub/methods/res/#",
        ):
            self.client.subscribe(topic, qos=1)
        self.client.loop_start()

    def to_device(self, name: str, payload: bytes) -> None:
        self.client.publish(f"devices/car/messages/devicebound/%24.mid=1&name={name}", payload, qos=1)

    def call(self, method: str, body: bytes) -> None:
        self.client.publish(f"$iothub/methods/POST/{method}/?$rid=7", body, qos=1)

    def desire(self, patch: dict[str, Any]) -> None:
        self.desired |= {**patch, "$version": self.desired["$version"] + 1}
        topic = f"$iothub/twin/PATCH/properties/desired/?$version={self.desired['$version']}"
        self.client.publish(topic, json.dumps({**patch, "$version": self.desired["$version"]}), qos=1)

    def _on_message(self, _client: object, _data: object, message: mqtt.MQTTMessage) -> None:
        topic, payload = message.topic, bytes(message.payload)
        if topic.startswith("devices/car/messages/events/"):
            name = parse_qs(topic.rsplit("/", 1)[1])["name"][0]
            self.events.append((name, payload))
            batch = decode(payload)
            if isinstance(batch, TelemetryBatch):
                self.to_device("ack", encode(Acknowledgement("car", batch.boot, (batch.sequence,))))
        elif topic.startswith("$iothub/methods/res/"):
            self.method_answers.append(topic.split("/")[3])
        else:
            request = parse_qs(topic.partition("?")[2])["$rid"][0]
            if topic.startswith("$iothub/twin/GET/"):
                body = json.dumps({"desired": self.desired, "reported": {**self.reported, "$version": 1}})
                self.client.publish(f"$iothub/twin/res/200/?$rid={request}", body)
            else:
                merged = {**self.reported, **json.loads(payload)}
                self.reported = {name: value for name, value in merged.items() if value is not None}
                self.client.publish(f"$iothub/twin/res/204/?$rid={request}&$version=2", b"")


class AzureCar:
    def __init__(self, folder: Path, port: int, device: str = "car") -> None:
        self.executed: list[Command] = []
        self.desired: dict[str, Any] = {}
        self.state = LinkState.OFFLINE
        self.link = CloudLink(
            folder / "car.sqlite",
            device,
            "boot",
            b"k" * 32,
            AzureTransport(BrokerAddress("127.0.0.1", port), device, "boot", KEY),
            execute=self._execute,
            records_received=lambda records: None,
            desired_received=self.desired.update,
            pairing_asked=lambda person: None,
            changed=lambda state: setattr(self, "state", state),
        )
        self.link.start()
        self.link.trust(CLOUD.public).result(10)
        for kind in ("health", "trips"):
            self.link.set_consent(kind, True, "driver").result(10)

    def _execute(self, command: Command, done: Callable[[Outcome, str], None]) -> None:
        self.executed.append(command)
        done(Outcome.CONFIRMED, "")


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    if MOSQUITTO is None:
        pytest.skip("mosquitto is not installed")
    port = free_port()
    config = tmp_path / "mosquitto.conf"
    config.write_text(f"listener {port} 127.0.0.1\nallow_anonymous true\nuser root\npersistence false\n")
    with (tmp_path / "broker.log").open("wb") as log:
        broker = subprocess.Popen([MOSQUITTO, "-v", "-c", str(config)], stdout=log, stderr=log)
    wait_until(lambda: b"running" in (tmp_path / "broker.log").read_bytes(), 10, "mosquitto")
    yield port
    broker.terminate()
    broker.wait(10)


def test_telemetry_twin_methods_and_wishes_go_the_hubs_way(port: int, tmp_path: Path) -> None:
    hub = LocalHub(port)
    car = AzureCar(tmp_path, port)
    wait_until(lambda: car.state.status is LinkStatus.LIVE, 20, "the hub's twin")
    wait_until(lambda: car.desired == {"valet": False}, 10, "the wishes kept for the car")
    car.link.report({"soc_percent": 71})
    wait_until(lambda: hub.reported == {"soc_percent": 71}, 10, "the twin, without what is no longer true")
    car.link.send([Sample("trips", 1, {"distance_m": 5})])
    wait_until(lambda: "telemetry" in [name for name, _ in hub.events], 10, "the trip")
    wait_until(lambda: car.state.unsent == 0, 10, "the acknowledgement")
    now_s = time.time()
    command = Command("car", "c1", "lock", {}, now_s, now_s + 30, "lea")
    hub.call("command", CLOUD.proved(encode(command))[1:])
    wait_until(lambda: [c.id for c in car.executed] == ["c1"], 10, "the method")
    wait_until(lambda: "outcome" in [name for name, _ in hub.events], 10, "its outcome")
    outcome = decode(next(payload for name, payload in hub.events if name == "outcome"))
    assert isinstance(outcome, CommandOutcome) and outcome.outcome is Outcome.CONFIRMED
    assert hub.method_answers == ["202"]
    hub.desire({"valet": True})
    wait_until(lambda: car.desired == {"valet": True}, 10, "a wish made while connected")
    log = (tmp_path / "broker.log").read_text()
    assert "127.0.0.1/car/?api-version=2021-04-12" in log
    car.link.stop()
    hub.client.loop_stop()


@pytest.mark.parametrize(
    ("topic", "payload"),
    [
        ("$iothub/methods/POST/", b""),
        ("$iothub/methods/POST/command/?$rid=1", b"not json"),
        ("$iothub/methods/POST/unknown/?$rid=2", b"{}"),
        ("$iothub/twin/PATCH/properties/desired/?$version=9", b"[]"),
        ("$iothub/twin/PATCH/properties/desired/?$version=9", b"\xff"),
        ("$iothub/twin/res/200/?$rid=", b""),
        ("devices/car/messages/devicebound/", b"{}"),
        ("devices/car/messages/devicebound/name=ack", b"Jnonsense"),
    ],
)
def test_a_hub_that_talks_nonsense_is_survived(port: int, tmp_path: Path, topic: str, payload: bytes) -> None:
    hub = LocalHub(port)
    car = AzureCar(tmp_path, port)
    wait_until(lambda: car.state.status is LinkStatus.LIVE, 20, "the connection")
    hub.client.publish(topic, payload, qos=1)
    car.link.report({"soc_percent": 50})
    wait_until(lambda: hub.reported.get("soc_percent") == 50, 10, "the car to go on")
    assert car.executed == []
    car.link.stop()
    hub.client.loop_stop()


def test_the_token_is_signed_as_documented() -> None:
    token = sas_token("hub.azure-devices.net/devices/car", KEY, 1_800_000_000)
    assert token.startswith("SharedAccessSignature sr=hub.azure-devices.net%2Fdevices%2Fcar&sig=")
    assert token.endswith("&se=1800000000")
    signature = unquote(token.split("sig=")[1].split("&")[0])
    # Computed apart: printf 'hub.azure-devices.net%%2Fdevices%%2Fcar\n1800000000' | openssl dgst -sha256
    # -hmac KEY -binary | base64
    assert signature == OPENSSL_SIGNATURE
    with pytest.raises(ValueError):
        sas_token("hub/devices/car", "not base64!", 1)


OPENSSL_SIGNATURE = "N6p6LIuPY9i7frAwJAMqXyUOoXoFdiFkenfSFWqw1MQ="
