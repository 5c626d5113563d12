"""What the car will need, as the agent forecasts it, for the screens."""

from __future__ import annotations

import json

from PySide6.QtCore import QObject, Signal, Slot

from hmi.bus import contract
from hmi.bus.connection import AgentConnection
from hmi.upkeep.forecast import Outlook, read_outlook


class UpkeepClient(QObject):
    """The outlooks that were last told, the most pressing first; none while nothing was told."""

    changed = Signal()

    def __init__(self, connection: AgentConnection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.outlooks: tuple[Outlook, ...] = ()
        self._connection = connection
        connection.subscribe(contract.UPKEEP, "Told", self._on_told)
        connection.opened.connect(self._begin)
        connection.ownerChanged.connect(self._on_owner)
        self._begin()

    @Slot(str)
    def done(self, part: str) -> None:
        """Enter that `part` was seen to today."""
        self._connection.call(contract.UPKEEP, "Done", (part,))

    @Slot()
    def _begin(self) -> None:
        self._connection.call(contract.UPKEEP, "Get", (), on_reply=self._on_told)

    @Slot(bool)
    def _on_owner(self, there: bool) -> None:
        if there:
            self._begin()
        else:
            self._take(())

    def _on_told(self, text: str) -> None:
        try:
            self._take(tuple(read_outlook(row) for row in json.loads(text)))
        except (ValueError, TypeError, KeyError, RecursionError):
            return

    def _take(self, outlooks: tuple[Outlook, ...]) -> None:
        if outlooks != self.outlooks:
            self.outlooks = outlooks
            self.changed.emit()
