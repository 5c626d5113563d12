"""Turn a path of edges into a RouteLeg: geometry, times, limits, names and energy, in bulk."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from maps.geometry import E7, LatLon
from maps.models import RouteLeg, Waypoint
from maps.route.energy import edge_energy_wh
from maps.route.network import Metric, Network

RADIANS_PER_DEGREE = math.pi / 180.0


@dataclass(frozen=True)
class Stretch:
    """A part of a path within one region: K edges, and the turn at the end of each."""

    network: Network
    metric: Metric
    edges: NDArray[np.int64]
    """[K]"""
    turn_s: NDArray[np.float64]
    """[K] delay of the turn at the end; 0 for the path's last"""
    turn_wh: NDArray[np.float64]
    """[K] its energy"""

    def energy_wh(self) -> NDArray[np.float32]:
        """[K] of each whole edge, without the turn"""
        durations = self.metric.durations
        return edge_energy_wh(
            self.network.region,
            durations.edge_speed_mps[self.edges],
            durations.edge_s[self.edges],
            self.edges,
            self.network.vehicle,
        )


def build_leg(
    stretches: list[Stretch],
    begin_fraction: float,
    end_fraction: float,
    origin: Waypoint,
    destination: Waypoint,
    destination_side: str,
) -> RouteLeg:
    """The leg that drives `stretches` from a fraction of the first edge to a fraction of the last."""
    along, lat, lon, edge_begin = _geometry(stretches)
    length = _each(stretches, "edge_length_m")
    edges = len(length)
    first, last = begin_fraction, 1.0 - end_fraction
    begin_m, end_m = first * length[0], along[-1] - last * length[-1]
    driven = np.ones(edges)
    driven[0] -= first
    driven[-1] -= last
    driven = np.maximum(driven, 0.0)

    begin = int(along.searchsorted(begin_m, side="right"))
    inner = slice(begin, max(begin, int(along.searchsorted(end_m, side="left"))))
    cut = np.array([begin_m, max(begin_m, end_m)])
    cut_lat, cut_lon = np.interp(cut, along, lat), np.interp(cut, along, lon)
    points = inner.stop - inner.start + 2
    point_begin = np.minimum(np.maximum(edge_begin - (inner.start - 1), 0), points - 1).astype(np.int32)
    point_begin[0], point_begin[-1] = 0, points - 1

    speed = _one([s.metric.durations.edge_speed_mps[s.edges] for s in stretches])
    duration = _one([s.metric.durations.edge_s[s.edges] for s in stretches])
    energy = _one([s.energy_wh() for s in stretches])
    names, refs, strings = _strings(stretches)
    turn_wh = _one([s.turn_wh for s in stretches])
    return RouteLeg(
        region=sum(((s.network.name,) * len(s.edges) for s in stretches), ()),
        edge=_one([s.edges for s in stretches]).astype(np.uint32),
        point_begin=point_begin,
        lat_deg=np.concatenate((cut_lat[:1], lat[inner], cut_lat[1:])),
        lon_deg=np.concatenate((cut_lon[:1], lon[inner], cut_lon[1:])),
        distance_along_m=np.concatenate((cut[:1], along[inner], cut[1:])) - begin_m,
        edge_length_m=length * driven,
        edge_duration_s=duration * driven,
        turn_duration_s=_one([s.turn_s for s in stretches]),
        edge_speed_mps=speed.astype(np.float64),
        edge_limit_kmh=_each(stretches, "edge_limit_kmh"),
        edge_energy_wh=energy * driven + turn_wh,
        edge_class=_each(stretches, "edge_class"),
        edge_flags=_each(stretches, "edge_flags"),
        edge_name=names,
        edge_ref=refs,
        edge_congestion=_one([s.metric.durations.edge_congestion[s.edges] for s in stretches]),
        strings=strings,
        origin=Waypoint(LatLon(float(cut_lat[0]), float(cut_lon[0])), origin.name, origin.heading_deg),
        destination=Waypoint(
            LatLon(float(cut_lat[1]), float(cut_lon[1])), destination.name, destination.heading_deg
        ),
        destination_side=destination_side,
    )


