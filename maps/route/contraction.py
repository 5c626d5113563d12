"""The contraction hierarchy's loops: its shape from an order, and the weights of a metric.

A customizable contraction hierarchy (Dibbelt, Strasser and Wagner, "Customizable Contraction Hierarchies",
2016): vertices are numbered by rank; eliminating them one by one joins the higher neighbours of each, which
gives the arcs. An arc lies between a lower and a higher vertex, is stored with the lower one, sorted by the
higher, and has two weights: `forward` is the cost of going up, `backward` of coming down. They are right when
none can be bettered over a vertex below both ends.
"""

from __future__ import annotations

import heapq
from typing import Any

import numpy as np
from numpy.typing import NDArray

from maps.region.native import long, native, read, written

FORBIDDEN = 2_147_483_647
"""A turn, edge or arc with this cost is not there."""

_IN = read("int32")
_OUT = written("int32")


@native(read("int64"), _IN)
def complete(begin: NDArray[np.int64], neighbour: NDArray[np.int32]) -> Any:
    """Offsets and heads of all arcs: each vertex's higher neighbours, after all lower ones are eliminated.

    `neighbour[begin[x]:begin[x+1]]` are the higher neighbours of x to begin with.
    """
    count = len(begin) - 1
    first_child = np.full(count, -1, np.int32)
    next_child = np.full(count, -1, np.int32)
    seen_by = np.full(count, -1, np.int32)
    up_begin = np.zeros(count + 1, np.int64)
    room = max(len(neighbour) * 4, 1024)
    head = np.empty(room, np.int32)
    used = 0
    for x in range(count):
        first = used
        up_begin[x] = first
        seen_by[x] = x
        most = begin[x + 1] - begin[x]
        child = first_child[x]
        while child >= 0:
            most += up_begin[child + 1] - up_begin[child]
            child = next_child[child]
        if used + most > room:
            room = max(room * 3 // 2, used + most)
            larger = np.empty(room, np.int32)
            larger[:used] = head[:used]
            head = larger
        for i in range(begin[x], begin[x + 1]):
            y = neighbour[i]
            if seen_by[y] != x:
                seen_by[y] = x
                head[used] = y
                used += 1
        # What x's children in the elimination tree are joined to, x is joined to as well.
        child = first_child[x]
        while child >= 0:
            for i in range(up_begin[child], up_begin[child + 1]):
                y = head[i]
                if seen_by[y] != x:
                    seen_by[y] = x
                    head[used] = y
                    used += 1
            child = next_child[child]
        if used > first:
            head[first:used] = np.sort(head[first:used])
            parent = head[first]
            next_child[x] = first_child[parent]
            first_child[parent] = x
    up_begin[count] = used
    return up_begin, head[:used].copy()


@native(_IN, _IN)
def turned(up_begin: NDArray[np.int32], up_head: NDArray[np.int32]) -> Any:
    """The arcs by their higher vertex: offsets, lower vertices in ascending order, numbers of the arcs."""
    count = len(up_begin) - 1
    begin = np.zeros(count + 1, np.int32)
    for arc in range(len(up_head)):
        begin[up_head[arc] + 1] += 1
    for x in range(count):
        begin[x + 1] += begin[x]
    place = begin[:-1].copy()
    tail = np.empty(len(up_head), np.int32)
    number = np.empty(len(up_head), np.int32)
    for x in range(count):
        for arc in range(up_begin[x], up_begin[x + 1]):
            i = place[up_head[arc]]
            tail[i] = x
            number[i] = arc
            place[up_head[arc]] = i + 1
    return begin, tail, number


@native(_IN, _IN, "int64", "int64")
def arc_between(up_begin: NDArray[np.int32], up_head: NDArray[np.int32], low: int, high: int) -> int:
    """The number of the arc between two vertices; -1 when there is none."""
    if low < 0 or low >= len(up_begin) - 1:
        return -1
    first, end = long(up_begin[low]), long(up_begin[low + 1])
    if first < 0 or end > len(up_head):
        return -1
    stop = end
    while first < end:
        middle = (first + end) >> 1
        if up_head[middle] < high:
            first = middle + 1
        else:
            end = middle
    return first if first < stop and up_head[first] == high else -1


@native(read("uint32"), read("uint32"), read("uint32"), _IN, _IN, _IN, _OUT, _OUT, _OUT, _OUT)
def begin_weights(
    turn_begin: NDArray[np.uint32],
    turn_to: NDArray[np.uint32],
    cost: NDArray[np.uint32],
    rank: NDArray[np.int32],
    up_begin: NDArray[np.int32],
    up_head: NDArray[np.int32],
    forward: NDArray[np.int32],
    backward: NDArray[np.int32],
    forward_via: NDArray[np.int32],
    backward_via: NDArray[np.int32],
) -> None:
    """Give each arc the cost of its cheapest turn, FORBIDDEN where it has none.

    Unless they are empty, `forward_via` and `backward_via` note what costs that: here -1 - turn.
    """
    noted = len(forward_via) > 0
    forward[:] = FORBIDDEN
    backward[:] = FORBIDDEN
    for state in range(len(rank)):
        x = rank[state]
        for turn in range(long(turn_begin[state]), long(turn_begin[state + 1])):
            y = rank[turn_to[turn]]
            weight = np.int32(cost[turn])
            if x < y:
                arc = arc_between(up_begin, up_head, x, y)
                if weight < forward[arc]:
                    forward[arc] = weight
                    if noted:
                        forward_via[arc] = -1 - turn
            elif y < x:
                arc = arc_between(up_begin, up_head, y, x)
                if weight < backward[arc]:
                    backward[arc] = weight
                    if noted:
                        backward_via[arc] = -1 - turn


@native(_IN, _IN, _IN, _IN, _IN, _OUT, _OUT, _OUT, _OUT)
def customize(
    up_begin: NDArray[np.int32],
    up_head: NDArray[np.int32],
    down_begin: NDArray[np.int32],
    down_tail: NDArray[np.int32],
    down_arc: NDArray[np.int32],
    forward: NDArray[np.int32],
    backward: NDArray[np.int32],
    forward_via: NDArray[np.int32],
    backward_via: NDArray[np.int32],
) -> None:
    """Make the weights right, lower vertices first: the arcs of each are bettered over all vertices below.

    Unless they are empty, `forward_via` and `backward_via` note the vertex by which an arc was bettered.
    """
    count = len(up_begin) - 1
    noted = len(forward_via) > 0
    up = np.zeros(count, np.int32)
    down = np.zeros(count, np.int32)
    up_via = np.zeros(count if noted else 0, np.int32)
    down_via = np.zeros(count if noted else 0, np.int32)
    for y in range(count):
        for arc in range(up_begin[y], up_begin[y + 1]):
            z = up_head[arc]
            up[z], down[z] = forward[arc], backward[arc]
            if noted:
                up_via[z], down_via[z] = forward_via[arc], backward_via[arc]
        for i in range(down_begin[y], down_begin[y + 1]):
            x, arc = down_tail[i], long(down_arc[i])
            to_y, from_y = forward[arc], backward[arc]
            for other in range(arc + 1, up_begin[x + 1]):
                z = up_head[other]
                over_x = from_y + forward[other]
                if over_x < up[z]:
                    up[z] = over_x
                    if noted:
                        up_via[z] = x
                over_x = to_y + backward[other]
                if over_x < down[z]:
                    down[z] = over_x
                    if noted:
                        down_via[z] = x
        for arc in range(up_begin[y], up_begin[y + 1]):
            z = up_head[arc]
            forward[arc], backward[arc] = up[z], down[z]
            if noted:
                forward_via[arc], backward_via[arc] = up_via[z], down_via[z]


@native(read("uint32"), read("uint32"), read("uint32"), "int64", "int64")
def cheapest_turn(
    turn_begin: NDArray[np.uint32], turn_to: NDArray[np.uint32], cost: NDArray[np.uint32], a: int, b: int
) -> Any:
    """The cheapest turn from one state into another; -1 when there is none that may be taken."""
    least, cheapest = long(FORBIDDEN), long(-1)
    if a < 0 or a >= len(turn_begin) - 1:
        return cheapest
    for turn in range(long(turn_begin[a]), min(long(turn_begin[a + 1]), len(turn_to))):
        if turn_to[turn] == b and cost[turn] < least:
            least, cheapest = long(cost[turn]), long(turn)
    return cheapest


@native(
    _IN, read("uint32"), read("uint32"), read("uint32"), _IN, _IN, _IN, _IN, _IN, _IN,
    written("uint8"), _OUT, _OUT, _OUT, _OUT, "int64",
)  # fmt: skip
def amend(
    changed: NDArray[np.int32],
    turn_begin: NDArray[np.uint32],
    turn_to: NDArray[np.uint32],
    cost: NDArray[np.uint32],
    state_of: NDArray[np.int32],
    up_begin: NDArray[np.int32],
    up_head: NDArray[np.int32],
    down_begin: NDArray[np.int32],
    down_tail: NDArray[np.int32],
    down_arc: NDArray[np.int32],
    waiting: NDArray[np.uint8],
    forward: NDArray[np.int32],
    backward: NDArray[np.int32],
    forward_via: NDArray[np.int32],
    backward_via: NDArray[np.int32],
    most: int,
) -> int:
    """Make the weights right again after the turns of a few arcs have changed, from these arcs upward.

    `waiting` [arcs] is zero. Gives how many arcs were looked at, -1 where that would be more than `most`, -2
    where the arcs make no sense.
    """
    vertices = len(state_of)
    heap = [long(0) for _ in range(0)]
    for i in range(len(changed)):
        arc = long(changed[i])
        if not waiting[arc]:
            waiting[arc] = 1
            heapq.heappush(heap, arc)
    done = 0
    while len(heap) > 0:
        arc = heapq.heappop(heap)
        done += 1
        if done > most:
            return -1
        # The lower end: the last vertex whose arcs begin at or before this one.
        low, end = long(0), long(len(up_begin) - 1)
        while low + 1 < end:
            middle = (low + end) >> 1
            if up_begin[middle] <= arc:
                low = middle
            else:
                end = middle
        high = long(up_head[arc])
        if high <= low or high >= vertices:
            return -2
        turn = cheapest_turn(turn_begin, turn_to, cost, state_of[low], state_of[high])
        up, up_via = long(FORBIDDEN) if turn < 0 else long(cost[turn]), -1 - turn
        turn = cheapest_turn(turn_begin, turn_to, cost, state_of[high], state_of[low])
        down, down_via = long(FORBIDDEN) if turn < 0 else long(cost[turn]), -1 - turn
        for i in range(down_begin[low], down_begin[low + 1]):
            x = long(down_tail[i])
            if x < 0 or x >= low:
                return -2
            to_high = arc_between(up_begin, up_head, x, high)
            if to_high >= 0:
                to_low = long(down_arc[i])
                over_x = long(backward[to_low]) + forward[to_high]
                if over_x < up:
                    up, up_via = over_x, x
                over_x = long(backward[to_high]) + forward[to_low]
                if over_x < down:
                    down, down_via = over_x, x
        # Another way may cost the same.
        forward_via[arc], backward_via[arc] = up_via, down_via
        up_before, down_before = long(forward[arc]), long(backward[arc])
        if up == up_before and down == down_before:
            continue
        forward[arc], backward[arc] = up, down
        for other in range(up_begin[low], up_begin[low + 1]):
            third = long(up_head[other])
            if third == high:
                continue
            if third <= low or third >= vertices:
                return -2
            outward, inward = long(forward[other]), long(backward[other])
            above = arc_between(up_begin, up_head, min(high, third), max(high, third))
            if above < 0:
                return -2
            ahead = long(forward[above] if high < third else backward[above])
            back = long(backward[above] if high < third else forward[above])
            # Its weight may have been this arc's doing, or may be bettered now.
            if not waiting[above] and (
                (down_before + outward == ahead and down != down_before)
                or down + outward < ahead
                or (inward + up_before == back and up != up_before)
                or inward + up < back
            ):
                waiting[above] = 1
                heapq.heappush(heap, above)
    return done


@native(_IN, read("uint32"), read("uint32"), _IN, _IN, _IN, _IN, _IN, _IN)
def turns_into(
    states: NDArray[np.int32],
    turn_begin: NDArray[np.uint32],
    turn_to: NDArray[np.uint32],
    rank: NDArray[np.int32],
    state_of: NDArray[np.int32],
    up_begin: NDArray[np.int32],
    up_head: NDArray[np.int32],
    down_begin: NDArray[np.int32],
    down_tail: NDArray[np.int32],
) -> Any:
    """All turns into some states: they come from neighbours in the hierarchy, or from the state itself."""
    found = np.empty(64, np.int64)
    used = 0
    for i in range(len(states)):
        state = long(states[i])
        x = long(rank[state])
        if x < 0 or x >= len(rank):
            continue
        ups, downs = up_begin[x + 1] - up_begin[x], down_begin[x + 1] - down_begin[x]
        if up_begin[x + 1] > len(up_head) or down_begin[x + 1] > len(down_tail):
            continue
        for j in range(-1, ups + downs):
            y = x
            if j >= ups:
                y = down_tail[down_begin[x] + j - ups]
            elif j >= 0:
                y = up_head[up_begin[x] + j]
            if y < 0 or y >= len(state_of):
                continue
            other = long(state_of[y])
            if other < 0 or other >= len(rank):
                continue
            for turn in range(long(turn_begin[other]), min(long(turn_begin[other + 1]), len(turn_to))):
                if turn_to[turn] == state:
                    if used == len(found):
                        larger = np.empty(2 * used, np.int64)
                        larger[:used] = found
                        found = larger
                    found[used] = turn
                    used += 1
    return found[:used].copy()


@native(read("int64"), read("uint32"), read("uint32"), _IN, _IN, _IN)
def arcs_of(
    turns: NDArray[np.int64],
    turn_from: NDArray[np.uint32],
    turn_to: NDArray[np.uint32],
    rank: NDArray[np.int32],
    up_begin: NDArray[np.int32],
    up_head: NDArray[np.int32],
) -> Any:
    """The arcs that stand for some turns; none for a turn from a state into itself."""
    arcs = np.empty(len(turns), np.int32)
    used = 0
    for i in range(len(turns)):
        a, b = rank[turn_from[turns[i]]], rank[turn_to[turns[i]]]
        if a != b:
            arcs[used] = arc_between(up_begin, up_head, min(a, b), max(a, b))
            used += 1
    return arcs[:used].copy()


@native(_IN, _IN, _IN, _IN, _IN, _IN, _IN)
def is_sound(
    rank: NDArray[np.int32],
    state_of: NDArray[np.int32],
    up_begin: NDArray[np.int32],
    up_head: NDArray[np.int32],
    down_begin: NDArray[np.int32],
    down_tail: NDArray[np.int32],
    down_arc: NDArray[np.int32],
) -> bool:
    """Whether every number in the arrays is one that may be there: no loop over them leaves them then."""
    count, arcs = len(rank), len(up_head)
    if up_begin[0] != 0 or up_begin[count] != arcs or down_begin[0] != 0 or down_begin[count] != arcs:
        return False
    for x in range(count):
        if state_of[x] < 0 or state_of[x] >= count or rank[state_of[x]] != x:
            return False
        if up_begin[x] > up_begin[x + 1] or down_begin[x] > down_begin[x + 1]:
            return False
    for x in range(count):
        above = x
        for arc in range(up_begin[x], up_begin[x + 1]):
            if up_head[arc] <= above or up_head[arc] >= count:
                return False
            above = long(up_head[arc])
        below = -1
        for i in range(down_begin[x], down_begin[x + 1]):
            if down_tail[i] <= below or down_tail[i] >= x or down_arc[i] < 0 or down_arc[i] >= arcs:
                return False
            if up_head[down_arc[i]] != x:
                return False
            below = long(down_tail[i])
    return True
