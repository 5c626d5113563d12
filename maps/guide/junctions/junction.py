"""A junction as the driver who arrives sees it: its arms by turn angle, and which may be entered.

Arms are ordered as OSRM orders them: arms[0] is the way back, then from sharp right over straight on to sharp
left. The two carriageways of one road are seen as one arm where they join or part.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from maps.guide.junctions.bearings import (
    close_bearing,
    deviation,
    initial_bearing,
    perceived_bearing,
    reverse,
    turn_angle,
)
from maps.guide.junctions.network import Network, Road

STRAIGHT = 180.0
NARROW = 40.0
GROUP = 60.0
FUZZY = 25.0
NEIGHBOUR_M = 30.0


@dataclass(slots=True, eq=False)
class Arm:
    """One road of a junction from one approach. Angle: 180 straight on, less is right, 0 back."""

    road: Road
    angle: float
    enterable: bool
    bearing: float
    initial_bearing: float
    kind: str = ""
    """what turning into it is; a `maps.guide.junctions.turns` kind"""
    modifier: str = "uturn"
    lanes: tuple[int, int] | None = None
    """(how many, first from the right) lanes lead there, of `lane_marks`"""
    lane_marks: tuple[frozenset[str], ...] = ()
    """left to right"""

    @property
    def off_straight(self) -> float:
        return deviation(self.angle, STRAIGHT)


@dataclass(slots=True, eq=False)
class Spoke:
    """A road's direction at a junction, whoever looks."""

    road: Road
    initial_bearing: float
    bearing: float


class Junction(Sequence[Arm]):
    """The arms of a junction from one approach."""

    __slots__ = ("approach", "arms", "entries", "has_circle", "network", "node", "obvious")

    def __init__(
        self, network: Network, node: int, approach: Road, arms: list[Arm], *, has_circle: bool
    ) -> None:
        self.network = network
        self.node = node
        self.approach = approach
        """the road the driver comes from, as it leaves the junction"""
        self.arms = arms
        self.obvious: int | None = None
        """index of the arm that goes without saying, once it has been looked for"""
        self.has_circle = has_circle
        """whether a roundabout passes here"""
        self.entries = tuple([(arm.bearing, arm.enterable) for arm in arms])

    @property
    def back(self) -> Arm:
        """The arm that the driver comes from."""
        return next((arm for arm in self.arms if arm.road is self.approach), self.arms[0])

    def __getitem__(self, index):  # type: ignore[no-untyped-def]
        return self.arms[index]

    def __len__(self) -> int:
        return len(self.arms)

    def __iter__(self) -> Iterator[Arm]:
        return iter(self.arms)

    def index_nearest(self, angle: float) -> int:
        off = [deviation(arm.angle, angle) for arm in self.arms]
        return off.index(min(off))

    def nearest(self, angle: float, ignored: Callable[[Arm], bool] | None = None) -> Arm | None:
        """The arm closest to an angle among those not ignored."""
        best: Arm | None = None
        best_off = 361.0
        for arm in self.arms:
            off = abs(arm.angle - angle) % 360.0
            off = round(360.0 - off if off > 180.0 else off, 3)
            # Of two that are as near the proper road is meant, not the link.
            nearer = off < best_off or (
                off == best_off and best is not None and best.road.kind.is_link and not arm.road.kind.is_link
            )
            if nearer and not (ignored is not None and ignored(arm)):
                best, best_off = arm, off
        return best

    def nearest_bearing(self, bearing: float) -> Arm:
        return min(self.arms, key=lambda arm: deviation(arm.bearing, bearing))

    @property
    def enterable_count(self) -> int:
        return sum(arm.enterable for arm in self.arms)

    @property
    def is_dead_end(self) -> bool:
        return not any(arm.enterable for arm in self.arms[1:])

    @property
    def rightmost(self) -> Arm:
        return self.arms[1] if len(self.arms) > 1 else self.arms[0]

    @property
    def leftmost(self) -> Arm:
        return self.arms[-1]


def spokes(network: Network, node: int, *, close: bool = False) -> list[Spoke]:
    """The roads at a node in clockwise order of their bearings, each for itself."""
    known = network.bearings.get((node, close))
    if known is None:
        known = network.bearings[node, close] = _bearings(network, node, close=close)
    return [Spoke(*entry) for entry in known]


