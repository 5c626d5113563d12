"""The tables of the cloud's database, the same on SQLite and PostgreSQL.

Times are Unix seconds or milliseconds.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
)

metadata = MetaData()
_BIG = BigInteger().with_variant(Integer, "sqlite")

accounts = Table(
    "accounts",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("created_unix_s", Float, nullable=False),
)
passkeys = Table(
    "passkeys",
    metadata,
    Column("id", LargeBinary, primary_key=True),
    Column("account", ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("public_key", LargeBinary, nullable=False),
    Column("sign_count", _BIG, nullable=False),
    Column("name", String(200), nullable=False),
    Column("created_unix_s", Float, nullable=False),
)
sessions = Table(
    "sessions",
    metadata,
    # The token's SHA-256: a stolen database opens no session.
    Column("token_hash", String(64), primary_key=True),
    Column("account", ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("device", String(200), nullable=False),
    Column("created_unix_s", Float, nullable=False),
    Column("expires_unix_s", Float, nullable=False),
    Column("verified_unix_s", Float, nullable=False),
)
challenges = Table(
    "challenges",
    metadata,
    Column("challenge", LargeBinary, primary_key=True),
    Column("purpose", String(32), nullable=False),
    Column("account", String(64), nullable=False),
    Column("expires_unix_s", Float, nullable=False),
)
vehicles = Table(
    "vehicles",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("created_unix_s", Float, nullable=False),
    # Raised by everything that changes what a phone shows of this car.
    Column("revision", _BIG, nullable=False),
)
members = Table(
    "members",
    metadata,
    Column("vehicle", ForeignKey("vehicles.id", ondelete="CASCADE"), primary_key=True),
    Column("account", ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("role", String(16), nullable=False),
    Column("expires_unix_s", Float),
)
pairings = Table(
    "pairings",
    metadata,
    Column("code_hash", String(64), primary_key=True),
    Column("vehicle", String(64), nullable=False, index=True),
    Column("role", String(16), nullable=False),
    Column("account", String(64)),
    Column("expires_unix_s", Float, nullable=False),
    Column("state", String(16), nullable=False),
)
batches = Table(
    "batches",
    metadata,
    Column("vehicle", String(64), primary_key=True),
    Column("boot", String(64), primary_key=True),
    Column("sequence", _BIG, primary_key=True),
    Column("received_unix_ms", _BIG, nullable=False),
    Index("batches_by_time", "received_unix_ms"),
)
samples = Table(
    "samples",
    metadata,
    Column("id", _BIG, primary_key=True, autoincrement=True),
    Column("vehicle", String(64), nullable=False),
    Column("kind", String(64), nullable=False),
    Column("time_unix_ms", _BIG, nullable=False),
    Column("body", JSON, nullable=False),
    Index("samples_by_time", "vehicle", "kind", "time_unix_ms"),
)
records = Table(
    "records",
    metadata,
    Column("vehicle", String(64), primary_key=True),
    Column("kind", String(64), primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("body", JSON, nullable=False),
)
twins = Table(
    "twins",
    metadata,
    Column("vehicle", String(64), primary_key=True),
    Column("reported", JSON, nullable=False),
    Column("reported_version", _BIG, nullable=False),
    Column("reported_unix_ms", _BIG, nullable=False),
    Column("desired", JSON, nullable=False),
    Column("desired_version", _BIG, nullable=False),
    Column("boot", String(64), nullable=False),
    Column("online", Boolean, nullable=False),
    Column("seen_unix_ms", _BIG, nullable=False),
)
commands = Table(
    "commands",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("vehicle", String(64), nullable=False, index=True),
    Column("account", String(64), nullable=False),
    Column("name", String(64), nullable=False),
    Column("arguments", JSON, nullable=False),
    Column("issued_unix_s", Float, nullable=False),
    Column("deadline_unix_s", Float, nullable=False),
    Column("outcome", String(16)),
    Column("reason", String(64), nullable=False),
    Column("ended_unix_ms", _BIG),
)
audit = Table(
    "audit",
    metadata,
    Column("id", _BIG, primary_key=True, autoincrement=True),
    Column("time_unix_ms", _BIG, nullable=False),
    Column("account", String(64), nullable=False),
    # Empty: about the account itself.
    Column("vehicle", String(64), nullable=False, index=True),
    Column("action", String(64), nullable=False),
    Column("detail", JSON, nullable=False),
    Index("audit_by_account", "account"),
)
prices = Table(
    "prices",
    metadata,
    # One row: the last good prices and when they were fetched, the last attempt and what went wrong then.
    Column("id", String(16), primary_key=True),
    Column("body", JSON, nullable=False),
    Column("fetched_unix_s", Float, nullable=False),
    Column("asked_unix_s", Float, nullable=False),
    Column("problem", String(200), nullable=False),
)
