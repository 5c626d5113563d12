"""The panel beside the simulated unit: drive, disturb and watch the car. Everything goes over the bus."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QFormLayout,
    QGridLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from hmi.app.plots import PLOTTABLE, Recording, SignalPlot
from hmi.app.script import Director, Script, Wait, pause
from hmi.app.simulated_car import Car
from hmi.app.simulated_driver import SimulatedDriver
from hmi.app.unit import HeadUnit
from hmi.navigation.demo_trip import PlannedTrip
from hmi.navigation.state import Phase

SAMPLE_MS = 100
PANEL_WIDTH = 440
LIST_HEIGHT = 120
FACTOR_WIDTH = 56
PLOTTED = (
    "Vehicle.Speed",
    "Vehicle.Powertrain.TractionBattery.CurrentPower",
    "Vehicle.Powertrain.TractionBattery.StateOfCharge.Displayed",
)
"""at first; any other number of the catalogue can be chosen"""
PREVIEW_SHOWN_S = 4.0
TIME_FACTORS = (1, 2, 4, 8, 16)


class InstrumentPanel(QScrollArea):
    """Drives the simulated car by the bus and plots what comes back on it."""

    def __init__(self, unit: HeadUnit, driver: SimulatedDriver, trip: PlannedTrip, car: Car) -> None:
        super().__init__()
        self._unit = unit
        self._driver = driver
        self._trip = trip
        self._children = {child.name: child for child in car.children}
        self._recording = Recording(tuple(sorted(PLOTTABLE)))
        self._plots = [SignalPlot(self._recording, path) for path in PLOTTED]
        self._paused_s: float | None = None
        self._director: Director | None = None
        self._link = QLabel()
        content = QWidget()
        layout = QVBoxLayout(content)
        for group in (
            self._trip_group(),
            self._pedal_group(),
            self._plot_group(),
            self._scenario_group(),
        ):
            layout.addWidget(group)
        if car.companion_url:
            companion = QLabel(f'Companion: <a href="{car.companion_url}">{car.companion_url}</a>')
            companion.setOpenExternalLinks(True)
            layout.addWidget(companion)
        layout.addWidget(self._link)
        layout.addStretch(1)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setMinimumWidth(PANEL_WIDTH)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._sample)
        self._timer.start(SAMPLE_MS)
        unit.client.problem.connect(lambda method, reason: self._link.setText(f"{method}: {reason}"))

    def stop(self) -> None:
        self._timer.stop()

    def _trip_group(self) -> QGroupBox:
        group = QGroupBox("Trip")
        layout = QGridLayout(group)
        start = QPushButton(f"Drive to {self._trip.destination.name}")
        start.clicked.connect(self.drive_there)
        end = QPushButton("End route")
        end.clicked.connect(lambda: self._unit.navigator.stop())
        back = QPushButton("Back to the start")
        back.clicked.connect(self._back_to_start)
        obedient = QPushButton("Ignore the guidance")
        obedient.setCheckable(True)
        obedient.toggled.connect(lambda ignoring: setattr(self._driver, "obedient", not ignoring))
        layout.addWidget(start, 0, 0, 1, 2)
        layout.addWidget(end, 1, 0)
        layout.addWidget(back, 1, 1)
        layout.addWidget(obedient, 2, 0, 1, 2)
        factors = QHBoxLayout()
        factors.addWidget(QLabel("Time"))
        for factor in TIME_FACTORS:
            button = QPushButton(f"{factor}×")
            button.clicked.connect(lambda _checked=False, factor=factor: self._set_time_factor(factor))
            button.setMaximumWidth(FACTOR_WIDTH)
            factors.addWidget(button)
        layout.addLayout(factors, 3, 0, 1, 2)
        return group

    def _pedal_group(self) -> QGroupBox:
        group = QGroupBox("Pedals")
        layout = QFormLayout(group)
        self._accelerator, self._brake = _slider(100), _slider(100)
        for slider in (self._accelerator, self._brake):
            slider.valueChanged.connect(self._press)
        let_drive = QPushButton("Let the driver model drive")
        let_drive.clicked.connect(lambda: self._unit.client.simulate("SetPedals", -1.0, -1.0))
        layout.addRow("Accelerator", self._accelerator)
        layout.addRow("Brake", self._brake)
        layout.addRow(let_drive)
        return group

    def _plot_group(self) -> QGroupBox:
        group = QGroupBox("Signals")
        layout = QVBoxLayout(group)
        for plot in self._plots:
            layout.addWidget(plot)
        row = QHBoxLayout()
        pause = QPushButton("Pause")
        pause.setCheckable(True)
        pause.toggled.connect(self._pause)
        save = QPushButton("Save as CSV …")
        save.clicked.connect(self._save)
        row.addWidget(pause)
        row.addWidget(save)
        layout.addLayout(row)
        return group

    def _scenario_group(self) -> QGroupBox:
        group = QGroupBox("Scenarios and faults")
        layout = QVBoxLayout(group)
        self._scenarios, self._faults = QListWidget(), QListWidget()
        self._scenarios.itemActivated.connect(
            lambda item: self._unit.client.simulate("RunScenario", item.text())
        )
        self._faults.itemChanged.connect(self._set_fault)
        for title, rows in (("Double click to run:", self._scenarios), ("Ticked faults hold:", self._faults)):
            layout.addWidget(QLabel(title))
            rows.setMaximumHeight(LIST_HEIGHT)
            layout.addWidget(rows)
        for name in sorted(self._children):
            kill = QPushButton(f"Kill {name}")
            kill.clicked.connect(lambda _checked=False, name=name: self._kill(name))
            layout.addWidget(kill)
        self._unit.client.simulatorChanged.connect(self._show_scenarios)
        self._show_scenarios()
        return group

    @Slot()
    def _show_scenarios(self) -> None:
        """List what this car's agent can play."""
        client = self._unit.client
        if self._scenarios.count() != len(client.scenarios):
            self._scenarios.clear()
            self._scenarios.addItems(client.scenarios)
        if self._faults.count() != len(client.simulator_faults):
            self._faults.clear()
            for name in client.simulator_faults:
                item = QListWidgetItem(name)
                item.setCheckState(Qt.CheckState.Unchecked)
                self._faults.addItem(item)

    @Slot(QListWidgetItem)
    def _set_fault(self, item: QListWidgetItem) -> None:
        self._unit.client.simulate("SetFault", item.text(), item.checkState() is Qt.CheckState.Checked)

    @Slot()
    def drive_there(self) -> None:
        """Choose and start the route: what a few touches on the unit do."""
        if self._director is not None:
            self._director.stop()
        self._director = Director(self._set_off(), self)
        self._director.play()

    def _set_off(self) -> Script:
        navigator = self._unit.navigator
        yield Wait("the car's position", lambda: navigator.state.fix is not None, 60)
        self._unit.shell.show("map")
        navigator.preview([self._trip.destination])
        yield Wait("a route", lambda: bool(navigator.state.routes or navigator.state.problem), 60)
        yield pause(PREVIEW_SHOWN_S)
        if navigator.state.phase is Phase.PREVIEW:  # nobody has touched anything meanwhile
            navigator.start()

    @Slot()
    def _back_to_start(self) -> None:
        self._unit.navigator.stop()
        origin = self._trip.origin
        self._unit.client.place(origin.lat_deg, origin.lon_deg, self._trip.heading_deg)

    def _set_time_factor(self, factor: float) -> None:
        self._unit.client.set_time_factor(factor)

    @Slot()
    def _press(self) -> None:
        self._unit.client.simulate("SetPedals", float(self._accelerator.value()), float(self._brake.value()))

    @Slot()
    def _sample(self) -> None:
        now_s = time.monotonic()
        self._recording.add(self._unit.client.state, now_s)
        self._link.setText("agent: connected" if self._unit.client.connected else "agent: lost")
        for plot in self._plots:
            plot.show_until(self._paused_s if self._paused_s is not None else now_s)

    @Slot(bool)
    def _pause(self, paused: bool) -> None:
        self._paused_s = time.monotonic() if paused else None

    @Slot()
    def _save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "Save the signals", "signals.csv", "CSV (*.csv)")
        if name:
            try:
                self._recording.save(Path(name))
            except OSError as error:
                self._link.setText(f"{name}: {error.strerror}")

    def _kill(self, name: str) -> None:
        pid = self._children[name].pid
        if pid is not None:
            os.kill(pid, signal.SIGKILL)


def _slider(maximum: int) -> QSlider:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setRange(0, maximum)
    return slider
