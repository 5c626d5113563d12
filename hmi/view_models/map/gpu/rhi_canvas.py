"""Draws the map with Qt's rendering interface: tiles as the archive has them, roads as instanced capsules."""

from __future__ import annotations

import struct
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import shiboken6
from numpy.typing import NDArray
from PySide6.QtCore import QPoint
from PySide6.QtGui import (
    QColor,
    QRhi,
    QRhiBuffer,
    QRhiCommandBuffer,
    QRhiDepthStencilClearValue,
    QRhiResourceUpdateBatch,
    QRhiTextureSubresourceUploadDescription,
    QRhiTextureUploadDescription,
    QRhiTextureUploadEntry,
    QRhiViewport,
)
from PySide6.QtQuick import QQuickItem, QQuickRhiItem, QQuickRhiItemRenderer

from hmi.view_models.map.gpu.draw_plan import DrawPlan, Run, Scope, Seen
from hmi.view_models.map.gpu.rhi_resources import GROUND_SLOT, SLOT, SPRITE_SLOT, GpuResources, TileBuffers
from hmi.view_models.map.labels.atlas import Atlas
from hmi.view_models.map.labels.placement_thread import Courtesy
from hmi.view_models.map.view.frame import Frame
from hmi.view_models.map.view.style_uniforms import (
    AREA_BLOCK_FLOATS,
    ARROW_OPACITY,
    LINE_WIDTHS,
    ZOOM_STEPS,
    FogRange,
    LineBlocks,
    building_block,
    overlay_block,
)
from maps.display.format import EXTENT
from maps.display.reader import Tile
from maps.display.stretches import CASINGS, Pass
from maps.display.style import Style

UPLOAD_BYTES_A_FRAME = 1_500_000
"""Tiles beyond this wait for the next frame, so that arriving tiles cost no frame."""
RESIDENT_BYTES = 14_000_000
"""Tiles kept on the graphics card; the longest unused go first."""

_IMMUTABLE = QRhiBuffer.Type.Immutable
SECOND = (*CASINGS, Pass.HOUSE_EDGES)
"""Passes that take the second of a tile's slots: their shader draws something else as well."""


class RhiCanvas(QQuickRhiItem):
    """The item that shows frames; `frame` is set by the map's view model before it asks for an update."""

    def __init__(self, parent: QQuickItem, style: Style, atlas: Atlas, courtesy: Courtesy) -> None:
        super().__init__(parent)
        self.frame: Frame | None = None
        self.style = style
        self.atlas = atlas
        self.courtesy = courtesy
        self.drawn_s = 0.0
        """seconds of Python in the last render, for the benchmark"""
        self.drawn_cpu_s = 0.0
        """of the processor in the same"""
        self.uploaded = 0
        """tiles uploaded so far"""
        self.frames = 0
        self.pending = False
        """tiles are waiting to be uploaded: another frame is needed"""

    def choose(self, frame: Frame) -> None:
        """Take a frame; shown with the next update."""
        self.frame = frame

    def createRenderer(self) -> QQuickRhiItemRenderer:
        # Qt owns it from here on, but PySide would delete it with its last Python reference, or with a
        # garbage cycle that holds it: it is referred to from outside until Qt has deleted it.
        forget_deleted_renderers()
        renderer = RhiRenderer(self)
        _used_by_qt.append(renderer)
        return renderer


_used_by_qt: list[QQuickRhiItemRenderer] = []


def forget_deleted_renderers() -> None:
    """Let go of renderers that Qt has deleted, and of the card's objects that they name.

    PySide takes whatever is made at such an object's address for it: whoever opens another window in the
    same process calls this before.
    """
    _used_by_qt[:] = [renderer for renderer in _used_by_qt if shiboken6.isValid(renderer)]


