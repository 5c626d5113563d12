"""Sliproads: lanes that cut the corner before a junction. Taking one is told as the turn that it shortens.

      e
      |
a --- b --- c      b-d is a sliproad: it saves those who turn from a-b into c-d the junction at c.
       `.   |
         `. |
           `d
"""

from __future__ import annotations

from maps.guide.junctions.bearings import deviation, is_counter_clockwise, turn_angle
from maps.guide.junctions.junction import FUZZY, NARROW, STRAIGHT, Arm, Junction, plain_view
from maps.guide.junctions.kinds import CONTINUE, FORK, NEW_NAME, SLIPROAD, SUPPRESSED, modifier_of
from maps.guide.junctions.names import RoadName, is_news
from maps.guide.junctions.network import Network, Road
from maps.guide.junctions.obvious_turn import obvious_index
from maps.guide.junctions.roundabouts import ALL as ROUNDABOUT_KINDS
from maps.guide.junctions.turns import is_through

THRESHOLD_M = 250.0
_REACH = {0: 1.0, 2: 0.8, 4: 0.8, 6: 0.6, 8: 0.5, 10: 0.4, 11: 0.3, 1: 0.3, 3: 0.3, 5: 0.3, 7: 0.3, 9: 0.3}
"""by road priority: how far a sliproad may begin before its junction, as part of THRESHOLD_M"""
LEAST_REACH = 0.1
SMALLEST_AREA_M2 = 3.0
SKEW_DEG = 40.0
HOPS = 10


def mark_sliproads(network: Network, junction: Junction) -> None:
    """Turn the kinds of arms that are sliproads into SLIPROAD."""
    arms, before = junction.arms, junction.approach
    if len(arms) <= 2:
        return
    index = _main_index(network, junction)
    if index == 0:
        return
    main = arms[index]
    if not _continues(before, main.road) or not any(_may_be_one(arm, main) for arm in arms):
        return
    if _first_junction_m(network, main.road) > _reach_m(main.road):
        return
    crossing = _next_junction(network, main.road)
    if crossing is None or crossing.is_dead_end or crossing.node == junction.node:
        return
    names = [arm.road.name for arm in crossing]
    found = False
    for i in ((index - 1) % len(arms), (index + 1) % len(arms)):
        if i != 0 and i != index and _is_sliproad(network, junction, i, index, crossing, names):
            arms[i].kind = SLIPROAD
            found = True
    if found and main.kind == FORK:
        main.modifier = modifier_of(main.angle)
        if before.name.name and main.road.name.name and not is_news(before.name, main.road.name):
            main.kind = SUPPRESSED if main.off_straight < 5.0 else CONTINUE
        else:
            main.kind = NEW_NAME if main.road.name.name else SUPPRESSED


def _main_index(network: Network, junction: Junction) -> int:
    """The arm to go straight on, even where a sliproad makes it look like a fork."""
    index = obvious_index(junction)
    arms = junction.arms
    if index or len(arms) != 3 or arms[1].kind != FORK or arms[2].kind != FORK:
        return index
    first, second = _next_junction(network, arms[1].road), _next_junction(network, arms[2].road)
    if first is None or second is None or first.is_dead_end or second.is_dead_end:
        return 0
    if _ends_in_two(first) and second.node != junction.node:
        return 2
    return 1 if _ends_in_two(second) and first.node != junction.node else 0


def _ends_in_two(junction: Junction) -> bool:
    """Three roads, of which one leads on."""
    arms = junction.arms
    return len(arms) == 3 and not arms[0].enterable and not (arms[1].enterable and arms[2].enterable)


def _continues(a: Road, b: Road) -> bool:
    return (
        a.kind.rank == b.kind.rank
        and a.kind.is_ferry == b.kind.is_ferry
        and not a.name.is_blank
        and not b.name.is_blank
        and not is_news(a.name, b.name)
    )


def _may_be_one(arm: Arm, main: Arm) -> bool:
    return (
        arm.enterable
        and arm.kind not in ROUNDABOUT_KINDS
        and arm.off_straight <= 2.0 * NARROW
        and deviation(main.angle, arm.angle) > 1e-12
        and not arm.road.kind.is_roundabout
    )


def _reach_m(road: Road) -> float:
    return THRESHOLD_M * _REACH.get(road.kind.priority, LEAST_REACH)


def _first_junction_m(network: Network, road: Road) -> float:
    """Metres to the first junction along a road, past lights."""
    total = road.length_m
    for _ in range(HOPS):
        junction = _end(network, road)
        if len(junction) != 2:
            break
        road = junction.arms[1].road
        total += road.length_m
    return total


