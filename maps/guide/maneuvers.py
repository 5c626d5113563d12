"""What the driver does along a route: maneuvers in OSRM's v5 vocabulary, out of a route and its regions.

Along each leg every junction is named (`analysis`, `lanes`), the pieces between become steps (`steps`), and
what a driver feels as one or need not hear is joined (`collapse`, `anticipation`).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from maps.geometry import LatLon, bearing_deg
from maps.guide.analysis import Analysis
from maps.guide.anticipation import anticipate_lanes
from maps.guide.bearings import deviation, reverse, turn_angle
from maps.guide.collapse import (
    drop_short_names,
    drop_silent,
    tell_internal,
    tell_roundabouts,
    tell_turns,
)
from maps.guide.internal import is_internal
from maps.guide.junction import Arm, Junction
from maps.guide.lanes import MARK_ORDER, LaneMatching
from maps.guide.network import RegionArrays, metres_per_degree
from maps.guide.roundabouts import ALL, BOTH, ENTERING, LEAVING, ROTARY, ROUNDABOUT_TURN, sort_of
from maps.guide.steps import Passed, Step
from maps.guide.turns import CONTINUE, NO_TURN, TURN, modifier_of
from maps.models import Lane, Maneuver, PassedJunction, Route, RouteLeg
from maps.region.format import EdgeFlag

TRIVIAL_M = 1.0
"""A leg that starts or ends this near to a junction does not pass it."""


def maneuvers(route: Route, regions: Sequence[RegionArrays]) -> tuple[Maneuver, ...]:
    """The maneuvers of a route in driving order. Who asks again and again keeps a `Guide`."""
    return Guide(regions).maneuvers(route)


class Guide:
    """Finds maneuvers on the roads of some regions; the junctions it has seen it keeps."""

    def __init__(self, regions: Sequence[RegionArrays]) -> None:
        self._regions = {region.manifest.name: region for region in regions}
        self._analyses: dict[str, Analysis] = {}
        self._lanes: dict[str, LaneMatching] = {}
        self._named: dict[tuple[str, int], Junction] = {}
        self._internal: dict[tuple[str, int], bool] = {}

    def maneuvers(self, route: Route) -> tuple[Maneuver, ...]:
        """The maneuvers of a route in driving order, from each leg's `depart` to its `arrive`."""
        found: list[Maneuver] = []
        distance_m = duration_s = 0.0
        for index, leg in enumerate(route.legs):
            steps = self._steps(leg)
            found += _finished(leg, index, steps, distance_m, duration_s)
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
        lengths = _edge_lengths_m(leg)
        first = self._analysis(leg.region[0])
        course = float(bearing_deg(leg.lat_deg[0], leg.lon_deg[0], leg.lat_deg[1], leg.lon_deg[1]))
        step = Step(
            kind=NO_TURN,
            modifier="uturn",
            name=first.network.name(edges[0]),
            ferry=first.network.kind(edges[0]).is_ferry,
            distance_m=0.0,
            edge=0,
            junctions=[Passed(-1, course, course, ((course, True),), course)],
            waypoint="depart",
            left_hand=first.network.kind(edges[0]).left_hand,
        )
        steps = [step]
        for k, edge in enumerate(edges):
            step.distance_m += lengths[k]
            if k + 1 == len(edges) or leg.region[k] != leg.region[k + 1]:
                continue
            network = self._analysis(leg.region[k]).network
            if network.is_passed_over(network.head(edge)):
                continue
            junction = self._junction(leg.region[k], edge)
            arm = _arm_onto(junction, edges[k + 1])
            if arm is None or arm.kind == NO_TURN:
                continue
            step = Step(
                kind=arm.kind or TURN,
                modifier=arm.modifier if arm.kind else modifier_of(arm.angle),
                name=network.name(edges[k + 1]),
                ferry=network.kind(edges[k + 1]).is_ferry,
                distance_m=0.0,
                edge=k + 1,
                junctions=[_passed(junction, arm, k + 1)],
                is_internal=self._is_internal(leg.region[k + 1], edges[k + 1], arm),
                left_hand=network.kind(edges[k + 1]).left_hand,
            )
            steps.append(step)
        steps.append(
            Step(
                kind=NO_TURN,
                modifier="uturn",
                name=self._analysis(leg.region[-1]).network.name(edges[-1]),
                ferry=step.ferry,
                distance_m=0.0,
                edge=len(edges),
                junctions=[Passed(-1, course, course, ((course, True),), course)],
                waypoint="arrive",
            )
        )
        return steps

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

    def _is_internal(self, region: str, edge: int, arm: Arm) -> bool:
        key = (region, edge)
        found = self._internal.get(key)
        if found is None:
            found = self._internal[key] = is_internal(self._analysis(region).network, arm.road)
        return found


