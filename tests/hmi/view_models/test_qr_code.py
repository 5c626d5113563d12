"""The code on the screen is read by a real reader."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from hmi.view_models.settings.qr_code import QrCode, modules_of

zxingcpp = pytest.importorskip("zxingcpp", reason="zxing-cpp is not installed")
np = pytest.importorskip("numpy")

LINK = "https://cloud.example:8443/#pair=q3VtbG9uZ2Vub3VnaA"


@pytest.mark.parametrize("side", [180, 300, 360])
@pytest.mark.parametrize(("ink", "ground"), [("#101418", "#FFFFFF"), ("#101418", "#F1F4F7")])
def test_a_reader_reads_what_the_item_draws(qtbot: QtBot, side: int, ink: str, ground: str) -> None:
    item = QrCode()
    item.setWidth(side)
    item.setHeight(side)
    item.text, item.ink, item.ground = LINK, QColor(ink), QColor(ground)
    image = QImage(side, side, QImage.Format.Format_Grayscale8)
    painter = QPainter(image)
    item.paint(painter)
    painter.end()
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(side, image.bytesPerLine())[:, :side]
    assert [found.text for found in zxingcpp.read_barcodes(pixels.copy())] == [LINK]


def test_no_text_no_code() -> None:
    assert modules_of("") == []
