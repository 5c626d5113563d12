"""The contraction hierarchy of a region under construction, customised for the usual profile.

What is stored is what the engine asks, vertex by vertex in memory-mapped arrays, so that a region of any size
answers as soon as it is open.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from maps.errors import BuildError
from maps.models import RoutingProfile
from maps.region.format import HIERARCHY_ARRAYS, EdgeFlag
from maps.route.contraction import begin_weights, complete, customize, turned
from maps.route.costing import CostBasis, turn_durations_s

NO_EDGE = 0xFFFFFFFF
_DTYPES = {spec.name: spec.dtype for spec in HIERARCHY_ARRAYS}


class _Folder:
    """The arrays of a region under construction, as maps.route reads them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.array = lru_cache(maxsize=None)(self._array)

    def _array(self, name: str) -> NDArray[Any]:
        stored = np.load(self._folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)
        return np.asarray(stored).view(np.ndarray)

    def put(self, name: str, values: NDArray[Any]) -> None:
        np.save(self._folder / f"{name}.npy", np.ascontiguousarray(values, dtype=_DTYPES[name]))


def build_hierarchy(graph_folder: Path, rank: NDArray[np.integer]) -> None:
    """Write HIERARCHY_ARRAYS; `rank` [X] says when each state is eliminated."""
    stored = _Folder(graph_folder)
    _put_lists(stored)
    turn_s = turn_durations_s(stored)  # type: ignore[arg-type]
    stored.put("turn_s", turn_s)
    vertex = rank.astype(np.int32)
    states = np.empty(len(rank), dtype=np.int32)
    states[vertex] = np.arange(len(rank), dtype=np.int32)
    stored.put("state_rank", vertex)
    stored.put("rank_state", states)

    up_begin, up_head = _completed(
        vertex[stored.array("turn_from")], vertex[stored.array("turn_to")], len(rank)
    )
    stored.put("up_begin", up_begin)
    stored.put("up_head", up_head)
    down_begin, down_tail, down_arc = turned(up_begin, up_head)
    stored.put("down_begin", down_begin)
    stored.put("down_tail", down_tail)
    stored.put("down_arc", down_arc)

    basis = CostBasis(stored)  # type: ignore[arg-type]
    costs = basis.costs(RoutingProfile(), basis.free_flow())
    stored.put("usual_edge_cost", costs.edge)
    stored.put("usual_turn_cost", costs.arc)
    names = ("usual_forward", "usual_backward", "usual_forward_via", "usual_backward_via")
    weights = [np.zeros(len(up_head), dtype=np.int32) for _ in names]
    turn_begin = stored.array("turn_begin")
    begin_weights(turn_begin, stored.array("turn_to"), costs.arc, vertex, up_begin, up_head, *weights)
    customize(up_begin, up_head, down_begin, down_tail, down_arc, *weights)
    for name, values in zip(names, weights, strict=True):
        stored.put(name, values)


def _completed(
    tail: NDArray[np.int32], head: NDArray[np.int32], count: int
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Offsets and heads of the arcs over turns between vertices."""
    low, high = np.minimum(tail, head), np.maximum(tail, head)
    joined = np.flatnonzero(low != high)
    joined = joined[np.argsort(low[joined], kind="stable")]
    begin = np.zeros(count + 1, dtype=np.int64)
    np.cumsum(np.bincount(low[joined], minlength=count), out=begin[1:])
    up_begin, up_head = complete(begin, high[joined])
    if len(up_head) > np.iinfo(np.int32).max:
        raise BuildError("the road graph is too large for one region; cut the source into several")
    return up_begin.astype(np.int32), up_head


def _put_lists(stored: _Folder) -> None:
    """Indices that opening a region would otherwise have to search for."""
    flags, shape = stored.array("edge_flags"), stored.array("edge_shape")
    stored.put("conditional_edge", np.flatnonzero(flags & np.uint32(EdgeFlag.CONDITIONAL)))
    stored.put("conditional_turn", np.flatnonzero(stored.array("turn_condition")))
    stored.put("ferry_edge", np.flatnonzero(flags & np.uint32(EdgeFlag.FERRY)))
    forward = stored.array("edge_forward") != 0
    for name, mine in (("shape_forward_edge", forward), ("shape_backward_edge", ~forward)):
        edge = np.full(len(stored.array("shape_begin")) - 1, NO_EDGE, dtype=np.uint32)
        edge[shape[mine]] = np.flatnonzero(mine)
        stored.put(name, edge)
