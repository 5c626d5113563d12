"""Heights of a region's nodes, put together from what its edges climb and descend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from maps.region.grid import ragged_arange

if TYPE_CHECKING:
    from maps.region.reader import Region

AGREEING_M = 3.0
"""Edges with elevation data agree with their ends' heights to rounding; this is far more."""
AGREEING_SHARE = 0.999


@dataclass(frozen=True)
class Heights:
    """Heights above an arbitrary zero in each part of the network."""

    node_m: NDArray[np.float64]
    """[N] all 0 where the climbs do not add up"""
    add_up: bool
    """False where only some roads state a slope, so that round trips seem to rise or fall"""


def heights_of(region: Region) -> Heights:
    """The heights that the climbs and descents of the edges amount to."""
    node_m = node_heights_m(region)
    rise = region.array("edge_climb_m").astype(np.float64) - region.array("edge_descent_m")
    off_m = np.abs(node_m[region.array("edge_head")] - node_m[region.array("edge_tail")] - rise)
    if float((off_m <= AGREEING_M).mean()) >= AGREEING_SHARE:
        return Heights(node_m, add_up=True)
    return Heights(np.zeros(len(node_m)), add_up=False)


def node_heights_m(region: Region) -> NDArray[np.float64]:
    """[N] heights that the edges' climbs and descents add up to, from an arbitrary zero in each part."""
    nodes = len(region.array("node_lat_e7"))
    height = np.zeros(nodes)
    tail, head = region.array("edge_tail").astype(np.int64), region.array("edge_head").astype(np.int64)
    rise = region.array("edge_climb_m").astype(np.float64) - region.array("edge_descent_m")
    if not rise.any():
        return height
    begin, end = np.concatenate((tail, head)), np.concatenate((head, tail))
    rise = np.concatenate((rise, -rise))
    order = np.argsort(begin, kind="stable")
    end, rise = end[order], rise[order]
    first = np.searchsorted(begin[order], np.arange(nodes + 1))
    seen = np.zeros(nodes, dtype=np.bool_)
    # Breadth first from one node of each part, a whole ring of nodes at a time.
    for start in range(nodes):
        if seen[start]:
            continue
        seen[start] = True
        ring = np.array([start])
        while len(ring):
            counts = first[ring + 1] - first[ring]
            row = np.repeat(first[ring], counts) + ragged_arange(counts)
            origin = np.repeat(ring, counts)
            fresh = ~seen[end[row]]
            row, origin = row[fresh], origin[fresh]
            ring, pick = np.unique(end[row], return_index=True)
            height[ring] = height[origin[pick]] + rise[row[pick]]
            seen[ring] = True
    return height
