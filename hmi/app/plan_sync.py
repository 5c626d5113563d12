"""Keeps the screens' charge and climate plans in step with the owner's, wherever they are edited.

The agent carries the records out (hmi.agent.charging) and tells what it makes of them; the screens show that
and edit the fields of the table below. The phone edits the same records.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QObject, SignalInstance, Slot

from hmi.energy.departures import minute_of_day, number_in, time_of
from hmi.sync.records import RecordKind
from hmi.view_models.settings.model import SettingsModel

PLAN = "plan"


class PlanLink(Protocol):
    """`hmi.bus.cloud.CloudClient`, or a fake of it."""

    @property
    def recordsRead(self) -> SignalInstance: ...
    @property
    def recordsChanged(self) -> SignalInstance: ...
    def write_record(self, kind: str, record: str, fields: Mapping[str, Any] | None) -> None: ...


@dataclass(frozen=True, slots=True)
class PlanField:
    """One field of a plan's record and the setting that shows it."""

    kind: RecordKind
    name: str
    setting: str
    read: Callable[[Mapping[str, Any]], float | bool | None]
    """None: the record does not say, or says what cannot be"""
    write: Callable[[float | bool], Any]


def _minute(fields: Mapping[str, Any]) -> float | None:
    minute = minute_of_day(fields.get("ready_by"))
    return None if minute is None else float(minute)


def _number(name: str, lowest: float, highest: float) -> Callable[[Mapping[str, Any]], float | None]:
    def read(fields: Mapping[str, Any]) -> float | None:
        value = number_in(fields, name, float("nan"))
        return None if value != value else max(lowest, min(highest, value))

    return read


FIELDS: tuple[PlanField, ...] = (
    PlanField(RecordKind.CHARGE_SCHEDULE, "ready_by", "departure_minute", _minute, lambda v: time_of(int(v))),
    PlanField(
        RecordKind.CHARGE_SCHEDULE,
        "target_percent",
        "charge_target_percent",
        _number("target_percent", 50, 100),
        float,
    ),
    PlanField(
        RecordKind.CLIMATE_SCHEDULE,
        "on",
        "climate_schedule",
        lambda f: f.get("on") is True,
        lambda v: v is True,
    ),
    PlanField(RecordKind.CLIMATE_SCHEDULE, "ready_by", "climate_minute", _minute, lambda v: time_of(int(v))),
    PlanField(
        RecordKind.CLIMATE_SCHEDULE,
        "temperature_celsius",
        "climate_celsius",
        _number("temperature_celsius", 15, 30),
        float,
    ),
)
KINDS = (RecordKind.CHARGE_SCHEDULE, RecordKind.CLIMATE_SCHEDULE)


class PlanSync(QObject):
    """Stands between the agent's records and the settings that the screens edit."""

    def __init__(self, cloud: PlanLink, settings: SettingsModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cloud, self._settings = cloud, settings
        self._rows: dict[str, Mapping[str, Any]] = {}
        self._shown = self._chosen()
        cloud.recordsRead.connect(self._on_read)
        cloud.recordsChanged.connect(self._on_rows)
        settings.changed.connect(self._on_settings)

    @Slot(list)
    def _on_read(self, rows: Sequence[Sequence[Any]]) -> None:
        there = {kind for kind, id, _ in rows if id == PLAN}
        gone = [[kind, PLAN, None] for kind in self._rows if kind not in there]
        self._on_rows([*gone, *rows])
        cabin = RecordKind.CLIMATE_SCHEDULE
        if cabin.value not in there and not gone and self._settings.settings.climate_schedule:
            # Switched on before there was anybody who read the switch.
            self._write(cabin)

    @Slot(list)
    def _on_rows(self, rows: Sequence[Sequence[Any]]) -> None:
        changes: dict[str, float | bool] = {}
        for kind, id, fields in rows:
            if id != PLAN or kind not in KINDS:
                continue
            if fields is None:
                self._rows.pop(kind, None)
                if kind == RecordKind.CLIMATE_SCHEDULE:
                    changes["climate_schedule"] = False
                continue
            self._rows[kind] = fields
            for field in FIELDS:
                value = field.read(fields) if field.kind == kind else None
                if value is not None:
                    changes[field.setting] = value
        changes = {name: value for name, value in changes.items() if value != self._shown[name]}
        if changes:
            self._shown |= changes
            self._settings.change(**changes)

    @Slot()
    def _on_settings(self) -> None:
        chosen = self._chosen()
        edited = {field.kind for field in FIELDS if chosen[field.setting] != self._shown[field.setting]}
        self._shown = chosen
        for kind in KINDS:
            if kind in edited:
                self._write(kind)

    def _write(self, kind: RecordKind) -> None:
        fields = {f.name: f.write(self._shown[f.setting]) for f in FIELDS if f.kind == kind}
        self._cloud.write_record(kind.value, PLAN, fields)

    def _chosen(self) -> dict[str, float | bool]:
        return {field.setting: getattr(self._settings.settings, field.setting) for field in FIELDS}
