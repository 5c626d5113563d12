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
from maps.region.native import long, native, read, table
from maps.region.snap import HEADING_TOLERANCE_DEG
from maps.region.spots import (
    NO_EDGE,
    SPOT_COURSE_DEG,
    SPOT_DISTANCE_M,
    SPOT_EDGE,
    SPOT_OFFSET_M,
    SPOT_ON_RIGHT,
    Spots,
)
from maps.route.contraction import FORBIDDEN
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

_LEFT_HAND = int(EdgeFlag.LEFT_HAND)
_SECONDARY = int(RoadClass.SECONDARY)


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


_UNFIT = {
    Choice.NEAREST: int(EdgeFlag.NO_START | EdgeFlag.FERRY),
    Choice.JOINED: int(EdgeFlag.NO_START | EdgeFlag.FERRY | EdgeFlag.ISLAND),
}
"""Edges with these flags are no ends."""


def ends_of(
    networks: Sequence[Network], metrics: Sequence[Metric], waypoint: Waypoint, choice: Choice
) -> Ends:
    """Places on the roads for a waypoint. Raises SnapError when there is no road that the profile may use."""
    thorough = choice is Choice.ALL
    for radius_m in (SNAP_RADIUS_M,) if thorough else (NEAR_RADIUS_M, SNAP_RADIUS_M):
        parts = []
        for row, (network, metric) in enumerate(zip(networks, metrics, strict=True)):
            spots = _spots(network, metric, waypoint, radius_m, choice)
            if len(spots):
                parts.append((row, spots))
        if not parts:
            continue
        nearest_m = min(float(spots[0, SPOT_DISTANCE_M]) for _, spots in parts)
        furthest_m = max(float(spots[-1, SPOT_DISTANCE_M]) for _, spots in parts)
        if choice is Choice.NEAREST:
            most_m = nearest_m + AS_NEAR_M
        elif furthest_m <= ELSEWHERE_MOST_M:
            most_m = np.inf if thorough else nearest_m + AS_NEAR_M
        else:
            most_m = _nearest_m(networks, metrics, waypoint) + ELSEWHERE_MOST_M
            most_m = most_m if thorough else min(most_m, nearest_m + AS_NEAR_M)
        if furthest_m > most_m:
            parts = [(row, spots[spots[:, SPOT_DISTANCE_M] <= most_m]) for row, spots in parts]
        pieces = [
            _of_network(networks[row], metrics[row], waypoint, row, spots, nearest_m)
            for row, spots in parts
            if len(spots)
        ]
        if pieces:
            return pieces[0] if len(pieces) == 1 else _joined(pieces)
    raise SnapError(waypoint.position, SNAP_RADIUS_M)


def _spots(network: Network, metric: Metric, waypoint: Waypoint, radius_m: float, choice: Choice) -> Spots:
    """Places on one network's roads, nearest first: those hardly further than the nearest, or all around."""
    if choice is not Choice.ALL:
        return network.snapper.nearest(
            waypoint.position, radius_m, AS_NEAR_M, metric.costs.edge, FORBIDDEN, _UNFIT[choice]
        )
    found = network.snapper.near(waypoint.position, radius_m, usable=metric.usable)
    columns = (found.edge, found.distance_m, found.offset_m, found.course_deg, found.on_right)
    return np.ascontiguousarray(np.stack(columns, axis=1, dtype=np.float64))


def _nearest_m(networks: Sequence[Network], metrics: Sequence[Metric], waypoint: Waypoint) -> float:
    """Distance to the nearest road of any kind."""
    found = [
        network.snapper.near(waypoint.position, SNAP_RADIUS_M, shape_limit=1, usable=metric.usable)
        for network, metric in zip(networks, metrics, strict=True)
    ]
    return min((float(f.distance_m[0]) for f in found if len(f.edge)), default=0.0)


def _of_network(
    network: Network, metric: Metric, waypoint: Waypoint, row: int, spots: Spots, nearest_m: float
) -> Ends:
    region = network.region
    if network.boarding:
        spots = np.concatenate((spots, _ferries(network, metric, waypoint, spots)))
    heading_deg = np.nan if waypoint.heading_deg is None else waypoint.heading_deg
    return Ends(
        *_weighed(
            spots, row, nearest_m, heading_deg, metric.costs.unit_per_s, metric.costs.edge,
            region.array("edge_length_m"), region.array("edge_flags"), region.array("edge_reverse"),
            region.array("edge_class"),
        )
    )  # fmt: skip


