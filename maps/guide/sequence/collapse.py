"""Maneuvers that a driver feels as one are told as one; what tells nothing new is left out.

After Project OSRM's post-processing of a leg's steps: short pieces between two turns disappear, a turn made
in two halves becomes one, a change of name just before or after a turn is part of it.
"""

from __future__ import annotations

from collections.abc import Callable

from maps.guide.junctions.bearings import deviation
from maps.guide.junctions.junction import NARROW
from maps.guide.junctions.kinds import (
    CONTINUE,
    END_OF_ROAD,
    FORK,
    MERGE,
    NEW_NAME,
    NO_TURN,
    ON_RAMP,
    SLIPROAD,
    SUPPRESSED,
    TURN,
    modifier_of,
)
from maps.guide.junctions.roundabouts import (
    ALL,
    ENTERING,
    PASSING,
)
from maps.guide.sequence.steps import Step, combined_angle, join, previous_index, same_name, turns_back

SHORT_M = 30.0
FAR_M = 2.0 * SHORT_M
STAGGERED_M = 3.0
_TURNING = (TURN, CONTINUE, END_OF_ROAD)
_LEFT_ALONE = ENTERING | PASSING | {NO_TURN}


Combine = Callable[[Step, Step], None]


def tell_turns(steps: list[Step]) -> list[Step]:
    """Join what follows so soon that it is one maneuver."""
    if len(steps) <= 2:
        return steps
    before = 0
    """the last step that is still there"""
    for at in range(1, len(steps) - 1):
        if not steps[at - 1].is_gone:
            before = at - 1
        current = steps[at]
        if current.is_stated:
            continue
        kind = current.kind
        previous = steps[before]
        if kind == SUPPRESSED:
            if current.distance_m > FAR_M and (
                previous.kind not in _TURNING
                or (previous.distance_m > FAR_M and current.junctions[0].choices != 1)
            ):
                # Most of a route: a junction passed, with nothing near that could be joined to it.
                continue
        elif kind in _LEFT_ALONE:
            continue
        elif kind == SLIPROAD:
            _tell_sliproad(steps, at)
            continue
        following = steps[at + 1]
        if following.is_gone:
            following = steps[_next(steps, at)]
        if following.waypoint:
            break
        if following.is_stated:
            continue
        if current.ferry != following.ferry:
            continue
        _tell_pair(steps, before, current, following)
        if following.is_gone:
            following = steps[_next(steps, at)]
        if _is_doubly_choiceless(current, following):
            _combine_turn(previous)(current, following)
            join(current, following, signs=True)
        if (
            previous.kind in _TURNING
            and not previous.waypoint
            and not (current.is_gone or previous.is_stated)
        ):
            far = steps[previous_index(steps, before)]
            if _is_u_turn(far, previous, current):
                previous.kind, previous.modifier = CONTINUE, "uturn"
                join(previous, current, signs=True)
    return steps


def _tell_pair(steps: list[Step], before: int, current: Step, following: Step) -> None:
    previous = steps[before]
    if current.distance_m > FAR_M:
        # Too far apart for anything but these.
        if _is_u_turn(previous, current, following):
            current.kind, current.modifier = CONTINUE, "uturn"
            join(current, following, signs=True)
        elif _name_returns(previous, current, following):
            join(current, following)
            join(previous, current)
        return
    if _is_staggered(previous, current, following):
        current.modifier = "straight"
        current.kind = SUPPRESSED if same_name(previous, following) else NEW_NAME
        join(current, following, signs=True)
    elif _is_u_turn(previous, current, following):
        current.kind, current.modifier = CONTINUE, "uturn"
        join(current, following, signs=True)
    elif _name_returns(previous, current, following):
        join(current, following)
        join(previous, current)
    elif _name_change_then_maneuver(previous, current, following) or _silent_bend_then_maneuver(
        current, following
    ):
        _combine_turn(previous)(following, current)
        join(previous, current)
    elif (
        _maneuver_then_name_change(current, following)
        or _silent_then_name_change(current, following)
        or _maneuver_then_silent_bend(current, following)
        or _turn_then_choiceless(current, following)
        or _straight_then_choiceless(current, following)
    ):
        _combine_turn(previous)(current, following)
        join(current, following, signs=True)
    elif _silent_between_turns(previous, current, following):
        far = steps[previous_index(steps, before)]
        previous.take(current)
        _combine_turn(far)(previous, following)
        join(previous, following, signs=True)


