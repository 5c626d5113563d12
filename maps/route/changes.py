"""The usual costs with what is different at one time: few edges and turns of many, and only these are looked
at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from maps.region.format import TurnFlag
from maps.route.contraction import FORBIDDEN
from maps.route.costing import (
    GUESTS_ONLY,
    RESTRICTED_ENTRY_S,
    UNIT_PER_S,
    Closures,
    Costs,
    Durations,
    edge_factor,
    usual_costs,
    whole,
)

if TYPE_CHECKING:
    from maps.region.reader import Region

TurnsAround = Callable[[NDArray[np.int64], NDArray[np.int64]], NDArray[np.int64]]
"""Every turn into some edges and every turn out of others"""


@dataclass(frozen=True)
class Conditions:
    """What holds at one time."""

    durations: Durations
    closures: Closures


def changed_costs(
    region: Region, free_flow: Durations, now: Conditions, turns_around: TurnsAround
) -> tuple[Costs, NDArray[np.int64]]:
    """The usual profile's costs under these conditions, and the turns that cost something else than usual."""
    usual = usual_costs(region)
    closures, speed = now.closures, now.durations.edge_speed_mps
    slower = _none if speed is free_flow.edge_speed_mps else np.flatnonzero(speed != free_flow.edge_speed_mps)
    closed = _none if closures.edges is None else np.flatnonzero(closures.edges)
    restricted = _none if closures.restricted_edges is None else np.flatnonzero(closures.restricted_edges)
    edges = np.union1d(slower, closed)
    turns = _none if closures.turns is None else np.flatnonzero(closures.turns)
    gates = _none if closures.restricted_turns is None else np.flatnonzero(closures.restricted_turns)
    if not len(edges) and not len(restricted) and not len(turns) and not len(gates):
        return usual, turns
    edge_cost, turn_cost = region.private("usual_edge_cost"), region.private("usual_turn_cost")
    duration_s = now.durations.edge_length_m[slower] / speed[slower]
    edge_cost[slower] = whole(
        duration_s * np.float32(UNIT_PER_S) * edge_factor(region.array("edge_rate")[slower])
    )
    edge_cost[closed] = FORBIDDEN
    turns = np.union1d(np.union1d(turns, gates), turns_around(np.union1d(edges, restricted), restricted))
    state_edge = region.array("state_edge")
    into = state_edge[region.array("turn_to")[turns]]
    alone = usual.arc[turns] - usual.edge[into]
    if len(restricted) or len(gates):
        # Whoever enters restricted roads from others pays; which roads these are has changed.
        out_of = state_edge[region.array("turn_from")[turns]]
        flags, entry = region.array("edge_flags"), np.uint32(RESTRICTED_ENTRY_S * UNIT_PER_S)
        always = [(flags[edge] & GUESTS_ONLY) != 0 for edge in (into, out_of)]
        gate = (region.array("turn_flags")[turns] & TurnFlag.RESTRICTED) != 0
        marked = closures.restricted_edges
        at_last = always if marked is None else [always[0] | marked[into], always[1] | marked[out_of]]
        before = (always[0] & ~always[1]) | gate
        after = (at_last[0] & ~at_last[1]) | gate
        if closures.restricted_turns is not None:
            after |= closures.restricted_turns[turns]
        alone = alone - np.where(before, entry, np.uint32(0))
        alone = alone + np.where(after, entry, np.uint32(0))
    if closures.turns is not None:
        alone = np.where(closures.turns[turns], np.uint32(FORBIDDEN), alone)
    turn_cost[turns] = np.minimum(alone + edge_cost[into], np.uint32(FORBIDDEN))
    return Costs(edge_cost, turn_cost, UNIT_PER_S), turns[turn_cost[turns] != usual.arc[turns]]


_none = np.zeros(0, dtype=np.int64)
