"""A whole cloud on loopback for tests: real processes that can be killed, and a real car's link to them."""

from __future__ import annotations

import contextlib
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa

from hmi.agent.link.cloud_link import CloudLink, LinkState, LinkStatus
from hmi.agent.link.transport import BrokerAddress, MqttTransport
from hmi.cloud.accounts import Accounts
from hmi.cloud.certificates import CertificateFolder
from hmi.cloud.configuration import Configuration
from hmi.cloud.proving import command_key
from hmi.cloud.store import Store
from hmi.sync.messages import Command, Outcome
from hmi.sync.records import FieldValue, Record

KEY = b"k" * 32


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(condition: Callable[[], bool], timeout_s: float, what: str) -> None:
    """Raises AssertionError naming `what` when it does not come true in time."""
    until = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < until, f"waited {timeout_s:g} s for {what}"
        time.sleep(0.02)


@dataclass
class Cloud:
    """`headunit-cloud` as a process of its own, with its folder and ports kept over its deaths."""

    folder: Path
    port: int = field(default_factory=free_port)
    broker_port: int = field(default_factory=free_port)
    """where the cars meet it"""
    service_port: int = 0
    """where the service itself does, when that is another"""
    config: Path | None = None
    database_url: str = ""
    process: subprocess.Popen[bytes] | None = None

    @property
    def certificates(self) -> CertificateFolder:
        return CertificateFolder(self.folder / "certificates")

    @property
    def origin(self) -> str:
        return f"https://localhost:{self.port}"

    def start(self) -> None:
        command = [sys.executable, "-m", "hmi.cloud", "--data", str(self.folder), "--port", str(self.port)]
        command += ["--broker-port", str(self.service_port or self.broker_port)]
        if self.config is not None:
            command += ["--config", str(self.config)]
        with (self.folder / "cloud.log").open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log)

    def wait_ready(self, timeout_s: float = 30.0) -> None:
        def ready() -> bool:
            assert self.process is not None
            assert self.process.poll() is None, (self.folder / "cloud.log").read_text()[-2000:]
            context = ssl.create_default_context(cafile=self.certificates.authority)
            try:
                with urllib.request.urlopen(f"{self.origin}/ready", context=context, timeout=2) as answer:
                    return bool(answer.status == 200)
            except OSError:
                return False

        wait_until(ready, timeout_s, "the cloud to be ready")

    def kill(self) -> None:
        """As a power cut would."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.kill()

    def store(self) -> Store:
        return Store(self.database_url or f"sqlite:///{self.folder / 'cloud.sqlite'}")

    def add_vehicle(self, vehicle: str) -> None:
        store = self.store()
        store.migrate()
        Accounts(store.engine).add_vehicle(vehicle, vehicle)
        store.close()

    def count(self, query: str) -> int:
        store = self.store()
        try:
            with store.engine.connect() as connection:
                return int(connection.execute(sa.text(query)).scalar_one())
        finally:
            store.close()


@dataclass
class Car:
    """The real link of one car, with what it was told kept for the test to look at."""

    cloud: Cloud
    folder: Path
    vehicle: str = "car-1"
    boot: str = "boot-1"
    refuse: str = ""
    executed: list[Command] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    desired: dict[str, FieldValue] = field(default_factory=dict)
    asked_by: list[str] = field(default_factory=list)
    state: LinkState = LinkState.OFFLINE

    def __post_init__(self) -> None:
        pair = self.cloud.certificates.vehicle(self.vehicle)
        address = BrokerAddress(
            "localhost", self.cloud.broker_port, self.cloud.certificates.authority, pair.certificate, pair.key
        )
        self.link = CloudLink(
            self.folder / f"{self.vehicle}.sqlite",
            self.vehicle,
            self.boot,
            KEY,
            MqttTransport(address, self.vehicle, self.boot),
            execute=self._execute,
            records_received=self.records.extend,
            desired_received=self._set_desired,
            pairing_asked=self.asked_by.append,
            changed=self._set_state,
        )

    def start(self, *kinds: str, paired: bool = True) -> None:
        """`paired`: it has learned the cloud's key before."""
        self.link.start()
        if paired:
            key = command_key(Configuration(self.cloud.folder))
            self.link.trust(key.public).result(10)
        for kind in kinds:
            self.link.set_consent(kind, True, "driver").result(10)

    def wait_live(self, timeout_s: float = 30.0) -> None:
        wait_until(lambda: self.state.status is LinkStatus.LIVE, timeout_s, "the car to be connected")

    def told(self, kind: str, record: str) -> dict[str, FieldValue]:
        """The fields of a record as the cloud last said; empty when there is none."""
        rows = [row for row in self.records if (row.kind, row.id) == (kind, record)]
        return rows[-1].values if rows else {}

    def _execute(self, command: Command, done: Callable[[Outcome, str], None]) -> None:
        self.executed.append(command)
        done(Outcome.REFUSED if self.refuse else Outcome.CONFIRMED, self.refuse)

    def _set_desired(self, properties: Mapping[str, FieldValue]) -> None:
        self.desired = dict(properties)

    def _set_state(self, state: LinkState) -> None:
        self.state = state


@contextlib.contextmanager
def running_cloud(
    folder: Path, vehicles: tuple[str, ...] = ("car-1",), config: Path | None = None
) -> Iterator[Cloud]:
    """The embedded default: one process with its broker and SQLite."""
    cloud = Cloud(folder, config=config)
    for vehicle in vehicles:
        cloud.add_vehicle(vehicle)
    cloud.start()
    try:
        cloud.wait_ready()
        yield cloud
    finally:
        cloud.stop()
