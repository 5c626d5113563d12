"""Shows the same frames with QPainter where the scene graph runs in software and shaders draw nothing."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPolygonF, QRegion, QTransform
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

from hmi.view_models.map.labels.atlas import Atlas
from hmi.view_models.map.labels.placement_thread import Courtesy
from hmi.view_models.map.raster.raster_ground import moved, paint_fog, paint_ground, tinted
from hmi.view_models.map.raster.raster_lines import NEAR_W, paint_path
from hmi.view_models.map.raster.raster_requests import GroundLayer, Look, ViewRequest
from hmi.view_models.map.raster.raster_store import RasterStore, View
from hmi.view_models.map.view.camera import Camera
from hmi.view_models.map.view.frame import Frame, OverlayArea, OverlayPath
from hmi.view_models.map.view.style_uniforms import STOPPED, FogRange, overlay_looks
from hmi.view_models.map.view.visible import Key, ancestor, shows_the_same, stand_ins, visible_tiles
from maps.display.style import Style

DEEPEST = 18
"""Raster tiles go to this zoom; the archive's last zoom is cut into smaller pictures for it."""
TILTED_DEG = 1.0
"""From this pitch on the map is shown by views, which the child paints whole, houses and all."""
MARGIN_DP = 64.0
"""A view reaches so far beyond the screen, for the frames until the next one."""
MOST_ZOOMED = 0.9
MOST_PITCHED_DEG = 15.0
MOST_TURNED_DEG = 35.0
LEAST_W = 0.25
"""A view serves cameras no farther than this from its own."""
STRAIGHT_SINE = 0.02
"""Of the angle between two pieces of a name that may be drawn as one."""


