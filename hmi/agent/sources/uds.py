"""A control unit as a source: live values by a table of data identifiers, fault codes, snapshots, VIN.

The table is a CSV as `mappings/uds_obd.csv`, which fits every car that speaks OBD on UDS.
"""

from __future__ import annotations

import asyncio
import csv
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from hmi.agent.sources.control_unit import (
    UNKNOWN_TO_IT,
    Address,
    ControlUnit,
    NonsenseError,
    UnitLostError,
    UnitRefusedError,
)
from hmi.agent.sources.decoder import MappingError
from hmi.agent.sources.obd import code_text
from hmi.agent.sources.source import Sink
from hmi.agent.sources.trying import POLL_S, Due, ask_on_thread
from hmi.errors import CommandRefusedError
from hmi.supervision import Retry, keep_running
from hmi.vehicle.signals import BY_PATH, Value

RETRY_S = 3.0
CODES_EVERY_S = 10.0
SILENCES = 3
"""this many questions in a row without a sensible answer: the unit is lost"""
LONGEST_ANSWER = 4092
"""what ISO-TP carries, less the service and the identifier"""
_CODES = -1
"""the fault codes, among the data identifiers"""


@dataclass(frozen=True, slots=True)
class Row:
    """One value within the payload of a data identifier."""

    did: int
    size: int
    """of the payload; 0: whatever comes"""
    start: int
    length: int
    signed: bool
    path: str
    factor: float
    offset: float
    period_s: float

    def value(self, payload: bytes) -> float | None:
        """None for an answer that ends before the value."""
        if len(payload) < self.start + self.length:
            return None
        raw = int.from_bytes(payload[self.start : self.start + self.length], "big", signed=self.signed)
        return round(raw * self.factor + self.offset, 6)


class UdsSource:
    """A unit behind a CAN interface. Cannot set anything, but clears fault codes."""

    actuators: frozenset[str] = frozenset()

    def __init__(self, address: Address, rows: tuple[Row, ...], priority: int = 35) -> None:
        self.name = f"uds:{address.channel}:{address.request:X}"
        self.priority = priority
        self._address = address
        self._rows = rows
        self._unit: ControlUnit | None = None
        self._numbers: dict[str, int] = {}
        self._due = Due({})

    async def run(self, sink: Sink) -> None:
        async def attempt(found: Callable[[], None]) -> None:
            await ask_on_thread(lambda hand_over, stop: self._poll(hand_over, found, stop), sink)

        await keep_running(self.name, attempt, retry=Retry(RETRY_S, RETRY_S))

    async def actuate(self, path: str, value: Value) -> None:  # noqa: ARG002 – the shape of a source
        raise CommandRefusedError(f"{path} cannot be set over {self.name}")

    async def clear_codes(self) -> None:
        unit = self._connected()
        try:
            await asyncio.to_thread(unit.clear)
        except (UnitLostError, UnitRefusedError, NonsenseError) as error:
            raise CommandRefusedError(str(error)) from None
        self._due.again(_CODES)

    async def freeze_frame(self, code: str) -> Mapping[str, Value]:
        unit = self._connected()
        try:
            found = await asyncio.to_thread(unit.snapshot, self._numbers[code])
        except (UnitLostError, UnitRefusedError, NonsenseError):
            raise KeyError(code) from None
        frame: dict[str, Value] = {"code": code}
        for row in self._rows:
            value = row.value(found[row.did]) if row.did in found else None
            if value is not None:
                frame[row.path] = round(value, 2)
        if len(frame) == 1:
            raise KeyError(code)
        return frame

    def _connected(self) -> ControlUnit:
        if self._unit is None:
            raise CommandRefusedError("the control unit does not answer")
        return self._unit

    def _poll(self, hand_over: Sink, found: Callable[[], None], stop: threading.Event) -> None:
        unit = ControlUnit(self._address, {row.did: row.size for row in self._rows})
        try:
            vin = unit.vin()
            self._unit = unit
            found()
            if len(vin) == 17:
                hand_over({"Vehicle.VehicleIdentification.VIN": vin}, time.monotonic())
            periods_s = {_CODES: CODES_EVERY_S}
            for row in self._rows:
                periods_s[row.did] = min(row.period_s, periods_s.get(row.did, row.period_s))
            self._due = due = Due(periods_s)
            failures = 0
            while not stop.wait(POLL_S):
                for did in due.now():
                    if stop.is_set():
                        return
                    try:
                        if did == _CODES:
                            self._tell_codes(unit, hand_over)
                        else:
                            self._tell_values(unit, did, hand_over)
                    except UnitRefusedError as refusal:
                        failures = 0
                        if refusal.code in UNKNOWN_TO_IT:
                            due.drop(did)
                    except (UnitLostError, NonsenseError) as error:
                        failures += 1
                        if failures >= SILENCES:
                            raise UnitLostError(str(error)) from None
                    else:
                        failures = 0
        finally:
            self._unit = None
            unit.close()

    def _tell_values(self, unit: ControlUnit, did: int, hand_over: Sink) -> None:
        payload = unit.read(did)
        rows = [(row.path, row.value(payload)) for row in self._rows if row.did == did]
        values = {path: value for path, value in rows if value is not None}
        if not values:
            raise NonsenseError(f"the control unit's answer to {did:04X} is too short")
        hand_over(_whole_numbers(values), time.monotonic())

    def _tell_codes(self, unit: ControlUnit, hand_over: Sink) -> None:
        numbers = {_text(number): number for number in unit.codes()}
        self._numbers = numbers
        hand_over(
            {"Vehicle.Diagnostics.DTCList": tuple(numbers), "Vehicle.Diagnostics.DTCCount": len(numbers)},
            time.monotonic(),
        )


def read_rows(table: Path) -> tuple[Row, ...]:
    """The table of data identifiers. Raises MappingError with the line."""
    rows: list[Row] = []
    header: list[str] | None = None
    try:
        lines = table.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise MappingError(f"{table}: {error}") from None
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = next(csv.reader([line]))
        if header is None:
            header = cells
            continue
        entry = dict(zip(header, cells, strict=False))
        try:
            row = Row(
                int(entry["did"], 16), int(entry["size"]), int(entry["start"]), int(entry["length"]),
                entry["signed"] == "yes", entry["path"], float(entry["factor"]), float(entry["offset"]),
                float(entry["period_s"]),
            )  # fmt: skip
        except (KeyError, ValueError):
            raise MappingError(f"{table}:{number}: expected {','.join(header)}") from None
        if row.path not in BY_PATH:
            raise MappingError(f"{table}:{number}: {row.path} is not in the signal catalogue")
        sizes = {other.size for other in rows if other.did == row.did} | {row.size}
        longest = row.size or LONGEST_ANSWER
        if not (0 < row.did <= 0xFFFF and 0 <= row.start < row.start + row.length <= longest):
            raise MappingError(f"{table}:{number}: the value lies outside of its {row.size} bytes")
        if len(sizes) > 1:
            raise MappingError(f"{table}:{number}: {row.did:04X} has two sizes")
        rows.append(row)
    return tuple(rows)


def _whole_numbers(values: Mapping[str, float]) -> dict[str, object]:
    """The catalogue wants whole numbers where it says so; a factor makes them floats."""
    return {
        path: value if BY_PATH[path].datatype in ("float", "double") else round(value)
        for path, value in values.items()
    }


def _text(number: int) -> str:
    """Three bytes: two as SAE J2012 writes them, the third is the kind of failure (00: none named)."""
    raw = number.to_bytes(3, "big")
    return code_text(raw[:2]) + (f"-{raw[2]:02X}" if raw[2] else "")
