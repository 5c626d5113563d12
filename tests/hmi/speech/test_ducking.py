"""Music is quieter while a sentence is said: against a real PulseAudio with a sink that nobody hears."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from hmi.speech.player import DUCKED, ducked
from hmi.speech.renderer import write

pulsectl = pytest.importorskip("pulsectl")
pytestmark = pytest.mark.skipif(shutil.which("pulseaudio") is None, reason="pulseaudio is not installed")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    address = f"unix:{tmp_path}/sound"
    environment = {**os.environ, "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)}
    daemon = subprocess.Popen(
        [
            *("pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"),
            *("--disable-shm", "-L", "module-null-sink"),
            *("-L", f"module-native-protocol-unix socket={tmp_path}/sound auth-anonymous=1"),
        ],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    deadline_s = time.monotonic() + 20.0
    while not (tmp_path / "sound").exists():
        assert daemon.poll() is None and time.monotonic() < deadline_s
        time.sleep(0.05)
    yield address
    daemon.terminate()
    daemon.wait()


def volumes(server: str) -> list[float]:
    with pulsectl.Pulse("ears", server=server) as pulse:
        return [round(stream.volume.value_flat, 2) for stream in pulse.sink_input_list()]


def test_music_is_turned_down_for_a_sentence_and_back_up_after(server: str, tmp_path: Path) -> None:
    write(tmp_path / "music.wav", (np.zeros(48000 * 30, np.float32), 48000))
    music = subprocess.Popen(["paplay", f"--server={server}", str(tmp_path / "music.wav")])
    try:
        deadline_s = time.monotonic() + 20.0
        while not volumes(server):
            assert time.monotonic() < deadline_s
            time.sleep(0.05)
        before = volumes(server)
        with ducked(server) as streams:
            assert streams == 1
            assert volumes(server) == [pytest.approx(before[0] * DUCKED, abs=0.02)]
        assert volumes(server) == before
    finally:
        music.kill()
        music.wait()


def test_without_a_server_nothing_is_turned_down_and_nothing_fails(tmp_path: Path) -> None:
    with ducked(f"unix:{tmp_path}/nobody") as streams:
        assert streams == 0
