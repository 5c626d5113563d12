"""The consumption curve as a picture: pyqtgraph renders it to an image when it changes, QML shows the image.

Rendering happens on the GUI thread outside of `paint` (some 3 ms, a few times a minute); text is QML's.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Property, QCoreApplication, QObject, QRectF, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QImage, QPainter, QPen, Qt
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

from hmi.view_models.energy.screen import EnergyModel

QML_IMPORT_NAME = "Headunit.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

USED_PX, AHEAD_PX, GRID_PX = 4.0, 3.0, 1.0


@QmlElement
class ConsumptionChart(QQuickPaintedItem):
    """Draws `energy`'s curve over the whole item; colours and scale come from the theme."""

    styleChanged = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._energy: EnergyModel | None = None
        self._image = QImage()
        self._colours = {name: QColor("#808080") for name in ("used", "ahead", "band", "grid", "here")}
        self._scale = 1.0
        # Several properties change in one go; the picture is drawn once after them.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.draw)
        self.styleChanged.connect(self._soon.start)
        self.widthChanged.connect(self._soon.start)
        self.heightChanged.connect(self._soon.start)
        self.visibleChanged.connect(self._soon.start)
        self.setAntialiasing(True)

    @property
    def image(self) -> QImage:
        return self._image

    @Slot()
    def draw(self) -> None:
        """Render the curve anew, if it can be seen."""
        width, height = round(self.width() * self._scale), round(self.height() * self._scale)
        if self._energy is None or width < 10 or height < 10 or not self.isVisible():
            return
        image = _render(self._energy, width, height, self._scale, self._colours)
        if image is not None:
            self._image = image
            self.update()

    def paint(self, painter: QPainter) -> None:
        if not self._image.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(0, 0, self.width(), self.height()), self._image)

    def _get_energy(self) -> QObject | None:
        return self._energy

    def _set_energy(self, energy: QObject | None) -> None:
        if self._energy is not None:
            self._energy.curveChanged.disconnect(self._soon.start)
        self._energy = energy if isinstance(energy, EnergyModel) else None
        if self._energy is not None:
            self._energy.curveChanged.connect(self._soon.start)
        self.styleChanged.emit()

    def _colour(self, name: str, colour: QColor) -> None:
        if colour != self._colours[name]:
            self._colours[name] = QColor(colour)
            self.styleChanged.emit()

    def _get_used(self) -> QColor:
        return self._colours["used"]

    def _set_used(self, colour: QColor) -> None:
        self._colour("used", colour)

    def _get_ahead(self) -> QColor:
        return self._colours["ahead"]

    def _set_ahead(self, colour: QColor) -> None:
        self._colour("ahead", colour)

    def _get_band(self) -> QColor:
        return self._colours["band"]

    def _set_band(self, colour: QColor) -> None:
        self._colour("band", colour)

    def _get_grid(self) -> QColor:
        return self._colours["grid"]

    def _set_grid(self, colour: QColor) -> None:
        self._colour("grid", colour)

    def _get_here(self) -> QColor:
        return self._colours["here"]

    def _set_here(self, colour: QColor) -> None:
        self._colour("here", colour)

    def _get_pixels(self) -> float:
        return self._scale

    def _set_pixels(self, scale: float) -> None:
        if scale > 0 and scale != self._scale:
            self._scale = scale
            self.styleChanged.emit()

    energy = Property(QObject, _get_energy, _set_energy, notify=styleChanged)
    usedColor = Property(QColor, _get_used, _set_used, notify=styleChanged)
    aheadColor = Property(QColor, _get_ahead, _set_ahead, notify=styleChanged)
    bandColor = Property(QColor, _get_band, _set_band, notify=styleChanged)
    gridColor = Property(QColor, _get_grid, _set_grid, notify=styleChanged)
    hereColor = Property(QColor, _get_here, _set_here, notify=styleChanged)
    pixelsPerDp = Property(float, _get_pixels, _set_pixels, notify=styleChanged)


def _render(
    energy: EnergyModel, width: int, height: int, scale: float, colours: dict[str, QColor]
) -> QImage | None:
    from PySide6.QtWidgets import QApplication, QGraphicsScene

    if not isinstance(QCoreApplication.instance(), QApplication):
        return None  # a graphics scene without a widget application ends the process
    # 0.6 s to import: not before the energy screen is first seen.
    import pyqtgraph

    curve = energy.curve

    def pen(name: str, width_dp: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
        made = QPen(
            colours[name], width_dp * scale, style, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        )
        made.setCosmetic(True)
        return made

    scene = QGraphicsScene(0, 0, width, height)
    box: Any = pyqtgraph.ViewBox(enableMenu=False, defaultPadding=0.0)
    scene.addItem(box)
    box.setGeometry(QRectF(0, 0, width, height))
    box.disableAutoRange()
    box.setRange(xRange=(-curve.past_m, curve.ahead_m), yRange=(0, curve.top), padding=0)
    step = 10.0 if curve.top > 6 else 2.0
    ends = [-curve.past_m, curve.ahead_m]
    for line in range(round(curve.top / step) + 1):
        box.addItem(pyqtgraph.PlotCurveItem(ends, [line * step] * 2, pen=pen("grid", GRID_PX)))
    low = pyqtgraph.PlotCurveItem(curve.ahead_x_m, curve.low, pen=None)
    high = pyqtgraph.PlotCurveItem(curve.ahead_x_m, curve.high, pen=None)
    band = pyqtgraph.FillBetweenItem(low, high, brush=colours["band"])
    for item in (low, high, band):
        box.addItem(item)
    dashed = pen("ahead", AHEAD_PX)
    dashed.setDashPattern([2.5, 2.5])
    dashed.setCapStyle(Qt.PenCapStyle.FlatCap)
    box.addItem(pyqtgraph.PlotCurveItem(curve.ahead_x_m, curve.likely, pen=dashed, antialias=True))
    box.addItem(pyqtgraph.PlotCurveItem([0, 0], [0, curve.top], pen=pen("here", 2.0)))
    if len(curve.used) > 1:
        box.addItem(
            pyqtgraph.PlotCurveItem(curve.used_x_m, curve.used, pen=pen("used", USED_PX), antialias=True)
        )
    # No view shows it, so nobody else makes it take its range into its matrix.
    box.updateMatrix()
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    scene.render(painter, QRectF(0, 0, width, height), QRectF(0, 0, width, height))
    painter.end()
    scene.clear()
    return image