def _arm_onto(junction: Junction, edge: int) -> Arm | None:
    """The arm that begins with an edge, also where it is hidden in another's."""
    for arm in junction:
        if arm.road.out == edge:
            return arm
    for road in junction.network.roads(junction.node):
        if road.out == edge:
            back = road is junction.approach
            return Arm(road, 0.0, True, 0.0, 0.0, CONTINUE if back else TURN, "uturn")
    return None


def _edge_lengths_m(leg: RouteLeg) -> list[float]:
    """[K] of the driven part of each edge, as OSRM measures."""
    east, north = metres_per_degree(float(leg.lat_deg[0]))
    steps = np.hypot(np.diff(leg.lon_deg) * east, np.diff(leg.lat_deg) * north)
    along = np.concatenate(([0.0], np.cumsum(steps)))
    lengths: list[float] = np.diff(along[leg.point_begin]).tolist()
    return lengths


def _passed(junction: Junction, arm: Arm, edge: int) -> Passed:
    own = next((other for other in junction if other.road is junction.approach), junction.arms[0])
    return Passed(
        node=junction.node,
        before_deg=reverse(own.bearing),
        after_deg=arm.bearing,
        arms=tuple((other.bearing, other.enterable) for other in junction),
        back_deg=own.bearing,
        edge=edge,
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


def _finished(
    leg: RouteLeg, index: int, steps: list[Step], distance_m: float, duration_s: float
) -> list[Maneuver]:
    """Maneuvers out of a leg's last steps."""
    seconds = [0.0, *accumulate((leg.edge_duration_s + leg.turn_duration_s).tolist())]
    last_point = len(leg.lat_deg) - 1
    return [
        _maneuver(
            leg, index, step, distance_m, duration_s + seconds[min(step.edge, len(seconds) - 1)], last_point
        )
        for step in steps
    ]


def _maneuver(
    leg: RouteLeg, index: int, step: Step, distance_m: float, duration_s: float, last_point: int
) -> Maneuver:
    point = 0 if step.waypoint == "depart" else last_point
    if not step.waypoint:
        point = int(leg.point_begin[step.edge])
    junction = step.first
    before, after = _course(leg, point - 1), _course(leg, point)
    kind, modifier = _told(step)
    if step.waypoint == "depart":
        before, modifier = after, ""
    elif step.waypoint == "arrive":
        after, modifier = before, leg.destination_side
    name = step.name
    return Maneuver(
        type=kind,
        modifier=modifier,
        leg=index,
        point=point,
        distance_along_m=distance_m + float(leg.distance_along_m[point]),
        duration_along_s=duration_s,
        position=LatLon(float(leg.lat_deg[point]), float(leg.lon_deg[point])),
        bearing_before_deg=before if step.waypoint else junction.before_deg,
        bearing_after_deg=after if step.waypoint else junction.after_deg,
        name=name.name,
        ref=name.ref,
        destinations=name.destinations,
        exit_ref=name.exits or (junction.exit_ref if kind == "off ramp" else ""),
        roundabout_exit=step.exit,
        rotary_name=step.rotary_name,
        lanes=_lanes(junction, modifier),
        stubs_deg=_stubs(junction) if not step.waypoint else (),
        enters_tunnel=_enters_tunnel(leg, step),
        left_hand=step.left_hand,
        passed=tuple(
            PassedJunction(
                at := int(leg.point_begin[later.edge]),
                distance_m + float(leg.distance_along_m[at]),
                _lanes(later, later.modifier),
            )
            for later in step.junctions[1:]
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


def _enters_tunnel(leg: RouteLeg, step: Step) -> bool:
    if step.waypoint:
        return False
    flags = leg.edge_flags
    return bool(flags[step.edge] & EdgeFlag.TUNNEL) and not flags[step.edge - 1] & EdgeFlag.TUNNEL
