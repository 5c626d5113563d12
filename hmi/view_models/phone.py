"""The phone screen: calls, contacts and recents of whichever phone is connected; honest when none is."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from PySide6.QtCore import Property, QCoreApplication, QObject, QTimer, Signal, SignalInstance, Slot
from PySide6.QtQml import QmlElement

from hmi.view_models.rows import Rows
from hmi.view_models.settings import SettingsModel
from hmi.view_models.vehicle import CarLink, Clock

QML_IMPORT_NAME = "Headunit.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

MAXIMUM_ROWS = 50


class PhoneSource(Protocol):
    """The phone on the bus; `state` has the fields of `hmi.bus.phone.PhoneState`."""

    @property
    def state(self) -> Any: ...
    @property
    def changed(self) -> SignalInstance: ...
    def answer(self) -> None: ...
    def hangUp(self) -> None: ...
    def dial(self, number: str) -> None: ...
    def mute(self, muted: bool) -> None: ...


@dataclass(frozen=True, slots=True)
class PhoneRow:
    """A contact or a recent call."""

    number: str
    label: str
    details: str
    icon: str


@QmlElement
class PhoneModel(QObject):
    """The call that is on, and whom to call."""

    changed = Signal()
    ticked = Signal()

    def __init__(
        self,
        link: CarLink,
        settings: SettingsModel,
        phone: PhoneSource | None = None,
        clock: Clock = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._link = link
        self._settings = settings
        self._phone = phone
        self._clock = clock
        self._recents: Rows[PhoneRow] = Rows(PhoneRow, self)
        self._contacts: Rows[PhoneRow] = Rows(PhoneRow, self)
        self._timer = QTimer(self)
        self._timer.setInterval(500)
        self._timer.timeout.connect(self.ticked)
        settings.changed.connect(self.refresh)
        if phone is not None:
            phone.changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        form = self._settings.format
        self._recents.show(
            [
                PhoneRow(
                    row.number,
                    row.name or row.number,
                    f"{_call_kind(row.kind)} · {form.clock(datetime.fromtimestamp(row.when_s).time())}",
                    {"missed": "phone-missed", "out": "phone-outgoing"}.get(row.kind, "phone-incoming"),
                )
                for row in self._field("recents", ())[:MAXIMUM_ROWS]
            ]
        )
        self._contacts.show(
            [
                PhoneRow(row.number, row.name or row.number, row.number, "account")
                for row in self._field("contacts", ())[:MAXIMUM_ROWS]
            ]
        )
        call = self._field("call", None)
        if call is not None and call.state == "active":
            self._timer.start()
        else:
            self._timer.stop()
        self.changed.emit()
        self.ticked.emit()

    @Slot()
    def answer(self) -> None:
        if self._phone is not None:
            self._phone.answer()

    @Slot()
    def hangUp(self) -> None:
        if self._phone is not None:
            self._phone.hangUp()

    @Slot(str)
    def dial(self, number: str) -> None:
        if self._phone is not None:
            self._phone.dial(number)

    @Slot()
    def toggleMute(self) -> None:
        if self._phone is not None:
            self._phone.mute(not self._field("muted", False))

    def _field(self, name: str, default: Any) -> Any:
        state = None if self._phone is None else self._phone.state
        value = default if state is None else getattr(state, name, default)
        return default if value is None else value

    def _get_call(self, name: str) -> str:
        call = self._field("call", None)
        return "" if call is None else str(getattr(call, name, "") or "")

    def _get_caller(self) -> str:
        return self._get_call("name") or self._get_call("number")

    def _get_call_state(self) -> str:
        return self._get_call("state")

    def _get_call_text(self) -> str:
        tr = QCoreApplication.translate
        call = self._field("call", None)
        if call is None:
            return ""
        if call.state == "active":
            return self._settings.format.playing_time(self._clock() - call.since_s)
        return {
            "incoming": tr("Phone", "Incoming call"),
            "dialing": tr("Phone", "Calling…"),
            "held": tr("Phone", "On hold"),
        }.get(call.state, "")

    def _get_device(self) -> str:
        return str(self._field("device", ""))

    def _get_why_not(self) -> str:
        """What is missing, in one sentence; empty when a phone is connected."""
        tr = QCoreApplication.translate
        if self._get_device():
            return ""
        if not self._field("available", False) or not self._field("adapter", False):
            return tr("Phone", "This unit has no Bluetooth at the moment.")
        if not self._field("paired", ()):
            return tr("Phone", "No phone has been paired yet.")
        return tr("Phone", "No phone is in reach.")

    def _recent_rows(self) -> Rows[PhoneRow]:
        return self._recents

    def _contact_rows(self) -> Rows[PhoneRow]:
        return self._contacts

    @Property(bool, notify=changed)
    def connected(self) -> bool:
        return bool(self._get_device())

    device = Property(str, _get_device, notify=changed)
    whyNot = Property(str, _get_why_not, notify=changed)

    @Property(bool, notify=changed)
    def inCall(self) -> bool:
        return self._field("call", None) is not None

    @Property(bool, notify=changed)
    def incoming(self) -> bool:
        return self._get_call_state() == "incoming"

    caller = Property(str, _get_caller, notify=changed)
    callText = Property(str, _get_call_text, notify=ticked)

    @Property(bool, notify=changed)
    def muted(self) -> bool:
        return bool(self._field("muted", False))

    recents = Property(Rows, _recent_rows, notify=changed)
    contacts = Property(Rows, _contact_rows, notify=changed)


def _call_kind(kind: str) -> str:
    tr = QCoreApplication.translate
    return {
        "missed": tr("Phone", "Missed"),
        "out": tr("Phone", "Outgoing"),
    }.get(kind, tr("Phone", "Incoming"))
