"""A QR code as a Qt Quick item: sharp squares with the quiet zone that readers need (ISO/IEC 18004: 4)."""

from __future__ import annotations

from PySide6.QtCore import Property, QRectF, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

QML_IMPORT_NAME = "Headunit.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

QUIET_MODULES = 4


@QmlElement
class QrCode(QQuickPaintedItem):
    """Draws `text`; nothing for an empty one. `ink` is the darker of the two colours."""

    changed = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._modules: list[list[bool]] = []
        self._ink, self._ground = QColor("black"), QColor("white")
        self.changed.connect(self.update)

    def paint(self, painter: QPainter) -> None:
        side = min(self.width(), self.height())
        painter.fillRect(QRectF(0, 0, side, side), self._ground)
        count = len(self._modules)
        if count == 0:
            return
        # Whole pixels: a blurred edge costs readers contrast.
        pixels = max(1, int(side) // (count + 2 * QUIET_MODULES))
        begin = (int(side) - pixels * count) // 2
        for row, modules in enumerate(self._modules):
            for column, dark in enumerate(modules):
                if dark:
                    painter.fillRect(begin + column * pixels, begin + row * pixels, pixels, pixels, self._ink)

    def _get_text(self) -> str:
        return self._text

    def _set_text(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self._modules = modules_of(text)
            self.changed.emit()

    def _get_ink(self) -> QColor:
        return self._ink

    def _set_ink(self, colour: QColor) -> None:
        self._ink = QColor(colour)
        self.changed.emit()

    def _get_ground(self) -> QColor:
        return self._ground

    def _set_ground(self, colour: QColor) -> None:
        self._ground = QColor(colour)
        self.changed.emit()

    text = Property(str, _get_text, _set_text, notify=changed)
    ink = Property(QColor, _get_ink, _set_ink, notify=changed)
    ground = Property(QColor, _get_ground, _set_ground, notify=changed)


def modules_of(text: str) -> list[list[bool]]:
    """Rows of dark (True) and light squares, without the quiet zone."""
    if not text:
        return []
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(text)
    code.make(fit=True)
    return [[bool(module) for module in row] for row in code.modules]
