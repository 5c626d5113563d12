"""What must outlive a power cut at any instruction: named records in SQLite, each written whole or not."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

_SCHEMA = "CREATE TABLE IF NOT EXISTS record (name TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID"


class Journal:
    """Records by name, each a JSON object. A damaged file is set aside, never fatal."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        try:
            self._open()
        except sqlite3.DatabaseError:
            path.replace(path.with_suffix(".damaged"))
            for suffix in ("-wal", "-shm"):
                path.with_name(path.name + suffix).unlink(missing_ok=True)
            self._open()

    def read(self, name: str) -> dict[str, Any] | None:
        """The last record written whole under `name`."""
        row = self._connection.execute("SELECT body FROM record WHERE name = ?", (name,)).fetchone()
        return None if row is None else json.loads(row[0])

    def write(self, **records: dict[str, Any]) -> None:
        """Write all of `records` or none; when this returns they are on the disk."""
        rows = [(name, json.dumps(body, separators=(",", ":"))) for name, body in records.items()]
        with self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO record VALUES (?, ?)", rows)

    def close(self) -> None:
        self._connection.close()

    def _open(self) -> None:
        # The agent writes from its writer's thread, and from the main one when it starts and ends.
        self._connection = sqlite3.connect(self.path, check_same_thread=False)
        self._connection.execute("PRAGMA journal_mode=WAL")
        # FULL: a commit is on the disk before it returns, so a power cut loses nothing that was confirmed.
        self._connection.execute("PRAGMA synchronous=FULL")
        self._connection.execute(_SCHEMA)
        self._connection.commit()