def _end(network: Network, road: Road) -> Junction:
    return plain_view(network, road.target, network.back(road))


def _past_lights(network: Network, road: Road) -> Road:
    """The last piece of a road before a junction."""
    start = road.node
    for _ in range(HOPS):
        roads = network.roads(road.target)
        if len(roads) != 2 or road.target == start:
            break
        back = network.back(road)
        road = roads[1] if roads[0] is back else roads[0]
    return road


def _next_junction(network: Network, road: Road) -> Junction | None:
    junction = _end(network, _past_lights(network, road))
    return junction if len(junction) > 2 else None


def _is_sliproad(
    network: Network, junction: Junction, i: int, index: int, crossing: Junction, names: list[RoadName]
) -> bool:
    arms = junction.arms
    slip, main = arms[i], arms[index]
    to_left = i > index
    cross_road = (crossing.leftmost if to_left else crossing.rightmost).road
    if not cross_road.enterable or slip.road.kind.is_minor or not slip.road.enterable:
        return False
    if not _may_be_one(slip, main):
        return False
    last = _past_lights(network, slip.road)
    target = plain_view(network, last.target, network.back(last), close=True)
    if target.is_dead_end or len(target) not in (3, 4):
        return False
    onward = next(arm for arm in target if arm.enterable)
    if {junction.approach.kind.is_ferry, onward.road.kind.is_ferry} != {slip.road.kind.is_ferry}:
        return False
    if len({junction.node, crossing.node, last.target}) < 3:
        return False
    if len(target) == 4 and not _meets_beside(crossing, cross_road, target, last.target, to_left=to_left):
        return False
    own = next((k for k, arm in enumerate(target) if arm.road.out == last.out and last.out >= 0), None)
    if own is not None and is_through(target, own):
        return False
    onto = target.arms[obvious_index(target)]
    if onto is target.arms[0] or onto.off_straight > 2.0 * NARROW or onto.road.kind.is_roundabout:
        return False
    if not _snuggles(network, slip.road, junction, crossing, to_left=to_left):
        return False
    area = (
        network.distance_m(junction.node, crossing.node)
        * network.distance_m(crossing.node, last.target)
        / 2.0
    )
    if not SMALLEST_AREA_M2 <= area <= _reach_m(slip.road) ** 2:
        return False
    return any(_leads_there(network, slip, main, arm, crossing, cross_road, names) for arm in target)


def _meets_beside(
    crossing: Junction, cross_road: Road, target: Junction, target_node: int, *, to_left: bool
) -> bool:
    """Four roads at its end: two sliproads share the piece of the crossing road between them."""
    if len(crossing) < 3 or target_node != cross_road.target:
        return False
    beside = crossing.arms[len(crossing) - 2 if to_left else 2].road.target
    return any(
        arm.road.target == beside and modifier_of(arm.angle) in ("sharp right", "sharp left")
        for arm in target
    )


def _snuggles(network: Network, slip: Road, junction: Junction, crossing: Junction, *, to_left: bool) -> bool:
    """Whether it bends around the corner rather than away from it."""
    points = network.line(slip, slip.length_m + 1.0)
    if len(points) < 2:
        return False
    if network.distance_m(junction.node, crossing.node) < 3.0:
        return True
    first, last = points[0], points[-1]
    for point in points[1:-1]:
        if is_counter_clockwise(first, point, last) != to_left:
            return False
    outer = crossing.leftmost if to_left else crossing.rightmost
    return outer.off_straight <= STRAIGHT - SKEW_DEG or slip.kind.is_link


def _leads_there(
    network: Network,
    slip: Arm,
    main: Arm,
    candidate: Arm,
    crossing: Junction,
    cross_road: Road,
    names: list[RoadName],
) -> bool:
    """Whether a road at its end comes from the junction that the sliproad avoids."""
    name = candidate.road.name
    if all(is_news(other, name) for other in names):
        return False
    slip_name, main_name = slip.road.name, main.road.name
    if (
        not slip.road.kind.is_link
        and slip_name.name
        and main_name.name
        and name.name
        and is_news(main_name, slip_name)
        and is_news(slip_name, name)
    ):
        return False
    if slip.road.kind.is_link and candidate.road.kind.is_link:
        return False
    if candidate.road.target == crossing.node:
        return True
    cross_bearing = next(arm.bearing for arm in crossing if arm.road is cross_road)
    if (
        candidate.road.target == cross_road.target
        and turn_angle(candidate.bearing, cross_bearing) < FUZZY
        and modifier_of(candidate.angle) in ("sharp right", "sharp left")
    ):
        return True
    return _past_lights(network, candidate.road).target == crossing.node
