"""The contraction hierarchy of one region as it is stored, and weights for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from maps.errors import RegionError
from maps.route.contraction import (
    FORBIDDEN,
    amend,
    arcs_of,
    begin_weights,
    customize,
    is_sound,
    turns_into,
)
from maps.route.searches import DAMAGED, cheapest_way, cost_table, costs_to_all

if TYPE_CHECKING:
    from maps.region.reader import Region

AMENDED_MOST, CHANGED_MOST = 0.008, 0.0005
"""Shares of the arcs that are looked at and that are known to have changed: beyond, customising all of them
is as quick."""

VIA_KEPT_MOST = 4_000_000
"""Arcs: a city has two million."""

_USUAL = ("usual_forward", "usual_backward", "usual_forward_via", "usual_backward_via")

Numbers = NDArray[np.int32]


@dataclass(frozen=True)
class Weights:
    """Of every arc of a hierarchy, for one metric."""

    forward: Numbers
    backward: Numbers
    forward_via: Numbers
    """what costs that: the vertex that the arc leads over, or -1 - turn; empty where that is not kept"""
    backward_via: Numbers


class Way(NamedTuple):
    """The cheapest of several: from source number `source` to target number `target`."""

    cost: int
    source: int
    target: int
    turns: NDArray[np.int64]


class _Scratch:
    """What a search writes on. Memory that is only reserved until it is touched."""

    def __init__(self, vertices: int) -> None:
        self.left = np.zeros(vertices, dtype=np.int32)
        self.left_back = np.zeros(vertices, dtype=np.int32)
        self.before = np.empty(vertices, dtype=np.int32)
        self.after = np.empty(vertices, dtype=np.int32)
        self.visited = np.empty(vertices, dtype=np.int32)
        self.asked_by = np.zeros(vertices + 1, dtype=np.int32)


class Hierarchy:
    """Searches on one region. Every method may be called from any thread.

    Raises RegionError where the stored hierarchy does not fit the graph or makes no sense.
    """

    def __init__(self, region: Region) -> None:
        self._region = region
        self._turn_begin = region.array("turn_begin")
        self._turn_to = region.array("turn_to")
        self._rank: Numbers = region.array("state_rank")
        self._state: Numbers = region.array("rank_state")
        self._up_begin: Numbers = region.array("up_begin")
        self._up_head: Numbers = region.array("up_head")
        self._down_begin: Numbers = region.array("down_begin")
        self._down_tail: Numbers = region.array("down_tail")
        self._down_arc: Numbers = region.array("down_arc")
        self.vertex_count = len(self._rank)
        self.arc_count = len(self._up_head)
        offsets = self.vertex_count + 1
        fits = (
            len(region.array("state_edge")) == len(self._state) == self.vertex_count
            and len(self._up_begin) == len(self._down_begin) == len(self._turn_begin) == offsets
            and len(self._down_tail) == len(self._down_arc) == self.arc_count
            and int(self._up_begin[-1]) == int(self._down_begin[-1]) == self.arc_count
            and int(self._turn_begin[-1]) == len(self._turn_to)
        )
        if not fits:
            raise RegionError(region.path, "is damaged: its contraction hierarchy belongs to another graph")
        self._sound: bool | None = None
        self._idle: list[_Scratch] = []

    def usual_weights(self) -> Weights:
        """Of the usual profile without traffic and closures, as stored."""
        return self._checked(*(self._region.array(name) for name in _USUAL))

    def customized(self, turn_cost: NDArray[np.uint32]) -> Weights:
        """For any costs of turns."""
        self._check_all()
        forward = np.empty(self.arc_count, dtype=np.int32)
        backward = np.empty(self.arc_count, dtype=np.int32)
        # Of a big region that would be much memory for the little time that it saves.
        kept = self.arc_count if self.arc_count <= VIA_KEPT_MOST else 0
        via = np.empty(kept, dtype=np.int32), np.empty(kept, dtype=np.int32)
        begin_weights(
            self._turn_begin, self._turn_to, turn_cost, self._rank, self._up_begin, self._up_head, forward,
            backward, *via,
        )  # fmt: skip
        customize(
            self._up_begin, self._up_head, self._down_begin, self._down_tail, self._down_arc, forward,
            backward, *via,
        )  # fmt: skip
        return Weights(forward, backward, *via)

    def amended(
        self,
        turn_cost: NDArray[np.uint32],
        changed: NDArray[np.int64],
        *,
        changed_most: float = CHANGED_MOST,
        amended_most: float = AMENDED_MOST,
    ) -> Weights:
        """For costs that differ from the usual ones at some turns only."""
        arcs = arcs_of(
            changed, self._region.array("turn_from"), self._turn_to, self._rank, self._up_begin, self._up_head
        )
        most = int(self.arc_count * amended_most)
        if len(arcs) > self.arc_count * changed_most:
            return self.customized(turn_cost)
        if (arcs < 0).any():
            raise self._damage()
        usual = self._checked(*(self._region.private(name) for name in _USUAL))
        looked_at = amend(
            arcs, self._turn_begin, self._turn_to, turn_cost, self._state, self._up_begin, self._up_head,
            self._down_begin, self._down_tail, self._down_arc, np.zeros(self.arc_count, dtype=np.uint8),
            usual.forward, usual.backward, usual.forward_via, usual.backward_via, most,
        )  # fmt: skip
        if looked_at == -2:
            raise self._damage()
        return self.customized(turn_cost) if looked_at < 0 else usual

    def turns_into(self, states: NDArray[np.integer]) -> NDArray[np.int64]:
        """Every turn into some states."""
        found: NDArray[np.int64] = turns_into(
            _numbers(states), self._turn_begin, self._turn_to, self._rank, self._state, self._up_begin,
            self._up_head, self._down_begin, self._down_tail,
        )  # fmt: skip
        return found

    def cheapest_way(
        self,
        weights: Weights,
        turn_cost: NDArray[np.uint32],
        sources: Numbers,
        source_cost: NDArray[np.int64],
        targets: Numbers,
        target_cost: NDArray[np.int64],
    ) -> Way | None:
        """From any of the source states to any of the target states, whose costs are added."""
        scratch = self._borrowed()
        cost, source, target, turns = cheapest_way(
            sources, source_cost, targets, target_cost, self._turn_begin, self._turn_to, turn_cost,
            self._rank, self._state, self._up_begin, self._up_head, self._down_begin, self._down_tail,
            self._down_arc, weights.forward, weights.backward, weights.forward_via,
            weights.backward_via, scratch.left, scratch.left_back, scratch.before, scratch.after,
            scratch.visited,
        )  # fmt: skip
        self._idle.append(scratch)
        if cost == DAMAGED:
            raise self._damage()
        return None if source < 0 or cost >= FORBIDDEN else Way(cost, source, target, turns)

    def table(
        self,
        weights: Weights,
        sources: NDArray[np.integer],
        targets: NDArray[np.integer],
        *,
        backward: bool = False,
    ) -> NDArray[np.int64]:
        """[S, T] costs from each source to each target, or `backward` from each target to each source.

        Quick where the sources are few. FORBIDDEN where there is no way.
        """
        outward, homeward = weights.forward, weights.backward
        if backward:
            outward, homeward = homeward, outward
        costs = np.empty(len(sources) * len(targets), dtype=np.int64)
        scratch = self._borrowed()
        sound = cost_table(
            _numbers(sources), _numbers(targets), self._rank, self._state, self._up_begin, self._up_head,
            outward, homeward, scratch.left, scratch.before, scratch.asked_by, scratch.visited, costs,
        )  # fmt: skip
        if not sound:
            raise self._damage()
        self._idle.append(scratch)
        return costs.reshape(len(sources), len(targets))

    def costs_to_all(
        self,
        weights: Weights,
        sources: NDArray[np.integer],
        source_cost: NDArray[np.integer],
        limit: int = FORBIDDEN - 1,
    ) -> Numbers:
        """[X] cost from the cheapest of the sources to each state, FORBIDDEN beyond `limit`."""
        self._check_all()
        costs = np.empty(self.vertex_count, dtype=np.int32)
        scratch = self._borrowed()
        costs_to_all(
            _numbers(sources), np.asarray(source_cost, dtype=np.int64), limit, self._rank, self._state,
            self._up_begin, self._up_head, weights.forward, weights.backward, scratch.left, costs,
        )  # fmt: skip
        self._idle.append(scratch)
        return costs

    def _borrowed(self) -> _Scratch:
        try:
            return self._idle.pop()
        except IndexError:
            return _Scratch(self.vertex_count)

    def _checked(self, *arrays: Numbers) -> Weights:
        if any(len(array) != self.arc_count for array in arrays):
            raise self._damage()
        return Weights(*arrays)

    def _check_all(self) -> None:
        """Before loops over everything, which look at no number twice."""
        if self._sound is None:
            self._sound = bool(
                is_sound(
                    self._rank,
                    self._state,
                    self._up_begin,
                    self._up_head,
                    self._down_begin,
                    self._down_tail,
                    self._down_arc,
                )
            )
        if not self._sound:
            raise self._damage()

    def _damage(self) -> RegionError:
        return RegionError(self._region.path, "is damaged: its contraction hierarchy makes no sense")


def _numbers(values: NDArray[np.integer]) -> Numbers:
    return np.ascontiguousarray(values, dtype=np.int32)
