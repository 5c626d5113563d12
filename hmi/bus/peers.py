"""Other people's D-Bus services (MPRIS, BlueZ, oFono, NetworkManager, UPower, logind) from the UI process.

Their replies hold nested dictionaries, which QtDBus hands to Python as arguments that cannot be read. So they
are spoken to with sdbus on a thread of its own; frozen states come back as Qt signals on the GUI thread.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from PySide6.QtCore import QObject, Signal
from sdbus.sd_bus_internals import SdBus, SdBusBaseError

from hmi.bus.addresses import open_bus
from hmi.errors import BusUnavailableError

RETRY_S = 1.0
CALL_TIMEOUT_S = 20.0
PROPERTIES = "org.freedesktop.DBus.Properties"
_DAEMON = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")

_log = logging.getLogger(__name__)

Arguments = tuple[Any, ...]


class PeerError(Exception):
    """A service refused or does not answer; `name` is the D-Bus error's."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(text)
        self.name = name


class Peers:
    """One bus connection to foreign services. Values come back bare: variants are unwrapped."""

    def __init__(self, bus: SdBus) -> None:
        self.bus = bus
        self._slots: list[object] = []

    async def call(
        self,
        service: str,
        path: str,
        member: str,
        signature: str = "",
        *arguments: Any,
        reply: str = "",
        timeout_s: float = CALL_TIMEOUT_S,
    ) -> Any:
        """Call "interface.Method"; returns the reply decoded by its signature. Raises PeerError."""
        interface, _, method = member.rpartition(".")
        message = self.bus.new_method_call_message(service, path, interface, method)
        if signature:
            message.append_data(signature, *arguments)
        try:
            async with asyncio.timeout(timeout_s):
                answer = await self.bus.call_async(message)
        except SdBusBaseError as error:
            name = str(getattr(error, "dbus_error_name", "")) or type(error).__name__
            raise PeerError(name, str(error) or name) from None
        except TimeoutError:
            raise PeerError("org.freedesktop.DBus.Error.NoReply", f"{service} does not answer") from None
        if not reply:
            return None
        contents = answer.get_contents()
        decoded = decode_all(reply, contents)
        return decoded[0] if len(decoded) == 1 else decoded

    async def properties(self, service: str, path: str, interface: str) -> dict[str, Any]:
        found = await self.call(service, path, f"{PROPERTIES}.GetAll", "s", interface, reply="a{sv}")
        return dict(found)

    async def set_property(self, service: str, path: str, member: str, signature: str, value: Any) -> None:
        interface, _, name = member.rpartition(".")
        await self.call(service, path, f"{PROPERTIES}.Set", "ssv", interface, name, (signature, value))

    async def subscribe(
        self,
        service: str | None,
        path: str | None,
        member: str,
        signature: str,
        heard: Callable[[str, str, Arguments], None],
    ) -> None:
        """Call `heard(sender, path, arguments)` for each signal until the bus is closed."""
        interface, _, name = member.rpartition(".")

        def on_signal(message: Any) -> None:
            with contextlib.suppress(ValueError, TypeError, IndexError):
                heard(message.sender or "", message.path or "", decode_all(signature, message.get_contents()))

        self._slots.append(await self.bus.match_signal_async(service, path, interface, name, on_signal))

    async def names(self) -> list[str]:
        return list(await self.call(*_DAEMON[:2], f"{_DAEMON[2]}.ListNames", reply="as"))

    async def has_owner(self, name: str) -> bool:
        return bool(await self.call(*_DAEMON[:2], f"{_DAEMON[2]}.NameHasOwner", "s", name, reply="b"))

    async def owner(self, name: str) -> str:
        return str(await self.call(*_DAEMON[:2], f"{_DAEMON[2]}.GetNameOwner", "s", name, reply="s"))

    async def on_owner_change(self, heard: Callable[[str, str, str], None]) -> None:
        """Call `heard(name, old, new)` whenever a name changes hands."""
        await self.subscribe(
            _DAEMON[0],
            _DAEMON[1],
            f"{_DAEMON[2]}.NameOwnerChanged",
            "sss",
            lambda _sender, _path, arguments: heard(*arguments),
        )

    async def ping(self) -> None:
        """Raises PeerError when the bus itself does not answer any more."""
        await self.call(*_DAEMON[:2], f"{_DAEMON[2]}.GetId", reply="s", timeout_s=3.0)


