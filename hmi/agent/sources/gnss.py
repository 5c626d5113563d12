"""Position from a satellite receiver: gpsd's JSON protocol, or NMEA 0183 sentences from a port."""

from __future__ import annotations

import asyncio
import json
import math
import time
from collections.abc import Callable, Mapping
from typing import Any

from hmi.agent.signals.store import SPEED_OVER_GROUND
from hmi.agent.sources.nmea import Nmea as Nmea
from hmi.agent.sources.nmea import Sentences
from hmi.agent.sources.source import Sink
from hmi.errors import CommandRefusedError
from hmi.supervision import Retry, keep_running
from hmi.vehicle.signals import Value

RETRY_S = 2.0
SILENT_S = 10.0
READ_S = 0.5
CHUNK_BYTES = 1024
USUAL_BAUD = 9600
LONGEST_REPORT_BYTES = 1 << 20
"""gpsd's list of satellites in view, with their raw measurements"""
KMH_PER_MPS = 3.6
MOVING_MPS = 0.8
"""slower, and the course over ground is noise"""
_LOCATION = "Vehicle.CurrentLocation."


class GpsdSource:
    """gpsd (gpsd.io) at host and port."""

    actuators: frozenset[str] = frozenset()

    def __init__(self, host: str = "127.0.0.1", port: int = 2947, priority: int = 60) -> None:
        self.name = f"gpsd:{host}:{port}"
        self.priority = priority
        self._host = host
        self._port = port

    async def run(self, sink: Sink) -> None:
        await keep_running(self.name, lambda found: self._listen(sink, found), retry=Retry(RETRY_S, RETRY_S))

    async def actuate(self, path: str, value: Value) -> None:  # noqa: ARG002 – the shape of a source
        raise CommandRefusedError(f"{path} cannot be set at a receiver")

    async def _listen(self, sink: Sink, found: Callable[[], None]) -> None:
        reader, writer = await asyncio.open_connection(self._host, self._port, limit=LONGEST_REPORT_BYTES)
        try:
            writer.write(b'?WATCH={"enable":true,"json":true};\n')
            await writer.drain()
            while True:
                try:
                    line = await reader.readline()
                    report = json.loads(line) if line else None
                except ValueError:
                    continue  # too long, or no JSON
                if not line:
                    raise ConnectionError("gpsd closed the connection")
                if isinstance(report, dict) and report.get("class") == "TPV":
                    values = position_report(report)
                    if values:
                        found()
                        sink(values, time.monotonic())
        finally:
            writer.close()


class NmeaSource:
    """A receiver at a serial port or at `socket://host:port`. `baud`: bits a second of the port."""

    actuators: frozenset[str] = frozenset()

    def __init__(self, url: str, priority: int = 60, baud: int = USUAL_BAUD) -> None:
        self.name = f"nmea:{url}"
        self.priority = priority
        self._url = url
        self._baud = baud

    async def run(self, sink: Sink) -> None:
        await keep_running(self.name, lambda found: self._listen(sink, found), retry=Retry(RETRY_S, RETRY_S))

    async def actuate(self, path: str, value: Value) -> None:  # noqa: ARG002 – the shape of a source
        raise CommandRefusedError(f"{path} cannot be set at a receiver")

    async def _listen(self, sink: Sink, found: Callable[[], None]) -> None:
        import serial

        try:
            port = await asyncio.to_thread(
                serial.serial_for_url, self._url, baudrate=self._baud, timeout=READ_S
            )
        except ValueError as error:
            raise ConnectionError(str(error)) from None
        stream, sentences = Sentences(), Nmea()
        heard_s = time.monotonic()
        try:
            while True:
                # Until the end of a line, or of what has come: binary messages have no lines.
                chunk = await asyncio.to_thread(port.read_until, b"\n", CHUNK_BYTES)
                if chunk:
                    heard_s = time.monotonic()
                elif time.monotonic() - heard_s > SILENT_S:
                    raise ConnectionError("the receiver is silent")
                for sentence in stream.feed(chunk):
                    values = sentences.hear(sentence)
                    if values:
                        found()
                        sink(values, time.monotonic())
        except serial.SerialException as error:
            raise ConnectionError(str(error)) from None
        finally:
            port.close()


def position_report(report: Mapping[str, Any]) -> dict[str, object]:
    """A gpsd TPV report as VSS values."""
    mode = report.get("mode", 0)
    if not _is_number(mode) or mode < 2:
        return {_LOCATION + "GNSSReceiver.FixType": "NONE"}
    values: dict[str, object] = {_LOCATION + "GNSSReceiver.FixType": "THREE_D" if mode >= 3 else "TWO_D"}
    for key, name in (
        ("lat", "Latitude"),
        ("lon", "Longitude"),
        ("altMSL", "Altitude"),
        ("eph", "HorizontalAccuracy"),
        ("epv", "VerticalAccuracy"),
    ):
        if _is_number(report.get(key)):
            values[_LOCATION + name] = float(report[key])
    speed_mps = report.get("speed")
    if _is_number(speed_mps):
        values |= _motion(float(speed_mps), report.get("track"))  # type: ignore[arg-type]
    if isinstance(report.get("time"), str):
        values[_LOCATION + "Timestamp"] = report["time"]
    return values


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def _motion(speed_mps: float, course_deg: object) -> dict[str, object]:
    """Speed over ground, and the course while it is one: standing, it is noise."""
    values: dict[str, object] = {SPEED_OVER_GROUND: speed_mps * KMH_PER_MPS}
    if speed_mps > MOVING_MPS and _is_number(course_deg):
        values[_LOCATION + "Heading"] = float(course_deg) % 360.0  # type: ignore[arg-type]
    return values
