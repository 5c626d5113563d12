"""Loads the whole unit in a window of any size with static facts, and takes its picture."""

from __future__ import annotations

import importlib
import os
import pkgutil
import tempfile
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QSize, QTimer, QTranslator, QUrl
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickItem, QQuickView

import hmi.view_models
from hmi.navigation.places_book import PlacesFile
from hmi.navigation.state import NavigationState
from hmi.settings import SettingsFile
from hmi.view_models.car.climate import ClimateModel
from hmi.view_models.car.drive import DriveModel
from hmi.view_models.car.screen import CarModel
from hmi.view_models.energy.screen import EnergyModel
from hmi.view_models.map.content.scene import MapScene
from hmi.view_models.map.gpu.rhi_canvas import forget_deleted_renderers
from hmi.view_models.media import MediaModel
from hmi.view_models.navigation.guidance import NavigationModel
from hmi.view_models.navigation.preview import PreviewModel
from hmi.view_models.navigation.search import SearchModel
from hmi.view_models.phone import PhoneModel
from hmi.view_models.settings.model import SettingsModel
from hmi.view_models.shell.alerts import AlertsModel
from hmi.view_models.shell.distraction import DistractionModel
from hmi.view_models.shell.frame import ShellModel
from hmi.view_models.shell.icons import install_fonts
from tests.hmi.fake_car import FakeCar
from tests.screens.fakes import CAR, NOON, FakeMaps, FakeNavigator
from tests.screens.walk import every, kind_of

for module in pkgutil.walk_packages(hmi.view_models.__path__, "hmi.view_models."):
    importlib.import_module(module.name)

QML = Path(__file__).parents[2] / "qml"
SIZES = ((1280, 720), (1024, 600), (1920, 720), (800, 1280), (1080, 1920))
HOME = "43.740100,7.426500 Boulevard des Moulins 12"
WORK = "43.728200,7.416400 Rue du Gabian 9"
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
        animations: bool = False,
        navigator: FakeNavigator | None = None,
    ) -> None:
        folder = Path(tempfile.mkdtemp(prefix="unit-"))
        install_fonts()
        self.facts = CAR
        self.vehicle = FakeCar(CAR)
        self.translator = QTranslator()
        if self.translator.load(str(QML / "Headunit" / "i18n" / f"{language}.qm")):
            QCoreApplication.installTranslator(self.translator)
        self.preferences = SettingsModel(SettingsFile(folder / "settings.json"))
        self.preferences.change(
            name="Léa",
            language=language,
            appearance="night" if night else "day",
            home=HOME,
            work=WORK,
            animations=animations,
        )
        if navigator is None:
            navigator = FakeNavigator(state if state is not None else NavigationState())
        self.navigator = navigator
        self.shell = ShellModel(self.vehicle, self.preferences, lambda: NOON)
        self.navigation = NavigationModel(self.navigator, self.vehicle, self.preferences, lambda: NOON)
        self.search = SearchModel(
            self.navigator,
            self.preferences,
            places_file=PlacesFile(folder / "places.json"),
            now=lambda: NOON,
        )
        self.preview = PreviewModel(self.navigator, self.vehicle, self.preferences, lambda: NOON)
        self.scene = MapScene()
        self.scene.show(self.navigator.state)
        self.navigator.subscribe(self.scene.show)
        car, settings = self.vehicle, self.preferences
        self.others: dict[str, QObject] = {
            "mapScene": self.scene,
            "drive": DriveModel(car, settings),
            "energy": EnergyModel(car, settings, now=lambda: NOON, maps=FakeMaps()),
            "media": MediaModel(car, settings),
            "phone": PhoneModel(car, settings),
            "car": CarModel(car, settings),
            "settings": settings,
            "climate": ClimateModel(car, settings),
            "alerts": AlertsModel(car, settings),
        }
        self.distraction = DistractionModel(car)
        for name in ("settings", "media", "phone", "energy", "car"):
            self.others[name].limit_by(self.distraction)  # type: ignore[attr-defined]
        self.shell.limit_by(self.distraction)
        self.shell.show_cloud("live", 0)
        self.shell.show_phone(4)
        self.view = QQuickView()
        self.view.engine().addImportPath(str(QML))
        self.problems: list[str] = []
        self.view.engine().warnings.connect(
            lambda warnings: self.problems.extend(warning.toString() for warning in warnings)
        )
        self.view.setResizeMode(QQuickView.ResizeMode.SizeRootObjectToView)
        self.view.setInitialProperties(
            {
                "shell": self.shell,
                "navigation": self.navigation,
                "search": self.search,
                "preview": self.preview,
                **self.others,
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

    @property
    def scale(self) -> float:
        """Pixels per dp."""
        width, height = self.root.width(), self.root.height()
        return width / 864 if height > width else height / 720

    def refresh(self) -> None:
        """The car reports again what it last said, as it would ten times a second."""
        if self.vehicle.connected:
            self.vehicle.say({path: reading.value for path, reading in self.vehicle.state.readings.items()})

    def settle(self, ms: int = MOTION_MS) -> None:
        self.refresh()
        loop = QEventLoop()
        QTimer.singleShot(ms, loop.quit)
        loop.exec()

    def stand_still(self, within_ms: int = 2000) -> None:
        """Wait until the map's camera has come to rest."""
        host = next((item for item in every(self.root) if kind_of(item) == "MapHost"), None)
        while host is not None and within_ms > 0:
            seen = host.property("revision")
            self.settle(50)
            within_ms -= 50
            if host.property("revision") == seen:
                return

    def picture(self) -> QImage:
        """What is on screen; `grabWindow` would hang with Python-made items on the threaded loop."""
        self.refresh()
        grab = self.root.grabToImage()
        loop = QEventLoop()
        grab.ready.connect(loop.quit)
        QTimer.singleShot(5000, loop.quit)
        loop.exec()
        return grab.image()

    def close(self) -> None:
        self.view.close()
        self.preferences.save()
        QCoreApplication.removeTranslator(self.translator)
        self.view.deleteLater()
        self.settle(1)
        forget_deleted_renderers()


def pictures_folder() -> Path | None:
    """Where pictures are wanted: HEADUNIT_SCREENS, made if it is not there."""
    name = os.environ.get("HEADUNIT_SCREENS")
    if not name:
        return None
    Path(name).mkdir(parents=True, exist_ok=True)
    return Path(name)
