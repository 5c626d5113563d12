"""Lanes chosen early: where turns follow each other closely, only lanes that serve the later ones show."""

from __future__ import annotations

from maps.guide.junctions.kinds import MERGE, SUPPRESSED
from maps.guide.junctions.roundabouts import ALL as ROUNDABOUT_KINDS
from maps.guide.sequence.steps import Step, kept

CHANGE_M = 200.0
"""room needed to change one lane"""


def anticipate_lanes(steps: list[Step]) -> list[Step]:
    """Narrow each step's lanes to those from which the next steps' lanes are reached."""
    run: list[Step] = []
    for step in steps:
        if _is_close(step):
            run.append(step)
            continue
        if run:
            _constrain(run)
            run = []
    _constrain(run)
    return kept(steps)


def _is_close(step: Step) -> bool:
    if step.junctions[0].lanes is None or step.is_gone or step.kind in ROUNDABOUT_KINDS:
        return False
    to_cross = max(step.lanes_right, step.lanes_left)
    return step.distance_m < (1 + to_cross) * CHANGE_M


def _constrain(run: list[Step]) -> None:
    leading: dict[int, str] = {}
    """side that a step which goes straight leads to, by its place in the run"""
    room_m = 0.0
    for at in range(len(run) - 1, 0, -1):
        current, previous = run[at], run[at - 1]
        if current.first.lanes is None or previous.first.lanes is None:
            continue
        count, _ = current.first.lanes
        before, _ = previous.first.lanes
        # Only pieces without a turn leave time to change lanes.
        room_m = room_m + previous.distance_m if previous.kind == SUPPRESSED else 0.0
        if before <= 1 or before <= count or room_m > (before - count) * CHANGE_M:
            continue
        side = _side(current) or leading.get(at, "")
        if not _side(previous) and side:
            leading[at - 1] = side
        narrow(previous, current, side)
        if (
            previous.kind == current.kind == SUPPRESSED
            and previous.ferry == current.ferry
            and previous.first.lanes == current.first.lanes
        ):
            previous.take(current)


def narrow_to(previous: Step, current: Step) -> None:
    """The same where two steps are one turn across a crossing: the second has the last word."""
    assert previous.first.lanes is not None and current.first.lanes is not None
    if previous.first.lanes[0] > current.first.lanes[0]:
        narrow(previous, current, _side(current))


def narrow(previous: Step, current: Step, side: str) -> None:
    """Leave of a step's lanes as many as the next step's, on the side that it leads to."""
    assert previous.first.lanes is not None and current.first.lanes is not None
    count, _ = current.first.lanes
    before, first = previous.first.lanes
    if side == "left":
        first += before - count - min(current.lanes_left, count)
    else:
        first += min(current.lanes_right, count)
    previous.set_lanes((count, first), previous.first.lane_marks)


def _side(step: Step) -> str:
    side = "left" if "left" in step.modifier else "right" if "right" in step.modifier else ""
    if step.kind == MERGE and side:
        return "right" if side == "left" else "left"
    return side
