"""The same code as a fleet runs it: mosquitto, PostgreSQL, two replicas of which one is killed."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from hmi.agent.link.transport import BrokerAddress, Connected, MqttTransport, Received
from hmi.cloud.certificates import CertificateFolder
from hmi.sync.clock import Stamp
from hmi.sync.messages import Command, Presence, Sample, encode, topic
from hmi.sync.records import Record, RecordKind
from tests.hmi.cloud.fleet import running_fleet
from tests.hmi.cloud.service import Car, wait_until

CARS = ("car-1", "car-2", "car-3")


def test_two_replicas_share_the_cars_and_one_may_die(tmp_path: Path) -> None:
    with running_fleet(tmp_path, 2, CARS) as fleet:
        first, second = fleet.clouds
        cars = [Car(first, tmp_path, name) for name in CARS]
        for car in cars:
            car.start("position", "records")
            car.wait_live()
        now_ms = int(time.time() * 1000)
        for number in range(0, 3000, 100):
            for car in cars:
                samples = [Sample("position", now_ms - n, {"n": n}) for n in range(number, number + 100)]
                car.link.send(samples)
            if number == 1500:
                first.kill()
            time.sleep(0.05)
        wait_until(lambda: all(car.state.unsent == 0 for car in cars), 90, "every message to be acknowledged")
        # Each message once, though some were delivered to the dead replica, and again to the living one.
        assert second.count("SELECT COUNT(*) FROM samples") == 9000
        assert second.count("SELECT COUNT(DISTINCT (vehicle, time_unix_ms)) FROM samples") == 9000
        cars[0].link.send_records([Record(RecordKind.SETTING, "s").written("a", 1, Stamp(1, 0, "car"))])
        wait_until(
            lambda: any(r.id == "s" for r in cars[0].records), 30, "an edit through the living replica"
        )
        store = second.store()
        now_s = time.time()
        store.add_command(Command("car-2", "c", "lock", {}, now_s, now_s + 60, "lea"))
        cars[1].link.stop()
        again = Car(second, tmp_path, "car-2", "boot-2")
        again.start()
        wait_until(lambda: [c.id for c in again.executed] == ["c"], 30, "the command")
        store.close()
        again.link.stop()
        cars[0].link.stop()
        cars[2].link.stop()


def test_mosquittos_acl_keeps_cars_apart(tmp_path: Path) -> None:
    with running_fleet(tmp_path, 1, CARS) as fleet:
        (cloud,) = fleet.clouds
        pair = cloud.certificates.vehicle("car-3")
        address = BrokerAddress(
            "localhost", cloud.broker_port, cloud.certificates.authority, pair.certificate, pair.key
        )
        # The thief even claims another car's name: the certificate decides.
        thief = MqttTransport(address, "car-1", "boot")
        events: list[object] = []
        thief.start(events.append)
        wait_until(lambda: Connected() in events, 20, "the thief's connection")
        thief._client.subscribe("headunit/1/#", qos=1)
        thief._client.publish(
            topic("car-1", "up", "presence"), encode(Presence("car-1", "forged", True)), qos=1
        )
        store = cloud.store()
        car = Car(cloud, tmp_path, "car-2", "boot")
        car.start("records")
        car.wait_live()
        car.link.send_records([Record(RecordKind.SETTING, "s").written("a", 1, Stamp(1, 0, "car"))])
        wait_until(lambda: any(r.id == "s" for r in car.records), 20, "the real car's echo")
        assert not [event for event in events if isinstance(event, Received)]
        assert not store.twin("car-1").online
        store.close()
        car.link.stop()
        thief.stop()


@pytest.mark.parametrize("certificate", [False, True])
def test_mosquitto_lets_nobody_in_without_a_certificate_of_ours(tmp_path: Path, certificate: bool) -> None:
    with running_fleet(tmp_path, 1, CARS) as fleet:
        (cloud,) = fleet.clouds
        foreign = CertificateFolder(tmp_path / "foreign").vehicle("car-1")
        address = BrokerAddress(
            "localhost",
            cloud.broker_port,
            cloud.certificates.authority,
            foreign.certificate if certificate else None,
            foreign.key if certificate else None,
        )
        stranger = MqttTransport(address, "car-1", "boot")
        events: list[object] = []
        stranger.start(events.append)
        time.sleep(2.0)
        assert Connected() not in events
        stranger.stop()
