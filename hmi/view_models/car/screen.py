"""The car screen: doors and locks, lights, climate schedule, and what will need attention when."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time as time_of_day
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Property, QCoreApplication, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from hmi.distraction.policy import Activity
from hmi.units import DASH
from hmi.upkeep.forecast import Outlook
from hmi.view_models.car.maintenance import MaintenanceRow, maintenance_rows
from hmi.view_models.rows import Rows
from hmi.view_models.settings.model import SettingsModel
from hmi.view_models.shell.distraction import Limited
from hmi.view_models.vehicle import CarLink, Clock, Intents, Refresher, refusal_words

QML_IMPORT_NAME = "Headunit.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

_CODES = "Vehicle.Diagnostics.DTCList"
_DOOR = "Vehicle.Cabin.Door.Row{}.{}.{}"
DOORS: tuple[tuple[int, str], ...] = (
    (1, "DriverSide"),
    (1, "PassengerSide"),
    (2, "DriverSide"),
    (2, "PassengerSide"),
)
"""front left first, in a car with the wheel on the left"""
TRUNK_LOCK = "Vehicle.Body.Trunk.Rear.IsLocked"
LIGHT_SWITCH = "Vehicle.Body.Lights.LightSwitch"
LIGHT_MODES = ("AUTO", "POSITION", "BEAM", "OFF")


@dataclass(frozen=True, slots=True)
class Door:
    """One door; `lock` is locked, unlocked or unknown."""

    door_label: str
    door_lock: str
    open: bool
    door_asked: bool


@dataclass(frozen=True, slots=True)
class FaultRow:
    """One stored fault code in words."""

    code: str
    label: str
    details: str
    urgent: bool


@QmlElement
class CarModel(QObject, Limited):
    """Doors, lights, schedule and maintenance for QML; intents show as asked until the car confirms them."""

    changed = Signal()
    refused = Signal(str)
    workDone = Signal(str)
    """the part (hmi.upkeep.forecast.Part) that was seen to"""

    def __init__(
        self,
        link: CarLink,
        settings: SettingsModel,
        clock: Clock = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._link = link
        self._settings = settings
        self._clock = clock
        self._intents = Intents(link, clock, self)
        self._doors: Rows[Door] = Rows(Door, self)
        self._maintenance: Rows[MaintenanceRow] = Rows(MaintenanceRow, self)
        self._outlooks: tuple[Outlook, ...] = ()
        self._faults: Rows[FaultRow] = Rows(FaultRow, self)
        self._light = ""
        self._key: tuple[object, ...] = ()
        self._intents.changed.connect(self.refresh)
        self._intents.refused.connect(self._on_refused)
        self._refresher = Refresher(link, self.refresh, 250, self)
        link.codesChanged.connect(self._on_settings)
        settings.changed.connect(self._on_settings)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        now_s = self._clock()
        state = self._link.state
        doors: list[Door] = []
        for name, (row, side) in zip(_door_names(), DOORS, strict=True):
            path = _DOOR.format(row, side, "IsLocked")
            locked = self._intents.value(path)
            lock = "unknown" if locked is None else "locked" if locked is True else "unlocked"
            is_open = state.get(_DOOR.format(row, side, "IsOpen"), now_s) is True
            doors.append(Door(name, lock, is_open, self._intents.asked(path)))
        self._doors.show(doors)
        self._light = str(self._intents.value(LIGHT_SWITCH) or "")
        self._maintenance.show(maintenance_rows(self._outlooks))
        self._faults.show(self._fault_rows())
        key = (
            tuple(doors),
            self._faults.rows,
            state.get(_CODES, now_s) is None,
            self._light,
            self._maintenance.rows,
            self._get_trunk_open(),
            self._get_hood_open(),
            self._settings.language,
        )
        if key != self._key:
            self._key = key
            self.changed.emit()

    @Slot()
    def limits_changed(self) -> None:
        self.changed.emit()

    def show_outlooks(self, outlooks: Sequence[Outlook]) -> None:
        """What the car will need, as the agent forecasts it."""
        self._outlooks = tuple(outlooks)
        self.refresh()

    @Slot(str)
    def enterDone(self, part: str) -> None:
        """That part was changed or seen to today."""
        if self.allows(Activity.SET_UP):
            self.workDone.emit(part)

    @Slot()
    def clearFaults(self) -> None:
        if self.allows(Activity.SET_UP):
            self._link.clearCodes()

    @Slot()
    def lockAll(self) -> None:
        self._lock(True)

    @Slot()
    def unlockAll(self) -> None:
        self._lock(False)

    @Slot(int)
    def chooseLights(self, index: int) -> None:
        if 0 <= index < len(LIGHT_MODES) and self._light:
            self._intents.ask(LIGHT_SWITCH, LIGHT_MODES[index])

    @Slot()
    def toggleClimateSchedule(self) -> None:
        self._settings.switchTo("climate_schedule", not self._settings.settings.climate_schedule)

    def _lock(self, locked: bool) -> None:
        for row, side in DOORS:
            path = _DOOR.format(row, side, "IsLocked")
            if self._intents.value(path) is (not locked):
                self._intents.ask(path, locked)
        if self._intents.value(TRUNK_LOCK) is (not locked):
            self._intents.ask(TRUNK_LOCK, locked)

    def _get_summary(self) -> str:
        """The one thing to know about the doors, most pressing first."""
        translate = QCoreApplication.translate
        doors = self._doors.rows
        for door in doors:
            if door.open:
                return translate("Car", "{door} open").format(door=door.door_label)
        if self._get_trunk_open():
            return translate("Car", "Boot open")
        if self._get_hood_open():
            return translate("Car", "Bonnet open")
        unlocked = [door for door in doors if door.door_lock == "unlocked"]
        if any(door.door_lock == "unknown" for door in doors):
            return translate("Car", "Lock status unknown")
        if len(unlocked) == 1:
            return translate("Car", "{door} unlocked").format(door=unlocked[0].door_label)
        if len(unlocked) == len(doors):
            return translate("Car", "All doors unlocked")
        if unlocked:
            return translate("Car", "{count} doors unlocked").format(count=len(unlocked))
        return translate("Car", "All locked")

    def _get_all_locked(self) -> bool:
        return all(door.door_lock == "locked" for door in self._doors.rows)

    def _get_locking(self) -> bool:
        return any(door.door_asked for door in self._doors.rows)

    def _get_known(self) -> bool:
        return all(door.door_lock != "unknown" for door in self._doors.rows)

    def _get_calm(self) -> bool:
        return (
            self._get_all_locked()
            and not any(door.open for door in self._doors.rows)
            and not self._get_trunk_open()
            and not self._get_hood_open()
        )

    def _get_trunk_open(self) -> bool:
        return self._link.state.get("Vehicle.Body.Trunk.Rear.IsOpen", self._clock()) is True

    def _get_hood_open(self) -> bool:
        return self._link.state.get("Vehicle.Body.Hood.IsOpen", self._clock()) is True

    def _get_climate_time(self) -> str:
        minute = int(self._settings.settings.climate_minute)
        return self._settings.format.clock(time_of_day(minute // 60, minute % 60))

    def _get_climate_text(self) -> str:
        temperature = self._settings.format.set_temperature(self._settings.settings.climate_celsius).text
        days = QCoreApplication.translate("Car", "Mon – Fri")
        # lupdate does not look into f-strings.
        plugged = QCoreApplication.translate("Car", "while plugged in")
        return f"{days} · {temperature} · {plugged}"

    def _fault_rows(self) -> list[FaultRow]:
        codes = self._link.codes if self._link.connected else ()
        rows: list[FaultRow] = []
        for code in codes:
            words = self._link.explain(code)
            translate = QCoreApplication.translate
            if words.get("known"):
                text = translate("VehicleFaults", str(words["text"]))
                advice = translate("VehicleFaults", str(words["advice"]))
            else:
                text = translate("Car", "Unknown fault")
                advice = translate("Car", "Have it read out by a workshop.")
            details = f"{code} · {advice}"
            urgent = words.get("severity") in ("high", "critical")
            rows.append(FaultRow(code, text, details, urgent))
        return sorted(rows, key=lambda row: not row.urgent)

    def _fault_list(self) -> Rows[FaultRow]:
        return self._faults

    faults = Property(Rows, _fault_list, notify=changed)

    @Property(str, notify=changed)
    def faultsUnknown(self) -> str:
        """Said where no control unit has told its fault codes, which is not the same as none."""
        told = self._link.state.get(_CODES, self._clock())
        if not self._link.connected or told is not None or self._faults.rows:
            return ""
        return QCoreApplication.translate("Car", "The car does not report fault codes")

    @Property(str, notify=changed)
    def softwareTitle(self) -> str:
        return QCoreApplication.translate("Car", "Software {version}").format(version=_installed_version())

    def _door_rows(self) -> Rows[Door]:
        return self._doors

    def _maintenance_rows(self) -> Rows[MaintenanceRow]:
        return self._maintenance

    doors = Property(Rows, _door_rows, notify=changed)
    maintenance = Property(Rows, _maintenance_rows, notify=changed)
    summary = Property(str, _get_summary, notify=changed)
    calm = Property(bool, _get_calm, notify=changed)
    allLocked = Property(bool, _get_all_locked, notify=changed)
    locking = Property(bool, _get_locking, notify=changed)
    locksKnown = Property(bool, _get_known, notify=changed)
    trunkOpen = Property(bool, _get_trunk_open, notify=changed)
    hoodOpen = Property(bool, _get_hood_open, notify=changed)

    @Property(bool, notify=changed)
    def frontLeftOpen(self) -> bool:
        return self._doors.rows[0].open

    @Property(bool, notify=changed)
    def frontRightOpen(self) -> bool:
        return self._doors.rows[1].open

    @Property(bool, notify=changed)
    def rearLeftOpen(self) -> bool:
        return self._doors.rows[2].open

    @Property(bool, notify=changed)
    def rearRightOpen(self) -> bool:
        return self._doors.rows[3].open

    @Property("QStringList", notify=changed)  # type: ignore[arg-type]
    def lightLabels(self) -> list[str]:
        translate = QCoreApplication.translate
        return [
            translate("Car", "Auto"),
            translate("Car", "Parking"),
            translate("Car", "Beam"),
            translate("Car", "Off"),
        ]

    @Property(int, notify=changed)
    def light(self) -> int:
        return LIGHT_MODES.index(self._light) if self._light in LIGHT_MODES else -1

    @Property(bool, notify=changed)
    def setUp(self) -> bool:
        """Whether what changes the car for good may be done now."""
        return self.allows(Activity.SET_UP)

    @Property(bool, notify=changed)
    def climateOn(self) -> bool:
        return self._settings.settings.climate_schedule

    climateTime = Property(str, _get_climate_time, notify=changed)
    climateText = Property(str, _get_climate_text, notify=changed)

    @Slot()
    def _on_settings(self) -> None:
        self._key = ()
        self.refresh()

    @Slot(str, str)
    def _on_refused(self, _path: str, reason: str) -> None:
        self.refresh()
        self.refused.emit(refusal_words(reason))


def _installed_version() -> str:
    try:
        return version("headunit")
    except PackageNotFoundError:  # run from a checkout
        return DASH


def _door_names() -> tuple[str, str, str, str]:
    translate = QCoreApplication.translate
    return (
        translate("Car", "Front left"),
        translate("Car", "Front right"),
        translate("Car", "Rear left"),
        translate("Car", "Rear right"),
    )
