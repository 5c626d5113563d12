"""The regions in use, wherever they are shown: one that is set aside leaves every screen, with a word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from hmi.app.regions import compile_again
from hmi.navigation.navigator import Navigator
from hmi.navigation.region_faults import Fault, SetAside
from hmi.navigation.worker import MapWorker
from hmi.view_models.map.content.scene import MapScene
from hmi.view_models.navigation.guidance import NavigationModel
from hmi.view_models.settings.settings_desk import SettingsDesk, region_title
from hmi.view_models.shell.notifications import Notification, Priority
from maps.errors import RegionError
from maps.geometry import BoundingBox
from maps.region.manifest import Manifest


class MapRegions:
    """Shows what the map worker answers from."""

    def __init__(
        self,
        worker: MapWorker,
        navigator: Navigator,
        scene: MapScene,
        navigation: NavigationModel,
        desk: SettingsDesk,
        say: Callable[[Notification], None],
    ) -> None:
        self._worker = worker
        self._navigator = navigator
        self._scene, self._navigation, self._desk = scene, navigation, desk
        self._say = say
        self._show(worker.regions)
        worker.watch(self._set_aside)

    def _set_aside(self, gone: SetAside) -> None:
        if gone.fault is Fault.DAMAGED:
            compile_again(Path(gone.path))
        if gone.path not in self._worker.regions:
            self._show(self._worker.regions)
            self._navigator.on_maps_changed()
        self._say(_words(gone, kept=gone.path in self._worker.regions))

    def _show(self, folders: Sequence[str]) -> None:
        paths = [Path(folder) for folder in folders]
        self._scene.set_regions(paths)
        self._desk.show_regions(paths)
        self._navigation.show_maps(extents(paths))


def extents(folders: Sequence[Path]) -> list[BoundingBox]:
    """What the regions cover, as far as they can say it."""
    found = []
    for folder in folders:
        try:
            found.append(Manifest.read(folder).bbox)
        except RegionError:
            continue  # the map worker says what is wrong with it
    return found


def _words(gone: SetAside, *, kept: bool) -> Notification:
    translate = QCoreApplication.translate
    name = region_title(Path(gone.path).name)
    if gone.fault is Fault.DAMAGED:
        title = translate("Alerts", "The map {name} is damaged").format(name=name)
        text = translate("Alerts", "It is set aside. Please install it again.")
    else:
        title = translate("Alerts", "The map {name} cannot be read").format(name=name)
        text = (
            translate("Alerts", "It keeps failing to load. Please install it again.")
            if kept
            else translate("Alerts", "It is set aside. Please install it again.")
        )
    return Notification(f"map {gone.path}", title, text, "map-marker-off", Priority.ADVICE)
