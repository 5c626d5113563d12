"""Attackers as processes of their own: `python -m tests.faults.attackers KIND SPEC`, until they are killed.

SPEC is JSON: port, broker_port, folder (the cloud's), cookies (of members), seconds.
"""

from __future__ import annotations

import contextlib
import json
import random
import socket
import ssl
import sys
import time
from pathlib import Path
from typing import Any

from hmi.cloud.api.door import COOKIE
from hmi.cloud.certificates import CertificateFolder
from hmi.sync.messages import MAX_PAYLOAD_BYTES, topic
from tests.hmi.cloud.raw_mqtt import RawClient, connect, publish

LINES = 1100
STREAMS = 279
TRIES_PER_S = 60


def dial(spec: dict[str, Any]) -> ssl.SSLSocket:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    plain = socket.create_connection(("127.0.0.1", spec["port"]), 3)
    plain.settimeout(3)
    return context.wrap_socket(plain)


def slow_headers(spec: dict[str, Any]) -> None:
    """A thousand connections that begin a request and never end it: half of them not even TLS."""
    lines: list[socket.socket] = []
    chance = random.Random(1)
    while True:
        began = time.monotonic()
        for _ in range(TRIES_PER_S if len(lines) >= LINES else LINES):
            with contextlib.suppress(OSError):
                if chance.random() < 0.5:
                    lines.append(socket.create_connection(("127.0.0.1", spec["port"]), 3))
                else:
                    line = dial(spec)
                    line.sendall(b"GET /api/me HTTP/1.1\r\nHost: localhost\r\nX-A: ")
                    lines.append(line)
        for line in lines[-200:]:
            with contextlib.suppress(OSError):
                line.send(b"a")
        while len(lines) > LINES + 300:
            lines.pop(0).close()
        time.sleep(max(0.0, 1 - (time.monotonic() - began)))


def stream_flood(spec: dict[str, Any]) -> None:
    """One guest that opens streams without end and reads none."""
    lines: list[ssl.SSLSocket] = []
    cookie = f"{COOKIE}={spec['cookies'][0]}"
    head = f"GET /api/vehicles/car-1/events HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n\r\n"
    while True:
        began = time.monotonic()
        for _ in range(TRIES_PER_S if len(lines) >= STREAMS else STREAMS):
            with contextlib.suppress(OSError):
                line = dial(spec)
                line.sendall(head.encode())
                lines.append(line)
        while len(lines) > 2 * STREAMS:
            lines.pop(0).close()
        time.sleep(max(0.0, 1 - (time.monotonic() - began)))


def big_packets(spec: dict[str, Any]) -> None:
    """A car with a certificate: packets of 30 MB, then the largest that are allowed, as fast as they go."""
    certificates = CertificateFolder(Path(spec["folder"]) / "certificates")
    pair = certificates.vehicle("car-9")
    path = topic("car-9", "up", "telemetry")
    while True:
        for size in (*[30 * 1024 * 1024] * 6, *[MAX_PAYLOAD_BYTES] * 20):
            with contextlib.suppress(OSError):
                client = RawClient(spec["broker_port"], certificates.authority, pair)
                client.send(connect("car-9"))
                client.send(*[publish(path, b"J" + bytes(size - 1), number=n) for n in range(1, 3)])
                client.settle()
                client.vanish()
        time.sleep(0.2)


def owner(spec: dict[str, Any]) -> None:
    """No attacker: an owner who asks for the car, each time anew; prints p95 in milliseconds and failures."""
    times, failed, until = [], 0, time.monotonic() + spec["seconds"]
    head = f"GET /api/vehicles/car-1 HTTP/1.1\r\nHost: localhost\r\nCookie: {COOKIE}={spec['owner']}\r\n"
    while time.monotonic() < until:
        began = time.perf_counter()
        answer = b""
        with contextlib.suppress(OSError), dial(spec) as line:
            line.settimeout(20)
            line.sendall(f"{head}Connection: close\r\n\r\n".encode())
            while data := line.recv(65_536):
                answer += data
        failed += not answer.startswith(b"HTTP/1.1 200")
        times.append((time.perf_counter() - began) * 1000)
        time.sleep(max(0.0, 0.125 - times[-1] / 1000))
    print(json.dumps([sorted(times)[int(len(times) * 0.95)], failed]))


KINDS = {"slow headers": slow_headers, "stream flood": stream_flood, "big packets": big_packets}

if __name__ == "__main__":
    ({**KINDS, "owner": owner})[sys.argv[1]](json.loads(sys.argv[2]))