def _bearings(network: Network, node: int, *, close: bool) -> tuple[tuple[Road, float, float], ...]:
    roads = network.roads(node)
    lanes = max((road.lanes for road in roads), default=0)
    found = []
    for road in roads:
        points = network.line(road)
        if close or len(roads) <= 2:
            bearing = close_bearing(points)
        else:
            bearing = perceived_bearing(points, road, lanes)
        found.append((road, initial_bearing(points), bearing))
    found.sort(key=lambda entry: entry[2])
    return tuple(found)


def view(
    network: Network, node: int, approach: Road, around: list[Spoke], hidden: frozenset[int]
) -> Junction:
    """What a driver sees who arrives by `approach`. `hidden` are ids of roads merged into another."""
    own = next(spoke for spoke in around if spoke.road is approach)
    came, came_initially = reverse(own.bearing), reverse(own.initial_bearing)
    after = network.allowed_after(approach.inn) if approach.inn >= 0 else frozenset()
    circle = any(spoke.road.kind.is_circle for spoke in around)
    seen: list[tuple[float, Arm]] = []
    back: Arm | None = None
    backs_allowed = 0
    for spoke in around:
        road = spoke.road
        allowed = (
            _turns_back(approach, around, after)
            if road is approach
            else road.out >= 0
            and road.out in after
            and not (circle and _crosses_roundabout(approach, road, around))
        )
        angle = round(turn_angle(came, spoke.bearing), 8) % 360.0
        initial = turn_angle(came_initially, spoke.initial_bearing)
        if allowed and ((angle < 15.0 and initial > 180.0) or (angle > 345.0 and initial < 180.0)):
            angle = initial = 0.0
        arm = Arm(road, angle, allowed, spoke.bearing, spoke.initial_bearing)
        is_back = abs(angle) < 1e-9
        if road is approach:
            back = arm
        elif allowed or (id(road) not in hidden and not is_back):
            backs_allowed += is_back
            if abs(initial) < 1e-9:
                order = 360.0 if angle > 180.0 else 0.0
            elif (angle > 270.0 and initial < 90.0) or (angle < 90.0 and initial > 270.0):
                order = angle
            else:
                order = initial
            seen.append((order, arm))
    assert back is not None
    if back.enterable or backs_allowed == 0:
        seen.insert(0, (0.0, back))
    seen.sort(key=lambda entry: (entry[0], entry[1].angle))
    arms = [arm for _, arm in seen]
    for arm, following in itertools.pairwise(arms):
        if following.angle < arm.angle:
            # The order in which the map draws them counts more than the angle seen from afar.
            step = min(0.5, ((360.0 - arm.angle) % 360.0) / 2.0)
            following.angle = (arm.angle + step) % 360.0
    return Junction(network, node, approach, arms, has_circle=circle)


def plain_view(network: Network, node: int, approach: Road, *, close: bool = False) -> Junction:
    """A junction with every carriageway for itself."""
    return view(network, node, approach, spokes(network, node, close=close), frozenset())


def _turns_back(approach: Road, around: list[Spoke], after: frozenset[int]) -> bool:
    """Whether a driver may turn round at a node; `after` are the edges that may follow the arriving one."""
    leaving = approach.out
    if approach.inn < 0 or leaving < 0:
        return False
    exits = sum([spoke.road.out >= 0 and spoke.road.out in after for spoke in around])
    two_way = sum([spoke.road.inn >= 0 for spoke in around])
    if len(around) == 1 or two_way <= 1 or exits == (1 if leaving in after else 0):
        return leaving in after or len(around) == 1
    return "reverse" in approach.turn_lanes_in and leaving in after


def _crosses_roundabout(approach: Road, road: Road, around: list[Spoke]) -> bool:
    """Whether a turn would go against the flow of the roundabout at this node."""
    own = next(spoke for spoke in around if spoke.road is approach)
    back = own.bearing
    flow_from: float | None = None
    flow_to: float | None = None
    widest_from = widest_to = 0.0
    for spoke in around:
        if not spoke.road.kind.is_circle:
            continue
        if not spoke.road.enterable:
            bearing = reverse(spoke.bearing)
            angle = turn_angle(bearing, back)
            if angle > widest_from:
                flow_from, widest_from = bearing, angle
        else:
            angle = turn_angle(back, spoke.bearing)
            if angle > widest_to:
                flow_to, widest_to = spoke.bearing, angle
    if flow_from is None or flow_to is None:
        return False
    out = next(spoke for spoke in around if spoke.road is road)
    flow = turn_angle(flow_from, flow_to)
    came = turn_angle(flow_from, back)
    goes = turn_angle(flow_from, out.bearing)
    return (came < flow and goes < came) or (came > flow and goes > came)
