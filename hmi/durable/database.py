"""SQLite that a full disk, a lock or damage never makes fatal, and that forgets what it is told to forget.

Busy, full and read-only are no damage: what is kept can still be read, a write raises
sqlite3.OperationalError and may be tried again. Damage, found when opening or at any later statement, is set
aside with a note (`hmi.durable.files`), and what is still whole goes over into a new file. Deleted content is
overwritten.
"""

from __future__ import annotations

import contextlib
import logging
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar
from urllib.parse import quote

from hmi.durable.files import copy_for_reading, create_private, forget_aside, make_private, set_aside
from hmi.durable.salvage import salvage

_T = TypeVar("_T")
_LOG = logging.getLogger(__name__)
COMPANIONS = ("-wal", "-shm")
FIRST_WAIT_S = 0.25
"""for who holds the file while it is opened: the agent's first batch must not wait longer"""
CHECKPOINTS = 3
REOPEN_AFTER_S = 5.0
"""a file that could only be read is tried again after this"""
_NOT_OURS = ("no such table", "no such column", "table ")
_PRAGMAS = """
PRAGMA journal_mode=WAL;
PRAGMA synchronous=FULL; -- not NORMAL: in WAL mode it may lose the last commits with the power
PRAGMA secure_delete=ON;
PRAGMA journal_size_limit=4194304;
"""


class Rows:
    """What a statement answered, read to the end, so that damage is found while it can be mended."""

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        self._rows: list[Any] = cursor.fetchall() if cursor.description else []
        self._next = 0
        self.rowcount = cursor.rowcount

    def fetchone(self) -> Any:
        return next(self, None)

    def fetchall(self) -> list[Any]:
        rest = self._rows[self._next :]
        self._next = len(self._rows)
        return rest

    def __iter__(self) -> Iterator[Any]:
        return self

    def __next__(self) -> Any:
        if self._next >= len(self._rows):
            raise StopIteration
        self._next += 1
        return self._rows[self._next - 1]


