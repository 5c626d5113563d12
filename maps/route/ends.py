"""Where a route may begin, stop and end: candidate places on the roads for each waypoint."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from maps.errors import SnapError
from maps.geometry import turn_angle_deg
from maps.models import Waypoint
from maps.region.format import EdgeFlag, RoadClass
from maps.region.snap import HEADING_TOLERANCE_DEG, SnappedEdges
from maps.route.network import Metric, Network

SNAP_RADIUS_M = 500.0
"""A point further than this from every road is not a place one can drive to."""
NEAR_RADIUS_M = 60.0
"""Tried first: most points lie on or beside a street, and a small circle is quick to search."""
ELSEWHERE_MOST_M = 100.0
"""Where the nearest street cannot be reached, one so much further is offered instead, and none beyond."""
AS_NEAR_M = 0.5
"""Streets hardly further than the nearest are tried as well: a point at a junction is on all of them."""
ON_STREET_M = 4.0
"""A place this near the middle of a street lies on no side of it."""
WALK_COST_S_PER_M = 1.5
"""What a metre between the asked point and the road counts, so that a further road must be worth it."""
WRONG_SIDE_S = 8.0
"""Arriving with the destination across the street."""
WRONG_SIDE_MAJOR_S = 40.0
"""The same on a road one does not stroll across."""
AGAINST_HEADING_S = 120.0
"""Turning the car round at the start, where no road runs the way it points."""
END_CLEARANCE_M = 0.2
"""Ends are moved this far off an edge's ends, so that every edge of a leg is driven for some way."""

_LEFT_HAND = np.uint32(EdgeFlag.LEFT_HAND)


@dataclass(frozen=True)
class Ends:
    """C candidate places on the roads for one waypoint."""

    network: NDArray[np.int64]
    """[C] row of the network"""
    edge: NDArray[np.int64]
    """[C]"""
    fraction: NDArray[np.float64]
    """[C] along the edge"""
    clearance: NDArray[np.float64]
    """[C] least fraction, at which the edge as good as begins; as far from 1 it ends"""
    distance_m: NDArray[np.float64]
    """[C] from the asked point"""
    on_right: NDArray[np.bool_]
    """[C] the asked point lies to the right of the direction of travel"""
    leave_cost: NDArray[np.int64]
    """[C] for starting here"""
    arrive_cost: NDArray[np.int64]
    """[C] for ending here"""
    rest_cost: NDArray[np.int64]
    """[C] of the part of the edge after it"""

    def rows(self, keep: NDArray[Any]) -> Ends:
        """Some of the candidates, by number or mask."""
        return Ends(*[getattr(self, name)[keep] for name in self.__dataclass_fields__])

    def to_leave(self) -> Ends:
        """Without the ends of edges where others begin: who starts at a junction has no street behind."""
        begins, ends = self.fraction <= self.clearance, self.fraction >= 1.0 - self.clearance
        return self.rows(~ends) if begins.any() and ends.any() else self

    def to_arrive(self) -> Ends:
        """Without the beginnings of edges where others end: who arrives at a junction need not turn there."""
        begins, ends = self.fraction <= self.clearance, self.fraction >= 1.0 - self.clearance
        return self.rows(~begins) if begins.any() and ends.any() else self

    def side(self, row: int) -> str:
        """On which side of the street the asked point lies, "" when it is on it."""
        if self.distance_m[row] < ON_STREET_M:
            return ""
        return "right" if self.on_right[row] else "left"


class Choice(IntEnum):
    """Which roads near a waypoint are tried, in this order until there is a way."""

    NEAREST = 0
    """the nearest street, in both directions"""
    JOINED = 1
    """the nearest street that is joined to the rest of the network"""
    ALL = 2
    """every street around"""


