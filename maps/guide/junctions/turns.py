"""What turning into each arm of a junction is called: turn, continue, fork, end of road, ramp, merge …

The rules and their numbers follow Project OSRM's guidance (v5), so that its acceptance cases hold. A junction
comes in with its arms' angles; each arm goes out with a `kind` and a `modifier`. Besides OSRM's announced
types there are silent kinds, which later steps need: NO_TURN, SUPPRESSED, SLIPROAD and those of roundabouts.
"""

from __future__ import annotations

import itertools

from maps.guide.junctions.bearings import deviation
from maps.guide.junctions.junction import FUZZY, GROUP, NARROW, STRAIGHT, Arm, Junction
from maps.guide.junctions.kinds import (
    CONTINUE,
    END_OF_ROAD,
    FORK,
    MERGE,
    MODIFIERS,
    NEW_NAME,
    NO_TURN,
    NOTIFICATION,
    ON_RAMP,
    SUPPRESSED,
    TURN,
    modifier_of,
)
from maps.guide.junctions.names import are_alike, is_news
from maps.guide.junctions.network import (
    Road,
    is_obvious_by_class,
)
from maps.guide.junctions.obvious_turn import obvious_index

ALMOST_STRAIGHT = 3.0
LONG_ENOUGH_M = 60.0


def assign_turns(junction: Junction) -> None:
    """Ordinary junctions."""
    arms, before = junction.arms, junction.approach
    if len(arms) == 1:
        return
    if arms[0].enterable:
        arms[0].kind, arms[0].modifier = basic_kind(before, arms[0].road), "uturn"
    if len(arms) == 2:
        obvious(arms[1], before, 2, through=False)
    elif len(arms) == 3:
        _three_way(junction)
    else:
        _many_way(junction)


def basic_kind(before: Road, after: Road) -> str:
    """ON_RAMP, CONTINUE or TURN."""
    if not before.kind.is_ramp and after.kind.is_ramp:
        return ON_RAMP
    if before.name.name and after.name.name and not is_news(before.name, after.name):
        return CONTINUE
    return TURN


def obvious(arm: Arm, before: Road, arm_count: int, *, through: bool) -> None:
    """The arm that goes without saying; `through`: it joins a road that runs through here."""
    arm.kind, arm.modifier = _obvious(arm, before, arm_count, through=through)


def _obvious(arm: Arm, before: Road, arm_count: int, *, through: bool) -> tuple[str, str]:
    after, modifier = arm.road, modifier_of(arm.angle)
    kind = basic_kind(before, after)
    if kind == ON_RAMP:
        return ON_RAMP, modifier
    if deviation(arm.angle, 0.0) < 0.01:
        return CONTINUE, "uturn"
    new_mode = before.kind.is_ferry != after.kind.is_ferry
    if kind == TURN and is_news(before.name, after.name):
        if not through:
            return (NOTIFICATION if new_mode else NEW_NAME), modifier
        if after.kind.is_motorway:
            # Only motorways are merged onto: elsewhere the word would leave a doubt about the side.
            return MERGE, "slight right" if arm.angle > STRAIGHT else "slight left"
        if before.kind.is_ramp and after.kind.is_ramp:
            return (NOTIFICATION if new_mode else SUPPRESSED), modifier
        if arm.off_straight < NARROW and _reach_m(arm) > LONG_ENOUGH_M:
            return TURN, "straight"
        return TURN, modifier
    if new_mode:
        return NOTIFICATION, modifier
    changes_class = before.kind.classes != after.kind.classes
    return (SUPPRESSED if arm_count > 2 or changes_class else NO_TURN), modifier


def _reach_m(arm: Arm) -> float:
    return arm.road.length_m


def is_through(junction: Junction, index: int) -> bool:
    """Whether the road at an arm runs straight through the junction from another arm."""
    arm = junction.arms[index]
    if arm.road.name.is_blank:
        return False
    return any(
        deviation(other.angle, arm.angle) > STRAIGHT - FUZZY
        and are_alike(arm.road.name, other.road.name)
        and arm.road.kind.rank == other.road.kind.rank
        for i, other in enumerate(junction.arms)
        if i not in (0, index)
    )


# --- forks --------------------------------------------------------------------------------------------------


def find_fork(junction: Junction) -> tuple[int, int] | None:
    """(rightmost, leftmost) arm of two or three that part like the prongs of a fork."""
    arms = junction.arms
    if len(arms) < 3:
        return None
    straight = junction.index_nearest(STRAIGHT)
    if arms[straight].off_straight > NARROW:
        return None
    right = _outermost_prong(arms, straight, -1)
    left = _outermost_prong(arms, straight, 1)
    if not right < left or left - right >= 3 or right == 0:
        return None
    prongs = arms[right : left + 1]
    after = arms[left + 1] if left + 1 < len(arms) else arms[0]
    if (
        deviation(prongs[-1].angle, after.angle) < GROUP
        or deviation(prongs[0].angle, arms[right - 1].angle) < GROUP
    ):
        return None
    before = junction.approach
    if any(
        _is_obvious_of_two(before, a, b) or _is_obvious_of_two(before, b, a)
        for a, b in itertools.pairwise(prongs)
    ):
        return None
    if any(arm.road.kind.is_link != prongs[0].road.kind.is_link for arm in prongs):
        return None
    if any(
        a is not b and is_obvious_by_class(arms[0].road.kind, a.road.kind, b.road.kind)
        for a in prongs
        for b in prongs
    ):
        return None
    if any(not arm.enterable or arm.road.kind.is_ferry != before.kind.is_ferry for arm in prongs):
        return None
    return right, left


