"""Drives on disk: logs of others (see can_logs.py) and our own recordings, read one entry at a time.

Our own: gzip of JSON lines; the first is {"format": "headunit-drive", "version": 1}, each other one
{"t": seconds since the start, "v": {path: value}}. A file that ends early (power was cut) reads up to there.
"""

from __future__ import annotations

import gzip
import json
import os
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from hmi.agent.sources.can_logs import RecordingError, Unread, open_text, read_frames
from hmi.agent.sources.decoder import CanDecoder

__all__ = ["FORMAT", "Recorder", "RecordingError", "read_drive"]

FORMAT = {"format": "headunit-drive", "version": 1}


def read_drive(
    path: Path,
    decoder: CanDecoder | None = None,
    channel: str = "can0",
    unread: Unread | None = None,
) -> Iterator[tuple[float, dict[str, object]]]:
    """(seconds since the start, values by path) of a recording, or of a log of CAN frames with its decoder.

    What of the log cannot be read is noted in `unread`. Raises RecordingError when the file is neither or has
    nothing of `channel`.
    """
    if decoder is None:
        yield from _read_signals(path)
        return
    unread = Unread() if unread is None else unread
    start_s: float | None = None
    for frame in read_frames(path, unread):
        if start_s is None:
            start_s = frame.time_s
        if frame.channel not in (channel, ""):
            continue
        values = decoder.decode(frame.frame_id, frame.payload, frame.time_s)
        if values:
            yield frame.time_s - start_s, values
    if not unread.channels & {channel, ""}:
        there = ", ".join(sorted(unread.channels))
        raise RecordingError(f"{path} has nothing of {channel}; it has {there} (channel=…)")


class Recorder:
    """Writes what it hears; flushed every second, so that a power cut costs at most that."""

    def __init__(self, path: Path, clock: Callable[[], float] = time.monotonic) -> None:
        try:
            # Where a car was is for its owner alone; nothing that is there is written over.
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        except OSError as error:
            raise RecordingError(f"{path}: {error.strerror}") from None
        self._raw = os.fdopen(descriptor, "wb")
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
    with open_text(path) as lines:
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
