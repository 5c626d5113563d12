"""The loops over the edges of a way that fill a leg's columns."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from maps.geometry import E7
from maps.region.native import long, native, read

RADIANS_PER_DEGREE = math.pi / 180.0

_EDGES = read("int64")
_WHOLE = read("uint32")
_REAL = read("float32")
_DOUBLE = read("float64")
_BYTE = read("uint8")
_DEGREES = read("int32")


@native(_EDGES, _WHOLE, _BYTE, _REAL, _WHOLE, _DEGREES, _DEGREES)
def geometry(
    edges: NDArray[np.int64],
    edge_shape: NDArray[np.uint32],
    edge_forward: NDArray[np.uint8],
    edge_length_m: NDArray[np.float32],
    shape_begin: NDArray[np.uint32],
    lat_e7: NDArray[np.int32],
    lon_e7: NDArray[np.int32],
) -> Any:
    """[P] metres from the first edge's tail, [P] lat, [P] lon, and [K+1] the point at which each edge begins.

    Whole edges; neighbours share a point. Metres are scaled to each edge's stored length, so that they agree.
    """
    count = len(edges)
    edge_begin = np.empty(count + 1, np.int64)
    edge_begin[0] = 0
    for k in range(count):
        shape = long(edge_shape[edges[k]])
        edge_begin[k + 1] = edge_begin[k] + long(shape_begin[shape + 1]) - long(shape_begin[shape]) - 1
    points = edge_begin[count] + 1
    along, lat, lon = np.empty(points), np.empty(points), np.empty(points)
    along[0] = 0.0
    for k in range(count):
        edge = edges[k]
        shape = long(edge_shape[edge])
        point, step = long(shape_begin[shape]), 1
        if not edge_forward[edge]:
            point, step = long(shape_begin[shape + 1]) - 1, -1
        begin, end = edge_begin[k], edge_begin[k + 1]
        # Metres are only shared out within an edge, over which the earth is flat.
        shrink = math.cos(lat_e7[point] / E7 * RADIANS_PER_DEGREE)
        measured = 0.0
        for i in range(begin, end + 1):
            lat[i], lon[i] = lat_e7[point] / E7, lon_e7[point] / E7
            point += step
            if i > begin:
                north, east = lat[i] - lat[i - 1], (lon[i] - lon[i - 1]) * shrink
                measured += math.sqrt(north * north + east * east)
                along[i] = measured
        scale = edge_length_m[edge] / measured if measured > 0.0 else 0.0
        for i in range(begin + 1, end + 1):
            along[i] = along[begin] + along[i] * scale
    return along, lat, lon, edge_begin


@native(_DOUBLE, _DOUBLE, _DOUBLE, _EDGES, "float64", "float64", "float64", "float64")
def cut(
    along: NDArray[np.float64],
    lat: NDArray[np.float64],
    lon: NDArray[np.float64],
    edge_begin: NDArray[np.int64],
    first_m: float,
    last_m: float,
    begin_fraction: float,
    end_fraction: float,
) -> Any:
    """The part of a line from a fraction of its first edge to one of its last, whose lengths are given.

    Gives metres from the new start, latitudes, longitudes and the point at which each edge begins.
    """
    points, edges = len(along), len(edge_begin) - 1
    begin_m = begin_fraction * first_m
    end_m = max(begin_m, along[points - 1] - (1.0 - end_fraction) * last_m)
    first = 0
    while first < points and along[first] <= begin_m:
        first += 1
    stop = points
    while stop > first and along[stop - 1] >= end_m:
        stop -= 1
    kept = stop - first + 2
    new_along, new_lat, new_lon = np.empty(kept), np.empty(kept), np.empty(kept)
    for place, metres, after in ((0, begin_m, first), (kept - 1, end_m, stop)):
        b = min(max(after, 1), points - 1)
        while b < points - 1 and along[b] < metres:
            b += 1
        a = b - 1
        gap = along[b] - along[a]
        part = min(max((metres - along[a]) / gap, 0.0), 1.0) if gap > 0.0 else 1.0
        new_along[place] = metres - begin_m
        new_lat[place] = lat[a] + (lat[b] - lat[a]) * part
        new_lon[place] = lon[a] + (lon[b] - lon[a]) * part
    for i in range(first, stop):
        new_along[i - first + 1] = along[i] - begin_m
        new_lat[i - first + 1], new_lon[i - first + 1] = lat[i], lon[i]
    begins = np.empty(edges + 1, np.int32)
    for k in range(edges + 1):
        begins[k] = min(max(edge_begin[k] - (first - 1), 0), kept - 1)
    begins[0], begins[edges] = 0, kept - 1
    return new_along, new_lat, new_lon, begins


@native(_EDGES, _REAL, _REAL, _BYTE, _BYTE, _BYTE, _WHOLE)
def columns(
    edges: NDArray[np.int64],
    edge_length_m: NDArray[np.float32],
    edge_speed_mps: NDArray[np.float32],
    edge_congestion: NDArray[np.uint8],
    edge_limit_kmh: NDArray[np.uint8],
    edge_class: NDArray[np.uint8],
    edge_flags: NDArray[np.uint32],
) -> Any:
    """What is stored of each edge: length, seconds, speed, congestion, limit, class, flags."""
    count = len(edges)
    length, seconds, speed = np.empty(count), np.empty(count, np.float32), np.empty(count, np.float32)
    congestion, limit = np.empty(count, np.uint8), np.empty(count, np.uint8)
    kind, flags = np.empty(count, np.uint8), np.empty(count, np.uint32)
    for k in range(count):
        edge = edges[k]
        length[k], speed[k] = edge_length_m[edge], edge_speed_mps[edge]
        seconds[k] = edge_length_m[edge] / edge_speed_mps[edge]
        congestion[k], limit[k] = edge_congestion[edge], edge_limit_kmh[edge]
        kind[k], flags[k] = edge_class[edge], edge_flags[edge]
    return length, seconds, speed, congestion, limit, kind, flags


@native(_EDGES, _WHOLE, _WHOLE)
def texts(edges: NDArray[np.int64], edge_name: NDArray[np.uint32], edge_ref: NDArray[np.uint32]) -> Any:
    """The strings that edges are called by, each once and 0 first; [K] name and [K] ref as rows of them."""
    count = len(edges)
    used = np.empty(2 * count + 1, np.int64)
    used[0] = 0
    known = 1
    name, ref = np.empty(count, np.int32), np.empty(count, np.int32)
    for k in range(count):
        for column in range(2):
            text = long(edge_ref[edges[k]] if column else edge_name[edges[k]])
            # Most often what the edge before is called.
            row = long(0)
            if k > 0:
                row = long(ref[k - 1] if column else name[k - 1])
            if used[row] != text:
                row = long(0)
                while row < known and used[row] != text:
                    row += 1
                if row == known:
                    used[known] = text
                    known += 1
            if column:
                ref[k] = row
            else:
                name[k] = row
    return used[:known].copy(), name, ref


@native(_DEGREES, _DEGREES, _DOUBLE, "int64")
def lengths_by_text(
    edge_name: NDArray[np.int32], edge_ref: NDArray[np.int32], edge_length_m: NDArray[np.float64], count: int
) -> Any:
    """[count] metres that are called by each text: an edge's name or, without one, its number."""
    lengths = np.zeros(count)
    for k in range(len(edge_name)):
        lengths[edge_name[k] if edge_name[k] > 0 else edge_ref[k]] += edge_length_m[k]
    return lengths
