"""What the canvas and its child both paint with: the ground laid under a camera, fog, paths out of arrays."""

from __future__ import annotations

import math
import struct
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QByteArray, QDataStream, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPainterPath, QTransform

from hmi.view_models.map.view.camera import EYE_DP, Camera
from hmi.view_models.map.view.style_uniforms import FogRange
from hmi.view_models.map.view.visible import Key, tile_origin
from maps.display.style import Color

FOG_STOPS = 12
_ELEMENT = np.dtype([("type", ">i4"), ("x", ">f8"), ("y", ">f8")])
_MOVE, _LINE = 0, 1
_END = struct.pack(">ii", 0, Qt.FillRule.WindingFill.value)


def ground_transform(camera: Camera, east: float, south: float, step: float) -> QTransform:
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


def moved(before: Camera, after: Camera) -> QTransform:
    """From one camera's screen to another's, true for what lies on the ground; the horizon falls on the
    horizon."""
    scale = after.dp_per_world
    east, south = (before.x - after.x) * scale, (before.y - after.y) * scale
    to_ground, _ = ground_transform(before, 0.0, 0.0, 1.0).inverted()
    return to_ground * ground_transform(after, east, south, scale / before.dp_per_world)


def paint_ground(painter: QPainter, camera: Camera, pictures: Iterable[tuple[Key, QImage]]) -> None:
    """The pictures of raster tiles where they lie; the painter's own transform stays in force."""
    outer = painter.transform()
    for key, image in pictures:
        east, south, size = tile_origin(camera, key)
        painter.setTransform(ground_transform(camera, east, south, size / image.width()) * outer)
        painter.drawImage(0, 0, image)
    painter.setTransform(outer)


def paint_fog(painter: QPainter, camera: Camera, reach: FogRange, fog: Color) -> None:
    """Over the far ground, and all that is above it."""
    slope = math.tan(math.radians(camera.pitch_deg)) / EYE_DP
    low = camera.anchor_y - (1.0 - 1.0 / reach.begin_w) / slope
    high = camera.anchor_y - (1.0 - 1.0 / reach.full_w) / slope
    gradient = QLinearGradient(QPointF(0, low), QPointF(0, high))
    shares = reach.share(1.0 / np.maximum(1.0 - np.linspace(*reach.heights, FOG_STOPS + 1), 1e-3))
    for i, share in enumerate(shares.tolist()):
        gradient.setColorAt(i / FOG_STOPS, tinted(fog, share))
    painter.fillRect(QRectF(0, -1, camera.width, max(0.0, low + 1)), gradient)


def tinted(color: Color, alpha: float, factor: float = 1.0) -> QColor:
    """A colour with another opacity, made darker or lighter."""
    red, green, blue = (min(1.0, float(c) * factor) for c in color[:3])
    return QColor.fromRgbF(red, green, blue, alpha)


def path_through(segments: NDArray[np.float64]) -> QPainterPath:
    """Segments [S, 4] as one path; those that follow each other are joined."""
    elements = np.empty((len(segments), 2), dtype=_ELEMENT)
    elements["type"], elements["x"], elements["y"] = _LINE, segments[:, ::2], segments[:, 1::2]
    begins = np.ones(len(segments), dtype=bool)
    begins[1:] = (np.abs(segments[1:, :2] - segments[:-1, 2:]) > 1e-6).any(axis=1)
    elements["type"][begins, 0] = _MOVE
    kept = np.ones((len(segments), 2), dtype=bool)
    kept[:, 0] = begins
    return path_of(elements[kept])


def rings(faces: NDArray[np.float64]) -> NDArray[np.void]:
    """Convex polygons [F, C, 2], any rows of which `path_of` makes a path of; all are turned the same way, so
    that there is no hole where two overlap."""
    one, other = faces[:, 1] - faces[:, 0], faces[:, 2] - faces[:, 0]
    turned = one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0] < 0.0
    faces = np.where(turned[:, None, None], faces[:, ::-1], faces)
    elements = np.empty(faces.shape[:2], dtype=_ELEMENT)
    elements["type"], elements["x"], elements["y"] = _LINE, faces[:, :, 0], faces[:, :, 1]
    elements["type"][:, 0] = _MOVE
    return elements


def path_of(elements: NDArray[np.void]) -> QPainterPath:
    """As Qt reads it from a stream, which takes a tenth of the time that building it takes."""
    written = struct.pack(">i", elements.size) + elements.tobytes() + _END
    path = QPainterPath()
    QDataStream(QByteArray(written)) >> path
    return path
