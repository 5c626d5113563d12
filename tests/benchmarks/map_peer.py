"""Fly the flight of map_frames.py with MapLibre GL JS in headless Chromium, the same data as vector tiles.

    python tests/benchmarks/map_peer.py [--seconds 5] [--size 1280x720] [--output FILE] [--pictures FOLDER]

tilemaker makes the tiles (OpenMapTiles schema) from the same extracts; MapLibre's folder `dist` is named by
HEADUNIT_MAPLIBRE or fetched with `npm pack maplibre-gl`. What is absent is named in one line, and nothing is
measured. Everything is served on the loopback; a frame is timed from setting the camera until its pixels are
there. Also prints the bytes a square kilometre of both tile formats, and keeps pictures of the same VIEWS
side by side, ours on the left.
"""

from __future__ import annotations

import argparse
import base64
import contextlib
import gzip
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY))

from tests.benchmarks.map_frames import (  # noqa: E402
    FLIGHTS,
    Pose,
    child_environment,
    pose_at,
    spread,
    towns,
)

PLACES = {
    "monaco": (43.7394, 7.4275),
    "vaduz": (47.1410, 9.5209),
    "schaan": (47.1660, 9.5100),
    "san-francisco": (37.7890, -122.4010),
}
VIEWS = {
    f"{place}-{zoom:g}{'-tilted' if pitch else ''}": Pose(*at, zoom, bearing, pitch)
    for place, at in PLACES.items()
    for zoom, bearing, pitch in ((12.0, 0, 0), (14.0, 0, 0), (16.0, 0, 0), (18.0, 0, 0), (17.5, 230, 60))
}
EXAMPLES = Path("/usr/share/doc/tilemaker/examples")
CHROMIUM_FLAGS = [
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
    "--disable-frame-rate-limit",
    "--disable-gpu-vsync",
    "--no-sandbox",
]
ROADS = (
    ("minor", ["minor", "service", "track"], "#fcfbf9", 13, (1.1, 7.0, 19.0)),
    ("tertiary", ["tertiary"], "#ffffff", 11, (1.2, 9.0, 23.0)),
    ("secondary", ["secondary"], "#ffffff", 9, (2.0, 11.0, 27.0)),
    ("primary", ["primary"], "#ffffff", 7, (3.0, 12.0, 30.0)),
    ("motorway", ["motorway", "trunk"], "#ffe3a1", 5, (4.0, 15.0, 36.0)),
)
"""name, classes, colour, first zoom, widths at zooms 12, 16 and 18 of ours"""
PAGE = """<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="/dist/maplibre-gl.css">
<style>html,body,#map{margin:0;width:100%;height:100%}</style><div id="map"></div>
<script type="module">
import * as maplibregl from '/dist/maplibre-gl.mjs';
const style = await (await fetch('/style.json')).json();
const map = window.map = new maplibregl.Map({container: 'map', style, maxPitch: 80, fadeDuration: 150,
    attributionControl: false, pixelRatio: 1, canvasContextAttributes: {antialias: true}});
window.problems = [];
map.on('error', event => window.problems.push(String(event.error)));
map.on('load', () => { window.loaded = true; });
// one frame: the camera is set, drawn, and read back, so that the pixels are really there
window.frame = pose => new Promise(resolve => {
    const began = performance.now();
    map.once('render', () => {
        const gl = map.getCanvas().getContext('webgl2');
        gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
        resolve(performance.now() - began);
    });
    map.jumpTo(pose);
    map.triggerRepaint();
});
// what is seen once everything is there, without the page around it: a screenshot takes a minute in software
window.picture = pose => new Promise(resolve => {
    map.jumpTo(pose);
    map.once('idle', () => {
        map.once('render', () => resolve(map.getCanvas().toDataURL('image/png')));
        map.triggerRepaint();
    });
});
window.fly = async poses => {
    const out = [];
    for (const pose of poses) out.push(await window.frame(pose));
    return out;
};
</script>"""


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure MapLibre GL JS on the map's flight.")
    parser.add_argument("--seconds", type=float, default=5.0, help="length of the flight over each town")
    parser.add_argument("--size", default="1280x720")
    parser.add_argument("--output", type=Path, help="write the JSON here as well")
    parser.add_argument("--pictures", type=Path, help="keep both maps' pictures of the same views here")
    parser.add_argument("--ours", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    width, height = (int(v) for v in arguments.size.split("x"))
    if arguments.ours is not None:
        take_ours(arguments.ours, width, height)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        reason, distribution = find_peer(Path(folder))
        if distribution is None:
            print(f"skipped: {reason}")
            return 0
        archives = {town: vector_tiles(source(town), Path(folder) / f"{town}.mbtiles") for town in towns()}
        if arguments.pictures is not None:
            arguments.pictures.mkdir(parents=True, exist_ok=True)
        with Server(distribution, archives) as server:
            result = fly(server.address, arguments.seconds, width, height, arguments.pictures)
        result["tiles"] = compare_sizes(archives)
    if arguments.pictures is not None:
        command = [sys.executable, __file__, "--ours", str(arguments.pictures), "--size", arguments.size]
        screen = ["xvfb-run", "-a", "-s", f"-screen 0 {width}x{height}x24"]
        subprocess.run([*screen, *command], env=child_environment("rhi"), check=True)
    text = json.dumps(result, indent=1)
    print(text)
    if arguments.output:
        arguments.output.write_text(text + "\n")
    return 0


def find_peer(folder: Path) -> tuple[str, Path | None]:
    """What is missing, or MapLibre's dist folder."""
    for program in ("tilemaker", "chromium"):
        if shutil.which(program) is None:
            return f"{program} is not installed", None
    try:
        import playwright.sync_api  # noqa: F401
    except ImportError:
        return "the Python package playwright is not installed", None
    named = os.environ.get("HEADUNIT_MAPLIBRE")
    if named:
        return "", Path(named)
    if shutil.which("npm") is None:
        return "npm is not installed and HEADUNIT_MAPLIBRE is not set", None
    packed = subprocess.run(
        ["npm", "pack", "maplibre-gl"], cwd=folder, capture_output=True, text=True, check=False
    )
    if packed.returncode != 0:
        return "npm cannot fetch maplibre-gl and HEADUNIT_MAPLIBRE is not set", None
    subprocess.run(["tar", "xzf", packed.stdout.split()[-1]], cwd=folder, check=True)
    return "", folder / "package" / "dist"


def source(town: str) -> Path:
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "headunit" / "osm"
    shared = REPOSITORY.parent / "shared" / "data" / "osm"
    return next(p for p in (cache / f"{town}.osm.pbf", shared / f"{town}.osm.pbf") if p.exists())


def vector_tiles(pbf: Path, output: Path) -> Path:
    """MBTiles in the OpenMapTiles schema; what needs shapes of the whole world is left out."""
    config = json.loads((EXAMPLES / "config-openmaptiles.json").read_text())
    config["layers"] = {k: v for k, v in config["layers"].items() if "source" not in v}
    settings = output.with_suffix(".json")
    settings.write_text(json.dumps(config))
    subprocess.run(
        [
            "tilemaker",
            *("--input", str(pbf), "--output", str(output), "--bbox", ",".join(map(str, bounds(pbf)))),
            *("--config", str(settings), "--process", str(EXAMPLES / "process-openmaptiles.lua")),
        ],
        capture_output=True,
        check=True,
    )
    return output


def bounds(pbf: Path) -> tuple[float, float, float, float]:
    import osmium

    box = osmium.io.Reader(str(pbf)).header().box()
    return box.bottom_left.lon, box.bottom_left.lat, box.top_right.lon, box.top_right.lat


class Server:
    """Page, program, style and tiles on the loopback."""

    def __init__(self, distribution: Path, archives: dict[str, Path]) -> None:
        class Answer(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                kind, body = answer(self.path, distribution, archives, self.headers.get("Host", ""))
                self.send_response(200 if body else 204)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # the page moved on
                    self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                """Quiet."""

        class Quiet(ThreadingHTTPServer):
            def handle_error(self, *_: Any) -> None:
                """A page that moved on is no news."""

        self._http = Quiet(("127.0.0.1", 0), Answer)
        self.address = f"http://127.0.0.1:{self._http.server_port}"

    def __enter__(self) -> Server:
        threading.Thread(target=self._http.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()


def answer(path: str, distribution: Path, archives: dict[str, Path], host: str) -> tuple[str, bytes]:
    path = path.partition("?")[0]
    if path == "/":
        return "text/html", PAGE.encode()
    if path == "/style.json":
        return "application/json", json.dumps(style(f"http://{host}", list(archives))).encode()
    parts = path.strip("/").split("/")
    if parts[0] == "dist":
        file = distribution / parts[1]
        kind = "text/css" if file.suffix == ".css" else "text/javascript"
        return kind, file.read_bytes() if file.exists() else b""
    if parts[0] == "tiles" and len(parts) == 5:
        zoom, x, y = int(parts[2]), int(parts[3]), int(parts[4])
        with sqlite3.connect(archives[parts[1]]) as data:
            row = data.execute(
                "select tile_data from tiles where zoom_level=? and tile_column=? and tile_row=?",
                (zoom, x, (1 << zoom) - 1 - y),
            ).fetchone()
        return "application/x-protobuf", gzip.decompress(row[0]) if row else b""
    return "text/plain", b""


def style(address: str, names: list[str]) -> dict[str, Any]:
    """Ours by day as far as the schema has it: areas, roads with casings, houses, names."""
    sources: dict[str, Any] = {}
    layers: list[dict[str, Any]] = [
        {"id": "land", "type": "background", "paint": {"background-color": "#ece9e2"}}
    ]
    for town in names:
        sources[town] = {
            "type": "vector",
            "tiles": [f"{address}/tiles/{town}/{{z}}/{{x}}/{{y}}"],
            "maxzoom": 14,
        }
        layers += _layers(town)
    return {"version": 8, "sources": sources, "layers": layers}


def _layers(town: str) -> list[dict[str, Any]]:
    def layer(name: str, kind: str, of: str, **more: Any) -> dict[str, Any]:
        return {"id": f"{town} {name}", "type": kind, "source": town, "source-layer": of, **more}

    out = [
        layer("cover", "fill", "landcover", paint={"fill-color": "#cfe2c4"}),
        layer("use", "fill", "landuse", paint={"fill-color": "#e9e5dd"}),
        layer("park", "fill", "park", paint={"fill-color": "#cfe2c4"}),
        layer("water", "fill", "water", paint={"fill-color": "#b5d4e3"}),
        layer("river", "line", "waterway", paint={"line-color": "#b5d4e3", "line-width": 3}),
    ]
    for casing in (True, False):
        for name, classes, color, first, widths in ROADS:
            # MapLibre's zooms are one less than ours
            stops = [v + (3.0 if casing else 0.0) for v in widths]
            width = ["interpolate", ["exponential", 1.5], ["zoom"], 11, stops[0], 15, stops[1], 17, stops[2]]
            out.append(
                layer(
                    f"{name}{' casing' if casing else ''}", "line", "transportation", minzoom=first - 1,
                    filter=["in", ["get", "class"], ["literal", classes]],
                    layout={"line-cap": "round", "line-join": "round"},
                    paint={"line-color": "#bdb6a8" if casing else color, "line-width": width},
                )
            )  # fmt: skip
    height = {
        "fill-extrusion-color": "#e0dbd1",
        "fill-extrusion-height": ["*", 0.75, ["coalesce", ["get", "render_height"], 7]],
    }
    out.append(layer("houses", "fill-extrusion", "building", minzoom=14.5, paint=height))
    text = {"text-field": ["coalesce", ["get", "name:latin"], ["get", "name"]], "text-size": 24}
    halo = {"text-color": "#3f4954", "text-halo-color": "#fbfaf7", "text-halo-width": 2}
    along = {**text, "symbol-placement": "line"}
    roads = ("transportation_name", "transportation_name_mid", "transportation_name_detail")
    out += [layer(of, "symbol", of, layout=along, paint=halo) for of in roads]
    out += [layer(of, "symbol", of, layout=text, paint=halo) for of in ("place", "poi", "water_name")]
    return out


def fly(address: str, seconds: float, width: int, height: int, pictures: Path | None) -> dict[str, Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_FLAGS)
        page = browser.new_page(viewport={"width": width, "height": height})
        page.goto(address)
        page.wait_for_function("window.map && window.loaded", timeout=60_000)
        times: list[float] = []
        for flight in FLIGHTS:
            frames = max(2, round(seconds * 60))
            poses = [pose_at(flight, max(0, n) / (frames - 1)) for n in range(-10, frames)]
            times += page.evaluate("poses => window.fly(poses)", [peer_pose(pose) for pose in poses])[10:]
        result = {
            "renderer": f"MapLibre GL JS {page.evaluate('window.map.version')}",
            "graphics": page.evaluate(
                "(() => { const gl = window.map.getCanvas().getContext('webgl2');"
                " const e = gl.getExtension('WEBGL_debug_renderer_info');"
                " return gl.getParameter(e ? e.UNMASKED_RENDERER_WEBGL : gl.RENDERER); })()"
            ),
            "size": f"{width}x{height}",
            "frames": len(times),
            "frame_ms": spread(times),
            "resident_mb": _resident_mb(os.getpid()),
            "problems": page.evaluate("[...new Set(window.problems)].slice(0, 5)"),
        }
        for name, pose in VIEWS.items() if pictures is not None else ():
            address = page.evaluate("pose => window.picture(pose)", peer_pose(pose))
            (pictures / f"{name}-peer.png").write_bytes(base64.b64decode(address.partition(",")[2]))
        browser.close()
    return result


def peer_pose(pose: Pose) -> dict[str, Any]:
    """Its zoom 0 shows the world 512 pixels wide, ours 256."""
    return {
        "center": [pose.lon_deg, pose.lat_deg],
        "zoom": pose.zoom - 1.0,
        "bearing": pose.bearing_deg,
        "pitch": pose.pitch_deg,
    }


def take_ours(folder: Path, width: int, height: int) -> None:
    """Our pictures of VIEWS, and both side by side."""
    from PySide6.QtGui import QGuiApplication, QImage, QPainter

    from tests.hmi.map.stage import MapStage

    application = QGuiApplication(sys.argv[:1])
    stage = MapStage(list(towns().values()), width, height)
    stage.map.night = False  # type: ignore[method-assign, assignment]
    for name, pose in VIEWS.items():
        stage.map.look_at(pose.lat_deg, pose.lon_deg, pose.zoom, pose.bearing_deg, pose.pitch_deg)
        ours = stage.picture()
        ours.save(str(folder / f"{name}-ours.png"))
        both = QImage(2 * width, height, QImage.Format.Format_RGB32)
        painter = QPainter(both)
        painter.drawImage(0, 0, ours)
        painter.drawImage(width, 0, QImage(str(folder / f"{name}-peer.png")))
        painter.end()
        both.save(str(folder / f"{name}.png"))
    stage.close()
    del application


def _resident_mb(ancestor: int) -> int:
    """Of all Chromium processes below this one; pages that they share count once (PSS)."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except OSError:
                continue
    total = 0
    for child in parents:
        at = child
        while at in parents and at != ancestor:
            at = parents[at]
        try:
            if at == ancestor and "chrom" in Path(f"/proc/{child}/comm").read_text():
                rollup = Path(f"/proc/{child}/smaps_rollup").read_text()
                total += int(rollup.split("\nPss:")[1].split()[0])
        except (OSError, IndexError):
            continue
    return total // 1024


def compare_sizes(archives: dict[str, Path]) -> dict[str, dict[str, float]]:
    """Bytes a square kilometre of the extract's box, ours and tilemaker's (gzip, zooms 0-14)."""
    import math

    ours = towns()
    out = {}
    for town, archive in archives.items():
        west, south, east, north = bounds(source(town))
        km2 = (east - west) * 111.32 * math.cos(math.radians((north + south) / 2)) * (north - south) * 110.57
        with sqlite3.connect(archive) as data:
            theirs = data.execute("select sum(length(tile_data)) from tiles").fetchone()[0]
        raw = b"".join((ours[town] / "tiles" / n).read_bytes() for n in ("tiles.bin", "index.npy"))
        out[town] = {
            "km2": round(km2, 1),
            "ours_kb_per_km2": round(len(raw) / km2 / 1024, 1),
            "ours_gzip_kb_per_km2": round(len(gzip.compress(raw, 6)) / km2 / 1024, 1),
            "tilemaker_kb_per_km2": round(theirs / km2 / 1024, 1),
        }
    return out


if __name__ == "__main__":
    sys.exit(main())
