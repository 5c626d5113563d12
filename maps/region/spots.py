"""The loop that finds the streets nearest to a point; see maps.region.snap."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from maps.geometry import E7, EARTH_RADIUS_M
from maps.region.grid import CELL_E7, COLUMNS
from maps.region.native import long, native, read

NO_EDGE = 0xFFFFFFFF

SPOT_EDGE, SPOT_DISTANCE_M, SPOT_OFFSET_M, SPOT_COURSE_DEG, SPOT_ON_RIGHT = range(5)
"""Columns of a table of spots: places on directed edges near a point. The edge; metres from the asked point;
metres along the edge from its tail; the edge's course there; 1 where the asked point lies to the right."""

Spots = NDArray[np.float64]
"""[C, 5]"""

_NUMBERS = read("uint32")


@native(_NUMBERS, "int64")
def _owner(begin: NDArray[np.uint32], item: int) -> Any:
    """The row of a table of offsets in which an item lies."""
    low, end = long(0), long(len(begin) - 1)
    while low + 1 < end:
        middle = (low + end) >> 1
        if begin[middle] <= item:
            low = middle
        else:
            end = middle
    return low


@native(read("int64"), "int64")
def _first_from(values: NDArray[np.int64], least: int) -> Any:
    """The first row whose value is at least `least`."""
    low, end = long(0), long(len(values))
    while low < end:
        middle = (low + end) >> 1
        if values[middle] < least:
            low = middle + 1
        else:
            end = middle
    return low


@native("int64", "int64", "float64", _NUMBERS, read("int32"), read("int32"))
def _fraction(
    shape: int,
    segment: int,
    part: float,
    shape_begin: NDArray[np.uint32],
    lat_e7: NDArray[np.int32],
    lon_e7: NDArray[np.int32],
) -> float:
    """How far along a shape (0..1, by length) the point `part` of the way along `segment` lies."""
    begin, end = long(shape_begin[shape]), long(shape_begin[shape + 1])
    if part == 0.0 and segment == begin:
        return 0.0
    if part == 1.0 and segment == end - 2:
        return 1.0
    done = total = 0.0
    for i in range(begin, end - 1):
        shrink = math.cos(math.radians(lat_e7[i] / E7))
        north, east = np.float64(lat_e7[i + 1] - lat_e7[i]), (lon_e7[i + 1] - lon_e7[i]) * shrink
        length = math.sqrt(north * north + east * east)
        if i < segment:
            done += length
        elif i == segment:
            done += length * part
        total += length
    return done / total if total > 0 else 0.0


@native("int64", _NUMBERS, "int64", _NUMBERS, "int64")
def _may_use(
    edge: int, edge_cost: NDArray[np.uint32], barred: int, edge_flags: NDArray[np.uint32], unfit: int
) -> bool:
    return edge != NO_EDGE and edge_cost[edge] != barred and (edge_flags[edge] & unfit) == 0


