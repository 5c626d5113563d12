"""Fly a fixed way over three towns and measure every frame of the map, on each of its two renderers.

    python tests/benchmarks/map_frames.py [--seconds 8] [--size 1280x720] [--renderer rhi|raster|both|null]
    [--output FILE]

Prints one JSON object: by renderer the frame times, Python's time, uploads, memory, and tiles taken from the
archive a second. `rhi` runs on whatever OpenGL there is: under Xvfb that is software; `null` is the same
without a pixel drawn, which leaves our own work. A frame is timed from the moment its camera is set to the
moment it is on the screen, so the figures are absolute, not a frame rate cap.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY))


@dataclass(frozen=True, slots=True)
class Pose:
    lat_deg: float
    lon_deg: float
    zoom: float
    bearing_deg: float
    pitch_deg: float


@dataclass(frozen=True, slots=True)
class Flight:
    """A town and the poses to pass there, equally spaced in time."""

    town: str
    poses: tuple[Pose, ...]


FLIGHTS = (
    Flight(
        "monaco",
        (
            Pose(43.7384, 7.4246, 12.0, 0, 0),
            Pose(43.7384, 7.4246, 15.0, 0, 0),
            Pose(43.7375, 7.4245, 17.0, 30, 20),
            Pose(43.7379, 7.4256, 18.3, 250, 63),
            Pose(43.7330, 7.4190, 18.3, 220, 63),
            Pose(43.7290, 7.4160, 16.5, 180, 45),
            Pose(43.7384, 7.4246, 14.0, 90, 0),
        ),
    ),
    Flight(
        "liechtenstein",
        (
            Pose(47.1410, 9.5209, 11.0, 0, 0),
            Pose(47.1410, 9.5209, 14.0, 0, 0),
            Pose(47.1660, 9.5090, 16.0, 0, 0),
            Pose(47.1660, 9.5100, 18.0, 90, 60),
            Pose(47.1720, 9.5130, 17.0, 45, 60),
            Pose(47.2100, 9.5200, 13.0, 0, 30),
        ),
    ),
    Flight(
        "sanfrancisco-downtown",
        (
            Pose(37.7880, -122.4075, 13.0, 0, 0),
            Pose(37.7880, -122.4075, 16.0, 0, 0),
            Pose(37.7890, -122.4010, 18.0, 45, 63),
            Pose(37.7930, -122.3970, 18.3, 315, 63),
            Pose(37.7850, -122.4080, 16.0, 0, 40),
            Pose(37.7800, -122.4100, 14.0, 0, 0),
        ),
    ),
)


def pose_at(flight: Flight, share: float) -> Pose:
    """Between two poses everything goes evenly; the bearing takes the short way."""
    at = share * (len(flight.poses) - 1)
    step = min(int(at), len(flight.poses) - 2)
    a, b, t = flight.poses[step], flight.poses[step + 1], at - step
    turn = (b.bearing_deg - a.bearing_deg + 180.0) % 360.0 - 180.0
    return Pose(
        a.lat_deg + (b.lat_deg - a.lat_deg) * t,
        a.lon_deg + (b.lon_deg - a.lon_deg) * t,
        a.zoom + (b.zoom - a.zoom) * t,
        (a.bearing_deg + turn * t) % 360.0,
        a.pitch_deg + (b.pitch_deg - a.pitch_deg) * t,
    )


def towns() -> dict[str, Path]:
    """Folders with tiles/ of the towns whose source is at hand, baked once and kept until what bakes them
    changes."""
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "headunit"
    shared = REPOSITORY.parent / "shared" / "data" / "osm"
    bakers = [*(REPOSITORY / "maps" / "build" / "tiles").glob("*.py"), REPOSITORY / "maps/display/format.py"]
    newest = max(path.stat().st_mtime for path in bakers)
    found = {}
    for flight in FLIGHTS:
        sources = [cache / "osm" / f"{flight.town}.osm.pbf", shared / f"{flight.town}.osm.pbf"]
        source = next((path for path in sources if path.exists()), None)
        if source is None:
            continue
        folder = cache / "benchmarks" / flight.town
        index = folder / "tiles" / "index.npy"
        if not index.exists() or index.stat().st_mtime < newest:
            from maps.build.tiles import build_tiles  # not in the process that is measured

            build_tiles([source], folder / "tiles", lambda stage, done: None)
        found[flight.town] = folder
    return found


def memory_mb() -> dict[str, int]:
    """The most that was ever resident in this process, and what is now: of its own, and of files it maps."""
    words = {}
    for line in Path("/proc/self/status").read_text().splitlines():
        name, _, value = line.partition(":")
        words[name] = value
    rows = {"most": "VmHWM", "now": "VmRSS", "own": "RssAnon", "files": "RssFile"}
    return {name: round(int(words[row].split()[0]) / 1024) for name, row in rows.items()}


def fly(folders: dict[str, Path], seconds: float, width: int, height: int) -> dict[str, object]:
    """Run in the child: the process's environment decides the renderer."""
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtQuick import QQuickView

    from hmi.app.garbage import GarbageCollector
    from hmi.view_models.map.content.scene import MapScene
    from hmi.view_models.map.raster.raster_canvas import RasterCanvas
    from hmi.view_models.map.vector_map import VectorMap

    sys.setswitchinterval(0.0005)
    app = QGuiApplication(sys.argv[:1])
    GarbageCollector(app)
    view = QQuickView()
    view.resize(width, height)
    shown = VectorMap(view.contentItem())
    shown.setSize(view.size().toSizeF())
    scene = MapScene()
    shown.scene = scene
    swapped = [0]
    view.frameSwapped.connect(lambda: swapped.__setitem__(0, swapped[0] + 1))
    view.show()
    deadline = time.monotonic() + 10
    while shown.canvas is None and time.monotonic() < deadline:
        app.processEvents()
    canvas = shown.canvas
    assert canvas is not None
    scene.set_regions(folders.values())
    memory = {"empty_window": memory_mb()["now"]}
    wall_ms, python_ms, python_cpu_ms, cpu_ms, uploads = [], [], [], [], []
    slowest: list[tuple[float, str]] = []
    for flight in FLIGHTS:
        if flight.town not in folders:
            continue
        frames = max(2, round(seconds * 60))
        for number in range(-10, frames):
            pose = pose_at(flight, max(0, number) / (frames - 1))
            before_uploads, before_swaps = canvas.uploaded, swapped[0]
            began, began_cpu = time.perf_counter(), time.process_time()
            shown.look_at(pose.lat_deg, pose.lon_deg, pose.zoom, pose.bearing_deg, pose.pitch_deg)
            shown.advance(1 / 60)
            while swapped[0] == before_swaps and time.perf_counter() - began < 2.0:
                app.processEvents()
            if number >= 0:
                wall_ms.append((time.perf_counter() - began) * 1e3)
                cpu_ms.append((time.process_time() - began_cpu) * 1e3)
                # the raster canvas draws with Python's QPainter: that is drawing, not work of ours
                painted = isinstance(canvas, RasterCanvas)
                python_ms.append((shown.frame_s + (0.0 if painted else canvas.drawn_s)) * 1e3)
                python_cpu_ms.append((shown.frame_cpu_s + (0.0 if painted else canvas.drawn_cpu_s)) * 1e3)
                uploads.append(canvas.uploaded - before_uploads)
                where = f"{flight.town} zoom {pose.zoom:.1f} pitch {pose.pitch_deg:.0f}"
                slowest.append((cpu_ms[-1], f"{where}, {uploads[-1]} tiles uploaded"))
    result: dict[str, object] = {
        "renderer": type(canvas).__name__,
        "graphics": view.rendererInterface().graphicsApi().name,
        "size": f"{width}x{height}",
        "frames": len(wall_ms),
        "frame_ms": spread(wall_ms),
        "frame_processor_ms": spread(cpu_ms),
        "python_ms": spread(python_ms),
        "python_processor_ms": spread(python_cpu_ms),
        "uploads_a_frame": {"mean": round(sum(uploads) / len(uploads), 3), "most": max(uploads)},
        "resident_mb": {**memory, **memory_mb()},
        "tiles_a_second": tiles_a_second(folders),
        "slowest": [f"{ms:.0f} ms: {where}" for ms, where in sorted(slowest, reverse=True)[:8]],
        "load": [round(v, 1) for v in os.getloadavg()],
    }
    shown.close()
    view.close()
    return result


