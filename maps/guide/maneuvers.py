"""What the driver does along a route: maneuvers in OSRM's v5 vocabulary, out of a route and its regions.

Along each leg every junction is named (`analysis`, `lanes`), the pieces between become steps (`steps`), and
what a driver feels as one or need not hear is joined (`collapse`, `anticipation`).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np

from maps.geometry import LatLon, bearing_deg
from maps.guide.analysis import Analysis
from maps.guide.anticipation import anticipate_lanes
from maps.guide.baked import NOTHING, BakedTurns, Turning, arm_onto
from maps.guide.bearings import deviation, reverse, turn_angle
from maps.guide.collapse import tell_turns
from maps.guide.internal import is_internal, tell_internal
from maps.guide.junction import Arm, Junction
from maps.guide.kinds import NO_TURN, TURN, modifier_of
from maps.guide.lane_marks import MARK_ORDER
from maps.guide.lanes import LaneMatching
from maps.guide.names import RoadName
from maps.guide.network import Network, RegionArrays, metres_per_degree
from maps.guide.reduce import drop_short_names, drop_silent
from maps.guide.roundabout_steps import tell_roundabouts
from maps.guide.roundabouts import ALL, BOTH, ENTERING, LEAVING, ROTARY, ROUNDABOUT_TURN, sort_of
from maps.guide.steps import Passed, Step
from maps.models import Lane, Maneuver, PassedJunction, Route, RouteLeg
from maps.region.format import EdgeFlag

TRIVIAL_M = 1.0
"""A leg that starts or ends this near to a junction does not pass it."""


def maneuvers(route: Route, regions: Sequence[RegionArrays]) -> tuple[Maneuver, ...]:
    """The maneuvers of a route in driving order. Who asks again and again keeps a `Guide`."""
    return Guide(regions).maneuvers(route)


class _Turn(NamedTuple):
    """Going from one edge to the next, whatever the route."""

    kind: str
    modifier: str
    name: RoadName
    ferry: bool
    passed: Passed
    is_internal: bool
    left_hand: bool


class Guide:
    """Finds maneuvers on the roads of some regions; the junctions it has seen it keeps."""

    def __init__(self, regions: Sequence[RegionArrays]) -> None:
        self._regions = {region.manifest.name: region for region in regions}
        self._analyses: dict[str, Analysis] = {}
        self._lanes: dict[str, LaneMatching] = {}
        self._named: dict[tuple[str, int], Junction] = {}
        self._turns: dict[str, dict[tuple[int, int], _Turn | None]] = {}
        self._baked: dict[str, BakedTurns] = {}

    def maneuvers(self, route: Route) -> tuple[Maneuver, ...]:
        """The maneuvers of a route in driving order, from each leg's `depart` to its `arrive`."""
        found: list[Maneuver] = []
        distance_m = duration_s = 0.0
        for index, leg in enumerate(route.legs):
            steps = self._steps(leg)
            writer = _Writer(leg, index, distance_m, duration_s)
            found += [writer.maneuver(step) for step in steps]
            distance_m += leg.distance_m
            duration_s += leg.duration_s
        return tuple(found)

    def _steps(self, leg: RouteLeg) -> list[Step]:
        steps = self._raw_steps(leg)
        steps = tell_internal(steps)
        steps = _without_trivial_ends(steps)
        steps = tell_roundabouts(steps)
        steps = tell_turns(steps)
        steps = anticipate_lanes(steps)
        steps = drop_silent(steps)
        return drop_short_names(steps)

    def _raw_steps(self, leg: RouteLeg) -> list[Step]:
        """A step for every junction of the leg where anything could be told."""
        edges = leg.edge.tolist()
        along = _along_m(leg)
        course = _course(leg, 0)
        step = _end_step("depart", self._network(leg.region[0]), edges[0], 0, course)
        steps = [step]
        for first, last in _stretches(leg.region):
            turns = self._turns.setdefault(leg.region[first], {})
            arms = self._baked_turns(leg.region[first]).arms(leg.edge[first:last])
            told = np.flatnonzero(arms != NOTHING)
            for k, arm in zip((told + first).tolist(), arms[told].tolist(), strict=True):
                edge, after = edges[k], edges[k + 1]
                try:
                    turn = turns[edge, after]
                except KeyError:
                    turn = turns[edge, after] = self._turn(leg.region[k], edge, after, arm)
                if turn is None:
                    continue
                begin = steps[-1].edge
                steps[-1].distance_m = along[k + 1] - along[begin]
                step = Step(
                    turn.kind, turn.modifier, turn.name, turn.ferry, 0.0, k + 1, [turn.passed], [k + 1]
                )
                step.is_internal, step.left_hand = turn.is_internal, turn.left_hand
                steps.append(step)
        steps[-1].distance_m = along[-1] - along[steps[-1].edge]
        steps.append(_end_step("arrive", self._network(leg.region[-1]), edges[-1], len(edges), course))
        return steps

    def _turn(self, region: str, edge: int, after: int, arm_row: int) -> _Turn | None:
        """What going from one edge to the next is; None where nothing happens."""
        network = self._network(region)
        if arm_row >= 0:
            return _of_baked(network, self._baked[region].turning(edge, arm_row), edge, after)
        if network.is_passed_over(network.head(edge)):
            return None
        junction = self._junction(region, edge)
        arm = arm_onto(junction, after)
        if arm is None or arm.kind == NO_TURN:
            return None
        kind = network.kind(after)
        return _Turn(
            kind=arm.kind or TURN,
            modifier=arm.modifier if arm.kind else modifier_of(arm.angle),
            name=network.name(after),
            ferry=kind.is_ferry,
            passed=_passed(junction, arm),
            is_internal=is_internal(network, arm.road),
            left_hand=kind.left_hand,
        )

    def _baked_turns(self, region: str) -> BakedTurns:
        found = self._baked.get(region)
        if found is None:
            found = self._baked[region] = BakedTurns(self._regions[region])
        return found

    def _network(self, region: str) -> Network:
        return self._analysis(region).network

    def _analysis(self, region: str) -> Analysis:
        found = self._analyses.get(region)
        if found is None:
            found = self._analyses[region] = Analysis(self._regions[region])
            self._lanes[region] = LaneMatching(found)
        return found

    def _junction(self, region: str, edge: int) -> Junction:
        key = (region, edge)
        found = self._named.get(key)
        if found is None:
            found = self._named[key] = self._analysis(region).at_end_of(edge)
            self._lanes[region].assign(found)
        return found


