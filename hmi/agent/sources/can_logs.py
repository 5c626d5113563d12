"""CAN frames out of the logs that people keep: candump's, and the formats that python-can reads.

What cannot be read (a cut line, a broken entry, a format that changed under way) is counted and told with its
line; the rest plays. Remote and error frames carry no values and are passed over without a word.
"""

from __future__ import annotations

import gzip
import io
import lzma
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import can

from hmi.errors import HeadunitError

TEXT_FORMATS = (".asc", ".csv", ".trc")
_MAGIC = {".blf": b"LOGG", ".db": b"SQLite format 3", ".mf4": b"MDF"}
BINARY_FORMATS = tuple(_MAGIC)
_STAMP = r"\(\s*(?P<time>\d+(?:\.\d+)?)\)"
_LOGGED = re.compile(
    rf"{_STAMP}\s+(?P<channel>\S+)\s+(?P<id>[0-9A-Fa-f]+)(?P<mark>##[0-9A-Fa-f]|#)(?P<data>[0-9A-Fa-f.]*)(?:\s+[RT])?"
)
"""`candump -l`: 123#DEADBEEF, and with CAN FD's flags 123##1DEADBEEF"""
_SHOWN = re.compile(
    rf"(?:{_STAMP}\s+)?(?P<channel>\S+)\s+(?:[RT]X\s+\S+\s+)?(?P<id>[0-9A-Fa-f]{{3,8}})\s+\[\d+\]\s+(?P<data>(?:[0-9A-Fa-f]{{2}}\s*)*?)(?:\s*'.*')?"
)
"""as candump shows frames on the screen"""
_REMOTE = re.compile(
    rf"(?:{_STAMP}\s+)?\S+\s+[0-9A-Fa-f]+(?:#R[0-9A-Fa-f]?|\s+\[\d+\]\s+remote request)(?:\s+[RT])?"
)
_ASC_FRAME = re.compile(r"\s*\d+\.\d+\s+(?:\d+|CANFD)\s.*\b[RT]x\b")
_REMARK = re.compile(r"\s*(?:[#;%/].*)?")


class RecordingError(HeadunitError):
    """A recorded drive cannot be read or written."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One CAN frame of a log."""

    time_s: float
    channel: str
    """empty where the log does not tell"""
    frame_id: int
    payload: bytes


@dataclass(slots=True)
class Unread:
    """What of a log could not be read."""

    count: int = 0
    first: str = ""
    """where, and in whose words"""
    channels: set[str] = field(default_factory=set)
    """the buses that the log has"""
    frames: int = 0

    def note(self, where: str, why: str) -> None:
        self.count += 1
        self.first = self.first or f"{where}: {why}"

    @property
    def words(self) -> str:
        """Empty when all was read."""
        if not self.count:
            return ""
        return f"{self.count} {'entry' if self.count == 1 else 'entries'} cannot be read ({self.first})"


def read_frames(path: Path, unread: Unread) -> Iterator[Frame]:
    """The frames of a log in order; text may be compressed. Raises RecordingError for no log at all."""
    suffix = next((s for s in reversed(path.suffixes) if s.lower() not in (".gz", ".xz")), "").lower()
    if suffix in TEXT_FORMATS:
        frames = _text_frames(path, suffix, unread)
    elif suffix in BINARY_FORMATS:
        frames = _binary_frames(path, unread)
    else:
        frames = _candump_frames(path, unread)
    for frame in frames:
        unread.frames += 1
        unread.channels.add(frame.channel)
        yield frame
    if not unread.frames:
        reason = f": {unread.first}" if unread.first else ""
        raise RecordingError(f"{path} holds no CAN frame that can be read{reason}")


def open_text(path: Path) -> IO[str]:
    """A text file, also compressed; bytes that are no text become marks. Raises RecordingError."""
    try:
        with path.open("rb") as file:
            magic = file.read(6)
        if magic.startswith(b"\x1f\x8b"):
            return gzip.open(path, "rt", encoding="utf-8", errors="replace")
        if magic == b"\xfd7zXZ\x00":
            return lzma.open(path, "rt", encoding="utf-8", errors="replace")
        return path.open(encoding="utf-8", errors="replace")
    except OSError as error:
        raise RecordingError(f"{path}: {error.strerror}") from None


