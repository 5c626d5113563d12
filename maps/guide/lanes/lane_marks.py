"""The marks on lanes (turn:lanes), read and grouped, and what lanes without a mark are for.

Lanes count from the right, 0 first. A `Group` is what one mark covers: the lanes from `low` to `high`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from maps.guide.junctions.junction import Junction

MARKS = {
    "": "none",
    "none": "none",
    "through": "straight",
    "sharp_left": "sharp left",
    "left": "left",
    "slight_left": "slight left",
    "slight_right": "slight right",
    "right": "right",
    "sharp_right": "sharp right",
    "reverse": "uturn",
    "merge_to_left": "merge to left",
    "merge_to_right": "merge to right",
}
"""OSM's words for marks and OSRM's, which are also turn modifiers"""
MARK_ORDER = (
    "none", "straight", "sharp left", "left", "slight left", "slight right", "right", "sharp right", "uturn",
    "merge to left", "merge to right",
)  # fmt: skip
_ACROSS = ("sharp right", "right", "slight right", "straight", "slight left", "left", "sharp left", "uturn")
LEFT_MARKS = frozenset(("slight left", "left", "sharp left"))
RIGHT_MARKS = frozenset(("slight right", "right", "sharp right"))
Marks = tuple[frozenset[str], ...]
"""of each lane, left to right"""


@dataclass(frozen=True, slots=True)
class Group:
    """Lanes `low` to `high`, counted from the right, that bear a mark."""

    mark: str
    low: int
    high: int

    @property
    def order(self) -> tuple[int, int, int]:
        if self.mark == "uturn":
            return (self.low, self.high, -1 if self.low == 0 else 99)
        return (self.low, self.high, _ACROSS.index(self.mark) if self.mark in _ACROSS else 50)


def marks_of(text: str) -> Marks:
    """OSM's turn:lanes as sets of marks, left to right; empty when it cannot be read."""
    if not text:
        return ()
    lanes = []
    for lane in text.split("|"):
        marks = [MARKS.get(part.strip()) for part in lane.split(";")]
        if None in marks:
            return ()
        lanes.append(frozenset(mark for mark in marks if mark))
    return tuple(lanes)


def groups_of(marks: Marks) -> list[Group]:
    """Groups from right to left; empty when the marks cross each other."""
    low: dict[str, int] = {}
    high: dict[str, int] = {}
    for number, lane in zip(range(len(marks) - 1, -1, -1), marks, strict=True):
        for mark in lane:
            high.setdefault(mark, number)
            low[mark] = number
    found = sorted((Group(mark, low[mark], high[mark]) for mark in low), key=lambda group: group.order)
    for i in range(1, len(found)):
        if i + 1 < len(found) and found[i].mark == "uturn":
            return []
        if found[i - 1].high > found[i].low:
            return []
    return found


def resolve_unmarked(groups: list[Group], junction: Junction) -> list[Group]:
    """Lanes without a mark, told by what the others leave over."""
    at = next((i for i, group in enumerate(groups) if group.mark == "none"), None)
    if at is None:
        return groups
    arms = junction.arms
    turns = junction.enterable_count - (1 if arms[0].enterable and groups[-1].mark != "uturn" else 0)
    if turns > len(groups):
        found = _spread(at, turns, groups, junction)
    elif turns < len(groups):
        if turns + 1 != len(groups):
            return groups
        found = _absorb(at, groups)
    else:
        found = _rename(at, groups, junction)
    return sorted(found, key=lambda group: group.order)


