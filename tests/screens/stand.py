"""Shows one QML item with static data at any size, by day or night, mirrored or not, and pictures it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, QTimer, QUrl
from PySide6.QtGui import QImage
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuick import QQuickItem, QQuickView

from hmi.view_models.shell.icons import install_fonts

QML_FOLDER = Path(__file__).parents[2] / "qml"
SIZES: dict[str, tuple[int, int]] = {
    "1280x720": (1280, 720),
    "1024x600": (1024, 600),
    "1920x720": (1920, 720),
    "800x1280": (800, 1280),
    "1080x1920": (1080, 1920),
}


def settle(milliseconds: int = 60) -> None:
    """Let bindings, loaders and animations come to rest."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


class Stand:
    """A window in which `body` (QML) is laid over the chrome's background, drawn in dp as in the product."""

    def __init__(
        self,
        body: str,
        properties: Mapping[str, QObject],
        size: str = "1280x720",
        *,
        night: bool = True,
        mirrored: bool = False,
    ) -> None:
        install_fonts()
        width, height = SIZES[size]
        self.view = QQuickView()
        self.engine: QQmlEngine = self.view.engine()
        self.engine.addImportPath(str(QML_FOLDER))
        self.warnings: list[str] = []
        self.engine.warnings.connect(lambda rows: self.warnings.extend(row.toString() for row in rows))
        # The singletons are set as Main.qml sets them.
        declared = "\n".join(f"    required property QtObject {name}" for name in properties)
        source = f"""
import QtQuick
import Headunit
import Headunit.ViewModels

Rectangle {{
    id: root
{declared}
    width: {width}
    height: {height}
    color: Theme.bg
    LayoutMirroring.enabled: {str(mirrored).lower()}
    LayoutMirroring.childrenInherit: true

    Component.onCompleted: {{
        Metrics.windowWidth = {width};
        Metrics.windowHeight = {height};
        Metrics.mirrored = {str(mirrored).lower()};
        Theme.night = {str(night).lower()};
    }}

    Item {{
        id: dp
        objectName: "dp"
        width: Metrics.width
        height: Metrics.height
        scale: Metrics.scale
        transformOrigin: Item.TopLeft

        Rectangle {{
            x: Metrics.stageX
            y: Metrics.stageY
            width: Metrics.stageWidth
            height: Metrics.stageHeight
            radius: Metrics.radiusCard
            color: Theme.surface
        }}
{body}
    }}
}}
"""
        component = QQmlComponent(self.engine)
        component.setData(source.encode(), QUrl("stand.qml"))
        if not component.isReady():
            raise AssertionError("\n".join(error.toString() for error in component.errors()))
        root = component.createWithInitialProperties(dict(properties))
        assert isinstance(root, QQuickItem), component.errorString()
        self.root = root
        self._component = component
        self.view.setContent(QUrl("stand.qml"), component, root)
        self.view.resize(width, height)
        self.view.show()
        settle(150)

    def picture(self, path: Path | None = None) -> QImage:
        settle()
        image = self.view.grabWindow()
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            assert image.save(str(path))
        return image

    def close(self) -> None:
        self.view.close()
        self.view.deleteLater()
        settle(10)


def on_stage(item: str) -> str:
    """QML that puts an item where the stage is."""
    head, _, rest = item.partition("{")
    return f"""
        {head} {{
            x: Metrics.stageX
            y: Metrics.stageY
            width: Metrics.stageWidth
            height: Metrics.stageHeight
            {rest}
"""


CLIMATE = """
        ClimateStrip {
            x: Metrics.portrait || root.LayoutMirroring.enabled ? 0 : Metrics.railSize
            y: Metrics.stageY + Metrics.stageHeight
            width: Metrics.portrait ? Metrics.width : Metrics.width - Metrics.railSize
            height: Metrics.climateHeight
            climate: root.climate
        }
"""
