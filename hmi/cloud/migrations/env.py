"""Run migrations on the connection that the store hands over; there is no offline mode."""

from __future__ import annotations

from alembic import context

from hmi.cloud.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
