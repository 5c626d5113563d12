"""Which lanes lead where: the marks on the road (turn:lanes) matched to a junction's arms.

After Project OSRM. Lanes count from the right, 0 first. A `Group` is what one mark covers: the lanes from
`low` to `high` that bear it. Where marks speak of two junctions in a row (an island, a dual carriageway),
they are parted between both; where they cannot be matched beyond doubt, nothing is shown.
"""

from __future__ import annotations

from dataclasses import replace

from maps.guide.junctions.analysis import Analysis
from maps.guide.junctions.bearings import deviation
from maps.guide.junctions.junction import FUZZY, GROUP, STRAIGHT, Arm, Junction, plain_view
from maps.guide.junctions.kinds import CONTINUE, FORK, MERGE, NEW_NAME, SLIPROAD, SUPPRESSED
from maps.guide.junctions.network import Network, Road
from maps.guide.junctions.roundabouts import ALL as ROUNDABOUT_KINDS
from maps.guide.junctions.roundabouts import ENTERING, LEAVING, STAY
from maps.guide.lanes.lane_marks import (
    LEFT_MARKS,
    RIGHT_MARKS,
    Group,
    Marks,
    groups_of,
    marks_of,
    resolve_unmarked,
)

_MERGING = frozenset(("merge to left", "merge to right"))
_IDEAL = {
    "uturn": 0.0, "sharp right": 35.0, "right": 90.0, "slight right": 135.0, "straight": 180.0,
    "slight left": 225.0, "left": 270.0, "sharp left": 315.0, "merge to left": 180.0, "merge to right": 180.0,
    "none": 0.0,
}  # fmt: skip
PREVIOUS_WITHIN_M = 30.0


