"""The last good prices of electricity in the database: one row, the same for all replicas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from hmi.cloud import schema
from hmi.cloud.store import insert_on

_ROW = "day_ahead"
_TABLE = schema.prices


@dataclass(frozen=True, slots=True)
class Prices:
    """The last good prices; `problem` says why the latest attempt brought none."""

    body: Mapping[str, Any]
    fetched_unix_s: float
    problem: str = ""


class KeptPrices:
    """Safe for any number of threads and replicas."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def claim(self, now_s: float, every_s: float, retry_s: float) -> bool:
        """Whether it is time to ask for prices, and this replica the one to do it."""
        new = {"id": _ROW, "body": {}, "fetched_unix_s": 0.0, "asked_unix_s": 0.0, "problem": ""}
        due = sa.or_(
            _TABLE.c.asked_unix_s <= now_s - every_s,
            sa.and_(_TABLE.c.problem != "", _TABLE.c.asked_unix_s <= now_s - retry_s),
            # A clock that was set back must not stop the asking.
            _TABLE.c.asked_unix_s > now_s,
        )
        with self._engine.begin() as connection:
            connection.execute(insert_on(self._engine, _TABLE).values(new).on_conflict_do_nothing())
            claimed = connection.execute(
                sa.update(_TABLE)
                .where(_TABLE.c.id == _ROW, due)
                .values(asked_unix_s=now_s)
                .returning(_TABLE.c.id)
            ).first()
        return claimed is not None

    def keep(self, prices: Prices) -> None:
        self._set(body=dict(prices.body), fetched_unix_s=prices.fetched_unix_s, problem="")

    def keep_problem(self, problem: str) -> None:
        """Beside the last good prices, which stay."""
        self._set(problem=problem[:200] or "unknown")

    def read(self) -> Prices | None:
        """None before the first attempt; an empty body while none has succeeded."""
        with self._engine.connect() as connection:
            row = connection.execute(sa.select(_TABLE).where(_TABLE.c.id == _ROW)).one_or_none()
        return None if row is None else Prices(row.body, row.fetched_unix_s, row.problem)

    def _set(self, **values: object) -> None:
        with self._engine.begin() as connection:
            connection.execute(sa.update(_TABLE).where(_TABLE.c.id == _ROW).values(**values))
