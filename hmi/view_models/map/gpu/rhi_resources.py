"""What the map keeps on the graphics card: buffers, bindings, and a pipeline for each kind of thing drawn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import QSize
from PySide6.QtGui import (
    QImage,
    QRhi,
    QRhiBuffer,
    QRhiCommandBuffer,
    QRhiGraphicsPipeline,
    QRhiRenderTarget,
    QRhiResourceUpdateBatch,
    QRhiSampler,
    QRhiShaderResourceBinding,
    QRhiShaderResourceBindings,
    QRhiShaderStage,
    QRhiTexture,
    QRhiTextureSubresourceUploadDescription,
    QRhiTextureUploadDescription,
    QRhiTextureUploadEntry,
    QRhiVertexInputAttribute,
    QRhiVertexInputBinding,
    QRhiVertexInputLayout,
    QShader,
)

from hmi.view_models.map.view.style_uniforms import (
    AREA_BLOCK_FLOATS,
    LINE_BLOCK_FLOATS,
    OVERLAY_BLOCK_FLOATS,
)
from maps.display.format import Indices
from maps.display.reader import Tile
from maps.display.stretches import ARROWS, Pass

SHADERS = Path(__file__).resolve().parents[4] / "qml" / "Headunit" / "map"
SLOT = 256
"""Alignment of uniform blocks that every backend accepts."""
MOST_SLOTS = 320
GROUND_SLOT, SPRITE_SLOT = MOST_SLOTS - 2, MOST_SLOTS - 1
"""The last two are the same for every frame."""
GROUND_SCALE = 4.0
"""dp a unit of the square that stands for the land itself: it reaches 130,000 dp each way."""

_Format = QRhiVertexInputAttribute.Format
_VERTEX = QRhiShaderResourceBinding.StageFlag.VertexStage
_BOTH = _VERTEX | QRhiShaderResourceBinding.StageFlag.FragmentStage
_IMMUTABLE = QRhiBuffer.Type.Immutable


class TileBuffers:
    """One tile on the graphics card."""

    def __init__(self, rhi: QRhi, batch: QRhiResourceUpdateBatch, tile: Tile, *, world: bool) -> None:
        def upload(array: Indices, usage: QRhiBuffer.UsageFlag) -> QRhiBuffer | None:
            if not len(array):
                return None
            buffer = rhi.newBuffer(_IMMUTABLE, usage, array.nbytes)
            buffer.create()
            batch.uploadStaticBuffer(buffer, array.data.cast("B"))
            return buffer

        vertex, index = QRhiBuffer.UsageFlag.VertexBuffer, QRhiBuffer.UsageFlag.IndexBuffer
        self.areas = upload(tile.areas, vertex)
        self.triangles = upload(tile.triangles, index)
        ground = (tile.triangles.size,) * 2 if world else tile.ground_ends
        self.parts = (0, *ground, tile.triangles.size)
        """indices where its land, its sea and the rest begin, and the end"""
        self.lines = upload(tile.lines, vertex)
        self.walls = upload(tile.walls, vertex)
        self.roofs = upload(tile.roofs, vertex)
        self.slabs = upload(tile.slabs, index)
        self.triangles_format, self.slabs_format = _format(tile.triangles), _format(tile.slabs)
        self.nbytes = tile.nbytes
        self.tile = tile  # kept, so that its identity is not given to another
        self.last_used = 0

    def destroy(self) -> None:
        for buffer in (self.areas, self.triangles, self.lines, self.walls, self.roofs, self.slabs):
            if buffer is not None:
                buffer.destroy()


def _format(indices: Indices) -> QRhiCommandBuffer.IndexFormat:
    formats = QRhiCommandBuffer.IndexFormat
    return formats.IndexUInt16 if indices.dtype.itemsize == 2 else formats.IndexUInt32


class GpuResources:
    """Made once for a graphics card; the renderer fills and draws them."""

    def __init__(self, rhi: QRhi, target: QRhiRenderTarget, atlas_side: int) -> None:
        self._target = target
        self._keep: list[object] = []
        uniform = QRhiBuffer.UsageFlag.UniformBuffer
        self.clip_correction = np.array(rhi.clipSpaceCorrMatrix().data(), dtype=np.float64).reshape(4, 4).T

        def block(size: int) -> QRhiBuffer:
            buffer = rhi.newBuffer(QRhiBuffer.Type.Dynamic, uniform, size)
            buffer.create()
            return buffer

        self.frame_block = block(128)
        self.slots = block(SLOT * MOST_SLOTS)
        self.area_block = block(4 * AREA_BLOCK_FLOATS)
        self.line_block = block(4 * LINE_BLOCK_FLOATS)
        self.building_block = block(48)
        self.overlay_block = block(4 * OVERLAY_BLOCK_FLOATS)
        vertex = QRhiBuffer.UsageFlag.VertexBuffer
        self.sprite_room = 4096
        self.sprite_buffer = rhi.newBuffer(QRhiBuffer.Type.Dynamic, vertex, self.sprite_room * 64)
        self.sprite_buffer.create()
        self.ground_buffer = rhi.newBuffer(_IMMUTABLE, vertex, 48)
        self.ground_buffer.create()
        batch = rhi.nextResourceUpdateBatch()
        low, high = 0, 0xFFFF
        corners = [(low, low), (high, low), (low, high), (low, high), (high, low), (high, high)]
        ground = np.array([(x | y << 16, 1) for x, y in corners], dtype=np.uint32)
        batch.uploadStaticBuffer(self.ground_buffer, ground.data.cast("B"))
        slots = np.zeros((2, SLOT // 4), dtype=np.float32)
        slots[0, :4] = -24575.0 * GROUND_SCALE, -24575.0 * GROUND_SCALE, GROUND_SCALE, 1.0
        slots[1, 0] = 1.0 if rhi.isYUpInNDC() else -1.0
        batch.updateDynamicBuffer(self.slots, SLOT * GROUND_SLOT, slots.tobytes())
        self.atlas_texture = rhi.newTexture(QRhiTexture.Format.RGBA8, QSize(atlas_side, atlas_side))
        self.atlas_texture.create()
        blank = QImage(64, 64, QImage.Format.Format_RGBA8888_Premultiplied)
        blank.fill(0)
        batch.uploadTexture(
            self.atlas_texture,
            QRhiTextureUploadDescription(
                QRhiTextureUploadEntry(0, 0, QRhiTextureSubresourceUploadDescription(blank))
            ),
        )
        self.first_batch: QRhiResourceUpdateBatch | None = batch
        """goes with the first frame"""
        linear, none = QRhiSampler.Filter.Linear, QRhiSampler.Filter.None_
        edge = QRhiSampler.AddressMode.ClampToEdge
        self.sampler = rhi.newSampler(linear, linear, none, edge, edge)
        self.sampler.create()
        self.area_bindings = self._bindings(rhi, self.area_block)
        self.line_bindings = self._bindings(rhi, self.line_block)
        self.building_bindings = self._bindings(rhi, self.building_block)
        self.overlay_bindings = self._bindings(rhi, self.overlay_block)
        self.shape_bindings = self._bindings(rhi, None)
        self.sprite_bindings = self._bindings(rhi, None, atlas=True)
        one, instance = (
            QRhiVertexInputBinding.Classification.PerVertex,
            (QRhiVertexInputBinding.Classification.PerInstance),
        )
        strip = QRhiGraphicsPipeline.Topology.TriangleStrip
        triangles = QRhiGraphicsPipeline.Topology.Triangles
        make: Callable[..., QRhiGraphicsPipeline] = self._pipeline
        u2, u4, f4, f2 = _Format.UInt2, _Format.UInt4, _Format.Float4, _Format.Float2
        self.area_pipeline = make(rhi, "area", "area", self.area_bindings, [u2], 8, one, triangles)
        self.plain_area_pipeline = make(rhi, "area", "plain", self.area_bindings, [u2], 8, one, triangles)
        lines, houses = self.line_bindings, self.building_bindings

        def strips(name: str) -> QRhiGraphicsPipeline:
            return make(rhi, name, name, lines, [u4], 16, instance, strip)

        line, arrow, outline = strips("line"), strips("arrow"), strips("edge")
        flat_roof = make(rhi, "roof", "plain", houses, [u2], 8, one, triangles)
        wall = make(rhi, "wall", "area", houses, [u4], 16, instance, strip, depth=True)
        roof = make(rhi, "roof", "area", houses, [u2], 8, one, triangles, depth=True)
        self.passes = (
            dict.fromkeys(Pass, (line, lines))
            | dict.fromkeys(ARROWS, (arrow, lines))
            | {
                Pass.EDGES: (outline, lines),
                Pass.HOUSE_EDGES: (outline, lines),
                Pass.DASHED: (strips("dash"), lines),
                Pass.FLAT_ROOFS: (flat_roof, houses),
                Pass.WALLS: (wall, houses),
                Pass.ROOFS: (roof, houses),
            }
        )
        """what each draws with"""
        self.overlay_pipeline = make(
            rhi, "overlay", "overlay", self.overlay_bindings, [f4, f4], 32, instance, strip
        )
        self.shape_pipeline = make(rhi, "shape", "area", self.shape_bindings, [f2], 8, one, triangles)
        self.sprite_pipeline = make(
            rhi, "sprite", "sprite", self.sprite_bindings, [f4] * 4, 64, instance, strip
        )

    def _bindings(
        self, rhi: QRhi, style: QRhiBuffer | None, *, atlas: bool = False
    ) -> QRhiShaderResourceBindings:
        uniform = QRhiShaderResourceBinding.uniformBuffer
        rows = [
            uniform(0, _BOTH, self.frame_block),
            QRhiShaderResourceBinding.uniformBufferWithDynamicOffset(1, _VERTEX, self.slots, 32),
        ]
        if style is not None:
            rows.append(uniform(2, _VERTEX, style))
        if atlas:
            rows.append(
                QRhiShaderResourceBinding.sampledTexture(
                    2,
                    QRhiShaderResourceBinding.StageFlag.FragmentStage,
                    self.atlas_texture,
                    self.sampler,
                )
            )
        bindings = rhi.newShaderResourceBindings()
        bindings.setBindings(rows)
        bindings.create()
        return bindings

    def _pipeline(
        self,
        rhi: QRhi,
        vertex: str,
        fragment: str,
        bindings: QRhiShaderResourceBindings,
        attributes: list[_Format],
        stride: int,
        classification: QRhiVertexInputBinding.Classification,
        topology: QRhiGraphicsPipeline.Topology,
        *,
        depth: bool = False,
    ) -> QRhiGraphicsPipeline:
        pipeline = rhi.newGraphicsPipeline()
        stages = [
            QRhiShaderStage(QRhiShaderStage.Type.Vertex, _shader(f"{vertex}.vert")),
            QRhiShaderStage(QRhiShaderStage.Type.Fragment, _shader(f"{fragment}.frag")),
        ]
        pipeline.setShaderStages(stages)
        layout = QRhiVertexInputLayout()
        layout.setBindings([QRhiVertexInputBinding(stride, classification)])
        layout.setAttributes(
            [QRhiVertexInputAttribute(0, i, kind, i * 16) for i, kind in enumerate(attributes)]
        )
        pipeline.setVertexInputLayout(layout)
        pipeline.setTopology(topology)
        blend = QRhiGraphicsPipeline.TargetBlend()
        blend.enable = True
        blend.srcColor = QRhiGraphicsPipeline.BlendFactor.One  # type: ignore[assignment]
        blend.dstColor = QRhiGraphicsPipeline.BlendFactor.OneMinusSrcAlpha  # type: ignore[assignment]
        blend.srcAlpha = QRhiGraphicsPipeline.BlendFactor.One  # type: ignore[assignment]
        blend.dstAlpha = QRhiGraphicsPipeline.BlendFactor.OneMinusSrcAlpha  # type: ignore[assignment]
        pipeline.setTargetBlends([blend])
        pipeline.setDepthTest(depth)
        pipeline.setDepthWrite(depth)
        pipeline.setSampleCount(self._target.sampleCount())
        pipeline.setShaderResourceBindings(bindings)
        pipeline.setRenderPassDescriptor(self._target.renderPassDescriptor())
        if not pipeline.create():
            raise RuntimeError(f"the graphics driver refuses the shader {vertex}")
        self._keep.extend([layout, stages, blend])
        return pipeline


def _shader(name: str) -> QShader:
    return QShader.fromSerialized((SHADERS / f"{name}.qsb").read_bytes())