class LaneMatching:
    """Gives the arms of junctions their lanes."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._network: Network = analysis.network

    def assign(self, junction: Junction) -> None:
        """Set `lanes` and `lane_marks` of the arms that the marks before the junction lead to."""
        if len(junction) == 1 or junction.approach.kind.is_roundabout:
            return
        if any(arm.kind in ROUNDABOUT_KINDS for arm in junction):
            _give_entries(junction)
            return
        marked = bool(junction.approach.turn_lanes_in)
        if not marked and not self._marked_before(junction.approach):
            return
        own = marks_of(junction.approach.turn_lanes_in)
        groups = groups_of(own)
        if len(junction) == 2 and marked:
            onward = junction.arms[1]
            if self._marks_before(onward.road) == junction.approach.turn_lanes_in and (
                onward.off_straight < FUZZY
            ):
                return
        if marked and not groups:
            return
        if len(groups) == 1 and groups[0].mark == "none":
            return
        previous = self._previous(junction)
        before: list[Group] = []
        before_marks: Marks = ()
        if previous is not None:
            before_marks = marks_of(previous.approach.turn_lanes_in)
            before = groups_of(before_marks)
            slip = self._sliproad_involved(previous, junction)
            if slip is not None:
                self._with_sliproad(junction, previous, slip, groups, own)
                return
        turns = junction.enterable_count
        if _has(groups, _MERGING):
            return
        back = junction.arms[0].enterable
        if back and not _has(groups, {"none", "left", "sharp left", "uturn"}) and len(groups) + 1 == turns:
            return
        if groups and _can_match(junction, groups):
            unmarked_back = 1 if not _has(groups, {"uturn"}) and back else 0
            if len(groups) != unmarked_back + turns and back and not _has(groups, {"none"}):
                groups.append(Group("uturn", groups[-1].high, groups[-1].high))
        if self._is_simple(groups, junction):
            self._match(junction, groups, own)
            return
        if groups:
            if len(groups) >= turns:
                here, _ = self._parted(groups, junction)
                if len(here) == turns and self._is_simple(here, junction):
                    self._match(junction, here, own)
            return
        if marked or previous is None or not before or _has(before, _MERGING):
            return
        if self._is_simple(before, junction) and len(previous) == 2:
            self._match(junction, before, before_marks)
            return
        if len(before) >= previous.enterable_count and len(previous) != 2:
            _, there = self._parted(before, previous)
            there.sort(key=lambda group: group.order)
            if len(there) == turns and self._is_simple(there, junction):
                self._match(junction, there, before_marks)

    def _marks_before(self, road: Road) -> str:
        """The marks of those who drive a road to its end."""
        return self._network.back(road).turn_lanes_in

    def _marked_before(self, approach: Road) -> bool:
        """Whether a junction just before this one has marks that could speak of it."""
        return approach.length_m <= PREVIOUS_WITHIN_M and any(
            road.turn_lanes_in for road in self._network.roads(approach.target)
        )

    def _previous(self, junction: Junction) -> Junction | None:
        """The junction just before this one, seen by who goes straight on there."""
        approach = junction.approach
        if approach.length_m > PREVIOUS_WITHIN_M:
            return None
        via = self._network.back(approach)
        backward = plain_view(self._network, via.node, via, close=True)
        straight = backward.arms[backward.index_nearest(STRAIGHT)]
        if straight.off_straight > GROUP or straight.road.inn < 0:
            return None
        found = plain_view(self._network, via.node, straight.road)
        if not any(arm.road is via for arm in found):
            return None
        self._analysis.assign(found)
        return found

    def _sliproad_involved(self, previous: Junction, junction: Junction) -> int | None:
        """Index of a sliproad before this junction, when it or the road beside it leads here."""
        via = self._network.back(junction.approach)
        for i, arm in enumerate(previous):
            if arm.kind == SLIPROAD and (arm.road is via or _beside(previous, i).road is via):
                return i
        return None

    def _with_sliproad(
        self, junction: Junction, previous: Junction, slip_index: int, groups: list[Group], own: Marks
    ) -> None:
        """Lanes of the sliproad and of the road beside it are shown as one carriageway."""
        slip = previous.arms[slip_index]
        main = _beside(previous, slip_index)
        main_marks = marks_of(self._marks_before(main.road))
        slip_marks = marks_of(self._marks_before(slip.road))
        if not main_marks or not slip_marks:
            return
        to_right = main.angle > slip.angle
        together = main_marks + slip_marks if to_right else slip_marks + main_marks
        shift = 0
        if to_right and main_marks == own:
            shift = len(slip_marks)
        elif not to_right and slip_marks == own:
            shift = len(main_marks)
        moved = [replace(group, low=group.low + shift, high=group.high + shift) for group in groups]
        if moved and _can_match(junction, moved):
            _give(junction, moved, together)

    def _match(self, junction: Junction, groups: list[Group], marks: Marks) -> None:
        groups = resolve_unmarked(groups, junction)
        if groups and _can_match(junction, groups):
            _give(junction, groups, marks)

    def _is_simple(self, groups: list[Group], junction: Junction) -> bool:
        """Whether the marks speak of this junction alone."""
        if not groups:
            return False
        if len(junction) == 2:
            return sum(group.mark in _MERGING for group in groups) + 1 >= len(groups)
        arms = junction.arms
        turns = junction.enterable_count
        if turns < len(groups) and not arms[0].enterable and groups[-1].mark == "uturn":
            turns += 1
        if turns + 2 <= len(groups):
            return False
        if turns + 1 == len(groups) and groups[0].mark != "none" and groups[-1].mark != "none":
            return False
        unmarked = _has(groups, {"none"})
        if turns > len(groups) and not unmarked:
            return False
        if (
            turns > len(groups)
            and arms[0].enterable
            and not (_has(groups, {"uturn"}) or groups[-1].mark not in ("left", "sharp left"))
        ):
            return False
        matched: set[int] = set()
        for i, group in enumerate(groups):
            if group.mark == "none":
                continue
            index = _best_for(groups, i, junction)
            if index in matched:
                return False
            matched.add(index)
            arm = arms[index]
            at_edge = index == 0 or index + 1 == len(arms)
            if not arm.enterable and not (at_edge and arm.road.enterable):
                return False
            if not _is_valid(group.mark, arm):
                return False
        return len(matched) == len(groups) or (len(matched) + 1 == len(groups) and unmarked)

    def _parted(self, groups: list[Group], junction: Junction) -> tuple[list[Group], list[Group]]:
        """Groups that are for this junction and those that are for the one straight after it."""
        ahead_index = junction.index_nearest(STRAIGHT)
        ahead = junction.arms[ahead_index]
        if not ahead.enterable:
            return groups, []
        following = plain_view(self._network, ahead.road.target, self._network.back(ahead.road))
        self._analysis.assign(following)
        count = len(groups)
        here, there = [False] * count, [False] * count
        straight_at = count
        for i, group in enumerate(groups):
            if group.mark in ("none", "uturn"):
                continue
            best = junction.arms[_best(group.mark, junction)]
            if best.enterable and _is_valid(group.mark, best):
                here[i] = True
                if best is ahead:
                    straight_at = i
            later = following.arms[_best(group.mark, following)]
            if (
                later.enterable
                and _is_valid(group.mark, later)
                and (
                    not here[i]
                    or group.mark == "straight"
                    or _misfit(group.mark, best) > _misfit(group.mark, later)
                )
            ):
                if group.mark != "straight":
                    here[i] = False
                there[i] = True
            if not here[i] and not there[i]:
                return groups, []
        unmarked = next((i for i, group in enumerate(groups) if group.mark == "none"), count)
        if unmarked != count:
            if straight_at == count:
                straight_at = unmarked
            if sum(here) <= junction.enterable_count:
                here[unmarked] = True
            if sum(there) <= following.enterable_count:
                there[unmarked] = True
        later_groups = [group for i, group in enumerate(groups) if there[i]]

        def widened(group: Group) -> Group:
            return replace(
                group,
                low=min([group.low, *(other.low for other in later_groups)]),
                high=max([group.high, *(other.high for other in later_groups)]),
            )

        first = [widened(group) if i == straight_at else group for i, group in enumerate(groups) if here[i]]
        turns_after = following.enterable_count
        if straight_at == count and turns_after > 0 and sum(there) == turns_after:
            first.append(widened(Group("straight", 255, 0)))
            first.sort(key=lambda group: group.order)
        return first, later_groups


def _give_entries(junction: Junction) -> None:
    """The marks before a roundabout: every lane leads onto it, and which exit is meant tells the rest."""
    marks = marks_of(junction.approach.turn_lanes_in)
    if len(marks) < 2:
        return
    for arm in junction:
        if arm.enterable and arm.kind in ENTERING:
            arm.lanes, arm.lane_marks = (len(marks), 0), marks


def _has(groups: list[Group], marks: frozenset[str] | set[str]) -> bool:
    return any(group.mark in marks for group in groups)


def _beside(junction: Junction, index: int) -> Arm:
    """The arm next to a sliproad whose angle is closest."""
    arms = junction.arms
    if index + 1 == len(arms):
        return arms[index - 1]
    if index == 1:
        return arms[2]
    before, after = arms[index - 1], arms[index + 1]
    angle = arms[index].angle
    return before if deviation(angle, before.angle) < deviation(angle, after.angle) else after


def _is_valid(mark: str, arm: Arm) -> bool:
    """Whether a lane with a mark may lead to an arm."""
    kind, modifier = arm.kind, arm.modifier
    if mark == "uturn":
        return modifier in LEFT_MARKS or modifier == "uturn"
    if mark in RIGHT_MARKS:
        return modifier in LEFT_MARKS if kind == MERGE else kind in LEAVING or modifier in RIGHT_MARKS
    if mark == "straight":
        return (
            modifier == "straight"
            or kind in (SUPPRESSED, NEW_NAME, STAY)
            or kind in ENTERING
            or (kind in (FORK, CONTINUE) and modifier in ("slight left", "slight right"))
        )
    if mark in LEFT_MARKS:
        return modifier in RIGHT_MARKS if kind == MERGE else kind == STAY or modifier in LEFT_MARKS
    return False


def _misfit(mark: str, arm: Arm) -> float:
    return deviation(_IDEAL[mark], arm.angle)


def _fitness(mark: str, arm: Arm) -> tuple[bool, bool, float]:
    return (not _is_valid(mark, arm), not arm.enterable, _misfit(mark, arm))


def _best(mark: str, junction: Junction) -> int:
    return min(range(len(junction)), key=lambda i: _fitness(mark, junction.arms[i]))


def _best_for(groups: list[Group], i: int, junction: Junction) -> int:
    """The arm for a group; a U-turn's depends on the mark beside it."""
    mark = groups[i].mark
    if mark != "uturn" or len(groups) == 1:
        return _best(mark, junction)
    if i + 1 == len(groups):
        neighbour = groups[i - 1].mark
    elif i == 0:
        neighbour = groups[1].mark
    else:
        return 0
    start = _best(neighbour, junction)
    if start + 1 == len(junction):
        return 0
    return min(range(start, len(junction)), key=lambda k: _fitness("uturn", junction.arms[k]))


