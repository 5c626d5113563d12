"""What every turn is called, found when a region is compiled and kept in its guide_* arrays.

For each edge the arms of the junction at its end stand one after another, in the order of `Junction.arms`.
An edge without arms was not looked at (the end of a dead-end road); its turns are then found on the way.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from maps.guide.junctions.analysis import Analysis
from maps.guide.junctions.junction import Arm, Junction
from maps.guide.junctions.kinds import (
    CONTINUE,
    END_OF_ROAD,
    FORK,
    MERGE,
    MODIFIERS,
    NEW_NAME,
    NO_TURN,
    NOTIFICATION,
    OFF_RAMP,
    ON_RAMP,
    SLIPROAD,
    SUPPRESSED,
    TURN,
    modifier_of,
)
from maps.guide.junctions.network import NONE, RegionArrays
from maps.guide.junctions.roundabouts import ALL as ROUNDABOUT_KINDS
from maps.guide.lanes.lane_marks import MARK_ORDER, Marks
from maps.guide.lanes.lanes import LaneMatching
from maps.guide.sequence.internal_intersections import is_internal

KINDS = (
    NO_TURN, SUPPRESSED, SLIPROAD, TURN, CONTINUE, NEW_NAME, FORK, MERGE, END_OF_ROAD, ON_RAMP, OFF_RAMP,
    NOTIFICATION, *sorted(ROUNDABOUT_KINDS),
)  # fmt: skip
"""by the number that guide_turn stores; changing it changes the region's format"""
NO_EDGE = 0xFFFFFFFF
KIND_BITS = 0x3F
MODIFIER_SHIFT, MODIFIER_BITS = 6, 0x7
ENTERABLE = 1 << 9
WAY_BACK = 1 << 10
INTERNAL = 1 << 11
"""the road runs between the carriageways of a crossing road"""
UNSEEN = 1 << 12
"""no arm that is seen: part of another's, but one may drive there"""
LANES = 1 << 13
"""lanes lead there; see guide_lane_arm"""
UNKNOWN, NOTHING = -1, -2
"""what `BakedTurns.arms` says where no arm was found, or where nothing happens"""
_KIND_NUMBER = {kind: number for number, kind in enumerate(KINDS)}
_MODIFIER_NUMBER = {modifier: number for number, modifier in enumerate(MODIFIERS)}
_MARK_BIT = {mark: 1 << number for number, mark in enumerate(MARK_ORDER)}
_FORGET_AFTER = 10_000
_CELL_E7 = 200_000
"""0.02 degrees: edges of one cell are looked at together, as they share their neighbours"""


class Turning(NamedTuple):
    """Going from one edge to the next, and the junction there."""

    kind: str
    modifier: str
    bearing: float
    is_internal: bool
    entries: tuple[tuple[float, bool], ...]
    back_deg: float
    lanes: tuple[int, int] | None
    lane_marks: Marks


