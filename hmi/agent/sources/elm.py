"""What an ELM327 adapter says, in bytes of the car: its command line, its chatter, and its many dialects.

An adapter answers with lines of hexadecimal digits until its prompt. Between them stands what it has to say
of itself (SEARCHING..., BUS INIT: OK, STOPPED, UNABLE TO CONNECT …), sometimes on the same line; cheap copies
add NUL bytes, keep echoing, or refuse a command. Headers are asked for, so that the answers of several
control units that arrive interleaved are put together unit by unit (ISO 15765-2 on CAN, SAE J1979 on older
buses).
"""

from __future__ import annotations

import contextlib
import re
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass

import serial

USUAL_BAUD = 38_400
ANSWER_S = 3.0
"""an adapter that works says something within this time"""
CONNECT_S = 15.0
"""it may search for the car's protocol, or wake an ISO 9141 bus, for this long before it has an answer"""
SETTLE_S = 0.2
_CHATTER = re.compile(r"^(SEARCHING\.*|BUS INIT: ?\.*(OK)?|\.+)", re.IGNORECASE)
_AT_WORK = (b"SEARCHING", b"BUS INIT")
_RESTARTED = ("ELM327", "LV RESET", "OBDLINK")
_HEX = re.compile(r"[0-9A-F]+")
_CAN_29_BIT = re.compile(r"18DAF1(..)")
_CAN_11_BIT = re.compile(r"7[0-9A-F]{2}")


class ElmError(OSError):
    """The adapter does not answer, or not as an ELM327 does."""


class CarSilentError(ElmError):
    """The adapter answers, and says that the car does not."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one control unit says to a request, without the service's echo."""

    unit: str
    """empty where the adapter does not tell"""
    data: bytes


class Elm327:
    """The adapter's command line. Blocking; one caller at a time. Raises ElmError."""

    def __init__(self, url: str, baud: int = USUAL_BAUD) -> None:
        try:
            self._port = serial.serial_for_url(url, baudrate=baud, timeout=0.1)
        except (serial.SerialException, ValueError) as error:
            raise ElmError(f"{url}: {error}") from None
        self._lock = threading.Lock()
        self._headers = False
        try:
            # Echo off, line feeds off, spaces off, the protocol by itself; headers on, to tell units apart.
            # What an adapter refuses of it is understood anyway, so its answers matter only for the headers.
            for command in ("ATZ", "ATE0", "ATL0", "ATS0", "ATSP0"):
                self.ask(command)
            self._headers = "OK" in self.ask("ATH1")
        except ElmError:
            self.close()
            raise

    def ask(self, command: str) -> list[str]:
        """The lines that the adapter answers, without echo, prompt and chatter."""
        with self._lock:
            lines = self._ask(command)
            if "STOPPED" in lines:
                # It was still busy with the question before and took this one for an interruption.
                time.sleep(SETTLE_S)
                lines = self._ask(command)
        return lines

    def request(self, service: int, *parameters: int) -> list[bytes]:
        """What each control unit answers to a request, without the service's echo; empty when none does."""
        return [answer.data for answer in self.answers(service, *parameters)]

    def answers(self, service: int, *parameters: int) -> list[Answer]:
        """As `request`, with the unit that says it. Raises ElmError when the adapter has started anew."""
        command = bytes((service, *parameters)).hex().upper()
        lines = self.ask(command)
        if any(line.startswith(_RESTARTED) for line in lines):
            raise ElmError("the adapter has started anew")
        # Some copies say OK to headers and show none, or refuse them and show them all the same.
        for headers in (self._headers, not self._headers):
            found = [
                Answer(unit, message[1:])
                for unit, message in messages(lines, headers)
                if message[:1] == bytes([service + 0x40])
            ]
            if found:
                return found
        return []

    def voltage(self) -> float | None:
        """At the socket, which is the 12-volt battery's; None where the adapter cannot tell."""
        for line in self.ask("ATRV"):
            with contextlib.suppress(ValueError):
                return float(line.rstrip("Vv"))
        return None

    def close(self) -> None:
        with contextlib.suppress(serial.SerialException, OSError):
            self._port.close()

    def _ask(self, command: str) -> list[str]:
        try:
            self._port.reset_input_buffer()
            self._port.write(command.encode() + b"\r")
            answer = self._read_to_prompt()
        except (serial.SerialException, OSError) as error:
            raise ElmError(str(error)) from None
        return said(answer, command)

    def _read_to_prompt(self) -> bytes:
        begun_s = time.monotonic()
        answer = b""
        while not answer.rstrip(b"\x00 \r\n").endswith(b">"):
            answer += self._port.read(self._port.in_waiting or 1)
            at_work = any(words in answer for words in _AT_WORK)
            if time.monotonic() - begun_s > (CONNECT_S if at_work else ANSWER_S):
                raise ElmError("the adapter does not answer")
        return answer


