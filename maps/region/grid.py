"""The spatial index of a region: which pieces of road lie near a point.

Every segment (two neighbouring points of a shape) is entered in each cell of a uniform grid that it passes.
The entries are sorted by cell, row by row, so a rectangle of cells is one slice a row and nothing is hashed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from maps.geometry import E7, EARTH_RADIUS_M

CELL_E7 = 20_000
"""Cell edge in 1e-7 degree: 0.002°, 222 m of latitude. Snapping asks for 10 to 200 m: one to nine cells."""

COLUMNS = 1 << 31


@dataclass(frozen=True)
class EdgeGrid:
    """G entries of segments in cells, sorted by cell."""

    cell: NDArray[np.int64]
    """[G] row * 2^31 + column"""
    segment: NDArray[np.uint32]
    """[G] index of the segment's first point in shape_lat_e7"""


def build_grid(
    shape_begin: NDArray[np.uint32], lat_e7: NDArray[np.int32], lon_e7: NDArray[np.int32]
) -> EdgeGrid:
    """Index every segment of every shape."""
    points = len(lat_e7)
    if points < 2:
        return EdgeGrid(np.zeros(0, np.int64), np.zeros(0, np.uint32))
    is_start = np.ones(points, dtype=np.bool_)
    is_start[np.asarray(shape_begin[1:], dtype=np.int64) - 1] = False
    segment = np.flatnonzero(is_start)
    lat = np.asarray(lat_e7, dtype=np.int64) + 900_000_000
    lon = np.asarray(lon_e7, dtype=np.int64) + 1_800_000_000
    lat1, lon1 = lat[segment], lon[segment]
    lat_step, lon_step = lat[segment + 1] - lat1, lon[segment + 1] - lon1
    # Sampled at half a cell, a segment can miss only a corner that it cuts by less than a quarter of a cell;
    # `near` looks that much further.
    samples = np.maximum(np.abs(lat_step), np.abs(lon_step)) // (CELL_E7 // 2) + 2
    entry = np.repeat(np.arange(len(segment)), samples)
    part = ragged_arange(samples) / np.repeat(samples - 1, samples)
    rows = (lat1[entry] + part * lat_step[entry]).astype(np.int64) // CELL_E7
    columns = (lon1[entry] + part * lon_step[entry]).astype(np.int64) // CELL_E7
    cell = rows * COLUMNS + columns
    order = np.lexsort((segment[entry], cell))
    cell, owner = cell[order], segment[entry][order]
    keep = np.ones(len(cell), dtype=np.bool_)
    keep[1:] = (cell[1:] != cell[:-1]) | (owner[1:] != owner[:-1])
    return EdgeGrid(cell[keep], owner[keep].astype(np.uint32))


def segments_near(grid: EdgeGrid, lat_deg: float, lon_deg: float, radius_m: float) -> NDArray[np.int64]:
    """First points of the segments that may lie within `radius_m` of a point; a superset, some twice.

    The longitude is counted as the region counts, beyond ±180° where it lies across the date line.
    """
    lat = round(lat_deg * E7) + 900_000_000
    lon = round(lon_deg * E7) + 1_800_000_000
    margin = CELL_E7 // 4
    lat_reach = int(math.degrees(radius_m / EARTH_RADIUS_M) * E7) + margin
    shrink = max(math.cos(math.radians(lat_deg)), 0.01)
    lon_reach = int(math.degrees(radius_m / EARTH_RADIUS_M) * E7 / shrink) + margin
    first_column, end_column = (lon - lon_reach) // CELL_E7, (lon + lon_reach) // CELL_E7 + 1
    bounds = grid.cell.searchsorted(
        [
            row * COLUMNS + column
            for row in range((lat - lat_reach) // CELL_E7, (lat + lat_reach) // CELL_E7 + 1)
            for column in (first_column, end_column)
        ]
    ).tolist()
    found = [grid.segment[a:b] for a, b in zip(bounds[::2], bounds[1::2], strict=True) if b > a]
    if not found:
        return np.zeros(0, dtype=np.int64)
    return (np.concatenate(found) if len(found) > 1 else found[0]).astype(np.int64)


def ragged_arange(counts: NDArray[Any]) -> NDArray[np.int64]:
    """0..counts[0]-1, 0..counts[1]-1, … in one array."""
    counts = np.asarray(counts, dtype=np.int64)
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    return np.asarray(np.arange(total, dtype=np.int64) - np.repeat(ends - counts, counts))
