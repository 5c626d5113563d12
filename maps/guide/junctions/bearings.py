"""In which direction a road leaves a junction, as a driver feels it.

Maps draw roads as lines through the middle: the first metres of a wide road's branch, or of one that splits
into two carriageways, point elsewhere than the road goes. After Project OSRM's analysis, a road is looked at
some tens of metres ahead and the point is found that stands for its direction: far away on straight roads,
near on curves, shifted back where the road starts beside the junction.

Points are metres east and north of the junction.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from maps.guide.junctions.network import Road, RoadKind

LANE_M = 3.25
"""width assumed for a lane"""
SKIP_M = 2.0
"""the first metres are drawn carelessly"""
NEAR_M = 10.0
FAR_M = 40.0
SHIFT = 0.9
"""of a sideways start is taken back"""

Point = tuple[float, float]
ORIGIN: Point = (0.0, 0.0)


def bearing(a: Point, b: Point) -> float:
    """Degrees from north, clockwise, in [0, 360)."""
    degrees = math.degrees(math.atan2(b[0] - a[0], b[1] - a[1]))
    return degrees + 360.0 if degrees < 0.0 else degrees


def deviation(a: float, b: float) -> float:
    """Degrees between two bearings or turn angles, 0..180."""
    difference = abs(a - b) % 360.0
    return 360.0 - difference if difference > 180.0 else difference


def turn_angle(before: float, after: float) -> float:
    """OSRM's turn angle between two bearings: 180 is straight on, below it right, above it left, 0 back."""
    return (before - after + 540.0) % 360.0


def reverse(degrees: float) -> float:
    return degrees - 180.0 if degrees >= 180.0 else degrees + 180.0


def initial_bearing(points: Sequence[Point]) -> float:
    """Of the first two metres."""
    return bearing(points[0], at_length(points, SKIP_M))


def close_bearing(points: Sequence[Point]) -> float:
    """Of the first stretch that is at least a metre long."""
    for point in points[1:]:
        if math.hypot(*point) > 1.0:
            return bearing(ORIGIN, point)
    return bearing(ORIGIN, points[-1])


def perceived_bearing(points: Sequence[Point], road: Road, lanes: int) -> float:
    """Where the road seems to go; `lanes` is the largest number of lanes at the junction, 0 unknown."""
    return bearing(ORIGIN, _stands_for(list(points), road.kind, road.node == road.target, lanes))


def at_length(points: Sequence[Point], distance_m: float) -> Point:
    """The point some way along a line, its last one when it is shorter."""
    done = 0.0
    for a, b in itertools.pairwise(points):
        step = _distance(a, b)
        if done + step >= distance_m:
            return _between(a, b, (distance_m - done) / step if step > 0 else 0.0)
        done += step
    return points[-1]


def length(points: Sequence[Point]) -> float:
    return sum(_distance(a, b) for a, b in itertools.pairwise(points))


def trimmed(points: Sequence[Point], distance_m: float) -> list[Point]:
    """The beginning of a line, cut at a distance."""
    kept = [points[0]]
    done = 0.0
    for a, b in itertools.pairwise(points):
        step = _distance(a, b)
        if done + step >= distance_m:
            kept.append(_between(a, b, (distance_m - done) / step if step > 0 else 0.0))
            return kept
        done += step
        kept.append(b)
    return kept


def samples(points: Sequence[Point], limit_m: float, rate_m: float) -> list[Point]:
    """Points at equal steps along a line, so that long segments count for what they are."""
    found = [points[0]]
    total = carry = 0.0
    for a, b in itertools.pairwise(points):
        if total > limit_m:
            break
        step = _distance(a, b)
        at = rate_m - carry
        (ax, ay), (bx, by) = a, b
        while at <= step and total + at <= limit_m + rate_m:
            part = at / step
            found.append((ax + part * (bx - ax), ay + part * (by - ay)))
            at += rate_m
        carry = (carry + step) % rate_m
        total += step
    if len(found) < 2:
        found.append(points[-1])
    return found


def regression(points: Sequence[Point]) -> tuple[Point, Point]:
    """The straight line that fits points best, between the feet of the first and the last."""
    sampled = samples(points, FAR_M, 1.0)
    line = fitted(sampled)
    return nearest_on(line, points[0]), nearest_on(line, points[-1])


