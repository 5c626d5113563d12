"""A damaged region leaves every screen with a word; the head unit starts without it, or without any."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hmi.app.options import parse
from hmi.app.regions import compile_again
from hmi.app.start import TripError, _planned
from hmi.app.unit import HeadUnit
from hmi.navigation.places_book import PlacesFile
from hmi.navigation.worker import MapWorker
from hmi.settings import SettingsFile


@pytest.fixture
def damaged(tmp_path: Path, monaco_region: Path) -> Path:
    folder = tmp_path / "monaco"
    shutil.copytree(monaco_region, folder)
    array = folder / "graph" / "turn_to.npy"
    array.write_bytes(array.read_bytes()[:128] + b"\xff" * (array.stat().st_size - 128))
    return folder


@pytest.mark.parametrize("others", [True, False])
def test_the_unit_starts_and_names_the_damaged_map(
    others: bool, damaged: Path, private_bus: str, tmp_path: Path, helsinki_region: Path, qtbot: QtBot
) -> None:
    kept = SettingsFile(tmp_path / "settings.json"), PlacesFile(tmp_path / "places.json")
    whole = [helsinki_region] if others else []
    unit = HeadUnit(private_bus, [damaged, *whole], *kept)
    try:
        qtbot.waitUntil(lambda: unit.alerts.property("title") == "The map Monaco is damaged", timeout=30_000)
        assert unit.scene.state.regions == tuple(whole)
        assert [row.name for row in unit.settings.surroundings.regions] == ["Helsinki"] * others
    finally:
        unit.close()


def test_a_region_whose_manifest_is_noise_does_not_keep_the_unit_from_starting(
    damaged: Path, private_bus: str, tmp_path: Path, qtbot: QtBot
) -> None:
    (damaged / "manifest.json").write_bytes(b"\xff\x00[[[[")
    kept = SettingsFile(tmp_path / "settings.json"), PlacesFile(tmp_path / "places.json")
    unit = HeadUnit(private_bus, [damaged], *kept)
    try:
        qtbot.waitUntil(lambda: unit.alerts.property("title") == "The map Monaco is damaged", timeout=30_000)
    finally:
        unit.close()


def test_the_simulator_starts_without_a_trip_and_a_show_says_why_there_is_none(damaged: Path) -> None:
    worker = MapWorker([damaged])
    try:
        assert _planned(worker, parse([])).destination.category == "position"
        with pytest.raises(TripError, match="monaco: is damaged"):
            _planned(worker, parse(["kiosk"]))
    finally:
        worker.close()


def test_a_region_of_our_own_making_is_compiled_again(tmp_path: Path) -> None:
    stamp = tmp_path / ".monaco.compiled-from"
    stamp.write_text("the same source")
    compile_again(tmp_path / "monaco")
    assert not stamp.exists()
    compile_again(tmp_path / "nowhere" / "monaco")
