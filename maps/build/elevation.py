"""How much each edge climbs and falls: from a folder of SRTM tiles, or else from `incline` tags.

SRTM tiles (``N49E008.hgt``) hold big-endian int16 metres, row by row from the north-west corner, 1201 or 3601
samples a side, neighbours sharing their edge; -32768 is a void (NASA, SRTM User's Guide 2015).
"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from maps.build.graph import Graph
from maps.build.osm import RoadSource
from maps.errors import SourceError
from maps.geometry import E7
from maps.region.format import EdgeFlag

_SIDES = {1201 * 1201 * 2: 1201, 3601 * 3601 * 2: 3601}
_VOID = -32768

NOISE_M = 4.0
"""Rises and falls smaller than this within a road are the radar's noise (relative error some 4 m)."""


class ElevationFolder:
    """The .hgt tiles of a folder. Raises SourceError when it holds none or one of the wrong size."""

    def __init__(self, folder: Path) -> None:
        self._tiles: dict[tuple[int, int], Path] = {}
        if not folder.is_dir():
            raise SourceError(folder, "is not a folder of .hgt files")
        for path in sorted(folder.glob("*.[hH][gG][tT]")):
            name = re.match(r"([NSns])(\d{2})([EWew])(\d{3})", path.name)
            if not name:
                continue
            if path.stat().st_size not in _SIDES:
                raise SourceError(path, "is not an SRTM tile of 1201 or 3601 samples a side")
            south = int(name[2]) * (1 if name[1] in "Nn" else -1)
            west = int(name[4]) * (1 if name[3] in "Ee" else -1)
            self._tiles[south, west] = path
        if not self._tiles:
            raise SourceError(folder, "holds no .hgt file")

    def heights_m(self, lat_deg: NDArray[np.float64], lon_deg: NDArray[np.float64]) -> NDArray[np.float64]:
        """[P] metres above sea level, bilinear between samples; NaN where no tile knows."""
        heights = np.full(len(lat_deg), np.nan)
        south, west = np.floor(lat_deg).astype(np.int64), np.floor(lon_deg).astype(np.int64)
        for (tile_south, tile_west), path in self._tiles.items():
            here = np.flatnonzero((south == tile_south) & (west == tile_west))
            if len(here):
                heights[here] = _sample(path, lat_deg[here] - tile_south, lon_deg[here] - tile_west)
        return heights


def add_elevation(graph: Graph, source: RoadSource, folder: ElevationFolder | None) -> None:
    """Put climb and descent of every edge into the graph."""
    slope = np.fromiter((rules.incline_percent for rules in source.rules), np.float64, len(source.rules))
    tagged = slope[source.way_rules][graph.edge_way] * np.where(graph.edge_forward == 1, 1.0, -1.0) / 100.0
    climb = np.maximum(tagged, 0.0) * graph.edge_length_m
    descent = np.maximum(-tagged, 0.0) * graph.edge_length_m
    if folder is not None:
        rise, fall = _shape_climbs(graph, folder)
        forward = graph.edge_forward == 1
        measured_climb = np.where(forward, rise[graph.edge_shape], fall[graph.edge_shape])
        measured_descent = np.where(forward, fall[graph.edge_shape], rise[graph.edge_shape])
        known = np.isfinite(measured_climb)
        climb = np.where(known, measured_climb, climb)
        descent = np.where(known, measured_descent, descent)
    on_water = (graph.edge_flags & np.uint32(EdgeFlag.FERRY)) != 0
    graph.put("edge_climb_m", np.where(on_water, 0.0, climb))
    graph.put("edge_descent_m", np.where(on_water, 0.0, descent))


def _shape_climbs(graph: Graph, folder: ElevationFolder) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """[S] metres up and down along each shape; NaN where a point's height is unknown."""
    heights = folder.heights_m(graph.shape_lat_e7 / E7, (graph.shape_lon_e7 / E7 + 180.0) % 360.0 - 180.0)
    begin = graph.shape_begin[:-1].astype(np.int64)
    last = graph.shape_begin[1:].astype(np.int64) - 1
    # A bridge or a tunnel runs straight from end to end, whatever the ground does.
    level = np.zeros(len(begin), dtype=np.bool_)
    straight = (graph.edge_flags & np.uint32(EdgeFlag.BRIDGE | EdgeFlag.TUNNEL)) != 0
    level[graph.edge_shape] = straight
    steps = np.zeros(len(heights))
    steps[1:] = np.diff(heights)
    steps[begin] = 0.0
    # What goes up and down within the noise cancels; what is left of it is the difference of the ends.
    up = np.add.reduceat(np.maximum(steps, 0.0), begin)
    down = np.add.reduceat(np.maximum(-steps, 0.0), begin)
    wiggle = np.minimum(up, down)
    noise = np.where(level | (wiggle < NOISE_M), wiggle, 0.0)
    known = np.isfinite(heights[begin]) & np.isfinite(heights[last]) & np.isfinite(up + down)
    net = heights[last] - heights[begin]
    up = np.where(known, up - noise, np.nan)
    down = np.where(known, down - noise, np.nan)
    # A void under a bridge does not matter when both ends are known.
    ends_known = level & np.isfinite(net)
    return (
        np.where(ends_known, np.maximum(net, 0.0), up),
        np.where(ends_known, np.maximum(-net, 0.0), down),
    )


def _sample(path: Path, north: NDArray[np.float64], east: NDArray[np.float64]) -> NDArray[np.float64]:
    """Heights at fractions 0..1 of a tile from its south-west corner."""
    side = _SIDES[path.stat().st_size]
    tile = np.memmap(path, dtype=">i2", mode="r", shape=(side, side))
    row, column = (1.0 - north) * (side - 1), east * (side - 1)
    top = np.clip(np.floor(row).astype(np.int64), 0, side - 2)
    left = np.clip(np.floor(column).astype(np.int64), 0, side - 2)
    down, right = row - top, column - left
    corners = [tile[top + i, left + j].astype(np.float64) for i in (0, 1) for j in (0, 1)]
    weights = [(1 - down) * (1 - right), (1 - down) * right, down * (1 - right), down * right]
    height = np.zeros(len(row))
    for corner, weight in zip(corners, weights, strict=True):
        height += np.where(corner == _VOID, np.nan, corner) * weight
    return height
