"""OBD-II through an ELM327 adapter: live values, fault codes, freeze frames, VIN (SAE J1979).

A car that does not answer is off, or asleep, or speaks nothing that the adapter knows: the adapter stays
open, the 12-volt battery is read on, and what the car knows is asked for again as soon as its ignition is on.
No answer is never "no fault codes".

The adapter is a serial port or anything that pyserial opens by URL (`socket://host:port`). It is spoken to on
a worker thread, one question at a time, as the ELM327 data sheet asks.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hmi.agent.sources.elm import USUAL_BAUD, CarSilentError, Elm327, ElmError
from hmi.agent.sources.source import Sink
from hmi.agent.sources.trying import POLL_S, Due, ask_on_thread
from hmi.errors import CommandRefusedError
from hmi.supervision import Retry, keep_running
from hmi.vehicle.motion import IGNITION
from hmi.vehicle.signals import Value

__all__ = ["Elm327", "ElmError", "ObdSource", "code_text", "read_codes", "read_freeze_frame", "read_vin"]

RETRY_S = 3.0
SILENT_AFTER_S = 2.0
"""so long without any answer, and at least `SILENCES` questions: the car is off, not only busy"""
SILENCES = 4
CHARGED_FROM_V = 13.0
"""An engine that runs, or an electric car that is on, charges its 12-volt battery with more than this."""
CODES_EVERY_S = 10.0
_CODES = -1
"""the fault codes, among the numbers of live values"""
_SPEED_PID = 0x0D
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


class ObdSource:
    """A car's diagnostic socket. Cannot set anything, but clears fault codes."""

    actuators: frozenset[str] = frozenset()

    def __init__(self, url: str, priority: int = 30, baud: int = USUAL_BAUD) -> None:
        self._baud = baud
        self.name = f"obd:{url}"
        self.priority = priority
        self._url = url
        self._elm: Elm327 | None = None

    async def run(self, sink: Sink) -> None:
        async def attempt(found: Callable[[], None]) -> None:
            await ask_on_thread(lambda hand_over, stop: self._poll(hand_over, found, stop), sink)

        await keep_running(self.name, attempt, retry=Retry(RETRY_S, RETRY_S))

    async def actuate(self, path: str, value: Value) -> None:  # noqa: ARG002 – the shape of a source
        raise CommandRefusedError(f"{path} cannot be set through the diagnostic socket")

    async def clear_codes(self) -> None:
        elm = self._connected()
        try:
            confirmed = await asyncio.to_thread(elm.request, 0x04)
        except ElmError as error:
            raise CommandRefusedError(str(error)) from None
        if not confirmed:
            raise CommandRefusedError("the car did not confirm that it forgot its fault codes")

    async def freeze_frame(self, code: str) -> Mapping[str, Value]:
        elm = self._connected()
        try:
            frame = await asyncio.to_thread(read_freeze_frame, elm)
        except ElmError:
            raise KeyError(code) from None
        if frame.get("code") != code:
            raise KeyError(code)
        return frame

    def _connected(self) -> Elm327:
        if self._elm is None:
            raise CommandRefusedError("the diagnostic adapter does not answer")
        return self._elm

    def _poll(self, hand_over: Sink, found: Callable[[], None], stop: threading.Event) -> None:
        elm = Elm327(self._url, self._baud)
        try:
            self._elm = elm
            found()
            answered = False
            while not stop.is_set():
                supported = supported_pids(elm)
                if supported:
                    answered = True
                    try:
                        self._follow(elm, supported, hand_over, stop)
                    except CarSilentError:
                        continue
                else:
                    self._tell_silent(elm, hand_over, answered)
                    stop.wait(RETRY_S)
        finally:
            self._elm = None
            elm.close()

    def _tell_silent(self, elm: Elm327, hand_over: Sink, answered: bool) -> None:
        """The car does not answer an adapter that does. One that answered before and whose 12-volt battery
        nothing charges is off; of any other nothing is known."""
        voltage = elm.voltage()
        if voltage is None:
            return
        values: dict[str, object] = {"Vehicle.LowVoltageBattery.CurrentVoltage": voltage}
        if answered and voltage < CHARGED_FROM_V:
            values[IGNITION] = "OFF"
        hand_over(values, time.monotonic())

    def _follow(self, elm: Elm327, supported: frozenset[int], hand_over: Sink, stop: threading.Event) -> None:
        """Ask for what the car knows while it answers. Raises CarSilentError when it no longer does."""
        vin = read_vin(elm)
        if vin:
            hand_over({"Vehicle.VehicleIdentification.VIN": vin}, time.monotonic())
        wanted = {pid.number: pid for pid in PIDS if pid.number in supported}
        due = Due({_CODES: CODES_EVERY_S} | {number: pid.period_s for number, pid in wanted.items()})
        silence = _Silence()

        def tell(number: int) -> None:
            values = _codes(elm) if number == _CODES else _live(elm, wanted[number])
            silence.judge(bool(values))
            if values:
                hand_over(values, time.monotonic())

        asked_s = 0.0
        while not stop.wait(POLL_S):
            for number in due.now():
                if stop.is_set():
                    return
                tell(number)
                # A slow adapter takes seconds for a round: the speed is asked for in between.
                if _SPEED_PID in wanted and number != _SPEED_PID:
                    if time.monotonic() - asked_s >= wanted[_SPEED_PID].period_s:
                        tell(_SPEED_PID)
                        asked_s = time.monotonic()
                else:
                    asked_s = time.monotonic()


