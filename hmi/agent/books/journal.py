"""What must outlive a power cut at any instruction: named records in SQLite, each written whole or not."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

from hmi.durable.database import KeptDatabase
from hmi.durable.text import read_object

_SCHEMA = "CREATE TABLE IF NOT EXISTS record (name TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID"
_LOG = logging.getLogger(__name__)


class Journal:
    """Records by name, each a JSON object. Making it never fails; reading and writing raise sqlite3.Error.

    The agent writes from its writer's thread, and from the main one when it starts and ends.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._database = KeptDatabase(path, busy_s=1.0)
        self._database.executescript(_SCHEMA)

    def read(self, name: str) -> dict[str, Any] | None:
        """The last record written whole under `name`; one that makes no sense is set aside under another."""
        row = self._database.execute("SELECT body FROM record WHERE name = ?", (name,)).fetchone()
        if row is None:
            return None
        found = read_object(row[0])
        if found is None:
            self.set_aside(name, "it is no JSON object")
        return found

    def set_aside(self, name: str, why: str) -> None:
        """Keep a record that makes no sense as `name.damaged`, out of the way of the next one."""
        _LOG.error("the journal's record %s is damaged (%s) and kept as %s.damaged", name, why, name)
        with self._database as database:
            database.execute(
                "INSERT OR REPLACE INTO record SELECT name || '.damaged', body FROM record WHERE name = ?",
                (name,),
            )
            database.execute("DELETE FROM record WHERE name = ?", (name,))

    def write(self, **records: dict[str, Any]) -> None:
        """Write all of `records` or none; when this returns they are on the disk."""
        rows = [(name, json.dumps(body, separators=(",", ":"))) for name, body in records.items()]
        with self._database as database:
            database.executemany("INSERT OR REPLACE INTO record VALUES (?, ?)", rows)

    def forget_traces(self) -> None:
        """Leave nothing of what was overwritten, nor of what was set aside."""
        with self._database as database:
            database.execute("DELETE FROM record WHERE name LIKE '%.damaged'")
        self._database.forget_traces()

    def close(self) -> None:
        self._database.close()