def _tell_sliproad(steps: list[Step], at: int) -> None:
    current = steps[at]
    following = steps[_next(steps, at)]
    while following.kind == SUPPRESSED and len(following.first.arms) == 2 and following.first.choices == 1:
        current.take(following)
        following = steps[_next(steps, at)]
    if following.waypoint:
        current.kind = TURN
        return
    previous = steps[previous_index(steps, at)]
    current.kind = CONTINUE if same_name(previous, following) else TURN
    current.modifier = modifier_of(_felt_angle(current, following))
    join(current, following, signs=True, lanes=True)


def _next(steps: list[Step], at: int) -> int:
    at += 1
    while steps[at].is_gone:
        at += 1
    return at


def _felt_angle(a: Step, b: Step) -> float:
    """The turn two maneuvers make together; of a zigzag that ends straight on, the first counts."""
    entry, leaving = (a, b) if a.edge <= b.edge else (b, a)
    total = combined_angle(entry, leaving)
    first, last = entry.first.angle, leaving.first.angle
    if deviation(total, 180.0) < 0.5 * NARROW:
        return first
    same_side = (first <= 185.0 and last <= 185.0) or (first >= 175.0 and last >= 175.0)
    return total if entry.distance_m < SHORT_M or same_side else first


def _combine_turn(before: Step) -> Combine:
    """Give a step the turn that it makes together with another; `before` is the road one comes from."""

    def combine(step: Step, other: Step) -> None:
        modifier = step.modifier
        if step.kind not in (FORK, MERGE):
            modifier = modifier_of(_felt_angle(step, other))
        one_road = same_name(before, other)
        if _is_no_turn(other) or _is_no_turn(step) or step.kind == SUPPRESSED:
            if step.kind == SUPPRESSED:
                if modifier == "straight":
                    step.kind = NEW_NAME
                else:
                    step.kind = CONTINUE if one_road else TURN
            elif (step.kind == NEW_NAME and other.kind == SUPPRESSED and modifier != "straight") or (
                step.kind == CONTINUE and not one_road
            ):
                step.kind = TURN
            elif step.kind == TURN and other.kind != SUPPRESSED and one_road:
                step.kind = CONTINUE
        elif other.kind == ON_RAMP:
            step.kind = ON_RAMP
        elif step.kind == TURN and other.kind == TURN and one_road:
            step.kind = CONTINUE
        elif step.kind == CONTINUE and other.kind == TURN and not one_road:
            step.kind = TURN
        step.modifier = modifier

    return combine


def _is_no_turn(step: Step) -> bool:
    return step.kind == NEW_NAME or (step.kind in (TURN, CONTINUE) and step.modifier == "straight")


def _undisturbed(step: Step) -> bool:
    """No junction on the way but places where a road merely changes."""
    return all(len(junction.arms) == 2 for junction in step.junctions[1:])


def _short(step: Step) -> bool:
    return step.distance_m <= SHORT_M and _undisturbed(step)


def _bad_u_turn(a: Step, b: Step) -> bool:
    """Only a change of name may be joined to a U-turn."""
    if a.modifier != "uturn" and b.modifier != "uturn":
        return False
    return not (
        (a.kind == NEW_NAME and b.modifier == "uturn") or (b.kind == NEW_NAME and a.modifier == "uturn")
    )


def _may_join(a: Step, b: Step) -> bool:
    return (
        a.kind not in ALL
        and b.kind not in ALL
        and not a.waypoint
        and not b.waypoint
        and a.ferry == b.ferry
        and not _bad_u_turn(a, b)
    )


def _may_join_three(a: Step, b: Step, c: Step) -> bool:
    return (
        a.kind not in ALL
        and b.kind not in ALL
        and c.kind not in ALL
        and a.ferry == b.ferry == c.ferry
        and not (_bad_u_turn(a, b) and _bad_u_turn(b, c))
    )


def _same_side(a: Step, b: Step) -> bool:
    return any(
        all(step.modifier == "straight" or side in step.modifier for step in (a, b))
        for side in ("left", "right")
    )


def _is_staggered(previous: Step, current: Step, following: Step) -> bool:
    """Right and left, or left and right, within a few metres: one simply crosses."""
    if current.kind in ENTERING or following.kind in ENTERING:
        return False
    if current.distance_m >= STAGGERED_M or not _undisturbed(current):
        return False
    if previous.ferry != current.ferry:
        return False
    a, b = current.first.angle, following.first.angle
    return (45.0 < a < 135.0 and 225.0 < b < 315.0) or (45.0 < b < 135.0 and 225.0 < a < 315.0)