def _can_match(junction: Junction, groups: list[Group]) -> bool:
    """Whether groups and enterable arms pair up in order, each with its best."""
    arms = junction.arms
    lane = 1 if groups and groups[0].mark == "uturn" and arms[0].enterable else 0
    for i in range(1, len(arms)):
        if lane >= len(groups):
            break
        if not arms[i].enterable:
            continue
        mark = groups[lane].mark
        if not _is_valid(mark, arms[i]) or _best(mark, junction) != i:
            return False
        lane += 1
    return lane == len(groups) or (lane + 1 == len(groups) and groups[-1].mark == "uturn")


def _give(junction: Junction, groups: list[Group], marks: Marks) -> None:
    arms = junction.arms

    def give(arm: Arm, group: Group) -> None:
        arm.lanes = (group.high - group.low + 1, group.low)
        arm.lane_marks = marks

    start, lane = 1, 0
    if groups[0].mark == "uturn":
        if not arms[0].enterable:
            return
        index = 0
        if not arms[0].road.enterable:
            if len(arms) <= 1 or not arms[1].enterable or arms[1].modifier != "sharp right":
                return
            index, start = 1, 2
        arms[index].kind, arms[index].modifier = CONTINUE, "uturn"
        give(arms[index], groups[-1])
        lane = 1
    for i in range(start, len(arms)):
        if lane >= len(groups):
            break
        if arms[i].enterable:
            give(arms[i], groups[lane])
            lane += 1
    if lane + 1 == len(groups) and groups[-1].mark == "uturn":
        index = 0
        if not arms[0].road.enterable:
            if not arms[-1].enterable or arms[-1].modifier != "sharp left":
                return
            index = len(arms) - 1
        arms[index].kind, arms[index].modifier = CONTINUE, "uturn"
        give(arms[index], groups[-1])
