"""Child process that paints raster tiles and tilted views, for machines whose scene graph cannot run shaders.

It reads requests pickled on stdin and answers on stdout with a pickled Answer and the picture's bytes.
It is a process of its own because QPainter holds Python's lock while it draws.
"""

from __future__ import annotations

import math
import os
import pickle
import sys
from collections import OrderedDict
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

from hmi.view_models.map.raster.raster_ground import paint_fog, paint_ground, path_of, path_through, rings
from hmi.view_models.map.raster.raster_houses import LEAST_RAISED, Houses, beside, paint_houses, raised_share
from hmi.view_models.map.raster.raster_requests import Answer, Folders, TileRequest, ViewRequest
from hmi.view_models.map.view.visible import Key
from maps.display.format import (
    EXTENT,
    MAX_TILE_ZOOM,
    ORIGIN,
    AreaLayer,
    Indices,
    LineFlag,
    LineLayer,
    split_key,
)
from maps.display.mercator import meters_per_world, unproject_point
from maps.display.reader import Tile, TileDamagedError, TileSet
from maps.display.style import Color, LineColumn, Style, load_style

RASTER_DP = 512
"""A raster tile shows this many dp at its nominal camera zoom, which is its own zoom + 1."""
NOMINAL_ZOOMS = 1.35
"""A raster tile looks as the map does so many zooms beyond its own."""
KEPT_PICTURES = 128
"""Of tiles that views are put together from, for a moment in two looks; a megabyte each."""
GROUND = (AreaLayer.LAND, AreaLayer.SEA)
_EDGES = (LineLayer.SHORE, LineLayer.GREEN_EDGE)