def _spread(at: int, turns: int, groups: list[Group], junction: Junction) -> list[Group]:
    """An unmarked group that serves several arms."""
    arms = junction.arms
    surplus = turns - len(groups)
    count = 0
    begin = end = 0
    if at == 0:
        for i in range(1, len(arms)):
            count += arms[i].enterable
            if count > surplus:
                begin, end = 1, i + 1
                break
    elif at + 1 == len(groups):
        for i in range(len(arms) - 1, 0, -1):
            count += arms[i].enterable
            if count > surplus:
                begin, end = i, len(arms)
                break
    else:
        start = 1
        for i in range(1, len(arms)):
            count += arms[i].enterable
            if count >= at:
                start = i + 1
                break
        count = 0
        for i in range(start, len(arms)):
            count += arms[i].enterable
            if count > surplus:
                begin, end = start, i + 1
                break
    served = arms[begin:end]
    blank = groups[at]
    rest = [group for i, group in enumerate(groups) if i != at]
    if sum(arm.enterable for arm in served) > 1 and blank.high - blank.low >= 1:
        straight = next((i for i, arm in enumerate(served) if arm.modifier == "straight"), None)
        if straight is None:
            return groups
        return (
            rest
            + [Group(arm.modifier, blank.low, blank.low) for arm in served[:straight]]
            + [Group(served[straight].modifier, blank.low, blank.high)]
            + [Group(arm.modifier, blank.high, blank.high) for arm in served[straight + 1 :]]
        )
    return rest + [Group(arm.modifier, blank.low, blank.high) for arm in served if arm.enterable]


def _absorb(at: int, groups: list[Group]) -> list[Group]:
    """An unmarked group too many belongs to its neighbours ("left||right")."""
    blank = groups[at]
    found = list(groups)
    if at == 0:
        found[1] = replace(found[1], low=blank.low)
    elif at + 1 == len(groups):
        found[at - 1] = replace(found[at - 1], high=blank.high)
    elif blank.high - blank.low <= 1:
        found[at - 1] = replace(found[at - 1], high=blank.low)
        found[at + 1] = replace(found[at + 1], low=blank.high)
    else:
        return groups
    del found[at]
    return found


def _rename(at: int, groups: list[Group], junction: Junction) -> list[Group]:
    """As many groups as turns: the unmarked one is for the turn that no other is for."""
    modifiers = {arm.modifier for arm in junction if arm.enterable}
    found = list(groups)
    blank = found[at]
    if at == 0:
        beside = found[1].mark if len(found) > 1 else ""
        if modifiers & RIGHT_MARKS and beside not in ("sharp right", "right"):
            found[0] = replace(blank, mark="right")
            if beside == "straight":
                found[1] = replace(found[1], low=blank.low)
                found[0] = replace(found[0], high=blank.low)
        elif "straight" in modifiers and beside != "straight":
            found[0] = replace(blank, mark="straight")
    elif at + 1 == len(found):
        beside = found[at - 1].mark
        if modifiers & LEFT_MARKS and beside not in ("sharp left", "left"):
            found[at] = replace(blank, mark="left")
            if beside == "straight":
                found[at - 1] = replace(found[at - 1], high=blank.high)
                found[at] = replace(found[at], low=blank.high)
        elif "straight" in modifiers and beside != "straight":
            found[at] = replace(blank, mark="straight")
    elif found[at + 1].mark in LEFT_MARKS and found[at - 1].mark in RIGHT_MARKS:
        found[at] = replace(blank, mark="straight")
    return found


def lanes_for_exit(marks: Marks, modifier: str) -> tuple[int, int] | None:
    """(how many, first from the right) of the lanes before a roundabout are for an exit in a direction; None
    where the marks say nothing of it."""
    if modifier in RIGHT_MARKS:
        wanted = RIGHT_MARKS
    elif modifier in LEFT_MARKS or modifier == "uturn":
        wanted = LEFT_MARKS | {"uturn"}
    else:
        wanted = frozenset(("straight",))
    for fitting in (wanted, frozenset(("none",))):
        fits = [number for number, lane in enumerate(reversed(marks)) if lane & fitting]
        if fits and fits[-1] - fits[0] + 1 == len(fits) < len(marks):
            return len(fits), fits[0]
    return None
