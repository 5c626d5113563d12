"""Whoever holds a broker still cannot command a car, own it, or have it erased: messages prove themselves."""

from __future__ import annotations

import json
import random
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import paho.mqtt.client as mqtt
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from paho.mqtt.enums import CallbackAPIVersion

from hmi.agent.link.cloud_link import CloudLink, LinkState, LinkStatus
from hmi.agent.link.transport import BrokerAddress, MqttTransport, car_key
from hmi.cloud.accounts import Accounts, Passkey, pairing_code_hash
from hmi.cloud.car_link import CarLink
from hmi.cloud.certificates import CertificateFolder, KeyPair
from hmi.cloud.configuration import Configuration
from hmi.cloud.proving import CarProofs, command_key
from hmi.sync.clock import Stamp
from hmi.sync.errors import MessageError
from hmi.sync.messages import (
    Command,
    CommandOutcome,
    Erasure,
    Outcome,
    Pairing,
    PairingStage,
    RecordBatch,
    decode,
    encode,
    packed,
    topic,
    unpacked,
)
from hmi.sync.proofs import CarKey, CloudKey, introduction, is_clouds, proof_of
from hmi.sync.records import Record, RecordKind
from hmi.sync.remote_commands import REMOTE_COMMANDS, Role
from tests.hmi.cloud.conftest import Service
from tests.hmi.cloud.fleet import MOSQUITTO
from tests.hmi.cloud.service import Car, free_port, running_cloud, wait_until

CLOUD = CloudKey(Ed25519PrivateKey.from_private_bytes(b"c" * 32))
OTHER = CloudKey(Ed25519PrivateKey.from_private_bytes(b"o" * 32))
FORGERIES = 10_000


@dataclass
class OpenBroker:
    """A broker that lets everybody do everything, as a captured one would."""

    port: int
    client: mqtt.Client


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[OpenBroker]:
    if MOSQUITTO is None:
        pytest.skip("mosquitto is not installed")
    port = free_port()
    config = tmp_path / "mosquitto.conf"
    config.write_text(
        f"listener {port} 127.0.0.1\nallow_anonymous true\nuser root\npersistence false\n"
        "max_queued_messages 0\nmax_inflight_messages 0\n"
    )
    with (tmp_path / "broker.log").open("wb") as log:
        process = subprocess.Popen([MOSQUITTO, "-c", str(config)], stdout=log, stderr=log)
    wait_until(lambda: b"running" in (tmp_path / "broker.log").read_bytes(), 10, "mosquitto")
    client = mqtt.Client(CallbackAPIVersion.VERSION2)
    client.max_inflight_messages_set(0)
    client.connect("127.0.0.1", port)
    client.loop_start()
    yield OpenBroker(port, client)
    client.disconnect()
    client.loop_stop()
    process.terminate()
    process.wait(10)


@dataclass
class OwnedCar:
    """A car on the captured broker; what it did is kept."""

    folder: Path
    port: int
    executed: list[Command] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    state: LinkState = LinkState.OFFLINE

    def __post_init__(self) -> None:
        self.link = CloudLink(
            self.folder / "car.sqlite",
            "car-1",
            "boot",
            b"k" * 32,
            MqttTransport(BrokerAddress("127.0.0.1", self.port), "car-1", "boot"),
            execute=self._execute,
            records_received=self.records.extend,
            desired_received=lambda _properties: None,
            pairing_asked=self.asked.append,
            changed=self._changed,
        )
        self.link.start()
        wait_until(lambda: self.state.status is LinkStatus.LIVE, 10, "the car")

    def _execute(self, command: Command, done: Callable[[Outcome, str], None]) -> None:
        self.executed.append(command)
        done(Outcome.CONFIRMED, "")

    def _changed(self, state: LinkState) -> None:
        self.state = state


