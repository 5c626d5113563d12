"""Shows the same frames with QPainter where the scene graph runs in software and shaders draw nothing."""

from __future__ import annotations

import math
import time

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPen, QPolygonF, QTransform
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

from hmi.view_models.map.atlas import Atlas
from hmi.view_models.map.camera import EYE_DP, Camera
from hmi.view_models.map.frame import Frame, OverlayArea, OverlayPath
from hmi.view_models.map.looks import MANEUVER, OverlayLooks, fog_range, overlay_looks
from hmi.view_models.map.placer import Courtesy
from hmi.view_models.map.raster_store import Look, RasterStore
from hmi.view_models.map.visible import (
    ancestor,
    shows_the_same,
    stand_ins,
    tile_origin,
    visible_tiles,
)
from maps.display.style import Color, Style

DEEPEST = 18
"""Raster tiles go to this zoom; the archive's last zoom is cut into smaller pictures for it."""


class RasterCanvas(QQuickPaintedItem):
    """The item; `show` takes a frame as the RHI canvas does."""

    arrived = Signal()

    def __init__(self, parent: QQuickItem, style: Style, atlas: Atlas, courtesy: Courtesy) -> None:
        super().__init__(parent)
        self.frame: Frame | None = None
        self.style = style
        self.atlas = atlas
        self.courtesy = courtesy
        self.drawn_s = 0.0
        """seconds in the last `paint`, QPainter's own work included"""
        self.drawn_cpu_s = 0.0
        self.frames = 0
        self.uploaded = 0
        self.store = RasterStore(self.arrived.emit)
        self._drawn: list[int] = []
        self._wanted: list[int] = []
        self._wanted_for: Camera | None = None
        self._look = Look(night=True, tilted=False, scale=1.0)
        self.setOpaquePainting(True)
        self.setRenderTarget(QQuickPaintedItem.RenderTarget.Image)

    @property
    def pending(self) -> bool:
        """Pictures are still being painted."""
        return not self.store.idle()

    def choose(self, frame: Frame) -> None:
        """Take a frame and ask for what it lacks; called before each update."""
        self.frame = frame
        camera = frame.camera
        self._look = Look(frame.night, camera.tilt_share > 0.5, frame.scale)
        if self._wanted_for is None or not shows_the_same(camera, self._wanted_for):
            self._wanted_for = camera
            self._wanted = visible_tiles(camera, fog_range(camera).full_w, deepest=DEEPEST)
        coarse = list(dict.fromkeys(ancestor(key, 2) for key in self._wanted))
        self.store.want([*self._wanted, *coarse], self._look)
        self._drawn = stand_ins(self._wanted, self._ready, self._drawn)

    def paint(self, painter: QPainter) -> None:
        began, began_cpu = time.perf_counter(), time.thread_time()
        with self.courtesy.frame():
            self._paint(painter)
        self.drawn_s, self.drawn_cpu_s = time.perf_counter() - began, time.thread_time() - began_cpu

    def _paint(self, painter: QPainter) -> None:
        frame = self.frame
        if frame is None:
            painter.fillRect(QRectF(0, 0, self.width(), self.height()), _q(self.style.land[1]))
            return
        which = 0 if frame.night else 1
        tilted = frame.camera.pitch_deg > 1.0
        everything = QRectF(0, 0, self.width(), self.height())
        painter.fillRect(everything, _q(self.style.land[which]))
        self._paint_tiles(painter, frame.camera)
        if tilted:
            self._paint_fog(painter, frame.camera, self.style.fog[which])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        looks = overlay_looks(self.style, frame.camera, night=frame.night)
        for area in frame.areas:
            if not area.over:
                self._paint_area(painter, frame.camera, area)
        for path in frame.overlays:
            self._paint_path(painter, frame, path, looks)
        for area in frame.areas:
            if area.over:
                self._paint_area(painter, frame.camera, area)
        self._paint_sprites(painter, frame)
        self.frames += 1

    def _ready(self, key: int) -> bool:
        return self.store.ready(key, self._look)

    def _paint_tiles(self, painter: QPainter, camera: Camera) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=camera.pitch_deg < 1.0)
        for key in self._drawn:
            image = self.store.picture(key, self._look)
            if image is None:
                continue
            east, south, size = tile_origin(camera, key)
            painter.setTransform(_ground(camera, east, south, size / image.width()))
            painter.drawImage(0, 0, image)
        painter.resetTransform()

    def _paint_fog(self, painter: QPainter, camera: Camera, fog: Color) -> None:
        reach = fog_range(camera)
        slope = math.tan(math.radians(camera.pitch_deg)) / EYE_DP
        low = camera.anchor_y - (1.0 - 1.0 / reach.begin_w) / slope
        high = camera.anchor_y - (1.0 - 1.0 / reach.full_w) / slope
        gradient = QLinearGradient(QPointF(0, low), QPointF(0, high))
        for i in range(9):
            y = low + (high - low) * i / 8
            w = 1.0 / max(1.0 - (camera.anchor_y - y) * slope, 1e-3)
            t = min(1.0, max(0.0, (w - reach.begin_w) / (reach.full_w - reach.begin_w)))
            gradient.setColorAt(i / 8, _tinted(fog, t * t * (3 - 2 * t) * reach.opacity))
        painter.fillRect(QRectF(0, -1, self.width(), max(0.0, low + 1)), gradient)

    def _paint_area(self, painter: QPainter, camera: Camera, area: OverlayArea) -> None:
        x, y, w = camera.to_screen(_world(area.outline.astype(np.float64), area))
        if not len(x) or w.min() < 0.1:
            return
        alpha = area.color[3]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_tinted(area.color, alpha, 1.0 / alpha))
        painter.drawPolygon(_polygon(x, y))

    def _paint_path(self, painter: QPainter, frame: Frame, path: OverlayPath, looks: OverlayLooks) -> None:
        if not len(path.segments):
            return
        camera = frame.camera
        rows = path.segments.astype(np.float64)
        ax, ay, aw = camera.to_screen(_world(rows[:, 0:2], path))
        bx, by, bw = camera.to_screen(_world(rows[:, 2:4], path))
        margin = 80.0
        seen = (aw > 0.15) & (bw > 0.15)
        seen &= (np.maximum(ax, bx) > -margin) & (np.minimum(ax, bx) < camera.width + margin)
        seen &= (np.maximum(ay, by) > -margin) & (np.minimum(ay, by) < camera.height + margin)
        if not seen.any():
            return
        layer = rows[:, 4].astype(int)
        driven = (rows[:, 6] <= frame.driven_m) & (layer <= 3)
        w = np.minimum(aw, bw)
        for casing in (True, False) if path.cased else (False,):
            for i in np.flatnonzero(seen):
                kind = int(layer[i])
                half = looks.half_width[kind] + (looks.casing_width[kind] if casing else 0.0)
                thin = 0.5 if rows[i, 7] > 0.5 else 1.0
                width = max(half * 2 * thin / (1.0 if kind >= MANEUVER else w[i]), 1.6)
                color = looks.casing[kind] if casing else looks.fill[kind]
                if driven[i]:
                    color = looks.driven[1 if casing else 0]
                pen = QPen(_tinted(color, float(color[3]) * (0.3 if thin < 1 else 1.0)), width)
                pen.setCapStyle(Qt.PenCapStyle.RoundCap)
                painter.setPen(pen)
                painter.drawLine(QPointF(ax[i], ay[i]), QPointF(bx[i], by[i]))
                if not casing and looks.ticks[kind] > 0 and not driven[i]:
                    gap = looks.ticks[kind]
                    pen = QPen(_tinted(color, 1.0, 0.55), width)
                    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
                    pen.setDashPattern([0.3 * gap / width, 0.7 * gap / width])
                    painter.setPen(pen)
                    painter.drawLine(QPointF(ax[i], ay[i]), QPointF(bx[i], by[i]))

    def _paint_sprites(self, painter: QPainter, frame: Frame) -> None:
        if frame.sprites is None:
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=True)
        picture = self.atlas.whole()
        side = float(self.atlas.side)
        for row in frame.sprites.tolist():
            opacity = row[15]
            if opacity <= 0.0:
                continue
            x0, y0, x1, y1, nx, ny = row[:6]
            width = math.hypot(x1 - x0, y1 - y0)
            height = 2 * math.hypot(nx, ny)
            if width < 1e-3 or height < 1e-3:
                continue
            u0, v0, u1, v1 = (v * side for v in row[8:12])
            source = QRectF(u0, v0, u1 - u0, v1 - v0)
            painter.setOpacity(opacity)
            # columns: along the piece, across it
            painter.setTransform(
                QTransform(
                    (x1 - x0) / width, (y1 - y0) / width, 2 * nx / height, 2 * ny / height, x0 - nx, y0 - ny
                )
            )
            painter.drawImage(QRectF(0, 0, width + 0.4, height), picture, source)
        painter.setOpacity(1.0)
        painter.resetTransform()