class RasterPainter:
    """Paints one raster tile after another from the same archives that the graphics card takes."""

    def __init__(self, folders: list[Path], style: Style) -> None:
        self._sets = [TileSet.open(folder) for folder in folders]
        self._style = style
        self._pictures: OrderedDict[TileRequest, QImage | None] = OrderedDict()
        self._houses: tuple[object, Houses] | None = None

    def tile(self, request: TileRequest) -> QImage | None:
        """The tile's picture, kept for the views that it lies in; None when its source is damaged."""
        if request not in self._pictures:
            look = request.look
            self._pictures[request] = self.picture(
                request.key, night=look.night, tilted=look.tilted, scale=look.scale
            )
        self._pictures.move_to_end(request)
        while len(self._pictures) > KEPT_PICTURES:
            self._pictures.popitem(last=False)
        return self._pictures[request]

    def view(self, request: ViewRequest) -> QImage:
        """The ground, the fog over it and the houses on it."""
        camera, look, reach = request.camera, request.look, request.reach
        which = 0 if look.night else 1
        image = QImage(
            round(camera.width * look.scale), round(camera.height * look.scale), QImage.Format.Format_RGB32
        )
        image.fill(_q(self._style.land[which]))
        tiles = (
            (key, self.tile(TileRequest(key, layer.look))) for layer in request.ground for key in layer.keys
        )
        painter = QPainter(image)
        painter.scale(look.scale, look.scale)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        paint_ground(painter, camera, [(key, tile) for key, tile in tiles if tile is not None])
        paint_fog(painter, camera, reach, self._style.fog[which])
        if raised_share(self._style, camera) > LEAST_RAISED:
            houses = self._houses_of(request)
            paint_houses(painter, houses, self._style, camera, reach, look.scale, night=look.night)
        painter.end()
        return image

    def _houses_of(self, request: ViewRequest) -> Houses:
        """Those of the last view, as long as it had the same tiles and the same part of the route."""
        route = request.route
        reason = (request.houses, route.segments.tobytes() if route is not None else b"")
        if self._houses is None or self._houses[0] != reason:
            corridor = beside(route, self._style) if route is not None else None
            tiles = [tile for key in request.houses for tile in self._archived(key)]
            low = [corridor.lowered(tile) for tile in tiles] if corridor is not None else tiles
            self._houses = (reason, Houses.of(low))
        return self._houses[1]

    def _archived(self, key: Key) -> list[Tile]:
        """A damaged one has no houses."""
        found = []
        for tiles in self._sets:
            try:
                tile = tiles.tile(*split_key(key))
            except TileDamagedError:
                continue
            if tile is not None:
                found.append(tile)
        return found

    def picture(self, key: int, *, night: bool, tilted: bool, scale: float) -> QImage | None:
        """The tile, RASTER_DP * scale pixels wide; None when its source is damaged."""
        zoom, x, y = split_key(key)
        side = round(RASTER_DP * scale)
        image = QImage(side, side, QImage.Format.Format_RGB32)
        image.fill(_q(self._style.land[0 if night else 1]))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        try:
            coarse: list[_Sheet] = []
            fine: list[_Sheet] = []
            beside: list[_Sheet] = []
            for tiles in self._sets:
                rough = tiles.deepest < MAX_TILE_ZOOM
                # who asks for names takes out the same tile and logs its damage
                tile = tiles.backdrop(zoom, x, y, lambda _: None) if rough else tiles.covering(zoom, x, y)
                if tile is not None:
                    sheet = _Sheet(painter, tile, self._style, zoom, x, y, side, night=night, tilted=tilted)
                    (coarse if rough else fine).append(sheet)
                if not rough:
                    beside += [
                        _Sheet(painter, other, self._style, zoom, x, y, side, night=night, tilted=tilted)
                        for other in self._neighbours(tiles, zoom, x, y)
                    ]
            for sheet in coarse:
                sheet.paint_areas(AreaLayer.SEA)
                sheet.paint_areas()
                sheet.paint_ground_lines()
                sheet.paint_roads()
            # the land that regions know lies over the coarse world's sea, the sea they know over that land
            for ground in (AreaLayer.LAND, AreaLayer.SEA):
                for sheet in fine:
                    sheet.paint_areas(ground)
            for sheet in fine:
                sheet.paint_areas()
                sheet.paint_ground_lines()
            for sheet in (*fine, *beside):
                sheet.paint_house_edges()
            for sheet in (*fine, *beside):
                sheet.paint_roofs()
            for sheet in fine:
                sheet.paint_roads()
        except TileDamagedError:
            return None
        finally:
            painter.end()
        return image

    def _neighbours(self, tiles: TileSet, zoom: int, x: int, y: int) -> list[Tile]:
        """Tiles beside the one under a picture whose houses may reach into it: each is in one tile, whole."""
        if zoom + NOMINAL_ZOOMS <= self._style.building.flat_from:
            return []
        down = max(0, zoom - tiles.deepest)
        reach = math.ceil((1 << down) * ORIGIN / EXTENT)
        found = [
            tiles.tile(zoom - down, column, row)
            for column in sorted({(x + step) >> down for step in (-reach, 0, reach)})
            for row in sorted({(y + step) >> down for step in (-reach, 0, reach)})
            if (column, row) != (x >> down, y >> down)
        ]
        return [tile for tile in found if tile is not None and len(tile.slabs)]


