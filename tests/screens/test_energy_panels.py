"""The energy screen's panels stand alone with static data: no model, no car, no agent."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QObject, QSize, QUrl
from PySide6.QtQuick import QQuickView
from pytestqt.qtbot import QtBot

from hmi.app.unit import register_types
from hmi.view_models.energy.plan_view import ChargeHour
from hmi.view_models.navigation.charging_stops import ChargeStopRow
from hmi.view_models.rows import Rows
from hmi.view_models.shell.icons import install_fonts
from tests.screens.unit import QML


def panels(owner: QObject) -> dict[str, dict[str, Any]]:
    hours: Rows[ChargeHour] = Rows(ChargeHour, owner)
    hours.show([ChargeHour("02" if n == 2 else "", "", 0.2 + n / 20, float(n == 2), True) for n in range(18)])
    stops: Rows[ChargeStopRow] = Rows(ChargeStopRow, owner)
    stops.show([ChargeStopRow("Aire de Montélimar", "27 → 80 % · 150 kW", "24 min")])
    return {
        "ChargePlan": {
            "title": "80 % by 07:30",
            "times": "02:00 – 03:00 · 1.10 €",
            "reason": "waits until 02:00",
            "departure": "07:30",
            "target": "80 %",
            "departureAt": 0.8,
            "setUp": True,
            "editing": False,
            "hours": hours,
        },
        "ConsumptionPanel": {
            "source": owner,
            "buttonShown": False,
            "consumption": "15.8",
            "consumptionUnit": "kWh/100 km",
            "gain": 1,
            "gainText": "4 km more than planned",
            "marks": ["20", "10", "0"],
            "here": 0.45,
            "lastUsed": 0.6,
            "usedPeak": 0.8,
            "aheadPeak": 0.9,
            "pastText": "18 km ago",
            "aheadText": "+22 km",
        },
        "EnergyFlow": {
            "lying": False,
            "charger": "11 kW",
            "chargerText": "charging",
            "plugged": True,
            "battery": "62 %",
            "batteryText": "battery · 21 °",
            "motor": "0 kW",
            "motorFlow": 0,
            "chargeFlow": 1,
            "wheelFlow": 0,
            "wheels": "0 kW",
            "wheelsText": "wheels",
        },
        "ChargingStops": {"needed": True, "ready": True, "summary": "24 min charging", "rows": stops},
    }


@pytest.mark.parametrize("name", ["ChargePlan", "ConsumptionPanel", "EnergyFlow", "ChargingStops"])
def test_a_panel_shows_with_static_data_alone(qtbot: QtBot, name: str) -> None:
    install_fonts()
    register_types()
    view, owner = QQuickView(), QObject()
    problems: list[str] = []
    view.engine().addImportPath(str(QML))
    view.engine().warnings.connect(lambda rows: problems.extend(row.toString() for row in rows))
    view.setResizeMode(QQuickView.ResizeMode.SizeRootObjectToView)
    view.setInitialProperties(panels(owner)[name])
    view.resize(QSize(800, 500))
    view.setSource(QUrl.fromLocalFile(str(QML / "Headunit" / "panels" / f"{name}.qml")))
    try:
        assert view.status() is QQuickView.Status.Ready, [error.toString() for error in view.errors()]
        view.show()
        qtbot.waitExposed(view)
        image = view.grabWindow()
        seen = {image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}
        assert len(seen) > 3, "something is drawn"
        assert problems == []
    finally:
        view.close()
        view.deleteLater()
