"""A state folder with something in every file of agent, cloud and head unit, and ways to spoil one."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import random
import resource
import shutil
import sqlite3
import ssl
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import serialization

from hmi.agent.books.journal import Journal
from hmi.agent.books.record_book import RecordBook
from hmi.agent.daemon import Agent
from hmi.agent.link.cloud_desk import CloudDesk
from hmi.agent.link.outbox import Outbox, OutboxError, open_database
from hmi.agent.privacy.door import PrivacyDoor
from hmi.agent.sources.simulator.source import SimulatedCar
from hmi.app.record_sync import AgreedFile
from hmi.cloud.accounts import Accounts
from hmi.cloud.certificates import CertificateFolder
from hmi.cloud.store import Store
from hmi.navigation.places_book import PlacesBook, PlacesFile
from hmi.settings import Profiles, SettingsFile
from hmi.sync.data_kinds import DATA_KINDS
from hmi.sync.messages import Sample, TelemetryBatch
from hmi.sync.records import RecordKind
from maps.geometry import LatLon
from maps.models import Place

NOBODY = 65534
FAVOURITES = 40
TRIPS = 30
DISTANCE_M = 123_456.0
AGENT = ("agent.sqlite", "records.sqlite", "cloud.sqlite", "privacy.key")
HEAD_UNIT = ("settings.json", "places.json", "agreed.json")
CERTIFICATES = ("authority.key", "authority.crt", "commands.key", "server.key", "server.crt")
CLOUD = ("service.sqlite", *CERTIFICATES)
FILES = (*AGENT, *HEAD_UNIT, *CLOUD)
NOW_MS = 1_800_000_000_000
ODD_TEXTS = ("", "{", "null", "[1]", '{"a": NaN}', '{"a": 1e999}', b"\xff", 7, "[" * 9999)
ODD_VALUES = (None, True, -1, 1e308, "", "\ud800", [], {}, [[]], "x" * 5000, float("nan"))


@dataclass(frozen=True)
class Found:
    """What a start has found again; None: it could not be read for now."""

    distance_m: float | None
    favourites: int | None
    trips: int | None
    consent: bool | None


def fill(folder: Path) -> None:
    """Something in every file, as after months of use; closed, so that nothing is in a log only."""
    journal = Journal(folder / "agent.sqlite")
    book = RecordBook(folder / "records.sqlite", "car-1")
    agent = Agent([SimulatedCar(LatLon(43.73, 7.42))], journal, CloudDesk(None, book))
    record = agent.conclusions.record()
    record["tallies"]["lifetime"]["distance_m"] = DISTANCE_M
    agent.conclusions.restore(record, 0.0)
    agent.close()
    for number in range(FAVOURITES):
        book.write(RecordKind.FAVOURITE, f"f{number}", {"name": f"Place {number}", "lat": 43.0, "lon": 7.0})
    book.close()
    (folder / "privacy.key").write_bytes(b"k" * 32)
    database = open_database(folder / "cloud.sqlite")
    door = PrivacyDoor(database, b"k" * 32, lambda: NOW_MS)
    for kind in DATA_KINDS:
        door.set_allowed(kind.id, True, "driver")
    outbox = Outbox(database, door, "car-1", "boot")
    outbox.put([_trip(number) for number in range(TRIPS // 2)])
    outbox.seal()
    outbox.put([_trip(number) for number in range(TRIPS // 2, TRIPS)])
    database.close()
    SettingsFile(folder / "settings.json").write(Profiles().changed(language="ja"))
    places = PlacesBook()
    for number in range(FAVOURITES):
        places = places.toggled(Place(f"Place {number}", LatLon(40.0 + number, 7.0), "", ""))
    PlacesFile(folder / "places.json").write(places)
    rows = {("favourite", f"f{number}"): {"name": f"Place {number}"} for number in range(FAVOURITES)}
    AgreedFile(folder / "agreed.json").write(rows)
    start_certificates(folder)
    store = Store(f"sqlite:///{folder / 'service.sqlite'}")
    store.migrate()
    Accounts(store.engine).add_vehicle("car-1", "car-1")
    store.ingest([TelemetryBatch("car-1", "boot", 0, tuple(_trip(number) for number in range(TRIPS)))])
    store.close()


def start_agent(folder: Path) -> Found:
    """As the command does, for some turns of the loop. Raises whatever would end it."""
    journal = Journal(folder / "agent.sqlite")
    book = RecordBook(folder / "records.sqlite", "car-1")
    agent = Agent([SimulatedCar(LatLon(43.73, 7.42))], journal, CloudDesk(None, book))

    async def live() -> None:
        running = asyncio.ensure_future(agent.run("unix:path=/nowhere"))
        async with asyncio.timeout(10):
            while agent.value("Vehicle.Speed") is None:
                await asyncio.sleep(0.005)
        agent._save_now.set()
        await asyncio.sleep(0.02)
        assert not running.done()
        running.cancel()
        await asyncio.wait([running])

    favourites = trips = consent = None
    try:
        asyncio.run(live())
        with contextlib.suppress(sqlite3.Error):
            favourites = sum(row.kind is RecordKind.FAVOURITE for row in book.all())
        with contextlib.suppress(OutboxError, sqlite3.Error):
            database = open_database(folder / "cloud.sqlite")
            try:
                door = PrivacyDoor(database, b"k" * 32, lambda: NOW_MS)
                outbox = Outbox(database, door, "car-1", "boot-2")
                trips = sum(sample.kind == "trips" for sample in outbox.waiting_samples())
                outbox.seal()
                consent = door.allowed("trips")
            finally:
                database.close()
        distance = agent.conclusions.trip("lifetime")["distance_m"]
        assert isinstance(distance, float)
        return Found(distance or None, favourites, trips, consent)
    finally:
        agent.close()
        book.close()


def start_head_unit(folder: Path) -> tuple[str, int]:
    """The language and how many favourites there are."""
    settings = SettingsFile(folder / "settings.json")
    loaded = settings.read()
    book = PlacesFile(folder / "places.json").read()
    AgreedFile(folder / "agreed.json").read()
    return loaded.profiles.settings.language, len(book.favourites)


def start_certificates(folder: Path) -> bytes:
    """What cars know the cloud by: its authority's and its commands' public keys; usable for TLS."""
    certificates = CertificateFolder(folder)
    authority = certificates.authority
    server = certificates.server()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(server.certificate, server.key)
    context.load_verify_locations(authority)
    held = x509.load_pem_x509_certificate(authority.read_bytes())
    key = serialization.load_pem_private_key(certificates.command_key().read_bytes(), password=None)
    kinds = (serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return held.public_key().public_bytes(*kinds) + key.public_key().public_bytes(*kinds)


def start_cloud(folder: Path) -> int:
    """How many trips it has; a request that fails for now raises, as it answers 503."""
    store = Store(f"sqlite:///{folder / 'service.sqlite'}")
    try:
        store.migrate()
        store.expire()
        return len(store.samples("car-1", "trips"))
    finally:
        store.close()


# --- how a file is spoilt ---------------------------------------------------------------------------------


def some_bytes(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    for _ in range(chance.randint(1, 20)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    path.write_bytes(content)


def a_block(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    at = chance.randrange(len(content))
    length = min(chance.choice((16, 512, 4096)), len(content) - at)
    content[at : at + length] = chance.choice((bytes(length), chance.randbytes(length), b"\xff" * length))
    path.write_bytes(content)


def cut(path: Path, chance: random.Random) -> None:
    os.truncate(path, chance.choice((0, 1, chance.randrange(path.stat().st_size))))


def grown(path: Path, chance: random.Random) -> None:
    with path.open("ab") as file:
        file.write(chance.randbytes(chance.randint(1, 9000)))


def another_file(path: Path, chance: random.Random) -> None:
    path.write_bytes(
        chance.choice((b"", b"{}", b"[]", b"null", b"\0" * 8192, b"no database " * 900, b"[" * 9999))
    )


def other_values(path: Path, chance: random.Random) -> None:
    """What is written there is well formed, and of another type or beyond all measure."""
    if path.suffix == ".json":
        document = json.loads(path.read_text())
        _spoil(document, chance)
        path.write_text(json.dumps(document))
    elif path.suffix == ".sqlite":
        connection = sqlite3.connect(path)
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        tables = [name for name in tables if not name.startswith("alembic")]
        table = chance.choice(tables)
        columns = connection.execute(f"PRAGMA table_info('{table}')").fetchall()
        texts = [row[1] for row in columns if row[1] in ("body", "payload", "stamp", "fields")]
        for column in texts:
            value = chance.choice(
                ("", "{", "null", "[1]", '{"a": NaN}', '{"a": 1e999}', b"\xff", 7, "[" * 9999)
            )
            with contextlib.suppress(sqlite3.IntegrityError):
                some = f"SELECT {column} FROM {table} LIMIT {chance.randint(1, 3)}"
                connection.execute(f"UPDATE {table} SET {column} = ? WHERE {column} IN ({some})", (value,))
        connection.commit()
        connection.close()
    else:
        path.write_bytes(chance.randbytes(chance.choice((0, 5, 31, 33, 5000))))


def _spoil(node: Any, chance: random.Random) -> None:
    keys = list(node) if isinstance(node, dict) else list(range(len(node)))
    if not keys:
        return
    key = chance.choice(keys)
    if isinstance(node[key], dict | list) and node[key] and chance.random() < 0.8:
        _spoil(node[key], chance)
    else:
        node[key] = chance.choice(
            (None, True, -1, 1e308, "", "\ud800", [], {}, [[]], "x" * 5000, float("nan"))
        )


SPOILT: tuple[Callable[[Path, random.Random], None], ...] = (
    some_bytes, a_block, cut, grown, another_file, other_values,
)  # fmt: skip


@contextmanager
def locked(path: Path, _chance: random.Random) -> Iterator[None]:
    """Another process holds it."""
    if path.suffix != ".sqlite":
        yield
        return
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA locking_mode=EXCLUSIVE")
    connection.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        connection.close()


@contextmanager
def read_only(path: Path, _chance: random.Random) -> Iterator[None]:
    """The file and its folder take no write; as somebody else, since root may write everywhere."""
    folder = path.parent
    before = {each: each.stat().st_mode for each in (folder, *folder.iterdir())}
    for each in before:
        each.chmod(0o555 if each.is_dir() else 0o444)
    with as_nobody():
        yield
    for each, mode in before.items():
        each.chmod(stat.S_IMODE(mode))


@contextmanager
def owned_by_another(path: Path, _chance: random.Random) -> Iterator[None]:
    mode = stat.S_IMODE(path.stat().st_mode)
    folder = path.parent
    if os.geteuid() == 0:
        for each in (folder, *folder.iterdir()):
            os.chown(each, NOBODY, NOBODY)
        os.chown(path, 0, 0)
        path.chmod(0o600)
    else:
        path.chmod(0)
    with as_nobody():
        yield
    if os.geteuid() == 0:
        for each in (folder, *folder.iterdir()):
            os.chown(each, 0, 0)
    path.chmod(mode)


@contextmanager
def full_disk(path: Path, chance: random.Random) -> Iterator[None]:
    """No file can grow beyond some size: at any of the writes of a start it is enough."""
    limit = chance.choice((0, 1, 4096, 4097, 8192, 20_000, 40_000, chance.randrange(200_000)))
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


HINDERED = (locked, read_only, owned_by_another, full_disk)


@contextmanager
def as_nobody() -> Iterator[None]:
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def copied(folder: Path, to: Path) -> Path:
    shutil.copytree(folder, to)
    return to


def _trip(number: int) -> Sample:
    return Sample(
        "trips", NOW_MS + number, {"distance_m": 900 + number, "ended_unix_ms": NOW_MS + number + 1}
    )
