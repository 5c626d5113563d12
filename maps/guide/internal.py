"""Short pieces inside the crossing of dual carriageways, which belong to no road a driver would name.

After Project OSRM: a piece at most 32 m long that a one-way road enters from the side and another leaves.
"""

from __future__ import annotations

from maps.guide.bearings import close_bearing, reverse, turn_angle
from maps.guide.network import SIDE_RESIDENTIAL_PRIORITY, Network, Road
from maps.guide.turns import modifier_of

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