class BakedTurns:
    """Reads the guide_* arrays of a region."""

    def __init__(self, region: RegionArrays) -> None:
        self._begin = region.array("guide_begin")
        self._edge = region.array("guide_edge")
        self._turn = region.array("guide_turn")
        self._begin_view = memoryview(self._begin)
        self._bearing_view = memoryview(region.array("guide_bearing"))
        self._turn_view = memoryview(self._turn)
        self._lane_arm = region.array("guide_lane_arm")
        self._lane_count = region.array("guide_lane_count")
        self._lane_first = region.array("guide_lane_first")
        self._lane_begin = region.array("guide_lane_begin")
        self._lane_marks = region.array("guide_lane_marks")

    def arms(self, edges: NDArray[Any]) -> NDArray[np.int64]:
        """[K-1] the arm by which a path goes on after each edge; or UNKNOWN, NOTHING."""
        begin = self._begin[edges[:-1]].astype(np.int64)
        count = self._begin[edges[:-1] + 1] - begin
        first = np.cumsum(count) - count
        owner = np.repeat(np.arange(len(count)), count)
        arm = np.arange(len(owner)) + (begin - first)[owner]
        fits = np.flatnonzero(self._edge[arm] == edges[1:][owner])[::-1]
        found = np.full(len(count), UNKNOWN)
        # The first of several stays: it is written last.
        found[owner[fits]] = arm[fits]
        known = found >= 0
        silent = (self._turn[found[known]] & KIND_BITS) == 0
        found[np.flatnonzero(known)[silent]] = NOTHING
        return found

    def turning(self, edge: int, arm: int) -> Turning:
        """What `arms` found after an edge."""
        begin, end = self._begin_view[edge], self._begin_view[edge + 1]
        turns = self._turn_view[begin:end].tolist()
        bearings = self._bearing_view[begin:end].tolist()
        own = turns[arm - begin]
        lanes, marks = self._lanes(arm) if own & LANES else (None, ())
        return Turning(
            kind=KINDS[own & KIND_BITS],
            modifier=MODIFIERS[own >> MODIFIER_SHIFT & MODIFIER_BITS],
            bearing=bearings[arm - begin],
            is_internal=bool(own & INTERNAL),
            entries=tuple(
                [
                    (bearing, turn & ENTERABLE != 0)
                    for bearing, turn in zip(bearings, turns, strict=True)
                    if not turn & UNSEEN
                ]
            ),
            back_deg=next((b for b, turn in zip(bearings, turns, strict=True) if turn & WAY_BACK), 0.0),
            lanes=lanes,
            lane_marks=marks,
        )

    def _lanes(self, arm: int) -> tuple[tuple[int, int], Marks]:
        row = int(np.searchsorted(self._lane_arm, arm))
        begin, end = self._lane_begin[row : row + 2].tolist()
        marks = tuple(
            frozenset(mark for mark, bit in _MARK_BIT.items() if lane & bit)
            for lane in self._lane_marks[begin:end].tolist()
        )
        return (int(self._lane_count[row]), int(self._lane_first[row])), marks


