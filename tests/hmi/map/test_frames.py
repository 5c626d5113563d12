"""Frames go on while tiles are slow to come, and names keep off the cards that lie over the map."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication

from hmi.view_models.map.content.tile_store import TileStore
from maps.display.reader import Tile
from tests.hmi.map.stage import MapStage

SLOW_S = 0.5


def test_no_frame_waits_for_a_tile(
    monaco: Path, qapp: QGuiApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetch = TileStore._fetch

    def slow(store: TileStore, key: int) -> tuple[Tile, ...] | None:
        time.sleep(SLOW_S)
        return fetch(store, key)

    monkeypatch.setattr(TileStore, "_fetch", slow)
    stage = MapStage([monaco], 588, 288)
    try:
        stage.map.look_at(43.7375, 7.4245, 16.0)
        took = []
        for _ in range(15):
            stage.map.advance(1 / 30)
            took.append(stage.map.frame_s)
        assert not stage.map.settled  # tiles are still on their way
        assert sorted(took)[-2] < SLOW_S / 3
    finally:
        stage.close()


def test_no_name_stands_under_a_card_that_is_told_of(monaco: Path, qapp: QGuiApplication) -> None:
    card = QRectF(560.0, 60.0, 440.0, 420.0)
    stage = MapStage([monaco])
    try:
        stage.map.look_at(43.7394, 7.4275, 17.0)
        stage.settle(60.0)
        free = {label.key for label in stage.map.labels}
        stage.map.covers = [card]  # type: ignore[method-assign, assignment]
        stage.settle(60.0)
        shown = stage.map.labels
    finally:
        stage.close()
    for label in shown:
        for left, top, right, bottom in label.boxes:
            assert not QRectF(left, top, right - left, bottom - top).intersects(card), label.text
    assert free - {label.key for label in shown}
