"""Who people are: accounts by passkey and their sessions, beside what they are to cars and what they did.

Secrets are kept as hashes. Nothing here trusts the network: every decision is made from the database.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa

from hmi.cloud import schema
from hmi.cloud.audit_log import AuditLog
from hmi.cloud.memberships import PAIRING_S, Memberships, pairing_code_hash, secret_hash
from hmi.cloud.persons import Member, NotAllowedError, Person

SESSION_S = 30 * 24 * 3600.0
VERIFIED_S = 120.0
"""How long a second look (a passkey touch) counts."""
RECENT_S = 12 * 3600.0
"""After that long without a look at the passkey a session may only read (ASVS V3.3.2)."""
GRACE_S = 10.0
"""A token that was replaced is good for the requests that were under way."""
CHALLENGE_S = 300.0
MAX_PASSKEYS = 10

__all__ = [
    "PAIRING_S",
    "Accounts",
    "Member",
    "NotAllowedError",
    "Passkey",
    "PasskeyRow",
    "Person",
    "pairing_code_hash",
]


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One place where somebody is signed in."""

    id: str
    device: str
    created_unix_s: float
    expires_unix_s: float
    current: bool


@dataclass(frozen=True, slots=True)
class PasskeyRow:
    """A passkey as its holder knows it; the id is the credential's beginning, hexadecimal."""

    id: str
    name: str
    created_unix_s: float


@dataclass(frozen=True, slots=True)
class Passkey:
    """A credential as the authenticator registered it."""

    id: bytes
    account: str
    public_key: bytes
    sign_count: int


