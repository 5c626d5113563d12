"""What waits to leave the car: batches in SQLite, deleted only when the cloud's database has them.

A batch holds one kind of data, so that withdrawn consent erases exactly what it should. Its (boot, sequence)
never changes, so that the cloud can drop a second delivery. The outbox is bounded: dispensable kinds go
first, oldest first; trips, edits, maintenance and diagnostics are kept for as long as the disk holds them.
An erasure leaves whatever consent says, and everything else waits until the cloud has carried it out.
"""

from __future__ import annotations

import contextlib
import json
import logging
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from hmi.agent.privacy.door import PrivacyDoor
from hmi.durable.database import KeptDatabase
from hmi.durable.text import read_object
from hmi.errors import HeadunitError
from hmi.sync.data_kinds import DATA_KINDS
from hmi.sync.errors import MessageError
from hmi.sync.messages import Erasure, RecordBatch, Sample, TelemetryBatch, decode, encode
from hmi.sync.records import FieldValue, Record

MAX_BYTES = 64 * 1024 * 1024
"""Of dispensable data; about two months of a position a second while driving two hours a day."""
BATCH_SAMPLES = 500
ERASURE = "erasure"
_DISPENSABLE = tuple(kind.id for kind in DATA_KINDS if kind.dispensable)
_LOG = logging.getLogger(__name__)

_SCHEMA = """
CREATE TABLE IF NOT EXISTS samples (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    time_unix_ms INTEGER NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS samples_by_kind ON samples (kind, id);
CREATE TABLE IF NOT EXISTS batches (
    boot TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    kind TEXT NOT NULL,
    samples INTEGER NOT NULL,
    topic TEXT NOT NULL,
    payload BLOB NOT NULL,
    PRIMARY KEY (boot, sequence)
);
CREATE TABLE IF NOT EXISTS dropped (kind TEXT PRIMARY KEY, samples INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS boots (boot TEXT PRIMARY KEY, next_sequence INTEGER NOT NULL);
"""


class OutboxError(HeadunitError):
    """The outbox cannot be written (disk full, damaged); what was in it before is still there."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A sealed batch, ready to be published on the car's `topic`."""

    boot: str
    sequence: int
    kind: str
    samples: int
    topic: str
    payload: bytes


def open_database(path: Path) -> KeptDatabase:
    """The agent's database of outgoing data. Raises OutboxError when it cannot be written."""
    database = KeptDatabase(path)
    if not database.writable:
        database.close()
        raise OutboxError(f"{path} cannot be written: the disk is full or read-only, or the file is in use")
    return database


