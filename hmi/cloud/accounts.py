"""Who people are and what they may do: accounts by passkey, sessions, pairing with a car, roles, audit.

Secrets are kept as hashes. Nothing here trusts the network: every decision is made from the database.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from hmi.cloud import schema
from hmi.cloud.store import insert_on
from hmi.errors import HeadunitError
from hmi.sync.records import FieldValue
from hmi.sync.remote_commands import Role

SESSION_S = 30 * 24 * 3600.0
VERIFIED_S = 120.0
"""How long a second look (a passkey touch) counts."""
RECENT_S = 12 * 3600.0
"""After that long without a look at the passkey a session may only read (ASVS V3.3.2)."""
GRACE_S = 10.0
"""A token that was replaced is good for the requests that were under way."""
PAIRING_S = 300.0
CHALLENGE_S = 300.0
DENIED = "denied"
FOLD_MS = 3_600_000


class NotAllowedError(HeadunitError):
    """This person may not do this; the text does not say what exists."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who a request comes from."""

    account: str
    name: str
    session: str
    """hash of the session's token"""
    verified_unix_s: float


@dataclass(frozen=True, slots=True)
class Member:
    """What somebody is to a car, and until when (None: for good)."""

    account: str
    name: str
    role: Role
    expires_unix_s: float | None


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One place where somebody is signed in."""

    id: str
    device: str
    created_unix_s: float
    expires_unix_s: float
    current: bool


@dataclass(frozen=True, slots=True)
class Passkey:
    """A credential as the authenticator registered it."""

    id: bytes
    account: str
    public_key: bytes
    sign_count: int


class Accounts:
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
                    token_hash=_hash(token),
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
            .where(schema.sessions.c.token_hash == _hash(token))
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
                    token_hash=_hash(token),
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

    def add_vehicle(self, vehicle: str, name: str) -> None:
        """Make a car known; done when its certificate is issued. A known one keeps its name."""
        with self._engine.begin() as connection:
            known = connection.execute(
                sa.select(schema.vehicles.c.id).where(schema.vehicles.c.id == vehicle)
            ).one_or_none()
            if known is None:
                connection.execute(
                    sa.insert(schema.vehicles).values(
                        id=vehicle, name=name, created_unix_s=self._now_unix_s(), revision=0
                    )
                )

    def vehicles(self, person: Person) -> list[tuple[str, str, Role]]:
        """(id, name, role) of the cars the person may see."""
        members, vehicles = schema.members, schema.vehicles
        query = (
            sa.select(vehicles.c.id, vehicles.c.name, members.c.role)
            .join(members, members.c.vehicle == vehicles.c.id)
            .where(members.c.account == person.account, self._current())
            .order_by(vehicles.c.created_unix_s)
        )
        with self._engine.connect() as connection:
            return [(row.id, row.name, Role(row.role)) for row in connection.execute(query)]

    def role(self, person: Person, vehicle: str) -> Role:
        """Raises NotAllowedError, the same for a car that is not theirs and one that does not exist."""
        members = schema.members
        query = sa.select(members.c.role).where(
            members.c.vehicle == vehicle, members.c.account == person.account, self._current()
        )
        with self._engine.connect() as connection:
            role = connection.execute(query).scalar_one_or_none()
        if role is None:
            raise NotAllowedError("no such vehicle")
        return Role(role)

    def members(self, vehicle: str) -> list[Member]:
        members = schema.members
        query = (
            sa.select(members, schema.accounts.c.name)
            .join(schema.accounts, schema.accounts.c.id == members.c.account)
            .where(members.c.vehicle == vehicle)
        )
        with self._engine.connect() as connection:
            return [
                Member(row.account, row.name, Role(row.role), row.expires_unix_s)
                for row in connection.execute(query)
            ]

    def remove_member(self, vehicle: str, account: str) -> None:
        """Raises NotAllowedError when that would leave the car without an owner."""
        members = schema.members
        with self._engine.begin() as connection:
            rows = connection.execute(
                sa.select(members.c.account, members.c.role)
                .where(members.c.vehicle == vehicle)
                .with_for_update()
            ).all()
            owners = [row.account for row in rows if row.role == Role.OWNER.value]
            if owners == [account]:
                raise NotAllowedError("a car keeps at least one owner")
            connection.execute(
                sa.delete(members).where(members.c.vehicle == vehicle, members.c.account == account)
            )

    def set_member(self, vehicle: str, account: str, role: Role, expires_unix_s: float | None) -> None:
        """Give somebody a role. A pairing that the car confirmed comes in by here."""
        members = schema.members
        with self._engine.begin() as connection:
            connection.execute(
                sa.delete(members).where(members.c.vehicle == vehicle, members.c.account == account)
            )
            connection.execute(
                sa.insert(members).values(
                    vehicle=vehicle, account=account, role=role.value, expires_unix_s=expires_unix_s
                )
            )

    def offer_pairing(self, vehicle: str, code_hash: str, role: Role) -> None:
        """A car shows a code; whoever types it may become `role`, if the car then says yes.

        A code is good for one offer, for ever: what a car has said once nobody can say again for it.
        """
        table = schema.pairings
        with self._engine.begin() as connection:
            open_ones = sa.and_(table.c.vehicle == vehicle, table.c.state != "ended")
            connection.execute(sa.update(table).where(open_ones).values(state="ended", account=None))
            connection.execute(
                insert_on(self._engine, table)
                .values(
                    code_hash=code_hash,
                    vehicle=vehicle,
                    role=role.value,
                    expires_unix_s=self._now_unix_s() + PAIRING_S,
                    state="offered",
                )
                .on_conflict_do_nothing()
            )

    def claim_pairing(self, person: Person, code: str) -> str:
        """The car that shows the code, which is used up by this. Raises NotAllowedError."""
        table = schema.pairings
        with self._engine.begin() as connection:
            row = connection.execute(
                sa.update(table)
                .where(
                    table.c.code_hash == _hash(code),
                    table.c.state == "offered",
                    table.c.expires_unix_s > self._now_unix_s(),
                )
                .values(state="claimed", account=person.account)
                .returning(table.c.vehicle)
            ).one_or_none()
        if row is None:
            raise NotAllowedError("this code is not valid any more")
        return str(row.vehicle)

    def finish_pairing(self, vehicle: str, code_hash: str, accepted: bool) -> str | None:
        """The car's driver has answered.

        Returns the new member's account when the answer counts and is yes.
        """
        table = schema.pairings
        with self._engine.begin() as connection:
            claimed = (table.c.vehicle == vehicle, table.c.code_hash == code_hash, table.c.state == "claimed")
            row = connection.execute(
                sa.select(table.c.account, table.c.role, table.c.expires_unix_s).where(*claimed)
            ).one_or_none()
            ended = sa.update(table).where(*claimed).values(state="ended", account=None)
            if row is not None and not connection.execute(ended).rowcount:
                row = None  # another replica was first
        if row is None or not accepted or row.expires_unix_s < self._now_unix_s():
            return None
        self.set_member(vehicle, row.account, Role(row.role), None)
        return str(row.account)

    def log(self, account: str, vehicle: str, action: str, detail: Mapping[str, FieldValue]) -> None:
        """One line of the audit log."""
        with self._engine.begin() as connection:
            connection.execute(
                sa.insert(schema.audit).values(
                    time_unix_ms=int(self._now_unix_s() * 1000),
                    account=account,
                    vehicle=vehicle,
                    action=action,
                    detail=dict(detail),
                )
            )

    def note_denied(self, account: str, vehicle: str, detail: Mapping[str, FieldValue]) -> None:
        """Somebody was refused something: one line an hour for each, with how often and what last.

        Whoever knocks a thousand times must not push out what an owner wants to read.
        """
        table = schema.audit
        now_ms = int(self._now_unix_s() * 1000)
        with self._engine.begin() as connection:
            held = connection.execute(
                sa.select(table.c.id, table.c.detail)
                .where(
                    table.c.account == account,
                    table.c.vehicle == vehicle,
                    table.c.action == DENIED,
                    table.c.time_unix_ms > now_ms - FOLD_MS,
                )
                .order_by(table.c.id.desc())
                .limit(1)
            ).one_or_none()
            if held is not None:
                times = held.detail.get("times", 1)
                said = {**detail, "times": times + 1 if isinstance(times, int) else 2}
                connection.execute(sa.update(table).where(table.c.id == held.id).values(detail=said))
                return
            connection.execute(
                sa.insert(table).values(
                    time_unix_ms=now_ms, account=account, vehicle=vehicle, action=DENIED, detail=dict(detail)
                )
            )

    def audit(self, vehicle: str, limit: int = 200) -> list[dict[str, FieldValue]]:
        """What was done with a car, newest first, and the latest of what was refused."""
        return self._audit(schema.audit.c.vehicle == vehicle, limit)

    def own_audit(self, account: str, limit: int = 200) -> list[dict[str, FieldValue]]:
        """What was done with an account, newest first, and the latest of what was refused."""
        table = schema.audit
        return self._audit(sa.and_(table.c.account == account, table.c.vehicle == ""), limit)

    def _audit(self, chosen: sa.ColumnElement[bool], limit: int) -> list[dict[str, FieldValue]]:
        table = schema.audit
        newest = sa.select(table).where(chosen).order_by(table.c.id.desc())
        with self._engine.connect() as connection:
            rows = [
                *connection.execute(newest.where(table.c.action != DENIED).limit(limit)),
                *connection.execute(newest.where(table.c.action == DENIED).limit(max(20, limit // 10))),
            ]
        return [
            {
                "time_unix_ms": row.time_unix_ms,
                "account": row.account,
                "action": row.action,
                "detail": row.detail,
            }
            for row in sorted(rows, key=lambda row: row.id, reverse=True)
        ]

    def _current(self) -> sa.ColumnElement[bool]:
        expires = schema.members.c.expires_unix_s
        return sa.or_(expires.is_(None), expires > self._now_unix_s())


def pairing_code_hash(code: str) -> str:
    """What the car tells the cloud of the code it shows: enough to recognise it, not to show it."""
    return _hash(code)


def _hash(secret: str) -> str:
    # The secrets are 256-bit random, so a plain hash is enough; there is nothing to guess.
    return hashlib.sha256(secret.encode()).hexdigest()
