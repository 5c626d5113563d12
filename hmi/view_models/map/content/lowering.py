"""Keeps houses beside the route from hiding it: within some metres of it they are drawn only a storey
high."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from hmi.view_models.map.content.overlay import RouteLine
from maps.display.mercator import meters_per_world, unproject_point
from maps.display.reader import Tile


class RouteCorridor:
    """The cells of a grid that the route passes through or beside."""

    def __init__(self, line: RouteLine, reach_m: float, highest_m: float) -> None:
        lat = unproject_point(float(line.x[0]), float(line.y[0])).lat_deg
        self._cell = reach_m / meters_per_world(lat)
        self._highest_dm = np.uint32(round(highest_m * 10))
        at = np.arange(0.0, float(line.along_m[-1]) + reach_m, reach_m / 2)
        x = np.floor(np.interp(at, line.along_m, line.x) / self._cell).astype(np.int64)
        y = np.floor(np.interp(at, line.along_m, line.y) / self._cell).astype(np.int64)
        near = [_cell_key(x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
        self._cells = np.unique(np.concatenate(near))

    def lowered(self, tile: Tile) -> Tile:
        """The tile with low houses along the route; the same object where there are none."""
        if not len(tile.walls):
            return tile
        a, b = (
            tile.world(np.ascontiguousarray(tile.walls[:, 0])),
            tile.world(np.ascontiguousarray(tile.walls[:, 1])),
        )
        number = tile.walls[:, 3] & np.uint32(0xFFFF)
        beside = np.zeros(len(number), dtype=bool)
        for share in (0.0, 0.25, 0.5, 0.75):
            beside |= self._holds(a + (b - a) * share)
        if not beside.any():
            return tile
        low = np.zeros(0x10000, dtype=bool)
        low[number[beside]] = True
        walls, roofs = tile.walls.copy(), tile.roofs.copy()
        top, rest = walls[:, 2] & np.uint32(0xFFFF), walls[:, 2] & np.uint32(0xFFFF0000)
        bottom = np.minimum(rest >> np.uint32(16), self._highest_dm)
        chosen = low[number]
        walls[chosen, 2] = (np.minimum(top, self._highest_dm) | bottom << np.uint32(16))[chosen]
        chosen = low[roofs[:, 1] >> np.uint32(16)]
        height = np.minimum(roofs[:, 1] & np.uint32(0xFFFF), self._highest_dm)
        roofs[chosen, 1] = (height | (roofs[:, 1] & np.uint32(0xFFFF0000)))[chosen]
        return tile.lowered(walls, roofs)

    def _holds(self, points: NDArray[np.float64]) -> NDArray[np.bool_]:
        cells = np.floor(points / self._cell).astype(np.int64)
        return np.isin(_cell_key(cells[:, 0], cells[:, 1]), self._cells)


def _cell_key(x: NDArray[np.int64], y: NDArray[np.int64]) -> NDArray[np.int64]:
    return x << np.int64(32) | y
