"""What is still whole in a damaged SQLite file: row by row, from both ends of each table."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

_HEADER = 100
_PAGE = 4096


def salvage(damaged: Path, new: Path, folder: Path) -> int:
    """Put what can be read of `damaged` into the empty tables of `new`; returns how many rows that were.

    `folder` is for copies: reading changes a file. Raises OSError when it cannot be read or copied at all.
    """
    template = folder / "template"
    shutil.copyfile(new, template)
    into = sqlite3.connect(new)
    try:
        # A row whose parent could not be read is still a row.
        into.execute("PRAGMA foreign_keys=OFF")
        rows = _salvage(damaged, into, template, folder)
        into.commit()
    finally:
        into.close()
    return rows


def _salvage(damaged: Path, into: sqlite3.Connection, template: Path, folder: Path) -> int:
    rows = 0
    # As it is; with a whole header; with the whole first page of a file that was made alike.
    for number, kept in enumerate((0, _HEADER, _PAGE)):
        copied = folder / f"copy-{number}"
        shutil.copyfile(damaged, copied)
        with contextlib.suppress(FileNotFoundError):
            shutil.copyfile(damaged.with_name(f"{damaged.name}-wal"), copied.with_name(f"{copied.name}-wal"))
        _repair(copied, template, kept)
        for table in _tables(into):
            rows += _take_over(copied, into, table)
    return rows


def _repair(copied: Path, template: Path, length: int) -> None:
    """Write the beginning of `template` over that of `copied`, but for how many pages there are."""
    if not length:
        return
    with template.open("rb") as file:
        begin = bytearray(file.read(length))
    begin[18:20] = b"\2\2"  # with a write-ahead log
    begin[28:32] = (copied.stat().st_size // _PAGE).to_bytes(4)
    begin[92:96] = begin[24:28]  # the count of pages is believed only with this
    with copied.open("r+b") as file:
        file.write(begin)


def _tables(connection: sqlite3.Connection) -> list[str]:
    found = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    )
    return [name for (name,) in found]


def _take_over(copied: Path, into: sqlite3.Connection, table: str) -> int:
    described = into.execute(f"PRAGMA table_info('{table}')").fetchall()
    columns = ", ".join(f'"{row[1]}"' for row in described)
    marks = ", ".join("?" * len(described))
    order = ", ".join(f'"{row[1]}"' for row in sorted(described, key=lambda row: row[5]) if row[5]) or "rowid"
    taken = 0
    for direction in ("ASC", "DESC"):
        wish = f'SELECT {columns} FROM "{table}" ORDER BY ' + ", ".join(
            f"{each} {direction}" for each in order.split(", ")
        )
        whole = True
        for row in _readable(copied, wish):
            if row is None:
                whole = False
                break
            with contextlib.suppress(sqlite3.IntegrityError, sqlite3.InterfaceError):
                taken += into.execute(f'INSERT OR IGNORE INTO "{table}" VALUES ({marks})', row).rowcount
        if whole:
            break
    return max(0, taken)


def _readable(copied: Path, wish: str) -> Iterator[tuple[object, ...] | None]:
    """The rows up to the first that cannot be read, which is None."""
    connection = sqlite3.connect(copied)
    try:
        # A text with a flipped bit may be no UTF-8: what reads it decides what that is worth.
        connection.text_factory = lambda content: content.decode(errors="replace")
        yield from connection.execute(wish)
    except (sqlite3.Error, OverflowError, UnicodeDecodeError):
        yield None
    finally:
        connection.close()
