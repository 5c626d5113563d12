"""One picture that holds every label, icon and marker: drawn once with QPainter, then moved as sprites."""

from __future__ import annotations

import threading
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter

from maps.display.style import Color

HALO_GAIN = 1.6
"""Thin strokes cover their pixels only in part; their halo is whole."""


@dataclass(frozen=True, slots=True)
class Sprite:
    """A piece of the atlas."""

    u0: float
    v0: float
    u1: float
    v1: float
    width: float
    """dp, margins included"""
    height: float
    ink_width: float
    """dp of the text alone"""


class Atlas:
    """Shelves of sprites in one square texture. When it is full it starts anew and every sprite is drawn
    again. Safe to use from several threads."""

    def __init__(self, side: int = 2048) -> None:
        self.side = side
        self.version = 0
        self.generation = 0
        """counts restarts; sprites of an older generation are gone"""
        self._sprites: dict[tuple[object, ...], Sprite] = {}
        self._fresh: list[tuple[int, int, int, QImage]] = []
        self._shelf_x = self._shelf_y = self._shelf_height = 0
        self._whole: QImage | None = None
        self._whole_version = -1
        self._fonts: dict[tuple[int, float, int], tuple[QFont, QFontMetricsF]] = {}
        """by thread: Qt's fonts may not be used by two at once"""
        self._lock = threading.RLock()
        self._families = ["Inter", "Noto Sans", "Noto Sans Arabic", "Noto Sans CJK JP"]

    def fresh_since(self, version: int) -> list[tuple[int, int, QImage]]:
        """What was drawn after `version`: left, top, picture."""
        with self._lock:
            return [(x, y, image) for at, x, y, image in self._fresh if at > version]

    def forget(self, version: int) -> None:
        """Pictures up to `version` are on the graphics card; their copies here may go."""
        with self._lock:
            self._fresh = [entry for entry in self._fresh if entry[0] > version]

    def whole(self) -> QImage:
        """The whole atlas as one picture, for the painter that has no textures."""
        if self._whole is None:
            self._whole = QImage(self.side, self.side, QImage.Format.Format_ARGB32_Premultiplied)
            self._whole.fill(0)
            self._whole_version = -1
        fresh = self.fresh_since(self._whole_version)
        if fresh:
            painter = QPainter(self._whole)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
            for x, y, image in fresh:
                painter.drawImage(x, y, image)
            painter.end()
            self._whole_version = self.version
            self.forget(self.version)
        return self._whole

    def text(
        self,
        text: str,
        *,
        size_dp: float,
        weight: int,
        ink: Color,
        halo: Color,
        halo_dp: float,
        scale: float,
    ) -> Sprite:
        """A line of text with a halo, any script."""
        key = ("text", text, size_dp, weight, ink, halo, halo_dp, scale)
        known = self._sprites.get(key)
        if known is not None:
            return known
        font = self.font(size_dp * scale, weight)
        metrics = self.metrics(size_dp * scale, weight)
        advance = metrics.horizontalAdvance(text)
        margin = halo_dp * scale / 2 + 1
        image = _blank(int(advance + 2 * margin + 2), int(metrics.ascent() + metrics.descent() + 2 * margin))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font)
        painter.setPen(QColor(255, 255, 255))
        painter.drawText(QPointF(margin, margin + metrics.ascent()), text)
        painter.end()
        _ink(image, ink, halo, halo_dp * scale / 2)
        return self._add(key, image, scale, advance / scale)

    def drawn(
        self, key: tuple[object, ...], width_dp: float, height_dp: float, scale: float, draw: object
    ) -> Sprite:
        """Anything else: `draw(painter)` paints in dp on a transparent ground."""
        key = ("drawn", *key, scale)
        known = self._sprites.get(key)
        if known is not None:
            return known
        image = _blank(int(width_dp * scale + 0.999), int(height_dp * scale + 0.999))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        draw(painter)  # type: ignore[operator]
        painter.end()
        return self._add(key, image, scale, width_dp)

    def font(self, pixel_size: float, weight: int) -> QFont:
        return self._font(pixel_size, weight)[0]

    def metrics(self, pixel_size: float, weight: int) -> QFontMetricsF:
        return self._font(pixel_size, weight)[1]

    def _font(self, pixel_size: float, weight: int) -> tuple[QFont, QFontMetricsF]:
        key = (threading.get_ident(), pixel_size, weight)
        known = self._fonts.get(key)
        if known is None:
            font = QFont()
            font.setFamilies(self._families)
            font.setPixelSize(max(1, round(pixel_size)))
            font.setWeight(QFont.Weight(weight))
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            known = self._fonts[key] = (font, QFontMetricsF(font))
        return known

    def restart(self) -> None:
        """Forget everything, for another scale or when full."""
        with self._lock:
            self._sprites.clear()
            self._fresh.clear()
            self._shelf_x = self._shelf_y = self._shelf_height = 0
            self.generation += 1

    def empty(self) -> None:
        """The map is gone: hold nothing more."""
        with self._lock:
            self.restart()
            self._whole = None

    def _add(self, key: tuple[object, ...], image: QImage, scale: float, ink_width: float) -> Sprite:
        with self._lock:
            known = self._sprites.get(key)
            if known is not None:
                return known  # another thread was faster
            width, height = image.width(), image.height()
            if self._shelf_x + width + 2 > self.side:
                self._shelf_x, self._shelf_y = 0, self._shelf_y + self._shelf_height
                self._shelf_height = 0
            if self._shelf_y + height + 2 > self.side:
                self.restart()
            left, top = self._shelf_x + 1, self._shelf_y + 1
            self._shelf_x += width + 2
            self._shelf_height = max(self._shelf_height, height + 2)
            self.version += 1
            self._fresh.append((self.version, left, top, image))
            side = self.side
            sprite = self._sprites[key] = Sprite(
                left / side, top / side, (left + width) / side, (top + height) / side,
                width / scale, height / scale, ink_width,
            )  # fmt: skip
            return sprite