def _stretches(regions: Sequence[str]) -> list[tuple[int, int]]:
    """(first, end) of each run of edges in one region."""
    if regions.count(regions[0]) == len(regions):
        return [(0, len(regions))]
    cuts = [k for k in range(1, len(regions)) if regions[k] != regions[k - 1]]
    return list(pairwise([0, *cuts, len(regions)]))


def _of_baked(network: Network, found: Turning, edge: int, after: int) -> _Turn:
    kind = network.kind(after)
    node = network.head(edge)
    return _Turn(
        kind=found.kind,
        modifier=found.modifier,
        name=network.name(after),
        ferry=kind.is_ferry,
        passed=Passed(
            node=node,
            before_deg=reverse(found.back_deg),
            after_deg=found.bearing,
            arms=found.entries,
            back_deg=found.back_deg,
            modifier=found.modifier,
            lanes=found.lanes,
            lane_marks=found.lane_marks,
            exit_ref=network.exit_ref(node),
        ),
        is_internal=found.is_internal,
        left_hand=kind.left_hand,
    )


def _along_m(leg: RouteLeg) -> list[float]:
    """[K+1] metres at the ends of the edges' driven parts, as OSRM measures."""
    east, north = metres_per_degree(float(leg.lat_deg[0]))
    steps = np.hypot(np.diff(leg.lon_deg) * east, np.diff(leg.lat_deg) * north)
    along: list[float] = np.concatenate(([0.0], np.cumsum(steps)))[leg.point_begin].tolist()
    return along


def _end_step(waypoint: str, network: Network, edge: int, index: int, course: float) -> Step:
    """Where a leg begins or ends."""
    kind = network.kind(edge)
    step = Step(NO_TURN, "uturn", network.name(edge), kind.is_ferry, 0.0, index)
    step.junctions, step.edges = [Passed(-1, course, course, ((course, True),), course)], [index]
    step.waypoint, step.left_hand = waypoint, kind.left_hand
    return step


def _passed(junction: Junction, arm: Arm) -> Passed:
    back = junction.back.bearing
    return Passed(
        node=junction.node,
        before_deg=reverse(back),
        after_deg=arm.bearing,
        arms=junction.entries,
        back_deg=back,
        modifier=arm.modifier,
        lanes=arm.lanes,
        lane_marks=arm.lane_marks,
        exit_ref=junction.network.exit_ref(junction.node),
    )


def _without_trivial_ends(steps: list[Step]) -> list[Step]:
    """A leg that begins or ends at a junction does not turn there."""
    if len(steps) > 2 and steps[0].distance_m <= TRIVIAL_M:
        start = steps[1]
        start.waypoint, start.kind, start.modifier = "depart", NO_TURN, "uturn"
        junction = start.first
        start.junctions = [*start.junctions]
        start.junctions[0] = Passed(
            junction.node, junction.after_deg, junction.after_deg, ((junction.after_deg, True),), 0.0
        )
        start.distance_m += steps[0].distance_m
        start.is_internal = False
        steps = steps[1:]
    if len(steps) > 2 and steps[-2].distance_m <= TRIVIAL_M:
        end, before = steps[-1], steps[-3]
        end.name, end.ferry = before.name, before.ferry
        before.distance_m += steps[-2].distance_m
        steps = [*steps[:-2], end]
    return steps


