"""Every MQTT packet that carries a topic or a name, towards everybody's topics, on both brokers.

Nothing that one car does reaches another car, speaks in another's name, or lets it hear another's messages.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from hmi.cloud.broker import embedded_broker
from hmi.cloud.certificates import CertificateFolder, KeyPair
from hmi.sync.messages import MAX_PAYLOAD_BYTES
from tests.hmi.cloud.fleet import Mosquitto
from tests.hmi.cloud.raw_mqtt import (
    PUBACK,
    PUBLISH,
    SUBACK,
    RawClient,
    connect,
    packet,
    publish,
    subscribe,
    text,
    unsubscribe,
)
from tests.hmi.cloud.service import free_port, wait_until

THIEF, VICTIM = "car-1", "car-2"
EVIL, SECRET = b"forged", b"secret"
TOPICS = (
    *(f"headunit/1/{VICTIM}/up/{name}" for name in ("pairing", "erasure", "presence", "telemetry")),
    *(f"headunit/1/{VICTIM}/down/{name}" for name in ("command", "pairing", "records", "ack")),
    f"headunit/1/{THIEF}/down/command",
    f"headunit/1/{THIEF}/up/../../{VICTIM}/down/command",
    f"headunit/1/{THIEF}/up/a/b",
    "headunit/1/cloud/up/pairing",
    "headunit/1/service/cloud/down/command",
    f"headunit/1//{VICTIM}/down/command",
    "headunit/1/+/down/command",
    "headunit/1/+/up/pairing",
    "headunit/#",
    "#",
    "+/+/+/+/+",
    "$SYS/broker/version",
    f"$share/g/headunit/1/{VICTIM}/down/+",
    "$share/ingest/headunit/1/+/up/+",
    "$share/g/#",
)
NAMES = (THIEF, VICTIM, "cloud", "cloud-1", "service/cloud", "service/cloud/1", "", "#", "x" * 70)


@dataclass
class Door:
    """A running broker, a service that listens to all cars, a victim that listens to its own topics."""

    certificates: CertificateFolder
    port: int
    service_port: int
    heard: dict[str, list[tuple[str, bytes]]] = field(default_factory=dict)
    speaking: dict[str, RawClient] = field(default_factory=dict)

    def client(self, pair: KeyPair, port: int | None = None) -> RawClient:
        return RawClient(port or self.port, self.certificates.authority, pair)

    def listen(self, name: str, pair: KeyPair, port: int, client_id: str, wanted: str) -> None:
        client = self.client(pair, port)
        client.send(connect(client_id, keepalive_s=0), subscribe(wanted))
        answer = client.read_until(SUBACK)
        assert answer is not None and answer[-1] < 3
        self.heard[name], self.speaking[name] = client.heard, client

        threading.Thread(target=client.listen, daemon=True).start()

    def tell_victim(self, payload: bytes) -> None:
        """A message of the service to the victim, waited for."""
        self.speaking["service"].send(publish(f"headunit/1/{VICTIM}/down/command", payload, number=9))
        row = (f"headunit/1/{VICTIM}/down/command", payload)
        wait_until(lambda: row in self.heard["victim"], 5, "the service's message")


@contextlib.contextmanager
def embedded(folder: Path) -> Iterator[Door]:
    certificates, port = CertificateFolder(folder / "certificates"), free_port()
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def make() -> object:
        broker = embedded_broker(certificates, "127.0.0.1", port)
        await broker.start()
        return broker

    broker = asyncio.run_coroutine_threadsafe(make(), loop).result(20)
    try:
        yield Door(certificates, port, port)
    finally:
        asyncio.run_coroutine_threadsafe(broker.shutdown(), loop).result(20)  # type: ignore[attr-defined]
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


@contextlib.contextmanager
def mosquitto(folder: Path) -> Iterator[Door]:
    certificates = CertificateFolder(folder / "certificates")
    broker = Mosquitto(folder, certificates)
    broker.start()
    try:
        wait_until(lambda: b"running" in (folder / "mosquitto.log").read_bytes(), 10, "mosquitto")
        yield Door(certificates, broker.port, broker.service_port)
    finally:
        broker.stop()


@pytest.fixture(scope="module", params=[embedded, mosquitto], ids=["embedded", "mosquitto"])
def door(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    with request.param(tmp_path_factory.mktemp("broker")) as door:
        door.certificates.vehicle(THIEF)
        door.listen(
            "service", door.certificates.cloud(), door.service_port, "service/cloud/t", "headunit/1/+/up/+"
        )
        door.listen(
            "victim", door.certificates.vehicle(VICTIM), door.port, VICTIM, f"headunit/1/{VICTIM}/down/+"
        )
        yield door
        for client in door.speaking.values():
            client.vanish()


def ways(target: str) -> Iterator[tuple[str, Callable[[bool], list[bytes]]]]:
    """Each way in which a client can name a topic: what it sends, given clean or persistent."""
    for qos, retain in itertools.product((0, 1, 2), (False, True)):
        name = f"qos {qos}{' retained' if retain else ''}"
        yield (
            f"publish {name}",
            lambda clean, q=qos, r=retain: [
                connect(THIEF, clean=clean),
                publish(target, EVIL, qos=q, retain=r),
                *([packet(6, 2, b"\x00\x01")] if q == 2 else []),
            ],
        )
        yield (
            f"will {name}",
            lambda clean, q=qos, r=retain: [
                connect(THIEF, clean=clean, will=(target, EVIL), will_qos=q, will_retain=r)
            ],
        )
    for qos in (0, 1, 2):
        yield (
            f"subscribe qos {qos}",
            lambda clean, q=qos: [
                connect(THIEF, clean=clean),
                subscribe(target, qos=q),
            ],
        )
    yield "unsubscribe", lambda clean: [connect(THIEF, clean=clean), unsubscribe(target)]


def test_no_packet_carries_anything_from_one_car_to_another(door: Door) -> None:
    pair = door.certificates.vehicle(THIEF)
    tried = 0
    for target in TOPICS:
        secret = SECRET + target.encode()[:40]
        for name, packets in ways(target):
            for clean in (True, False):
                tried += 1
                thief = door.client(pair)
                thief.send(*packets(clean))
                thief.settle()
                if name.startswith("subscribe"):
                    if clean:
                        # And again as the same client that was away: nothing may have waited for it.
                        door.tell_victim(secret)
                        thief.settle()
                    else:
                        thief.vanish()
                        door.tell_victim(secret + b"2")
                        back = door.client(pair)
                        back.send(connect(THIEF, clean=False))
                        back.settle()
                        thief.heard += back.heard
                        back.vanish()
                thief.vanish()
                foreign = [row for row in thief.heard if not row[0].startswith(f"headunit/1/{THIEF}/down/")]
                assert not foreign, (name, target, clean)
    assert tried >= 700
    door.tell_victim(b"last")
    door.speaking["victim"].send(publish(f"headunit/1/{VICTIM}/up/presence", b"honest"))
    wait_until(lambda: any(row[1] == b"honest" for row in door.heard["service"]), 5, "the honest word")
    time.sleep(0.3)
    assert EVIL not in {payload for _, payload in door.heard["victim"]}
    assert {topic.split("/")[2] for topic, payload in door.heard["service"] if payload == EVIL} <= {THIEF}


@pytest.mark.parametrize("clean", [True, False])
@pytest.mark.parametrize("name", NAMES)
def test_a_car_is_called_what_its_certificate_says(door: Door, name: str, clean: bool) -> None:
    """It neither takes over nor ends a connection, a session or a will of another."""
    thief = door.client(door.certificates.vehicle(THIEF))
    will = (f"headunit/1/{VICTIM}/up/presence", EVIL)
    thief.send(connect(name, clean=clean, will=will))
    thief.send(subscribe(f"headunit/1/{VICTIM}/down/+"))
    thief.settle()
    door.tell_victim(f"still here {name[:20]} {clean}".encode())
    thief.settle()
    assert not thief.heard
    thief.vanish()
    assert EVIL not in {payload for topic, payload in door.heard["service"] if VICTIM in topic}


@pytest.mark.parametrize("name", ["cloud", "cloud-1", "service", "cloud:service", "admin"])
def test_a_car_with_a_name_like_the_clouds_is_a_car(door: Door, name: str) -> None:
    impostor = door.client(door.certificates.vehicle(name))
    impostor.send(connect(name), subscribe("headunit/1/+/up/+", "headunit/#", "#"))
    impostor.send(publish(f"headunit/1/{VICTIM}/down/command", EVIL))
    impostor.settle()
    door.tell_victim(f"secret from {name}".encode())
    assert not impostor.heard
    assert EVIL not in {payload for _, payload in door.heard["victim"]}
    impostor.vanish()
    with contextlib.suppress(OSError):
        # The replicas' own door neither.
        inside = door.client(door.certificates.vehicle(name), door.service_port)
        inside.send(connect("service/cloud/x"), publish(f"headunit/1/{VICTIM}/down/command", EVIL))
        inside.send(subscribe("headunit/1/+/up/+"))
        inside.settle()
        door.speaking["victim"].send(publish(f"headunit/1/{VICTIM}/up/presence", b"for the service"))
        inside.settle()
        inside.vanish()
        assert not inside.heard
    assert EVIL not in {payload for _, payload in door.heard["victim"]}


def test_a_packet_of_any_size_beyond_the_contracts_ends_the_connection(door: Door) -> None:
    for size in (MAX_PAYLOAD_BYTES + 2048, 30 * 1024 * 1024):
        client = door.client(door.certificates.vehicle(THIEF))
        client.send(connect(THIEF))
        client.settle()
        head = packet(PUBLISH, 2, text(f"headunit/1/{THIEF}/up/telemetry") + b"\x00\x01" + bytes(size))
        client.send(head[: 2 * 1024 * 1024])
        assert client.read_until(PUBACK) is None
        client.vanish()


def test_nobody_is_let_in_without_one_certificate_that_names_them(door: Door) -> None:
    stranger = CertificateFolder(door.certificates._folder / "foreign").vehicle(THIEF)
    try:
        client = door.client(stranger)
    except OSError:
        return
    client.send(connect(THIEF), subscribe(f"headunit/1/{THIEF}/down/+"))
    assert client.read_until(SUBACK) is None
    client.vanish()
