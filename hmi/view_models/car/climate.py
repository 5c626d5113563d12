"""The climate strip: temperatures, fan, seat heat, defrost; what is asked shows until the car confirms it."""

from __future__ import annotations

import time
from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from hmi.units import Format
from hmi.view_models.settings.model import SettingsModel
from hmi.view_models.vehicle import CarLink, Clock, Intents, Refresher, refusal_words

QML_IMPORT_NAME = "Headunit.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

_HVAC = "Vehicle.Cabin.HVAC."
DRIVER_TEMPERATURE = _HVAC + "Station.Row1.Driver.Temperature"
PASSENGER_TEMPERATURE = _HVAC + "Station.Row1.Passenger.Temperature"
FAN = _HVAC + "Station.Row1.Driver.FanSpeed"
DRIVER_SEAT = "Vehicle.Cabin.Seat.Row1.DriverSide.HeatingCooling"
PASSENGER_SEAT = "Vehicle.Cabin.Seat.Row1.PassengerSide.HeatingCooling"
FRONT_DEFROST = _HVAC + "IsFrontDefrosterActive"
REAR_DEFROST = _HVAC + "IsRearDefrosterActive"
RECIRCULATION = _HVAC + "IsRecirculationActive"
AIR_CONDITIONING = _HVAC + "IsAirConditioningActive"

COLDEST_CELSIUS, WARMEST_CELSIUS, STEP_CELSIUS = 16.0, 28.0, 0.5
FAN_LEVELS = 4
SEAT_LEVELS = 3


@dataclass(frozen=True, slots=True)
class Level:
    """How far up a control is; -1 is unknown. `asked`: not confirmed by the car yet."""

    level: int = -1
    asked: bool = False


@dataclass(frozen=True, slots=True)
class ClimateView:
    driver: str
    driver_asked: bool
    passenger: str
    passenger_asked: bool
    fan: Level
    driver_seat: Level
    passenger_seat: Level
    front_defrost: Level
    rear_defrost: Level
    recirculation: Level
    air_conditioning: Level


def climate_view(intents: Intents, form: Format) -> ClimateView:
    """What the strip shows: asked values before the car's, dashes for what nobody knows."""

    def steps(path: str, levels: int) -> Level:
        percent = intents.number(path)
        if percent is None:
            return Level()
        # Seats below zero cool; the strip has no cooling, so they are off here.
        return Level(round(max(0.0, percent) * levels / 100), intents.asked(path))

    def flag(path: str) -> Level:
        value = intents.value(path)
        return Level(int(value), intents.asked(path)) if isinstance(value, bool) else Level()

    return ClimateView(
        driver=form.set_temperature(intents.number(DRIVER_TEMPERATURE)).text,
        driver_asked=intents.asked(DRIVER_TEMPERATURE),
        passenger=form.set_temperature(intents.number(PASSENGER_TEMPERATURE)).text,
        passenger_asked=intents.asked(PASSENGER_TEMPERATURE),
        fan=steps(FAN, FAN_LEVELS),
        driver_seat=steps(DRIVER_SEAT, SEAT_LEVELS),
        passenger_seat=steps(PASSENGER_SEAT, SEAT_LEVELS),
        front_defrost=flag(FRONT_DEFROST),
        rear_defrost=flag(REAR_DEFROST),
        recirculation=flag(RECIRCULATION),
        air_conditioning=flag(AIR_CONDITIONING),
    )