def forgeries(chance: random.Random, count: int) -> Iterator[tuple[str, bytes]]:
    """(topic's name, payload): what can be made of everything that passed through the broker."""
    now_s = time.time()
    genuine = CLOUD.proved(encode(Command("car-1", "genuine", "lock", {}, now_s, now_s + 60, "lea")))
    for number in range(count):
        row = chance.choice(REMOTE_COMMANDS)
        vehicle = chance.choice(["car-1", "car-1", "car-1", "car-2"])
        forged = encode(Command(vehicle, f"f{number}", row.name, {}, now_s, now_s + 60, "thief"))
        text, tail = unpacked(genuine).rsplit(b',"proof":', 1)
        match number % 8:
            case 0:
                yield "command", forged
            case 1:
                yield "command", OTHER.proved(forged)
            case 2:  # a genuine proof under another text
                yield "command", packed(unpacked(forged)[:-1] + b',"proof":' + tail)
            case 3:  # a genuine text with something changed
                body = json.loads(text + b"}")
                body[chance.choice(["id", "name", "deadline", "issued", "by"])] = chance.choice(
                    ["unlock", f"x{number}", now_s + 80_000, 1]
                )
                yield "command", packed(json.dumps(body).encode()[:-1] + b',"proof":' + tail)
            case 4:  # the genuine one, a byte apart
                torn = bytearray(unpacked(genuine))
                torn[chance.randrange(len(torn))] ^= 1 << chance.randrange(8)
                yield "command", packed(bytes(torn))
            case 5:  # the text twice, so that parser and proof may look at different ones
                yield (
                    "command",
                    packed(unpacked(forged)[:-1] + b"," + text[1:] + b',"proof":' + tail)
                    if chance.random() < 0.5
                    else packed(text + b"," + unpacked(forged)[1:-1] + b',"proof":' + tail),
                )
            case 6:
                edit = Record(RecordKind.DESTINATION, "d").written("name", "trap", Stamp(number, 0, "x"))
                yield "records", encode(RecordBatch("car-1", "b", number, (edit,)))
            case _:  # what the car itself has proved, or another cloud introduced
                claim = Pairing(
                    "car-1",
                    PairingStage.CLAIMED,
                    "0" * 64,
                    "owner",
                    "thief",
                    OTHER.public.hex(),
                    introduction("guess", "car-1", "owner", "thief", OTHER.public),
                )
                yield "pairing", OTHER.proved(encode(claim))


def test_of_ten_thousand_forgeries_put_into_a_captured_broker_none_is_carried_out(
    broker: OpenBroker, tmp_path: Path
) -> None:
    car = OwnedCar(tmp_path, broker.port)
    car.link.trust(CLOUD.public).result(5)
    for name, payload in forgeries(random.Random(11), FORGERIES):
        broker.client.publish(topic("car-1", "down", name), payload, qos=1)
    now_s = time.time()
    honest = Command("car-1", "honest", "lock", {}, now_s, now_s + 300, "lea")
    for _ in range(3):  # a repetition is genuine, and done once
        broker.client.publish(topic("car-1", "down", "command"), CLOUD.proved(encode(honest)), qos=1)
    wait_until(lambda: bool(car.executed), 120, "the honest command after all of them")
    assert car.link.ask(lambda _, __: True).result(60)
    assert [command.id for command in car.executed] == ["honest"]
    assert car.records == [] and car.asked == []
    car.link.stop()


