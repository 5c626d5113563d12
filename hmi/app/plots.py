"""Rolling plots of vehicle signals: what was heard, drawn with pyqtgraph, paused, measured and saved."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from hmi.vehicle.signals import CATALOGUE
from hmi.vehicle.state import VehicleState

SPAN_S = 60.0
KEPT = 9_000
"""samples: a quarter of an hour at ten a second"""
NUMERIC = ("float", "double", "int8", "uint8", "int16", "uint16", "int32", "uint32")

PLOTTABLE: dict[str, str] = {
    spec.path: spec.unit for spec in CATALOGUE if spec.datatype in NUMERIC and not spec.allowed
}
"""path to unit of every signal that is a number"""


class Recording:
    """The last minutes of all plotted signals; a gap is NaN, so that a lost agent shows as one."""

    def __init__(self, paths: tuple[str, ...], capacity: int = KEPT) -> None:
        self.paths = paths
        self._column = {path: column for column, path in enumerate(paths)}
        self._times_s = np.zeros(capacity)
        self._values = np.full((capacity, len(paths)), np.nan)
        self._added = 0

    def add(self, state: VehicleState, now_s: float) -> None:
        row = self._added % len(self._times_s)
        self._times_s[row] = now_s
        for path, column in self._column.items():
            number = state.number(path, now_s)
            self._values[row, column] = math.nan if number is None else number
        self._added += 1

    def series(self, path: str, since_s: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Times and values [N] of one signal from `since_s` on."""
        rows = self._rows()
        rows = rows[np.searchsorted(self._times_s[rows], since_s) :]
        return self._times_s[rows], self._values[rows, self._column[path]]

    def save(self, file: Path) -> None:
        """All of it as CSV, one column a signal, empty where nothing was known. Raises OSError."""
        with file.open("w", newline="") as output:
            writer = csv.writer(output)
            writer.writerow(["time_s", *self.paths])
            for row in self._rows():
                values = ("" if math.isnan(value) else f"{value:g}" for value in self._values[row])
                writer.writerow([f"{self._times_s[row]:.3f}", *values])

    def _rows(self) -> NDArray[np.intp]:
        """Rows that hold something, oldest first."""
        capacity = len(self._times_s)
        return np.arange(max(0, self._added - capacity), self._added) % capacity


class SignalPlot(QWidget):
    """One signal against time, with a cursor that reads it."""

    def __init__(self, recording: Recording, path: str) -> None:
        super().__init__()
        self._recording = recording
        self._choice = QComboBox()
        self._choice.addItems(sorted(PLOTTABLE))
        self._choice.setCurrentText(path)
        # The longest path must not make the panel as wide.
        self._choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._reading = QLabel("–")
        self._plot = pg.PlotWidget(background=None)
        self._plot.setMinimumHeight(110)
        self._plot.showGrid(x=True, y=True, alpha=0.25)
        self._plot.setMouseEnabled(x=False, y=False)
        self._plot.hideButtons()
        self._curve = self._plot.plot(pen=pg.mkPen("#4AA3FF", width=2), connect="finite")
        self._cursor = pg.InfiniteLine(angle=90, pen=pg.mkPen("#A7B1BC"))
        self._cursor.setVisible(False)
        self._plot.addItem(self._cursor)
        self._plot.scene().sigMouseMoved.connect(self._point)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self._choice, self._reading, self._plot):
            layout.addWidget(widget)

    def show_until(self, now_s: float) -> None:
        """Draw the last minute before `now_s`."""
        path = self._choice.currentText()
        times_s, values = self._recording.series(path, now_s - SPAN_S)
        self._curve.setData(times_s - now_s, values)
        self._plot.setXRange(-SPAN_S, 0.0, padding=0)
        if not self._cursor.isVisible():
            self._read(values[-1] if len(values) else math.nan, path)

    def _read(self, value: float, path: str) -> None:
        self._reading.setText("–" if math.isnan(value) else f"{value:.4g} {PLOTTABLE[path]}")

    @Slot(object)
    def _point(self, position: object) -> None:
        inside = self._plot.sceneBoundingRect().contains(position)
        self._cursor.setVisible(inside)
        times_s, values = self._curve.getData()
        if not inside or times_s is None or not len(times_s):
            return
        at_s = self._plot.getPlotItem().vb.mapSceneToView(position).x()
        self._cursor.setPos(at_s)
        self._read(float(values[int(np.abs(times_s - at_s).argmin())]), self._choice.currentText())
