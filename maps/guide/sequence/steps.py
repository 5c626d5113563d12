"""A leg as steps: each begins with a maneuver, or with a junction that is passed, and runs to the next."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

from maps.guide.junctions.bearings import deviation, reverse, turn_angle
from maps.guide.junctions.kinds import CONTINUE, NEW_NAME, NO_TURN, NOTIFICATION, SUPPRESSED
from maps.guide.junctions.names import NAMELESS, RoadName, is_news
from maps.guide.lanes.lane_marks import MARK_ORDER
from maps.models import Lane


@dataclass(frozen=True, eq=False)
class Passed:
    """A junction on the way, kept from route to route. Bearings in degrees, courses of travel."""

    node: int
    before_deg: float
    after_deg: float
    arms: tuple[tuple[float, bool], ...]
    """(bearing, enterable) of each road there, the way back included"""
    back_deg: float
    """bearing of the road one comes from"""
    modifier: str = "straight"
    lanes: tuple[int, int] | None = None
    """(how many, first from the right) lanes to be in"""
    lane_marks: tuple[frozenset[str], ...] = ()
    exit_ref: str = ""
    exit_to: str = ""

    @cached_property
    def angle(self) -> float:
        return turn_angle(self.before_deg, self.after_deg)

    @cached_property
    def choices(self) -> int:
        return sum([enterable for _, enterable in self.arms])

    @cached_property
    def stubs_deg(self) -> tuple[float, ...]:
        """Turns into the other roads, right positive, as they are drawn beside the arrow."""
        return tuple(
            [
                round(180.0 - turn_angle(self.before_deg, bearing), 1)
                for bearing, _ in self.arms
                if deviation(bearing, self.after_deg) > 1.0 and deviation(bearing, self.back_deg) > 1.0
            ]
        )

    @cached_property
    def lanes_passing(self) -> tuple[Lane, ...]:
        """Its lanes for one who only goes on."""
        return lanes_towards(self, self.modifier)


@dataclass(slots=True, eq=False)
class Step:
    kind: str
    modifier: str
    name: RoadName
    ferry: bool
    distance_m: float
    edge: int
    """index in the leg of the first edge after the maneuver"""
    junctions: list[Passed] = field(default_factory=list)
    """the maneuver's own and those passed after it; shared between routes, never changed"""
    edges: list[int] = field(default_factory=list)
    """index in the leg of the first edge after each of `junctions`"""
    waypoint: str = ""
    """"depart", "arrive" or "" """
    is_internal: bool = False
    """runs between the carriageways of a crossing road"""
    exit: int = 0
    """to be taken from a roundabout"""
    rotary_name: str = ""
    left_hand: bool = False
    is_gone: bool = False
    """taken by another"""
    is_stated: bool = False
    """its words are a mapper's: nothing else changes them"""

    @property
    def is_maneuver(self) -> bool:
        return self.kind not in (NO_TURN, SUPPRESSED)

    @property
    def first(self) -> Passed:
        return self.junctions[0]

    def take(self, other: Step) -> None:
        """Grow by a step that follows at once, which is then gone."""
        self.distance_m += other.distance_m
        self.junctions += other.junctions
        self.edges += other.edges
        other.vanish()

    def take_signs(self, other: Step) -> None:
        self.name = other.name
        self.rotary_name = other.rotary_name

    def vanish(self) -> None:
        self.kind, self.modifier, self.distance_m = NO_TURN, "uturn", 0.0
        self.name, self.is_internal, self.is_gone = NAMELESS, False, not self.waypoint
        self.junctions, self.edges = self.junctions[:1], self.edges[:1]

    def set_lanes(self, lanes: tuple[int, int] | None, marks: tuple[frozenset[str], ...]) -> None:
        """Show these lanes at the maneuver."""
        self.junctions = [replace(self.first, lanes=lanes, lane_marks=marks), *self.junctions[1:]]

    @property
    def lanes_right(self) -> int:
        lanes = self.first.lanes
        return lanes[1] if lanes else 0

    @property
    def lanes_left(self) -> int:
        lanes = self.first.lanes
        return len(self.first.lane_marks) - lanes[0] - lanes[1] if lanes else 0


def lanes_towards(junction: Passed, modifier: str) -> tuple[Lane, ...]:
    """A junction's lanes from left to right, with those that serve a turn."""
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


def asks_something(step: Step) -> bool:
    """Whether the driver has to do something: choose a prong, a ramp, or turn."""
    if step.kind in (NEW_NAME, CONTINUE, NOTIFICATION):
        return step.modifier not in ("straight", "slight left", "slight right")
    return step.is_maneuver


def kept(steps: list[Step]) -> list[Step]:
    return [step for step in steps if not step.is_gone]


def same_name(a: Step, b: Step) -> bool:
    """Whether two steps are on one named road."""
    if not (a.name.name or a.name.ref) or not (b.name.name or b.name.ref):
        return False
    return a.name == b.name or not is_news(a.name, b.name, directions_matter=True)


def combined_angle(first: Step, last: Step) -> float:
    """Turn angle from before one step's maneuver to after another's, whichever comes first."""
    if first.edge > last.edge:
        first, last = last, first
    return turn_angle(first.first.before_deg, last.first.after_deg)


def turns_back(first: Step, last: Step) -> bool:
    """Whether two maneuvers in a row turn the car around to the left."""
    before, after = first.first.before_deg, last.first.after_deg
    left = before - after if 0.0 <= after <= before else before + 360.0 - after
    return deviation(left, 180.0) <= 35.0


def goes_straightest(step: Step) -> bool:
    """Whether no other enterable road at its junction is clearly straighter."""
    junction = step.first
    angle = junction.angle
    if not 125.0 <= angle <= 235.0:
        return False
    others = [
        turn_angle(junction.before_deg, bearing)
        for bearing, enterable in junction.arms
        if enterable
        and deviation(bearing, junction.after_deg) > 0.01
        and deviation(bearing, reverse(junction.before_deg)) > 0.01
    ]
    other = min(others, key=lambda a: deviation(a, 180.0), default=360.0)
    return deviation(angle, other) <= 10.0 or deviation(angle, 180.0) <= deviation(other, 180.0)


def previous_index(steps: list[Step], at: int) -> int:
    at -= 1
    while at > 0 and steps[at].is_gone:
        at -= 1
    return at


def join(step: Step, other: Step, *, signs: bool = False, lanes: bool = False) -> None:
    if signs:
        step.take_signs(other)
    if lanes:
        step.set_lanes(other.first.lanes, other.first.lane_marks)
    step.take(other)
