"""A show that looks after itself: drives by script, gives way to a visitor, starts over when left alone."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot

from hmi.app.script import Director, Script, pause
from hmi.app.scripted_drive import ScriptedDrive
from hmi.app.simulated_driver import SimulatedDriver
from hmi.app.unit import HeadUnit
from hmi.navigation.demo_trip import PlannedTrip

ALONE_AFTER_S = 60
BETWEEN_DRIVES_S = 8.0
TOUCHES = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate})
WAYS_OUT = frozenset(
    {QEvent.Type.Close, QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride}
)
"""a visitor types on the screen; no key of a keyboard does anything"""


class Kiosk(QObject):
    """Owns what the unit shows: the script's drive, or the visitor's."""

    def __init__(
        self,
        unit: HeadUnit,
        driver: SimulatedDriver,
        trip: PlannedTrip,
        time_factor: float,
        alone_after_s: float = ALONE_AFTER_S,
    ) -> None:
        super().__init__(unit)
        self._unit = unit
        self._trip = trip
        self._drive = ScriptedDrive(unit, driver, trip, None, time_factor)
        self._first_settings = unit.settings.profiles
        self._director: Director | None = None
        self._alone = QTimer(self)
        self._alone.setSingleShot(True)
        self._alone.setInterval(round(alone_after_s * 1000))
        self._alone.timeout.connect(self.start_over)

    @property
    def attracting(self) -> bool:
        """The script drives; nobody has touched the screen for a while."""
        return self._director is not None

    def show(self) -> None:
        view = self._unit.view
        view.setFlags(view.flags() | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
        view.installEventFilter(self)
        view.showFullScreen()
        self.start_over()

    @Slot()
    def start_over(self) -> None:
        """Forget the visitor, put the car back where the drive begins, drive again."""
        self._end_script()
        self._alone.stop()
        unit = self._unit
        unit.settings.set_profiles(self._first_settings)
        unit.navigator.search("")
        unit.navigator.stop()
        unit.shell.setProperty("searching", False)
        unit.shell.show("map")
        unit.client.set_time_factor(1.0)
        origin = self._trip.origin
        unit.client.place(origin.lat_deg, origin.lon_deg, self._trip.heading_deg)
        self._director = Director(self._rounds(), self)
        self._director.ended.connect(self._script_ended)
        self._director.play()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in WAYS_OUT:
            event.ignore()
            return True
        if kind in TOUCHES:
            if self._director is not None:
                self._give_way()
            self._alone.start()
        return False

    def _give_way(self) -> None:
        """A visitor: the script ends where it is, the car goes on at its own pace."""
        self._end_script()
        self._unit.client.set_time_factor(1.0)

    def _rounds(self) -> Script:
        yield from self._drive.script()
        yield pause(BETWEEN_DRIVES_S)

    @Slot()
    def _script_ended(self) -> None:
        # However it ended, the next visitor sees a drive.
        QTimer.singleShot(0, self, self.start_over)

    def _end_script(self) -> None:
        if self._director is not None:
            self._director.stop()
            self._director.deleteLater()
            self._director = None
