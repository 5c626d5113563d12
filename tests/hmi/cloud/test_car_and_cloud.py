"""A real car's link and a real cloud process with its broker: what one asks, the other does, once."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from hmi.agent.link.transport import BrokerAddress, Connected, MqttTransport, Received
from hmi.cloud import schema
from hmi.sync.clock import Stamp
from hmi.sync.messages import Command, Outcome, Presence, Sample, encode, topic
from hmi.sync.records import Record, RecordKind
from tests.hmi.cloud.service import Car, Cloud, running_cloud, wait_until


@pytest.fixture(scope="module")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cloud]:
    with running_cloud(tmp_path_factory.mktemp("cloud"), tuple(f"car-{n}" for n in range(1, 7))) as cloud:
        yield cloud


def test_only_what_its_owner_allows_leaves_the_car(cloud: Cloud, tmp_path: Path) -> None:
    car = Car(cloud, tmp_path, "car-1")
    car.start("trips")
    now_ms = int(time.time() * 1000)
    car.link.send([Sample("position", now_ms, {"lat": 43.7}), Sample("trips", now_ms, {"distance_m": 1})])
    query = "SELECT COUNT(*) FROM samples WHERE vehicle = 'car-1' AND kind = "
    wait_until(lambda: cloud.count(f"{query} 'trips'") == 1, 15, "the trip")
    assert cloud.count(f"{query} 'position'") == 0
    car.link.stop()


def test_withdrawn_consent_erases_what_still_waits(cloud: Cloud, tmp_path: Path) -> None:
    car = Car(cloud, tmp_path, "car-2")
    car.link._thread.start()  # no network yet: everything waits
    car.link.set_consent("position", True, "driver").result(5)
    car.link.send([Sample("position", int(time.time() * 1000), {"lat": 43.7})])
    assert car.link.ask(lambda _, outbox: outbox.seal() + outbox.unsent).result(5) > 0
    car.link.set_consent("position", False, "driver").result(5)
    assert car.link.ask(lambda _, outbox: outbox.unsent).result(5) == 0
    car.link._work.put(None)


def test_an_edit_in_the_car_reaches_the_cloud_and_one_in_the_cloud_the_car(
    cloud: Cloud, tmp_path: Path
) -> None:
    car = Car(cloud, tmp_path, "car-3")
    car.start("records")
    car.wait_live()
    car.link.send_records([Record(RecordKind.FAVOURITE, "f1").written("name", "Home", Stamp(5, 0, "car"))])
    store = cloud.store()
    wait_until(lambda: len(store.records("car-3")) == 1, 15, "the favourite")
    assert store.records("car-3")[0].values == {"name": "Home"}
    wait_until(lambda: any(r.id == "f1" for r in car.records), 15, "its echo")
    store.close()
    car.link.stop()


def test_a_command_given_while_the_car_sleeps_is_done_once_when_it_wakes(
    cloud: Cloud, tmp_path: Path
) -> None:
    now_s = time.time()
    store = cloud.store()
    good = Command("car-4", "good", "lock", {}, now_s, now_s + 60, "lea")
    late = Command("car-4", "late", "lock", {}, now_s - 60, now_s - 1, "lea")
    store.add_command(good)
    store.add_command(late)
    for boot in ("boot-1", "boot-2"):
        car = Car(cloud, tmp_path, "car-4", boot)
        car.start()
        wait_until(lambda: store.commands("car-4")[0].outcome is not None, 15, "the outcome")
        assert [command.id for command in car.executed] == (["good"] if boot == "boot-1" else [])
        car.link.stop()
    outcomes = {row.command.id: row.outcome for row in store.commands("car-4")}
    assert outcomes == {"good": Outcome.CONFIRMED, "late": Outcome.EXPIRED}
    store.close()


def test_a_dead_car_shows_as_gone_by_its_last_will(cloud: Cloud, tmp_path: Path) -> None:
    car = Car(cloud, tmp_path, "car-5")
    car.start()
    store = cloud.store()
    wait_until(lambda: store.twin("car-5").online, 15, "presence")
    sock = car.link._transport._client.socket()  # type: ignore[attr-defined]
    car.link._transport._client.loop_stop()  # type: ignore[attr-defined]
    sock.close()
    wait_until(lambda: not store.twin("car-5").online, 15, "the last will")
    store.close()


def test_a_stolen_certificate_of_one_car_neither_reads_nor_writes_anothers_topics(
    cloud: Cloud, tmp_path: Path
) -> None:
    thief_pair = cloud.certificates.vehicle("car-6")
    address = BrokerAddress(
        "localhost", cloud.broker_port, cloud.certificates.authority, thief_pair.certificate, thief_pair.key
    )
    thief = MqttTransport(address, "car-6", "boot")
    events: list[object] = []
    thief.start(events.append)
    wait_until(lambda: len(events) > 0, 15, "the thief's connection")
    client = thief._client
    client.subscribe("headunit/1/#", qos=1)
    client.subscribe(topic("car-1", "down", "+"), qos=1)
    client.publish(topic("car-1", "up", "presence"), encode(Presence("car-1", "forged", True)), qos=1)
    car = Car(cloud, tmp_path, "car-1", "boot-2")
    car.start("records")
    car.wait_live()
    store = cloud.store()
    now_s = time.time()
    store.add_command(Command("car-1", "secret", "lock", {}, now_s, now_s + 60, "lea"))
    car.link.send_records([Record(RecordKind.SETTING, "s").written("a", 1, Stamp(9, 0, "car"))])
    wait_until(lambda: any(r.id == "s" for r in car.records), 15, "the real car's echo")
    assert not [event for event in events if isinstance(event, Received)]
    with store.engine.connect() as connection:
        boots = connection.execute(schema.twins.select()).all()
    assert all(row.boot != "forged" for row in boots)
    store.close()
    car.link.stop()
    thief.stop()


def test_without_a_certificate_nobody_gets_in(cloud: Cloud) -> None:
    events: list[object] = []
    address = BrokerAddress("localhost", cloud.broker_port, cloud.certificates.authority)
    stranger = MqttTransport(address, "car-1", "boot")
    stranger.start(events.append)
    time.sleep(2.0)
    assert not any(isinstance(event, Connected) for event in events)
    stranger.stop()


def test_the_car_erases_everything_in_the_cloud_though_both_are_killed_on_the_way(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    with running_cloud(tmp_path_factory.mktemp("erased"), ("car-1", "car-2")) as own:
        rows = "(SELECT COUNT(*) FROM {} WHERE vehicle = '{}')"
        now_ms = int(time.time() * 1000)

        def told(query: str) -> bool:
            return own.count(query) == 2

        for name in ("car-1", "car-2"):
            car = Car(own, tmp_path, name)
            car.start("trips", "records")
            car.wait_live()
            car.link.send([Sample("trips", now_ms, {"distance_m": 1})])
            car.link.send_records(
                [Record(RecordKind.FAVOURITE, "f").written("name", "A", Stamp(5, 0, "car"))]
            )
            query = f"SELECT {rows.format('samples', name)} + {rows.format('records', name)}"
            wait_until(partial(told, query), 20, "what the car told")
            car.link.stop()
        car = Car(own, tmp_path, "car-1", "boot-2")
        own.kill()
        car.link._thread.start()  # no network: the wish waits on the disk, then the power goes
        car.link.erase("driver").result(5)
        for kind in ("trips", "records"):
            car.link.set_consent(kind, False, "driver").result(5)
        car.link._work.put(None)
        own.start()
        own.wait_ready()
        later = Car(own, tmp_path, "car-1", "boot-3")
        later.start()
        wait_until(lambda: own.count(f"SELECT {rows.format('samples', 'car-1')}") == 0, 20, "the erasure")
        assert own.count(f"SELECT {rows.format('records', 'car-1')}") == 0
        assert own.count(f"SELECT {rows.format('samples', 'car-2')}") == 1
        wait_until(lambda: later.link.ask(lambda _, box: box.unsent).result(5) == 0, 20, "its confirmation")
        # Delivered once more, it erases nothing new.
        later.link.set_consent("trips", True, "driver").result(5)
        later.link.send([Sample("trips", now_ms + 1, {"distance_m": 2})])
        wait_until(lambda: own.count(f"SELECT {rows.format('samples', 'car-1')}") == 1, 20, "the next trip")
        later.link.stop()
