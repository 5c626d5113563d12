"""Run a command and measure it: seconds, and the most memory that it and its children held at once."""

from __future__ import annotations

import resource
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took."""

    seconds: float
    cpu_s: float
    """of the command and its children; what `seconds` would be on an idle machine, or more with many cores"""
    peak_mb: float
    """of the process tree, proportional set size (shared pages counted once)"""
    output: str
    returncode: int


def measure(command: Sequence[str], *, every_s: float = 0.25, shows_errors: bool = False) -> Cost:
    """Run `command` to its end. What it writes to stderr is shown at once, or else given when it failed."""
    began, used = time.monotonic(), _children_cpu_s()
    child = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=None if shows_errors else subprocess.PIPE, text=True
    )
    peak = 0
    over = threading.Event()

    def watch() -> None:
        nonlocal peak
        while not over.wait(every_s):
            peak = max(peak, sum(_proportional_kb(pid) for pid in _tree(child.pid)))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    output, errors = child.communicate()
    over.set()
    watcher.join()
    seconds = time.monotonic() - began
    return Cost(seconds, _children_cpu_s() - used, peak / 1024, output or errors, child.returncode)


def _children_cpu_s() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _tree(pid: int) -> list[int]:
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            for child in task.read_text().split():
                found += _tree(int(child))
        except OSError:
            continue
    return found


def _proportional_kb(pid: int) -> int:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    except OSError:
        pass
    return 0
