"""The link to the owner's cloud as the status line and the privacy screen see it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from hmi.bus import contract
from hmi.bus.connection import AgentConnection


class CloudClient(QObject):
    """Answers come by signals; `connection` is AgentClient's."""

    stateChanged = Signal()
    addressChanged = Signal()
    consentsChanged = Signal()
    sentLogChanged = Signal()
    pairingOffered = Signal(str)
    """the code that the phone scans"""
    pairingAsked = Signal(str)
    """who wants to be paired: ask the driver, then `answer_pairing`"""
    exported = Signal(str)
    """the folder that everything was written to"""
    erased = Signal()
    """gone here; in the cloud as soon as it is reached"""
    recordsChanged = Signal(list)
    """rows of (kind, id, fields) that changed elsewhere; fields None: removed"""
    recordsRead = Signal(list)
    """all rows of (kind, id, fields) that there are"""
    recordWritten = Signal(str, str)
    """kind, id: the agent has the edit on disk"""
    problem = Signal(str, str)
    """method, reason"""

    def __init__(self, connection: AgentConnection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.status = "off"
        """off, waiting or live"""
        self.unsent = 0
        self.address = ""
        """of the companion (https://…); empty: this car has no cloud"""
        self.consents: Mapping[str, bool] = {}
        """kind of data (hmi.sync.data_kinds) -> may it leave the car?"""
        self.sent_log: tuple[Mapping[str, Any], ...] = ()
        self._connection = connection
        connection.subscribe(contract.CLOUD, "StateChanged", self._on_state)
        connection.subscribe(contract.CLOUD, "PairingAsked", self.pairingAsked.emit)
        connection.subscribe(contract.CLOUD, "RecordsChanged", self._on_records)
        connection.opened.connect(self._begin)
        connection.ownerChanged.connect(self._on_owner)
        self.refresh()

    def refresh(self) -> None:
        """Ask for everything again."""
        self._ask("GetState", on_reply=self._on_state)
        self._ask("Address", on_reply=self._on_address)
        self._ask("Consents", on_reply=self._on_consents)

    def refresh_sent_log(self) -> None:
        self._ask("SentLog", on_reply=self._on_sent_log)

    @Slot(str, bool)
    def set_consent(self, kind: str, allowed: bool) -> None:
        self._ask("SetConsent", kind, allowed, on_reply=self.refresh)

    @Slot(str)
    def offer_pairing(self, role: str) -> None:
        self._ask("Pair", role, on_reply=self.pairingOffered.emit)

    @Slot(bool)
    def answer_pairing(self, accepted: bool) -> None:
        self._ask("AnswerPairing", accepted)

    def export(self) -> None:
        self._ask("Export", on_reply=self.exported.emit)

    def erase(self) -> None:
        def done() -> None:
            self.erased.emit()
            # Erasing takes every consent back as well.
            self.refresh()
            self.refresh_sent_log()

        self._ask("Erase", on_reply=done)

    def write_record(self, kind: str, record: str, fields: Mapping[str, Any] | None) -> None:
        """Set fields of a synced record here and, where consent goes, everywhere; None removes it."""
        self._ask(
            "WriteRecord",
            kind,
            record,
            "" if fields is None else json.dumps(dict(fields)),
            on_reply=lambda: self.recordWritten.emit(kind, record),
        )

    def read_records(self) -> None:
        """Ask for all records; they come by `recordsRead`."""
        self._ask("Records", on_reply=lambda text: self.recordsRead.emit(json.loads(text)))

    def _ask(self, method: str, *arguments: Any, on_reply: Callable[..., None] | None = None) -> None:
        self._connection.call(
            contract.CLOUD,
            method,
            arguments,
            on_reply=on_reply,
            on_error=lambda text: self.problem.emit(method, text),
        )

    def _on_state(self, status: str, unsent: int) -> None:
        if (status, unsent) != (self.status, self.unsent):
            self.status, self.unsent = status, unsent
            self.stateChanged.emit()

    def _on_records(self, records: str) -> None:
        try:
            self.recordsChanged.emit(json.loads(records))
        except ValueError:
            self.problem.emit("RecordsChanged", "not JSON")

    def _on_address(self, address: str) -> None:
        if address != self.address:
            self.address = address
            self.addressChanged.emit()

    def _on_consents(self, consents: Mapping[str, bool]) -> None:
        self.consents = dict(consents)
        self.consentsChanged.emit()

    def _on_sent_log(self, rows: list[str]) -> None:
        self.sent_log = tuple(json.loads(row) for row in rows)
        self.sentLogChanged.emit()

    @Slot()
    def _begin(self) -> None:
        """The agent is there anew: what it holds may have changed meanwhile."""
        self.refresh()
        self.read_records()

    @Slot(bool)
    def _on_owner(self, there: bool) -> None:
        if there:
            self._begin()
        else:
            self._on_state("off", self.unsent)