def ends_of(
    networks: Sequence[Network], metrics: Sequence[Metric], waypoint: Waypoint, choice: Choice
) -> Ends:
    """Places on the roads for a waypoint. Raises SnapError when there is no road that the profile may use."""
    thorough = choice is Choice.ALL
    for radius_m in (NEAR_RADIUS_M, SNAP_RADIUS_M):
        parts = []
        for row, (network, metric) in enumerate(zip(networks, metrics, strict=True)):
            mask = metric.ends[choice]
            found = network.snapper.near(waypoint.position, radius_m, usable=mask)
            if len(found.edge):
                parts.append((row, found))
        if parts and (not thorough or radius_m == SNAP_RADIUS_M):
            ends = _ends(networks, metrics, waypoint, parts, thorough=thorough)
            near_enough = ends.distance_m <= ELSEWHERE_MOST_M
            if choice is not Choice.NEAREST and not near_enough.all():
                nearest_m = _nearest_m(networks, metrics, waypoint)
                near_enough = ends.distance_m <= nearest_m + ELSEWHERE_MOST_M
                ends = ends.rows(near_enough)
            if len(ends.edge):
                return ends
    raise SnapError(waypoint.position, SNAP_RADIUS_M)


def _nearest_m(networks: Sequence[Network], metrics: Sequence[Metric], waypoint: Waypoint) -> float:
    """Distance to the nearest road of any kind."""
    found = [
        network.snapper.near(waypoint.position, SNAP_RADIUS_M, shape_limit=1, usable=metric.usable)
        for network, metric in zip(networks, metrics, strict=True)
    ]
    return min((float(f.distance_m[0]) for f in found if len(f.edge)), default=0.0)


def _ends(
    networks: Sequence[Network],
    metrics: Sequence[Metric],
    waypoint: Waypoint,
    parts: Sequence[tuple[int, SnappedEdges]],
    *,
    thorough: bool,
) -> Ends:
    nearest_m = min(float(found.distance_m[0]) for _, found in parts)
    pieces = [
        _of_network(networks[row], metrics[row], waypoint, row, found, nearest_m) for row, found in parts
    ]
    ends = pieces[0]
    if len(pieces) > 1:
        ends = Ends(
            *(
                np.concatenate([getattr(piece, name) for piece in pieces])
                for name in Ends.__dataclass_fields__
            )
        )
    if not thorough:
        # The list is sorted by distance within each network.
        keep = ends.distance_m <= nearest_m + AS_NEAR_M
        if not keep.all():
            ends = ends.rows(keep)
    return ends


def _of_network(
    network: Network, metric: Metric, waypoint: Waypoint, row: int, found: SnappedEdges, nearest_m: float
) -> Ends:
    region = network.region
    edge = found.edge
    length = np.maximum(region.array("edge_length_m")[edge].astype(np.float64), 1e-3)
    clearance = np.minimum(END_CLEARANCE_M / length, 0.5)
    fraction = np.minimum(np.maximum(found.offset_m / length, clearance), 1.0 - clearance)
    walk = (found.distance_m - nearest_m) * WALK_COST_S_PER_M
    against = np.zeros(len(edge))
    if waypoint.heading_deg is not None:
        off = np.abs(turn_angle_deg(waypoint.heading_deg, found.course_deg))
        against = np.where(off > HEADING_TOLERANCE_DEG, AGAINST_HEADING_S, 0.0)
    left_hand = (region.array("edge_flags")[edge] & _LEFT_HAND) != 0
    two_way = region.array("edge_reverse")[edge] != 0xFFFFFFFF
    across = two_way & (found.on_right == left_hand) & (found.distance_m > ON_STREET_M)
    major = region.array("edge_class")[edge] <= RoadClass.SECONDARY
    crossing = np.where(across, np.where(major, WRONG_SIDE_MAJOR_S, WRONG_SIDE_S), 0.0)
    scale = metric.costs.unit_per_s
    return Ends(
        network=np.full(len(edge), row, dtype=np.int64),
        edge=edge,
        fraction=fraction,
        clearance=clearance,
        distance_m=found.distance_m,
        on_right=found.on_right,
        leave_cost=np.rint((walk + against) * scale).astype(np.int64),
        arrive_cost=np.rint((walk + crossing) * scale).astype(np.int64),
        rest_cost=np.rint(metric.costs.edge[edge] * (1.0 - fraction)).astype(np.int64),
    )
