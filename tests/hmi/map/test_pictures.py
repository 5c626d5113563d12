"""Pictures of the map, compared in blocks with kept ones: another rasteriser's edges do not matter."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication, QImage

from hmi.view_models.map.gpu.rhi_canvas import RhiCanvas
from hmi.view_models.map.raster.raster_worker import RasterPainter
from maps.display.format import AreaLayer, tile_key
from maps.display.mercator import project_point
from maps.display.style import load_style
from maps.display.world import FOLDER as WORLD
from maps.geometry import LatLon
from tests.hmi.map.stage import MapStage

KEPT = Path(__file__).parent / "kept"
BLOCK = 12
"""Pixels a side; edges and letters average out in it."""
TOLERANCE = 9.0
"""Mean difference of a block's colour, of 255, that two rasterisers may have."""
LEAST_ALIKE = 0.97
"""Share of blocks that must be within it."""
LEAST_ALIKE_WITH_NAMES = 0.88
"""Where names are on the picture: another machine has another font, and then other names fit."""
HARBOUR = LatLon(43.7360, 7.4235)


def blocks(image: QImage) -> np.ndarray:
    """[rows, columns, 3] mean colours."""
    rgb = image.convertToFormat(QImage.Format.Format_RGB888)
    width, height = rgb.width() // BLOCK, rgb.height() // BLOCK
    pixels = np.frombuffer(rgb.constBits(), dtype=np.uint8).reshape(rgb.height(), rgb.bytesPerLine())
    pixels = pixels[: height * BLOCK, : width * BLOCK * 3].reshape(height, BLOCK, width, BLOCK, 3)
    return pixels.mean(axis=(1, 3))


def alike(image: QImage, name: str, artefacts: Path) -> float:
    """Share of blocks that look as in the kept picture; HEADUNIT_KEEP_PICTURES=1 keeps this one instead."""
    path = KEPT / f"{name}.png"
    if os.environ.get("HEADUNIT_KEEP_PICTURES"):
        KEPT.mkdir(exist_ok=True)
        image.save(str(path))
    image.save(str(artefacts / f"{name}.png"))
    kept = QImage(str(path))
    assert not kept.isNull(), f"{path} is missing"
    assert kept.size() == image.size()
    difference = np.abs(blocks(image) - blocks(kept)).mean(axis=2)
    return float((difference < TOLERANCE).mean())


def open_gl() -> bool:
    return bool(os.environ.get("DISPLAY")) and QGuiApplication.platformName() == "xcb"


@pytest.mark.parametrize("night", [True, False], ids=["night", "day"])
@pytest.mark.parametrize("zoom", [13, 16])
def test_the_painter_without_shaders_draws_the_kept_picture(
    monaco: Path, qapp: QGuiApplication, tmp_path: Path, zoom: int, night: bool
) -> None:
    x, y = project_point(HARBOUR)
    key = tile_key(zoom, int(x * (1 << zoom)), int(y * (1 << zoom)))
    image = RasterPainter([monaco / "tiles"], load_style()).picture(key, night=night, tilted=False, scale=0.5)
    assert image is not None
    assert alike(image, f"raster-{zoom}-{'night' if night else 'day'}", tmp_path) >= LEAST_ALIKE


@pytest.mark.parametrize(
    ("name", "zoom", "bearing", "pitch", "night"),
    [
        ("flat-day", 15.0, 0.0, 0.0, False),
        ("near-night", 17.0, 30.0, 0.0, True),
        ("tilted-day", 18.3, 250.0, 63.0, False),
        ("tilted-night", 18.3, 250.0, 63.0, True),
    ],
)
def test_the_shaders_draw_the_kept_picture(
    monaco: Path,
    qapp: QGuiApplication,
    tmp_path: Path,
    name: str,
    zoom: float,
    bearing: float,
    pitch: float,
    night: bool,
) -> None:
    if not open_gl():
        pytest.skip("needs a display with OpenGL; packaging/test brings one")
    stage = MapStage([monaco], 588, 288)
    try:
        assert isinstance(stage.map.canvas, RhiCanvas)
        stage.map.night = night  # type: ignore[method-assign, assignment]
        stage.map.look_at(43.7375, 7.4245, zoom, bearing, pitch)
        image = stage.picture()
    finally:
        stage.close()
    assert alike(image, f"rhi-{name}", tmp_path) >= LEAST_ALIKE_WITH_NAMES


def test_four_samples_a_pixel_draw_the_same_picture_with_softer_edges(
    monaco: Path, qapp: QGuiApplication
) -> None:
    if not open_gl():
        pytest.skip("needs a display with OpenGL; packaging/test brings one")

    def picture(samples: int) -> QImage:
        stage = MapStage([monaco], 588, 288)
        try:
            canvas = stage.map.canvas
            assert isinstance(canvas, RhiCanvas)
            assert canvas.sampleCount() == 1  # drawn by the processor
            canvas.setSampleCount(samples)
            stage.map.look_at(43.7375, 7.4245, 18.3, 250.0, 63.0)
            return stage.picture()
        finally:
            stage.close()

    one, four = blocks(picture(1)), blocks(picture(4))
    assert np.abs(one - four).max() > 0.0
    assert (np.abs(one - four).mean(axis=2) < TOLERANCE).mean() > 0.99


def test_the_painter_takes_its_colours_from_the_style_that_the_shaders_take(
    monaco: Path, qapp: QGuiApplication, tmp_path: Path
) -> None:
    x, y = project_point(HARBOUR)
    key = tile_key(14, int(x * (1 << 14)), int(y * (1 << 14)))
    image = RasterPainter([monaco / "tiles"], load_style()).picture(key, night=False, tilted=False, scale=1.0)
    assert image is not None
    style = load_style()
    seen = {tuple(int(v) for v in row) for row in blocks(image).round().astype(int).reshape(-1, 3)}
    assert tuple(round(c * 255) for c in style.areas[AreaLayer.SEA].color[1][:3]) in seen
    assert tuple(round(c * 255) for c in style.land[1][:3]) in seen


@pytest.mark.parametrize("zoom", [7, 9, 11, 13])
@pytest.mark.parametrize(
    ("place", "layer"),
    [
        (LatLon(43.60, 7.60), AreaLayer.SEA),
        (LatLon(43.10, 7.90), AreaLayer.SEA),
        (LatLon(43.7290, 7.4400), AreaLayer.SEA),
        (LatLon(43.90, 7.30), AreaLayer.LAND),
        (LatLon(43.7420, 7.4180), AreaLayer.LAND),
    ],
)
def test_round_a_region_land_and_sea_go_on(
    monaco: Path, qapp: QGuiApplication, zoom: int, place: LatLon, layer: AreaLayer
) -> None:
    x, y = (v * (1 << zoom) for v in project_point(place))
    style = load_style()
    image = RasterPainter([WORLD, monaco / "tiles"], style).picture(
        tile_key(zoom, int(x), int(y)), night=False, tilted=False, scale=0.5
    )
    assert image is not None
    seen = image.pixelColor(int((x % 1) * image.width()), int((y % 1) * image.height()))
    sea = [round(c * 255) for c in style.areas[AreaLayer.SEA].color[1][:3]]
    off = max(abs(a - b) for a, b in zip((seen.red(), seen.green(), seen.blue()), sea, strict=True))
    assert (off < 12) is (layer is AreaLayer.SEA)