@native(
    table("float64"), "int64", "float64", "float64", "float64", read("uint32"), read("float32"),
    read("uint32"), read("uint32"), read("uint8"),
)  # fmt: skip
def _weighed(
    spots: Spots,
    row: int,
    nearest_m: float,
    heading_deg: float,
    unit_per_s: float,
    edge_cost: NDArray[np.uint32],
    edge_length_m: NDArray[np.float32],
    edge_flags: NDArray[np.uint32],
    edge_reverse: NDArray[np.uint32],
    edge_class: NDArray[np.uint8],
) -> Any:
    """The columns of Ends for some spots; a heading that is not a number stands for none."""
    count = len(spots)
    network = np.full(count, row, np.int64)
    edges, on_right = np.empty(count, np.int64), np.empty(count, np.bool_)
    fractions, clearances, distances = np.empty(count), np.empty(count), np.empty(count)
    leave, arrive = np.empty(count, np.int64), np.empty(count, np.int64)
    rest = np.empty(count, np.int64)
    for i in range(count):
        edge = long(spots[i, SPOT_EDGE])
        distance_m, right = spots[i, SPOT_DISTANCE_M], spots[i, SPOT_ON_RIGHT] > 0.0
        length = max(np.float64(edge_length_m[edge]), 1e-3)
        clearance = min(END_CLEARANCE_M / length, 0.5)
        fraction = min(max(spots[i, SPOT_OFFSET_M] / length, clearance), 1.0 - clearance)
        walk_s = (distance_m - nearest_m) * WALK_COST_S_PER_M
        against_s = crossing_s = 0.0
        if not np.isnan(heading_deg):
            off_deg = abs((spots[i, SPOT_COURSE_DEG] - heading_deg + 180.0) % 360.0 - 180.0)
            against_s = AGAINST_HEADING_S if off_deg > HEADING_TOLERANCE_DEG else 0.0
        if distance_m > ON_STREET_M and edge_reverse[edge] != NO_EDGE:
            left_hand = (edge_flags[edge] & _LEFT_HAND) != 0
            if right == left_hand:
                crossing_s = WRONG_SIDE_MAJOR_S if edge_class[edge] <= _SECONDARY else WRONG_SIDE_S
        edges[i], on_right[i], distances[i] = edge, right, distance_m
        fractions[i], clearances[i] = fraction, clearance
        leave[i] = round((walk_s + against_s) * unit_per_s)
        arrive[i] = round((walk_s + crossing_s) * unit_per_s)
        rest[i] = round(edge_cost[edge] * (1.0 - fraction))
    return network, edges, fractions, clearances, distances, on_right, leave, arrive, rest


def _ferries(network: Network, metric: Metric, waypoint: Waypoint, spots: Spots) -> Spots:
    """The ferries of the terminals at which spots lie: one drives on board there without a turn on land."""
    region = network.region
    lengths = region.array("edge_length_m")
    found = []
    done: set[int] = set()
    for edge, distance_m, offset_m, course_deg, on_right in spots.tolist():
        length = float(lengths[int(edge)])
        if offset_m <= END_CLEARANCE_M:
            node = int(region.array("edge_tail")[int(edge)])
        elif offset_m >= length - END_CLEARANCE_M:
            node = int(region.array("edge_head")[int(edge)])
        else:
            continue
        if node in done:
            continue
        done.add(node)
        for ferry, ends in network.boarding.get(node, ()):
            if metric.costs.edge[ferry] < FORBIDDEN:
                course = course_deg if waypoint.heading_deg is None else waypoint.heading_deg
                found.append((ferry, distance_m, float(lengths[ferry]) if ends else 0.0, course, on_right))
    return np.array(found, dtype=np.float64).reshape(-1, 5)


def _joined(pieces: Sequence[Ends]) -> Ends:
    return Ends(
        *(np.concatenate([getattr(piece, name) for piece in pieces]) for name in Ends.__dataclass_fields__)
    )
