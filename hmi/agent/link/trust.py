"""Which cloud this car believes: the key that it learned when it was paired.

A command, an edit or a claim counts only with that key's proof, so that no broker can make one up.
"""

from __future__ import annotations

import hmac

from hmi.durable.database import KeptDatabase
from hmi.sync.messages import Pairing
from hmi.sync.proofs import KEY_BYTES, introduction, is_clouds, proof_of

_SCHEMA = """
CREATE TABLE IF NOT EXISTS trust (
    one INTEGER PRIMARY KEY CHECK (one = 1), key BLOB NOT NULL, learned_unix_ms INTEGER NOT NULL
);
"""


class Trust:
    """The cloud's public key, on the agent's database; none before the first pairing."""

    def __init__(self, database: KeptDatabase) -> None:
        self._database = database
        database.executescript(_SCHEMA)
        row = database.execute("SELECT key FROM trust").fetchone()
        self._key: bytes | None = row[0] if row else None

    @property
    def key(self) -> bytes | None:
        return self._key

    def vouches(self, payload: bytes) -> bool:
        """Whether the cloud that this car was paired with wrote the message."""
        return self._key is not None and is_clouds(proof_of(payload), self._key)

    def learn(self, key: bytes, now_unix_ms: int) -> None:
        """Believe this key from now on, and no other. Raises sqlite3.Error, ValueError for what is no key."""
        if len(key) != KEY_BYTES:
            raise ValueError(f"a public key has {KEY_BYTES} bytes")
        with self._database:
            self._database.execute("INSERT OR REPLACE INTO trust VALUES (1, ?, ?)", (key, now_unix_ms))
        self._key = key


def introduced_key(claim: Pairing, payload: bytes, code: str) -> bytes | None:
    """The key of the cloud that claims a pairing, when it was told the code that the screen shows."""
    key = bytes.fromhex(claim.key)
    vouched = introduction(code, claim.vehicle, claim.role, claim.person, key)
    known = hmac.compare_digest(vouched, claim.introduction)
    return key if known and is_clouds(proof_of(payload), key) else None