def said(answer: bytes, command: str) -> list[str]:
    """The lines of a raw answer up to its prompt, without what an adapter says of its own work."""
    text = answer.replace(b"\x00", b"").decode("ascii", "replace").replace(">", "\r").replace("\n", "\r")
    lines: list[str] = []
    for line in text.split("\r"):
        bare = line.strip()
        while (chatter := _CHATTER.match(bare)) and chatter.end() > 0:
            bare = bare[chatter.end() :].strip()
        if bare and bare.replace(" ", "").upper() != command.upper():
            lines.append(bare)
    return lines


def messages(lines: Iterable[str], headers: bool) -> list[tuple[str, bytes]]:
    """Whole messages by the unit that sent them. `headers`: the adapter has said that it shows them.

    Lines that hold no digits (NO DATA, BUFFER FULL, ?) say nothing; a message that misses a part is left out.
    """
    found: list[tuple[str, bytes]] = []
    can: dict[str, _Frames] = {}
    bare = _BareLines()
    for line in lines:
        text = line.replace(" ", "").upper()
        if ":" in text or len(text) == 3:
            bare.hear(text)
            continue
        if not _HEX.fullmatch(text):
            continue
        unit, frame = _on_can(text)
        if unit:
            whole = can.setdefault(unit, _Frames()).hear(frame)
            if whole is not None:
                found.append((unit, whole))
        elif len(text) % 2 == 0:
            raw = bytes.fromhex(text)
            if headers and len(raw) > 4:
                # An older bus: priority, receiver, sender, then the message and its checksum.
                found.append((raw[2:3].hex().upper(), raw[3:-1]))
            else:
                found.append(("", raw))
    return found + [("", whole) for whole in bare.whole()]


def _on_can(text: str) -> tuple[str, bytes]:
    """Unit and frame of a line with a CAN identifier; "" for any other line."""
    if len(text) % 2 and _CAN_11_BIT.match(text):
        return text[:3], bytes.fromhex(text[3:])
    long = _CAN_29_BIT.match(text)
    return (long[1], bytes.fromhex(text[8:])) if long and len(text) % 2 == 0 else ("", b"")


class _Frames:
    """One unit's frames, put together as ISO 15765-2 says."""

    def __init__(self) -> None:
        self._parts = b""
        self._length = 0
        self._next = 0

    def hear(self, frame: bytes) -> bytes | None:
        """The message that this frame completes."""
        if not frame:
            return None
        kind, low = frame[0] >> 4, frame[0] & 0x0F
        if kind == 0:
            return frame[1 : 1 + low] if 0 < low < len(frame) else None
        if kind == 1 and len(frame) > 2:
            self._length, self._parts, self._next = low << 8 | frame[1], frame[2:], 1
        elif kind == 2 and self._length:
            if low != self._next:
                self._length = 0  # a frame is missing: better nothing than a wrong number
                return None
            self._parts += frame[1:]
            self._next = (low + 1) & 0x0F
            if len(self._parts) >= self._length:
                whole, self._length = self._parts[: self._length], 0
                return whole
        return None


class _BareLines:
    """Long answers without headers: a length, then numbered lines ("014", "0:4902…", "1:…").

    Nothing tells whose line it is: the first of a number belongs to who began first, the second to the next.
    """

    def __init__(self) -> None:
        self._lengths: list[int] = []
        self._lines: dict[str, list[str]] = {}

    def hear(self, text: str) -> None:
        number, colon, rest = text.partition(":")
        if not _HEX.fullmatch(number) or (colon and not _HEX.fullmatch(rest)):
            return
        if colon:
            self._lines.setdefault(number, []).append(rest)
        else:
            self._lengths.append(int(number, 16))

    def whole(self) -> list[bytes]:
        found: list[bytes] = []
        for which, length in enumerate(self._lengths):
            text = "".join(lines[which] for lines in self._lines.values() if len(lines) > which)
            data = bytes.fromhex(text) if len(text) % 2 == 0 else b""
            if len(data) >= length:
                found.append(data[:length])
        return found
