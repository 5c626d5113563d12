"""Maneuvers that a driver feels as one are told as one; what tells nothing new is left out.

After Project OSRM's post-processing of a leg's steps: roundabouts get their exits counted, short pieces
between two turns disappear, a turn over a dual carriageway becomes a single turn or a U-turn, a name that is
gone again after some metres is not told.
"""

from __future__ import annotations

from collections.abc import Callable

from maps.guide.bearings import deviation, turn_angle
from maps.guide.junction import NARROW
from maps.guide.roundabouts import (
    ALL,
    ENTERING,
    LEAVING,
    PASSING,
    ROTARY,
    ROUNDABOUT,
    ROUNDABOUT_TURN,
    enter,
    enter_at_exit,
)
from maps.guide.steps import (
    Step,
    combined_angle,
    goes_straightest,
    kept,
    same_name,
    turns_back,
)
from maps.guide.turns import (
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

SHORT_M = 30.0
STAGGERED_M = 3.0
NAME_M = 105.0
"""a name must last this long to be told"""

_ENTER_TURN = frozenset((enter(ROUNDABOUT_TURN), enter_at_exit(ROUNDABOUT_TURN)))
_ENTER_ROTARY = frozenset((enter(ROTARY), enter_at_exit(ROTARY)))

Combine = Callable[[Step, Step], None]


# --- roundabouts --------------------------------------------------------------------------------------------


def tell_roundabouts(steps: list[Step]) -> list[Step]:
    """Count exits and keep of each roundabout only entering and leaving."""
    first = next((step for step in steps if step.kind in ALL), None)
    if first is None:
        return steps
    on = first.kind not in ENTERING
    group: list[Step] = []
    for step in steps:
        belongs = on
        if on:
            on = step.kind not in LEAVING
        elif step.kind in ENTERING:
            belongs, on = True, step.kind not in LEAVING
        if belongs:
            group.append(step)
        if group and (not belongs or not on):
            _tell_roundabout(group)
            group = []
    if group:
        _tell_roundabout(group)
    return kept(steps)


def _tell_roundabout(group: list[Step]) -> None:
    entry, last = group[0], group[-1]
    if last.kind not in LEAVING:
        if entry.kind in _ENTER_ROTARY:
            entry.rotary_name = entry.name.name
        elif entry.kind in _ENTER_TURN:
            entry.kind = enter(ROUNDABOUT)
        _compress(group)
        return
    exits = sum(step.kind in PASSING or step.kind in LEAVING for step in group)
    last.exit = exits
    if entry.kind in ENTERING:
        entry.exit = exits
        if entry.kind in _ENTER_ROTARY:
            entry.rotary_name = entry.name.name
        elif entry.kind in _ENTER_TURN:
            entry.modifier = modifier_of(turn_angle(entry.first.before_deg, last.first.after_deg))
        entry.name = last.name
    if entry.kind in _ENTER_TURN and entry.ferry == last.ferry:
        _compress(group)
    else:
        _compress(group[:-1])


def _compress(group: list[Step]) -> None:
    for step in group[1:]:
        if not step.waypoint:
            group[0].take(step)


# --- crossings of dual carriageways -------------------------------------------------------------------------


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
            _join(current, following, signs=True, lanes=True)
        elif current.is_internal and current.kind not in ALL and following.kind not in ALL:
            if turns_back(current, following):
                current.kind, current.modifier = CONTINUE, "uturn"
            else:
                _turn_across(steps[_previous(steps, at)], current, following)
            _join(current, following, signs=True)
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


# --- turns in quick succession ------------------------------------------------------------------------------


def tell_turns(steps: list[Step]) -> list[Step]:
    """Join what follows so soon that it is one maneuver."""
    if len(steps) <= 2:
        return steps
    for at in range(1, len(steps) - 1):
        current = steps[at]
        if current.kind in ENTERING or current.kind in PASSING or current.kind == NO_TURN:
            continue
        if current.kind == SLIPROAD:
            _tell_sliproad(steps, at)
            continue
        previous = steps[_previous(steps, at)]
        if (
            current.kind == SUPPRESSED
            and current.distance_m > 2.0 * SHORT_M
            and previous.kind not in (TURN, CONTINUE, END_OF_ROAD)
        ):
            # Most of a route: a junction passed, with nothing near that could be joined to it.
            continue
        following = steps[_next(steps, at)]
        if following.waypoint:
            break
        if current.ferry != following.ferry:
            continue
        _tell_pair(steps, previous, current, following)
        following = steps[_next(steps, at)]
        if _is_doubly_choiceless(current, following):
            _combine_turn(previous)(current, following)
            _join(current, following, signs=True)
        if not previous.waypoint and not current.is_gone:
            far = steps[_previous(steps, steps.index(previous))]
            if _is_u_turn(far, previous, current):
                previous.kind, previous.modifier = CONTINUE, "uturn"
                _join(previous, current, signs=True)
    return steps


def _tell_pair(steps: list[Step], previous: Step, current: Step, following: Step) -> None:
    if _is_staggered(previous, current, following):
        current.modifier = "straight"
        current.kind = SUPPRESSED if same_name(previous, following) else NEW_NAME
        _join(current, following, signs=True)
    elif _is_u_turn(previous, current, following):
        current.kind, current.modifier = CONTINUE, "uturn"
        _join(current, following, signs=True)
    elif _name_returns(previous, current, following):
        _join(current, following)
        _join(previous, current)
    elif _name_change_then_maneuver(previous, current, following) or _silent_bend_then_maneuver(
        current, following
    ):
        _combine_turn(previous)(following, current)
        _join(previous, current)
    elif (
        _maneuver_then_name_change(current, following)
        or _silent_then_name_change(current, following)
        or _maneuver_then_silent_bend(current, following)
        or _turn_then_choiceless(current, following)
        or _straight_then_choiceless(current, following)
    ):
        _combine_turn(previous)(current, following)
        _join(current, following, signs=True)
    elif _silent_between_turns(previous, current, following):
        far = steps[_previous(steps, steps.index(previous))]
        previous.take(current)
        _combine_turn(far)(previous, following)
        _join(previous, following, signs=True)


def _tell_sliproad(steps: list[Step], at: int) -> None:
    current = steps[at]
    following = steps[_next(steps, at)]
    while following.kind == SUPPRESSED and len(following.first.arms) == 2 and following.first.choices == 1:
        current.take(following)
        following = steps[_next(steps, at)]
    if following.waypoint:
        current.kind = TURN
        return
    previous = steps[_previous(steps, at)]
    current.kind = CONTINUE if same_name(previous, following) else TURN
    current.modifier = modifier_of(_felt_angle(current, following))
    _join(current, following, signs=True, lanes=True)


def _previous(steps: list[Step], at: int) -> int:
    at -= 1
    while at > 0 and steps[at].is_gone:
        at -= 1
    return at


def _next(steps: list[Step], at: int) -> int:
    at += 1
    while steps[at].is_gone:
        at += 1
    return at


def _join(step: Step, other: Step, *, signs: bool = False, lanes: bool = False) -> None:
    if signs:
        step.take_signs(other)
    if lanes:
        step.set_lanes(other.first.lanes, other.first.lane_marks)
    step.take(other)


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
        not any(step.kind in ALL for step in (a, b, c))
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
    if not _may_join_three(previous, current, following):
        return False
    if current.kind not in (TURN, CONTINUE, END_OF_ROAD) or following.waypoint:
        return False
    if not turns_back(current, following) or not same_name(previous, following):
        return False
    if _short(current):
        return True
    link = (
        current.distance_m <= 2.0 * SHORT_M
        and not current.name.name
        and bool(previous.name.name)
        and bool(following.name.name)
    )
    return (link or following.first.choices == 1) and _undisturbed(current)


def _name_returns(previous: Step, current: Step, following: Step) -> bool:
    """From a road to another name and back again, straight on."""
    if not _may_join_three(previous, current, following):
        return False
    straight_turns = [step.kind == TURN and step.modifier == "straight" for step in (current, following)]
    changes = (current.kind == NEW_NAME or straight_turns[0]) and (
        following.kind == NEW_NAME
        or (following.kind == SUPPRESSED and following.name.is_blank)
        or straight_turns[1]
    )
    return changes and (previous.name == following.name or same_name(previous, following))


def _changes_name(step: Step) -> bool:
    return step.kind == NEW_NAME or (step.kind in (TURN, CONTINUE) and step.modifier == "straight")


def _name_change_then_maneuver(previous: Step, current: Step, following: Step) -> bool:
    return (
        _may_join_three(previous, current, following)
        and _short(current)
        and _changes_name(current)
        and following.is_maneuver
    )


def _silent_bend_then_maneuver(current: Step, following: Step) -> bool:
    return (
        _may_join(current, following)
        and _short(current)
        and current.first.choices > 1
        and current.kind == SUPPRESSED
        and current.modifier != "straight"
        and following.is_maneuver
        and _same_side(current, following)
    )


def _maneuver_then_name_change(current: Step, following: Step) -> bool:
    if not _may_join(current, following) or not current.is_maneuver or not _changes_name(following):
        return False
    near = current.distance_m <= 1.5 * SHORT_M
    plain = following.kind == NEW_NAME and (following.modifier == "straight" or following.first.choices == 1)
    return _short(current) or (plain and near)


def _silent_then_name_change(current: Step, following: Step) -> bool:
    return (
        _may_join(current, following)
        and current.distance_m < 0.25 * SHORT_M
        and current.kind == SUPPRESSED
        and following.kind == NEW_NAME
    )


def _maneuver_then_silent_bend(current: Step, following: Step) -> bool:
    return (
        _may_join(current, following)
        and _short(current)
        and following.kind == SUPPRESSED
        and following.modifier != "straight"
        and current.is_maneuver
        and _same_side(current, following)
    )


def _turn_then_choiceless(current: Step, following: Step) -> bool:
    return (
        _may_join(current, following)
        and _short(current)
        and current.modifier != "straight"
        and following.first.choices == 1
        and following.kind != SUPPRESSED
    )


def _straight_then_choiceless(current: Step, following: Step) -> bool:
    return (
        _may_join(current, following)
        and current.distance_m <= 2.0 * SHORT_M
        and current.kind in (CONTINUE, TURN)
        and current.modifier == "straight"
        and following.first.choices == 1
        and _undisturbed(current)
    )


def _is_doubly_choiceless(current: Step, following: Step) -> bool:
    return (
        _may_join(current, following)
        and current.kind != NO_TURN
        and following.first.choices == 1
        and len(current.junctions) == 2
        and current.junctions[1].choices == 1
        and current.distance_m < 1.5 * SHORT_M
    )


def _silent_between_turns(previous: Step, current: Step, following: Step) -> bool:
    """A turn made in two halves around the middle of a wide junction."""
    if previous.waypoint or not _may_join_three(previous, current, following):
        return False
    a, b = previous.distance_m, current.distance_m
    if a >= 0.8 * SHORT_M or b >= 0.8 * SHORT_M:
        return False
    if not (a < 5.0 and b < 5.0) and not min(a, b) > 0.75 * max(a, b):
        return False
    angle = combined_angle(previous, following)
    return (
        current.kind == SUPPRESSED
        and current.modifier == "straight"
        and previous.kind in (TURN, CONTINUE)
        and following.kind in (TURN, CONTINUE, ON_RAMP)
        and NARROW < angle < 360.0 - NARROW
    )


# --- what is not worth telling ------------------------------------------------------------------------------


def drop_silent(steps: list[Step]) -> list[Step]:
    """Junctions that are passed belong to the step before; the end of a road is told only after some."""
    last = steps[0]
    for step in steps[1:]:
        if step.kind == SUPPRESSED:
            last.take(step)
        elif step.is_gone:
            continue
        else:
            if step.kind == END_OF_ROAD and len(last.junctions) < 2:
                step.kind = CONTINUE if same_name(last, step) else TURN
            last = step
    return kept(steps)


def drop_short_names(steps: list[Step]) -> list[Step]:
    """Names that are known already or soon gone."""
    previous, at = 0, 1
    while at < len(steps) and not steps[at].waypoint:
        step = steps[at]
        if step.kind == NEW_NAME and step.first.lanes is None:
            if same_name(steps[previous], step) or step.distance_m < NAME_M:
                steps[previous].take(step)
            else:
                previous = at
        elif step.is_maneuver:
            previous = at
        at += 1
    return kept(steps)
