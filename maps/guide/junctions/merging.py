"""Where the two carriageways of one road join or part: both are seen as one arm of the junction there.

After Project OSRM: two roads of one name and class, one drivable to the junction and one from it, that
enclose a traffic island, form a narrow triangle, or run beside each other for a while.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from dataclasses import dataclass

from maps.guide.junctions.bearings import (
    Point,
    deviation,
    fitted,
    length,
    nearest_on,
    reverse,
    samples,
    trimmed,
    turn_angle,
)
from maps.guide.junctions.junction import (
    FUZZY,
    GROUP,
    NARROW,
    NEIGHBOUR_M,
    STRAIGHT,
    Arm,
    Junction,
    Spoke,
    plain_view,
    spokes,
    view,
)
from maps.guide.junctions.names import RoadName, are_alike, is_news
from maps.guide.junctions.network import Network, Road

LANE_M = 3.25
MERGEABLE_DEG = 95.0
ORTHOGONAL = 90.0
LOOK_M = 120.0
"""how far two carriageways are followed to see whether they are parallel"""
PARALLEL_FROM_M = 40.0
ISLAND_BOTH_M, ISLAND_ONE_M = 30.0, 15.0
TRIANGLE_M = 80.0
HOPS = 5


@dataclass(slots=True, eq=False)
class Seen:
    """A node's spokes after merging; `hidden` are ids of the roads that are part of another's arm."""

    spokes: list[Spoke]
    hidden: frozenset[int]


class Merging:
    """The junctions of a network with carriageways merged. Junction geometry is kept by node."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self._seen: dict[int, Seen] = {}

    def view(self, node: int, approach: Road) -> Junction:
        """The junction at the end of a road; `approach` is that road as it leaves the junction."""
        seen = self._seen.get(node)
        if seen is None:
            seen = self._seen[node] = self._merge(node)
        return view(self.network, node, approach, seen.spokes, seen.hidden)

    def forget(self) -> None:
        self._seen.clear()

    def _merge(self, node: int) -> Seen:
        around = spokes(self.network, node)
        count = len(around)
        merged = [False] * count
        hidden: set[int] = set()
        if count >= 3 and not all(spoke.road.enterable for spoke in around):
            for i in range(count):
                if self._pair_is_one(around, node, i):
                    left, right = around[i], around[(i + 1) % count]
                    merged[i] = merged[(i + 1) % count] = True
                    _, bearing = _merged_bearing(around, left, right, at_neighbour=False)
                    left.bearing = right.bearing = bearing
                    left.initial_bearing = right.initial_bearing = bearing
                    hidden.add(id(right.road if left.road.enterable else left.road))
        if count >= 2:
            for i, spoke in enumerate(around):
                if not merged[i] and spoke.road.length_m <= NEIGHBOUR_M:
                    self._bend_to_neighbour(spoke)
        return Seen(around, frozenset(hidden))

    def _bend_to_neighbour(self, spoke: Spoke) -> None:
        """Turn a short road the way the pair it belongs to is merged at its other end."""
        if all(road.enterable for road in self.network.roads(spoke.road.target)):
            return
        there = spokes(self.network, spoke.road.target)
        count = len(there)
        if count <= 1:
            return
        back = self.network.back(spoke.road)
        at = next(i for i, other in enumerate(there) if other.road is back)
        before, after = (at - 1) % count, (at + 1) % count
        if self._pair_is_one(there, spoke.road.target, before):
            holds, bearing = _merged_bearing(there, there[before], there[at], at_neighbour=True)
            sign = -1.0
        elif self._pair_is_one(there, spoke.road.target, at):
            holds, bearing = _merged_bearing(there, there[at], there[after], at_neighbour=True)
            sign = 1.0
        else:
            return
        if holds:
            offset = sign * deviation(bearing, there[at].bearing)
            spoke.bearing = spoke.initial_bearing = (spoke.bearing + offset) % 360.0

    def _pair_is_one(self, around: list[Spoke], node: int, i: int) -> bool:
        count = len(around)
        if count < 3:
            return False
        before, left = around[(i - 1) % count], around[i]
        right, after = around[(i + 1) % count], around[(i + 2) % count]
        return (
            self._can_merge(node, left, right) and _is_distinct(before, left) and _is_distinct(right, after)
        )

    def _can_merge(self, node: int, left: Spoke, right: Spoke) -> bool:
        a, b = left.road, right.road
        if (a.enterable == b.enterable) or deviation(left.bearing, right.bearing) > MERGEABLE_DEG:
            return False
        if not _can_be_one(a, b) or a.target == node or b.target == node:
            return False
        end_a, end_b = self._skip(a), self._skip(b)
        if end_a.target == node or end_b.target == node:
            return False
        if self._is_island(node, end_a.target, end_b.target):
            return True
        if self._is_link(a) or self._is_link(b):
            return False
        if self._is_narrow_triangle(node, left, right):
            return True
        return self._same_direction(node, left, right) and not self._is_circular(node, left, right)

    def _skip(self, road: Road) -> Road:
        """The last piece of a road, past nodes where nothing turns off."""
        start = road.node
        hops = 0
        while len(self.network.roads(road.target)) == 2 and road.target != start and hops < 100:
            back = self.network.back(road)
            one, other = self.network.roads(road.target)
            road = other if one is back else one
            hops += 1
        return road

    def _is_island(self, node: int, end_a: int, end_b: int) -> bool:
        if end_a != end_b or end_a == node:
            return False
        here, there = self._splits(node), self._splits(end_a)
        if not here and not there:
            return False
        limit = ISLAND_BOTH_M if here and there else ISLAND_ONE_M
        return self.network.distance_m(node, end_a) < limit

    def _splits(self, node: int) -> bool:
        """Three roads, all of one name."""
        roads = self.network.roads(node)
        if len(roads) != 3:
            return False
        first = roads[0].name
        return all(
            not (not first.name and not road.name.name)
            and (not is_news(first, road.name) or not is_news(road.name, first))
            for road in roads
        )

    def _is_link(self, road: Road) -> bool:
        """Whether a road only leads to another that passes by under the same name."""
        end = self._skip(road)
        junction = plain_view(self.network, end.target, self.network.back(end))

        def has_other_name(arm: Arm) -> bool:
            name = arm.road.name
            if not road.name.name or not name.name:
                return True
            return is_news(road.name, name) or is_news(name, road.name)

        onward = junction.nearest(STRAIGHT, has_other_name)
        if onward is None:
            return False
        opposite = junction.nearest((onward.angle + 180.0) % 360.0)
        if opposite is None or opposite.road.target == end.node:
            return False
        if deviation(onward.off_straight, deviation(opposite.angle, 0.0)) < FUZZY:
            return False
        return (
            deviation(opposite.angle, onward.angle) >= STRAIGHT - FUZZY
            and onward.road.enterable == opposite.road.enterable
            and _can_be_one(onward.road, opposite.road)
        )

    def _is_narrow_triangle(self, node: int, left: Spoke, right: Spoke) -> bool:
        choose = _straight_on(left.road.name, left.bearing, stop_on_ambiguous=False)
        ends = []
        for road, side in ((left.road, ORTHOGONAL), (right.road, 270.0)):
            last = self._to_junction(road, choose)
            junction = self._at_end(last)
            if deviation(junction.arms[junction.index_nearest(side)].angle, side) > NARROW:
                onward = junction.arms[junction.index_nearest(STRAIGHT)].road
                last = self._to_junction(onward, choose)
            if side == ORTHOGONAL and self.network.distance_m(node, last.target) > TRIANGLE_M:
                return False
            ends.append(last)
        junction = self._at_end(ends[0])
        connector = junction.arms[junction.index_nearest(ORTHOGONAL)]
        if deviation(connector.angle, ORTHOGONAL) > NARROW:
            return False
        width = (max(left.road.lanes, 1) + max(right.road.lanes, 1)) * LANE_M
        if self.network.distance_m(ends[0].target, ends[1].target) > width + 10.0:
            return False
        return self._to_junction(connector.road, choose).target == ends[1].target

    def _at_end(self, road: Road) -> Junction:
        return plain_view(self.network, road.target, self.network.back(road), close=True)

    def _to_junction(self, road: Road, choose: Chooser) -> Road:
        """Follow a road to the first node with more than two roads; the last piece."""
        start = road.node
        for _ in range(HOPS):
            if road.target == start:
                break
            junction = self._at_end(road)
            if len(junction) <= 1 or len(junction) > 2:
                break
            onward = choose(junction)
            if onward is None:
                break
            road = onward
        return road

    def _along(self, node: int, road: Road, bearing: float, *, stop: bool) -> tuple[float, list[Point]]:
        """(metres, points) of a road followed straight on, relative to the node; at most LOOK_M."""
        choose = _straight_on(road.name, bearing, stop_on_ambiguous=stop)
        points: list[Point] = []
        total = 0.0
        start = road.node
        for _ in range(1000):
            piece = self.network.line(road, LOOK_M)
            long = min(length(piece), road.length_m) if road.length_m < LOOK_M else road.length_m
            if long + total > LOOK_M:
                piece = trimmed(piece, LOOK_M - total)
            east, north = self.network.offset_m(node, road.node)
            points += [(x + east, y + north) for x, y in piece]
            total = min(total + long, LOOK_M)
            if road.target == start:
                break
            junction = self._at_end(road)
            if len(junction) <= 1:
                break
            onward = choose(junction)
            if onward is None or total >= LOOK_M:
                break
            road = onward
        return total, points

    def _is_circular(self, node: int, left: Spoke, right: Spoke) -> bool:
        """Whether both ways round enclose something round, which is no pair of carriageways."""
        perimeter, one = self._along(node, left.road, left.bearing, stop=False)
        _, other = self._along(node, right.road, left.bearing, stop=False)
        if not _same(one[-1], other[-1]) or not _same(one[0], one[-1]):
            return False
        area = 0.5 * sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(one))
        return abs(area) / perimeter**2 >= 0.85 / (4.0 * math.pi)

    def _same_direction(self, node: int, left: Spoke, right: Spoke) -> bool:
        far_a, a = self._along(node, left.road, left.bearing, stop=True)
        if far_a <= PARALLEL_FROM_M:
            return False
        far_b, b = self._along(node, right.road, left.bearing, stop=True)
        if far_b <= PARALLEL_FROM_M:
            return False
        meet = _same(a[-1], b[-1])
        a, b = samples(a, LOOK_M, 5.0), samples(b, LOOK_M, 5.0)
        if not meet:
            a, b = a[len(a) // 3 :], b[len(b) // 3 :]
        if not _are_parallel(a, b):
            return False
        apart = min(_distance_to(a[len(a) // 2], b), _distance_to(b[len(b) // 2], a))
        width = 0.5 * (max(1, left.road.lanes) + max(1, right.road.lanes)) * LANE_M
        return apart <= width + 12.0


Chooser = Callable[[Junction], Road | None]


def _straight_on(name: RoadName, bearing: float, *, stop_on_ambiguous: bool) -> Chooser:
    """Follow the straightmost road, as long as it is the only choice or keeps the name."""

    def choose(junction: Junction) -> Road | None:
        named = sum(arm.road.name == name for arm in junction)
        if named > 2:
            return None
        best = min(
            junction.arms[1:], key=lambda arm: (180.0 if arm.road.name != name else 0.0) + arm.off_straight
        )
        straightest = junction.arms[junction.index_nearest(STRAIGHT)]
        if (
            (len(junction) == 2 or straightest is best)
            and best.off_straight < NARROW
            and deviation(bearing, best.bearing) < NARROW
        ):
            return best.road
        if stop_on_ambiguous and best.off_straight > GROUP:
            opposite = junction.arms[junction.index_nearest(reverse(best.angle))]
            if deviation(best.angle, opposite.angle) > 180.0 - FUZZY or straightest.off_straight < FUZZY:
                return None
        return best.road if best.road.name == name and best.off_straight < 100.0 else None

    return choose


def _can_be_one(a: Road, b: Road) -> bool:
    return (
        not a.kind.is_roundabout
        and not b.kind.is_roundabout
        and a.kind.is_ferry == b.kind.is_ferry
        and a.kind.rank == b.kind.rank
        and are_alike(a.name, b.name)
    )


def _is_distinct(a: Spoke, b: Spoke) -> bool:
    return deviation(a.bearing, b.bearing) > MERGEABLE_DEG or not are_alike(a.road.name, b.road.name)


def _merged_bearing(
    around: list[Spoke], left: Spoke, right: Spoke, *, at_neighbour: bool
) -> tuple[bool, float]:
    """(whether neighbours may use it, bearing) of two roads seen as one."""
    entry = left if left.road.enterable else right
    behind = reverse(entry.bearing)
    opposite = reverse(min(around, key=lambda s: deviation(s.bearing, behind)).bearing)
    if deviation(turn_angle(opposite, entry.bearing), STRAIGHT) < 3.0:
        # A road that goes straight through must not get a bend from another that joins it here.
        return False, entry.bearing
    a, b = math.radians(left.bearing), math.radians(right.bearing)
    middle = math.degrees(math.atan2(math.sin(a) + math.sin(b), math.cos(a) + math.cos(b))) % 360.0
    if at_neighbour:
        new = deviation(turn_angle(opposite, middle), STRAIGHT)
        if any(deviation(turn_angle(opposite, s.bearing), STRAIGHT) < new for s in (left, right)):
            return False, opposite
    return True, middle


def _are_parallel(a: list[Point], b: list[Point]) -> bool:
    """Whether the lines that fit two roads point the same way, give or take 10 degrees or so."""
    (ax, ay), (bx, by) = fitted(a)
    (cx, cy), (dx, dy) = fitted(b)
    ux, uy, vx, vy = bx - ax, by - ay, dx - cx, dy - cy
    return abs(ux * vx + uy * vy) > 0.96 * math.hypot(ux, uy) * math.hypot(vx, vy)


def _distance_to(point: Point, line: list[Point]) -> float:
    return min(math.dist(point, nearest_on((a, b), point)) for a, b in itertools.pairwise(line))


def _same(a: Point, b: Point) -> bool:
    return math.dist(a, b) < 0.05