class _Sheet:
    """One tile's content on one picture."""

    def __init__(
        self,
        painter: QPainter,
        tile: Tile,
        style: Style,
        zoom: int,
        x: int,
        y: int,
        side: int,
        *,
        night: bool,
        tilted: bool,
    ) -> None:
        self._painter, self._tile, self._style = painter, tile, style
        self._night = night
        self._dp = side / RASTER_DP
        self._side = side
        down = zoom - tile.zoom
        self._factor = side / EXTENT * (1 << down)
        self._shift_x = float((x - (tile.x << down)) * side)
        self._shift_y = float((y - (tile.y << down)) * side)
        camera_zoom = zoom + NOMINAL_ZOOMS
        size = 1.0 / (1 << zoom)
        lat = unproject_point(0.5, (y + 0.5) * size).lat_deg
        dp_per_m = RASTER_DP / size / meters_per_world(lat)
        self._areas = style.area_table(camera_zoom, night=night)
        self._lines = style.line_table(
            camera_zoom, night=night, tilt_share=1.0 if tilted else 0.0, dp_per_m=dp_per_m
        )
        if not tilted:
            # drawn once for a whole zoom level: as wide as in its middle
            self._lines[:, LineColumn.HALF_WIDTH_DP : LineColumn.DASH_OFF_DP + 1] *= 2.0**-0.35
        self._camera_zoom = camera_zoom
        self._arrow = style.one_way.at(float(zoom + 1), tilt_share=1.0 if tilted else 0.0, dp_per_m=dp_per_m)

    def paint_areas(self, ground: AreaLayer | None = None) -> None:
        """All areas, or only the land or the sea."""
        tile = self._tile
        if not len(tile.triangles):
            return
        layer_of = tile.areas[tile.triangles[:, 0], 1]
        for layer in np.unique(layer_of):
            color = self._areas[min(int(layer), 31)]
            if color[3] > 0 and (layer == ground or (ground is None and layer not in GROUND)):
                self._fill(tile.areas[:, 0], tile.triangles[layer_of == layer], _unfaded(color))

    def paint_ground_lines(self) -> None:
        """What lies under houses and roads."""
        self._paint_rows(self._tile.lines[: int(self._tile.bands[0])], cased=False)

    def paint_house_edges(self) -> None:
        """Outlines of houses, which are those of their walls."""
        rows = self._tile.walls.copy()
        rows[:, 2:] = LineLayer.BUILDING_EDGE, 0
        self._paint_rows(rows, cased=False)

    def paint_roofs(self) -> None:
        """Houses as seen from above."""
        if self._camera_zoom > self._style.building.flat_from and len(self._tile.slabs):
            roof = self._style.building.roof[0 if self._night else 1]
            self._fill(self._tile.roofs[:, 0], self._tile.slabs, roof)

    def paint_roads(self) -> None:
        """Tunnels, what is on the ground, bridges."""
        ends = self._tile.bands.tolist()
        for begin, end in pairwise(ends):
            self._paint_rows(self._tile.lines[begin:end], cased=True)

    def _points(self, packed: NDArray[np.uint32]) -> NDArray[np.float64]:
        x = ((packed & np.uint32(0xFFFF)).astype(np.float64) - ORIGIN) * self._factor - self._shift_x
        y = ((packed >> np.uint32(16)).astype(np.float64) - ORIGIN) * self._factor - self._shift_y
        return np.stack([x, y], axis=-1)

    def _fill(self, packed: NDArray[np.uint32], triangles: Indices, color: Color) -> None:
        corners = self._points(packed)[triangles]
        low, high = corners.min(axis=1), corners.max(axis=1)
        seen = ((high > -2) & (low < self._side + 2)).all(axis=1)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(_q(color))
        if seen.any():
            self._painter.drawPath(path_of(rings(corners[seen])))
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)

    def _paint_rows(self, rows: NDArray[np.uint32], *, cased: bool) -> None:
        if not len(rows):
            return
        a, b = self._points(rows[:, 0]), self._points(rows[:, 1])
        margin = 60.0 * self._dp
        seen = ((np.maximum(a, b) > -margin) & (np.minimum(a, b) < self._side + margin)).all(axis=1)
        rows, a, b = rows[seen], a[seen], b[seen]
        look = rows[:, 2]
        # by layer, whatever else is told of a line: a one-way lane does not lie over the main road
        looks = sorted(np.unique(look).tolist(), key=lambda value: value & 0xFF)
        for casing in (True, False) if cased else (False,):
            for value in looks:
                self._stroke(value, a[look == value], b[look == value], casing=casing)
        if cased and self._arrow.opacity > 0.5:
            self._paint_arrows(a, b, look, rows[:, 3].astype(np.float64) * self._factor)

    def _paint_arrows(
        self,
        a: NDArray[np.float64],
        b: NDArray[np.float64],
        look: NDArray[np.uint32],
        along: NDArray[np.float64],
    ) -> None:
        """One-way arrows in the middle of every so many dp along a line, as the shader puts them."""
        half = self._lines[np.minimum(look & 0xFF, 47), LineColumn.HALF_WIDTH_DP]
        cased = self._lines[np.minimum(look & 0xFF, 47), LineColumn.CASING_DP] > 0
        wanted = ((look >> 8) & LineFlag.ONEWAY != 0) & cased & ((look & 0xFF) < LineLayer.MOTORWAY)
        wanted &= half >= self._arrow.least_half_width_dp
        every, reach = self._arrow.every_dp * self._dp, self._arrow.length_dp * self._dp / 2
        step = np.hypot(*(b - a).T)
        # in the middle of each so many dp, whole or not at all
        first = np.ceil((along + reach) / every - 0.5)
        last = np.floor((along + step - reach) / every - 0.5)
        count = np.where(wanted, np.maximum(last - first + 1, 0), 0).astype(np.int64)
        color = _q(self._style.one_way.color[0 if self._night else 1])
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(color)
        for i, number in [(row, n) for row in np.flatnonzero(count).tolist() for n in range(count[row])]:
            dx, dy = (b[i] - a[i]) / step[i]
            where = (first[i] + number + 0.5) * every - along[i]
            x, y = a[i] + (b[i] - a[i]) * (where / step[i])
            head = min(float(half[i]) * 0.62, self._arrow.length_dp * 0.36) * self._dp
            shape = [
                (-reach, -head * 0.3), (reach - head * 1.5, -head * 0.3), (reach - head * 1.5, -head),
                (reach, 0.0), (reach - head * 1.5, head), (reach - head * 1.5, head * 0.3),
                (-reach, head * 0.3),
            ]  # fmt: skip
            self._painter.drawPolygon(
                QPolygonF([QPointF(x + u * dx - v * dy, y + u * dy + v * dx) for u, v in shape])
            )

    def _stroke(self, look: int, a: NDArray[np.float64], b: NDArray[np.float64], *, casing: bool) -> None:
        layer = min(look & 0xFF, 47)
        row = self._lines[layer]
        half, rim = float(row[LineColumn.HALF_WIDTH_DP]), float(row[LineColumn.CASING_DP])
        if half <= 0 or (casing and rim <= 0):
            return
        if layer in _EDGES:
            color = _unfaded(self._areas[min(look >> 16, 31)])
        elif (look >> 8) & LineFlag.TUNNEL and rim > 0:
            at = LineColumn.TUNNEL_CASING if casing else LineColumn.TUNNEL_FILL
            color = _unfaded(row[at : at + 4])
        else:
            at = LineColumn.CASING if casing else LineColumn.FILL
            color = _unfaded(row[at : at + 4])
        if color[3] <= 0:
            return
        width = max((half + (rim if casing else 0.0)) * 2 * self._dp, 0.7)
        pen = QPen(_q(color), width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        on, off = float(row[LineColumn.DASH_ON_DP]), float(row[LineColumn.DASH_OFF_DP])
        if off > 0 and not casing:
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern([on * self._dp / width, off * self._dp / width])
        self._painter.strokePath(path_through(np.hstack([a, b])), pen)


def _unfaded(color: NDArray[np.float32]) -> Color:
    """From premultiplied."""
    alpha = float(color[3])
    if alpha <= 0:
        return 0.0, 0.0, 0.0, 0.0
    red, green, blue = (min(1.0, float(c) / alpha) for c in color[:3])
    return red, green, blue, min(alpha, 1.0)


def _q(color: Color) -> QColor:
    return QColor.fromRgbF(*color)


def main() -> int:
    """Serve until stdin closes."""
    painter: RasterPainter | None = None
    out = sys.stdout.buffer
    while True:
        try:
            request = pickle.load(sys.stdin.buffer)
        except EOFError:
            return 0
        if isinstance(request, Folders):
            painter = RasterPainter(list(request.paths), load_style())
            continue
        assert painter is not None
        image = painter.view(request) if isinstance(request, ViewRequest) else painter.tile(request)
        try:
            pickle.dump(Answer(image.width(), image.height()) if image is not None else Answer(0, 0), out)
            if image is not None:
                out.write(image.constBits())
            out.flush()
        except BrokenPipeError:
            # whoever asked has ended; the interpreter must not try to flush the rest either
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.exit(main())
