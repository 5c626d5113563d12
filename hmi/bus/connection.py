"""The UI process's QtDBus connection to the agent: opened, watched, reopened; every call asynchronous."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import SLOT, QObject, QTimer, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusError, QDBusMessage

from hmi.bus import contract
from hmi.bus.addresses import is_listening

CALL_TIMEOUT_MS = 2_000
NO_ANSWER = "the car does not answer"

_numbers = itertools.count(1)
_REPLY_SLOTS = {
    "": "onDone()",
    "s": "onText(QString)",
    "si": "onTextAndNumber(QString,int)",
    "as": "onTexts(QStringList)",
    "a{sv}": "onMap(QVariantMap)",
    "a{sv}a{sv}": "onMaps(QVariantMap,QVariantMap)",
}

OnReply = Callable[..., None]
OnError = Callable[[str], None]

YIELD_S = 0.05


class AgentConnection(QObject):
    """Lives on the GUI thread. `check` is called a few times a second by its owner."""

    opened = Signal()
    closed = Signal()
    ownerChanged = Signal(bool)
    """the agent has come (true) or left the bus"""

    def __init__(self, address: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._address = address
        self._connection: QDBusConnection | None = None
        self._name = ""
        self._subscriptions: list[tuple[str, str, QObject, str]] = []

    def subscribe(self, interface: str, member: str, receiver: QObject, slot: str) -> None:
        """Connect a signal of the agent to a slot such as "onX(QString)", now and at every new connection."""
        self._subscriptions.append((interface, member, receiver, slot))
        if self._connection is not None:
            self._listen(self._connection, *self._subscriptions[-1])

    def check(self) -> None:
        """Notice a bus that has gone, and try again while there is none."""
        if self._connection is not None and not self._connection.isConnected():
            QDBusConnection.disconnectFromBus(self._name)
            self._connection = None
            self.closed.emit()
            # Not opened again before the next check: QtDBus' own thread now unhooks our receivers, for
            # which it needs the interpreter, and PySide keeps that to itself while connectToBus blocks:
            # they would wait for each other for ever.
            return
        # connectToBus blocks with the interpreter locked; it is not called in vain.
        if self._connection is None and is_listening(self._address):
            self._open()

    def close(self) -> None:
        """Leave the bus for good."""
        self._address = ""
        if self._connection is not None:
            QDBusConnection.disconnectFromBus(self._name)
            self._connection = None
            time.sleep(YIELD_S)

    def call(
        self,
        interface: str,
        method: str,
        arguments: Sequence[Any] = (),
        *,
        reply: str = "",
        on_reply: OnReply | None = None,
        on_error: OnError | None = None,
    ) -> None:
        """Call the agent. `reply` is the signature of its answer, whose parts `on_reply` gets."""
        failed = on_error or _ignore
        if self._connection is None:
            QTimer.singleShot(0, self, lambda: failed(NO_ANSWER))
            return
        message = QDBusMessage.createMethodCall(contract.BUS_NAME, contract.OBJECT_PATH, interface, method)
        message.setAutoStartService(False)
        message.setArguments(list(arguments))
        waiting = _Reply(self, on_reply or _ignore, failed)
        sent = self._connection.callWithCallback(
            message,
            waiting,
            _slot(_REPLY_SLOTS[reply]),
            _slot("onError(QDBusError,QDBusMessage)"),
            CALL_TIMEOUT_MS,
        )
        if not sent:
            waiting.deleteLater()
            QTimer.singleShot(0, self, lambda: failed(NO_ANSWER))

    def _open(self) -> None:
        # A client closed just before may still be unhooked by QtDBus' thread, which needs the interpreter
        # for it, and PySide keeps that to itself while connectToBus blocks: give it away first.
        time.sleep(YIELD_S)
        # A connection is known to Qt by its name; a used one would return the dead connection again.
        name = f"headunit-{next(_numbers)}"
        kinds = {"system": QDBusConnection.BusType.SystemBus, "session": QDBusConnection.BusType.SessionBus}
        if self._address in kinds:
            connection = QDBusConnection.connectToBus(kinds[self._address], name)
        else:
            connection = QDBusConnection.connectToBus(self._address, name)
        if not connection.isConnected():
            QDBusConnection.disconnectFromBus(name)
            return
        self._connection, self._name = connection, name
        for subscription in self._subscriptions:
            self._listen(connection, *subscription)
        connection.connect(
            "org.freedesktop.DBus",
            "/org/freedesktop/DBus",
            "org.freedesktop.DBus",
            "NameOwnerChanged",
            [contract.BUS_NAME],
            "sss",
            self,
            _slot("_onOwner(QString,QString,QString)"),
        )
        self.opened.emit()

    def _listen(
        self, connection: QDBusConnection, interface: str, member: str, receiver: QObject, slot: str
    ) -> None:
        connection.connect(contract.BUS_NAME, contract.OBJECT_PATH, interface, member, receiver, _slot(slot))

    @Slot("QString", "QString", "QString")
    def _onOwner(self, _name: str, _old: str, new: str) -> None:
        self.ownerChanged.emit(bool(new))


class _Reply(QObject):
    """Waits for the end of one call."""

    def __init__(self, parent: QObject, on_reply: OnReply, on_error: OnError) -> None:
        super().__init__(parent)
        self._on_reply = on_reply
        self._on_error = on_error

    @Slot()
    def onDone(self) -> None:
        self._end()

    @Slot("QString")
    def onText(self, text: str) -> None:
        self._end(text)

    @Slot("QString", "int")
    def onTextAndNumber(self, text: str, number: int) -> None:
        self._end(text, number)

    @Slot("QStringList")
    def onTexts(self, texts: list[str]) -> None:
        self._end(texts)

    @Slot("QVariantMap")
    def onMap(self, values: dict[str, Any]) -> None:
        self._end(values)

    @Slot("QVariantMap", "QVariantMap")
    def onMaps(self, values: dict[str, Any], ages_s: dict[str, Any]) -> None:
        self._end(values, ages_s)

    @Slot("QDBusError", "QDBusMessage")
    def onError(self, error: QDBusError, _message: QDBusMessage) -> None:
        self.deleteLater()
        self._on_error(error.message())

    def _end(self, *answer: Any) -> None:
        self.deleteLater()
        self._on_reply(*answer)


def _ignore(*_answer: Any) -> None:
    """Nobody wants to know."""


def _slot(signature: str) -> Any:
    """SLOT returns text, which is what the calls take; PySide's stubs ask for bytes."""
    return SLOT(signature)
