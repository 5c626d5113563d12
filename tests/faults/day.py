"""A day of the simulated car, its agent, its cloud and their bus, with faults at random.

A process of its own: `python -m tests.faults.day MINUTES [FACTOR]`. It prints JSON: how many faults of which
kind, how many edits were confirmed and how many of them are missing in car and cloud, how much each process
has grown.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import re
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from hmi.app import processes
from hmi.app.local_cloud import LocalCloud
from tests.hmi.buses import send

AGENT = ("org.headunit.Agent", "/org/headunit/Agent")
TEN_YEARS_S = 10 * 365 * 86_400
CLOCK = """
import os, time
_time, _time_ns, _file = time.time, time.time_ns, os.environ["CLOCK_OFFSET"]
def _offset():
    try:
        with open(_file) as file:
            return int(file.read() or 0)
    except (OSError, ValueError):
        return 0
time.time = lambda: _time() + _offset()
time.time_ns = lambda: _time_ns() + _offset() * 10**9
"""


class Day:
    """What runs, what has been done to it, and what it has confirmed."""

    def __init__(self, folder: Path, factor: float) -> None:
        self._chance = random.Random(7)
        self._offset = folder / "offset"
        self._offset.write_text("0")
        (folder / "sitecustomize.py").write_text(CLOCK)
        os.environ |= {"PYTHONPATH": str(folder), "CLOCK_OFFSET": str(self._offset)}
        self.cloud = LocalCloud(folder / "cloud", [])
        self.bus = processes.PrivateBus(folder)
        self.bus.start()
        options = [*self.cloud.agent_options(), "--time-factor", str(factor)]
        self.agent = processes.agent(
            self.bus.address,
            start="43.73,7.42",
            state_folder=folder / "state",
            log=folder / "agent.log",
            options=options,
        )
        self.agent.start()
        self.cloud.child.start()
        self.children = (self.bus.child, self.agent, self.cloud.child)
        self.confirmed: list[str] = []
        self.faults: Counter[str] = Counter()
        self.went_back: list[tuple[float, float]] = []
        self._furthest_m = 0.0
        self.database = folder / "cloud" / "cloud.sqlite"

    def call(self, member: str, *arguments: str) -> str | None:
        """The agent's answer; None when it has none now."""
        try:
            return send(self.bus.address, *AGENT, f"org.headunit.{member}", *arguments)
        except (subprocess.SubprocessError, OSError):
            return None

    def look_after(self, seconds: float, each: Callable[[], None] = lambda: None) -> None:
        until_s = time.monotonic() + seconds
        while time.monotonic() < until_s:
            for child in self.children:
                child.poll()
            each()
            time.sleep(0.1)

    def edit(self) -> None:
        name = f"f{len(self.confirmed)}-{self._chance.randrange(10**6)}"
        fields = json.dumps({"name": name, "lat": 43.5, "lon": 7.5})
        arguments = ("string:favourite", f"string:{name}", f"string:{fields}")
        if self.call("Cloud1.WriteRecord", *arguments) is not None:
            self.confirmed.append(name)
        odometer = self.call("Trip1.Get", "string:lifetime")
        found = re.search(r"distance_m\s+variant\s+double ([\d.e+]+)", odometer or "")
        if found is not None:
            if float(found[1]) < self._furthest_m - 1.0:
                self.went_back.append((self._furthest_m, float(found[1])))
            self._furthest_m = float(found[1])

    def fault(self, *, may_kill: bool) -> None:
        kinds = ["clock", "disk full", "stopped"] + (["killed"] * 3 if may_kill else [])
        kind = self._chance.choice(kinds)
        child = self._chance.choice(self.children)
        pid = child.pid
        if pid is None:
            return
        self.faults[f"{kind} {child.name}" if kind != "clock" else kind] += 1
        with contextlib.suppress(ProcessLookupError):
            if kind == "clock":
                self._offset.write_text(str(self._chance.choice((-TEN_YEARS_S, 0, TEN_YEARS_S))))
            elif kind == "killed":
                os.kill(pid, signal.SIGKILL)
            elif kind == "stopped":
                os.kill(pid, signal.SIGSTOP)
                self.look_after(self._chance.choice((0.5, 3.0, 14.0) if may_kill else (0.5, 3.0)))
                os.kill(pid, signal.SIGCONT)
            else:
                resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
                self.look_after(3.0)
                resource.prlimit(pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)

    def memory_kb(self) -> dict[str, int]:
        """What each holds for itself and cannot give back."""
        found = {}
        for child in self.children:
            with contextlib.suppress(OSError, TypeError):
                text = Path(f"/proc/{child.pid}/smaps_rollup").read_text()
                found[child.name] = sum(int(n) for n in re.findall(r"Private_\w+:\s+(\d+)", text))
        return found

    def missing(self) -> dict[str, int]:
        """Confirmed edits that car and cloud do not hold."""
        here = self.call("Cloud1.Records") or ""
        with contextlib.closing(sqlite3.connect(self.database, timeout=10)) as connection:
            there = {row[0] for row in connection.execute("SELECT id FROM records WHERE kind = 'favourite'")}
        return {
            "car": sum(name not in here for name in self.confirmed),
            "cloud": sum(name not in there for name in self.confirmed),
        }


def main() -> int:
    minutes = float(sys.argv[1])
    factor = float(sys.argv[2]) if len(sys.argv) > 2 else 60.0
    with tempfile.TemporaryDirectory(prefix="headunit-day-", ignore_cleanup_errors=True) as folder:
        day = Day(Path(folder), factor)
        try:
            day.look_after(5.0)
            until_s = time.monotonic() + 60
            while day.call("Cloud1.SetConsent", "string:records", "boolean:true") is None:
                assert time.monotonic() < until_s, (Path(folder) / "agent.log").read_text()[-2000:]
                day.look_after(0.5)
            _disturb(day, minutes * 60 * 0.6, may_kill=True)
            day.look_after(20.0)
            before = day.memory_kb()
            starts = {child.name: child.starts for child in day.children}
            _disturb(day, minutes * 60 * 0.4, may_kill=False)
            day.look_after(20.0)
            after = day.memory_kb()
            until_s = time.monotonic() + 90
            while any(day.missing().values()) and time.monotonic() < until_s:
                day.look_after(2.0)
            report = {
                "simulated_h": round(minutes * factor / 60, 1),
                "faults": dict(sorted(day.faults.items())),
                "confirmed": len(day.confirmed),
                "missing": day.missing(),
                "went_back": day.went_back,
                "starts": {child.name: child.starts for child in day.children},
                "private_kb": {name: [before.get(name), after.get(name)] for name in after},
                "grown_percent": {
                    name: round(100 * (after[name] / before[name] - 1), 2)
                    for name in after
                    if name in before and starts[name] == _child(day, name).starts
                },
            }
        finally:
            for child in reversed(day.children):
                child.stop()
    sys.stdout.write(json.dumps(report) + "\n")
    return 0


def _child(day: Day, name: str) -> processes.Child:
    return next(child for child in day.children if child.name == name)


def _disturb(day: Day, seconds: float, *, may_kill: bool) -> None:
    until_s = time.monotonic() + seconds
    while time.monotonic() < until_s:
        day.look_after(3.0)
        day.edit()
        day.fault(may_kill=may_kill)
        day.edit()


if __name__ == "__main__":
    sys.exit(main())
