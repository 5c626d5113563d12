"""Turn a path of edges into a RouteLeg: geometry, times, limits, names and energy, in bulk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from maps.geometry import LatLon
from maps.models import RouteLeg, Waypoint
from maps.route.driven import columns, cut, geometry, texts
from maps.route.energy import edge_energy_wh
from maps.route.network import Metric, Network


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

    def geometry(self) -> list[NDArray[Any]]:
        """[P] metres from the first edge's tail, [P] lat, [P] lon, and [K+1] where each edge's points
        begin."""
        array = self.network.region.array
        return list(
            geometry(
                self.edges, array("edge_shape"), array("edge_forward"), array("edge_length_m"),
                array("shape_begin"), array("shape_lat_e7"), array("shape_lon_e7"),
            )
        )  # fmt: skip

    def columns(self) -> list[NDArray[Any]]:
        """Length, duration, speed, congestion, limit, class, flags and energy of the whole edges."""
        array, durations = self.network.region.array, self.metric.durations
        found = columns(
            self.edges, array("edge_length_m"), durations.edge_speed_mps, durations.edge_congestion,
            array("edge_limit_kmh"), array("edge_class"), array("edge_flags"),
        )  # fmt: skip
        seconds, speed = found[1:3]
        energy = edge_energy_wh(self.network.region, speed, seconds, self.edges, self.network.vehicle)
        return [*found, energy]


def build_leg(
    stretches: list[Stretch],
    begin_fraction: float,
    end_fraction: float,
    origin: Waypoint,
    destination: Waypoint,
    destination_side: str,
    off_m: tuple[float, float] = (0.0, 0.0),
) -> RouteLeg:
    """The leg that drives `stretches` from a fraction of the first edge to a fraction of the last.

    `off_m`: how much further than the nearest road its ends are, where that road could not be used.
    """
    along, lat, lon, edge_begin = _line(stretches)
    length, duration, speed, congestion, limit, kind, flags, energy = _one_after_another(
        [s.columns() for s in stretches]
    )
    along, lat, lon, point_begin = cut(
        along, lat, lon, edge_begin, length[0], length[-1], begin_fraction, end_fraction
    )
    # Of each edge, how much is driven.
    if float(np.abs(lon).max()) > 180.0:
        lon = (lon + 180.0) % 360.0 - 180.0
    driven = np.ones(len(length))
    driven[0] -= begin_fraction
    driven[-1] = max(driven[-1] - (1.0 - end_fraction), 0.0)
    length *= driven
    energy_wh = energy * driven
    energy_wh += _one([s.turn_wh for s in stretches])
    names, refs, strings = _strings(stretches)
    first = LatLon(float(lat[0]), float(lon[0]))
    last = LatLon(float(lat[-1]), float(lon[-1]))
    return RouteLeg(
        region=sum(((s.network.name,) * len(s.edges) for s in stretches), ()),
        edge=_one([s.edges for s in stretches]).astype(np.uint32),
        point_begin=point_begin,
        lat_deg=lat,
        lon_deg=lon,
        distance_along_m=along,
        edge_length_m=length,
        edge_duration_s=duration * driven,
        turn_duration_s=_one([s.turn_s for s in stretches]),
        edge_speed_mps=speed.astype(np.float64),
        edge_limit_kmh=limit,
        edge_energy_wh=energy_wh,
        edge_class=kind,
        edge_flags=flags,
        edge_name=names,
        edge_ref=refs,
        edge_congestion=congestion,
        strings=strings,
        origin=Waypoint(first, origin.name, origin.heading_deg),
        destination=Waypoint(last, destination.name, destination.heading_deg),
        destination_side=destination_side,
        origin_off_m=off_m[0],
        destination_off_m=off_m[1],
    )


def _line(stretches: list[Stretch]) -> list[NDArray[Any]]:
    """The geometry of all; where one ends, the next begins, and the point there is kept once."""
    line = stretches[0].geometry()
    for stretch in stretches[1:]:
        along, lat, lon, begin = stretch.geometry()
        line = [
            np.concatenate((line[0], along[1:] + line[0][-1])),
            np.concatenate((line[1], lat[1:])),
            np.concatenate((line[2], lon[1:])),
            np.concatenate((line[3], begin[1:] + line[3][-1])),
        ]
    return line


def _one_after_another(parts: Sequence[list[NDArray[Any]]]) -> list[NDArray[Any]]:
    return [_one(column) for column in zip(*parts, strict=True)]


def _one(parts: Sequence[NDArray[Any]]) -> NDArray[Any]:
    """The parts one after another; nearly always there is only one."""
    return parts[0] if len(parts) == 1 else np.concatenate(parts)


def _strings(
    stretches: list[Stretch],
) -> tuple[NDArray[np.int32], NDArray[np.int32], tuple[str, ...]]:
    """[K] and [K] rows of names and refs in the strings, each string once, "" first."""
    table: dict[str, int] = {}
    names: list[NDArray[np.int32]] = []
    refs: list[NDArray[np.int32]] = []
    for stretch in stretches:
        region = stretch.network.region
        used, name, ref = texts(stretch.edges, region.array("edge_name"), region.array("edge_ref"))
        rows = [table.setdefault(region.string(text), len(table)) for text in used.tolist()]
        if rows != list(range(len(rows))):
            row = np.array(rows, dtype=np.int32)
            name, ref = row[name], row[ref]
        names.append(name)
        refs.append(ref)
    return _one(names), _one(refs), tuple(table)
