"""OBD-II against ELM327-emulator, which runs as a process of its own (it is under another licence)."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from hmi.agent.sources.obd import (
    Elm327,
    ElmError,
    ObdSource,
    code_text,
    read_codes,
    read_freeze_frame,
    read_vin,
    supported_pids,
)
from hmi.vehicle.signals import BY_PATH
from tests.hmi.buses import REPOSITORY, wait_until

START_WITH_FAULTS = """
import sys, elm.obd_message as messages
messages.DTC_STORED[:] = ["0143", "C073", "0A80"]
from elm.interpreter import main
main()
"""


@pytest.fixture
def adapter(tmp_path: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    emulator = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", START_WITH_FAULTS, "-n", str(port),
         "-s", "car", "-b", str(tmp_path / "log")],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip

    def listens() -> bool:
        with socket.socket() as attempt:
            return attempt.connect_ex(("127.0.0.1", port)) == 0

    try:
        wait_until(listens, 15.0, "ELM327-emulator does not start")
        yield f"socket://127.0.0.1:{port}"
    finally:
        emulator.kill()
        emulator.wait()


def test_live_values_codes_vin_and_clearing(adapter: str) -> None:
    elm = Elm327(adapter)
    try:
        assert {0x0C, 0x0D, 0x05} <= supported_pids(elm)
        assert len(read_vin(elm)) == 17
        assert read_codes(elm) == ("P0143", "U0073", "P0A80")
        read_freeze_frame(elm)
        assert elm.request(0x04) == [b""]
        assert read_codes(elm) == ()
    finally:
        elm.close()


def test_the_source_feeds_signals_and_clears_codes(adapter: str) -> None:
    async def drive() -> dict[str, object]:
        heard: dict[str, object] = {}
        source = ObdSource(adapter)
        task = asyncio.create_task(source.run(lambda values, _time: heard.update(values)))
        for _ in range(400):
            await asyncio.sleep(0.05)
            if {"Vehicle.Speed", "Vehicle.Diagnostics.DTCList"} <= heard.keys():
                break
        await source.clear_codes()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return heard

    heard = asyncio.run(drive())
    assert heard["Vehicle.Diagnostics.DTCList"] == ("P0143", "U0073", "P0A80")
    assert heard["Vehicle.Diagnostics.DTCCount"] == 3
    for path, value in heard.items():
        coerced = BY_PATH[path].coerce(value)
        assert coerced is not None and BY_PATH[path].within_bounds(coerced), path


def test_an_adapter_that_says_nothing_is_an_error_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        accepted: list[socket.socket] = []
        threading.Thread(target=lambda: accepted.append(mute.accept()[0]), daemon=True).start()
        begun = time.monotonic()
        with pytest.raises(ElmError, match="does not answer"):
            Elm327(f"socket://127.0.0.1:{mute.getsockname()[1]}")
        assert time.monotonic() - begun < 5
        for connection in accepted:
            connection.close()


@pytest.mark.parametrize(
    ("raw", "text"),
    [("0143", "P0143"), ("C073", "U0073"), ("4035", "C0035"), ("8001", "B0001"), ("3190", "P3190")],
)
def test_codes_are_written_as_the_standard_does(raw: str, text: str) -> None:
    assert code_text(bytes.fromhex(raw)) == text
