"""The drive screen for QML: its view of the car, and the trip that a touch begins anew."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from hmi.view_models.car.drive_view import (
    RANGE_SPAN,
    RESERVE_PERCENT,
    TRIP,
    DriveView,
    Telltale,
    Tyre,
    drive_view,
)
from hmi.view_models.rows import Rows
from hmi.view_models.settings.model import SettingsModel
from hmi.view_models.vehicle import CarLink, Clock, Refresher

QML_IMPORT_NAME = "Headunit.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class DriveModel(QObject):
    """`DriveView` for QML, refreshed with the car's state."""

    changed = Signal()

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
        self._span_m: Callable[[], tuple[float, float, float] | None] = lambda: None
        self._telltales: Rows[Telltale] = Rows(Telltale, self)
        self._tyres: Rows[Tyre] = Rows(Tyre, self)
        self._view = self._look()
        self._refresher = Refresher(link, self.refresh, 100, self)
        settings.changed.connect(self.refresh)
        link.tripChanged.connect(self.refresh)

    def use_range_span(self, span_m: Callable[[], tuple[float, float, float] | None]) -> None:
        """Take the spread of the range from what was driven: (low, likely, high), None while unknown."""
        self._span_m = span_m

    @Slot()
    def refresh(self) -> None:
        view = self._look()
        if view != self._view:
            self._view = view
            self.changed.emit()

    @Slot()
    def resetTrip(self) -> None:
        """Trip A starts here and now; it shows zero when the car says so."""
        self._link.resetTrip(TRIP)

    def _look(self) -> DriveView:
        span_m = self._span_m()
        spread = RANGE_SPAN if span_m is None else (span_m[0] / span_m[1], span_m[2] / span_m[1])
        form = self._settings.format
        view = drive_view(self._link.state, self._clock(), form, self._link.trips.get(TRIP, {}), spread)
        self._telltales.show(view.telltales)
        self._tyres.show(view.tyres)
        return view

    def _scale(self, end: int) -> str:
        """What stands at an end (-1, 1) or half way up (0) the power gauge."""
        maximum_kw = self._view.power_maximum_kw
        mark_kw = {-1: -self._view.regeneration_maximum_kw, 0: maximum_kw / 2, 1: maximum_kw}[end]
        return self._settings.format.number(mark_kw)

    def _rows_of_telltales(self) -> Rows[Telltale]:
        return self._telltales

    def _rows_of_tyres(self) -> Rows[Tyre]:
        return self._tyres

    @Property(str, notify=changed)
    def speed(self) -> str:
        return self._view.speed

    @Property(str, notify=changed)
    def speedUnit(self) -> str:
        return self._view.speed_unit

    @Property(str, notify=changed)
    def power(self) -> str:
        return self._view.power.text

    @Property(bool, notify=changed)
    def powerKnown(self) -> bool:
        return self._view.power_known

    @Property(float, notify=changed)
    def powerKw(self) -> float:
        return self._view.power_kw

    @Property(float, notify=changed)
    def powerMaximumKw(self) -> float:
        return self._view.power_maximum_kw

    @Property(float, notify=changed)
    def regenerationMaximumKw(self) -> float:
        return self._view.regeneration_maximum_kw

    @Property(str, notify=changed)
    def rangeNumber(self) -> str:
        return self._view.range.number

    @Property(str, notify=changed)
    def rangeUnit(self) -> str:
        return self._view.range.unit

    @Property(str, notify=changed)
    def rangeSpan(self) -> str:
        return self._view.range_span

    @Property(str, notify=changed)
    def level(self) -> str:
        return self._view.level.text

    @Property(bool, notify=changed)
    def levelKnown(self) -> bool:
        return self._view.level_known

    @Property(float, notify=changed)
    def levelFraction(self) -> float:
        return self._view.level_fraction

    @Property(bool, notify=changed)
    def levelLow(self) -> bool:
        return self._view.level_low

    @Property(float, notify=changed)
    def reserveFraction(self) -> float:
        return RESERVE_PERCENT / 100

    @Property(str, notify=changed)
    def powerMinimumText(self) -> str:
        return self._scale(-1)

    @Property(str, notify=changed)
    def powerMiddleText(self) -> str:
        return self._scale(0)

    @Property(str, notify=changed)
    def powerMaximumText(self) -> str:
        return self._scale(1)

    @Property(bool, notify=changed)
    def taking(self) -> bool:
        return self._view.power_kw <= -0.5

    @Property(bool, notify=changed)
    def frontLeftLow(self) -> bool:
        return self._view.tyres[0].low

    @Property(bool, notify=changed)
    def frontRightLow(self) -> bool:
        return self._view.tyres[1].low

    @Property(bool, notify=changed)
    def rearLeftLow(self) -> bool:
        return self._view.tyres[2].low

    @Property(bool, notify=changed)
    def rearRightLow(self) -> bool:
        return self._view.tyres[3].low

    @Property(bool, notify=changed)
    def fuel(self) -> bool:
        return self._view.fuel

    @Property(str, notify=changed)
    def gear(self) -> str:
        return self._view.gear

    @Property(bool, notify=changed)
    def reverse(self) -> bool:
        return self._view.gear == "R"

    @Property(str, notify=changed)
    def tripSince(self) -> str:
        return self._view.trip_since

    @Property(str, notify=changed)
    def tripDistance(self) -> str:
        return self._view.trip_distance.number

    @Property(str, notify=changed)
    def tripDistanceUnit(self) -> str:
        return self._view.trip_distance.unit

    @Property(str, notify=changed)
    def tripDuration(self) -> str:
        return self._view.trip_duration.number

    @Property(str, notify=changed)
    def tripDurationUnit(self) -> str:
        return self._view.trip_duration.unit

    @Property(str, notify=changed)
    def tripConsumption(self) -> str:
        return self._view.trip_consumption.number

    @Property(str, notify=changed)
    def tripConsumptionUnit(self) -> str:
        return self._view.trip_consumption.unit

    @Property(str, notify=changed)
    def tripSpeed(self) -> str:
        return self._view.trip_speed.number

    @Property(str, notify=changed)
    def tripSpeedUnit(self) -> str:
        return self._view.trip_speed.unit

    telltales = Property(Rows, _rows_of_telltales, notify=changed)
    tyres = Property(Rows, _rows_of_tyres, notify=changed)
