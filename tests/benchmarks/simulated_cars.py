"""Thousands of cars in one process: TLS 1.3 with a certificate each, MQTT 3.1.1, the contract's messages.

Sockets and epoll, no thread and no object graph per car, so that the load generator costs less than what it
measures. Each car sends a batch of two positions every ten seconds and counts it as held when the cloud's
acknowledgement for it has come back, which is sent after the database has committed.
"""

from __future__ import annotations

import heapq
import random
import select
import socket
import ssl
import struct
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from hmi.cloud.certificates import CertificateFolder
from hmi.sync.messages import Acknowledgement, Presence, Sample, TelemetryBatch, decode, encode, topic

EVERY_S = 10.0
SAMPLES_PER_BATCH = 2
"""as a car seals them: a position every five seconds while it drives"""
KEEPALIVE_S = 600
_PUBLISH, _PUBACK = 3, 4


@dataclass(slots=True)
class SimulatedCar:
    """One session."""

    vehicle: str
    line: ssl.SSLSocket
    unread: bytearray = field(default_factory=bytearray)
    unsent: bytearray = field(default_factory=bytearray)
    sequence: int = 0
    waiting: dict[int, float] = field(default_factory=dict)
    """sequence → when it was published"""


@dataclass(slots=True)
class Heard:
    """What a stretch of driving has measured."""

    sent: int = 0
    acknowledged: int = 0
    bytes_sent: int = 0
    bytes_received: int = 0
    latencies_s: list[float] = field(default_factory=list)
    lateness_s: list[float] = field(default_factory=list)
    """how much later than planned the generator published: large means that it was the bottleneck"""