class KeptDatabase:
    """As a sqlite3.Connection, as far as it goes; for one thread at a time.

    `with` is a transaction. Raises nothing when made; every method raises sqlite3.Error as a connection does.
    """

    def __init__(self, path: Path, *, busy_s: float = 5.0) -> None:
        self.path = path
        self._busy_s = busy_s
        self._schemas: list[str] = []
        self._connection: sqlite3.Connection | None = None
        self._read_only = False
        self._opened_s = 0.0
        self._copy: tempfile.TemporaryDirectory[str] | None = None
        with contextlib.suppress(sqlite3.Error):
            self._ready()

    @property
    def writable(self) -> bool:
        """Whether it is open, and not only as a copy to read from."""
        return self._connection is not None and not self._read_only

    def executescript(self, schema: str) -> None:
        """Make tables where they are missing, now and in every file that takes the place of this one."""
        if schema not in self._schemas:
            self._schemas.append(schema)
        if self.writable:
            self._do(lambda connection: self._make_tables(connection, [schema]))

    def execute(self, statement: str, parameters: Sequence[Any] = ()) -> Rows:
        return self._do(lambda connection: Rows(connection.execute(statement, parameters)))

    def executemany(self, statement: str, rows: Iterable[Sequence[Any]]) -> Rows:
        return self._do(lambda connection: Rows(connection.executemany(statement, rows)))

    def __enter__(self) -> KeptDatabase:
        self._ready()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        connection = self._connection
        if connection is None:
            return
        if error is None:
            try:
                self._do(sqlite3.Connection.commit)
            except sqlite3.Error:
                self._roll_back(connection)
                raise
        else:
            self._roll_back(connection)

    def forget_traces(self) -> None:
        """Leave nothing of what was deleted before: not in the write-ahead log, not in what was set aside."""
        for _ in range(CHECKPOINTS):
            if self._do(_truncate_log):
                break
        else:
            raise sqlite3.OperationalError(f"{self.path.name} is being read: its log cannot be emptied")
        forget_aside(self.path)

    def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(sqlite3.Error):
                connection.close()
        if self._copy is not None:
            self._copy.cleanup()
            self._copy = None

    def _do(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        try:
            with sense_made():
                return work(self._ready())
        except sqlite3.DatabaseError as error:
            if not is_damage(error) or self._read_only:
                raise
            why = str(error)
            self.close()
            self._mend(why)
            raise sqlite3.OperationalError(f"{self.path.name} was damaged: {why}") from error

    def _ready(self) -> sqlite3.Connection:
        if self._read_only and time.monotonic() - self._opened_s > REOPEN_AFTER_S:
            self.close()
        if self._connection is None:
            self._open()
        assert self._connection is not None
        return self._connection

    def _open(self) -> None:
        self._opened_s = time.monotonic()
        try:
            self._connection = self._open_to_write()
            self._read_only = False
        except (sqlite3.Error, OSError) as error:
            if isinstance(error, sqlite3.Error) and is_damage(error):
                self._mend(str(error))
                return
            self._connection = self._open_to_read(error)
            if not self._read_only:
                _LOG.warning("%s cannot be written for now: %s", self.path, error)
            self._read_only = True

    def _open_to_write(self) -> sqlite3.Connection:
        create_private(self.path)
        connection = sqlite3.connect(self.path, timeout=FIRST_WAIT_S, check_same_thread=False)
        connection.text_factory = any_text
        try:
            with sense_made():
                connection.executescript(_PRAGMAS)
                check(connection)
                self._make_tables(connection, self._schemas)
            # What a power cut left in the log may hold what was deleted since.
            _truncate_log(connection)
            for ending in COMPANIONS:
                make_private(self.path.with_name(self.path.name + ending))
            connection.execute(f"PRAGMA busy_timeout={round(self._busy_s * 1000)}")
        except BaseException:
            connection.close()
            raise
        return connection

    def _open_to_read(self, cause: Exception) -> sqlite3.Connection:
        """A copy of the file, which neither a lock nor a full or read-only disk keeps from being read."""
        unavailable = sqlite3.OperationalError(f"{self.path.name} cannot be opened: {cause}")
        if self._copy is not None:
            self._copy.cleanup()
            self._copy = None
        try:
            try:
                self._copy = tempfile.TemporaryDirectory(prefix="headunit-")
                copied = copy_for_reading(self.path, Path(self._copy.name), ("-wal",))
                connection = sqlite3.connect(copied, check_same_thread=False)
            except OSError:  # no room for a copy: the file itself, if nothing waits in its log
                log = self.path.with_name(f"{self.path.name}-wal")
                if not self.path.exists() or (log.exists() and log.stat().st_size):
                    raise
                address = f"file:{quote(str(self.path))}?mode=ro&immutable=1"
                connection = sqlite3.connect(address, uri=True, check_same_thread=False)
            connection.text_factory = any_text
            check(connection)
            connection.execute("PRAGMA query_only=ON")
        except (sqlite3.Error, OSError):
            raise unavailable from cause
        return connection

    def _mend(self, why: str) -> None:
        """Set the file aside; what is whole in it is in the new one. Raises sqlite3.Error, and all stays."""
        replace_damaged(self.path, why, self._make)
        self._connection = self._open_to_write()
        self._read_only = False

    def _make(self, path: Path) -> None:
        connection = sqlite3.connect(path)
        try:
            self._make_tables(connection, self._schemas)
        finally:
            connection.close()

    @staticmethod
    def _make_tables(connection: sqlite3.Connection, schemas: Sequence[str]) -> None:
        for schema in schemas:
            connection.executescript(schema)
        connection.commit()

    @staticmethod
    def _roll_back(connection: sqlite3.Connection) -> None:
        with contextlib.suppress(sqlite3.Error):
            connection.rollback()


def check(connection: sqlite3.Connection) -> None:
    """Raises sqlite3.DatabaseError with SQLite's words when the file is not whole."""
    connection.text_factory = any_text  # what it names may be broken too
    with sense_made():
        found = connection.execute("PRAGMA quick_check(1)").fetchone()
    if found is None or found[0] != "ok":
        raise _damage(found[0] if found else "no answer")


@contextlib.contextmanager
def sense_made() -> Iterator[None]:
    """SQLite names a broken schema in words that Python cannot read then: that is damage as well."""
    try:
        yield
    except UnicodeDecodeError as error:
        raise _damage("its schema is no text") from error


def _damage(why: str) -> sqlite3.DatabaseError:
    error = sqlite3.DatabaseError(why)
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error


def replace_damaged(path: Path, why: str, make: Callable[[Path], None]) -> None:
    """Set `path` aside; what is whole in it is in the new one, whose tables `make` has made.

    Raises sqlite3.OperationalError when that cannot be done now; all stays as it is then.
    """
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".mend-") as folder:
            new = Path(folder) / path.name
            create_private(new)
            make(new)
            rows = salvage(path, new, Path(folder))
            if set_aside(path, f"{why}; {rows} rows were whole", beside=COMPANIONS) is None:
                raise sqlite3.OperationalError(f"{path.name} is damaged and cannot be set aside")
            new.replace(path)
    except OSError as error:
        raise sqlite3.OperationalError(f"{path.name} is damaged and cannot be mended: {error}") from error


def any_text(content: bytes) -> str:
    """A text with a flipped bit may be no UTF-8: who reads it decides what that is worth."""
    return content.decode(errors="replace")


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the file itself is broken; busy, full and read-only are not."""
    primary = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if primary in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return True
    # The schema itself was hit: a table or a column of ours has another name.
    return primary == sqlite3.SQLITE_ERROR and str(error).startswith(_NOT_OURS)


def _truncate_log(connection: sqlite3.Connection) -> bool:
    """Whether the whole log is in the file now, and empty; not while somebody reads from it."""
    busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy
