"""What tells a driver nothing new is left out: junctions passed, names known already or soon gone."""

from __future__ import annotations

from maps.guide.junctions.kinds import CONTINUE, END_OF_ROAD, NEW_NAME, SUPPRESSED, TURN
from maps.guide.sequence.steps import Step, kept, same_name

NAME_M = 105.0
"""a name must last this long to be told"""


def drop_silent(steps: list[Step]) -> list[Step]:
    """Junctions that are passed belong to the step before; the end of a road is told only after some."""
    last = steps[0]
    for step in steps[1:]:
        if step.kind == SUPPRESSED:
            last.take(step)
        elif step.is_gone:
            continue
        else:
            if step.kind == END_OF_ROAD and len(last.junctions) < 2 and not step.is_stated:
                step.kind = CONTINUE if same_name(last, step) else TURN
            last = step
    return kept(steps)


def drop_short_names(steps: list[Step]) -> list[Step]:
    """Names that are known already or soon gone."""
    previous, at = 0, 1
    while at < len(steps) and not steps[at].waypoint:
        step = steps[at]
        if step.kind == NEW_NAME and step.first.lanes is None and not step.is_stated:
            if same_name(steps[previous], step) or step.distance_m < NAME_M:
                steps[previous].take(step)
            else:
                previous = at
        elif step.is_maneuver:
            previous = at
        at += 1
    return kept(steps)
