"""Processes beside the head unit: they come back when they die, and go when it goes."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from hmi.app.processes import Child, PrivateBus, ProcessError


def until(condition: Callable[[], object], timeout_s: float = 5.0) -> None:
    deadline_s = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < deadline_s, "it never came true"
        time.sleep(0.01)


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_a_killed_child_is_started_again_within_a_second() -> None:
    child = Child("sleeper", ["sleep", "60"])
    child.start()
    first = child.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    begin_s = time.monotonic()
    until(lambda: (child.poll(), child.pid)[1] not in (None, first))
    assert time.monotonic() - begin_s < 1.0
    child.stop()


def test_a_child_that_keeps_dying_is_started_ever_less_often() -> None:
    child = Child("quitter", ["false"])
    child.start()
    deadline_s = time.monotonic() + 1.5
    while time.monotonic() < deadline_s:
        child.poll()
        time.sleep(0.01)
    assert 2 <= child.starts <= 4  # after 0.2, 0.4, 0.8 s …
    child.stop()


def test_a_child_that_cannot_be_started_for_a_moment_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    child = Child("sleeper", ["sleep", "60"])
    child.start()
    first = child.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)

    def refuse(*_args: object, **_more: object) -> None:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    with monkeypatch.context() as without_memory:
        without_memory.setattr(subprocess, "Popen", refuse)
        for _ in range(40):
            child.poll()
            time.sleep(0.01)
    assert child.pid is None
    until(lambda: (child.poll(), child.pid)[1] not in (None, first))
    child.stop()


def test_a_stopped_child_stays_stopped() -> None:
    child = Child("sleeper", ["sleep", "60"])
    child.start()
    child.stop()
    child.poll()
    assert child.pid is None
    assert child.starts == 1


def test_children_die_with_a_parent_that_is_killed() -> None:
    program = (
        "import time; from hmi.app.processes import Child\n"
        "child = Child('sleeper', ['sleep', '60']); child.start()\n"
        "print(child.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        until(lambda: Path(f"/proc/{pid}/comm").read_text() == "sleep\n")
        parent.kill()
        parent.wait()
    until(lambda: not alive(pid))


def test_a_command_that_is_not_there_is_a_sentence() -> None:
    bus = Child("the thing", ["/nonexistent/command"])
    bus.start()  # setpriv starts, and ends with 127
    until(lambda: bus.pid is None)
    bus.stop()


def test_a_bus_that_cannot_start_says_so(tmp_path: Path) -> None:
    bus = PrivateBus(tmp_path)
    (tmp_path / "bus.conf").write_text("<busconfig")
    with pytest.raises(ProcessError, match="D-Bus daemon does not start"):
        bus.start()


ALIVE = """
import asyncio, sys
from hmi.watchdog import keep_alive
asyncio.run(keep_alive())
"""


def test_a_child_that_hangs_is_started_again_and_one_that_does_not_is_not() -> None:
    child = Child("talker", [sys.executable, "-c", ALIVE], watchdog_s=0.6)
    child.start()
    first = child.pid
    assert first is not None
    try:
        until(lambda: (child.poll(), child._is_up)[1], 20)
        deadline_s = time.monotonic() + 1.5
        while time.monotonic() < deadline_s:
            child.poll()
            assert child.pid == first
            time.sleep(0.05)
        # This process stood still for longer than the child may be silent: that is not the child's fault.
        os.kill(first, signal.SIGSTOP)
        time.sleep(1.2)
        child.poll()
        assert child.pid == first
        os.kill(first, signal.SIGCONT)
        time.sleep(1.2)
        os.kill(first, signal.SIGSTOP)
        until(lambda: (child.poll(), child.pid)[1] not in (None, first), 10)
    finally:
        child.stop()
    assert not alive(first)
