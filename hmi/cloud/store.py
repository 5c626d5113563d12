"""What the cloud remembers of cars: telemetry once each, records merged, twins, commands.

SQLite or PostgreSQL.

Every method is one transaction. A batch is acknowledged to its car only after the method that stored it
returned.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command as alembic_command
from alembic.config import Config
from sqlalchemy.dialects import postgresql, sqlite

from hmi.cloud import schema
from hmi.cloud.database_file import DatabaseFile
from hmi.durable.text import read_json
from hmi.sync.clock import Stamp
from hmi.sync.data_kinds import DATA_KINDS, KIND_BY_ID
from hmi.sync.errors import MessageError
from hmi.sync.messages import (
    PRESENCE_EVERY_S,
    Command,
    CommandOutcome,
    Erasure,
    Outcome,
    Presence,
    RecordBatch,
    Sample,
    TelemetryBatch,
    TwinUpdate,
    record_from_json,
    record_to_json,
)
from hmi.sync.record_schemas import check_record
from hmi.sync.records import FieldValue, Record, RecordKind


@dataclass(frozen=True, slots=True)
class Twin:
    """The car as it last said it was, and as its owner wants it."""

    reported: Mapping[str, FieldValue]
    reported_version: int
    reported_unix_ms: int
    desired: Mapping[str, FieldValue]
    desired_version: int
    online: bool
    seen_unix_ms: int


@dataclass(frozen=True, slots=True)
class CommandRow:
    """A command and what became of it; `outcome` None is still open."""

    command: Command
    outcome: Outcome | None
    reason: str
    ended_unix_ms: int | None


_LOG = logging.getLogger(__name__)
_Numbered = TelemetryBatch | RecordBatch | Erasure
_IDS_PER_STATEMENT = 500
"""SQLite takes 32,766 values a statement."""
DAY_MS = 86_400_000
EARLIEST_UNIX_MS = 1_704_067_200_000
"""2024: before it there was no such car."""
KEEP_AUDIT_DAYS = 365
REMEMBER_BATCHES_DAYS = 90
"""A car cut off between delivery and acknowledgement sends again when it is back, if it is within that."""
FOR_EVER = 2**53 - 1
"""When an erasure's number is forgotten: a broker that kept it must never be able to have it done again."""
NO_TWIN = Twin({}, 0, 0, {}, 0, False, 0)


