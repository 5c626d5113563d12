"""Show the map alone in a window and take its picture, on whichever renderer the process was started with."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtQuick import QQuickView

from hmi.view_models.map.content.scene import MapScene
from hmi.view_models.map.gpu.rhi_canvas import forget_deleted_renderers
from hmi.view_models.map.vector_map import VectorMap

QML = Path(__file__).resolve().parents[3] / "qml"


class MapStage:
    """A window with nothing but a VectorMap in it; frames are stepped by hand, so pictures do not depend
    on time."""

    def __init__(self, regions: list[Path], width: int = 1176, height: int = 576) -> None:
        self.view = QQuickView()
        self.view.resize(width, height)
        self.scene = MapScene()
        self.map = VectorMap(self.view.contentItem())
        self.map.setWidth(width)
        self.map.setHeight(height)
        self.map.scene = self.scene  # type: ignore[method-assign, assignment]
        self.scene.set_regions(regions)
        self.view.show()
        until = time.monotonic() + 20.0
        while self.map.canvas is None and time.monotonic() < until:
            self.spin(0.02)

    def spin(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            QGuiApplication.processEvents()
            time.sleep(0.002)

    def settle(self, limit_s: float = 20.0) -> None:
        """Step frames until nothing moves and nothing is awaited."""
        until = time.monotonic() + limit_s
        while time.monotonic() < until:
            self.map.advance(1 / 30)
            self.spin(0.004)
            if self.map.settled:
                break
        self.spin(0.05)

    def picture(self) -> QImage:
        self.settle()
        return self.view.grabWindow()

    def close(self) -> None:
        self.map.close()
        self.view.close()
        self.map.deleteLater()
        self.view.deleteLater()
        self.spin(0.02)
        forget_deleted_renderers()


__all__ = ["QML", "Callable", "MapStage", "QObject", "QUrl"]
