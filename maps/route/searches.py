"""Questions to a customised hierarchy: the cheapest way, tables of costs, costs to everywhere.

Every search climbs the elimination tree: the arcs that leave a vertex upward lead to its ancestors only, so
a search settles the ancestors of where it begins, in order of rank, without a queue (Dibbelt, Strasser and
Wagner, 2016). Costs are kept as what is left of a ceiling, so that zeroed memory says "not reached" and an
arc that is not there can be subtracted as any other.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from maps.region.native import long, native, read, written
from maps.route.contraction import FORBIDDEN, arc_between

CEILING = FORBIDDEN
DAMAGED = -2
"""A cost that says: the stored hierarchy makes no sense."""

_IN = read("int32")
_OUT = written("int32")
_TURNS = read("uint32")


@native(_IN, _IN, _IN)
def _are_known(states: NDArray[np.int32], rank: NDArray[np.int32], state_of: NDArray[np.int32]) -> bool:
    """Whether each state has a vertex that has this state."""
    for i in range(len(states)):
        x = long(rank[states[i]])
        if x < 0 or x >= len(state_of) or state_of[x] != states[i]:
            return False
    return True


@native("int64", "int64", "int64", _TURNS, _TURNS, _TURNS, _IN)
def _turn_at(
    low: int,
    high: int,
    weight: int,
    turn_begin: NDArray[np.uint32],
    turn_to: NDArray[np.uint32],
    cost: NDArray[np.uint32],
    state_of: NDArray[np.int32],
) -> int:
    """The turn from one vertex into another at a cost; -1 when there is none."""
    a, b = long(state_of[low]), long(state_of[high])
    if a < 0 or a >= len(state_of):
        return -1
    for turn in range(long(turn_begin[a]), min(long(turn_begin[a + 1]), len(turn_to))):
        if turn_to[turn] == b and cost[turn] == weight:
            return turn
    return -1


@native(_IN, _IN, _TURNS, _TURNS, _TURNS, _IN, _IN, _IN, _IN, _IN, _IN, _IN, _IN, _IN, _IN, "int64")
def _unpacked(
    chain: NDArray[np.int32],
    chain_weight: NDArray[np.int32],
    turn_begin: NDArray[np.uint32],
    turn_to: NDArray[np.uint32],
    cost: NDArray[np.uint32],
    state_of: NDArray[np.int32],
    up_begin: NDArray[np.int32],
    up_head: NDArray[np.int32],
    down_begin: NDArray[np.int32],
    down_tail: NDArray[np.int32],
    down_arc: NDArray[np.int32],
    forward: NDArray[np.int32],
    backward: NDArray[np.int32],
    forward_via: NDArray[np.int32],
    backward_via: NDArray[np.int32],
    links: int,
) -> Any:
    """The turns of a way over arcs: every arc is a turn, or two arcs over a vertex below it."""
    vertices, splits = len(state_of), 0
    noted = len(forward_via) > 0
    turns = np.empty(512, np.int64)
    used = 0
    room = 256
    tails, heads, weights = np.empty(room, np.int64), np.empty(room, np.int64), np.empty(room, np.int64)
    for link in range(links):
        tails[0], heads[0], weights[0] = chain[link], chain[link + 1], chain_weight[link]
        open_arcs = 1
        while open_arcs:
            open_arcs -= 1
            tail, head, weight = tails[open_arcs], heads[open_arcs], weights[open_arcs]
            via = long(-1)
            low, high = min(tail, head), max(tail, head)
            if noted:
                arc = arc_between(up_begin, up_head, low, high)
                if arc < 0:
                    return np.empty(0, np.int64), False
                via = long(forward_via[arc] if tail == low else backward_via[arc])
                turn = -1 - via
                if turn >= len(turn_to) or via >= low:
                    return np.empty(0, np.int64), False
            else:
                turn = _turn_at(tail, head, weight, turn_begin, turn_to, cost, state_of)
            if turn >= 0:
                if used == len(turns):
                    larger = np.empty(2 * used, np.int64)
                    larger[:used] = turns
                    turns = larger
                turns[used] = turn
                used += 1
                continue
            # A way passes no vertex twice.
            splits += 1
            if splits > vertices:
                return np.empty(0, np.int64), False
            if noted:
                if open_arcs + 2 > room:
                    tails = np.concatenate((tails, np.empty(room, np.int64)))
                    heads = np.concatenate((heads, np.empty(room, np.int64)))
                    weights = np.concatenate((weights, np.empty(room, np.int64)))
                    room *= 2
                tails[open_arcs], heads[open_arcs] = via, head
                tails[open_arcs + 1], heads[open_arcs + 1] = tail, via
                open_arcs += 2
                continue
            near = low
            if down_begin[high + 1] - down_begin[high] < down_begin[low + 1] - down_begin[low]:
                near = high
            first = max(long(down_begin[near]), 0)
            end = min(long(down_begin[near + 1]), len(down_tail))
            # Vertices at or above the lower end are not between the two.
            least = first
            while least < end:
                middle = (least + end) >> 1
                if down_tail[middle] < low:
                    least = middle + 1
                else:
                    end = middle
            found = False
            # The vertex is most often a high one: the highest on a cheapest way is one that fits.
            for i in range(end - 1, first - 1, -1):
                via, one = long(down_tail[i]), long(down_arc[i])
                if via < 0 or via >= low or one < 0 or one >= len(up_head):
                    return np.empty(0, np.int64), False
                in_weight = long(backward[one] if near == tail else forward[one])
                if in_weight > weight:
                    continue
                far = low + high - near
                other = arc_between(up_begin, up_head, via, far)
                if other < 0:
                    continue
                out_weight = long(forward[other] if near == tail else backward[other])
                if in_weight + out_weight != weight:
                    continue
                if near != tail:
                    in_weight, out_weight = out_weight, in_weight
                if open_arcs + 2 > room:
                    tails = np.concatenate((tails, np.empty(room, np.int64)))
                    heads = np.concatenate((heads, np.empty(room, np.int64)))
                    weights = np.concatenate((weights, np.empty(room, np.int64)))
                    room *= 2
                tails[open_arcs], heads[open_arcs], weights[open_arcs] = via, head, out_weight
                tails[open_arcs + 1], heads[open_arcs + 1], weights[open_arcs + 1] = tail, via, in_weight
                open_arcs += 2
                found = True
                break
            if not found:
                return np.empty(0, np.int64), False
    return turns[:used].copy(), True


@native(
    _IN, read("int64"), _IN, read("int64"), _TURNS, _TURNS, _TURNS, _IN, _IN, _IN, _IN, _IN, _IN, _IN,
    _IN, _IN, _IN, _IN, _OUT, _OUT, _OUT, _OUT, _OUT,
)  # fmt: skip
def cheapest_way(
    sources: NDArray[np.int32],
    source_cost: NDArray[np.int64],
    targets: NDArray[np.int32],
    target_cost: NDArray[np.int64],
    turn_begin: NDArray[np.uint32],
    turn_to: NDArray[np.uint32],
    cost: NDArray[np.uint32],
    rank: NDArray[np.int32],
    state_of: NDArray[np.int32],
    up_begin: NDArray[np.int32],
    up_head: NDArray[np.int32],
    down_begin: NDArray[np.int32],
    down_tail: NDArray[np.int32],
    down_arc: NDArray[np.int32],
    forward: NDArray[np.int32],
    backward: NDArray[np.int32],
    forward_via: NDArray[np.int32],
    backward_via: NDArray[np.int32],
    left: NDArray[np.int32],
    left_back: NDArray[np.int32],
    before: NDArray[np.int32],
    after: NDArray[np.int32],
    visited: NDArray[np.int32],
) -> Any:
    """The cheapest way from any of the sources to any of the targets, whose costs are added.

    Gives cost, source, target (as numbers of them) and turns; FORBIDDEN where there is no way. `left` and
    `left_back` [vertices] are zero and are so again afterwards.
    """
    vertices = len(rank)
    if not (_are_known(sources, rank, state_of) and _are_known(targets, rank, state_of)):
        return long(DAMAGED), -1, -1, np.empty(0, np.int64)
    ends = np.empty(len(sources) + len(targets), np.int64)
    for i in range(len(sources)):
        x = long(rank[sources[i]])
        ends[i] = x
        if CEILING - source_cost[i] > left[x]:
            left[x] = CEILING - source_cost[i]
            before[x] = -1 - i
    for i in range(len(targets)):
        x = long(rank[targets[i]])
        ends[len(sources) + i] = x
        if CEILING - target_cost[i] > left_back[x]:
            left_back[x] = CEILING - target_cost[i]
            after[x] = -1 - i
    climbing = len(ends)
    best, top = long(0), long(-1)
    count = 0
    sound = True
    while climbing > 0:
        x = ends[0]
        for i in range(1, climbing):
            x = min(x, ends[i])
        first, end = long(up_begin[x]), long(up_begin[x + 1])
        parent = long(up_head[first]) if first < end else long(-1)
        if first > end or end > len(up_head) or (first < end and (parent <= x or parent >= vertices)):
            sound = False
            break
        kept = 0
        for i in range(climbing):
            y = parent if ends[i] == x else ends[i]
            if y < 0:
                continue
            known = False
            for j in range(kept):
                known = known or ends[j] == y
            if not known:
                ends[kept] = y
                kept += 1
        climbing = kept
        visited[count] = x
        count += 1
        ahead, back = long(left[x]), long(left_back[x])
        if ahead > 0 and back > 0 and ahead + back > best:
            best, top = ahead + back, x
        # What costs as much as the best way already leads to no better one.
        least = max(best - CEILING, 0)
        span = vertices - x - 1
        if ahead > least and back > least:
            for arc in range(first, end):
                y = long(up_head[arc])
                if y <= x or y - x > span:
                    sound = False
                    break
                remaining = ahead - forward[arc]
                if remaining > left[y]:
                    sound = sound and remaining <= ahead
                    left[y] = remaining
                    before[y] = x
                remaining = back - backward[arc]
                if remaining > left_back[y]:
                    sound = sound and remaining <= back
                    left_back[y] = remaining
                    after[y] = x
        elif ahead > least:
            for arc in range(first, end):
                y = long(up_head[arc])
                if y <= x or y - x > span:
                    sound = False
                    break
                remaining = ahead - forward[arc]
                if remaining > left[y]:
                    sound = sound and remaining <= ahead
                    left[y] = remaining
                    before[y] = x
        elif back > least:
            for arc in range(first, end):
                y = long(up_head[arc])
                if y <= x or y - x > span:
                    sound = False
                    break
                remaining = back - backward[arc]
                if remaining > left_back[y]:
                    sound = sound and remaining <= back
                    left_back[y] = remaining
                    after[y] = x
    source, target = -1, -1
    turns = np.empty(0, np.int64)
    total = long(FORBIDDEN)
    if sound and top >= 0:
        climb = 0
        x = top
        while before[x] >= 0:
            x = long(before[x])
            climb += 1
        source = -1 - before[x]
        descent = 0
        y = top
        while after[y] >= 0:
            y = long(after[y])
            descent += 1
        target = -1 - after[y]
        chain = np.empty(climb + descent + 1, np.int32)
        weight = np.empty(climb + descent, np.int32)
        x = top
        chain[climb] = x
        for i in range(climb - 1, -1, -1):
            chain[i] = before[x]
            weight[i] = left[chain[i]] - left[x]
            x = long(chain[i])
        y = top
        for i in range(climb, climb + descent):
            chain[i + 1] = after[y]
            weight[i] = left_back[chain[i + 1]] - left_back[y]
            y = long(chain[i + 1])
        total = 2 * CEILING - best
        turns, sound = _unpacked(
            chain, weight, turn_begin, turn_to, cost, state_of, up_begin, up_head, down_begin, down_tail,
            down_arc, forward, backward, forward_via, backward_via, climb + descent,
        )  # fmt: skip
    for i in range(count):
        left[visited[i]] = 0
        left_back[visited[i]] = 0
    if not sound:
        # Nothing is known of what was written where.
        left[:] = 0
        left_back[:] = 0
        return long(DAMAGED), -1, -1, turns
    return total, source, target, turns


@native(_IN, _IN, _IN, _IN, _IN, _IN, _IN, _IN, _OUT, _OUT, _OUT, _OUT, written("int64"))
def cost_table(
    sources: NDArray[np.int32],
    targets: NDArray[np.int32],
    rank: NDArray[np.int32],
    state_of: NDArray[np.int32],
    up_begin: NDArray[np.int32],
    up_head: NDArray[np.int32],
    climbing: NDArray[np.int32],
    descending: NDArray[np.int32],
    left: NDArray[np.int32],
    arriving: NDArray[np.int32],
    asked_by: NDArray[np.int32],
    stack: NDArray[np.int32],
    costs: NDArray[np.int64],
) -> bool:
    """Costs from each source to each target, row by row: up from the source, then down to all targets, each
    vertex above them once (Strasser and Zeitz, "A Fast and Tight Heuristic for A* in Road Networks", 2021).

    With the weights exchanged: from targets to sources. `left` is zero and is so again afterwards;
    `asked_by` [vertices + 1] is kept between calls, its last entry counts the searches. False: the arcs make
    no sense.
    """
    vertices = len(rank)
    counter = vertices
    if not (_are_known(sources, rank, state_of) and _are_known(targets, rank, state_of)):
        return False
    for i in range(len(sources)):
        x = long(rank[sources[i]])
        left[x] = CEILING
        while x >= 0:
            first, end = up_begin[x], up_begin[x + 1]
            if first < 0 or first > end or end > len(up_head):
                return False
            ahead = long(left[x])
            for arc in range(first, end):
                if up_head[arc] <= x or up_head[arc] >= vertices:
                    return False
                remaining = ahead - climbing[arc]
                if remaining > left[up_head[arc]]:
                    if remaining > ahead:
                        return False
                    left[up_head[arc]] = remaining
            x = long(up_head[first]) if first < end else long(-1)
        asked_by[counter] += 1
        search = asked_by[counter]
        for j in range(len(targets)):
            x = long(rank[targets[j]])
            waiting = 0
            while x >= 0 and asked_by[x] != search:
                first, end = up_begin[x], up_begin[x + 1]
                if first < 0 or first > end or end > len(up_head):
                    return False
                stack[waiting] = x
                waiting += 1
                below = x
                x = long(up_head[first]) if first < end else long(-1)
                if first < end and (x <= below or x >= vertices):
                    return False
            while waiting > 0:
                waiting -= 1
                x = long(stack[waiting])
                most = long(left[x])
                for arc in range(up_begin[x], up_begin[x + 1]):
                    y = up_head[arc]
                    if y <= x or y >= vertices:
                        return False
                    most = max(most, long(arriving[y]) - descending[arc])
                arriving[x] = most
                asked_by[x] = search
            remaining = arriving[rank[targets[j]]]
            costs[i * len(targets) + j] = CEILING - remaining if remaining > 0 else FORBIDDEN
        x = long(rank[sources[i]])
        while x >= 0:
            left[x] = 0
            x = long(up_head[up_begin[x]]) if up_begin[x] < up_begin[x + 1] else long(-1)
    return True


@native(_IN, read("int64"), "int64", _IN, _IN, _IN, _IN, _IN, _IN, _OUT, _OUT)
def costs_to_all(
    sources: NDArray[np.int32],
    source_cost: NDArray[np.int64],
    limit: int,
    rank: NDArray[np.int32],
    state_of: NDArray[np.int32],
    up_begin: NDArray[np.int32],
    up_head: NDArray[np.int32],
    forward: NDArray[np.int32],
    backward: NDArray[np.int32],
    left: NDArray[np.int32],
    costs: NDArray[np.int32],
) -> None:
    """Costs from the cheapest of the sources to every state; FORBIDDEN beyond `limit` (Delling, Goldberg,
    Nowatzyk and Werneck, "PHAST", 2011). `left` [vertices] is zero and is so again afterwards."""
    count = len(rank)
    least = max(CEILING - limit, 1)
    for i in range(len(sources)):
        x = long(rank[sources[i]])
        if CEILING - source_cost[i] > left[x]:
            left[x] = CEILING - source_cost[i]
    for i in range(len(sources)):
        # Sources that share ancestors climb them once more for each: none is far from the root.
        x = long(rank[sources[i]])
        while x >= 0:
            for arc in range(up_begin[x], up_begin[x + 1]):
                remaining = long(left[x]) - forward[arc]
                if remaining >= least and remaining > left[up_head[arc]]:
                    left[up_head[arc]] = remaining
            x = long(up_head[up_begin[x]]) if up_begin[x] < up_begin[x + 1] else long(-1)
    # Below a vertex that is not reached itself and has no ancestor that is, nothing is, but for the climbs.
    near = np.zeros(count, np.uint8)
    for x in range(count - 1, -1, -1):
        first, end = up_begin[x], up_begin[x + 1]
        most = long(left[x])
        if first < end and near[up_head[first]]:
            near[x] = 1
            for arc in range(first, end):
                most = max(most, long(left[up_head[arc]]) - backward[arc])
            if most < least:
                most = 0
            left[x] = most
            if most == 0:
                reached = False
                for arc in range(first, end):
                    reached = reached or left[up_head[arc]] > 0
                near[x] = 1 if reached else 0
        elif most > 0:
            near[x] = 1
    for x in range(count):
        costs[state_of[x]] = CEILING - left[x] if left[x] > 0 else FORBIDDEN
        left[x] = 0
