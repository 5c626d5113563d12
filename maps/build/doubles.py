"""Roads that were drawn twice: the same nodes under two ways, as imports leave them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def drawn_twice(
    node: NDArray[np.int64],
    begin: NDArray[np.int64],
    end: NDArray[np.int64],
    goes: Sequence[NDArray[np.bool_]],
) -> NDArray[np.bool_]:
    """[S] pieces of ways, from node[begin] to node[end] and drivable `goes` forward and backward, that lie on
    another's very nodes and lead nowhere that the other does not.

    They would look like two roads, which part and join again at every node.
    """
    first, last = node[begin], node[end]
    total = np.concatenate(([0], np.cumsum(node)))
    inside = total[end + 1] - total[begin]
    turned = first > last
    key = np.stack((np.minimum(first, last), np.maximum(first, last), end - begin, inside))
    _, group, count = np.unique(key, axis=1, return_inverse=True, return_counts=True)
    group = group.reshape(-1)
    along, against = np.where(turned, goes[1], goes[0]), np.where(turned, goes[0], goes[1])
    found = np.zeros(len(first), dtype=np.bool_)
    seen: dict[int, list[int]] = {}
    for row in np.flatnonzero((count[group] > 1) & (first != last)).tolist():
        others = seen.setdefault(int(group[row]), [])
        if any(along[other] >= along[row] and against[other] >= against[row] for other in others):
            found[row] = True
        else:
            others.append(row)
    return found