def tiles_a_second(folders: dict[str, Path]) -> int:
    """How fast tiles come out of the archive, checksums verified."""
    from maps.display.format import split_key
    from maps.display.reader import TileSet

    count, began = 0, time.perf_counter()
    for folder in folders.values():
        tiles = TileSet.open(folder / "tiles")
        for key in tiles.keys[-400:]:
            tiles.tile(*split_key(int(key)))
            count += 1
    return round(count / (time.perf_counter() - began))


def spread(values: list[float]) -> dict[str, float]:
    """Median, p95, p99 and worst."""
    ordered = sorted(values)

    def at(share: float) -> float:
        return round(ordered[min(len(ordered) - 1, math.ceil(share * len(ordered)) - 1)], 2)

    return {"median": at(0.5), "p95": at(0.95), "p99": at(0.99), "worst": round(ordered[-1], 2)}


def child_environment(renderer: str) -> dict[str, str]:
    env = {**os.environ, "QSG_RENDER_LOOP": "basic", "PYTHONPATH": str(REPOSITORY), "QSG_INFO": "0"}
    if renderer == "raster":
        env |= {"QT_QUICK_BACKEND": "software"}
        if not env.get("DISPLAY"):
            env["QT_QPA_PLATFORM"] = "offscreen"
    else:
        env |= {"QT_QPA_PLATFORM": env.get("QT_QPA_PLATFORM", "xcb"), "vblank_mode": "0"}
        env["QSG_RHI_BACKEND"] = "null" if renderer == "null" else "opengl"
    return env


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the map's frames on a fixed flight.")
    parser.add_argument("--seconds", type=float, default=8.0, help="length of the flight over each town")
    parser.add_argument("--size", default="1280x720")
    parser.add_argument("--renderer", choices=("rhi", "raster", "both", "null"), default="both")
    parser.add_argument("--output", type=Path, help="write the JSON here as well")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--towns", nargs="*", type=Path, default=[], help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    width, height = (int(v) for v in arguments.size.split("x"))
    if arguments.child:
        folders = {path.name: path for path in arguments.towns}
        print(json.dumps(fly(folders, arguments.seconds, width, height)))
        return 0
    folders = [str(folder) for folder in towns().values()]
    results = {}
    for renderer in ("rhi", "raster") if arguments.renderer == "both" else (arguments.renderer,):
        command = [
            sys.executable,
            __file__,
            "--child",
            "--seconds",
            str(arguments.seconds),
            "--size",
            arguments.size,
            "--towns",
            *folders,
        ]
        if renderer != "raster" and not os.environ.get("DISPLAY"):
            command = ["xvfb-run", "-a", "-s", f"-screen 0 {width}x{height}x24", *command]
        done = subprocess.run(
            command, env=child_environment(renderer), capture_output=True, text=True, check=False
        )
        if done.returncode != 0 or not done.stdout.strip():
            print(done.stderr[-2000:], file=sys.stderr)
            return 1
        results[renderer] = json.loads(done.stdout.strip().splitlines()[-1])
    text = json.dumps(results, indent=1)
    print(text)
    if arguments.output:
        arguments.output.write_text(text + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
