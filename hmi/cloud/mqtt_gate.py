"""The one gate of the embedded broker: every packet of every connection passes it, in and out.

The broker behind it (amqtt) authorises a PUBLISH and a SUBSCRIBE and nothing else, reads a packet of any size
and never ends a silent connection. So nothing reaches it that is not allowed to the certificate's holder:
wills, retained messages, foreign client ids, persistent sessions, large or too many packets; and no message
leaves it that the holder may not read, on whatever way it came. What is not allowed ends the connection.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass

from amqtt.adapters import ReaderAdapter, WriterAdapter

from hmi.cloud.listener import Seat
from hmi.cloud.peers import Peer, PeerKind
from hmi.errors import HeadunitError
from hmi.sync.messages import MAX_PAYLOAD_BYTES

_LOG = logging.getLogger(__name__)
CONNECT, PUBLISH, PUBACK, SUBSCRIBE, UNSUBSCRIBE, PINGREQ, DISCONNECT = 1, 3, 4, 8, 10, 12, 14
_MAX_BYTES = {
    CONNECT: 4096,
    PUBLISH: MAX_PAYLOAD_BYTES + 256,
    PUBACK: 2,
    SUBSCRIBE: 4096,
    UNSUBSCRIBE: 4096,
    PINGREQ: 0,
    DISCONNECT: 0,
}
"""What a client may send at all, and how much of it at once. QoS 2 is not in the contract."""
_CLEAN_SESSION, _WILL, _WILL_RETAIN, _WILL_QOS = 0x02, 0x04, 0x20, 0x18
_RETAIN, _QOS = 0x01, 0x06
MAX_SUBSCRIPTIONS = 16
BYTES_PER_S, BURST_BYTES = 1024 * 1024, 4 * 1024 * 1024
PACKETS_PER_S, BURST_PACKETS = 200, 2000
CONNECTS_PER_S, BURST_CONNECTS = 5, 1500
SILENCE_S = 300.0
"""For a client that asked for no keepalive."""
MAX_UNREAD_BYTES = 4 * 1024 * 1024
"""A client that does not read what it is sent is let go before it holds more than that here."""


class GateError(HeadunitError):
    """A packet that its sender may not send, or that is none."""


@dataclass(slots=True)
class Allowance:
    """A bucket of tokens: `wait_s` takes some and says how long to wait for those that were not there."""

    per_s: float
    burst: float
    held: float
    at: float

    def wait_s(self, amount: float, now: float) -> float:
        self.held = min(self.burst, self.held + (now - self.at) * self.per_s) - amount
        self.at = now
        return max(0.0, -self.held / self.per_s)


class Account:
    """What one certificate's holder may still send, over all its connections one after the other."""

    def __init__(self, now: float) -> None:
        self.bytes = Allowance(BYTES_PER_S, BURST_BYTES, BURST_BYTES, now)
        self.packets = Allowance(PACKETS_PER_S, BURST_PACKETS, BURST_PACKETS, now)
        self.connects = Allowance(CONNECTS_PER_S, BURST_CONNECTS, BURST_CONNECTS, now)


