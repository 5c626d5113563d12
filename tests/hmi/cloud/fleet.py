"""A fleet on loopback for tests: mosquitto with certificates and an ACL, PostgreSQL, several replicas."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from hmi.cloud.certificates import CertificateFolder
from tests.hmi.cloud.service import Cloud, free_port, wait_until

MOSQUITTO = shutil.which("mosquitto") or (
    "/usr/sbin/mosquitto" if Path("/usr/sbin/mosquitto").exists() else None
)
ACL = """
user cloud
topic readwrite headunit/#
pattern write headunit/1/%u/up/+
pattern read headunit/1/%u/down/+
"""


def postgres_program(name: str) -> str | None:
    """PostgreSQL's server programs lie beside their version, not on the path, on Debian."""
    versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(versions[-1]) if versions else shutil.which(name)


@contextlib.contextmanager
def running_mosquitto(folder: Path, certificates: CertificateFolder) -> Iterator[int]:
    """A broker that demands TLS 1.3 and a certificate; yields its port."""
    if MOSQUITTO is None:
        pytest.skip("mosquitto is not installed")
    port = free_port()
    server = certificates.server()
    (folder / "acl").write_text(ACL)
    config = folder / "mosquitto.conf"
    config.write_text(
        f"listener {port} 127.0.0.1\nallow_anonymous false\nrequire_certificate true\n"
        f"use_identity_as_username true\ntls_version tlsv1.3\ncafile {certificates.authority}\n"
        f"certfile {server.certificate}\nkeyfile {server.key}\nacl_file {folder / 'acl'}\n"
        "max_inflight_messages 0\nmax_queued_messages 0\nuser root\npersistence false\n"
    )
    with (folder / "mosquitto.log").open("wb") as log:
        process = subprocess.Popen([MOSQUITTO, "-c", str(config)], stdout=log, stderr=log)
    try:
        yield port
    finally:
        process.terminate()
        process.wait(10)


@contextlib.contextmanager
def running_postgres() -> Iterator[str]:
    """A PostgreSQL of its own on loopback; yields the SQLAlchemy URL."""
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
        yield url
    finally:
        process.terminate()
        process.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def running_fleet(folder: Path, replicas: int, vehicles: tuple[str, ...]) -> Iterator[list[Cloud]]:
    """Stateless replicas behind one broker (shared subscription) and one PostgreSQL."""
    certificates = CertificateFolder(folder / "certificates")
    with running_mosquitto(folder, certificates) as broker_port, running_postgres() as url:
        config = folder / "cloud.toml"
        config.write_text(
            f'database_url = "{url}"\nembedded_broker = false\nshared_group = "ingest"\n'
            f'broker_host = "localhost"\nbroker_port = {broker_port}\n'
        )
        clouds = [
            Cloud(folder, broker_port=broker_port, config=config, database_url=url) for _ in range(replicas)
        ]
        for vehicle in vehicles:
            clouds[0].add_vehicle(vehicle)
        try:
            for cloud in clouds:
                cloud.start()
            for cloud in clouds:
                cloud.wait_ready()
            yield clouds
        finally:
            for cloud in clouds:
                cloud.stop()