def fitted(points: Sequence[Point]) -> tuple[Point, Point]:
    """Least squares over the axis on which the points spread more."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    swap = max(xs) - min(xs) < max(ys) - min(ys)
    us, vs = (ys, xs) if swap else (xs, ys)
    count = len(points)
    mean_u, mean_v = sum(us) / count, sum(vs) / count
    spread = sum((u - mean_u) ** 2 for u in us)
    slope = sum((u - mean_u) * (v - mean_v) for u, v in zip(us, vs, strict=True)) / spread if spread else 0.0
    low, high = min(us) - 1.0, max(us) + 1.0
    if us[0] > us[-1]:
        low, high = high, low
    ends = [(u, mean_v + slope * (u - mean_u)) for u in (low, high)]
    first, last = ((b, a) if swap else (a, b) for a, b in ends)
    return first, last


def nearest_on(line: tuple[Point, Point], point: Point) -> Point:
    """The foot of a point on a segment."""
    (ax, ay), (bx, by) = line
    dx, dy = bx - ax, by - ay
    square = dx * dx + dy * dy
    t = ((point[0] - ax) * dx + (point[1] - ay) * dy) / square if square else 0.0
    if t <= 0.0:
        return ax, ay
    return (ax + t * dx, ay + t * dy) if t < 1.0 else (ax + dx, ay + dy)


def is_counter_clockwise(a: Point, b: Point, c: Point) -> bool:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) > 0.0


def _stands_for(points: list[Point], kind: RoadKind, is_loop: bool, lanes: int) -> Point:
    if is_loop:
        return points[1]
    if len(points) <= 2:
        return points[-1]
    if kind.is_circle:
        return at_length(points, SKIP_M)
    if kind.is_minor:
        return trimmed(points, NEAR_M)[-1]
    width = _offset_factor(kind) * (lanes or 2) * LANE_M
    if _distance(points[0], points[1]) > width + NEAR_M:
        return points[1]
    ahead = FAR_M + width
    points, steps = _ahead(points, ahead)
    total = sum(steps)
    if len(points) == 2 or total <= SKIP_M:
        return points[-1]
    if _bulge(points, points[0], points[-1]) < 0.5 * LANE_M:
        return at_length(points, SKIP_M) if points[0] == points[-1] else points[-1]
    straight_index, straight_m = _straight_start(points, steps)
    if straight_m >= width + NEAR_M:
        return at_length(points, 5.0)
    line = regression(points)
    if _bulge(points, *line) < 0.35 * LANE_M:
        return _shifted(*(nearest_on(line, p) for p in (points[0], points[-1])))
    if _starts_aside(points, steps, straight_index, straight_m, total, width / LANE_M):
        index = max(1, straight_index)
        return _shifted(points[index], points[index + 1])
    if _is_curve(points, steps, total, width, kind):
        head = trimmed(points, 3.0 * SKIP_M)[-1]
        return _shifted(trimmed(points, 2.0 * SKIP_M)[-1], head)
    skipped = 0.8 * width
    rest = _without_start(points, 0.8 * skipped)
    if len(rest) >= 2 and total >= skipped + 2.0:
        line = regression(rest)
        if _bulge(rest, *line) < 0.5 * LANE_M:
            return _shifted(*line)
    found = at_length(points, NEAR_M)
    return found if found != ORIGIN else next((p for p in points if p != ORIGIN), found)


def _offset_factor(kind: RoadKind) -> float:
    """Exits of wide roads leave at a slant; how many lanes' widths that may take."""
    if kind.is_motorway_like:
        return 2.5
    return 1.5 if kind.priority == 4 else 1.0


def _ahead(points: list[Point], limit_m: float) -> tuple[list[Point], list[float]]:
    """The points up to the first beyond a limit, and the length of the segment before each (0 first)."""
    kept, steps, done = [points[0]], [0.0], 0.0
    for a, b in itertools.pairwise(points):
        step = _distance(a, b)
        kept.append(b)
        steps.append(step)
        done += step
        if done >= limit_m:
            break
    if steps[-1] >= limit_m:
        # One long segment would outweigh all that is near.
        kept[-1] = _between(kept[-2], kept[-1], limit_m / steps[-1])
        steps[-1] = limit_m
    return kept, steps


