"""Accepts connections for HTTPS and MQTT within limits, so that nobody can hold the door shut for the rest.

A connection is *unproven* until its protocol says that it has heard something whole (a request's headers, an
accepted CONNECT). Unproven ones have a deadline, and the oldest of them makes room for the next: whoever
means it is done in milliseconds. Proven ones are bounded for each address; a trusted proxy's are not.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import logging
import resource
import socket
import ssl
from asyncio import sslproto
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from hmi.cloud.configuration import Network
from hmi.supervision import Retry, begin, keep_doing

_LOG = logging.getLogger(__name__)
ACCEPT_RETRY = Retry(0.05, 1.0)
BACKLOG = 512
_TLS_BUFFER_BYTES = 32 * 1024
"""asyncio sets 256 KB aside for each line under way, which is what an attacker with many of them is after."""
_OTHER_FILES = 128
"""Descriptors that the process needs for anything but connections: databases, regions, logs."""
_PROBE_AFTER_S = 30


@dataclass(frozen=True, slots=True)
class Limits:
    """How many connections there may be, and how long one may take to say something whole."""

    unproven_per_address: int = 64
    unproven: int = 256
    per_address: int = 256
    total: int = 4096
    handshake_s: float = 10.0
    prove_within_s: float = 10.0


@dataclass(slots=True, eq=False)
class Seat:
    """One accepted connection, as the limits see it."""

    peer: str
    address: str
    """what counts as one: a neighbourhood of IPv6 is"""
    connection: socket.socket
    proven: bool = False
    idle: bool = False
    """proven, and with nothing to do: it makes room where there is none"""
    transport: asyncio.Transport | None = None
    deadline: asyncio.TimerHandle | None = None

    def prove(self) -> None:
        """It has said something whole: its deadline is over."""
        self.proven = True
        if self.deadline is not None:
            self.deadline.cancel()

    def drop(self) -> None:
        """End it now, in whatever state it is."""
        if self.transport is not None:
            self.transport.abort()
        else:
            # A handshake under way ends with its socket.
            with contextlib.suppress(OSError):
                self.connection.shutdown(socket.SHUT_RDWR)


Make = Callable[[Seat], asyncio.Protocol]


@dataclass(eq=False)
class Listener:
    """Listens at one address once opened; `close` ends accepting, not what was accepted."""

    make: Make
    tls: ssl.SSLContext | None
    limits: Limits = field(default_factory=Limits)
    trusted: tuple[Network, ...] = ()
    refused: int = 0

    def __post_init__(self) -> None:
        sslproto.SSLProtocol.max_size = _TLS_BUFFER_BYTES
        self._sockets: list[socket.socket] = []
        self._accepting: list[asyncio.Task[None]] = []
        self._greeting: set[asyncio.Task[None]] = set()
        self._seats: dict[Seat, None] = {}
        self._total = min(self.limits.total, room_for_connections())

    @property
    def seats(self) -> int:
        return len(self._seats)

    async def open(self, host: str, port: int) -> None:
        """Raises OSError when the address is not to be had."""
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        try:
            for family, _, _, _, address in dict.fromkeys(found):
                listening = socket.socket(family, socket.SOCK_STREAM)
                self._sockets.append(listening)
                listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                if family == socket.AF_INET6:
                    listening.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
                listening.setblocking(False)
                listening.bind(address)
                listening.listen(BACKLOG)
        except OSError as error:
            self.close()
            reason = error.strerror or str(error)
            raise OSError(error.errno, f"nothing can listen at {host}:{port}: {reason}") from error
        self._accepting = [
            begin(
                "connections",
                keep_doing("connections", partial(self._accept, each), 0.0, retry=ACCEPT_RETRY),
            )
            for each in self._sockets
        ]

    def close(self) -> None:
        for task in (*self._accepting, *self._greeting):
            task.cancel()
        for listening in self._sockets:
            listening.close()
        self._sockets.clear()

    async def wait_closed(self) -> None:
        await asyncio.gather(*self._accepting, *self._greeting, return_exceptions=True)

    def drop_all(self) -> None:
        for seat in list(self._seats):
            seat.drop()

    async def _accept(self, listening: socket.socket) -> None:
        # Out of descriptors, or a client that was gone before it was accepted: an error to go on after.
        connection, address = await asyncio.get_running_loop().sock_accept(listening)
        seat = Seat(str(address[0]), neighbourhood(str(address[0])), connection)
        if not self._find_room(seat):
            self.refused += 1
            connection.close()
            return
        self._seats[seat] = None
        task = begin("a connection", self._greet(seat))
        self._greeting.add(task)
        task.add_done_callback(self._greeting.discard)

    def _find_room(self, new: Seat) -> bool:
        """Make room for one more where somebody has waited too long; False when there is none."""
        unproven = [seat for seat in self._seats if not seat.proven]
        here = [seat for seat in unproven if seat.address == new.address]
        if len(here) >= self.limits.unproven_per_address and not self._is_trusted(new):
            self._unseat(here[0])
        elif unproven and (len(unproven) >= self.limits.unproven or len(self._seats) >= self._total):
            # Whoever has most of them loses the oldest.
            crowd = Counter(seat.address for seat in unproven).most_common(1)[0][0]
            self._unseat(next(seat for seat in unproven if seat.address == crowd))
        elif len(self._seats) >= self._total:
            return False
        held = [seat for seat in self._seats if seat.address == new.address]
        if len(held) < self.limits.per_address or self._is_trusted(new):
            return True
        idle = next((seat for seat in held if seat.idle), None)
        if idle is not None:
            self._unseat(idle)
        return idle is not None

    def _unseat(self, seat: Seat) -> None:
        # At once, not when its end is heard: the next one may come before that.
        self._seats.pop(seat, None)
        self.refused += 1
        seat.drop()

    def _is_trusted(self, seat: Seat) -> bool:
        return is_within(seat.peer, self.trusted)

    async def _greet(self, seat: Seat) -> None:
        loop = asyncio.get_running_loop()
        limits = self.limits
        connection = seat.connection
        try:
            connection.setblocking(False)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, _PROBE_AFTER_S)
            # A peer that reads nothing for as long holds no buffers here.
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, 2 * _PROBE_AFTER_S * 1000)
            handshake = {} if self.tls is None else {"ssl_handshake_timeout": limits.handshake_s}
            transport, _ = await loop.connect_accepted_socket(
                lambda: _Seated(self.make(seat), seat, self._leave), connection, ssl=self.tls, **handshake
            )
        except (OSError, ssl.SSLError, asyncio.CancelledError) as error:
            _LOG.debug("no connection with %s: %s", seat.peer, error)
            connection.close()
            self._leave(seat)
            return
        seat.transport = transport
        if not seat.proven and not transport.is_closing():
            seat.deadline = loop.call_later(limits.prove_within_s, seat.drop)

    def _leave(self, seat: Seat) -> None:
        self._seats.pop(seat, None)
        if seat.deadline is not None:
            seat.deadline.cancel()


class _Seated(asyncio.Protocol):
    """Passes everything on to a connection's protocol, and frees the seat when it ends."""

    def __init__(self, inner: asyncio.Protocol, seat: Seat, leave: Callable[[Seat], None]) -> None:
        self._inner, self._seat, self._leave = inner, seat, leave
        self.data_received = inner.data_received  # type: ignore[method-assign]
        self.eof_received = inner.eof_received  # type: ignore[method-assign]
        self.pause_writing = inner.pause_writing  # type: ignore[method-assign]
        self.resume_writing = inner.resume_writing  # type: ignore[method-assign]

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._inner.connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        self._leave(self._seat)
        self._inner.connection_lost(error)


def room_for_connections() -> int:
    """How many connections this process may hold; raises its own limit as far as it is allowed to."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = min(hard, 65_536) if hard != resource.RLIM_INFINITY else 65_536
    if soft < wanted:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
            soft = wanted
    return max(64, (soft - _OTHER_FILES) // 2)


def is_within(address: str, networks: tuple[Network, ...]) -> bool:
    """Whether `address` lies in one of `networks`; what is no address lies in none."""
    try:
        at = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(at, ipaddress.IPv6Address) and at.ipv4_mapped is not None:
        at = at.ipv4_mapped
    return any(at.version == network.version and at in network for network in networks)


def neighbourhood(address: str) -> str:
    """What counts as one address: of IPv6 a /64, since everybody has one of those."""
    try:
        at = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(at, ipaddress.IPv6Address) and at.ipv4_mapped is None and not at.is_loopback:
        return str(ipaddress.ip_network(f"{at}/64", strict=False).network_address)
    return str(at.ipv4_mapped or at) if isinstance(at, ipaddress.IPv6Address) else str(at)
