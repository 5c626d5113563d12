"""Other people's services on a bus (MPRIS, BlueZ, oFono, NetworkManager, UPower, logind), asked with sdbus.

No Qt here: `hmi.bus.thread` is where it runs, `hmi.bus.peer_client` how the GUI hears of it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any, NoReturn

from sdbus.sd_bus_internals import SdBus, SdBusBaseError

from hmi.bus.addresses import close_bus, open_bus
from hmi.bus.liveness import DAEMON, until_gone
from hmi.bus.wire import Arguments, decode_all
from hmi.supervision import Retry, keep_running, until_first

QUIET_S = 0.75
"""who is silent this long is asked: a bus that hangs is noticed within 2 s"""
CALL_TIMEOUT_S = 20.0
_LOG = logging.getLogger(__name__)
PROPERTIES = "org.freedesktop.DBus.Properties"


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
        try:
            decoded = decode_all(reply, answer.get_contents())
        except (ValueError, TypeError, IndexError) as error:
            raise PeerError("org.freedesktop.DBus.Error.InvalidSignature", f"{service}: {error}") from None
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
            try:
                heard(message.sender or "", message.path or "", decode_all(signature, message.get_contents()))
            except Exception as error:  # what makes no sense is not heard; the next signal is
                _LOG.debug("%s of %s: %s", member, message.sender, error)

        await self.listen(service, path, interface, name, on_signal)

    async def listen(
        self,
        service: str | None,
        path: str | None,
        interface: str | None,
        name: str | None,
        heard: Callable[[Any], None],
    ) -> None:
        """Call `heard` with the message itself of each signal that fits (None: any)."""
        # Shielded, since sdbus sets the result also of a future that was cancelled.
        slot = await asyncio.shield(self.bus.match_signal_async(service, path, interface, name, heard))
        self._slots.append(slot)

    def close(self) -> None:
        """Nothing is heard any more."""
        # What listens holds us, through sdbus, where Python's collector does not see the circle.
        self._slots.clear()
        close_bus(self.bus)

    async def names(self) -> list[str]:
        return list(await self.call(*DAEMON[:2], f"{DAEMON[2]}.ListNames", reply="as"))

    async def has_owner(self, name: str) -> bool:
        return bool(await self.call(*DAEMON[:2], f"{DAEMON[2]}.NameHasOwner", "s", name, reply="b"))

    async def owner(self, name: str) -> str:
        return str(await self.call(*DAEMON[:2], f"{DAEMON[2]}.GetNameOwner", "s", name, reply="s"))

    async def on_owner_change(self, heard: Callable[[str, str, str], None]) -> None:
        """Call `heard(name, old, new)` whenever a name changes hands."""
        await self.subscribe(
            DAEMON[0],
            DAEMON[1],
            f"{DAEMON[2]}.NameOwnerChanged",
            "sss",
            lambda _sender, _path, arguments: heard(*arguments),
        )


async def stay(
    name: str,
    address: str,
    serve: Callable[[Peers, Callable[[], None]], Coroutine[Any, Any, None]],
    lost: Callable[[], None],
    retry_s: float,
) -> NoReturn:
    """Open the bus and `serve`, over and over; `lost` is called whenever there is none (any more).

    `serve` gets what it calls when it has what it needs."""

    async def attempt(well: Callable[[], None]) -> None:
        peers = Peers(open_bus(address))
        try:
            await until_first(serve(peers, well), until_gone(peers.bus, QUIET_S))
        finally:
            peers.close()

    await keep_running(name, attempt, retry=Retry(retry_s, retry_s), lost=lost)