def test_a_car_that_was_never_paired_obeys_nobody_and_says_so(broker: OpenBroker, tmp_path: Path) -> None:
    said: list[bytes] = []
    broker.client.on_message = lambda _client, _data, message: said.append(message.payload)
    broker.client.subscribe(topic("car-1", "up", "outcome"), qos=1)
    car = OwnedCar(tmp_path, broker.port)
    now_s = time.time()
    wish = Command("car-1", "c", "unlock", {}, now_s, now_s + 60, "lea")
    broker.client.publish(topic("car-1", "down", "command"), CLOUD.proved(encode(wish)), qos=1)
    wait_until(lambda: bool(said), 10, "its answer")
    outcome = decode(said[0])
    assert isinstance(outcome, CommandOutcome) and outcome.reason == "unpaired"
    assert car.executed == []
    car.link.stop()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda claim: (claim, OTHER),
        lambda claim: (replace(claim, key=OTHER.public.hex()), OTHER),
        lambda claim: (replace(claim, person="Mallory"), CLOUD),
        lambda claim: (replace(claim, introduction="0" * 64), CLOUD),
        lambda claim: (replace(claim, role="guest"), CLOUD),
    ],
)
def test_only_who_was_told_the_code_can_introduce_a_key(
    broker: OpenBroker, tmp_path: Path, spoil: Callable[[Pairing], tuple[Pairing, CloudKey]]
) -> None:
    car = OwnedCar(tmp_path, broker.port)
    code = car.link.offer_pairing("owner")
    vouched = introduction(code, "car-1", "owner", "Léa", CLOUD.public)
    claim = Pairing(
        "car-1", PairingStage.CLAIMED, pairing_code_hash(code), "owner", "Léa", CLOUD.public.hex(), vouched
    )
    forged, key = spoil(claim)
    broker.client.publish(topic("car-1", "down", "pairing"), key.proved(encode(forged)), qos=1)
    broker.client.publish(topic("car-1", "down", "pairing"), CLOUD.proved(encode(claim)), qos=1)
    wait_until(lambda: bool(car.asked), 10, "the honest claim")
    car.link.answer_pairing(True)
    now_s = time.time()
    for name, signer in (("forged", OTHER), ("honest", CLOUD)):
        wish = Command("car-1", name, "lock", {}, now_s, now_s + 60, "lea")
        broker.client.publish(topic("car-1", "down", "command"), signer.proved(encode(wish)), qos=1)
    wait_until(lambda: bool(car.executed), 10, "the honest command")
    assert car.asked == ["Léa"] and [command.id for command in car.executed] == ["honest"]
    car.link.stop()


def test_a_driver_who_says_no_teaches_the_car_nothing(broker: OpenBroker, tmp_path: Path) -> None:
    car = OwnedCar(tmp_path, broker.port)
    code = car.link.offer_pairing("owner")
    vouched = introduction(code, "car-1", "owner", "Léa", CLOUD.public)
    claim = Pairing(
        "car-1", PairingStage.CLAIMED, pairing_code_hash(code), "owner", "Léa", CLOUD.public.hex(), vouched
    )
    broker.client.publish(topic("car-1", "down", "pairing"), CLOUD.proved(encode(claim)), qos=1)
    wait_until(lambda: bool(car.asked), 10, "the question")
    car.link.answer_pairing(False)
    assert car.link.ask(lambda _, __: True).result(5)
    assert car.link._trust.key is None
    car.link.stop()


