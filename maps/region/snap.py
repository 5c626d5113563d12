"""Snap a point to the directed edges near it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from maps.geometry import E7, EARTH_RADIUS_M, LatLon, turn_angle_deg
from maps.models import Candidate
from maps.region.grid import EdgeGrid, build_grid, ragged_arange, segments_near
from maps.region.spots import NO_EDGE, Spots, nearest_spots

if TYPE_CHECKING:
    from maps.region.reader import Region

HEADING_TOLERANCE_DEG = 75.0
"""A car's nose is this far off the road at most (lane changes, curves, a compass of a parked car)."""


@dataclass(frozen=True)
class SnappedEdges:
    """C directed edges near a point, nearest first; both directions of a street are two entries."""

    edge: NDArray[np.int64]
    """[C]"""
    distance_m: NDArray[np.float64]
    """[C] from the asked point"""
    offset_m: NDArray[np.float64]
    """[C] along the edge from its tail"""
    lat_deg: NDArray[np.float64]
    """[C] the point on the edge"""
    lon_deg: NDArray[np.float64]
    """[C]"""
    course_deg: NDArray[np.float64]
    """[C] of the edge there, in its direction of travel"""
    on_right: NDArray[np.bool_]
    """[C] the asked point lies to the right of the direction of travel"""


class _Segments(NamedTuple):
    """S pieces of road around a point, in metres east and north of it."""

    segment: NDArray[np.int64]
    """[S] index of the first point in shape_lat_e7"""
    x1: NDArray[np.float64]
    y1: NDArray[np.float64]
    dx: NDArray[np.float64]
    dy: NDArray[np.float64]
    part: NDArray[np.float64]
    """[S] how far along the piece, 0..1, its nearest point lies"""
    squared: NDArray[np.float64]
    """[S] square metres to that"""