def edge_order(region: RegionArrays) -> NDArray[np.int64]:
    """[E] all edges, those that end near each other together."""
    head = region.array("edge_head")
    lat, lon = region.array("node_lat_e7")[head], region.array("node_lon_e7")[head]
    return np.lexsort((head, lon // _CELL_E7, lat // _CELL_E7))


def bake(
    region: RegionArrays, edges: Iterable[int], lost: Callable[[int, Exception], None]
) -> dict[str, NDArray[Any]]:
    """The guide_* arrays of some edges, as if there were no others; guide_begin[k] is for the k-th edge.

    `lost` hears of an edge whose end cannot be named: it has no arms, so that nothing is said there.
    """
    analysis = Analysis(region)
    lanes = LaneMatching(analysis)
    page = _Page()
    for number, edge in enumerate(edges):
        if number % _FORGET_AFTER == _FORGET_AFTER - 1:
            analysis.forget()
        try:
            page.add(analysis, lanes, edge)
        except Exception as error:
            lost(edge, error)
            page.leave_out()
    return page.arrays()


def joined(parts: list[dict[str, NDArray[Any]]], order: NDArray[np.int64]) -> dict[str, NDArray[Any]]:
    """One set of arrays out of those of successive pieces of `order`, in the order of the edges."""
    counts = np.concatenate([np.diff(part["guide_begin"].astype(np.int64)) for part in parts])
    whole = {
        name: np.concatenate([part[name] for part in parts])
        for name in ("guide_edge", "guide_bearing", "guide_turn")
    }
    start = np.cumsum(counts) - counts
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    picked, begin = _spans(start[place], counts[place])
    new_arm = np.empty(len(picked), dtype=np.int64)
    new_arm[picked] = np.arange(len(picked))
    arm_offset = np.cumsum([0] + [len(part["guide_edge"]) for part in parts])
    lane_arm = new_arm[
        np.concatenate(
            [part["guide_lane_arm"] + offset for part, offset in zip(parts, arm_offset, strict=False)]
        ).astype(np.int64)
    ]
    row = np.argsort(lane_arm)
    lane_counts = np.concatenate([np.diff(part["guide_lane_begin"].astype(np.int64)) for part in parts])
    lane_start = np.cumsum(lane_counts) - lane_counts
    marks, lane_begin = _spans(lane_start[row], lane_counts[row])

    def of_lanes(name: str) -> NDArray[Any]:
        return np.concatenate([part[name] for part in parts])

    return {
        "guide_begin": begin,
        **{name: values[picked] for name, values in whole.items()},
        "guide_lane_arm": lane_arm[row],
        "guide_lane_count": of_lanes("guide_lane_count")[row],
        "guide_lane_first": of_lanes("guide_lane_first")[row],
        "guide_lane_begin": lane_begin,
        "guide_lane_marks": of_lanes("guide_lane_marks")[marks],
    }


def arm_onto(junction: Junction, edge: int) -> Arm | None:
    """The arm that begins with an edge, also where it is hidden in another's."""
    for arm in junction:
        if arm.road.out == edge:
            return arm
    for road in junction.network.roads(junction.node):
        if road.out == edge:
            back = road is junction.approach
            return Arm(road, 0.0, True, 0.0, 0.0, CONTINUE if back else TURN, "uturn")
    return None


class _Page:
    """Arms written one after another."""

    def __init__(self) -> None:
        self._begin, self._edge, self._turn = array("I", [0]), array("I"), array("H")
        self._bearing = array("f")
        self._lane_arm, self._lane_begin, self._lane_marks = array("I"), array("I", [0]), array("H")
        self._lane_count, self._lane_first = array("B"), array("B")

    def add(self, analysis: Analysis, lanes: LaneMatching, edge: int) -> None:
        """The arms at the end of an edge."""
        network = analysis.network
        node = network.head(edge)
        after = network.allowed_after(edge)
        if network.is_passed_over(node):
            for out in sorted(after):
                self._put(out, 0.0, _KIND_NUMBER[NO_TURN])
        elif network.degree(node) > 1:
            junction = analysis.at_end_of(edge, keep=False)
            lanes.assign(junction)
            back = junction.back
            for arm in junction:
                self._put_arm(analysis, arm, is_back=arm is back)
            seen = {arm.road.out for arm in junction}
            for out in sorted(after - seen):
                hidden = arm_onto(junction, out)
                if hidden is not None:
                    self._put_arm(analysis, hidden, unseen=True)
        self._begin.append(len(self._edge))

    def leave_out(self) -> None:
        """End an edge as one without arms, whatever was written of it."""
        begin = self._begin[-1]
        lanes = bisect_left(self._lane_arm, begin)
        for column, length in (
            (self._edge, begin),
            (self._turn, begin),
            (self._bearing, begin),
            (self._lane_arm, lanes),
            (self._lane_count, lanes),
            (self._lane_first, lanes),
            (self._lane_begin, lanes + 1),
        ):
            del column[length:]
        del self._lane_marks[self._lane_begin[-1] :]
        self._begin.append(begin)

    def arrays(self) -> dict[str, NDArray[Any]]:
        return {
            name: np.array(values)
            for name, values in (
                ("guide_begin", self._begin),
                ("guide_edge", self._edge),
                ("guide_bearing", self._bearing),
                ("guide_turn", self._turn),
                ("guide_lane_arm", self._lane_arm),
                ("guide_lane_count", self._lane_count),
                ("guide_lane_first", self._lane_first),
                ("guide_lane_begin", self._lane_begin),
                ("guide_lane_marks", self._lane_marks),
            )
        }

    def _put_arm(self, analysis: Analysis, arm: Arm, *, is_back: bool = False, unseen: bool = False) -> None:
        modifier = arm.modifier if arm.kind else modifier_of(arm.angle)
        turn = _KIND_NUMBER[arm.kind or TURN] | _MODIFIER_NUMBER[modifier] << MODIFIER_SHIFT
        turn |= ENTERABLE * arm.enterable | WAY_BACK * is_back | UNSEEN * unseen
        out = arm.road.out
        if out != NONE and is_internal(analysis.network, arm.road):
            turn |= INTERNAL
        if arm.lanes is not None and arm.lane_marks and len(arm.lane_marks) < 256:
            turn |= LANES
            self._lane_arm.append(len(self._edge))
            self._lane_count.append(arm.lanes[0] & 0xFF)
            self._lane_first.append(arm.lanes[1] & 0xFF)
            self._lane_marks.extend(sum(_MARK_BIT[mark] for mark in lane) for lane in arm.lane_marks)
            self._lane_begin.append(len(self._lane_marks))
        self._put(NO_EDGE if out == NONE else out, arm.bearing, turn)

    def _put(self, out: int, bearing: float, turn: int) -> None:
        self._edge.append(out)
        self._bearing.append(bearing)
        self._turn.append(turn)


def _spans(start: NDArray[np.int64], count: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(all rows of spans one after another, where each begins and the last ends)."""
    begin = np.concatenate(([0], np.cumsum(count)))
    rows = np.arange(int(begin[-1])) + np.repeat(start - begin[:-1], count)
    return rows, begin