def test_a_pairing_teaches_the_car_its_cloud_and_nothing_else_does(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    """The whole way, with the real broker, service and link."""
    with running_cloud(tmp_path_factory.mktemp("cloud")) as cloud:
        car = Car(cloud, tmp_path)
        car.start("records", paired=False)
        car.wait_live()
        store = cloud.store()
        code = car.link.offer_pairing("owner")
        query = "SELECT COUNT(*) FROM pairings WHERE state = 'offered'"
        wait_until(lambda: cloud.count(query) == 1, 15, "the offer")
        accounts = Accounts(store.engine)
        accounts.create("lea", "Léa", Passkey(b"none", "lea", b"", 0), "test")
        person = accounts.person(accounts.sign_in("lea", "test"))
        assert person is not None and accounts.claim_pairing(person, code) == "car-1"
        claims = CarLink(Configuration(cloud.folder, broker_port=cloud.broker_port), store, accounts)
        claims.start()
        wait_until(lambda: claims.connected, 10, "a second replica")
        claims.send_claim("car-1", code, "Léa")
        wait_until(lambda: car.asked_by == ["Léa"], 15, "the question")
        car.link.answer_pairing(True)
        wait_until(lambda: bool(accounts.members("car-1")), 15, "the member")
        claims.stop()
        now_s = time.time()
        store.add_command(Command("car-1", "good", "lock", {}, now_s, now_s + 60, "lea"))
        car.link.stop()
        again = Car(cloud, tmp_path, boot="boot-2")
        again.start(paired=False)
        wait_until(lambda: [c.id for c in again.executed] == ["good"], 20, "the command")
        again.link.stop()
        store.close()


@pytest.fixture
def cars(tmp_path: Path) -> CertificateFolder:
    return CertificateFolder(tmp_path / "certificates")


def key_of(pair: KeyPair) -> CarKey:
    key = car_key(BrokerAddress("", 0, None, pair.certificate, pair.key))
    assert key is not None
    return key


def test_what_a_car_must_prove_only_that_car_can(
    service: Service, cars: CertificateFolder, tmp_path: Path
) -> None:
    proofs = CarProofs(cars.authority)
    offer = encode(Pairing("car-1", PairingStage.OFFERED, "1" * 64, "owner", ""))
    own = key_of(cars.vehicle("car-1"))
    proofs.check("car-1", own.proved(offer))
    foreign = key_of(CertificateFolder(tmp_path / "foreign").vehicle("car-1"))
    server = key_of(cars.server())
    stolen = CarKey(
        x509.load_pem_x509_certificate(cars.vehicle("car-1").certificate.read_bytes()),
        ec.generate_private_key(ec.SECP256R1()),
    )
    changed = packed(unpacked(own.proved(offer)).replace(b"owner", b"guest"))
    for payload in (
        offer,
        CLOUD.proved(offer),
        key_of(cars.vehicle("car-2")).proved(offer),
        foreign.proved(offer),
        server.proved(offer),
        stolen.proved(offer),
        changed,
    ):
        with pytest.raises(MessageError):
            proofs.check("car-1", payload)
    link = CarLink(Configuration(tmp_path), service.store, service.accounts)
    link._proofs = proofs
    for message, name in ((offer, "pairing"), (encode(Erasure("car-1", "b", 1)), "erasure")):
        assert link._read(topic("car-1", "up", name), message) is None
        assert link._read(topic("car-1", "up", name), own.proved(message)) is not None


def test_what_the_service_answered_once_counts_once(service: Service) -> None:
    """A broker that keeps a car's proved words cannot say them again: neither an offer nor an erasure."""
    accounts, code = service.accounts, "A" * 22
    lea = service.somebody()
    accounts.offer_pairing("car-1", pairing_code_hash(code), Role.OWNER)
    assert lea.call("POST", "/api/pairings", {"code": code}).status_code == 200
    assert accounts.finish_pairing("car-1", pairing_code_hash(code), True) == lea.account
    accounts.offer_pairing("car-1", pairing_code_hash(code), Role.OWNER)
    service.clock.now_s += 10_000 * 86_400
    service.store.expire()
    accounts.offer_pairing("car-1", pairing_code_hash(code), Role.OWNER)
    mallory = service.somebody("Mallory")
    assert mallory.call("POST", "/api/pairings", {"code": code}).status_code == 403
    assert accounts.finish_pairing("car-1", pairing_code_hash(code), True) is None
    wish = Erasure("car-1", "boot", 7)
    assert service.store.carry_out(wish)
    service.clock.now_s += 10_000 * 86_400
    service.store.expire()
    assert not service.store.carry_out(wish)


def test_the_clouds_key_is_one_for_all_replicas_and_survives_restarts(tmp_path: Path) -> None:
    configuration = Configuration(tmp_path)
    first, second = command_key(configuration), command_key(configuration)
    assert first.public == second.public
    path = tmp_path / "certificates" / "commands.key"
    assert path.stat().st_mode & 0o777 == 0o600
    wish = encode(Command("car-1", "c", "lock", {"a": "ü"}, 1.5, 2.25, "lea"))
    assert is_clouds(proof_of(first.proved(wish)), second.public)
    assert decode(first.proved(wish)) == decode(wish)
    assert serialization.load_pem_private_key(path.read_bytes(), None) is not None
