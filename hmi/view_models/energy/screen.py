"""The energy screen: what flows where, what a kilometre costs, and when to charge."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from datetime import time as time_of_day

from PySide6.QtCore import Property, QCoreApplication, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from hmi.distraction.policy import Activity
from hmi.energy.charge_plan import ChargePlan
from hmi.energy.model import ConsumptionModel
from hmi.view_models.energy.charging_stop import ChargingStop, MapQuestions
from hmi.view_models.energy.consumption import (
    LONGEST_STEP_M,
    ConsumptionLog,
    Prior,
    forecast,
    learned_prior,
)
from hmi.view_models.energy.energy_view import (
    BATTERY,
    CHARGE_LIMIT,
    ConsumptionCurve,
    consumption_curve,
    energy_view,
)
from hmi.view_models.energy.plan_view import (
    SHOWN_HOURS,
    ChargeHour,
    plan_hours,
    plan_text,
    plan_title,
    reason_words,
)
from hmi.view_models.rows import Rows
from hmi.view_models.settings.model import SettingsModel
from hmi.view_models.shell.distraction import DistractionModel, Limited
from hmi.view_models.vehicle import CarLink, Clock, Intents, Refresher, refusal_words

QML_IMPORT_NAME = "Headunit.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class EnergyModel(QObject, Limited):
    """`EnergyView`, the consumption curve and the charge plan for QML."""

    changed = Signal()
    curveChanged = Signal()
    planChanged = Signal()
    refused = Signal(str)

    def __init__(
        self,
        link: CarLink,
        settings: SettingsModel,
        clock: Clock = time.monotonic,
        parent: QObject | None = None,
        now: Callable[[], datetime] = datetime.now,
        maps: MapQuestions | None = None,
    ) -> None:
        super().__init__(parent)
        self._stop = ChargingStop(link, settings, maps, clock, now, self)
        self._link = link
        self._settings = settings
        self._clock = clock
        self._now = now
        self._log = ConsumptionLog()
        self._range_at_start: tuple[float, float] | None = None
        self._odometer_m = 0.0
        self._plan: ChargePlan | None = None
        self._model: ConsumptionModel | None = None
        self._editing = False
        self._hours: Rows[ChargeHour] = Rows(ChargeHour, self)
        self._intents = Intents(link, clock, self)
        self._intents.refused.connect(self._on_refused)
        self._view = energy_view(link.state, clock(), settings.format)
        self._curve = consumption_curve(self._log, forecast(self._log), settings.format)
        self._refresher = Refresher(link, self.refresh, 250, self)
        settings.changed.connect(self._on_settings)

    @property
    def curve(self) -> ConsumptionCurve:
        return self._curve

    @property
    def plan(self) -> ChargePlan | None:
        return self._plan

    @property
    def log(self) -> ConsumptionLog:
        return self._log

    @property
    def charging_stop(self) -> ChargingStop:
        return self._stop

    def range_span_m(self) -> tuple[float, float, float] | None:
        """Low, likely and high range by what was driven lately; None without the battery's energy."""
        energy_wh = self._energy_wh()
        return None if energy_wh is None else forecast(self._log, self._prior()).range_m(energy_wh)

    def show_plan(self, plan: ChargePlan | None) -> None:
        """The agent's plan; None while it has told none."""
        self._plan = plan
        self._draw_plan()

    def use_model(self, model: ConsumptionModel | None) -> None:
        """What the agent has learned of the car's consumption."""
        self._model = model
        self._draw()

    def _prior(self) -> Prior:
        outside = self._link.state.number("Vehicle.Exterior.AirTemperature", self._clock())
        return learned_prior(self._model, outside)

    @Slot()
    def refresh(self) -> None:
        state, now_s = self._link.state, self._clock()
        form = self._settings.format
        view = energy_view(state, now_s, form)
        odometer_m = state.number("Vehicle.TraveledDistance", now_s)
        log = self._log.updated(odometer_m, self._energy_wh())
        grown = len(log.end_m) != len(self._log.end_m) or (
            len(log.end_m) and log.end_m[-1] != self._log.end_m[-1]
        )
        self._log = log
        range_m = state.number("Vehicle.Powertrain.Range", now_s)
        if range_m is not None and odometer_m is not None:
            start = self._range_at_start
            if start is None or not 0 <= odometer_m - self._odometer_m <= LONGEST_STEP_M:
                self._range_at_start = (range_m, odometer_m)
            self._odometer_m = odometer_m
        if grown:
            self._draw()
        if view != self._view:
            self._view = view
            self.changed.emit()

    def limit_by(self, distraction: DistractionModel) -> None:
        super().limit_by(distraction)
        self._stop.limit_by(distraction)

    @Slot()
    def limits_changed(self) -> None:
        self._editing = self._editing and self.allows(Activity.SET_UP)
        self.planChanged.emit()

    @Slot()
    def edit(self) -> None:
        self._editing = not self._editing and self.allows(Activity.SET_UP)
        self.planChanged.emit()

    @Slot(int)
    def moveDeparture(self, steps: int) -> None:
        minute = int(self._settings.settings.departure_minute)
        self._settings.change(departure_minute=(minute + 15 * steps) % (24 * 60))

    @Slot(int)
    def moveTarget(self, steps: int) -> None:
        self._settings.step("charge_target_percent", steps)
        if self._link.state.get(CHARGE_LIMIT, self._clock()) is not None:
            self._intents.ask(CHARGE_LIMIT, round(self._settings.settings.charge_target_percent))

    @Property(ChargingStop, notify=changed)
    def stop(self) -> ChargingStop:
        """What to do while it charges."""
        return self._stop

    # what flows -------------------------------------------------------------------------------

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

    # what a kilometre costs -------------------------------------------------------------------

    @Property(str, notify=curveChanged)
    def consumption(self) -> str:
        """The mean over the road that the curve shows."""
        seen = self._log.end_m >= self._log.last_m - self._curve.past_m
        used = self._log.wh_per_km[seen]
        return self._settings.format.consumption(float(used.mean()) if len(used) else None).number

    @Property(str, notify=curveChanged)
    def consumptionUnit(self) -> str:
        return self._settings.format.consumption(None).unit

    @Property(str, notify=curveChanged)
    def pastText(self) -> str:
        distance = self._settings.format.range(self._curve.past_m).text
        return QCoreApplication.translate("Energy", "{distance} ago").format(distance=distance)

    @Property(str, notify=curveChanged)
    def aheadText(self) -> str:
        return "+" + self._settings.format.range(self._curve.ahead_m).text

    @Property(float, notify=curveChanged)
    def here(self) -> float:
        """Where on the chart the car is, 0..1."""
        return self._curve.past_m / (self._curve.past_m + self._curve.ahead_m)

    @Property("QStringList", notify=curveChanged)  # type: ignore[arg-type]
    def scale(self) -> list[str]:
        """What stands beside the lines of the grid, from the top."""
        step = 10.0 if self._curve.top > 6 else 2.0
        count = round(self._curve.top / step)
        return [self._settings.format.number(step * line) for line in range(count, -1, -1)]

    @Property(float, notify=curveChanged)
    def lastUsed(self) -> float:
        """Height of the curve's end on the scale, 0..1; negative where there is no curve."""
        return float(self._curve.used[-1] / self._curve.top) if len(self._curve.used) else -1.0

    @Property(float, notify=curveChanged)
    def usedPeak(self) -> float:
        """Height of the curve's highest point, for its label."""
        return float(self._curve.used.max() / self._curve.top) if len(self._curve.used) else -1.0

    @Property(float, notify=curveChanged)
    def aheadPeak(self) -> float:
        return float(self._curve.high.max() / self._curve.top)

    @Property(int, notify=curveChanged)
    def gain(self) -> int:
        """1: the range is better than at the start, -1: worse, 0: as planned or unknown."""
        gain_m = self._gain_m()
        return 0 if gain_m is None or abs(gain_m) < 1000 else 1 if gain_m > 0 else -1

    @Property(str, notify=curveChanged)
    def gainText(self) -> str:
        translate, gain_m = QCoreApplication.translate, self._gain_m()
        if gain_m is None:
            return ""
        distance = self._settings.format.range(abs(gain_m)).text
        if abs(gain_m) < 1000:
            return translate("Energy", "range as planned")
        if gain_m > 0:
            return translate("Energy", "{distance} more than planned").format(distance=distance)
        return translate("Energy", "{distance} less than planned").format(distance=distance)

    # when to charge ---------------------------------------------------------------------------

    def _hour_rows(self) -> Rows[ChargeHour]:
        return self._hours

    hours = Property(Rows, _hour_rows, notify=planChanged)

    @Property(str, notify=planChanged)
    def planTitle(self) -> str:
        """80 % by 07:30; what the time allows, where it is not enough."""
        return plan_title(self._plan, self._settings.format)

    @Property(str, notify=planChanged)
    def planText(self) -> str:
        return plan_text(self._plan, self._settings.format)

    @Property(str, notify=planChanged)
    def planReason(self) -> str:
        """Why the car does what it does now; empty where the text says it all."""
        # A driver under way reads when and for how much; why can wait.
        return reason_words(self._plan, self._settings.format) if self.setUp else ""

    @Property(float, notify=planChanged)
    def departureAt(self) -> float:
        """Where on the hours' axis the car leaves, 0..1; beyond 1 it is not in view."""
        if self._plan is None or self._plan.departure_unix_s is None or not self._plan.steps:
            return 2.0
        first = datetime.fromtimestamp(self._plan.planned_unix_s).replace(minute=0, second=0, microsecond=0)
        return (self._plan.departure_unix_s - first.timestamp()) / 3600 / SHOWN_HOURS

    @Property(bool, notify=planChanged)
    def setUp(self) -> bool:
        """Whether the plan may be changed now."""
        return self.allows(Activity.SET_UP)

    @Property(bool, notify=planChanged)
    def editing(self) -> bool:
        return self._editing

    @Property(str, notify=planChanged)
    def departure(self) -> str:
        minute = int(self._settings.settings.departure_minute)
        return self._settings.format.clock(time_of_day(minute // 60, minute % 60))

    @Property(str, notify=planChanged)
    def target(self) -> str:
        return self._settings.format.percent(self._settings.settings.charge_target_percent).text

    # ------------------------------------------------------------------------------------------

    def _energy_wh(self) -> float | None:
        now_s = self._clock()
        energy_kwh = self._link.state.number(BATTERY + "StateOfCharge.CurrentEnergy", now_s)
        return None if energy_kwh is None else energy_kwh * 1000

    def _gain_m(self) -> float | None:
        now_s = self._clock()
        range_m = self._link.state.number("Vehicle.Powertrain.Range", now_s)
        odometer_m = self._link.state.number("Vehicle.TraveledDistance", now_s)
        if self._range_at_start is None or range_m is None or odometer_m is None:
            return None
        return range_m + odometer_m - self._range_at_start[1] - self._range_at_start[0]

    def _draw(self) -> None:
        self._curve = consumption_curve(self._log, forecast(self._log, self._prior()), self._settings.format)
        self.curveChanged.emit()

    def _draw_plan(self) -> None:
        self._hours.show(plan_hours(self._plan, self._settings.format))
        self.planChanged.emit()

    @Slot()
    def _on_settings(self) -> None:
        self.refresh()
        self._draw()
        self._draw_plan()

    @Slot(str, str)
    def _on_refused(self, _path: str, reason: str) -> None:
        self.refused.emit(refusal_words(reason))
