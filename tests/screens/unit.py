"""Loads the whole unit in a window of any size with static facts, and takes its picture."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, QSize, QTimer, QUrl
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickItem, QQuickView

import hmi.view_models.arrows
import hmi.view_models.icons  # noqa: F401
from hmi.navigation.state import NavigationState
from hmi.settings import Settings
from hmi.view_models.navigation import NavigationModel
from hmi.view_models.preview import PreviewModel
from hmi.view_models.search import SearchModel
from hmi.view_models.shell import ShellModel
from tests.screens.fakes import NOON, FakeNavigator, FakePreferences, FakeVehicle

QML = Path(__file__).parents[2] / "qml"
SIZES = ((1280, 720), (1024, 600), (1920, 720), (800, 1280), (1080, 1920))
MOTION_MS = 350
"""longer than any movement of the design"""


class Unit:
    """The head unit without the composition root: real QML, real view models, fixed facts."""

    def __init__(
        self,
        width: int = 1280,
        height: int = 720,
        state: NavigationState | None = None,
        *,
        night: bool = True,
        language: str = "en",
    ) -> None:
        self.vehicle = FakeVehicle()
        self.preferences = FakePreferences(Settings(name="Léa", language=language), night)
        self.navigator = FakeNavigator(state if state is not None else NavigationState())
        self.shell = ShellModel(self.vehicle, self.preferences, lambda: NOON)
        self.navigation = NavigationModel(self.navigator, self.vehicle, self.preferences, lambda: NOON)
        self.search = SearchModel(self.navigator, self.preferences)
        self.preview = PreviewModel(self.navigator, self.vehicle, self.preferences, lambda: NOON)
        self.shell.show_cloud("live", 0)
        self.shell.show_phone(4)
        self.others = QObject()
        self.view = QQuickView()
        self.view.engine().addImportPath(str(QML))
        self.problems: list[str] = []
        self.view.engine().warnings.connect(
            lambda warnings: self.problems.extend(warning.toString() for warning in warnings)
        )
        self.view.setResizeMode(QQuickView.ResizeMode.SizeRootObjectToView)
        names = ("mapScene", "drive", "energy", "media", "phone", "car", "settings", "climate", "alerts")
        self.view.setInitialProperties(
            {
                "shell": self.shell,
                "navigation": self.navigation,
                "search": self.search,
                "preview": self.preview,
                **dict.fromkeys(names, self.others),
            }
        )
        self.view.resize(QSize(width, height))
        self.view.setSource(QUrl.fromLocalFile(str(QML / "Headunit" / "Main.qml")))
        self.view.show()
        self.settle()

    @property
    def root(self) -> QQuickItem:
        root = self.view.rootObject()
        assert root is not None, [error.toString() for error in self.view.errors()]
        return root

    def settle(self, ms: int = MOTION_MS) -> None:
        loop = QEventLoop()
        QTimer.singleShot(ms, loop.quit)
        loop.exec()

    def picture(self) -> QImage:
        """What is on screen; `grabWindow` would hang with Python-made items on the threaded loop."""
        grab = self.root.grabToImage()
        loop = QEventLoop()
        grab.ready.connect(loop.quit)
        QTimer.singleShot(5000, loop.quit)
        loop.exec()
        return grab.image()

    def close(self) -> None:
        self.view.close()
        self.view.deleteLater()
        self.settle(1)


def pictures_folder(default: Path) -> Path:
    """Where pictures go: HEADUNIT_SCREENS, or `default`."""
    folder = Path(os.environ.get("HEADUNIT_SCREENS", default))
    folder.mkdir(parents=True, exist_ok=True)
    return folder
