"""Snap a point to the directed edges near it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from maps.geometry import E7, EARTH_RADIUS_M, LatLon, turn_angle_deg
from maps.models import Candidate
from maps.region.grid import EdgeGrid, build_grid, ragged_arange, segments_near

if TYPE_CHECKING:
    from maps.region.reader import Region

NO_EDGE = 0xFFFFFFFF
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


class Snapper:
    """Finds edges near a point of one region. Reads only; may be shared by threads."""

    def __init__(self, region: Region) -> None:
        self._region = region
        self._name = region.manifest.name
        self._lat_e7 = region.array("shape_lat_e7")
        self._lon_e7 = region.array("shape_lon_e7")
        self._shape_begin = region.array("shape_begin")
        self._edge_length_m = region.array("edge_length_m")
        edge_shape = region.array("edge_shape")
        shapes = len(self._shape_begin) - 1
        forward = np.asarray(region.array("edge_forward"), dtype=np.bool_)
        edges = np.arange(len(edge_shape), dtype=np.uint32)
        # [S] the edge that travels the shape forward, and the one backward
        self._forward_edge = np.full(shapes, NO_EDGE, dtype=np.uint32)
        self._backward_edge = np.full(shapes, NO_EDGE, dtype=np.uint32)
        self._forward_edge[edge_shape[forward]] = edges[forward]
        self._backward_edge[edge_shape[~forward]] = edges[~forward]
        self._grid: EdgeGrid | None = None

    def near(
        self,
        point: LatLon,
        radius_m: float,
        *,
        shape_limit: int = 16,
        usable: NDArray[np.bool_] | None = None,
    ) -> SnappedEdges:
        """The nearest `shape_limit` streets within `radius_m`, as arrays; `usable` [E] leaves edges out."""
        segment = segments_near(self.grid, point, radius_m)
        metres_y = np.radians(1.0) * EARTH_RADIUS_M
        metres_x = metres_y * float(np.cos(np.radians(point.lat_deg)))
        x1 = (self._lon_e7[segment] / E7 - point.lon_deg) * metres_x
        y1 = (self._lat_e7[segment] / E7 - point.lat_deg) * metres_y
        dx = (self._lon_e7[segment + 1] / E7 - point.lon_deg) * metres_x - x1
        dy = (self._lat_e7[segment + 1] / E7 - point.lat_deg) * metres_y - y1
        squared = dx * dx + dy * dy
        part = np.clip(-(x1 * dx + y1 * dy) / np.where(squared > 0, squared, 1.0), 0.0, 1.0)
        x, y = x1 + part * dx, y1 + part * dy
        distance = np.hypot(x, y)

        inside = np.flatnonzero(distance <= radius_m)
        inside = inside[np.argsort(distance[inside], kind="stable")]
        shape = np.searchsorted(self._shape_begin, segment[inside], side="right") - 1
        if usable is not None:
            forward, backward = self._forward_edge[shape], self._backward_edge[shape]
            allowed = (forward != NO_EDGE) & usable[np.where(forward == NO_EDGE, 0, forward)]
            allowed |= (backward != NO_EDGE) & usable[np.where(backward == NO_EDGE, 0, backward)]
            inside, shape = inside[allowed], shape[allowed]
        _, first = np.unique(shape, return_index=True)
        first = np.sort(first)[:shape_limit]
        inside, shape = inside[first], shape[first]
        fraction = self._fraction_along(shape, segment[inside], part[inside])

        edge = np.stack([self._forward_edge[shape], self._backward_edge[shape]], axis=1).ravel()
        pick = np.repeat(inside, 2)
        backward = np.tile([False, True], len(inside))
        fraction = np.where(backward, 1.0 - np.repeat(fraction, 2), np.repeat(fraction, 2))
        side = dx[pick] * (0.0 - y1[pick]) - dy[pick] * (0.0 - x1[pick])
        keep = edge != NO_EDGE
        if usable is not None:
            keep &= usable[np.where(keep, edge, 0)]
        edge, pick, backward, fraction, side = (a[keep] for a in (edge, pick, backward, fraction, side))
        course = np.degrees(np.arctan2(dx[pick], dy[pick]))
        return SnappedEdges(
            edge=edge.astype(np.int64),
            distance_m=distance[pick],
            offset_m=fraction * self._edge_length_m[edge],
            lat_deg=point.lat_deg + y[pick] / metres_y,
            lon_deg=point.lon_deg + x[pick] / metres_x,
            course_deg=(course + np.where(backward, 180.0, 0.0)) % 360.0,
            on_right=np.where(backward, side > 0, side < 0),
        )

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
