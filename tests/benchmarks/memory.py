"""What a parked head unit costs: memory of its processes together, processor, frames.

    python -m tests.benchmarks.memory [--seconds 60] [--region FOLDER]

The real processes: a private bus, the agent with the simulated car, the head unit and its map worker, on a
virtual display with software OpenGL. The car has driven 15 s and stands for a while before anything is
measured. One JSON line last: `together_mb` (proportional set size of head unit, worker and agent),
`idle_percent` (of one core, all three), `frames` drawn meanwhile, and each process's part."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from hmi.app import processes
from hmi.app.regions import find_regions
from hmi.bus import contract

SETTLES_S = 25.0


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--seconds", type=float, default=60.0)
    options.add_argument("--region", default="monaco")
    options.add_argument("--at", default="43.7390,7.4270", help="LAT,LON where the car stands")
    options.add_argument("--unit", metavar="BUS", help=argparse.SUPPRESS)
    args = options.parse_args()
    if args.unit:
        return unit(args.unit, args.region, args.seconds)
    with tempfile.TemporaryDirectory(prefix="headunit-") as name:
        folder = Path(name)
        bus = processes.PrivateBus(folder)
        bus.start()
        agent = processes.agent(
            bus.address, start=args.at, state_folder=folder / "state", log=folder / "agent.log", options=[]
        )
        agent.start()
        display = processes.VirtualDisplay(1280, 720)
        try:
            environment = {
                **os.environ,
                "DISPLAY": display.name,
                "QT_QPA_PLATFORM": "xcb",
                "LIBGL_ALWAYS_SOFTWARE": "1",
                "QSG_RENDER_LOOP": "basic",
                "XDG_CONFIG_HOME": str(folder / "config"),
                "XDG_DATA_HOME": str(folder / "data"),
            }
            shown = subprocess.run(
                [
                    *(sys.executable, "-m", "tests.benchmarks.memory", "--unit", bus.address),
                    *("--region", args.region, "--seconds", str(args.seconds)),
                ],
                env=environment,
                stdout=subprocess.PIPE,
                text=True,
                check=True,
            )
        finally:
            display.stop()
            agent.stop()
            bus.child.stop()
    report = json.loads(shown.stdout.splitlines()[-1])
    print(json.dumps(report))
    return 0


def unit(bus: str, region: str, seconds: float) -> int:
    """The head unit's process, which measures itself, its worker and the agent."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QGuiApplication

    from hmi.app.frames import FrameMeter
    from hmi.app.regions import seals_folder
    from hmi.app.unit import HeadUnit
    from hmi.navigation.places_book import PlacesFile
    from hmi.navigation.worker import MapWorker
    from hmi.settings import SettingsFile

    application = QGuiApplication(sys.argv[:1])
    regions = find_regions((region,))
    config = Path(os.environ["XDG_CONFIG_HOME"])
    worker = MapWorker(regions, seals=seals_folder())
    made = HeadUnit(
        bus,
        regions,
        SettingsFile(config / "settings.json"),
        PlacesFile(config / "places.json"),
        worker=worker,
    )
    made.view.resize(1280, 720)
    made.view.show()
    meter = FrameMeter(made.view)
    QTimer.singleShot(2000, lambda: made.client.simulate("SetPedals", 25.0, 0.0))
    QTimer.singleShot(12000, lambda: made.client.simulate("SetPedals", 0.0, 60.0))
    before: dict[str, float] = {}
    report: dict[str, object] = {}

    def begin() -> None:
        before.update({name: processor_s(pid) for name, pid in pids().items()})
        before["frames"] = meter.times().drawn
        before["at"] = time.monotonic()

    def end() -> None:
        passed_s = time.monotonic() - before["at"]
        percent = {
            name: round(100.0 * (processor_s(pid) - before[name]) / passed_s, 2)
            for name, pid in pids().items()
        }
        megabytes = {name: round(proportional_mb(pid), 1) for name, pid in pids().items()}
        report.update(
            together_mb=round(sum(megabytes.values()), 1),
            idle_percent=round(sum(percent.values()), 2),
            frames=meter.times().drawn - int(before["frames"]),
            seconds=round(passed_s, 1),
            mb=megabytes,
            percent=percent,
        )
        application.quit()

    def pids() -> dict[str, int]:
        return {"head_unit": os.getpid(), "worker": child_of(os.getpid(), "worker"), "agent": agent_on(bus)}

    QTimer.singleShot(round(1000 * SETTLES_S), begin)
    QTimer.singleShot(round(1000 * (SETTLES_S + seconds)), end)
    application.exec()
    made.close()
    print(json.dumps(report))
    return 0


def agent_on(bus: str) -> int:
    """The process that owns the agent's name."""
    answer = subprocess.run(
        [
            *("dbus-send", f"--bus={bus}", "--print-reply=literal", "--dest=org.freedesktop.DBus"),
            *("/org/freedesktop/DBus", "org.freedesktop.DBus.GetConnectionUnixProcessID"),
            f"string:{contract.BUS_NAME}",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    return int(answer.stdout.split()[-1])


def child_of(parent: int, word: str) -> int:
    """The child process whose command line holds a word."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            status, command = (process / "stat").read_text(), (process / "cmdline").read_text()
        except OSError:
            continue
        if int(status.rpartition(")")[2].split()[1]) == parent and word in command:
            return int(process.name)
    raise LookupError(f"no child of {parent} is a {word}")


def processor_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def proportional_mb(pid: int) -> float:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise LookupError(f"/proc/{pid}/smaps_rollup has no Pss")


if __name__ == "__main__":
    raise SystemExit(main())
