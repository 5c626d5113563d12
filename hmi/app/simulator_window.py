"""The simulator's window: the unit, and beside it the panel that drives the simulated car and plots it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QWidget

from hmi.app.instrument_panel import InstrumentPanel
from hmi.app.simulated_car import Car
from hmi.app.simulated_driver import SimulatedDriver
from hmi.app.unit import HeadUnit
from hmi.navigation.demo_trip import PlannedTrip


class SimulatorWindow(QMainWindow):
    """The unit at the size of its screen, the panel at its right."""

    def __init__(
        self,
        unit: HeadUnit,
        driver: SimulatedDriver,
        trip: PlannedTrip,
        car: Car,
        width: int,
        height: int,
    ) -> None:
        super().__init__()
        self.setWindowTitle("Headunit")
        self.panel = InstrumentPanel(unit, driver, trip, car)
        center = QWidget()
        layout = QHBoxLayout(center)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._screen = QWidget.createWindowContainer(unit.view, center)
        self._screen.setFixedSize(QSize(width, height))
        layout.addWidget(self._screen, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.panel, 1)
        self.setCentralWidget(center)
        self.panel.drive_there()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.panel.stop()
        super().closeEvent(event)