def _blank(width: int, height: int) -> QImage:
    image = QImage(max(1, min(width, 2000)), max(1, height), QImage.Format.Format_RGBA8888_Premultiplied)
    image.fill(0)
    return image


def _ink(image: QImage, ink: Color, halo: Color, reach: float) -> None:
    """Turn white text into one of `ink` with a halo `reach` pixels wide, in a quarter of the time that
    drawing a ring of copies takes."""
    pixels = np.frombuffer(image.bits(), dtype=np.uint8).reshape(image.height(), image.width(), 4)
    text = pixels[:, :, 3].astype(np.uint16)
    spread = _grown(np.ascontiguousarray(pixels[:, :, 3]), reach)
    around = np.minimum(spread * np.float32(HALO_GAIN), np.float32(255.0)).astype(np.uint16)
    around = around * (255 - text) >> 8 if reach > 0 else np.zeros_like(text)
    for channel in range(3):
        tint, edge = round(ink[channel] * 256), round(halo[channel] * 256)
        pixels[:, :, channel] = text * np.uint16(tint) + around * np.uint16(edge) >> 8
    pixels[:, :, 3] = text + around


def _grown(cover: NDArray[np.uint8], reach: float) -> NDArray[np.uint8]:
    """Coverage spread `reach` pixels each way: crosses and squares in turn make an octagon."""
    step = 0
    while reach > 0.0:
        wider = cover.copy()
        np.maximum(wider[1:], cover[:-1], out=wider[1:])
        np.maximum(wider[:-1], cover[1:], out=wider[:-1])
        sideways = wider.copy() if step % 2 else cover
        np.maximum(wider[:, 1:], sideways[:, :-1], out=wider[:, 1:])
        np.maximum(wider[:, :-1], sideways[:, 1:], out=wider[:, :-1])
        if reach < 1.0:
            part = (wider * np.uint16(round(reach * 256)) >> 8).astype(np.uint8)
            np.maximum(part, cover, out=wider)
        cover, reach, step = wider, reach - 1.0, step + 1
    return cover


__all__ = ["Atlas", "Sprite"]
