"""Position from a satellite receiver: gpsd's JSON protocol, or NMEA 0183 sentences from a port."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable, Mapping
from typing import Any

from hmi.agent.sources.source import Sink
from hmi.agent.sources.trying import keep_trying
from hmi.errors import CommandRefusedError
from hmi.vehicle.signals import Value

RETRY_S = 2.0
SILENT_S = 10.0
KNOT_MPS = 0.514444
USER_RANGE_ERROR_M = 2.5
"""one sigma of a civil receiver; HDOP times this is the horizontal accuracy"""
MOVING_MPS = 0.8
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
        await keep_trying(self.name, lambda found: self._listen(sink, found), (OSError,), RETRY_S)

    async def actuate(self, path: str, value: Value) -> None:  # noqa: ARG002 – the shape of a source
        raise CommandRefusedError(f"{path} cannot be set at a receiver")

    async def _listen(self, sink: Sink, found: Callable[[], None]) -> None:
        reader, writer = await asyncio.open_connection(self._host, self._port)
        try:
            writer.write(b'?WATCH={"enable":true,"json":true};\n')
            await writer.drain()
            while True:
                line = await reader.readline()
                if not line:
                    raise ConnectionError("gpsd closed the connection")
                try:
                    report = json.loads(line)
                except ValueError:
                    continue
                if isinstance(report, dict) and report.get("class") == "TPV":
                    values = position_report(report)
                    if values:
                        found()
                        sink(values, time.monotonic())
        finally:
            writer.close()


class NmeaSource:
    """A receiver at a serial port or at `socket://host:port`."""

    actuators: frozenset[str] = frozenset()

    def __init__(self, url: str, priority: int = 60) -> None:
        self.name = f"nmea:{url}"
        self.priority = priority
        self._url = url

    async def run(self, sink: Sink) -> None:
        await keep_trying(self.name, lambda found: self._listen(sink, found), (OSError,), RETRY_S)

    async def actuate(self, path: str, value: Value) -> None:  # noqa: ARG002 – the shape of a source
        raise CommandRefusedError(f"{path} cannot be set at a receiver")

    async def _listen(self, sink: Sink, found: Callable[[], None]) -> None:
        import serial

        port = await asyncio.to_thread(serial.serial_for_url, self._url, timeout=0.5)
        sentences = Nmea()
        heard_s = time.monotonic()
        try:
            while True:
                line = await asyncio.to_thread(port.readline)
                if line:
                    heard_s = time.monotonic()
                elif time.monotonic() - heard_s > SILENT_S:
                    raise ConnectionError("the receiver is silent")
                values = sentences.hear(line.decode("ascii", "replace"))
                if values:
                    found()
                    sink(values, time.monotonic())
        except serial.SerialException as error:
            raise ConnectionError(str(error)) from None
        finally:
            port.close()


class Nmea:
    """Joins GGA, RMC and GST sentences of one epoch into VSS values."""

    def __init__(self) -> None:
        self._accuracy_m: float | None = None

    def hear(self, line: str) -> dict[str, object]:
        """What a sentence says; empty for a damaged one or one of no interest."""
        fields = _checked(line)
        if not fields:
            return {}
        kind = fields[0][2:]
        try:
            if kind == "GGA":
                return self._gga(fields)
            if kind == "RMC":
                return self._rmc(fields)
            if kind == "GST":
                self._accuracy_m = (float(fields[6]) ** 2 + float(fields[7]) ** 2) ** 0.5
        except (ValueError, IndexError):
            return {}
        return {}

    def _gga(self, fields: list[str]) -> dict[str, object]:
        if fields[6] in ("", "0"):
            return {_LOCATION + "GNSSReceiver.FixType": "NONE"}
        accuracy = self._accuracy_m
        if accuracy is None:
            accuracy = float(fields[8]) * USER_RANGE_ERROR_M
        return {
            _LOCATION + "Latitude": _degrees(fields[2], fields[3]),
            _LOCATION + "Longitude": _degrees(fields[4], fields[5]),
            _LOCATION + "Altitude": float(fields[9]),
            _LOCATION + "HorizontalAccuracy": accuracy,
            _LOCATION + "GNSSReceiver.FixType": "THREE_D",
        }

    def _rmc(self, fields: list[str]) -> dict[str, object]:
        if fields[2] != "A":
            return {_LOCATION + "GNSSReceiver.FixType": "NONE"}
        values: dict[str, object] = {
            _LOCATION + "Latitude": _degrees(fields[3], fields[4]),
            _LOCATION + "Longitude": _degrees(fields[5], fields[6]),
        }
        if fields[8] and float(fields[7] or 0) * KNOT_MPS > MOVING_MPS:
            values[_LOCATION + "Heading"] = float(fields[8]) % 360.0
        if len(fields[9]) == 6 and len(fields[1]) >= 6:
            day, clock = fields[9], fields[1]
            values[_LOCATION + "Timestamp"] = (
                f"20{day[4:]}-{day[2:4]}-{day[:2]}T{clock[:2]}:{clock[2:4]}:{clock[4:]}Z"
            )
        return values


def position_report(report: Mapping[str, Any]) -> dict[str, object]:
    """A gpsd TPV report as VSS values."""
    mode = report.get("mode", 0)
    if mode < 2:
        return {_LOCATION + "GNSSReceiver.FixType": "NONE"}
    values: dict[str, object] = {_LOCATION + "GNSSReceiver.FixType": "THREE_D" if mode >= 3 else "TWO_D"}
    for key, name in (
        ("lat", "Latitude"),
        ("lon", "Longitude"),
        ("altMSL", "Altitude"),
        ("eph", "HorizontalAccuracy"),
        ("epv", "VerticalAccuracy"),
    ):
        if isinstance(report.get(key), (int, float)):
            values[_LOCATION + name] = float(report[key])
    if report.get("speed", 0.0) > MOVING_MPS and isinstance(report.get("track"), (int, float)):
        values[_LOCATION + "Heading"] = float(report["track"]) % 360.0
    if isinstance(report.get("time"), str):
        values[_LOCATION + "Timestamp"] = report["time"]
    return values


def _checked(line: str) -> list[str]:
    """The fields of a sentence whose checksum is right."""
    text = line.strip()
    body, star, check = text[1:].partition("*")
    if not text.startswith("$") or not star:
        return []
    total = 0
    for letter in body:
        total ^= ord(letter)
    try:
        return body.split(",") if total == int(check[:2], 16) else []
    except ValueError:
        return []


def _degrees(text: str, side: str) -> float:
    """ddmm.mmmm or dddmm.mmmm with N, S, E or W."""
    point = text.index(".")
    degrees = int(text[: point - 2]) + float(text[point - 2 :]) / 60
    return -degrees if side in "SW" else degrees
