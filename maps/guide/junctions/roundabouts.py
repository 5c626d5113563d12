"""Roundabouts: which sort one is, and what entering, staying on and leaving it is called at each junction.

Sorts, after Project OSRM: a `rotary` is large and has a name of its own; a `roundabout turn` is so small and
plain that one just turns at it; all else is a `roundabout`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from maps.guide.junctions.bearings import perceived_bearing
from maps.guide.junctions.junction import FUZZY, NARROW, Junction
from maps.guide.junctions.kinds import NO_TURN, SUPPRESSED, modifier_of
from maps.guide.junctions.names import RoadName, is_news
from maps.guide.junctions.network import Network, Road
from maps.guide.junctions.turns import is_through, obvious

ROUNDABOUT, ROTARY, ROUNDABOUT_TURN = "roundabout", "rotary", "roundabout turn"

ROTARY_RADIUS_M = 15.0
TURN_RADIUS_M = 15.0

STAY = "stay on roundabout"


def enter(sort: str) -> str:
    return f"enter {sort}"


def enter_at_exit(sort: str) -> str:
    """Entered where an exit lies between entry and flow, so that it counts as the first."""
    return f"enter {sort} at exit"


def leave(sort: str) -> str:
    return f"leave {sort}"


def enter_and_leave(sort: str) -> str:
    return f"enter and leave {sort}"


_SORTS = (ROUNDABOUT, ROTARY, ROUNDABOUT_TURN)
ENTERING_AT_EXIT = frozenset(enter_at_exit(sort) for sort in _SORTS)
BOTH = frozenset(enter_and_leave(sort) for sort in _SORTS)
ENTERING = frozenset(enter(sort) for sort in _SORTS) | ENTERING_AT_EXIT | BOTH
LEAVING = frozenset(leave(sort) for sort in _SORTS) | BOTH
PASSING = frozenset((STAY,)) | ENTERING_AT_EXIT
"""kinds that pass an exit to be counted"""
ALL = ENTERING | LEAVING | PASSING


def sort_of(kind: str) -> str:
    """The sort of roundabout that a kind belongs to, "" for STAY and others."""
    for prefix in ("enter and leave ", "enter ", "leave "):
        if kind.startswith(prefix):
            return kind.removeprefix(prefix).removesuffix(" at exit")
    return ""


@dataclass(frozen=True, slots=True)
class _Position:
    on: bool
    can_enter: bool
    exits_first: bool


class Roundabouts:
    """Recognises the roundabouts of a network; what was found is kept by node."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._sorts: dict[int, str] = {}

    def assign(self, junction: Junction) -> bool:
        """Name the arms of a junction on a roundabout; False where there is none."""
        if not junction.has_circle:
            return False
        position = _position(junction)
        if not position.on and not position.can_enter:
            return False
        sort = self.sort(junction.node)
        if not sort:
            return False
        if position.on:
            self._on(junction, sort)
        else:
            self._entering(junction, sort, exits_first=position.exits_first)
        return True

    def sort(self, node: int) -> str:
        """ROUNDABOUT, ROTARY, ROUNDABOUT_TURN, or "" where the node is on none."""
        found = self._sorts.get(node)
        if found is None:
            found = self._sorts[node] = self._sort(node)
        return found

    def forget(self) -> None:
        self._sorts.clear()

    def _on(self, junction: Junction, sort: str) -> None:
        roads = self._network.roads(junction.node)
        ways_on = sum(road.enterable for road in roads)
        proper_exit = any(
            road.enterable and not road.kind.is_circle and not road.kind.is_minor for road in roads
        )
        for arm in junction:
            if not arm.road.kind.is_circle:
                arm.kind, arm.modifier = leave(sort), modifier_of(arm.angle)
            elif ways_on == 1:
                arm.kind = NO_TURN if len(junction) == 2 else SUPPRESSED
                arm.modifier = "uturn" if len(junction) == 2 else modifier_of(arm.angle)
            else:
                counts = arm.road.kind.is_minor or proper_exit
                arm.kind, arm.modifier = (STAY if counts else SUPPRESSED), modifier_of(arm.angle)

    def _entering(self, junction: Junction, sort: str, *, exits_first: bool) -> None:
        crossing = False
        order = range(len(junction))
        for index in reversed(order) if junction.approach.kind.left_hand else order:
            arm = junction.arms[index]
            if arm.road.kind.is_circle:
                crossing = not crossing
            if not arm.enterable:
                continue
            modifier = modifier_of(arm.angle)
            if arm.road.kind.is_circle:
                arm.kind = enter_at_exit(sort) if exits_first else enter(sort)
                arm.modifier = modifier
            elif arm.off_straight < FUZZY and crossing:
                # A throughabout: the road runs straight across.
                obvious(arm, junction.approach, len(junction), through=is_through(junction, index))
            else:
                arm.kind, arm.modifier = enter_and_leave(sort), modifier

    def _sort(self, node: int) -> str:
        first = self._network.roads(node)
        roundabout = any(road.kind.is_roundabout for road in first)
        circular = any(road.kind.is_circular for road in first)
        if roundabout == circular:
            return ""
        names: list[RoadName] = []
        connected: set[RoadName] = set()
        nodes: list[int] = []
        around_m = 0.0
        at = node
        seen: set[int] = set()
        while at not in seen:
            roads = self._network.roads(at)
            seen.add(at)
            if len(roads) > 2:
                nodes.append(at)
            if sum(road.kind.is_circle for road in roads) != 2:
                return ""
            onward: Road | None = None
            for road in roads:
                if not road.kind.is_circle:
                    connected.add(road.name)
                elif road.enterable and road.kind.is_circular == circular:
                    if onward is not None:
                        return ""
                    onward = road
                    if road.name.name and all(is_news(name, road.name) for name in names):
                        names.append(road.name)
            if onward is None:
                return ""
            around_m += onward.length_m
            at = onward.target
            if at == node:
                break
        if not nodes:
            return ""
        if len(nodes) == 1 and roundabout:
            return ROUNDABOUT_TURN
        radius_m = around_m / (2.0 * math.pi)
        if len(names) == 1 and (circular or (names[0] not in connected and radius_m > ROTARY_RADIUS_M)):
            return ROTARY
        if circular:
            return ""
        if radius_m < TURN_RADIUS_M and self._is_like_a_crossing(nodes):
            return ROUNDABOUT_TURN
        return ROUNDABOUT

    def _is_like_a_crossing(self, nodes: list[int]) -> bool:
        """At most four plain exits in clearly different directions."""
        if len(nodes) > 4 or any(len(self._network.roads(node)) > 3 for node in nodes):
            return False
        bearings = []
        for node in nodes:
            roads = self._network.roads(node)
            lanes = max(road.lanes for road in roads)
            exit_road = next((road for road in roads if not road.kind.is_circle), None)
            if exit_road is not None:
                bearings.append(perceived_bearing(self._network.line(exit_road), exit_road, lanes))
        bearings.sort()
        return all(abs(bearings[(i + 1) % len(bearings)] - at) > NARROW for i, at in enumerate(bearings))


def _position(junction: Junction) -> _Position:
    approach = junction.approach
    can_enter = exits_first = False
    arms = reversed(junction.arms) if approach.kind.left_hand else iter(junction.arms)
    for arm in arms:
        if not arm.enterable:
            continue
        if arm.road.kind.is_circle:
            can_enter = True
        elif arm.road.target != approach.target and not can_enter:
            # Only an exit on the near side of the flow is passed by entering.
            exits_first = True
    return _Position(approach.kind.is_circle, can_enter, exits_first)
