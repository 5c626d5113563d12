"""What the car's bus costs: signal to pixel, the agent's and the head unit's share of a core.

    python tests/benchmarks/vehicle_bus.py [--seconds 20]

Prints one JSON object. `signal_to_pixel_ms`: from a sensor's reading in the agent's source to the frame that
shows it, through store, D-Bus, client and a QML text on the offscreen platform (one monotonic clock).
`agent_percent`: processor time of the agent with 150 signals at 30 Hz each. `client_percent`: processor time
that a process needs to receive them, above one that listens to nothing.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QSG_RENDER_LOOP", "basic")
# Milliseconds travel as a float signal with wide bounds that no plausibility check looks at.
STAMP = "Vehicle.Powertrain.AccumulatedBrakingEnergy"
SIGNALS = 150
TICKS = os.sysconf("SC_CLK_TCK")

QML = b"""
import QtQuick
Window { width: 320; height: 240; visible: true; property string stamp: ""
    Text { text: parent.Window.window ? parent.Window.window.stamp : ""; font.pixelSize: 40 } }
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--role", choices=["report", "agent", "client", "bare", "idle"], default="report")
    parser.add_argument("--bus", default="")
    options = parser.parse_args()
    if options.role == "agent":
        asyncio.run(_agent(options.bus))
    elif options.role in ("client", "bare", "idle"):
        _client(options.bus, options.seconds, listen=options.role != "idle", draw=options.role == "client")
    else:
        _report(options.seconds)


async def _agent(address: str) -> None:
    """An agent whose one source speaks 150 signals 30 times a second."""
    from hmi.agent.books.journal import Journal
    from hmi.agent.books.record_book import RecordBook
    from hmi.agent.daemon import Agent
    from hmi.agent.link.cloud_desk import CloudDesk

    folder = Path(tempfile.mkdtemp())
    desk = CloudDesk(None, RecordBook(folder / "records.sqlite", "car"))
    agent = Agent([Chatter()], Journal(folder / "agent.sqlite"), desk)
    await agent.run(address)


class Chatter:
    """Every value new every time."""

    name = "chatter"
    priority = 10
    actuators: frozenset[str] = frozenset()

    async def run(self, sink) -> None:  # type: ignore[no-untyped-def]
        from hmi.vehicle.signals import CATALOGUE

        numeric = [
            spec for spec in CATALOGUE
            if spec.datatype not in ("boolean", "string", "string[]") and spec.path != STAMP
        ]  # fmt: skip
        switches = [spec.path for spec in CATALOGUE if spec.datatype == "boolean"]
        chosen = [(s.path, s.minimum or 0.0, (s.maximum or 100.0) - (s.minimum or 0.0)) for s in numeric]
        switches = switches[: max(0, SIGNALS - 1 - len(chosen))]
        chosen = chosen[: SIGNALS - 1]
        due, tick = time.monotonic(), 0
        while True:
            due += 1 / 30
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            tick += 1
            part = 0.5 + 0.02 * math.sin(tick / 40)
            now = time.monotonic()
            values: dict[str, object] = {path: low + width * part for path, low, width in chosen}
            values |= dict.fromkeys(switches, tick % 2 == 0)
            values[STAMP] = (now * 1000.0) % 1e6
            sink(values, now)

    async def actuate(self, path: str, value: object) -> None:
        raise NotImplementedError


def _client(address: str, seconds: float, *, listen: bool, draw: bool) -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtQml import QQmlApplicationEngine

    from hmi.bus.client import AgentClient

    app = QGuiApplication([])
    engine = QQmlApplicationEngine()
    engine.loadData(QML)
    window = engine.rootObjects()[0]
    client = AgentClient(address if listen else "unix:path=/nowhere")
    shown: list[float] = []
    pending = 0.0

    def on_state() -> None:
        nonlocal pending
        reading = client.state.readings.get(STAMP)
        if reading is not None:
            pending = float(str(reading.value))
            window.setProperty("stamp", f"{pending:.3f}")

    def on_frame() -> None:
        nonlocal pending
        if pending:
            shown.append(((time.monotonic() * 1000.0) % 1e6) - pending)
            pending = 0.0

    if draw:
        client.stateChanged.connect(on_state)
        window.frameSwapped.connect(on_frame)
    used_s = 0.0

    def begin() -> None:
        nonlocal used_s
        used_s = time.process_time()
        shown.clear()

    QTimer.singleShot(2000, begin)
    QTimer.singleShot(int((2 + seconds) * 1000), app.quit)
    app.exec()
    print(json.dumps({"cpu_s": time.process_time() - used_s, "shown_ms": shown, "signals": client.signals}))
    client.close()


def _report(seconds: float) -> None:
    from tests.hmi.buses import Bus

    bus = Bus()
    me = [sys.executable, __file__, "--bus", bus.address, "--seconds", str(seconds), "--role"]
    agent = subprocess.Popen([*me, "agent"])
    try:
        time.sleep(2)
        idle = _run([*me, "idle"])
        before = _cpu_s(agent.pid)
        began = time.monotonic()
        busy = _run([*me, "client"])
        bare = _run([*me, "bare"])
        agent_percent = (_cpu_s(agent.pid) - before) / (time.monotonic() - began) * 100
        shown = busy["shown_ms"]
        print(
            json.dumps(
                {
                    "signal_to_pixel_ms": {
                        "median": round(statistics.median(shown), 1),
                        "p95": round(statistics.quantiles(shown, n=20)[-1], 1),
                        "frames": len(shown),
                    },
                    "agent_percent": round(agent_percent, 1),
                    "client_percent": round((bare["cpu_s"] - idle["cpu_s"]) / seconds * 100, 1),
                    "client_percent_with_drawing": round(busy["cpu_s"] / seconds * 100, 1),
                    "signals_per_s": round(busy["signals"] / (seconds + 2)),
                    "load_average": os.getloadavg()[0],
                }
            )
        )
    finally:
        agent.kill()
        agent.wait()
        bus.close()


def _run(command: list[str]) -> Mapping[str, object]:
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: Mapping[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


def _cpu_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


if __name__ == "__main__":
    main()
