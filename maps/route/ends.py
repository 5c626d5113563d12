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
from maps.region.snap import HEADING_TOLERANCE_DEG, SnappedEdges
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
ELSEWHERE_MOST_M = 500.0
"""Where the nearest street cannot be reached, one so much further is offered instead, and none beyond."""
ELSEWHERE_LEAST_M = 15.0
"""So much further is another road, of which the driver is told."""
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
AGAINST_HEADING_S = 280.0
"""Turning the car round at the start: a little worse than at a junction further on, which is easier."""
EXACTLY_M = 1.0
"""A place this near to the line of a road is meant to be on it, whatever road it is."""
ON_RAMP_M = 3.0
"""The same of motorways and ramps, under which no house stands."""
UNFIT_M = 120.0
"""So much further away a motorway, a ramp or a tunnel counts than a street where one may stop."""
BRIDGE_M = 20.0
ASKING_M = 8.0
"""The same for a track, which one takes only where it leads nearer."""
OTHER_CARRIAGEWAY_M = 40.0
"""The same for a one-way road that runs against the car."""
WORSE_MOST_M = 160.0
"""More than the worst of these: so far around the nearest street others are looked at."""
ON_ROAD_M = 80.0
"""A car is this near to the road that it is known to be on, or the knowledge is old."""
END_CLEARANCE_M = 0.2
"""Ends are moved this far off an edge's ends, so that every edge of a leg is driven for some way."""

_MOTORROAD, _LINK = np.uint32(EdgeFlag.MOTORROAD), np.uint32(EdgeFlag.LINK)
_TUNNEL, _BRIDGE = np.uint32(EdgeFlag.TUNNEL), np.uint32(EdgeFlag.BRIDGE)
_NO_START = np.uint32(EdgeFlag.NO_START)
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
    Choice.NEAREST: int(EdgeFlag.FERRY),
    Choice.JOINED: int(EdgeFlag.FERRY | EdgeFlag.ISLAND),
}
"""Edges with these flags are no ends."""


def ends_of(
    networks: Sequence[Network], metrics: Sequence[Metric], waypoint: Waypoint, choice: Choice
) -> Ends:
    """Places on the roads for a waypoint. Raises SnapError when there is no road that the profile may use."""
    thorough = choice is Choice.ALL
    if waypoint.road is not None and not thorough:
        known = _on_road(networks, metrics, waypoint)
        if known is not None:
            return known
    for radius_m in (SNAP_RADIUS_M,) if thorough else (NEAR_RADIUS_M, SNAP_RADIUS_M):
        parts = []
        for row, (network, metric) in enumerate(zip(networks, metrics, strict=True)):
            spots = _spots(network, metric, waypoint, radius_m, choice)
            if len(spots):
                parts.append((row, spots, _reckoned_m(network, waypoint, spots, thorough)))
        if not parts:
            continue
        nearest_m = min(float(reckoned.min()) for _, _, reckoned in parts)
        if radius_m < SNAP_RADIUS_M and nearest_m > radius_m:
            # All that is near is unfit; a street may lie a little further.
            continue
        most_m = np.inf if thorough else nearest_m + AS_NEAR_M
        if choice is not Choice.NEAREST and nearest_m > ELSEWHERE_MOST_M:
            most_m = min(most_m, nearest_road_m(networks, metrics, waypoint) + ELSEWHERE_MOST_M)
        pieces = []
        for row, spots, reckoned in parts:
            kept = spots[reckoned <= most_m]
            if len(kept):
                away_m = float(kept[:, SPOT_DISTANCE_M].min())
                pieces.append(_of_network(networks[row], metrics[row], waypoint, row, kept, away_m))
        if pieces:
            return pieces[0] if len(pieces) == 1 else _joined(pieces)
    raise SnapError(waypoint.position, SNAP_RADIUS_M)


def _reckoned_m(network: Network, waypoint: Waypoint, spots: Spots, thorough: bool) -> NDArray[np.float64]:
    """[C] metres to each spot, and what a worse kind of road for this purpose counts on top.

    Nobody stops in a tunnel or on a motorway where a street is near; a moving car may well be there.
    """
    reckoned = spots[:, SPOT_DISTANCE_M].copy()
    if thorough:
        return reckoned
    edge = spots[:, SPOT_EDGE].astype(np.int64)
    region = network.region
    flags, kind = region.array("edge_flags")[edge], region.array("edge_class")[edge]
    if waypoint.heading_deg is None:
        fast = (kind == RoadClass.MOTORWAY) | ((flags & _MOTORROAD) != 0)
        fast |= ((flags & _LINK) != 0) & (kind <= RoadClass.TRUNK)
        meant = spots[:, SPOT_DISTANCE_M] <= EXACTLY_M
        fast &= spots[:, SPOT_DISTANCE_M] > ON_RAMP_M
        reckoned += np.where(fast | (((flags & _TUNNEL) != 0) & ~meant), UNFIT_M, 0.0)
        reckoned += np.where(((flags & _BRIDGE) != 0) & ~meant, BRIDGE_M, 0.0)
    else:
        off_deg = np.abs((spots[:, SPOT_COURSE_DEG] - waypoint.heading_deg + 180.0) % 360.0 - 180.0)
        one_way = region.array("edge_reverse")[edge] == NO_EDGE
        reckoned += np.where(one_way & (off_deg > HEADING_TOLERANCE_DEG), OTHER_CARRIAGEWAY_M, 0.0)
    track = ((flags & _NO_START) != 0) & (kind == RoadClass.TRACK)
    return np.asarray(reckoned + np.where(track, ASKING_M, 0.0), dtype=np.float64)


def _on_road(networks: Sequence[Network], metrics: Sequence[Metric], waypoint: Waypoint) -> Ends | None:
    """Places on the road that the car is known to be on, in both directions; None where it is not near."""
    assert waypoint.road is not None
    name, edge = waypoint.road
    for row, (network, metric) in enumerate(zip(networks, metrics, strict=True)):
        if network.name != name or edge >= network.edge_count:
            continue
        found = network.snapper.near(waypoint.position, ON_ROAD_M, shape_limit=64, usable=metric.usable)
        shape = network.region.array("edge_shape")
        spots = _table(found)[shape[found.edge] == shape[edge]]
        if len(spots):
            return _of_network(network, metric, waypoint, row, spots, float(spots[0, SPOT_DISTANCE_M]))
    return None


def _spots(network: Network, metric: Metric, waypoint: Waypoint, radius_m: float, choice: Choice) -> Spots:
    """Places on one network's roads, nearest first: those that may count as near, or all around."""
    if choice is not Choice.ALL:
        return network.snapper.nearest(
            waypoint.position, radius_m, WORSE_MOST_M, metric.costs.edge, FORBIDDEN, _UNFIT[choice]
        )
    return _table(network.snapper.near(waypoint.position, radius_m, usable=metric.usable))


def _table(found: SnappedEdges) -> Spots:
    columns = (found.edge, found.distance_m, found.offset_m, found.course_deg, found.on_right)
    return np.ascontiguousarray(np.stack(columns, axis=1, dtype=np.float64))


def nearest_road_m(networks: Sequence[Network], metrics: Sequence[Metric], waypoint: Waypoint) -> float:
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
