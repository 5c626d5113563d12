"""Drives on disk: candump logs of others, and our own recordings of signals, both read one entry at a time.

Our own: gzip of JSON lines; the first is {"format": "headunit-drive", "version": 1}, each other one
{"t": seconds since the start, "v": {path: value}}. A file that ends early (power was cut) reads up to there.
"""

from __future__ import annotations

import gzip
import json
import lzma
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from hmi.agent.sources.decoder import CanDecoder
from hmi.errors import HeadunitError

FORMAT = {"format": "headunit-drive", "version": 1}


class RecordingError(HeadunitError):
    """A recorded drive cannot be read or written."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One CAN frame of a log."""

    time_s: float
    channel: str
    frame_id: int
    payload: bytes


def read_drive(
    path: Path, decoder: CanDecoder | None = None, channel: str = "can0"
) -> Iterator[tuple[float, dict[str, object]]]:
    """(seconds since the start, values by path) of a recording, or of a candump log with its decoder.

    Raises RecordingError when the file is neither.
    """
    if decoder is None:
        yield from _read_signals(path)
        return
    start_s: float | None = None
    for frame in read_candump(path):
        if start_s is None:
            start_s = frame.time_s
        if frame.channel != channel:
            continue
        values = decoder.decode(frame.frame_id, frame.payload, frame.time_s)
        if values:
            yield frame.time_s - start_s, values


def read_candump(path: Path) -> Iterator[Frame]:
    """The frames of `candump -l`'s format, plain or compressed by gzip or xz. Raises RecordingError."""
    with _open_text(path) as lines:
        for number, line in enumerate(lines, start=1):
            try:
                stamp, channel, frame = line.split()[:3]
                identifier, _, payload = frame.partition("#")
                yield Frame(
                    float(stamp.strip("()")), channel, int(identifier, 16), bytes.fromhex(payload.strip("#R"))
                )
            except ValueError:
                if line.strip():
                    raise RecordingError(f"{path}:{number}: not a line of a candump log") from None


class Recorder:
    """Writes what it hears; flushed every second, so that a power cut costs at most that."""

    def __init__(self, path: Path, clock: Callable[[], float] = time.monotonic) -> None:
        try:
            self._raw = path.open("wb")
        except OSError as error:
            raise RecordingError(f"{path}: {error.strerror}") from None
        self.path = path
        self._file = gzip.GzipFile(filename="", fileobj=self._raw, mode="wb", compresslevel=5, mtime=0)
        self._clock = clock
        self._start_s: float | None = None
        self._flushed_s = 0.0
        self._write(FORMAT)

    def hear(self, values: Mapping[str, object], time_s: float) -> None:
        """Take values that were true at monotonic `time_s`."""
        if not values:
            return
        if self._start_s is None:
            self._start_s = time_s
        self._write({"t": round(time_s - self._start_s, 4), "v": dict(values)})
        if time_s - self._flushed_s >= 1.0:
            self._flushed_s = time_s
            self._file.flush(zlib.Z_SYNC_FLUSH)
            self._raw.flush()

    def close(self) -> None:
        self._file.close()
        self._raw.close()

    def _write(self, row: Mapping[str, object]) -> None:
        self._file.write(json.dumps(row, separators=(",", ":")).encode() + b"\n")


def _read_signals(path: Path) -> Iterator[tuple[float, dict[str, object]]]:
    with _open_text(path) as lines:
        rows = _json_rows(lines)
        if next(rows, None) != FORMAT:
            raise RecordingError(f"{path}: not a recorded drive")
        for row in rows:
            yield float(row["t"]), dict(row["v"])


def _json_rows(lines: IO[str]) -> Iterator[dict[str, Any]]:
    try:
        for line in lines:
            row = json.loads(line)
            yield row
    except (EOFError, zlib.error, gzip.BadGzipFile, ValueError):
        return  # the power was cut here


def _open_text(path: Path) -> IO[str]:
    try:
        with path.open("rb") as file:
            magic = file.read(6)
        if magic.startswith(b"\x1f\x8b"):
            return gzip.open(path, "rt", encoding="utf-8")
        if magic == b"\xfd7zXZ\x00":
            return lzma.open(path, "rt", encoding="ascii")
        return path.open(encoding="utf-8")
    except OSError as error:
        raise RecordingError(f"{path}: {error.strerror}") from None