def _outermost_prong(arms: list[Arm], start: int, step: int) -> int:
    index = start
    end = len(arms) - 1 if step > 0 else 0
    while index != end:
        this, following = arms[index], arms[index + step]
        if following.off_straight > NARROW and (
            deviation(this.angle, following.angle) > NARROW or this.off_straight > GROUP
        ):
            return index
        index += step
    return index


def _is_obvious_of_two(before: Road, arm: Arm, other: Arm) -> bool:
    if is_obvious_by_class(before.kind, arm.road.kind, other.road.kind):
        return True
    if is_obvious_by_class(before.kind, other.road.kind, arm.road.kind):
        return False
    off, other_off = arm.off_straight, other.off_straight
    if before.name.name and off < 1e-12 and not is_news(before.name, arm.road.name):
        return True
    return (other_off > 1.4 * off) and abs(other_off - off) > FUZZY


def assign_fork(before: Road, left: Arm, right: Arm) -> None:
    """Two prongs, of which one may be the plain way on."""
    low_left, low_right = left.road.kind.is_minor, right.road.kind.is_minor
    if low_right and not low_left:
        left.kind, left.modifier = _silent(before, left), "slight left"
        right.kind, right.modifier = TURN, "slight right"
    elif low_left and not low_right:
        left.kind, left.modifier = TURN, "slight left"
        right.kind, right.modifier = _silent(before, right), "slight right"
    else:
        left.kind, left.modifier = FORK, "slight left"
        right.kind, right.modifier = FORK, "slight right"


def assign_triple_fork(before: Road, left: Arm, middle: Arm, right: Arm) -> None:
    if left.enterable and middle.enterable and right.enterable:
        left.kind, left.modifier = FORK, "slight left"
        right.kind, right.modifier = FORK, "slight right"
        plain = middle.off_straight < ALMOST_STRAIGHT and not _is_another(before, middle.road)
        middle.kind, middle.modifier = (_silent(before, middle) if plain else FORK), "straight"
        return
    possible = [arm for arm in (left, middle, right) if arm.enterable]
    if len(possible) == 2:
        assign_fork(before, possible[0], possible[1])
    elif possible:
        possible[0].kind, possible[0].modifier = (
            basic_kind(before, possible[0].road),
            modifier_of(possible[0].angle),
        )


def _is_another(before: Road, after: Road) -> bool:
    return before.kind != after.kind or before.name != after.name


def _silent(before: Road, arm: Arm) -> str:
    return SUPPRESSED if before.kind.is_ferry == arm.road.kind.is_ferry else NOTIFICATION


# --- junctions of three and more ----------------------------------------------------------------------------


def _three_way(junction: Junction) -> None:
    arms, before = junction.arms, junction.approach
    index = obvious_index(junction)
    fork = find_fork(junction)
    all_links = all(arm.road.kind.is_link for arm in arms)
    if fork and (all_links or index == 0):
        assign_fork(before, arms[fork[1]], arms[fork[0]])
    elif index == 0 and _is_end_of_road(arms[1], arms[2]):
        for arm, modifier in ((arms[1], "right"), (arms[2], "left")):
            if arm.enterable:
                ramp = basic_kind(before, arm.road) == ON_RAMP
                arm.kind, arm.modifier = (ON_RAMP if ramp else END_OF_ROAD), modifier
    elif index:
        other = 3 - index
        obvious(arms[index], before, 3, through=is_through(junction, index))
        both_straight = modifier_of(arms[1].angle) == modifier_of(arms[2].angle) == "straight"
        _plain(before, arms[other])
        if both_straight:
            arms[other].modifier = "slight left" if other == 2 else "slight right"
    else:
        _plain(before, arms[1])
        _plain(before, arms[2])


def _is_end_of_road(right: Arm, left: Arm) -> bool:
    return (
        deviation(right.angle, 90.0) < NARROW
        and deviation(left.angle, 270.0) < NARROW
        and deviation(right.angle, left.angle) > 2.0 * NARROW
    )


