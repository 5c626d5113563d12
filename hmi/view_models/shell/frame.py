"""The frame around every screen: which one is shown, and the status line that says how far to trust it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from hmi.distraction.policy import ROWS_WHILE_MOVING, Activity
from hmi.units import RIGHT_TO_LEFT, Format, Quantity
from hmi.view_models.navigation.context import Preferences, Vehicle
from hmi.view_models.shell.distraction import DistractionModel

QML_IMPORT_NAME = "Headunit.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

SCREENS: tuple[str, ...] = ("map", "drive", "energy", "media", "phone", "car", "settings")
"""in the order of the rail"""

REVERSE_GEAR = -1
"""VSS: CurrentGear and SelectedGear are negative for reverse gears"""

REFRESH_MS = 250
"""often enough that a value which went stale is a dash within the second"""


@dataclass(frozen=True, slots=True)
class Status:
    """The status line's words and the facts that decide what may be shown."""

    clock: str = ""
    outside: str = ""
    accuracy: str = ""
    positioned: bool = False
    moving: bool = True
    typing: bool = False
    """the keyboard is open to whoever operates the screen"""
    rows: int = ROWS_WHILE_MOVING
    """how many a list may show"""
    passenger: bool = False
    """somebody sits belted beside the driver and may unlock"""
    unlocked: bool = False
    reversing: bool = False
    connected: bool = False
    calm: bool = True
    """cards and screens come at once: the car moves, or its driver wants it so"""


