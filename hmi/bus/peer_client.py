"""Base of the clients of other people's services: frozen states come to the GUI thread, wishes go back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from PySide6.QtCore import QObject, Signal

from hmi.bus.peers import Peers, stay
from hmi.bus.thread import BusThread
from hmi.supervision import described

RETRY_S = 1.0


class PeerClient(QObject):
    """Keeps a connection, starts over when the bus goes, hands states to the GUI."""

    stateChanged = Signal()
    problem = Signal(str)
    """Something asked for was refused: the service's own words."""

    def __init__(self, thread: BusThread, address: str, initial: Any, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = initial
        self._initial = initial
        self._thread = thread
        self._peers: Peers | None = None
        """of the bus thread"""
        thread.submit(stay(type(self).__name__, address, self._serve, self._lost, RETRY_S))

    async def serve(self, peers: Peers, well: Callable[[], None]) -> None:
        """Speak with the services until cancelled (runs on the bus thread); `well` when all is subscribed."""
        raise NotImplementedError

    def publish(self, state: Any) -> None:
        """Hand a new frozen state to the GUI thread."""
        self.tell(self._on_arrived, state)

    def tell(self, callback: Callable[..., object], *arguments: Any) -> None:
        """From the bus thread: call on the GUI thread."""
        self._thread.post(self, callback, *arguments)

    def ask(self, action: Callable[[Peers], Awaitable[None]]) -> None:
        """Run `action` on the bus thread; a refusal comes by `problem`."""

        async def run() -> None:
            if self._peers is None:
                self.tell(self.problem.emit, "the bus does not answer")
                return
            try:
                await action(self._peers)
            except Exception as error:  # an answer of the wrong type, too, is no answer
                self.tell(self.problem.emit, described(error))

        self._thread.submit(run())

    def _serve(self, peers: Peers, well: Callable[[], None]) -> Coroutine[Any, Any, None]:
        # At once: what was asked before the first turn of `serve` is not asked in vain.
        self._peers = peers
        return self.serve(peers, well)

    def _lost(self) -> None:
        self._peers = None
        self.publish(self._initial)

    def _on_arrived(self, state: Any) -> None:
        if state != self._state:
            self._state = state
            self.stateChanged.emit()