class Snapper:
    """Finds edges near a point of one region. Reads only; may be shared by threads."""

    def __init__(self, region: Region) -> None:
        self._region = region
        self._name = region.manifest.name
        self._lat_e7 = region.array("shape_lat_e7")
        self._lon_e7 = region.array("shape_lon_e7")
        self._shape_begin = region.array("shape_begin")
        self._edge_length_m = region.array("edge_length_m")
        self._edge_flags = region.array("edge_flags")
        self._forward_edge = region.array("shape_forward_edge")
        self._backward_edge = region.array("shape_backward_edge")
        self._grid: EdgeGrid | None = None
        self._lon_within = region.manifest.bbox.lon_within

    def near(
        self,
        point: LatLon,
        radius_m: float,
        *,
        shape_limit: int = 16,
        usable: NDArray[np.bool_] | None = None,
    ) -> SnappedEdges:
        """The nearest `shape_limit` streets within `radius_m`, as arrays; `usable` [E] leaves edges out."""
        segment, x1, y1, dx, dy, part, squared = self._around(point, radius_m)
        distance = np.sqrt(squared)
        per_e7, shrink = _metres_per_e7(point)

        inside = np.flatnonzero(distance <= radius_m)
        inside = inside[distance[inside].argsort(kind="stable")]
        shape = self._shape_begin.searchsorted(segment[inside].astype(np.uint32), side="right") - 1
        forward, backward = self._forward_edge[shape], self._backward_edge[shape]
        if usable is not None:
            # NO_EDGE is out of range for `usable`; row 0 stands in and the comparison drops it.
            forward = np.where(
                (forward != NO_EDGE) & usable[forward * (forward != NO_EDGE)], forward, NO_EDGE
            )
            backward = np.where(
                (backward != NO_EDGE) & usable[backward * (backward != NO_EDGE)], backward, NO_EDGE
            )
            allowed = np.flatnonzero((forward != NO_EDGE) | (backward != NO_EDGE))
            inside, shape = inside[allowed], shape[allowed]
            forward, backward = forward[allowed], backward[allowed]
        _, first = np.unique(shape, return_index=True)
        first.sort()
        first = first[:shape_limit]
        inside, shape = inside[first], shape[first]
        fraction = self._fraction_along(shape, segment[inside], part[inside])

        # A street's two directions one after the other.
        edge = np.empty(2 * len(first), dtype=np.int64)
        edge[0::2], edge[1::2] = forward[first], backward[first]
        along = np.empty(len(edge))
        along[0::2], along[1::2] = fraction, 1.0 - fraction
        row = np.flatnonzero(edge != NO_EDGE)
        pick, turned, edge = inside[row >> 1], (row & 1).astype(np.bool_), edge[row]
        dx, dy = dx[pick], dy[pick]
        side = dy * x1[pick] - dx * y1[pick]
        course = np.degrees(np.arctan2(dx, dy))
        return SnappedEdges(
            edge=edge,
            distance_m=distance[pick],
            offset_m=along[row] * self._edge_length_m[edge],
            lat_deg=point.lat_deg + (y1[pick] + part[pick] * dy) / (per_e7 * E7),
            lon_deg=self._wrapped(
                self._lon_within(point.lon_deg) + (x1[pick] + part[pick] * dx) / (per_e7 * E7 * shrink)
            ),
            course_deg=(course + 180.0 * turned) % 360.0,
            on_right=np.where(turned, side > 0, side < 0),
        )

    def nearest(
        self,
        point: LatLon,
        radius_m: float,
        within_m: float,
        edge_cost: NDArray[np.uint32],
        barred: int,
        unfit: int,
    ) -> Spots:
        """The nearest street within `radius_m` and those at most `within_m` further, nearest first.

        Left out are edges that cost `barred` and those that have one of the flags `unfit`.
        """
        grid = self.grid
        lon_deg = self._lon_within(point.lon_deg)
        spots: Spots = nearest_spots(
            point.lat_deg, lon_deg, radius_m, within_m, edge_cost, barred, self._edge_flags, unfit,
            grid.cell, grid.segment, self._shape_begin, self._lat_e7, self._lon_e7, self._forward_edge,
            self._backward_edge, self._edge_length_m,
        )  # fmt: skip
        return spots

    def _around(self, point: LatLon, radius_m: float) -> _Segments:
        lon_deg = self._lon_within(point.lon_deg)
        segment = segments_near(self.grid, point.lat_deg, lon_deg, radius_m)
        after = segment + 1
        per_e7, shrink = _metres_per_e7(point)
        lon0, lat0 = lon_deg * E7, point.lat_deg * E7
        x1 = (self._lon_e7[segment] - lon0) * (per_e7 * shrink)
        y1 = (self._lat_e7[segment] - lat0) * per_e7
        dx = (self._lon_e7[after] - lon0) * (per_e7 * shrink)
        dx -= x1
        dy = (self._lat_e7[after] - lat0) * per_e7
        dy -= y1
        part = x1 * dx
        part += y1 * dy
        part /= -np.maximum(dx * dx + dy * dy, 1e-12)
        np.minimum(np.maximum(part, 0.0, out=part), 1.0, out=part)
        x, y = part * dx, part * dy
        x += x1
        y += y1
        x *= x
        y *= y
        x += y
        return _Segments(segment, x1, y1, dx, dy, part, x)

    def candidates(
        self, point: LatLon, radius_m: float = 100.0, heading_deg: float | None = None
    ) -> list[Candidate]:
        """Directed edges within `radius_m`, nearest first; with a heading only those that run that way.

        When nothing runs that way the heading is ignored: a car park's aisle need not be mapped in both
        directions.
        """
        found = self.near(point, radius_m)
        order = np.arange(len(found.edge))
        if heading_deg is not None:
            off = np.abs(turn_angle_deg(heading_deg, found.course_deg))
            agreeing = np.flatnonzero(off <= HEADING_TOLERANCE_DEG)
            order = agreeing if len(agreeing) else order
        return [self.candidate(found, int(i)) for i in order]

    @staticmethod
    def _wrapped(lon_deg: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.where(np.abs(lon_deg) > 180.0, (lon_deg + 180.0) % 360.0 - 180.0, lon_deg)

    def candidate(self, found: SnappedEdges, i: int) -> Candidate:
        """Row `i` of `found` as the type that the rooms exchange."""
        return Candidate(
            region=self._name,
            edge=int(found.edge[i]),
            position=LatLon(float(found.lat_deg[i]), float(found.lon_deg[i])),
            offset_m=float(found.offset_m[i]),
            distance_m=float(found.distance_m[i]),
        )

    @property
    def grid(self) -> EdgeGrid:
        """The index; read from the region when it was stored, else made on first use."""
        if self._grid is None:
            try:
                self._grid = EdgeGrid(self._region.array("grid_cell"), self._region.array("grid_segment"))
            except KeyError:
                self._grid = build_grid(self._shape_begin, self._lat_e7, self._lon_e7)
        return self._grid

    def _fraction_along(
        self, shape: NDArray[np.int64], segment: NDArray[np.int64], part: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """How far along each shape (0..1, by length) the point `part` of the way along `segment` lies."""
        if not len(shape):
            return np.zeros(0)
        begin = self._shape_begin[shape].astype(np.int64)
        pieces = self._shape_begin[shape + 1].astype(np.int64) - begin - 1
        index = np.repeat(begin, pieces) + ragged_arange(pieces)
        lat = self._lat_e7[index].astype(np.float64)
        dlat = self._lat_e7[index + 1] - lat
        dlon = (self._lon_e7[index + 1].astype(np.float64) - self._lon_e7[index]) * np.cos(
            np.radians(lat / E7)
        )
        length = np.hypot(dlat, dlon)
        done = np.where(index < np.repeat(segment, pieces), length, 0.0)
        done += np.where(index == np.repeat(segment, pieces), length * np.repeat(part, pieces), 0.0)
        starts = np.cumsum(pieces) - pieces
        total = np.add.reduceat(length, starts)
        return np.asarray(np.add.reduceat(done, starts) / np.where(total > 0, total, 1.0))


def _metres_per_e7(point: LatLon) -> tuple[float, float]:
    """Metres in 1e-7 degree of latitude, and by how much a degree of longitude is shorter there."""
    return math.radians(1.0) * EARTH_RADIUS_M / E7, math.cos(math.radians(point.lat_deg))
