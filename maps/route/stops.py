"""The best order in which to visit stops: exact, by dynamic programming over subsets (Held and Karp,
1962)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def best_order(cost: NDArray[np.float64]) -> list[int]:
    """The cheapest order of rows 0..n-1 of an [n, n] table that begins with the first and ends with the
    last."""
    n = len(cost)
    stops = n - 2
    if stops < 2:
        return list(range(n))
    between = cost[1:-1, 1:-1]
    least = np.full((1 << stops, stops), np.inf)
    came_from = np.full((1 << stops, stops), -1, dtype=np.int64)
    for stop in range(stops):
        least[1 << stop, stop] = cost[0, stop + 1]
    for visited in range(1, 1 << stops):
        over = least[visited][:, None] + between
        via = np.argmin(over, axis=0)
        for stop in range(stops):
            if visited >> stop & 1:
                continue
            more = visited | 1 << stop
            if over[via[stop], stop] < least[more, stop]:
                least[more, stop] = over[via[stop], stop]
                came_from[more, stop] = via[stop]
    visited = (1 << stops) - 1
    stop = int(np.argmin(least[visited] + cost[1:-1, -1]))
    order = []
    while stop >= 0:
        order.append(stop + 1)
        before = int(came_from[visited, stop])
        visited &= ~(1 << stop)
        stop = before
    return [0, *reversed(order), n - 1]