def _many_way(junction: Junction) -> None:
    arms, before = junction.arms, junction.approach
    index = obvious_index(junction)
    fork = find_fork(junction)
    straight = junction.index_nearest(STRAIGHT)
    ahead = arms[straight]
    if index:
        obvious(arms[index], before, len(arms), through=is_through(junction, index))
        _left_turns(junction, index)
        _right_turns(before, arms, index)
    elif fork:
        right, left = arms[fork[0]], arms[fork[1]]
        if fork[1] - fork[0] == 2:
            assign_triple_fork(before, left, arms[fork[0] + 1], right)
        elif abs(left.road.kind.priority - right.road.kind.priority) <= 1:
            assign_fork(before, left, right)
        elif left.road.kind.priority > right.road.kind.priority:
            obvious(right, before, len(arms), through=False)
            left.kind, left.modifier = basic_kind(before, left.road), "slight left"
        else:
            obvious(left, before, len(arms), through=False)
            right.kind, right.modifier = basic_kind(before, right.road), "slight right"
        _left_turns(junction, fork[1])
        _right_turns(before, arms, fork[0])
    elif ahead.off_straight < FUZZY and not ahead.enterable:
        _left_turns(junction, straight)
        _right_turns(before, arms, straight)
    elif ahead.angle > STRAIGHT:
        _left_turns(junction, straight - 1)
        _right_turns(before, arms, straight)
    elif ahead.angle < STRAIGHT:
        _left_turns(junction, straight)
        _right_turns(before, arms, straight + 1)
    else:
        for arm in arms[1:]:
            _plain(before, arm)


def _plain(before: Road, arm: Arm) -> None:
    if arm.enterable:
        arm.kind, arm.modifier = basic_kind(before, arm.road), modifier_of(arm.angle)


_MIRRORED = {
    modifier: modifier.replace("right", "?").replace("left", "right").replace("?", "left")
    for modifier in MODIFIERS
}


def _left_turns(junction: Junction, start: int) -> None:
    """Left turns are right turns in a mirror."""
    arms = junction.arms
    mirrored = [arms[0], *reversed(arms[1:])]
    _mirror(mirrored)
    _right_turns(junction.approach, mirrored, len(arms) - start)
    _mirror(mirrored)


def _mirror(arms: list[Arm]) -> None:
    for arm in arms:
        if arm.angle > 1e-9:
            arm.angle = 360.0 - arm.angle
        arm.modifier = _MIRRORED[arm.modifier]


def _right_turns(before: Road, arms: list[Arm], up_to: int) -> None:
    """The arms 1 to `up_to` (left out), told apart where two would have the same words."""
    turns = arms[1:up_to]
    possible = sum(arm.enterable for arm in turns)
    if not possible:
        return
    words = [modifier_of(arm.angle) for arm in turns]
    if len(turns) == 2 and words[0] == words[1]:
        _tell_apart(before, turns[1], turns[0])
    elif len(turns) == 3 and (words[0] == words[1] or words[1] == words[2]):
        _tell_three_apart(before, turns, words, possible)
    else:
        for arm in turns:
            _plain(before, arm)


def _tell_three_apart(before: Road, turns: list[Arm], words: list[str], possible: int) -> None:
    first, second, third = turns
    near, far = deviation(first.angle, second.angle), deviation(second.angle, third.angle)
    if possible <= 2:
        if not third.enterable:
            _tell_apart(before, second, first)
        elif not first.enterable:
            _tell_apart(before, third, second)
        else:
            _tell_apart(before, third, first)
    elif near >= NARROW and far >= NARROW:
        for arm, modifier in zip(turns, ("sharp right", "right", "slight right"), strict=True):
            arm.kind, arm.modifier = basic_kind(before, arm.road), modifier
    elif (
        (words[0] == words[1] == words[2])
        or (words[0] == words[1] and far < GROUP)
        or (words[1] == words[2] and near < GROUP)
    ):
        for arm in turns:
            _plain(before, arm)
    elif far >= GROUP:
        _tell_apart(before, second, first)
        _plain(before, third)
    else:
        _plain(before, first)
        _tell_apart(before, third, second)


def _tell_apart(before: Road, left: Arm, right: Arm) -> None:
    """Two arms whose angles have the same word."""
    if not left.enterable or not right.enterable or left.angle == right.angle:
        _plain(before, left)
        _plain(before, right)
        return
    left_word, right_word = modifier_of(left.angle), modifier_of(right.angle)
    left_kind, right_kind = basic_kind(before, left.road), basic_kind(before, right.road)
    if left_word in ("straight", "slight left") or right_word == "slight right":
        if left.road.kind.priority > right.road.kind.priority:
            obvious(right, before, 4, through=False)
            left.kind, left.modifier = left_kind, "slight left"
        else:
            obvious(left, before, 4, through=False)
            right.kind, right.modifier = right_kind, "slight right"
        return
    left.kind, right.kind = left_kind, right_kind
    if deviation(left.angle, 90.0) < ALMOST_STRAIGHT:
        left.modifier, right.modifier = "right", "sharp right"
    elif deviation(right.angle, 90.0) < ALMOST_STRAIGHT:
        left.modifier, right.modifier = "slight right", "right"
    elif deviation(left.angle, 270.0) < ALMOST_STRAIGHT:
        left.modifier, right.modifier = "left", "slight left"
    elif deviation(right.angle, 270.0) < ALMOST_STRAIGHT or left_word == "sharp left":
        left.modifier, right.modifier = "sharp left", "left"
    elif right_word == "sharp right":
        left.modifier, right.modifier = "right", "sharp right"
    elif deviation(left.angle, 85.0) >= deviation(right.angle, 85.0):
        left.modifier, right.modifier = "slight right", "right"
    else:
        left.modifier, right.modifier = "right", "sharp right"
