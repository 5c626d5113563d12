"""Fingers on the map: what they do to the camera, sent as touches through the window."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem, QQuickView
from PySide6.QtTest import QTest

import hmi.view_models.shell.icons  # noqa: F401  registers what the module's controls import
from hmi.view_models.map.content.scene import MapScene
from hmi.view_models.map.vector_map import VectorMap
from tests.hmi.map.stage import QML

MIDDLE = QPoint(400, 300)


class Fingers:
    """MapView alone in a window."""

    def __init__(self, monaco: Path) -> None:
        self.view = QQuickView()
        self.view.engine().addImportPath(str(QML))
        self.view.setResizeMode(QQuickView.ResizeMode.SizeRootObjectToView)
        self.view.resize(800, 600)
        self.scene = MapScene()
        self.view.setInitialProperties({"scene": self.scene})
        self.view.setSource(QUrl.fromLocalFile(str(QML / "Headunit" / "map" / "MapView.qml")))
        root = self.view.rootObject()
        assert isinstance(root, QQuickItem), [error.toString() for error in self.view.errors()]
        self.map = root.findChild(VectorMap)
        self.view.show()
        self.scene.set_regions([monaco])
        self.wait(0.3)
        self.map.look_at(43.7384, 7.4246, 15.0)
        self.wait(0.1)
        self.device = QTest.createTouchDevice()

    def wait(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            QGuiApplication.processEvents()
            time.sleep(0.002)

    def settled_zoom(self) -> float:
        self.wait(1.0)
        return float(self.map.zoom)

    def touch(self, *points: QPoint) -> None:
        sequence = QTest.touchEvent(self.view, self.device, False)
        for number, point in enumerate(points):
            sequence.press(number, point)
        sequence.commit()

    def move(self, *points: QPoint) -> None:
        sequence = QTest.touchEvent(self.view, self.device, False)
        for number, point in enumerate(points):
            sequence.move(number, point)
        sequence.commit()

    def lift(self, *points: QPoint) -> None:
        sequence = QTest.touchEvent(self.view, self.device, False)
        for number, point in enumerate(points):
            sequence.release(number, point)
        sequence.commit()


@pytest.fixture
def fingers(monaco: Path, qapp: QGuiApplication) -> Iterator[Fingers]:
    hints = qapp.styleHints()
    usual_ms = hints.mouseDoubleClickInterval()
    hints.setMouseDoubleClickInterval(5000)  # a busy machine takes its time between two touches
    fingers = Fingers(monaco)
    yield fingers
    hints.setMouseDoubleClickInterval(usual_ms)
    fingers.map.close()
    fingers.view.close()
    fingers.view.deleteLater()
    fingers.wait(0.02)


def test_two_fingers_that_tap_zoom_out_by_one_level(fingers: Fingers) -> None:
    apart = MIDDLE + QPoint(120, 0)
    fingers.touch(MIDDLE, apart)
    fingers.wait(0.05)
    fingers.lift(MIDDLE, apart)
    assert fingers.settled_zoom() == pytest.approx(14.0, abs=0.02)


def test_a_pinch_is_no_tap(fingers: Fingers) -> None:
    apart = MIDDLE + QPoint(120, 0)
    fingers.touch(MIDDLE, apart)
    for wider in range(10, 130, 10):
        fingers.move(MIDDLE, apart + QPoint(wider, 0))
        fingers.wait(0.005)
    fingers.lift(MIDDLE, apart + QPoint(120, 0))
    assert fingers.settled_zoom() > 15.3


def test_a_double_tap_zooms_in_and_keeps_the_place_under_the_finger(fingers: Fingers) -> None:
    at = QPoint(600, 200)
    camera = fingers.map._composer.camera
    assert camera is not None
    before = camera.to_world(at.x(), at.y())
    for _ in range(2):
        fingers.touch(at)
        fingers.lift(at)
    assert fingers.settled_zoom() == pytest.approx(16.0, abs=0.02)
    camera = fingers.map._composer.camera
    after = camera.to_world(at.x(), at.y())
    assert abs(after[0] - before[0]) * camera.dp_per_world < 3.0
    assert abs(after[1] - before[1]) * camera.dp_per_world < 3.0


def test_one_finger_drags_the_ground_along(fingers: Fingers) -> None:
    camera = fingers.map._composer.camera
    assert camera is not None
    before = camera.to_world(MIDDLE.x(), MIDDLE.y())
    fingers.touch(MIDDLE)
    for way in range(10, 160, 10):
        fingers.move(MIDDLE + QPoint(way, 0))
        fingers.wait(0.01)
    fingers.wait(0.2)  # the finger rests, so that nothing glides on
    fingers.move(MIDDLE + QPoint(151, 0))
    fingers.wait(0.2)
    fingers.lift(MIDDLE + QPoint(151, 0))
    assert fingers.settled_zoom() == pytest.approx(15.0)
    camera = fingers.map._composer.camera
    x, _y, _w = camera.to_screen(np.array([before]))
    assert x[0] > MIDDLE.x() + 80
