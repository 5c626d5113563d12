"""Media against a real player: mpv with mpv-mpris, headless, without sound."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hmi.bus.media import MediaClient, MediaState, track
from hmi.bus.thread import BusThread
from tests.hmi.buses import Bus


@pytest.fixture
def songs(tmp_path: Path) -> list[str]:
    files = []
    for name in ("first", "second"):
        path = tmp_path / f"{name}.wav"
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(8000)
            file.writeframes(b"\0\0" * 8000 * 20)
        files.append(str(path))
    return files


@pytest.fixture
def mpv(bus: Bus, songs: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    if shutil.which("mpv") is None or not Path("/etc/mpv/scripts/mpris.so").exists():
        pytest.fail("mpv or mpv-mpris is missing: run ./packaging/test, which installs them")
    player = subprocess.Popen(
        ["mpv", "--no-video", "--ao=null", "--no-terminal", "--pause", *songs],
        env={**os.environ, "DBUS_SESSION_BUS_ADDRESS": bus.address},
    )
    yield player
    player.kill()
    player.wait()


def test_a_real_player_is_found_played_sought_and_skipped(
    qtbot: QtBot, bus: Bus, bus_thread: BusThread, mpv: subprocess.Popen[bytes]
) -> None:
    media = MediaClient(bus_thread, bus.address)
    qtbot.waitUntil(lambda: media.state.current is not None, timeout=8000)
    qtbot.waitUntil(lambda: current(media).track.title == "first.wav", timeout=5000)
    assert current(media).status == "paused"
    qtbot.waitUntil(lambda: current(media).track.length_s == pytest.approx(20, abs=0.1), timeout=3000)

    media.playPause()
    qtbot.waitUntil(lambda: current(media).status == "playing", timeout=3000)
    media.seek(12.0)
    qtbot.waitUntil(lambda: abs(current(media).position_at(time.monotonic()) - 12) < 1.5, timeout=3000)
    before = current(media).position_at(time.monotonic())
    qtbot.wait(300)
    assert current(media).position_at(time.monotonic()) > before + 0.2

    media.setVolume(0.25)
    qtbot.waitUntil(lambda: current(media).volume == pytest.approx(0.25, abs=0.01), timeout=3000)
    media.next()
    qtbot.waitUntil(lambda: current(media).track.title == "second.wav", timeout=3000)

    mpv.kill()
    qtbot.waitUntil(lambda: media.state == MediaState(), timeout=3000)


def test_without_a_bus_there_is_nothing_and_it_appears_with_the_bus(
    qtbot: QtBot, bus: Bus, bus_thread: BusThread, songs: list[str]
) -> None:
    bus.stop()
    media = MediaClient(bus_thread, bus.address)
    qtbot.wait(300)
    assert media.state == MediaState()
    bus.start()
    player = subprocess.Popen(
        ["mpv", "--no-video", "--ao=null", "--no-terminal", "--pause", songs[0]],
        env={**os.environ, "DBUS_SESSION_BUS_ADDRESS": bus.address},
    )
    try:
        qtbot.waitUntil(lambda: media.state.current is not None, timeout=8000)
    finally:
        player.kill()
        player.wait()


def test_metadata_of_the_wrong_type_is_no_reason_to_fail() -> None:
    found = track({"xesam:artist": "One", "xesam:title": ["A", "B"], "mpris:length": "long"})
    assert (found.artist, found.title, found.length_s) == ("One", "A, B", None)


def current(media: MediaClient):  # type: ignore[no-untyped-def]
    player = media.state.current
    assert player is not None
    return player
