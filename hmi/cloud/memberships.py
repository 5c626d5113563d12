"""Whose car it is: members and their roles, and the pairings by which they come.

A car that has had an owner keeps one that no date ends, whoever leaves, is changed or scans a code, in
whatever order and however many at once: each change locks the car and looks at what would be left.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import sqlalchemy as sa

from hmi.cloud import schema
from hmi.cloud.persons import Member, NotAllowedError, Person
from hmi.cloud.store import insert_on
from hmi.sync.messages import RECOVERY
from hmi.sync.remote_commands import Role

PAIRING_S = 300.0
_RANK = {Role.GUEST: 0, Role.DRIVER: 1, Role.OWNER: 2}


class Memberships:
    """The members of cars in the database."""

    _engine: sa.Engine
    _now_unix_s: Callable[[], float]

    def add_vehicle(self, vehicle: str, name: str) -> None:
        """Make a car known; done when its certificate is issued. A known one keeps its name."""
        with self._engine.begin() as connection:
            connection.execute(
                insert_on(self._engine, schema.vehicles)
                .values(id=vehicle, name=name, created_unix_s=self._now_unix_s(), revision=0)
                .on_conflict_do_nothing()
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
        with self._engine.connect() as connection:
            role = self._role(connection, vehicle, person.account)
        if role is None:
            raise NotAllowedError("no such vehicle")
        return role

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
        with self._engine.begin() as connection:
            self._lock(connection, vehicle)
            owned = self._is_owned(connection, vehicle)
            self._drop(connection, vehicle, account)
            self._stays_owned(connection, vehicle, owned)

    def set_member(self, vehicle: str, account: str, role: Role, expires_unix_s: float | None) -> None:
        """Give somebody a role.

        Raises NotAllowedError for an owner with an end date and when the car would have no owner left.
        """
        with self._engine.begin() as connection:
            self._lock(connection, vehicle)
            self._set(connection, vehicle, account, role, expires_unix_s)

    def offer_pairing(self, vehicle: str, code_hash: str, role: str) -> None:
        """A car shows a code; whoever types it may become `role`, if the car then says yes.

        `role` may be RECOVERY: they take the place of an owner who cannot get in any more. A code is good for
        one offer, for ever: what a car has said once nobody can say again for it.
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
                    role=str(role),
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
                    table.c.code_hash == secret_hash(code),
                    table.c.state == "offered",
                    table.c.expires_unix_s > self._now_unix_s(),
                )
                .values(state="claimed", account=person.account)
                .returning(table.c.vehicle, table.c.role)
            ).one_or_none()
            if row is None:
                raise NotAllowedError("this code is not valid any more")
            if row.role == RECOVERY:
                self._only_owner(connection, row.vehicle, person.account)
        return str(row.vehicle)

    def finish_pairing(self, vehicle: str, code_hash: str, accepted: bool) -> str | None:
        """The car's driver has answered.

        Returns the new member's account when the answer counts and is yes. Nobody loses by a code: an owner
        who scans a guest's stays an owner.
        """
        table = schema.pairings
        claimed = (table.c.vehicle == vehicle, table.c.code_hash == code_hash, table.c.state == "claimed")
        with self._engine.begin() as connection:
            self._lock(connection, vehicle)
            row = connection.execute(
                sa.select(table.c.account, table.c.role, table.c.expires_unix_s).where(*claimed)
            ).one_or_none()
            ended = connection.execute(sa.update(table).where(*claimed).values(state="ended", account=None))
            if row is None or not ended.rowcount or not accepted or row.expires_unix_s < self._now_unix_s():
                return None
            if not self._exists(connection, row.account):
                return None
            if row.role == RECOVERY:
                lost = self._only_owner(connection, vehicle, row.account)
                self._set(connection, vehicle, row.account, Role.OWNER, None)
                self._drop(connection, vehicle, lost)
            else:
                offered = Role(row.role)
                held = self._role(connection, vehicle, row.account)
                if held is None or _RANK[offered] >= _RANK[held]:
                    self._set(connection, vehicle, row.account, offered, None)
        return str(row.account)

    def sole_cars(self, account: str) -> list[str]:
        """The cars that nobody but this account has.

        Raises NotAllowedError, naming one, while a car has others but no other owner.
        """
        with self._engine.begin() as connection:
            return self._sole_cars(connection, account)

    def delete_account(self, account: str) -> None:
        """Forget somebody: name, passkeys, sessions, memberships; what they did stays, done by nobody.

        Raises NotAllowedError while one of their cars has others but no other owner.
        """
        with self._engine.begin() as connection:
            self._sole_cars(connection, account)
            for table in (schema.members, schema.sessions, schema.passkeys, schema.challenges):
                connection.execute(sa.delete(table).where(table.c.account == account))
            pairings, commands, audit = schema.pairings, schema.commands, schema.audit
            connection.execute(
                sa.update(pairings).where(pairings.c.account == account).values(account=None, state="ended")
            )
            connection.execute(sa.update(commands).where(commands.c.account == account).values(account=""))
            own = sa.and_(audit.c.account == account, audit.c.vehicle == "")
            connection.execute(sa.delete(audit).where(own))
            connection.execute(sa.update(audit).where(audit.c.account == account).values(account=""))
            connection.execute(sa.delete(schema.accounts).where(schema.accounts.c.id == account))

    def _sole_cars(self, connection: sa.Connection, account: str) -> list[str]:
        members, found = schema.members, []
        mine = sa.select(members.c.vehicle).where(members.c.account == account).order_by(members.c.vehicle)
        for vehicle in connection.execute(mine).scalars().all():
            self._lock(connection, vehicle)
            others = [
                row
                for row in connection.execute(sa.select(members).where(members.c.vehicle == vehicle))
                if row.account != account
            ]
            if not others:
                found.append(str(vehicle))
            elif self._role(connection, vehicle, account) is Role.OWNER and not any(
                row.role == Role.OWNER.value for row in others
            ):
                raise NotAllowedError(f"{vehicle} needs another owner first, or nobody else in it")
        return found

    def _only_owner(self, connection: sa.Connection, vehicle: str, by: str) -> str:
        """The owner whose place is to be taken. Raises NotAllowedError where another one can help."""
        members = schema.members
        query = sa.select(members.c.account).where(
            members.c.vehicle == vehicle, members.c.role == Role.OWNER.value
        )
        owners = list(connection.execute(query).scalars())
        if len(owners) != 1 or by in owners:
            raise NotAllowedError("an owner of this car can still get in")
        return str(owners[0])

    def _lock(self, connection: sa.Connection, vehicle: str) -> None:
        # By a change, not FOR UPDATE: SQLite takes its lock only then. Streams hear of it, too.
        table = schema.vehicles
        connection.execute(
            sa.update(table).where(table.c.id == vehicle).values(revision=table.c.revision + 1)
        )

    def _set(
        self, connection: sa.Connection, vehicle: str, account: str, role: Role, expires_unix_s: float | None
    ) -> None:
        if role is Role.OWNER and expires_unix_s is not None:
            raise NotAllowedError("an owner has no end date")
        owned = self._is_owned(connection, vehicle)
        self._drop(connection, vehicle, account)
        connection.execute(
            sa.insert(schema.members).values(
                vehicle=vehicle, account=account, role=role.value, expires_unix_s=expires_unix_s
            )
        )
        self._stays_owned(connection, vehicle, owned)

    def _drop(self, connection: sa.Connection, vehicle: str, account: str) -> None:
        members = schema.members
        connection.execute(
            sa.delete(members).where(members.c.vehicle == vehicle, members.c.account == account)
        )

    def _is_owned(self, connection: sa.Connection, vehicle: str) -> bool:
        members = schema.members
        query = sa.select(sa.func.count()).where(
            members.c.vehicle == vehicle, members.c.role == Role.OWNER.value
        )
        return bool(connection.execute(query).scalar_one())

    def _stays_owned(self, connection: sa.Connection, vehicle: str, owned: bool) -> None:
        if owned and not self._is_owned(connection, vehicle):
            raise NotAllowedError("a car keeps at least one owner")

    def _exists(self, connection: sa.Connection, account: str) -> bool:
        table = schema.accounts
        return connection.execute(sa.select(table.c.id).where(table.c.id == account)).first() is not None

    def _role(self, connection: sa.Connection, vehicle: str, account: str) -> Role | None:
        members = schema.members
        query = sa.select(members.c.role).where(
            members.c.vehicle == vehicle, members.c.account == account, self._current()
        )
        role = connection.execute(query).scalar_one_or_none()
        return None if role is None else Role(role)

    def _current(self) -> sa.ColumnElement[bool]:
        members = schema.members
        expires = members.c.expires_unix_s
        # An owner that an earlier release gave a date is one all the same.
        owner = members.c.role == Role.OWNER.value
        return sa.or_(expires.is_(None), expires > self._now_unix_s(), owner)


def pairing_code_hash(code: str) -> str:
    """What the car tells the cloud of the code it shows: enough to recognise it, not to show it."""
    return secret_hash(code)


def secret_hash(secret: str) -> str:
    """Secrets are at least 128 random bits, so a plain hash is enough; there is nothing to guess."""
    return hashlib.sha256(secret.encode()).hexdigest()
