"""Half an hour on the bus, by name only: `pytest -m soak tests/hmi/bus/test_soak.py`.

HEADUNIT_SOAK_S shortens it; the bars stay the same. Measuring begins when everything that the drive repeats
was done twice and what is remembered up to a bound (512 commands) is full.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.hmi.buses import REPOSITORY, AgentProcess, Bus, descriptors_of, send

DURATION_S = float(os.environ.get("HEADUNIT_SOAK_S", "1800"))
WARM_UP_S = min(90.0, DURATION_S / 2)
LARGEST_GROWTH = 0.02

UNIT = """
import json, sys, time
COMMANDS = 600  # more than the agent remembers
from PySide6.QtCore import QCoreApplication, QTimer
from hmi.bus.client import AgentClient
app = QCoreApplication([])
client = AgentClient(sys.argv[1])
losses = []
client.connectedChanged.connect(lambda: losses.append(time.monotonic()) if not client.connected else None)
lats = [43.73 + 0.0004 * i for i in range(300)] + [43.85 - 0.0004 * i for i in range(300)]
def drive():
    client.follow_route(lats, [7.42 + 0.0002 * (i % 7) for i in range(600)], [50 / 3.6] * 600)
asked = 0
def fiddle():
    global asked
    asked += 1
    if asked == COMMANDS:
        hands.setInterval(1000)
    client.actuate("Vehicle.Cabin.HVAC.Station.Row1.Driver.FanSpeed", 20 + int(time.monotonic()) % 60)
QTimer.singleShot(2000, drive)
QTimer.singleShot(20_000, drive)
again = QTimer(); again.timeout.connect(drive); again.start(120_000)
hands = QTimer(); hands.timeout.connect(fiddle); hands.start(50)
def report():
    print(json.dumps({"batches": client.batches, "losses": len(losses)}), flush=True)
told = QTimer(); told.timeout.connect(report); told.start(1000)
app.exec()
"""


@pytest.mark.soak
@pytest.mark.timeout(0)
def test_half_an_hour_neither_leaks_nor_drops(tmp_path: Path) -> None:
    bus = Bus()
    agent = AgentProcess(bus.address, tmp_path, "--start", "43.73,7.42")
    log = (tmp_path / "unit.log").open("w")
    unit = subprocess.Popen([sys.executable, "-c", UNIT, bus.address], cwd=REPOSITORY, stdout=log)
    pids = {"agent": agent.pid, "head unit": unit.pid}
    try:
        time.sleep(WARM_UP_S)
        gc.collect()
        before = {name: (memory_kb(pid), descriptors_of(pid)) for name, pid in pids.items()}
        rules = match_rules(bus)
        assert rules > 0
        until = time.monotonic() + DURATION_S - WARM_UP_S
        while (left := until - time.monotonic()) > 0:
            time.sleep(min(60.0, left))
            print(json.dumps({name: memory_kb(pid) for name, pid in pids.items()}), flush=True)
        after = {name: (memory_kb(pid), descriptors_of(pid)) for name, pid in pids.items()}
        last = json.loads((tmp_path / "unit.log").read_text().splitlines()[-2])
        print(
            json.dumps({"before": before, "after": after, "match_rules": [rules, match_rules(bus)], **last})
        )
        for name in pids:
            assert after[name][0] <= before[name][0] * (1 + LARGEST_GROWTH), name
            assert after[name][1] <= before[name][1], name
        assert match_rules(bus) <= rules
        assert last["losses"] == 0
        assert last["batches"] > DURATION_S * 10
    finally:
        unit.kill()
        unit.wait()
        log.close()
        agent.kill()
        bus.close()


def memory_kb(pid: int) -> int:
    """Resident memory, the lowest of a few looks (garbage comes and goes)."""
    looks = []
    for _ in range(10):
        text = Path(f"/proc/{pid}/status").read_text()
        looks.append(int(next(line for line in text.splitlines() if line.startswith("VmRSS")).split()[1]))
        time.sleep(0.3)
    return min(looks)


def match_rules(bus: Bus) -> int:
    answer = send(
        bus.address,
        "org.freedesktop.DBus",
        "/org/freedesktop/DBus",
        "org.freedesktop.DBus.Debug.Stats.GetStats",
    )
    words = answer.replace(")", " ").split()
    return int(words[words.index("MatchRules") + 3]) if "MatchRules" in words else 0
