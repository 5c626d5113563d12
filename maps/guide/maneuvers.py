"""What the driver does along a route: maneuvers in OSRM's v5 vocabulary, out of a route and its regions.

Along each leg every junction is named (`analysis`, `lanes`), the pieces between become steps (`steps`), and
what a driver feels as one or need not hear is joined (`collapse`, `anticipation`).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from maps.guide.baked import NOTHING, BakedTurns, Turning, arm_onto
from maps.guide.junctions.analysis import Analysis
from maps.guide.junctions.bearings import reverse
from maps.guide.junctions.junction import Arm, Junction
from maps.guide.junctions.kinds import FORK, NO_TURN, OFF_RAMP, TURN, modifier_of
from maps.guide.junctions.names import RoadName
from maps.guide.junctions.network import Network, RegionArrays, metres_per_degree
from maps.guide.junctions.overrides import Overrides
from maps.guide.lanes.lanes import LaneMatching
from maps.guide.sequence.anticipation import anticipate_lanes
from maps.guide.sequence.collapse import tell_turns
from maps.guide.sequence.internal_intersections import is_internal, tell_internal
from maps.guide.sequence.roundabout_steps import tell_roundabouts
from maps.guide.sequence.steps import Passed, Step, asks_something
from maps.guide.sequence.suppression import drop_short_names, drop_silent
from maps.guide.writing import Writer, courses_of
from maps.models import Maneuver, Route, RouteLeg
from maps.region.format import EdgeFlag

_LINK = np.uint32(EdgeFlag.LINK)
_RAMP_EDGES = 80
"""A ramp ends before so many pieces."""
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
        self._overrides: dict[str, Overrides] = {}

    def maneuvers(self, route: Route) -> tuple[Maneuver, ...]:
        """The maneuvers of a route in driving order, from each leg's `depart` to its `arrive`."""
        found: list[Maneuver] = []
        distance_m = duration_s = 0.0
        for index, leg in enumerate(route.legs):
            courses = courses_of(leg)
            steps = self._steps(leg, courses[0])
            writer = Writer(leg, index, distance_m, duration_s, courses)
            found += [writer.maneuver(step, self._leads_to(leg, step)) for step in steps]
            distance_m += leg.distance_m
            duration_s += leg.duration_s
        return tuple(found)

    def _leads_to(self, leg: RouteLeg, step: Step) -> str:
        """Where a ramp without a sign or a name of its own leads: what the junction or a later piece says, or
        the road that it joins."""
        edges = len(leg.edge)
        if step.waypoint or step.edge >= edges or not leg.edge_flags[step.edge] & _LINK:
            return ""
        if step.name.destinations or step.name.name or step.name.ref or not asks_something(step):
            return ""
        if step.first.exit_to and step.kind in (OFF_RAMP, TURN, FORK):
            return step.first.exit_to
        for k in range(step.edge, min(edges, step.edge + _RAMP_EDGES)):
            name = self._network(leg.region[k]).name(int(leg.edge[k]))
            if not leg.edge_flags[k] & _LINK:
                return name.as_sign
            if name.destinations:
                return name.destinations
        return ""

    def _steps(self, leg: RouteLeg, course: float) -> list[Step]:
        steps = self._raw_steps(leg, course)
        steps = tell_internal(steps)
        steps = _without_trivial_ends(steps)
        steps = tell_roundabouts(steps)
        steps = tell_turns(steps)
        steps = anticipate_lanes(steps)
        steps = drop_silent(steps)
        return drop_short_names(steps)

    def _raw_steps(self, leg: RouteLeg, course: float) -> list[Step]:
        """A step for every junction of the leg where anything could be told."""
        edges = leg.edge.tolist()
        along = _along_m(leg)
        step = _end_step("depart", self._network(leg.region[0]), edges[0], 0, course)
        steps = [step]
        for first, last in _stretches(leg.region):
            region = leg.region[first]
            turns = self._turns_between(region, edges[first:last], leg.edge[first:last])
            stated = self._stated(region, edges[first:last])
            for k in stated:
                if turns[k] is None:
                    turns[k] = self._plain_turn(region, edges[first + k], edges[first + k + 1])
            for k, turn in enumerate(turns, first):
                if turn is None:
                    continue
                step.distance_m = along[k + 1] - along[step.edge]
                kind, modifier, name, ferry, passed, inside, left_hand = turn
                step = Step(kind, modifier, name, ferry, 0.0, k + 1, [passed], [k + 1])
                step.is_internal, step.left_hand = inside, left_hand
                words = stated.get(k - first)
                if words is not None:
                    step.kind, step.modifier = words[0] or step.kind, words[1] or step.modifier
                    step.is_stated, step.is_internal = True, False
                steps.append(step)
        step.distance_m = along[-1] - along[step.edge]
        steps.append(_end_step("arrive", self._network(leg.region[-1]), edges[-1], len(edges), course))
        return steps

    def _turns_between(self, region: str, path: list[int], edges: NDArray[np.uint32]) -> list[_Turn | None]:
        """What happens after each edge of a path but the last; None where nothing does."""
        known = self._turns.setdefault(region, {})
        pairs = list(pairwise(path))
        try:
            return [known[pair] for pair in pairs]
        except KeyError:
            pass
        arms = self._baked_turns(region).arms(edges).tolist()
        for pair, arm in zip(pairs, arms, strict=True):
            if pair not in known:
                known[pair] = None if arm == NOTHING else self._turn(region, *pair, arm)
        return [known[pair] for pair in pairs]

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

    def _stated(self, region: str, path: list[int]) -> dict[int, tuple[str, str]]:
        """(kind, modifier) of the turns of a path that mappers have named, by the place of the edge before;
        either may be empty."""
        known = self._overrides.get(region)
        if known is None:
            known = self._overrides[region] = Overrides(self._regions[region])
        return known.along(path)

    def _plain_turn(self, region: str, edge: int, after: int) -> _Turn | None:
        """A turn of which nothing would be told otherwise."""
        junction = self._junction(region, edge)
        arm = arm_onto(junction, after)
        if arm is None:
            return None
        network = self._network(region)
        kind = network.kind(after)
        return _Turn(
            TURN, modifier_of(arm.angle), network.name(after), kind.is_ferry, _passed(junction, arm), False,
            kind.left_hand,
        )  # fmt: skip

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
            exit_to=network.exit_to(node),
        ),
        is_internal=found.is_internal,
        left_hand=kind.left_hand,
    )


def _along_m(leg: RouteLeg) -> list[float]:
    """[K+1] metres at the ends of the edges' driven parts, as OSRM measures."""
    east, north = metres_per_degree(float(leg.lat_deg[0]))
    lat, lon = leg.lat_deg, leg.lon_deg
    along = np.zeros(len(lat))
    step_lon = (lon[1:] - lon[:-1] + 180.0) % 360.0 - 180.0
    np.hypot(step_lon * east, (lat[1:] - lat[:-1]) * north).cumsum(out=along[1:])
    return along[leg.point_begin].tolist()  # type: ignore[no-any-return]


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
        exit_to=junction.network.exit_to(junction.node),
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
