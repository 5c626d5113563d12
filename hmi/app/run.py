"""The ways to show the head unit: in the simulator's window, on a touchscreen, in a kiosk, by script."""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from hmi.app.garbage import GarbageCollector
from hmi.app.kiosk import Kiosk
from hmi.app.options import Mode, Options
from hmi.app.script import Director
from hmi.app.scripted_drive import ScriptedDrive
from hmi.app.simulated_car import Car
from hmi.app.simulated_driver import SimulatedDriver
from hmi.app.simulator_window import SimulatorWindow
from hmi.app.unit import HeadUnit
from hmi.errors import HeadunitError
from hmi.navigation.demo_trip import PlannedTrip
from hmi.navigation.places_book import PlacesFile, default_path
from hmi.navigation.trip_file import TripFile
from hmi.navigation.worker import MapWorker
from hmi.settings import SettingsFile

CHILDREN_POLL_MS = 100
SWITCH_INTERVAL_S = 0.0005
"""measured: with a busy Python thread beside it a frame takes 6.3 ms instead of 15.4"""


def run(
    options: Options,
    regions: Sequence[Path],
    trip: PlannedTrip,
    car: Car,
    folder: Path,
    worker: MapWorker,
) -> int:
    """Show the unit until it is closed or its script has ended; the exit status.

    The processes of `car` are looked after meanwhile; `folder` is for what shall not outlive this run.
    """
    # The map is drawn in Python: a render thread that waits for the interpreter's lock, and a GUI thread that
    # holds it while it waits for the render thread (on hide, close, grab), would wait for ever.
    os.environ.setdefault("QSG_RENDER_LOOP", "basic")
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    application = _application(options)
    GarbageCollector(application)
    unit = HeadUnit(
        car.bus, regions, *_kept_files(options, folder), worker=worker, trip_file=_trip_file(options)
    )
    _apply(options, unit)
    gc.freeze()  # what lives as long as the unit is not looked through again, which took 45 ms
    nurse = QTimer(unit)
    for child in car.children:
        nurse.timeout.connect(child.poll)
    nurse.start(CHILDREN_POLL_MS)
    try:
        if options.screenshots is not None:
            return _drive_by_script(application, unit, options, trip, car)
        if options.mode is Mode.TOUCHSCREEN:
            unit.view.setCursor(Qt.CursorShape.BlankCursor)
            unit.view.showFullScreen()
            return application.exec()
        driver = SimulatedDriver(unit.client, unit.navigator, unit)
        if options.mode is Mode.KIOSK:
            kiosk = Kiosk(unit, driver, trip, options.time_factor)
            kiosk.show()
            return application.exec()
        window = SimulatorWindow(unit, driver, trip, car, options.width, options.height)
        window.show()
        return application.exec()
    finally:
        nurse.stop()
        unit.close()
        # While the display is still there: Qt must not find it gone.
        application.shutdown()


def _drive_by_script(
    application: QGuiApplication,
    unit: HeadUnit,
    options: Options,
    trip: PlannedTrip,
    car: Car,
) -> int:
    driver = SimulatedDriver(unit.client, unit.navigator, unit)
    drive = ScriptedDrive(unit, driver, trip, options.screenshots, options.time_factor)
    director = Director(drive.script(), unit)
    director.ended.connect(application.quit)
    unit.view.resize(options.width, options.height)
    unit.view.show()
    print(f"headunit: the pictures go to {options.screenshots}", file=sys.stderr)  # noqa: T201
    director.play()
    application.exec()
    if director.error is not None:
        last_words = "".join(
            f"; {child.name} said: {words}" for child in car.children if (words := child.last_words())
        )
        raise HeadunitError(f"the scripted drive broke off: {director.error}{last_words}") from director.error
    print(f"headunit: {drive.summary()}", file=sys.stderr)  # noqa: T201
    sys.stdout.write(json.dumps(drive.report(), ensure_ascii=False) + "\n")
    return 0


def _application(options: Options) -> QGuiApplication:
    # Widgets are only for the simulator's instrument panel.
    instruments = options.mode is Mode.SIMULATOR and options.screenshots is None
    if instruments:
        QApplication.setStyle("Fusion")
        application: QGuiApplication = QApplication(sys.argv[:1])
        application.setPalette(QPalette(QColor("#212830"), QColor("#161B21")))
    else:
        application = QGuiApplication(sys.argv[:1])
    application.setApplicationName("headunit")
    application.setDesktopFileName("headunit")
    end_on_signals(application)
    return application


def end_on_signals(application: QGuiApplication) -> None:
    """Whoever sends SIGTERM or SIGINT ends it; Python hears of them within a tick of the nurse."""
    for number in (signal.SIGTERM, signal.SIGINT):
        # Not quit(): it asks each window first, and the kiosk's refuses to be closed.
        signal.signal(number, lambda *_: application.exit(0))


def _kept_files(options: Options, folder: Path) -> tuple[SettingsFile, PlacesFile]:
    """The driver's own; a show or a script begins the same every time and leaves nothing behind."""
    if options.screenshots is None and options.mode is not Mode.KIOSK:
        return SettingsFile(), PlacesFile()
    return SettingsFile(folder / "settings.json"), PlacesFile(folder / "places.json")


def _trip_file(options: Options) -> TripFile:
    """A real car goes on with the trip that a power cut interrupted; a simulated one begins anew."""
    if options.screenshots is None and options.mode is Mode.TOUCHSCREEN:
        return TripFile(default_path().with_name("trip.json"))
    return TripFile()


def _apply(options: Options, unit: HeadUnit) -> None:
    if options.language is not None:
        unit.settings.change(language=options.language)
    if options.night is not None:
        unit.settings.change(appearance="night" if options.night else "day")
