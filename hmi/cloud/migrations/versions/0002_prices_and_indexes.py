"""Prices of electricity; batches are found by age and the audit log by account."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from hmi.cloud import schema

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    # A new database has all of it from the first migration, which makes what the schema says today.
    connection = op.get_bind()
    schema.prices.create(connection, checkfirst=True)
    for table, name in ((schema.batches, "batches_by_time"), (schema.audit, "audit_by_account")):
        known = {row["name"] for row in sa.inspect(connection).get_indexes(table.name)}
        index = next(index for index in table.indexes if index.name == name)
        if name not in known:
            index.create(connection)
