"""Where a route may begin, stop and end: candidate places on the roads for each waypoint."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from maps.errors import SnapError
from maps.models import Waypoint
from maps.region.format import EdgeFlag, RoadClass
from maps.region.snap import HEADING_TOLERANCE_DEG, NO_EDGE, Spot
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
_KINDS = (np.int64, np.int64, np.float64, np.float64, np.float64, np.bool_, np.int64, np.int64, np.int64)
"""Of the fields of Ends."""


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
        begins = self.fraction <= self.clearance
        if not begins.any():
            return self
        ends = self.fraction >= 1.0 - self.clearance
        return self.rows(~ends) if ends.any() else self

    def to_arrive(self) -> Ends:
        """Without the beginnings of edges where others end: who arrives at a junction need not turn there."""
        begins = self.fraction <= self.clearance
        if not begins.any():
            return self
        ends = self.fraction >= 1.0 - self.clearance
        return self.rows(~begins) if ends.any() else self

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
    for radius_m in (SNAP_RADIUS_M,) if thorough else (NEAR_RADIUS_M, SNAP_RADIUS_M):
        parts = []
        for row, (network, metric) in enumerate(zip(networks, metrics, strict=True)):
            spots = _spots(network, metric.ends[choice], waypoint, radius_m, thorough=thorough)
            if spots:
                parts.append((row, spots))
        if not parts:
            continue
        nearest_m = min(spots[0].distance_m for _, spots in parts)
        if choice is Choice.NEAREST:
            most_m = nearest_m + AS_NEAR_M
        elif all(spot.distance_m <= ELSEWHERE_MOST_M for _, spots in parts for spot in spots):
            most_m = np.inf if thorough else nearest_m + AS_NEAR_M
        else:
            most_m = _nearest_m(networks, metrics, waypoint) + ELSEWHERE_MOST_M
            most_m = most_m if thorough else min(most_m, nearest_m + AS_NEAR_M)
        pieces = [
            _of_network(networks[row], metrics[row], waypoint, row, near, nearest_m)
            for row, spots in parts
            if (near := [spot for spot in spots if spot.distance_m <= most_m])
        ]
        if pieces:
            return pieces[0] if len(pieces) == 1 else _joined(pieces)
    raise SnapError(waypoint.position, SNAP_RADIUS_M)


def _spots(
    network: Network, usable: NDArray[np.bool_], waypoint: Waypoint, radius_m: float, *, thorough: bool
) -> list[Spot]:
    """Places on one network's roads, nearest first: those hardly further than the nearest, or all around."""
    if not thorough:
        return network.snapper.nearest(waypoint.position, radius_m, AS_NEAR_M, usable)
    found = network.snapper.near(waypoint.position, radius_m, usable=usable)
    columns = (found.edge, found.distance_m, found.offset_m, found.course_deg, found.on_right)
    return [Spot(*row) for row in zip(*(column.tolist() for column in columns), strict=True)]


def _nearest_m(networks: Sequence[Network], metrics: Sequence[Metric], waypoint: Waypoint) -> float:
    """Distance to the nearest road of any kind."""
    found = [
        network.snapper.near(waypoint.position, SNAP_RADIUS_M, shape_limit=1, usable=metric.usable)
        for network, metric in zip(networks, metrics, strict=True)
    ]
    return min((float(f.distance_m[0]) for f in found if len(f.edge)), default=0.0)


def _of_network(
    network: Network, metric: Metric, waypoint: Waypoint, row: int, spots: list[Spot], nearest_m: float
) -> Ends:
    # In plain numbers: for two or three candidates an array's every operation costs more than its contents.
    region = network.region
    lengths, flags = region.array("edge_length_m"), region.array("edge_flags")
    reverse, classes = region.array("edge_reverse"), region.array("edge_class")
    edge_cost, scale = metric.costs.edge, metric.costs.unit_per_s
    if network.boarding:
        spots = spots + _ferries(network, metric, waypoint, spots)
    columns = []
    for spot in spots:
        edge = spot.edge
        length = max(float(lengths[edge]), 1e-3)
        clearance = min(END_CLEARANCE_M / length, 0.5)
        fraction = min(max(spot.offset_m / length, clearance), 1.0 - clearance)
        walk_s = (spot.distance_m - nearest_m) * WALK_COST_S_PER_M
        against_s = crossing_s = 0.0
        if waypoint.heading_deg is not None:
            off_deg = abs((spot.course_deg - waypoint.heading_deg + 180.0) % 360.0 - 180.0)
            against_s = AGAINST_HEADING_S if off_deg > HEADING_TOLERANCE_DEG else 0.0
        if spot.distance_m > ON_STREET_M and reverse[edge] != NO_EDGE:
            left_hand = bool(flags[edge] & _LEFT_HAND)
            if spot.on_right == left_hand:
                crossing_s = WRONG_SIDE_MAJOR_S if classes[edge] <= RoadClass.SECONDARY else WRONG_SIDE_S
        columns.append(
            (
                row,
                edge,
                fraction,
                clearance,
                spot.distance_m,
                spot.on_right,
                round((walk_s + against_s) * scale),
                round((walk_s + crossing_s) * scale),
                round(float(edge_cost[edge]) * (1.0 - fraction)),
            )
        )
    return Ends(
        *(
            np.array(column, dtype=kind)
            for column, kind in zip(zip(*columns, strict=True), _KINDS, strict=True)
        )
    )


def _ferries(network: Network, metric: Metric, waypoint: Waypoint, spots: list[Spot]) -> list[Spot]:
    """The ferries of the terminals at which spots lie: one drives on board there without a turn on land."""
    region = network.region
    lengths = region.array("edge_length_m")
    found = []
    done: set[int] = set()
    for spot in spots:
        length = float(lengths[spot.edge])
        if spot.offset_m <= END_CLEARANCE_M:
            node = int(region.array("edge_tail")[spot.edge])
        elif spot.offset_m >= length - END_CLEARANCE_M:
            node = int(region.array("edge_head")[spot.edge])
        else:
            continue
        if node in done:
            continue
        done.add(node)
        for ferry, ends in network.boarding.get(node, ()):
            if metric.usable[ferry]:
                offset_m = float(lengths[ferry]) if ends else 0.0
                course_deg = spot.course_deg if waypoint.heading_deg is None else waypoint.heading_deg
                found.append(Spot(ferry, spot.distance_m, offset_m, course_deg, spot.on_right))
    return found


def _joined(pieces: Sequence[Ends]) -> Ends:
    return Ends(
        *(np.concatenate([getattr(piece, name) for piece in pieces]) for name in Ends.__dataclass_fields__)
    )
