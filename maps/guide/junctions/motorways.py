"""Junctions of motorways: exits, merges and forks, where nothing but motorways and their ramps meet."""

from __future__ import annotations

from maps.guide.junctions.bearings import deviation
from maps.guide.junctions.junction import FUZZY, NARROW, STRAIGHT, Arm, Junction
from maps.guide.junctions.kinds import (
    CONTINUE,
    MERGE,
    NO_TURN,
    OFF_RAMP,
    ON_RAMP,
    SUPPRESSED,
    TURN,
    modifier_of,
)
from maps.guide.junctions.names import is_news
from maps.guide.junctions.network import Road
from maps.guide.junctions.turns import assign_fork, assign_triple_fork, is_through, obvious

AHEAD_DEG = 60.0


def is_motorway_junction(junction: Junction) -> bool:
    """Only motorways, trunks and their ramps, all going more or less ahead."""
    from_motorway = junction.approach.kind.is_motorway
    onto_motorway = False
    for arm in junction:
        kind = arm.road.kind
        if arm.enterable and arm.off_straight > AHEAD_DEG:
            return False
        if kind.is_motorway:
            onto_motorway = onto_motorway or arm.enterable
        elif not _is_ramp(arm, from_motorway=from_motorway):
            return False
    return onto_motorway or from_motorway


def assign_motorway_turns(junction: Junction) -> None:
    if junction.approach.kind.is_motorway:
        _from_motorway(junction)
        for arm in junction:
            if arm.kind == ON_RAMP:
                arm.kind = OFF_RAMP
    else:
        _from_ramp(junction)


def _is_ramp(arm: Arm, *, from_motorway: bool = True) -> bool:
    return arm.road.kind.is_ramp or (from_motorway and arm.road.kind.is_link)


def _from_motorway(junction: Junction) -> None:
    arms, before = junction.arms, junction.approach
    onward = _continuation(junction, before)
    if onward is None:
        _motorway_ends(junction)
        return
    exits = junction.enterable_count
    motorways = [arm for arm in arms if arm.enterable and arm.road.kind.is_motorway]
    if not motorways:
        for arm in arms:
            if arm.enterable:
                arm.kind, arm.modifier = SUPPRESSED, modifier_of(arm.angle)
    elif len(motorways) == 1 or len(motorways) != exits:
        if len(arms) == 2:
            obvious(arms[1], before, 2, through=is_through(junction, 1))
            return
        for arm in arms:
            if not arm.enterable:
                continue
            if arm.angle == onward.angle:
                obvious(arm, before, len(arms), through=is_through(junction, 1))
            elif arm.angle < onward.angle:
                arm.kind = OFF_RAMP if _is_ramp(arm) else TURN
                arm.modifier = "right" if arm.angle < 145.0 else "slight right"
            else:
                arm.kind = OFF_RAMP if _is_ramp(arm) else TURN
                arm.modifier = "left" if arm.angle > 215.0 else "slight left"
    elif len(motorways) == 2:
        assign_fork(before, motorways[1], motorways[0])
    elif len(motorways) == 3:
        assign_triple_fork(before, motorways[2], motorways[1], motorways[0])
    else:
        _any(arms)


def _continuation(junction: Junction, before: Road) -> Arm | None:
    """Where the motorway goes on: under its name, or else straightest."""
    for arm in junction:
        name = arm.road.name
        if (
            arm.enterable
            and arm.angle != 0.0
            and arm.road.kind.is_motorway
            and not before.name.is_blank
            and not name.is_blank
            and not is_news(before.name, name)
        ):
            return arm
    best: Arm | None = None
    least = 180.0
    for arm in junction:
        if arm.road.kind.is_motorway and arm.off_straight < least:
            best, least = arm, arm.off_straight
    return best if best is not None and best.angle != junction.arms[0].angle else None


def _motorway_ends(junction: Junction) -> None:
    arms, before = junction.arms, junction.approach
    if len(arms) == 2:
        arms[1].kind, arms[1].modifier = NO_TURN, modifier_of(arms[1].angle)
    elif len(arms) == 3:
        if arms[1].enterable and arms[2].enterable:
            assign_fork(before, arms[2], arms[1])
        else:
            arm = arms[1] if arms[1].enterable else arms[2]
            arm.kind, arm.modifier = NO_TURN, modifier_of(arm.angle)
    elif len(arms) == 4 and arms[1].road.kind.rank == arms[2].road.kind.rank == arms[3].road.kind.rank:
        assign_triple_fork(before, arms[3], arms[2], arms[1])
    elif junction.enterable_count:
        _any(arms)


def _from_ramp(junction: Junction) -> None:
    arms, before = junction.arms, junction.approach
    possible = junction.enterable_count
    if len(arms) == 2 and possible == 1:
        obvious(arms[1], before, 2, through=is_through(junction, 1))
    elif len(arms) == 3 and possible == 1:
        _merge(junction)
    elif len(arms) == 3 and possible == 2 and not arms[0].enterable:
        right, left = arms[1], arms[2]
        if right.road.kind.is_motorway and not left.road.kind.is_motorway:
            right.kind, right.modifier = TURN, "slight right"
            left.kind, left.modifier = CONTINUE, "slight left"
        else:
            assign_fork(before, left, right)
    elif len(arms) == 4:
        passed_entry = False
        for arm in arms:
            motorway = arm.road.kind.is_motorway
            if motorway and not arm.enterable:
                passed_entry = True
            elif motorway:
                arm.kind, arm.modifier = MERGE, "slight right" if passed_entry else "slight left"
            else:
                arm.kind, arm.modifier = OFF_RAMP, modifier_of(arm.angle)
    else:
        _any(arms)


def _merge(junction: Junction) -> None:
    """One way on: onto a motorway that passes, or the end of one."""
    arms, before = junction.arms, junction.approach
    index = 1 if arms[1].enterable else 2
    arm = arms[index]
    one_road = (
        bool(arms[1].road.name.name)
        and bool(arms[2].road.name.name)
        and not is_news(arms[2].road.name, arms[1].road.name)
    )
    if arm.road.kind.is_motorway and one_road:
        arm.kind = MERGE
        if deviation(arm.angle, STRAIGHT) < 2.0 * NARROW:
            arm.modifier = "slight left" if index == 1 else "slight right"
        else:
            arm.modifier = modifier_of(arm.angle)
    else:
        obvious(arm, before, 3, through=is_through(junction, index))


def _any(arms: list[Arm]) -> None:
    for arm in arms:
        if not arm.enterable:
            continue
        if arm.road.kind.is_motorway:
            arm.kind, arm.modifier = MERGE, "slight left" if arm.angle < STRAIGHT else "slight right"
        elif arm.off_straight < FUZZY:
            arm.kind, arm.modifier = TURN, "straight"
        else:
            arm.kind, arm.modifier = TURN, "slight left" if arm.angle > STRAIGHT else "slight right"
