"""The file of a SQLite database as the service keeps it: private, mended, without traces of the erased.

With PostgreSQL there is none, and nothing here does anything.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from hmi.durable.database import COMPANIONS, any_text, check, is_damage, replace_damaged
from hmi.durable.files import create_private, forget_aside, make_private

_LOG = logging.getLogger(__name__)
CHECKPOINTS = 20
CHECKPOINT_PAUSE_S = 0.05


class DatabaseFile:
    """Listens to an engine. Safe for any number of threads."""

    def __init__(self, engine: sa.Engine, migrate: Callable[[sa.Engine], None]) -> None:
        self._engine = engine
        self._migrate = migrate
        self._mending = threading.RLock()
        self._damaged = False
        self.path: Path | None = None
        if engine.dialect.name != "sqlite":
            return
        if engine.url.database not in (None, "", ":memory:"):
            self.path = Path(str(engine.url.database))
        sa.event.listen(engine, "do_connect", self._before_connect)
        sa.event.listen(engine, "connect", _tune)
        sa.event.listen(engine, "handle_error", self._on_error)

    def look(self) -> None:
        """Set the file aside when it is damaged, and go on with what is whole in it. Raises sqlite3.Error."""
        if self.path is None:
            return
        with self._mending:
            try:
                create_private(self.path)
            except OSError as error:
                raise sqlite3.OperationalError(f"{self.path}: {error.strerror or error}") from error
            for each in (self.path, *(self.path.with_name(self.path.name + end) for end in COMPANIONS)):
                make_private(each)
            try:
                connection = sqlite3.connect(self.path, timeout=1.0)
                try:
                    check(connection)
                finally:
                    connection.close()
            except sqlite3.DatabaseError as error:
                if not is_damage(error):
                    raise
                self._engine.dispose()
                replace_damaged(self.path, str(error), self._make)
            self._damaged = False

    def mend(self) -> None:
        """As `look`, if an error has told of damage since."""
        if self._damaged:
            self.look()

    def forget_traces(self) -> None:
        """Leave nothing of what was deleted: not in the write-ahead log, not in what was set aside."""
        if self.path is None:
            return
        for _ in range(CHECKPOINTS):
            with self._engine.connect() as connection:
                busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]
            if not busy:
                break
            time.sleep(CHECKPOINT_PAUSE_S)
        else:
            _LOG.warning("the log of %s is being read: what was erased stays in it for now", self.path.name)
        forget_aside(self.path)

    def _make(self, path: Path) -> None:
        engine = sa.create_engine(f"sqlite:///{path}")
        try:
            self._migrate(engine)
        finally:
            engine.dispose()

    def _before_connect(self, *_what: Any) -> None:
        with self._mending:
            """Whoever comes while the file is replaced gets the new one."""

    def _on_error(self, context: sa.ExceptionContext) -> None:
        error = context.original_exception
        if isinstance(error, sqlite3.Error) and is_damage(error):
            self._damaged = True


def _tune(connection: Any, _record: object) -> None:
    connection.text_factory = any_text
    # FULL: an acknowledged batch is on the disk even when the power fails now.
    connection.executescript(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON;"
        " PRAGMA journal_size_limit=4194304; PRAGMA busy_timeout=10000;"
    )
