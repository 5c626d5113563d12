"""Pairing a phone with the car through the cloud: the code to scan, then the question to the driver."""

from __future__ import annotations

from PySide6.QtCore import Property, QCoreApplication, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

QML_IMPORT_NAME = "Headunit.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

ROLES = ("owner", "driver", "guest", "recovery")
CODE_LASTS_MS = 5 * 60 * 1000
"""as long as the cloud takes it (hmi.cloud.accounts)"""


@QmlElement
class PairingModel(QObject):
    """A code is shown until it is scanned, put away or too old. Nobody is let in without the driver's yes."""

    changed = Signal()
    offered = Signal(str)
    """role: a code is wanted"""
    answered = Signal(bool)
    """the driver's answer about who scanned the code"""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._role = ""
        self._address = ""
        self._code = ""
        self._person = ""
        self._old = QTimer(self)
        self._old.setSingleShot(True)
        self._old.setInterval(CODE_LASTS_MS)
        self._old.timeout.connect(self.close)

    def offer(self, role: str) -> None:
        """Ask for a code that makes whoever scans it `role`."""
        self._role, self._code, self._person = role, "", ""
        self.offered.emit(role)
        self.changed.emit()

    def show_code(self, address: str, code: str) -> None:
        """The companion's https address and the code that the car has made."""
        if self._role:
            self._address, self._code = address, code
            self._old.start()
            self.changed.emit()

    @Slot(str)
    def show_person(self, person: str) -> None:
        """Somebody has scanned the code."""
        if self._role:
            self._person = person
            self.changed.emit()

    @Slot(bool)
    def answer(self, yes: bool) -> None:
        if self._person:
            self.answered.emit(yes)
        self._clear()

    @Slot()
    def close(self) -> None:
        """Put the code away; who has scanned it is refused."""
        self.answer(False)

    def _clear(self) -> None:
        self._old.stop()
        self._role = self._code = self._person = ""
        self.changed.emit()

    @Property(bool, notify=changed)
    def shown(self) -> bool:
        return bool(self._code or self._person)

    @Property(bool, notify=changed)
    def asking(self) -> bool:
        return bool(self._person)

    @Property(str, notify=changed)
    def link(self) -> str:
        """What the QR code says."""
        return f"{self._address}/#pair={self._code}" if self._code else ""

    @Property(str, notify=changed)
    def title(self) -> str:
        translate = QCoreApplication.translate
        if not self._person:
            return translate("Pairing", "Scan with a phone")
        text = {
            "owner": translate("Pairing", "{name} wants to be an owner of this car"),
            "driver": translate("Pairing", "{name} wants to use this car as a driver"),
            "guest": translate("Pairing", "{name} wants to use this car as a guest"),
            "recovery": translate("Pairing", "{name} takes the place of the owner who lost a phone"),
        }[self._role]
        return text.format(name=self._person)

    @Property(str, notify=changed)
    def text(self) -> str:
        translate = QCoreApplication.translate
        return {
            "": "",
            "owner": translate("Pairing", "An owner may do everything, also invite others and erase data."),
            "driver": translate("Pairing", "A driver may find, open and use the car and see its trips."),
            "guest": translate("Pairing", "A guest may open and lock the car and set its climate."),
            "recovery": translate(
                "Pairing", "Sign in on the new phone with a new account. The lost phone loses this car."
            ),
        }[self._role]

    @Property(str, notify=changed)
    def address(self) -> str:
        """For who would rather type it."""
        return self._address.removeprefix("https://")

    @Property(str, notify=changed)
    def code(self) -> str:
        return self._code
