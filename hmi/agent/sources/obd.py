"""OBD-II through an ELM327 adapter: live values, fault codes, freeze frames, VIN (SAE J1979).

The adapter is a serial port or anything that pyserial opens by URL (`socket://host:port`). It is spoken to on
a worker thread, one question at a time, as the ELM327 data sheet asks.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import serial

from hmi.agent.sources.source import Sink
from hmi.agent.sources.trying import POLL_S, Due, ask_on_thread, keep_trying
from hmi.errors import CommandRefusedError
from hmi.vehicle.signals import Value

RETRY_S = 3.0
ANSWER_S = 3.0
CODES_EVERY_S = 10.0
_CODES = -1
"""the fault codes, among the numbers of live values"""
_ENGINE = "Vehicle.Powertrain.CombustionEngine."


@dataclass(frozen=True, slots=True)
class Pid:
    """One live value of service 01: bytes A, B … into the unit of `path`."""

    number: int
    path: str
    length: int
    value: Callable[[bytes], float]
    period_s: float = 0.2


PIDS: tuple[Pid, ...] = (
    Pid(0x0D, "Vehicle.Speed", 1, lambda d: float(d[0])),
    Pid(0x0C, _ENGINE + "Speed", 2, lambda d: (d[0] * 256 + d[1]) / 4),
    Pid(0x11, _ENGINE + "TPS", 1, lambda d: d[0] * 100 / 255),
    Pid(0x0B, _ENGINE + "MAP", 1, lambda d: float(d[0]), 0.5),
    Pid(0x10, _ENGINE + "MAF", 2, lambda d: (d[0] * 256 + d[1]) / 100, 0.5),
    Pid(0x05, _ENGINE + "EngineCoolant.Temperature", 1, lambda d: d[0] - 40.0, 2.0),
    Pid(0x5C, _ENGINE + "EngineOil.Temperature", 1, lambda d: d[0] - 40.0, 2.0),
    Pid(0x2F, "Vehicle.Powertrain.FuelSystem.RelativeLevel", 1, lambda d: d[0] * 100 / 255, 2.0),
    Pid(0x46, "Vehicle.Exterior.AirTemperature", 1, lambda d: d[0] - 40.0, 2.0),
    Pid(0x42, "Vehicle.LowVoltageBattery.CurrentVoltage", 2, lambda d: (d[0] * 256 + d[1]) / 1000, 2.0),
    Pid(0x5B, "Vehicle.Powertrain.TractionBattery.StateOfCharge.Current", 1, lambda d: d[0] * 100 / 255, 2.0),
    Pid(0x49, "Vehicle.Chassis.Accelerator.PedalPosition", 1, lambda d: d[0] * 100 / 255),
    Pid(0xA6, "Vehicle.TraveledDistance", 4, lambda d: int.from_bytes(d[:4], "big") * 100.0, 5.0),
)


class ElmError(OSError):
    """The adapter does not answer, or not as an ELM327 does."""


class Elm327:
    """The adapter's command line. Blocking; one caller at a time. Raises ElmError."""

    def __init__(self, url: str) -> None:
        try:
            self._port = serial.serial_for_url(url, baudrate=38_400, timeout=0.1)
        except (serial.SerialException, ValueError) as error:
            raise ElmError(f"{url}: {error}") from None
        self._lock = threading.Lock()
        # echo off, line feeds off, spaces off, headers off, the protocol by itself
        for command in ("ATZ", "ATE0", "ATL0", "ATS0", "ATH0", "ATSP0"):
            self.ask(command)

    def ask(self, command: str) -> list[str]:
        """The lines that the adapter answers, without prompt and chatter."""
        with self._lock:
            try:
                self._port.reset_input_buffer()
                self._port.write(command.encode() + b"\r")
                answer = self._read_to_prompt()
            except (serial.SerialException, OSError) as error:
                raise ElmError(str(error)) from None
        lines = [line.strip() for line in answer.replace("\n", "\r").split("\r")]
        return [line for line in lines if line and line != command and not line.startswith("SEARCHING")]

    def request(self, service: int, *parameters: int) -> list[bytes]:
        """What each control unit answers to a request, without the service's echo; empty when none does."""
        command = bytes((service, *parameters)).hex().upper()
        messages = _messages(self.ask(command))
        return [m[1:] for m in messages if m and m[0] == service + 0x40]

    def close(self) -> None:
        with contextlib.suppress(serial.SerialException, OSError):
            self._port.close()

    def _read_to_prompt(self) -> str:
        until = time.monotonic() + ANSWER_S
        answer = b""
        while not answer.endswith(b">"):
            answer += self._port.read(256)
            if time.monotonic() > until:
                raise ElmError("the adapter does not answer")
        return answer[:-1].decode("ascii", "replace")


