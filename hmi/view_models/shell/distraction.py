"""What is locked now, for every screen: the distraction policy, and the passenger's way to open it."""

from __future__ import annotations

import time

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from hmi.distraction.policy import Activity, Limits, Situation, decide, situation
from hmi.view_models.vehicle import CarLink, Clock, Refresher

QML_IMPORT_NAME = "Headunit.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

PARKED = decide(Situation(moving=False))


@QmlElement
class DistractionModel(QObject):
    """The limits that hold at this moment."""

    changed = Signal()

    def __init__(self, link: CarLink, clock: Clock = time.monotonic, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._clock = clock
        self._situation = situation(link.state, clock(), passenger_unlocked=False)
        self._limits = decide(self._situation)
        self._refresher = Refresher(link, self.refresh, 100, self)

    @property
    def limits(self) -> Limits:
        return self._limits

    @property
    def situation(self) -> Situation:
        return self._situation

    @Slot()
    def refresh(self) -> None:
        self._set(passenger_unlocked=self._situation.passenger_unlocked)

    @Slot()
    def unlockForPassenger(self) -> None:
        """The passenger says: I operate it. Nothing happens without the seat and the belt saying so too."""
        self._set(passenger_unlocked=True)

    @Slot()
    def lock(self) -> None:
        self._set(passenger_unlocked=False)

    @Property(bool, notify=changed)
    def moving(self) -> bool:
        return self._situation.moving

    @Property(bool, notify=changed)
    def keyboard(self) -> bool:
        return self._limits.allows(Activity.KEYBOARD)

    @Property(bool, notify=changed)
    def video(self) -> bool:
        return self._limits.allows(Activity.VIDEO)

    @Property(bool, notify=changed)
    def setUp(self) -> bool:
        return self._limits.allows(Activity.SET_UP)

    @Property(int, notify=changed)
    def maximumRows(self) -> int:
        return self._limits.maximum_rows

    @Property(int, notify=changed)
    def maximumText(self) -> int:
        return self._limits.maximum_text

    @Property(bool, notify=changed)
    def passengerMayUnlock(self) -> bool:
        """There is something to unlock and somebody who may."""
        now = self._situation
        return now.moving and now.passenger_evident and not now.passenger_unlocked

    def _set(self, *, passenger_unlocked: bool) -> None:
        now = situation(self._link.state, self._clock(), passenger_unlocked=passenger_unlocked)
        if now != self._situation:
            self._situation = now
            self._limits = decide(now)
            self.changed.emit()


class Limited:
    """Part of a model that keeps to what is locked; nothing is, before it is told of the policy."""

    _distraction: DistractionModel | None = None

    def limit_by(self, distraction: DistractionModel) -> None:
        """Keep to this decision from now on."""
        self._distraction = distraction
        distraction.changed.connect(self.limits_changed)
        self.limits_changed()

    @property
    def limits(self) -> Limits:
        return PARKED if self._distraction is None else self._distraction.limits

    def allows(self, activity: Activity) -> bool:
        return self.limits.allows(activity)

    @Slot()
    @Slot()
    def limits_changed(self) -> None:
        """Show what is open now."""
        raise NotImplementedError
