"""The turn-expanded graph: which edge may follow which, with restrictions via nodes and via ways.

A state is an edge the car is on. A restriction that runs via ways needs memory of how the car came onto
them: each proper beginning of a forbidden sequence of edges that is two or more edges long gets a state of
its own (a copy of its last edge), as in the automaton of Aho and Corasick (1975).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from maps.build.graph import NO_EDGE, Graph
from maps.build.losses import Losses
from maps.build.osm import Restriction
from maps.build.restrictions import Sequence_, place_restrictions
from maps.build.signs import NONE, Signs, find_signs
from maps.geometry import turn_angle_deg
from maps.region.format import EdgeFlag, NodeFlag, RoadClass, TurnFlag

_TURNING = int(NodeFlag.TURNING_CIRCLE | NodeFlag.MINI_ROUNDABOUT)


def add_turns(graph: Graph, restrictions: tuple[Restriction, ...], losses: Losses | None = None) -> int:
    """Put states and turns into the graph; gives how many restrictions could be placed on it."""
    rules, placed = place_restrictions(graph, restrictions, losses or Losses())
    edge_count = len(graph.edge_tail)
    leave = graph.node_edge_begin.astype(np.int64)
    head = graph.edge_head.astype(np.int64)
    out_degree = leave[head + 1] - leave[head]
    turn_from = np.repeat(np.arange(edge_count), out_degree)
    begin = np.concatenate(([0], np.cumsum(out_degree)))
    turn_to = np.arange(begin[-1]) - np.repeat(begin[:-1] - leave[head], out_degree)

    keep = _allowed(graph, turn_from, turn_to)
    condition: dict[tuple[int, int], int] = {}
    longer: dict[Sequence_, str] = {}
    for path, when in sorted(rules.forbidden.items()):
        if len(path) > 2:
            longer[path] = when
            continue
        row = begin[path[0]] + path[1] - leave[head[path[0]]]
        if when:
            condition[path[0], path[1]] = graph.strings.add(when)
        else:
            keep[row] = False
    turn_from, turn_to = turn_from[keep], turn_to[keep]

    state_edge, turn_from, turn_to, condition = _expand(graph, turn_from, turn_to, longer, condition)
    order = np.lexsort((turn_to, turn_from))
    _put_turns(graph, state_edge, turn_from[order], turn_to[order], condition)
    return placed


def _allowed(graph: Graph, turn_from: NDArray[np.int64], turn_to: NDArray[np.int64]) -> NDArray[np.bool_]:
    """[T] what the ground allows: no way through a bollard, turning back only at ends and junctions."""
    node = graph.edge_head[turn_from]
    u_turn = graph.edge_reverse[turn_from] == turn_to
    others = np.bincount(turn_from[~u_turn], minlength=len(graph.edge_tail))
    blocked = graph.node_blocked[node]
    gated = ((graph.node_flags[node] & int(NodeFlag.RESTRICTED)) != 0) | (graph.node_condition[node] != 0)
    dead_end = (others[turn_from] == 0) | blocked | gated
    arms = _arms(graph)[node]
    # No one turns back in the middle of a road or of a motorway's junction.
    fast = graph.edge_class[turn_from] <= RoadClass.TRUNK
    loop = (graph.node_flags[node] & _TURNING) != 0
    u_turn_fits = dead_end | loop | ((arms > 2) & ~fast)
    fits = ~blocked & ~_against_roundabout(graph, turn_from, turn_to)
    return np.asarray(np.where(u_turn, u_turn_fits, fits), dtype=np.bool_)


def _against_roundabout(
    graph: Graph, turn_from: NDArray[np.int64], turn_to: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """[T] from one road to another at the same point of a roundabout, against its flow: one drives around."""
    count = len(graph.node_lat_e7)
    circle = (graph.edge_flags & int(EdgeFlag.ROUNDABOUT | EdgeFlag.CIRCULAR)) != 0
    circle &= graph.edge_reverse == NO_EDGE
    inner, outer = np.full(count, -1), np.full(count, -1)
    inner[graph.edge_head[circle]] = np.flatnonzero(circle)
    outer[graph.edge_tail[circle]] = np.flatnonzero(circle)
    ways_in = np.bincount(graph.edge_head[circle], minlength=count)
    ways_out = np.bincount(graph.edge_tail[circle], minlength=count)
    node = graph.edge_head[turn_from]
    rows = np.flatnonzero((ways_in[node] == 1) & (ways_out[node] == 1))
    node, before, after = node[rows], turn_from[rows], turn_to[rows]
    start = graph.edge_bearing_start_deg.astype(np.float64)
    end = graph.edge_bearing_end_deg.astype(np.float64)
    course = end[inner[node]]

    def clockwise_from_behind(bearing: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray((course - bearing + 540.0) % 360.0, dtype=np.float64)

    flow = clockwise_from_behind(start[outer[node]])
    came = clockwise_from_behind(end[before] - 180.0)
    goes = clockwise_from_behind(start[after])
    against = ((came < flow) & (goes < came)) | ((came > flow) & (goes > came))
    found = np.zeros(len(turn_from), dtype=np.bool_)
    found[rows] = against & ~circle[before] & ~circle[after]
    return found


def _arms(graph: Graph) -> NDArray[np.int64]:
    """[N] roads that meet at a node, each counted once whatever its directions."""
    count = len(graph.node_lat_e7)
    leaving = np.bincount(graph.edge_tail, minlength=count)
    entering_only = np.bincount(graph.edge_head[graph.edge_reverse == NO_EDGE], minlength=count)
    return leaving + entering_only


def _expand(
    graph: Graph,
    turn_from: NDArray[np.int64],
    turn_to: NDArray[np.int64],
    longer: dict[Sequence_, str],
    condition: dict[tuple[int, int], int],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], dict[tuple[int, int], int]]:
    """Add the states that remember; gives state_edge, turns between states, conditions by (state, state)."""
    edge_count = len(graph.edge_tail)
    beginnings = sorted({path[:length] for path in longer for length in range(2, len(path))})
    if not beginnings:
        return np.arange(edge_count), turn_from, turn_to, condition
    state_of = {path: edge_count + row for row, path in enumerate(beginnings)}
    state_edge = np.concatenate((np.arange(edge_count), [path[-1] for path in beginnings]))
    first = np.searchsorted(turn_from, np.arange(edge_count + 1))

    def target(path: Sequence_) -> int:
        """The state after driving `path`: its longest end that begins a forbidden sequence."""
        for start in range(len(path) - 1):
            state = state_of.get(path[start:])
            if state is not None:
                return state
        return path[-1]

    extra_from: list[int] = []
    extra_to: list[int] = []
    changed = dict(condition)
    for path in beginnings:
        state = state_of[path]
        edge = path[-1]
        head = int(graph.edge_head[edge])
        goes_on = graph.node_edge_begin[head + 1] - graph.node_edge_begin[head] > 1
        for following in turn_to[first[edge] : first[edge + 1]].tolist():
            # Turning back on the way to a forbidden turn, and once more, would be a trick to get round it.
            if goes_on and int(graph.edge_reverse[edge]) == following:
                continue
            driven = (*path, following)
            when: str | None = None
            for start in range(len(driven) - 2):
                if driven[start:] in longer:
                    when = longer[driven[start:]]
                    if not when:
                        break
            if when == "":
                continue
            to = target(driven)
            extra_from.append(state)
            extra_to.append(to)
            if when is not None:
                changed[state, to] = graph.strings.add(when)
            elif (edge, following) in condition:
                changed[state, to] = condition[edge, following]
    # From a plain state, the first two edges of a forbidden sequence lead to the state that remembers them.
    for path, state in state_of.items():
        if len(path) == 2:
            rows = slice(first[path[0]], first[path[0] + 1])
            at = np.flatnonzero(turn_to[rows] == path[1]) + first[path[0]]
            turn_to[at] = state
            if (path[0], path[1]) in changed:
                changed[path[0], state] = changed.pop((path[0], path[1]))
    return (
        state_edge,
        np.concatenate((turn_from, np.array(extra_from, dtype=np.int64))),
        np.concatenate((turn_to, np.array(extra_to, dtype=np.int64))),
        changed,
    )


def _put_turns(
    graph: Graph,
    state_edge: NDArray[np.int64],
    turn_from: NDArray[np.int64],
    turn_to: NDArray[np.int64],
    condition: dict[tuple[int, int], int],
) -> None:
    edge_from, edge_to = state_edge[turn_from], state_edge[turn_to]
    angle = turn_angle_deg(
        graph.edge_bearing_end_deg[edge_from].astype(np.float64),
        graph.edge_bearing_start_deg[edge_to].astype(np.float64),
    )
    u_turn = graph.edge_reverse[edge_from] == edge_to
    angle = np.where(u_turn, 180.0, angle)
    when = np.zeros(len(turn_from), dtype=np.uint32)
    for (state, to), text in condition.items():
        low, high = np.searchsorted(turn_from, (state, state + 1))
        when[low:high][turn_to[low:high] == to] = text

    node = graph.edge_head[edge_from]
    passed = np.flatnonzero((graph.node_condition[node] != 0) & ~u_turn)
    for row in passed.tolist():
        when[row] = _with_node(graph, int(when[row]), int(graph.node_condition[node[row]]))
    node_flags = graph.node_flags[node]
    for_me = graph.node_sign_direction[node]
    forward = graph.edge_forward[edge_from] == 1
    seen = (for_me == 0) | (for_me == 3) | ((for_me == 1) & forward) | ((for_me == 2) & ~forward)
    signs = find_signs(graph)
    obeyed = seen & _heads_for_junction(graph, signs, edge_from, edge_to) & _is_minor(graph, edge_from)
    lights = signs.group[node]
    passed = (lights != NONE) & (lights == signs.group[graph.edge_tail[edge_from]])
    waits = ((node_flags & NodeFlag.TRAFFIC_SIGNAL) != 0) & seen & ~passed
    left_hand = (graph.edge_flags[edge_from] & int(EdgeFlag.LEFT_HAND)) != 0
    across = np.where(left_hand, angle, -angle)
    arms = _arms(graph)[node]
    two_way = (graph.edge_reverse[edge_from] != NO_EDGE) | (graph.edge_reverse[edge_to] != NO_EDGE)
    flags = np.zeros(len(turn_from), dtype=np.uint16)
    for holds, flag in (
        (u_turn, TurnFlag.U_TURN),
        (waits, TurnFlag.SIGNAL),
        ((lights != NONE) & ~waits & (arms > 2), TurnFlag.SIGNALLED),
        (((node_flags & NodeFlag.STOP) != 0) & obeyed, TurnFlag.STOP),
        (((node_flags & NodeFlag.GIVE_WAY) != 0) & obeyed, TurnFlag.GIVE_WAY),
        ((across > 35.0) & ~u_turn & (arms > 2) & two_way, TurnFlag.CROSSES_TRAFFIC),
        (((node_flags & NodeFlag.BARRIER) != 0) & ~u_turn, TurnFlag.BARRIER),
        (((node_flags & NodeFlag.RESTRICTED) != 0) & ~u_turn, TurnFlag.RESTRICTED),
        ((node_flags & NodeFlag.TOLL_BOOTH) != 0, TurnFlag.TOLL_BOOTH),
        (when != 0, TurnFlag.CONDITIONAL),
    ):
        flags[np.asarray(holds)] |= int(flag)
    graph.put("state_edge", state_edge)
    graph.put("turn_begin", np.searchsorted(turn_from, np.arange(len(state_edge) + 1)))
    graph.put("turn_from", turn_from)
    graph.put("turn_to", turn_to)
    graph.put("turn_angle_deg", np.round(angle))
    graph.put("turn_flags", flags)
    graph.put("turn_condition", when)


def _with_node(graph: Graph, turn: int, node: int) -> int:
    """The string of what a turn's own restriction and passing its node depend on."""
    if not turn:
        return node
    restriction, passing = graph.strings.text(turn), graph.strings.text(node)
    return graph.strings.add(f"access:conditional=no @ ({restriction}); {passing}")