class RasterCanvas(QQuickPaintedItem):
    """The item; `choose` takes a frame as the RHI canvas does.

    Seen from above, a frame lays down tiles. A tilted frame shows the last view that the child has painted,
    moved to where its ground lies by now; tiles show where it does not reach.
    """

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
        self._drawn: list[Key] = []
        self._before: tuple[GroundLayer, ...] = ()
        """what was drawn in the look before this one: lies under it until all of this one is there"""
        self._ground: tuple[GroundLayer, ...] = ()
        self._wanted: list[Key] = []
        self._wanted_for: Camera | None = None
        self._painted = -1
        self._look = Look(night=True, tilted=False, scale=1.0)
        self._view_for: tuple[object, ...] = ()
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
        look = Look(frame.night, camera.tilt_share > 0.5, frame.scale)
        changed = self._wanted_for is None
        if look != self._look:
            if self._drawn:
                self._before = (GroundLayer(self._look, tuple(self._drawn)),)
            self._drawn, self._look, changed = [], look, True
        look = self._look  # the same object, frame by frame: quicker to compare
        if self._wanted_for is None or not shows_the_same(camera, self._wanted_for):
            self._wanted_for = camera
            wanted = visible_tiles(camera, frame.fog.full_w, deepest=DEEPEST)
            changed |= wanted != self._wanted
            self._wanted = wanted
        if changed or self.store.painted != self._painted:
            self._painted, known = self.store.painted, self.store.known(look)
            coarse = dict.fromkeys(ancestor(key, 2) for key in self._wanted)
            self.store.want((*self._wanted, *coarse), look)
            self._drawn = stand_ins(self._wanted, lambda key: known.get(key, False), self._drawn)
            if all(key in known for key in self._wanted):
                self._before = ()
            self._ground = (*self._before, GroundLayer(look, tuple(self._drawn)))
        self._choose_view(frame)

    def open(self, folders: Iterable[Path]) -> None:
        """Show these archives (tiles/ folders)."""
        self.store.open(folders)
        self._wanted_for = None
        self._view_for = ()
        self._before = ()

    def _choose_view(self, frame: Frame) -> None:
        camera = frame.camera
        if camera.pitch_deg <= TILTED_DEG:
            if self._view_for:
                self._view_for = ()
                self.store.want_view(None)
            return
        if not self._drawn and not self._before:
            return
        houses = tuple(dict.fromkeys(key for key, tile in frame.tiles[frame.world :] if len(tile.walls)))
        route = next((p for p in frame.overlays if p.cased and (p.segments[:1, 4] <= STOPPED).any()), None)
        reason = (camera, self._look, self._ground, houses, id(route))
        if reason != self._view_for:
            self._view_for = reason
            wider = replace(
                camera,
                width=camera.width + 2 * MARGIN_DP,
                height=camera.height + 2 * MARGIN_DP,
                anchor_x=camera.anchor_x + MARGIN_DP,
                anchor_y=camera.anchor_y + MARGIN_DP,
            )
            self.store.want_view(ViewRequest(wider, frame.fog, self._look, self._ground, houses, route))

    def paint(self, painter: QPainter) -> None:
        began, began_cpu = time.perf_counter(), time.thread_time()
        with self.courtesy.frame():
            self._paint(painter)
        self.drawn_s, self.drawn_cpu_s = time.perf_counter() - began, time.thread_time() - began_cpu

    def _paint(self, painter: QPainter) -> None:
        frame = self.frame
        if frame is None:
            painter.fillRect(QRectF(0, 0, self.width(), self.height()), tinted(self.style.land[1], 1.0))
            return
        camera, reach = frame.camera, frame.fog
        view = self.store.view if camera.pitch_deg > TILTED_DEG else None
        turn = _turned(view, camera) if view is not None else None
        bare = QRegion(0, 0, math.ceil(self.width()), math.ceil(self.height()))
        if view is not None and turn is not None:
            bare -= QRegion(turn.map(_frame_of(view)).toPolygon())
        if not bare.isEmpty():
            painter.setClipRegion(bare)
            self._paint_tiles(painter, frame, reach)
            painter.setClipping(False)
        if view is not None and turn is not None:
            _paint_view(painter, view, turn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        looks, which = overlay_looks(self.style, camera, night=frame.night), 0 if frame.night else 1
        for area in frame.areas:
            if not area.over:
                self._paint_area(painter, camera, area)
        for path in frame.overlays:
            paint_path(painter, frame, path, looks, reach, self.style.fog[which])
        for area in frame.areas:
            if area.over:
                self._paint_area(painter, camera, area)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        self._paint_sprites(painter, frame)
        self.frames += 1

    def _paint_tiles(self, painter: QPainter, frame: Frame, reach: FogRange) -> None:
        camera, which = frame.camera, 0 if frame.night else 1
        painter.fillRect(QRectF(0, 0, self.width(), self.height()), tinted(self.style.land[which], 1.0))
        flat = camera.pitch_deg <= TILTED_DEG
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=flat)
        found = ((key, self.store.picture(key, layer.look)) for layer in self._ground for key in layer.keys)
        paint_ground(painter, camera, [(key, image) for key, image in found if image is not None])
        if not flat:
            paint_fog(painter, camera, reach, self.style.fog[which])

    def _paint_area(self, painter: QPainter, camera: Camera, area: OverlayArea) -> None:
        rim = _world(area.outline.astype(np.float64), area)
        x, y, w = camera.to_screen(rim)
        if not len(x):
            return
        if w.min() < NEAR_W:
            x, y, w = camera.to_screen(_before_eye(rim, w))
        alpha = area.color[3]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tinted(area.color, alpha, 1.0 / alpha))
        painter.drawPolygon(_polygon(x, y))

    def _paint_sprites(self, painter: QPainter, frame: Frame) -> None:
        if frame.sprites is None:
            return
        rows = _joined(frame.sprites[frame.sprites[:, 15] > 0.0])
        picture, side = self.atlas.whole(), float(self.atlas.side)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=True)
        outer = painter.transform()
        for row in rows.tolist():
            x0, y0, x1, y1, nx, ny = row[:6]
            u0, v0, u1, v1 = (v * side for v in row[8:12])
            source = QRectF(u0, v0, u1 - u0, v1 - v0)
            painter.setOpacity(row[15])
            if nx == 0.0 and y0 == y1 and frame.scale == 1.0 and abs(2 * ny - source.height()) < 0.01:
                # upright and as large as it was drawn: a mere copy
                painter.drawImage(QPointF(x0, y0 - ny), picture, source)
                continue
            width = math.hypot(x1 - x0, y1 - y0)
            height = 2 * math.hypot(nx, ny)
            if width < 1e-3 or height < 1e-3:
                continue
            # columns: along the piece, across it
            turn = QTransform(
                (x1 - x0) / width, (y1 - y0) / width, 2 * nx / height, 2 * ny / height, x0 - nx, y0 - ny
            )
            painter.setTransform(turn * outer)
            painter.drawImage(QRectF(0, 0, width + 0.4, height), picture, source)
            painter.setTransform(outer)
        painter.setOpacity(1.0)