class Store:
    """The database. Safe for any number of threads and replicas."""

    def __init__(self, url: str, now_unix_s: Callable[[], float] = time.time) -> None:
        # What JSON cannot say must not be stored: nobody could be told it again. A row whose text the disk
        # has changed reads as an empty one, and costs no other.
        self.engine = sa.create_engine(
            url,
            pool_pre_ping=True,
            json_serializer=partial(json.dumps, allow_nan=False),
            json_deserializer=_from_json,
        )
        self._now_unix_s = now_unix_s
        self.file = DatabaseFile(self.engine, _migrate)

    def migrate(self) -> None:
        """Bring the database to this program's schema; replicas that start together wait for each other.

        A damaged file is set aside first. Raises SQLAlchemy's and sqlite3's errors when there is none to use.
        """
        self.file.look()
        _migrate(self.engine)

    def close(self) -> None:
        self.engine.dispose()

    def ingest(self, batches: Sequence[TelemetryBatch | RecordBatch]) -> list[tuple[str, Record]]:
        """Store batches, each (vehicle, boot, sequence) once.

        Returns records that changed, with their vehicle.
        """
        changed: list[tuple[str, Record]] = []
        with self.engine.begin() as connection:
            fresh = self._first_deliveries(connection, batches)
            now_ms = self._now_unix_ms()
            rows = [
                {"vehicle": batch.vehicle, "kind": sample.kind, **_dated(sample, now_ms)}
                for batch in fresh
                if isinstance(batch, TelemetryBatch)
                for sample in batch.samples
                # What has no row in the table has no retention, and would be kept for ever.
                if sample.kind in KIND_BY_ID
            ]
            if rows:
                connection.execute(sa.insert(schema.samples), rows)
            for batch in fresh:
                if isinstance(batch, RecordBatch):
                    merged = self._merge(connection, batch.vehicle, self._whole_ones(connection, batch))
                    changed += [(batch.vehicle, record) for record in merged]
            self._touch(connection, {batch.vehicle for batch in fresh})
        return changed

    def merge_records(self, vehicle: str, records: Iterable[Record]) -> list[Record]:
        """Merge edits that came from a phone; returns those that changed, as they are now.

        Raises MessageError, and keeps nothing, when a record would become what nobody can be sent.
        """
        with self.engine.begin() as connection:
            merged = self._merge(connection, vehicle, records)
            for record in merged:
                check_record(record)
            self._touch(connection, {vehicle})
        return merged

    def records(self, vehicle: str, kind: RecordKind | None = None) -> list[Record]:
        """All records of a car, tombstones included."""
        query = sa.select(schema.records.c.body).where(schema.records.c.vehicle == vehicle)
        if kind is not None:
            query = query.where(schema.records.c.kind == kind.value)
        with self.engine.connect() as connection:
            bodies = [body for (body,) in connection.execute(query)]
        return [record for body in bodies if (record := _whole(body, vehicle)) is not None]

    def newest_stamp(self, vehicle: str, kind: RecordKind, record: str) -> Stamp | None:
        """The latest stamp of a record, its deletion included."""
        table = schema.records
        query = sa.select(table.c.body).where(
            table.c.vehicle == vehicle, table.c.kind == kind.value, table.c.id == record
        )
        with self.engine.connect() as connection:
            body = connection.execute(query).scalar_one_or_none()
        held = _whole(body, vehicle) if body else None
        return None if held is None else held.newest

    def update_cars(self, messages: Iterable[TwinUpdate | Presence | CommandOutcome]) -> None:
        """Take over what cars say of themselves, in one transaction.

        A broker that comes back brings all its cars back at once: a commit for each would take minutes.
        """
        with self.engine.begin() as connection:
            # In one order, so that two replicas never wait for each other crosswise; a car's own stays.
            for message in sorted(messages, key=lambda message: message.vehicle):
                match message:
                    case TwinUpdate():
                        self._update_twin(connection, message)
                    case Presence():
                        self._set_presence(connection, message)
                    case CommandOutcome():
                        self._end_command(connection, message)

    def _update_twin(self, connection: sa.Connection, update: TwinUpdate) -> None:
        # An older version than the one held is dropped.
        twin = self._locked_twin(connection, update.vehicle)
        if not update.full and update.version <= twin.reported_version:
            return
        reported = {} if update.full else dict(twin.reported)
        reported |= update.properties
        reported = {name: value for name, value in reported.items() if value is not None}
        self._set_twin(
            connection,
            update.vehicle,
            reported=reported,
            reported_version=update.version,
            reported_unix_ms=self._now_unix_ms(),
            seen_unix_ms=self._now_unix_ms(),
        )

    def _set_presence(self, connection: sa.Connection, presence: Presence) -> None:
        twin = self._locked_twin(connection, presence.vehicle)
        boot = connection.execute(
            sa.select(schema.twins.c.boot).where(schema.twins.c.vehicle == presence.vehicle)
        ).scalar_one()
        # The last will of an older boot does not end a newer one's presence.
        if not presence.online and twin.online and boot != presence.boot:
            return
        self._set_twin(
            connection,
            presence.vehicle,
            online=presence.online,
            boot=presence.boot,
            seen_unix_ms=self._now_unix_ms(),
        )

    def twin(self, vehicle: str) -> Twin:
        with self.engine.connect() as connection:
            return self._twin(connection, vehicle)

    def add_command(self, command: Command) -> bool:
        """Remember a command. False when its id is known already: a repeated request is one command."""
        with self.engine.begin() as connection:
            added = connection.execute(
                self._insert(schema.commands)
                .values(
                    id=command.id,
                    vehicle=command.vehicle,
                    account=command.issued_by,
                    name=command.name,
                    arguments=dict(command.arguments),
                    issued_unix_s=command.issued_unix_s,
                    deadline_unix_s=command.deadline_unix_s,
                    reason="",
                )
                .on_conflict_do_nothing()
                .returning(schema.commands.c.id)
            ).first()
            self._touch(connection, {command.vehicle})
        return added is not None

    def _end_command(self, connection: sa.Connection, outcome: CommandOutcome) -> None:
        # Only its own car can end it, once.
        table = schema.commands
        connection.execute(
            sa.update(table)
            .where(table.c.id == outcome.id, table.c.vehicle == outcome.vehicle, table.c.outcome.is_(None))
            .values(outcome=outcome.outcome.value, reason=outcome.reason, ended_unix_ms=outcome.time_unix_ms)
        )
        self._touch(connection, {outcome.vehicle})

    def open_commands(self, vehicle: str) -> list[Command]:
        """Commands that are neither ended nor past their deadline, oldest first.

        Sent again when a car comes back.
        """
        table = schema.commands
        query = (
            sa.select(table)
            .where(
                table.c.vehicle == vehicle,
                table.c.outcome.is_(None),
                table.c.deadline_unix_s > self._now_unix_s(),
            )
            .order_by(table.c.issued_unix_s)
        )
        with self.engine.connect() as connection:
            return [_command(row) for row in connection.execute(query)]

    def commands(self, vehicle: str, limit: int = 50) -> list[CommandRow]:
        """The latest commands, newest first; one past its deadline without an outcome counts as expired."""
        table = schema.commands
        query = (
            sa.select(table)
            .where(table.c.vehicle == vehicle)
            .order_by(table.c.issued_unix_s.desc())
            .limit(limit)
        )
        now_s = self._now_unix_s()
        with self.engine.connect() as connection:
            rows = connection.execute(query).all()
        found = []
        for row in rows:
            outcome = Outcome(row.outcome) if row.outcome else None
            if outcome is None and row.deadline_unix_s <= now_s:
                outcome = Outcome.EXPIRED
            found.append(CommandRow(_command(row), outcome, row.reason, row.ended_unix_ms))
        return found

    def samples(
        self, vehicle: str, kind: str, since_unix_ms: int = 0, limit: int = 10_000
    ) -> list[dict[str, Any]]:
        """Newest first: ``{"time_unix_ms": …, **body}``."""
        table = schema.samples
        query = (
            sa.select(table.c.time_unix_ms, table.c.body)
            .where(table.c.vehicle == vehicle, table.c.kind == kind, table.c.time_unix_ms >= since_unix_ms)
            .order_by(table.c.time_unix_ms.desc())
            .limit(limit)
        )
        with self.engine.connect() as connection:
            return [
                {"time_unix_ms": row.time_unix_ms, **_fields(row.body)} for row in connection.execute(query)
            ]

    def alerts(self, vehicle: str, limit: int = 50) -> list[dict[str, Any]]:
        """What the car was told to watch for and has seen, newest first: samples with an ``alert``."""
        table = schema.samples
        query = (
            sa.select(table.c.time_unix_ms, table.c.body)
            .where(
                table.c.vehicle == vehicle,
                table.c.kind.in_(("diagnostics", "position")),
                table.c.body["alert"].as_string().isnot(None),
            )
            .order_by(table.c.time_unix_ms.desc(), table.c.kind.desc())
            .limit(limit)
        )
        found: dict[tuple[int, str], dict[str, Any]] = {}
        with self.engine.connect() as connection:
            for row in connection.execute(query):
                # One event may come with and without its place.
                key = (row.time_unix_ms, str(_fields(row.body).get("alert")))
                found.setdefault(key, {"time_unix_ms": row.time_unix_ms, **_fields(row.body)})
        return list(found.values())

    def named_records(self, kind: RecordKind, record: str) -> list[tuple[str, Record]]:
        """The living record of that kind and id of every car that has one."""
        table = schema.records
        query = sa.select(table.c.vehicle, table.c.body).where(
            table.c.kind == kind.value, table.c.id == record
        )
        with self.engine.connect() as connection:
            found = [(row.vehicle, _whole(row.body, row.vehicle)) for row in connection.execute(query)]
        return [(vehicle, row) for vehicle, row in found if row is not None and row.alive]

    def expire(self) -> int:
        """Delete what has been kept for longer than its kind allows; returns how many samples.

        Also the numbers of batches that came so long ago that no car will send them again.
        """
        deleted = 0
        numbers = schema.batches.c.received_unix_ms
        with self.engine.begin() as connection:
            connection.execute(
                sa.delete(schema.batches).where(
                    numbers < self._now_unix_ms() - REMEMBER_BATCHES_DAYS * DAY_MS
                )
            )
            connection.execute(
                sa.delete(schema.audit).where(
                    schema.audit.c.time_unix_ms < self._now_unix_ms() - KEEP_AUDIT_DAYS * DAY_MS
                )
            )
            for kind in DATA_KINDS:
                before_ms = self._now_unix_ms() - kind.retention_days * DAY_MS
                deleted += connection.execute(
                    sa.delete(schema.samples).where(
                        schema.samples.c.kind == kind.id, schema.samples.c.time_unix_ms < before_ms
                    )
                ).rowcount
        return deleted

    def erase_vehicle_data(self, vehicle: str) -> None:
        """Forget everything a car has told: samples, records, twin, commands."""
        with self.engine.begin() as connection:
            self._erase(connection, vehicle)
        self.file.forget_traces()

    def carry_out(self, erasure: Erasure) -> bool:
        """Forget everything its car has told; False when that wish was carried out before."""
        with self.engine.begin() as connection:
            if not self._first_deliveries(connection, [erasure]):
                return False
            self._erase(connection, erasure.vehicle)
        self.file.forget_traces()
        return True

    def revisions(self, vehicles: Iterable[str]) -> dict[str, int]:
        """How often each car's data has changed: cheap to poll, the same for every replica."""
        query = sa.select(schema.vehicles.c.id, schema.vehicles.c.revision).where(
            schema.vehicles.c.id.in_(list(vehicles))
        )
        with self.engine.connect() as connection:
            return {row.id: row.revision for row in connection.execute(query)}

    def _erase(self, connection: sa.Connection, vehicle: str) -> None:
        for table in (schema.samples, schema.records):
            connection.execute(sa.delete(table).where(table.c.vehicle == vehicle))
        # What is still to be answered stays until it is: the erasure itself may be one of them.
        commands = schema.commands
        ended = sa.or_(commands.c.outcome.is_not(None), commands.c.deadline_unix_s <= self._now_unix_s())
        connection.execute(sa.delete(commands).where(commands.c.vehicle == vehicle, ended))
        # Whether the car is there is no data about anybody; a twin without it would call the car gone.
        self._set_twin(connection, vehicle, reported={}, reported_version=0, desired={})

    def _first_deliveries(self, connection: sa.Connection, batches: Sequence[_Numbered]) -> list[_Numbered]:
        """Those of `batches` that have not been stored before, each once, in their order."""
        by_number = {(batch.vehicle, batch.boot, batch.sequence): batch for batch in batches}
        now_ms = self._now_unix_ms()
        # In one order, so that two replicas never wait for each other crosswise.
        rows = [
            {
                "vehicle": vehicle,
                "boot": boot,
                "sequence": sequence,
                "received_unix_ms": FOR_EVER if isinstance(by_number[number], Erasure) else now_ms,
            }
            for number in sorted(by_number)
            for vehicle, boot, sequence in (number,)
        ]
        if not rows:
            return []
        table = schema.batches
        # Not rowcount: with PostgreSQL's driver it does not say which rows were new.
        inserted = (
            self._insert(table)
            .on_conflict_do_nothing()
            .returning(table.c.vehicle, table.c.boot, table.c.sequence)
        )
        fresh = {(row.vehicle, row.boot, row.sequence) for row in connection.execute(inserted, rows)}
        return [batch for number, batch in by_number.items() if number in fresh]

    def _whole_ones(self, connection: sa.Connection, batch: RecordBatch) -> list[Record]:
        """The records that can be kept; the rest is set aside alone, and the audit log says so."""
        kept, faults = [], [f"{batch.unreadable} unreadable"] if batch.unreadable else []
        for record in batch.records:
            try:
                check_record(record)
                kept.append(record)
            except MessageError as error:
                faults.append(f"{record.kind.value}/{record.id}: {error}")
        if faults:
            _LOG.warning("set aside %d records of %s: %s", len(faults), batch.vehicle, faults[0])
            connection.execute(
                sa.insert(schema.audit).values(
                    time_unix_ms=self._now_unix_ms(),
                    account="car",
                    vehicle=batch.vehicle,
                    action="record set aside",
                    detail={"reason": faults[0][:300], "records": len(faults)},
                )
            )
        return kept

    def _merge(self, connection: sa.Connection, vehicle: str, records: Iterable[Record]) -> list[Record]:
        table = schema.records
        changed = []
        for record in records:
            key = (table.c.vehicle == vehicle, table.c.kind == record.kind.value, table.c.id == record.id)
            connection.execute(
                self._insert(table)
                .values(vehicle=vehicle, kind=record.kind.value, id=record.id, body={})
                .on_conflict_do_nothing()
            )
            # The row exists now and is locked: two replicas merge one after the other.
            body = connection.execute(sa.select(table.c.body).where(*key).with_for_update()).scalar_one()
            held = _whole(body, vehicle) if body else None
            merged = record if held is None else held.merged(record)
            if merged != held:
                connection.execute(sa.update(table).where(*key).values(body=record_to_json(merged)))
                changed.append(merged)
        return changed

    def _locked_twin(self, connection: sa.Connection, vehicle: str) -> Twin:
        connection.execute(
            self._insert(schema.twins)
            .values(
                vehicle=vehicle,
                reported={},
                reported_version=0,
                reported_unix_ms=0,
                desired={},
                desired_version=0,
                boot="",
                online=False,
                seen_unix_ms=0,
            )
            .on_conflict_do_nothing()
        )
        return self._twin(connection, vehicle, lock=True)

    def _twin(self, connection: sa.Connection, vehicle: str, *, lock: bool = False) -> Twin:
        query = sa.select(schema.twins).where(schema.twins.c.vehicle == vehicle)
        row = connection.execute(query.with_for_update() if lock else query).one_or_none()
        if row is None:
            return NO_TWIN
        return Twin(
            row.reported,
            row.reported_version,
            row.reported_unix_ms,
            row.desired,
            row.desired_version,
            row.online and self._now_unix_ms() - row.seen_unix_ms < 3 * PRESENCE_EVERY_S * 1000,
            row.seen_unix_ms,
        )

    def _set_twin(self, connection: sa.Connection, vehicle: str, **values: object) -> None:
        connection.execute(sa.update(schema.twins).where(schema.twins.c.vehicle == vehicle).values(**values))
        self._touch(connection, {vehicle})

    def _touch(self, connection: sa.Connection, vehicles: set[str]) -> None:
        table = schema.vehicles
        names = sorted(vehicles)
        for start in range(0, len(names), _IDS_PER_STATEMENT):
            chosen = table.c.id.in_(names[start : start + _IDS_PER_STATEMENT])
            if len(names) > 1:
                # In one order, so that two replicas never wait for each other crosswise.
                connection.execute(sa.select(table.c.id).where(chosen).order_by(table.c.id).with_for_update())
            connection.execute(sa.update(table).where(chosen).values(revision=table.c.revision + 1))

    def _insert(self, table: sa.Table) -> Any:
        return insert_on(self.engine, table)

    def _now_unix_ms(self) -> int:
        return int(self._now_unix_s() * 1000)


