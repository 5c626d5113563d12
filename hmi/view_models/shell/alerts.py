"""Notifications on screen: the car's alerts in the driver's words, and what other screens have to say."""

from __future__ import annotations

import time

from PySide6.QtCore import Property, QCoreApplication, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from hmi.vehicle.alerts import BY_ID, AlertSpec
from hmi.vehicle.alerts import Priority as AlertPriority
from hmi.view_models.settings.model import SettingsModel
from hmi.view_models.shell.notifications import Notification, NotificationQueue, Priority
from hmi.view_models.vehicle import CarLink, Clock

QML_IMPORT_NAME = "Headunit.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

_PRIORITIES = {
    AlertPriority.NOTICE: Priority.ADVICE,
    AlertPriority.WARNING: Priority.WARNING,
    AlertPriority.CRITICAL: Priority.DANGER,
}
_ICONS = {
    "tyre_flat": "car-tire-alert",
    "tyre_low": "car-tire-alert",
    "door_open": "car-door",
    "trunk_open": "car-back",
    "hood_open": "car",
    "belt_driver": "seatbelt",
    "parking_brake": "car-brake-parking",
    "charge_low": "battery-20",
    "charge_empty": "battery-alert",
    "battery_hot": "thermometer-alert",
    "battery_cold": "snowflake-alert",
    "motor_hot": "thermometer-alert",
    "engine_hot": "thermometer-alert",
    "oil_low": "oil",
    "fuel_low": "gas-station",
    "low_voltage": "car-battery",
    "brakes_worn": "car-brake-alert",
    "abs_fault": "car-brake-abs",
    "esc_fault": "car-esp",
    "beam_defect": "car-light-alert",
    "brake_light_defect": "car-light-alert",
    "washer_low": "wiper-wash-alert",
    "ice": "snowflake-alert",
    "service_due": "wrench-clock",
    "faults": "engine",
    "breakdown": "car-emergency",
}
_LEVELS = {
    Priority.NOTE: "info",
    Priority.ADVICE: "info",
    Priority.WARNING: "warn",
    Priority.DANGER: "bad",
}


@QmlElement
class AlertsModel(QObject):
    """The queue of notifications; others push, the panel shows one."""

    changed = Signal()
    acted = Signal(str)
    """key of the message whose button was touched"""
    dismissed = Signal(str)
    """key of the message that was put away without its button"""
    chimed = Signal(str)
    """"warn" or "bad": an urgent message has come"""

    def __init__(
        self,
        link: CarLink,
        settings: SettingsModel,
        clock: Clock = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._link = link
        self._clock = clock
        self._queue = NotificationQueue()
        self._was_connected = False
        self._timer = QTimer(self)
        self._timer.setInterval(250)
        self._timer.timeout.connect(self.advance)
        self._active: tuple[str, ...] = ()
        link.stateChanged.connect(self._on_state)
        link.alertsChanged.connect(self._on_alerts)
        self._on_alerts()
        settings.problem.connect(self.show_settings_problem)
        for problem in settings.problems:
            self.show_settings_problem(str(problem))

    @property
    def queue(self) -> NotificationQueue:
        return self._queue

    def push(self, notification: Notification) -> None:
        before = self._queue.shown
        self._set(self._queue.pushed(notification, self._clock()))
        if self._queue.shown == notification != before and notification.priority >= Priority.WARNING:
            self.chimed.emit(_LEVELS[notification.priority])

    def withdraw(self, key: str) -> None:
        self._set(self._queue.withdrawn(key, self._clock()))

    @Slot()
    def advance(self) -> None:
        self._set(self._queue.advanced(self._clock()))

    @Slot()
    def dismiss(self) -> None:
        shown = self._queue.shown
        self._put_away()
        if shown is not None:
            self.dismissed.emit(shown.key)

    def _put_away(self) -> None:
        shown = self._queue.shown
        self._set(self._queue.dismissed(self._clock()))
        if shown is not None and shown.key in BY_ID:
            self._link.acknowledgeAlert(shown.key)

    @Slot()
    def act(self) -> None:
        """The button of the shown message."""
        if self._queue.shown is not None:
            key = self._queue.shown.key
            self._put_away()
            self.acted.emit(key)

    @Slot(str)
    def show_settings_problem(self, text: str) -> None:
        title = QCoreApplication.translate("Alerts", "Settings")
        self.push(Notification("settings", title, text, "alert-outline", Priority.ADVICE))

    @Slot(str)
    def show_refusal(self, text: str) -> None:
        """An intent that the car did not follow."""
        title = QCoreApplication.translate("Alerts", "Not done")
        self.push(Notification("refusal", title, text, "car-off", Priority.ADVICE))

    @Slot(str, str)
    def show_note(self, title: str, text: str) -> None:
        """What came of something that the driver has asked for."""
        self.push(Notification("note", title, text))

    @Property(bool, notify=changed)
    def shown(self) -> bool:
        return self._queue.shown is not None

    @Property(str, notify=changed)
    def title(self) -> str:
        return self._queue.shown.title if self._queue.shown else ""

    @Property(str, notify=changed)
    def text(self) -> str:
        return self._queue.shown.text if self._queue.shown else ""

    @Property(str, notify=changed)
    def icon(self) -> str:
        return self._queue.shown.icon if self._queue.shown else ""

    @Property(str, notify=changed)
    def action(self) -> str:
        return self._queue.shown.action if self._queue.shown else ""

    @Property(str, notify=changed)
    def level(self) -> str:
        return _LEVELS[self._queue.shown.priority] if self._queue.shown else "info"

    @Slot()
    def _on_alerts(self) -> None:
        """The car's own alerts: a new one is told once, one that is over goes."""
        active = self._link.alerts
        for key in self._active:
            if key not in active:
                self.withdraw(key)
        new = [key for key in active if key not in self._active and key in BY_ID]
        self._active = active
        for key in new:
            self.push(_notification(BY_ID[key]))

    def _set(self, queue: NotificationQueue) -> None:
        if queue.shown is None:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()
        if queue != self._queue:
            self._queue = queue
            self.changed.emit()

    @Slot()
    def _on_state(self) -> None:
        connected = self._link.connected
        if connected == self._was_connected:
            return
        self._was_connected = connected
        translate = QCoreApplication.translate
        if connected:
            self.withdraw("agent")
        else:
            self.push(
                Notification(
                    "agent",
                    translate("Alerts", "No data from the car"),
                    translate("Alerts", "The screen shows dashes until they are back."),
                    "car-off",
                    Priority.ADVICE,
                )
            )


def _notification(spec: AlertSpec) -> Notification:
    translate = QCoreApplication.translate
    kind = spec.id.partition(".")[0]
    return Notification(
        spec.id,
        translate("VehicleAlerts", spec.text),
        translate("VehicleAlerts", spec.advice) if spec.advice else "",
        _ICONS.get(kind, "alert"),
        _PRIORITIES[spec.priority],
    )