def _heads_for_junction(
    graph: Graph, signs: Signs, edge_from: NDArray[np.int64], edge_to: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """[T] whether a sign inside a road, whose direction no tag states, is meant for this travel.

    It stands before its junction. Where none is near, it is for those who have the next node that is nearer
    before them than behind.
    """
    node = graph.edge_head[edge_from]
    inside = (_arms(graph)[node] == 2) & (graph.node_sign_direction[node] == 0)
    towards = signs.towards[node]
    ahead, behind = graph.edge_length_m[edge_to], graph.edge_length_m[edge_from]
    leads_there = np.where(towards != NONE, towards == graph.edge_head[edge_to], ahead <= behind * 1.05 + 1.0)
    return np.asarray(~inside | leads_there, dtype=np.bool_)


def _is_minor(graph: Graph, edge_from: NDArray[np.int64]) -> NDArray[np.bool_]:
    """[T] whether a sign at a junction itself is for this road: where roads differ, it is for the lesser."""
    node = graph.edge_head[edge_from]
    best = np.full(len(graph.node_lat_e7), 255, dtype=np.uint8)
    worst = np.zeros(len(graph.node_lat_e7), dtype=np.uint8)
    street = graph.edge_class <= RoadClass.LIVING_STREET
    for end in (graph.edge_tail[street], graph.edge_head[street]):
        np.minimum.at(best, end, graph.edge_class[street])
        np.maximum.at(worst, end, graph.edge_class[street])
    differs = graph.node_minor_only & (_arms(graph) > 2) & (best < worst)
    return np.asarray(~differs[node] | (graph.edge_class[edge_from] > best[node]), dtype=np.bool_)