def _lines(path: Path, unread: Unread) -> Iterator[str]:
    """Up to where a compressed file was cut."""
    with open_text(path) as file:
        try:
            yield from file
        except (EOFError, OSError, lzma.LZMAError, ValueError) as error:
            unread.note("the end", str(error) or type(error).__name__)


def _candump_frames(path: Path, unread: Unread) -> Iterator[Frame]:
    time_s = 0.0
    for number, line in enumerate(_lines(path, unread), start=1):
        text = line.strip()
        found = _LOGGED.fullmatch(text) or _SHOWN.fullmatch(text)
        if found is None:
            if not _REMARK.fullmatch(text) and not _REMOTE.fullmatch(text):
                unread.note(f"line {number}", "not a line of a candump log")
            continue
        digits = found["data"].replace(" ", "").replace(".", "")
        if len(digits) % 2:
            unread.note(f"line {number}", "cut short")
            continue
        time_s = float(found["time"]) if found["time"] else time_s
        yield Frame(time_s, found["channel"], int(found["id"], 16), bytes.fromhex(digits))


def _text_frames(path: Path, suffix: str, unread: Unread) -> Iterator[Frame]:
    """python-can's readers end at the first line that they cannot read: they are begun anew behind it."""
    readers: dict[str, Callable[[Any], Any]] = {
        ".asc": lambda file: can.ASCReader(file, relative_timestamp=False),
        ".csv": can.CSVReader,
        ".trc": can.TRCReader,
    }
    lines = list(_lines(path, unread))
    head = _head(lines, suffix)
    at = len(head)
    while at < len(lines):
        file = _Counted(head + lines[at:])
        try:
            for message in readers[suffix](file):
                # A .trc counts its buses from 1.
                yield from _frame(message, first_bus=1 if suffix == ".trc" else 0)
            break
        except Exception as error:  # whatever a reader makes of a broken line
            read = max(file.taken - len(head), 1)
            unread.note(f"line {at + read}", str(error) or type(error).__name__)
            at += read
    if suffix == ".asc":
        # Its reader passes over what it does not know; of that, only what was to be a frame is a loss.
        for number, line in enumerate(lines, start=1):
            if _ASC_FRAME.match(line) and not can.io.asc.ASC_MESSAGE_REGEX.match(line.strip()):
                unread.note(f"line {number}", "not a frame")


def _head(lines: list[str], suffix: str) -> list[str]:
    """The lines that say how the others are to be read."""
    if suffix == ".csv":
        return lines[:1]
    marks = {".asc": re.compile(r"\s*\d+\.\d+\s"), ".trc": re.compile(r"\s*[^;\s]")}[suffix]
    end = next((number for number, line in enumerate(lines) if marks.match(line)), len(lines))
    return lines[:end]


class _Counted(io.TextIOBase):
    """A text file of some lines that knows how many of them were taken."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self.taken = 0

    def readline(self, _size: int | None = -1, /) -> str:  # type: ignore[override]
        if self.taken >= len(self._lines):
            return ""
        self.taken += 1
        return self._lines[self.taken - 1]


def _binary_frames(path: Path, unread: Unread) -> Iterator[Frame]:
    try:
        with path.open("rb") as file:  # a reader that refuses a file forgets to close it
            start = file.read(16)
        wanted = _MAGIC[path.suffix.lower()]
        if not start.startswith(wanted):
            raise RecordingError(f"{path} is no {path.suffix} file")
        reader = can.LogReader(path)
    except RecordingError:
        raise
    except NotImplementedError as error:
        raise RecordingError(f"{path}: {error}") from None
    except Exception as error:  # a file of another kind, which each reader says in its own way
        raise RecordingError(f"{path}: {str(error) or type(error).__name__}") from None
    try:
        for message in reader:
            yield from _frame(message)
    except Exception as error:  # cut or broken: what came before has played
        unread.note("the end", str(error) or type(error).__name__)
    finally:
        reader.stop()


def _frame(message: can.Message, first_bus: int = 0) -> Iterator[Frame]:
    if not message.is_error_frame and not message.is_remote_frame:
        channel = message.channel
        name = f"can{channel - first_bus}" if isinstance(channel, int) else str(channel or "")
        yield Frame(message.timestamp, name, message.arbitration_id, bytes(message.data))
