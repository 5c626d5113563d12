"""The composition root: builds, owns and wires every object of the head unit's window."""

from __future__ import annotations

import importlib
import math
import pkgutil
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSocketNotifier, QTimer, QTranslator, QUrl, Slot
from PySide6.QtGui import QColor
from PySide6.QtQuick import QQuickView

import hmi
import hmi.view_models as view_models
from hmi.app.daylight import is_night
from hmi.app.map_regions import MapRegions
from hmi.app.phone_link import PhoneLink
from hmi.app.plan_sync import PlanSync
from hmi.app.positioning import fix_of
from hmi.app.reach_on_map import ReachOnMap
from hmi.app.record_sync import AgreedFile, RecordSync
from hmi.app.regions import cache_folder, seals_folder
from hmi.app.sent_destinations import SentDestinations
from hmi.bus.client import AgentClient
from hmi.bus.cloud import CloudClient
from hmi.bus.energy import EnergyClient
from hmi.bus.media import MediaClient
from hmi.bus.phone import PhoneClient
from hmi.bus.power import PowerClient
from hmi.bus.thread import BusThread
from hmi.bus.upkeep import UpkeepClient
from hmi.errors import HeadunitError
from hmi.navigation.announcements import soon_said
from hmi.navigation.navigator import Navigator
from hmi.navigation.pace_book import PaceBook
from hmi.navigation.places_book import PlacesFile
from hmi.navigation.state import NavigationState
from hmi.navigation.trip_file import TripFile
from hmi.navigation.wishes import profile_of
from hmi.navigation.worker import MapWorker
from hmi.positioning.road import road_of
from hmi.settings import SettingsFile
from hmi.speech.places import languages_at
from hmi.speech.speaker import Speaker
from hmi.vehicle.motion import is_parked
from hmi.view_models.car.climate import ClimateModel
from hmi.view_models.car.drive import DriveModel
from hmi.view_models.car.screen import CarModel
from hmi.view_models.energy.screen import EnergyModel
from hmi.view_models.map.content.scene import MapScene
from hmi.view_models.media import MediaModel
from hmi.view_models.navigation.guidance import NavigationModel
from hmi.view_models.navigation.preview import PreviewModel
from hmi.view_models.navigation.search import SearchModel
from hmi.view_models.phone import PhoneModel
from hmi.view_models.settings.model import SettingsModel
from hmi.view_models.settings.settings_desk import SettingsDesk
from hmi.view_models.shell.alerts import AlertsModel
from hmi.view_models.shell.distraction import DistractionModel
from hmi.view_models.shell.frame import ShellModel
from hmi.view_models.shell.icons import install_fonts
from maps.models import Fix, Maneuver, MatchedPosition, Route
from maps.route.pace import Pace

POLL_MS = 250
DAYLIGHT_MS = 60_000
TELL_ROAD_S = 1.0
UNSAVED = "settings are being saved"
"""why sleep and shutdown wait for this process"""


class InterfaceError(HeadunitError):
    """The QML does not load: an installation that lacks files, or a defect."""


