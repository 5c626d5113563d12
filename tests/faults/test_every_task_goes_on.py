"""No error at any await ends a long-running task of agent, cloud or head unit, and the car's data goes on."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.hmi.buses import REPOSITORY

STARTERS = frozenset(
    {"create_task", "ensure_future", "TaskGroup", "run_coroutine_threadsafe", "Thread", "gather"}
)
SHORT = {
    "hmi/agent/service/bus_link.py": "asks for the name once, heard when it breaks",
    "hmi/bus/thread.py": "the loop itself, and what `stay` supervises; heard when it breaks",
    "hmi/cloud/broker.py": "one connection",
    "hmi/cloud/mqtt_gate.py": "one connection",
    "hmi/cloud/listener.py": "waits for connections to end",
    "hmi/agent/link/cloud_link.py": "a thread whose every piece of work is guarded",
    "hmi/cloud/car_link.py": "a thread whose loop is supervised (keep_doing_on_thread)",
    "hmi/navigation/service.py": "one comparison of checksums, in the worker",
    "hmi/navigation/trip_file.py": "a thread that writes what is newest and ends, each writing guarded",
    "hmi/speech/speaker.py": "a thread whose every sentence is guarded",
    "hmi/view_models/map/content/tile_store.py": "a thread whose loop is supervised",
    "hmi/view_models/map/labels/placement_thread.py": "a thread whose every placement is guarded",
    "hmi/view_models/map/raster/raster_store.py": "a thread whose loop is supervised",
}
"""Where something is started beside hmi.supervision, and why that never ends for an error."""


def _starts(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name in STARTERS:
                yield name


def test_nothing_runs_for_long_that_is_not_supervised() -> None:
    started = {
        str(file.relative_to(REPOSITORY))
        for file in (REPOSITORY / "hmi").rglob("*.py")
        if file.name != "supervision.py" and any(_starts(file))
    }
    assert started <= set(SHORT), "start it by hmi.supervision, or say here why it never ends for an error"
    assert started >= set(SHORT), "what is not there any more needs no excuse"


def test_no_error_anywhere_ends_a_task() -> None:
    report = inject(15)
    assert report["ended"] == []
    assert report["injections"] >= 40
    assert len(report["tasks"]) >= 15, report["tasks"]


@pytest.mark.soak
@pytest.mark.timeout(600)
def test_every_error_and_every_wrong_type_everywhere() -> None:
    report = inject(300)
    assert report["ended"] == []
    assert report["injections"] >= 400
    assert report["places"] >= 70
    assert report["silent_s"] <= 1.0, report["silent_at"]


def inject(seconds: float) -> dict[str, Any]:
    """A run of tests.faults.inject; also printed, for whoever asks for it by name."""
    command = [sys.executable, "-m", "tests.faults.inject", str(seconds)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        command,
        cwd=REPOSITORY,
        env=environment,
        capture_output=True,
        text=True,
        timeout=seconds + 200,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    report: dict[str, Any] = json.loads(done.stdout)
    print(json.dumps(report))
    return report
