"""Pictures to look at: each zoom by day and night, tilted, six scripts, our own marks.

They are kept in the folder that HEADUNIT_SCREENS names (else thrown away). What can be tested without an eye
is: that the picture is full, that its lightest and darkest parts are far enough apart, that names of the
script are on it.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication, QImage

from hmi.view_models.map.content.scene import Pin, SceneState, Vehicle
from maps.build.tiles import build_tiles
from maps.geometry import LatLon
from tests.hmi.map.drawn_town import LAT_DEG, LON_DEG, TOWNS, write_town
from tests.hmi.map.stage import MapStage

CASINO = LatLon(43.7394, 7.4275)
ZOOMS = (5, 9, 12, 14, 16, 18)


@pytest.fixture
def screens(tmp_path: Path) -> Path:
    folder = Path(os.environ.get("HEADUNIT_SCREENS", tmp_path)) / "map"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def take(stage: MapStage, path: Path) -> np.ndarray:
    """The picture, saved; its brightness [rows, columns] of 255."""
    image = stage.picture().convertToFormat(QImage.Format.Format_Grayscale8)
    stage.view.grabWindow().save(str(path))
    rows = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width()].copy()  # the picture goes, and its pixels with it


def spread(picture: np.ndarray) -> float:
    """Between the darkest and the lightest hundredth."""
    low, high = np.quantile(picture, [0.005, 0.995])
    return float(high) - float(low)


@pytest.mark.parametrize("night", [True, False], ids=["night", "day"])
@pytest.mark.parametrize("zoom", ZOOMS)
def test_every_zoom(monaco: Path, qapp: QGuiApplication, screens: Path, zoom: int, night: bool) -> None:
    stage = MapStage([monaco])
    try:
        stage.map.night = night  # type: ignore[method-assign, assignment]
        stage.map.look_at(CASINO.lat_deg, CASINO.lon_deg, float(zoom))
        picture = take(stage, screens / f"zoom-{zoom:02d}-{'night' if night else 'day'}.png")
    finally:
        stage.close()
    # Monaco is but a name and a spot at zoom 9
    assert spread(picture) > (60 if zoom > 12 or zoom == 5 else 20 if zoom == 12 else -1)


@pytest.mark.parametrize("night", [True, False], ids=["night", "day"])
def test_tilted(monaco: Path, qapp: QGuiApplication, screens: Path, night: bool) -> None:
    stage = MapStage([monaco])
    try:
        stage.map.night = night  # type: ignore[method-assign, assignment]
        stage.map.look_at(CASINO.lat_deg, CASINO.lon_deg, 17.8, 230.0, 63.0)
        picture = take(stage, screens / f"tilted-{'night' if night else 'day'}.png")
    finally:
        stage.close()
    assert spread(picture) > 60


@pytest.mark.parametrize("script", TOWNS)
def test_a_script(tmp_path: Path, qapp: QGuiApplication, screens: Path, script: str) -> None:
    write_town(TOWNS[script], tmp_path / "town.osm")
    build_tiles([tmp_path / "town.osm"], tmp_path / "tiles", lambda stage, done: None)
    stage = MapStage([tmp_path])
    try:
        stage.map.night = False  # type: ignore[method-assign, assignment]
        stage.map.look_at(LAT_DEG, LON_DEG, 16.3)
        take(stage, screens / f"script-{script}.png")
        shown = {label.text for label in stage.map.labels}
        stage.map.look_at(LAT_DEG, LON_DEG, 15.0)
        take(stage, screens / f"script-{script}-town.png")
        both = {(label.text, label.second) for label in stage.map.labels}
    finally:
        stage.close()
    assert shown & set(TOWNS[script].streets)
    # who reads Latin letters reads the sign; for the others the driver's language stands under it
    assert (TOWNS[script].town, "" if script == "latin" else TOWNS[script].english) in both


@pytest.mark.parametrize("night", [True, False], ids=["night", "day"])
def test_our_marks_differ_in_more_than_colour(
    monaco: Path, qapp: QGuiApplication, screens: Path, night: bool
) -> None:
    kinds = [
        ("charger", "free"), ("charger", "busy"), ("charger", "broken"), ("incident", "accident"),
        ("incident", "roadworks"), ("incident", "closure"), ("incident", "hazard"), ("favourite", ""),
        ("home", ""), ("work", ""), ("result", ""), ("car", ""),
    ]  # fmt: skip
    pins = tuple(
        Pin(LatLon(CASINO.lat_deg + 0.0012 * (i // 4 - 1), CASINO.lon_deg + 0.0022 * (i % 4 - 1.5)), *pin[:1],
            state=pin[1])
        for i, pin in enumerate(kinds)
    )  # fmt: skip
    crumbs = tuple(
        LatLon(CASINO.lat_deg - 0.002 + 0.0002 * i, CASINO.lon_deg - 0.004 + 0.0001 * i) for i in range(20)
    )
    stage = MapStage([monaco])
    try:
        stage.map.night = night  # type: ignore[method-assign, assignment]
        state = replace(
            SceneState(regions=stage.scene.state.regions),
            pins=pins, breadcrumb=crumbs, vehicle=Vehicle(crumbs[-1], 27.0, 12.0, 10.0),
        )  # fmt: skip
        stage.scene.update_state(state)
        stage.map.look_at(CASINO.lat_deg, CASINO.lon_deg, 16.5)
        take(stage, screens / f"marks-{'night' if night else 'day'}.png")
    finally:
        stage.close()
    looks = [stage.map.style.pin(*pin) for pin in kinds]
    for group in ("charger", "incident"):
        icons = [look.icon for look, (kind, _) in zip(looks, kinds, strict=True) if kind == group]
        assert len(set(icons)) == len(icons)