class HeadUnit(QObject):
    """Everything behind one window; whoever makes it decides where on the screen `view` goes."""

    def __init__(
        self,
        bus_address: str,
        regions: Sequence[Path],
        settings_file: SettingsFile,
        places_file: PlacesFile,
        *,
        now: Callable[[], datetime] = datetime.now,
        worker: MapWorker | None = None,
        trip_file: TripFile | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`worker` is one that runs already and answers from `regions`; `trip_file` outlives a power cut."""
        super().__init__(parent)
        install_fonts()
        register_types()
        self._translator = QTranslator(self)
        self.view = QQuickView()
        self.settings = SettingsModel(settings_file, self._use_language, parent=self)
        self._bus_thread = BusThread()
        self.client = AgentClient(bus_address, self, thread=self._bus_thread)
        self._players = MediaClient(self._bus_thread, parent=self)
        self._telephone = PhoneClient(self._bus_thread, parent=self)
        self._power = PowerClient(self._bus_thread, parent=self)
        self.cloud = CloudClient(self.client.connection, self)
        self._planned = EnergyClient(self.client.connection, self)
        self._upkeep = UpkeepClient(self.client.connection, self)
        self.voice = Speaker(cache_folder() / "speech", self._may_speak)
        self.worker = worker or MapWorker(regions, seals=seals_folder())
        self.navigator = Navigator(self.worker, speak=self.voice.say)
        self.scene = MapScene(self)
        self.distraction = DistractionModel(self.client, parent=self)
        self.shell = ShellModel(self.client, self.settings, now, parent=self)
        self._pace_book = PaceBook(places_file.path.with_name("pace.json"))
        self.navigator.subscribe(self._pace_book.follow)
        self.navigation = NavigationModel(
            self.navigator, self.client, self.settings, now, parent=self, pace=self._pace
        )
        self.search = SearchModel(self.navigator, self.settings, parent=self, places_file=places_file)
        self.preview = PreviewModel(
            self.navigator, self.client, self.settings, now, parent=self, maps=self.worker, pace=self._pace
        )
        self.drive = DriveModel(self.client, self.settings, parent=self)
        self.energy = EnergyModel(self.client, self.settings, parent=self, maps=self.worker)
        self.media = MediaModel(self.client, self.settings, self._players, parent=self)
        self.phone = PhoneModel(self.client, self.settings, self._telephone, parent=self)
        self.car = CarModel(self.client, self.settings, parent=self)
        self.climate = ClimateModel(self.client, self.settings, parent=self)
        self.alerts = AlertsModel(self.client, self.settings, parent=self)
        self._desk = SettingsDesk(self.settings, self._telephone, self.cloud, regions, self)
        self._maps = MapRegions(
            self.worker, self.navigator, self.scene, self.navigation, self._desk, self.alerts.push
        )
        agreed_file = AgreedFile(places_file.path.with_name("agreed.json"))
        self._record_sync = RecordSync(self.cloud, self.search, self.settings, agreed_file, self)
        self._destinations = SentDestinations(self.cloud, self.search, self.alerts, self)
        self._plan_sync = PlanSync(self.cloud, self.settings, self)
        self._last_fix: Fix | None = None
        self._next_maneuver: Maneuver | None = None
        self._told_match: MatchedPosition | None = None
        self._trip_file = trip_file if trip_file is not None else TripFile()
        self._kept_trip: tuple[Route, int] | None = None
        self._told_road_s = -math.inf
        self._wire()
        self._load()
        interrupted = self._trip_file.read()
        if interrupted is not None:
            self.navigator.resume(interrupted)

    def close(self) -> None:
        """Save what is not saved, end the map worker and every object."""
        self._poll_timer.stop()
        self._answers.setEnabled(False)
        self.settings.save()
        self._trip_file.close()
        self.voice.close()
        self.view.close()
        # The items go before the models that they are bound to.
        self.view.setSource(QUrl())
        self.worker.close()
        self._bus_thread.stop()
        # Now rather than some time later: the bus may be gone by then, and a client would look for it.
        self.deleteLater()
        QCoreApplication.sendPostedEvents(self, QEvent.Type.DeferredDelete)

    def _pace(self) -> Pace:
        return self._pace_book.pace

    def _wire(self) -> None:
        self._answers = QSocketNotifier(self.worker.fileno(), QSocketNotifier.Type.Read, self)
        self._answers.activated.connect(self.navigator.poll)
        # The worker is also replaced by the clock, when it hangs.
        self._poll_timer = QTimer(self)
        self._poll_timer.timeout.connect(self.navigator.poll)
        self._poll_timer.start(POLL_MS)
        self._daylight_timer = QTimer(self)
        self._daylight_timer.timeout.connect(self._follow_sun)
        self._daylight_timer.start(DAYLIGHT_MS)
        self.client.stateChanged.connect(self._follow_car)
        self.cloud.stateChanged.connect(lambda: self.shell.show_cloud(self.cloud.status, self.cloud.unsent))
        self.navigator.subscribe(self._show_navigation)
        self.settings.changed.connect(self._apply_settings)
        self._power.inhibit(UNSAVED)
        self._power.goingDown.connect(self._go_down)
        for limited in (self.shell, self.settings, self.media, self.phone, self.energy, self.car):
            limited.limit_by(self.distraction)
        self.phone.rang.connect(lambda: self.shell.show("phone"))
        self._telephone.problem.connect(self.phone.show_problem)
        PhoneLink(self._telephone, self.shell, self)
        ReachOnMap(
            self.client, self.worker, self.scene, lambda: profile_of(self.settings.settings), parent=self
        )
        self.phone.said.connect(self.alerts.show_note)
        stop = self.energy.charging_stop
        stop.callWanted.connect(self.phone.dial)
        stop.driveWanted.connect(self.search.go)
        stop.driveWanted.connect(lambda _place: self.shell.show("map"))
        self._destinations.taken.connect(lambda: self.shell.show("map"))
        self.navigation.chimed.connect(self._chime)
        self.client.alertRaised.connect(self._sound_alert)
        self._desk.said.connect(self.alerts.show_note)
        self.cloud.pairingAsked.connect(lambda _person: self.shell.show("settings"))
        self._planned.planChanged.connect(lambda: self.energy.show_plan(self._planned.plan))
        self._planned.modelChanged.connect(lambda: self.energy.use_model(self._planned.model))
        self._planned.modelChanged.connect(lambda: self.preview.use_consumption(self._planned.model))
        self._upkeep.changed.connect(lambda: self.car.show_outlooks(self._upkeep.outlooks))
        self.car.workDone.connect(self._upkeep.done)
        self.drive.use_range_span(self.energy.range_span_m)
        for asks_the_car in (self.climate, self.car, self.energy):
            asks_the_car.refused.connect(self.alerts.show_refusal)
        self._apply_settings()

    def _load(self) -> None:
        self.view.setResizeMode(QQuickView.ResizeMode.SizeRootObjectToView)
        self.view.setColor(QColor("black"))
        self.view.setInitialProperties(
            {
                "shell": self.shell,
                "navigation": self.navigation,
                "search": self.search,
                "preview": self.preview,
                "mapScene": self.scene,
                "drive": self.drive,
                "energy": self.energy,
                "media": self.media,
                "phone": self.phone,
                "car": self.car,
                "settings": self.settings,
                "climate": self.climate,
                "alerts": self.alerts,
            }
        )
        folder = qml_folder()
        self.view.engine().addImportPath(str(folder))
        self.view.setSource(QUrl.fromLocalFile(str(folder / "Headunit" / "Main.qml")))
        if self.view.status() is not QQuickView.Status.Ready:
            raise InterfaceError("; ".join(error.toString() for error in self.view.errors()))

    @Slot()
    def _follow_car(self) -> None:
        state, now_s = self.client.state, time.monotonic()
        speed_kmh = state.number("Vehicle.Speed", now_s)
        parked = is_parked(lambda path: state.get(path, now_s))
        self.navigator.on_motion(None if speed_kmh is None else speed_kmh / 3.6, parked=parked)
        fix = fix_of(state, now_s)
        if fix is None:
            if self._last_fix is not None:
                self._last_fix = None
                self.navigator.on_position_lost()
            return
        if self._last_fix is None:
            self._last_fix = fix
            self._follow_sun()
        elif fix.time_s == self._last_fix.time_s and fix.position == self._last_fix.position:
            return
        self._last_fix = fix
        self.navigator.on_fix(fix)

    @Slot()
    def _follow_sun(self) -> None:
        if self._last_fix is not None:
            self.settings.setNightOutside(is_night(self._last_fix.position, datetime.now(UTC)))

    def _show_navigation(self, state: NavigationState) -> None:
        self.scene.show(state)
        self._keep_trip()
        self._prepare_voice(state)
        self._tell_road(state)

    def _keep_trip(self) -> None:
        """The trip on disk is the one that is driven, whenever the power goes."""
        trip = self.navigator.trip
        now = None if trip is None else (trip.route, trip.reached)
        if now is None and self._kept_trip is not None:
            self._trip_file.forget()
        elif trip is not None and (
            self._kept_trip is None
            or self._kept_trip[0] is not trip.route
            or self._kept_trip[1] != trip.reached
        ):
            self._trip_file.keep(trip.route, trip.maneuvers, trip.stops, trip.reached)
        self._kept_trip = now

    def _tell_road(self, state: NavigationState) -> None:
        """What the map match is sure of goes back to the agent, once a second, so that a bend corrects it."""
        now_s = time.monotonic()
        if state.matched is self._told_match or now_s - self._told_road_s < TELL_ROAD_S:
            return
        road = road_of(state.matched)
        if road is not None:
            self._told_match, self._told_road_s = state.matched, now_s
            position, course_rad = road
            self.client.tell_road(position.lat_deg, position.lon_deg, math.degrees(course_rad) % 360.0)

    def _prepare_voice(self, state: NavigationState) -> None:
        """Have ready what may soon be said, once for each next maneuver, read as the country there reads."""
        shown = state.guidance
        if shown is None:
            self._next_maneuver = None
            return
        if shown.maneuver is self._next_maneuver:
            return
        self._next_maneuver = shown.maneuver
        self.voice.name_languages = languages_at(shown.maneuver.position)
        if self._may_speak():
            settings = self.settings.settings
            soon = soon_said(
                state.maneuvers,
                state.maneuvers.index(shown.maneuver),
                language=settings.language,
                units="metric" if settings.units.metric else "imperial",
            )
            self.voice.prepare([(said.text, said.names) for said in soon])

    @Slot()
    def _chime(self) -> None:
        self._sound("overspeed")

    @Slot(str, str)
    def _sound_alert(self, _identifier: str, sound: str) -> None:
        self._sound(sound)

    def _sound(self, kind: str) -> None:
        if kind and self.settings.settings.voice != "off":
            self.voice.chime(kind)

    @Slot(str)
    def _go_down(self, _kind: str) -> None:
        """Sleep or shutdown: what must last is written, then it may go on."""
        self.settings.save()
        self._power.release(UNSAVED)

    @Slot()
    def _apply_settings(self) -> None:
        settings = self.settings.settings
        self.voice.language = settings.language
        self.voice.volume_percent = round(settings.voice_volume_percent)
        self.navigator.set_language(settings.language, "metric" if settings.units.metric else "imperial")
        self.navigator.set_profile(profile_of(settings))

    def _may_speak(self) -> bool:
        return self.settings.settings.voice == "on" and not self.navigation.muted_now

    def _use_language(self, language: str) -> None:
        QCoreApplication.removeTranslator(self._translator)
        if self._translator.load(f"{language}.qm", str(translations_folder())):
            QCoreApplication.installTranslator(self._translator)
        self.view.engine().retranslate()


def register_types() -> None:
    """Make every type that view models define known to QML, which happens as their modules are imported."""
    for module in pkgutil.walk_packages(view_models.__path__, f"{view_models.__name__}."):
        importlib.import_module(module.name)


def qml_folder() -> Path:
    """Where `import Headunit` is found: beside the packages in a checkout, in `hmi` when installed."""
    package = Path(hmi.__file__).parent
    return next(folder for folder in (package / "qml", package.parent / "qml") if folder.is_dir())


def translations_folder() -> Path:
    return qml_folder() / "Headunit" / "i18n"
