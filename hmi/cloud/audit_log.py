"""Who did what, and who was refused: written for a car's owner and for the account itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import sqlalchemy as sa

from hmi.cloud import schema
from hmi.sync.records import FieldValue

DENIED = "denied"
FOLD_MS = 3_600_000


class AuditLog:
    """The audit log in the database."""

    _engine: sa.Engine
    _now_unix_s: Callable[[], float]

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