@QmlElement
class ShellModel(QObject):
    """Screen switch and status line. `now` gives the wall clock that the driver reads."""

    screenChanged = Signal()
    statusChanged = Signal()
    lookChanged = Signal()
    linkChanged = Signal()
    searchingChanged = Signal()

    def __init__(
        self,
        vehicle: Vehicle,
        preferences: Preferences,
        now: Callable[[], datetime] = datetime.now,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._vehicle = vehicle
        self._preferences = preferences
        self._now = now
        self._screen = SCREENS[0]
        self._searching = False
        self._status = Status()
        self._cloud = "off"
        self._unsent = 0
        self._phone_bars = -1
        self._distraction = DistractionModel(vehicle, parent=self)
        vehicle.stateChanged.connect(self._refresh)
        preferences.changed.connect(self._preferences_changed)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._refresh)
        self._timer.start(REFRESH_MS)
        self._refresh()

    def limit_by(self, distraction: DistractionModel) -> None:
        """Share the decision about what is locked, and the passenger's unlock, with the other screens."""
        self._distraction = distraction
        distraction.changed.connect(self._refresh)
        self._refresh()

    def show_cloud(self, link: str, unsent: int) -> None:
        """`link` is "live", "waiting" or "off"; `unsent` the changes that wait in the outbox."""
        self._cloud, self._unsent = link, unsent
        self.linkChanged.emit()

    def show_phone(self, bars: int) -> None:
        """Signal strength 0..4 of the connected phone, -1 without one."""
        self._phone_bars = bars
        self.linkChanged.emit()

    @Slot()
    def _refresh(self) -> None:
        state, time_s = self._vehicle.state, monotonic()
        form = self._preferences.format
        self._distraction.refresh()
        now, limits = self._distraction.situation, self._distraction.limits
        accuracy_m = state.number("Vehicle.CurrentLocation.HorizontalAccuracy", time_s)
        gear = state.number("Vehicle.Powertrain.Transmission.CurrentGear", time_s)
        status = Status(
            clock=form.clock(self._now().time()),
            outside=form.temperature(state.number("Vehicle.Exterior.AirTemperature", time_s)).text,
            accuracy=_accuracy(form, accuracy_m),
            positioned=accuracy_m is not None,
            moving=now.moving,
            typing=limits.allows(Activity.KEYBOARD),
            rows=limits.maximum_rows,
            passenger=now.passenger_evident,
            unlocked=now.passenger_unlocked,
            reversing=gear is not None and gear <= REVERSE_GEAR,
            connected=state.connected,
            calm=now.moving or not self._preferences.settings.animations,
        )
        if status != self._status:
            self._status = status
            self.statusChanged.emit()

    @Slot()
    def _preferences_changed(self) -> None:
        self.lookChanged.emit()
        self._refresh()

    def _get_screen(self) -> str:
        return self._screen

    def _set_screen(self, screen: str) -> None:
        if screen in SCREENS and screen != self._screen:
            self._screen = screen
            self.screenChanged.emit()

    def _get_searching(self) -> bool:
        return self._searching

    def _set_searching(self, searching: bool) -> None:
        if searching != self._searching:
            self._searching = searching
            self.searchingChanged.emit()

    def _get_night(self) -> bool:
        return bool(self._preferences.night)

    def _get_mirrored(self) -> bool:
        return self._preferences.settings.language in RIGHT_TO_LEFT

    def _get_language(self) -> str:
        return self._preferences.settings.language

    def _get_profile(self) -> str:
        return self._preferences.settings.name

    def _get_clock(self) -> str:
        return self._status.clock

    def _get_outside(self) -> str:
        return self._status.outside

    def _get_accuracy(self) -> str:
        return self._status.accuracy

    def _get_positioned(self) -> bool:
        return self._status.positioned

    def _get_moving(self) -> bool:
        return self._status.moving

    def _get_typing(self) -> bool:
        return self._status.typing

    def _get_rows(self) -> int:
        return self._status.rows

    def _get_passenger(self) -> bool:
        return self._status.passenger

    def _get_unlocked(self) -> bool:
        return self._status.unlocked

    def _get_reversing(self) -> bool:
        return self._status.reversing

    def _get_connected(self) -> bool:
        return self._status.connected

    def _get_calm(self) -> bool:
        return self._status.calm

    def _get_cloud(self) -> str:
        return self._cloud

    def _get_unsent(self) -> int:
        return self._unsent

    def _get_phone_bars(self) -> int:
        return self._phone_bars

    screen = Property(str, _get_screen, _set_screen, notify=screenChanged)
    searching = Property(bool, _get_searching, _set_searching, notify=searchingChanged)
    night = Property(bool, _get_night, notify=lookChanged)
    mirrored = Property(bool, _get_mirrored, notify=lookChanged)
    language = Property(str, _get_language, notify=lookChanged)
    profile = Property(str, _get_profile, notify=lookChanged)
    clock = Property(str, _get_clock, notify=statusChanged)
    outside = Property(str, _get_outside, notify=statusChanged)
    accuracy = Property(str, _get_accuracy, notify=statusChanged)
    positioned = Property(bool, _get_positioned, notify=statusChanged)
    moving = Property(bool, _get_moving, notify=statusChanged)
    typing = Property(bool, _get_typing, notify=statusChanged)
    rows = Property(int, _get_rows, notify=statusChanged)
    passenger = Property(bool, _get_passenger, notify=statusChanged)
    unlocked = Property(bool, _get_unlocked, notify=statusChanged)
    reversing = Property(bool, _get_reversing, notify=statusChanged)
    connected = Property(bool, _get_connected, notify=statusChanged)
    calm = Property(bool, _get_calm, notify=statusChanged)
    cloud = Property(str, _get_cloud, notify=linkChanged)
    unsent = Property(int, _get_unsent, notify=linkChanged)
    phoneBars = Property(int, _get_phone_bars, notify=linkChanged)

    @Slot(str)
    def show(self, screen: str) -> None:
        """Bring a screen of the rail to the stage; on the map, close what lies over it."""
        if screen == self._screen:
            self._set_searching(False)
        self._set_screen(screen)

    @Slot()
    def unlockForPassenger(self) -> None:
        """The passenger says that he operates the screen; without evidence of one, nothing happens."""
        self._distraction.unlockForPassenger()
        self._refresh()


def _accuracy(form: Format, accuracy_m: float | None) -> str:
    """Whole metres (or feet): what a navigator rounds to fives would hide that 3 m is good."""
    if accuracy_m is not None and accuracy_m < 100 and form.units.metric:
        unit = form.distance(0.0).unit
        return Quantity(form.number(max(1.0, accuracy_m)), unit).text
    return form.distance(accuracy_m).text
