"""Short pieces inside the crossing of dual carriageways, which belong to no road a driver would name.

After Project OSRM: a piece at most 32 m long that a one-way road enters from the side and another leaves.
"""

from __future__ import annotations

from maps.guide.junctions.bearings import close_bearing, reverse, turn_angle
from maps.guide.junctions.kinds import CONTINUE, END_OF_ROAD, FORK, NEW_NAME, SUPPRESSED, TURN, modifier_of
from maps.guide.junctions.network import SIDE_RESIDENTIAL_PRIORITY, Network, Road
from maps.guide.junctions.roundabouts import ALL
from maps.guide.sequence.anticipation import narrow_to
from maps.guide.sequence.steps import (
    Step,
    goes_straightest,
    join,
    kept,
    previous_index,
    same_name,
    turns_back,
)

LONGEST_M = 32.0
STRAIGHT_FROM, STRAIGHT_TO = 150.0, 210.0

_RIGHT = frozenset(("right", "sharp right"))
_LEFT = frozenset(("left", "sharp left"))


def is_internal(network: Network, road: Road) -> bool:
    """Whether a road, in the direction away from its node, lies inside a crossing."""
    if road.length_m > LONGEST_M or road.kind.is_circle or not road.enterable:
        return False
    back = network.back(road)
    leaves = close_bearing(network.line(road))
    arrives = reverse(close_bearing(network.line(back)))
    entering: set[str] = set()
    from_side = False
    for other in _others(network, road.node, road.target):
        if other.inn < 0:
            continue
        angle = turn_angle(reverse(close_bearing(network.line(other))), leaves)
        entering.add(modifier_of(angle))
        from_side |= _is_one_way_street(other) and not STRAIGHT_FROM < angle < STRAIGHT_TO
    if not from_side:
        return False
    leaving: set[str] = set()
    to_side = False
    for other in _others(network, road.target, road.node):
        if not other.enterable:
            continue
        angle = turn_angle(arrives, close_bearing(network.line(other)))
        leaving.add(modifier_of(angle))
        to_side |= _is_one_way_street(other) and not STRAIGHT_FROM < angle < STRAIGHT_TO
    if not to_side:
        return False
    return not (
        (entering & _LEFT and leaving & _RIGHT)
        or (entering & _RIGHT and leaving & _LEFT)
        or (leaving & _LEFT and leaving & _RIGHT)
    )


def _others(network: Network, node: int, target: int) -> list[Road]:
    """Roads at a node to elsewhere than `target`, one for each place they lead to."""
    found: dict[int, Road] = {}
    for road in network.roads(node):
        if road.target != target:
            found.setdefault(road.target, road)
    return list(found.values())


def _is_one_way_street(road: Road) -> bool:
    two_way = road.enterable and road.inn >= 0
    return not two_way and not road.kind.is_link and road.kind.priority <= SIDE_RESIDENTIAL_PRIORITY


def tell_internal(steps: list[Step]) -> list[Step]:
    """Pieces inside a crossing of carriageways become part of the turn they belong to."""
    if len(steps) <= 2:
        return steps
    at, after = 1, 2
    while after < len(steps) - 1:
        current, following = steps[at], steps[after]
        if current.is_internal and following.is_internal:
            if END_OF_ROAD in (current.kind, following.kind):
                current.kind = END_OF_ROAD
            if current.first.lanes is None:
                current.set_lanes(following.first.lanes, following.first.lane_marks)
            elif following.first.lanes is not None:
                narrow_to(current, following)
            join(current, following, signs=True)
        elif current.is_internal and current.kind not in ALL and following.kind not in ALL:
            if turns_back(current, following):
                current.kind, current.modifier = CONTINUE, "uturn"
            else:
                _turn_across(steps[previous_index(steps, at)], current, following)
            if current.first.lanes is not None and following.first.lanes is not None:
                narrow_to(current, following)
            join(current, following, signs=True)
            current.is_internal = False
        else:
            at = after
        after += 1
    return kept(steps)


_STRAIGHTISH = ("straight", "slight left", "slight right")
_PLAIN = (TURN, CONTINUE, NEW_NAME, SUPPRESSED)


def _turn_across(before: Step, current: Step, following: Step) -> None:
    angle = turn_angle(current.first.before_deg, following.first.after_deg)
    modifier = modifier_of(angle)
    silent = SUPPRESSED if same_name(before, following) else NEW_NAME
    if END_OF_ROAD in (current.kind, following.kind):
        current.kind = END_OF_ROAD
    elif current.kind == FORK:
        return
    elif modifier == "straight" and following.kind in _PLAIN and following.modifier in _STRAIGHTISH:
        current.kind = silent
    elif (
        125.0 <= angle <= 235.0
        and len(current.junctions) == 1
        and goes_straightest(current)
        and goes_straightest(following)
    ):
        current.kind, current.modifier = silent, "straight"
        return
    elif modifier != "straight" and following.kind in _PLAIN:
        current.kind = TURN
    else:
        current.kind = following.kind
    current.modifier = modifier