def _ground(camera: Camera, east: float, south: float, step: float) -> QTransform:
    """From a picture lying on the ground at (east, south) dp, one pixel `step` dp wide, to the screen."""
    bearing, pitch = math.radians(camera.bearing_deg), math.radians(camera.pitch_deg)
    cos_b, sin_b, cos_p = math.cos(bearing), math.sin(bearing), math.cos(pitch)
    fall = math.sin(pitch) / EYE_DP
    columns = []
    for e, s, one in ((step, 0.0, 0.0), (0.0, step, 0.0), (east, south, 1.0)):
        right, forward = e * cos_b + s * sin_b, e * sin_b - s * cos_b
        w = one + forward * fall
        columns.append((camera.anchor_x * w + right, camera.anchor_y * w - forward * cos_p, w))
    (a, b, c), (d, e_, f), (g, h, i) = columns
    return QTransform(a, b, c, d, e_, f, g, h, i)


def _world(points: NDArray[np.float64], where: OverlayPath | OverlayArea) -> NDArray[np.float64]:
    return np.column_stack(
        [
            where.origin_x + points[:, 0] / where.metres_per_world,
            where.origin_y + points[:, 1] / where.metres_per_world,
        ]
    )


def _polygon(x: NDArray[np.float64], y: NDArray[np.float64]) -> QPolygonF:
    return QPolygonF([QPointF(a, b) for a, b in zip(x.tolist(), y.tolist(), strict=True)])


def _tinted(color: Color | NDArray[np.float32], alpha: float, factor: float = 1.0) -> QColor:
    red, green, blue = (min(1.0, float(c) * factor) for c in color[:3])
    return QColor.fromRgbF(red, green, blue, alpha)


def _q(color: Color) -> QColor:
    return QColor.fromRgbF(*color)
