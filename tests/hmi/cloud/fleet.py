"""A fleet on loopback for tests: mosquitto with certificates and an ACL, PostgreSQL, several replicas."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest

from hmi.cloud.certificates import CertificateFolder
from hmi.cloud.mosquitto import Doors, write_mosquitto
from tests.hmi.cloud.service import Cloud, free_port, wait_until

MOSQUITTO = shutil.which("mosquitto") or (
    "/usr/sbin/mosquitto" if Path("/usr/sbin/mosquitto").exists() else None
)


def postgres_program(name: str) -> str | None:
    """PostgreSQL's server programs lie beside their version, not on the path, on Debian."""
    versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(versions[-1]) if versions else shutil.which(name)


@dataclass
class Mosquitto:
    """A broker that demands TLS 1.3 and a certificate; it may be killed and started again on its ports."""

    folder: Path
    certificates: CertificateFolder
    port: int = field(default_factory=free_port)
    """of the cars"""
    service_port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        if MOSQUITTO is None:
            pytest.skip("mosquitto is not installed")
        doors = Doors("127.0.0.1", self.port, "127.0.0.1", self.service_port)
        config = write_mosquitto(self.folder, self.certificates, doors)
        config.write_text(f"{config.read_text()}user root\n")
        with (self.folder / "mosquitto.log").open("ab") as log:
            self.process = subprocess.Popen([MOSQUITTO, "-c", str(config)], stdout=log, stderr=log)

    def kill(self) -> None:
        """As a power cut would: it forgets everything that it had taken."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(10)


@dataclass(frozen=True)
class Postgres:
    """A PostgreSQL of its own on loopback."""

    url: str
    """SQLAlchemy's"""
    pid: int
    """of the first process; the others are its children"""


@contextlib.contextmanager
def running_postgres() -> Iterator[Postgres]:
    initdb, postgres = postgres_program("initdb"), postgres_program("postgres")
    if initdb is None or postgres is None:
        pytest.skip("PostgreSQL is not installed")
    # PostgreSQL will not run as root; a folder of its own belongs to whom it runs as.
    folder = Path(tempfile.mkdtemp(prefix="headunit-postgres-"))
    person: list[str] = []
    if os.geteuid() == 0:
        shutil.chown(folder, "nobody")
        person = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]
    port = free_port()
    cluster = folder / "cluster"
    environment = {**os.environ, "HOME": str(folder)}
    arguments = ["-D", str(cluster), "-U", "headunit", "--auth=trust", "-E", "UTF8", "--no-sync"]
    subprocess.run(
        [*person, initdb, *arguments], check=True, capture_output=True, env=environment, cwd=folder
    )
    command = [*person, postgres, "-D", str(cluster), "-p", str(port), "-c", "listen_addresses=127.0.0.1"]
    command += ["-c", f"unix_socket_directories={folder}"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, env=environment, cwd=folder)
    url = f"postgresql+psycopg://headunit@127.0.0.1:{port}/postgres"
    try:

        def accepts() -> bool:
            try:
                psycopg.connect(url.replace("+psycopg", "")).close()
            except psycopg.OperationalError:
                return False
            return True

        wait_until(accepts, 30, "PostgreSQL")
        yield Postgres(url, process.pid)
    finally:
        process.terminate()
        process.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True)
class Fleet:
    """Stateless replicas behind one broker (shared subscription) and one PostgreSQL."""

    clouds: list[Cloud]
    broker: Mosquitto
    database: Postgres


@contextlib.contextmanager
def running_fleet(folder: Path, replicas: int, vehicles: tuple[str, ...]) -> Iterator[Fleet]:
    """Everything that a fleet runs, as processes of their own."""
    certificates = CertificateFolder(folder / "certificates")
    broker = Mosquitto(folder, certificates)
    with running_postgres() as database, contextlib.ExitStack() as running:
        running.callback(broker.stop)
        broker.start()
        config = folder / "cloud.toml"
        config.write_text(
            f'database_url = "{database.url}"\nembedded_broker = false\nshared_group = "ingest"\n'
            f'broker_host = "localhost"\nbroker_port = {broker.service_port}\n'
        )
        clouds = [
            Cloud(
                folder,
                broker_port=broker.port,
                service_port=broker.service_port,
                config=config,
                database_url=database.url,
            )
            for _ in range(replicas)
        ]
        for vehicle in vehicles:
            clouds[0].add_vehicle(vehicle)
        for cloud in clouds:
            running.callback(cloud.stop)
            cloud.start()
        for cloud in clouds:
            cloud.wait_ready()
        yield Fleet(clouds, broker, database)