class _Silence:
    """Tells a car that was switched off from one that does not know an answer."""

    def __init__(self) -> None:
        self._unanswered = 0
        self._since_s = time.monotonic()

    def judge(self, answered: bool) -> None:
        """Raises CarSilentError after so many questions and so long without any answer."""
        if answered:
            self._unanswered, self._since_s = 0, time.monotonic()
            return
        self._unanswered += 1
        if self._unanswered >= SILENCES and time.monotonic() - self._since_s > SILENT_AFTER_S:
            raise CarSilentError("the car does not answer")


def _live(elm: Elm327, pid: Pid) -> dict[str, object]:
    for data in elm.request(0x01, pid.number):
        if data[:1] == bytes([pid.number]) and len(data) > pid.length:
            return {pid.path: pid.value(data[1:])}
    return {}


def _codes(elm: Elm327) -> dict[str, object]:
    codes = read_codes(elm)
    if codes is None:
        return {}
    return {"Vehicle.Diagnostics.DTCList": codes, "Vehicle.Diagnostics.DTCCount": len(codes)}


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


def read_codes(elm: Elm327) -> tuple[str, ...] | None:
    """Stored fault codes of all units (service 03); None where no unit answers, which is not "none"."""
    answers = elm.request(0x03)
    codes: list[str] = []
    for data in answers:
        # On CAN the first byte is the count; older protocols send three codes without it.
        body = data[1:] if len(data) % 2 else data
        codes += [code_text(body[i : i + 2]) for i in range(0, len(body) - 1, 2) if any(body[i : i + 2])]
    return tuple(dict.fromkeys(codes)) if answers else None


def read_vin(elm: Elm327) -> str:
    """17 characters, or empty where the car does not tell. The engine's unit is asked before others."""
    by_unit: dict[str, list[bytes]] = {}
    for answer in elm.answers(0x09, 0x02):
        if answer.data[:1] == b"\x02":
            by_unit.setdefault(answer.unit, []).append(answer.data[1:])
    for _, parts in sorted(by_unit.items()):
        # On CAN a count and all characters; on older buses five numbered messages of four characters each.
        whole = next((part[1:] for part in parts if len(part) >= 18), None)
        if whole is None:
            numbered = {part[0]: part[1:5] for part in parts if len(part) >= 5}
            whole = b"".join(numbered[number] for number in sorted(numbered))
        text = bytes(b for b in whole if 0x20 < b < 0x7F).decode("ascii")
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
