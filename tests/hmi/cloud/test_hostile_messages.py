"""What a car with a valid certificate and bad intentions, or a wrong clock, sends to every topic."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from hmi.agent.link.transport import BrokerAddress, Connected, MqttTransport
from hmi.cloud.car_link import CarLink
from hmi.cloud.configuration import Configuration
from hmi.cloud.edits import Edits
from hmi.cloud.store import DAY_MS, Store
from hmi.sync.clock import Stamp
from hmi.sync.messages import (
    Acknowledgement,
    Command,
    CommandOutcome,
    Erasure,
    Message,
    Outcome,
    Pairing,
    PairingStage,
    Presence,
    RecordBatch,
    Sample,
    TelemetryBatch,
    TwinUpdate,
    encode,
    topic,
)
from hmi.sync.records import Record, RecordKind
from tests.hmi.cloud.conftest import Service
from tests.hmi.cloud.service import Car, Cloud, running_cloud, wait_until

UP = ("telemetry", "records", "erasure", "reported", "outcome", "presence", "pairing")
NOW_MS = 1_800_000_000_000


@pytest.fixture(scope="module")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cloud]:
    with running_cloud(tmp_path_factory.mktemp("cloud"), ("car-1", "car-2")) as cloud:
        yield cloud


def hostile(chance: random.Random) -> Iterator[bytes]:
    """Payloads that no honest car sends."""
    huge = Record(RecordKind.SETTING, "s").written("a", "\x00" * 1000, Stamp(9, 0, "x"))
    messages: list[Message] = [
        TelemetryBatch("car-2", "b", 1, (Sample("trips", 1, {"forged": True}),)),
        RecordBatch("car-2", "b", 1, (huge,)),
        Erasure("car-2", "b", 1),
        TwinUpdate("car-2", True, 2**53 - 1, True, {"locked": False}),
        CommandOutcome("car-2", "c", Outcome.CONFIRMED, "", 1),
        Presence("car-2", "b", True),
        Pairing("car-2", PairingStage.OFFERED, "0" * 64, "owner", ""),
        # Of this car, but nothing that a car may say there.
        Command("car-1", "c", "unlock", {}, 1.0, 2.0, "thief"),
        Acknowledgement("car-1", "b", (1,)),
        TwinUpdate("car-1", False, 9, True, {"valet": False}),
        Pairing("car-1", PairingStage.CLAIMED, "0" * 64, "owner", "thief"),
        Pairing("car-1", PairingStage.OFFERED, "0" * 64, "king", ""),
        Pairing("car-1", PairingStage.ACCEPTED, "1" * 64, "owner", "thief"),
    ]
    for message in messages:
        payload = encode(message)
        yield payload
        for _ in range(6):
            torn = bytearray(payload)
            torn[chance.randrange(len(torn))] = chance.randrange(256)
            yield bytes(torn)
    yield from (b"", b"J", b"Z", b"J{}", b"Jnull", b'J{"v":2,"t":"telemetry"}', b"J" + b"[" * 50_000)
    yield from (chance.randbytes(chance.randint(1, 300)) for _ in range(40))


def test_hostile_messages_on_every_topic_change_nothing_and_stop_nobody(cloud: Cloud, tmp_path: Path) -> None:
    pair = cloud.certificates.vehicle("car-1")
    address = BrokerAddress(
        "localhost", cloud.broker_port, cloud.certificates.authority, pair.certificate, pair.key
    )
    thief = MqttTransport(address, "car-1", "boot")
    events: list[object] = []
    thief.start(events.append)
    wait_until(lambda: Connected() in events, 20, "the connection")
    sent = 0
    for name in (*UP, "nonsense"):
        for payload in hostile(random.Random(name)):
            thief._client.publish(topic("car-1", "up", name), payload, qos=1).wait_for_publish(10)
            sent += 1
    assert sent > 1000
    thief.stop()
    car = Car(cloud, tmp_path, "car-2")
    car.start("trips")
    car.wait_live()
    car.link.send([Sample("trips", int(time.time() * 1000), {"distance_m": 7})])
    query = "SELECT COUNT(*) FROM samples WHERE vehicle = 'car-2'"
    wait_until(lambda: cloud.count(query) == 1, 20, "an honest car's trip")
    assert cloud.count("SELECT COUNT(*) FROM records") == 0
    assert cloud.count("SELECT COUNT(*) FROM members") == 0
    assert cloud.count("SELECT COUNT(*) FROM commands") == 0
    assert cloud.process is not None and cloud.process.poll() is None
    car.link.stop()


def test_a_message_that_the_database_cannot_hold_stops_no_other(service: Service, tmp_path: Path) -> None:
    class Choosy(Store):
        def ingest(self, batches):  # type: ignore[no-untyped-def]
            if any(batch.boot == "poison" for batch in batches):
                raise ValueError("cannot be stored")
            return super().ingest(batches)

    store = Choosy(str(service.store.engine.url), service.clock)
    link = CarLink(Configuration(tmp_path), store, service.accounts)
    batches = [
        TelemetryBatch("car-1", boot, n, (Sample("trips", NOW_MS, {"n": n}),))
        for n, boot in enumerate(("a", "poison", "b"))
    ]
    link._take(batches)
    assert {row["n"] for row in store.samples("car-1", "trips")} == {0, 2}
    assert link.refused == 1
    store.close()


def test_what_a_car_tells_after_an_erasure_stays_though_both_come_at_once(
    service: Service, tmp_path: Path
) -> None:
    link = CarLink(Configuration(tmp_path), service.store, service.accounts)

    def trip(number: int) -> TelemetryBatch:
        return TelemetryBatch("car-1", "boot", number, (Sample("trips", NOW_MS, {"n": number}),))

    link._take([trip(1), Erasure("car-1", "boot", 2), trip(3)])
    assert [row["n"] for row in service.store.samples("car-1", "trips")] == [3]


@pytest.mark.parametrize("time_ms", [0, 1, NOW_MS + 40 * 365 * DAY_MS, 2**53 - 1])
def test_a_wrong_clock_neither_loses_a_trip_nor_keeps_one_for_ever(service: Service, time_ms: int) -> None:
    store = service.store
    trip = Sample("trips", time_ms, {"distance_m": 5})
    store.ingest([TelemetryBatch("car-1", "b", 1, (trip,))])
    (row,) = store.samples("car-1", "trips")
    assert row == {"time_unix_ms": NOW_MS, "distance_m": 5, "clock_unix_ms": time_ms}
    store.expire()
    assert len(store.samples("car-1", "trips")) == 1
    service.clock.now_s += 366 * 86_400
    store.expire()
    assert store.samples("car-1", "trips") == []


def test_a_kind_that_nobody_knows_is_not_kept(service: Service) -> None:
    rows = (Sample("trips", NOW_MS, {}), Sample("thoughts", NOW_MS, {"x": 1}))
    service.store.ingest([TelemetryBatch("car-1", "b", 1, rows)])
    assert service.store.samples("car-1", "thoughts") == []
    assert len(service.store.samples("car-1", "trips")) == 1


def test_a_phone_wins_after_a_car_whose_clock_was_years_ahead(service: Service) -> None:
    ahead = Stamp(NOW_MS + 30 * 365 * DAY_MS, 5, "car")
    wrong = Record(RecordKind.FAVOURITE, "f").written("name", "old", ahead)
    service.store.ingest([RecordBatch("car-1", "b", 1, (wrong,))])
    edits = Edits(service.store, service.cars.send_records, service.clock)
    assert edits.write("car-1", RecordKind.FAVOURITE, "f", {"name": "new"}) == {"name": "new"}
    edits.remove("car-1", RecordKind.FAVOURITE, "f")
    assert not service.store.records("car-1", RecordKind.FAVOURITE)[0].alive


def test_numbers_of_batches_are_forgotten_when_no_car_sends_them_again(service: Service) -> None:
    batch = TelemetryBatch("car-1", "b", 1, (Sample("trips", NOW_MS, {}),))
    service.store.ingest([batch])
    service.clock.now_s += 60 * 86_400
    service.store.expire()
    service.store.ingest([batch])
    assert len(service.store.samples("car-1", "trips")) == 1, "within its time a repetition is known"
    service.clock.now_s += 100 * 86_400
    service.store.expire()
    with service.store.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT COUNT(*) FROM batches").scalar_one() == 0


def test_cars_that_come_back_all_at_once_cost_one_commit(service: Service) -> None:
    commits: list[object] = []
    sa.event.listen(service.store.engine, "commit", commits.append)
    service.store.update_cars(
        [Presence(vehicle, "b", online) for vehicle in ("car-1", "car-2") for online in (False, True)]
    )
    assert len(commits) == 1
    assert service.store.twin("car-1").online and service.store.twin("car-2").online
