"""A small control unit for tests: the UDS services a tester uses, on ISO-TP over python-can's virtual bus.

It knows nothing of the code under test: requests and answers are bytes as ISO 14229-1 writes them.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

import can
import isotp

REQUEST, RESPONSE = 0x7E0, 0x7E8
CONDITIONS_NOT_CORRECT, OUT_OF_RANGE, PENDING = 0x22, 0x31, 0x78


class Ecu:
    """`dids`: payloads by identifier; `codes`: status byte by code; `snapshots`: record by code."""

    def __init__(self, channel: str) -> None:
        self.dids: dict[int, bytes] = {
            0xF190: b"JTMB12345678ABCDE",
            0xF40D: bytes([50]),
            0xF40C: (2000 * 4).to_bytes(2, "big"),
            0xF405: bytes([90 + 40]),
            0xF442: (12_400).to_bytes(2, "big"),
            0xF4A6: (123_456).to_bytes(4, "big"),
        }
        self.codes: dict[int, int] = {0x014300: 0x2F, 0xC07387: 0x08, 0x0A8000: 0x04}
        self.snapshots: dict[int, bytes] = {
            0x014300: bytes.fromhex("01 03 F40D 2D F40C 1F40 F405 82 02 01 F40D 50".replace(" ", ""))
        }
        self.driving = False
        self.silent = False
        self.pending_first = False
        self.garble: Callable[[bytes], bytes] = lambda answer: answer
        self.asked: list[bytes] = []
        self.bus = can.Bus(interface="virtual", channel=channel)
        self._stack = isotp.CanStack(
            self.bus,
            address=isotp.Address(isotp.AddressingMode.Normal_11bits, txid=RESPONSE, rxid=REQUEST),
            params={"blocking_send": False},
        )
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._stack.start()
        self._thread.start()

    def close(self) -> None:
        self._stop.set()
        self._thread.join()
        self._stack.stop()
        self.bus.shutdown()

    def _serve(self) -> None:
        while not self._stop.is_set():
            request = self._stack.recv(block=True, timeout=0.05)
            if not request:
                continue
            self.asked.append(bytes(request))
            if self.silent:
                continue
            if self.pending_first:
                self._stack.send(bytes([0x7F, request[0], PENDING]))
                self._stop.wait(1.2)  # longer than the client waits for a first answer
            self._stack.send(self.garble(self._answer(bytes(request))))

    def _answer(self, request: bytes) -> bytes:
        service = request[0]
        if service == 0x22:
            did = int.from_bytes(request[1:3], "big")
            known = self.dids.get(did)
            return bytes([0x7F, 0x22, OUT_OF_RANGE]) if known is None else b"\x62" + request[1:3] + known
        if service == 0x19 and request[1] == 0x02:
            mask = request[2]
            matching = {code: status for code, status in self.codes.items() if status & mask}
            rows = b"".join(code.to_bytes(3, "big") + bytes([status]) for code, status in matching.items())
            return bytes([0x59, 0x02, 0xFF]) + rows
        if service == 0x19 and request[1] == 0x04:
            code = int.from_bytes(request[2:5], "big")
            if code not in self.codes:
                return bytes([0x7F, 0x19, OUT_OF_RANGE])
            head = bytes([0x59, 0x04]) + request[2:5] + bytes([self.codes[code]])
            return head + self.snapshots.get(code, b"")
        if service == 0x14:
            if self.driving:
                return bytes([0x7F, 0x14, CONDITIONS_NOT_CORRECT])
            self.codes.clear()
            self.snapshots.clear()
            return b"\x54"
        return bytes([0x7F, service, 0x11])
