"""The UI process's connection to the agent: opened, watched, reopened; every call asynchronous."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from sdbus.dbus_exceptions import DbusNoReplyError, DbusServiceUnknownError
from sdbus.sd_bus_internals import SdBusBaseError

from hmi.bus import contract
from hmi.bus.peers import Peers, stay
from hmi.bus.thread import BusThread
from hmi.bus.wire import decode_all, encode, split

CALL_TIMEOUT_S = 2.0
SET_UP_S = 2.0
RETRY_S = 0.1
NO_ANSWER = "the car does not answer"

OnReply = Callable[..., object]
OnError = Callable[[str], object]


class AgentConnection(QObject):
    """Lives on the GUI thread; answers and signals come there, in the order in which the agent sent them."""

    opened = Signal()
    closed = Signal()
    ownerChanged = Signal(bool)
    """the agent has come (true) or left the bus"""

    def __init__(self, address: str, thread: BusThread | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._own_thread = BusThread() if thread is None else None
        self._thread = thread or self._own_thread
        assert self._thread is not None
        self._peers: Peers | None = None
        """of the bus thread"""
        self._heard: dict[tuple[str, str], list[Callable[..., object]]] = {}
        self._staying = self._thread.submit(
            stay("the agent's bus", address, self._serve, self._lost, RETRY_S)
        )

    def subscribe(self, interface: str, member: str, heard: Callable[..., object]) -> None:
        """Call `heard` with the arguments of each such signal, now and at every new connection."""
        self._heard.setdefault((interface, member), []).append(heard)

    def close(self) -> None:
        """Leave the bus for good."""
        if self._staying is not None:
            self._staying.cancel()
        self._heard.clear()
        if self._own_thread is not None:
            self._own_thread.stop()

    def call(
        self,
        interface: str,
        method: str,
        arguments: Sequence[Any] = (),
        *,
        on_reply: OnReply | None = None,
        on_error: OnError | None = None,
    ) -> None:
        """Call the agent; `on_reply` gets the parts of its answer, `on_error` why there is none."""
        member = contract.METHODS[interface, method]
        assert self._thread is not None
        self._thread.soon(
            self._send, interface, member, tuple(arguments), on_reply or _ignore, on_error or _ignore
        )

    # On the bus thread.

    async def _serve(self, peers: Peers, well: Callable[[], None]) -> None:
        async with asyncio.timeout(SET_UP_S):
            await peers.listen(contract.BUS_NAME, contract.OBJECT_PATH, None, None, self._on_signal)
            await peers.on_owner_change(self._on_owner)
        self._peers = peers
        well()
        self._post(self.opened.emit)
        await asyncio.Event().wait()

    def _lost(self) -> None:
        if self._peers is not None:
            self._peers = None
            self._post(self.closed.emit)

    def _on_signal(self, message: Any) -> None:
        key = (str(message.interface), str(message.member))
        if key not in self._heard:
            return
        # Not what fits the contract is not heard at all.
        with contextlib.suppress(KeyError, ValueError, TypeError, IndexError, AttributeError):
            arguments = decode_all(contract.SIGNALS[key].arguments, message.get_contents())
            # An answer takes one turn of the event loop to be told: so does a signal, or it would overtake.
            asyncio.get_running_loop().call_soon(self._post, self._tell, key, arguments)

    def _on_owner(self, name: str, _old: str, new: str) -> None:
        if name == contract.BUS_NAME:
            self._post(self.ownerChanged.emit, bool(new))

    def _send(
        self,
        interface: str,
        member: contract.Member,
        arguments: tuple[Any, ...],
        on_reply: OnReply,
        on_error: OnError,
    ) -> None:
        if self._peers is None:
            self._post(on_error, NO_ANSWER)
            return
        bus = self._peers.bus
        try:
            message: Any = bus.new_method_call_message(
                contract.BUS_NAME, contract.OBJECT_PATH, interface, member.name
            )
            if member.arguments:
                kinds = split(member.arguments)
                message.append_data(member.arguments, *map(encode, kinds, arguments))
            future: asyncio.Future[Any] = bus.call_async(message)
        except (SdBusBaseError, ValueError, TypeError, OverflowError) as error:
            self._post(on_error, str(error))
            return
        timer = asyncio.get_running_loop().call_later(CALL_TIMEOUT_S, future.cancel)
        future.add_done_callback(partial(self._answered, member.reply, timer, on_reply, on_error))

    def _answered(
        self,
        signature: str,
        timer: asyncio.TimerHandle,
        on_reply: OnReply,
        on_error: OnError,
        future: asyncio.Future[Any],
    ) -> None:
        timer.cancel()
        try:
            parts = decode_all(signature, future.result().get_contents()) if signature else ()
        except (asyncio.CancelledError, DbusServiceUnknownError, DbusNoReplyError):
            self._post(on_error, NO_ANSWER)
        except SdBusBaseError as error:
            self._post(on_error, str(error.args[-1] if error.args else error))
        except (ValueError, TypeError, IndexError, AttributeError):
            self._post(on_error, "the agent's answer makes no sense")
        else:
            self._post(on_reply, *parts)

    def _post(self, callback: Callable[..., object], *arguments: Any) -> None:
        assert self._thread is not None
        self._thread.post(self, callback, *arguments)

    # On the GUI thread.

    def _tell(self, key: tuple[str, str], arguments: tuple[Any, ...]) -> None:
        for heard in tuple(self._heard.get(key, ())):
            heard(*arguments)


def _ignore(*_answer: Any) -> None:
    """Nobody wants to know."""
