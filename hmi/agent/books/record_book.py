"""This car's copy of the synced records.

Edits are stamped and durable here first, the cloud hears of them later.

Works the same without a cloud. The clock that stamps is kept with the records, so that a clock set back
over a power loss still stamps later edits later.
"""

from __future__ import annotations

import contextlib
import json
import logging
import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from hmi.durable.database import KeptDatabase
from hmi.durable.text import read_object
from hmi.sync.clock import HybridClock, Stamp
from hmi.sync.errors import MessageError
from hmi.sync.messages import checked_id, record_from_json, record_to_json
from hmi.sync.record_schemas import check_fields, check_record, straightened
from hmi.sync.records import FieldValue, Record, RecordKind

_LOG = logging.getLogger(__name__)
_SCHEMA = """
CREATE TABLE IF NOT EXISTS records (
    kind TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS damaged (
    kind TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS clock (one INTEGER PRIMARY KEY CHECK (one = 1), stamp TEXT NOT NULL);
"""
_LOG = logging.getLogger(__name__)
IN_STEP = (RecordKind.SETTING, "in-step")
"""The head unit's mark that it has met this book (hmi.app.record_sync). Without it the screen would take the
book for lost and write everything back."""


class RecordBook:
    """Records by kind and id. Belongs to one thread. Making it never fails; the rest raises sqlite3.Error."""

    def __init__(
        self,
        path: Path,
        node: str,
        now_unix_ms: Callable[[], int] = lambda: time.time_ns() // 1_000_000,
    ) -> None:
        # The agent asks on the loop that owes 30 batches a second: whoever holds the file is not waited for.
        self._database = KeptDatabase(path, busy_s=0.2)
        self._now_unix_ms = now_unix_ms
        self._database.executescript(_SCHEMA)
        self._clock = HybridClock.of(node)
        self._clock_read = False

    def write(self, kind: RecordKind, record: str, fields: Mapping[str, FieldValue]) -> Record:
        """Set fields of a record; returns the edit for the cloud.

        Raises MessageError for what is no id and for what no such record may hold.
        """
        fields = {name: straightened(value) for name, value in fields.items()}
        check_fields(kind, fields)
        edit = Record(kind, checked_id(record))
        for name, value in fields.items():
            edit = edit.written(checked_id(name), value, self._tick())
        self._merge([edit])
        return edit

    def remove(self, kind: RecordKind, record: str) -> Record:
        """Delete a record everywhere; returns the edit for the cloud."""
        edit = Record(kind, checked_id(record)).removed(self._tick())
        self._merge([edit])
        return edit

    def erase(self) -> list[Record]:
        """Remove every record that lives, but for the mark that there is a book; returns the tombstones.

        They stay, as ids without content: a copy that is still under way must not bring the record back.
        """
        gone = [
            Record(record.kind, record.id).removed(self._tick())
            for record in self.all()
            if record.alive and (record.kind, record.id) != IN_STEP
        ]
        self._merge(gone)
        with self._database as database:
            database.execute("DELETE FROM damaged")
        self._database.forget_traces()
        return gone

    def hear(self, records: Iterable[Record]) -> list[Record]:
        """Merge what came from elsewhere; returns the records that changed, as they are now."""
        heard = list(records)
        self._read_clock()
        for record in heard:
            if record.newest is not None:
                self._clock = self._clock.observe(record.newest, self._now_unix_ms())
        changed = []
        for record in heard:
            try:
                changed += self._merge([record])
            except MessageError as error:
                _LOG.warning("set aside the record %s %s: %s", record.kind, record.id, error)
        return changed

    def all(self) -> list[Record]:
        """Everything, tombstones included."""
        rows = self._database.execute("SELECT kind, id, body FROM records ORDER BY kind, id")
        found = [(kind, name, _read(body)) for kind, name, body in rows]
        for kind, name, record in found:
            if record is None:
                self._set_aside(kind, name)
        return [record for _, _, record in found if record is not None]

    def close(self) -> None:
        self._database.close()

    def _read_clock(self) -> None:
        """Stamp nothing before it is known how far the clock was; what cannot be read is looked at again."""
        if self._clock_read:
            return
        rows = [*self._database.execute("SELECT stamp FROM clock")]
        newest = [record.newest for record in self.all()]
        with contextlib.suppress(ValueError, TypeError, AttributeError):
            newest += [Stamp.parse(stamp) for (stamp,) in rows]
        for kept in newest:
            if kept is not None:
                self._clock = self._clock.observe(kept, 0)
        self._clock_read = True

    def _set_aside(self, kind: str, name: str) -> None:
        """A record whose text the disk has changed: out of the way of the same record from elsewhere."""
        _LOG.error("the record %s/%s is damaged and set aside", kind, name)
        with contextlib.suppress(sqlite3.Error), self._database:
            key = (kind, name)
            self._database.execute(
                "INSERT OR REPLACE INTO damaged SELECT * FROM records WHERE kind = ? AND id = ?", key
            )
            self._database.execute("DELETE FROM records WHERE kind = ? AND id = ?", key)

    def _tick(self) -> Stamp:
        self._read_clock()
        self._clock = self._clock.tick(self._now_unix_ms())
        return self._clock.last

    def _merge(self, records: Iterable[Record]) -> list[Record]:
        changed = []
        with self._database:
            for record in records:
                key = (record.kind.value, record.id)
                row = self._database.execute(
                    "SELECT body FROM records WHERE kind = ? AND id = ?", key
                ).fetchone()
                held = _read(row[0]) if row else None
                merged = record if held is None else held.merged(record)
                if merged != held:
                    check_record(merged)
                    body = json.dumps(record_to_json(merged), ensure_ascii=False)
                    self._database.execute("INSERT OR REPLACE INTO records VALUES (?, ?, ?)", (*key, body))
                    changed.append(merged)
            self._database.execute("INSERT OR REPLACE INTO clock VALUES (1, ?)", (str(self._clock.last),))
        return changed


def _read(body: object) -> Record | None:
    try:
        return record_from_json(read_object(body))
    except MessageError:
        return None