class Accounts(Memberships, AuditLog):
    """The people in the database."""

    def __init__(self, engine: sa.Engine, now_unix_s: Callable[[], float] = time.time) -> None:
        self._engine = engine
        self._now_unix_s = now_unix_s

    def begin_challenge(self, purpose: str, account: str = "") -> bytes:
        """A fresh challenge for a passkey ceremony, good once and for a few minutes."""
        challenge = secrets.token_bytes(32)
        table = schema.challenges
        with self._engine.begin() as connection:
            connection.execute(sa.delete(table).where(table.c.expires_unix_s < self._now_unix_s()))
            connection.execute(
                sa.insert(table).values(
                    challenge=challenge,
                    purpose=purpose,
                    account=account,
                    expires_unix_s=self._now_unix_s() + CHALLENGE_S,
                )
            )
        return challenge

    def use_challenge(self, challenge: bytes, purpose: str) -> str:
        """The account the challenge was made for. Raises NotAllowedError when unknown, used, or late."""
        table = schema.challenges
        with self._engine.begin() as connection:
            row = connection.execute(
                sa.delete(table)
                .where(table.c.challenge == challenge, table.c.purpose == purpose)
                .returning(table.c.account, table.c.expires_unix_s)
            ).one_or_none()
        if row is None or row.expires_unix_s < self._now_unix_s():
            raise NotAllowedError("the challenge is not valid any more")
        return str(row.account)

    def create(self, account: str, name: str, passkey: Passkey, device: str) -> None:
        """A new account with its first passkey."""
        now_s = self._now_unix_s()
        with self._engine.begin() as connection:
            connection.execute(sa.insert(schema.accounts).values(id=account, name=name, created_unix_s=now_s))
            connection.execute(
                sa.insert(schema.passkeys).values(
                    id=passkey.id,
                    account=account,
                    public_key=passkey.public_key,
                    sign_count=passkey.sign_count,
                    name=device,
                    created_unix_s=now_s,
                )
            )

    def passkey(self, credential: bytes) -> Passkey:
        """Raises NotAllowedError for an unknown credential."""
        table = schema.passkeys
        with self._engine.connect() as connection:
            row = connection.execute(sa.select(table).where(table.c.id == credential)).one_or_none()
        if row is None:
            raise NotAllowedError("unknown passkey")
        return Passkey(row.id, row.account, row.public_key, row.sign_count)

    def passkeys(self, account: str) -> list[bytes]:
        table = schema.passkeys
        with self._engine.connect() as connection:
            return list(connection.execute(sa.select(table.c.id).where(table.c.account == account)).scalars())

    def passkey_rows(self, account: str) -> list[PasskeyRow]:
        """The account's passkeys, oldest first."""
        table = schema.passkeys
        query = sa.select(table).where(table.c.account == account).order_by(table.c.created_unix_s)
        with self._engine.connect() as connection:
            return [
                PasskeyRow(row.id.hex()[:64], row.name, row.created_unix_s)
                for row in connection.execute(query)
            ]

    def add_passkey(self, passkey: Passkey, name: str) -> None:
        """One more way in. Raises NotAllowedError when there are enough of them."""
        table = schema.passkeys
        with self._engine.begin() as connection:
            connection.execute(
                sa.insert(table).values(
                    id=passkey.id,
                    account=passkey.account,
                    public_key=passkey.public_key,
                    sign_count=passkey.sign_count,
                    name=name,
                    created_unix_s=self._now_unix_s(),
                )
            )
            held = sa.select(sa.func.count()).where(table.c.account == passkey.account)
            if connection.execute(held).scalar_one() > MAX_PASSKEYS:
                raise NotAllowedError(f"an account has at most {MAX_PASSKEYS} passkeys")

    def remove_passkey(self, person: Person, passkey: str) -> None:
        """Close a way in, and every other place where one is signed in.

        Raises NotAllowedError for the last one and for one that is not there.
        """
        table, sessions = schema.passkeys, schema.sessions
        with self._engine.begin() as connection:
            # First, so that two that are removed at once are removed one after the other.
            connection.execute(
                sa.delete(sessions).where(
                    sessions.c.account == person.account, sessions.c.token_hash != person.session
                )
            )
            held = sa.select(table.c.id).where(table.c.account == person.account).with_for_update()
            ids = list(connection.execute(held).scalars())
            found = [row for row in ids if row.hex()[:64] == passkey]
            if not found or len(ids) == len(found):
                raise NotAllowedError("there is no such passkey, or it is the last one")
            connection.execute(sa.delete(table).where(table.c.id.in_(found)))

    def passkey_used(self, credential: bytes, sign_count: int) -> None:
        table = schema.passkeys
        with self._engine.begin() as connection:
            connection.execute(sa.update(table).where(table.c.id == credential).values(sign_count=sign_count))

    def sign_in(self, account: str, device: str) -> str:
        """A new session's token; only its hash is kept."""
        token = secrets.token_urlsafe(32)
        now_s = self._now_unix_s()
        with self._engine.begin() as connection:
            connection.execute(
                sa.delete(schema.sessions).where(schema.sessions.c.expires_unix_s < now_s),
            )
            connection.execute(
                sa.insert(schema.sessions).values(
                    token_hash=secret_hash(token),
                    account=account,
                    device=device[:200],
                    created_unix_s=now_s,
                    expires_unix_s=now_s + SESSION_S,
                    verified_unix_s=now_s,
                )
            )
        return token

    def person(self, token: str) -> Person | None:
        """Who holds this session's token, or None."""
        query = (
            sa.select(schema.sessions, schema.accounts.c.name)
            .join(schema.accounts, schema.accounts.c.id == schema.sessions.c.account)
            .where(schema.sessions.c.token_hash == secret_hash(token))
        )
        with self._engine.connect() as connection:
            row = connection.execute(query).one_or_none()
        if row is None or row.expires_unix_s < self._now_unix_s():
            return None
        return Person(row.account, row.name, row.token_hash, row.verified_unix_s)

    def renewed(self, person: Person) -> str:
        """A new token for the session of somebody who has just proved again who they are."""
        table = schema.sessions
        token, now_s = secrets.token_urlsafe(32), self._now_unix_s()
        with self._engine.begin() as connection:
            row = connection.execute(
                sa.update(table)
                .where(table.c.token_hash == person.session)
                .values(expires_unix_s=now_s + GRACE_S)
                .returning(table.c.device, table.c.created_unix_s)
            ).one_or_none()
            if row is None:
                raise NotAllowedError("the session is over")
            connection.execute(
                sa.insert(table).values(
                    token_hash=secret_hash(token),
                    account=person.account,
                    device=row.device,
                    created_unix_s=row.created_unix_s,
                    expires_unix_s=row.created_unix_s + SESSION_S,
                    verified_unix_s=now_s,
                )
            )
        return token

    def is_recent(self, person: Person) -> bool:
        return self._now_unix_s() - person.verified_unix_s < RECENT_S

    def is_verified(self, person: Person) -> bool:
        return self._now_unix_s() - person.verified_unix_s < VERIFIED_S

    def sessions(self, person: Person) -> list[SessionRow]:
        table = schema.sessions
        # One that was replaced is over but for its last seconds.
        query = (
            sa.select(table)
            .where(
                table.c.account == person.account,
                sa.or_(
                    table.c.token_hash == person.session,
                    table.c.expires_unix_s > self._now_unix_s() + GRACE_S,
                ),
            )
            .order_by(table.c.created_unix_s)
        )
        with self._engine.connect() as connection:
            return [
                SessionRow(
                    # The first half of the hash names the session without being able to find its token.
                    row.token_hash[:32],
                    row.device,
                    row.created_unix_s,
                    row.expires_unix_s,
                    row.token_hash == person.session,
                )
                for row in connection.execute(query)
            ]

    def revoke_session(self, person: Person, session: str) -> None:
        """End one of the person's own sessions. Raises NotAllowedError when there is none of that id."""
        table = schema.sessions
        with self._engine.begin() as connection:
            hashes = connection.execute(
                sa.select(table.c.token_hash).where(table.c.account == person.account)
            ).scalars()
            found = [value for value in hashes if value[:32] == session]
            connection.execute(sa.delete(table).where(table.c.token_hash.in_(found)))
        if not found:
            raise NotAllowedError("no such session")

    def revoke_others(self, person: Person) -> int:
        """End all of the person's sessions but this one; returns how many."""
        table = schema.sessions
        with self._engine.begin() as connection:
            return connection.execute(
                sa.delete(table).where(
                    table.c.account == person.account, table.c.token_hash != person.session
                )
            ).rowcount

    def sign_out(self, person: Person) -> None:
        with self._engine.begin() as connection:
            connection.execute(
                sa.delete(schema.sessions).where(schema.sessions.c.token_hash == person.session)
            )