def _dated(sample: Sample, now_ms: int) -> dict[str, Any]:
    """Time and body of a sample; under the present where the car's clock cannot have been right.

    Retention goes by this time: a trip of 1970 would be gone at once, one of 2099 never.
    """
    if EARLIEST_UNIX_MS <= sample.time_unix_ms <= now_ms + DAY_MS:
        return {"time_unix_ms": sample.time_unix_ms, "body": dict(sample.body)}
    return {"time_unix_ms": now_ms, "body": {**sample.body, "clock_unix_ms": sample.time_unix_ms}}


def _whole(body: object, vehicle: str) -> Record | None:
    """A record as it lies in the database; None for one of an earlier release that nobody can be told."""
    try:
        record = record_from_json(body)
        check_record(record)
    except MessageError as error:
        _LOG.warning("left out a record of %s: %s", vehicle, error)
        return None
    return record


def insert_on(engine: sa.Engine, table: sa.Table) -> Any:
    """An INSERT that knows ON CONFLICT, in the database's own dialect."""
    return postgresql.insert(table) if engine.dialect.name == "postgresql" else sqlite.insert(table)


def _from_json(text: str) -> Any:
    found = read_json(text)
    return {} if found is None else found


def _fields(body: object) -> dict[str, Any]:
    return body if isinstance(body, dict) else {}


def _command(row: Any) -> Command:
    return Command(
        row.vehicle, row.id, row.name, row.arguments, row.issued_unix_s, row.deadline_unix_s, row.account
    )


def _migrate(engine: sa.Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(7214600153)"))
        config.attributes["connection"] = connection
        alembic_command.upgrade(config, "head")
