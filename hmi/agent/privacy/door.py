"""The single door that data leaves the car by: consent by kind, a log of what was sent, a sealed history.

Invariants: nothing enters the outbox, and nothing is handed to a transport, unless `PrivacyDoor.allowed` says
so at that moment; every kind is denied until its owner allows it; withdrawn consent erases what still waits.
An erasure empties the history too and switches everything off: what is left is one sealed row that says when,
by whom, and how many rows there were, so that an erased history is not mistaken for a forged one.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from hmi.durable.database import KeptDatabase
from hmi.sync.data_kinds import KIND_BY_ID

_SCHEMA = """
CREATE TABLE IF NOT EXISTS consent_history (
    number INTEGER PRIMARY KEY,
    time_unix_ms INTEGER NOT NULL,
    kind TEXT NOT NULL,
    allowed INTEGER NOT NULL,
    who TEXT NOT NULL,
    seal BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS sent_log (
    day TEXT NOT NULL,
    kind TEXT NOT NULL,
    destination TEXT NOT NULL,
    messages INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    first_unix_ms INTEGER NOT NULL,
    last_unix_ms INTEGER NOT NULL,
    PRIMARY KEY (day, kind, destination)
);
"""


ERASED = "erased"
"""Instead of a kind, in the one row that an erasure leaves; its number goes on from those it has erased."""


@dataclass(frozen=True, slots=True)
class ConsentChange:
    """One row of the history. `who` is an account id or "driver" for the switch in the car."""

    time_unix_ms: int
    kind: str
    allowed: bool
    who: str


@dataclass(frozen=True, slots=True)
class SentEntry:
    """What left the car on one day (UTC), for the log in the car and on the phone."""

    day: str
    kind: str
    destination: str
    messages: int
    bytes: int
    first_unix_ms: int
    last_unix_ms: int


class PrivacyDoor:
    """Consent and its history, on a SQLite connection that the outbox shares (one transaction covers both).

    `key` seals the history; it lives with the car's own key, not in the database.
    """

    def __init__(self, database: KeptDatabase, key: bytes, now_unix_ms: Callable[[], int]) -> None:
        self._database = database
        self._key = key
        self._now_unix_ms = now_unix_ms
        database.executescript(_SCHEMA)
        self._allowed = self._read()

    def allowed(self, kind: str) -> bool:
        """Whether data of `kind` may leave the car. An unknown kind may not."""
        return kind in KIND_BY_ID and self._allowed.get(kind, False)

    def set_allowed(self, kind: str, allowed: bool, who: str) -> None:
        """Change one switch and write it into the history. Raises KeyError for an unknown kind."""
        KIND_BY_ID[kind]
        change = ConsentChange(self._now_unix_ms(), kind, allowed, who)
        with self._database:
            row = self._database.execute(
                "SELECT number, seal FROM consent_history ORDER BY number DESC LIMIT 1"
            ).fetchone()
            number, previous = (row[0] + 1, row[1]) if row else (1, b"")
            self._database.execute(
                "INSERT INTO consent_history VALUES (?, ?, ?, ?, ?, ?)",
                (number, change.time_unix_ms, kind, allowed, who, self._seal(previous, number, change)),
            )
        self._allowed[kind] = allowed

    def erase(self, who: str) -> None:
        """Forget which switches were on when, and what was sent; all switches are off then.

        The caller's transaction holds it, so that the erasure and what it erases are one.
        """
        change = ConsentChange(self._now_unix_ms(), ERASED, False, who)
        (last,) = self._database.execute("SELECT COALESCE(MAX(number), 0) FROM consent_history").fetchone()
        self._database.execute("DELETE FROM consent_history")
        self._database.execute("DELETE FROM sent_log")
        self._database.execute(
            "INSERT INTO consent_history VALUES (?, ?, ?, ?, ?, ?)",
            (last + 1, change.time_unix_ms, ERASED, False, who, self._seal(b"", last + 1, change)),
        )
        self._allowed.clear()

    def history(self) -> Iterator[ConsentChange]:
        """Every change, oldest first."""
        for time_ms, kind, allowed, who in self._database.execute(
            "SELECT time_unix_ms, kind, allowed, who FROM consent_history ORDER BY number"
        ):
            yield ConsentChange(time_ms, kind, bool(allowed), who)

    @property
    def head(self) -> tuple[int, str]:
        """Number and seal of the last change: a copy elsewhere (the phone) shows a history that was cut."""
        row = self._database.execute(
            "SELECT number, seal FROM consent_history ORDER BY number DESC LIMIT 1"
        ).fetchone()
        return (row[0], row[1].hex()) if row else (0, "")

    def first_tampered(self) -> int | None:
        """Number of the first row that is not as it was written, or None when all are."""
        previous, expected = b"", 1
        for number, time_ms, kind, allowed, who, seal in self._database.execute(
            "SELECT number, time_unix_ms, kind, allowed, who, seal FROM consent_history ORDER BY number"
        ):
            change = ConsentChange(time_ms, kind, bool(allowed), who)
            if kind == ERASED and not previous:
                # The first row after an erasure: the number says how many there have ever been.
                expected = number
            if number != expected or not hmac.compare_digest(seal, self._seal(previous, number, change)):
                return expected
            previous, expected = seal, expected + 1
        return None

    def log_sent(self, kind: str, size_bytes: int) -> None:
        """Note that a message of `kind` was handed to the network now. The caller's transaction holds it."""
        now_ms = self._now_unix_ms()
        self._database.execute(
            "INSERT INTO sent_log VALUES (strftime('%Y-%m-%d', ? / 1000, 'unixepoch'), ?, ?, 1, ?, ?, ?)"
            " ON CONFLICT (day, kind, destination) DO UPDATE SET messages = messages + 1,"
            " bytes = bytes + excluded.bytes, last_unix_ms = excluded.last_unix_ms",
            (now_ms, kind, KIND_BY_ID[kind].destination, size_bytes, now_ms, now_ms),
        )

    def sent(self) -> list[SentEntry]:
        """The log, newest day first."""
        rows = self._database.execute("SELECT * FROM sent_log ORDER BY day DESC, kind")
        return [SentEntry(*row) for row in rows]

    def _read(self) -> dict[str, bool]:
        # A history that was tampered with counts for nothing: doubt means no.
        tampered = self.first_tampered()
        allowed: dict[str, bool] = {}
        if tampered is not None:
            return {}
        for change in self.history():
            if change.kind != ERASED:
                allowed[change.kind] = change.allowed
        return allowed

    def _seal(self, previous: bytes, number: int, change: ConsentChange) -> bytes:
        text = json.dumps([number, change.time_unix_ms, change.kind, change.allowed, change.who])
        return hmac.new(self._key, previous + text.encode(), hashlib.sha256).digest()
