"""The owner's charge points within the agent: they follow the car's plan, and each session becomes a line."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

from hmi.agent.books.record_book import RecordBook
from hmi.agent.charging.board import EnergyBoard
from hmi.agent.charging.schedules import PLAN, PRICES
from hmi.agent.charging.tariff import currency_of, intervals_of
from hmi.agent.wallbox.billing import Session, invoice_line
from hmi.agent.wallbox.central import CentralSystem
from hmi.bus.contract import CHARGE_PLAN, WALLBOX
from hmi.energy.charge_plan import read_plan
from hmi.supervision import keep_running
from hmi.sync.records import RecordKind

KEPT_LINES, TOLD_LINES = 500, 20
_LOG = logging.getLogger(__name__)


class WallboxDesk:
    """Runs the central system beside the agent's plans."""

    def __init__(self, host: str, port: int, password: str, book: RecordBook, board: EnergyBoard) -> None:
        self._book, self._board = book, board
        self.central = CentralSystem(host, port, password, self._session_ended)
        self._lines: list[Mapping[str, Any]] = []
        board.listen(self._on_told)

    async def run(self) -> None:
        """Until cancelled; begun anew when the port was taken or something failed."""

        async def attempt(well: Callable[[], None]) -> None:
            await self.central.run(well)

        await keep_running("the charge points", attempt)

    def record(self) -> dict[str, Any]:
        """For the journal."""
        return {"lines": self._lines[-KEPT_LINES:]}

    def restore(self, record: Mapping[str, Any]) -> None:
        lines = record.get("lines")
        if isinstance(lines, list):
            self._lines = [line for line in lines if isinstance(line, Mapping)]
            self._tell()

    def _on_told(self, name: str, plan: Mapping[str, Any]) -> None:
        read = read_plan(plan) if name == CHARGE_PLAN else None
        if read is not None and read.steps:
            self.central.follow(read)

    def _session_ended(self, session: Session) -> None:
        rows = {r.id: r.values for r in self._book.all() if r.alive and r.kind == RecordKind.CHARGE_SCHEDULE}
        plan, prices = rows.get(PLAN, {}), rows.get(PRICES)
        ended = session.begun_unix_s if session.ended_unix_s is None else session.ended_unix_s
        tariff = intervals_of(plan, prices, session.begun_unix_s, ended + 1)
        line = invoice_line(session, tariff, currency_of(plan, prices))
        self._lines = [*self._lines, line.told()][-KEPT_LINES:]
        _LOG.info("charged %.2f kWh at %s", line.kwh, line.point)
        self._tell()

    def _tell(self) -> None:
        self._board.tell(WALLBOX, {"lines": self._lines[-TOLD_LINES:]})