def _straight_start(points: list[Point], steps: list[float]) -> tuple[int, float]:
    """(index, metres) up to where the road is straight."""
    straight_m = steps[1]
    index = 2
    while index < len(points):
        if _bulge(points[:index], points[0], points[index]) >= 0.25 * LANE_M:
            break
        straight_m += steps[index]
        index += 1
    return index - 1, straight_m


def _starts_aside(
    points: list[Point],
    steps: list[float],
    straight_index: int,
    straight_m: float,
    total: float,
    lanes: float,
) -> bool:
    """Whether a short first piece only leads from the middle of the junction to the road's own line."""
    index = max(1, straight_index)
    if index + 1 >= len(points):
        return False
    if sum(steps[: index + 1]) - 0.5 * int(lanes) * LANE_M >= LANE_M:
        return False
    if total < 0.4 * FAR_M or total - max(straight_m, steps[1]) < 0.1 * total:
        return False
    end = next((i for i in range(index, len(steps)) if steps[i] >= 30.0), len(steps))
    end = min(len(points), end + 1)
    return _bulge(points[index:end], points[index], points[end - 1]) < 0.5 * LANE_M


def _is_curve(points: list[Point], steps: list[float], total: float, width: float, kind: RoadKind) -> bool:
    if kind.is_roundabout:
        return True
    if deviation(bearing(points[0], points[1]), bearing(points[-2], points[-1])) <= 20.0:
        return False
    first, last = points[0], points[-1]
    if len(points) > 3:
        side = is_counter_clockwise(first, last, points[1])
        if any(is_counter_clockwise(first, last, p) != side for p in points[2:-1]):
            return False
    away = [_distance(nearest_on((first, last), p), p) for p in points]
    if len(points) == 3:
        peak, peak_m = 1, away[1]
    else:
        past = next((i for i in range(2, len(points)) if not away[i - 1] < away[i]), len(points))
        if past == len(points):
            peak, peak_m = len(points) - 1, 0.0
        elif all(away[i] > away[i + 1] for i in range(past, len(points) - 1)):
            peak, peak_m = past - 1, away[past - 1]
        else:
            return False
    to_peak = sum(steps[: peak + 1])
    if (to_peak <= 0.35 * total or peak_m < max(0.3 * width, 0.5 * LANE_M)) and total > NEAR_M:
        return False
    return total > 2.0 * width and _bends_evenly(points, steps, total, width)


def _bends_evenly(points: list[Point], steps: list[float], total: float, width: float) -> bool:
    """No bend the other way, no long straight piece."""
    angles = [
        turn_angle(bearing(a, b), bearing(b, c))
        for a, b, c in zip(points, points[1:], points[2:], strict=False)
    ]
    was_straight = False
    straight_m = max(0.0, steps[1] - width)
    at = 1
    for before, now in itertools.pairwise(angles):
        if (
            deviation(before, 180.0) > 25.0
            and deviation(now, 180.0) > 25.0
            and (before > 180.0) == (now < 180.0)
        ):
            return False
        at += 1
        is_straight = deviation(now, 180.0) < 5.0
        if is_straight:
            straight_m += steps[at]
            if was_straight and straight_m > 0.3 * total:
                return False
        elif straight_m > 0.3 * total:
            return False
        else:
            straight_m = steps[at]
        was_straight = is_straight
    return True


def _without_start(points: list[Point], distance_m: float) -> list[Point]:
    """A line from some way along it on."""
    done = 0.0
    for i, (a, b) in enumerate(itertools.pairwise(points)):
        step = _distance(a, b)
        if done + step >= distance_m:
            start = _between(a, b, (distance_m - done) / step if step > 0 else 0.0)
            return [start, *points[i + 1 :]]
        done += step
    return []


def _shifted(base: Point, head: Point) -> Point:
    """The direction from base to head, drawn nearly from the junction itself."""
    if _distance(base, head) < SKIP_M:
        return head
    return head[0] - SHIFT * base[0], head[1] - SHIFT * base[1]


def _bulge(points: Sequence[Point], begin: Point, end: Point) -> float:
    """How far the points lie from a segment at most."""
    return max([math.dist(nearest_on((begin, end), p), p) for p in points], default=0.0)


def _between(a: Point, b: Point, part: float) -> Point:
    part = 0.0 if part < 0.0 else min(part, 1.0)
    return a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])


def _distance(a: Point, b: Point) -> float:
    return math.hypot(b[0] - a[0], b[1] - a[1])