class _Writer:
    """Writes a leg's last steps down as maneuvers."""

    def __init__(self, leg: RouteLeg, index: int, distance_m: float, duration_s: float) -> None:
        self._leg, self._index = leg, index
        self._distance_m = distance_m
        self._seconds = list(
            accumulate((leg.edge_duration_s + leg.turn_duration_s).tolist(), initial=duration_s)
        )
        self._point: list[int] = leg.point_begin.tolist()
        self._along: list[float] = leg.distance_along_m.tolist()
        tunnel = (leg.edge_flags & np.uint32(EdgeFlag.TUNNEL)) != 0
        self._enters_tunnel = set((np.flatnonzero(tunnel[1:] & ~tunnel[:-1]) + 1).tolist())

    def maneuver(self, step: Step) -> Maneuver:
        leg, junction, name = self._leg, step.first, step.name
        point = 0 if step.waypoint == "depart" else self._point[step.edge]
        kind, modifier = _told(step)
        before, after = junction.before_deg, junction.after_deg
        if step.waypoint == "depart":
            before = after = _course(leg, 0)
        elif step.waypoint == "arrive":
            before = after = _course(leg, point - 1)
            modifier = leg.destination_side
        return Maneuver(
            type=kind,
            modifier=modifier,
            leg=self._index,
            point=point,
            distance_along_m=self._distance_m + self._along[point],
            duration_along_s=self._seconds[step.edge],
            position=LatLon(leg.lat_deg.item(point), leg.lon_deg.item(point)),
            bearing_before_deg=before,
            bearing_after_deg=after,
            name=name.name,
            ref=name.ref,
            destinations=name.destinations,
            exit_ref=name.exits or (junction.exit_ref if kind == "off ramp" else ""),
            roundabout_exit=step.exit,
            rotary_name=step.rotary_name,
            lanes=_lanes(junction, modifier) if junction.lanes else (),
            stubs_deg=() if step.waypoint else _stubs(junction),
            enters_tunnel=step.edge in self._enters_tunnel,
            left_hand=step.left_hand,
            passed=tuple(
                PassedJunction(
                    point := self._point[edge],
                    self._distance_m + self._along[point],
                    _lanes(later, later.modifier) if later.lanes else (),
                )
                for later, edge in zip(step.junctions[1:], step.edges[1:], strict=True)
            ),
        )


def _told(step: Step) -> tuple[str, str]:
    """OSRM's type and modifier of a step."""
    if step.waypoint:
        return step.waypoint, ""
    if step.kind not in ALL:
        return step.kind, step.modifier
    sort = sort_of(step.kind)
    if sort == ROUNDABOUT_TURN and step.kind in ENTERING:
        return "roundabout turn", step.modifier
    leaving = step.kind in BOTH or step.kind in LEAVING
    name = "rotary" if sort == ROTARY else "roundabout"
    return (f"exit {name}" if leaving else name), step.modifier


def _course(leg: RouteLeg, point: int) -> float:
    """Course of the segment that begins at a point."""
    point = min(max(point, 0), len(leg.lat_deg) - 2)
    lat, lon = leg.lat_deg[point : point + 2], leg.lon_deg[point : point + 2]
    return float(bearing_deg(lat[0], lon[0], lat[1], lon[1]))


def _lanes(junction: Passed, modifier: str) -> tuple[Lane, ...]:
    if junction.lanes is None:
        return ()
    count, first = junction.lanes
    total = len(junction.lane_marks)
    lanes = []
    for i, marks in enumerate(junction.lane_marks):
        valid = first <= total - 1 - i < first + count
        indications = tuple(mark for mark in MARK_ORDER if mark in marks)
        lanes.append(Lane(indications, valid, _active(indications, modifier) if valid else ""))
    return tuple(lanes)


def _active(indications: tuple[str, ...], modifier: str) -> str:
    """The mark of a lane that a maneuver follows: its own, or the nearest on its side."""
    if modifier in indications:
        return modifier
    side = "left" if "left" in modifier else "right" if "right" in modifier else "straight"
    return next((mark for mark in indications if side in mark), indications[0] if indications else "")


def _stubs(junction: Passed) -> tuple[float, ...]:
    """Turns into the other roads, right positive, as they are drawn beside the arrow."""
    return tuple(
        round(180.0 - turn_angle(junction.before_deg, bearing), 1)
        for bearing, _ in junction.arms
        if deviation(bearing, junction.after_deg) > 1.0 and deviation(bearing, junction.back_deg) > 1.0
    )
