"""The map item for QML: owns camera, tiles, labels and the canvas that draws, RHI where there is one."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from PySide6.QtCore import Property, QObject, QPointF, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickWindow

from hmi.view_models.map.content.camera_control import CAR_SHARE_LANDSCAPE, CameraControl, Insets, Mode
from hmi.view_models.map.content.scene import MapScene, SceneState
from hmi.view_models.map.content.tile_store import TileStore
from hmi.view_models.map.frame_builder import FrameBuilder, Outlook
from hmi.view_models.map.labels.atlas import Atlas
from hmi.view_models.map.labels.labels import Box, Label
from hmi.view_models.map.labels.placement_thread import Courtesy, PlacementThread
from hmi.view_models.map.labels.sprite_painter import SpritePainter
from hmi.view_models.map.memory import return_large_buffers
from hmi.view_models.map.raster.raster_canvas import RasterCanvas
from hmi.view_models.map.surface import Canvas, close_with_process, fit_canvas, make_canvas
from hmi.view_models.map.view.motion import VehicleTrack, View
from maps.display.mercator import project_point, unproject_point
from maps.display.style import Style, load_style
from maps.display.world import FOLDER as WORLD
from maps.geometry import LatLon

QML_IMPORT_NAME = "Headunit.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class VectorMap(QQuickItem):
    """Feed it a MapScene; call `advance` once a frame while `animating` (MapView.qml does)."""

    sceneChanged = Signal()
    nightChanged = Signal()
    languageChanged = Signal()
    modeChanged = Signal()
    insetsChanged = Signal()
    coversChanged = Signal()
    viewChanged = Signal()
    animatingChanged = Signal()
    deviceScaleChanged = Signal()
    tapped = Signal(float, float)
    longPressed = Signal(float, float)
    alternativeTapped = Signal(int)
    _tilesArrived = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        return_large_buffers()
        self._style = load_style()
        self._atlas = Atlas()
        self._courtesy = Courtesy()
        self._store = TileStore(self._tilesArrived.emit, self._courtesy.give_way)
        self._tilesArrived.connect(self._wake, Qt.ConnectionType.QueuedConnection)
        self._camera_control = CameraControl()
        self._placer = PlacementThread(self._style, self._atlas, self._courtesy)
        self._composer = FrameBuilder(
            self._style,
            SpritePainter(self._style, self._atlas),
            self._placer,
            self._store,
            self._camera_control,
        )
        self._scene: MapScene | None = None
        self._night = True
        self._language = "en"
        self._insets = Insets()
        self._covers: tuple[Box, ...] = ()
        self._device_scale = 1.0
        self._animating = False
        self._rest = 0
        self._shown_mode = self._camera_control.mode.value
        self._canvas: Canvas | None = None
        self.frame_s = 0.0
        """seconds of Python in the last `advance`, for the benchmark"""
        self.frame_cpu_s = 0.0
        """of the processor in the same"""
        close_with_process(self)
        self.destroyed.connect(self._store.close)
        self.destroyed.connect(self._placer.close)
        self.destroyed.connect(self._composer.forget)
        self.destroyed.connect(self._atlas.empty)
        self.windowChanged.connect(self._join_window)
        self._join_window(self.window())

    # -- what QML sets -------------------------------------------------------------------------------------

    def _get_scene(self) -> QObject | None:
        return self._scene

    def _set_scene(self, scene: QObject | None) -> None:
        if scene is self._scene:
            return
        if self._scene is not None:
            self._scene.changed.disconnect(self._on_scene)
            self._scene.regionsChanged.disconnect(self._on_regions)
            self._scene.vehicleMoved.disconnect(self._on_vehicle)
        self._scene = scene if isinstance(scene, MapScene) else None
        if self._scene is not None:
            self._scene.changed.connect(self._on_scene)
            self._scene.regionsChanged.connect(self._on_regions)
            self._scene.vehicleMoved.connect(self._on_vehicle)
            self._on_regions()
            self._on_vehicle()
            self._on_scene()
        self.sceneChanged.emit()

    scene = Property(QObject, _get_scene, _set_scene, notify=sceneChanged)

    def _get_night(self) -> bool:
        return self._night

    def _set_night(self, night: bool) -> None:
        if night != self._night:
            self._night = night
            self.nightChanged.emit()
            self._wake()

    night = Property(bool, _get_night, _set_night, notify=nightChanged)

    def _get_language(self) -> str:
        return self._language

    def _set_language(self, language: str) -> None:
        if language != self._language:
            self._language = language
            self.languageChanged.emit()
            self._wake()

    language = Property(str, _get_language, _set_language, notify=languageChanged)

    def _get_mode(self) -> str:
        return self._camera_control.mode.value

    def _set_mode(self, mode: str) -> None:
        if mode != self._camera_control.mode.value:
            self._camera_control.mode = Mode(mode)
            self.modeChanged.emit()
            self._wake()

    mode = Property(str, _get_mode, _set_mode, notify=modeChanged)

    def _put_inset(self, **change: float) -> None:
        insets = replace(self._insets, **change)
        if insets != self._insets:
            self._insets = self._camera_control.insets = insets
            self.insetsChanged.emit()
            self._wake()

    def _get_left(self) -> float:
        return self._insets.left

    def _get_top(self) -> float:
        return self._insets.top

    def _get_right(self) -> float:
        return self._insets.right

    def _get_bottom(self) -> float:
        return self._insets.bottom

    def _set_left(self, dp: float) -> None:
        self._put_inset(left=dp)

    def _set_top(self, dp: float) -> None:
        self._put_inset(top=dp)

    def _set_right(self, dp: float) -> None:
        self._put_inset(right=dp)

    def _set_bottom(self, dp: float) -> None:
        self._put_inset(bottom=dp)

    leftInset = Property(float, _get_left, _set_left, notify=insetsChanged)
    topInset = Property(float, _get_top, _set_top, notify=insetsChanged)
    rightInset = Property(float, _get_right, _set_right, notify=insetsChanged)
    bottomInset = Property(float, _get_bottom, _set_bottom, notify=insetsChanged)

    @Property("QVariantList", notify=coversChanged)
    def covers(self) -> list[QRectF]:
        """Cards and buttons over the map as rects in dp: the camera minds the insets, names also these."""
        return [QRectF(left, top, right - left, bottom - top) for left, top, right, bottom in self._covers]

    @covers.setter  # type: ignore[no-redef]
    def covers(self, rects: list[QRectF]) -> None:
        covers = tuple((r.left(), r.top(), r.right(), r.bottom()) for r in rects)
        if covers != self._covers:
            self._covers = covers
            self.coversChanged.emit()
            self._wake()

    def _get_device_scale(self) -> float:
        return self._device_scale

    def _set_device_scale(self, scale: float) -> None:
        if scale != self._device_scale and scale > 0:
            self._device_scale = scale
            self._atlas.restart()
            self._fit_canvas()
            self.deviceScaleChanged.emit()
            self._wake()

    deviceScale = Property(float, _get_device_scale, _set_device_scale, notify=deviceScaleChanged)

    # -- what QML reads ------------------------------------------------------------------------------------

    def _get_zoom(self) -> float:
        return self._composer.camera.zoom if self._composer.camera else 0.0

    def _get_bearing(self) -> float:
        return self._composer.camera.bearing_deg if self._composer.camera else 0.0

    def _get_tilt(self) -> float:
        return self._composer.camera.pitch_deg if self._composer.camera else 0.0

    def _get_vehicle_x(self) -> float:
        return self._vehicle_at()[0]

    def _get_vehicle_y(self) -> float:
        return self._vehicle_at()[1]

    def _get_animating(self) -> bool:
        return self._animating

    zoom = Property(float, _get_zoom, notify=viewChanged)
    bearing = Property(float, _get_bearing, notify=viewChanged)
    tilt = Property(float, _get_tilt, notify=viewChanged)
    vehicleX = Property(float, _get_vehicle_x, notify=viewChanged)
    vehicleY = Property(float, _get_vehicle_y, notify=viewChanged)
    animating = Property(bool, _get_animating, notify=animatingChanged)

    # -- intents -------------------------------------------------------------------------------------------

    @Slot()
    def recenter(self) -> None:
        """Back to the car, in the mode it was followed in."""
        self._camera_control.recenter()
        self.modeChanged.emit()
        self._wake()

    @Slot()
    def overview(self) -> None:
        """The whole route."""
        self._set_mode(Mode.OVERVIEW.value)

    @Slot(float)
    def zoomBy(self, levels: float) -> None:
        self._touch(lambda now_s: self._camera_control.zoom_by(levels, now_s))

    @Slot(float, float, float)
    def zoomStepAt(self, levels: float, x: float, y: float) -> None:
        """A smooth step about a point, as taps ask for."""
        self._touch(lambda now_s: self._camera_control.zoom_by(levels, now_s, (x, y)))

    @Slot(float, float)
    def panBy(self, dx: float, dy: float) -> None:
        self._touch(lambda now_s: self._camera_control.pan(dx, dy, now_s))

    @Slot(float, float)
    def release(self, vx: float, vy: float) -> None:
        self._camera_control.release(vx, vy)
        self._wake()

    @Slot(float, float, float)
    def zoomAt(self, levels: float, x: float, y: float) -> None:
        self._touch(lambda now_s: self._camera_control.zoom_at(levels, x, y, now_s))

    @Slot(float, float, float)
    def rotateAt(self, degrees: float, x: float, y: float) -> None:
        self._touch(lambda now_s: self._camera_control.rotate(degrees, x, y, now_s))

    @Slot(float)
    def tiltBy(self, degrees: float) -> None:
        self._touch(lambda now_s: self._camera_control.tilt(degrees, now_s))

    @Slot(float, float)
    def tapAt(self, x: float, y: float) -> None:
        """A finger tapped: an alternative route is chosen if one is near, else the place is reported."""
        if self._composer.camera is None:
            return
        if self._scene is not None and self._scene.state.preview:
            index = self._composer.overlays.nearest_alternative(
                self._scene.state, self._composer.camera, x, y
            )
            if index is not None:
                self.alternativeTapped.emit(index)
                return
        place = unproject_point(*self._composer.camera.to_world(x, y))
        self.tapped.emit(place.lat_deg, place.lon_deg)

    @Slot(float, float, result=QPointF)
    def pointAt(self, lat_deg: float, lon_deg: float) -> QPointF:
        """Where a place is in the item, in dp; NaN while it cannot be seen from here."""
        if self._composer.camera is None:
            return QPointF(float("nan"), float("nan"))
        x, y, w = self._composer.camera.to_screen(np.array([project_point(LatLon(lat_deg, lon_deg))]))
        return QPointF(float(x[0]), float(y[0])) if w[0] > 0.1 else QPointF(float("nan"), float("nan"))

    @Slot(float, float)
    def pressAt(self, x: float, y: float) -> None:
        """A finger rested."""
        if self._composer.camera is not None:
            place = unproject_point(*self._composer.camera.to_world(x, y))
            self.longPressed.emit(place.lat_deg, place.lon_deg)

    def look_at(
        self, lat_deg: float, lon_deg: float, zoom: float, bearing_deg: float = 0.0, pitch_deg: float = 0.0
    ) -> None:
        """Be at a view at once, without motion (first picture, tests)."""
        x, y = project_point(LatLon(lat_deg, lon_deg))
        free_w = self.width() - self._insets.left - self._insets.right
        free_h = self.height() - self._insets.top - self._insets.bottom
        share = 0.5 if pitch_deg < 8.0 else CAR_SHARE_LANDSCAPE
        self._camera_control.look(
            View(
                x,
                y,
                zoom,
                bearing_deg,
                pitch_deg,
                self._insets.left + free_w / 2,
                self._insets.top + free_h * share,
            )
        )
        self.modeChanged.emit()
        self._wake()

    # -- each frame ----------------------------------------------------------------------------------------

    @Slot(float)
    def advance(self, dt_s: float) -> None:
        """One frame on: called by MapView's FrameAnimation while `animating`."""
        began, began_cpu = time.perf_counter(), time.thread_time()
        with self._courtesy.frame():
            moving = self._step(min(dt_s, 0.25))
        waiting = not self._store.idle() or (self._canvas is not None and self._canvas.pending)
        self._rest = 0 if moving or waiting else self._rest + 1
        # a few frames more, so that labels finish their fade
        if self._rest > 30 and self._animating:
            self._animating = False
            self.animatingChanged.emit()
        self.frame_s, self.frame_cpu_s = time.perf_counter() - began, time.thread_time() - began_cpu

    @property
    def canvas(self) -> Canvas | None:
        """What draws; None until the window is known."""
        return self._canvas

    def close(self) -> None:
        """End the threads and the painting child, and let go of what is large: PySide may keep the name of an
        item that was deleted. Done at the process's end for whoever forgot."""
        self._store.close()
        self._placer.close()
        self._composer.forget()
        self._atlas.empty()
        if self._canvas is not None:
            self._canvas.frame = None
        if isinstance(self._canvas, RasterCanvas):
            self._canvas.store.close()

    @property
    def style(self) -> Style:
        """What the map looks like."""
        return self._style

    @property
    def labels(self) -> tuple[Label, ...]:
        """Names and icons that are shown now."""
        return self._composer.labels

    @property
    def settled(self) -> bool:
        """Nothing moves, nothing is awaited."""
        waiting = self._canvas is not None and self._canvas.pending
        return self._rest > 20 and self._store.idle() and not waiting

    def _step(self, dt_s: float) -> bool:
        state = self._scene.state if self._scene is not None else SceneState()
        control = self._camera_control
        control.resize(self.width(), self.height())
        moving = control.advance(dt_s, time.monotonic(), state)
        if not control.started:
            return moving
        mode_changed = control.mode.value != self._shown_mode
        before = self._composer.camera
        outlook = Outlook(self._night, self._language, self._insets, self._covers, self._device_scale)
        frame, unrest = self._composer.compose(dt_s, state, outlook)
        if self._canvas is not None:
            self._canvas.choose(frame)
            self._canvas.update()
        if mode_changed:
            self._shown_mode = control.mode.value
            self.modeChanged.emit()
        if frame.camera != before:
            self.viewChanged.emit()
        return moving or unrest

    # -- inside --------------------------------------------------------------------------------------------
    # What a signal calls is declared a slot: PySide would add it on connecting, which is not safe while
    # another thread emits ("Slot 'VectorMap::' not found").

    def _touch(self, act: Callable[[float], None]) -> None:
        if self._camera_control.started:
            act(time.monotonic())
            self._wake()

    @Slot()
    def _wake(self) -> None:
        self._rest = 0
        if not self._animating:
            self._animating = True
            self.animatingChanged.emit()

    @Slot()
    def _on_scene(self) -> None:
        self._wake()

    @Slot()
    def _on_regions(self) -> None:
        assert self._scene is not None
        regions = self._scene.state.regions
        self._store.open(regions)
        self._open_raster()
        self._composer.forget()
        if not self._camera_control.started and self._camera_control.track is None:
            bounds = self._store.bounds()
            if bounds is not None:
                self._camera_control.look_around(*bounds)
        self._wake()

    def _open_raster(self) -> None:
        if isinstance(self._canvas, RasterCanvas) and self._scene is not None:
            self._canvas.open([WORLD, *(region / "tiles" for region in self._scene.state.regions)])

    @Slot()
    def _on_vehicle(self) -> None:
        assert self._scene is not None
        vehicle = self._scene.state.vehicle
        now_s = time.monotonic()
        if vehicle is None:
            self._camera_control.track = None
        elif self._camera_control.track is None:
            self._camera_control.track = VehicleTrack.at(vehicle.position, vehicle.course_deg, now_s)
        else:
            self._camera_control.track = self._camera_control.track.heard(
                vehicle.position, vehicle.course_deg, now_s
            )
        self._wake()

    def _vehicle_at(self) -> tuple[float, float]:
        track = self._camera_control.track
        if track is None or self._composer.camera is None:
            return -1.0, -1.0
        x, y, w = self._composer.camera.to_screen(np.array([[track.x, track.y]]))
        return (float(x[0]), float(y[0])) if w[0] > 0 else (-1.0, -1.0)

    @Slot(QQuickWindow)
    def _join_window(self, window: QQuickWindow | None) -> None:
        if window is None or self._canvas is not None:
            return
        if not window.isSceneGraphInitialized():
            window.sceneGraphInitialized.connect(self._join_shown_window, Qt.ConnectionType.QueuedConnection)
            return
        self._canvas = make_canvas(self, window, self._style, self._atlas, self._courtesy)
        if isinstance(self._canvas, RasterCanvas):
            self._canvas.arrived.connect(self._wake, Qt.ConnectionType.QueuedConnection)
            self._open_raster()
        self._fit_canvas()
        self._wake()

    @Slot()
    def _join_shown_window(self) -> None:
        self._join_window(self.window())

    def geometryChange(self, new: QRectF | QRect, old: QRectF | QRect) -> None:
        super().geometryChange(new, old)
        self._fit_canvas()
        self._wake()

    def _fit_canvas(self) -> None:
        if self._canvas is not None:
            fit_canvas(self._canvas, self, self._device_scale)