class Gate:
    """One connection, both ways. `begin` is told the client id of its CONNECT."""

    def __init__(
        self,
        peer: Peer,
        seat: Seat,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        begin: Callable[[str, Gate], None],
        account: Account,
    ) -> None:
        self.peer = peer
        self._account = account
        self._seat = seat
        self._from, self._to = reader, writer
        self._begin = begin
        self._connected = False
        self._silence_s: float | None = None
        self._filters: set[str] = set()
        self._admitted = bytearray()
        self._leaving = bytearray()
        self._wanted, self._more = asyncio.Event(), asyncio.Event()
        self._ended = False
        self.ended = asyncio.Event()
        self._pump = asyncio.create_task(self._admit_all())
        self.reader, self.writer = _GatedReader(self), _GatedWriter(self)

    def end(self) -> None:
        """Let nothing more pass and hang up."""
        self._ended = True
        self._wanted.set()
        self._more.set()
        self._seat.drop()

    async def close(self) -> None:
        """The broker has done with it."""
        self._ended = True
        self._pump.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._pump
        self._to.close()
        self.ended.set()

    async def is_admitted(self) -> bool:
        """Wait for its CONNECT; False when none came that may be."""
        while not self._admitted and not self._ended:
            self._more.clear()
            self._wanted.set()
            await self._more.wait()
        return bool(self._admitted)

    async def read(self, count: int) -> bytes:
        """What was admitted; fewer bytes than asked for mean that nothing follows."""
        while len(self._admitted) < count and not self._ended:
            self._more.clear()
            self._wanted.set()
            await self._more.wait()
        taken = bytes(self._admitted[:count])
        del self._admitted[:count]
        return taken

    def write(self, data: bytes) -> None:
        self._leaving += data

    async def drain(self) -> None:
        """Send the whole packets among what the broker wrote, as far as the peer may read them."""
        while not self._ended and (size := _packet_size(self._leaving)):
            packet = bytes(self._leaving[:size])
            del self._leaving[:size]
            if packet[0] >> 4 == PUBLISH and not self.peer.may_receive(_topic(packet)):
                _LOG.error("the broker had a message for %s that it may not read", self.peer.name)
                self.end()
                return
            self._to.write(packet)
        if self._to.transport.get_write_buffer_size() > MAX_UNREAD_BYTES:
            _LOG.warning("%s does not read what it is sent", self.peer.name)
            self.end()
            return
        with contextlib.suppress(ConnectionError):
            await self._to.drain()

    async def _admit_all(self) -> None:
        try:
            while not self._ended:
                await self._wanted.wait()
                self._wanted.clear()
                # Half as long again as the client promised to be silent (MQTT-3.1.2-24).
                async with asyncio.timeout(self._silence_s):
                    packet = await self._next()
                self._admitted += packet
                self._more.set()
        except GateError as error:
            _LOG.warning("ended the connection of %s %s: %s", self.peer.kind, self.peer.name, error)
        except (OSError, EOFError, TimeoutError, ssl.SSLError) as error:
            _LOG.debug("%s has gone: %s", self.peer.name, error)
        self.end()

    async def _next(self) -> bytes:
        first = (await self._from.readexactly(1))[0]
        kind, flags = first >> 4, first & 0x0F
        limit = _MAX_BYTES.get(kind)
        if limit is None:
            raise GateError(f"packets of type {kind} are not taken")
        if (kind == CONNECT) is self._connected:
            raise GateError("a connection begins with one CONNECT")
        length, head = 0, bytearray([first])
        for position in range(4):
            byte = (await self._from.readexactly(1))[0]
            head.append(byte)
            length |= (byte & 0x7F) << (7 * position)
            if length > limit:
                raise GateError(f"a packet of {length} bytes or more is too large")
            if not byte & 0x80:
                break
        else:
            raise GateError("not a length")
        body = bytearray(await self._from.readexactly(length))
        await self._slow_down(len(head) + length)
        if kind == CONNECT:
            self._check_connect(body)
        elif kind == PUBLISH:
            self._check_publish(flags, body)
        elif kind == SUBSCRIBE:
            self._check_subscribe(body)
        elif flags != (2 if kind == UNSUBSCRIBE else 0):
            raise GateError("flags that are reserved")
        return bytes(head + body)

    async def _slow_down(self, size: int) -> None:
        if self.peer.kind is PeerKind.SERVICE:
            return
        now = time.monotonic()
        wait_s = max(self._account.bytes.wait_s(size, now), self._account.packets.wait_s(1, now))
        if wait_s > 0:
            # Read no further meanwhile: the network's own windows hold the client back.
            await asyncio.sleep(min(wait_s, 30.0))

    def _check_connect(self, body: bytearray) -> None:
        if bytes(body[:7]) != b"\x00\x04MQTT\x04" or len(body) < 12:
            raise GateError("not MQTT 3.1.1")
        flags = body[7]
        keepalive_s = int.from_bytes(body[8:10], "big")
        client_id, rest = _text(body, 10)
        if not self.peer.may_call_itself(client_id):
            raise GateError(f"it calls itself {client_id[:80]!r}")
        if flags & _WILL:
            will, rest = _text(body, rest)
            if not self.peer.may_publish(will):
                raise GateError(f"a last will for {will[:120]!r}")
            if flags & _WILL_RETAIN or flags & _WILL_QOS == _WILL_QOS:
                raise GateError("a last will that is retained or of no quality")
        # Nothing is kept for a client that is away: the cloud's database does that, not the broker's memory.
        body[7] = flags | _CLEAN_SESSION
        self._connected = True
        self._silence_s = 1.5 * keepalive_s if keepalive_s else SILENCE_S
        self._begin(client_id, self)
        self._seat.prove()

    def _check_publish(self, flags: int, body: bytearray) -> None:
        if flags & _RETAIN:
            raise GateError("a message to be retained")
        if flags & _QOS > 2:
            raise GateError("a message of a quality that is not taken")
        topic, _ = _text(body, 0)
        if not self.peer.may_publish(topic):
            raise GateError(f"a message on {topic[:120]!r}")

    def _check_subscribe(self, body: bytearray) -> None:
        position = 2
        while position < len(body):
            wanted, position = _text(body, position)
            position += 1
            if self.peer.may_receive(wanted):
                self._filters.add(wanted)
        if len(self._filters) > MAX_SUBSCRIPTIONS:
            raise GateError("too many subscriptions")


class _GatedReader(ReaderAdapter):  # type: ignore[misc]
    """The broker's end of what comes in."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    async def read(self, n: int = -1) -> bytes:
        return await self._gate.read(max(n, 0))

    def feed_eof(self) -> None:
        self._gate.end()


class _GatedWriter(WriterAdapter):  # type: ignore[misc]
    """The broker's end of what goes out."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    def write(self, data: bytes) -> None:
        self._gate.write(data)

    async def drain(self) -> None:
        await self._gate.drain()

    def get_peer_info(self) -> tuple[str, int] | None:
        address = self._gate._to.get_extra_info("peername")
        return None if not address else (address[0], address[1])

    def get_ssl_info(self) -> ssl.SSLObject | None:
        found: ssl.SSLObject | None = self._gate._to.get_extra_info("ssl_object")
        return found

    async def close(self) -> None:
        self._gate.end()


def _text(body: bytearray | bytes, at: int) -> tuple[str, int]:
    """The string at `at` and where the next field begins. Raises GateError."""
    end = at + 2 + int.from_bytes(body[at : at + 2], "big")
    if end > len(body) or at + 2 > len(body):
        raise GateError("a torn packet")
    try:
        text = bytes(body[at + 2 : end]).decode()
    except UnicodeDecodeError:
        raise GateError("a text that is not UTF-8") from None
    if "\x00" in text:
        raise GateError("a text with a zero in it")
    return text, end


def _packet_size(data: bytearray) -> int:
    """Size of the packet that `data` begins with, 0 while it is not whole."""
    length = 0
    for position in range(1, 5):
        if position >= len(data):
            return 0
        length |= (data[position] & 0x7F) << (7 * (position - 1))
        if not data[position] & 0x80:
            size = position + 1 + length
            return size if size <= len(data) else 0
    return 0


def _topic(packet: bytes) -> str:
    begin = next(n for n in range(1, 5) if not packet[n] & 0x80) + 1
    try:
        return _text(packet, begin)[0]
    except GateError:
        return ""