class SimulatedCars:
    """All sessions to one broker; `boot` names this run's batches."""

    def __init__(self, certificates: CertificateFolder, port: int, boot: str) -> None:
        self._certificates = certificates
        self._port = port
        self._boot = boot
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self._context.minimum_version = ssl.TLSVersion.TLSv1_3
        self._context.load_verify_locations(certificates.authority)
        self._poll = select.epoll()
        self._by_fd: dict[int, SimulatedCar] = {}
        self._heard = Heard()
        self._chance = random.Random(1)

    @property
    def cars(self) -> Sequence[SimulatedCar]:
        return list(self._by_fd.values())

    @property
    def unacknowledged(self) -> int:
        return sum(len(car.waiting) for car in self._by_fd.values())

    def connect(self, vehicle: str) -> None:
        """One more car: connected, subscribed, presence told. Raises OSError, AssertionError."""
        pair = self._certificates.vehicle(vehicle)
        # OpenSSL copies the context's certificate into each connection: one context serves all cars.
        self._context.load_cert_chain(pair.certificate, pair.key)
        raw = socket.create_connection(("127.0.0.1", self._port), 30)
        raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        line = self._context.wrap_socket(raw, server_hostname="localhost")
        name = vehicle.encode()
        will_topic = topic(vehicle, "up", "presence").encode()
        will = encode(Presence(vehicle, self._boot, False))
        # Clean session, with a last will at QoS 1 (MQTT 3.1.1, 3.1.2.3).
        head = _text(b"MQTT") + bytes((4, 0b0000_1110)) + struct.pack(">H", KEEPALIVE_S)
        line.sendall(_packet(0x10, head + _text(name) + _text(will_topic) + _text(will)))
        answer = _exactly(line, 4)
        assert answer[0] == 0x20 and answer[3] == 0, f"the broker refused {vehicle}: {answer.hex()}"
        line.sendall(
            _packet(0x82, struct.pack(">H", 1) + _text(topic(vehicle, "down", "+").encode()) + b"\x01")
        )
        answer = _exactly(line, 5)
        assert answer[0] == 0x90 and answer[4] == 1, f"no subscription for {vehicle}: {answer.hex()}"
        line.sendall(_publish(will_topic, 1, encode(Presence(vehicle, self._boot, True))))
        line.setblocking(False)
        car = SimulatedCar(vehicle, line)
        self._by_fd[line.fileno()] = car
        self._poll.register(line.fileno(), select.EPOLLIN)

    def drive(self, seconds: float) -> Heard:
        """Every car sends once in EVERY_S, spread evenly, for so long; what was heard meanwhile."""
        self._heard = heard = Heard()
        began = time.monotonic()
        plan = [(began + self._chance.uniform(0, EVERY_S), fd) for fd in self._by_fd]
        heapq.heapify(plan)
        while plan:
            due, fd = plan[0]
            now = time.monotonic()
            if due > now:
                self._listen(due - now)
                continue
            heapq.heappop(plan)
            heard.lateness_s.append(now - due)
            self._send(self._by_fd[fd])
            if due + EVERY_S < began + seconds:
                heapq.heappush(plan, (due + EVERY_S, fd))
            self._listen(0.0)
        return heard

    def settle(self, timeout_s: float) -> None:
        """Listen until everything is acknowledged, or until the time is over."""
        until = time.monotonic() + timeout_s
        while self.unacknowledged and time.monotonic() < until:
            self._listen(0.2)

    def listen(self, seconds: float) -> None:
        """Take what comes and send nothing."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self._listen(left)

    def close(self) -> None:
        for car in self._by_fd.values():
            car.line.close()
        self._poll.close()

    def _send(self, car: SimulatedCar) -> None:
        now_ms = int(time.time() * 1000)
        samples = tuple(
            Sample(
                "position",
                now_ms - 5000 * n,
                {
                    "lat": round(43.73 + self._chance.uniform(0, 0.02), 6),
                    "lon": round(7.42 + self._chance.uniform(0, 0.02), 6),
                    "heading_deg": round(self._chance.uniform(0, 360), 1),
                },
            )
            for n in range(SAMPLES_PER_BATCH)
        )
        payload = encode(TelemetryBatch(car.vehicle, self._boot, car.sequence, samples))
        car.waiting[car.sequence] = time.monotonic()
        packet = _publish(topic(car.vehicle, "up", "telemetry").encode(), car.sequence % 65_000 + 2, payload)
        car.sequence += 1
        self._heard.sent += 1
        self._heard.bytes_sent += len(packet)
        self._write(car, packet)

    def _write(self, car: SimulatedCar, packet: bytes) -> None:
        blocked = bool(car.unsent)
        car.unsent += packet
        while car.unsent:
            try:
                sent = car.line.send(car.unsent)
            except (ssl.SSLWantWriteError, ssl.SSLWantReadError, BlockingIOError):
                self._poll.modify(car.line.fileno(), select.EPOLLIN | select.EPOLLOUT)
                return
            del car.unsent[:sent]
        if blocked:
            self._poll.modify(car.line.fileno(), select.EPOLLIN)

    def _listen(self, timeout_s: float) -> None:
        for fd, _ in self._poll.poll(timeout_s):
            car = self._by_fd[fd]
            while True:
                try:
                    part = car.line.recv(16_384)
                except (ssl.SSLWantReadError, ssl.SSLWantWriteError, BlockingIOError):
                    break
                if not part:
                    raise ConnectionError(f"the broker hung up on {car.vehicle}")
                self._heard.bytes_received += len(part)
                car.unread += part
            self._read(car)
            if car.unsent:
                self._write(car, b"")

    def _read(self, car: SimulatedCar) -> None:
        while (packet := _take_packet(car.unread)) is not None:
            kind, body = packet
            if kind >> 4 != _PUBLISH:
                continue
            length = struct.unpack_from(">H", body)[0]
            name = bytes(body[2 : 2 + length])
            start = 2 + length
            if kind & 0x06:
                self._write(car, bytes((_PUBACK << 4, 2)) + body[start : start + 2])
                start += 2
            if not name.endswith(b"/ack"):
                continue
            message = decode(bytes(body[start:]))
            assert isinstance(message, Acknowledgement)
            now = time.monotonic()
            for sequence in message.sequences:
                published = car.waiting.pop(sequence, None)
                if published is not None:
                    self._heard.acknowledged += 1
                    self._heard.latencies_s.append(now - published)


def _text(text: bytes) -> bytes:
    return struct.pack(">H", len(text)) + text


def _packet(kind: int, body: bytes) -> bytes:
    length, digits = len(body), bytearray()
    while True:
        length, digit = divmod(length, 128)
        digits.append(digit | (0x80 if length else 0))
        if not length:
            return bytes((kind,)) + bytes(digits) + body


def _publish(name: bytes, packet_id: int, payload: bytes) -> bytes:
    return _packet(0x32, _text(name) + struct.pack(">H", packet_id) + payload)


def _take_packet(unread: bytearray) -> tuple[int, bytes] | None:
    """(first byte, body) of the first whole packet, which leaves the buffer."""
    length, shift = 0, 0
    for at in range(1, min(len(unread), 5)):
        length |= (unread[at] & 0x7F) << shift
        shift += 7
        if unread[at] < 0x80:
            if len(unread) < at + 1 + length:
                return None
            kind, body = unread[0], bytes(unread[at + 1 : at + 1 + length])
            del unread[: at + 1 + length]
            return kind, body
    return None


def _exactly(line: ssl.SSLSocket, count: int) -> bytes:
    found = b""
    while len(found) < count:
        part = line.recv(count - len(found))
        if not part:
            raise ConnectionError("the broker hung up")
        found += part
    return found
