"""The energy screen: what flows where, what a kilometre costs, and when to charge."""

from __future__ import annotations

import time
from dataclasses import dataclass

from PySide6.QtCore import Property, QCoreApplication, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from hmi.units import DASH, Format
from hmi.vehicle.state import VehicleState
from hmi.view_models.settings import SettingsModel
from hmi.view_models.vehicle import CarLink, Clock, Refresher

QML_IMPORT_NAME = "Headunit.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

_BATTERY = "Vehicle.Powertrain.TractionBattery."
_PORT = _BATTERY + "Charging.ChargingPort.AnyPosition.IsChargingCableConnected"
FLOW_FROM_W = 500.0
"""less is the car's own electronics, not driving"""


@dataclass(frozen=True, slots=True)
class EnergyView:
    """Directions are 1 (down, towards the wheels), -1 (back up) and 0 (nothing flows or unknown)."""

    charger: str
    charger_text: str
    plugged: bool
    battery: str
    battery_text: str
    motor: str
    wheels: str
    wheels_text: str
    charge_flow: int
    motor_flow: int
    wheel_flow: int


def energy_view(state: VehicleState, now_s: float, form: Format) -> EnergyView:
    tr = QCoreApplication.translate
    level = state.number(_BATTERY + "StateOfCharge.Displayed", now_s)
    if level is None:
        level = state.number(_BATTERY + "StateOfCharge.Current", now_s)
    battery_w = state.number(_BATTERY + "CurrentPower", now_s)
    motor_kw = state.number("Vehicle.Powertrain.ElectricMotor.Power", now_s)
    wheels_w = None if motor_kw is None else motor_kw * 1000
    plugged = state.get(_PORT, now_s)
    charging = state.get(_BATTERY + "Charging.IsCharging", now_s) is True
    charger_w = battery_w if charging and battery_w is not None and battery_w > 0 else None
    # The bus counts power into the battery; the motor takes what comes out of it.
    motor_w = None if battery_w is None or charging else -battery_w
    temperature = form.temperature(state.number(_BATTERY + "Temperature.Average", now_s)).text
    efficiency = ""
    if motor_w is not None and wheels_w is not None and min(abs(motor_w), abs(wheels_w)) > 2000:
        low, high = sorted((abs(motor_w), abs(wheels_w)))
        efficiency = f" · {form.percent(100 * low / high).text}"
    return EnergyView(
        charger=form.power(charger_w).text if charger_w is not None else DASH,
        charger_text=tr("Energy", "not known now")
        if plugged is None
        else tr("Energy", "charging")
        if charging
        else tr("Energy", "plugged in")
        if plugged
        else tr("Energy", "not connected"),
        plugged=plugged is True,
        battery=form.percent(level).text,
        battery_text=f"{tr('Energy', 'battery')} · {temperature}",
        motor=form.power(motor_w).text,
        wheels=form.power(wheels_w).text,
        wheels_text=tr("Energy", "wheels") + efficiency,
        charge_flow=1 if charger_w is not None and charger_w > FLOW_FROM_W else 0,
        motor_flow=_direction(motor_w),
        wheel_flow=_direction(wheels_w),
    )


@QmlElement
class EnergyModel(QObject):
    """`EnergyView` for QML."""

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
        self._view = energy_view(link.state, clock(), settings.format)
        self._refresher = Refresher(link, self.refresh, 250, self)
        settings.changed.connect(self.refresh)

    @Slot()
    def refresh(self) -> None:
        view = energy_view(self._link.state, self._clock(), self._settings.format)
        if view != self._view:
            self._view = view
            self.changed.emit()

    @Property(str, notify=changed)
    def charger(self) -> str:
        return self._view.charger

    @Property(str, notify=changed)
    def chargerText(self) -> str:
        return self._view.charger_text

    @Property(bool, notify=changed)
    def plugged(self) -> bool:
        return self._view.plugged

    @Property(str, notify=changed)
    def battery(self) -> str:
        return self._view.battery

    @Property(str, notify=changed)
    def batteryText(self) -> str:
        return self._view.battery_text

    @Property(str, notify=changed)
    def motor(self) -> str:
        return self._view.motor

    @Property(str, notify=changed)
    def wheels(self) -> str:
        return self._view.wheels

    @Property(str, notify=changed)
    def wheelsText(self) -> str:
        return self._view.wheels_text

    @Property(int, notify=changed)
    def chargeFlow(self) -> int:
        return self._view.charge_flow

    @Property(int, notify=changed)
    def motorFlow(self) -> int:
        return self._view.motor_flow

    @Property(int, notify=changed)
    def wheelFlow(self) -> int:
        return self._view.wheel_flow


def _direction(power_w: float | None) -> int:
    if power_w is None or abs(power_w) < FLOW_FROM_W:
        return 0
    return 1 if power_w > 0 else -1