class ObdSource:
    """A car's diagnostic socket. Cannot set anything, but clears fault codes."""

    actuators: frozenset[str] = frozenset()

    def __init__(self, url: str, priority: int = 30) -> None:
        self.name = f"obd:{url}"
        self.priority = priority
        self._url = url
        self._elm: Elm327 | None = None

    async def run(self, sink: Sink) -> None:
        async def attempt(found: Callable[[], None]) -> None:
            await ask_on_thread(lambda hand_over, stop: self._poll(hand_over, found, stop), sink)

        await keep_trying(self.name, attempt, (ElmError,), RETRY_S)

    async def actuate(self, path: str, value: Value) -> None:  # noqa: ARG002 – the shape of a source
        raise CommandRefusedError(f"{path} cannot be set through the diagnostic socket")

    async def clear_codes(self) -> None:
        elm = self._connected()
        try:
            await asyncio.to_thread(elm.request, 0x04)
        except ElmError as error:
            raise CommandRefusedError(str(error)) from None

    async def freeze_frame(self, code: str) -> Mapping[str, Value]:
        elm = self._connected()
        frame = await asyncio.to_thread(read_freeze_frame, elm)
        if frame.get("code") != code:
            raise KeyError(code)
        return frame

    def _connected(self) -> Elm327:
        if self._elm is None:
            raise CommandRefusedError("the diagnostic adapter does not answer")
        return self._elm

    def _poll(self, hand_over: Sink, found: Callable[[], None], stop: threading.Event) -> None:
        elm = Elm327(self._url)
        try:
            self._elm = elm
            supported = supported_pids(elm)
            vin = read_vin(elm)
            found()
            if vin:
                hand_over({"Vehicle.VehicleIdentification.VIN": vin}, time.monotonic())
            wanted = {pid.number: pid for pid in PIDS if pid.number in supported}
            due = Due({_CODES: CODES_EVERY_S} | {number: pid.period_s for number, pid in wanted.items()})
            while not stop.wait(POLL_S):
                values: dict[str, object] = {}
                for number in due.now():
                    if number == _CODES:
                        codes = read_codes(elm)
                        values["Vehicle.Diagnostics.DTCList"] = codes
                        values["Vehicle.Diagnostics.DTCCount"] = len(codes)
                        continue
                    pid = wanted[number]
                    payload = next(
                        (d[1:] for d in elm.request(0x01, number) if d[:1] == bytes([number])), b""
                    )
                    if len(payload) >= pid.length:
                        values[pid.path] = pid.value(payload)
                if values:
                    hand_over(values, time.monotonic())
        finally:
            self._elm = None
            elm.close()


def supported_pids(elm: Elm327) -> frozenset[int]:
    """The live values that the car knows, by the bit maps of PIDs 00, 20, 40 …"""
    found: set[int] = set()
    for base in range(0x00, 0xC0, 0x20):
        maps = [d[1:5] for d in elm.request(0x01, base) if d[:1] == bytes([base]) and len(d) >= 5]
        if not maps:
            break
        for bits in maps:
            number = int.from_bytes(bits, "big")
            found |= {base + 1 + n for n in range(32) if number >> (31 - n) & 1}
        if base + 0x20 not in found:
            break
    return frozenset(found)


def read_codes(elm: Elm327) -> tuple[str, ...]:
    """Stored fault codes (service 03)."""
    codes: list[str] = []
    for data in elm.request(0x03):
        # On CAN the first byte is the count; older protocols send three codes without it.
        body = data[1:] if len(data) % 2 else data
        codes += [code_text(body[i : i + 2]) for i in range(0, len(body) - 1, 2) if any(body[i : i + 2])]
    return tuple(dict.fromkeys(codes))


def read_vin(elm: Elm327) -> str:
    """17 characters, or empty where the car does not tell."""
    for data in elm.request(0x09, 0x02):
        text = bytes(b for b in data[1:] if 0x20 < b < 0x7F).decode("ascii")
        if len(text) >= 17:
            return text[-17:]
    return ""


def read_freeze_frame(elm: Elm327) -> dict[str, Value]:
    """What was noted with the code that lit the lamp (service 02, frame 0); empty when there is none."""
    codes = [d[2:4] for d in elm.request(0x02, 0x02, 0x00) if len(d) >= 4 and any(d[2:4])]
    if not codes:
        return {}
    frame: dict[str, Value] = {"code": code_text(codes[0])}
    for pid in PIDS:
        for data in elm.request(0x02, pid.number, 0x00):
            if data[:1] == bytes([pid.number]) and len(data) >= 2 + pid.length:
                frame[pid.path] = round(pid.value(data[2:]), 2)
    return frame


def code_text(raw: bytes) -> str:
    """Two bytes as SAE J2012 writes them: 0x0143 is P0143."""
    return f"{'PCBU'[raw[0] >> 6]}{raw[0] >> 4 & 3}{raw[0] & 15:X}{raw[1]:02X}"


def _messages(lines: list[str]) -> list[bytes]:
    """Answers of one or more lines; long ones come as a length and numbered lines ("014", "0:4902…")."""
    messages: list[bytes] = []
    parts: list[str] | None = None
    length = 0
    for line in lines:
        text = line.replace(" ", "")
        number, colon, rest = text.partition(":")
        try:
            if colon:
                if parts is None or number == "0":
                    parts = []
                parts.append(rest)
                joined = bytes.fromhex("".join(parts))
                if length and len(joined) >= length:
                    messages.append(joined[:length])
                    parts, length = None, 0
            elif len(text) == 3:
                length = int(text, 16)
            else:
                messages.append(bytes.fromhex(text))
        except ValueError:
            continue  # NO DATA, STOPPED, ?, BUS INIT …
    return messages