class PeerThread:
    """The thread on which foreign services are spoken to; one for the whole process."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self.loop.run_forever, name="bus peers", daemon=True)
        self._thread.start()

    def submit(self, coroutine: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(coroutine, self.loop)

    def stop(self) -> None:
        """End everything that runs on it."""

        async def cancel() -> None:
            tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

        with contextlib.suppress(TimeoutError):
            asyncio.run_coroutine_threadsafe(cancel(), self.loop).result(2.0)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join(2.0)
        if not self.loop.is_running():
            self.loop.close()


class PeerClient(QObject):
    """Base of the clients: keeps a connection, starts over when the bus goes, hands states to the GUI."""

    stateChanged = Signal()
    problem = Signal(str)
    """Something asked for was refused: the service's own words."""
    _arrived = Signal(object)

    def __init__(self, thread: PeerThread, address: str, initial: Any, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = initial
        self._initial = initial
        self._thread = thread
        self._address = address
        self._peers: Peers | None = None
        self._arrived.connect(self._on_arrived)
        thread.submit(self._stay())

    async def serve(self, peers: Peers) -> None:
        """Speak with the services until cancelled (runs on the peers' thread)."""
        raise NotImplementedError

    def publish(self, state: Any) -> None:
        """Hand a new frozen state to the GUI thread."""
        with contextlib.suppress(RuntimeError):  # the Qt object is gone already at exit
            self._arrived.emit(state)

    def ask(self, action: Callable[[Peers], Awaitable[None]]) -> None:
        """Run `action` on the peers' thread; a refusal comes by `problem`."""

        async def run() -> None:
            if self._peers is None:
                self.problem.emit("the bus does not answer")
                return
            try:
                await action(self._peers)
            except PeerError as error:
                self.problem.emit(str(error))

        self._thread.submit(run())

    def _on_arrived(self, state: Any) -> None:
        if state != self._state:
            self._state = state
            self.stateChanged.emit()

    async def _stay(self) -> None:
        while True:
            serving: asyncio.Task[None] | None = None
            bus: SdBus | None = None
            try:
                bus = open_bus(self._address)
                self._peers = Peers(bus)
                serving = asyncio.create_task(self.serve(self._peers))
                while not serving.done():
                    await asyncio.wait([serving], timeout=RETRY_S)
                    await self._peers.ping()
                serving.result()
            except (PeerError, BusUnavailableError, SdBusBaseError, ConnectionError) as error:
                _log.debug("%s: %s", type(self).__name__, error)
            finally:
                self._peers = None
                if serving is not None:
                    serving.cancel()
                    await asyncio.gather(serving, return_exceptions=True)
                if bus is not None:
                    bus.close()
            self.publish(self._initial)
            await asyncio.sleep(RETRY_S)


def decode_all(signature: str, contents: Any) -> Arguments:
    """The arguments of a message as sdbus delivers them, bare."""
    types = split(signature)
    if not types:
        return ()
    values = (contents,) if len(types) == 1 else contents
    return tuple(decode(kind, value) for kind, value in zip(types, values, strict=True))


def decode(kind: str, value: Any) -> Any:
    """One complete type without its variants' signatures; structs are tuples, arrays lists."""
    if kind == "v":
        return decode(value[0], value[1])
    if kind.startswith("a{"):
        key, item = split(kind[2:-1])
        return {decode(key, name): decode(item, entry) for name, entry in value.items()}
    if kind == "ay":
        return bytes(value)
    if kind.startswith("a"):
        return [decode(kind[1:], entry) for entry in value]
    if kind.startswith("("):
        return tuple(decode(part, entry) for part, entry in zip(split(kind[1:-1]), value, strict=True))
    return value


def split(signature: str) -> list[str]:
    """The complete types of a signature: "sa{sv}(ii)" is "s", "a{sv}", "(ii)"."""
    parts: list[str] = []
    begin = depth = 0
    for index, letter in enumerate(signature):
        depth += letter in "({"
        depth -= letter in ")}"
        if depth == 0 and letter != "a":
            parts.append(signature[begin : index + 1])
            begin = index + 1
    return parts
