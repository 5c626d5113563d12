"""Of each roundabout a driver is told where to enter and which exit to take."""

from __future__ import annotations

from maps.guide.junctions.bearings import turn_angle
from maps.guide.junctions.kinds import modifier_of
from maps.guide.junctions.roundabouts import (
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
from maps.guide.lanes.lane_marks import lanes_for_exit
from maps.guide.sequence.steps import Step, kept

_ENTER_TURN = frozenset((enter(ROUNDABOUT_TURN), enter_at_exit(ROUNDABOUT_TURN)))
_ENTER_ROTARY = frozenset((enter(ROTARY), enter_at_exit(ROTARY)))


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
    _choose_lanes(entry, last)
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


def _choose_lanes(entry: Step, last: Step) -> None:
    """Of the lanes before a roundabout, those for the exit that is taken."""
    if entry.first.lanes is None:
        return
    lanes = None
    if last.kind in LEAVING:
        modifier = modifier_of(turn_angle(entry.first.before_deg, last.first.after_deg))
        lanes = lanes_for_exit(entry.first.lane_marks, modifier)
    entry.set_lanes(lanes, entry.first.lane_marks)


def _compress(group: list[Step]) -> None:
    for step in group[1:]:
        if not step.waypoint:
            group[0].take(step)
