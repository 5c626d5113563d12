"""The canvas that fits the window's graphics, and a clean end for maps that nobody closed."""

from __future__ import annotations

import atexit
import weakref
from typing import Protocol

import shiboken6
from PySide6.QtGui import QRhi, QRhiDriverInfo
from PySide6.QtQuick import QQuickItem, QQuickWindow, QSGRendererInterface

from hmi.view_models.map.gpu.rhi_canvas import RhiCanvas
from hmi.view_models.map.labels.atlas import Atlas
from hmi.view_models.map.labels.placement_thread import Courtesy
from hmi.view_models.map.raster.raster_canvas import RasterCanvas
from maps.display.style import Style

Canvas = RhiCanvas | RasterCanvas

SAMPLES = 4
"""A pixel, on a graphics card, which takes them in its stride: edges of houses are soft by them."""
PROCESSORS = ("llvmpipe", "softpipe", "swrast", "swiftshader", "lavapipe", "basic render")
"""In the names of devices that are none: there four samples cost half as much again as all the rest."""


def make_canvas(
    parent: QQuickItem, window: QQuickWindow, style: Style, atlas: Atlas, courtesy: Courtesy
) -> Canvas:
    """With shaders where there are any; else painted."""
    api = window.rendererInterface().graphicsApi()
    if api != QSGRendererInterface.GraphicsApi.Software and window.sceneGraphBackend() != "software":
        canvas = RhiCanvas(parent, style, atlas, courtesy)
        canvas.setSampleCount(samples(window.rhi()))
        return canvas
    raster = RasterCanvas(parent, style, atlas, courtesy)
    raster.destroyed.connect(raster.store.close)
    return raster


def samples(rhi: QRhi) -> int:
    """How many a pixel the device draws without effort."""
    device = rhi.driverInfo()
    name = bytes(device.deviceName.data()).decode("utf-8", "replace").lower()
    drawn_by_card = QRhiDriverInfo.DeviceType(
        device.deviceType
    ) != QRhiDriverInfo.DeviceType.CpuDevice and not any(processor in name for processor in PROCESSORS)
    return SAMPLES if drawn_by_card and SAMPLES in rhi.supportedSampleCounts() else 1


def fit_canvas(canvas: Canvas, parent: QQuickItem, device_scale: float) -> None:
    """As large as its parent, in the device's pixels."""
    canvas.setSize(parent.size())
    if isinstance(canvas, RhiCanvas):
        canvas.setFixedColorBufferWidth(max(1, round(parent.width() * device_scale)))
        canvas.setFixedColorBufferHeight(max(1, round(parent.height() * device_scale)))


class Closable(Protocol):
    """A map item."""

    def close(self) -> None: ...
    def window(self) -> QQuickWindow: ...


_living: weakref.WeakSet[Closable] = weakref.WeakSet()


def close_with_process(item: Closable) -> None:
    """Have the item closed at the process's end by whatever way that comes."""
    _living.add(item)


@atexit.register
def _close_forgotten() -> None:
    """The process ends with a map on a window: both go now, while Python can still be asked.

    Qt would ask the renderer, and look for the application, after their end.
    """
    for forgotten in list(_living):
        if shiboken6.isValid(forgotten):
            forgotten.close()
            window = forgotten.window()
            shiboken6.delete(forgotten if window is None else window)
