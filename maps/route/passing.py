"""What is open and which limit holds where a drive comes by later than it leaves.

A car that leaves at 17:30 and passes a bridge at 18:25 meets the bridge of 18:25. The time of passing is
first taken from the quickest way there, then from the way that was found, until both agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from maps.models import RouteLeg, RoutingProfile
from maps.region.format import EdgeFlag
from maps.route.contraction import FORBIDDEN
from maps.route.costing import RESTRICTED_ENTRY_S
from maps.route.ends import Ends
from maps.route.fabric import Piece
from maps.route.network import Metric, Network
from maps.route.schedule import Passing

LATEST_FACTOR = 1.5
SPARE_S = 1_800.0
"""A drive that takes so many times its length, and this much more, is looked through for changes."""


def may_change(networks: Sequence[Network], profile: RoutingProfile, when: datetime, drive_s: float) -> bool:
    """Whether anything opens or closes in the time of a drive."""
    within = timedelta(seconds=drive_s * LATEST_FACTOR + SPARE_S)
    return any(network.schedule.changes(profile, when, within) for network in networks)


def earliest_s(network: Network, metric: Metric, row: int, start: Ends) -> Passing:
    """Seconds after leaving `start` at which edges can be reached; `metric` has all open and counts time."""
    mine = np.flatnonzero(start.network == row)
    region = network.region

    def passing(edges: NDArray[np.int64]) -> NDArray[np.float64]:
        if not len(edges) or not len(mine):
            return np.full(len(edges), np.inf)
        unit = metric.costs.unit_per_s
        wanted, back = np.unique(edges, return_inverse=True)
        table = metric.matrix(start.edge[mine], wanted).astype(np.float64)
        table[table >= FORBIDDEN] = np.inf
        table += start.rest_cost[mine][:, None]
        seconds = (table.min(axis=0) - metric.costs.edge[wanted]) / unit
        flags = region.array("edge_flags")[wanted]
        guests = (flags & np.uint32(EdgeFlag.DESTINATION_ONLY)) != 0
        # What keeps others out of private roads is no time.
        seconds = np.where(guests & (seconds > RESTRICTED_ENTRY_S), seconds - RESTRICTED_ENTRY_S, seconds)
        seconds = np.where(np.isin(wanted, start.edge[mine]), 0.0, seconds)
        return np.asarray(np.maximum(seconds, 0.0)[back], dtype=np.float64)

    return passing


def as_driven(
    networks: Sequence[Network], metrics: Sequence[Metric], pieces: Sequence[Piece]
) -> list[Passing]:
    """For each network when a way comes by its edges; infinity for those that it does not use."""
    at: list[dict[int, float]] = [{} for _ in networks]
    elapsed_s = 0.0
    for piece in pieces:
        network, metric = networks[piece.network], metrics[piece.network]
        edges = network.state_edge[piece.path.states].astype(np.int64)
        turn_s = np.append(network.region.array("turn_s")[piece.path.turns].astype(np.float64), 0.0)
        ends_s = elapsed_s + np.cumsum(metric.durations.edge_s[edges] + turn_s)
        begins_s = np.concatenate(([elapsed_s], ends_s[:-1]))
        at[piece.network].update(zip(edges.tolist(), begins_s.tolist(), strict=True))
        elapsed_s = float(ends_s[-1])

    def of(known: dict[int, float]) -> Passing:
        return lambda edges: np.array([known.get(edge, np.inf) for edge in edges.tolist()], dtype=np.float64)

    return [of(known) for known in at]


def with_limits_in_passing(
    networks: Sequence[Network], legs: Sequence[RouteLeg], profile: RoutingProfile, when: datetime
) -> tuple[RouteLeg, ...]:
    """The legs with the limits that hold when the car comes by."""
    by_name = {network.name: network for network in networks}
    found = []
    elapsed_s = 0.0
    for leg in legs:
        timed = np.flatnonzero((leg.edge_flags & np.uint32(EdgeFlag.CONDITIONAL)) != 0).tolist()
        if timed:
            begins = elapsed_s + np.cumsum(leg.edge_duration_s + leg.turn_duration_s) - leg.edge_duration_s
            limits = leg.edge_limit_kmh.copy()
            for k in timed:
                moment = when + timedelta(seconds=float(begins[k]))
                edges, moments = (int(leg.edge[k]),), (moment,)
                (limit,) = by_name[leg.region[k]].schedule.limits_kmh(edges, profile, moments)
                limits[k] = limit or limits[k]
            leg = replace(leg, edge_limit_kmh=limits)
        found.append(leg)
        elapsed_s += leg.duration_s
    return tuple(found)