@QmlElement
class ClimateModel(QObject):
    """`ClimateView` for QML, and the touches that change it."""

    changed = Signal()
    refused = Signal(str)
    """one sentence: what the car would not do"""

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
        self._intents = Intents(link, clock, self)
        self._view = climate_view(self._intents, settings.format)
        self._intents.changed.connect(self.refresh)
        self._intents.refused.connect(self._on_refused)
        self._refresher = Refresher(link, self.refresh, 250, self)
        settings.changed.connect(self.refresh)

    @Slot()
    def refresh(self) -> None:
        view = climate_view(self._intents, self._settings.format)
        if view != self._view:
            self._view = view
            self.changed.emit()

    @Slot(int)
    def changeDriver(self, steps: int) -> None:
        self._warm(DRIVER_TEMPERATURE, steps)

    @Slot(int)
    def changePassenger(self, steps: int) -> None:
        self._warm(PASSENGER_TEMPERATURE, steps)

    @Slot(int)
    def changeFan(self, steps: int) -> None:
        percent = self._intents.number(FAN)
        if percent is None:
            return
        level = min(FAN_LEVELS, max(0, round(percent * FAN_LEVELS / 100) + steps))
        if round(level * 100 / FAN_LEVELS) == percent:
            return
        self._intents.ask(FAN, round(level * 100 / FAN_LEVELS))

    @Slot()
    def cycleDriverSeat(self) -> None:
        self._cycle(DRIVER_SEAT)

    @Slot()
    def cyclePassengerSeat(self) -> None:
        self._cycle(PASSENGER_SEAT)

    @Slot()
    def toggleFrontDefrost(self) -> None:
        self._toggle(FRONT_DEFROST)

    @Slot()
    def toggleRearDefrost(self) -> None:
        self._toggle(REAR_DEFROST)

    @Slot()
    def toggleRecirculation(self) -> None:
        self._toggle(RECIRCULATION)

    @Slot()
    def toggleAirConditioning(self) -> None:
        self._toggle(AIR_CONDITIONING)

    @Property(str, notify=changed)
    def driver(self) -> str:
        return self._view.driver

    @Property(bool, notify=changed)
    def driverAsked(self) -> bool:
        return self._view.driver_asked

    @Property(str, notify=changed)
    def passenger(self) -> str:
        return self._view.passenger

    @Property(bool, notify=changed)
    def passengerAsked(self) -> bool:
        return self._view.passenger_asked

    @Property(int, notify=changed)
    def fan(self) -> int:
        return self._view.fan.level

    @Property(bool, notify=changed)
    def fanAsked(self) -> bool:
        return self._view.fan.asked

    @Property(int, notify=changed)
    def driverSeat(self) -> int:
        return self._view.driver_seat.level

    @Property(bool, notify=changed)
    def driverSeatAsked(self) -> bool:
        return self._view.driver_seat.asked

    @Property(int, notify=changed)
    def passengerSeat(self) -> int:
        return self._view.passenger_seat.level

    @Property(bool, notify=changed)
    def passengerSeatAsked(self) -> bool:
        return self._view.passenger_seat.asked

    @Property(int, notify=changed)
    def frontDefrost(self) -> int:
        return self._view.front_defrost.level

    @Property(bool, notify=changed)
    def frontDefrostAsked(self) -> bool:
        return self._view.front_defrost.asked

    @Property(int, notify=changed)
    def rearDefrost(self) -> int:
        return self._view.rear_defrost.level

    @Property(bool, notify=changed)
    def rearDefrostAsked(self) -> bool:
        return self._view.rear_defrost.asked

    @Property(int, notify=changed)
    def recirculation(self) -> int:
        return self._view.recirculation.level

    @Property(bool, notify=changed)
    def recirculationAsked(self) -> bool:
        return self._view.recirculation.asked

    @Property(int, notify=changed)
    def airConditioning(self) -> int:
        return self._view.air_conditioning.level

    @Property(bool, notify=changed)
    def airConditioningAsked(self) -> bool:
        return self._view.air_conditioning.asked

    def _warm(self, path: str, steps: int) -> None:
        asked = self._intents.number(path)
        if asked is None:
            return
        new = min(WARMEST_CELSIUS, max(COLDEST_CELSIUS, round(asked * 2) / 2 + steps * STEP_CELSIUS))
        if new != asked:
            self._intents.ask(path, new)

    def _cycle(self, path: str) -> None:
        percent = self._intents.number(path)
        if percent is None:
            return
        level = (round(max(0.0, percent) * SEAT_LEVELS / 100) + 1) % (SEAT_LEVELS + 1)
        self._intents.ask(path, round(level * 100 / SEAT_LEVELS))

    def _toggle(self, path: str) -> None:
        value = self._intents.value(path)
        if isinstance(value, bool):
            self._intents.ask(path, not value)

    @Slot(str, str)
    def _on_refused(self, _path: str, reason: str) -> None:
        self.refresh()
        self.refused.emit(refusal_words(reason))
