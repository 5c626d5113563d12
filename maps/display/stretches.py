"""A tile's lines and houses in stretches of rows that lie near each other, so that what is off the screen
can be left out, and the order in which they are painted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from maps.display.format import EXTENT, ORIGIN, Indices, LineFlag, LineLayer

STRETCH_ROWS = 64
"""At most so many rows: fewer would cost more to look at than they save to draw."""


class Pass(IntEnum):
    """What is painted one after another over all tiles: casings of all classes under all fills."""

    UNDER = 0
    """borders and streams"""
    EDGES = 1
    """outlines of areas"""
    OVER = 2
    """piers, runways"""
    HOUSE_EDGES = 3
    """outlines of houses that lie on the ground, from their walls"""
    FLAT_ROOFS = 4
    """of the same"""
    DASHED = 5
    """borders, ferries, steps"""
    TUNNEL_CASINGS = 6
    TUNNELS = 7
    TUNNEL_ARROWS = 8
    ROAD_CASINGS = 9
    ROADS = 10
    ROAD_ARROWS = 11
    BRIDGE_CASINGS = 12
    BRIDGES = 13
    BRIDGE_ARROWS = 14
    WALLS = 15
    ROOFS = 16
    """of houses that stand"""


CASINGS = (Pass.TUNNEL_CASINGS, Pass.ROAD_CASINGS, Pass.BRIDGE_CASINGS)
ARROWS = (Pass.TUNNEL_ARROWS, Pass.ROAD_ARROWS, Pass.BRIDGE_ARROWS)
EDGES = (LineLayer.SHORE, LineLayer.GREEN_EDGE)
DASHED = (LineLayer.COUNTRY_BORDER, LineLayer.STATE_BORDER, LineLayer.FERRY, LineLayer.STEPS)
HOUSE = 48
"""Stands for a LineLayer in stretches of houses."""


class Row(IntEnum):
    """Rows of `Stretches.what`."""

    STEP = 0
    """Pass"""
    LAYER = 1
    """LineLayer, or HOUSE"""
    CHAIN = 2
    """the same for stretches of a pass between which there are only rows of that pass"""
    BEGIN = 3
    """first row of the tile's lines, walls or slabs"""
    END = 4
    """the row after the last"""


@dataclass(frozen=True)
class Stretches:
    """A column for each pass in which a stretch is painted, in painting order."""

    what: NDArray[np.int32]
    """[Row, C]"""
    where: NDArray[np.float64]
    """[4, C] middle x and y and half the width and height of its box, in the world square"""

    @classmethod
    def of(
        cls,
        tile: tuple[int, int, int],
        lines: NDArray[np.uint32],
        bands: NDArray[np.uint32],
        walls: NDArray[np.uint32],
        roofs: NDArray[np.uint32],
        slabs: Indices,
    ) -> Stretches:
        """`tile` is zoom, x, y; arrays as `maps.display.format` describes them."""
        band = np.repeat(np.arange(len(bands)), np.diff(bands, prepend=np.uint32(0)))
        layer = (lines[:, 2] & np.uint32(0x3F)).astype(np.int64)
        one_way = (lines[:, 2] >> np.uint32(8) & np.uint32(LineFlag.ONEWAY)).astype(bool)
        ground = np.where(
            np.isin(layer, EDGES), Pass.EDGES, np.where(layer > max(EDGES), Pass.OVER, Pass.UNDER)
        )
        step = np.where(band == 0, ground, Pass.TUNNELS + 3 * (band - 1))
        step[np.isin(layer, DASHED)] = Pass.DASHED
        fills = _cut(step, layer, lines[:, :2], one_way)
        roads = fills[0] > Pass.DASHED
        casings = (fills[0][roads] - 1, *(column[roads] for column in fills[1:]))
        # motorways are known to be one-way
        told = roads & one_way[fills[2]] & (fills[1] < LineLayer.MOTORWAY)
        arrows = (fills[0][told] + 1, *(column[told] for column in fills[1:]))
        parts = [fills, casings, arrows]
        corners_of_slabs = roofs[:, 0][slabs]
        for house, corners in (
            (Pass.HOUSE_EDGES, walls[:, :2]), (Pass.FLAT_ROOFS, corners_of_slabs),
            (Pass.WALLS, walls[:, :2]), (Pass.ROOFS, corners_of_slabs),
        ):  # fmt: skip
            many = np.full(len(corners), house, dtype=np.int64)
            parts.append(_cut(many, np.full(len(corners), HOUSE, dtype=np.int64), corners, many < 0))
        step, layer, begin, end, box = (np.concatenate(column) for column in zip(*parts, strict=True))
        order = np.lexsort([begin, step])
        step, begin, end = step[order], begin[order], end[order]
        breaks = np.ones(len(order), dtype=bool)
        breaks[1:] = (begin[1:] != end[:-1]) | (step[1:] != step[:-1])
        zoom, x, y = tile
        world = ((box.astype(np.float64) - ORIGIN) / EXTENT + (x, y, x, y)) / (1 << zoom)
        low, high = world[order, :2].T, world[order, 2:].T
        return cls(
            np.array([step, layer[order], np.cumsum(breaks), begin, end], dtype=np.int32),
            np.concatenate([(low + high) / 2, (high - low) / 2]),
        )


_Column = NDArray[np.int64]


def _cut(
    step: _Column, layer: _Column, corners: NDArray[np.uint32], one_way: NDArray[np.bool_]
) -> tuple[_Column, _Column, _Column, _Column, _Column]:
    """step, layer, begin, end, box [C, 4] in tile units; no stretch reaches over the end of a layer, nor
    of its one-way roads.

    `corners` are each row's packed coordinates [N, K].
    """
    count = len(corners)
    if not count:
        none = np.zeros(0, dtype=np.int64)
        return none, none, none, none, np.zeros((0, 4), dtype=np.int64)
    first = np.flatnonzero(np.diff((step * 64 + layer) * 2 + one_way, prepend=-1))
    since = np.arange(count) - np.repeat(first, np.diff(first, append=count))
    begin = np.flatnonzero(since % STRETCH_ROWS == 0)
    x, y = corners & np.uint32(0xFFFF), corners >> np.uint32(16)
    low, high = np.minimum.reduceat, np.maximum.reduceat
    box = np.column_stack(
        [
            low(x.min(axis=1), begin), low(y.min(axis=1), begin),
            high(x.max(axis=1), begin), high(y.max(axis=1), begin),
        ]
    )  # fmt: skip
    return step[begin], layer[begin], begin, np.append(begin[1:], count), box.astype(np.int64)
