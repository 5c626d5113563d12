"""The way on that a driver takes without being told, after Project OSRM's rules.

A road that goes on under its name, at its class, nearly straight, is obvious unless another could as well be
meant.
"""

from __future__ import annotations

from maps.guide.junctions.bearings import deviation, reverse, turn_angle
from maps.guide.junctions.junction import FUZZY, GROUP, NARROW, STRAIGHT, Arm, Junction
from maps.guide.junctions.kinds import modifier_of
from maps.guide.junctions.names import is_news
from maps.guide.junctions.network import SECONDARY_PRIORITY, Road, is_link_to, is_strictly_less

DISTINCTION = 2.0


def obvious_index(junction: Junction) -> int:
    """Index of the arm that a driver takes without being told, 0 when there is none."""
    if junction.obvious is None:
        junction.obvious = _obvious_index(junction)
    return junction.obvious


def _obvious_index(junction: Junction) -> int:
    arms = junction.arms
    if len(arms) <= 2:
        return len(arms) - 1
    before = junction.approach

    def leaves_the_road(arm: Arm) -> bool:
        after = arm.road
        if not arm.enterable:
            return True
        blank, after_blank = before.name.is_blank, after.name.is_blank
        if (blank and not before.kind.is_minor) or (after_blank and not after.kind.is_minor):
            return True
        return (
            blank != after_blank
            or is_strictly_less(after.kind, before.kind)
            or is_link_to(after.kind, before.kind)
            or is_news(before.name, after.name)
        )

    def leads_lower(arm: Arm) -> bool:
        return (
            not arm.enterable
            or is_strictly_less(arm.road.kind, before.kind)
            or is_link_to(arm.road.kind, before.kind)
        )

    def found(arm: Arm) -> int:
        return 0 if before.kind.is_roundabout != arm.road.kind.is_roundabout else _index(arms, arm)

    onward = junction.nearest(STRAIGHT, leaves_the_road)
    if onward is not None and _is_distinct(junction, before, onward):
        return found(onward)
    proper = junction.nearest(STRAIGHT, leads_lower)
    if proper is not None and _is_distinct(junction, before, proper):
        return found(proper)
    possible = junction.nearest(STRAIGHT, lambda arm: not arm.enterable)
    if possible is None:
        return 0
    ahead = sum(arm.off_straight <= 90.0 for arm in arms)
    only_ahead = possible.off_straight <= 90.0 and ahead == 1
    if (
        possible is not proper
        and (possible.off_straight <= GROUP or only_ahead)
        and not possible.road.kind.is_minor
        and _is_distinct(junction, before, possible)
    ):
        return found(possible)
    if possible.road.kind.is_motorway and possible.off_straight <= GROUP and junction.enterable_count == 1:
        return found(possible)
    if (
        len(arms) == 3
        and junction.enterable_count == 1
        and not before.name.is_blank
        and all(arm.road.name == before.name for arm in arms)
        and (deviation(arms[1].angle, 90.0) > NARROW or deviation(arms[2].angle, 270.0) > NARROW)
    ):
        return found(possible)
    return 0


def _index(arms: list[Arm], arm: Arm) -> int:
    return next(i for i, other in enumerate(arms) if other is arm)


def _is_distinct(junction: Junction, before: Road, candidate: Arm) -> bool:
    similar = _similar_narrow if candidate.off_straight < GROUP else _similar_wide
    return not any(
        similar(junction, before, candidate, arm) for arm in junction.arms[1:] if arm is not candidate
    )


def _similar_narrow(junction: Junction, before: Road, candidate: Arm, other: Arm) -> bool:
    """Whether `other` could as well be meant as a candidate that goes nearly straight on."""
    off, other_off = candidate.off_straight, other.off_straight
    if off < NARROW and not other.enterable:
        return False
    road, compared = candidate.road, other.road
    keeps_name = not is_news(before.name, road.name)
    lanes_split = (
        compared.lanes > 0
        and road.lanes == compared.lanes
        and before.lanes == road.lanes + compared.lanes
        and deviation(candidate.angle, other.angle) < GROUP
    )
    distinct = other_off > DISTINCTION * off and abs(other_off - off) > FUZZY / 2.0
    nearly_distinct = other_off > 0.7 * DISTINCTION * off
    was, now, then = before.kind, road.kind, compared.kind
    if not was.is_restricted and not now.is_restricted and then.is_restricted and distinct:
        return False
    if was.is_roundabout == now.is_roundabout and was.is_roundabout != then.is_roundabout and off < other_off:
        return False
    other_is_news = is_news(before.name, compared.name)
    if (keeps_name or other_is_news) and not lanes_split and distinct:
        return False
    opposite = junction.nearest_bearing(reverse(other.bearing))
    crossing = len(junction) >= 4
    opposite_keeps_name = not is_news(opposite.road.name, compared.name)
    opposite_angle = deviation(other.angle, opposite.angle)
    if crossing and (opposite_keeps_name or opposite_angle > STRAIGHT - NARROW) and distinct:
        return False
    if (
        crossing
        and keeps_name
        and other_is_news
        and nearly_distinct
        and opposite_keeps_name
        and opposite_angle > STRAIGHT - FUZZY
    ):
        return False
    if (
        not crossing
        and keeps_name
        and other_is_news
        and distinct
        and not lanes_split
        and opposite_angle > STRAIGHT - GROUP
    ):
        return False
    if was.priority > SECONDARY_PRIORITY and distinct:
        return False
    if road.lanes > 0 and road.lanes == before.lanes and off < FUZZY and distinct:
        return False
    same_priority = was.priority == now.priority
    if (
        same_priority
        and (now.priority < then.priority or now.priority > then.priority + 4)
        and keeps_name
        and nearly_distinct
    ):
        return False
    if _is_of_lower_class(before, road, compared):
        return False
    if same_priority and was.group < then.group and is_news(road.name, compared.name) and other_is_news:
        return False
    return not (same_priority and then.is_link)


def _similar_wide(junction: Junction, before: Road, candidate: Arm, other: Arm) -> bool:
    """Whether `other` could as well be meant as a candidate that bends much; it need not be enterable."""
    if modifier_of(other.angle) != "straight" and _is_of_lower_class(before, candidate.road, other.road):
        return False
    if other.off_straight > DISTINCTION * candidate.off_straight:
        return False
    back = junction.arms[0]
    if deviation(back.initial_bearing, back.bearing) > FUZZY:
        came = reverse(back.initial_bearing)
        off = deviation(turn_angle(came, candidate.initial_bearing), STRAIGHT)
        other_off = deviation(turn_angle(came, other.initial_bearing), STRAIGHT)
        between = turn_angle(reverse(other.initial_bearing), candidate.initial_bearing)
        if modifier_of(between) != "straight" and other_off > DISTINCTION * off:
            return False
    return True


def _is_of_lower_class(before: Road, road: Road, compared: Road) -> bool:
    was, now, then = before.kind, road.kind, compared.kind
    fewer_lanes = compared.lanes > 0 and compared.lanes + 1 < before.lanes
    if is_strictly_less(then, was) and is_strictly_less(then, now) and fewer_lanes:
        return True
    return is_link_to(then, was) and is_link_to(then, now)
