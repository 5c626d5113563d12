"""The phone screen: calls, contacts and recents of whichever phone is connected; honest when none is."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import Property, QCoreApplication, QObject, QTimer, Signal, SignalInstance, Slot
from PySide6.QtQml import QmlElement

from hmi.bus.phone import Call, PhoneState
from hmi.bus.phonebook import RecentCall
from hmi.units import Format
from hmi.view_models.rows import Rows
from hmi.view_models.settings.model import SettingsModel
from hmi.view_models.shell.distraction import Limited
from hmi.view_models.vehicle import CarLink, Clock

QML_IMPORT_NAME = "Headunit.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

MAXIMUM_ROWS = 200
_SPOKEN = frozenset({"active", "held"})


class PhoneSource(Protocol):
    """`hmi.bus.phone.PhoneClient`, or a fake of it."""

    @property
    def state(self) -> PhoneState: ...
    @property
    def stateChanged(self) -> SignalInstance: ...
    def answer(self, call: str) -> None: ...
    def hangUp(self, call: str) -> None: ...
    def dial(self, number: str) -> None: ...
    def setMuted(self, muted: bool) -> None: ...
    def swapCalls(self) -> None: ...


@dataclass(frozen=True, slots=True)
class PhoneRow:
    """A contact or a recent call."""

    number: str
    label: str
    details: str
    icon: str


@QmlElement
class PhoneModel(QObject, Limited):
    """The call that is on, and whom to call."""

    changed = Signal()
    ticked = Signal()
    rang = Signal()
    """a call has come in"""
    said = Signal(str, str)
    """title and text of what the driver must know"""

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
        self._ringing = ""
        self._recents: Rows[PhoneRow] = Rows(PhoneRow, self)
        self._contacts: Rows[PhoneRow] = Rows(PhoneRow, self)
        self._timer = QTimer(self)
        self._timer.setInterval(500)
        self._timer.timeout.connect(self.ticked)
        settings.changed.connect(self.refresh)
        if phone is not None:
            phone.stateChanged.connect(self.refresh)
        self.refresh()

    @Slot()
    def limits_changed(self) -> None:
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        state, form = self._state, self._settings.format
        rows = min(MAXIMUM_ROWS, self.limits.maximum_rows)
        self._recents.show([_recent_row(row, form) for row in state.recents[:rows]])
        self._contacts.show(
            [PhoneRow(row.numbers[0], row.name, row.numbers[0], "account") for row in state.contacts[:rows]]
        )
        call = self._call
        if call is not None and call.state in _SPOKEN:
            self._timer.start()
        else:
            self._timer.stop()
        self.changed.emit()
        self.ticked.emit()
        ringing = "" if state.incoming is None else state.incoming.id
        if ringing and ringing != self._ringing:
            self.rang.emit()
        self._ringing = ringing

    @Slot(str)
    def show_problem(self, reason: str) -> None:
        """What the phone or its services refused (`hmi.bus.phone.PhoneClient.problem`)."""
        self.said.emit(QCoreApplication.translate("Phone", "Phone"), problem_words(reason))

    @Slot()
    def answer(self) -> None:
        incoming = self._state.incoming
        if self._phone is not None and incoming is not None:
            self._phone.answer(incoming.id)

    @Slot()
    def hangUp(self) -> None:
        if self._phone is not None and self._call is not None:
            self._phone.hangUp(self._call.id)

    @Slot(str)
    def dial(self, number: str) -> None:
        if self._phone is not None and number:
            self._phone.dial(number)

    @Slot()
    def toggleMute(self) -> None:
        if self._phone is not None:
            self._phone.setMuted(not self._state.muted)

    @Slot()
    def swap(self) -> None:
        if self._phone is not None:
            self._phone.swapCalls()

    def _recent_rows(self) -> Rows[PhoneRow]:
        return self._recents

    def _contact_rows(self) -> Rows[PhoneRow]:
        return self._contacts

    recents = Property(Rows, _recent_rows, notify=changed)
    contacts = Property(Rows, _contact_rows, notify=changed)

    @Property(bool, notify=changed)
    def connected(self) -> bool:
        return self._state.connected is not None

    @Property(bool, notify=changed)
    def canCall(self) -> bool:
        return self._state.calling

    @Property(str, notify=changed)
    def device(self) -> str:
        device = self._state.connected
        if device is None:
            return ""
        if device.battery_percent is None:
            return device.name
        return f"{device.name} · {self._settings.format.percent(device.battery_percent).text}"

    @Property(str, notify=changed)
    def whyNot(self) -> str:
        """What is missing, in one sentence; empty when a phone is connected."""
        translate, state = QCoreApplication.translate, self._state
        if state.connected is not None:
            return ""
        if state.bluetooth == "absent":
            return translate("Phone", "This unit has no Bluetooth at the moment.")
        if state.bluetooth == "off":
            return translate("Phone", "Bluetooth is off.")
        if not any(device.paired for device in state.devices):
            return translate("Phone", "No phone has been paired yet.")
        return translate("Phone", "No phone is in reach.")

    @Property(bool, notify=changed)
    def inCall(self) -> bool:
        return self._call is not None

    @Property(bool, notify=changed)
    def incoming(self) -> bool:
        return self._state.incoming is not None

    @Property(bool, notify=changed)
    def severalCalls(self) -> bool:
        return len(self._state.calls) > 1

    @Property(str, notify=changed)
    def caller(self) -> str:
        call = self._call
        if call is None:
            return ""
        return call.name or call.number or QCoreApplication.translate("Phone", "Unknown number")

    @Property(str, notify=ticked)
    def callText(self) -> str:
        translate, call = QCoreApplication.translate, self._call
        if call is None:
            return ""
        match call.state:
            case "incoming" | "waiting":
                return translate("Phone", "Incoming call")
            case "dialing" | "alerting":
                return translate("Phone", "Calling…")
            case "held":
                return translate("Phone", "On hold")
        return self._settings.format.playing_time(self._clock() - call.started_s)

    @Property(bool, notify=changed)
    def muted(self) -> bool:
        return self._state.muted

    @property
    def _state(self) -> PhoneState:
        return PhoneState() if self._phone is None else self._phone.state

    @property
    def _call(self) -> Call | None:
        """The one to decide about: a ringing one, else the one spoken in, else any."""
        state = self._state
        if state.incoming is not None:
            return state.incoming
        active = [call for call in state.calls if call.state != "held"]
        return next(iter(active or state.calls), None)


def _recent_row(row: RecentCall, form: Format) -> PhoneRow:
    translate = QCoreApplication.translate
    words = {
        "missed": translate("Phone", "Missed"),
        "dialed": translate("Phone", "Outgoing"),
    }.get(row.direction, translate("Phone", "Incoming"))
    icon = {"missed": "phone-missed", "dialed": "phone-outgoing"}.get(row.direction, "phone-incoming")
    details = words if row.time is None else f"{words} · {form.clock(row.time.time())}"
    return PhoneRow(row.number, row.name or row.number, details, icon)


def problem_words(reason: str) -> str:
    """Why the phone did not do it, for the driver."""
    translate = QCoreApplication.translate
    if "no phone is connected" in reason:
        return translate("Phone", "No phone is connected.")
    if "no Bluetooth adapter" in reason:
        return translate("Phone", "There is no Bluetooth in this car.")
    if "cannot be read" in reason:
        count = reason.partition(" ")[0]
        return translate("Phone", "Contacts that cannot be read: {count}").format(count=count)
    if "contacts" in reason:
        return translate("Phone", "The phone does not hand over its contacts. Allow it on the phone.")
    return translate("Phone", "The phone does not do that.")
