"""Keeps the screen's charge plan in step with the owner's, wherever it is edited, and shows its prices.

The agent carries out the record charge_schedule/plan (hmi.agent.charging.schedules); the screen shows it
and edits two of its fields: when the car leaves and how full it is then.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol

from PySide6.QtCore import QObject, SignalInstance, Slot

from hmi.sync.records import RecordKind
from hmi.vehicle.charge_plan import minute_of_day, number_in, price_at
from hmi.view_models.energy.screen import EnergyModel
from hmi.view_models.settings.model import SettingsModel

KIND, PLAN, PRICES = RecordKind.CHARGE_SCHEDULE.value, "plan", "prices"
HOURS = 48
LOWEST_TARGET, HIGHEST_TARGET = 50.0, 100.0
"""what the setting takes"""
_SIGNS = {"EUR": "€", "GBP": "£", "USD": "$", "JPY": "¥", "PLN": "zł", "CZK": "Kč"}


class PlanLink(Protocol):
    """`hmi.bus.cloud.CloudClient`, or a fake of it."""

    @property
    def recordsRead(self) -> SignalInstance: ...
    @property
    def recordsChanged(self) -> SignalInstance: ...
    def write_record(self, kind: str, record: str, fields: Mapping[str, Any] | None) -> None: ...


class ChargePlanSync(QObject):
    """Stands between the agent's records, the settings and the energy screen."""

    def __init__(
        self,
        cloud: PlanLink,
        energy: EnergyModel,
        settings: SettingsModel,
        parent: QObject | None = None,
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        super().__init__(parent)
        self._cloud, self._energy, self._settings, self._now = cloud, energy, settings, now
        self._rows: dict[str, Mapping[str, Any]] = {}
        self._shown = self._chosen()
        cloud.recordsRead.connect(self._on_read)
        cloud.recordsChanged.connect(self._on_rows)
        settings.changed.connect(self._on_settings)

    @Slot(list)
    def _on_read(self, rows: Sequence[Sequence[Any]]) -> None:
        gone = [[KIND, id, None] for id in self._rows]
        self._on_rows([*gone, *rows])

    @Slot(list)
    def _on_rows(self, rows: Sequence[Sequence[Any]]) -> None:
        heard = {id: fields for kind, id, fields in rows if kind == KIND and id in (PLAN, PRICES)}
        if not heard:
            return
        for id, fields in heard.items():
            self._rows.pop(id, None)
            if fields is not None:
                self._rows[id] = fields
        plan = self._rows.get(PLAN)
        if plan is None:
            self._energy.show_prices(self._now(), ())
            return
        minute = minute_of_day(plan.get("ready_by"))
        target = number_in(plan, "target_percent", self._shown[1])
        self._shown = (
            self._shown[0] if minute is None else minute,
            max(LOWEST_TARGET, min(HIGHEST_TARGET, target)),
        )
        if self._shown != self._chosen():
            self._settings.change(departure_minute=self._shown[0], charge_target_percent=self._shown[1])
        prices = self._rows.get(PRICES)
        first = self._now().replace(minute=0, second=0, microsecond=0)
        per_kwh: list[float] = []
        for hour in range(HOURS):
            price = price_at(plan, prices, first + timedelta(hours=hour))
            if price is None:
                break
            per_kwh.append(price)
        code = str((prices or {}).get("currency") or "EUR") if plan.get("tariff") == "day_ahead" else "EUR"
        self._energy.show_prices(first, per_kwh, _SIGNS.get(code, code))

    @Slot()
    def _on_settings(self) -> None:
        chosen = self._chosen()
        if chosen == self._shown:
            return
        self._shown = chosen
        minute, target = chosen
        ready_by = f"{minute // 60:02}:{minute % 60:02}"
        self._cloud.write_record(KIND, PLAN, {"ready_by": ready_by, "target_percent": target})

    def _chosen(self) -> tuple[int, float]:
        settings = self._settings.settings
        return int(settings.departure_minute), float(settings.charge_target_percent)
