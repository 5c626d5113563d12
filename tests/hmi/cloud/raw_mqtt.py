"""MQTT 3.1.1 byte by byte, for clients that do what no library lets them do."""

from __future__ import annotations

import contextlib
import select
import socket
import ssl
import struct
import threading
from pathlib import Path

from hmi.cloud.certificates import KeyPair

PUBLISH, PUBACK, SUBACK, PINGRESP = 3, 4, 9, 13


def text(value: str) -> bytes:
    return struct.pack("!H", len(value.encode())) + value.encode()


def packet(kind: int, flags: int, body: bytes) -> bytes:
    length, rest = b"", len(body)
    while True:
        length += bytes([(rest & 0x7F) | (0x80 if rest > 0x7F else 0)])
        rest >>= 7
        if not rest:
            return bytes([kind << 4 | flags]) + length + body


def connect(
    client_id: str,
    *,
    clean: bool = True,
    will: tuple[str, bytes] | None = None,
    will_qos: int = 1,
    will_retain: bool = False,
    keepalive_s: int = 60,
) -> bytes:
    flags = 0x02 if clean else 0
    rest = text(client_id)
    if will is not None:
        flags |= 0x04 | will_qos << 3 | (0x20 if will_retain else 0)
        rest += text(will[0]) + struct.pack("!H", len(will[1])) + will[1]
    return packet(1, 0, text("MQTT") + bytes([4, flags]) + struct.pack("!H", keepalive_s) + rest)


def publish(topic: str, payload: bytes, *, qos: int = 1, retain: bool = False, number: int = 1) -> bytes:
    identity = struct.pack("!H", number) if qos else b""
    return packet(3, qos << 1 | int(retain), text(topic) + identity + payload)


def subscribe(*filters: str, qos: int = 1, number: int = 2) -> bytes:
    return packet(8, 2, struct.pack("!H", number) + b"".join(text(row) + bytes([qos]) for row in filters))


def unsubscribe(*filters: str, number: int = 3) -> bytes:
    return packet(10, 2, struct.pack("!H", number) + b"".join(text(row) for row in filters))


class RawClient:
    """One TLS connection with a certificate; what was received is kept as (topic, payload)."""

    def __init__(self, port: int, authority: Path, pair: KeyPair, timeout_s: float = 5.0) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.load_verify_locations(authority)
        context.load_cert_chain(pair.certificate, pair.key)
        plain = socket.create_connection(("127.0.0.1", port), timeout_s)
        try:
            self._line = context.wrap_socket(plain, server_hostname="localhost")
        except BaseException:
            plain.close()
            raise
        self._line.settimeout(timeout_s)
        self._timeout_s = timeout_s
        # OpenSSL's connections are not safe for a thread that reads beside one that writes.
        self._alone = threading.Lock()
        self._held = b""
        self.heard: list[tuple[str, bytes]] = []

    def send(self, *packets: bytes) -> None:
        """What the other side no longer takes is what it need not see."""
        with contextlib.suppress(OSError), self._alone:
            self._line.sendall(b"".join(packets))

    def read(self) -> tuple[int, bytes] | None:
        """The next packet's type and body, None at the end. A PUBLISH is kept and acknowledged."""
        try:
            while True:
                length = 0
                for at in range(1, min(5, len(self._held))):
                    length |= (self._held[at] & 0x7F) << 7 * (at - 1)
                    if not self._held[at] & 0x80 and len(self._held) >= at + 1 + length:
                        kind, flags = self._held[0] >> 4, self._held[0] & 0x0F
                        body, self._held = self._held[at + 1 : at + 1 + length], self._held[at + 1 + length :]
                        if kind == PUBLISH:
                            self._keep(flags, body)
                        return kind, body
                waits = self._line.pending() or select.select([self._line], [], [], self._timeout_s)[0]
                if not waits:
                    return None
                with self._alone:
                    data = self._line.recv(65_536)
                if not data:
                    return None
                self._held += data
        except (OSError, ValueError):
            return None

    def listen(self, for_s: float = 600.0) -> None:
        """Hear everything until the end, on this thread."""
        self._timeout_s = for_s
        while self.read() is not None:
            pass

    def read_until(self, kind: int) -> bytes | None:
        while (found := self.read()) is not None:
            if found[0] == kind:
                return found[1]
        return None

    def settle(self) -> bool:
        """Everything that was sent to us before now is heard. False when we were thrown out."""
        self.send(packet(12, 0, b""))
        return self.read_until(PINGRESP) is not None

    def vanish(self) -> None:
        """As a crash would: no DISCONNECT, so that a last will is sent."""
        with self._alone:
            self._line.close()

    def _keep(self, flags: int, body: bytes) -> None:
        size = struct.unpack("!H", body[:2])[0]
        topic, rest = body[2 : 2 + size].decode(), body[2 + size :]
        if flags & 0x06:
            number, rest = rest[:2], rest[2:]
            self.send(packet(4, 0, number))
        self.heard.append((topic, rest))