def _is_u_turn(previous: Step, current: Step, following: Step) -> bool:
    if current.kind not in _TURNING or following.waypoint:
        return False
    if current.distance_m > FAR_M and following.first.choices != 1:
        return False
    if not _may_join_three(previous, current, following):
        return False
    if not turns_back(current, following) or not same_name(previous, following):
        return False
    if _short(current):
        return True
    link = (
        current.distance_m <= FAR_M
        and not current.name.name
        and bool(previous.name.name)
        and bool(following.name.name)
    )
    return (link or following.first.choices == 1) and _undisturbed(current)


def _name_returns(previous: Step, current: Step, following: Step) -> bool:
    """From a road to another name and back again, straight on."""
    if not _swaps_name(current):
        return False
    if not _swaps_name(following) and not (following.kind == SUPPRESSED and following.name.is_blank):
        return False
    return _may_join_three(previous, current, following) and (
        previous.name == following.name or same_name(previous, following)
    )


def _swaps_name(step: Step) -> bool:
    return step.kind == NEW_NAME or (step.kind == TURN and step.modifier == "straight")


def _changes_name(step: Step) -> bool:
    return step.kind == NEW_NAME or (step.kind in (TURN, CONTINUE) and step.modifier == "straight")


def _name_change_then_maneuver(previous: Step, current: Step, following: Step) -> bool:
    return (
        _changes_name(current)
        and following.is_maneuver
        and _short(current)
        and _may_join_three(previous, current, following)
    )


def _silent_bend_then_maneuver(current: Step, following: Step) -> bool:
    return (
        current.kind == SUPPRESSED
        and current.modifier != "straight"
        and following.is_maneuver
        and _short(current)
        and _may_join(current, following)
        and current.first.choices > 1
        and _same_side(current, following)
    )


def _maneuver_then_name_change(current: Step, following: Step) -> bool:
    if not current.is_maneuver or not _changes_name(following) or not _may_join(current, following):
        return False
    near = current.distance_m <= 1.5 * SHORT_M
    plain = following.kind == NEW_NAME and (following.modifier == "straight" or following.first.choices == 1)
    return _short(current) or (plain and near)


def _silent_then_name_change(current: Step, following: Step) -> bool:
    return (
        current.kind == SUPPRESSED
        and following.kind == NEW_NAME
        and current.distance_m < 0.25 * SHORT_M
        and _may_join(current, following)
    )


def _maneuver_then_silent_bend(current: Step, following: Step) -> bool:
    return (
        following.kind == SUPPRESSED
        and following.modifier != "straight"
        and current.is_maneuver
        and _short(current)
        and _may_join(current, following)
        and _same_side(current, following)
    )


def _turn_then_choiceless(current: Step, following: Step) -> bool:
    return (
        current.modifier != "straight"
        and following.kind != SUPPRESSED
        and _short(current)
        and _may_join(current, following)
        and following.first.choices == 1
    )


def _straight_then_choiceless(current: Step, following: Step) -> bool:
    return (
        current.modifier == "straight"
        and current.kind in (CONTINUE, TURN)
        and current.distance_m <= FAR_M
        and _may_join(current, following)
        and following.first.choices == 1
        and _undisturbed(current)
    )


def _is_doubly_choiceless(current: Step, following: Step) -> bool:
    return (
        current.distance_m < 1.5 * SHORT_M
        and len(current.junctions) == 2
        and current.kind != NO_TURN
        and _may_join(current, following)
        and following.first.choices == 1
        and current.junctions[1].choices == 1
    )


def _silent_between_turns(previous: Step, current: Step, following: Step) -> bool:
    """A turn made in two halves around the middle of a wide junction."""
    if current.kind != SUPPRESSED or current.modifier != "straight" or previous.waypoint:
        return False
    a, b = previous.distance_m, current.distance_m
    if a >= 0.8 * SHORT_M or b >= 0.8 * SHORT_M:
        return False
    if not (a < 5.0 and b < 5.0) and not min(a, b) > 0.75 * max(a, b):
        return False
    if not _may_join_three(previous, current, following):
        return False
    angle = combined_angle(previous, following)
    return (
        previous.kind in (TURN, CONTINUE)
        and following.kind in (TURN, CONTINUE, ON_RAMP)
        and NARROW < angle < 360.0 - NARROW
    )