def _geometry(
    stretches: list[Stretch],
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64], NDArray[np.int64]]:
    """[P] metres from the first edge's tail, [P] lat, [P] lon, and [K+1] the point at which each edge begins.

    Whole edges; neighbours share a point. Metres are scaled to each edge's stored length, so that they agree.
    """
    lat_parts: list[NDArray[np.int32]] = []
    lon_parts: list[NDArray[np.int32]] = []
    count_parts: list[NDArray[np.int64]] = []
    for stretch in stretches:
        region = stretch.network.region
        shape = region.array("edge_shape")[stretch.edges].astype(np.int64)
        shape_begin = region.array("shape_begin")
        begin = shape_begin[shape].astype(np.int64)
        end = shape_begin[shape + 1].astype(np.int64) - 1
        forward = region.array("edge_forward")[stretch.edges] != 0
        counts = end - begin
        first, last = np.where(forward, begin, end), np.where(forward, end, begin)
        # Every edge but for its first point, which is the last of the edge before: steps of one from point to
        # point, and a leap to the next edge's second.
        step = np.where(forward, 1, -1)
        index = step.repeat(counts)
        index[counts[:-1].cumsum()] = first[1:] + step[1:] - last[:-1]
        index[0] = first[0] + step[0]
        index.cumsum(out=index)
        if not lat_parts:
            index = np.concatenate((first[:1], index))
        lat_parts.append(region.array("shape_lat_e7")[index])
        lon_parts.append(region.array("shape_lon_e7")[index])
        count_parts.append(counts)
    lat = _one(lat_parts) / E7
    lon = _one(lon_parts) / E7
    counts = _one(count_parts)

    # Metres are only shared out within an edge, over which the earth is flat.
    north, east = lat[1:] - lat[:-1], lon[1:] - lon[:-1]
    east *= np.cos(lat[1:] * RADIANS_PER_DEGREE)
    north *= north
    east *= east
    north += east
    piece = np.sqrt(north)
    edge_begin = np.zeros(len(counts) + 1, dtype=np.int64)
    counts.cumsum(out=edge_begin[1:])
    measured = np.add.reduceat(piece, edge_begin[:-1])
    measured[measured <= 0.0] = 1.0
    piece *= (_each(stretches, "edge_length_m") / measured).repeat(counts)
    along = np.zeros(len(lat))
    piece.cumsum(out=along[1:])
    return along, lat, lon, edge_begin


def _each(stretches: list[Stretch], name: str) -> NDArray[Any]:
    """The region's array `name`, for every edge of the path."""
    return _one([s.network.region.array(name)[s.edges] for s in stretches])


def _one(parts: Sequence[NDArray[Any]]) -> NDArray[Any]:
    """The parts one after another; nearly always there is only one."""
    return parts[0] if len(parts) == 1 else np.concatenate(parts)


def _strings(
    stretches: list[Stretch],
) -> tuple[NDArray[np.int32], NDArray[np.int32], tuple[str, ...]]:
    """[K] and [K] rows of names and refs in the strings, each string once, "" first."""
    table: dict[str, int] = {"": 0}
    columns: tuple[list[NDArray[np.int32]], list[NDArray[np.int32]]] = ([], [])
    for stretch in stretches:
        region = stretch.network.region
        rows: dict[int, int] = {}
        for column, name in zip(columns, ("edge_name", "edge_ref"), strict=True):
            ids = region.array(name)[stretch.edges].tolist()
            for i in set(ids).difference(rows):
                rows[i] = table.setdefault(region.string(i), len(table))
            column.append(np.array([rows[i] for i in ids], dtype=np.int32))
    return _one(columns[0]), _one(columns[1]), tuple(table)