def _turned(view: View, camera: Camera) -> QTransform | None:
    """From a view's screen to a camera's; None when it would be too wrong: houses lean as they did in the
    view."""
    painted = view.camera
    away = math.hypot(painted.x - camera.x, painted.y - camera.y) * camera.dp_per_world
    angle = abs((painted.bearing_deg - camera.bearing_deg + 180.0) % 360.0 - 180.0)
    if (
        abs(painted.zoom - camera.zoom) > MOST_ZOOMED
        or abs(painted.pitch_deg - camera.pitch_deg) > MOST_PITCHED_DEG
        or angle > MOST_TURNED_DEG
        or away > camera.width / 2
    ):
        return None
    turn = moved(painted, camera)
    # no corner may come near the plane of the eye, where Qt would have an endless picture to fill
    nearest = min(
        turn.m13() * x + turn.m23() * y + turn.m33()
        for x in (0.0, painted.width)
        for y in (0.0, painted.height)
    )
    return turn if nearest > LEAST_W else None


def _frame_of(view: View) -> QPolygonF:
    """Two pixels within its edge, where it is whole after any turn."""
    return QPolygonF(QRectF(2.0, 2.0, view.camera.width - 4.0, view.camera.height - 4.0))


def _paint_view(painter: QPainter, view: View, turn: QTransform) -> None:
    """Moved as its ground has moved. Unsmoothed: that would take three times as long."""
    outer = painter.transform()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
    step = view.camera.width / view.image.width()
    painter.setTransform(QTransform.fromScale(step, step) * turn * outer)
    painter.drawImage(0, 0, view.image)
    painter.setTransform(outer)


def _before_eye(rim: NDArray[np.float64], w: NDArray[np.float64]) -> NDArray[np.float64]:
    """The part of a polygon that lies before the eye."""
    out = []
    after, w_after = np.roll(rim, -1, axis=0), np.roll(w, -1)
    for point, following, near, far in zip(rim, after, w.tolist(), w_after.tolist(), strict=True):
        if near >= NEAR_W:
            out.append(point)
        if (near >= NEAR_W) != (far >= NEAR_W):
            out.append(point + (following - point) * ((NEAR_W - near) / (far - near)))
    return np.array(out).reshape(-1, 2)


def _joined(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Sprites, the pieces of a bent name made one where they lie in a line: each costs as much as it does
    long."""
    if len(rows) < 2:
        return rows
    before, after = rows[:-1], rows[1:]
    goes_on = (before[:, 10] == after[:, 8]) & (before[:, 9] == after[:, 9])
    goes_on &= (before[:, 2:4] == after[:, 0:2]).all(axis=1) & (before[:, 4] != 0.0)
    way_x, way_y = rows[:, 2] - rows[:, 0], rows[:, 3] - rows[:, 1]
    bend = way_x[:-1] * way_y[1:] - way_y[:-1] * way_x[1:]
    goes_on &= np.abs(bend) < STRAIGHT_SINE * np.hypot(way_x[:-1], way_y[:-1]) * np.hypot(
        way_x[1:], way_y[1:]
    )
    begins = np.flatnonzero(np.concatenate([[True], ~goes_on]))
    ends = np.concatenate([begins[1:], [len(rows)]]) - 1
    whole = rows[begins].copy()
    whole[:, 2:4], whole[:, 6:8], whole[:, 10:12] = rows[ends, 2:4], rows[ends, 6:8], rows[ends, 10:12]
    way_x, way_y = whole[:, 2] - whole[:, 0], whole[:, 3] - whole[:, 1]
    long = np.flatnonzero(ends > begins)
    half = np.hypot(whole[long, 4], whole[long, 5]) / np.maximum(np.hypot(way_x[long], way_y[long]), 1e-6)
    whole[long, 4], whole[long, 5] = -way_y[long] * half, way_x[long] * half
    return whole


def _world(points: NDArray[np.float64], where: OverlayPath | OverlayArea) -> NDArray[np.float64]:
    return np.column_stack(
        [
            where.origin_x + points[:, 0] / where.metres_per_world,
            where.origin_y + points[:, 1] / where.metres_per_world,
        ]
    )


def _polygon(x: NDArray[np.float64], y: NDArray[np.float64]) -> QPolygonF:
    return QPolygonF([QPointF(a, b) for a, b in zip(x.tolist(), y.tolist(), strict=True)])