@native(
    "float64", "float64", "float64", "float64", _NUMBERS, "int64", _NUMBERS, "int64", read("int64"),
    _NUMBERS, _NUMBERS, read("int32"), read("int32"), _NUMBERS, _NUMBERS, read("float32"),
)  # fmt: skip
def nearest_spots(
    lat_deg: float,
    lon_deg: float,
    radius_m: float,
    within_m: float,
    edge_cost: NDArray[np.uint32],
    barred: int,
    edge_flags: NDArray[np.uint32],
    unfit: int,
    grid_cell: NDArray[np.int64],
    grid_segment: NDArray[np.uint32],
    shape_begin: NDArray[np.uint32],
    lat_e7: NDArray[np.int32],
    lon_e7: NDArray[np.int32],
    forward_edge: NDArray[np.uint32],
    backward_edge: NDArray[np.uint32],
    edge_length_m: NDArray[np.float32],
) -> Any:
    """`Snapper.nearest`."""
    per_e7 = math.radians(1.0) * EARTH_RADIUS_M / E7
    shrink = math.cos(math.radians(lat_deg))
    lat0, lon0 = lat_deg * E7, lon_deg * E7
    # The cells are those of maps.region.grid.segments_near.
    margin = CELL_E7 // 4
    lat_reach = long(radius_m / per_e7) + margin
    lon_reach = long(radius_m / per_e7 / max(shrink, 0.01)) + margin
    row, column = long(round(lat0)) + 900_000_000, long(round(lon0)) + 1_800_000_000
    first_column, end_column = (column - lon_reach) // CELL_E7, (column + lon_reach) // CELL_E7 + 1
    room = 16
    shapes, segments = np.empty(room, np.int64), np.empty(room, np.int64)
    distances, parts = np.empty(room), np.empty(room)
    count = 0
    limit = radius_m
    for cells in range((row - lat_reach) // CELL_E7, (row + lat_reach) // CELL_E7 + 1):
        first = _first_from(grid_cell, cells * COLUMNS + first_column)
        end = _first_from(grid_cell, cells * COLUMNS + end_column)
        for entry in range(first, end):
            i = long(grid_segment[entry])
            x1, y1 = (lon_e7[i] - lon0) * per_e7 * shrink, (lat_e7[i] - lat0) * per_e7
            dx = (lon_e7[i + 1] - lon0) * per_e7 * shrink - x1
            dy = (lat_e7[i + 1] - lat0) * per_e7 - y1
            part = -(x1 * dx + y1 * dy) / max(dx * dx + dy * dy, 1e-12)
            part = min(max(part, 0.0), 1.0)
            distance = math.sqrt((x1 + part * dx) ** 2 + (y1 + part * dy) ** 2)
            if distance > limit:
                continue
            shape = _owner(shape_begin, i)
            if not (
                _may_use(forward_edge[shape], edge_cost, barred, edge_flags, unfit)
                or _may_use(backward_edge[shape], edge_cost, barred, edge_flags, unfit)
            ):
                continue
            limit = min(limit, distance + within_m)
            at = count
            for j in range(count):
                if shapes[j] == shape:
                    at = j
            if at < count and distances[at] <= distance:
                continue
            if at == count:
                if count == room:
                    shapes = np.concatenate((shapes, np.empty(room, np.int64)))
                    segments = np.concatenate((segments, np.empty(room, np.int64)))
                    distances = np.concatenate((distances, np.empty(room)))
                    parts = np.concatenate((parts, np.empty(room)))
                    room *= 2
                count += 1
            shapes[at], segments[at], distances[at], parts[at] = shape, i, distance, part
    spots = np.empty((2 * count, 5))
    used = 0
    taken = np.zeros(count, np.bool_)
    for _ in range(count):
        at = -1
        for j in range(count):
            if not taken[j] and (at < 0 or distances[j] < distances[at]):
                at = j
        taken[at] = True
        if distances[at] > limit:
            break
        shape, i = shapes[at], segments[at]
        fraction = _fraction(shape, i, parts[at], shape_begin, lat_e7, lon_e7)
        x1, y1 = (lon_e7[i] - lon0) * per_e7 * shrink, (lat_e7[i] - lat0) * per_e7
        dx = (lon_e7[i + 1] - lon_e7[i]) * per_e7 * shrink
        dy = (lat_e7[i + 1] - lat_e7[i]) * per_e7
        side = dy * x1 - dx * y1
        course = math.degrees(math.atan2(dx, dy))
        for turned in range(2):
            edge = long(backward_edge[shape] if turned else forward_edge[shape])
            if not _may_use(edge, edge_cost, barred, edge_flags, unfit):
                continue
            along = 1.0 - fraction if turned else fraction
            right = side > 0 if turned else side < 0
            spots[used, SPOT_EDGE] = edge
            spots[used, SPOT_DISTANCE_M] = distances[at]
            spots[used, SPOT_OFFSET_M] = along * edge_length_m[edge]
            spots[used, SPOT_COURSE_DEG] = (course + 180.0 * turned) % 360.0
            spots[used, SPOT_ON_RIGHT] = 1.0 if right else 0.0
            used += 1
    return spots[:used].copy()
