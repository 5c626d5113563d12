"""The agent's charge and cabin plans and its consumption model, as the screens draw them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from hmi.bus import contract
from hmi.bus.connection import AgentConnection
from hmi.energy.charge_plan import ChargePlan, read_plan
from hmi.energy.model import ConsumptionModel


class EnergyClient(QObject):
    """What the agent last told; None while it has told nothing. `connection` is AgentClient's."""

    planChanged = Signal()
    cabinChanged = Signal()
    modelChanged = Signal()

    def __init__(self, connection: AgentConnection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.plan: ChargePlan | None = None
        self.cabin: Mapping[str, Any] | None = None
        self.model: ConsumptionModel | None = None
        self._connection = connection
        connection.subscribe(contract.ENERGY, "Told", self._on_told)
        connection.opened.connect(self._begin)
        connection.ownerChanged.connect(self._on_owner)
        self._begin()

    @Slot()
    def _begin(self) -> None:
        self._connection.call(contract.ENERGY, "Get", (), on_reply=self._on_told)

    @Slot(bool)
    def _on_owner(self, there: bool) -> None:
        if there:
            self._begin()
        else:
            self.take({contract.CHARGE_PLAN: None, contract.CABIN_PLAN: None})

    def _on_told(self, text: str) -> None:
        try:
            told = json.loads(text)
        except (ValueError, RecursionError):
            return
        if isinstance(told, dict):
            self.take(told)

    def take(self, told: Mapping[str, Any]) -> None:
        """What was told by name; names that are not there stay as they are."""
        if contract.CHARGE_PLAN in told:
            plan = read_plan(told[contract.CHARGE_PLAN])
            if plan != self.plan:
                self.plan = plan
                self.planChanged.emit()
        if contract.CABIN_PLAN in told:
            cabin = told[contract.CABIN_PLAN]
            cabin = cabin if isinstance(cabin, dict) else None
            if cabin != self.cabin:
                self.cabin = cabin
                self.cabinChanged.emit()
        if contract.CONSUMPTION in told:
            try:
                self.model = ConsumptionModel.from_record(told[contract.CONSUMPTION])
            except (ValueError, TypeError):
                self.model = None
            self.modelChanged.emit()
