"""Logs as people keep them: every format plays, what cannot be read is counted and told, the rest plays."""

from __future__ import annotations

import asyncio
import gzip
import logging
import lzma
from collections.abc import Callable
from pathlib import Path

import can
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hmi.agent.sources.can_logs import RecordingError, Unread, read_frames
from hmi.agent.sources.configure import make_sources
from hmi.agent.sources.recording import read_drive
from hmi.agent.sources.simulator.source import SimulatedCar
from maps.geometry import LatLon

FRAMES = [(0x100 + n, bytes((n, 255 - n, 3)), 0.1 * n) for n in range(20)]


def read(path: Path) -> tuple[list[tuple[int, bytes]], Unread]:
    unread = Unread()
    return [(frame.frame_id, frame.payload) for frame in read_frames(path, unread)], unread


@pytest.mark.parametrize("suffix", [".asc", ".blf", ".csv", ".trc", ".db", ".log"])
def test_every_format_plays(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"drive{suffix}"
    writers: dict[str, Callable[[str], can.Listener]] = {
        ".asc": can.ASCWriter, ".blf": can.BLFWriter, ".csv": can.CSVWriter, ".trc": can.TRCWriter,
        ".db": can.SqliteWriter, ".log": can.CanutilsLogWriter,
    }  # fmt: skip
    writer = writers[suffix](str(path))
    for number, data, time_s in FRAMES:
        writer.on_message_received(
            can.Message(
                timestamp=1e9 + time_s, arbitration_id=number, data=data, is_extended_id=False, channel=0
            )
        )
    writer.stop()
    found, unread = read(path)
    assert found == [(number, data) for number, data, _ in FRAMES]
    assert unread.words == ""


@pytest.mark.parametrize("suffix", [".asc", ".csv", ".trc"])
@pytest.mark.parametrize("line", [8, 18])
def test_a_broken_line_costs_only_itself(suffix: str, line: int, tmp_path: Path) -> None:
    test_every_format_plays(suffix, tmp_path)
    path = tmp_path / f"drive{suffix}"
    lines = path.read_text().splitlines()
    broken = {
        ".asc": "  1.0 1  1zz  Rx  d 3 01 02 xx",
        ".csv": "1.0,zz,0",
        ".trc": "     99      1.000 DT  1     0zz1 Rx -  3    31 zz 33",
    }
    lines.insert(-line if len(lines) > line else 3, broken[suffix])
    path.write_text("\n".join(lines) + "\n")
    found, unread = read(path)
    assert found == [(number, data) for number, data, _ in FRAMES]
    assert unread.count == 1 and "line" in unread.words


@pytest.mark.parametrize("suffix", [".blf", ".db", ".asc", ".csv", ".trc", ".mf4"])
def test_what_is_no_log_is_said_so(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"x{suffix}"
    path.write_bytes(b"hello\nthis is no log\n")
    with pytest.raises(RecordingError):
        read(path)


@pytest.mark.parametrize("suffix", [".blf"])
def test_a_cut_file_plays_up_to_the_cut(suffix: str, tmp_path: Path) -> None:
    test_every_format_plays(suffix, tmp_path)
    path = tmp_path / f"drive{suffix}"
    path.write_bytes(path.read_bytes()[:-20])
    unread = Unread()
    try:
        found = list(read_frames(path, unread))
    except RecordingError:
        return  # its one container is lost
    assert len(found) < len(FRAMES) or unread.count


LINES = {
    "(1.000000) can0 123#DEADBEEF": (0x123, "DEADBEEF"),
    "(1.000000) can0 123##1DEADBEEF0011223344": (0x123, "DEADBEEF0011223344"),
    "(1.000000) can0 18DAF110#01.02.03": (0x18DAF110, "010203"),
    "(1.000000) can0 123#DEADBEEF R": (0x123, "DEADBEEF"),
    "(1.000000) can0 123#": (0x123, ""),
    "  can0  123   [4]  DE AD BE EF": (0x123, "DEADBEEF"),
    " (1.000000)  can0  123   [2]  DE AD   '..'": (0x123, "DEAD"),
    "(1.000000) can0 123#R": None,
    "(1.000000) can0 123#R8": None,
    "  can0  123   [0]  remote request": None,
    "# a remark": None,
    "; another": None,
    "": None,
}
BROKEN = (
    "(1.000000) can0 123#DEA",
    "(1.000",
    "(1.000000) can0",
    "\x00\x01\x02",
    "(x) can0 123#00",
    "(1.0) can0 zz#00",
)


@pytest.mark.parametrize("line", LINES)
def test_each_line_of_candump_is_understood(line: str, tmp_path: Path) -> None:
    path = tmp_path / "x.log"
    path.write_text(f"(0.5) can0 7FF#00\n{line}\n")
    found, unread = read(path)
    wanted = LINES[line]
    assert found[1:] == ([] if wanted is None else [(wanted[0], bytes.fromhex(wanted[1]))])
    assert unread.count == 0


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([*LINES, *BROKEN]), min_size=1, max_size=40))
def test_any_mixture_plays_and_what_is_broken_is_counted(lines: list[str]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.log"
        path.write_text("(0.5) can0 7FF#00\n" + "\n".join(lines) + "\n")
        found, unread = read(path)
    wanted = [entry for line in lines if (entry := LINES.get(line)) is not None]
    assert found[1:] == [(number, bytes.fromhex(data)) for number, data in wanted]
    assert unread.count == sum(line in BROKEN for line in lines)


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
@pytest.mark.parametrize("cut", [0, 30])
def test_compressed_logs_play_up_to_a_cut(pack: Callable[[bytes], bytes], cut: int, tmp_path: Path) -> None:
    text = "".join(f"(1.{n:06}) can0 {n % 0x700:03X}#{n:08X}\n" for n in range(20_000)).encode()
    packed = pack(text)
    path = tmp_path / "x.log.gz"
    path.write_bytes(packed[: len(packed) - cut])
    found, unread = read(path)
    assert len(found) == 20_000 if not cut else len(found) <= 20_000
    assert bool(unread.words) is bool(cut)


def test_a_log_of_another_bus_says_which_it_has(tmp_path: Path) -> None:
    path = tmp_path / "x.log"
    path.write_text("(1.0) slcan0 123#00\n")

    class Nothing:
        def decode(self, *_: object) -> dict[str, object]:
            return {}

    with pytest.raises(RecordingError, match="it has slcan0"):
        list(read_drive(path, Nothing()))  # type: ignore[arg-type]


def test_the_replay_tells_what_it_could_not_read(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "x.log"
    path.write_text("(1.0) can0 202#0000271000000000\n(1.0) can0 20")
    source = make_sources([f"replay:{path},mapping=mazda"], lambda: SimulatedCar(LatLon(43.7, 7.4)))[0]
    heard: dict[str, object] = {}
    caplog.set_level(logging.WARNING)
    asyncio.run(source.run(lambda values, _time: heard.update(values)))
    assert heard["Vehicle.Speed"] == pytest.approx(100.0)
    assert "1 entry cannot be read (line 2" in caplog.text