class Outbox:
    """Samples and edits on their way to the cloud. Belongs to one thread; `boot` is this start's own id."""

    def __init__(
        self,
        database: KeptDatabase,
        door: PrivacyDoor,
        vehicle: str,
        boot: str,
        *,
        max_bytes: int = MAX_BYTES,
    ) -> None:
        self._database = database
        self._door = door
        self._vehicle = vehicle
        self._boot = boot
        self._max_bytes = max_bytes
        database.executescript(_SCHEMA)
        with database:
            database.execute("INSERT OR IGNORE INTO boots VALUES (?, 0)", (boot,))

    def put(self, samples: Iterable[Sample], *, instead_of: str = "") -> int:
        """Keep what its owner allows to leave; returns how many samples that were. Raises OutboxError.

        What was kept under the name `instead_of` goes in the same transaction.
        """
        rows = [
            (sample.kind, sample.time_unix_ms, json.dumps(dict(sample.body), ensure_ascii=False))
            for sample in samples
            if self._door.allowed(sample.kind)
        ]
        if not rows and not instead_of:
            return 0
        try:
            with self._database:
                self._database.execute("DELETE FROM kept WHERE name = ?", (instead_of,))
                self._database.executemany(
                    "INSERT INTO samples (kind, time_unix_ms, body) VALUES (?, ?, ?)", rows
                )
        except sqlite3.Error as error:
            raise OutboxError(f"the outbox cannot be written: {error}") from error
        return len(rows)

    def keep(self, name: str, body: Mapping[str, FieldValue]) -> None:
        """Keep something unfinished over a power cut; it does not leave the car. Raises OutboxError."""
        try:
            with self._database:
                self._database.execute(
                    "INSERT OR REPLACE INTO kept VALUES (?, ?)", (name, json.dumps(dict(body)))
                )
        except sqlite3.Error as error:
            raise OutboxError(f"the outbox cannot be written: {error}") from error

    def kept(self, name: str) -> dict[str, FieldValue] | None:
        row = self._database.execute("SELECT body FROM kept WHERE name = ?", (name,)).fetchone()
        return None if row is None else read_object(row[0])

    def put_records(self, records: Sequence[Record]) -> bool:
        """Seal edits at once (they are rare and dear). False when their owner does not let records leave."""
        if not self._door.allowed("records"):
            return False
        try:
            with self._database:
                sequence = self._next_sequence()
                batch = RecordBatch(self._vehicle, self._boot, sequence, tuple(records))
                self._insert(Pending(self._boot, sequence, "records", len(records), "records", encode(batch)))
        except sqlite3.Error as error:
            raise OutboxError(f"the outbox cannot be written: {error}") from error
        return True

    def put_erasure(self, who: str) -> None:
        """Forget all that waits, and ask the cloud to forget all that it was told. Raises OutboxError.

        `who` wants it: an account id, or "driver". The history of consent goes in the same transaction.
        """
        try:
            with self._database:
                for table in ("samples", "batches", "kept", "dropped"):
                    self._database.execute(f"DELETE FROM {table}")
                sequence = self._next_sequence()
                wish = Erasure(self._vehicle, self._boot, sequence)
                self._insert(Pending(self._boot, sequence, ERASURE, 0, ERASURE, encode(wish)))
                self._door.erase(who)
            self._database.forget_traces()
        except sqlite3.Error as error:
            raise OutboxError(f"the outbox cannot be written: {error}") from error

    def waiting_samples(self) -> list[Sample]:
        """Everything that has not reached the cloud, oldest first."""
        found: list[Sample] = []
        for (payload,) in self._database.execute(
            "SELECT payload FROM batches WHERE topic = 'telemetry' ORDER BY rowid"
        ):
            with contextlib.suppress(MessageError):
                message = decode(payload) if isinstance(payload, bytes) else None
                if isinstance(message, TelemetryBatch):
                    found += message.samples
        rows = self._database.execute("SELECT kind, time_unix_ms, body FROM samples ORDER BY id")
        return found + [Sample(kind, time_ms, read_object(body) or {}) for kind, time_ms, body in rows]

    def seal(self, limit: int = 64) -> int:
        """Turn waiting samples into at most `limit` batches; returns how many. One transaction a batch."""
        sealed = 0
        try:
            for kind in [row[0] for row in self._database.execute("SELECT DISTINCT kind FROM samples")]:
                while sealed < limit and self._seal_one(kind):
                    sealed += 1
            self._trim()
        except sqlite3.Error as error:
            raise OutboxError(f"the outbox cannot be written: {error}") from error
        return sealed

    def pending(self, limit: int, exclude: Iterable[tuple[str, int]] = ()) -> list[Pending]:
        """The oldest batches that are not in `exclude` (those in flight), edits and trips first."""
        busy = set(exclude)
        wishes = self._database.execute(
            "SELECT boot, sequence, kind, samples, topic, payload FROM batches WHERE kind = ?", (ERASURE,)
        ).fetchall()
        if wishes:
            # What is told after it must not be erased with the rest by a late delivery.
            return [p for p in (Pending(*row) for row in wishes) if (p.boot, p.sequence) not in busy][:limit]
        rows = self._database.execute(
            "SELECT boot, sequence, kind, samples, topic, payload FROM batches"
            f" ORDER BY kind IN ({','.join('?' * len(_DISPENSABLE))}), rowid LIMIT ?",
            (*_DISPENSABLE, limit + len(busy)),
        )
        batches = [Pending(*row) for row in rows]
        return [b for b in batches if (b.boot, b.sequence) not in busy and self._door.allowed(b.kind)][:limit]

    def log_sent(self, batches: Sequence[Pending]) -> None:
        """Write what is about to leave into the privacy log; call it before publishing."""
        with self._database:
            for batch in batches:
                if batch.kind != ERASURE:
                    self._door.log_sent(batch.kind, len(batch.payload))

    def acknowledged(self, boot: str, sequences: Iterable[int]) -> None:
        """The cloud's database has these: forget them."""
        with self._database:
            self._database.executemany(
                "DELETE FROM batches WHERE boot = ? AND sequence = ?", [(boot, n) for n in sequences]
            )

    def erase(self, kind: str) -> None:
        """Forget everything of `kind` that still waits: its owner has withdrawn consent."""
        with self._database:
            self._database.execute("DELETE FROM samples WHERE kind = ?", (kind,))
            self._database.execute("DELETE FROM batches WHERE kind = ?", (kind,))
        self._database.forget_traces()

    @property
    def unsent(self) -> int:
        """How many samples and batches wait, for the status line."""
        (batches,) = self._database.execute("SELECT COUNT(*) FROM batches").fetchone()
        (samples,) = self._database.execute("SELECT COUNT(*) FROM samples").fetchone()
        return int(batches + samples)

    @property
    def dropped(self) -> dict[str, int]:
        """Samples lost to the bound, by kind, since the database began: said, not hidden."""
        return dict(self._database.execute("SELECT kind, samples FROM dropped"))

    def _seal_one(self, kind: str) -> bool:
        rows = self._database.execute(
            "SELECT id, time_unix_ms, body FROM samples WHERE kind = ? ORDER BY id LIMIT ?",
            (kind, BATCH_SAMPLES),
        ).fetchall()
        if not rows:
            return False
        read = [(row, read_object(row[2])) for row in rows]
        samples = tuple(Sample(kind, row[1], body) for row, body in read if body is not None)
        with self._database:
            if len(samples) < len(rows):
                # A disk that flipped a bit in one of them is no reason to keep the others.
                _LOG.error("%d samples of %s are damaged and left out", len(rows) - len(samples), kind)
                gone = [(row[0],) for row, body in read if body is None]
                self._database.executemany("DELETE FROM samples WHERE id = ?", gone)
                self._count_dropped(kind, len(gone))
                rows = [row for row, body in read if body is not None]
            if not samples:
                return True
            sequence = self._next_sequence()
            while True:
                try:
                    payload = encode(TelemetryBatch(self._vehicle, self._boot, sequence, samples))
                    break
                except (MessageError, ValueError, RecursionError) as error:
                    if len(samples) == 1:
                        _LOG.error("a sample of %s cannot be sent: %s", kind, error)
                        self._database.execute("DELETE FROM samples WHERE id = ?", (rows[0][0],))
                        self._count_dropped(kind, 1)
                        return True
                    # Long ones: fewer of them make a message that is small enough.
                    samples, rows = samples[: len(samples) // 2], rows[: len(samples) // 2]
            self._insert(Pending(self._boot, sequence, kind, len(rows), "telemetry", payload))
            self._database.execute("DELETE FROM samples WHERE kind = ? AND id <= ?", (kind, rows[-1][0]))
        return True

    def _next_sequence(self) -> int:
        (sequence,) = self._database.execute(
            "UPDATE boots SET next_sequence = next_sequence + 1 WHERE boot = ? RETURNING next_sequence - 1",
            (self._boot,),
        ).fetchone()
        return int(sequence)

    def _insert(self, batch: Pending) -> None:
        self._database.execute(
            "INSERT INTO batches VALUES (?, ?, ?, ?, ?, ?)",
            (batch.boot, batch.sequence, batch.kind, batch.samples, batch.topic, batch.payload),
        )

    def _trim(self) -> None:
        marks = ",".join("?" * len(_DISPENSABLE))
        (held,) = self._database.execute(
            f"SELECT COALESCE(SUM(LENGTH(payload)), 0) FROM batches WHERE kind IN ({marks})", _DISPENSABLE
        ).fetchone()
        while held > self._max_bytes:
            row = self._database.execute(
                "SELECT rowid, kind, samples, LENGTH(payload) FROM batches"
                f" WHERE kind IN ({marks}) ORDER BY rowid LIMIT 1",
                _DISPENSABLE,
            ).fetchone()
            with self._database:
                self._database.execute("DELETE FROM batches WHERE rowid = ?", (row[0],))
                self._count_dropped(row[1], row[2])
            held -= row[3]

    def _count_dropped(self, kind: str, samples: int) -> None:
        self._database.execute(
            "INSERT INTO dropped VALUES (?, ?)"
            " ON CONFLICT (kind) DO UPDATE SET samples = samples + excluded.samples",
            (kind, samples),
        )