class RhiRenderer(QQuickRhiItemRenderer):
    """Lives on the render thread; takes one frame at each synchronisation."""

    def __init__(self, canvas: RhiCanvas) -> None:
        super().__init__()
        self._canvas = canvas
        self._frame: Frame | None = None
        self._rhi: QRhi | None = None
        self._tiles: dict[int, TileBuffers] = {}
        """by the tile's identity: two regions may have a tile of the same key"""
        self._resident = 0
        self._shown: list[tuple[int, Tile]] | None = None
        """the frame's tiles when they were all on the card"""
        self._here = _TilesHere((), (), np.empty((0, 3)))
        self._paths: dict[int, tuple[object, QRhiBuffer]] = {}
        self._serial = 0
        self._look: tuple[object, ...] = ()
        self._overlay_look: tuple[object, ...] = ()
        self._line_blocks: dict[bool, LineBlocks] = {}
        """by night"""
        self._plan: DrawPlan | None = None
        self._seen = Seen((), (), houses=False, raised=False, arrows=False)
        self._reach_dp = 0.0
        self._atlas_seen = -1
        self._gpu: GpuResources

    # -- Qt's hooks ----------------------------------------------------------------------------------------

    def initialize(self, cb: QRhiCommandBuffer) -> None:  # noqa: ARG002
        rhi = self.rhi()
        if self._rhi is rhi:
            return
        self._rhi = rhi
        self._tiles.clear()
        self._resident = 0
        self._shown = None
        self._paths.clear()
        self._atlas_seen = -1
        self._look = self._overlay_look = ()
        self._canvas.atlas.restart()  # the new card has none of its pictures
        self._gpu = GpuResources(rhi, self.renderTarget(), self._canvas.atlas.side)

    def synchronize(self, item: QQuickRhiItem) -> None:  # noqa: ARG002
        self._frame = self._canvas.frame

    def render(self, cb: QRhiCommandBuffer) -> None:
        began, began_cpu = time.perf_counter(), time.thread_time()
        with self._canvas.courtesy.frame():
            self._draw(cb)
        self._canvas.drawn_s = time.perf_counter() - began
        self._canvas.drawn_cpu_s = time.thread_time() - began_cpu

    # -- drawing -------------------------------------------------------------------------------------------

    def _draw(self, cb: QRhiCommandBuffer) -> None:
        frame, rhi = self._frame, self._rhi
        target = self.renderTarget()
        fog = self._canvas.style.land[1]
        if frame is None or rhi is None:
            cb.beginPass(target, QColor.fromRgbF(*fog), QRhiDepthStencilClearValue(1.0, 0))
            cb.endPass()
            return
        self._serial += 1
        batch = self._gpu.first_batch or rhi.nextResourceUpdateBatch()
        self._gpu.first_batch = None
        self._upload_tiles(rhi, batch, frame)
        reach = frame.fog
        self._update_blocks(batch, frame, reach)
        self._upload_atlas(batch)
        path_buffers = [self._path_buffer(rhi, batch, path.segments) for path in frame.overlays]
        area_buffers = [self._path_buffer(rhi, batch, area.corners) for area in frame.areas]
        sprites = self._upload_sprites(batch, frame)
        plan = self._planned(frame, reach)
        drawable = self._here.buffers
        self._write_slots(batch, frame)
        which = 0 if frame.night else 1
        style = self._canvas.style
        # above the horizon there is fog; seen from above the land itself is all round
        clear = style.fog[which] if reach.opacity > 0.0 else style.land[which]
        cb.beginPass(target, QColor.fromRgbF(*clear), QRhiDepthStencilClearValue(1.0, 0), batch)
        size = target.pixelSize()
        cb.setViewport(QRhiViewport(0, 0, size.width(), size.height()))
        fogged = reach.opacity > 0.0
        if fogged:
            self._draw_ground(cb)
        self._draw_areas(cb, drawable, fogged=fogged)
        for step, runs in plan.runs.items():
            self._draw_pass(cb, drawable, step, runs)
        self._draw_overlays(cb, frame, area_buffers, path_buffers, len(drawable))
        if sprites:
            cb.setGraphicsPipeline(self._gpu.sprite_pipeline)
            cb.setShaderResources(self._gpu.sprite_bindings, 1, (1, SLOT * SPRITE_SLOT))
            cb.setVertexInput(0, [(self._gpu.sprite_buffer, 0)])
            cb.draw(4, sprites)
        cb.endPass()
        self._canvas.frames += 1

    def _draw_ground(self, cb: QRhiCommandBuffer) -> None:
        """The land itself, so that fog has something to cover where no tile lies."""
        cb.setGraphicsPipeline(self._gpu.area_pipeline)
        cb.setShaderResources(self._gpu.area_bindings, 1, (1, SLOT * GROUND_SLOT))
        cb.setVertexInput(0, [(self._gpu.ground_buffer, 0)])
        cb.draw(6)

    def _draw_areas(self, cb: QRhiCommandBuffer, tiles: Sequence[TileBuffers], *, fogged: bool) -> None:
        cb.setGraphicsPipeline(self._gpu.area_pipeline if fogged else self._gpu.plain_area_pipeline)
        # the land that regions know lies over the coarse world's sea, the sea that they know over that land
        for part in range(3):
            for i, tile in enumerate(tiles):
                begin, end = tile.parts[part], tile.parts[part + 1]
                if tile.areas is not None and end > begin:
                    cb.setShaderResources(self._gpu.area_bindings, 1, (1, SLOT * 2 * i))
                    cb.setVertexInput(0, [(tile.areas, 0)], tile.triangles, 0, tile.triangles_format)
                    cb.drawIndexed(end - begin, 1, begin)

    def _planned(self, frame: Frame, reach: FogRange) -> DrawPlan:
        """What of the tiles that are on the card is on the screen."""
        camera, building = frame.camera, self._canvas.style.building
        houses = camera.zoom > building.flat_from
        share = camera.tilt_share * building.raised_share(camera.zoom)
        scope = Scope(
            self._here.tiles,
            camera,
            replace(self._seen, houses=houses, raised=houses and share > 0.02),
            far_w=reach.full_w,
            reach_dp=self._reach_dp,
            highest_dp=building.highest_m * camera.dp_per_m * share,
        )
        if self._plan is None or not self._plan.serves(scope):
            self._plan = DrawPlan(scope, self._plan)
        return self._plan

    def _draw_pass(
        self, cb: QRhiCommandBuffer, tiles: Sequence[TileBuffers], step: Pass, runs: list[Run]
    ) -> None:
        pipeline, bindings = self._gpu.passes[step]
        cb.setGraphicsPipeline(pipeline)
        roofs, walls, second = (
            step in (Pass.FLAT_ROOFS, Pass.ROOFS),
            step in (Pass.WALLS, Pass.HOUSE_EDGES),
            step in SECOND,
        )
        before = -1
        for number, begin, end in runs:
            tile = tiles[number]
            if number != before:
                before = number
                cb.setShaderResources(bindings, 1, (1, SLOT * (2 * number + second)))
                if roofs and tile.roofs is not None:
                    cb.setVertexInput(0, [(tile.roofs, 0)], tile.slabs, 0, tile.slabs_format)
            if roofs:
                cb.drawIndexed(3 * (end - begin), 1, 3 * begin)
            else:
                buffer = tile.walls if walls else tile.lines
                assert buffer is not None
                cb.setVertexInput(0, [(buffer, 16 * begin)])
                cb.draw(4, end - begin)

    def _draw_overlays(
        self,
        cb: QRhiCommandBuffer,
        frame: Frame,
        areas: list[QRhiBuffer],
        paths: list[QRhiBuffer],
        tile_count: int,
    ) -> None:
        slot = 2 * tile_count
        path_slot = slot + len(areas)
        self._draw_shapes(cb, frame, areas, slot, over=False)
        if paths:
            cb.setGraphicsPipeline(self._gpu.overlay_pipeline)
            for path, buffer in zip(frame.overlays, paths, strict=True):
                for casing in (1, 0) if path.cased else (0,):
                    cb.setShaderResources(self._gpu.overlay_bindings, 1, (1, SLOT * (path_slot + casing)))
                    cb.setVertexInput(0, [(buffer, 0)])
                    cb.draw(4, len(path.segments))
                path_slot += 2
        self._draw_shapes(cb, frame, areas, slot, over=True)

    def _draw_shapes(
        self, cb: QRhiCommandBuffer, frame: Frame, areas: list[QRhiBuffer], slot: int, *, over: bool
    ) -> None:
        chosen = [(i, area) for i, area in enumerate(frame.areas) if area.over is over]
        if chosen:
            cb.setGraphicsPipeline(self._gpu.shape_pipeline)
        for i, area in chosen:
            cb.setShaderResources(self._gpu.shape_bindings, 1, (1, SLOT * (slot + i)))
            cb.setVertexInput(0, [(areas[i], 0)])
            cb.draw(len(area.corners))

    # -- uploads -------------------------------------------------------------------------------------------

    def _upload_tiles(self, rhi: QRhi, batch: QRhiResourceUpdateBatch, frame: Frame) -> None:
        """Some of what is not on the card yet, and with it what can be drawn."""
        if frame.tiles is self._shown:
            return
        budget = UPLOAD_BYTES_A_FRAME
        self._canvas.pending = False
        here: list[TileBuffers] = []
        # in the same order from frame to frame, so that the plan of the last one may still hold
        world, regions = frame.tiles[: frame.world], frame.tiles[frame.world :]
        for number, (_, tile) in enumerate([*sorted(world, key=_key), *sorted(regions, key=_key)]):
            buffers = self._tiles.get(id(tile))
            if buffers is None:
                if budget <= 0:
                    self._canvas.pending = True
                    continue
                buffers = self._tiles[id(tile)] = TileBuffers(rhi, batch, tile, world=number < frame.world)
                budget -= buffers.nbytes
                self._resident += buffers.nbytes
                self._canvas.uploaded += 1
            buffers.last_used = self._serial
            here.append(buffers)
        self._here = _TilesHere.of(here)
        self._shown = frame.tiles if not self._canvas.pending else None
        self._forget_old_tiles()

    def _forget_old_tiles(self) -> None:
        if self._resident <= RESIDENT_BYTES:
            return
        by_age = sorted(self._tiles.items(), key=lambda item: item[1].last_used)
        for key, buffers in by_age:
            if self._resident <= RESIDENT_BYTES * 3 // 4 or buffers.last_used == self._serial:
                break
            self._resident -= buffers.nbytes
            self._tiles.pop(key).destroy()

    def _path_buffer(
        self, rhi: QRhi, batch: QRhiResourceUpdateBatch, array: NDArray[np.float32]
    ) -> QRhiBuffer:
        known = self._paths.get(id(array))
        if known is not None and known[0] is array:
            return known[1]
        if len(self._paths) > 32:
            for _, buffer in self._paths.values():
                buffer.deleteLater()
            self._paths.clear()
        buffer = rhi.newBuffer(_IMMUTABLE, QRhiBuffer.UsageFlag.VertexBuffer, max(16, array.nbytes))
        buffer.create()
        if len(array):
            batch.uploadStaticBuffer(buffer, np.ascontiguousarray(array).data.cast("B"))
        self._paths[id(array)] = (array, buffer)
        return buffer

    def _upload_sprites(self, batch: QRhiResourceUpdateBatch, frame: Frame) -> int:
        sprites = frame.sprites
        if sprites is None or not len(sprites):
            return 0
        count = min(len(sprites), self._gpu.sprite_room)
        batch.updateDynamicBuffer(self._gpu.sprite_buffer, 0, sprites[:count].tobytes())
        return count

    def _upload_atlas(self, batch: QRhiResourceUpdateBatch) -> None:
        atlas = self._canvas.atlas
        if atlas.version == self._atlas_seen:
            return
        fresh = atlas.fresh_since(self._atlas_seen)
        self._atlas_seen = atlas.version
        atlas.forget(atlas.version)
        entries = []
        for x, y, image in fresh:
            piece = QRhiTextureSubresourceUploadDescription(image)
            piece.setDestinationTopLeft(QPoint(x, y))
            entries.append(QRhiTextureUploadEntry(0, 0, piece))
        if entries:
            description = QRhiTextureUploadDescription()
            description.setEntries(entries)
            batch.uploadTexture(self._gpu.atlas_texture, description)

    def _update_blocks(self, batch: QRhiResourceUpdateBatch, frame: Frame, reach: FogRange) -> None:
        camera, style = frame.camera, self._canvas.style
        clip = self._gpu.clip_correction @ camera.clip_matrix()
        which = 0 if frame.night else 1
        building = style.building
        raised = camera.tilt_share * building.raised_share(camera.zoom)
        block = struct.pack(
            "32f",
            *clip.T.ravel().tolist(),
            *(camera.width, camera.height, frame.scale, camera.tilt_share),
            *(*style.fog[which][:3], reach.opacity),
            *reach.heights,
            *(building.height_share * raised, building.highest_m * camera.dp_per_m * raised),
            *(0.55, -0.83, 0.0, camera.dp_per_m),
        )
        update = batch.updateDynamicBuffer
        update(self._gpu.frame_block, 0, block)
        look = (
            round(camera.zoom * ZOOM_STEPS),
            round(camera.tilt_share * 32),
            frame.night,
            round(camera.y * 64),
        )
        if look != self._look:
            self._look = look
            blocks = self._line_blocks.get(frame.night)
            if blocks is None:
                blocks = self._line_blocks[frame.night] = LineBlocks(style, night=frame.night)
            lines = blocks.at(camera)
            widths = lines[LINE_WIDTHS].reshape(-1, 4)
            filled, cased = blocks.seen(camera)
            arrows = bool(lines[ARROW_OPACITY] > 0.0)
            self._seen = Seen(filled, cased, houses=False, raised=False, arrows=arrows)
            self._reach_dp = float((widths[:, 0] + widths[:, 1]).max())
            update(self._gpu.area_block, 0, lines[:AREA_BLOCK_FLOATS].tobytes())
            update(self._gpu.line_block, 0, lines.tobytes())
            update(self._gpu.building_block, 0, building_block(style, camera, night=frame.night).tobytes())
        if frame.overlays and look != self._overlay_look:
            self._overlay_look = look
            update(self._gpu.overlay_block, 0, overlay_block(style, camera, night=frame.night).tobytes())

    def _write_slots(self, batch: QRhiResourceUpdateBatch, frame: Frame) -> None:
        """What each draw call needs to know of its tile: where it is, how large, fill or casing."""
        camera, corners = frame.camera, self._here.corners
        scale = camera.dp_per_world
        first = 2 * len(corners)
        slots = np.zeros((first + len(frame.areas) + 2 * len(frame.overlays), SLOT // 4), dtype=np.float32)
        placed = (corners - (camera.x, camera.y, 0.0)) * (scale, scale, scale / EXTENT)
        slots[0:first:2, :3] = slots[1:first:2, :3] = placed
        slots[:first, 3] = slots[1:first:2, 4] = 1.0
        slot = first
        for area in frame.areas:
            slots[slot, :4] = (
                (area.origin_x - camera.x) * scale,
                (area.origin_y - camera.y) * scale,
                scale / area.metres_per_world,
                1.0,
            )
            slots[slot, 4:8] = area.color
            slot += 1
        for path in frame.overlays:
            slots[slot : slot + 2, :4] = (
                (path.origin_x - camera.x) * scale,
                (path.origin_y - camera.y) * scale,
                scale / path.metres_per_world,
                1.0,
            )
            slots[slot : slot + 2, 5] = frame.driven_m
            slots[slot + 1, 4] = 1.0
            slot += 2
        if slot:
            batch.updateDynamicBuffer(self._gpu.slots, 0, slots.tobytes())


@dataclass(frozen=True)
class _TilesHere:
    """Tiles that are on the card, in drawing order."""

    tiles: tuple[Tile, ...]
    buffers: tuple[TileBuffers, ...]
    corners: NDArray[np.float64]
    """[N, 3] world: x and y of each one's corner, and its size"""

    @classmethod
    def of(cls, buffers: Sequence[TileBuffers]) -> _TilesHere:
        tiles = tuple(one.tile for one in buffers)
        corners = np.array([(tile.x, tile.y, 1.0) for tile in tiles]).reshape(-1, 3)
        corners /= np.array([1 << tile.zoom for tile in tiles]).reshape(-1, 1)
        return cls(tiles, tuple(buffers), corners)


def _key(item: tuple[int, Tile]) -> int:
    return item[0]
