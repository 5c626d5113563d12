"""What a connected phone brings by itself: its bars in the status line, and its contacts."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, SignalInstance, Slot

from hmi.bus.phone import PhoneState

MOST_BARS = 4


class Telephone(Protocol):
    """`hmi.bus.phone.PhoneClient` is the real one."""

    @property
    def state(self) -> PhoneState: ...
    @property
    def stateChanged(self) -> SignalInstance: ...
    def syncContacts(self) -> None: ...


class StatusLine(Protocol):
    def show_phone(self, bars: int) -> None: ...


class PhoneLink(QObject):
    """Looks at the phone whenever it says something new."""

    def __init__(self, phone: Telephone, line: StatusLine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._phone = phone
        self._line = line
        self._read = ""
        phone.stateChanged.connect(self.look)
        self.look()

    @Slot()
    def look(self) -> None:
        state = self._phone.state
        self._line.show_phone(bars_of(state))
        device = "" if state.connected is None else state.connected.address
        if device != self._read:
            self._read = device
            if device:
                self._phone.syncContacts()


def bars_of(state: PhoneState) -> int:
    """0 to 4; -1 without a phone, or with one that does not say how well it hears its network."""
    if state.connected is None or state.signal_percent is None:
        return -1
    return max(0, min(MOST_BARS, round(state.signal_percent * MOST_BARS / 100)))
